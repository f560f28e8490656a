"""Pages of no patient: menus, notices, directories, tables, receipts, invoices, forms."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from phiscan.synth import numbers
from phiscan.synth.blind.numbers import write_date
from phiscan.synth.canvas import Canvas, Colour, Flat
from phiscan.synth.layout import GREY, WHITE, put
from phiscan.synth.sealed.form import ACCENTS
from phiscan.synth.sealed.studio import SealedStudio

DISHES = ("Jollof Rice", "Bobotie", "Pierogi Ruskie", "Masala Dosa", "Laksa Lemak", "Poutine",
          "Barramundi & Chips", "Beef Pho", "Lamb Tagine", "Moussaka", "Arepa Reina",
          "Kimchi Stew", "Lamington", "Rooibos Latte", "Hokey Pokey Sundae", "Cullen Skink",
          "Bangers & Mash")  # fmt: skip
PLACES = ("The Copper Pot", "Nonna Rosa's", "Harbour Lights", "Golden Wok", "Station Buffet",
          "Dr. Bean Coffee", "Mama Africa Grill")  # fmt: skip
PROSE = (
    "The ferry left an hour late, as it always did when Captain Moana was in a mood. Ilse stood at "
    "the rail beside Mr. Okafor and counted the gulls. \u201cYour brother,\u201d he said at last, "
    "\u201cnever could keep a secret.\u201d She laughed, and thought of Patrick, who had kept this "
    "one for eleven years. ",
    "Chapter nine. In the spring of 1887 the valley was sold to a company from Leeds. Old "
    "Bartholomew Pike would not sign. Lawyers came, and a surveyor named Quill, and on 3 April the "
    "dam was begun "
    "all the same. ",
    "Sediment is carried until the current slackens. Coarse grains fall first; clays may drift for "
    "months. The resulting layers, read from below, are a calendar that no one wrote. Table 4.2 "
    "gives settling speeds for particles of 2 to 200 micrometres. ",
    "\u201cNurse!\u201d shouted the sergeant. Sister Agatha looked up from her novel. Doctor Finch "
    "had gone to dinner with the Colonel, and the patient in bed six was singing again. ",
)
WARES = ("Toner cartridge 26A", "Glove box nitrile M", "Syringe pump lease", "Laundry, 40 kg",
         "Window cleaning", "Bottled O2 size E", "Copy paper A4", "Waste bins 60 L", "Light tubes",
         "Server rack rails")  # fmt: skip
GROCERIES = ("SWEET POTATO", "RYE LOAF", "CHUTNEY 250G", "BIN LINERS", "TOFU FIRM", "MANGO X2",
             "SHAMPOO 300", "OLIVES KAL", "RICE 5KG", "COD FILLET", "ICE TEA 6PK", "IBUPROFEN 16S",
             "PLASTERS ASST")  # fmt: skip
Rows = Sequence[Sequence[str]]
Spot = tuple[float, float, float]
"""Left, top and width in mm."""


def table(c: Canvas, s: SealedStudio, at: Spot, rows: Rows, shares: Sequence[float],
           size: float, pitch: float) -> float:  # fmt: skip
    """Set rows with the first as head; return the y below."""
    (x, y, wide), faces = at, s.font(s.rng.choice(("sans", "narrow", "serif")))
    stops = [x + wide * f for f in (*shares, 1.0)]
    for number, cells in enumerate(rows):
        if number % 2 == 0:
            c.box(
                x, y, x + wide, y + pitch, fill=(214, 222, 232) if number == 0 else (242, 244, 246)
            )
        for left, end, cell in zip(stops, stops[1:], cells, strict=False):
            put(
                c, left + 1, y + pitch * 0.7, end - left - 2, (cell,), faces[int(number == 0)], size
            )
        y += pitch
    return y


def _price(s: SealedStudio) -> str:
    signs = {"UK": "\u00a3", "IE": "\u20ac", "ZA": "R", "IN": "Rs "}
    whole, cents = s.rng.randint(2, 58), s.rng.choice(("", ".20", ".90", ".75"))
    return f"{signs.get(s.region.code, '$')}{whole}{cents}"


def card_menu(s: SealedStudio) -> Flat:
    """Return a restaurant's card, dishes in the middle with dots to the price or below."""
    rng = s.rng
    c = s.canvas("menu", rng.choice(((148, 297), (210, 210), (140, 216))), rng.choice(
        ((255, 252, 244), (34, 30, 28), (236, 226, 206))))  # fmt: skip
    wide, tall = c.size_mm
    dark = np.asarray(c.image)[0, 0].sum() < 300
    ink: Colour = (238, 230, 214) if dark else (40, 30, 24)
    faces, accent = s.font(rng.choice(("serif", "sans", "hand"))), rng.choice(ACCENTS)
    name = rng.choice(PLACES)
    c.text(wide / 2, 24, name, faces[1], c.fit((name,), faces[1], 12, wide - 20), ink, "ms")
    dishes = rng.sample(DISHES, 10)
    for row, dish in enumerate(dishes):
        y = 42 + row * (tall - 70) / 10
        put(c, 12, y, wide * 0.6, (dish,), faces[1], 5.4, ink)
        c.text(wide - 12, y, _price(s), faces[0], 5.2, (220, 180, 90) if dark else accent, "rs")
    c.text(wide / 2, tall - 18, f"Bookings {s.public_phone()}", faces[0], 4.4, ink, "ms")
    place = s.public_place()
    c.text(wide / 2, tall - 10, place, faces[0], c.fit((place,), faces[0], 4, wide - 16), ink, "ms")
    return c.done()


