"""Real clients for every door of phiscan: what the table of tests sends photos with."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from processes import EXAMPLES, free_port, running

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
    "unsupported.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><text>MRN</text></svg>',
    "corrupt.jpg": CLEAN[:150] + bytes(range(256)) + CLEAN[200:],
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


def icap_door(*extra: str) -> Callable[[Served, ExitStack], Send]:
    def door(served: Served, stack: ExitStack) -> Send:
        needs("c-icap-client")
        out = served.folder / f"icap{len(extra)}.out"
        common = ["c-icap-client", "-i", "127.0.0.1", "-p", str(served.icap), "-s", "phiscan",
                  "-v", *extra, "-o", out, "-f"]  # fmt: skip

        def send(photo: Path) -> bool:
            out.unlink(missing_ok=True)  # the client overwrites nothing
            done = run(*common, photo)
            said = done.stdout + done.stderr
            is_refused = b"X-Infection-Found" in said and b"403" in said
            return judged(2 * is_refused + (b"No modification needed" in said), 1, 2)

        return send

    return door


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


@dataclass
class AppDoor:
    """An example of a web application, running on its own."""

    process: subprocess.Popen
    url: str

    def __call__(self, photo: Path) -> bool:
        before = self.kept()
        status = posted(self.url, photo)
        assert (self.kept() > before) is (status == 200)
        return judged(status, 200, 413, 415, 422)

    def kept(self) -> int:
        return httpx.get(self.url).json()["kept"]


def framework_door(name: str) -> Callable[[Served, ExitStack], AppDoor]:
    def door(served: Served, stack: ExitStack) -> AppDoor:
        pytest.importorskip(name, reason="needs phiscan[dev]")
        port = free_port()
        url = f"http://127.0.0.1:{port}/photos"
        command = [sys.executable, EXAMPLES / f"{name}_app" / "app.py", str(port)]
        return AppDoor(stack.enter_context(running(command, url, **QUICK)), url)

    return door


def hook_door(served: Served, stack: ExitStack) -> Send:
    command = [sys.executable, "-m", "phiscan", "hook"]
    return lambda photo: judged(run(*command, photo).returncode, 0, 1, 3)


def pre_commit_door(served: Served, stack: ExitStack) -> Send:
    needs("git")
    pytest.importorskip("pre_commit", reason="needs pre-commit of phiscan[dev]")
    from repositories import commit, git, make_repository

    home = make_repository(served.folder / "repo")

    def send(photo: Path) -> bool:
        done = commit(home, photo.name, photo.read_bytes(), **QUICK)
        is_committed = photo.name in git(home, "ls-files").stdout.split()
        assert is_committed is (done.returncode == 0)
        if not is_committed and "phiscan: not let through" not in done.stdout + done.stderr:
            raise BrokenError(done.returncode)
        return is_committed

    return send


SERVICE = {
    "http": http_door,
    "curl": curl_door,
    "clamd": clamd_package_door,
    "clamdscan": clamdscan_door,
    "icap": icap_door(),  # what a server sends
    "icap upload": icap_door("-req", "http://photos.example/upload", "-method", "POST"),
    "tus": tus_door,
}
OWN = {name: framework_door(name) for name in ("django", "fastapi", "flask")}
DOORS = {**SERVICE, **OWN, "hook": hook_door, "pre-commit": pre_commit_door}


def needs(program: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")


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
