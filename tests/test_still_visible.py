"""What the second look still finds: bare, or the covers' doing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from redaction_fakes import box, mark

from phiscan.cover import Mask
from phiscan.still_visible import is_doubtful_thing, is_made_of_covers, is_visible
from phiscan.types import Category, Finding


def test_what_lies_wholly_under_a_cover_is_not_visible() -> None:
    mask: Mask = np.zeros((100, 100), bool)
    mask[16:48, 16:48] = True
    assert not is_visible(mark(box(20, 20, 40, 40)), mask)
    assert is_visible(mark(box(20, 20, 60, 40)), mask)
    assert is_visible(mark(box(300, 300, 310, 310)), mask)
    assert is_visible(Finding(Category.FILENAME, 1.0, "r", "d"), mask)


def test_covers_that_look_like_a_scan_or_a_code_are_no_find() -> None:
    mask: Mask = np.zeros((100, 100), bool)
    mask[20:60, 20:80] = True
    seen = replace(mark(box(10, 10, 90, 90), Category.MEDICAL_IMAGING), detector="artefacts")
    code = replace(mark(box(10, 10, 90, 90), Category.BARCODE), tags=frozenset({"undecoded"}))
    assert is_made_of_covers(seen, mask)
    assert is_made_of_covers(code, mask)
    assert not is_made_of_covers(replace(code, tags=frozenset({"opaque"})), mask)
    assert not is_made_of_covers(mark(box(10, 10, 90, 90)), mask)
    beside = replace(seen, polygon=tuple(box(5, 56, 95, 99)))
    assert not is_made_of_covers(beside, mask)


@pytest.mark.parametrize(
    ("category", "score", "known", "is_doubtful"),
    [
        (Category.ID_CARD, 0.6, None, True),
        (Category.WRISTBAND, 0.6, None, True),
        (Category.WRISTBAND, 0.9, None, False),
        (Category.RADIOGRAPH, 0.6, None, True),
        (Category.RADIOGRAPH, 0.9, None, False),
        (Category.RADIOGRAPH, 0.6, (0, 0, 60, 60), False),
        (Category.SIGNATURE, 0.7, None, True),
        (Category.WRISTBAND, 0.6, (0, 0, 60, 60), False),
    ],
)
def test_a_card_seen_in_the_copy_alone_has_to_be_sure(
    category: Category, score: float, known: tuple[int, int, int, int] | None, is_doubtful: bool
) -> None:
    seen = replace(mark(box(10, 10, 90, 90), category), detector="artefacts", score=score)
    covered = [replace(mark(box(*known), category), detector="artefacts")] if known else []
    assert is_doubtful_thing(seen, covered) is is_doubtful


def test_a_covered_band_leaves_no_rest_that_is_an_x_ray() -> None:
    stone = replace(mark(box(0, 0, 400, 400), Category.RADIOGRAPH), detector="artefacts", score=0.6)
    band = replace(mark(box(100, 100, 200, 140), Category.WRISTBAND), detector="artefacts")
    assert is_doubtful_thing(stone, [band])
