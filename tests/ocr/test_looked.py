import numpy as np
import pytest

from phiscan.ocr.looked import Looked, still_to_look_at
from phiscan.ocr.tiles import cut_for_all, inner

SIZE_WH = 1792, 1344


def paper(size_wh=SIZE_WH):
    return np.full((size_wh[1], size_wh[0], 3), 200, np.uint8)


def earlier_look():
    return Looked(paper(), np.full(SIZE_WH[::-1], 7, np.uint8))


def covered(x0, y0, x1, y1):
    picture = paper()
    picture[y0:y1, x0:x1] = 0
    return picture


def test_a_first_look_is_everywhere():
    rest = still_to_look_at(paper(), None)
    assert rest.tiles == cut_for_all(*SIZE_WH)
    found = np.full(SIZE_WH[::-1], 3, np.uint8)
    assert rest.joined(found) is found


def test_another_size_is_another_picture():
    rest = still_to_look_at(paper((1344, 1792)), earlier_look())
    assert rest.tiles == cut_for_all(1344, 1792)
    assert rest.fresh is None


def test_the_same_picture_is_not_looked_at_again():
    rest = still_to_look_at(paper(), earlier_look())
    assert rest.tiles == []
    assert (rest.joined(np.zeros(SIZE_WH[::-1], np.uint8)) == 7).all()


@pytest.mark.parametrize(
    "box",
    [
        (0, 0, 1, 1),
        (1791, 1343, 1792, 1344),
        (700, 500, 900, 560),
        (5, 640, 1787, 700),
        (600, 3, 650, 1341),
        (0, 0, *SIZE_WH),
    ],
)
def test_what_a_cover_touches_is_looked_at_with_what_is_around(box):
    x0, y0, x1, y1 = box
    rest = still_to_look_at(covered(*box), earlier_look())
    asked = np.zeros(SIZE_WH[::-1], bool)
    for tile in rest.tiles:
        left, top, right, bottom = inner(tile, SIZE_WH)
        asked[top:bottom, left:right] = True
    joined = rest.joined(np.where(asked, np.uint8(3), np.uint8(0)))
    margin = 30
    assert (joined[max(0, y0 - margin) : y1 + margin, max(0, x0 - margin) : x1 + margin] == 3).all()
    assert set(np.unique(joined)) <= {3, 7}


def test_a_small_cover_costs_a_small_look_and_leaves_the_rest_as_it_was():
    rest = still_to_look_at(covered(700, 500, 900, 560), earlier_look())
    area = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in rest.tiles)
    assert area < 0.2 * SIZE_WH[0] * SIZE_WH[1]
    assert (rest.joined(np.zeros(SIZE_WH[::-1], np.uint8))[:400] == 7).all()
