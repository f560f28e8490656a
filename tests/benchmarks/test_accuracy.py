import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from benchmarks import accuracy
from benchmarks.accuracy import main, measure, report, to_json
from benchmarks.contact_sheet import Tile, write_sheet
from benchmarks.tools import Outcome
from benchmarks.truth import Entry, TruthPhoto
from phiscan.types import Action, Category, Finding, Pixels

SECRET = "MRN 0048151"
POLYGON = np.array([(60.0, 70), (330, 70), (330, 112), (60, 112)])
MRN = Finding(Category.MRN, 0.9, "a label", "test", tuple(map(tuple, POLYGON)), text=SECRET,
              action=Action.BLOCK)  # fmt: skip


@pytest.fixture
def photo(tmp_path: Path) -> TruthPhoto:
    """A page with one record number, and a second entry that is not in the pixels."""
    page = np.full((200, 400, 3), 230, np.uint8)
    cv2.putText(page, SECRET, (64, 104), cv2.FONT_HERSHEY_SIMPLEX, 1.3, (20, 20, 20), 2)
    path = tmp_path / "photo.png"
    cv2.imwrite(str(path), page)
    entries = (
        Entry("mrn", SECRET, POLYGON, 1, "patient", 32.0, "label"),
        Entry("gps_location", None, None, 1, "unknown", None, "metadata"),
    )
    return TruthPhoto(path, "label", "desk", 0, clean=False, entries=entries)


class Painter:
    """A tool that paints what it is told to and publishes or not."""

    name = "painter"

    def __init__(self, box: tuple[int, int, int, int] | None, *, publishes: bool = True) -> None:
        self.box, self.publishes = box, publishes

    def run(self, photo: TruthPhoto, pages: tuple[Pixels, ...]) -> Outcome:
        page = pages[0].copy()
        if self.box:
            x0, y0, x1, y1 = self.box
            page[y0:y1, x0:x1] = 0
        findings = (MRN,) if self.box else ()
        return Outcome((page,), (page,) if self.publishes else None, findings, "block", "complete")


def test_a_tool_that_does_nothing_leaks_everything(photo: TruthPhoto) -> None:
    results = measure(Painter(None), photo)
    mrn, gps = results.entries
    assert mrn.leaked
    assert mrn.leaked_published
    assert mrn.leaked_share == 1
    assert not mrn.found
    assert not gps.leaked
    assert results.photos[0].over_redaction == 0
    assert len(results.tiles) == 1


def test_a_tool_that_covers_the_place_leaks_nothing(photo: TruthPhoto) -> None:
    results = measure(Painter((55, 65, 335, 118)), photo)
    assert not results.entries[0].leaked
    assert results.entries[0].found
    assert results.entries[0].covered_by_any
    assert results.photos[0].over_redaction < 0.05


def test_covering_everything_is_over_redaction(photo: TruthPhoto) -> None:
    results = measure(Painter((0, 0, 400, 200)), photo)
    assert results.photos[0].over_redaction > 0.8


def test_what_is_not_published_does_not_leak_from_it(photo: TruthPhoto) -> None:
    results = measure(Painter(None, publishes=False), photo)
    assert results.entries[0].leaked
    assert not results.entries[0].leaked_published
    assert not results.photos[0].published


def test_report_and_json_hold_no_identifier(photo: TruthPhoto) -> None:
    results = measure(Painter(None), photo)
    for text in (report(results, "a test"), json.dumps(to_json(results))):
        assert SECRET not in text
        assert "0048151" not in text
    assert "1/1 = 100.0 %" in report(results, "a test")


def test_a_report_on_nothing_is_still_a_page() -> None:
    assert "0/0" in report(accuracy.Results(), "nothing")


@pytest.mark.parametrize(
    ("seen", "text", "answer"),
    [("", "Maria Lopez", False), ("Name: MARIA LOPEZ", "Maria Lopez", True),
     ("Marla Lopez", "Maria Lopez", True), ("Invoice 12", "Maria Lopez", False)],
)  # fmt: skip
def test_who_lost_compares_letters(seen: str, text: str, answer: bool) -> None:
    assert accuracy.holds(seen, text) is answer


def test_a_sheet_of_nothing_is_not_written(tmp_path: Path) -> None:
    write_sheet([], tmp_path / "sheet.jpg")
    assert not (tmp_path / "sheet.jpg").exists()


def test_a_sheet_takes_tiles_of_any_shape(tmp_path: Path) -> None:
    page = np.zeros((50, 80, 3), np.uint8)
    tiles = [Tile("one", 0.5, POLYGON / 10, page), Tile("two", 0.9, POLYGON * 9, page, page)]
    write_sheet(tiles, tmp_path / "sheet.jpg")
    assert (tmp_path / "sheet.jpg").stat().st_size > 0


@pytest.mark.slow
def test_the_command_runs_on_rendered_photos(tmp_path: Path) -> None:
    pytest.importorskip("faker", reason="needs the extra phiscan[synth]")
    arguments = ["--count", "2", "--seed", "5", "--split", "tune", "--long-side", "800"]
    out, work = tmp_path / "out", tmp_path / "work"
    assert main([*arguments, "--out", str(out), "--work", str(work)]) == 0
    page = (out / "accuracy_tune_5_2.md").read_text(encoding="utf-8")
    assert "| photos | 2 |" in page
    data = json.loads((out / "accuracy_tune_5_2.json").read_text(encoding="utf-8"))
    assert len(data["photos"]) == 2
