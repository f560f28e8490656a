"""The HTTP listener: who sends no whole request is not waited for, who is slow with a photo is."""

from __future__ import annotations

import socket
import threading
import time

import pytest

uvicorn = pytest.importorskip("uvicorn", reason="needs phiscan[serve]")

from phiscan.hooks import _impatience  # noqa: E402

HEAD = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n"


async def echo(scope, receive, send):
    """Answer once the body is there."""
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"there"})


@pytest.fixture
def port(monkeypatch):
    monkeypatch.setattr(_impatience, "HEAD_S", 0.4)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        settings = uvicorn.Config(
            echo, http=_impatience.ImpatientProtocol, lifespan="off", log_level="critical"
        )
        server = uvicorn.Server(settings)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join(10)


def read(line: socket.socket) -> bytes:
    try:
        return line.recv(65536)
    except ConnectionResetError:
        return b""


@pytest.mark.parametrize("sent", [b"", b"P", HEAD])
def test_a_head_that_never_ends_is_not_waited_for(port, sent):
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        line.sendall(sent)
        assert read(line) == b""


def test_a_second_head_that_never_ends_is_not_waited_for(port):
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        line.sendall(HEAD + b"\r\nab" + HEAD)
        answer = b"".join(iter(lambda: read(line), b""))  # it ends: the line is closed
        assert answer.count(b"200 OK") == 1
        assert b"there" in answer


def test_a_slow_photo_is_waited_for(port):
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        line.sendall(HEAD + b"\r\na")
        time.sleep(0.8)
        line.sendall(b"b")
        assert b"200 OK" in read(line)
