import numpy as np
import pytest

from phiscan.errors import ExitCode, NotExaminedError
from phiscan.types import (
    HIPAA_LETTER,
    Action,
    Category,
    Finding,
    Line,
    Photo,
    Role,
    ScanResult,
    Status,
    bounding_box,
)

SQUARE = ((10.0, 10.0), (50.0, 10.0), (50.0, 20.0), (10.0, 20.0))


def finding(**changes):
    values = {
        "category": Category.MRN,
        "score": 0.9,
        "reason": "a record number",
        "detector": "rules",
        "polygon": SQUARE,
        "text": "00482913",
    }
    return Finding(**{**values, **changes})


@pytest.mark.parametrize(
    "array",
    [
        np.zeros((4, 4), np.uint8),
        np.zeros((4, 4, 4), np.uint8),
        np.zeros((4, 4, 3), np.float32),
    ],
)
def test_photo_refuses_anything_but_rgb_bytes(array):
    with pytest.raises(ValueError, match="wanted"):
        Photo(array)


def test_photo_views_have_the_same_size():
    with pytest.raises(ValueError, match="wanted"):
        Photo(np.zeros((4, 4, 3), np.uint8), views=(np.zeros((4, 5, 3), np.uint8),))


def test_bounding_box_of_a_point_still_has_a_pixel():
    assert bounding_box([(3, 3)] * 4) == (3, 3, 4, 4)


@pytest.mark.parametrize("score", [-0.1, 1.1])
def test_finding_refuses_a_score_outside_0_to_1(score):
    with pytest.raises(ValueError, match="score"):
        finding(score=score)


def test_finding_refuses_a_triangle_and_nan():
    with pytest.raises(ValueError, match="polygon"):
        finding(polygon=SQUARE[:3])
    with pytest.raises(ValueError, match="NaN"):
        finding(polygon=((float("nan"), 0), *SQUARE[1:]))


def test_text_of_a_finding_shows_nowhere_unless_asked_for():
    found = finding()
    assert "00482913" not in repr(found)
    assert "00482913" not in str(found.to_dict())
    assert found.to_dict(show_values=True)["text"] == "00482913"


def test_findings_that_differ_in_text_only_are_equal_and_have_one_id():
    assert finding() == finding(text="other")
    assert finding().id == finding(text="other").id


def test_id_tells_places_apart():
    moved = tuple((x + 100, y) for x, y in SQUARE)
    assert finding().id != finding(polygon=moved).id


def test_json_of_a_finding_has_the_contract_keys():
    keys = ["id", "category", "score", "polygon", "box", "page", "detector", "reason", "role",
            "hipaa", "action"]  # fmt: skip
    assert list(finding().to_dict()) == keys
    assert finding(polygon=None).to_dict()["box"] is None


def test_every_hipaa_letter_is_one_of_the_rule():
    assert set(HIPAA_LETTER.values()) <= set("ABCDEFGHIJKLMNOPQR")
    assert HIPAA_LETTER[Category.MRN] == "H"
    assert finding(category=Category.LAB_RESULT).hipaa is None


def test_line_wants_a_span_for_each_character():
    with pytest.raises(ValueError, match="char_spans"):
        Line("abc", SQUARE, 0.9, ((0.0, 1.0),))


def test_span_polygon_follows_the_characters():
    line = Line("abcd", SQUARE, 0.9)
    assert line.span_polygon(2, 4) == ((30.0, 10.0), (50.0, 10.0), (50.0, 20.0), (30.0, 20.0))


def test_span_polygon_follows_a_bend():
    bent = ((0, 0), (10, 5), (20, 0), (20, 10), (10, 15), (0, 10))
    polygon = Line("abcd", bent, 0.9).span_polygon(1, 3)
    assert (10.0, 5.0) in polygon
    assert len(polygon) == 6


@pytest.mark.parametrize(("start", "end"), [(0, 0), (-1, 2), (2, 9)])
def test_span_polygon_refuses_spans_outside_the_text(start, end):
    with pytest.raises(ValueError, match="span"):
        Line("abcd", SQUARE, 0.9).span_polygon(start, end)


def test_angle_of_text_read_upwards():
    upwards = ((10, 90), (10, 10), (20, 10), (20, 90))
    assert Line("abc", upwards, 0.9).angle_deg == pytest.approx(-90)


def test_failed_result_has_no_findings_to_read():
    result = ScanResult("a.jpg", Status.FAILED, Action.BLOCK, not_examined=("empty file",))
    with pytest.raises(NotExaminedError, match="empty file"):
        _ = result.findings
    assert result.to_dict()["findings"] == []
    assert result.exit_code is ExitCode.INCOMPLETE


@pytest.mark.parametrize(
    ("status", "verdict", "reasons"),
    [
        (Status.FAILED, Action.ALLOW, ("x",)),
        (Status.FAILED, Action.REVIEW, ("x",)),
        (Status.INCOMPLETE, Action.ALLOW, ("x",)),
        (Status.INCOMPLETE, Action.REVIEW, ()),
        (Status.FAILED, Action.BLOCK, ()),
    ],
)
def test_a_result_cannot_claim_more_than_was_looked_at(status, verdict, reasons):
    with pytest.raises(ValueError, match=r"wanted|blocks|at least"):
        ScanResult("a.jpg", status, verdict, not_examined=reasons)


def test_json_of_a_result_has_the_contract_keys():
    result = ScanResult("a.jpg", Status.COMPLETE, Action.BLOCK, (finding(),))
    keys = (
        "schema source size_wh pages status verdict caused_by not_examined notes findings timings_s"
    )
    assert list(result.to_dict()) == keys.split()
    assert result.to_dict()["schema"] == "phiscan/1"
    assert result.exit_code is ExitCode.FINDINGS


def test_roles_and_actions_are_the_contract_words():
    assert [str(r) for r in Role] == ["patient", "clinician", "unknown"]
    assert [str(a) for a in Action] == ["allow", "review", "block"]
