"""What holds for every format."""

import subprocess
import sys

import pytest

from phiscan.errors import UsageError
from phiscan.report import FORMATS

from .conftest import PLANTED, finding, render, result

PROMISES = ("is safe", "are safe", "guarantee", "no phi", "phi-free", "anonymous")


@pytest.mark.parametrize("fmt", FORMATS)
def test_no_value_leaks(fmt, mixed):
    assert PLANTED not in render(mixed, fmt)


@pytest.mark.parametrize("fmt", ["text", "csv", "sarif", "html"])
def test_names_are_masked_where_people_look(fmt, mixed):
    report = render(mixed, fmt)
    assert "PLANTEDNAME" not in report
    assert "photo-1a2b3c" in report


@pytest.mark.parametrize("fmt", ["json", "jsonl"])
def test_names_are_as_given_for_programs_unless_masked(fmt, mixed):
    assert "PLANTEDNAME" in render(mixed, fmt)
    assert "PLANTEDNAME" not in render(mixed, fmt, mask_paths=True)


@pytest.mark.parametrize("fmt", ["text", "json", "jsonl", "csv"])
def test_values_show_when_asked_for(fmt, mixed):
    assert PLANTED in render(mixed, fmt, show_values=True)


@pytest.mark.parametrize("fmt", ["sarif", "html"])
def test_reports_that_travel_refuse_values(fmt, mixed):
    with pytest.raises(UsageError, match="never hold values"):
        render(mixed, fmt, show_values=True)


@pytest.mark.parametrize("fmt", FORMATS)
def test_an_empty_run_is_reported(fmt):
    assert render([], fmt) or fmt == "jsonl"


@pytest.mark.parametrize("fmt", FORMATS)
def test_failed_and_incomplete_photos_say_why(fmt, mixed):
    report = render(mixed, fmt)
    assert "the file is cut off" in report
    assert "the time limit was reached" in report


@pytest.mark.parametrize("fmt", ["text", "html"])
def test_a_clean_photo_gets_no_promise(fmt):
    report = render([result("a.png")], fmt)
    assert "Nothing found by these detectors in the parts examined" in report
    assert not any(promise in report.lower() for promise in PROMISES)


def test_an_unknown_format_is_wrong_use():
    with pytest.raises(UsageError, match="format"):
        render([], "pdf")


@pytest.mark.parametrize("fmt", ["text", "jsonl", "csv", "json", "sarif"])
def test_results_are_written_as_they_come(fmt):
    import io

    from phiscan.report import write_report

    stream = io.StringIO()
    lengths = []

    def results():
        for index in range(3):
            lengths.append(len(stream.getvalue()))
            yield result(f"{index}.png", finding("mrn", (0, 0, 9, 9)))

    write_report(results(), fmt, stream)
    assert lengths[1] < lengths[2] < len(stream.getvalue())


def test_the_formats_can_be_listed_without_loading_a_template_engine():
    code = "import sys, phiscan.report; print('jinja2' in sys.modules, 'cv2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
