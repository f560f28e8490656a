"""Slips and forms of no patient: receipts, tickets, empty forms, screens, views."""

from __future__ import annotations

import numpy as np

from phiscan.synth import arrays, numbers, screens
from phiscan.synth.apart.clean_pages import price
from phiscan.synth.artefacts.clean_scenes import ean
from phiscan.synth.canvas import Colour, Flat
from phiscan.synth.grounds import noise, tint
from phiscan.synth.layout import WHITE, put, scrawl
from phiscan.synth.outside.form import DIM, HUES, PALES, PENS, set_lines
from phiscan.synth.outside.studio import OutsideStudio

GOODS = ("OAT MILK 1L", "TOMATOES KG", "AA BATTERY 4PK", "SHAMPOO", "RYE BREAD", "DETERGENT",
    "CHEDDAR 200G", "PASTA 500G",
         "LIGHT BULB LED", "CAT FOOD", "APPLES", "USB CABLE")  # fmt: skip


def till(s: OutsideStudio) -> Flat:
    """Return a shop's receipt: a logo in letters, lines with tax letters, a bar code."""
    c = s.canvas("receipt", (80, s.rng.choice((150, 180))), s.rng.choice(((252, 252, 250), (246,
        246, 240))))  # fmt: skip
    face, bold = s.font(s.rng.choice(("mono", "mono", "narrow", "sans")))
    c.text(40, 14, s.rng.choice(("FRESHWAY", "hardware & co", "MINI MARKT 24", "Book Nook")),
        bold, 8, anchor="ms")  # fmt: skip
    set_lines(c, 6, 21, 68, [(s.public_place(),), (f"Phone {s.public_phone()}",),
        (f"{s.write_date(s.seen())} {s.clock()}  POS 0"
              f"{s.rng.randint(1, 9)}  Bon {s.rng.randint(1000, 9999)}",)], face, 3.3,
              1.5)  # fmt: skip
    y, total = 40.0, 0.0
    for item in s.rng.sample(GOODS, s.rng.randint(5, 9)):
        cost = s.rng.uniform(0.7, 24)
        total += cost
        put(c, 6, y, 46, (item,), face, 3.8)
        c.text(74, y, f"{cost:.2f} A", face, 3.8, anchor="rs")
        y += 6
    c.line(6, y - 2, 74, y - 2, width=0.3)
    c.text(6, y + 5, "TOTAL", bold, 6)
    c.text(74, y + 5, f"{total:.2f}", bold, 6, anchor="rs")
    put(c, 6, y + 12, 68, (f"Cash {total + 5:.2f}   Change 5.00   Cashier 12",), face, 3.3)
    c.barcode(14, y + 17, 48, 10, numbers.digits(s.rng, 12), "Code128")
    c.text(40, y + 34, "Thank you - come again", face, 3.6, anchor="ms")
    return c.done()


def ticket(s: OutsideStudio) -> Flat:
    """Return a ticket for a car park, a train or a cinema."""
    c = s.canvas("receipt", s.rng.choice(((90, 140), (82, 150))), s.rng.choice((WHITE, *PALES,
        (255, 230, 150))))  # fmt: skip
    wide, hue = c.size_mm[0], s.rng.choice(HUES)
    faces = s.font(s.rng.choice(("sans", "mono", "narrow")))
    what, rows = s.rng.choice((("PARKING", ("Pay before exit", "Max 24 h", "Level P2")),
        ("REGIONAL RAIL", ("Zone 1 - 4", "Single, adult", "Validate before boarding")),
        ("CINEMA 8", ("Row F  Seat 12", "The Long Tide", "No refunds")), ("SWIMMING HALL",
        ("Day pass", "Lockers: 1 coin"))))  # fmt: skip
    c.box(0, 0, wide, 22, fill=hue)
    put(c, 8, 15, wide - 16, (what,), faces[1], 9, WHITE)
    set_lines(c, 8, 36, wide - 16, [(f"{s.write_date(s.seen())}",), (s.clock(),), *((row,
        ) for row in rows), (price(s, 30),)],
              faces[0], 6, 1.6)  # fmt: skip
    c.barcode(wide / 2 - 14, 98, 28, 28, f"T{numbers.digits(s.rng, 10)}", "QRCode")
    put(c, 8, c.size_mm[1] - 5, wide - 16, (f"No. {numbers.digits(s.rng, 8)}",), faces[0], 4, DIM)
    return c.done()


