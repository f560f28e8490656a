import cv2
import numpy as np
import pytest

from phiscan.synth.bend import Cylinder, bend
from phiscan.synth.canvas import Canvas, Flat, Said
from phiscan.synth.fonts import Face
from phiscan.synth.frame import Frame, Pose, map_points
from phiscan.synth.truth import Mark, height_px
from phiscan.types import Category

BUILT_IN = Face(None, "sans")
NAME = Said("Wilhelmina", Category.PERSON_NAME)


def ink_box(pixels, limit=128):
    rows, columns = np.nonzero(pixels.min(axis=2) < limit)
    return columns.min(), rows.min(), columns.max() + 1, rows.max() + 1


def write(said=NAME, size=(100, 40)) -> Flat:
    canvas = Canvas("note", size, 4.0)
    canvas.text(10, 25, said, BUILT_IN, 10)
    return canvas.done()


def named(flat_or_marks):
    marks = getattr(flat_or_marks, "marks", flat_or_marks)
    return next(m for m in marks if m.category is Category.PERSON_NAME)


def test_empty_text_leaves_no_mark():
    assert [m.category for m in write(Said(" ", Category.PERSON_NAME)).marks] == [None]


def test_polygon_is_the_ink():
    flat = write()
    polygon = named(flat).polygon
    assert np.allclose([*polygon[0], *polygon[2]], ink_box(flat.pixels), atol=1.5)


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_turned_polygon_is_still_the_ink_and_starts_at_the_texts_top_left(quarters):
    flat = write().turned(quarters)
    polygon = named(flat).polygon
    low, high = polygon.min(axis=0), polygon.max(axis=0)
    assert np.allclose([*low, *high], ink_box(flat.pixels), atol=1.5)
    reading = polygon[1] - polygon[0]
    assert np.allclose(np.degrees(np.arctan2(reading[1], reading[0])) % 360, 90 * quarters)


def test_name_broken_over_two_lines_gives_two_marks():
    canvas = Canvas("letter", (60, 60), 4.0)
    end = canvas.paragraph(
        2, 12, 55, ("seen with ", Said("Maria Wilhelmina", NAME.category)), BUILT_IN, 6
    )
    assert [m.text for m in canvas.marks] == ["Maria", "Wilhelmina"]
    assert end > 20


@pytest.mark.parametrize("roll", [0, 15, 180])
@pytest.mark.parametrize("tilt", [0.0, 0.2])
def test_camera_moves_ink_and_polygon_alike(roll, tilt):
    pose = Pose((800, 600), 4.0, roll, tilt, 40.0)
    frame = Frame(pose, np.full((600, 800, 3), 255, np.uint8))
    frame.place(write(), 5, -8, 3, shadow=0)
    polygon = named(frame.marks()).polygon
    inside = cv2.fillPoly(np.zeros((600, 800), np.uint8), [np.round(polygon).astype(int)], 1)
    ink = frame.pixels.min(axis=2) < 128
    near = cv2.dilate(inside, np.ones((5, 5), np.uint8))
    assert not (ink & (near == 0)).any()
    # Tight: no edge can be moved in by a fifth without losing ink.
    centre = polygon.mean(axis=0)
    smaller = centre + (polygon - centre) * 0.8
    within = cv2.fillPoly(np.zeros((600, 800), np.uint8), [np.round(smaller).astype(int)], 1)
    assert (ink & (within == 0)).sum() > 0.1 * ink.sum()


def test_tilt_maps_the_centre_to_the_centre():
    matrix = Pose((800, 600), 3.0, 20, 0.25, 70).matrix
    assert np.allclose(map_points(matrix, np.array([[0.0, 0.0]])), [[400, 300]])


def test_what_is_covered_is_no_entry_and_what_is_half_covered_says_so():
    frame = Frame(Pose((400, 160), 4.0), np.full((160, 400, 3), 255, np.uint8))
    frame.place(write(), 0, 0, shadow=0)
    before = named(frame.marks()).visible
    lid = Canvas("mug", (50, 60), 4.0, (90, 60, 30)).done()
    frame.place(lid, -40, 0, shadow=0)
    half = named(frame.marks()).visible
    frame.place(lid, 20, 0, shadow=0)
    assert before > 0.99
    assert 0.3 < half < 0.7
    assert not [m for m in frame.marks() if m.category is Category.PERSON_NAME]


def test_polygons_stay_inside_the_frame():
    frame = Frame(Pose((300, 160), 4.0), np.full((160, 300, 3), 255, np.uint8))
    frame.place(write(), -10, 0, shadow=0)
    for mark in frame.marks():
        assert (mark.polygon >= 0).all()
        assert (mark.polygon <= [300, 160]).all()


@pytest.mark.parametrize("dip", [-0.2, 0.0, 0.2])
def test_bent_polygon_follows_the_bent_ink(dip):
    flat = bend(write(), Cylinder(150, 0.1, dip), shade=False)
    mark = named(flat)
    assert len(mark.polygon) % 2 == 0
    assert len(mark.polygon) > 4
    ink = flat.pixels.copy()
    ink[flat.alpha < 128] = 255
    assert np.allclose([*mark.polygon.min(0), *mark.polygon.max(0)], ink_box(ink), atol=3)


def test_text_behind_the_horizon_is_cut():
    strip = Flat(np.full((40, 2000, 3), 255, np.uint8), np.full((40, 2000), 255, np.uint8), 4.0)
    long = np.array([[0, 5], [2000, 5], [2000, 30], [0, 30]], float)
    behind = np.array([[1900, 5], [1990, 5], [1990, 30], [1900, 30]], float)
    strip.marks = [Mark(Category.PERSON_NAME, p, "band", "x") for p in (long, behind)]
    (mark,) = bend(strip, Cylinder(200)).marks
    assert mark.visible < 0.4
    assert height_px(mark.polygon) == pytest.approx(25, abs=1)
