"""Screens, views and packages of no patient."""

from __future__ import annotations

import numpy as np

from phiscan.synth import arrays, screens
from phiscan.synth.apart.clean_pages import price
from phiscan.synth.apart.form import HUES
from phiscan.synth.apart.studio import ApartStudio
from phiscan.synth.artefacts.clean_scenes import ean
from phiscan.synth.canvas import Colour, Flat
from phiscan.synth.grounds import noise, tint
from phiscan.synth.layout import WHITE, put

SOURCES = (
    (
        "func median(xs []float64) float64 {",
        "\tsort.Float64s(xs)",
        "\tn := len(xs)",
        "\tif n%2 == 1 {",
        "\t\treturn xs[n/2]",
        "\t}",
        "\treturn (xs[n/2-1] + xs[n/2]) / 2",
        "}",
        "// O(n log n)",
    ),
    (
        '<form method="post" action="/cart">',
        '  <label for="qty">Quantity</label>',
        '  <input id="qty" type="number" min="1">',
        "  <button>Add to cart</button>",
        "</form>",
        "<!-- TODO: name and phone fields -->",
    ),
    (
        "$ git log --oneline -4",
        "a91c0de fix off-by-one in pager",
        "77b2f10 add retry with backoff",
        "$ make test",
        "ran 214 tests in 8.31s",
        "OK (skipped=3)",
        "$ df -h /",
        "/dev/sda1  118G  64G  49G  57%",
    ),
    (
        "#include <stdio.h>",
        "int main(void) {",
        "    int total = 0;",
        "    for (int i = 0; i < 10; ++i)",
        "        total += i * i;",
        '    printf("%d\\n", total);',
        "    return 0;",
        "}",
    ),
)


def editor(s: ApartStudio) -> Flat:
    """Return an editor beside a list of files on a monitor."""
    looks: tuple[tuple[Colour, Colour, Colour], ...] = (
        ((30, 30, 30), (212, 212, 212), (110, 150, 110)),
        ((46, 52, 64), (216, 222, 233), (136, 150, 170)),
        ((250, 250, 250), (56, 58, 66), (160, 161, 167)),
    )
    page, ink, pale = s.rng.choice(looks)
    c = s.canvas("code_screen", (480, 270), page)
    face = s.font("mono")[0]
    for row, name in enumerate(
        ("src", "  main", "  pager", "  stats", "tests", "README", "LICENSE")
    ):
        c.text(8, 28 + row * 15, name, face, 8, pale)
    c.line(92, 0, 92, 270, pale, 0.5)
    for row, line in enumerate(s.rng.choice(SOURCES)):
        put(c, 102, 30 + row * 20, 370, (line.replace("\t", "    "),), face, 10, ink)
    put(
        c,
        102,
        262,
        360,
        (f"Ln {s.rng.randint(2, 400)}, Col {s.rng.randint(1, 80)}   UTF-8   main",),
        face,
        6.4,
        pale,
    )
    return screens.on_monitor(s, c.done(), "code_screen")


def slides(s: ApartStudio) -> Flat:
    """Return a slide with bars and a few words on a monitor."""
    c = s.canvas("code_screen", (480, 270), WHITE)
    faces, hue = s.font(s.rng.choice(("sans", "serif"))), s.rng.choice(HUES)
    put(
        c,
        24,
        44,
        430,
        (s.rng.choice(("Sales by quarter", "Bed days saved, 2019 - 2024", "Energy use per site")),),
        faces[1],
        22,
        hue,
    )
    for number in range(6):
        tall = s.rng.uniform(20, 130)
        c.box(40 + number * 44, 226 - tall, 70 + number * 44, 226, fill=hue)
        c.text(55 + number * 44, 238, f"Q{number % 4 + 1}", faces[0], 9, anchor="ms")
    for row, text in enumerate(
        ("Up 8 % on last year", "Two sites still open", "Decision by March")
    ):
        put(c, 320, 96 + row * 34, 140, (f"- {text}",), faces[0], 11)
    return screens.on_monitor(s, c.done(), "code_screen")


