"""Puts a picture on a screen: the bezel, the stand, and the waves a camera sees."""

from __future__ import annotations

import numpy as np

from phiscan.synth.camera import moire
from phiscan.synth.canvas import Flat, lit
from phiscan.synth.studio import Studio
from phiscan.synth.truth import Mark
from phiscan.types import Category


def on_monitor(studio: Studio, shown: Flat, artefact: str) -> Flat:
    """Return a monitor showing the flat; records the `screen` region (the lit part)."""
    rng, scale = studio.rng, studio.px_per_mm
    shown.pixels = moire(shown.pixels, studio.noise, rng.uniform(0.0, studio.waves))
    wide, tall = shown.size_mm
    bezel = rng.uniform(9, 18)
    size = (wide + 2 * bezel, tall + 2.6 * bezel)
    tone = rng.choice(((22, 22, 24), (34, 34, 38), (190, 192, 194)))
    canvas = studio.canvas(artefact, (size[0], size[1] + 46), tone)
    canvas.text(
        size[0] / 2,
        size[1] - bezel * 0.55,
        studio.screen_brand,
        studio.font("sans")[0],
        5,
        (120, 120, 124),
        "ms",
    )
    middle, darker = size[0] / 2, lit(tone, 0.8)
    canvas.box(middle - 38, size[1], middle + 38, size[1] + 46, fill=darker)
    flat = canvas.done()
    stand = flat.alpha[round(size[1] * scale) :]
    stand[:, : round((middle - 38) * scale)] = stand[:, round((middle + 38) * scale) :] = 0
    flat.paste(shown, bezel, bezel)
    low, high = bezel * scale, np.array([bezel + wide, bezel + tall]) * scale
    glass = np.array([[low, low], [high[0], low], high, [low, high[1]]])
    outline = flat.marks.pop(0)
    body = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]]) * scale
    flat.marks = [outline.moved(body), Mark(Category.SCREEN, glass, artefact), *flat.marks]
    flat.glows, flat.lift_mm = True, 14
    return flat
