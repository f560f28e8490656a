"""Who runs: phiscan and its peers, each in processes of its own, models loaded before the clock."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, Protocol

from benchmarks.peers.make_env import python_of
from benchmarks.photos import HERE
from benchmarks.speed.processes import Memory, PeakMemory, cpu_s

REPO = HERE.parent
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
_LIMIT_S = 3600.0
"""For phiscan's turn over all photos; a peer has its limit for each."""
_THREAD_VARIABLES = ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS")


@dataclass(frozen=True)
class Turn:
    """One pass over the photos."""

    wall_s: float
    cpu_s: float
    memory: Memory = field(default_factory=Memory)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return asdict(self)


class Contender(Protocol):
    """Somebody who looks at photos."""

    name: str
    how: str

    def run(self, paths: Sequence[Path]) -> Turn:
        """Look at all photos once."""
        ...


class Server:
    """A process that answers each JSON line with one, within `limit_s` or not at all."""

    def __init__(
        self,
        command: Sequence[str],
        threads: int = 0,
        *,
        limit_s: float = 600.0,
        stderr: int | None = subprocess.DEVNULL,
    ) -> None:
        env = {k: v for k, v in os.environ.items() if k not in _THREAD_VARIABLES}
        env.update(dict.fromkeys(_THREAD_VARIABLES, str(threads)) if threads else {})
        self._process = subprocess.Popen(
            command, cwd=REPO, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=stderr, text=True,
        )  # fmt: skip
        self.pid, self._limit_s = self._process.pid, limit_s

    def ask(self, question: dict[str, Any]) -> dict[str, Any]:
        """Return the answer; raises RuntimeError when the process has ended or took too long."""
        asked, answers = self._process.stdin, self._process.stdout
        assert asked is not None
        assert answers is not None
        too_long = threading.Timer(self._limit_s, self._process.kill)
        too_long.start()
        try:
            with suppress(BrokenPipeError):
                asked.write(json.dumps(question) + "\n")
                asked.flush()
            line = answers.readline()
        finally:
            too_long.cancel()
        if not line:
            raise RuntimeError(f"it ended with {self._process.wait()}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def close(self) -> None:
        """Let it end: it does when its input does."""
        if self._process.stdin is not None:
            with suppress(BrokenPipeError):
                self._process.stdin.close()
        try:
            self._process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


class Phiscan:
    """phiscan, by the calls that its commands make."""

    def __init__(self, what: str = "scan", *, jobs: int = 0, **options: Any) -> None:
        self._asked = {"what": what, "jobs": jobs, "options": options}
        words = " ".join(f"--{k} {v}" for k, v in ({"jobs": jobs} | options).items() if v)
        self.name = f"phiscan {what}" + (f" {words}" if words else "")
        self.how = "the calls of the command, workers and models started before the clock"
        self._server: Server | None = None

    def __enter__(self) -> Phiscan:
        command = [sys.executable, "-m", "benchmarks.speed.driver"]
        self._server = Server(command, limit_s=_LIMIT_S, stderr=None)
        return self

    def run(self, paths: Sequence[Path]) -> Turn:
        """Look at all photos; seconds are those of one round over them."""
        assert self._server is not None
        given = [str(path) for path in paths]
        with PeakMemory(self._server.pid) as watched:
            answer = self._server.ask({**self._asked, "paths": given})
        rounds = answer["results"] / len(given)
        return Turn(answer["wall_s"] / rounds, answer["cpu_s"] / rounds, watched.peak)

    def __exit__(self, *_: object) -> None:
        if self._server is not None:
            self._server.close()


@dataclass(frozen=True)
class PeerSpec:
    """One peer: the environment it runs in and what it is."""

    env: str
    how: str


PEERS = {
    "presidio": PeerSpec(
        "presidio",
        "presidio-image-redactor 0.0.62: its look (Tesseract, its own recognisers, spaCy's blank"
        " English), without painting",
    ),
    "tesseract_faces": PeerSpec(
        "tesseract_faces", "pytesseract on the whole photo, then face_recognition's HOG finder"
    ),
    "rapidocr_deface": PeerSpec(
        "rapidocr", "RapidOCR 3.10.0 and deface 1.5.0 on onnxruntime with their own settings"
    ),
    "rapidocr_openvino": PeerSpec("rapidocr", "RapidOCR 3.10.0 alone on openvino, no faces"),
}
NAMES = {
    "presidio": "presidio-image-redactor",
    "tesseract_faces": "pytesseract + face_recognition",
    "rapidocr_deface": "RapidOCR + deface",
    "rapidocr_openvino": "RapidOCR alone, openvino",
}
ARRANGEMENTS = ((1, 0), (CORES, 1))
"""Processes, and threads in each (0: as it likes); the quicker one on a few photos is taken."""


class Peer:
    """A peer in so many processes, each handed the next photo when it is done with one."""

    def __init__(self, key: str, processes: int = 1, threads: int = 0) -> None:
        self.key, self.name = key, NAMES[key]
        self._processes, self._threads = processes, threads
        each = "its own threads" if not threads else f"{threads} thread each"
        count = "one process" if processes == 1 else f"{processes} processes"
        self.how = f"{PEERS[key].how}; {count}, {each}"
        self._servers: list[Server] = []

    @staticmethod
    def missing(key: str) -> str:
        """Return the line that makes a peer's environment, "" when it is there."""
        is_there = python_of(PEERS[key].env).is_file()
        return "" if is_there else f"python -m benchmarks.peers.make_env {PEERS[key].env}"

    def __enter__(self) -> Peer:
        python = str(python_of(PEERS[self.key].env))
        command = [python, "-m", "benchmarks.peers.speed_worker", self.key, str(self._threads)]
        self._servers = [Server(command, self._threads) for _ in range(self._processes)]
        return self

    def warm_up(self, path: Path) -> None:
        """Let each process load its models and look at a photo."""
        with ThreadPoolExecutor(len(self._servers)) as pool:
            list(pool.map(lambda server: server.ask({"path": str(path)}), self._servers))

    def run(self, paths: Sequence[Path]) -> Turn:
        """Look at all photos once; whoever is free takes the next."""
        waiting: SimpleQueue[Path] = SimpleQueue()
        for path in paths:
            waiting.put(path)
        pids = [server.pid for server in self._servers]
        with PeakMemory(*pids) as watched:
            worked = sum(map(cpu_s, pids))
            start = time.perf_counter()
            with ThreadPoolExecutor(len(self._servers)) as pool:
                list(pool.map(lambda server: _empty(waiting, server), self._servers))
            wall_s = time.perf_counter() - start
            worked = sum(map(cpu_s, pids)) - worked
        return Turn(wall_s, worked, watched.peak)

    def __exit__(self, *_: object) -> None:
        for server in self._servers:
            server.close()


def _empty(waiting: SimpleQueue[Path], server: Server) -> None:
    with suppress(Empty):
        while True:
            server.ask({"path": str(waiting.get_nowait())})


def quicker(key: str, paths: Sequence[Path]) -> tuple[Peer, list[tuple[str, float]]]:
    """Return a peer, open and warm, in the arrangement that is quicker on a few photos.

    Also what each arrangement took, seconds a photo. The caller closes the peer.
    """
    tried: list[tuple[float, Peer]] = []
    for processes, threads in dict.fromkeys(ARRANGEMENTS):
        peer = Peer(key, processes, threads).__enter__()
        peer.warm_up(paths[0])
        tried.append((peer.run(paths).wall_s / len(paths), peer))
    best = min(tried, key=lambda each: each[0])[1]
    for _, peer in tried:
        if peer is not best:
            peer.__exit__()
    return best, [(peer.how, seconds) for seconds, peer in tried]
