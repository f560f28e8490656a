"""Pages that identify no patient: a menu, a poster, a book, a receipt, an empty form, code."""

from __future__ import annotations

from phiscan.synth import numbers, screens
from phiscan.synth.canvas import Colour, Flat, lit
from phiscan.synth.studio import Kind, Studio

DISHES = {
    "tune": (
        "Tomato Soup",
        "Grilled Salmon",
        "Caesar Salad",
        "Mushroom Risotto",
        "Lemon Tart",
        "House Burger",
        "Iced Tea",
    ),
    "test": (
        "Onion Tart",
        "Roast Chicken",
        "Greek Salad",
        "Lentil Curry",
        "Apple Pie",
        "Fish Tacos",
        "Espresso",
    ),
}
POSTERS = {
    "tune": (
        ("WASH YOUR HANDS", "Twenty seconds, every time", "Soap. Rub. Rinse. Dry."),
        ("SUMMER CONCERT", "Saturday in the park, 7 pm", "Free entry, bring a blanket"),
    ),
    "test": (
        ("FLU SHOTS HERE", "Ask at the front desk", "No appointment needed"),
        ("BOOK FAIR", "Sunday 10 am to 4 pm", "Town hall, main floor"),
    ),
}
PROSE = {
    "tune": "The harbour lay quiet under the first snow of the year, and the boats that had not "
    "gone out rocked a little when the ferry passed. On the hill above it the lamps were "
    "being lit one after another, and whoever walked there could hear the bell from the "
    "far shore. Nobody had expected the frost so early. The nets had to be taken in with "
    "stiff fingers, and the talk in the evening was of wood and flour and of the road "
    "over the pass, which would soon be closed again until spring.",
    "test": "A river does not hurry, yet it arrives. In its upper reaches it is all noise and "
    "foam, and lower down it spreads between meadows where cattle stand in the shallows. "
    "The mill has been empty for thirty years, but its wheel still turns when the water "
    "is high, and children dare each other to cross the weir. Along the towpath the "
    "willows have grown so large that in July they meet overhead and make a green tunnel "
    "in which even the voices of the rowers sound far away and cool.",
}
CODE = {
    "tune": (
        "def mean(values):",
        "    total = 0.0",
        "    for value in values:",
        "        total += value",
        "    return total / len(values)",
        "",
        "class Queue:",
        "    def __init__(self, limit=128):",
        "        self.items = []",
        "        self.limit = limit",
        "",
        "    def push(self, item):",
        "        if len(self.items) >= self.limit:",
        "            raise ValueError('queue is full')",
        "        self.items.append(item)",
    ),
    "test": (
        "fn main() {",
        "    let mut count = 0;",
        "    for line in stdin().lines() {",
        "        let line = line.unwrap();",
        "        if line.is_empty() { continue; }",
        "        count += 1;",
        "    }",
        '    println!("{count} lines");',
        "}",
        "",
        "struct Point { x: f64, y: f64 }",
        "",
        "impl Point {",
        "    fn length(&self) -> f64 {",
        "        self.x.hypot(self.y)",
        "    }",
        "}",
    ),
}
FORMS = {
    "tune": (
        "NEW PATIENT FORM",
        (
            "Name",
            "Date of Birth",
            "Address",
            "Phone",
            "Insurance",
            "Member ID",
            "Signature",
            "Date",
        ),
    ),
    "test": (
        "Consent to Treatment",
        ("Patient Name", "MRN", "DOB", "Physician", "Emergency contact", "Phone", "Signature"),
    ),
}


def menu(studio: Studio) -> Flat:
    """Return a restaurant's menu with its phone, which is no patient's."""
    paper: Colour = studio.pick(
        tune=((250, 244, 230), (40, 44, 48)), test=((236, 240, 232), (70, 24, 30))
    )
    ink: Colour = (40, 36, 30) if paper[0] > 128 else (240, 234, 220)
    canvas = studio.canvas("menu", (180, 260), paper)
    face, bold = studio.font("serif")
    canvas.text(
        90,
        34,
        studio.pick(
            tune=("The Copper Spoon", "Harbor Table"), test=("Olive & Ash", "Mill Kitchen")
        ),
        bold,
        13,
        ink,
        "ms",
    )
    canvas.text(90, 44, "Lunch and Dinner", face, 6, ink, "ms")
    for row, dish in enumerate(studio.rng.sample(DISHES[studio.split], 6)):
        y = 68 + row * 25
        price = f"${studio.rng.randint(6, 29)}.{studio.rng.choice(('00', '50', '95'))}"
        canvas.text(20, y, dish, bold, 7, ink)
        canvas.text(160, y, price, bold, 7, ink, "rs")
        canvas.text(20, y + 8, "with seasonal vegetables and fresh bread", face, 4.6, ink)
    canvas.text(
        90, 232, f"Open daily 11 - 10   Tel {numbers.phone(studio.rng)}", face, 4.6, ink, "ms"
    )
    return canvas.done()


