"""`phiscan serve` under load: wrong verdicts, lost requests, times, memory; and one warm check.

    python -m benchmarks.hook_load                       # 50 uploads at once for five minutes
    python -m benchmarks.hook_load --seconds 20

Clients and server share the machine's cores. Each client sends one photo after the other: small and
12-megapixel ones, with and without something to find. Told 503, it comes back with the same photo
after Retry-After, as it should. Whether a photo must pass is known from its name; each is asked
about at rest first, so that what is wrong by itself shows apart from what the load makes wrong.
"""

from __future__ import annotations

import argparse
import http.client
import io
import json
import os
import platform
import random
import socket
import struct
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from benchmarks.photos import FULL_SIZE, HERE, RESULTS
from benchmarks.run_log import describe_commit
from benchmarks.tables import table

SAMPLES = HERE.parent / "sample_images"
SMALL_PX = 1000
OK, STOPPED, LATE, BUSY = "let through", "stopped", "not examined", "busy"
STEMS = ("clean_lunch", "clean_landscape", "clean_menu", "wristband", "specimen_tube", "messy_desk")
"""Half of them clean; each is sent small and in full size."""
ANSWER_S = 60.0


@dataclass(frozen=True)
class Sent:
    """A photo to send, and the answer that it must get."""

    name: str
    data: bytes = field(repr=False)
    wanted: str


@dataclass
class Tally:
    """What the clients saw; one for all, under its lock."""

    seconds: list[float] = field(default_factory=list)
    """From a photo's first sending to its verdict, waiting and sending again included."""
    answered_s: list[float] = field(default_factory=list)
    """From the sending that was answered with a verdict to that answer."""
    counts: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, sent: Sent, answer: str, whole_s: float, last_s: float) -> None:
        """Take in one answer; what ran out of time is refused, which is no verdict."""
        with self.lock:
            self.counts["verdicts" if answer != LATE else LATE] += 1
            self.seconds.append(whole_s)
            self.answered_s.append(last_s)
            if answer not in (sent.wanted, LATE):
                self.wrong[f"{sent.name}: {answer}, wanted {sent.wanted}"] += 1

    def count(self, what: str) -> None:
        """Count one event."""
        with self.lock:
            self.counts[what] += 1


def photos(stems: Sequence[str] = STEMS, full_px: int = max(FULL_SIZE)) -> list[Sent]:
    """Return the mixed photos, each small and in full size."""
    made = []
    for stem in stems:
        whole = Image.open(SAMPLES / f"{stem}.jpg").convert("RGB")
        wanted = OK if stem.startswith("clean") else STOPPED
        for size, side in (("small", SMALL_PX), ("full", full_px)):
            scale = side / max(whole.size)
            resized = whole.resize((round(whole.width * scale), round(whole.height * scale)))
            out = io.BytesIO()
            resized.save(out, "JPEG", quality=85)
            made.append(Sent(f"{stem} {size}", out.getvalue(), wanted))
    return made


@contextmanager
def served() -> Iterator[tuple[int, int, int]]:
    """Start phiscan serve; yield its HTTP port, its clamd port and its process number."""
    port, clamd = free_port(), free_port()
    command = [sys.executable, "-m", "phiscan", "serve", "--port", str(port),
               "--clamd", f"127.0.0.1:{clamd}"]  # fmt: skip
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 120
        while not is_up(port):
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit("phiscan serve did not start")
            time.sleep(0.2)
        yield port, clamd, process.pid
    finally:
        process.terminate()
        process.wait(60)


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_up(port: int) -> bool:
    """Whether the server says that it is well."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
            line.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            return b" 200 " in line.recv(64)
    except OSError:
        return False


def post(port: int, data: bytes) -> tuple[str, float]:
    """Send one photo; return the answer and Retry-After in seconds.

    Raises OSError or HTTPException for a request that is lost, an unknown answer included.
    """
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWER_S)
    try:
        line.request("POST", "/v1/scan", data, {"Content-Type": "application/octet-stream"})
        answer = line.getresponse()
        told = json.loads(answer.read())
        return answered(answer.status, told), float(answer.headers.get("Retry-After") or 1)
    finally:
        line.close()


def answered(status: int, told: dict[str, Any]) -> str:
    """Return what an answer means; HTTPException for one that nobody should get."""
    if status == 422:
        return STOPPED if told["status"] == "complete" else LATE
    if status not in (200, 503):
        raise http.client.HTTPException(status)
    return OK if status == 200 else BUSY


def clamd_scan(port: int, data: bytes) -> bytes:
    """Send one photo to the clamd door; return its answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=ANSWER_S) as line:
        line.sendall(b"zINSTREAM\0" + struct.pack(">I", len(data)) + data + b"\0\0\0\0")
        return line.recv(4096)


def warm_times(port: int, clamd: int, sent: Sent, repeats: int) -> dict[str, list[float]]:
    """Return the seconds of single checks of one photo over each door, nothing else going on."""
    times: dict[str, list[float]] = {"HTTP": [], "clamd": []}
    for _ in range(repeats):
        for door in times:
            start = time.perf_counter()
            if door == "HTTP":
                post(port, sent.data)
            else:
                clamd_scan(clamd, sent.data)
            times[door].append(time.perf_counter() - start)
    return times


