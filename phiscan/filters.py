"""Pure questions that drop or merge findings. Nothing vanishes: each dropped one keeps its reason.

Finders find, filters drop, policy decides. Order matters: what is not asked for goes first, then
what is too weak, then what is nobody's (templates, allowed terms), and last the same thing twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray

from phiscan.options import ScanOptions
from phiscan.rules.normalise import name_key
from phiscan.rules.page import NO_TERMS, Terms
from phiscan.types import TEXT_CATEGORIES, Category, Finding, Points, Role

_SAME_SHARE = 0.6
"""Two findings of one category are one when they share this much of the smaller polygon."""
_PLACEHOLDER = re.compile(
    r"[\s_.…\-–—/\\|()\[\]#*xX:]+"
    r"|(?:mm|dd|yy|yyyy|m|d|y)(?:[/. -]+(?:mm|dd|yyyy|yy|m|d|y))+"
    r"|(?:first|last|middle|full|your|patient'?s?)\s*"
    r"(?:name|last|first|initial|mi|date|id|phone|address|e-?mail)?"
    r"|n/?a|none|tbd|unknown|name|signature|date"
    r"|\(?\d?[xX#_]{3}\)?[- ]?[xX#_]{3}-[xX#_]{4}|\{\{?\w+\}?\}|<\w+>|\[\w[\w ]*\]",
    re.I,
)
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "md", "do", "rn", "np", "pa", "phd"})
_DENIED = Category.DENIED_TERM
_GUESS, _SURER = 0.45, 0.15
_NUMBERS = frozenset({Category.MRN, Category.OTHER_ID, Category.ACCOUNT_NUMBER})
_AREAS = frozenset({Category.LAB_RESULT, Category.UNREAD_TEXT})


@dataclass(frozen=True)
class Filtered:
    """What a policy should decide about, and what was dropped with the reason in plain words."""

    kept: tuple[Finding, ...]
    dropped: tuple[tuple[Finding, str], ...]


def is_not_selected(finding: Finding, options: ScanOptions) -> bool:
    """Whether `only` and `skip` leave this category out."""
    return not options.wants(finding.category)


def is_below_min_score(finding: Finding, options: ScanOptions) -> bool:
    """Whether the score is under the option's."""
    return finding.score < options.min_score


def is_template_placeholder(finding: Finding) -> bool:
    """Whether the text is a form's empty field: `______`, `__/__/____`, `MM/DD/YYYY`, `N/A`."""
    text = (finding.text or "").strip()
    return bool(text) and bool(_PLACEHOLDER.fullmatch(text))


def is_allow_listed(finding: Finding, terms: Terms) -> bool:
    """Whether the whole text, but for titles, is a term that the caller allows.

    Only the whole: an allowed `Maria` must not let `Maria Lopez` through. Letters and digits are
    compared as they are, so that a misread number never equals an allowed one. Denied terms stay.
    """
    if not finding.text or not terms.allow or finding.category is _DENIED:
        return False
    return _plain(finding.text) in {_plain(term) for term in terms.allow}


def _plain(text: str) -> tuple[str, ...]:
    words = (re.sub(r"[\W_]+", "", word).lower() for word in re.split(r"[\s,;]+", text))
    return tuple(w for w in words if w and name_key(w) not in _TITLES)


def is_duplicate(finding: Finding, other: Finding) -> bool:
    """Whether both are one thing seen twice: same category and page, polygons mostly shared."""
    if finding.category is not other.category or finding.page != other.page:
        return False
    if finding.polygon is None or other.polygon is None:
        return (
            finding.polygon is other.polygon
            and finding.text is not None
            and finding.text == other.text
        )
    return _shared(finding.polygon, other.polygon) >= _SAME_SHARE


