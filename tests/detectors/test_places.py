import numpy as np
import pytest

from phiscan.detectors._edge_scores import are_trusted
from phiscan.detectors._places import code_likeness, find_places, small_cut, tighten
from phiscan.detectors._quads import levels_at, same_share, stretched
from phiscan.types import Pixels


def modules(side: int = 24, px: int = 5) -> Pixels:
    """Draw random modules in black and white: (120, 120) uint8."""
    drawn = np.random.default_rng(5).integers(0, 2, (side, side)) * 255
    return np.kron(drawn, np.ones((px, px))).astype(np.uint8)


def square(x0: float, y0: float, x1: float, y1: float) -> np.ndarray:
    return np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], dtype=np.float64)


@pytest.mark.parametrize("shape", [(1, 1), (3, 900), (16, 16), (200, 300)])
def test_blank_photos_of_any_size_have_no_places(shape: tuple[int, int]) -> None:
    assert find_places(np.full(shape, 128, np.uint8)) == []


@pytest.mark.parametrize("level", [250, 60])
def test_modules_on_a_blank_sheet_are_a_place_in_the_light_and_in_the_dark(level: int) -> None:
    photo = np.full((500, 600), level, np.uint8)
    photo[200:320, 300:420] = modules() // 255 * (level - level // 4) + level // 4
    (place,) = find_places(photo)[:1]
    assert same_share(place, square(300, 200, 420, 320)) > 0.6


@pytest.mark.parametrize("rim", [12, 40])
def test_a_faint_code_on_a_label_is_a_place_though_grain_is_all_round_it(rim: int) -> None:
    photo = np.random.default_rng(1).integers(0, 160, (600, 600)).astype(np.uint8)
    photo[240 - rim : 360 + rim, 240 - rim : 360 + rim] = 240
    photo[240:360, 240:360] = 200 + modules() // 255 * 40
    here = square(240, 240, 360, 360)
    assert max((same_share(place, here) for place in find_places(photo)), default=0) > 0.6


def test_a_labels_blank_rim_is_left_out() -> None:
    photo = np.full((400, 400), 250, np.uint8)
    photo[140:260, 140:260] = modules()
    tight = tighten(photo, square(90, 90, 310, 310))
    assert same_share(tight, square(140, 140, 260, 260)) > 0.7


def test_blank_paper_is_no_code_and_keeps_its_outline() -> None:
    photo, whole = np.full((100, 100), 200, np.uint8), square(10, 10, 90, 90)
    assert code_likeness(photo, whole) == 0
    assert np.array_equal(tighten(photo, whole), whole)
    assert are_trusted(small_cut(photo, whole)) == (False, False)


def test_a_chessboard_is_no_code() -> None:
    ys, xs = np.mgrid[:96, :96] // 8
    assert are_trusted(((xs + ys) % 2 * 255).astype(np.uint8)) == (False, False)


def test_faint_print_is_spread_over_all_gray_levels() -> None:
    faint = (200 + modules() // 16).astype(np.uint8)
    spread = stretched(faint)
    assert (spread.min(), spread.max()) == (0, 255)
    assert stretched(np.full((9, 9), 7, np.uint8)).max() == 0


@pytest.mark.parametrize("levels", [[7], [0, 255], [3, 3, 9], list(range(200)) * 3])
def test_percentiles_are_those_of_numpy(levels: list[int]) -> None:
    cut = np.array([levels], np.uint8)
    assert levels_at(cut, 5, 95) == pytest.approx(tuple(np.percentile(cut, (5, 95))))
