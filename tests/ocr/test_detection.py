from functools import cache

import numpy as np
import pytest

from phiscan._deadline import Deadline
from phiscan._runtime import open_model
from phiscan.errors import EngineError
from phiscan.ocr import detection
from phiscan.ocr.tiles import TILE_PX


@pytest.mark.parametrize(
    ("size_wh", "scales"),
    [
        ((600, 400), [1.84]),
        ((100, 100), [2.0]),
        ((1280, 960), [1.0]),
        ((4032, 3024), [0.3175, 1.0]),
        ((16320, 12240), [0.3125, 1.0]),
    ],
)
def test_small_pictures_are_looked_at_once_and_photos_twice(size_wh, scales):
    assert detection.scales_for(size_wh) == scales


def test_full_size_looks_only_where_the_first_look_noticed_something(lines_page):
    photo = np.full((3000, 4000, 3), 200, np.uint8)
    photo[1000:1500, 2000:3000] = lines_page
    photo[:200, :200] = np.random.default_rng(1).integers(0, 255, (200, 200, 3))  # no text
    looked_at = []

    class Spy:
        def run(self, array):
            looked_at.append(array.shape)
            return open_model("ppocr_det").run(array)

    found = detection.find_text(photo, Spy(), detection.scales_for((4000, 3000)), Deadline())
    assert len([b for b in found.boxes if b.scale == 1.0]) >= 3
    assert len(looked_at) <= 7  # one first look, at most six of thirty tiles


class Glance:
    """A model that takes one part of its first picture for text and sees nothing later."""

    def __init__(self, x0, y0, x1, y1):
        self.part, self.shapes = (slice(y0, y1), slice(x0, x1)), []

    def run(self, array):
        self.shapes.append(array.shape)
        answer = np.zeros((1, 1, *array.shape[2:]), np.float32)
        if len(self.shapes) == 1:
            answer[0, 0][self.part] = 1.0
        return [answer]


@cache
def stripes():
    """A photo with fine sharp structure everywhere, as on a screen full of print."""
    board = (np.indices((1000, 1333)).sum(axis=0) % 2).astype(np.uint8) * 200
    return np.kron(board, np.ones((3, 3), np.uint8))[..., None].repeat(3, axis=2)


def test_a_screen_taken_for_one_large_line_is_looked_at_closely_unless_it_was_read():
    photo, scales = stripes(), [0.32, 1.0]
    unread, read = Glance(300, 300, 700, 500), Glance(300, 300, 700, 500)
    detection.find_text(photo, unread, scales, Deadline())
    detection.find_text(photo, read, scales, Deadline(), settled=lambda boxes: boxes)
    assert len(unread.shapes) > 1
    assert len(read.shapes) == 1


def test_a_soft_cloud_is_not_looked_at_closely():
    ramp = np.linspace(0, 255, 4000).astype(np.uint8)[None, :, None].repeat(3000, 0).repeat(3, 2)
    ramp = ramp + np.random.default_rng(3).integers(0, 30, ramp.shape, np.uint8) // 2
    model = Glance(300, 300, 700, 500)
    detection.find_text(ramp, model, [0.32, 1.0], Deadline())
    assert len(model.shapes) <= 1


