"""`phiscan eval`: 0 when it ran, 2 for wrong use, 3 when a photo was not evaluated."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image
from redaction_fakes import MarkScanner, sheet

from phiscan.cli import main
from phiscan.cli.eval import EPILOG
from phiscan.errors import ExitCode

BOX = [[100, 100], [180, 100], [180, 120], [100, 120]]


def evaluate(*args: object):
    return CliRunner().invoke(main, ["eval", *map(str, args)])


@pytest.fixture
def truth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One photo with a red mark, one clean, both labelled; a scanner that sees red."""
    monkeypatch.setattr("phiscan.scanner.Scanner", lambda options: MarkScanner(second=("red",)))
    sheet(red=(100, 100, 180, 120)).save(tmp_path / "Maria Lopez MRN 00417732.png")
    Image.new("RGB", (64, 48), "white").save(tmp_path / "menu.png")
    entry = {"category": "mrn", "text": "00417732", "polygon": BOX}
    photos = [{"file": "Maria Lopez MRN 00417732.png", "entries": [entry]},
              {"file": "menu.png", "entries": []}]  # fmt: skip
    path = tmp_path / "truth.json"
    path.write_text(json.dumps({"schema": "phiscan-truth/1", "photos": photos}))
    return path


def test_it_ran_is_0_whatever_the_figures(truth: Path) -> None:
    result = evaluate("--truth", truth)
    assert result.exit_code == ExitCode.CLEAN, result.output
    assert "photos evaluated" in result.stdout
    assert "2 of 2" in result.stdout


def test_json_holds_counts_and_no_identifier(truth: Path) -> None:
    result = evaluate("--truth", truth, "--format", "json")
    table = json.loads(result.stdout)
    assert table["schema"] == "phiscan-eval/1"
    assert table["overall"]["recall"]["hits"] == 1
    assert table["by_photo"]["clean_blocked"]["total"] == 1
    assert "00417732" not in result.output
    assert "Lopez" not in result.output


def test_a_photo_that_is_missing_or_unlabelled_is_3_and_named(truth: Path) -> None:
    (truth.parent / "menu.png").unlink()
    missing = evaluate("--truth", truth)
    assert missing.exit_code == ExitCode.INCOMPLETE
    assert "file not found" in missing.stdout
    assert "1 of 2 photos could not be evaluated" in missing.stderr
    sheet().save(truth.parent / "new.png")
    unlabelled = evaluate("--truth", truth, truth.parent / "new.png", "--quiet")
    assert unlabelled.exit_code == ExitCode.INCOMPLETE
    assert "not in the truth" in unlabelled.stdout
    assert unlabelled.stderr == ""


def test_only_the_photos_given_are_evaluated(truth: Path) -> None:
    result = evaluate("--truth", truth, truth.parent / "menu.png")
    assert result.exit_code == ExitCode.CLEAN
    assert "1 of 1" in result.stdout


@pytest.mark.parametrize("args", [[], ["--truth", "/no/such.json"], ["a.png"]])
def test_without_a_truth_is_2(args: list[str]) -> None:
    assert evaluate(*args).exit_code == ExitCode.USAGE


def test_a_photo_given_twice_is_2(truth: Path) -> None:
    menu = truth.parent / "menu.png"
    assert evaluate("--truth", truth, menu, menu).exit_code == ExitCode.USAGE


def test_an_empty_truth_is_2(tmp_path: Path) -> None:
    path = tmp_path / "truth.json"
    path.write_text('{"schema": "phiscan-truth/1", "photos": []}')
    assert evaluate("--truth", path).exit_code == ExitCode.USAGE


def test_the_report_never_replaces_the_truth_or_a_photo(truth: Path) -> None:
    before = truth.read_bytes()
    assert evaluate("--truth", truth, "-o", truth).exit_code == ExitCode.USAGE
    assert evaluate("--truth", truth, "-o", truth.parent / "menu.png").exit_code == ExitCode.USAGE
    assert truth.read_bytes() == before
    out = truth.parent / "report.json"
    assert evaluate("--truth", truth, "--format", "json", "-o", out).exit_code == ExitCode.CLEAN
    assert json.loads(out.read_text())["photos"] == 2


def test_the_example_in_the_help_is_a_truth_that_can_be_read(tmp_path: Path) -> None:
    from phiscan.evaluation import read_truth

    start = EPILOG.index('{"schema"')
    path = tmp_path / "truth.json"
    path.write_text(EPILOG[start : EPILOG.index("\n\n", start)])
    assert [len(photo.entries) for photo in read_truth(path)] == [2, 0]
