"""Where lines stand to one another, in the text's own reading direction.

Readers cut a printed row into boxes and a tilted page into slanted ones. Here boxes that continue
one another become a Run, the text that a person reads from left to right; and the question "what
stands below this label" is answered in the label's own direction, whatever way the photo is turned.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from phiscan.rules.date_shapes import lost_ends
from phiscan.rules.normalise import Normal, normalise, repair_numbers, word_bounds
from phiscan.types import Line, Points

Floats = NDArray[np.float64]
CELL_BREAK = "\t"
"""Stands in a run's text where a wide gap separates two columns."""

_MAX_TURN_DEG = 14.0  # perspective: neighbouring lines of one page differ by less
_MAX_GAP = 30.0  # text heights between two columns of one row
_WORD_GAP = 1.1  # text heights: a wider gap is another column
_MAX_ACROSS = 0.45  # text heights that a row's next box may lie higher or lower
_MARGIN = 0.5  # characters beyond those that a line lost
_MAX_SIZE_RATIO = 2.6  # a value may be printed larger than its label


@dataclass(frozen=True, eq=False)
class Cell:
    """One line as read: normalised text and the middle of its left and right end, in pixels."""

    line: Line = field(repr=False)
    normal: Normal = field(repr=False)
    start: tuple[float, float]
    end: tuple[float, float]
    height: float

    @property
    def text(self) -> str:
        """The normalised text."""
        return self.normal.text

    @cached_property
    def word_spans(self) -> tuple[tuple[int, int], ...]:
        """(start, end) of each whitespace-separated word of the normalised text."""
        spans, at = [], 0
        for word in self.text.split():
            at = self.text.index(word, at)
            spans.append((at, at + len(word)))
            at += len(word)
        return tuple(spans)

    def along(self, start: int, end: int) -> tuple[float, float]:
        """Return how far (0..1) along the line characters start..end of the text reach."""
        a, b = self.normal.original_span(start, end)
        spans = self.line.char_spans[a:b]
        return min(s[0] for s in spans), max(s[1] for s in spans)

    def point(self, t: float) -> tuple[float, float]:
        """Return the middle of the line at t (0 left end, 1 right end)."""
        (x0, y0), (x1, y1) = self.start, self.end
        return x0 + t * (x1 - x0), y0 + t * (y1 - y0)

    def polygon(self, start: int, end: int) -> Points:
        """Return the polygon of the words that characters start..end of the text lie in."""
        start, end = word_bounds(self.text, start, end)
        points = self.line.span_polygon(*self.normal.original_span(start, end))
        width = math.dist(self.start, self.end) / len(self.text)
        lost = lost_ends(self.text)
        before, after = (
            (chars + _MARGIN) * width * (chars > 0 and at)
            for chars, at in zip(lost, (start == 0, end == len(self.text)), strict=True)
        )
        return _stretched(points, before, after) if before or after else points


@dataclass(frozen=True, eq=False)
class Run:
    """Cells that continue one another, as one text; `owners[i]` is (cell, index) of `text[i]`.

    Characters that join two cells (a space, or CELL_BREAK between columns) have owner None.
    """

    cells: tuple[Cell, ...] = field(repr=False)
    text: str = field(repr=False)
    owners: tuple[tuple[int, int] | None, ...] = field(repr=False)
    index: int = 0
    seam: int = 0
    """Not 0: where the second of two wrapped lines begins (see Layout.wrapped)."""

    def is_across(self, start: int, end: int) -> bool:
        """Whether characters start..end lie on both sides of a seam, or there is none."""
        return not self.seam or start < self.seam < end

    @property
    def numbers_text(self) -> str:
        """The text, same length, with misread digits put right inside numbers."""
        return repair_numbers(self.text)

    def pieces(self, start: int, end: int) -> Iterator[tuple[Cell, int, int]]:
        """Yield (cell, start, end) for every cell that characters start..end of the run lie in."""
        spans: dict[int, tuple[int, int]] = {}
        for owner in self.owners[start:end]:
            if owner is not None:
                cell, at = owner
                low, high = spans.get(cell, (at, at + 1))
                spans[cell] = (min(low, at), max(high, at + 1))
        for cell, (low, high) in spans.items():
            stripped = self.cells[cell].text[low:high]
            lead = len(stripped) - len(stripped.lstrip())
            if stripped.strip():
                yield self.cells[cell], low + lead, low + lead + len(stripped.strip())

    def offset(self, cell: int) -> int:
        """Return where in the run's text a cell begins."""
        return self.owners.index((cell, 0))


