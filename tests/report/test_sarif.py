import json

import pytest

from phiscan.report.as_sarif import artifact_location
from phiscan.types import Category

from .conftest import finding, render, result


def run_of(results):
    log = json.loads(render(results, "sarif"))
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    return log["runs"][0]


def test_an_empty_run_is_a_successful_one():
    run = run_of([])
    assert run["results"] == []
    assert run["invocations"][0]["executionSuccessful"] is True


def test_every_category_is_a_rule_with_help():
    rules = run_of([])["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [str(c) for c in Category]
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["fullDescription"]["text"]
        assert rule["help"]["text"]
        assert 0 < float(rule["properties"]["security-severity"]) <= 10


def test_results_point_to_their_rule_and_carry_a_level(mixed):
    run = run_of(mixed)
    rules = run["tool"]["driver"]["rules"]
    for item in run["results"]:
        assert rules[item["ruleIndex"]]["id"] == item["ruleId"]
        assert item["message"]["text"]
        assert item["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}
        assert all(isinstance(v, str) for v in item["partialFingerprints"].values())
    assert [r["level"] for r in run["results"]] == ["error", "error", "error", "warning", "warning"]


def test_an_allowed_finding_is_a_note():
    assert run_of([result("a.png", finding("capture_time"))])["results"][0]["level"] == "note"


def test_the_place_in_the_picture_is_a_rectangle_and_a_polygon():
    item = run_of([result("a.png", finding("mrn", (10, 20, 30, 40)))])["results"][0]
    rectangle = item["attachments"][0]["rectangles"][0]
    assert [rectangle[k] for k in ("left", "top", "right", "bottom")] == [10, 20, 30, 40]
    assert item["properties"]["box"] == [10, 20, 30, 40]
    assert len(item["properties"]["polygon"]) == 4
    assert "attachments" not in run_of([result("a.png", finding("filename"))])["results"][0]


def test_what_was_not_examined_makes_the_run_unsuccessful(mixed):
    run = run_of(mixed)
    invocation = run["invocations"][0]
    assert invocation["executionSuccessful"] is False
    levels = [n["level"] for n in invocation["toolExecutionNotifications"]]
    assert levels == ["warning", "error"]
    known = run["tool"]["driver"]["notifications"]
    for note in invocation["toolExecutionNotifications"]:
        assert known[note["descriptor"]["index"]]["id"] == note["descriptor"]["id"]
        assert note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]


@pytest.mark.parametrize(
    ("source", "uri"),
    [
        ("in/a b.png", "in/a%20b.png"),
        ("./in//a#1?.png", "in/a%231%3F.png"),
        ("in/ä.png", "in/%C3%A4.png"),
        ("12:30.png", "12%3A30.png"),
        ("b\udcffd.png", "b%FFd.png"),
    ],
)
def test_paths_are_relative_and_percent_encoded(source, uri):
    assert artifact_location(source) == {"uri": uri, "uriBaseId": "%SRCROOT%"}


def test_an_absolute_path_is_made_relative_to_the_working_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert artifact_location(str(tmp_path / "x.png"))["uri"] == "x.png"
    assert artifact_location("/elsewhere/x y.png") == {"uri": "file:///elsewhere/x%20y.png"}


def test_brackets_in_a_reason_are_no_link():
    item = result("a.png", finding("mrn", (0, 0, 9, 9), reason="see [1](http://example.org)"))
    assert "\\[1\\](http" in run_of([item])["results"][0]["message"]["text"]
