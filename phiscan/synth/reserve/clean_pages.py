"""Pages of no patient: menus, notices, recipes, receipts, timetables, empty forms."""

from __future__ import annotations

from collections.abc import Sequence

from phiscan.synth import numbers
from phiscan.synth.canvas import INK, Canvas, Colour, Flat
from phiscan.synth.layout import GREY, WHITE, put
from phiscan.synth.reserve.form import HUES
from phiscan.synth.reserve.studio import ReserveStudio

EATS = ("Buffalo Cauliflower", "French Dip", "Shepherd's Pie", "Pad See Ew", "Chicken Adobo",
        "Nyama Choma", "Egusi & Pounded Yam", "Bunny Chow", "Prawn Laksa", "Paneer Tikka",
        "Clam Chowder", "Cobb Salad", "Grilled Cheese", "Key Lime Pie", "Sticky Toffee Pudding",
        "Cold Brew", "Halo-halo", "Pavlova")  # fmt: skip
HOUSES = ("Rusty Anchor", "Marigold Tea Room", "El Farolito", "Two Sisters Diner", "Bao & Barrel",
          "Corner Bistro")  # fmt: skip
GOODS = ("BANANAS LB", "2% MILK GAL", "SOURDOUGH", "PAPER TOWELS", "LARGE EGGS DZ", "ORG SPINACH",
         "CHEDDAR 8OZ", "DOG FOOD 20LB", "TOOTHPASTE", "ACETAMINOPHEN 24", "AA BATTERIES",
             "BAGELS 6",
         "SPARKLING WTR")  # fmt: skip
NOVEL = (
    "By noon the fog had lifted from the estuary and the dredger lay plain as a barn on the mud. "
    "Mrs. Penrose put down her binoculars. \u201cThey will not shift it before the tide,\u201d she "
    "said to nobody, and went in to see about lunch. ",
    "Nothing in the letter explained the key. Owen turned it over, then over again. It was brass, "
    "light, the number 19 stamped beside the loop, and he was fairly sure it had never opened "
    "anything in this house. ",
)
MANUAL = (
    "A heap is a tree in which each parent is no larger than its children. Removing the root moves "
    "the last leaf to the top, from where it sinks by at most log n exchanges. Exercise 6.3 asks "
    "for the same with four children. ",
    "The kidney filters about 180 litres a day, of which all but one or two are returned. Figure "
    "12.4 shows the nephron. Sodium is taken up along the proximal tubule together with glucose. ",
)
Rows = Sequence[Sequence[str]]


def grid(c: Canvas, s: ReserveStudio, x: float, y: float, shares: Sequence[float], wide: float,
         rows: Rows, size: float, pitch: float) -> float:  # fmt: skip
    """Set rows between hair lines, the first in bold; return the y below."""
    faces = s.font(s.rng.choice(("sans", "narrow")))
    stops = [x + wide * share for share in (*shares, 1.0)]
    for number, cells in enumerate(rows):
        for left, end, cell in zip(stops, stops[1:], cells, strict=False):
            put(
                c, left + 1, y + pitch * 0.7, end - left - 2, (cell,), faces[int(number == 0)], size
            )
        y += pitch
        c.line(x, y, x + wide, y, GREY, 0.2 if number else 0.6)
    return y


def _money(s: ReserveStudio) -> str:
    sign = {"UK": "\u00a3", "IE": "\u20ac", "ZA": "R", "IN": "\u20b9", "KE": "KSh ", "NG": "N",
            "PH": "P"}.get(s.region.code, "$")  # fmt: skip
    return f"{sign}{s.rng.randint(3, 48)}{s.rng.choice(('', '.50', '.95', '.00'))}"


def bill_of_fare(s: ReserveStudio) -> Flat:
    """Return a menu in two columns with words below each dish."""
    c = s.canvas("menu", s.rng.choice(((216, 356), (297, 210), (210, 297))), s.rng.choice(
        (WHITE, (250, 246, 232), (230, 236, 226))))  # fmt: skip
    wide, tall = c.size_mm
    faces, hue = s.font(s.rng.choice(("serif", "sans", "narrow"))), s.rng.choice(HUES)
    c.text(wide / 2, 22, s.rng.choice(HOUSES), faces[1], 13, hue, "ms")
    for number, dish in enumerate(s.rng.sample(EATS, 12)):
        x, y = 12 + number % 2 * wide / 2, 40 + number // 2 * (tall - 66) / 6
        put(c, x, y, wide * 0.32, (dish,), faces[1], 5.6)
        c.text(x + wide / 2 - 22, y, _money(s), faces[0], 5.2, hue, "rs")
        put(c, x, y + 6, wide / 2 - 24, (s.rng.choice(("with house slaw and pickles", "served over "
            "rice, contains nuts", "slow cooked, herbs, warm bread", "ask for gluten free")),),
            faces[0], 3.8, GREY)  # fmt: skip
    put(c, 12, tall - 10, wide - 24, (f"{s.public_place()}   Reservations {s.public_phone()}",),
        faces[0], 4)  # fmt: skip
    return c.done()


