import cv2
import numpy as np
import pytest

from phiscan._deadline import Deadline
from phiscan._runtime import open_model
from phiscan.ocr import detection, ppocr
from phiscan.ocr.gate import may_hold_print
from phiscan.ocr.levels import show
from phiscan.options import ScanOptions
from phiscan.synth import grounds
from phiscan.types import Photo


class Says:
    """A network that gives every cell one answer and counts how often it was asked."""

    backend = "test"

    def __init__(self, answer):
        self.answer, self.asked = answer, 0

    def run(self, array):
        self.asked += 1
        rows, columns = array.shape[2] // 32, array.shape[3] // 32
        return [np.full((1, 1, rows, columns), self.answer, np.float32)]


class Traces:
    """A detector whose first look sees traces (or, where wide, a line) in the upper left."""

    backend = "test"

    def __init__(self, width=30):
        self.width, self.shapes = width, []

    def run(self, array):
        self.shapes.append(array.shape)
        answer = np.zeros((1, 1, *array.shape[2:]), np.float32)
        if len(self.shapes) == 1:
            answer[..., 300:330, 300 : 300 + self.width] = 1.0
        return [answer]


@pytest.fixture(scope="module")
def gravel():
    """A sharp texture without print, 2400 x 3200."""
    rng = np.random.default_rng(2)
    stones = cv2.resize(rng.integers(40, 220, (600, 800), np.uint8), (3200, 2400))
    return np.repeat((stones + rng.integers(0, 25, stones.shape, np.uint8))[..., None], 3, axis=2)


def blob_of(picture):
    blob = np.empty((1, 3, *picture.shape[:2]), np.float32)
    show(picture, blob[0])
    return blob


def looks(photo, detector, gate):
    detection.find_text(photo, detector, [0.4, 1.0], Deadline(), gate=gate)
    return len(detector.shapes) - 1


def test_a_tile_that_can_hold_no_print_is_not_looked_at(gravel):
    gate = Says(0.0)
    assert looks(gravel, Traces(), gate) == 0
    assert gate.asked > 0
    assert looks(gravel, Traces(), Says(1.0)) > 0


def test_an_answer_without_numbers_lets_the_detector_look(gravel):
    assert looks(gravel, Traces(), Says(np.nan)) > 0


def test_an_empty_answer_lets_the_detector_look():
    class Silent:
        def run(self, array):
            return [np.zeros((1, 1, 0, 0), np.float32)]

    assert may_hold_print(np.zeros((1, 3, 64, 64), np.float32), Silent())


def test_who_wants_all_text_covered_gets_every_tile_looked_at(monkeypatch):
    opened, real = [], ppocr.open_model

    def noting(name, options):
        opened.append(name)
        return real(name, options)

    monkeypatch.setattr(ppocr, "open_model", noting)
    page = [Photo(np.full((64, 64, 3), 255, np.uint8))]
    ppocr.read(page, ScanOptions(), Deadline())
    assert "text_gate" in opened
    opened.clear()
    ppocr.read(page, ScanOptions(redact_all_text=True), Deadline())
    assert "text_gate" not in opened


def test_where_the_first_look_outlined_a_line_nobody_else_is_asked(gravel):
    gate = Says(0.0)
    assert looks(gravel, Traces(width=300), gate) > 0


def test_a_picture_that_is_looked_at_once_is_never_gated(lines_page):
    gate = Says(0.0)
    assert detection.find_text(
        lines_page, open_model("ppocr_det"), [1.0], Deadline(), gate=gate
    ).boxes
    assert gate.asked == 0


def test_one_cell_is_enough():
    class One(Says):
        def run(self, array):
            answer = super().run(array)
            answer[0][..., 3, 5] = 0.9
            return answer

    blank = blob_of(np.zeros((256, 256, 3), np.uint8))
    assert may_hold_print(blank, One(0.0))
    assert not may_hold_print(blank, Says(0.0))


@pytest.mark.parametrize("height_px", [10, 14, 24, 48])
@pytest.mark.parametrize("turns", [0, 1, 2])
def test_print_on_a_texture_may_be_print(page, gravel, height_px, turns):
    tile = gravel[:768, :768] // 2 + 64
    label = page([(4, 4, "555-0142")], (int(6 * height_px), 2 * height_px), height_px)
    label = np.rot90(label, turns)
    y, x = 330, 250
    tile[y : y + label.shape[0], x : x + label.shape[1]] = label
    assert may_hold_print(blob_of(tile), open_model("text_gate"))


def test_light_print_on_dark_may_be_print(page):
    tile = page([(300, 300, "Maria Lopez")], (768, 768), 12, ink="white", paper="black")
    assert may_hold_print(blob_of(tile), open_model("text_gate"))


@pytest.mark.parametrize("draw", [grounds.wood, grounds.cloth, grounds.stone])
def test_a_table_top_without_print_holds_none(draw):
    top = grounds.make_ground(draw, np.random.default_rng(5), 768, 768)
    assert not may_hold_print(blob_of(top), open_model("text_gate"))
