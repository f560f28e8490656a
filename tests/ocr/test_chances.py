from dataclasses import dataclass

import numpy as np
import pytest

from phiscan.ocr.boxes import TextBox
from phiscan.ocr.chances import BUDGET_PX, Chance, chances

PHOTO = (4000, 3000)


@dataclass
class Read:
    box: TextBox
    is_tall: bool = False
    is_sure: bool = True
    is_legible: bool = True


def box_at(x0, y0, x1, y1):
    return TextBox(np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], float), 0.9, 1.0)


def small(**traits):
    return Read(box_at(1000, 1000, 1200, 1020), **traits)


def tall(**traits):
    return Read(box_at(1000, 1000, 1040, 1400), is_tall=True, **traits)


@pytest.mark.parametrize(
    "read",
    [
        [],
        [Read(box_at(0, 0, 500, 60))],
        [small(is_sure=False), small(is_legible=False)],
        [tall(is_legible=False)],
        [tall()] * 8,
    ],
    ids=["nothing", "large print", "unsure", "tall texture", "a page turned sideways, read well"],
)
def test_no_second_chance_without_cause(read):
    assert list(chances(read, PHOTO, 0.32)) == []


def test_around_small_print_half_the_size_is_looked_at():
    (chance,) = chances([small()], PHOTO, 0.32)
    assert chance.scales == (0.5, 1.0)
    assert not chance.is_turned
    x0, y0, x1, y1 = chance.part
    assert x0 < 900
    assert y0 < 900
    assert x1 > 1300
    assert y1 > 1120


@pytest.mark.parametrize("read", [[tall()], [tall()] * 7 + [tall(is_sure=False)] * 2])
def test_around_tall_lines_the_photo_is_looked_at_turned(read):
    (chance,) = chances(read, PHOTO, 0.32)
    assert chance.is_turned
    assert chance.scales[0] == 0.32


def test_a_chance_stays_inside_photo_and_budget():
    corners = [Read(box_at(0, 0, 100, 20)), Read(box_at(3900, 2980, 4000, 3000))]
    for read in (corners, [Read(r.box, is_tall=True) for r in corners]):
        for chance in chances(read, PHOTO, 0.32):
            assert chance.part == (0, 0, *PHOTO)
            assert 4000 * 3000 * chance.scales[0] ** 2 <= BUDGET_PX * 1.01


@pytest.mark.parametrize("is_turned", [False, True])
def test_boxes_find_their_way_there_and_back(is_turned):
    pixels = np.zeros((300, 400, 3), np.uint8)
    pixels[120:140, 210:310] = 255
    box = box_at(210, 120, 310, 140)
    chance = Chance((200, 100, 360, 180), (1.0,), is_turned)
    there = chance.there(box).quad
    low, high = there.min(axis=0).astype(int), there.max(axis=0).astype(int)
    cut = chance.cut(pixels)
    assert (cut[low[1] : high[1], low[0] : high[0]] == 255).all()
    assert cut.sum() == pixels.sum()
    assert np.allclose(chance.back(chance.there(box)).quad, box.quad)
