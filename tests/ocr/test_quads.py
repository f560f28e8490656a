import numpy as np
import pytest

from phiscan.ocr import quads

FLAT = np.array([[0, 0], [40, 0], [40, 10], [0, 10]], dtype=float)


@pytest.mark.parametrize("first", range(4))
@pytest.mark.parametrize("step", [1, -1])
def test_order_does_not_depend_on_where_or_which_way_the_corners_start(first, step):
    mixed = np.roll(FLAT, first, axis=0)[::step]
    assert quads.order_clockwise(mixed).tolist() == FLAT.tolist()


def test_size_is_length_then_height():
    assert quads.size_of(FLAT) == (40, 10)


def test_four_quarter_turns_are_none():
    assert (quads.turn(FLAT, 4) == FLAT).all()


def test_grow_moves_ends_and_sides_apart():
    grown = quads.grow(FLAT, 5, 2)
    assert grown.tolist() == [[-5, -2], [45, -2], [45, 12], [-5, 12]]


def test_shared_area_of_neighbours_that_touch_is_nothing():
    assert quads.shared_area(FLAT, FLAT + np.array([40, 0])) == 0
    assert quads.shared_area(FLAT, FLAT + np.array([20, 0])) == pytest.approx(200)
    assert quads.shared_area(FLAT, FLAT) == pytest.approx(quads.area_of(FLAT))
