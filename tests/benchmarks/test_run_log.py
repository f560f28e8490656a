from pathlib import Path

import numpy as np

from benchmarks import run_log
from benchmarks.contact_sheet import Tile
from benchmarks.measure import EntryResult, PhotoResult, Record
from benchmarks.run_log import RunLog, describe_commit, digest_of, state_of


def record(name: str) -> Record:
    entry = EntryResult(name, "mrn", True, "label", "desk", "90", "<14 px", "", 5, 0.4, True,
                        False, True, True, "understanding")  # fmt: skip
    photo = PhotoResult(name, "label", "desk", False, "block", "complete", True, 0.1, 0.2, 3.0)
    square = np.array([(2.0, 2), (9, 2), (9, 6), (2, 6)])
    return Record(photo, (entry,), (Tile("a", 0.4, square, np.zeros((20, 30, 3), np.uint8)),))


def test_no_log_holds_nothing(tmp_path: Path) -> None:
    assert RunLog(tmp_path / "none.jsonl").read() == {}


def test_what_is_appended_is_read_back(tmp_path: Path) -> None:
    log = RunLog(tmp_path / "deeper" / "log.jsonl")
    log.append(record("a.jpg"))
    log.append(record("b.jpg"))
    kept = log.read()
    assert list(kept) == ["a.jpg", "b.jpg"]
    assert kept["a.jpg"].photo == record("a.jpg").photo
    assert kept["a.jpg"].entries == record("a.jpg").entries
    assert kept["a.jpg"].tiles[0].picture.shape == record("a.jpg").tiles[0].picture.shape


def test_a_line_cut_short_costs_that_photo_alone(tmp_path: Path) -> None:
    log = RunLog(tmp_path / "log.jsonl")
    log.append(record("a.jpg"))
    log.append(record("b.jpg"))
    whole = log.path.read_bytes()
    log.path.write_bytes(whole[:-40])
    assert list(log.read()) == ["a.jpg"]
    log.append(record("c.jpg"))
    assert list(log.read()) == ["a.jpg", "c.jpg"]


def test_a_digest_follows_what_the_code_says(tmp_path: Path) -> None:
    code, page = tmp_path / "code.py", tmp_path / "page.md"
    code.write_text("1")
    page.write_text("words")
    first = digest_of([tmp_path])
    assert len(first) == 12
    page.write_text("other words")
    assert digest_of([tmp_path]) == first
    assert digest_of([tmp_path], "explained") != first
    code.write_text("2")
    assert digest_of([tmp_path]) != first


def test_what_judges_is_part_of_the_state(tmp_path: Path) -> None:
    truth = tmp_path / "truth.json"
    truth.write_text("{}")
    assert all(path.is_file() for path in run_log._JUDGES)
    states = {
        state_of("phiscan", truth),
        state_of("phiscan", truth, explain=True),
        state_of("rapidocr", truth),
    }
    assert len(states) == 3
    truth.write_text("{ }")
    assert state_of("rapidocr", truth) not in states


def test_the_commit_is_named() -> None:
    assert describe_commit().startswith(("commit ", "no commit"))
