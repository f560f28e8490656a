"""Real clients at every door, one table: only the clean photo gets through, whatever the door.

And nothing at all gets through where the scanner is killed in the middle of a check.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from processes import EXAMPLES, example, free_port, running

httpx = pytest.importorskip("httpx2", reason="needs phiscan[dev]")
pytest.importorskip("uvicorn", reason="needs phiscan[serve]")

LIMIT = 60_000
QUICK = {"PHISCAN_READER": "none", "PHISCAN_FACE_FINDER": "none", "PHISCAN_MAX_BYTES": str(LIMIT)}


def jpeg(comment: str | None = None, side: int = 80) -> bytes:
    out = io.BytesIO()
    named = {} if comment is None else {"comment": comment}
    noise = np.random.default_rng(1).integers(0, 255, (side, side, 3), np.uint8)
    pixels = noise if side > 80 else np.full((60, side, 3), 180, np.uint8)
    Image.fromarray(pixels).save(out, "JPEG", quality=95, **named)
    return out.getvalue()


CLEAN = jpeg()
PHOTOS = {
    "clean.jpg": CLEAN,
    "blocked.jpg": jpeg("Patient: Maria Lopez, MRN: 00882291"),
    "truncated.jpg": CLEAN[: len(CLEAN) * 2 // 3],
    "oversized.jpg": jpeg(side=300),  # a whole and clean photo, only too large
    "unsupported.mp4": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(2000),
    "corrupt.jpg": CLEAN[:150] + bytes(range(256)) + CLEAN[200:],
    "empty.jpg": b"",
}
assert len(PHOTOS["oversized.jpg"]) > LIMIT


def slow_photo() -> bytes:
    """A fax of many pages: few bytes, and seconds of work for a scanner that looks at each."""
    pages = [Image.new("1", (1600, 1200), 1) for _ in range(60)]
    out = io.BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], compression="group4")
    assert len(out.getvalue()) < LIMIT
    return out.getvalue()


@dataclass
class Served:
    """One phiscan serve with all its doors."""

    process: subprocess.Popen
    http: str
    clamd: int
    icap: int
    folder: Path


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


# -- the doors: each sends a file with a real client and tells whether it got through. A client that
# -- got neither a yes nor a refusal raises BrokenError: that would make the table prove nothing.

Send = Callable[[Path], bool]


class BrokenError(Exception):
    """A client was answered neither yes nor no."""


def judged(answer: int, yes: int, *no: int) -> bool:
    if answer != yes and answer not in no:
        raise BrokenError(answer)
    return answer == yes


def run(*command: str | Path) -> subprocess.CompletedProcess:
    return subprocess.run(
        command, check=False, capture_output=True, timeout=60, env={**os.environ, **QUICK}
    )


def posted(url: str, photo: Path) -> int:
    with photo.open("rb") as file:
        return httpx.post(url, files={"file": file}, timeout=60).status_code


def http_door(served: Served, stack: ExitStack) -> Send:
    return lambda photo: judged(posted(served.http + "/v1/scan", photo), 200, 413, 415, 422)


def curl_door(served: Served, stack: ExitStack) -> Send:
    needs("curl")
    common = ["curl", "-sf", "-o", os.devnull, served.http + "/v1/scan", "--data-binary"]
    return lambda photo: judged(run(*common, f"@{photo}").returncode, 0, 22)


def clamd_package_door(served: Served, stack: ExitStack) -> Send:
    clamd = pytest.importorskip("clamd", reason="needs clamd of phiscan[dev]")

    def send(photo: Path) -> bool:
        with photo.open("rb") as file:
            try:
                said = clamd.ClamdNetworkSocket("127.0.0.1", served.clamd, 60).instream(file)
            except clamd.BufferTooLongError:
                return False
        if not said:
            raise BrokenError("the connection ended")
        return judged({"OK": 0, "FOUND": 1}[said["stream"][0]], 0, 1)

    return send


def clamdscan_door(served: Served, stack: ExitStack) -> Send:
    needs("clamdscan")
    config = served.folder / "clamd.conf"
    config.write_text(f"TCPSocket {served.clamd}\nTCPAddr 127.0.0.1\n")

    def send(photo: Path) -> bool:
        done = run("clamdscan", f"--config-file={config}", "--stream", photo)
        is_too_large = b"size limit exceeded" in done.stdout + done.stderr
        return judged(done.returncode, 0, 2 if is_too_large else 1)

    return send


def icap_door(served: Served, stack: ExitStack) -> Send:
    needs("c-icap-client")
    out = served.folder / "icap.out"
    common = ["c-icap-client", "-i", "127.0.0.1", "-p", str(served.icap), "-s", "phiscan", "-v",
              "-o", out, "-f"]  # fmt: skip

    def send(photo: Path) -> bool:
        out.unlink(missing_ok=True)  # the client overwrites nothing
        done = run(*common, photo)
        said = done.stdout + done.stderr
        is_refused = b"X-Infection-Found" in said and b"403" in said
        return judged(2 * is_refused + (b"No modification needed" in said), 1, 2)

    return send


def tus_door(served: Served, stack: ExitStack) -> Send:
    home, port = stack.npm("tus"), free_port()
    server = ["node", home / "server.js", str(port), served.folder, served.http + "/hooks/tusd"]
    url = f"http://127.0.0.1:{port}/files"
    stack.enter_context(running(server, url))
    published = served.folder / "published"

    def send(photo: Path) -> bool:
        before = set(published.iterdir())
        status = json.loads(run("node", home / "client.js", url, photo).stdout)["status"]
        assert (set(published.iterdir()) != before) is (status == 200)
        return judged(status, 200, 422)

    return send


def framework_door(name: str) -> Callable[[Served, ExitStack], Send]:
    def door(served: Served, stack: ExitStack) -> Send:
        pytest.importorskip(name.partition("_")[0], reason="needs phiscan[dev]")
        url = stack.enter_context(example(f"{name}/app.py", **QUICK)) + "/photos"

        def send(photo: Path) -> bool:
            before = httpx.get(url).json()["kept"]
            status = posted(url, photo)
            assert (httpx.get(url).json()["kept"] > before) is (status == 200)
            return judged(status, 200, 413, 415, 422)

        return send

    return door


def hook_door(served: Served, stack: ExitStack) -> Send:
    command = [sys.executable, "-m", "phiscan", "hook"]
    return lambda photo: judged(run(*command, photo).returncode, 0, 1, 3)


SERVICE = {
    "http": http_door,
    "curl": curl_door,
    "clamd": clamd_package_door,
    "clamdscan": clamdscan_door,
    "icap": icap_door,
    "tus": tus_door,
}
OWN = {name: framework_door(f"{name}_app") for name in ("django", "fastapi", "flask")}
DOORS = {**SERVICE, **OWN, "hook": hook_door}


def needs(program: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")


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


def npm_installed(name: str, cache: pytest.Cache) -> Path:
    """Return a copy of an example with its npm packages, kept between runs of the tests."""
    needs("npm")
    home = cache.mkdir(f"phiscan-{name}")
    for file in (EXAMPLES / name).glob("*.js*"):
        shutil.copy(file, home)
    command = ["npm", "install", "--no-audit", "--no-fund", "--omit=optional", "--prefer-offline"]
    with suppress(subprocess.TimeoutExpired):
        done = subprocess.run(command, cwd=home, check=False, capture_output=True, timeout=60)
        if done.returncode == 0:
            return home
    return pytest.skip("npm cannot install the packages")


@pytest.fixture(scope="module")
def photos(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("photos")
    for name, data in {**PHOTOS, "slow.tif": slow_photo()}.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.mark.parametrize("photo", PHOTOS)
@pytest.mark.parametrize("door", DOORS)
def test_only_the_clean_photo_gets_through(door, photo, send_to, photos):
    assert send_to(door)(photos / photo) is (photo == "clean.jpg")


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
def test_nothing_gets_through_an_app_killed_in_the_middle(name, photos):
    pytest.importorskip(name, reason="needs phiscan[dev]")
    port = free_port()
    command = [sys.executable, EXAMPLES / f"{name}_app/app.py", str(port)]
    url = f"http://127.0.0.1:{port}/photos"
    answers = []

    def send() -> None:
        with suppress(httpx.HTTPError), (photos / "slow.tif").open("rb") as file:
            answers.append(httpx.post(url, files={"file": file}, timeout=60))

    with running(command, url, **QUICK) as process:
        sending = threading.Thread(target=send)
        sending.start()
        time.sleep(0.5)
        assert sending.is_alive()
        process.kill()
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
