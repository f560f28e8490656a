import numpy as np
import pytest

from phiscan.ocr.tiles import cut_for_all, cut_into_tiles


@pytest.mark.parametrize("cut", [cut_into_tiles, cut_for_all])
def test_tiles_cover_every_pixel_and_stay_inside(cut):
    for width, height in ((1, 1), (1024, 5000), (4032, 3024), (1537, 1537), (1792, 1344)):
        seen = np.zeros((height, width), bool)
        for x0, y0, x1, y1 in cut(width, height):
            assert 0 <= x0 < x1 <= width
            assert 0 <= y0 < y1 <= height
            seen[y0:y1, x0:x1] = True
        assert seen.all()


@pytest.mark.parametrize("size_wh", [(1792, 1344), (1792, 1008), (5100, 3800), (1601, 1601)])
def test_a_look_everywhere_takes_fewer_pixels_in_tiles_no_larger_than_a_first_look(size_wh):
    areas = [(x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in cut_for_all(*size_wh)]
    small = [(x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in cut_into_tiles(*size_wh)]
    assert max(areas) <= 1_300_000
    assert sum(areas) < 0.95 * sum(small)
