import numpy as np
import pytest

from phiscan.ocr.boxes import TextBox, beside, drop_duplicates

FLAT = np.array([[0, 0], [40, 0], [40, 10], [0, 10]], dtype=float)


def test_no_boxes_have_no_duplicates():
    assert drop_duplicates([]) == []
    assert beside([], []) == []


@pytest.mark.parametrize("away", [(0, 11), (41, 0), (500, 500)])
def test_boxes_that_do_not_meet_are_beside_each_other(away):
    box, other = TextBox(FLAT, 0.9, 1.0), TextBox(FLAT + np.array(away), 0.9, 1.0)
    assert beside([box], [other]) == [box]


def test_a_box_that_two_known_ones_outline_together_is_no_new_text():
    halves = [TextBox(FLAT * [0.5, 1] + [at, 0], 0.9, 1.0) for at in (0, 20)]
    assert beside([TextBox(FLAT, 0.9, 1.0)], halves) == []


def test_a_full_page_of_lines_is_kept_once_and_whole():
    lines = [TextBox(FLAT * 4 + [0, 60 * row], 0.9, 1.0) for row in range(40)]
    again = [TextBox(FLAT * 4 + [1, 60 * row + 1], 0.9, 1.0) for row in range(40)]
    assert len(drop_duplicates([*lines, *again])) == 40


def test_a_whole_line_is_kept_before_its_fragments():
    whole = TextBox(FLAT * 2, 0.9, 1.0)
    half = TextBox(FLAT * 2 * [0.5, 1], 0.9, 1.0)
    assert drop_duplicates([half, whole]) == [whole]


def test_small_print_inside_a_large_outline_is_kept():
    headline = TextBox(FLAT * 8, 0.9, 0.3)
    small = TextBox(FLAT + 5, 0.9, 1.0)
    assert len(drop_duplicates([headline, small])) == 2
