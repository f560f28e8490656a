"""Screens, views and packages of no patient."""

from __future__ import annotations

import numpy as np

from phiscan.synth import arrays, numbers, screens
from phiscan.synth.artefacts.clean_scenes import ean
from phiscan.synth.canvas import Flat
from phiscan.synth.grounds import noise, tint
from phiscan.synth.layout import GREY, WHITE, put
from phiscan.synth.sealed.clean_pages import PLACES, table
from phiscan.synth.sealed.form import ACCENTS
from phiscan.synth.sealed.studio import SealedStudio

CODES = (
    (
        "fn main() {",
        "    let rates = vec![0.5, 1.25, 2.0];",
        "    let sum: f64 = rates.iter().sum();",
        '    println!("total {sum:.2}");',
        "    for (i, r) in rates.iter().enumerate() {",
        '        assert!(*r > 0.0, "bad rate {i}");',
        "    }",
        "}",
    ),
    (
        "$ docker compose up -d",
        "[+] Running 3/3",
        " - network default   Created",
        " - container db     Started  0.8s",
        " - container web    Started  1.1s",
        "$ curl -s localhost:8080/health",
        '{"status":"ok","uptime":4211}',
        "$ git log --oneline | head -2",
        "9f31c2e fix rounding in totals",
        "77ad0b1 bump version to 4.2.0",
    ),
    (
        "def moving_mean(values, width):",
        "    total, out = 0.0, []",
        "    for i, v in enumerate(values):",
        "        total += v",
        "        if i >= width:",
        "            total -= values[i - width]",
        "        out.append(total / min(i + 1, width))",
        "    return out",
    ),
)


def code(s: SealedStudio) -> Flat:
    """Return a terminal or editor on a monitor."""
    rng = s.rng
    page, ink = rng.choice((((16, 18, 20), (150, 240, 160)), ((0, 43, 54), (220, 226, 210)),
                            ((255, 255, 255), (40, 40, 60))))  # fmt: skip
    c = s.canvas("code_screen", (500, 280), page)
    face = s.font("mono")[0]
    c.box(0, 0, 500, 12, fill=(120, 122, 128))
    c.text(
        250,
        8.6,
        rng.choice(("~/work/app", "zsh - 80x24", "main.rs - Edit")),
        face,
        6,
        (20, 20, 20),
        "ms",
    )
    for row, line in enumerate(rng.choice(CODES)):
        put(c, 16, 34 + row * 20, 470, (line,), face, 11, ink)
    return screens.on_monitor(s, c.done(), "code_screen")


def dashboard(s: SealedStudio) -> Flat:
    """Return a dashboard of figures and bars on a monitor."""
    rng = s.rng
    c = s.canvas("code_screen", (500, 280), (246, 247, 250))
    faces, accent = s.font("sans"), rng.choice(ACCENTS)
    c.text(16, 26, rng.choice(("Energy use, block C", "Web traffic", "Stock levels")), faces[1], 13)
    for number, word in enumerate(("Today", "Week", "Month", "Target")):
        left = 16 + number * 120
        c.box(left, 40, left + 108, 96, fill=WHITE, outline=(214, 218, 224), radius=3)
        c.text(left + 8, 56, word, faces[0], 8, GREY)
        c.text(left + 8, 84, f"{rng.randint(100, 99999):,}", faces[1], 18, accent)
    for number in range(24):
        tall = rng.uniform(10, 120)
        c.box(20 + number * 19.4, 250 - tall, 34 + number * 19.4, 250, fill=accent)
        c.text(27 + number * 19.4, 262, str(number), faces[0], 6, GREY, "ms")
    return screens.on_monitor(s, c.done(), "code_screen")


