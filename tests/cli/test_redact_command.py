"""`phiscan redact`: 0 only when every input has a verified copy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from phiscan.cli import main
from phiscan.errors import ExitCode
from phiscan.types import RedactResult


def redact(*args):
    return CliRunner().invoke(main, ["redact", *map(str, args)])


@pytest.fixture
def copies(monkeypatch, sees_colours):
    """Replace the redactor by one that verifies all but names with `bad` in them."""
    calls = []

    def fake(inputs, to_dir, *, scanner, cover, batch, ledger):
        calls.append((list(inputs), cover))
        for item in inputs:
            ok = "bad" not in item.source and item.problem is None
            yield RedactResult(
                item.source, Path(to_dir) / item.relative if ok else None, 1 if ok else 0,
                ("EXIF GPS",), ok, "" if ok else item.problem or "the second look found a name",
            )  # fmt: skip

    monkeypatch.setattr("phiscan.copies.redact_inputs", fake)
    return calls


@pytest.mark.parametrize("args", [[], ["a.png"], ["--to", "out"]])
def test_path_and_folder_are_both_needed(args):
    assert redact(*args).exit_code == ExitCode.USAGE


def test_all_verified_is_0_any_other_is_3(photos, tmp_path, copies):
    good, bad = photos("good.png"), photos("bad.png")
    assert redact(good, "--to", tmp_path / "safe").exit_code == ExitCode.CLEAN
    result = redact(good, bad, "--to", tmp_path / "safe")
    assert result.exit_code == ExitCode.INCOMPLETE
    assert "no copy: the second look found a name" in result.stdout
    assert "1 of 2 inputs have a verified copy" in result.stdout


def test_a_missing_input_is_3(tmp_path, copies):
    assert redact("/no/such.jpg", "--to", tmp_path).exit_code == ExitCode.INCOMPLETE


def test_jsonl_is_one_result_a_line(photos, tmp_path, copies):
    result = redact(photos("a.png"), photos("bad.png"), "--to", tmp_path / "s", "--format", "jsonl")
    first, second = map(json.loads, result.stdout.splitlines())
    assert set(first) == {"source", "safe_copy", "covered", "removed", "verified", "reason"}
    assert (first["verified"], second["verified"]) == (True, False)
    assert second["safe_copy"] is None


def test_text_masks_names_that_identify(photos, tmp_path, copies):
    result = redact(photos("MRN 00882291.png"), "--to", tmp_path / "safe")
    assert "00882291" not in result.output


@pytest.mark.parametrize("words", ["", "hide", "block,hide"])
def test_cover_takes_actions_only(photos, tmp_path, copies, words):
    result = redact(photos("a.png"), "--to", tmp_path / "safe", "--cover", words)
    assert result.exit_code == ExitCode.USAGE
    assert not copies


def test_cover_reaches_the_redactor(photos, tmp_path, copies):
    redact(photos("a.png"), "--to", tmp_path / "safe", "--cover", "block")
    assert copies[0][1] == {"block"}


def test_two_inputs_with_one_target_are_refused_before_anything_is_written(
    photos, tmp_path, sees_colours
):
    one, two = photos("x/a.png"), photos("y/a.png")
    result = redact(one, two, "--to", tmp_path / "safe")
    assert result.exit_code == ExitCode.USAGE
    assert result.stdout == ""
    assert not (tmp_path / "safe").exists()


def test_an_input_without_a_result_is_never_0(photos, tmp_path, sees_colours, monkeypatch):
    monkeypatch.setattr("phiscan.copies.redact_inputs", lambda *args, **kwargs: iter(()))
    assert redact(photos("a.png"), "--to", tmp_path / "safe").exit_code == ExitCode.USAGE


def test_a_second_run_leaves_its_own_copies_out(photos, tmp_path, copies):
    photos("a.png")
    photos("safe/a.png")
    result = redact(tmp_path, "--to", tmp_path / "safe")
    assert [item.relative.name for item in copies[0][0]] == ["a.png"]
    assert len(copies[0][0]) == 1
    assert result.exit_code == ExitCode.CLEAN


@pytest.mark.slow
def test_a_real_copy_is_written_and_the_input_left_alone(photos, tmp_path, run_phiscan):
    path = photos("in/a.png", "white")
    before = path.read_bytes()
    done = run_phiscan("redact", path.parent, "--to", tmp_path / "safe", "--face-finder", "none")
    assert done.returncode == ExitCode.CLEAN, done.stdout + done.stderr
    assert (tmp_path / "safe" / "a.png").is_file()
    assert path.read_bytes() == before
    again = redact(path.parent, "--to", tmp_path / "safe", "--face-finder", "none")
    assert again.exit_code == ExitCode.INCOMPLETE, "an existing target is left alone"
