"""phiscan reaches no network: with sockets that refuse to open, it does its whole work."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]

NO_SOCKETS = """
import socket, sys, os

def refuse(*args, **kwargs):
    os.write(2, b"A SOCKET WAS OPENED\\n")
    raise OSError("no network in this test")

class Refused(socket.socket):
    def __init__(self, *args, **kwargs):
        refuse()

socket.socket = socket.SocketType = Refused
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = refuse
sys.addaudithook(lambda event, args: refuse() if event.startswith("socket.") else None)
"""


@pytest.fixture
def offline(tmp_path, monkeypatch):
    """Return an environment in which Python cannot open a socket, loaded before anything else."""
    folder = tmp_path / "offline"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(NO_SOCKETS)
    return {"PYTHONPATH": f"{folder}:{REPO}", "http_proxy": "http://127.0.0.1:9"}


def test_the_block_works(offline):
    done = subprocess.run(
        [sys.executable, "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:9')"],
        env={**os.environ, **offline}, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert b"A SOCKET WAS OPENED" in done.stderr


@pytest.mark.slow
def test_scanning_and_redacting_open_no_socket(run_phiscan, offline, photos, tmp_path):
    path = photos("a.png")
    commands = (["scan", path, "--format", "json"], ["redact", path, "--to", tmp_path / "safe"])
    with ThreadPoolExecutor(2) as pool:
        scanned, redacted = pool.map(lambda words: run_phiscan(*words, env=offline), commands)
    for done in (scanned, redacted):
        assert done.returncode == 0, done.stderr + done.stdout
        assert b"SOCKET" not in done.stderr
    assert json.loads(scanned.stdout)["status"] == "complete"
