"""Clean screens and pictures: an editor, a price list, the sea, a town at night, packages."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from phiscan.synth import arrays, screens
from phiscan.synth.artefacts.clean_scenes import ean
from phiscan.synth.blind.studio import BlindStudio
from phiscan.synth.canvas import Canvas, Colour, Flat, lit
from phiscan.synth.grounds import Pixels, noise, tint
from phiscan.synth.layout import WHITE, put

CODES = (
    (
        "package cart",
        "",
        "type Item struct {",
        "    Name  string",
        "    Price float64",
        "    Qty   int",
        "}",
        "",
        "func Total(items []Item) float64 {",
        "    sum := 0.0",
        "    for _, it := range items {",
        "        sum += it.Price * float64(it.Qty)",
        "    }",
        "    return sum",
        "}",
    ),
    (
        "import { useState } from 'react';",
        "",
        "export function Counter() {",
        "  const [count, setCount] = useState(0);",
        "  const label = count === 1 ? 'click' : 'clicks';",
        "  return (",
        "    <button onClick={() => setCount(count + 1)}>",
        "      {count} {label}",
        "    </button>",
        "  );",
        "}",
    ),
    (
        "SELECT region, COUNT(*) AS orders,",
        "       ROUND(AVG(total), 2) AS mean_total",
        "FROM sales",
        "WHERE shipped_at >= '2025-01-01'",
        "GROUP BY region",
        "HAVING COUNT(*) > 100",
        "ORDER BY orders DESC;",
    ),
)
STOCK = (
    "Desk lamp",
    "Office chair",
    "A4 paper, box",
    "Whiteboard pens",
    "Stapler",
    "Monitor arm",
    "USB-C cable",
    "Waste bin",
    "Notebook A5",
    "Label tape",
    "Ink black",
    "Footrest",
)
FOODS = (
    "MUESLI BERRY",
    "OLIVE CRACKERS",
    "LENTIL SOUP",
    "GREEN TEA 40 BAGS",
    "BABY WIPES",
    "HAND SANITISER",
    "DARK CHOCOLATE",
)


def editor(studio: BlindStudio) -> Canvas:
    """Return an editor's window, dark or light, with a file list."""
    rng = studio.rng
    skins: tuple[tuple[Colour, Colour, Colour], ...] = (
        ((24, 26, 30), (220, 222, 228), (110, 116, 126)),
        ((252, 252, 250), (36, 40, 48), (140, 146, 156)),
    )
    page, ink, pale = rng.choice(skins)
    canvas = studio.canvas("code_screen", (508, 286), page)
    face, bold = studio.font("mono")
    canvas.box(0, 0, 96, 286, fill=lit(page, 0.92, 6))
    for row, word in enumerate(
        ("src", "  cart.go", "  app.tsx", "  report.sql", "tests", "README")
    ):
        canvas.text(8, 24 + row * 12, word, face, 6, pale)
    for row, line in enumerate(rng.choice(CODES)):
        y = 26 + row * 14
        canvas.text(112, y, str(row + 1), face, 6.6, pale, "rs")
        strong = line.strip().split(" ")[0] in (
            "func",
            "type",
            "export",
            "import",
            "SELECT",
            "FROM",
        )
        canvas.text(120, y, line, bold if strong else face, 7.4, (90, 140, 220) if strong else ink)
    canvas.box(0, 274, 508, 286, fill=(0, 110, 180))
    canvas.text(8, 282.5, "main   Ln 12, Col 8   UTF-8   0 errors", face, 5.6, WHITE)
    return canvas


def prices(studio: BlindStudio) -> Canvas:
    """Return a spreadsheet with a price list."""
    rng = studio.rng
    canvas = studio.canvas("code_screen", (508, 286), WHITE)
    face, bold = studio.font(rng.choice(("sans", "narrow")))
    canvas.box(0, 0, 508, 24, fill=(30, 110, 64))
    canvas.text(10, 16, "stock_prices_Q3.xlsx - Sheets", face, 8, WHITE)
    stops = (0, 26, 150, 230, 310, 400, 508)
    heads = ("A", "B", "C", "D", "E")
    for number, (left, right) in enumerate(pairwise(stops[1:])):
        canvas.box(left, 24, right, 36, fill=(236, 238, 240), outline=(200, 202, 206))
        canvas.text((left + right) / 2, 33, heads[number], face, 6, (90, 94, 100), "ms")
    rows = [("Article", "Unit", "Price", "In stock", "Sum"), *(
        (item, rng.choice(("pc", "box", "set")), f"{rng.uniform(1, 240):.2f}",
         str(rng.randint(0, 400)), f"{rng.uniform(20, 9000):,.2f}") for item in STOCK)]  # fmt: skip
    for row, cells in enumerate(rows):
        y = 36 + row * 18
        canvas.text(13, y + 12, str(row + 1), face, 6, (90, 94, 100), "ms")
        for left, right, cell in zip(stops[1:-1], stops[2:], cells, strict=True):
            canvas.box(left, y, right, y + 18, outline=(214, 216, 220), width=0.3)
            canvas.text(left + 4, y + 12.4, cell, bold if row == 0 else face, 7)
    return canvas


