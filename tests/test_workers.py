"""Worker processes: what one task does to its process happens to no other task."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import psutil
import pytest
from processes import REPO

from phiscan.workers import LostPhotoError, StartError, StoppedError, Workers


def _nothing() -> None:
    pass


def _crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def _leave() -> None:
    os._exit(0)


def _eat() -> None:
    held = []
    while True:
        held.append(b"x" * (20 << 20))
        time.sleep(0.005)


def _grow() -> int:
    _held.append(bytearray(os.urandom(1 << 20)) * 400)
    return os.getpid()


_held: list[bytearray] = []


def _die_once(path: str) -> str:
    if not os.path.exists(path):
        with open(path, "w"):
            os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def _refuse() -> None:
    raise OSError("no such luck")


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(1, _nothing, max_bytes=500e6) as some:
        yield some


@pytest.mark.parametrize("task", [_crash, _leave])
def test_a_task_that_ends_its_process_is_lost_and_the_next_is_done(workers, task):
    with pytest.raises(LostPhotoError, match="crashed"):
        workers.run(task)
    assert workers.run(len, "abc") == 3


def test_a_task_that_hangs_is_stopped(workers):
    with pytest.raises(LostPhotoError, match="time limit"):
        workers.run(time.sleep, 600, limit_s=0.5)
    assert workers.run(len, "abc") == 3


def test_a_task_that_eats_memory_is_stopped(workers):
    with pytest.raises(LostPhotoError, match="memory"):
        workers.run(_eat)
    assert workers.run(len, "abc") == 3


def test_what_a_task_raises_arrives_and_its_process_stays(workers):
    before = workers.run(os.getpid)
    with pytest.raises(ValueError, match="invalid literal"):
        workers.run(int, "abc")
    assert workers.run(os.getpid) == before


def test_a_process_killed_while_idle_costs_no_task(workers):
    os.kill(workers.run(os.getpid), signal.SIGKILL)
    time.sleep(0.3)
    assert workers.run(len, "abc") == 3


def test_who_was_killed_by_mistake_is_tried_once_more(workers, tmp_path):
    assert workers.run(_die_once, str(tmp_path / "tried")) == "done"


def test_growth_replaces_a_process_after_some_tasks_and_not_before(monkeypatch):
    monkeypatch.setattr("phiscan.workers._LEAST_TASKS", 3)
    with Workers(1, _nothing, usual_bytes=300e6) as workers:
        pids = [workers.run(_grow) for _ in range(4)]
    assert len(set(pids[:3])) == 1, "loky's own check must not replace it either"
    assert pids[3] != pids[0]


def test_stopping_ends_processes_and_waiting_tasks_at_once():
    caught: list[BaseException] = []

    def wait() -> None:
        try:
            workers.run(time.sleep, 600)
        except LostPhotoError as error:
            caught.append(error)

    with Workers(2, _nothing) as workers:
        pid = workers.run(os.getpid)
        waiting = threading.Thread(target=wait)
        waiting.start()
        time.sleep(0.3)
    waiting.join(timeout=5)
    assert isinstance(caught[0], StoppedError)
    with pytest.raises(StoppedError):
        workers.run(len, "abc")
    psutil.wait_procs([psutil.Process(pid)] if psutil.pid_exists(pid) else [], timeout=5)
    assert not psutil.pid_exists(pid)


def test_processes_that_cannot_start_are_told_from_bad_tasks():
    with Workers(1, _refuse) as workers, pytest.raises(StartError):
        workers.run(len, "abc")


def test_workers_end_when_their_parent_is_killed():
    code = (
        "import os, time; from phiscan.workers import Workers\n"
        "workers = Workers(1, os.getpid); print(workers.run(os.getpid), flush=True)\n"
        "workers.run(time.sleep, 600)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=REPO)
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.communicate()
    until = time.monotonic() + 10
    while psutil.pid_exists(pid) and time.monotonic() < until:
        time.sleep(0.1)
    assert not psutil.pid_exists(pid)


def test_what_a_killed_process_held_is_given_back_without_a_word_on_the_terminal() -> None:
    script = (
        "from loky.backend import resource_tracker\n"
        "from phiscan.workers import Workers\n"
        "with Workers(1, print, ('ready',)) as workers:\n"
        "    workers.run(len, [])\n"
        "    resource_tracker.register('/phiscan-nobody-gives-this-back', 'semlock')\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    )
    assert (told.stdout, told.stderr) == ("ready\n", "")
