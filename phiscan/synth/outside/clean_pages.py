"""Pages of no patient: menus, a school's lunches, two-column books, puzzles, a score, posters."""

from __future__ import annotations

from phiscan.synth.apart.clean_pages import price
from phiscan.synth.canvas import Colour, Flat
from phiscan.synth.layout import WHITE, put
from phiscan.synth.outside.form import DIM, HUES, PALES, set_lines
from phiscan.synth.outside.studio import OutsideStudio

DRINKS = ("Flat white", "Ginger lemonade", "Espresso tonic", "Chai, oat milk", "Pale ale 0.4 l",
    "House red",
          "Mango lassi", "Cold brew", "Peppermint tea", "Hot chocolate", "Sparkling water",
          "Kombucha")  # fmt: skip
FOOD = ("Tomato soup", "Chicken shawarma plate", "Veggie burger", "Spaghetti al limone",
    "Pad kra pao", "Fish pie",
        "Lentil dal, rice", "Quesadilla", "Caesar wrap", "Mushroom risotto", "Ramen, soft egg",
        "Pancakes")  # fmt: skip


def chalk_bar(s: OutsideStudio) -> Flat:
    """Return a bar's board: drinks in one column, prices flush right on dots."""
    dark = s.rng.random() < 0.6
    c = s.canvas("menu", s.rng.choice(((180, 280), (297, 420))), (34, 40, 38) if dark else (248,
        242, 226))  # fmt: skip
    wide, tall = c.size_mm
    ink: Colour = (240, 238, 228) if dark else (44, 36, 30)
    faces = s.font(s.rng.choice(("serif", "sans", "hand")))
    title = s.rng.choice(("THE TIN WHISTLE", "Bar Oleander", "Cup & Saucer", "Taproom 31"))
    c.text(wide / 2, tall * 0.1, title, faces[1], c.fit((title,), faces[1], wide * 0.1,
        wide * 0.8), ink, "ms")  # fmt: skip
    size = wide * 0.04
    for row, item in enumerate(s.rng.sample(DRINKS, 10)):
        y = tall * (0.2 + 0.07 * row)
        end = put(c, wide * 0.1, y, wide * 0.5, (item,), faces[0], size, ink)
        amount = price(s, 14)
        c.text(wide * 0.9, y, amount, faces[0], size, ink, "rs")
        c.line(end + 3, y - 0.4, wide * 0.9 - c.width_of(amount, faces[0], size) - 3, y - 0.4,
            (130, 130, 126), 0.2)  # fmt: skip
    put(c, wide * 0.1, tall * 0.94, wide * 0.8,
        (f"Happy hour 17:00 - 19:00   Reservations {s.public_phone()}",), faces[0],
        size * 0.7, ink)  # fmt: skip
    return c.done()


def lunches(s: OutsideStudio) -> Flat:
    """Return a canteen's week: a grid of days and dishes with allergens in letters."""
    c = s.canvas("menu", s.rng.choice(((297, 210), (279, 216))), s.rng.choice((WHITE, *PALES)))
    faces, hue = s.font(s.rng.choice(("sans", "narrow", "serif"))), s.rng.choice(HUES)
    put(c, 12, 18, 240, (s.rng.choice(("Cafeteria menu", "School lunch", "Kantine")),
        f"   week of {s.write_date(s.seen())}"),
        faces[1], 9, hue)  # fmt: skip
    pitch = (c.size_mm[0] - 20) / 5
    for column, day in enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")):
        x = 10 + column * pitch
        c.box(x, 26, x + pitch - 2, 36, fill=hue)
        put(c, x + 3, 33, pitch - 8, (day,), faces[1], 5, WHITE)
        for row in range(3):
            y = 38 + row * 48
            c.box(x, y, x + pitch - 2, y + 46, fill=(252, 252, 250), outline=DIM, width=0.2)
            c.paragraph(x + 3, y + 9, pitch - 10, (s.rng.choice(FOOD),), faces[1], 5)
            put(c, x + 3, y + 36, pitch - 8, (f"{price(s, 12)}   (a, c, g)",), faces[0], 4)
    put(c, 12, 194, 260, ("a gluten  c egg  g milk  ·  tray return at the back",), faces[0], 4,
        DIM)  # fmt: skip
    return c.done()


ENTRY = ("ma-rine adj. of or found in the sea; n. a soldier who serves at sea.",
    "mar-i-nate v. to soak food in a sauce.",
         "mark n. 1 a spot or line. 2 a grade at school. v. to write on.",
         "mar-ket n. a place where goods are sold.",
         "mar-ma-lade n. a jam made from oranges.",
         "ma-roon v. to leave on an island; n. a dark red.",
         "marsh n. low wet land.", "mar-vel n. a thing that causes wonder.",
         "mask n. a cover for the face.",
         "ma-son n. one who builds with stone.", "mast n. a tall pole on a ship.",
         "mat n. a small rug.")  # fmt: skip
