"""The default reader: PP-OCRv6 (small) from the rapidocr wheel, run by phiscan itself.

rapidocr's own pipeline is not used: it shrinks to 2,000 px, drops what it is unsure of, knows only
0 and 180 degrees, and fetches strings that look like addresses. Here every photo is looked at in
several scales, every line is read in the direction that reads best, and nothing is dropped
silently: a line that could not be read keeps its place with an empty text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest

import numpy as np

from phiscan._deadline import Deadline
from phiscan._models import find_weights
from phiscan._recall import Recall, RecallingModel
from phiscan._runtime import Model, open_model
from phiscan.ocr import detection
from phiscan.ocr.base import Reading
from phiscan.ocr.boxes import TextBox, beside, drop_duplicates
from phiscan.ocr.chances import Chance, chances
from phiscan.ocr.noise import calmed
from phiscan.ocr.quads import Quad, grow, size_of, turn
from phiscan.ocr.recognition import CropText, Pyramid, recognise
from phiscan.ocr.tiles import Tile
from phiscan.options import ScanOptions
from phiscan.types import Line, Photo, Pixels

NAME = "ppocr"
SECOND_LOOK_PX = 1792
"""The long side of the check on a safe copy: one that the first reading does not use."""
_SURELY_TEXT = 0.65
"""The detector's score from which a line that nobody can read is kept as text that was seen."""
_VOTERS = 4
_CLEAR_VOTE = 4.0
"""Readings' worth by which one direction must win before nobody else is asked."""
_CLEAR_SCORE, _CLEAR_LETTERS = 0.95, 6
"""A line read so surely stands upright: of 255 in 98 rendered photos none was on its head."""
_VOTER_RATIO = 10.0
"""Length over height from which a line tells no more about its direction, only costs more."""
_SETTLED_PX = 8.0
"""Least height in the first look, in its own pixels, of a line that needs no closer look."""
_UPRIGHT_RATIO = 1.5


