"""`phiscan serve` as a process: wrong use is said plainly, and nothing passes a dying server."""

from __future__ import annotations

import io
import signal
import socket
import stat
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image
from processes import free_port, wait_for

from phiscan.cli import main
from phiscan.errors import ExitCode

pytest.importorskip("uvicorn", reason="needs phiscan[serve]")


@pytest.mark.parametrize(
    "wrong",
    [
        ["--host", "0.0.0.0"],
        ["--clamd", "3310"],
        ["--clamd", "unix:"],
        ["--clamd", "unix:/no/such/folder/clamd.sock"],
        ["--icap", "127.0.0.1:port"],
        ["--tusd-uploads", "uploads"],
        ["--token-file", "missing.txt"],
    ],
)
def test_wrong_use_ends_before_anything_listens(wrong):
    result = CliRunner().invoke(main, ["serve", *wrong])
    assert result.exit_code == ExitCode.USAGE
    assert "Traceback" not in result.output


def photo() -> bytes:
    out = io.BytesIO()
    Image.fromarray(np.full((60, 80, 3), 180, np.uint8)).save(out, "PNG")
    return out.getvalue()


class Server:
    """The command on a free port and a socket file."""

    def __init__(self, folder) -> None:
        self.socket_file = folder / "clamd.sock"
        port = free_port()
        command = [sys.executable, "-m", "phiscan", "serve", "--port", str(port),
                   "--clamd", f"unix:{self.socket_file}",
                   "--reader", "none", "--face-finder", "none"]  # fmt: skip
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.address = f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def starting(tmp_path_factory):
    """One server for each way to end, started side by side."""
    servers = [Server(tmp_path_factory.mktemp("served")) for _ in range(3)]
    yield iter(servers)
    for server in servers:
        server.process.kill()
        server.process.communicate()


@pytest.fixture
def server(starting):
    """A server that answers, of the test's own."""
    server = next(starting)
    wait_for(server.address + "/healthz", server.process)
    return server


def post(address: str, data: bytes) -> int:
    request = urllib.request.Request(address + "/v1/scan", data=data, method="POST")
    try:
        return urllib.request.urlopen(request, timeout=30).status
    except urllib.error.HTTPError as error:
        return error.code


def test_it_answers_and_ends_in_order(server):
    assert post(server.address, photo()) == 200
    assert post(server.address, photo()[:60]) == 422
    server.process.send_signal(signal.SIGTERM)
    _, said = server.process.communicate(timeout=30)
    assert b"Traceback" not in said


def test_clamd_answers_on_a_socket_file_that_strangers_cannot_use_until_ctrl_c(server):
    place = server.socket_file
    assert stat.S_IMODE(place.stat().st_mode) == 0o660
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(str(place))
        line.sendall(b"zINSTREAM\0" + struct.pack(">I", len(photo())) + photo() + bytes(4))
        assert line.recv(99) == b"stream: OK\0"
    server.process.send_signal(signal.SIGINT)
    _, said = server.process.communicate(timeout=30)
    assert server.process.returncode == ExitCode.CLEAN
    assert said.count(b"\n") == 1
    assert b"listening on http://127.0.0.1:" in said
    assert b"clamd.sock" in said


def test_a_port_that_is_taken_is_said_plainly():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        result = CliRunner().invoke(main, ["serve", "--port", port])
    assert result.exit_code == ExitCode.USAGE
    assert result.stderr == f"phiscan: cannot listen on 127.0.0.1:{port}\n"


def test_nothing_passes_a_server_killed_in_the_middle(server):
    host, port = server.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as line:
        head = f"POST /v1/scan HTTP/1.1\r\nHost: x\r\nContent-Length: {len(photo())}\r\n\r\n"
        line.sendall(head.encode() + photo()[:-10])
        time.sleep(0.2)
        server.process.kill()
        try:
            answer = line.recv(4096)
        except ConnectionError:
            answer = b""
    assert b"200" not in answer
    with pytest.raises(OSError, match=r"refused|closed|reset"):
        post(server.address, photo())