def street(s: ApartStudio) -> Flat:
    """Return roofs against the sky, windows lit here and there."""
    rng = s.noise
    width, height = 760, 570
    rows = np.linspace(0, 1, height, dtype=np.float32)[:, None].repeat(width, 1)
    low, high = (
        ((60, 70, 120), (250, 190, 140))
        if rng.random() < 0.5
        else ((90, 150, 214), (230, 238, 240))
    )
    view = tint(rows + 0.2 * noise(rng, width, height, (4, 8), 4), low, high)
    for depth in range(3):
        x = 0
        while x < width:
            wide = int(rng.integers(40, 130))
            top = int(height * (0.3 + 0.18 * depth) + rng.integers(-60, 60))
            tone = rng.uniform(40, 150, 3) * (0.6 + 0.2 * (2 - depth))
            view[top:, x : x + wide] = np.clip(tone, 0, 255)
            for wy in range(top + 12, height - 20, 26):
                for wx in range(x + 8, min(x + wide - 12, width - 12), 22):
                    lit = rng.random() < 0.25
                    view[wy : wy + 13, wx : wx + 9] = (246, 226, 150) if lit else tone * 0.6
            x += wide
    c = s.canvas("landscape", (400, 300))
    c.paste(arrays.blurred(view, 0.9), 0, 0, 400, 300)
    return c.done()


GOODS = (("Crunchy Granola", "Oats, honey, almonds, sunflower oil, salt."),
         ("Fabric Softener", "Keep away from eyes. Do not drink."),
         ("Vitamin C 500 mg", "Dietary supplement. One tablet a day with food."),
         ("Peanut Butter", "Peanuts, sugar, palm oil, salt. Contains PEANUTS."),
         ("Cough Lozenges", "Menthol 5.4 mg each. Dissolve slowly in the mouth."),
         ("Wall Paint, Chalk", "Matt emulsion, 2.5 L. Stir well. Coverage 12 m2/L."))  # fmt: skip


def jar(s: ApartStudio) -> Flat:
    """Return a product's label: brand, contents, a best-before stamp, a shop's code."""
    c = s.canvas(
        "product_package",
        s.rng.choice(((120, 160), (170, 120))),
        s.rng.choice(((250, 244, 226), (60, 110, 80), (220, 90, 60), (40, 60, 110), WHITE)),
    )
    wide, tall = c.size_mm
    faces, hue = s.font(s.rng.choice(("sans", "serif", "narrow"))), s.rng.choice(HUES)
    name, words = s.rng.choice(GOODS)
    c.box(8, 8, wide - 8, tall * 0.4, fill=(254, 252, 246), radius=5)
    c.text(
        wide / 2,
        tall * 0.2,
        s.rng.choice(("HILLSIDE", "Nord & Co", "Mama Bea")),
        faces[0],
        6,
        hue,
        "ms",
    )
    c.text(
        wide / 2, tall * 0.33, name, faces[1], c.fit((name,), faces[1], 12, wide - 30), hue, "ms"
    )
    c.box(8, tall * 0.45, wide - 8, tall - 8, fill=(252, 252, 252))
    c.paragraph(12, tall * 0.45 + 8, wide * 0.52, (words,), faces[0], 4.2)
    lot = f"{s.rng.choice('ABL')}{s.rng.randint(1000, 9999)}"
    stamp = f"BEST BEFORE {s.write_date(s.seen(200))}  LOT {lot}"
    put(c, 12, tall - 13, wide * 0.6, (stamp,), s.font("mono")[0], 4)
    put(
        c,
        12,
        tall - 20,
        wide * 0.6,
        (f"Consumer line {s.public_phone()}   {price(s)}",),
        faces[0],
        3.6,
    )
    c.barcode(wide - 48, tall - 36, 36, 20, ean(s), "EAN13")
    return c.done()


DESIGNS = {
    "code_screen": (editor, editor, slides),
    "landscape": (street,),
    "product_package": (jar,),
}