def chalk(s: ReserveStudio) -> Flat:
    """Return a chalk board of drinks and specials."""
    c = s.canvas("menu", (400, 560), s.rng.choice(((34, 38, 36), (24, 24, 28))))
    hand = s.font("hand")[0]
    c.box(0, 0, 400, 560, outline=(120, 84, 50), width=16)
    chalks: tuple[Colour, ...] = ((240, 240, 236), (250, 220, 130), (180, 220, 240))
    put(c, 50, 80, 300, (s.rng.choice(("Today's Specials", "SOUP + COFFEE", "Happy Hour 4-6")),),
        hand, 44, chalks[1])  # fmt: skip
    for row, dish in enumerate(s.rng.sample(EATS, 6)):
        put(c, 40, 150 + row * 62, 240, (dish,), hand, 30, chalks[0])
        put(c, 300, 150 + row * 62, 80, (_money(s),), hand, 30, chalks[2])
    return c.done()


SIGNS = (
    ("NO PARKING", "7 AM - 6 PM  Mon to Fri", "Tow away zone"),
    ("STOP THE SPREAD", "Cover your cough. Wash hands. Stay home when ill.", "Ask for a mask"),
    ("BLOOD DRIVE", "Saturday 9-2, Fellowship Hall", "Walk-ins welcome, bring photo ID"),
    ("FARMERS MARKET", "Every Thursday from May", "Rain or shine"),
    ("KNOW YOUR NUMBERS", "Blood pressure below 130/80. A1c below 7.", "Free checks in the lobby"),
    ("YARD SALE", "Sat & Sun, 8 till noon", "Tools, toys, a piano"),
    ("ELEVATOR IN SERVICE", "Capacity 2500 lb", "In case of fire use stairs"),
    ("VISITING HOURS", "2 pm - 4 pm and 6 pm - 8 pm", "Two visitors to a bed"),
)


def sign(s: ReserveStudio) -> Flat:
    """Return a sign or flyer of few words."""
    wide, tall = s.rng.choice(((279, 216), (216, 279), (450, 300)))
    paper: Colour = s.rng.choice((WHITE, (255, 226, 60), (30, 90, 60), (24, 60, 120)))
    c = s.canvas("poster", (wide, tall), paper)
    ink: Colour = (250, 250, 250) if sum(paper) < 400 else INK
    faces = s.font(s.rng.choice(("sans", "narrow", "sans")))
    c.box(6, 6, wide - 6, tall - 6, outline=ink, width=2, radius=8)
    for text, share, size in zip(s.rng.choice(SIGNS), (0.36, 0.58, 0.75), (34, 15, 13),
                                 strict=True):  # fmt: skip
        face = faces[int(share < 0.4)]
        c.text(wide / 2, tall * share, text, face, c.fit((text,), face, size, wide - 36), ink, "ms")
    put(c, 20, tall - 14, wide - 40, (f"{s.hospital()}   {s.public_phone()}",), faces[0], 7, ink)
    return c.done()


def timetable(s: ReserveStudio) -> Flat:
    """Return a bus stop's or clinic's table of times."""
    c = s.canvas("poster", (210, 297), s.paper())
    hue = s.rng.choice(HUES)
    c.box(0, 0, 210, 30, fill=hue)
    title = s.rng.choice(("ROUTE 14  Downtown", "Shuttle: Garage - Main Lobby", "Class schedule",
                          "Ferry, summer service"))  # fmt: skip
    put(c, 12, 20, 186, (title,), s.font("sans")[1], 11, WHITE)
    head = ("Stop", "1st", "2nd", "3rd", "4th", "5th")
    stops = ("Union Sq", "Market St", "Hospital East", "Mall", "College", "Pier 3", "Library",
             "Airport", "Depot")  # fmt: skip
    rows: list[Sequence[str]] = [head]
    for number, stop in enumerate(stops):
        rows.append((stop, *(f"{6 + 2 * n}:{(7 + number * 5) % 60:02d}" for n in range(5))))
    y = grid(c, s, 12, 40, (0, 0.32, 0.46, 0.6, 0.74, 0.87), 186, rows, 6, 20)
    put(c, 12, y + 14, 186, (f"No service on public holidays. Lost property {s.public_phone()}",),
        s.font("sans")[0], 4.6)  # fmt: skip
    return c.done()


