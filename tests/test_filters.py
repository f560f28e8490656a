import numpy as np
import pytest
import shapely

from phiscan.filters import (
    filter_findings,
    is_allow_listed,
    is_duplicate,
    is_template_placeholder,
)
from phiscan.options import ScanOptions
from phiscan.rules import NO_TERMS, Terms
from phiscan.types import Category, Finding, Role

BOX = ((10, 10), (110, 10), (110, 30), (10, 30))
LONGER = ((10, 10), (150, 10), (150, 30), (10, 30))
ELSEWHERE = ((10, 200), (110, 200), (110, 230), (10, 230))


def finding(category="person_name", polygon=BOX, score=0.8, **more):
    return Finding(Category(category), score, "reason", "rules.test", polygon, **more)


def test_nothing_in_nothing_out():
    assert filter_findings([], ScanOptions(), NO_TERMS) == filter_findings(
        (), ScanOptions(), NO_TERMS
    )
    assert filter_findings([], ScanOptions(), NO_TERMS).kept == ()


def test_each_dropped_finding_keeps_its_reason():
    weak, skipped = finding(score=0.1), finding("date", ELSEWHERE)
    empty = finding("mrn", ELSEWHERE, text="______")
    options = ScanOptions(skip=("date",))
    result = filter_findings([weak, skipped, empty], options, NO_TERMS)
    assert result.kept == ()
    assert [reason for _, reason in result.dropped] == [
        "scored below the minimum",
        "not among the categories asked for",
        "an empty field of a form",
    ]  # fmt: skip


def test_only_leaves_the_rest_out():
    result = filter_findings([finding(), finding("mrn")], ScanOptions(only=("mrn",)), NO_TERMS)
    assert [f.category for f in result.kept] == [Category.MRN]


@pytest.mark.parametrize(
    "text",
    ["_____", "__/__/____", "MM/DD/YYYY", "mm-dd-yy", "N/A", "(___) ___-____", "First Last",
     "XXX-XX-XXXX"],
)  # fmt: skip
def test_template_placeholders(text):
    assert is_template_placeholder(finding(text=text))


@pytest.mark.parametrize("text", [None, "", "Maria Lopez", "03/14/1961", "XXX-XX-6789", "Firth"])
def test_not_placeholders(text):
    assert not is_template_placeholder(finding(text=text))


def test_allowed_terms_drop_the_whole_text_only():
    terms = Terms(allow=("Jane Roe",))
    assert is_allow_listed(finding(text="Dr. JANE ROE, MD"), terms)
    assert not is_allow_listed(finding(text="Jane Roe Lopez"), terms)
    assert not is_allow_listed(finding(text="Jane"), terms)
    assert not is_allow_listed(finding("denied_term", text="Jane Roe"), terms)


def test_the_same_thing_seen_twice_is_one_with_the_larger_polygon():
    low = finding(score=0.5, polygon=LONGER, role=Role.PATIENT, tags=frozenset({"medical"}))
    high = finding(score=0.9)
    result = filter_findings([low, high], ScanOptions(), NO_TERMS)
    (kept,) = result.kept
    assert (kept.score, kept.role, kept.box) == (0.9, Role.PATIENT, (10, 10, 150, 30))
    assert kept.tags == {"medical"}
    assert [reason for _, reason in result.dropped] == ["seen twice"]


def test_neighbours_and_other_categories_and_pages_stay_apart():
    findings = [finding(), finding("mrn"), finding(polygon=ELSEWHERE), finding(page=2)]
    assert len(filter_findings(findings, ScanOptions(), NO_TERMS).kept) == 4


def test_the_union_of_crossing_polygons_covers_both():
    right = ((40, 10), (160, 10), (160, 30), (40, 30))
    (kept,) = filter_findings(
        [finding(), finding(polygon=right, score=0.9)], ScanOptions(), NO_TERMS
    ).kept
    assert kept.box == (10, 10, 160, 30)
    assert kept.polygon[0] == (10, 10)
    assert kept.polygon[2] == (160, 10)


