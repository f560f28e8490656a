"""What an unsure reading is worth beside another one of the same line."""

from __future__ import annotations

import numpy as np
import pytest

from phiscan import ocr
from phiscan._deadline import Deadline
from phiscan.ocr import Reading, ppocr, tesseract
from phiscan.ocr.agreement import settle
from phiscan.options import ScanOptions
from phiscan.types import Line, Photo

PAGE = 4000, 3000


def line(text: str, score: float, box: tuple[int, int, int, int] = (100, 100, 500, 160)) -> Line:
    x0, y0, x1, y1 = box
    return Line(text, ((x0, y0), (x1, y0), (x1, y1), (x0, y1)), score)


def texts(first: list[Line], second: list[Line]) -> tuple[list[str], list[str]]:
    one, other = settle(tuple(first), tuple(second), PAGE)
    return [x.text for x in one], [x.text for x in other]


def test_nothing_read_is_nothing_settled() -> None:
    assert texts([], []) == ([], [])


def test_an_unsure_reading_does_not_stand_against_a_sure_one() -> None:
    assert texts([line("Name", 0.93)], [line("Vame", 0.66)]) == (["Name"], [])
    assert texts([line("", 0.2)], [line("Allergies", 0.95)]) == ([], ["Allergies"])


@pytest.mark.parametrize("read", ["5. Vincent Pruvost-Leroux", "68F 06-1924-8 fluids"])
def test_of_what_may_be_somebodys_the_doubt_is_kept(read: str) -> None:
    assert texts([line(read, 0.99)], [line("5: Vlncent", 0.65)])[1] == ["5: Vlncent"]


def test_two_sure_readings_are_both_kept() -> None:
    readings = [line("11 MAPR 2026", 0.95)], [line("11 Apr 2026", 0.81)]
    assert texts(*readings) == (["11 MAPR 2026"], ["11 Apr 2026"])


def test_what_nobody_is_sure_of_is_kept() -> None:
    assert texts([line("hlo", 0.55)], [line("Jo hn", 0.47)]) == (["hlo"], ["Jo hn"])


@pytest.mark.parametrize("sign", ["", "|", "=", "\u4e00"])
def test_a_sign_settles_nothing(sign: str) -> None:
    assert texts([line(sign, 0.99)], [line("Lopez", 0.6)])[1] == ["Lopez"]


def test_a_sure_word_settles_nothing_of_a_longer_line() -> None:
    word = line("Ward", 0.96, (100, 100, 200, 160))
    assert texts([line("Wand Lo ez", 0.5)], [word]) == (["Wand Lo ez"], ["Ward"])
    beside = line("Lopez", 0.5, (300, 100, 500, 160))
    assert texts([word], [beside]) == (["Ward"], ["Lopez"])


WALL = (400, 1200, 3600, 2600)


def test_rows_of_bricks_are_no_line() -> None:
    chart = line("vol 2", 1.0)
    assert texts([chart, line("21011", 0.64, WALL)], [line("mb", 0.57, WALL)]) == (["vol 2"], [])


def test_large_letters_stay_where_one_reader_is_sure_or_others_are_as_large() -> None:
    assert texts([line("LOPEZ", 0.97, WALL)], [])[0] == ["LOPEZ"]
    large = line("WARD", 0.97, (400, 100, 3600, 700))
    assert texts([large, line("L0P3Z", 0.6, WALL)], [])[0] == ["WARD", "L0P3Z"]


@pytest.mark.parametrize(("covers_all", "count"), [(False, 0), (True, 1)])
def test_where_every_line_is_covered_none_is_left_out(
    monkeypatch: pytest.MonkeyPatch, *, covers_all: bool, count: int
) -> None:
    first = Reading((line("Name", 0.95),))
    monkeypatch.setattr(ppocr, "read_again", lambda *args: first)
    monkeypatch.setattr(tesseract, "is_available", lambda: True)
    monkeypatch.setattr(tesseract, "read_crops", lambda *args: [line("Vame", 0.6)])
    options = ScanOptions(redact_all_text=covers_all)
    photo = Photo(np.zeros((300, 400, 3), np.uint8))
    _, second = ocr.second_look(photo, options, Deadline())
    assert len(second.lines) == count