PROSE = (
    "The river had been rising since noon, and by the time the ferry turned, the lower steps of "
    "the quay were gone. Nobody spoke of going back. A boy counted the barrels aloud, as one "
    "counts sheep, and lost the number twice.",
    "Glaciers carve valleys in the shape of a U, while rivers cut them in the shape of a V. Where "
    "ice retreats, it leaves moraines, ridges of rubble that may dam a lake for centuries.",
    "To prove the lemma, suppose that the sequence is bounded. Then it has a convergent "
    "subsequence, whose limit lies in the closed set. This contradicts the choice of n, and the "
    "claim follows.",
)  # fmt: skip


def dictionary(s: OutsideStudio) -> Flat:
    """Return a page of a dictionary in two columns."""
    c = s.canvas("book_page", s.rng.choice(((130, 190), (150, 210))), s.rng.choice((WHITE, (252,
        248, 236))))  # fmt: skip
    wide, tall = c.size_mm
    faces = s.font(s.rng.choice(("serif", "sans")))
    put(c, 10, 10, 50, ("marine - mat",), faces[1], 4)
    c.text(wide - 10, 10, str(s.rng.randint(200, 800)), faces[0], 4, anchor="rs")
    for column in range(2):
        y = 18.0
        for entry in ENTRY[column * 6 : column * 6 + 6] * 2:
            if y < tall - 20:
                y = c.paragraph(10 + column * wide / 2, y, wide / 2 - 14, (entry,), faces[0],
                    3.5) + 1  # fmt: skip
    return c.done()


def chapter(s: OutsideStudio) -> Flat:
    """Return a page of prose with a running head and a footnote."""
    c = s.canvas("book_page", s.rng.choice(((135, 205), (148, 210))), s.rng.choice(((253, 250,
        240), WHITE)))  # fmt: skip
    wide, tall = c.size_mm
    faces, size = s.font(s.rng.choice(("serif", "serif", "sans"))), s.rng.uniform(3.9, 4.6)
    c.text(wide / 2, 12, s.rng.choice(("THE FERRY", "Ice and Rock", "Compactness")), faces[0],
        3.8, anchor="ms")  # fmt: skip
    y = 24.0
    for text in s.rng.sample(PROSE, 3) * 2:
        if y < tall - 60:
            y = c.paragraph(16, y, wide - 32, (f"   {text}",), faces[0], size) + 1
    c.line(16, tall - 22, 50, tall - 22, DIM, 0.2)
    put(c, 16, tall - 17, wide - 32, ("1. See also the table on page 214.",), faces[0], 3.2)
    c.text(wide / 2, tall - 8, str(s.rng.randint(3, 480)), faces[0], 3.8, anchor="ms")
    return c.done()


def puzzles(s: OutsideStudio) -> Flat:
    """Return a page of number puzzles, half filled."""
    c = s.canvas("book_page", (170, 230), s.rng.choice(((244, 240, 228), WHITE)))
    faces = s.font(s.rng.choice(("sans", "narrow")))
    put(c, 14, 16, 140,
        (f"Sudoku no. {s.rng.randint(12, 480)}   -   {s.rng.choice(('easy', 'medium', 'hard'))}",
        ), faces[1], 6)  # fmt: skip
    for step in range(10):
        bold = 0.9 if step % 3 == 0 else 0.25
        c.line(20 + step * 14, 26, 20 + step * 14, 152, width=bold)
        c.line(20, 26 + step * 14, 146, 26 + step * 14, width=bold)
    for row in range(9):
        for column in range(9):
            if s.rng.random() < 0.42:
                c.text(27 + column * 14, 36 + row * 14, str(s.rng.randint(1, 9)), faces[0], 8,
                    anchor="ms")  # fmt: skip
    set_lines(c, 20, 166, 130, [("Across: 1 a river in Asia (5)  4 not dry (3)",),
        ("Down: 2 opposite of yes (2)  3 to rest (5)",),
              ("Solutions on page 96",)], faces[0], 4.2, 1.7)  # fmt: skip
    return c.done()


CAUSES = (("Know the signs of stroke", ("Face drooping", "Arm weakness", "Speech difficulty",
    "Time to call for help")),
          ("ELEVATOR OUT OF ORDER", ("Use the stairs in wing C", "Repair expected Friday")),
          ("Blood drive", ("Tuesday 10 - 4, gym", "Drink water before you come",
          "Every unit helps three people")),
          ("Community choir", ("New voices welcome", "Thursdays 7 pm, parish hall",
          "No audition")),
          ("PARKING RULES", ("Level 1 visitors, 3 h", "Level 2 staff permit",
          "No parking in red zones")),
          ("Masks required", ("Beyond this point", "Clean hands, in and out")),
          ("FOUND: KEYS", ("Blue lanyard, two keys", "Ask at the front desk")))  # fmt: skip


