"""Scheduling: every input gets a result, in order, whatever happens to one of them."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest
from conftest import colour_scanner_class
from PIL import Image, ImageDraw
from processes import REPO

from phiscan.batch import AHEAD, in_order, scan_input, scan_inputs, scan_many, scan_photo
from phiscan.cache import ScanCache
from phiscan.load import Input, find_inputs
from phiscan.options import BatchOptions, ScanOptions
from phiscan.scanner import Scanner
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
    assert len(taken) <= AHEAD + 1
    results.close()
    assert len(taken) <= AHEAD + 1


def test_in_order_runs_jobs_at_once():
    together = threading.Barrier(2, timeout=10)
    assert len(list(in_order(lambda _: together.wait(), range(4), 2))) == 4


@pytest.fixture
def rough_scanner_class():
    """Return a Scanner that a blue photo kills and a grey one keeps busy for ever."""

    class RoughScanner(colour_scanner_class()):
        def examine_photos(self, photos, deadline):
            colour = tuple(int(v) for v in photos[0].pixels[0, 0])
            if colour == (0, 0, 255):
                os._exit(9)
            if colour == (128, 128, 128):
                time.sleep(600)
            return super().examine_photos(photos, deadline)

    return RoughScanner


def test_crash_and_hang_cost_one_photo_each_and_resume_does_not_try_them_again(
    photos, tmp_path, rough_scanner_class, monkeypatch
):
    monkeypatch.setattr("phiscan.crew.GRACE_S", 0.5)
    for i, colour in enumerate(["red", "blue", "white", "gray", "orange", "white"]):
        photos(f"in/{i}.png", colour)
    inputs = find_inputs([tmp_path / "in"]).inputs
    scanner = rough_scanner_class(ScanOptions(timeout_s=2))
    with ScanCache(tmp_path / "seen", "f") as cache:
        results = list(scan_inputs(inputs, scanner, cache=cache, batch=BatchOptions(jobs=1)))
        start = time.monotonic()
        again = BatchOptions(jobs=1, resume=True)
        resumed = list(scan_inputs(inputs, scanner, cache=cache, batch=again))
    quick = time.monotonic() - start
    failed = [r.status is Status.FAILED for r in results]
    assert failed == [False, True, False, True, False, False]
    assert "crashed" in results[1].not_examined[0]
    assert "time limit" in results[3].not_examined[0]
    assert [r.verdict for r in resumed] == [r.verdict for r in results]
    assert all("not tried again" in resumed[i].not_examined[0] for i in (1, 3))
    assert quick < 0.5, "no worker had to start"


def test_what_a_killed_run_had_finished_is_there_for_the_next(photos, tmp_path, colour_scanner):
    for i in range(6):
        photos(f"in/{i}.png", "gray" if i == 5 else "white")
    code = (
        "import sys, time; sys.path.insert(0, 'tests')\n"
        "from pathlib import Path\n"
        "from conftest import colour_scanner_class\n"
        "from phiscan.batch import scan_inputs; from phiscan.cache import ScanCache\n"
        "from phiscan.load import find_inputs; from phiscan.options import BatchOptions\n"
        "def slow():\n"
        "    class Slow(colour_scanner_class()):\n"
        "        def examine_photos(self, photos, deadline):\n"
        "            if photos[0].pixels[0, 0, 0] == 128: time.sleep(600)\n"
        "            return super().examine_photos(photos, deadline)\n"
        "    return Slow()\n"
        "cache, inputs = ScanCache(Path(sys.argv[2]), 'f'), find_inputs(sys.argv[1:2]).inputs\n"
        "for r in scan_inputs(inputs, slow(), cache=cache, batch=BatchOptions(jobs=1)):\n"
        "    print(r.status, flush=True)\n"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", code, tmp_path / "in", tmp_path / "seen"],
        stdout=subprocess.PIPE, cwd=REPO,
    )  # fmt: skip
    assert run.stdout is not None
    finished = [run.stdout.readline() for _ in range(5)]
    run.kill()
    run.communicate()
    assert finished == [b"complete\n"] * 5
    inputs = find_inputs([tmp_path / "in"]).inputs
    with ScanCache(tmp_path / "seen", "f") as cache:
        list(scan_inputs(inputs[:5], colour_scanner(), cache=cache))
    assert colour_scanner.looks == 0


@pytest.fixture
def ctrl_c():
    """Ctrl-C as in a terminal: a shell starts what runs in the background without it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_ctrl_c_ends_at_once_and_leaves_no_process(photos, tmp_path, rough_scanner_class, ctrl_c):
    for i in range(6):
        photos(f"in/{i}.png", "gray")
    inputs = find_inputs([tmp_path / "in"]).inputs
    results = scan_inputs(inputs, rough_scanner_class(), batch=BatchOptions(jobs=1))
    threading.Timer(2.0, os.kill, [os.getpid(), signal.SIGINT]).start()
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        next(results)
    assert time.monotonic() - start < 60  # the photo would take ten minutes
    _gone, left = psutil.wait_procs(_workers(), timeout=30)
    assert left == []


def test_trusting_times_does_not_read_and_is_for_unchanged_files_only(
    photos, tmp_path, colour_scanner, monkeypatch
):
    wrong = photos("a.jpg", "red")  # the content is PNG: the loader has a note
    os.utime(wrong, ns=(0, 10**18))
    scanner, trust = colour_scanner(), BatchOptions(trust_mtime=True)
    with ScanCache(tmp_path / "seen", "f") as cache:
        first = scan_photo(scanner, wrong, "a.jpg", cache, batch=trust)
        with monkeypatch.context() as patch:
            patch.setattr("phiscan.batch.open_regular", None)
            again = scan_photo(scanner, wrong, "a.jpg", cache, batch=trust)
        os.utime(wrong, ns=(0, 10**18 + 1))
        photos("a.jpg", "white")
        changed = scan_photo(scanner, wrong, "a.jpg", cache, batch=trust)
    assert again.to_dict() == first.to_dict() | {"timings_s": {}}
    assert any("its name says jpeg" in note for note in again.notes)
    assert changed.is_clean


def test_a_file_changed_just_now_is_read_again(photos, tmp_path, colour_scanner):
    path, scanner, trust = photos("a.png"), colour_scanner(), BatchOptions(trust_mtime=True)
    with ScanCache(tmp_path / "seen", "f") as cache:
        assert scan_photo(scanner, path, "a.png", cache, batch=trust).is_clean
        before = path.stat()
        photos("a.png", "red")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert not scan_photo(scanner, path, "a.png", cache, batch=trust).is_clean


def _workers() -> list[psutil.Process]:
    children = psutil.Process().children(recursive=True)
    return [c for c in children if "popen_loky" in _command_of(c)]


def _command_of(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except (psutil.NoSuchProcess, psutil.ZombieProcess):  # it has ended by now
        return ""


def test_a_real_scanner_in_a_worker_says_what_it_says_here(tmp_path):
    card = Image.new("RGB", (420, 120), "white")
    ImageDraw.Draw(card).text((20, 40), "Patient MRN: 00882291", "black", font_size=32)
    card.save(tmp_path / "card.png")
    names = [tmp_path / "card.png", tmp_path / "gone.png"] * 2
    scanner = Scanner(ScanOptions(face_finder="none", precision="f32"))
    here = scanner.scan(names[0])
    there = scanner.scan_batch(names, jobs=1)
    assert here.verdict is Action.BLOCK
    assert [r.to_dict() | {"timings_s": 0} for r in there[::2]] == [
        here.to_dict() | {"timings_s": 0}
    ] * 2
    assert [r.status for r in there[1::2]] == [Status.FAILED] * 2