CHORES = ("eggs, flour|ask about boat|bike tyre|tulip bulbs|call bank",
    "recycling|wifi bill|new lamp|popcorn|gift for neighbour",
          "paint fence|oil change|swim 18:00|return parcel|basil")  # fmt: skip


def chores(s: OutsideStudio) -> Flat:
    """Return a list by hand on lined paper."""
    c = s.canvas("receipt", (100, 140), s.rng.choice((WHITE, (255, 252, 232))))
    hand, pen = s.font("hand")[0], s.rng.choice(PENS)
    for row, text in enumerate(s.rng.choice(CHORES).split("|")):
        c.line(8, 30 + row * 22, 92, 30 + row * 22, (190, 204, 220), 0.25)
        scrawl(c, s, 12, 28 + row * 22, 76, (f"- {text}",), hand, 10, pen)
    return c.done()


FORMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("NEW PATIENT INTAKE", ("Last name", "First name", "Date of birth", "Home address",
    "Cell phone", "Insurance carrier",
     "Member ID", "Emergency contact", "Pharmacy", "Reason for visit")),
    ("Consent to treatment", ("Name of patient", "Procedure", "Physician", "Interpreter",
    "Witness", "Date", "Time")),
    ("Incident report", ("Where did it happen?", "When?", "Who was present?", "What was done?",
    "Reported to", "Signature")),
    ("Job application", ("Full name", "Position", "Date available", "Phone", "Last employer",
    "References")),
    ("Specimen requisition", ("Patient", "DOB", "MRN", "Collected by", "Date / time", "ICD-10",
    "Ordering provider")),
    ("Permission slip", ("Child's name", "Class", "Parent / guardian", "Allergies",
    "Phone during trip")),
)  # fmt: skip