def canteen(s: SealedStudio) -> Flat:
    """Return a hospital canteen's week in a table."""
    c = s.canvas("menu", (297, 210), s.paper())
    put(c, 14, 20, 268, (f"{s.hospital()} - Staff canteen",), s.font("sans")[1], 9)
    rows = [("Day", "Main", "Meat-free", "Price")]
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"):
        rows.append((day, s.rng.choice(DISHES), s.rng.choice(DISHES), _price(s)))
    y = table(c, s, (14, 32, 268), rows, (0, 0.2, 0.5, 0.85), 6, 22)
    c.text(14, y + 14, "Open 07:00-19:30   Allergens: ask at the counter", s.font("sans")[0], 5)
    return c.done()


NOTICES = (
    ("HAND HYGIENE", "Clean your hands before and after every patient. 20 seconds."),
    ("LIFT OUT OF ORDER", "Use stairs B. Engineer booked for Thursday. Sorry!"),
    ("FLU CLINIC", "Walk in, Level 2, every Tuesday 9-12. Bring your card."),
    ("CAR BOOT SALE", "Sunday 14 June, St Mary's field. Pitches 8. Cakes!"),
    ("NO MOBILE PHONES", "MRI area. Remove watches, keys, cards and hearing aids."),
    ("Room to let", "Quiet house, near station, no pets, bills included."),
    ("FIRE ACTION", "1. Raise the alarm. 2. Leave by nearest exit. 3. Assemble in car park C."),
)


def notice(s: SealedStudio) -> Flat:
    """Return a public notice with the institution's own phone and address."""
    rng = s.rng
    accent = rng.choice(ACCENTS)
    c = s.canvas("poster", rng.choice(((210, 297), (297, 210), (420, 297))), rng.choice(
        (WHITE, (255, 246, 170), (226, 242, 250))))  # fmt: skip
    wide, tall = c.size_mm
    faces = s.font(rng.choice(("sans", "narrow", "serif")))
    title, text = rng.choice(NOTICES)
    c.box(6, 6, wide - 6, tall - 6, outline=accent, width=2.4)
    c.text(
        wide / 2,
        tall * 0.26,
        title,
        faces[1],
        c.fit((title,), faces[1], 40, wide - 36),
        accent,
        "ms",
    )
    y = c.paragraph(20, tall * 0.42, wide - 40, (text,), faces[0], tall * 0.055, spacing=1.5)
    put(c, 20, min(y + 12, tall - 34), wide - 40, (s.hospital(),), faces[1], 9)
    put(c, 20, tall - 22, wide - 40, (s.public_place(),), faces[0], 7)
    put(c, 20, tall - 12, wide - 40, ("Info: ", s.public_phone()), faces[0], 7)
    return c.done()


def directory(s: SealedStudio) -> Flat:
    """Return a public list of an institution's departments with their phones."""
    rng = s.rng
    c = s.canvas("poster", (297, 420), s.paper())
    put(c, 16, 34, 264, (f"{s.hospital()}",), s.font("sans")[1], 16)
    rows = [("Department", "Level", "Phone")]
    for word in ("Emergency", "Outpatients", "Radiology", "Pathology", "Maternity", "Pharmacy",
                 "Cafeteria", "Chapel", "Lost property", "Parking office", "Fracture clinic",
                 "Eye clinic", "Dialysis", "Security"):  # fmt: skip
        rows.append((word, rng.choice(("G", "1", "2A", "B", "5 West")), s.public_phone()))
    table(c, s, (16, 52, 264), rows, (0, 0.46, 0.6), 10, 22)
    c.text(16, 404, f"All visitors report to main desk - {s.public_phone()}", s.font("sans")[0], 8)
    return c.done()


