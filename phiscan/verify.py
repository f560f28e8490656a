"""The proof of a safe copy: the bytes that would be published are taken apart and looked at again.

Four questions, none of which trusts the code that made the copy: does the file hold anything but
pictures (`containers`), are these the right pictures (size, pages, unchanged outside the covers),
is what was covered really one colour, and does a second look, by another engine or at another
scale, still find something the policy minds?
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan._deadline import Deadline
from phiscan._recall import Recall, Recalls
from phiscan.containers import find_extras
from phiscan.cover import BLACK, Mask
from phiscan.errors import PhiscanError
from phiscan.grids import TILE_PX
from phiscan.still_visible import (
    is_doubtful_thing,
    is_guess,
    is_made_of_covers,
    is_to_be_covered,
    is_visible,
    lies_in,
)
from phiscan.types import Action, Finding, Photo, Pixels
from phiscan.write import Encoded, Format, decode

_RIM_PX, _RIM_LEVELS, _INSIDE_LEVELS = 2, 128, 6
"""How far covered pixels of a lossy copy may be from the fill, of 255: in the rim, where the colour
of the pixel next to the cover bleeds in (at 4:2:0; measured up to 79 in the outermost pixel), and
inside (measured 0 for JPEG, 5 for WebP)."""
_MOST_CORRELATION, _LEAST_MEAN = 0.5, 0.25
"""A fill shines through when what is left follows the source and is more than single pixels."""
_LOSSY_SHIFT, _PALETTE_SHIFT = (4.0, 40.0), (12.0, 110.0)
"""How far tiles outside the covers may move, of 255: their mean, and any one of them. Measured on
real photos: 0.6 and 6 for JPEG and WebP, 1.3 and 68 for 256 colours."""


class Looker(Protocol):
    """What the proof needs of a Scanner."""

    def second_look(
        self,
        photo: Photo,
        deadline: Deadline,
        known: Sequence[Finding] = (),
        recall: Recall | None = None,
    ) -> list[Finding]:
        """Return findings with the policy's action; raise PhiscanError when looking failed.

        `known` is what was found before, on any page; `recall` what the engines answered in earlier
        rounds about parts of this one.
        """
        ...


@dataclass(frozen=True, eq=False)
class CoveredPage:
    """One source page: its number, (H, W, 3) pixels before covering, (H, W) mask of the covers."""

    page: int
    pixels: Pixels = field(repr=False)
    mask: Mask = field(repr=False)


@dataclass(frozen=True)
class Verification:
    """What speaks against a copy: broken proofs, and findings that can still be seen."""

    problems: tuple[str, ...] = ()
    still_visible: tuple[Finding, ...] = ()

    @property
    def is_proven(self) -> bool:
        """Whether nothing speaks against the copy."""
        return not self.problems and not self.still_visible


@dataclass
class SecondLook:
    """Looks at each different picture once, however many rounds a copy takes.

    `minded` are the actions that must not stay visible; `accepted` are findings that a caller has
    decided to leave visible; `known` are findings of the first look, `saw_source` whether there was
    one.
    """

    looker: Looker
    deadline: Deadline
    minded: Collection[Action]
    accepted: Sequence[Finding] = ()
    known: Sequence[Finding] = ()
    saw_source: bool = True
    _passed: set[bytes] = field(default_factory=set)
    _recalls: Recalls = field(default_factory=Recalls)
    _looked_at: set[int] = field(default_factory=set)
    """Pages of which the second look has seen a picture: what it guesses of another one of them,
    which differs by covers only, it did not see in those same pixels before."""

    def look(self, pixels: Pixels, page: CoveredPage) -> list[Finding]:
        """Return what is still visible in (H, W, 3) pixels of the copy and must not be."""
        key = hashlib.sha256(np.ascontiguousarray(pixels).data).digest()
        if key in self._passed:
            return []
        photo = Photo(pixels, page=page.page)
        recall = self._recalls.of(page.page)
        found = self.looker.second_look(photo, self.deadline, self.known, recall)
        covered = [f for f in self.known if is_to_be_covered(f, self.minded)]
        is_new = page.page not in self._looked_at
        self._looked_at.add(page.page)
        visible = [
            f
            for f in found
            if self._is_minded(f)
            and is_visible(f, page.mask)
            and (is_new or not is_guess(f))
            and not (self.saw_source and is_made_of_covers(f, page.mask, covered))
            and not (self.saw_source and is_doubtful_thing(f, covered))
        ]
        if not visible:
            self._passed.add(key)
        return visible

    def _is_minded(self, finding: Finding) -> bool:
        is_minded = is_to_be_covered(finding, self.minded)
        return is_minded and not any(lies_in(finding, other) for other in self.accepted)


def verify_copy(
    encoded: Encoded,
    form: Format,
    pages: Iterable[CoveredPage],
    second: SecondLook,
) -> Verification:
    """Prove encoded bytes against the source pages that they must show, in order.

    Pages are taken one by one, so that a long file is never decoded as a whole. Never raises for a
    bad copy or a second look that failed: both are problems in the result.
    """
    extras = find_extras(encoded.data, form.kind)
    if extras:
        return Verification(tuple(f"the copy holds more than pictures: {name}" for name in extras))
    problems: list[str] = []
    visible: list[Finding] = []
    found: list[Finding] = []
    try:
        for pixels, page, is_first in _pairs(encoded, form, pages, problems):
            problems += check_page(pixels, page, form)
            if is_first:
                found = [] if problems else second.look(pixels, page)
            visible += [replace(finding, page=page.page) for finding in found]
    except PhiscanError as error:
        problems.append(f"second look: {error}")
    except Exception as error:  # engines and decoders are foreign code: unknown is not proven
        problems.append(f"the proof stopped ({type(error).__name__})")
    return Verification(tuple(dict.fromkeys(problems)), tuple(visible))


def _pairs(
    encoded: Encoded, form: Format, pages: Iterable[CoveredPage], problems: list[str]
) -> Iterator[tuple[Pixels, CoveredPage, bool]]:
    """Yield each source page with the copy's page that shows it, and whether it is its first."""
    sources = iter(pages)
    shown = 0
    for pixels in decode(encoded.data, form.kind):
        group = encoded.shows[shown] if shown < len(encoded.shows) else ()
        shown += 1
        for number, _ in enumerate(group):
            page = next(sources, None)
            if page is None:
                problems.append("the source has fewer pages than the copy")
                return
            yield pixels, page, number == 0
    if shown != len(encoded.shows):
        problems.append(f"the copy has {shown} pages, wanted {len(encoded.shows)}")


