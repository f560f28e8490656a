"""X-ray and ultrasound pictures as they are seen: on a light box, in a program, by themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from phiscan.synth import arrays, films, screens
from phiscan.synth.artefacts.radiograph import lit_up, shrunk
from phiscan.synth.canvas import Canvas, Colour, Flat
from phiscan.synth.studio import S, Studio

BODIES = {**films.FILMS, "forearm": films.forearm}


def with_film(
    studio: Studio, program: Canvas, film: Flat, x: float, y: float, tall_mm: float
) -> Flat:
    """Return a monitor with a viewing program and in it, at x and y, a film at most so tall."""
    flat = program.done()
    flat.marks = flat.marks[1:]
    tall = tall_mm * studio.px_per_mm
    if film.alpha.shape[0] > tall:
        film = shrunk(film, tall / film.alpha.shape[0])
    flat.paste(film, x, y)
    return screens.on_monitor(studio, flat, "radiograph")


def sonogram(
    studio: Studio,
    size_mm: tuple[float, float],
    at: tuple[float, float, float, float],
    paper: Colour = (0, 0, 0),
) -> Canvas:
    """Return an ultrasound machine's screen, its picture at left, top, width and height in mm."""
    canvas = studio.canvas("ultrasound", size_mm, paper)
    canvas.paste(arrays.rgb((films.ultrasound(studio.noise) * 255).astype(np.uint8)), *at)
    return canvas


def designs(
    film: Callable[[Studio, float], Flat],
    wide_mm: float,
    viewer: Callable[[S], Flat],
    scans: Sequence[Callable[[S], Flat]],
) -> dict[str, Sequence[Callable[[S], Flat]]]:
    """Return how a split shows its films, `wide_mm` wide by themselves, and its sonograms."""

    def light_box(studio: S) -> Flat:
        return lit_up(studio, film)

    def exported(studio: S) -> Flat:
        return film(studio, wide_mm)

    def scan_on_monitor(studio: S) -> Flat:
        return screens.on_monitor(studio, studio.rng.choice(scans)(studio), "ultrasound")

    return {
        "radiograph_lightbox": (light_box,),
        "radiograph_monitor": (viewer,),
        "radiograph": (exported,),
        "ultrasound": (scan_on_monitor,),
        "ultrasound_export": scans,
    }