def printed_page(s: ReserveStudio) -> Flat:
    """Return a page of a novel or a textbook."""
    c = s.canvas("book_page", s.rng.choice(((130, 198), (189, 246))), s.rng.choice(
        ((252, 248, 236), (255, 255, 253), (244, 238, 222))))  # fmt: skip
    wide, tall = c.size_mm
    face, bold = s.font(s.rng.choice(("serif", "serif", "sans")))
    texts = s.rng.choice((NOVEL, MANUAL))
    c.text(wide - 14, 12, str(s.rng.randint(12, 610)), face, 3.8, anchor="rs")
    c.text(
        14, 12, s.rng.choice(("THE LONG EBB", "Algorithms", "Human Physiology")), face, 3.4, GREY
    )
    y = 24.0
    if s.rng.random() < 0.5:
        c.text(14, y + 6, s.rng.choice(("Chapter 7", "6.2  Priority", "12  Fluids")), bold, 7)
        y += 18
    while y < tall - 44:
        y = c.paragraph(14, y, wide - 28, (s.rng.choice(texts) * 2,), face, 4.1) + 2
    return c.done()


def recipe(s: ReserveStudio) -> Flat:
    """Return a card or page with a recipe, printed or by hand."""
    c = s.canvas("book_page", (152, 102), s.rng.choice(((255, 252, 240), (250, 240, 226), WHITE)))
    faces = s.font(s.rng.choice(("hand", "serif", "sans")))
    put(c, 8, 13, 130, (s.rng.choice(EATS),), faces[1], 8, s.rng.choice(HUES))
    for row, text in enumerate(("2 cups flour", "1 1/2 tsp baking soda", "3/4 cup sugar", "2 eggs, "
                                "beaten", "250 ml buttermilk", "pinch of salt")):  # fmt: skip
        put(c, 8, 26 + row * 8, 50, (text,), faces[0], 5)
    c.paragraph(
        64,
        26,
        80,
        (
            "Mix dry things first. Fold in the rest, do not overwork. Bake at 375 F "
            "for 35 min until a skewer comes out clean. Cool 10 min. Serves 8.",
        ),
        faces[0],
        5,
    )
    put(c, 8, 94, 130, ("Prep 15 min   Total 1 hr   Freezes well",), faces[0], 4, GREY)
    return c.done()


def till(s: ReserveStudio) -> Flat:
    """Return a till's receipt with tax and a loyalty line."""
    c = s.canvas("receipt", (80, 190), s.rng.choice(((252, 252, 250), (246, 244, 238))))
    face, bold = s.font(s.rng.choice(("mono", "mono", "narrow")))
    shop = s.rng.choice(
        ("FRESH BASKET", "HARDWARE HANK", "GAS-N-GO 12", "DOLLAR DEPOT", "THE DELI")
    )
    c.text(40, 13, shop, bold, 7, anchor="ms")
    put(c, 6, 20, 68, (s.public_place(),), face, 3.4)
    put(c, 6, 25, 68, (s.public_phone(),), face, 3.4)
    put(c, 6, 33, 68, (f"{s.write_date(s.seen())} {s.clock()}  REG 0{s.rng.randint(1, 9)}  CASHIER "
        f"{s.rng.randint(10, 99)}",), face, 3.6)  # fmt: skip
    total, y = 0.0, 36.0
    for item in s.rng.sample(GOODS, s.rng.randint(6, 11)):
        price, y = s.rng.uniform(0.9, 24), y + 7
        total += price
        c.text(6, y, item, face, 4)
        c.text(74, y, f"{price:.2f}", face, 4, anchor="rs")
    for label, value in (("SUBTOTAL", total), ("TAX", total * 0.07), ("TOTAL", total * 1.07)):
        y += 7.4
        c.text(6, y, label, bold, 4.4)
        c.text(74, y, f"{value:.2f}", bold, 4.4, anchor="rs")
    put(c, 6, y + 9, 68, (f"DEBIT ****{s.rng.randint(1000, 9999)}  APPROVED",), face, 3.6)
    c.barcode(14, y + 14, 52, 11, numbers.digits(s.rng, 12), "Code128")
    c.text(40, y + 32, "HOW DID WE DO? TELL US", face, 3.4, anchor="ms")
    return c.done()


