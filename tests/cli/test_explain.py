import json

import pytest
from click.testing import CliRunner

from phiscan.cli.explain import command
from phiscan.types import Category


def explain(*args):
    return CliRunner().invoke(command, list(args))


def test_without_a_category_all_are_listed():
    done = explain()
    assert done.exit_code == 0
    listed = [line.split()[0] for line in done.output.splitlines()[1:] if line]
    assert listed[: len(Category)] == [str(c) for c in Category]


@pytest.mark.parametrize("category", list(Category))
def test_each_category_says_why_and_what_to_do(category):
    done = explain(category)
    assert done.exit_code == 0
    for heading in ("Why it matters", "HIPAA", "For example", "What to do", "Default policy"):
        assert heading in done.output


def test_the_law_is_quoted():
    assert "45 CFR 164.514(b)(2)(i)(H): Medical record numbers" in explain("mrn").output


@pytest.mark.parametrize("spelling", ["Health-Plan-ID", " health_plan_id", "health plan id"])
def test_spelling_is_forgiven(spelling):
    assert "[health_plan_id]" in explain(spelling).output


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("wristbnad", "wristband"),
        ("birth", "date_of_birth"),
        ("zzz", "lists them all"),
        ("", "lists"),
    ],
)
def test_an_unknown_category_is_wrong_use_with_a_hint(name, hint):
    done = explain(name)
    assert done.exit_code == 2
    assert hint in done.output
    assert "Traceback" not in done.output


def test_json_of_one_and_of_all():
    one = json.loads(explain("face", "--format", "json").output)
    assert (one["category"], one["hipaa"], one["default_action"]) == ("face", "Q", "block")
    every = json.loads(explain("--format", "json").output)
    assert [entry["category"] for entry in every] == [str(c) for c in Category]
