import numpy as np
import pytest

from phiscan.ocr.outlines import may_hold_lines, outlines
from phiscan.ocr.quads import size_of


def core_of(*boxes, size_wh=(400, 200)):
    """A map of probabilities with full-strength boxes (x0, y0, x1, y1)."""
    probability = np.zeros(size_wh[::-1], np.uint8)
    for x0, y0, x1, y1 in boxes:
        probability[y0:y1, x0:x1] = 255
    return probability


def test_an_empty_map_has_no_outlines():
    assert outlines(core_of()) == []


def test_specks_have_none_either():
    assert outlines(core_of((10, 10, 11, 30))) == []


def test_a_line_is_outlined_with_the_rim_that_its_core_lacks():
    ((quad, score),) = outlines(core_of((100, 80, 300, 92)))
    length, height = size_of(quad)
    assert 200 < length < 240
    assert 12 < height < 40
    assert score > 0.9


def test_lines_apart_stay_apart():
    assert len(outlines(core_of((50, 40, 350, 52), (50, 80, 350, 92)))) == 2


@pytest.mark.parametrize("mark", [(330, 88, 370, 160), (40, 88, 80, 160)])
def test_a_line_that_runs_into_a_large_mark_is_outlined_to_its_end(mark):
    found = outlines(core_of((40, 80, 370, 96), mark))
    lines = [quad for quad, _ in found if size_of(quad)[0] > 300]
    assert len(lines) == 1
    assert lines[0][:, 0].min() <= 40
    assert lines[0][:, 0].max() >= 370
    assert len(found) >= 2  # the mark keeps its own


def test_a_strongly_bent_line_is_outlined_in_parts():
    probability = core_of(size_wh=(500, 300))
    x = np.arange(50, 450)
    for offset in range(12):
        probability[(60 + ((x - 250) / 200) ** 2 * 90).astype(int) + offset, x] = 255
    found = outlines(probability)
    assert len(found) >= 2
    assert min(q[:, 0].min() for q, _ in found) <= 55
    assert max(q[:, 0].max() for q, _ in found) >= 445


def test_a_cloud_is_not_cut_to_pieces():
    cloud = core_of((20, 20, 380, 100), (20, 20, 120, 190))
    assert len(outlines(cloud)) <= 1


@pytest.mark.parametrize(
    "box", [(100, 80, 130, 82), (100, 80, 300, 92), (100, 20, 104, 60), (0, 0, 30, 3)]
)
def test_a_weak_thin_core_may_be_a_line(box):
    assert may_hold_lines(core_of(box) // 2)


@pytest.mark.parametrize(
    "box", [(0, 0, 0, 0), (50, 50, 51, 80), (100, 20, 300, 180), (100, 50, 120, 70)]
)
def test_nothing_a_speck_a_cloud_and_a_square_are_no_lines(box):
    assert not may_hold_lines(core_of(box))
