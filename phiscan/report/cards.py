"""What the HTML template draws: one card a photo, pure data, already masked and bounded."""

from __future__ import annotations

import base64
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from phiscan.report.preview import Picture, Pictures, outlines
from phiscan.report.view import (
    ACTION_WORDS,
    Group,
    as_sentence,
    counted,
    group_findings,
    page_size,
    place_words,
    printable,
    shortened,
    shown_source,
)
from phiscan.types import Action, Box, Category, Points, ScanResult, Status, bounding_box

MAX_NAME = 160
_MAX_TEXT = 300
_MAX_REASONS = 3
_MAX_PLACES = 3
_MAX_LINES = 6
_MAX_GROUPS = 24
_MAX_SHAPES = 150
_MAX_PINS = 40
_PIN_GAP = 0.045
"""Least distance of two numbers, as a share of the picture's width or height."""


@dataclass(frozen=True)
class Shape:
    """One outline over a picture; `points` in pixels of the page."""

    number: int
    action: Action
    points: str
    box: Box


@dataclass(frozen=True)
class Pin:
    """One number over a picture; x and y in percent of its width and height."""

    number: int
    action: Action
    x: float
    y: float


@dataclass(frozen=True)
class Pane:
    """One page's picture with its outlines and numbers."""

    page: int
    label: str
    alt: str
    page_wh: tuple[int, int]
    picture_wh: tuple[int, int]
    shapes: tuple[Shape, ...]
    pins: tuple[Pin, ...]
    data_uri: str = field(repr=False)


@dataclass(frozen=True, eq=False)
class Reason:
    """One numbered line of a card's explanation."""

    number: int
    group: Group
    action_words: str
    why: str
    places: tuple[str, ...]
    is_in_picture: bool


@dataclass(frozen=True)
class Card:
    """Everything shown for one photo."""

    name: str
    folder: str
    shelf: str
    facts: str
    is_partial: bool
    panes: tuple[Pane, ...]
    no_picture: str | None
    reasons: tuple[Reason, ...]
    more_reasons: int
    not_examined: tuple[str, ...]
    notes: tuple[str, ...]
    categories: str

    @property
    def shelves(self) -> str:
        """Every filter word this card answers to."""
        return filter_words(self.shelf, is_partial=self.is_partial)


def shelf_of(result: ScanResult) -> str:
    """Return where a photo stands in the report: block, unknown, review or clean.

    A photo is `unknown` when it was not, or not fully, examined and the part that was examined
    holds nothing to act on.
    """
    if result.status is Status.FAILED:
        return "unknown"
    acts = any((f.action or Action.BLOCK) is not Action.ALLOW for f in result.findings)
    if result.status is Status.INCOMPLETE and not acts:
        return "unknown"
    return "clean" if result.verdict is Action.ALLOW else str(result.verdict)


def filter_words(shelf: str, *, is_partial: bool) -> str:
    """Return every verdict filter that a photo answers to."""
    return f"{shelf} unknown" if is_partial and shelf != "unknown" else shelf


def categories_of(result: ScanResult) -> tuple[Category, ...]:
    """Return the categories found, in their own order; none for a failed photo."""
    found = {f.category for f in result.all_findings}
    return () if result.status is Status.FAILED else tuple(c for c in Category if c in found)


def split_name(source: str) -> tuple[str, str]:
    """Return (file name, folder), masked and shortened."""
    path = PurePath(shown_source(source))
    folder = str(path.parent)
    return _middle_cut(path.name), "" if folder == "." else _middle_cut(folder)


def _middle_cut(text: str) -> str:
    half = MAX_NAME // 2
    return text if len(text) <= MAX_NAME else f"{text[:half]}…{text[-half:]}"


def _cut(text: str) -> str:
    text = printable(text)
    return text if len(text) <= _MAX_TEXT else text[: _MAX_TEXT - 1] + "…"


