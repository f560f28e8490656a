"""What the second look makes of two readings of one copy."""

import numpy as np

from phiscan import second_look
from phiscan._deadline import Deadline
from phiscan.ocr.base import Reading
from phiscan.options import ScanOptions
from phiscan.rules import NO_TERMS
from phiscan.types import Category, Finding, Line, Photo

READS = ScanOptions(
    skip=("signature", "wristband", "radiograph", "medical_imaging", "screen", "id_card")
)
CODE = Finding(
    Category.BARCODE, 0.8, "a code that could not be read", "barcodes",
    polygon=((100.0, 100.0), (500.0, 100.0), (500.0, 300.0), (100.0, 300.0)),
    tags=frozenset({"undecoded"}),
)  # fmt: skip


def printed(texts):
    return tuple(
        Line(text, ((200.0, y), (400.0, y), (400.0, y + 20.0), (200.0, y + 20.0)), 0.95)
        for text, y in zip(texts, range(130, 290, 30), strict=False)
    )


def seen(monkeypatch, texts):
    readings = [Reading(printed(texts)), Reading(printed(texts))]
    monkeypatch.setattr("phiscan.ocr.second_look", lambda *_: readings)
    monkeypatch.setattr(second_look, "detect", lambda *_: [[CODE]])
    photo = Photo(np.zeros((400, 600, 3), np.uint8))
    return [f.category for f in second_look.look_again(photo, READS, NO_TERMS, Deadline(0))]


def test_two_readings_of_a_line_are_not_two_lines_on_an_unread_code(monkeypatch):
    assert Category.BARCODE in seen(monkeypatch, ["Keep dry", "This way up"])
    assert Category.BARCODE not in seen(monkeypatch, ["Soup", "Salad", "Bread", "Coffee", "Tea"])