def rota(s: SealedStudio) -> Flat:
    """Return a timetable: a gym's, a school's or a tram's."""
    rng = s.rng
    c = s.canvas("poster", (297, 210), s.paper())
    title = rng.choice(
        ("POOL TIMETABLE", "Line 6 Tram - Winter", "Year 4 Blue Class", "Tide tables")
    )
    c.text(16, 24, title, s.font("sans")[1], 12, rng.choice(ACCENTS))
    head = ("", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
    words = (
        "Lanes",
        "Aqua fit",
        "07:12",
        "18:45",
        "Maths",
        "Art",
        "0.8 m",
        "closed",
        "Family swim",
    )
    rows = [head] + [(f"{7 + n}:{rng.choice(('00', '30'))}", *(rng.choice(words) for _ in head[1:]))
                     for n in range(9)]  # fmt: skip
    y = table(c, s, (16, 34, 264), rows, [n / 7 for n in range(7)], 5.4, 15)
    c.text(16, y + 12, f"Valid from {write_date(s.seen(), s.house_date)}", s.font("sans")[0], 5)
    return c.done()


def page(s: SealedStudio) -> Flat:
    """Return a page of a novel or textbook in one or two columns."""
    rng = s.rng
    c = s.canvas("book_page", rng.choice(((111, 178), (170, 240), (152, 229))), rng.choice(
        ((250, 244, 228), (255, 255, 250), (240, 236, 224))))  # fmt: skip
    wide, tall = c.size_mm
    face, bold = s.font(rng.choice(("serif", "serif", "sans")))
    columns = 2 if wide > 160 else 1
    room = (wide - 24 - 6 * (columns - 1)) / columns
    c.text(
        wide / 2,
        11,
        rng.choice(("LOWER GROUND", "Principles of Geology", "Tales of the Strait")),
        bold,
        3.4,
        GREY,
        "ms",
    )
    for column in range(columns):
        y = 20.0
        while y < tall - 46:
            y = (
                c.paragraph(12 + column * (room + 6), y, room, (rng.choice(PROSE),), face, 3.8)
                + 1.5
            )
    c.text(wide / 2, tall - 7, str(rng.randint(3, 498)), face, 3.4, anchor="ms")
    return c.done()


def slip(s: SealedStudio) -> Flat:
    """Return a shop's receipt on a narrow roll."""
    rng = s.rng
    c = s.canvas("receipt", (58, 150), (252, 252, 250))
    face, bold = s.font(rng.choice(("mono", "narrow")))
    c.text(
        29,
        11,
        rng.choice(("KWIK-E SAVE", "Spar-ish", "GREENGROCER & SON", "Chemist Barn")),
        bold,
        5,
        anchor="ms",
    )
    put(c, 4, 17, 50, (s.public_place(),), face, 2.8)
    put(c, 4, 22, 50, ("Ph ", s.public_phone()), face, 2.8)
    put(
        c,
        4,
        28,
        50,
        (write_date(s.seen(), s.house_date), f" {s.clock()}  #", numbers.digits(rng, 5)),
        face,
        3,
    )
    total = 0.0
    for row, item in enumerate(rng.sample(GROCERIES, 8)):
        price = rng.uniform(0.8, 22)
        total += price
        c.text(4, 38 + row * 7, item, face, 3.3)
        c.text(54, 38 + row * 7, f"{price:.2f}", face, 3.3, anchor="rs")
    c.text(4, 104, "TOTAL", bold, 5)
    c.text(54, 104, f"{total:.2f}", bold, 5, anchor="rs")
    c.text(29, 113, f"VISA ************{rng.randint(1000, 9999)}", face, 3, anchor="ms")
    c.barcode(8, 120, 42, 12, numbers.digits(rng, 12), "Code128")
    c.text(29, 143, "THANK YOU - KEEP FOR RETURNS", face, 2.8, anchor="ms")
    return c.done()


def invoice(s: SealedStudio) -> Flat:
    """Return an invoice between firms, without a person."""
    rng = s.rng
    c = s.canvas("receipt", (210, 297), s.paper())
    faces, accent = s.font(rng.choice(("sans", "serif"))), rng.choice(ACCENTS)
    c.text(16, 24, "TAX INVOICE", faces[1], 10, accent)
    c.text(
        16,
        34,
        f"No. INV-{numbers.digits(rng, 5)}   {write_date(s.seen(), s.house_date)}",
        faces[0],
        4.4,
    )
    put(c, 16, 46, 120, (f"{rng.choice(('Ardent Supplies Ltd', 'Mop & Co', 'Tekno Pty'))}, ",
        s.public_place(), ", ", s.public_phone()), faces[0], 4)  # fmt: skip
    put(c, 16, 56, 120, (f"Bill to: {s.hospital()}, Accounts Payable",), faces[0], 4.4)
    rows = [("Item", "Qty", "Unit", "Amount")]
    for ware in rng.sample(WARES, 7):
        rows.append((ware, str(rng.randint(1, 40)), _price(s), f"{rng.uniform(10, 4000):,.2f}"))
    y = table(c, s, (16, 70, 178), rows, (0, 0.5, 0.64, 0.82), 4.2, 10)
    c.text(194, y + 10, f"Total due {rng.uniform(500, 9000):,.2f}", faces[1], 6, anchor="rs")
    c.text(16, y + 26, "Terms 30 days. Bank details on file.", faces[0], 4)
    return c.done()


BLANKS = ("Surname", "Given name(s)", "Date of birth", "Preferred name", "Postal address", "Mobile",
          "Email", "Health fund & member no.", "Medicare / NHI / PHN", "GP name and clinic",
          "Next of kin", "Their phone", "Allergies", "Employer")  # fmt: skip


def blank(s: SealedStudio) -> Flat:
    """Return an empty form: lines, boxes a letter, or bare captions."""
    rng = s.rng
    c = s.canvas("empty_form", rng.choice(((210, 297), (216, 279))), rng.choice(
        (WHITE, (254, 250, 228), (232, 242, 234))))  # fmt: skip
    wide = c.size_mm[0]
    faces, accent = s.font(rng.choice(("sans", "serif", "narrow"))), rng.choice(ACCENTS)
    put(c, 14, 18, wide - 28, (s.hospital(),), faces[1], 6.4, accent)
    c.text(
        14,
        27,
        rng.choice(("CONSENT TO TREATMENT", "Registration", "Travel clinic form")),
        faces[0],
        5,
    )
    style = rng.choice(("line", "comb", "box", "dots"))
    for row, label in enumerate(rng.sample(BLANKS, 12)):
        y = 42 + row * 17.5
        c.text(14, y, label, faces[0], 4.2, GREY)
        if style == "comb":
            for cell in range(18):
                c.box(
                    66 + cell * 7, y - 5, 73 + cell * 7, y + 2, outline=(140, 144, 150), width=0.2
                )
        elif style == "box":
            c.box(66, y - 7, wide - 14, y + 4, outline=(110, 114, 120))
        elif style == "dots":
            c.text(66, y, ". " * 60, faces[0], c.fit((". " * 60,), faces[0], 4, wide - 82), GREY)
        else:
            c.line(66, y + 1, wide - 14, y + 1, GREY, 0.25)
    c.text(14, 262, "Signed: ____________________   Date: ___ / ___ / ______", faces[0], 4.6)
    return c.done()


def log_sheet(s: SealedStudio) -> Flat:
    """Return a fridge's temperature log, headings and empty rows, some readings."""
    c = s.canvas("empty_form", (297, 210), s.paper())
    c.text(14, 18, "VACCINE FRIDGE TEMPERATURE LOG   (2 - 8 C)", s.font("sans")[1], 6)
    rows: list[tuple[str, ...]] = [("Day", "Time", "Min", "Max", "Now", "Initials", "Action")]
    for day in range(1, 15):
        filled = day < 8
        rows.append(
            (
                str(day),
                s.clock() if filled else "",
                *(f"{s.rng.uniform(2, 8):.1f}" if filled else "" for _ in range(3)),
                "",
                "",
            )
        )
    table(c, s, (14, 26, 268), rows, (0, 0.1, 0.22, 0.34, 0.46, 0.58, 0.72), 4.6, 11.5)
    return c.done()


DESIGNS = {
    "menu": (card_menu, card_menu, canteen),
    "poster": (notice, notice, directory, rota),
    "book_page": (page, page),
    "receipt": (slip, slip, invoice),
    "empty_form": (blank, blank, log_sheet),
}
