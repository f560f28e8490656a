"""Real clients at every door, one table: only the clean photo gets through, whatever the door.

And nothing at all gets through where the scanner is killed in the middle of a check.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from processes import free_port, running

httpx = pytest.importorskip("httpx2", reason="needs phiscan[dev]")
pytest.importorskip("uvicorn", reason="needs phiscan[serve]")

from doors import (  # noqa: E402
    DOORS,
    OWN,
    PHOTOS,
    QUICK,
    SERVICE,
    BrokenError,
    Send,
    Served,
    npm_installed,
    slow_photo,
)


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    (folder / "uploads").mkdir()
    port, clamd, icap = free_port(), free_port(), free_port()
    command = [
        sys.executable, "-m", "phiscan", "serve", "--port", str(port),
        "--clamd", f"127.0.0.1:{clamd}", "--icap", f"127.0.0.1:{icap}",
        "--tusd-uploads", folder / "uploads", "--tusd-quarantine", folder / "quarantine",
        "--deadline", "30", "--workers", "8",
    ]  # fmt: skip
    http = f"http://127.0.0.1:{port}"
    with running(command, http + "/healthz", **QUICK) as process:
        yield Served(process, http, clamd, icap, folder)


@pytest.fixture(scope="module")
def send_to(served, request) -> Iterator[Callable[[str], Send]]:
    """Open doors on demand; what cannot be had skips, and is not asked for again."""
    opened: dict[str, Send | str] = {}
    with ExitStack() as stack:
        stack.npm = lambda name: npm_installed(name, request.config.cache)

        def door(name: str) -> Send:
            if name not in opened:
                try:
                    opened[name] = DOORS[name](served, stack)
                except pytest.skip.Exception as why:
                    opened[name] = str(why)
            known = opened[name]
            return pytest.skip(known) if isinstance(known, str) else known

        yield door


@pytest.fixture(scope="module")
def photos(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("photos")
    for name, data in {**PHOTOS, "slow.tif": slow_photo()}.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def answers(send_to, photos) -> dict[str, Future[dict[str, bool | BrokenError]]]:
    """Whether each photo gets through each door; two doors are asked at a time."""

    def answer(send: Send, photo: Path) -> bool | BrokenError:
        try:
            return send(photo)
        except BrokenError as broken:
            return broken

    def ask(door: str) -> dict[str, bool | BrokenError]:
        send = send_to(door)
        return {photo: answer(send, photos / photo) for photo in PHOTOS}

    with ThreadPoolExecutor(2) as pool:
        return {door: pool.submit(ask, door) for door in DOORS}


@pytest.mark.parametrize("photo", PHOTOS)
@pytest.mark.parametrize("door", DOORS)
def test_only_the_clean_photo_gets_through(door, photo, answers):
    assert answers[door].result()[photo] is (photo == "clean.jpg")


def test_a_tus_upload_that_was_stopped_is_in_quarantine_alone(send_to, served, photos):
    send_to("tus")(photos / "blocked.jpg")
    assert list((served.folder / "uploads").glob("*")) == []
    assert {p.suffix for p in (served.folder / "quarantine").iterdir()} == {"", ".json"}


def queue(served: Served) -> float:
    """Return how many uploads are being checked or wait for it."""
    told = urllib.request.urlopen(served.http + "/metrics").read().decode()
    return float(next(n for n in told.splitlines() if n.startswith("phiscan_queue ")).split()[1])


def is_stopped(send: Send, photo: Path) -> bool:
    """Whether a photo does not get through; a client that breaks has nothing through."""
    try:
        return not send(photo)
    except (BrokenError, httpx.HTTPError, OSError, subprocess.SubprocessError, ValueError):
        return True


def test_nothing_gets_through_a_service_killed_in_the_middle(served, send_to, photos):
    doors = []
    for name in SERVICE:
        with suppress(pytest.skip.Exception):
            doors.append(send_to(name))
    with ThreadPoolExecutor(len(doors)) as pool:
        stopped = [pool.submit(is_stopped, send, photos / "slow.tif") for send in doors]
        until = time.monotonic() + 20
        while queue(served) < len(doors):
            assert time.monotonic() < until
            early = [n for n, one in zip(SERVICE, stopped, strict=True) if one.done()]
            assert not early, "the photo is not slow enough"
            time.sleep(0.02)
        served.process.send_signal(signal.SIGKILL)
        assert all(one.result(60) for one in stopped)


@pytest.mark.parametrize("name", OWN)
def test_nothing_gets_through_an_app_killed_in_the_middle(name, send_to, photos):
    app = send_to(name)
    answers = []

    def send() -> None:
        with suppress(httpx.HTTPError), (photos / "slow.tif").open("rb") as file:
            answers.append(httpx.post(app.url, files={"file": file}, timeout=60))

    sending = threading.Thread(target=send)
    sending.start()
    time.sleep(0.5)
    assert sending.is_alive()
    app.process.kill()
    sending.join(30)
    assert not answers


def test_a_killed_hook_lets_nothing_through(photos):
    command = [sys.executable, "-m", "phiscan", "hook", str(photos / "slow.tif")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, **QUICK}) as hook:
        time.sleep(1)
        assert hook.poll() is None
        hook.kill()
        said, _ = hook.communicate()
    assert hook.returncode != 0
    assert said == b""
