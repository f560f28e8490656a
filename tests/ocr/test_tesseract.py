import os
import tempfile

import numpy as np
import pytest

from phiscan import ocr
from phiscan._deadline import Deadline
from phiscan.errors import EngineError
from phiscan.ocr import tesseract
from phiscan.options import ScanOptions
from phiscan.types import Photo

needs_tesseract = pytest.mark.skipif(
    not tesseract.is_available(), reason="tesseract is not installed"
)


def test_missing_program_is_an_engine_error_with_its_install_line(monkeypatch, lines_page):
    monkeypatch.setattr(tesseract, "is_available", lambda: False)
    with pytest.raises(EngineError, match="apt-get install tesseract-ocr"):
        ocr.read([Photo(lines_page)], ScanOptions(reader="tesseract"), Deadline())
    with pytest.raises(EngineError, match="apt-get install tesseract-ocr"):
        ocr.second_look(Photo(lines_page), ScanOptions(second_reader="tesseract"), Deadline())


def test_without_tesseract_the_second_look_is_another_scale(monkeypatch, lines_page):
    monkeypatch.setattr(tesseract, "is_available", lambda: False)
    readings = ocr.second_look(Photo(lines_page), ScanOptions(), Deadline())
    assert len(readings) == 1
    assert "MRN 00482913" in [line.text for line in readings[0].lines]


@needs_tesseract
@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_second_look_reads_the_same_lines_independently(lines_page, turns):
    photo = Photo(np.ascontiguousarray(np.rot90(lines_page, turns)))
    _, second = ocr.second_look(photo, ScanOptions(), Deadline())
    line = next(x for x in second.lines if "00482913" in x.text)
    centre = np.array(line.polygon).mean(axis=0)
    wanted = {0: (200, 80), 1: (80, 800), 2: (800, 420), 3: (420, 200)}[turns]
    assert np.abs(centre - wanted).max() < 90


@needs_tesseract
def test_as_first_reader_it_reads_an_upright_page(lines_page):
    reading = ocr.read([Photo(lines_page)], ScanOptions(reader="tesseract"), Deadline())[0]
    line = next(x for x in reading.lines if "Lopez" in x.text)
    x0, y0, _, y1 = line.box
    assert 50 <= x0 <= 75
    assert 330 <= y0 < y1 <= 385


needs_memory_folder = pytest.mark.skipif(
    not os.access("/dev/shm", os.W_OK), reason="there is no folder in memory"
)


@needs_memory_folder
@pytest.mark.parametrize("before", [None, "/somewhere"])
def test_no_photo_reaches_the_disk_while_another_thread_is_done(monkeypatch, before):
    monkeypatch.setattr(tempfile, "tempdir", before)
    one, other = tesseract._memory_folder(), tesseract._memory_folder()
    one.__enter__()
    other.__enter__()
    assert tempfile.gettempdir() == "/dev/shm"
    one.__exit__(None, None, None)
    assert tempfile.gettempdir() == "/dev/shm"
    other.__exit__(None, None, None)
    assert tempfile.tempdir == before


@needs_tesseract
def test_it_leaves_no_file_behind(lines_page, tmp_path, monkeypatch):
    monkeypatch.setattr(tesseract, "_MEMORY_FOLDER", str(tmp_path))
    ocr.read([Photo(lines_page)], ScanOptions(reader="tesseract"), Deadline())
    assert list(tmp_path.iterdir()) == []