def is_better_known(finding: Finding, other: Finding) -> bool:
    """Whether a guess (a bare number) is what another finding surely knows, place and all.

    A telephone number is no record number too. Only guesses fall, and only when the surer finding
    covers them: nothing stays uncovered by it.
    """
    if finding.score > _GUESS or other.score < finding.score + _SURER:
        return False
    if finding.polygon is None or other.polygon is None or finding.page != other.page:
        return False
    if finding.category not in _NUMBERS or other.category not in TEXT_CATEGORIES - _AREAS:
        return False
    guess, known = _shape(finding.polygon), _shape(other.polygon)
    return bool(guess.area > 0 and guess.intersection(known).area >= 0.95 * guess.area)


def _shape(polygon: Points) -> shapely.Geometry:
    shape = shapely.Polygon(polygon)
    return shape if shape.is_valid else shape.buffer(0) if shape.area else shape.convex_hull


def _shared(a: Points, b: Points) -> float:
    """Return the area that two polygons share, as a part of the smaller one."""
    first, second = _shape(a), _shape(b)
    smaller = min(first.area, second.area)
    return float(first.intersection(second).area / smaller) if smaller > 0 else 0.0


def merge(best: Finding, other: Finding, size_wh: tuple[int, int] | None = None) -> Finding:
    """Return the better finding, its polygon grown where the other reaches beyond it.

    `size_wh` is the page's (width, height) in pixels, None where nobody knows it. Of two
    roles the one that weighs more stays: a patient's before any other.
    """
    role = Role.PATIENT if Role.PATIENT in (best.role, other.role) else best.role
    tags = best.tags | other.tags
    polygon = best.polygon
    if polygon is not None and other.polygon is not None:
        first, second = _shape(polygon), _shape(other.polygon)
        if not first.buffer(1.0).contains(second):
            polygon = (
                other.polygon
                if second.buffer(1.0).contains(first)
                else joined_line(polygon, other.polygon, size_wh)
                if best.detector.startswith("rules.") and best.category not in _AREAS
                else _joined(first, second)
            )
    return replace(best, role=role, tags=tags, polygon=polygon)


def joined_line(first: Points, second: Points, size_wh: tuple[int, int] | None = None) -> Points:
    """Return the rectangle round two polygons of text, along the one that needs less.

    Where such a one would leave the page it is upright: cutting off its corners would uncover what
    lies at its edges. The upright one reaches as far as the polygons do.

    Six points, upper edge and lower edge back: it still says which way the text runs, which a hull
    would not, and it is no outline of a reader's with the usual room round the letters.
    """
    points = np.array([*first, *second])
    found = [way for way in map(_direction, (first, second)) if way is not None]
    ways = found or [np.array([1.0, 0.0])]
    boxes = [_box_along(points, way) for way in ways]
    inside = [box for box in boxes if _is_on_page(box, size_wh)]
    upright = [_box_along(points, _nearest_axis(way)) for way in ways]
    corners = min(inside or upright, key=lambda box: shapely.Polygon(box).area)
    return tuple((float(x), float(y)) for x, y in corners)


def _direction(line: Points) -> NDArray[np.float64] | None:
    """Return the unit vector from the start to the end of a line of 2n points; None without one."""
    edges, half = np.array(line), len(line) // 2
    way = (edges[half - 1] + edges[half] - edges[0] - edges[-1]) / 2
    length = float(np.linalg.norm(way))
    return way / length if length else None


def _nearest_axis(way: NDArray[np.float64]) -> NDArray[np.float64]:
    axis = np.zeros(2)
    longer = int(np.abs(way).argmax())
    axis[longer] = np.sign(way[longer])
    return axis


def _is_on_page(corners: NDArray[np.float64], size_wh: tuple[int, int] | None) -> bool:
    is_within = size_wh is None or bool((corners <= size_wh).all())
    return is_within and bool((corners >= 0).all())