def dunes(s: SealedStudio) -> Flat:
    """Return hills below a sky with clouds."""
    rng = s.noise
    width, height = 720, 540
    rows = np.linspace(0, 1, height, dtype=np.float32)[:, None].repeat(width, 1)
    clouds = np.clip(noise(rng, width, height, (4, 7), 5), 0, 1)
    pixels = tint(rows + 0.6 * clouds, (90, 140, 210), (240, 240, 244))
    for number in range(4):
        edge = height * (0.42 + 0.15 * number) + 40 * noise(rng, width, 32, (3, 2), 3)[16]
        below = np.arange(height)[:, None] > edge[None]
        shade = 0.5 + 0.3 * noise(rng, width, height, (40, 120), 3)
        colour = rng.uniform(60, 190, 3)
        pixels[below] = tint(shade, tuple(colour * 0.7), tuple(np.minimum(colour * 1.2, 250)))[
            below
        ]
    c = s.canvas("landscape", (400, 300))
    c.paste(arrays.blurred(pixels, 0.7), 0, 0, 400, 300)
    return c.done()


PACKS = (
    "Corn Crisps",
    "Instant Noodles",
    "Dog Biscuits",
    "Paracetamol 500 mg",
    "Vitamin C 1000",
    "Dr. Oak's Herbal Tea",
    "Pilchards in Oil",
    "Washing Powder",
    "Saline Nasal Spray",
)


def pack(s: SealedStudio) -> Flat:
    """Return a package's side: title, ingredients, table per 100 g, code, maker's phone."""
    rng = s.rng
    c = s.canvas("product_package", rng.choice(((120, 180), (180, 120), (150, 150))), rng.choice(
        ((250, 250, 246), (250, 226, 120), (200, 230, 246), (236, 206, 196))))  # fmt: skip
    wide, tall = c.size_mm
    faces, accent = s.font(rng.choice(("sans", "narrow"))), rng.choice(ACCENTS)
    put(c, 8, 20, wide - 16, (rng.choice(PACKS),), faces[1], 14, accent)
    text = (
        "Ingredients: maize, sunflower oil, salt, acidity regulator (E330), colour. May contain "
        "milk and soy. Store below 25 C."
    )
    y = c.paragraph(8, 30, wide - 16, (text,), faces[0], 3.8)
    rows = [("Average", "per 100 g", "% RI")]
    rows += [
        (word, f"{rng.uniform(0.1, 90):.1f} g", f"{rng.randint(1, 60)}")
        for word in (
            "Energy",
            "Fat",
            "of which saturates",
            "Carbohydrate",
            "Fibre",
            "Protein",
            "Salt",
        )
    ]
    y = table(c, s, (8, y, wide - 16), rows, (0, 0.55, 0.82), 3.6, min(7.5, (tall - y - 34) / 8))
    put(c, 8, y + 7, wide * 0.5, ("Careline ", s.public_phone()), faces[0], 3.6)
    put(c, 8, y + 13, wide * 0.5, (f"EXP 11/2027  LOT {numbers.digits(rng, 6)}",), faces[0], 3.6)
    c.barcode(wide - 50, tall - 24, 42, 18, ean(s), "EAN13")
    return c.done()


def tin(s: SealedStudio) -> Flat:
    """Return a front with a large name on a strong colour."""
    rng = s.rng
    c = s.canvas("product_package", (130, 130), rng.choice(ACCENTS))
    faces = s.font(rng.choice(("serif", "sans", "narrow")))
    c.box(12, 34, 118, 96, fill=(250, 244, 224), radius=20)
    title = rng.choice(PACKS)
    c.text(65, 68, title, faces[1], c.fit((title,), faces[1], 18, 92), (40, 20, 20), "ms")
    c.text(
        65,
        84,
        rng.choice(("original recipe", "30 tablets", "extra strong", "NET 425 g")),
        faces[0],
        7,
        anchor="ms",
    )
    c.text(
        65, 20, rng.choice(("QUALITY FOODS", "Est. 1904", "FAMILY PACK")), faces[0], 8, WHITE, "ms"
    )
    c.text(65, 118, f"Made for {rng.choice(PLACES)}", faces[0], 5, WHITE, "ms")
    return c.done()


DESIGNS = {
    "code_screen": (code, dashboard),
    "landscape": (dunes,),
    "product_package": (pack, tin),
}