@dataclass
class _Candidate:
    """A text box with its best reading so far and the direction it was read in."""

    box: TextBox
    is_tall: bool
    quad: Quad
    reading: CropText | None = None
    back: CropText | None = None
    """What it says when it is read standing on its head, where that was tried."""

    was_turned: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether it needs no other try."""
        return self.reading is not None and self.reading.score >= _thresholds()["sure"]

    @property
    def is_legible(self) -> bool:
        """Whether its text holds more than a sign or two."""
        reading = self.reading
        legible = reading is not None and reading.score >= _thresholds()["legible"]
        return legible and reading is not None and len(reading.text.strip()) > 2

    def head_over_heels(self) -> None:
        """Read it the other way round from now on."""
        self.quad = turn(self.quad, 2)
        self.reading, self.back = self.back, self.reading


def read(
    photos: Sequence[Photo],
    options: ScanOptions,
    deadline: Deadline,
    aims: Sequence[Sequence[Tile]] = (),
) -> list[Reading]:
    """Read all text in each photo, every view of it; one Reading a photo.

    `aims` are, for each photo, the (x0, y0, x1, y1) of what may carry print.
    """
    readings = []
    for photo, aim in zip(photos, aims or [()] * len(photos), strict=True):
        scales = detection.scales_for(photo.size_wh)
        views = [_read(p, scales, options, deadline, aim) for p in (photo.pixels, *photo.views)]
        lines = tuple(line for view in views for line in view.lines)
        missed = tuple(miss for view in views for miss in view.not_examined)
        readings.append(Reading(lines, missed))
    return readings


def read_again(
    photo: Photo, options: ScanOptions, deadline: Deadline, recall: Recall | None = None
) -> Reading:
    """Read one photo everywhere at a scale that `read` does not use.

    What `recall` knows of an earlier round is not asked again.
    """
    scale = SECOND_LOOK_PX / max(photo.size_wh)
    return _read(photo.pixels, [round(min(1.5, scale), 4)], options, deadline, recall=recall)


def _read(
    pixels: Pixels,
    scales: list[float],
    options: ScanOptions,
    deadline: Deadline,
    aims: Sequence[Tile] = (),
    recall: Recall | None = None,
) -> Reading:
    pixels = calmed(pixels)
    det, rec = open_model("ppocr_det", options), open_model("ppocr_rec", options)
    if recall is not None:
        rec = RecallingModel("ppocr_rec", rec, recall)
    # "All text" means what the detector takes for text: nothing passes over a tile before it.
    gate = None if options.redact_all_text else open_model("text_gate", options)
    page = _Page(Pyramid(pixels), rec)
    first = detection.find_text(pixels, det, scales, deadline, page.settled, (), gate, recall)
    read, missed = page.read(first.boxes), first.missed
    size_wh = pixels.shape[1], pixels.shape[0]
    for chance in list(chances(read, size_wh, scales[0], aims)) if len(scales) > 1 else ():
        sure = [chance.there(c.box) for c in read if c.is_sure]
        more = detection.find_text(
            chance.cut(pixels), det, chance.scales, deadline,
            partial(_settled, page, chance, sure), chance.seen(first.looked_at), gate,
        )  # fmt: skip
        boxes = [chance.back(box) for box in beside(more.boxes, sure)]
        read, missed = page.best(read, boxes), missed + more.missed
    return Reading(tuple(_lines(read)), tuple(dict.fromkeys(missed)))


def _settled(
    page: _Page, chance: Chance, sure: list[TextBox], boxes: list[TextBox]
) -> list[TextBox]:
    """Return what needs no closer look in a second chance: lines read before, or surely now."""
    back = {chance.back(box): box for box in beside(boxes, sure)}
    return [*sure, *(back[box] for box in page.settled(list(back)))]


def _thresholds() -> dict[str, float]:
    thresholds: dict[str, float] = find_weights("ppocr_rec").config["thresholds"]
    return thresholds


class _Page:
    """Reads the text boxes of one photo; what was read once is not read again."""

    def __init__(self, pyramid: Pyramid, model: Model) -> None:
        self._pyramid, self._model = pyramid, model
        self._known: dict[TextBox, _Candidate] = {}
        self._forward = {False: 0.0, True: 0.0}
        """How much better lines (wide ones, tall ones) read ahead than standing on their heads."""

    def settled(self, boxes: list[TextBox]) -> list[TextBox]:
        """Return the boxes of a first look that are read so surely that no closer one is needed."""
        large = [b for b in boxes if min(size_of(b.quad)) * b.scale >= _SETTLED_PX]
        sure = _thresholds()["settled"]
        return [
            c.box
            for c in self._candidates(large)
            if c.reading and c.reading.score >= sure and len(c.reading.text.strip()) > 1
        ]

    def read(self, boxes: Sequence[TextBox]) -> list[_Candidate]:
        """Read boxes, each in the direction that reads best."""
        candidates = self._candidates(boxes)
        unsure = [c for c in candidates if not c.is_sure and not c.was_turned]
        for quarter_turns in (2, 1):
            _try_turned(unsure, quarter_turns, self._pyramid, self._model)
        for candidate in unsure:
            candidate.was_turned = True
        return candidates

    def best(self, read: Sequence[_Candidate], boxes: Sequence[TextBox]) -> list[_Candidate]:
        """Read further boxes too and keep, of those that outline the same text, the surer."""
        candidates = [*read, *self.read(boxes)]
        sure = {c.box for c in candidates if c.is_sure}
        kept = set(drop_duplicates([c.box for c in candidates], sure))
        return [c for c in candidates if c.box in kept]

    def _candidates(self, boxes: Sequence[TextBox]) -> list[_Candidate]:
        """Return the boxes' candidates in order, each read once in its photo's direction."""
        new = [_candidate(box) for box in boxes if box not in self._known]
        for is_tall in (False, True):
            self._settle_direction([c for c in new if c.is_tall is is_tall], is_tall)
        _read_all(new, self._pyramid, self._model)
        self._known.update((c.box, c) for c in new)
        return [self._known[box] for box in boxes]

    def _settle_direction(self, group: list[_Candidate], is_tall: bool) -> None:
        """Let long lines vote whether this photo's text stands on its head."""
        voters = sorted(group, key=lambda c: -min(_VOTER_RATIO, _ratio(c.quad)))[: 2 * _VOTERS]
        for some in (voters[:_VOTERS], voters[_VOTERS:]):
            if some and abs(self._forward[is_tall]) < _CLEAR_VOTE:
                self._forward[is_tall] += _vote(some, self._pyramid, self._model)
        if self._forward[is_tall] < 0:
            for candidate in group:
                candidate.head_over_heels()


