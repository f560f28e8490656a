"""Servers that tests start as processes of their own, on free ports of this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

REPO = Path(__file__).resolve().parents[1]
EXAMPLES = REPO / "tests" / "examples"


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: Sequence[str | Path], ready: str, **env: str) -> Iterator[subprocess.Popen]:
    """Start a server, wait until it answers at the address `ready`, and kill it in the end."""
    process = subprocess.Popen(
        [str(part) for part in command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(REPO), **env},
    )
    try:
        wait_for(ready, process)
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_for(address: str, process: subprocess.Popen, seconds: float = 60) -> None:
    """Return when an address answers, whatever it says."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        assert process.poll() is None, process.stderr and process.stderr.read().decode()
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"nothing answers at {address}")


@contextmanager
def example(name: str, **env: str) -> Iterator[str]:
    """Start an example of tests/examples/ on a free port; yield its address."""
    address = f"http://127.0.0.1:{(port := free_port())}"
    with running([sys.executable, EXAMPLES / name, str(port)], address, **env):
        yield address
