"""Lines whose identifiers stand in «marks»: what a rule must cover, and what must stay readable.

>>> read_marks("MRN: «00482913» Room 12")
('MRN: 00482913 Room 12', {5, 6, 7, 8, 9, 10, 11, 12})
"""

import re

from phiscan.filters import filter_findings
from phiscan.options import ScanOptions
from phiscan.policy import decide
from phiscan.rules import NO_TERMS, find_phi
from phiscan.types import Action, Category

from .conftest import CHAR, PITCH, SIZE, make_line

LEFT, TOP = 200.0, 200.0
CHART = "Larkfield General Hospital\nPatient Name: Anna Holub\nSex: F\nMRN: 00482913\n\n\n\n"
"""A page that is surely medical, and far enough above what follows to lend it no label."""


def read_marks(line):
    """Return (the text without marks, the places of its marked letters and digits)."""
    text, places, inside = "", set(), False
    for char in line:
        if char in "«»":
            inside = char == "«"
            continue
        if inside and char.isalnum():
            places.add(len(text))
        text += char
    return text, places


def _lines(text):
    """Return a line for each stretch between two or more spaces, every column in its place."""
    return [
        make_line(piece.group(), LEFT + CHAR * piece.start(), TOP + PITCH * row)
        for row, written in enumerate(text.split("\n"))
        for piece in re.finditer(r"\S+(?: \S+)*", written)
    ]


def covered_places(text, context=CHART):
    """Return (row, place) of every character that a default scan hides, lab tables left out."""
    first = context.count("\n")
    kept = filter_findings(find_phi(_lines(context + text), SIZE), ScanOptions(), NO_TERMS).kept
    hidden = set()
    for finding in decide(kept).findings:
        if finding.action is Action.ALLOW or finding.category is Category.LAB_RESULT:
            continue
        x0, y0, x1, _ = finding.box
        row = round((y0 - TOP) / PITCH) - first
        start, end = (x0 - LEFT) / CHAR, (x1 - LEFT) / CHAR
        hidden |= {(row, at) for at in range(max(0, round(start)), round(end))}
    return hidden


def judged(line, context=CHART):
    """Return the line, its marked places that stay readable in [], digits hidden for nothing in {}.

    A line that comes back as it went in (without marks) is right.
    """
    rows = [read_marks(row) for row in line.split("\n")]
    text = "\n".join(row for row, _ in rows)
    return shown(rows, covered_places(text, context), str.isdigit)


def shown(rows, hidden, is_minded):
    """Return rows with marked letters that stay readable in [], minded ones hidden besides in {}.

    `rows` are texts with their marked places, `hidden` places as (row, column).
    """

    def letter(place, char, is_marked):
        if is_marked and place not in hidden:
            return f"[{char}]"
        is_needless = is_minded(char) and not is_marked and place in hidden
        return "{" + char + "}" if is_needless else char

    return "\n".join(
        "".join(letter((number, at), char, at in marked) for at, char in enumerate(row))
        for number, (row, marked) in enumerate(rows)
    )


def plain(line):
    """Return the line without its marks."""
    return line.replace("«", "").replace("»", "")
