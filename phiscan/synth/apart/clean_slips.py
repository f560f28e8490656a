"""Slips and forms of no patient: receipts, lists, forms with nothing in them."""

from __future__ import annotations

from phiscan.synth import numbers
from phiscan.synth.apart.form import HUES, PALES, PENS, SLATE
from phiscan.synth.apart.studio import ApartStudio
from phiscan.synth.canvas import Colour, Flat
from phiscan.synth.layout import WHITE, put, scrawl

ITEMS = (
    "BANANAS 1.2KG",
    "WHL MILK GAL",
    "SOURDOUGH",
    "EGGS LRG 12",
    "CHKN THIGHS",
    "CEREAL",
    "AA BATT 8PK",
    "DISH SOAP",
    "YOGURT 4X",
    "TOMATOES VINE",
    "PAPER TOWEL",
    "CAT FOOD",
    "ORANGE JCE",
    "TEA BAGS 80",
    "LIGHT BULB",
    "SCREWS M4",
    "STAMPS BOOK",
)


def slip(s: ApartStudio) -> Flat:
    """Return a shop's receipt: columns of quantity, thing and price, a code square below."""
    c = s.canvas(
        "receipt", (78, 200), s.rng.choice(((252, 252, 250), (244, 246, 248), (250, 246, 240)))
    )
    face, bold = s.font(s.rng.choice(("mono", "mono", "narrow")))
    c.text(
        39,
        12,
        s.rng.choice(
            ("VALUE MART", "GREENGROCER & SON", "BYTE ELECTRONICS", "CITY BAKERY", "PETROL PLUS")
        ),
        bold,
        6,
        anchor="ms",
    )
    put(c, 5, 18, 68, (s.public_place(),), face, 3.2)
    put(
        c,
        5,
        22.6,
        68,
        (f"Tel {s.public_phone()}   VAT/TIN 000 {s.rng.randint(1000, 9999)} 21",),
        face,
        3.2,
    )
    put(c, 5, 30, 68, (f"{s.write_date(s.seen())}  {s.clock()}  Till {s.rng.randint(1, 9)}  Op 0"
        f"{s.rng.randint(10, 99)}",), face, 3.6)  # fmt: skip
    total, y = 0.0, 34.0
    for item in s.rng.sample(ITEMS, s.rng.randint(6, 11)):
        cost, y = s.rng.uniform(0.8, 18), y + 6.8
        total += cost
        put(c, 5, y, 48, (f"{s.rng.randint(1, 3)} x {item}",), face, 3.8)
        c.text(73, y, f"{cost:.2f}", face, 3.8, anchor="rs")
    for label, value in (("Items", None), ("Total", total), ("Card", total), ("Change", 0.0)):
        y += 7
        c.text(5, y, label, bold, 4.2)
        if value is not None:
            c.text(73, y, f"{value:.2f}", bold, 4.2, anchor="rs")
    put(c, 5, y + 8, 68, (f"VISA XXXX XXXX XXXX {s.rng.randint(1000, 9999)}  AUTH "
        f"{s.rng.randint(100000, 999999)}",), face, 3.2)  # fmt: skip
    c.barcode(30, y + 12, 18, 18, f"RCPT-{numbers.digits(s.rng, 9)}", "QRCode")
    c.text(39, y + 38, "Returns within 28 days with receipt", face, 3, anchor="ms")
    return c.done()


LISTS = (
    "Groceries|milk x2|bread|onions, garlic|cat litter|coffee!!|rice 5 kg|candles|stamps",
    "Camping|tent + pegs|head torch|stove, gas|rain jackets|matches|map|sun cream 50|cards",
    "Sat jobs|mow lawn|fix gate|tyres 32 psi|call plumber|paint 2.5 L|library books|bins out",
    "Mon|swim bag|dentist money|return DVDs|2 lb flour|AAA batteries|wrap gift|feed fish",
)


def shopping(s: ApartStudio) -> Flat:
    """Return a shopping or packing list by hand."""
    papers: tuple[Colour, ...] = ((255, 244, 170), WHITE, (236, 244, 250))
    c = s.canvas("receipt", s.rng.choice(((74, 130), (90, 150))), s.rng.choice(papers))
    wide, tall = c.size_mm
    hand, pen, size = s.font("hand")[0], s.rng.choice(PENS), (tall - 18) / 13
    for row, text in enumerate(s.rng.choice(LISTS).split("|")):
        y = 14 + row * (tall - 18) / 9
        line = f"- {text}" if row else text
        scrawl(c, s, 8 if row else 14, y, wide - 20, (line,), hand, size, pen)
    return c.done()


