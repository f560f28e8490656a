import json
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from benchmarks import accuracy
from benchmarks.accuracy import main
from benchmarks.accuracy_report import Column, Heading, report
from benchmarks.contact_sheet import Tile, write_sheet
from benchmarks.measure import Record, holds, measure
from benchmarks.tools import Outcome
from phiscan.evaluation.truth import Entry, TruthPhoto
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


def page_of(*records: Record, tool: str = "painter") -> str:
    return report([Column(tool, tool, list(records))], Heading("a test", len(records), "commit 0"))


def test_a_tool_that_does_nothing_leaks_everything(photo: TruthPhoto) -> None:
    record = measure(Painter(None), photo)
    mrn, gps = record.entries
    assert mrn.leaked
    assert mrn.leaked_published
    assert mrn.leaked_share == 1
    assert mrn.turn == "0, within 2"
    assert not mrn.found
    assert not gps.leaked
    assert record.photo.over_published == 0
    assert len(record.tiles) == 1


def test_a_tool_that_covers_the_place_leaks_nothing(photo: TruthPhoto) -> None:
    record = measure(Painter((55, 65, 335, 118)), photo)
    assert not record.entries[0].leaked
    assert record.entries[0].found
    assert record.entries[0].covered_by_any
    assert record.photo.over_published < 0.05


def test_covering_everything_is_over_redaction(photo: TruthPhoto) -> None:
    record = measure(Painter((0, 0, 400, 200)), photo)
    assert record.photo.over_published > 0.8
    assert record.photo.over_before_proof == record.photo.over_published


def test_what_the_proof_adds_counts_as_published_only(photo: TruthPhoto) -> None:
    class Prover(Painter):
        def run(self, photo: TruthPhoto, pages: tuple[Pixels, ...]) -> Outcome:
            before = super().run(photo, pages).covered
            return Outcome(before, (np.zeros_like(pages[0]),), (), "block", "complete")

    record = measure(Prover(None), photo)
    assert record.entries[0].leaked
    assert not record.entries[0].leaked_published
    assert record.photo.over_before_proof == 0
    assert record.photo.over_published > 0.8
    stages = page_of(record, tool="phiscan").split("## phiscan by stage")[1]
    assert "| identifiers that leak | 1/1 = 100.0 % (20.7–100.0) | 0/1 = 0.0 %" in stages


def test_what_is_not_published_does_not_leak_from_it(photo: TruthPhoto) -> None:
    record = measure(Painter(None, publishes=False), photo)
    assert record.entries[0].leaked
    assert not record.entries[0].leaked_published
    assert not record.photo.published


def test_report_and_record_hold_no_identifier(photo: TruthPhoto) -> None:
    record = measure(Painter(None), photo)
    for text in (page_of(record), json.dumps(record.to_dict())):
        assert SECRET not in text
        assert "0048151" not in text
    assert "1/1 = 100.0 %" in page_of(record)


def test_a_report_on_nothing_is_still_a_page() -> None:
    assert "0 of 0 photos" in report([], Heading("nothing", 0, "commit 0"))
    assert "| identifiers that leak | – |" in page_of()


def test_rows_by_height_and_rotation_ascend(photo: TruthPhoto) -> None:
    record = measure(Painter(None), photo)
    first = record.entries[0]
    entries = [
        replace(first, height=height, turn=turn)
        for height, turn in [(">=48 px", "270"), ("<14 px", "0, within 2"), ("14-24 px", "90")]
    ]
    page = page_of(replace(record, entries=tuple(entries)))
    heights = [page.index(f"\n| {name} |") for name in ("<14 px", "14-24 px", ">=48 px")]
    turns = [page.index(f"\n| {name} |") for name in ("0, within 2", "90", "270")]
    assert heights == sorted(heights)
    assert turns == sorted(turns)


