"""An ultrasound picture with its text, exported or on the machine's screen."""

from __future__ import annotations

import numpy as np

from phiscan.synth import arrays, films, screens
from phiscan.synth.canvas import Flat, Said
from phiscan.synth.studio import Kind, Studio
from phiscan.types import Category

TEMPLATES: dict[str, tuple[tuple[bool, str], ...]] = {
    "tune": ((True, "sans"), (False, "mono")),
    "test": ((True, "mono"), (False, "narrow")),
}


def picture(studio: Studio) -> Flat:
    """Return the picture, 320 x 240 mm: fan, gray bar, patient above, settings at the side."""
    rng = studio.rng
    name_left, style = studio.pick(**TEMPLATES)
    canvas = studio.canvas("ultrasound", (320, 240), (4, 4, 6))
    face, bold = studio.font(style)
    shade = (films.ultrasound(studio.noise) * 255).astype(np.uint8)
    canvas.paste(arrays.rgb(shade), 50, 26, 220, 196)
    bar = np.linspace(255, 0, 128, dtype=np.uint8)[:, None].repeat(8, 1)
    canvas.paste(arrays.rgb(bar), 304, 60, 7, 110)
    ink = (228, 228, 228)
    who = (studio.name(rng.choice(("comma_caps", "comma"))), "   ", studio.mrn())
    when = (studio.day(), f"  {studio.clock()}")
    for x, parts in ((6, who), (214, when)) if name_left else ((150, who), (6, when)):
        canvas.run(
            x, 12, parts, bold, canvas.fit(parts, bold, 7.6, 160 if parts is who else 100), ink
        )
    canvas.text(6, 23, studio.hospital(), face, 6, (170, 190, 210))
    serial = Said(studio.patient.device, Category.DEVICE_ID)
    for row, text in enumerate(("FR 31Hz", "D 14.0cm", "G 62%", "MI 0.9", "TIS 0.4")):
        canvas.text(6, 60 + row * 11, text, face, 6, (150, 200, 160))
    if rng.random() < 0.4:
        canvas.run(6, 234, ("S/N ", serial), face, 5.6, (150, 150, 150))
    canvas.region(Category.MEDICAL_IMAGING, 0, 0, 320, 240)
    return canvas.done()


def draw(studio: Studio) -> Flat:
    """Return the picture on a monitor."""
    return screens.on_monitor(studio, picture(studio), "ultrasound")


KINDS = (
    Kind("ultrasound", draw, ("wall", "far", "hard"), ("office", "wall"), shiny=True),
    Kind("ultrasound_export", picture, ("screenshot",)),
)
