"""Screens, views and packages of no patient."""

from __future__ import annotations

import numpy as np

from phiscan.synth import arrays, numbers, screens
from phiscan.synth.artefacts.clean_scenes import ean
from phiscan.synth.canvas import Colour, Flat
from phiscan.synth.grounds import noise, tint
from phiscan.synth.layout import GREY, WHITE, put
from phiscan.synth.reserve.clean_pages import grid
from phiscan.synth.reserve.form import HUES
from phiscan.synth.reserve.studio import ReserveStudio

SOURCES = (
    ("SELECT region, COUNT(*) AS orders,", "       SUM(amount) AS revenue", "FROM sales",
     "WHERE shipped IS NOT NULL", "GROUP BY region", "HAVING SUM(amount) > 10000",
     "ORDER BY revenue DESC;", "-- 14 rows in 0.021 s"),
    ("interface Point { x: number; y: number }", "export function hull(points: Point[]) {",
     "  const sorted = [...points].sort(byX);", "  const lower: Point[] = [];",
     "  for (const p of sorted) {", "    while (lower.length > 1 && turn(lower, p) <= 0)",
     "      lower.pop();", "    lower.push(p);", "  }", "  return lower;"),
    ("version: 2.1", "jobs:", "  build:", "    docker:", "      - image: cimg/node:20.11",
     "    steps:", "      - checkout", "      - run: npm ci && npm test",
     "      - store_artifacts: {path: dist}"),
)  # fmt: skip


def source(s: ReserveStudio) -> Flat:
    """Return an editor with line numbers on a monitor."""
    looks: tuple[tuple[Colour, Colour, Colour], ...] = (
        ((40, 42, 54), (248, 248, 242), (98, 114, 164)), ((253, 246, 227), (70, 90, 100),
        (147, 161, 161)), ((255, 255, 255), (30, 30, 30), (150, 150, 150)))  # fmt: skip
    page, ink, pale = s.rng.choice(looks)
    c = s.canvas("code_screen", (480, 270), page)
    face = s.font("mono")[0]
    for row, line in enumerate(s.rng.choice(SOURCES)):
        c.text(12, 30 + row * 22, str(row + 1), face, 9, pale)
        put(c, 36, 30 + row * 22, 430, (line,), face, 11, ink)
    c.box(0, 260, 480, 270, fill=(0, 122, 204))
    put(c, 8, 267, 300, ("main*   0 errors  2 warnings   UTF-8   LF",), face, 6, WHITE)
    return screens.on_monitor(s, c.done(), "code_screen")


def spreadsheet(s: ReserveStudio) -> Flat:
    """Return a spreadsheet of a budget on a monitor."""
    c = s.canvas("code_screen", (480, 270), WHITE)
    c.box(0, 0, 480, 22, fill=(30, 110, 70))
    put(c, 8, 15, 300, (s.rng.choice(("Budget_Q3", "inventory-2", "mileage", "menu costs")),),
        s.font("sans")[1], 9, WHITE)  # fmt: skip
    rows: list[tuple[str, ...]] = [("", "A", "B", "C", "D")]
    for number, word in enumerate(
        ("Rent", "Power", "Paper", "Coffee", "Travel", "Repairs", "Total")
    ):
        cells = (f"{s.rng.uniform(20, 9000):,.2f}" for _ in range(3))
        rows.append((str(number + 1), word, *cells))
    grid(c, s, 8, 30, (0, 0.08, 0.36, 0.58, 0.8), 464, rows, 10, 28)
    return screens.on_monitor(s, c.done(), "code_screen")


