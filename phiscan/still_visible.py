"""What the second look still finds on a safe copy: an identifier left bare, or the covers' doing?

Pure questions about one finding. None of them knows how the copy was made; `verify` asks them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import cv2
import numpy as np
import shapely

from phiscan.cover import Mask
from phiscan.types import ALL_TEXT, Action, Category, Finding, Points

_GUESS = 0.5
"""Score up to which a finding is a guess: a strange word, text that nobody can read. A cover added
in one round cuts words, and every further reading of one picture misreads other words: guesses of
the later rounds would fall one after the other to the end of each line."""
_MADE_OF_COVERS = 0.2
"""Share of a thing under covers from which the covers are what it is. Measured on rendered photos:
.26 to .69 where black bars on paper passed for a scan or for the bars of a code. Where the first
look saw such a thing itself, the rest of it may be bare: then so much must be under covers that no
more than this share is."""
_SURE_OF_A_COPY = 0.85
"""Score from which a card, band or signature that is seen only once bars are on the picture is one:
in 1,200 rendered photos those added none of 84 cards and 25 signatures, and two of 68 bands."""
_SAME_PLACE = 0.5
"""Least share of a finding that lies in a place which somebody decided to leave visible."""
_FILMS = frozenset({Category.RADIOGRAPH, Category.MEDICAL_IMAGING})
_BARS_LOOK_LIKE = _FILMS | {Category.ID_CARD, Category.WRISTBAND, Category.SIGNATURE}
"""Bars on paper look like bands and cards; on gray stone, like a film with its plates."""


def is_to_be_covered(finding: Finding, actions: Collection[Action]) -> bool:
    """Whether a finding with one of these actions, or of a line that is covered as a line.

    An action that nobody decided counts too: unknown is not harmless.
    """
    return finding.action is None or finding.action in actions or ALL_TEXT in finding.tags


def is_visible(finding: Finding, mask: Mask) -> bool:
    """Whether any pixel of a finding lies outside the covers, which are proven to be one colour.

    A finding without polygon counts as visible.
    """
    if finding.polygon is None or finding.box is None:
        return True
    height, width = mask.shape
    x0, y0, x1, y1 = np.clip(finding.box, 0, (width, height, width, height))
    corners = np.round(np.array(finding.polygon) - (x0, y0)).astype(np.int32)
    bare = ~mask[y0:y1, x0:x1]
    if not bare.size:
        return True
    inside = np.zeros(bare.shape, np.uint8)
    cv2.fillPoly(inside, [corners], (1,))
    return bool((inside.astype(bool) & bare).any())


def is_made_of_covers(finding: Finding, mask: Mask, covered: Sequence[Finding] = ()) -> bool:
    """Whether a picture or an unread code, seen in the copy alone, is covers on paper.

    Where one of the findings that are `covered` is a picture or a code too, it may be what the
    cover left of that one: half an X-ray is still an X-ray.
    """
    is_seen = finding.detector == "artefacts" or "undecoded" in finding.tags
    if not is_seen or finding.polygon is None:
        return False
    least = 1 - _MADE_OF_COVERS if _may_be_rest(finding, covered) else _MADE_OF_COVERS
    inside = np.zeros(mask.shape, np.uint8)
    cv2.fillPoly(inside, [np.round(np.array(finding.polygon)).astype(np.int32)], (1,))
    area = np.count_nonzero(inside)
    return bool(area and np.count_nonzero(inside & mask) >= least * area)


def is_doubtful_thing(finding: Finding, covered: Sequence[Finding] = ()) -> bool:
    """Whether a thing or scrawl was seen in the copy alone, not surely, and is no rest of one.

    In the source the same eyes saw it without bars, and with the words that tell print from ink.
    """
    return (
        finding.detector in ("artefacts", "signatures")
        and finding.category in _BARS_LOOK_LIKE
        and finding.score < _SURE_OF_A_COPY
        and not _may_be_rest(finding, covered)
    )


def _may_be_rest(finding: Finding, covered: Iterable[Finding]) -> bool:
    """Whether one detector saw both this and something covered that meets it.

    A band or a card under its cover leaves no rest that looks like a film.
    """
    kin = _FILMS if finding.category in _FILMS else frozenset(Category)
    return any(
        f.detector == finding.detector
        and f.category in kin
        and f.page == finding.page
        and f.polygon is not None
        and finding.polygon is not None
        and _hull(f.polygon).intersects(_hull(finding.polygon))
        for f in covered
    )


def is_guess(finding: Finding) -> bool:
    """Whether a finding is a strange word or text that nobody can read.

    A line of which every one is to be covered is none, however badly it was read.
    """
    return finding.score <= _GUESS and ALL_TEXT not in finding.tags


def lies_in(finding: Finding, accepted: Finding) -> bool:
    """Whether a finding is the accepted one seen again: one category, most of it in that place.

    What reaches well beyond the accepted place shows more than somebody decided to leave visible.
    """
    if finding.polygon is None or accepted.polygon is None:
        return False
    if (finding.category, finding.page) != (accepted.category, accepted.page):
        return False
    found = _hull(finding.polygon)
    shared = found.intersection(_hull(accepted.polygon)).area
    return bool(found.area) and shared > _SAME_PLACE * found.area


def _hull(polygon: Points) -> shapely.Geometry:
    return shapely.MultiPoint(polygon).convex_hull