def full_size(model):
    """The shapes of the looks after the first that are larger than half a tile."""
    return [shape for shape in model.shapes[1:] if max(shape[2:]) > TILE_PX // 2]


def waves(period_px=48, height=3000):
    """A photo with structure everywhere, all of it soft: stripes without an edge."""
    row = 128 + 100 * np.sin(np.arange(4000) * 2 * np.pi / period_px)
    return row.astype(np.uint8)[None, :, None].repeat(height, 0).repeat(3, 2)


def test_a_soft_texture_is_looked_at_in_half_size_alone():
    model = Glance(300, 300, 330, 330)
    detection.find_text(waves(), model, [0.32, 1.0], Deadline())
    assert len(model.shapes) > 1
    assert full_size(model) == []


def test_what_the_first_look_took_for_a_line_is_looked_at_in_full_though_it_is_soft():
    model = Glance(300, 300, 700, 330)
    detection.find_text(waves(), model, [0.32, 1.0], Deadline())
    assert full_size(model)


def test_what_hints_at_a_line_in_half_size_is_looked_at_in_full():
    class Hint(Glance):
        def run(self, array):
            answer = super().run(array)
            if len(self.shapes) > 1 and not full_size(self):
                answer[0][..., 100:104, 40:120] = 0.5
            return answer

    model = Hint(300, 300, 330, 330)
    detection.find_text(waves(), model, [0.32, 1.0], Deadline())
    assert full_size(model)


def test_a_narrow_photo_that_is_enlarged_is_soft_and_yet_looked_at_in_its_full_size():
    model = Glance(300, 20, 330, 50)
    detection.find_text(waves(24, height=300), model, [0.32, 2.0], Deadline())
    assert full_size(model)


def test_sharp_detail_is_looked_at_in_full():
    model = Glance(300, 300, 330, 330)
    detection.find_text(stripes(), model, [0.32, 1.0], Deadline())
    assert full_size(model)


def test_tiles_looked_at_before_are_not_looked_at_again():
    model = Glance(300, 300, 700, 330)
    before = [(600, 600, 2600, 1400)]
    detection.find_text(stripes(), model, [0.32, 1.0], Deadline(), skip=before)
    assert len(model.shapes) == 1


def test_a_line_that_runs_out_of_the_tiles_is_followed(page):
    text = "Accession 77-1234567 Wing B Bed 12 " * 4
    photo = np.full((3000, 4000, 3), 235, np.uint8)
    photo[1000:1060, 500:3500] = page([(20, 20, text)], (3000, 60), 16)

    class Blinkered:
        """Notices only the line's beginning in the first look."""

        first = True

        def run(self, array):
            answer = open_model("ppocr_det").run(array)
            if self.first:
                answer[0][..., 220:] = 0
            self.first = False
            return answer

    found = detection.find_text(photo, Blinkered(), [0.32, 1.0], Deadline())
    ink = np.flatnonzero((photo[1000:1060] < 128).any(axis=(0, 2)))
    assert max(box.quad[:, 0].max() for box in found.boxes) > min(ink.max(), 1500)


def test_an_empty_wall_has_no_fine_structure_and_one_line_of_print_has(lines_page):
    assert not detection.has_fine_structure(np.full((500, 500, 3), 200, np.uint8))
    assert detection.has_fine_structure(lines_page)


def test_faint_pencil_has_fine_structure(lines_page):
    faint = (225 + (lines_page.astype(int) - 255) // 10).astype(np.uint8)
    assert detection.has_fine_structure(faint)


def test_every_line_is_found(lines_page):
    found = detection.find_text(lines_page, open_model("ppocr_det"), [1.0], Deadline())
    assert len(found.boxes) >= 3
    assert found.missed == []


def test_no_time_left_is_said(lines_page):
    over = Deadline(1e-9)
    found = detection.find_text(lines_page, open_model("ppocr_det"), [1.0], over)
    assert found.boxes == []
    assert "time limit" in found.missed[0]


def test_red_or_blue_light_on_black_is_structure(lines_page):
    for colour in (0, 2):
        shown = np.zeros_like(lines_page)
        shown[..., colour] = 255 - lines_page[..., 1]
        assert detection.has_fine_structure(shown)


def test_an_answer_without_numbers_is_not_a_photo_without_text(lines_page):
    class Broken(Glance):
        backend = "test"

        def run(self, array):
            return [super().run(array)[0] * np.nan]

    with pytest.raises(EngineError):
        detection.find_text(lines_page, Broken(0, 0, 9, 9), [1.0], Deadline())