def look_at_rest(port: int, given: Sequence[Sent], tally: Tally) -> None:
    """Ask for each photo's verdict at rest; one that is not as it must be is counted."""
    for sent in given:
        answer, _ = post(port, sent.data)
        if answer != sent.wanted:
            tally.count(f"at rest, {sent.name}: {answer}, wanted {sent.wanted}")


def client(number: int, port: int, given: Sequence[Sent], until: float, tally: Tally) -> None:
    """Send photo after photo until the time is over; a photo begun is brought to its verdict."""
    chance = random.Random(number)
    while time.monotonic() < until:
        sent = chance.choice(given)
        start = time.monotonic()
        while True:
            begun = time.monotonic()
            try:
                answer, after_s = post(port, sent.data)
            except (OSError, ValueError, http.client.HTTPException) as error:
                tally.count(f"lost ({type(error).__name__})")
                break
            now = time.monotonic()
            if answer != BUSY:
                tally.add(sent, answer, now - start, now - begun)
                break
            tally.count("sent away")
            if now > until:  # told to come back after the end
                tally.count("unfinished")
                break
            time.sleep(after_s * chance.uniform(1.0, 1.5))


def load(port: int, given: Sequence[Sent], clients: int, seconds: float, tally: Tally) -> float:
    """Run the clients; return the seconds it took."""
    start = time.monotonic()
    threads = [
        threading.Thread(target=client, args=(n, port, given, start + seconds, tally))
        for n in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.monotonic() - start


def memory_mb(pid: int, what: str = "VmHWM") -> float:
    """Return a process' peak memory (VmRSS: memory now) in MB, as Linux counts it."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(what):
            return int(line.split()[1]) / 1000
    return float("nan")


def spread(seconds: Sequence[float]) -> list[str]:
    """Return p50, p95 and the longest, in seconds."""
    if not seconds:
        return ["–"] * 3
    return [f"{value:.2f}" for value in (*np.percentile(seconds, [50, 95]), max(seconds))]


def page(
    tally: Tally,
    warm: dict[str, list[float]],
    clients: int,
    took: float,
    memory: Sequence[tuple[str, float]],
) -> str:
    """Return the results as Markdown."""
    counts = tally.counts
    lost = sum(n for what, n in counts.items() if what.startswith("lost"))
    through = sum(n for what, n in tally.wrong.items() if f": {OK}," in what)
    rows = [
        ["verdicts", counts["verdicts"]],
        ["verdicts a second", f"{counts['verdicts'] / took:.2f}"],
        ["wrong verdicts", sum(tally.wrong.values())],
        ["... of these let through", through],
        ["refused because the check ran out of time", counts[LATE]],
        ["lost requests", lost],
        ["sent away with 503 and Retry-After, then sent again", counts["sent away"]],
        ["without a verdict when the time was over", counts["unfinished"]],
        *([f"memory {when}, MB", f"{size:.0f}"] for when, size in memory),
    ]
    times = [
        ["a sending that was answered with a verdict", *spread(tally.answered_s)],
        ["a photo from its first sending, waits included", *spread(tally.seconds)],
    ]
    single = [[door, len(values), *spread(values)] for door, values in warm.items()]
    odd = [f"- {what}: {n}" for what, n in sorted(tally.wrong.items())]
    odd += [f"- {what}: {n}" for what, n in sorted(counts.items()) if what.startswith("at rest")]
    odd += [f"- {what}: {n}" for what, n in sorted(counts.items()) if what.startswith("lost")]
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    return "\n\n".join([
        "# phiscan serve under load",
        f"{machine}; load average before {os.getloadavg()[2]:.1f}; {describe_commit()}; "
        f"`phiscan serve` with its defaults, clients on the same machine",
        f"## {clients} uploads at once for {took:.0f} s",
        table(["", ""], rows),
        table(["seconds", "p50", "p95", "longest"], times),
        *(["What was wrong or lost:\n\n" + "\n".join(odd)] if odd else []),
        "## One warm check of a 12-megapixel photo, nothing else going on",
        table(["door", "checks", "p50 s", "p95 s", "longest s"], single),
    ]) + "\n"  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="benchmarks.hook_load", description=__doc__)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--repeats", type=int, default=20, help="single warm checks of each door")
    parser.add_argument("--full", type=int, default=max(FULL_SIZE), help="long side in full size")
    parser.add_argument("--stems", nargs="+", default=STEMS, help="names in sample_images/")
    parser.add_argument("--out", type=Path, default=RESULTS)
    parser.add_argument("--name", default="hook_load")
    asked = parser.parse_args(arguments)
    given, tally = photos(asked.stems, asked.full), Tally()
    with served() as (port, clamd, pid):
        look_at_rest(port, given, tally)
        full = next(sent for sent in given if sent.name.endswith("full") and sent.wanted == STOPPED)
        warm = warm_times(port, clamd, full, asked.repeats)
        before = memory_mb(pid, "VmRSS")
        took = load(port, given, asked.clients, asked.seconds, tally)
        memory = [("before the load", before), ("after it", memory_mb(pid, "VmRSS")),
                  ("at its peak", memory_mb(pid))]  # fmt: skip
    asked.out.mkdir(parents=True, exist_ok=True)
    text = page(tally, warm, asked.clients, took, memory)
    (asked.out / f"{asked.name}.md").write_text(text, encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
