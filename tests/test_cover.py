from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from redaction_fakes import box, mark

from phiscan.cover import cover_findings, cover_mask, fill_mask
from phiscan.grids import LOSSLESS, TILE_PX, UNKNOWN
from phiscan.types import Category, Finding

PAD_PX = UNKNOWN.pad_px
SIZE = (640, 480)


def covered_box(mask: np.ndarray) -> tuple[int, int, int, int]:
    ys, xs = np.nonzero(mask)
    return int(xs.min()), int(ys.min()), int(xs.max()) + 1, int(ys.max()) + 1


def turned(width: float, height: float, angle_deg: float) -> list[tuple[float, float]]:
    """Return a line of text in the middle of the photo, turned clockwise."""
    angle = np.radians(angle_deg)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    corners = np.array(box(-width / 2, -height / 2, width / 2, height / 2)) @ turn.T + (320, 240)
    return [(float(x), float(y)) for x, y in corners]


def test_no_findings_cover_nothing() -> None:
    pixels = np.full((20, 30, 3), 7, np.uint8)
    assert not cover_mask((30, 20), []).any()
    assert (cover_findings(pixels, []) == pixels).all()


def test_a_finding_without_place_covers_nothing() -> None:
    name = Finding(Category.FILENAME, 1.0, "name", "filename")
    assert not cover_mask(SIZE, [name]).any()


def test_the_given_pixels_stay_as_they_are() -> None:
    pixels = np.full((100, 100, 3), 200, np.uint8)
    out = cover_findings(pixels, [mark(box(20, 20, 60, 40))])
    assert (pixels == 200).all()
    assert (out[20:40, 20:60] == 0).all()


def test_another_colour_fills_as_asked() -> None:
    out = cover_findings(np.zeros((64, 64, 3), np.uint8), [mark(box(4, 4, 9, 9))], colour=(1, 2, 3))
    assert out[5, 5].tolist() == [1, 2, 3]


def test_a_cover_is_padded_and_ends_on_tiles() -> None:
    x0, y0, x1, y1 = covered_box(cover_mask(SIZE, [mark(box(205, 101, 290, 121))]))
    assert (x0 % TILE_PX, y0 % TILE_PX, x1 % TILE_PX, y1 % TILE_PX) == (0, 0, 0, 0)
    assert x0 <= 205 - PAD_PX
    assert y0 <= 101 - PAD_PX
    assert x1 >= 290 + PAD_PX
    assert y1 >= 121 + PAD_PX


@pytest.mark.parametrize("size", [(640, 480), (641, 479), (17, 16), (1, 1)])
def test_the_last_row_and_column_are_covered(size: tuple[int, int]) -> None:
    width, height = size
    mask = cover_mask(size, [mark(box(width - 1, height - 1, width, height))])
    assert mask.shape == (height, width)
    assert mask[-1, -1]
    assert mask[0, 0] == (width < 40)


def test_a_polygon_half_outside_the_photo_is_covered_inside() -> None:
    mask = cover_mask(SIZE, [mark(box(-500, 200, 40, 230))])
    assert mask[200:230, :40].all()
    assert not mask[:, 200:].any()


def test_a_polygon_outside_the_photo_covers_nothing() -> None:
    assert not cover_mask(SIZE, [mark(box(2000, 2000, 2100, 2030))]).any()


def test_a_turned_line_is_covered_along_itself_and_not_as_upright_box() -> None:
    mask = cover_mask(SIZE, [mark(turned(400, 24, 35))])
    x0, y0, x1, y1 = covered_box(mask)
    assert mask[240, 320]
    assert mask.sum() < 0.5 * (x1 - x0) * (y1 - y0)


@pytest.mark.parametrize("angle", [0, 17, 45, 90, 133, 180, 270])
def test_every_pixel_of_a_turned_line_and_of_the_pad_is_covered(angle: int) -> None:
    mask = cover_mask(SIZE, [mark(turned(300, 20, angle))])
    wide = np.array(turned(300 + 2 * PAD_PX, 20 + 2 * PAD_PX, angle))
    for t in np.linspace(0, 1, 50):
        for s in (0.0, 0.5, 1.0):
            upper, lower = wide[0] + t * (wide[1] - wide[0]), wide[3] + t * (wide[2] - wide[3])
            x, y = upper + s * (lower - upper)
            assert mask[min(479, int(y)), min(639, int(x))]


def test_a_line_bent_round_a_wrist_is_covered_along_its_bend() -> None:
    bend = np.linspace(np.pi, 2 * np.pi, 9)
    outer = [(320 + 200 * np.cos(a), 300 + 200 * np.sin(a)) for a in bend]
    inner = [(320 + 176 * np.cos(a), 300 + 176 * np.sin(a)) for a in bend]
    mask = cover_mask(SIZE, [mark([*outer, *inner[::-1]])])
    assert all(mask[int(y), int(x)] for x, y in outer + inner)
    assert not mask[300, 320]


def test_a_polygon_that_crosses_itself_or_is_a_line_is_covered_whole() -> None:
    crossed = [(100.0, 100.0), (200.0, 150.0), (200.0, 100.0), (100.0, 150.0)]
    assert cover_mask(SIZE, [mark(crossed)])[100:150, 100:200].all()
    flat = [(100.0, 100.0), (150.0, 100.0), (200.0, 100.0), (120.0, 100.0)]
    assert cover_mask(SIZE, [mark(flat)])[100, 100:200].all()


