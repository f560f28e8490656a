"""Signatures: ink where a page asks for one, which is no printed line.

Nobody reads a scrawl, so its place tells it: beside or above "Signature", below "Sincerely", above
a clinician's printed name. There the page is set upright by its print, rules and printed lines are
taken away, and what is left must look like a pen's: thin strokes that hang together over more than
a letter. Ink that the reader took for words counts too when it stands there larger than the print.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan.detectors._pen_strokes import (
    LEAST_WIDE,
    PX,
    Box,
    Gray,
    fits,
    ink_of,
    is_cut,
    is_pen,
    strokes_of,
    without_rules,
)
from phiscan.rules.layout import Cell, make_cell
from phiscan.rules.page import Page
from phiscan.rules.unread import is_sure
from phiscan.types import Category, Finding, Line, Photo, Pixels, Points

DETECTOR = "signatures"
_REASON = "A signature: a person's name in their own hand."
_SCORE = 0.7

Corners = NDArray[np.float64]

_LABEL = re.compile(
    r"^\W*(?:[\w'’/.()-]+ ){0,3}?"
    r"(?:(?:signature|signatory|unterschrift|firma|assinatura|handtekening)s?\b"
    r"(?: of(?: the)? [\w/]+)?(?=\W*$|[ ]?[:_.x(]|[ ][^\W\d_a-z])"
    r"|signed(?: by)?(?=[ ]?[:_]|$)|signed by(?= [^\W\d_a-z])|sign here)[\W_]*",
    re.I,
)
_ANOTHER_LABEL = re.compile(
    r"\W*(?:date|time|print|printed|name|relation\w*|title|tel|phone)(?![^\W_])", re.I
)
_MACHINE = re.compile(r"electronic|digital|e-sign|docusign", re.I)
_CLOSING = re.compile(
    r"^(?:yours|sincerely|respectfully|(?:with )?(?:kind|best|warm)(?:est)? (?:regards|wishes)"
    r"|(?:with )?regards|cordially|many thanks)\b.{0,14}$",
    re.I,
)
_SIGNER = re.compile(
    r"^(?:Dr|Prof)\b\.? ?[^\W\d_]|,? ?\b(?:M\.?D|D\.?O|NP|RN|PA-C|FNP|MBBS|MBChB|FRC[A-Z]{1,3}|DDS"
    r"|PharmD|PhD)\.?$|^Date\b(?! of\b)"
)
_MOST_WORDS = 6

_MORE_WIDE, _MORE_HIGH = 8.0, 4.5
"""Text heights by which a place is widened for ink that goes on over its edge."""
_BLANKED = 0.7 * PX
"""Pixels round a printed line, half of them outside, that are taken away with it."""
_HAND, _LARGE_HAND = 1.3, 1.5
"""Times the print's height; handwriting beside it is larger."""
_INITIAL = re.compile(r"\S{1,2}[.,] ?\S[^\d]{2,30}$")
_SAME_NAME = 0.75
_PRINT = 0.93


@dataclass(frozen=True)
class Place:
    """Where a signature may stand: a rectangle in text heights from `origin`, along the print.

    `by` is the line that tells so.
    """

    by: Line
    origin: tuple[float, float]
    along: tuple[float, float]
    height: float
    box: tuple[float, float, float, float]

    def matrix(self) -> NDArray[np.float64]:
        """Return the (2, 3) map from the photo to the upright rectangle, PX a text height."""
        scale = PX / self.height
        (ux, uy), (x, y) = self.along, self.origin
        turn = scale * np.array([(ux, uy), (-uy, ux)])
        corner = PX * np.array(self.box[:2])
        return np.column_stack([turn, -turn @ np.array((x, y)) - corner])

    def widened(self) -> Place:
        """Return a place that reaches further up and to both sides."""
        x0, y0, x1, y1 = self.box
        return replace(self, box=(x0 - _MORE_WIDE, y0 - _MORE_HIGH, x1 + _MORE_WIDE, y1))

    @property
    def size_wh(self) -> tuple[int, int]:
        """The upright rectangle's size in pixels."""
        x0, y0, x1, y1 = self.box
        return round((x1 - x0) * PX), round((y1 - y0) * PX)


def find_signatures(
    photo: Photo, lines: Sequence[Line], *, is_medical: bool = False
) -> Iterator[Finding]:
    """Yield the signatures of a patient's page, each place once; none on other pages.

    `lines` are what was read of the photo; `is_medical` when the page is known to be a patient's,
    whatever they say.
    """
    places = list(_places(lines))
    if not places or not (is_medical or Page(lines, number=photo.page).is_medical):
        return
    taken: list[tuple[float, float, float, float]] = []
    for place, name in places:
        polygon = _signed(photo.pixels, place, lines, name)
        if polygon is None or any(_overlap(_bounds(polygon), box) for box in taken):
            continue
        taken.append(_bounds(polygon))
        yield Finding(
            category=Category.SIGNATURE,
            score=_SCORE,
            reason=_REASON,
            detector=DETECTOR,
            polygon=polygon,
            page=photo.page,
            tags=frozenset({"medical"}),
        )


