"""How much of a loose outline is blank; all lines are drawn here."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from redaction_fakes import box

from phiscan.cover import cover_mask
from phiscan.grids import LOSSLESS
from phiscan.ink import Blank, blank_round_ink
from phiscan.types import Category, Finding, Pixels

OUTLINE = np.array(box(100, 100, 500, 160))
SIZE = (640, 260)


def written(ink: int = 20, paper: int = 220, noise: float = 0.0) -> Pixels:
    """Return paper with a line whose capitals stand at x 120..461, y 116..138."""
    page = np.full((SIZE[1], SIZE[0], 3), paper, np.uint8)
    for x in range(120, 470, 25):
        cv2.rectangle(page, (x, 116), (x + 5, 138), (ink, ink, ink), -1)
        cv2.rectangle(page, (x + 12, 116), (x + 16, 138), (ink, ink, ink), -1)
    grain = np.random.default_rng(1).normal(0, noise, page.shape)
    return np.clip(page + grain, 0, 255).astype(np.uint8)


@pytest.mark.parametrize(
    "outline", [box(5, 5, 5, 5), box(100, 100, 500, 105), box(100, 100, 120, 250)],
    ids=["a point", "too low", "upright"],
)  # fmt: skip
def test_what_is_no_line_says_nothing(outline: list[tuple[float, float]]) -> None:
    assert blank_round_ink(written(), np.array(outline)) is None


def test_an_outline_off_the_photo_says_nothing() -> None:
    assert blank_round_ink(written(), OUTLINE + 5000) is None


def test_paper_and_faint_ink_say_nothing() -> None:
    assert blank_round_ink(np.full((260, 640, 3), 200, np.uint8), OUTLINE) is None
    assert blank_round_ink(written(ink=205), OUTLINE) is None


@pytest.mark.parametrize("noise", [0.0, 6.0])
@pytest.mark.parametrize("colours", [(20, 220), (230, 30)], ids=["dark on light", "light on dark"])
def test_the_blank_above_and_below_capitals_is_seen(colours: tuple[int, int], noise: float) -> None:
    blank = blank_round_ink(written(*colours, noise), OUTLINE)
    assert isinstance(blank, Blank)
    assert 0.12 < blank.above < 16 / 60
    assert 0.2 < blank.below < 21 / 60
    assert 0 < blank.before < 20 / 400
    assert 0 < blank.after < 39 / 400


def test_a_single_accent_and_a_single_tail_stay_inside() -> None:
    page = written()
    cv2.line(page, (252, 112), (258, 104), (20, 20, 20), 3)
    cv2.line(page, (300, 139), (296, 152), (20, 20, 20), 3)
    blank = blank_round_ink(page, OUTLINE)
    assert blank is not None
    assert blank.above < 5 / 60
    assert blank.below < 9 / 60


def test_ink_that_reaches_the_rim_leaves_nothing_blank_there() -> None:
    page = written()
    page[100:116, 130:136] = 20
    page[100:116, 330:336] = 20
    blank = blank_round_ink(page, OUTLINE)
    assert blank is not None
    assert blank.above == 0


def test_a_turned_line_is_seen_as_well() -> None:
    page = np.ascontiguousarray(np.rot90(written(), -1))
    outline = np.array([(SIZE[1] - y, x) for x, y in OUTLINE])
    blank = blank_round_ink(page, outline)
    assert blank is not None
    assert blank.below > 0.2


def test_a_cover_is_drawn_in_but_holds_all_ink() -> None:
    page = written()
    found = Finding(Category.MRN, 0.9, "r", "rules.mrn", tuple(map(tuple, OUTLINE)))
    loose = cover_mask(SIZE, [found], LOSSLESS)
    drawn_in = cover_mask(SIZE, [found], LOSSLESS, page)
    assert drawn_in.sum() < 0.9 * loose.sum()
    assert drawn_in[page[..., 0] < 60].all()


def test_a_given_outline_is_taken_as_it_is() -> None:
    found = Finding(Category.MRN, 0.9, "r", "given", tuple(map(tuple, OUTLINE)))
    given = cover_mask(SIZE, [found], LOSSLESS, written())
    assert (given == cover_mask(SIZE, [found], LOSSLESS)).all()


def test_a_letter_that_was_cut_off_is_looked_for_beyond_the_outline() -> None:
    page = written()
    whole = Finding(Category.MRN, 0.9, "r", "rules.mrn", tuple(map(tuple, OUTLINE)))
    cut = Finding(Category.MRN, 0.9, "r", "rules.mrn", tuple(box(134, 100, 500, 160)))
    starts = [
        int(np.flatnonzero(cover_mask(SIZE, [f], LOSSLESS, page).any(axis=0))[0])
        for f in (whole, cut)
    ]
    assert 95 < starts[0] <= 116
    assert starts[1] <= 124