ASKED = (
    "Name (last, first)",
    "Birth date",
    "Street",
    "City, state, ZIP",
    "Telephone",
    "Email",
    "Employer",
    "In case of emergency notify",
    "Policy holder",
    "Policy number",
    "Family doctor",
    "Signature",
    "Medications you take",
    "Date of last visit",
)


TITLES = ("PATIENT QUESTIONNAIRE", "Registration form", "Library card application",
          "Volunteer application", "School health form")  # fmt: skip
TICKS = ("I have read the notice of privacy practices", "I am a new patient",
         "I agree to be contacted by text message")  # fmt: skip


def blank_rows(s: ApartStudio) -> Flat:
    """Return an empty form: numbered rows in a table, boxes to tick below."""
    size = s.rng.choice(((216, 279), (210, 297)))
    c = s.canvas("empty_form", size, s.rng.choice((WHITE, *PALES)))
    wide, middle = size[0], size[0] * 0.4
    faces, hue = s.font(s.rng.choice(("sans", "serif", "narrow"))), s.rng.choice(HUES)
    put(c, 14, 16, wide - 28, (s.rng.choice(TITLES),), faces[1], 6.6, hue)
    head = f"{s.hospital()}  {s.public_place()}  {s.public_phone()}"
    put(c, 14, 23, wide - 28, (head,), faces[0], 3.2, SLATE)
    for row, label in enumerate(s.rng.sample(ASKED, 10)):
        y = 30 + row * 17
        c.box(14, y, middle, y + 17, fill=(232, 236, 240), outline=SLATE, width=0.25)
        c.box(middle, y, wide - 14, y + 17, outline=SLATE, width=0.25)
        put(c, 16, y + 10, middle - 20, (f"{row + 1}. {label}",), faces[0], 4.2)
    for row, text in enumerate(TICKS):
        c.box(14, 210 + row * 12, 19, 215 + row * 12, outline=(40, 40, 44), width=0.4)
        put(c, 23, 214.4 + row * 12, wide - 40, (text,), faces[0], 4.2)
    foot = f"Signed {'.' * 36}    Date {'.' * 9} / {'.' * 9} / {'.' * 9}"
    put(c, 14, 262, wide - 28, (foot,), faces[0], 4.2)
    put(c, 14, 271, wide - 28, ("Form 44-B (rev. 03/2021)",), faces[0], 3, SLATE)
    return c.done()


def blank_log(s: ApartStudio) -> Flat:
    """Return an empty log: heads over many empty rows."""
    c = s.canvas("empty_form", s.rng.choice(((279, 216), (297, 210))), WHITE)
    wide = c.size_mm[0]
    faces, hue = s.font(s.rng.choice(("sans", "narrow"))), s.rng.choice(HUES)
    title, heads = s.rng.choice((
        ("Refrigerator temperature log", ("Date", "Time", "Temp C", "Initials", "Action taken")),
        ("Visitor sign-in", ("Name", "Company", "To see", "Time in", "Time out")),
        ("Blood pressure diary", ("Date", "Morning", "Evening", "Pulse", "Notes")),
        ("Equipment checkout", ("Item", "Serial no.", "Borrower", "Out", "Back"))))  # fmt: skip
    put(c, 12, 16, wide - 100, (title,), faces[1], 7, hue)
    put(c, wide - 90, 16, 78, ("Month ____________  Unit ________",), faces[0], 4)
    pitch = (wide - 24) / len(heads)
    for row in range(14):
        y = 24 + row * 12.6
        for column, head in enumerate(heads):
            x = 12 + column * pitch
            c.box(
                x,
                y,
                x + pitch,
                y + 12.6,
                fill=(226, 232, 240) if row == 0 else None,
                outline=SLATE,
                width=0.3,
            )
            if row == 0:
                put(c, x + 2, y + 8.4, pitch - 4, (head,), faces[1], 4.6)
    return c.done()


DESIGNS = {
    "receipt": (slip, slip, shopping),
    "empty_form": (blank_rows, blank_rows, blank_log),
}
