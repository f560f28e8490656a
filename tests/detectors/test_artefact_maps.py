import numpy as np
import pytest

from phiscan.detectors._artefact_maps import (
    CLASSES,
    HEAT_STRIDE,
    MASK_STRIDE,
    MULTIPLE,
    PAD,
    Seen,
    decode,
    outline,
    to_input,
)

LEAST = [0.3] * len(CLASSES)
SIDE = 256
Maps = list[np.ndarray]


def empty_maps(side: int = SIDE) -> Maps:
    count = len(CLASSES)
    small, fine = side // HEAT_STRIDE, side // MASK_STRIDE
    return [
        np.zeros((1, count, small, small), np.float32),
        np.zeros((1, count, fine, fine), np.float32),
        np.zeros((1, 2 * count, fine, fine), np.float32),
    ]


def add(maps: Maps, label: str, box: tuple[int, int, int, int], score: float = 0.8) -> None:
    """Put a thing of that box (x0, y0, x1, y1 in input pixels) into the maps."""
    number = CLASSES.index(label)
    x0, y0, x1, y1 = box
    middle = np.array([x0 + x1, y0 + y1]) / 2
    maps[0][0, number, int(middle[1] // HEAT_STRIDE), int(middle[0] // HEAT_STRIDE)] = score
    rows = np.arange(y0 // MASK_STRIDE, y1 // MASK_STRIDE)
    columns = np.arange(x0 // MASK_STRIDE, x1 // MASK_STRIDE)
    for row in rows:
        for column in columns:
            maps[1][0, number, row, column] = 0.9
            at = (np.array([column, row]) + 0.5) * MASK_STRIDE
            maps[2][0, 2 * number : 2 * number + 2, row, column] = middle - at


def clockwise_area(corners: np.ndarray) -> float:
    x, y = corners.T
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def test_empty_maps_show_nothing() -> None:
    assert decode(empty_maps(), LEAST) == []


def test_a_shape_without_a_peak_is_nothing() -> None:
    maps = empty_maps()
    add(maps, "wristband", (40, 40, 160, 80), score=0.1)
    assert decode(maps, LEAST) == []


def test_a_peak_without_a_shape_is_nothing() -> None:
    maps = empty_maps()
    maps[0][0, 0, 4, 4] = 0.9
    assert decode(maps, LEAST) == []


def test_one_thing_is_outlined_and_grown() -> None:
    maps = empty_maps()
    add(maps, "radiograph", (40, 80, 160, 200))
    (seen,) = decode(maps, LEAST)
    assert (seen.label, round(seen.score, 2)) == ("radiograph", 0.8)
    corners = outline(seen, grow=4)
    assert len(corners) >= 4
    assert clockwise_area(corners) > 0
    low, high = corners.min(axis=0), corners.max(axis=0)
    assert np.all(low <= (40, 80))
    assert np.all(high >= (160, 200))
    assert np.all(low > (30, 70))
    assert np.all(high < (170, 210))


def test_the_best_comes_first() -> None:
    maps = empty_maps()
    add(maps, "screen", (8, 8, 80, 80), score=0.5)
    add(maps, "id_card", (120, 120, 220, 200), score=0.9)
    assert [s.label for s in decode(maps, LEAST)] == ["id_card", "screen"]


def test_neighbours_of_one_class_are_told_apart() -> None:
    maps = empty_maps()
    add(maps, "id_card", (0, 80, 120, 160))
    add(maps, "id_card", (120, 80, 240, 160), score=0.7)
    boxes = sorted(outline(s, 1).min(axis=0)[0] for s in decode(maps, LEAST))
    assert len(boxes) == 2
    assert boxes[0] < 8
    assert 110 < boxes[1] < 124


def test_what_lies_across_a_thing_does_not_make_two_of_it() -> None:
    maps = empty_maps()
    add(maps, "wristband", (20, 100, 220, 140))
    column = slice(100 // MASK_STRIDE, 140 // MASK_STRIDE)
    maps[1][0, CLASSES.index("wristband"), :, column] = 0
    (seen,) = decode(maps, LEAST)
    corners = outline(seen, 2)
    assert corners[:, 0].min() < 24
    assert corners[:, 0].max() > 216


def test_a_second_peak_on_one_thing_gets_no_shape() -> None:
    maps = empty_maps()
    add(maps, "wristband", (0, 100, 240, 140))
    maps[0][0, 0, 15, 2] = 0.6
    assert len(decode(maps, LEAST)) == 1


def test_a_thing_at_the_edge_keeps_the_edge() -> None:
    maps = empty_maps()
    add(maps, "radiograph", (0, 0, SIDE, SIDE))
    (seen,) = decode(maps, LEAST)
    corners = outline(seen, 3)
    assert corners.min() <= 0
    assert corners.max() >= SIDE


@pytest.mark.parametrize("label", CLASSES)
def test_even_a_sliver_has_four_corners(label: str) -> None:
    cells = np.zeros((64, 64), bool)
    cells[10, 5:60] = True
    corners = outline(Seen(label, 0.9, cells), 1)
    assert len(corners) >= 4
    assert clockwise_area(corners) > 0


@pytest.mark.parametrize("size", [(3000, 4000), (4000, 3000), (20, 400), (384, 384), (17, 16)])
def test_the_input_holds_the_photo_at_its_top_left(size: tuple[int, int]) -> None:
    photo = np.full((*size, 3), 200, np.uint8)
    array, factor = to_input(photo, 384)
    height, width = array.shape[2:]
    assert height % MULTIPLE == 0
    assert width % MULTIPLE == 0
    assert factor * max(size) == pytest.approx(384)
    used = max(1, round(size[0] * factor)), max(1, round(size[1] * factor))
    assert np.all(array[0, :, : used[0], : used[1]] == 200)
    assert np.all(array[0, :, used[0] :] == PAD)
    assert np.all(array[0, :, :, used[1] :] == PAD)


def test_what_fills_the_photo_is_one_thing_however_many_middles_it_shows() -> None:
    maps = empty_maps()
    add(maps, "radiograph", (0, 0, 128, 256))
    add(maps, "radiograph", (128, 0, 256, 256), score=0.5)
    assert len(decode(maps, LEAST)) == 2  # two films on a light box that goes on beyond them
    (found,) = decode(maps, LEAST, SIDE * SIDE)
    assert found.score == pytest.approx(0.8)
    assert found.cells.all()
