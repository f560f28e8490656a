"""Safe copies of many inputs, and what --resume takes for finished after an interrupted run."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from conftest import colour_scanner_class
from processes import REPO

from phiscan import copies
from phiscan.cache import ScanCache
from phiscan.copies import redact_inputs
from phiscan.load import find_inputs
from phiscan.options import BatchOptions
from phiscan.types import Action, RedactResult

AGAIN = BatchOptions(jobs=1, resume=True)


def copying_scanner_class():
    """Return a ColourScanner whose second look is clean; blue kills it, gray keeps it busy."""

    class CopyingScanner(colour_scanner_class()):
        def examine_photos(self, photos, deadline):
            colour = tuple(int(v) for v in photos[0].pixels[0, 0])
            if colour == (0, 0, 255):
                os._exit(9)
            if colour == (128, 128, 128):
                print("busy", flush=True)
                time.sleep(0.5)
            return super().examine_photos(photos, deadline)

        def second_look(self, photo, deadline, known=(), recall=None):
            return []

    return CopyingScanner


@pytest.fixture
def kind():
    return copying_scanner_class()


@pytest.fixture
def ledger(tmp_path) -> Iterator[ScanCache]:
    with ScanCache(tmp_path / "seen", "f") as cache:
        yield cache


@pytest.fixture
def three(photos, tmp_path) -> Path:
    for i, colour in enumerate(["red", "white", "orange"]):
        photos(f"in/{i}.png", colour)
    return tmp_path / "in"


def copy_all(folder, to, scanner, ledger=None, batch=None, **more) -> list[RedactResult]:
    inputs = find_inputs([folder]).inputs
    return list(redact_inputs(inputs, to, scanner=scanner, ledger=ledger, batch=batch, **more))


def test_no_inputs_give_no_copies(tmp_path, kind):
    assert list(redact_inputs([], tmp_path / "safe", scanner=kind())) == []


def test_without_resume_a_copy_that_is_there_is_left_alone_and_not_counted(
    three, tmp_path, kind, ledger
):
    first = copy_all(three, tmp_path / "safe", kind(), ledger)
    again = copy_all(three, tmp_path / "safe", kind(), ledger)
    assert [r.verified for r in first] == [True] * 3
    assert [r.verified for r in again] == [False] * 3
    assert all("exists already" in r.reason for r in again)


def test_resumed_nothing_finished_is_looked_at_again_and_the_results_are_the_same(
    three, tmp_path, kind, ledger
):
    first = copy_all(three, tmp_path / "safe", kind(), ledger)
    looks = kind.looks
    again = copy_all(three, tmp_path / "safe", kind(), ledger, AGAIN)
    assert [r.to_dict() for r in again] == [r.to_dict() for r in first]
    assert kind.looks == looks == 3


def test_resumed_a_missing_copy_is_made_and_the_others_stay(three, tmp_path, kind, ledger):
    first = copy_all(three, tmp_path / "safe", kind(), ledger)
    (tmp_path / "safe" / "1.png").unlink()
    times = [(tmp_path / "safe" / f"{i}.png").stat().st_mtime_ns for i in (0, 2)]
    again = copy_all(three, tmp_path / "safe", kind(), ledger, AGAIN)
    assert [r.to_dict() for r in again] == [r.to_dict() for r in first]
    assert [(tmp_path / "safe" / f"{i}.png").stat().st_mtime_ns for i in (0, 2)] == times
    assert kind.looks == 4


def test_resumed_a_copy_that_was_altered_is_neither_counted_nor_overwritten(
    three, tmp_path, kind, ledger
):
    copy_all(three, tmp_path / "safe", kind(), ledger)
    altered = tmp_path / "safe" / "0.png"
    altered.write_bytes((three / "0.png").read_bytes())
    again = copy_all(three, tmp_path / "safe", kind(), ledger, AGAIN)
    assert [r.verified for r in again] == [False, True, True]
    assert "exists already" in again[0].reason
    assert altered.read_bytes() == (three / "0.png").read_bytes()


def test_resumed_an_input_that_changed_since_is_not_taken_for_copied(
    three, photos, tmp_path, kind, ledger
):
    copy_all(three, tmp_path / "safe", kind(), ledger)
    photos("in/1.png", "red")
    again = copy_all(three, tmp_path / "safe", kind(), ledger, AGAIN)
    assert [r.verified for r in again] == [True, False, True]


def test_resumed_with_another_choice_of_what_to_cover_a_copy_does_not_count(
    three, tmp_path, kind, ledger
):
    copy_all(three, tmp_path / "safe", kind(), ledger, cover={Action.BLOCK})
    again = copy_all(three, tmp_path / "safe", kind(), ledger, AGAIN)
    # The lone date on 2.png was left visible; the copies of the others are the same either way.
    assert [r.verified for r in again] == [True, True, False]


def test_a_copy_made_by_hand_of_the_very_bytes_counts_only_after_a_look(
    three, tmp_path, kind, ledger
):
    copy_all(three, tmp_path / "other", kind())
    (tmp_path / "other").rename(tmp_path / "safe")
    looks = kind.looks
    again = copy_all(three, tmp_path / "safe", kind(), ledger, AGAIN)
    assert [r.verified for r in again] == [True] * 3
    assert kind.looks == looks + 3


def test_a_file_put_in_a_copys_place_after_the_look_is_not_taken_for_it(
    photos, tmp_path, kind, ledger, monkeypatch
):
    photos("in/a.png")
    copy_all(tmp_path / "in", tmp_path / "safe", kind())
    read, reads = copies._bytes_of, []

    def read_and_swapped(path):
        reads.append(read(path))
        if len(reads) == 2:  # it was looked for in the ledger first, and is now compared
            path.write_bytes(b"another file")
        return reads[-1]

    with monkeypatch.context() as patch:
        patch.setattr(copies, "_bytes_of", read_and_swapped)
        (made,) = copy_all(tmp_path / "in", tmp_path / "safe", kind(), ledger, AGAIN)
    (again,) = copy_all(tmp_path / "in", tmp_path / "safe", kind(), ledger, AGAIN)
    assert (made.verified, again.verified) == (True, False)


def test_two_photos_of_one_content_have_a_copy_each(photos, tmp_path, kind, ledger):
    photos("in/a.png")
    photos("in/b.png")
    copy_all(tmp_path / "in", tmp_path / "safe", kind(), ledger)
    (tmp_path / "safe" / "b.png").unlink()
    again = copy_all(tmp_path / "in", tmp_path / "safe", kind(), ledger, AGAIN)
    assert [r.safe_copy for r in again] == [tmp_path / "safe" / n for n in ("a.png", "b.png")]
    assert (tmp_path / "safe" / "b.png").is_file()


def test_a_photo_that_broke_the_check_is_not_tried_again(photos, tmp_path, kind, ledger):
    for i, colour in enumerate(["white", "blue", "white", "red"]):
        photos(f"in/{i}.png", colour)
    first = copy_all(tmp_path / "in", tmp_path / "safe", kind(), ledger, BatchOptions(jobs=1))
    again = copy_all(tmp_path / "in", tmp_path / "safe", kind(), ledger, AGAIN)
    assert [r.verified for r in first] == [r.verified for r in again] == [True, False, True, True]
    assert "crashed" in first[1].reason
    assert "not tried again" in again[1].reason


def test_a_policy_is_known_again_in_another_process():
    code = (
        "from phiscan.copies import name_of_policy\n"
        "from phiscan.policy import Action, Category, Policy, Rule\n"
        "tags = frozenset({'medical', 'retail', 'public', 'opaque'})\n"
        "rule = Rule(Category.DATE, Action.BLOCK, tags=tags)\n"
        "print(name_of_policy(Policy('ours', {Category.DATE: Action.REVIEW}, (rule,))))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, cwd=REPO,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(said) == 1


def test_a_run_killed_in_the_middle_is_finished_by_the_next(photos, tmp_path):
    for i in range(5):
        photos(f"in/{i}.png", "gray" if i == 3 else "white")
    run = subprocess.Popen(
        [sys.executable, "-c", _RUN, tmp_path / "in", tmp_path / "safe", tmp_path / "seen"],
        stdout=subprocess.PIPE, cwd=REPO,
    )  # fmt: skip
    assert run.stdout is not None
    said = sorted(run.stdout.readline() for _ in range(4))
    children = psutil.Process(run.pid).children(recursive=True)
    run.kill()
    run.communicate()
    _, alive = psutil.wait_procs(children, timeout=30)  # one may yet publish what it had begun
    assert not alive
    assert said == [b"True\n"] * 3 + [b"busy\n"]  # the fourth photo was being looked at
    there = sorted(p.name for p in (tmp_path / "safe").iterdir())
    assert there[:3] == [f"{i}.png" for i in range(3)]
    kind = copying_scanner_class()
    with ScanCache(tmp_path / "seen", "f") as ledger:
        again = copy_all(tmp_path / "in", tmp_path / "safe", kind(), ledger, AGAIN)
    assert [r.verified for r in again] == [True] * 5, [r.reason for r in again]
    assert sorted(p.name for p in (tmp_path / "safe").iterdir()) == [f"{i}.png" for i in range(5)]


_RUN = """
import sys; sys.path.insert(0, 'tests')
from pathlib import Path
from test_copies import copying_scanner_class
from phiscan.cache import ScanCache
from phiscan.copies import redact_inputs
from phiscan.load import find_inputs
from phiscan.options import BatchOptions
with ScanCache(Path(sys.argv[3]), 'f') as ledger:
    for r in redact_inputs(find_inputs(sys.argv[1:2]).inputs, sys.argv[2],
                           scanner=copying_scanner_class()(), ledger=ledger,
                           batch=BatchOptions(jobs=1)):
        print(r.verified, flush=True)
"""
