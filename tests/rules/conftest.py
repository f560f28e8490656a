"""Pages of text for the rules: rows laid out with plausible geometry, turned as a photo may be."""

import math

import pytest

from phiscan.rules import find_phi
from phiscan.types import Line

SIZE = (2000, 2000)
CHAR, HEIGHT, PITCH = 11.0, 20.0, 30.0


def _turn(x, y, degrees, about=(1000.0, 1000.0)):
    a = math.radians(degrees)
    dx, dy = x - about[0], y - about[1]
    return (
        about[0] + dx * math.cos(a) - dy * math.sin(a),
        about[1] + dx * math.sin(a) + dy * math.cos(a),
    )


def make_line(text, x, y, *, angle=0.0, height=HEIGHT, char=CHAR):
    width = char * len(text)
    corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    return Line(text, tuple(_turn(px, py, angle) for px, py in corners), 0.95)


def make_lines(text, *, angle=0.0, left=300.0, top=400.0):
    """One Line for each stretch between two or more spaces or a |; columns keep their place."""
    lines = []
    for row, written in enumerate(text.strip("\n").split("\n")):
        at = 0
        for piece in written.replace("|", "  ").split("  "):
            if piece.strip():
                start = at + len(piece) - len(piece.lstrip())
                lines.append(
                    make_line(piece.strip(), left + CHAR * start, top + PITCH * row, angle=angle)
                )
            at += len(piece) + 2
    return lines


@pytest.fixture
def find():
    """Return a function: page text to {(category, text)} of findings a default scan would keep."""

    def run(text, *, angle=0.0, score=0.35, **kwargs):
        found = find_phi(make_lines(text, angle=angle), SIZE, **kwargs)
        return {(str(f.category), f.text) for f in found if f.score >= score and f.text}

    return run