def test_names_are_split_by_origin_only_where_the_truth_knows_it(photo: TruthPhoto) -> None:
    record = measure(Painter(None), photo)
    name = replace(record.entries[0], category="person_name")
    assert "where they come from" not in page_of(replace(record, entries=(name,)))
    known = replace(record, entries=(replace(name, origin="new"), replace(name, origin="common")))
    page = page_of(known).split("where they come from")[1]
    assert "| new | 1/1 = 100.0 %" in page
    assert "| common | 1/1 = 100.0 %" in page


def test_tools_without_a_verdict_have_a_dash_for_it(photo: TruthPhoto) -> None:
    record = measure(Painter(None), replace(photo, clean=True, entries=()))
    silent = replace(record, photo=replace(record.photo, verdict=""))
    assert "| clean photos blocked | – |" in page_of(silent)
    assert "| clean photos blocked | 1/1 = 100.0 %" in page_of(record)


def test_peers_stand_beside_phiscan_on_the_same_photos(photo: TruthPhoto) -> None:
    record = measure(Painter(None), photo)
    three = {n: replace(record, photo=replace(record.photo, photo=n)) for n in ("a", "b", "c")}
    two = {n: three[n] for n in ("a", "b")}
    columns = accuracy.columns_of({"phiscan": three, "presidio": two}, ["a", "b", "c"])
    assert [(c.tool, len(c.records)) for c in columns] == [
        ("phiscan", 3), ("phiscan", 2), ("presidio", 2)]  # fmt: skip
    assert len(accuracy.columns_of({"phiscan": three}, ["a", "b", "c"])) == 1
    assert len(accuracy.columns_of({"phiscan": two, "presidio": two}, ["a", "b"])) == 2
    assert accuracy.columns_of({}, []) == []


@pytest.mark.parametrize(
    ("seen", "text", "answer"),
    [("", "Maria Lopez", False), ("Name: MARIA LOPEZ", "Maria Lopez", True),
     ("Marla Lopez", "Maria Lopez", True), ("Invoice 12", "Maria Lopez", False)],
)  # fmt: skip
def test_who_lost_compares_letters(seen: str, text: str, answer: bool) -> None:
    assert holds(seen, text) is answer


def test_a_sheet_of_nothing_is_not_written(tmp_path: Path) -> None:
    write_sheet([], tmp_path / "sheet.jpg")
    assert not (tmp_path / "sheet.jpg").exists()


def test_a_sheet_takes_tiles_of_any_shape(tmp_path: Path) -> None:
    page = np.zeros((50, 80, 3), np.uint8)
    tiles = [Tile("one", 0.5, POLYGON / 10, page), Tile("two", 0.9, POLYGON * 9, page, page)]
    write_sheet(tiles, tmp_path / "sheet.jpg")
    assert (tmp_path / "sheet.jpg").stat().st_size > 0


@pytest.mark.slow
def test_the_command_runs_on_rendered_photos_and_goes_on_where_it_stopped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("faker", reason="needs the extra phiscan[synth]")
    # Somebody may be editing phiscan meanwhile, which begins a run anew; test_run_log tests that.
    monkeypatch.setattr(accuracy, "state_of", lambda *_, **__: "state")
    arguments = ["--count", "2", "--seed", "5", "--split", "tune", "--long-side", "800"]
    arguments += ["--out", str(tmp_path / "out"), "--work", str(tmp_path / "work")]
    page = tmp_path / "out" / "accuracy_tune_5_2.md"
    assert main([*arguments, "--limit", "1"]) == 0
    assert "1 of 1 photos measured" in page.read_text(encoding="utf-8")
    assert main([*arguments, "--report-only"]) == 0
    assert "1 of 2 photos measured" in page.read_text(encoding="utf-8")
    capsys.readouterr()
    assert main([*arguments, "--jobs", "2"]) == 0
    assert capsys.readouterr().err.count("leaks published") == 1
    assert "2 of 2 photos measured" in page.read_text(encoding="utf-8")
