from random import Random

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

import phiscan
from benchmarks.signed_pages import LAYOUTS, SignedPage, signed_page
from phiscan.detectors.signatures import find_signatures, ink_of
from phiscan.options import ScanOptions
from phiscan.types import Category, Line, Photo


def page(layout: str, *, signed: bool) -> SignedPage:
    return signed_page(layout, Random(f"7 {layout}"), signed=signed)


def found(page: SignedPage, *, is_medical: bool = True):
    return list(find_signatures(Photo(page.pixels), page.lines, is_medical=is_medical))


def test_no_lines_no_signature():
    assert list(find_signatures(Photo(np.zeros((9, 9, 3), np.uint8)), [], is_medical=True)) == []


def test_blank_paper_has_no_ink():
    assert ink_of(np.full((40, 90), 230, np.uint8)).sum() == 0


def test_a_scrawl_below_the_closing_is_covered():
    signed = page("letter", signed=True)
    (signature,) = found(signed)
    assert signature.category is Category.SIGNATURE
    assert "medical" in signature.tags
    x0, y0, x1, y1 = signature.box
    xs, ys = zip(*signed.scrawl, strict=True)
    assert x0 <= np.mean(xs) <= x1
    assert y0 <= np.mean(ys) <= y1


def test_signatures_are_looked_for_when_nothing_else_is_asked_for():
    signed = page("letter", signed=True)
    asked = ScanOptions(only=("signature",))
    result = phiscan.scan(signed.pixels, options=asked)
    assert {f.category for f in result.findings} == {Category.SIGNATURE}
    assert result.verdict == "block"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_page_to_be_signed_has_none(layout):
    assert found(page(layout, signed=False)) == []


def test_a_petition_is_no_patients_page():
    lines = (Line("Signature:", ((10, 50), (90, 50), (90, 70), (10, 70)), 0.98),)
    photo = Photo(np.full((120, 300, 3), 240, np.uint8))
    assert list(find_signatures(photo, lines)) == []


def test_a_machines_signature_needs_no_cover():
    lines = (
        Line("Electronically signed by Alex Example, MD on Monday at noon, and more",
             ((10, 50), (290, 50), (290, 62), (10, 62)), 0.98),
    )  # fmt: skip
    photo = Photo(np.full((120, 300, 3), 240, np.uint8))
    assert list(find_signatures(photo, lines, is_medical=True)) == []


def test_blanks_for_a_day_behind_the_rule_are_no_signature():
    image = Image.new("RGB", (900, 200), "white")
    canvas = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=24)
    lines = []
    for x, text, score in ((20, "Signature", 1.0), (480, "Date__/__/__", 0.92)):
        canvas.text((x, 100), text, fill="black", font=font)
        x0, y0, x1, y1 = canvas.textbbox((x, 100), text, font=font)
        lines.append(Line(text, ((x0, y0), (x1, y0), (x1, y1), (x0, y1)), score))
    canvas.line((140, 124, 460, 124), fill="black", width=2)
    assert list(find_signatures(Photo(np.array(image)), lines, is_medical=True)) == []
