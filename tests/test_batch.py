"""Scheduling: every input gets a result, in order, whatever happens to one of them."""

from __future__ import annotations

import pickle
import threading
import time
from pathlib import Path

import pytest

from phiscan.batch import in_order, scan_input, scan_inputs, scan_many, scan_photo
from phiscan.load import Input, find_inputs
from phiscan.options import ScanOptions
from phiscan.types import Action, Status


def test_no_inputs_give_no_results(colour_scanner):
    assert list(scan_inputs([], colour_scanner())) == []


def test_results_come_in_input_order(photos, tmp_path, colour_scanner):
    for i, colour in enumerate(["red", "white", "orange", "white", "red"]):
        photos(f"in/{i}.png", colour)
    results = list(scan_inputs(find_inputs([tmp_path / "in"]).inputs, colour_scanner()))
    assert [Path(r.source).name for r in results] == [f"{i}.png" for i in range(5)]
    assert [r.verdict for r in results] == [
        Action.BLOCK, Action.ALLOW, Action.REVIEW, Action.ALLOW, Action.BLOCK,
    ]  # fmt: skip


def test_a_photo_that_breaks_costs_itself_only(photos, colour_scanner):
    names = [str(photos("a.png")), str(photos("b.png", "black")), str(photos("c.png"))]
    before, broken, after = scan_inputs(find_inputs(names).inputs, colour_scanner())
    assert before.is_clean
    assert after.is_clean
    assert broken.status is Status.FAILED
    assert broken.verdict is Action.BLOCK
    assert "00882291" not in str(broken.to_dict()), "a library's message may quote the photo"


def test_an_input_with_a_problem_is_failed_and_not_opened(colour_scanner):
    item = Input("clip.mp4", None, Path("clip.mp4"), "video is not examined")
    result = scan_input(item, colour_scanner())
    assert result.status is Status.FAILED
    assert result.not_examined == ("video is not examined",)


def test_an_input_without_path_or_reason_is_failed(colour_scanner):
    assert scan_input(Input("x", None, Path("x"), None), colour_scanner()).status is Status.FAILED


def test_empty_and_renamed_files_are_failed(tmp_path, colour_scanner):
    (tmp_path / "empty.jpg").write_bytes(b"")
    (tmp_path / "text.jpg").write_bytes(b"hello, this is no picture")
    results = [
        scan_photo(colour_scanner(), tmp_path / name, name) for name in ("empty.jpg", "text.jpg")
    ]
    assert [r.status for r in results] == [Status.FAILED, Status.FAILED]


def test_the_unit_of_work_is_serialisable(photos):
    options = ScanOptions(reader="none", face_finder="none")
    white = photos("w.png")
    work = [("w.png", white), ("bytes", white.read_bytes()), ("gone.png", "/no/such/photo.png")]
    results = scan_many(*pickle.loads(pickle.dumps((work, options))))
    again = pickle.loads(pickle.dumps(results))
    assert [r.source for r in again] == ["w.png", "bytes", "gone.png"]
    assert [r.status is Status.FAILED for r in again] == [False, False, True]


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_in_order_keeps_order_with_uneven_work(jobs):
    def work(n: int) -> int:
        time.sleep(0.002 * (n % 3))
        return n

    assert list(in_order(work, range(20), jobs)) == list(range(20))


def test_in_order_reads_only_a_little_ahead():
    taken: list[int] = []

    def items():
        for n in range(1000):
            taken.append(n)
            yield n

    results = in_order(lambda n: n, items(), 2)
    next(results)
    assert len(taken) <= 4
    results.close()
    assert len(taken) <= 4


def test_in_order_runs_jobs_at_once():
    together = threading.Barrier(2, timeout=10)
    assert len(list(in_order(lambda _: together.wait(), range(4), 2))) == 4
