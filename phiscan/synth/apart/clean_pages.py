"""Pages of no patient: menus, books, recipes, programmes."""

from __future__ import annotations

from phiscan.synth.apart.form import HUES, PALES, PENS, SLATE
from phiscan.synth.apart.studio import ApartStudio
from phiscan.synth.canvas import Colour, Flat
from phiscan.synth.layout import WHITE, put, scrawl

DISHES = (
    ("Shrimp & grits", "andouille, scallion"), ("Pierogi", "potato, farmer's cheese"),
    ("Green curry", "eggplant, thai basil"), ("Patty melt", "rye, swiss, fries"),
    ("Jollof rice", "chicken or goat"), ("Cobb salad", "bacon, egg, blue cheese"),
    ("Birria tacos (3)", "consomme"), ("Fish of the day", "ask your server"),
    ("Masala dosa", "sambar, two chutneys"), ("Mac & cheese", "smoked gouda"),
    ("Bangers and mash", "onion gravy"), ("Rhubarb crumble", "custard"),
)  # fmt: skip
HOUSES = ("The Copper Kettle", "Nonna Lucia", "Blue Door Cafe", "Sam's Diner", "Lotus Garden",
          "The Ploughman", "Casa Ortega", "Harbor Grill")  # fmt: skip


def price(s: ApartStudio, high: float = 26) -> str:
    """Return a price in the country's money."""
    sign = {"US": "$", "UK": "£", "IE": "€", "CA": "$", "IN": "Rs ", "ZA": "R"}
    value = s.rng.uniform(3, high)
    return f"{sign.get(s.region.code, '$')}{value:.2f}"


def carte(s: ApartStudio) -> Flat:
    """Return a menu in two columns with a framed special."""
    papers: tuple[Colour, ...] = ((252, 246, 232), WHITE, (30, 34, 38), (238, 244, 236))
    paper = s.rng.choice(papers)
    c = s.canvas("menu", s.rng.choice(((210, 297), (180, 300))), paper)
    wide, dark = c.size_mm[0], paper[0] < 80
    ink: Colour = (244, 240, 228) if dark else (36, 32, 30)
    faces, hue = (
        s.font(s.rng.choice(("serif", "sans"))),
        (214, 170, 90) if dark else s.rng.choice(HUES),
    )
    house = s.rng.choice(HOUSES)
    c.text(wide / 2, 28, house, faces[1], c.fit((house,), faces[1], 13, wide - 40), hue, "ms")
    c.text(wide / 2, 37, s.rng.choice(("est. 1974", "open daily 11 - 10", "breakfast all day")),
           faces[0], 4.6, ink, "ms")  # fmt: skip
    for column, head in enumerate(("To start", "Mains")):
        x = 16 + column * (wide / 2 - 8)
        c.text(x, 56, head, faces[1], 7, hue)
        for row, (dish, more) in enumerate(s.rng.sample(DISHES, 6)):
            y = 70 + row * 26
            put(c, x, y, wide / 2 - 48, (dish,), faces[1], 5, ink)
            put(c, x + wide / 2 - 42, y, 24, (price(s),), faces[0], 4.6, ink)
            put(c, x, y + 6.4, wide / 2 - 30, (more,), faces[0], 3.9, hue if dark else SLATE)
    c.box(16, 232, wide - 16, 262, outline=hue, width=0.6)
    put(
        c,
        22,
        246,
        wide - 44,
        (f"Tuesday special: {s.rng.choice(DISHES)[0]} and a pint {price(s)}",),
        faces[1],
        5.4,
        ink,
    )
    put(
        c,
        22,
        256,
        wide - 44,
        (f"Book a table: {s.public_phone()}  -  {s.public_place()}",),
        faces[0],
        4,
        ink,
    )
    return c.done()


def cafe_board(s: ApartStudio) -> Flat:
    """Return a coffee bar's list in columns of sizes."""
    papers: tuple[Colour, ...] = ((44, 40, 36), (250, 248, 242), (20, 60, 50))
    paper = s.rng.choice(papers)
    c, dark = s.canvas("menu", (240, 180), paper), paper[0] < 80
    ink: Colour = (246, 242, 232) if dark else (40, 36, 32)
    face, bold = s.font(s.rng.choice(("sans", "narrow", "hand")))
    put(c, 14, 24, 150, (s.rng.choice(HOUSES),), bold, 11, ink)
    for x, word in zip((146, 178, 208), ("S", "M", "L"), strict=True):
        c.text(x, 40, word, bold, 7, ink)
    for row, drink in enumerate(
        s.rng.sample(
            (
                "Espresso",
                "Flat white",
                "Mocha",
                "Chai latte",
                "Cold brew",
                "Matcha",
                "Hot chocolate",
                "Filter",
                "Iced tea",
                "Cortado",
            ),
            7,
        )
    ):
        y = 54 + row * 15
        c.text(14, y, drink, face, 8, ink)
        base = s.rng.uniform(2.4, 4.4)
        for step, x in enumerate((142, 174, 204)):
            c.text(x, y, f"{base + step * 0.6:.2f}", face, 7, ink)
    put(
        c,
        14,
        168,
        210,
        ("oat / soy +0.60      Wi-Fi: ask at the bar      Follow us @bluedoor",),
        face,
        5,
        ink,
    )
    return c.done()


