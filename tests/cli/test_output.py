"""Where a report goes and what a run amounts to."""

from __future__ import annotations

import io

import pytest

from phiscan.cli._output import Tally, format_for, open_report, wants_color
from phiscan.errors import ExitCode, PhiscanError, UsageError

FORMATS = ("text", "json", "csv", "html")


@pytest.mark.parametrize(
    ("codes", "whole"),
    [
        ([], 0),
        ([0, 0], 0),
        ([0, 1], 1),
        ([1, 3], 3),
        ([3, 2, 1], 2),
    ],
)
def test_the_worst_code_speaks_for_all(codes, whole):
    tally = Tally(len(codes))
    assert list(tally.watch(codes, ExitCode)) == codes
    assert tally.exit_code == whole


@pytest.mark.parametrize("seen", [[], [0], [0, 0, 0]])
def test_too_few_or_too_many_results_are_an_error(seen):
    tally = Tally(2)
    list(tally.watch(seen, ExitCode))
    with pytest.raises(PhiscanError, match="not been examined"):
        _ = tally.exit_code


@pytest.mark.parametrize(
    ("fmt", "output", "wanted"),
    [
        (None, None, "text"),
        (None, "r.html", "html"),
        (None, "R.JSON", "json"),
        (None, "report", "text"),
        (None, "r.docx", "text"),
        ("csv", "r.html", "csv"),
    ],
)
def test_the_ending_names_the_form_unless_told(fmt, output, wanted):
    assert format_for(fmt, output, FORMATS) == wanted


def test_no_output_means_stdout():
    with open_report(None, "html") as file:
        assert file is None


def test_a_whole_report_appears_only_when_finished(tmp_path):
    target = tmp_path / "r.html"
    with open_report(str(target), "html") as file:
        file.write("half")
        assert not target.exists()
    assert target.read_text() == "half"
    assert [p.name for p in tmp_path.iterdir()] == ["r.html"]


def test_lines_appear_as_they_come(tmp_path):
    target = tmp_path / "r.jsonl"
    with open_report(str(target), "jsonl") as file:
        file.write("one\n")
        file.flush()
        assert target.read_text() == "one\n"


def test_a_report_gets_the_modes_that_new_files_get(tmp_path):
    plain = tmp_path / "plain"
    plain.write_text("")
    with open_report(str(tmp_path / "r.html"), "html"):
        pass
    assert (tmp_path / "r.html").stat().st_mode == plain.stat().st_mode


def test_a_folder_is_no_report(tmp_path):
    with pytest.raises(UsageError, match="folder"), open_report(str(tmp_path), "html"):
        pass


def test_a_stream_that_is_no_terminal_gets_no_colour(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    assert wants_color(Terminal(), no_color=False)
    assert not wants_color(Terminal(), no_color=True)
    assert not wants_color(io.StringIO(), no_color=False)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not wants_color(Terminal(), no_color=False)