def _places(lines: Sequence[Line]) -> Iterator[tuple[Place, str | None]]:
    """Yield places, and the printed name below one; None where any words are the signature's."""
    cells = [cell for cell in map(make_cell, lines) if cell is not None]
    for cell in cells:
        text = cell.text.strip()
        label = None if _MACHINE.search(text) else _LABEL.match(text)
        if label and len(text[: label.end()].split()) <= _MOST_WORDS:
            length = _length(cell)
            end = cell.along(0, label.end())[1] * length
            yield _place(cell, (end + 0.2, -2.8, end + 22.0, 2.0)), None
            yield _place(cell, (-1.0, -4.5, max(length, 16.0), 0.5)), ""
        elif _CLOSING.match(text):
            name_follows = _has_name_below(cell, cells)
            yield _place(cell, (-1.5, 0.7, 20.0, 7.0)), None if name_follows else ""
        elif len(text.split()) <= _MOST_WORDS and _SIGNER.search(text):
            yield _place(cell, (-1.5, -4.5, max(_length(cell), 12.0) + 2, 0.5)), text


def _place(cell: Cell, box: tuple[float, float, float, float]) -> Place:
    along = np.subtract(cell.end, cell.start)
    u = along / max(float(np.hypot(*along)), 1e-6)
    return Place(cell.line, cell.start, (float(u[0]), float(u[1])), cell.height, box)


def _length(cell: Cell) -> float:
    return float(np.hypot(*np.subtract(cell.end, cell.start))) / cell.height


def _has_name_below(closing: Cell, cells: Iterable[Cell]) -> bool:
    """Whether two lines stand below a closing: the first is the signature, then the name."""
    frame = _place(closing, (-1.5, 0.7, 12.0, 9.0))
    inside = [c for c in cells if c is not closing and _is_in(frame, c.start)]
    return len(inside) >= 2


def _is_in(place: Place, point: tuple[float, float]) -> bool:
    x, y = place.matrix() @ np.array([*point, 1.0])
    width, height = place.size_wh
    return bool(0 <= x < width and 0 <= y < height)


def _signed(pixels: Pixels, place: Place, lines: Sequence[Line], name: str | None) -> Points | None:
    """Return the outline of the signature in a place, None where there is none.

    What goes on over the place's edge is looked at in a wider one: a scrawl may be as high as four
    lines, but a sheet's rim or a drawing goes on and on.
    """
    hands, strokes = _seen(pixels, place, lines, name)
    cut = [box for box in strokes if is_cut(box, place.size_wh)]
    own = [box for box in strokes if name is None or box not in cut]
    if cut:
        wide = place.widened()
        written = [box for box in _seen(pixels, wide, lines, name, hands)[1]
                   if not is_cut(box, wide.size_wh) and _reaches(box, wide, place)]  # fmt: skip
        if is_pen(written) and _is_wider_than_high(written) and fits(written):
            boxes = [_box(_moved(hand, wide.matrix())) for hand in hands]
            return _outline([*boxes, *written], wide.matrix())
    is_ink = is_pen(own) and fits(own)
    boxes = [_box(_moved(hand, place.matrix())) for hand in hands] + own * is_ink
    return _outline(boxes, place.matrix()) if boxes else None


def _seen(
    pixels: Pixels,
    place: Place,
    lines: Sequence[Line],
    name: str | None,
    known: Sequence[Line] | None = None,
) -> tuple[list[Line], list[Box]]:
    """Return the lines in a place that are the signature, and the boxes of its strokes of ink.

    `known` are such lines as are known already.
    """
    matrix, size_wh = place.matrix(), place.size_wh
    patch = cv2.warpAffine(
        pixels, matrix, size_wh, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE
    )
    inside = [(line, at) for line in lines if _meets(at := _moved(line, matrix), size_wh)]
    ink = without_rules(ink_of(_gray(patch)))
    hands = _hands(inside, place, name) if known is None else known
    printed = [
        at for line, at in inside if _is_print(line) and not any(line is hand for hand in hands)
    ]
    for corners in printed:
        _blank(ink, corners)
    return list(hands), [_into_print(box, printed) for box in strokes_of(ink)]


def _is_wider_than_high(strokes: Sequence[Box]) -> bool:
    """Whether strokes together lie, as names do; a portrait or a drawing stands."""
    x0, y0 = (min(b[i] for b in strokes) for i in (0, 1))
    x1, y1 = (max(b[i] for b in strokes) for i in (2, 3))
    return x1 - x0 >= y1 - y0


