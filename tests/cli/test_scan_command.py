"""`phiscan scan`: what goes in, which form comes out, and the code it ends with."""

from __future__ import annotations

import csv
import io
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner

from phiscan.cli import main
from phiscan.errors import ExitCode
from phiscan.report import FORMATS

VALUE = "00882291"


def scan(*args):
    return CliRunner().invoke(main, ["scan", *map(str, args)])


def test_no_path_is_wrong_use():
    result = scan()
    assert result.exit_code == ExitCode.USAGE
    assert "PATH" in result.stderr
    assert "phiscan scan --help" in result.stderr


def test_an_empty_folder_is_said_to_hold_nothing(tmp_path, sees_colours):
    result = scan(tmp_path)
    assert result.exit_code == ExitCode.CLEAN
    assert "no photo or PDF" in result.stderr


@pytest.mark.parametrize(
    ("colours", "code"),
    [
        (["white"], ExitCode.CLEAN),
        (["orange"], ExitCode.FINDINGS),
        (["white", "red"], ExitCode.FINDINGS),
        (["red", "black"], ExitCode.INCOMPLETE),
        (["white", "black"], ExitCode.INCOMPLETE),
    ],
)
def test_exit_codes(photos, sees_colours, colours, code):
    paths = [photos(f"{i}.png", colour) for i, colour in enumerate(colours)]
    assert scan(*paths).exit_code == code


def test_a_missing_file_given_by_name_is_failed(sees_colours, photos):
    result = scan(photos("a.png"), "/no/such/photo.jpg", "--format", "jsonl")
    assert result.exit_code == ExitCode.INCOMPLETE
    there, gone = map(json.loads, result.stdout.splitlines())
    assert there["status"] == "complete"
    assert (gone["status"], gone["verdict"], gone["findings"]) == ("failed", "block", [])
    assert gone["source"] == "/no/such/photo.jpg"


def test_json_is_one_object_for_one_file_else_an_array(photos, tmp_path, sees_colours):
    path = photos("in/a.png")
    assert json.loads(scan(path, "--format", "json").stdout)["source"] == str(path)
    assert len(json.loads(scan(path.parent, "--format", "json").stdout)) == 1
    assert len(json.loads(scan(path, path, "--format", "json").stdout)) == 2
    (tmp_path / "empty").mkdir()
    assert json.loads(scan(tmp_path / "empty", "--format", "json").stdout) == []


@pytest.mark.parametrize("fmt", FORMATS)
def test_no_format_shows_a_value_unasked(photos, sees_colours, fmt):
    result = scan(photos("a.png", "red"), "--format", fmt)
    assert result.exit_code == ExitCode.FINDINGS, result.output
    assert result.stdout
    assert VALUE not in result.output


def test_values_are_shown_when_asked_for_even_after_a_cached_run(photos, sees_colours):
    path = photos("a.png", "red")
    scan(path)
    for fmt in ("text", "json", "jsonl"):
        assert VALUE in scan(path, "--format", fmt, "--show-values").stdout


def test_values_are_refused_where_a_report_travels(photos, sees_colours):
    result = scan(photos("a.png", "red"), "--format", "html", "--show-values")
    assert result.exit_code == ExitCode.USAGE
    assert VALUE not in result.output


def test_the_second_run_comes_from_the_cache_unless_told_otherwise(photos, sees_colours):
    path = photos("a.png", "red")
    first, second = scan(path), scan(path)
    assert (first.exit_code, second.exit_code) == (ExitCode.FINDINGS, ExitCode.FINDINGS)
    assert first.stdout == second.stdout
    assert sees_colours.looks == 1
    scan(path, "--no-cache")
    assert sees_colours.looks == 2


def test_a_broken_cache_is_a_note_not_an_error(photos, sees_colours):
    from phiscan.cache import default_path

    default_path().parent.mkdir(parents=True)
    default_path().write_bytes(b"no database at all" * 50)
    result = scan(photos("a.png"))
    assert result.exit_code == ExitCode.CLEAN
    assert "cache was damaged" in result.stderr


def test_skipped_files_are_counted(photos, tmp_path, sees_colours):
    photos("in/a.png")
    (tmp_path / "in" / "notes.txt").write_text("not a photo")
    assert "1 other file skipped" in scan(tmp_path / "in").stdout


def test_masked_paths(photos, sees_colours):
    path = photos("MRN 00882291.png")
    assert "00882291" in scan(path, "--format", "json").stdout
    for args in (["--format", "json", "--mask-paths"], ["--format", "csv"], []):
        assert "00882291" not in scan(path, *args).output


def test_flag_beats_environment_beats_file(photos, tmp_path, sees_colours, monkeypatch):
    path, config = photos("a.png", "red"), tmp_path / "own.toml"
    config.write_text('policy = "nowhere.toml"\n')
    lenient = tmp_path / "lenient.toml"
    lenient.write_text('[actions]\nmrn = "allow"\n')
    assert scan(path, "--config", config).exit_code == ExitCode.USAGE
    monkeypatch.setenv("PHISCAN_POLICY", str(lenient))
    assert scan(path, "--config", config).exit_code == ExitCode.CLEAN
    assert scan(path, "--config", config, "--policy", "gone.toml").exit_code == ExitCode.USAGE