def test_two_pieces_of_a_turned_name_join_along_its_line():
    # Read from top to bottom; a hull would say that it is a short line of very tall letters.
    first = ((50.0, 0.0), (50.0, 90.0), (30.0, 90.0), (30.0, 0.0))
    second = ((55.0, 20.0), (55.0, 140.0), (32.0, 140.0), (32.0, 20.0))
    a, b = (finding(polygon=p) for p in (first, second))
    (kept,) = filter_findings([a, b], ScanOptions(), NO_TERMS).kept
    assert kept.polygon[0] == pytest.approx((55.0, 0.0))
    assert kept.polygon[2] == pytest.approx((55.0, 140.0))
    assert kept.polygon[3] == pytest.approx((30.0, 140.0))
    assert kept.polygon[5] == pytest.approx((30.0, 0.0))


# Two readings of one slanted line, the second taller: a box along it leaves a photo of 200 x 200.
SLANTED = ((12.0, 40.0), (112.0, 2.0), (120.0, 22.0), (20.0, 60.0))
TALLER = ((9.0, 31.0), (59.0, 12.0), (70.0, 41.0), (20.0, 60.0))


@pytest.mark.parametrize("way", range(4))
def test_what_two_pieces_join_to_stays_on_the_page_and_covers_both(way):
    def turned(polygon):
        for _ in range(way):
            polygon = tuple((200.0 - y, x) for x, y in polygon)
        return polygon

    first, second = turned(SLANTED), turned(TALLER)
    a, b = finding(polygon=first), finding(polygon=second)
    (kept,) = filter_findings([a, b], ScanOptions(), NO_TERMS, (200, 200)).kept
    assert all(0 <= value <= 200 for point in kept.polygon for value in point)
    joined = shapely.Polygon(kept.polygon)
    assert all(joined.covers(shapely.Polygon(polygon)) for polygon in (first, second))
    assert len(kept.polygon) == 6
    along = np.subtract(kept.polygon[2], kept.polygon[0])
    assert along @ np.subtract(first[1], first[0]) > 0, "it still runs the way that it is read"


def test_without_a_page_no_joined_corner_is_negative():
    a, b = finding(polygon=SLANTED), finding(polygon=TALLER)
    (kept,) = filter_findings([a, b], ScanOptions(), NO_TERMS).kept
    assert min(value for point in kept.polygon for value in point) >= 0


def test_findings_without_place_are_one_only_with_the_same_text():
    a, b = finding(polygon=None, text="x"), finding(polygon=None, text="y")
    assert is_duplicate(a, a)
    assert not is_duplicate(a, b)
    assert not is_duplicate(finding(polygon=None), finding(polygon=None))


def test_degenerate_polygons_do_no_harm():
    flat = ((10, 10), (10, 10), (10, 10), (10, 10))
    assert (
        len(filter_findings([finding(polygon=flat), finding()], ScanOptions(), NO_TERMS).kept) >= 1
    )


def test_a_guessed_number_falls_where_another_rule_knows_it_surely():
    guess, phone = finding("mrn", score=0.4), finding("phone", LONGER, score=0.85)
    result = filter_findings([guess, phone], ScanOptions(), NO_TERMS)
    assert [f.category for f in result.kept] == ["phone"]
    assert result.dropped[0][1] == "known better by another rule"


@pytest.mark.parametrize(
    ("guess", "other"),
    [
        (finding("mrn", LONGER, score=0.4), finding("phone", BOX, score=0.85)),  # reaches further
        (finding("mrn", score=0.85), finding("phone", LONGER, score=0.97)),  # no guess
        (finding("mrn", score=0.4), finding("phone", LONGER, score=0.4)),  # no surer
        (finding("mrn", score=0.4), finding("lab_result", LONGER, score=0.9)),  # a region
        (finding("mrn", score=0.4), finding("phone", LONGER, score=0.9, page=2)),
        (finding("ssn", score=0.4), finding("phone", LONGER, score=0.9)),
    ],
)
def test_other_overlaps_both_stay(guess, other):
    assert len(filter_findings([guess, other], ScanOptions(), NO_TERMS).kept) == 2