def _into_print(box: Box, printed: Sequence[Corners]) -> Box:
    """Return a stroke's box, a line longer where print that was taken away cuts its lower end."""
    x0, _, x1, y1 = box
    tops = [p[:, 1].min() for p in printed if p[:, 0].min() < x1 and p[:, 0].max() > x0]
    is_cut = any(-_BLANKED <= top - y1 <= _BLANKED for top in tops)
    return (*box[:3], y1 + PX) if is_cut else box


def _reaches(box: Box, wide: Place, place: Place) -> bool:
    """Whether part of what was seen in a wider place lies in the place itself."""
    left, top = (PX * (place.box[i] - wide.box[i]) for i in (0, 1))
    width, height = place.size_wh
    return box[0] < left + width and box[2] > left and box[1] < top + height and box[3] > top


def _gray(patch: Any) -> Gray:
    return np.asarray(cv2.cvtColor(patch, cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def _moved(line: Line, matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    points = np.array(line.polygon, dtype=np.float64)
    return np.asarray(points @ matrix[:, :2].T + matrix[:, 2])


def _meets(corners: Corners, size_wh: tuple[int, int]) -> bool:
    low, high = corners.min(axis=0), corners.max(axis=0)
    return bool((high > 0).all() and (low < size_wh).all())


def _is_print(line: Line) -> bool:
    """Whether what was read is printed words: of a scrawl the reader makes a few unsure letters."""
    return is_sure(line) and (line.score >= _PRINT or bool(_ANOTHER_LABEL.match(line.text.strip())))


def _hands(inside: Sequence[tuple[Line, Corners]], place: Place, name: str | None) -> list[Line]:
    """Return the lines seen as text that are the signature.

    Beside its label or under a closing that is the first line, and what is larger than the print.
    Elsewhere what was read may be print: only the printed name once more counts, or an initial and
    a name in far larger letters.
    """
    words = [
        (line, at)
        for line, at in inside
        if line is not place.by and _is_word(line, at, place.size_wh)
    ]
    if name is not None:
        return [line for line, _ in words if _is_signed_name(line, name, place.height)]
    first = min((at.mean(axis=0)[1] for _, at in words), default=0.0)
    return [
        line
        for line, at in words
        if at.mean(axis=0)[1] == first or line.height_px > _HAND * place.height
    ]


def _is_signed_name(line: Line, name: str, height: float) -> bool:
    if line.height_px > _LARGE_HAND * height and _INITIAL.match(line.text.strip()):
        return True
    printed = re.findall(r"[^\W\d_]{4,}", name)
    return any(
        SequenceMatcher(None, word.lower(), known.lower()).ratio() >= _SAME_NAME
        for word in re.findall(r"[^\W\d_]{4,}", line.text)
        for known in printed
    )


def _is_word(line: Line, corners: Corners, size_wh: tuple[int, int]) -> bool:
    middle = corners.mean(axis=0)
    is_inside = bool((middle > 0).all() and (middle < size_wh).all())
    is_wide = float(np.ptp(corners[:, 0])) > LEAST_WIDE * PX
    is_name = any(map(str.isalpha, line.text)) and not _ANOTHER_LABEL.match(line.text.strip())
    return is_inside and is_wide and is_name


def _blank(ink: Gray, corners: Corners) -> None:
    cv2.fillPoly(ink, [np.round(corners).astype(np.int32)], 0)
    cv2.polylines(ink, [np.round(corners).astype(np.int32)], True, 0, round(_BLANKED))


def _box(corners: Corners) -> Box:
    (x0, y0), (x1, y1) = corners.min(axis=0), corners.max(axis=0)
    return float(x0), float(y0), float(x1), float(y1)


def _outline(boxes: Sequence[Box], matrix: NDArray[np.float64]) -> Points:
    """Return the rectangle around boxes with a margin, in the photo's pixels."""
    margin = 0.3 * PX
    x0, y0 = min(b[0] for b in boxes) - margin, min(b[1] for b in boxes) - margin
    x1, y1 = max(b[2] for b in boxes) + margin, max(b[3] for b in boxes) + margin
    back = cv2.invertAffineTransform(matrix)
    corners = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)]) @ back[:, :2].T + back[:, 2]
    return tuple((float(x), float(y)) for x, y in corners)


def _bounds(polygon: Points) -> Box:
    return _box(np.array(polygon))


def _overlap(first: Box, second: Box) -> bool:
    x0, y0 = max(first[0], second[0]), max(first[1], second[1])
    x1, y1 = min(first[2], second[2]), min(first[3], second[3])
    smaller = min((b[2] - b[0]) * (b[3] - b[1]) for b in (first, second))
    return x1 > x0 and y1 > y0 and (x1 - x0) * (y1 - y0) > 0.5 * smaller
