"""Stretches of text along their baselines: how far to cover them, and what lies between them.

All points are pixels of the upright photo. A run's points are its upper edge in reading direction,
then its lower edge back: four for a straight line, 2n for one that bends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress, pairwise

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from phiscan.ink import Blank

_ACROSS, _ALONG = 0.05, 0.35
"""Growth relative to the text's height. Across the line a reader's outline is loose already; along
it the place of a single letter is a guess, and the last one is what it cuts off."""
_RUN_HEIGHTS, _RUN_STEP_HEIGHTS = 7.25, 2.0
"""A covered name is this many text heights long (some 14 letters), or whole steps longer."""
_GAP_HEIGHTS = 3.0
"""Two covered stretches of one line closer than this become one."""
_TEXT_SHARE = 0.65
"""Text height as a part of a reader's outline: 24 to 36 px for letters of 18 px."""
_ROOM_ABOVE, _ROOM_BELOW, _LESS_PER_PX = (0.19, 0.05, 0.15), (0.1, 0.0, 0.06), 0.0009
"""What is blank above and below the text in a reader's outline, for an outline of no height, at
least and at most; less with each pixel of its height, since small print is outlined more loosely.
At least so much, give or take a pixel, in 97 % of 2,767 outlines on rendered photos; every cover
grows by more pixels than that. Outlines given by a caller are tight."""
_WORD_GAP = 0.25
"""So much blank, relative to the outline's height and beside the little that is left round the ink,
is between words and not between letters: no letter was cut off there."""
_LINE_SHAPE = 0.4
"""A polygon narrower than this times its height is no line read in the direction it claims."""

Corners = NDArray[np.float64]
"""(N, 2) x, y."""


@dataclass(frozen=True, eq=False)
class Run:
    """A stretch of text. `slack` is the text's height as a part of the outline's.

    `tells_by_length`: how long it is narrows down what it says. `is_apart`: whether blank was seen
    before its first letter and behind its last.
    """

    points: Corners
    slack: float = 1.0
    tells_by_length: bool = False
    is_apart: tuple[bool, bool] = (False, False)

    @cached_property
    def start(self) -> Corners:
        """(2, 2): upper and lower point where the text begins."""
        return self.points[[0, -1]]

    @cached_property
    def end(self) -> Corners:
        """(2, 2): upper and lower point where the text ends."""
        half = len(self.points) // 2
        return self.points[[half - 1, half]]

    @cached_property
    def height(self) -> float:
        """Text height in pixels, the larger of both ends, without the outline's slack."""
        edges = (self.start, self.end)
        outline = max(float(np.linalg.norm(edge[0] - edge[1])) for edge in edges)
        return max(1.0, self.slack * outline)

    @cached_property
    def length(self) -> float:
        """Distance from start to end in pixels."""
        return float(np.linalg.norm(self.end.mean(axis=0) - self.start.mean(axis=0)))

    @cached_property
    def direction(self) -> Corners:
        """Unit vector in which the text runs out at its end."""
        half = len(self.points) // 2
        upper = self.points[half - 1] - self.points[half - 2]
        lower = self.points[half] - self.points[(half + 1) % len(self.points)]
        return _unit(upper + lower)

    @cached_property
    def origin(self) -> Corners:
        """Unit vector from which the text comes at its start."""
        return _unit(self.points[0] - self.points[1] + self.points[-1] - self.points[-2])

    @cached_property
    def is_line(self) -> bool:
        """Whether the points can be a line of text read from first to second point."""
        return self.length >= _LINE_SHAPE * self.height

    def pad(self, least_px: float) -> float:
        """Return the growth across the line, in pixels."""
        return max(least_px, _ACROSS * self.height)


def _unit(way: Corners) -> Corners:
    return np.asarray(way / max(1e-9, float(np.linalg.norm(way))))


def read_run(points: Corners, ink: Blank | None = None, *, tells_by_length: bool) -> Run:
    """Return the run of text inside a reader's loose (N, 2) outline, less the room round it.

    `ink` says how much of this outline is blank, where its pixels do. Outlines that bend, and
    those whose upper edge may be another one, keep their room.
    """
    run = Run(points, tells_by_length=tells_by_length)
    if len(points) != 4 or run.length < run.height:
        return Run(points, _TEXT_SHARE, tells_by_length)
    seen = ink or Blank()
    above = max(_room(_ROOM_ABOVE, run.height), seen.above)
    below = max(_room(_ROOM_BELOW, run.height), seen.below)
    down = points[[3, 2]] - points[:2]
    trimmed = np.vstack([points[:2] + above * down, points[2:] - below * down[::-1]])
    along = trimmed[[1, 2]] - trimmed[[0, 3]]
    trimmed[[0, 3]] += seen.before * along
    trimmed[[1, 2]] -= seen.after * along
    least = _WORD_GAP * run.height / run.length
    is_apart = seen.before >= least, seen.after >= least
    return Run(trimmed, _TEXT_SHARE / (1 - above - below), tells_by_length, is_apart)


