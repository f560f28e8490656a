import numpy as np
import pytest

from phiscan._runtime import open_model
from phiscan.ocr import recognition


def test_nothing_in_nothing_out():
    assert recognition.recognise([], open_model("ppocr_rec")) == []


def test_answers_come_in_the_order_of_the_crops(lines_page):
    pyramid = recognition.Pyramid(lines_page)
    quads = [
        np.array([[50, y], [50 + w, y], [50 + w, y + 44], [50, y + 44]], float)
        for y, w in ((335, 250), (55, 320), (195, 420))
    ]
    read = recognition.recognise([pyramid.crop(q) for q in quads], open_model("ppocr_rec"))
    assert [r.text for r in read] == ["Maria Lopez", "MRN 00482913", "Telephone 555-5555"]
    assert "Lopez" not in repr(read)


def test_decode_tells_a_repeat_from_a_long_letter():
    five = recognition.characters().index("5")
    steps = np.zeros((6, len(recognition.characters())), np.float32)
    for t, c in enumerate([five, five, 0, five, 0, 0]):
        steps[t, c] = 1.0
    answer = recognition.decode(steps, used=1.0)
    assert answer.text == "55"
    assert answer.score == pytest.approx(1.0)
    assert answer.spans[0][0] == 0.0
    assert answer.spans[-1][1] == 1.0


def test_decode_of_blanks_is_empty():
    steps = np.zeros((4, len(recognition.characters())), np.float32)
    steps[:, 0] = 1.0
    assert recognition.decode(steps, used=1.0).text == ""