PROSE = (
    "The ferry left late that evening because of the fog, and nobody on board seemed to mind. Old "
    "Mrs. Tansley knitted by the window while the captain told his story of the winter of 1962. By "
    "the time the lights of the harbor came in sight, the children were asleep.",
    "Sedimentary rocks form where grains of sand, silt or clay settle in layers. Hutton described "
    "the unconformity at Siccar Point in 1788; Lyell visited it a generation later. Figure 4.2 "
    "shows the older beds standing almost upright below the red sandstone.",
    "A contract of sale is complete when the parties have agreed on the thing and on its price. In "
    "Adams v. Lindsell the court held that acceptance takes effect on posting. Students should "
    "compare the later cases on instantaneous messages.",
    "Knead the dough until it springs back, about ten minutes, then let it rest. My grandmother "
    "Rosa never weighed the flour; she knew by touch. The oven must be very hot, and a tray of "
    "water on its floor gives the crust.",
)


def novel_page(s: ApartStudio) -> Flat:
    """Return a page of a book with running head and folio."""
    c = s.canvas(
        "book_page",
        s.rng.choice(((130, 200), (152, 229))),
        s.rng.choice(((250, 246, 234), (254, 252, 246), (244, 238, 222))),
    )
    wide, tall = c.size_mm
    face, bold = s.font("serif")
    page = s.rng.randint(12, 480)
    c.text(wide / 2, 14, s.rng.choice(("THE LONG CROSSING", "Chapter Nine", "Introductory Geology",
           "The Law of Sale", "A BAKER'S YEAR")), face, 3.8, SLATE, "ms")  # fmt: skip
    y, size = 28.0, s.rng.uniform(4, 4.8)
    c.text(16, y, f"{s.rng.randint(2, 30)}", bold, 8)
    y += 12
    order = s.rng.sample(PROSE, len(PROSE)) * 3
    while y < tall - 44:
        y = c.paragraph(16, y, wide - 32, (order.pop(),), face, size) + 1
    c.text(wide / 2, tall - 10, str(page), face, 4, anchor="ms")
    return c.done()


def recipe_card(s: ApartStudio) -> Flat:
    """Return a recipe on a ruled card, written by hand or printed."""
    c = s.canvas("book_page", s.rng.choice(((152, 102), (127, 76))), s.rng.choice((*PALES, WHITE)))
    wide, tall = c.size_mm
    by_hand = s.rng.random() < 0.6
    face = s.font("hand")[0] if by_hand else s.font(s.rng.choice(("sans", "serif")))[0]
    pen, z = (s.rng.choice(PENS) if by_hand else (30, 30, 34)), tall / 15
    c.line(0, tall * 0.17, wide, tall * 0.17, (220, 100, 100), 0.4)
    put(
        c,
        6,
        tall * 0.13,
        wide - 12,
        (
            s.rng.choice(
                (
                    "Banana bread",
                    "Aunt May's chili",
                    "Lemon bars",
                    "Pan de jamón",
                    "Dal tadka",
                    "Soda bread",
                )
            ),
        ),
        face,
        z * 1.5,
        pen,
    )
    for row, text in enumerate(
        (
            "3 ripe bananas / 1 tin beans",
            "1/2 cup butter, 200 g sugar",
            "2 eggs, 1 tsp vanilla",
            "1 1/2 c. flour, 1 tsp soda",
            "bake 350 F 55-60 min",
            "makes 12, freezes ok",
        )
    ):
        y = tall * 0.29 + row * tall * 0.125
        c.line(0, y + z * 0.4, wide, y + z * 0.4, (170, 190, 210), 0.2)
        scrawl(c, s, 8, y, wide - 18, (text,), face, z, pen)
    return c.done()


PIECES = (
    ("Overture, The Hebrides", "F. Mendelssohn"),
    ("Cello Concerto in E minor", "E. Elgar"),
    ("Symphony No. 3", "J. Brahms"),
    ("Pavane", "G. Fauré"),
    ("The Lark Ascending", "R. Vaughan Williams"),
    ("Quartet in F", "M. Ravel"),
)


def programme(s: ApartStudio) -> Flat:
    """Return the leaflet of a concert or a play."""
    c = s.canvas("book_page", (148, 210), s.rng.choice((WHITE, (250, 246, 236), (236, 240, 246))))
    faces, hue = s.font(s.rng.choice(("serif", "sans"))), s.rng.choice(HUES)
    c.box(0, 0, 148, 46, fill=hue)
    put(c, 12, 22, 124, (s.rng.choice(("Spring Concert", "Lakeside Chamber Players", "Evensong",
        "Town Choir")),), faces[1], 11, WHITE)  # fmt: skip
    put(c, 12, 36, 124, (f"{s.write_date(s.seen())}   7.30 pm   Town Hall",), faces[0], 5.4, WHITE)
    for row, (piece, by) in enumerate(s.rng.sample(PIECES, 5)):
        y = 64 + row * 22
        put(c, 12, y, 120, (piece,), faces[1], 6)
        put(c, 12, y + 7, 120, (by,), faces[0], 5, SLATE)
    put(c, 12, 180, 124, ("Interval of 20 minutes. Bar on the first floor.",), faces[0], 4.6)
    put(c, 12, 190, 124, (f"Tickets {price(s, 40)}, students half price. Box office "
        f"{s.public_phone()}",), faces[0], 4.4)  # fmt: skip
    return c.done()


DESIGNS = {
    "menu": (carte, carte, cafe_board),
    "book_page": (novel_page, recipe_card, programme),
}