@dataclass(frozen=True)
class Slice:
    """Characters start..end of a run."""

    run: Run = field(repr=False)
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters themselves."""
        return self.run.text[self.start : self.end]

    def part(self, start: int, end: int) -> Slice:
        """Return characters start..end of this slice."""
        return Slice(self.run, self.start + start, self.start + end)


def _stretched(points: Points, before: float, after: float) -> Points:
    """Return a line's outline, upper edge first, made longer by so many pixels at its ends."""
    edges = np.array(points).reshape(2, -1, 2)
    edges[1] = edges[1, ::-1].copy()
    for end, inner, by in ((0, 1, before), (-1, -2, after)):
        step = edges[:, end] - edges[:, inner]
        edges[:, end] += by * step / np.maximum(np.linalg.norm(step, axis=1, keepdims=True), 1e-6)
    return tuple((float(x), float(y)) for x, y in [*edges[0], *edges[1, ::-1]])


def make_cell(line: Line) -> Cell | None:
    """Return the cell of a line, None for a line without text."""
    normal = normalise(line.text)
    if not normal.text.strip():
        return None
    half = len(line.polygon) // 2
    (ax, ay), (bx, by) = line.polygon[0], line.polygon[-1]
    (cx, cy), (dx, dy) = line.polygon[half - 1], line.polygon[half]
    start, end = ((ax + bx) / 2, (ay + by) / 2), ((cx + dx) / 2, (cy + dy) / 2)
    return Cell(line, normal, start, end, max(line.height_px, 1.0))