def test_short_names_of_different_length_get_covers_of_one_width() -> None:
    widths = set()
    for letters in (40, 90, 150):
        x0, _, x1, _ = covered_box(
            cover_mask(SIZE, [mark(box(100, 100, 100 + letters, 124), Category.PERSON_NAME)])
        )
        widths.add(x1 - x0)
    assert len(widths) == 1


def test_a_turned_name_is_lengthened_along_its_own_direction() -> None:
    mask = cover_mask(SIZE, [mark([(300, 50), (300, 110), (276, 110), (276, 50)],
                                  Category.PERSON_NAME)])  # fmt: skip
    assert mask[50 + 7 * 24, 288]
    assert not mask[100, 400]


def test_first_and_last_name_become_one_cover() -> None:
    parts = [mark(box(100, 100, 160, 124)), mark(box(215, 101, 280, 125))]
    assert cover_mask(SIZE, parts)[100:124, 100:280].all()


def test_words_far_apart_or_on_two_lines_stay_apart() -> None:
    far = cover_mask(SIZE, [mark(box(50, 100, 90, 120)), mark(box(400, 100, 440, 120))])
    assert not far[110, 240]
    lines = cover_mask(SIZE, [mark(box(50, 40, 250, 60)), mark(box(50, 200, 250, 220))])
    assert not lines[130, 150]


def test_a_face_takes_hair_ears_and_chin_along() -> None:
    mask = cover_mask(SIZE, [mark(box(200, 200, 280, 300), Category.FACE)])
    x0, y0, x1, y1 = covered_box(mask)
    assert x0 <= 200 - 24
    assert x1 >= 280 + 24
    assert y0 <= 200 - 50
    assert y1 >= 300 + 20


def test_a_face_lying_on_its_side_grows_towards_its_own_hair() -> None:
    # Turned a quarter clockwise: the top of the head points right.
    lying = [(300, 200), (300, 280), (200, 280), (200, 200)]
    x0, _, x1, _ = covered_box(cover_mask(SIZE, [mark(lying, Category.FACE)]))
    assert x1 - 300 > 200 - x0


def test_a_code_takes_some_of_its_quiet_zone_along() -> None:
    x0, y0, x1, y1 = covered_box(
        cover_mask(SIZE, [mark(box(200, 100, 410, 310), Category.BARCODE)])
    )
    two_modules = 210 * 2 / 21
    assert min(200 - x0, 100 - y0, x1 - 410, y1 - 310) >= two_modules


def test_what_a_code_says_is_covered_like_the_code() -> None:
    corners = box(200, 100, 300, 200)
    code, name = mark(corners, Category.BARCODE), mark(corners, Category.PERSON_NAME)
    assert (cover_mask(SIZE, [code, name]) == cover_mask(SIZE, [code])).all()


def test_fill_keeps_what_the_mask_leaves() -> None:
    pixels = np.arange(12, dtype=np.uint8).reshape(2, 2, 3)
    out = fill_mask(pixels, np.array([[True, False], [False, False]]), (9, 9, 9))
    assert out[0, 0].tolist() == [9, 9, 9]
    assert (out[1] == pixels[1]).all()


def test_a_readers_loose_outline_is_lengthened_less_than_a_tight_one() -> None:
    place = tuple(box(40, 100, 100, 140))
    tight = Finding(Category.PERSON_NAME, 0.9, "a name", "caller", place)
    loose = Finding(Category.PERSON_NAME, 0.9, "a name", "rules.names", place)
    widths = [covered_box(cover_mask((1280, 480), [f]))[2] for f in (tight, loose)]
    assert 100 + PAD_PX < widths[1] < widths[0]


@pytest.mark.parametrize("angle", [0, 30, 90])
def test_a_strip_of_bars_takes_the_number_below_along_and_not_half_the_label(angle: int) -> None:
    bars, number = turned(300, 40, angle), turned(300, 40 + 2 * 14, angle)
    mask = cover_mask(SIZE, [mark(bars, Category.BARCODE)])
    inside = [(int(min(479, y)), int(min(639, x))) for x, y in number]
    assert all(mask[y - 1 if y == 479 else y, x] for y, x in inside)
    # Bars, a quiet zone of 12 % at both ends, 40 % of their height on both sides, and the tiles.
    assert mask.sum() < (300 + 2 * 36 + 40) * (40 + 2 * 16 + 40)


def test_the_room_that_a_reader_leaves_round_small_print_stays_open() -> None:
    place = box(100, 100, 400, 140)
    tight = mark(place, Category.DATE)
    loose = replace(tight, detector="rules.dates")
    (_, top, _, bottom), (_, high, _, low) = (
        covered_box(cover_mask(SIZE, [f], LOSSLESS)) for f in (tight, loose)
    )
    assert top < high < 100 + 0.15 * 40
    assert 140 - 0.06 * 40 < low < bottom


def test_an_outline_that_may_be_read_the_other_way_is_covered_whole() -> None:
    tall = replace(mark(box(100, 100, 130, 200), Category.DATE), detector="rules.dates")
    assert cover_mask(SIZE, [tall], LOSSLESS)[100:200, 100:130].all()
