"""Pages kept as text (pages/*.txt): their lines, their marked identifiers, what the rules hide.

A page starts with `=== name`; `{kind:value}` marks an identifier, `{any:value}` what may be hidden
or not; `|` parts columns, which stand aligned as far as the rows about them have as many; `^`
opens a row written twice as large.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from pathlib import Path

from phiscan.filters import filter_findings
from phiscan.options import ScanOptions
from phiscan.policy import decide
from phiscan.rules import NO_TERMS, find_phi
from phiscan.types import Action, Category, Finding, Line

from .conftest import CHAR, HEIGHT, PITCH, make_line

FOLDER = Path(__file__).parent / "pages"
LEFT, TOP, GAP = 150.0, 150.0, 3
_MARK = re.compile(r"\{(\w+):([^}]*)\}")
_HIDDEN_ENOUGH = 0.9
"""Share of an identifier's letters and digits that must be hidden."""


@dataclass(frozen=True)
class Mark:
    """An identifier on a page: what it is and where each of its letters and digits stands."""

    kind: str
    text: str
    points: tuple[tuple[float, float], ...]


@dataclass
class Page:
    """A page's lines and marks; `plain` holds the places that must stay readable."""

    name: str
    lines: list[Line] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    plain: list[tuple[float, float, str]] = field(default_factory=list)

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) that holds every line."""
        far = [corner for line in self.lines for corner in line.polygon]
        return int(max(x for x, _ in far) + LEFT), int(max(y for _, y in far) + TOP)


def read_pages(name: str) -> list[Page]:
    """Return the pages of one file of the folder."""
    pages = []
    for chunk in re.split(r"^=== ", (FOLDER / name).read_text("utf-8"), flags=re.M)[1:]:
        title, *rows = chunk.strip().splitlines()
        pages.append(_page(title, [row for row in rows if row]))
    return pages


def _page(title: str, rows: list[str]) -> Page:
    page, y = Page(title), TOP
    cells = [[cell.strip() for cell in row.split("|")] for row in rows]
    for _, group in groupby(cells, key=len):
        table = list(group)
        widths = [
            max(len(_MARK.sub(r"\2", row[at])) for row in table) for at in range(len(table[0]))
        ]
        for row in table:
            large = 2 if row[0].startswith("^") else 1
            at = 0
            for cell, width in zip(row, widths, strict=True):
                if cell:
                    _add(page, cell.lstrip("^"), LEFT + CHAR * at, y, large)
                at += width + GAP
            y += PITCH * large
    return page


def _add(page: Page, cell: str, x: float, y: float, large: int) -> None:
    text, middle = "", y + HEIGHT * large / 2

    def points(part: str) -> list[tuple[float, float, str]]:
        return [
            (x + CHAR * large * (len(text) + at + 0.5), middle, char)
            for at, char in enumerate(part)
            if char.isalnum()
        ]

    for piece in re.split(r"(\{\w+:[^}]*\})", cell):
        mark = _MARK.fullmatch(piece)
        part = mark[2] if mark else piece
        if mark:
            where = tuple((px, py) for px, py, _ in points(part))
            page.marks.append(Mark(mark[1], part, where))
        else:
            page.plain += points(part)
        text += part
    page.lines.append(make_line(text, x, y, height=HEIGHT * large, char=CHAR * large))


@dataclass
class Outcome:
    """What a default scan makes of one page."""

    page: Page
    verdict: Action
    acted: list[Finding]

    @cached_property
    def lost(self) -> list[Mark]:
        """The marks that stay readable."""
        boxes = [f.box for f in self.acted]
        return [
            mark
            for mark in self.page.marks
            if mark.kind != "any"
            and sum(_holds(boxes, x, y) for x, y in mark.points) < _HIDDEN_ENOUGH * len(mark.points)
        ]

    def needless(self) -> list[tuple[float, float, str]]:
        """Return the places hidden though no mark holds them, the results of tests left out."""
        boxes = [f.box for f in self.acted if f.category is not Category.LAB_RESULT]
        return [place for place in self.page.plain if _holds(boxes, *place[:2])]


def _holds(boxes: Sequence[tuple[float, float, float, float]], x: float, y: float) -> bool:
    return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in boxes)


def scan(page: Page) -> Outcome:
    """Run the rules, the filters and the policy on a page, as a default scan does."""
    found = find_phi(page.lines, page.size)
    decision = decide(filter_findings(found, ScanOptions(), NO_TERMS).kept)
    acted = [f for f in decision.findings if f.action is not Action.ALLOW and f.box]
    return Outcome(page, decision.verdict, acted)