def _box_along(points: NDArray[np.float64], way: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return corners and middles, (6, 2), of the box round (N, 2) points that lies along `way`."""
    axes = np.stack([way, (-way[1], way[0])])
    (x0, y0), (x1, y1) = (f(points @ axes.T, axis=0) for f in (np.min, np.max))
    middle = (x0 + x1) / 2
    upper, lower = ([(x, y) for x in (x0, middle, x1)] for y in (y0, y1))
    return np.asarray(np.array([*upper, *lower[::-1]]) @ axes)


def _joined(a: shapely.Geometry, b: shapely.Geometry) -> Points:
    """Return the convex hull of two polygons, clockwise on the screen, top left corner first."""
    hull = shapely.convex_hull(shapely.union_all([a, b]))
    ring = list(shapely.orient_polygons(hull).exterior.coords)[:-1]
    # y grows downwards, so counter-clockwise in geometry reads clockwise on the screen.
    ring = ring if len(ring) >= 4 else [ring[0], *ring]
    start = min(range(len(ring)), key=lambda i: ring[i][0] + ring[i][1])
    return tuple((float(x), float(y)) for x, y in ring[start:] + ring[:start])


def filter_findings(
    findings: Sequence[Finding],
    options: ScanOptions,
    terms: Terms,
    size_wh: tuple[int, int] | None = None,
) -> Filtered:
    """Return what remains after every question, and what fell with its reason.

    `size_wh` is the (width, height) in pixels of the page that all findings are on, where it is
    known: what is joined from two of them stays on it.
    """
    kept: list[Finding] = []
    dropped: list[tuple[Finding, str]] = []
    for finding in findings:
        reason = _why_dropped(finding, options, terms)
        if reason is None:
            kept.append(finding)
        else:
            dropped.append((finding, reason))
    merged, twice = _merge_duplicates(kept, size_wh)
    dropped += [(f, "seen twice") for f in twice]
    guessed = [f for f in merged if any(is_better_known(f, other) for other in merged)]
    dropped += [(f, "known better by another rule") for f in guessed]
    return Filtered(tuple(f for f in merged if f not in guessed), tuple(dropped))


def told_by(findings: Sequence[Finding], options: ScanOptions) -> tuple[Finding, ...]:
    """Return what findings tell of a photo, whatever was asked for or is allowed.

    The name on a band is somebody's, also where nobody wants to know of names.
    """
    asked = replace(options, only=(), skip=(), min_score=ScanOptions().min_score)
    return filter_findings(findings, asked, NO_TERMS).kept


def _why_dropped(finding: Finding, options: ScanOptions, terms: Terms) -> str | None:
    if is_not_selected(finding, options):
        return "not among the categories asked for"
    if is_below_min_score(finding, options):
        return "scored below the minimum"
    if is_template_placeholder(finding):
        return "an empty field of a form"
    if is_allow_listed(finding, terms):
        return "on the allow list"
    return None


def _merge_duplicates(
    findings: Sequence[Finding], size_wh: tuple[int, int] | None
) -> tuple[list[Finding], list[Finding]]:
    """Return (one finding for each thing, in the given order; those merged into another)."""
    order = sorted(range(len(findings)), key=lambda i: -findings[i].score)
    best: dict[int, Finding] = {}
    twice: list[Finding] = []
    for index in order:
        finding = findings[index]
        same = next(
            (i for i, f in best.items() if _is_close(f, finding) and is_duplicate(f, finding)), None
        )
        if same is None:
            best[index] = finding
        else:
            best[same] = merge(best[same], finding, size_wh)
            twice.append(finding)
    return [best[i] for i in sorted(best)], twice


def _is_close(a: Finding, b: Finding) -> bool:
    """Cheap question before the dear one: do the upright boxes touch at all?"""
    if a.category is not b.category or a.box is None or b.box is None:
        return a.category is b.category
    return (
        a.box[0] < b.box[2] and b.box[0] < a.box[2] and a.box[1] < b.box[3] and b.box[1] < a.box[3]
    )