def _room(none_least_most: tuple[float, float, float], height_px: float) -> float:
    """Return the part of an outline of this height that is surely blank on one side."""
    room, least, most = none_least_most
    return min(max(room - _LESS_PER_PX * height_px, least), most)


def grown_runs(runs: Sequence[Run], least_px: float) -> Iterator[BaseGeometry]:
    """Yield what covers the runs, what lies between neighbours, and tails that hide lengths."""
    for run in runs:
        yield grown(run.points, run.pad(least_px))
        yield from _ends(run, least_px)
    follower = _followers(runs)
    followers = set(follower.values())
    for head in (i for i in follower if i not in followers):
        chain = [head]
        while (after := follower[chain[-1]]) is not None and after not in chain:
            chain.append(after)
        for a, b in pairwise(chain):
            yield hull(np.vstack([runs[a].end, runs[b].start]), runs[a].pad(least_px))
        if any(runs[i].tells_by_length for i in chain) and runs[chain[-1]].is_line:
            yield _tail(runs[chain[0]], runs[chain[-1]], least_px)


def _ends(run: Run, least_px: float) -> Iterator[BaseGeometry]:
    """Yield what lies right before and after a run, as far as its letters may reach."""
    pad = run.pad(least_px)
    further = max(0.0, _ALONG * run.height - pad)
    if further and run.is_line:
        ends = (run.start, run.origin), (run.end, run.direction)
        for edge, way in compress(ends, (not apart for apart in run.is_apart)):
            yield hull(np.vstack([edge, edge + way * further]), pad)


def _followers(runs: Sequence[Run]) -> dict[int, int | None]:
    """Return for each run which one comes next on its line, if one does."""
    if not runs:
        return {}
    gaps = _gaps(runs)
    nearest = gaps.argmin(axis=1)
    return {i: int(j) if np.isfinite(gaps[i, j]) else None for i, j in enumerate(nearest)}


def _gaps(runs: Sequence[Run]) -> NDArray[np.float64]:
    """Return (N, N) pixels from the end of run i to the start of run j; inf if not one line."""
    heights = np.array([run.height for run in runs])
    ways = np.array([run.direction for run in runs])
    between = (
        np.array([run.start.mean(axis=0) for run in runs])[None]
        - np.array([run.end.mean(axis=0) for run in runs])[:, None]
    )
    along = (between * ways[:, None]).sum(axis=2)
    across = np.abs(between[..., 0] * ways[:, None, 1] - between[..., 1] * ways[:, None, 0])
    own = heights[:, None]
    is_next = (
        np.array([run.is_line for run in runs])[:, None]
        & (ways @ ways.T > 0.95)
        & (across < 0.6 * own)
        & (np.maximum(own, heights) < 1.8 * np.minimum(own, heights))
        & (along >= -0.5 * own)
        & (along <= _GAP_HEIGHTS * own)
    )
    np.fill_diagonal(is_next, val=False)
    return np.where(is_next, along, np.inf)


def _tail(first: Run, last: Run, least_px: float) -> BaseGeometry:
    """Return the shape that lengthens a covered name to a length that many names have."""
    height = last.height
    length = float(np.linalg.norm(last.end.mean(axis=0) - first.start.mean(axis=0)))
    steps = np.ceil(max(0.0, length / height - _RUN_HEIGHTS) / _RUN_STEP_HEIGHTS)
    missing = height * (_RUN_HEIGHTS + steps * _RUN_STEP_HEIGHTS) - length
    # The tail ends as the run would: else a name of just the full length would show by its end.
    missing += max(0.0, _ALONG * height - last.pad(least_px))
    return hull(np.vstack([last.end, last.end + last.direction * missing]), last.pad(least_px))


def grown(points: Corners, pad_px: float) -> BaseGeometry:
    """Return a polygon grown by so many pixels on every side."""
    shape = shapely.Polygon(points)
    # A polygon that crosses itself has no inside to speak of: its hull covers every part of it.
    solid = shape if shape.is_valid else shapely.MultiPoint(points).convex_hull
    return solid.buffer(pad_px, join_style="mitre", mitre_limit=2.0)


def hull(points: Corners, pad_px: float) -> BaseGeometry:
    """Return the convex hull of points grown by so many pixels."""
    return shapely.MultiPoint(points).convex_hull.buffer(pad_px, join_style="mitre")