def shore(s: ReserveStudio) -> Flat:
    """Return sea, sand and sky."""
    rng = s.noise
    width, height = 760, 570
    rows = np.linspace(0, 1, height, dtype=np.float32)[:, None].repeat(width, 1)
    sky = tint(rows * 1.6 + 0.3 * np.clip(noise(rng, width, height, (3, 9), 4), 0, 1),
               (70, 130, 200), (244, 234, 220))  # fmt: skip
    horizon, beach = int(height * rng.uniform(0.34, 0.5)), int(height * rng.uniform(0.66, 0.8))
    waves = 0.5 + 0.5 * noise(rng, width, height, (10, 90), 3)
    sky[horizon:] = tint(waves, (24, 70, 96), (120, 176, 184))[horizon:]
    sand = tint(
        0.5 + 0.3 * noise(rng, width, height, (60, 60), 3), (190, 164, 120), (236, 216, 176)
    )
    edge = beach + 12 * noise(rng, width, 32, (4, 2), 3)[16]
    below = np.arange(height)[:, None] > edge[None]
    sky[below] = sand[below]
    c = s.canvas("landscape", (400, 300))
    c.paste(arrays.blurred(sky, 0.8), 0, 0, 400, 300)
    return c.done()


PACKS = (
    "Toasted Oat Rings",
    "Black Bean Soup",
    "Allergy Relief 10 mg",
    "Cat Litter",
    "Ground Coffee",
    "Baby Wipes",
    "Ibuprofen 200 mg",
    "Rooibos 40 bags",
    "Antacid Chews",
)


def carton(s: ReserveStudio) -> Flat:
    """Return a carton's back: nutrition or drug facts in a frame, a code, the maker."""
    c = s.canvas("product_package", s.rng.choice(((130, 190), (150, 150))), s.rng.choice(
        ((252, 252, 252), (240, 200, 80), (180, 210, 190), (230, 120, 90))))  # fmt: skip
    wide, tall = c.size_mm
    faces = s.font(s.rng.choice(("sans", "narrow")))
    put(c, 8, 18, wide - 16, (s.rng.choice(PACKS),), faces[1], 12, s.rng.choice(HUES))
    c.box(8, 24, wide * 0.62, tall - 36, fill=WHITE, outline=(20, 20, 20), width=0.6)
    put(c, 11, 34, wide * 0.5, (s.rng.choice(("Nutrition Facts", "Drug Facts")),), faces[1], 8)
    rows = (
        ("Serving size", "2/3 cup"),
        ("Calories", "230"),
        ("Total Fat", "8 g  10%"),
        ("Sodium", "160 mg"),
        ("Total Carb", "37 g"),
        ("Protein", "3 g"),
        ("Iron", "8 mg"),
    )
    for number, (label, value) in enumerate(rows):
        y = 42 + number * (tall - 84) / 7
        c.line(11, y - 4.6, wide * 0.6, y - 4.6, (40, 40, 40), 0.2)
        c.text(11, y, label, faces[0], 3.8)
        c.text(wide * 0.6, y, value, faces[1], 3.8, anchor="rs")
    put(c, 8, tall - 24, wide - 16, ("DISTRIBUTED BY NORTH FORK FOODS  ", s.public_phone()),
        faces[0],
        3.6)  # fmt: skip
    put(
        c,
        8,
        tall - 18,
        wide * 0.5,
        (f"BEST BY 03 2027  L{numbers.digits(s.rng, 5)}",),
        faces[0],
        3.6,
    )
    c.barcode(wide - 48, tall - 16, 40, 12, ean(s), "EAN13")
    return c.done()


def front(s: ReserveStudio) -> Flat:
    """Return a package's front: few large words."""
    c = s.canvas("product_package", (120, 160), s.rng.choice(HUES))
    faces = s.font(s.rng.choice(("sans", "serif", "hand")))
    c.box(10, 46, 110, 112, fill=(252, 246, 230), radius=6)
    name = s.rng.choice(PACKS)
    c.text(60, 82, name, faces[1], c.fit((name,), faces[1], 16, 92), (50, 24, 20), "ms")
    for text, y, size in (("SUNNY MEADOW", 26, 9), ("NET WT 12 OZ (340 g)", 150, 6)):
        c.text(60, y, text, faces[0], size, WHITE, "ms")
    c.text(60, 100, s.rng.choice(("family size", "no added sugar", "new look!")), faces[0],
        6.4, GREY,
           "ms")  # fmt: skip
    return c.done()


DESIGNS = {
    "code_screen": (source, spreadsheet),
    "landscape": (shore,),
    "product_package": (carton, front),
}
