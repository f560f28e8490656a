import numpy as np
import pytest

from phiscan import ocr
from phiscan._deadline import Deadline
from phiscan.ocr import ppocr, recognition
from phiscan.options import ScanOptions
from phiscan.types import Photo


def read(pixels, **options):
    return ocr.read([Photo(np.ascontiguousarray(pixels))], ScanOptions(**options), Deadline())[0]


def texts(reading):
    return [line.text for line in reading.lines]


def test_blank_photo_has_no_lines():
    assert read(np.full((300, 400, 3), 255, np.uint8)).lines == ()


def test_no_photos_no_readings():
    assert ocr.read([], ScanOptions(), Deadline()) == []


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_text_is_read_in_every_direction(lines_page, turns):
    reading = read(np.rot90(lines_page, turns))
    assert {"MRN 00482913", "Telephone 555-5555", "Maria Lopez"} <= set(texts(reading))
    line = next(x for x in reading.lines if x.text == "Maria Lopez")
    # np.rot90 turns anticlockwise, angles count clockwise.
    assert abs((line.angle_deg + 90 * turns + 180) % 360 - 180) < 5


def test_lines_that_read_surely_are_not_read_backwards_too(lines_page, monkeypatch):
    asked = []

    def recognise(crops, model):
        asked.append(len(crops))
        return recognition.recognise(crops, model)

    monkeypatch.setattr(ppocr, "recognise", recognise)
    read(lines_page)
    upright = sum(asked)
    read(np.rot90(lines_page, 2))
    assert upright == 3
    assert sum(asked) - upright >= 6


def test_repeated_digits_are_not_lost(page):
    reading = read(page([(40, 40, "555-55-5555  444-44-4444")], (900, 120), 18))
    assert "555-55-5555" in " ".join(texts(reading))


def test_white_on_black(page):
    reading = read(page([(40, 40, "DOB 03/14/1961")], (600, 120), 24, "white", "black"))
    assert any("03/14/1961" in t for t in texts(reading))


def test_small_and_large_print_in_one_photo(page):
    pixels = np.full((3000, 4000, 3), 235, np.uint8)
    pixels[100:600, 100:3900] = page([(20, 40, "CLINIC")], (3800, 500), 380)
    pixels[2600:2700, 3000:3900] = page([(20, 30, "Accession 77-1234567")], (900, 100), 16)
    found = " ".join(texts(read(pixels)))
    assert "CLINIC" in found
    assert "77-1234567" in found


def test_characters_lead_back_to_their_pixels(lines_page):
    line = next(x for x in read(lines_page).lines if x.text.startswith("Telephone"))
    start = line.text.index("555")
    xs = [x for x, _ in line.span_polygon(start, len(line.text))]
    ink = np.flatnonzero((lines_page[200:240] < 128).any(axis=(0, 2)))
    gaps = np.flatnonzero(np.diff(ink) > 6)
    number_starts = ink[gaps[-1] + 1]  # the widest gap before the number is the space
    assert min(xs) <= number_starts + 3
    assert max(xs) >= ink[-1]


def test_hidden_views_are_read_too(page):
    blank = np.full((120, 600, 3), 255, np.uint8)
    hidden = page([(40, 40, "SSN 900-12-3456")], (600, 120))
    reading = ocr.read([Photo(blank, views=(hidden,))], ScanOptions(), Deadline())[0]
    assert any("900-12-3456" in t for t in texts(reading))


def test_time_limit_is_said(lines_page):
    reading = ocr.read([Photo(lines_page)], ScanOptions(), Deadline(1e-9))[0]
    assert "time limit" in reading.not_examined[0]


def test_reader_none_reads_nothing_and_says_so(lines_page):
    reading = read(lines_page, reader="none")
    assert reading.lines == ()
    assert "not read" in reading.notes[0]


def test_every_backend_and_precision_reads_the_same(lines_page):
    wanted = set(texts(read(lines_page)))
    for options in ({"precision": "f32"}, {"backend": "onnxruntime"}):
        assert set(texts(read(lines_page, **options))) == wanted