def make_card(result: ScanResult, pictures: Pictures, common_notes: Collection[str]) -> Card:
    """Return the card; notes that every photo has are left to the report's end."""
    name, folder = split_name(result.source)
    findings = () if result.status is Status.FAILED else result.findings
    groups = group_findings(findings)
    reasons = tuple(_reason(i, g, result) for i, g in enumerate(groups[:_MAX_GROUPS], 1))
    notes = [_cut(n) for n in result.notes if n not in common_notes]
    return Card(
        name=name,
        folder=folder,
        shelf=shelf_of(result),
        facts=_facts(result),
        is_partial=result.status is Status.INCOMPLETE,
        panes=tuple(_pane(picture, result, reasons) for picture in pictures.pages),
        no_picture=pictures.problem,
        reasons=reasons,
        more_reasons=len(groups) - len(reasons),
        not_examined=tuple(shortened([_cut(n) for n in result.not_examined], _MAX_LINES)),
        notes=tuple(shortened(notes, _MAX_LINES)),
        categories=" ".join(categories_of(result)),
    )


def _facts(result: ScanResult) -> str:
    if not result.pages:
        return "not opened"
    width, height = result.pages[0].size_wh
    size = f"{width} × {height} px"
    return size if len(result.pages) == 1 else f"{counted(len(result.pages), 'page')}, {size}"


def _reason(number: int, group: Group, result: ScanResult) -> Reason:
    lines = [_cut(r).rstrip(".") + ("" if n == 1 else f" (×{n})") for r, n in group.reasons]
    places = dict.fromkeys(place_words(f, result).split(" (")[0] for f in group.findings)
    return Reason(
        number=number,
        group=group,
        action_words=ACTION_WORDS[group.action],
        why=as_sentence("; ".join(shortened(lines, _MAX_REASONS))),
        places=tuple(shortened(list(places), _MAX_PLACES)),
        is_in_picture=any(f.polygon is not None for f in group.findings),
    )


def _pane(picture: Picture, result: ScanResult, reasons: Sequence[Reason]) -> Pane:
    page_wh = page_size(result, picture.page) or picture.size_wh
    shapes, covered = _shapes(picture.page, page_wh, reasons)
    paged = f"Page {picture.page} of {len(result.pages)}" if len(result.pages) > 1 else ""
    what = f"{counted(covered, 'finding')} covered" if covered else "nothing covered"
    encoded = base64.b64encode(picture.jpeg).decode("ascii")
    return Pane(
        page=picture.page,
        label=paged,
        alt=f"{paged or 'Preview'}, {what}",
        page_wh=page_wh,
        picture_wh=picture.size_wh,
        shapes=shapes,
        pins=tuple(_pins(shapes, page_wh))[:_MAX_PINS],
        data_uri=f"data:image/jpeg;base64,{encoded}",
    )


def _shapes(
    page: int, page_wh: tuple[int, int], reasons: Sequence[Reason]
) -> tuple[tuple[Shape, ...], int]:
    """Return the page's outlines, large ones first so that small ones lie above, and how many
    findings they cover.
    """
    here = {
        reason: [f for f in reason.group.findings if f.page == page and f.polygon is not None]
        for reason in reasons
    }
    found = {reason: findings for reason, findings in here.items() if findings}
    drawn = [
        Shape(reason.number, reason.group.action, _path(points), bounding_box(points))
        for reason, outline in zip(found, outlines(list(found.values()), page_wh), strict=True)
        for points in outline
    ]
    drawn.sort(key=lambda s: -(s.box[2] - s.box[0]) * (s.box[3] - s.box[1]))
    return tuple(drawn[:_MAX_SHAPES]), sum(map(len, found.values()))


def _path(points: Points) -> str:
    return " ".join(f"{x:.0f},{y:.0f}" for x, y in points)


def _pins(shapes: Sequence[Shape], page_wh: tuple[int, int]) -> Iterator[Pin]:
    """Yield a number at each outline's top left; one that would hide another moves or goes."""
    taken: list[Pin] = []
    for shape in sorted(shapes, key=lambda s: s.number):
        corner = zip(shape.box[:2], page_wh, strict=True)
        x, y = (min(0.97, max(0.03, value / length)) for value, length in corner)
        for step in range(4):
            pin = Pin(shape.number, shape.action, min(0.97, x + step * _PIN_GAP), y)
            near = [t for t in taken if _is_near(t, pin)]
            if not near:
                taken.append(pin)
                yield Pin(pin.number, pin.action, round(100 * pin.x, 1), round(100 * pin.y, 1))
            if not near or any(t.number == pin.number for t in near):
                break


def _is_near(a: Pin, b: Pin) -> bool:
    # A hair less than the gap, so that a step of one gap always gets clear of rounding.
    return max(abs(a.x - b.x), abs(a.y - b.y)) < _PIN_GAP - 1e-9
