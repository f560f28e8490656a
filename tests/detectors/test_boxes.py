import numpy as np
import pytest

from phiscan.detectors._boxes import hull, keep_best, pairwise_iou, turn_back

EMPTY = np.zeros((0, 4))
ONE = np.array([[10.0, 20.0, 30.0, 60.0]])


def test_iou_of_nothing_has_no_rows() -> None:
    assert pairwise_iou(EMPTY, ONE).shape == (0, 1)
    assert pairwise_iou(ONE, EMPTY).shape == (1, 0)


def test_iou_of_same_touching_and_empty_boxes() -> None:
    others = np.array([[10.0, 20, 30, 60], [30, 20, 40, 60], [5, 5, 5, 5]])
    assert pairwise_iou(ONE, others).tolist() == [[1.0, 0.0, 0.0]]


def test_keep_best_of_nothing_is_nothing() -> None:
    assert keep_best(EMPTY, np.zeros(0), 0.3).tolist() == []


def test_keep_best_drops_the_weaker_of_two_on_one_place_and_sorts() -> None:
    boxes = np.array([[0.0, 0, 10, 10], [1, 1, 11, 11], [50, 50, 60, 60]])
    assert keep_best(boxes, np.array([0.5, 0.6, 0.9]), 0.3).tolist() == [2, 1]


def test_hull_reaches_round_all() -> None:
    boxes = np.array([[0.0, 5, 10, 10], [4, 1, 8, 20]])
    assert hull(boxes).tolist() == [0, 1, 10, 20]


@pytest.mark.parametrize("turns", [0, 1, 2, 3, 4])
def test_a_box_found_in_the_turned_photo_comes_back_to_its_pixels(turns: int) -> None:
    photo = np.zeros((40, 100), dtype=np.uint8)
    photo[5:15, 70:90] = 1
    turned = np.rot90(photo, turns)
    ys, xs = np.nonzero(turned)
    box = np.array([[xs.min(), ys.min(), xs.max() + 1, ys.max() + 1]], dtype=float)
    assert turn_back(box, turns, (100, 40)).tolist() == [[70, 5, 90, 15]]
