import numpy as np

from phiscan._deadline import Deadline
from phiscan._runtime import open_model
from phiscan.ocr import detection
from phiscan.ocr.detection import TextBox

FLAT = np.array([[0, 0], [40, 0], [40, 10], [0, 10]], dtype=float)


def test_small_pictures_are_enlarged_and_never_looked_at_twice():
    assert detection.scales_for((600, 400), (1280, 2560, 4096)) == [1.84]
    assert detection.scales_for((100, 100), (1280,)) == [2.0]


def test_a_phone_photo_is_looked_at_small_and_in_full():
    assert detection.scales_for((4032, 3024), (1280, 2560, 4096)) == [0.3175, 0.6349, 1.0]


def test_tiles_cover_every_pixel_and_stay_inside():
    for width, height in ((1, 1), (1024, 5000), (4032, 3024), (1537, 1537)):
        seen = np.zeros((height, width), bool)
        for x0, y0, x1, y1 in detection._tiles(width, height):
            assert 0 <= x0 < x1 <= width
            assert 0 <= y0 < y1 <= height
            seen[y0:y1, x0:x1] = True
        assert seen.all()


def test_an_empty_wall_has_no_fine_structure_and_one_line_of_print_has(lines_page):
    assert not detection.has_fine_structure(np.full((500, 500, 3), 200, np.uint8))
    assert detection.has_fine_structure(lines_page)


def test_faint_pencil_has_fine_structure(lines_page):
    faint = (225 + (lines_page.astype(int) - 255) // 10).astype(np.uint8)
    assert detection.has_fine_structure(faint)


def test_every_line_is_found(lines_page):
    boxes, missed = detection.find_text(lines_page, open_model("ppocr_det"), [1.0], Deadline())
    assert len(boxes) >= 3
    assert missed == []


def test_no_time_left_is_said():
    over = Deadline(1e-9)
    boxes, missed = detection.find_text(
        np.zeros((64, 64, 3), np.uint8), open_model("ppocr_det"), [1.0], over
    )
    assert boxes == []
    assert "time limit" in missed[0]


def test_a_whole_line_is_kept_before_its_fragments():
    whole = TextBox(FLAT * 2, 0.9, 1.0)
    half = TextBox(FLAT * 2 * [0.5, 1], 0.9, 1.0)
    assert detection.drop_duplicates([half, whole]) == [whole]


def test_small_print_inside_a_large_outline_is_kept():
    headline = TextBox(FLAT * 8, 0.9, 0.3)
    small = TextBox(FLAT + 5, 0.9, 1.0)
    assert len(detection.drop_duplicates([headline, small])) == 2
