import io

from phiscan.report import write_report

from .conftest import finding, render, result


def test_verdict_stands_first(mixed):
    blocks = render(mixed, "text").split("\n\n")
    assert [block.split()[1] for block in blocks[:5]] == [
        "BLOCK", "REVIEW", "ALLOW", "REVIEW", "BLOCK",
    ]  # fmt: skip


def test_findings_are_grouped_with_count_reason_place_and_letter(mixed):
    report = render(mixed, "text")
    assert "✗ Medical record number ×2: block, HIPAA H" in report
    assert "Person's name (patient): block, HIPAA A" in report
    assert "Beside a label (×2)" in report
    assert "top left (x 10–110, y 10–40 px)" in report


def test_status_is_always_there(mixed):
    report = render(mixed, "text")
    assert report.count("Status: ") == len(mixed)
    assert "Not examined: the time limit was reached" in report


def test_the_summary_accounts_for_every_file(mixed):
    summary = render(mixed, "text", skipped=lambda: 7).split("─\n")[-1]
    assert "4 photos examined: 1 blocked, 2 to review, 1 clean" in summary
    assert "1 incomplete, 1 failed, 7 other files skipped" in summary


def test_an_empty_run_has_a_summary_of_zeros():
    assert "0 photos examined" in render([], "text")


def test_notes_are_said_once():
    report = render(
        [result(f"{i}.png", notes=["cards are not looked for"]) for i in range(3)], "text"
    )
    assert report.count("cards are not looked for") == 1
    assert "Note (3 photos)" in report


def test_colour_only_when_asked(mixed):
    assert "\x1b[" not in render(mixed, "text")
    assert "\x1b[31m" in render(mixed, "text", color=True)


def test_an_ascii_terminal_gets_ascii():
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    write_report([result("süß.png", finding("mrn", (0, 0, 9, 9)))], "text", stream)
    stream.flush()
    text = raw.getvalue().decode("ascii")
    assert text.startswith("x BLOCK  s\\xfc\\xdf.png")
    assert "x 0-9" in text


def test_many_places_are_cut_short():
    many = [finding("mrn", (0, 9 * i, 9, 9 * i + 8)) for i in range(20)]
    assert "and 16 more" in render([result("a.png", *many)], "text")


def test_a_name_with_escapes_stays_one_line():
    assert "\x1b" not in render([result("a\x1b[2Jb\nc.png")], "text")
