from dataclasses import dataclass

import numpy as np
import pytest

from phiscan.ocr.boxes import TextBox
from phiscan.ocr.chances import BUDGET_PX, Chance, chances
from phiscan.ocr.quads import turn

PHOTO = (4000, 3000)


@dataclass
class Read:
    box: TextBox
    is_tall: bool = False
    is_sure: bool = True
    is_legible: bool = True
    quarter_turns: int = 0

    @property
    def quad(self):
        """As wide lines run to the right and tall ones up, unless turned further."""
        return turn(self.box.quad, self.quarter_turns + 3 * self.is_tall)


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


def test_around_a_little_small_print_full_size_is_looked_at_everywhere():
    (chance,) = chances([small()], PHOTO, 0.32)
    assert chance.scales == (1.0,)
    assert not chance.quarter_turns
    x0, y0, x1, y1 = chance.part
    assert x0 < 900
    assert y0 < 900
    assert x1 > 1300
    assert y1 > 1120


def test_around_small_print_far_apart_half_size_looks_first():
    wide_apart = [small(), Read(box_at(1800, 1600, 2000, 1620))]
    (chance,) = chances(wide_apart, PHOTO, 0.32)
    assert 0.32 < chance.scales[0] < 0.6
    assert chance.scales[1] == 1.0


def test_the_page_on_which_small_print_stands_says_how_far_to_look():
    page, photo = (950, 700, 1900, 1900), (0, 0, *PHOTO)
    elsewhere = (3000, 2000, 3500, 2500)
    (chance,) = chances([small()], PHOTO, 0.32, [elsewhere, photo, page])
    assert chance.part == (840, 700, 1900, 1900)
    assert chance.scales == (1.0,)


def test_a_page_too_large_for_the_budget_is_no_place_to_look_close():
    (chance,) = chances([small()], PHOTO, 0.32, [(0, 0, *PHOTO)])
    assert chance.part[0] > 0


@pytest.mark.parametrize("read", [[tall()], [tall()] * 7 + [tall(is_sure=False)] * 2])
def test_around_tall_lines_the_photo_is_looked_at_turned(read):
    (chance,) = chances(read, PHOTO, 0.32)
    assert chance.quarter_turns % 2
    assert chance.scales[0] == 0.32


@pytest.mark.parametrize(
    ("read", "quarter_turns"),
    [
        ([tall()], 3),
        ([tall(quarter_turns=2)], 1),
        ([tall(quarter_turns=2), tall(is_sure=False)], 1),
        ([Read(box_at(0, 0, 500, 60), quarter_turns=2)], 2),
    ],
    ids=["up", "down", "the sure one decides", "on its head"],
)
def test_the_turn_brings_the_lines_upright(read, quarter_turns):
    (chance,) = chances(read, PHOTO, 0.32)
    assert chance.quarter_turns == quarter_turns


def test_one_line_on_its_head_among_upright_ones_turns_nothing():
    upright = Read(box_at(0, 0, 500, 60))
    assert not list(chances([upright, Read(upright.box, quarter_turns=2)], PHOTO, 0.32))


def test_a_chance_stays_inside_photo_and_budget():
    corners = [Read(box_at(0, 0, 100, 20)), Read(box_at(3900, 2980, 4000, 3000))]
    for read in (corners, [Read(r.box, is_tall=True) for r in corners]):
        for chance in chances(read, PHOTO, 0.32):
            assert chance.part == (0, 0, *PHOTO)
            assert 4000 * 3000 * chance.scales[0] ** 2 <= BUDGET_PX * 1.01


@pytest.mark.parametrize("quarter_turns", range(4))
def test_boxes_find_their_way_there_and_back(quarter_turns):
    pixels = np.zeros((300, 400, 3), np.uint8)
    pixels[120:140, 210:310] = 255
    box = box_at(210, 120, 310, 140)
    chance = Chance((200, 100, 360, 180), (1.0,), quarter_turns)
    there = chance.there(box).quad
    low, high = there.min(axis=0).astype(int), there.max(axis=0).astype(int)
    cut = chance.cut(pixels)
    assert (cut[low[1] : high[1], low[0] : high[0]] == 255).all()
    assert cut.sum() == pixels.sum()
    assert np.allclose(chance.back(chance.there(box)).quad, box.quad)