def _lines(read: Sequence[_Candidate]) -> list[Line]:
    lines = [(c.box, _line(c)) for c in read]
    return [line for box, line in lines if line.text or box.score >= _SURELY_TEXT]


def _ratio(quad: Quad) -> float:
    length, height = size_of(quad)
    return length / max(height, 1e-6)


def _candidate(box: TextBox) -> _Candidate:
    length, height = size_of(box.quad)
    is_tall = height >= _UPRIGHT_RATIO * length
    # A tall box is read from bottom to top first: a page turned a quarter anticlockwise.
    return _Candidate(box, is_tall, turn(box.quad, 3) if is_tall else box.quad)


def _vote(voters: Sequence[_Candidate], pyramid: Pyramid, model: Model) -> float:
    """Read lines both ways; return how much more the readings ahead are worth.

    Where most read surely ahead there is no doubt, and nobody reads them backwards.
    """
    crops = [pyramid.crop(_to_read(c.quad)) for c in voters]
    ahead = recognise(crops, model)
    is_clear = 2 * sum(map(_is_upright, ahead)) > len(ahead)
    turned = [] if is_clear else [np.ascontiguousarray(crop[::-1, ::-1]) for crop in crops]
    back = recognise(turned, model)
    for candidate, reading, other in zip_longest(voters, ahead, back):
        candidate.reading, candidate.back = reading, other
    return sum(map(_worth, ahead)) - sum(map(_worth, back))


def _is_upright(reading: CropText) -> bool:
    """Whether a line is so surely read that it cannot stand on its head; digits alone may."""
    return reading.score >= _CLEAR_SCORE and sum(map(str.isalpha, reading.text)) >= _CLEAR_LETTERS


def _worth(reading: CropText) -> float:
    return float(reading.score**2 * len(reading.text.strip()) ** 0.5)


def _read_all(candidates: Sequence[_Candidate], pyramid: Pyramid, model: Model) -> None:
    unread = [c for c in candidates if c.reading is None]
    crops = [pyramid.crop(_to_read(c.quad)) for c in unread]
    for candidate, reading in zip(unread, recognise(crops, model), strict=True):
        candidate.reading = reading


def _try_turned(
    candidates: Sequence[_Candidate], quarter_turns: int, pyramid: Pyramid, model: Model
) -> None:
    """Read unsure lines in another direction and keep what reads better."""
    if quarter_turns % 2:  # a short word may be as high as wide: only then is a quarter turn likely
        candidates = [c for c in candidates if 0.5 < size_of(c.quad)[0] / size_of(c.quad)[1] < 2]
    quads = [turn(c.quad, quarter_turns) for c in candidates]
    readings = recognise([pyramid.crop(_to_read(q)) for q in quads], model)
    for candidate, quad, reading in zip(candidates, quads, readings, strict=True):
        if candidate.reading is None or _worth(reading) > _worth(candidate.reading) * 1.1:
            candidate.quad, candidate.reading = quad, reading


def _to_read(quad: Quad) -> Quad:
    """Return what the recogniser is shown: air at both ends, where the detector cuts close, and
    less of it above and below, so that the letters fill the crop.
    """
    height = size_of(quad)[1]
    return grow(quad, 0.1 * height, -0.08 * height)


def _line(candidate: _Candidate) -> Line:
    reading = candidate.reading
    assert reading is not None
    text, spans = reading.text, reading.spans
    legible = find_weights("ppocr_rec").config["thresholds"]["legible"]
    if reading.score < legible or not text.strip():
        text, spans = "", ()
    folded = [(unicodedata.normalize("NFKC", c), s) for c, s in zip(text, spans, strict=True)]
    # Fullwidth forms become plain ones; a character that turns into several shares its span.
    text = "".join(c for c, _ in folded)
    spans = tuple(s for c, s in folded for _ in c)
    quad = grow(candidate.quad, 0.1 * size_of(candidate.quad)[1], 0.0)
    corners = tuple((float(x), float(y)) for x, y in quad)
    return Line(text, corners, reading.score, spans, source=NAME)