def park(s: ReserveStudio) -> Flat:
    """Return a ticket of a car park or a tram."""
    c = s.canvas("receipt", (60, 92), s.rng.choice(((255, 250, 200), (240, 244, 250))))
    face, bold = s.font(s.rng.choice(("mono", "sans")))
    c.text(
        30, 12, s.rng.choice(("PARKING - LOT C", "DAY PASS", "COAT CHECK")), bold, 5, anchor="ms"
    )
    put(c, 5, 24, 50, (f"Entry {s.write_date(s.seen())} {s.clock()}",), face, 3.8)
    put(c, 5, 31, 50, (f"Paid {_money(s)}   Bay {s.rng.randint(1, 300)}",), face, 3.8)
    c.text(30, 50, f"{s.rng.randint(100, 999)}", bold, 16, anchor="ms")
    c.barcode(8, 58, 44, 12, numbers.digits(s.rng, 10), "Code128")
    put(c, 5, 84, 50, ("Display on dash. No cash value.",), face, 3.4)
    return c.done()


ASKED = ("Patient name", "Date of birth", "Address", "Phone", "Emergency contact", "Relationship",
         "Insurance company", "Policy number", "Primary care doctor", "Reason for visit",
         "Current medications", "Allergies", "Occupation", "Preferred pharmacy")  # fmt: skip


def intake(s: ReserveStudio) -> Flat:
    """Return an empty intake form."""
    c = s.canvas("empty_form", s.rng.choice(((216, 279), (210, 297))), s.rng.choice(
        (WHITE, (246, 248, 252), (255, 250, 236))))  # fmt: skip
    wide = c.size_mm[0]
    faces, hue = s.font(s.rng.choice(("sans", "serif", "narrow"))), s.rng.choice(HUES)
    put(c, 14, 17, wide - 28, (s.rng.choice(("New Patient Information", "Authorization to Release "
        "Records", "Vaccine Screening")),), faces[1], 7, hue)  # fmt: skip
    put(c, 14, 23, wide - 28, (f"{s.hospital()}   {s.public_phone()}",), faces[0], 3.6, GREY)
    boxed = s.rng.random() < 0.5
    for row, label in enumerate(s.rng.sample(ASKED, 11)):
        y = 30 + row * 18
        if boxed:
            c.box(14, y, wide - 14, y + 17, outline=(100, 104, 110), width=0.25)
            c.text(16, y + 4.5, label.upper(), faces[0], 3, GREY)
        else:
            end = c.text(14, y + 12, f"{label}:", faces[0], 4.4)
            c.line(end + 2, y + 13, wide - 14, y + 13, GREY, 0.25)
    put(c, 14, 244, wide - 28, ("Signature ______________________   Date ____/____/____",),
        faces[0],
        4.4)  # fmt: skip
    return c.done()


def bubbles(s: ReserveStudio) -> Flat:
    """Return a questionnaire of ovals to fill in, none filled."""
    c = s.canvas("empty_form", (216, 279), s.paper())
    faces = s.font("sans")
    c.text(14, 18, s.rng.choice(("How was your stay?", "PHQ-9", "Staff survey")), faces[1], 7)
    for row, text in enumerate(("Little interest or pleasure", "Staff listened to me", "Room was "
                                "clean", "Trouble sleeping", "Food was good", "Feeling tired",
                                    "Pain "
                                "was managed", "I would recommend this place")):  # fmt: skip
        y = 40 + row * 26
        put(c, 14, y, 90, (text,), faces[0], 5)
        for number in range(4):
            x = 116 + number * 24
            c.box(x, y - 4, x + 10, y + 1, outline=(60, 60, 64), radius=2.5)
            c.text(x + 5, y + 6, str(number), faces[0], 3.6, GREY, "ms")
    return c.done()


DESIGNS = {
    "menu": (bill_of_fare, bill_of_fare, chalk),
    "poster": (sign, sign, timetable),
    "book_page": (printed_page, printed_page, recipe),
    "receipt": (till, till, park),
    "empty_form": (intake, intake, bubbles),
}