def test_a_config_in_the_scanned_folder_is_never_read(photos, tmp_path, sees_colours, monkeypatch):
    path = photos("in/a.png", "red")
    for name in ("phiscan.toml", "config.toml", ".phiscan.toml"):
        (tmp_path / "in" / name).write_text('skip = ["mrn"]\n')
    monkeypatch.chdir(tmp_path / "in")
    assert scan(path.name).exit_code == ExitCode.FINDINGS


@pytest.mark.parametrize(
    "args",
    [
        ["--only", "moon"],
        ["--format", "xml"],
        ["--max-pixels", "many"],
        ["--max-bytes", "0"],
        ["--config", "nowhere.toml"],
        ["--deny", "nowhere.txt"],
    ],
)
def test_wrong_values_are_wrong_use_before_any_photo(photos, sees_colours, args):
    result = scan(photos("a.png"), *args)
    assert result.exit_code == ExitCode.USAGE
    assert result.stdout == ""
    assert sees_colours.looks == 0


def test_limits_make_a_photo_failed_never_clean(photos, sees_colours):
    path = photos("a.png")
    for limit in (["--max-bytes", "10"], ["--max-pixels", "10"]):
        assert scan(path, *limit).exit_code == ExitCode.INCOMPLETE


def test_output_goes_to_a_file_in_the_form_its_ending_names(photos, tmp_path, sees_colours):
    path, report = photos("a.png", "red"), tmp_path / "report.csv"
    result = scan(path, "--output", report)
    assert (result.exit_code, result.stdout) == (ExitCode.FINDINGS, "")
    assert len(list(csv.reader(io.StringIO(report.read_text())))) == 2


def test_output_never_overwrites_a_photo(photos, tmp_path, sees_colours):
    path = photos("a.png")
    before = path.read_bytes()
    link = tmp_path / "link.json"
    link.hardlink_to(path)
    other = photos("other.png")
    for target in (path, link, other):
        result = scan(path, "--output", target, "--format", "json")
        assert result.exit_code == ExitCode.USAGE
    assert path.read_bytes() == before
    assert other.read_bytes() == before


@pytest.mark.parametrize("form", ["text", "json"])
def test_output_never_overwrites_what_is_named_like_a_photo_or_read(
    photos, tmp_path, sees_colours, form
):
    path = photos("a.png")
    damaged, empty, given = (tmp_path / name for name in ("b.jpg", "c.heic", "scan"))
    terms, policy = tmp_path / "terms.txt", tmp_path / "p.toml"
    for file in (damaged, empty, given, terms, policy):
        file.write_text("" if file is empty else 'name = "kept"')
    for target in (damaged, empty, given, terms, policy):
        result = scan(
            path, given, "--deny", terms, "--policy", policy, "-o", target, "--format", form
        )
        assert result.exit_code == ExitCode.USAGE
        assert target.read_text() == ("" if target is empty else 'name = "kept"')


def test_a_report_that_breaks_off_does_not_replace_the_last_one(
    photos, tmp_path, sees_colours, monkeypatch
):
    path, report = photos("a.png"), tmp_path / "report.html"
    report.write_text("yesterday's")

    def breaks(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("phiscan.report.write_report", breaks)
    assert scan(path, "--output", report).exit_code == ExitCode.USAGE
    assert report.read_text() == "yesterday's"
    assert not list(tmp_path.glob(".phiscan-*"))


@pytest.mark.parametrize("target", ["no/such/folder/r.html", "."])
def test_output_that_cannot_be_written_is_wrong_use(photos, sees_colours, target, monkeypatch):
    path = photos("a.png")
    monkeypatch.chdir(path.parent)
    result = scan(path, "--output", target)
    assert result.exit_code == ExitCode.USAGE
    assert "--output" in result.stderr


def test_an_input_without_a_result_is_never_zero(photos, sees_colours, monkeypatch):
    monkeypatch.setattr("phiscan.batch.scan_inputs", lambda *args, **kwargs: iter(()))
    result = scan(photos("a.png"))
    assert result.exit_code == ExitCode.USAGE
    assert "have not been examined" in result.stderr


def test_names_that_are_no_text_do_not_end_the_run(tmp_path, photos, run_phiscan):
    import os

    os.rename(photos("in/a.png"), os.path.join(os.fsencode(tmp_path), b"in", b"\xff\xfe.png"))
    words = ("scan", tmp_path / "in", "--no-cache", "--reader", "none", "--face-finder", "none")
    with ThreadPoolExecutor(2) as pool:
        runs = pool.map(lambda fmt: run_phiscan(*words, "--format", fmt), ("text", "jsonl"))
    for done in runs:
        assert done.returncode == ExitCode.CLEAN, done.stderr
        assert done.stdout


def test_a_pipe_sees_no_progress_bar(photos, run_phiscan):
    done = run_phiscan("scan", photos("a.png"), "--reader", "none", "--face-finder", "none")
    assert done.stderr == b""
    assert b"\x1b" not in done.stdout


def test_inputs_are_left_as_they_are(photos, sees_colours):
    path = photos("a.png", "red")
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    scan(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert sorted(p.name for p in Path(path.parent).iterdir()) == ["a.png"]