def check_page(decoded: Pixels, page: CoveredPage, form: Format) -> list[str]:
    """Compare a page of the copy, as decoded, with its source and covers; return what is wrong."""
    where = f"page {page.page}: "
    if decoded.shape != page.pixels.shape:
        return [where + f"size {decoded.shape[1::-1]}, wanted {page.pixels.shape[1::-1]}"]
    problems = []
    if not is_filled(decoded, page, form):
        problems.append(where + "a covered part is not one colour")
    if not is_unchanged_outside(decoded, page, form):
        problems.append(where + "the copy does not show the source outside the covers")
    return problems


def is_filled(decoded: Pixels, page: CoveredPage, form: Format) -> bool:
    """Whether all covered pixels show the fill, within what the format makes of one colour."""
    if not page.mask.any():
        return True
    distance = _most_distant_channel(decoded)
    if not form.is_lossy:
        return _greatest(distance, page.mask) == 0
    inside = _without_rim(page.mask)
    if _greatest(distance, page.mask) > _RIM_LEVELS:
        return False
    if _greatest(distance, inside) > _INSIDE_LEVELS:
        return False
    return not _shines_through(page.pixels, distance, inside)


def _most_distant_channel(decoded: Pixels) -> NDArray[np.uint8]:
    """Return how far each pixel is from the fill, (H, W) gray levels."""
    channels = cv2.split(decoded)
    red, green, blue = (cv2.absdiff(c, np.full_like(c, level)) if level else c
                        for c, level in zip(channels, BLACK, strict=True))  # fmt: skip
    return np.asarray(cv2.max(cv2.max(red, green), blue), dtype=np.uint8)


def _greatest(distance: NDArray[np.uint8], mask: Mask) -> float:
    return float(cv2.minMaxLoc(distance, mask.view(np.uint8))[1]) if mask.any() else 0.0


def _without_rim(mask: Mask) -> Mask:
    """Return the mask less its rim; the photo's own edge is no rim."""
    kernel = np.ones((2 * _RIM_PX + 1, 2 * _RIM_PX + 1), np.uint8)
    eroded = cv2.erode(
        mask.astype(np.uint8), kernel, borderType=cv2.BORDER_CONSTANT, borderValue=(1,)
    )
    return eroded.astype(bool)


def _shines_through(source: Pixels, distance: NDArray[np.uint8], inside: Mask) -> bool:
    """Whether what is left inside the covers, (H, W) levels, follows the (H, W, 3) source."""
    if cv2.mean(distance, inside.view(np.uint8))[0] < _LEAST_MEAN:
        return False
    left, grey = distance[inside], source[inside].mean(axis=1)
    if left.std() == 0 or grey.std() == 0:
        return False
    return bool(abs(np.corrcoef(grey, left)[0, 1]) > _MOST_CORRELATION)


def is_unchanged_outside(decoded: Pixels, page: CoveredPage, form: Format) -> bool:
    """Whether the copy shows the source where nothing is covered, within the format's loss."""
    outside = np.logical_not(page.mask).view(np.uint8)
    shown, source = (cv2.copyTo(pixels, outside) for pixels in (decoded, page.pixels))
    if not form.is_lossy and not form.has_palette:
        return bool(np.array_equal(shown, source))
    mean_limit, tile_limit = _PALETTE_SHIFT if form.has_palette else _LOSSY_SHIFT
    shift = np.abs(_tile_means(shown) - _tile_means(source))
    return bool(shift.mean() <= mean_limit and shift.max() <= tile_limit)


def _tile_means(pixels: NDArray[Any]) -> NDArray[np.float32]:
    height, width = pixels.shape[:2]
    size = max(1, width // TILE_PX), max(1, height // TILE_PX)
    means = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    return np.asarray(means, dtype=np.float32)