def code_screen(studio: BlindStudio) -> Flat:
    """Return the editor or the sheet on a monitor."""
    canvas = studio.rng.choice((editor, prices))(studio)
    return screens.on_monitor(studio, canvas.done(), "code_screen")


def sea(studio: BlindStudio) -> Flat:
    """Return a beach at evening."""
    rng = studio.noise
    width, height = 640, 480
    rows = np.linspace(0, 1, height, dtype=np.float32)[:, None].repeat(width, 1)
    pixels = tint(rows * 1.8, (60, 70, 130), (250, 190, 130))
    level, shore = int(height * rng.uniform(0.4, 0.55)), int(height * rng.uniform(0.72, 0.85))
    waves = 0.5 + 0.4 * noise(rng, width, height, (6, 90), 3)
    pixels[level:] = tint(waves, (30, 60, 90), (150, 160, 170))[level:]
    sand = 0.5 + 0.3 * noise(rng, width, height, (160, 120), 3)
    line = shore + (14 * noise(rng, width, 64, (5, 2), 3)[32]).astype(int)
    below = np.arange(height)[:, None] > line[None]
    pixels[below] = tint(sand, (150, 120, 84), (216, 190, 150))[below]
    return _view(studio, pixels)


def town(studio: BlindStudio) -> Flat:
    """Return a town's windows at night."""
    rng = studio.noise
    width, height = 800, 600
    rows = np.linspace(0, 1, height, dtype=np.float32)[:, None].repeat(width, 1)
    pixels = tint(rows, (10, 14, 40), (60, 50, 90))
    left = 0
    while left < width:
        wide, top = int(rng.integers(50, 130)), int(rng.integers(120, 430))
        pixels[top:, left : left + wide] = rng.integers(14, 40, 3)
        for y in range(top + 10, height - 8, 18):
            for x in range(left + 8, min(left + wide, width) - 10, 16):
                if rng.random() < 0.45:
                    pixels[y : y + 9, x : x + 7] = (250, 214, int(rng.integers(90, 190)))
        left += wide
    return _view(studio, arrays.blurred(pixels, 0.8))


def _view(studio: BlindStudio, pixels: Pixels) -> Flat:
    canvas = studio.canvas("landscape", (400, 300))
    canvas.paste(pixels, 0, 0, 400, 300)
    return canvas.done()


def nutrition(studio: BlindStudio) -> Flat:
    """Return a package's back with a nutrition table and its code."""
    rng = studio.rng
    canvas = studio.canvas(
        "product_package", (140, 200), rng.choice(((252, 246, 226), (226, 240, 226)))
    )
    face, bold = studio.font(rng.choice(("sans", "narrow")))
    put(canvas, 10, 18, 120, (rng.choice(FOODS),), bold, 12)
    canvas.box(10, 26, 130, 130, fill=WHITE, outline=(20, 20, 20), width=0.6)
    canvas.text(14, 38, "Nutrition Facts", bold, 10)
    canvas.text(14, 46, f"{rng.randint(4, 20)} servings   Serving size 2/3 cup (55 g)", face, 4.6)
    for row, (what, unit) in enumerate((("Calories", ""), ("Total Fat", "g"), ("Sodium", "mg"),
            ("Total Carbohydrate", "g"), ("Total Sugars", "g"), ("Protein", "g"),
            ("Vitamin D", "mcg"), ("Iron", "mg"), ("Potassium", "mg"))):  # fmt: skip
        y = 56 + row * 8
        canvas.line(12, y - 5.6, 128, y - 5.6, width=0.25)
        canvas.text(14, y, f"{what} {rng.randint(1, 240)}{unit}", bold if row < 4 else face, 4.8)
        canvas.text(126, y, f"{rng.randint(0, 40)}%", bold, 4.8, anchor="rs")
    canvas.text(10, 142, "Best before end: see lid.  LOT L5123B", face, 4.6)
    canvas.barcode(76, 150, 52, 30, ean(studio), "EAN13")
    return canvas.done()


def carton(studio: BlindStudio) -> Flat:
    """Return a carton's front in white on a strong colour."""
    rng = studio.rng
    colour: Colour = rng.choice(((30, 30, 34), (150, 20, 60), (20, 100, 110), (230, 120, 30)))
    canvas = studio.canvas("product_package", (160, 110), colour)
    face, bold = studio.font(rng.choice(("serif", "sans")))
    title = rng.choice(FOODS)
    canvas.text(80, 46, title, bold, canvas.fit((title,), bold, 20, 140), WHITE, "ms")
    canvas.text(80, 62, rng.choice(("since 1987", "family size", "now 20 % more")), face, 8, WHITE,
                "ms")  # fmt: skip
    canvas.text(10, 100, f"{rng.randint(80, 900)} g e   Keep dry", face, 5, WHITE)
    canvas.barcode(110, 80, 40, 20, ean(studio), "EAN13")
    return canvas.done()


DESIGNS = {
    "code_screen": (code_screen,),
    "landscape": (sea, town),
    "product_package": (nutrition, carton),
}