def poster(studio: Studio) -> Flat:
    """Return a poster, 420 x 594 mm."""
    title, line, small = studio.pick(**POSTERS)
    colour = studio.rng.choice(((30, 90, 150), (190, 60, 40), (40, 120, 80), (240, 200, 60)))
    canvas = studio.canvas("poster", (420, 594), colour)
    face, bold = studio.font("sans")
    canvas.box(30, 210, 390, 440, fill=lit(colour, 1.0, 60), radius=40)
    canvas.text(210, 130, title, bold, canvas.fit((title,), bold, 60, 370), (255, 255, 255), "ms")
    canvas.text(210, 330, line, bold, canvas.fit((line,), bold, 28, 330), (255, 255, 255), "ms")
    canvas.text(210, 500, small, face, 24, (255, 255, 255), "ms")
    return canvas.done()


def book_page(studio: Studio) -> Flat:
    """Return a novel's page."""
    canvas = studio.canvas("book_page", (135, 205), (250, 246, 234))
    face, bold = studio.font("serif")
    canvas.text(67, 22, f"CHAPTER {studio.rng.randint(2, 30)}", bold, 5.5, anchor="ms")
    words = PROSE[studio.split].split()
    start = studio.rng.randint(0, 30)
    y = 36.0
    for _ in range(4):
        y = canvas.paragraph(15, y, 106, (" ".join(words[start:]),), face, 3.9) + 0.5
        if y > 165:
            break
    canvas.text(67, 198, str(studio.rng.randint(11, 340)), face, 3.8, anchor="ms")
    return canvas.done()


def receipt(studio: Studio) -> Flat:
    """Return a shop's receipt."""
    rng = studio.rng
    items = rng.sample(DISHES[studio.split], 5)
    canvas = studio.canvas("receipt", (80, 160), (250, 250, 248))
    face, bold = studio.font("mono")
    canvas.text(
        40, 16, studio.pick(tune=("GREEN GROCER",), test=("CITY MARKET",)), bold, 6, anchor="ms"
    )
    day = numbers.write_date(rng, studio.seen())
    canvas.text(40, 24, f"{day} {studio.clock()}", face, 3.6, anchor="ms")
    total = 0.0
    for row, item in enumerate(items):
        price = rng.uniform(1.5, 22)
        total += price
        canvas.text(6, 38 + row * 9, item.upper()[:18], face, 3.9)
        canvas.text(74, 38 + row * 9, f"{price:.2f}", face, 3.9, anchor="rs")
    canvas.line(6, 84, 74, 84)
    canvas.text(6, 93, "TOTAL", bold, 5)
    canvas.text(74, 93, f"{total:.2f}", bold, 5, anchor="rs")
    canvas.text(40, 112, "THANK YOU", face, 4.4, anchor="ms")
    canvas.barcode(20, 122, 40, 16, "4" + numbers.digits(rng, 11), "Code128")
    return canvas.done()


def empty_form(studio: Studio) -> Flat:
    """Return a form that nobody has filled in."""
    title, labels = FORMS[studio.split]
    canvas = studio.canvas("empty_form", (216, 279))
    face, bold = studio.font("sans")
    canvas.text(18, 26, title, bold, 8)
    canvas.text(18, 35, "Please print clearly in black ink.", face, 4.4, (90, 90, 90))
    for row, label in enumerate(labels):
        y = 58 + row * 22
        end = canvas.text(18, y, f"{label}:", bold, 5.2) + 4
        canvas.line(end, y + 1, 198, y + 1, (90, 90, 90), 0.4)
    canvas.text(18, 262, "Form 1180-B  Rev. 4", face, 3.4, (120, 120, 120))
    return canvas.done()


def code_screen(studio: Studio) -> Flat:
    """Return an editor with code on a monitor."""
    canvas = studio.canvas("code_screen", (480, 270), (30, 32, 38))
    face, bold = studio.font("mono")
    canvas.box(0, 0, 480, 14, fill=(48, 50, 58))
    canvas.text(10, 10, "main - editor", face, 6, (190, 192, 198))
    for row, line in enumerate(CODE[studio.split]):
        y = 32 + row * 13.4
        canvas.text(8, y, str(row + 1), face, 7, (100, 104, 112))
        first = line.split(" ")[0] if line.strip() else ""
        colour = (
            (210, 140, 220)
            if first in ("def", "class", "fn", "struct", "impl")
            else (206, 212, 220)
        )
        canvas.text(26, y, line, bold if colour[0] == 210 else face, 7.6, colour)
    return screens.on_monitor(studio, canvas.done(), "code_screen")


KINDS = (
    Kind("menu", menu, clean=True),
    Kind("poster", poster, ("wall", "far", "hard"), ("wall",), clean=True),
    Kind("book_page", book_page, clean=True),
    Kind("receipt", receipt, ("scan", "desk", "far", "hard", "hand"), clean=True),
    Kind("empty_form", empty_form, clean=True),
    Kind(
        "code_screen",
        code_screen,
        ("wall", "far", "hard"),
        ("office", "wall"),
        clean=True,
        shiny=True,
    ),
)