def blank_lines(s: OutsideStudio) -> Flat:
    """Return an empty form: two columns of lines to write on, labels below the lines."""
    size = s.rng.choice(((210, 297), (216, 279), (148, 210)))
    c = s.canvas("empty_form", size, s.rng.choice((WHITE, *PALES)))
    wide, tall = size
    faces, hue = s.font(s.rng.choice(("sans", "serif", "narrow", "mono"))), s.rng.choice(HUES)
    title, asked = s.rng.choice(FORMS)
    put(c, 12, 18, wide - 24, (title,), faces[1], wide * 0.036, hue)
    put(c, 12, 25, wide - 24, (f"{s.house}  ·  {s.public_place()}  ·  {s.public_phone()}",),
        faces[0], 3.3, DIM)  # fmt: skip
    pitch = (tall - 110) / -(-len(asked) // 2)
    for number, label in enumerate(asked):
        x, y = 12 + number % 2 * (wide - 20) / 2, 42 + number // 2 * pitch
        c.line(x, y, x + (wide - 20) / 2 - 6, y, DIM, 0.3)
        put(c, x, y + 4.4, (wide - 20) / 2 - 6, (label,), faces[0], 3.5, DIM)
    for row, text in enumerate(("Yes   No   I smoke", "Yes   No   I have had surgery",
        "Please print clearly in black ink")):  # fmt: skip
        c.box(12, tall - 60 + row * 10, 16.4, tall - 55.6 + row * 10, outline=(40, 40, 44),
            width=0.4)  # fmt: skip
        put(c, 20, tall - 56 + row * 10, wide - 40, (text,), faces[0], 4)
    put(c, 12, tall - 14, wide - 24, ("X _________________________     ____ / ____ / ________",),
        faces[0], 4.4)  # fmt: skip
    put(c, 12, tall - 6, wide - 24,
        (f"Form {s.rng.randint(100, 999)} rev {s.rng.randint(1, 9)}   page 1 of 2",), faces[0], 3,
        DIM)  # fmt: skip
    return c.done()


def blank_grid(s: OutsideStudio) -> Flat:
    """Return an empty chart: hours across, rows of what to enter, no names."""
    c = s.canvas("empty_form", s.rng.choice(((297, 210), (279, 216))), s.rng.choice((WHITE,
        *PALES)))  # fmt: skip
    wide = c.size_mm[0]
    faces, hue = s.font(s.rng.choice(("sans", "narrow"))), s.rng.choice(HUES)
    title, rows = s.rng.choice((("Fluid balance", ("Oral", "IV", "Urine", "Drain", "Total")),
        ("Vital signs", ("Temp", "Pulse", "BP", "Resp", "SpO2", "Pain")), ("Cleaning checklist",
        ("Floor", "Sinks", "Bins", "Initials")),
        ("Medication administration", ("Drug / dose", "06", "12", "18", "22"))))  # fmt: skip
    put(c, 12, 16, 120, (title,), faces[1], 8, hue)
    put(c, 140, 16, wide - 152,
        ("Name ____________________  MRN ______________  Date ____________",),
        faces[0], 4)  # fmt: skip
    pitch, tall = (wide - 64) / 12, 168 / (len(rows) + 1)
    for row in range(len(rows) + 1):
        y = 24 + row * tall
        c.box(12, y, wide - 12, y + tall, outline=DIM, width=0.3, fill=(234, 238,
            242) if row == 0 else None)  # fmt: skip
        put(c, 14, y + tall * 0.6, 34, ("Time" if row == 0 else rows[row - 1],), faces[1], 5)
        for column in range(12):
            x = 52 + column * pitch
            c.line(x, y, x, y + tall, DIM, 0.2)
            if row == 0:
                put(c, x + 2, y + tall * 0.6, pitch - 3, (f"{2 * column:02d}",), faces[0], 4.4)
    put(c, 12, 204, wide - 24, ("Signature ________________   Keep this sheet at the bedside",),
        faces[0], 3.6, DIM)  # fmt: skip
    return c.done()


LINES = (("SELECT d.month, SUM(o.total)", "FROM orders o JOIN days d ON d.id = o.day",
    "WHERE o.status = 'paid'",
          "GROUP BY d.month", "ORDER BY 2 DESC;", "-- 12 rows in 0.043 s"),
         ("fn main() {", "    let v: Vec<u32> = (1..=9).collect();",
         "    let even = v.iter().filter(|x| *x % 2 == 0);",
          '    println!("{:?}", even.collect::<Vec<_>>());', "}", "// cargo run --release"),
         ("PID   USER  CPU%  MEM%  COMMAND", "4412  web   12.4   3.1  nginx",
         "4420  db     8.0  22.7  postgres",
          "5120  web    0.3   0.4  cron", "load average: 0.42, 0.38, 0.30"))  # fmt: skip


def console(s: OutsideStudio) -> Flat:
    """Return a console in full screen on a monitor."""
    page, ink = s.rng.choice((((20, 20, 20), (200, 220, 200)), ((0, 43, 54), (147, 161, 161)),
        ((253, 246, 227), (88, 110, 117))))  # fmt: skip
    c = s.canvas("code_screen", (480, 270), page)
    face = s.font("mono")[0]
    set_lines(c, 16, 30, 450, [(line,) for line in s.rng.choice(LINES)], face, 11, 2, ink)
    put(c, 16, 256, 440, (f"~/work  main  {s.clock()}  utf-8  LF",), face, 7, ink)
    return screens.on_monitor(s, c.done(), "code_screen")


def spreadsheet(s: OutsideStudio) -> Flat:
    """Return a sheet of months and sums on a monitor."""
    c = s.canvas("code_screen", (480, 270), WHITE)
    faces, hue = s.font(s.rng.choice(("sans", "narrow"))), s.rng.choice(HUES)
    c.box(0, 0, 480, 18, fill=hue)
    put(c, 8, 13, 300, (s.rng.choice(("budget_v3", "Energy 2024", "Stock levels")),), faces[1], 8,
        WHITE)  # fmt: skip
    for row in range(13):
        y = 18 + row * 19
        c.line(0, y, 480, y, (216, 218, 222), 0.4)
        c.text(10, y + 13, str(row + 1), faces[0], 6, DIM, "ms")
        for column in range(6):
            x = 24 + column * 76
            text = ("Item", "Jan", "Feb", "Mar", "Apr", "Total")[column] if row == 0 else (
                s.rng.choice(("Rent", "Paper", "Travel", "Cloud",
                "Coffee")) if column == 0 else f"{s.rng.uniform(10, 4000):,.2f}")  # fmt: skip
            put(c, x + 3, y + 13, 70, (text,), faces[int(row == 0)], 7)
            c.line(x, 18, x, 266, (216, 218, 222), 0.4)
    return screens.on_monitor(s, c.done(), "code_screen")


def coast(s: OutsideStudio) -> Flat:
    """Return hills in haze behind each other, water or meadow in front."""
    rng, (width, height) = s.noise, (760, 570)
    rows = np.linspace(0, 1, height, dtype=np.float32)[:, None].repeat(width, 1)
    low, high = ((110, 160, 216), (240, 236, 220)) if rng.random() < 0.6 else ((200, 120, 110),
        (252, 220, 160))  # fmt: skip
    view = tint(rows * 1.4 + 0.15 * noise(rng, width, height, (3, 9), 4), low, high)
    for depth in range(5):
        ridge = height * (0.38 + 0.1 * depth) + 46 * noise(rng, width, 4, (3 + 2 * depth, 2),
            4)[0]  # fmt: skip
        below = np.arange(height)[:, None] > ridge[None]
        tone = np.array((60, 90, 110)) * (1.5 - 0.2 * depth) + rng.uniform(-14, 14, 3)
        view[below] = np.clip(tone, 0, 255)
    front = int(height * 0.84)
    ripple = noise(rng, width, height - front, (12, 40), 3)
    view[front:] = tint(0.5 + 0.4 * ripple, (40, 80, 70), (120, 160, 130))
    c = s.canvas("landscape", (400, 300))
    c.paste(arrays.blurred(view, 0.8), 0, 0, 400, 300)
    return c.done()


PACKS = (("Toasted Oats",
    "Nutrition: energy 1560 kJ, fat 6 g, sugars 1.2 g, fibre 9 g per 100 g"),
         ("Dish Tablets 40", "Harmful if swallowed. Keep away from children. Store dry."),
         ("PARACETAMOL 500 mg 24 tablets",
         "Adults: 1-2 tablets every 4-6 hours. Max 8 in 24 h. Read the leaflet."),
         ("Basmati Rice 2 kg",
         "Rinse twice, simmer 12 minutes. Product of India. Pack in a protective atmosphere."),
         ("Adhesive Bandages 60", "Sterile unless opened. Assorted sizes. Latex free."),
         ("Printer Paper 500 sheets", "80 g/m2, A4, acid free. Keep flat and dry."))  # fmt: skip


def carton(s: OutsideStudio) -> Flat:
    """Return the side of a package: a name on a slanted field, small print, a table, a code."""
    paper: Colour = s.rng.choice(((252, 252, 248), (226, 60, 60), (40, 120, 170), (246, 196, 60),
        (60, 130, 80)))  # fmt: skip
    c = s.canvas("product_package", s.rng.choice(((150, 100), (110, 160), (130, 130))), paper)
    wide, tall = c.size_mm
    faces, hue = s.font(s.rng.choice(("sans", "narrow", "serif"))), s.rng.choice(HUES)
    name, words = s.rng.choice(PACKS)
    c.box(6, 6, wide - 6, tall * 0.36, fill=(253, 253, 250), radius=2)
    put(c, 11, tall * 0.2, wide - 22, (name,), faces[1], 11, hue)
    put(c, 11, tall * 0.3, wide - 22, (s.rng.choice(("Good Pantry", "NORDEN", "Casa Viva")),),
        faces[0], 5, DIM)  # fmt: skip
    c.box(6, tall * 0.4, wide - 6, tall - 6, fill=(250, 250, 248))
    c.paragraph(11, tall * 0.4 + 8, wide - 22, (words,), faces[0], 4.4)
    made = f"EXP {s.write_date(s.seen(400))}  LOT {s.rng.randint(100000, 999999)}"
    put(c, 11, tall - 12, wide * 0.5, (made,), s.font("mono")[0], 4)
    put(c, 11, tall - 18, wide * 0.5, (f"Helpline {s.public_phone()}",), faces[0], 3.8)
    c.barcode(wide - 46, tall - 28, 34, 16, ean(s), "EAN13")
    return c.done()


DESIGNS = {
    "receipt": (till, till, ticket, chores),
    "empty_form": (blank_lines, blank_lines, blank_grid),
    "code_screen": (console, spreadsheet),
    "landscape": (coast,),
    "product_package": (carton,),
}  # fmt: skip