def placard(s: OutsideStudio) -> Flat:
    """Return a poster: a big title ranged left, lines behind squares, a block of colour."""
    c = s.canvas("poster", s.rng.choice(((297, 420), (216, 279), (420, 297))),
        s.rng.choice((WHITE, *PALES, (255, 214, 80))))  # fmt: skip
    wide, tall = c.size_mm
    faces, hue = s.font(s.rng.choice(("sans", "narrow", "serif"))), s.rng.choice(HUES)
    title, rows = s.rng.choice(CAUSES)
    c.box(0, tall * 0.78, wide, tall, fill=hue)
    put(c, wide * 0.08, tall * 0.18, wide * 0.84, (title,), faces[1], wide * 0.12, hue)
    size = min(wide, tall) * 0.055
    for number, row in enumerate(rows):
        y = tall * 0.34 + number * size * 1.9
        c.box(wide * 0.08, y - size * 0.7, wide * 0.08 + size * 0.7, y, fill=hue)
        put(c, wide * 0.08 + size * 1.4, y, wide * 0.74, (row,), faces[0], size)
    put(c, wide * 0.08, tall * 0.87, wide * 0.84,
        (f"{s.write_date(s.seen(9))}  ·  {s.public_place()}",), faces[0], size * 0.7,
        WHITE)  # fmt: skip
    put(c, wide * 0.08, tall * 0.94, wide * 0.84,
        (f"Info: {s.public_phone()}  or www.example.org/join",), faces[0], size * 0.7,
        WHITE)  # fmt: skip
    return c.done()


def directory(s: OutsideStudio) -> Flat:
    """Return a building's directory: floors, arrows, what is where."""
    paper: Colour = s.rng.choice(((30, 44, 66), WHITE, (236, 240, 240)))
    c = s.canvas("poster", (300, 420), paper)
    ink: Colour = (246, 246, 248) if sum(paper) < 300 else (28, 32, 40)
    faces, hue = s.font(s.rng.choice(("sans", "narrow"))), s.rng.choice(HUES)
    put(c, 24, 44, 250, (s.house,), faces[1], 18, ink)
    places = ("Cafeteria, Chapel", "Imaging, Laboratory", "Emergency, Admitting",
        "Surgery, Day clinic", "Maternity, Nursery",
              "Gift shop, Parking")  # fmt: skip
    for row, text in enumerate(s.rng.sample(places, 6)):
        y = 96 + row * 48
        c.box(24, y - 22, 56, y + 10, fill=hue, radius=3)
        c.text(40, y + 2, str(6 - row) if row < 6 else "G", faces[1], 20, WHITE, "ms")
        put(c, 72, y, 200, (text,), faces[0], 15, ink)
    put(c, 24, 392, 250, ("Visiting hours 11:00 - 20:00",), faces[0], 11, ink)
    return c.done()


def bus_times(s: OutsideStudio) -> Flat:
    """Return a timetable of a line: stops down, times across."""
    c = s.canvas("poster", (297, 210), WHITE)
    faces, hue = s.font(s.rng.choice(("sans", "narrow", "mono"))), s.rng.choice(HUES)
    c.box(0, 0, 297, 24, fill=hue)
    put(c, 10, 16, 270, (f"Line {s.rng.randint(2, 88)}  City Hall - University - Airport",),
        faces[1], 10, WHITE)  # fmt: skip
    for row, stop in enumerate(("City Hall", "Market Sq", "Museum", "Hospital", "Stadium",
        "University", "Mall", "Airport")):  # fmt: skip
        y = 40 + row * 19
        put(c, 10, y, 56, (stop,), faces[1], 5)
        for column in range(9):
            minute = row * 6 + column * 20
            c.text(76 + column * 24, y, f"{6 + minute // 60:02d}:{minute % 60:02d}", faces[0], 5)
        c.line(10, y + 5, 287, y + 5, (210, 212, 216), 0.2)
    put(
        c,
        10,
        202,
        270,
        (f"Valid from {s.write_date(s.seen())}. Lost property {s.public_phone()}",),
        faces[0],
        4,
    )
    return c.done()


DESIGNS = {
    "menu": (chalk_bar, lunches),
    "book_page": (dictionary, chapter, chapter, puzzles),
    "poster": (placard, placard, directory, bus_times),
}  # fmt: skip
