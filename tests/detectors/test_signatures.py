from random import Random

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

import phiscan
from benchmarks.signed_pages import LAYOUTS, SignedPage, signed_page
from phiscan.detectors._pen_strokes import (
    PX,
    fits,
    ink_of,
    is_cut,
    is_pen,
    strokes_of,
    without_rules,
)
from phiscan.detectors.signatures import find_signatures
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


def test_no_strokes_are_no_signature():
    assert strokes_of(np.zeros((40, 90), np.uint8)) == []
    assert not is_pen([])
    assert is_pen([(0.0, 0.0, 3 * PX, PX)])
    assert not is_pen([(0.0, 0.0, PX, PX)])


def test_a_rule_is_taken_away_and_a_scrawl_stays():
    paper = np.full((60, 200), 235, np.uint8)
    paper[45:47] = 40
    assert strokes_of(without_rules(ink_of(paper))) == []
    xs = np.arange(40, 140)
    paper[np.round(25 + 12 * np.sin(xs / 5)).astype(int), xs] = 30
    (stroke,) = strokes_of(without_rules(ink_of(cv2.erode(paper, np.ones((3, 3), np.uint8)))))
    assert stroke[0] < 50
    assert stroke[2] > 130


def test_a_stroke_may_go_on_over_the_sides_and_the_top():
    assert is_cut((0.0, 5.0, 20.0, 30.0), (100, 40))
    assert is_cut((5.0, 0.0, 20.0, 30.0), (100, 40))
    assert not is_cut((5.0, 5.0, 20.0, 40.0), (100, 40))


def signed_above(high: float) -> tuple[Photo, tuple[Line, ...], np.ndarray]:
    """Return a sheet with a scrawl from `high` px above its label's line into the label."""
    pixels = np.full((400, 700, 3), 235, np.uint8)
    t = np.linspace(0, 1, 200)
    points = np.column_stack([120 + 200 * t, 300 - high / 2 - high / 2 * np.cos(25 * t)])
    cv2.polylines(pixels, [np.round(points).astype(np.int32)], False, (40, 30, 120), 2)
    cv2.putText(pixels, "Signature of patient", (100, 308), 0, 0.7, (20, 20, 20), 1)
    label = Line("Signature of patient", ((100, 290), (330, 290), (330, 313), (100, 313)), 0.98)
    return Photo(pixels), (label,), points


@pytest.mark.parametrize(("text", "count"), [("Date", 1), ("Date of birth", 0)])
def test_a_date_is_written_beside_a_signature_but_a_birth_date_is_not(text, count):
    photo, (label,), _ = signed_above(70.0)
    named = Line(text, label.polygon, label.score)
    assert len(list(find_signatures(photo, [named], is_medical=True))) == count


@pytest.mark.parametrize("high", [70.0, 140.0])
def test_a_scrawl_is_covered_from_its_top_into_the_label(high):
    photo, lines, points = signed_above(high)
    covers = [f.box for f in find_signatures(photo, lines, is_medical=True)]
    x0, y0, x1, y1 = (float(v) for v in (*points.min(axis=0), *points.max(axis=0)))
    shares = [
        (min(b[2], x1) - max(b[0], x0)) * (min(b[3], y1) - max(b[1], y0)) / ((x1 - x0) * (y1 - y0))
        for b in covers
    ]
    assert max(shares) > 0.95


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


def test_a_portrait_above_a_clinicians_name_is_no_signature():
    pixels = np.full((500, 700, 3), 235, np.uint8)
    cv2.ellipse(pixels, (180, 190), (60, 70), 0, 0, 360, (60, 60, 60), 2)
    cv2.ellipse(pixels, (180, 330), (80, 75), 0, 180, 360, (60, 60, 60), 2)
    line = Line("Alex Example, MD", ((100, 345), (290, 345), (290, 368), (100, 368)), 0.98)
    assert list(find_signatures(Photo(pixels), (line,), is_medical=True)) == []


@pytest.mark.parametrize("rise", [0, 8, 12])
def test_a_short_slanted_rule_is_no_stroke(rise):
    paper = np.full((60, 120), 235, np.uint8)
    cv2.line(paper, (30, 25), (90, 25 + rise), (40,), 2)
    assert strokes_of(without_rules(ink_of(paper))) == []


def test_what_goes_on_and_on_is_no_signature():
    assert fits([])
    assert fits([(0.0, 0.0, 10 * PX, 4 * PX)])
    assert not fits([(0.0, 0.0, 4 * PX, 4 * PX), (16 * PX, 0.0, 20 * PX, 4 * PX)])
    assert not fits([(0.0, 0.0, 4 * PX, 4 * PX), (0.0, 4 * PX, 4 * PX, 8 * PX)])