class Layout:
    """Cells of one page, their runs in reading order, and what lies below what."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.cells = [cell for cell in map(make_cell, lines) if cell is not None]
        self._starts = np.array([c.start for c in self.cells], dtype=float).reshape(-1, 2)
        self._ends = np.array([c.end for c in self.cells], dtype=float).reshape(-1, 2)
        self._heights = np.array([c.height for c in self.cells], dtype=float)
        self._directions = _directions(self._starts, self._ends, self._heights)
        self.runs = self._make_runs()
        self._index = {id(c): i for i, c in enumerate(self.cells)}
        self._place = {id(c): (r, i) for r in self.runs for i, c in enumerate(r.cells)}

    def _make_runs(self) -> list[Run]:
        follows = _next_cells(self._starts, self._ends, self._heights, self._directions)
        followers = set(follows.values())
        order = sorted(range(len(self.cells)), key=lambda i: i in followers)
        chains, seen = [], set[int]()
        for head in order:  # heads first; what is left then could only be a ring
            chain = []
            at: int | None = head
            while at is not None and at not in seen:
                seen.add(at)
                chain.append(at)
                at = follows.get(at)
            if chain:
                chains.append(chain)
        chains.sort(key=lambda chain: self._reading_place(chain[0]))
        return [self._join(chain, index) for index, chain in enumerate(chains)]

    def _reading_place(self, cell: int) -> tuple[int, float, float]:
        """Sort key: lines of one direction together, then down the page, then along the row."""
        dx, dy = self._directions[cell]
        x, y = self._starts[cell]
        quarter = round(math.degrees(math.atan2(dy, dx)) / 90) % 4
        return quarter, float(-dy * x + dx * y), float(dx * x + dy * y)

    def _join(self, chain: Sequence[int], index: int) -> Run:
        text, owners = "", list[tuple[int, int] | None]()
        for order, cell in enumerate(chain):
            if order:
                text += CELL_BREAK if self._gap(chain[order - 1], cell) > _WORD_GAP else " "
                owners.append(None)
            text += self.cells[cell].text
            owners.extend((order, i) for i in range(len(self.cells[cell].text)))
        return Run(tuple(self.cells[c] for c in chain), text, tuple(owners), index)

    def _gap(self, left: int, right: int) -> float:
        """Distance between two cells in heights of the smaller one."""
        distance = float(np.dot(self._starts[right] - self._ends[left], self._directions[left]))
        return distance / float(min(self._heights[left], self._heights[right]))

    def wrapped(self, cut: re.Pattern[str]) -> Iterator[Run]:
        """Yield two lines as one where the upper one ends in what `cut` matches: 555-010-."""
        for run in self.runs:
            for order, cell in enumerate(run.cells):
                if not cut.search(cell.text):
                    continue
                start = run.offset(order)
                whole = Slice(run, start, start + len(cell.text))
                below = next(self.below(whole, None, reach=2.0), None)
                for lower, *_ in below.run.pieces(below.start, below.end) if below else ():
                    yield _two_lines(cell, lower)
                    break

    def below(self, label: Slice, until: Slice | None, *, reach: float = 3.4) -> Iterator[Slice]:
        """Yield what stands under a label, nearest first: the words inside its column.

        `until` is the next label to the right, where the column ends; `reach` is in text heights.
        """
        pieces = list(label.run.pieces(label.start, label.end))
        if not pieces:
            return
        cell, start, end = pieces[0]
        t0, t1 = cell.along(start, end)
        origin = np.array(cell.point(t0))
        direction = self._directions[self._index[id(cell)]]
        width = float(np.linalg.norm(np.array(cell.point(t1)) - origin))
        column = (-1.2 * cell.height, max(width, 9 * cell.height) + 2 * cell.height)
        if until is not None and (right := next(until.run.pieces(until.start, until.end), None)):
            far = np.array(right[0].point(right[0].along(right[1], right[2])[0]))
            column = (column[0], float(np.dot(far - origin, direction)) - 0.4 * cell.height)
        for found in self._cells_under(origin, direction, cell.height, column, reach):
            words = self._words_in_column(found, origin, direction, column)
            if words is not None:
                yield words

    def _cells_under(
        self, origin: Floats, direction: Floats, height: float,
        column: tuple[float, float], reach: float,
    ) -> list[int]:  # fmt: skip
        normal = np.array([-direction[1], direction[0]])
        u0, u1 = (self._starts - origin) @ direction, (self._ends - origin) @ direction
        v = ((self._starts + self._ends) / 2 - origin) @ normal
        size = np.maximum(self._heights, height)
        turn = self._directions @ direction
        hits = np.flatnonzero(
            (v > 0.55 * size) & (v < reach * size + 0.5 * self._heights)
            & (u1 > column[0]) & (u0 < column[1])
            & (turn > math.cos(math.radians(_MAX_TURN_DEG)))
        )  # fmt: skip
        return sorted((int(i) for i in hits), key=lambda i: float(v[i]))

    def _words_in_column(
        self, index: int, origin: Floats, direction: Floats, column: tuple[float, float]
    ) -> Slice | None:
        cell = self.cells[index]
        inside = []
        for start, end in cell.word_spans:
            t0, t1 = cell.along(start, end)
            left, middle = (
                float(np.dot(np.array(cell.point(t)) - origin, direction))
                for t in (t0, (t0 + t1) / 2)
            )
            # A word belongs to the column it begins in, or mostly lies in.
            if column[0] <= left < column[1] and middle < column[1] + cell.height:
                inside.append((start, end))
        if not inside:
            return None
        run, order = self._place[id(cell)]
        offset = run.offset(order)
        return Slice(run, offset + inside[0][0], offset + inside[-1][1])


def _two_lines(upper: Cell, lower: Cell) -> Run:
    owners = [(0, i) for i in range(len(upper.text))], [(1, i) for i in range(len(lower.text))]
    seam = len(upper.text) + 1
    text = f"{upper.text} {lower.text}"
    return Run((upper, lower), text, (*owners[0], None, *owners[1]), index=-1, seam=seam)


def _directions(starts: Floats, ends: Floats, heights: Floats) -> Floats:
    """Return (n, 2) unit reading directions; short cells borrow from longer ones near them.

    The ends of a two-letter box say little about its slant, so its direction is averaged with that
    of longer cells that point roughly the same way and stand close by.
    """
    if not len(starts):
        return np.zeros((0, 2))
    vectors = ends - starts
    lengths = np.maximum(np.linalg.norm(vectors, axis=1), 1e-6)
    units = vectors / lengths[:, None]
    middles = (starts + ends) / 2
    apart = np.linalg.norm(middles[:, None] - middles[None], axis=2)
    near = 1.0 / (1.0 + apart / (6.0 * heights[:, None]))
    alike = (units @ units.T > math.cos(math.radians(_MAX_TURN_DEG))).astype(float)
    weights = near * alike * (lengths / np.maximum(heights, 1.0))[None] ** 2
    mean = weights @ units
    smooth: Floats = mean / np.maximum(np.linalg.norm(mean, axis=1), 1e-9)[:, None]
    return smooth


def _next_cells(
    starts: Floats, ends: Floats, heights: Floats, directions: Floats
) -> dict[int, int]:
    """Return for each cell the one that continues its row, where both choose each other."""
    if len(starts) < 2:
        return {}
    step = starts[None] - ends[:, None]
    both = directions[:, None] + directions[None]
    both /= np.maximum(np.linalg.norm(both, axis=2), 1e-9)[..., None]
    along = (step * both).sum(axis=2)
    across = np.abs(step[..., 1] * both[..., 0] - step[..., 0] * both[..., 1])
    small = np.minimum(heights[:, None], heights[None])
    large = np.maximum(heights[:, None], heights[None])
    fits = (
        (directions @ directions.T > math.cos(math.radians(_MAX_TURN_DEG)))
        & (along > -0.7 * small)
        & (((starts[None] - starts[:, None]) * both).sum(axis=2) > 0)
        & (along < _MAX_GAP * large)
        & (across < _MAX_ACROSS * large + 0.012 * np.maximum(along, 0))
        & (large < _MAX_SIZE_RATIO * small)
    )
    np.fill_diagonal(fits, False)
    cost = np.where(fits, np.maximum(along, 0) + 4 * across, np.inf)
    rightwards, leftwards = cost.argmin(axis=1), cost.argmin(axis=0)
    return {
        i: int(j)
        for i, j in enumerate(rightwards)
        if math.isfinite(cost[i, j]) and leftwards[j] == i
    }
