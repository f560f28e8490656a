"""The clamd and ICAP sockets with raw bytes; test_clients_matrix.py has the real clients."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import gzip
import io
import json
import struct
import threading
import zlib

import numpy as np
import pytest
from PIL import Image

pytest.importorskip("python_multipart", reason="needs phiscan[serve]")

from phiscan.hooks.clamd import Clamd
from phiscan.hooks.gate import Gate
from phiscan.hooks.icap import Icap
from phiscan.options import ScanOptions
from phiscan.scanner import Scanner

QUICK = ScanOptions(reader="none", face_finder="none")
LIMIT = 200_000


def photo(comment: str | None = None) -> bytes:
    out = io.BytesIO()
    named = {} if comment is None else {"comment": comment}
    Image.fromarray(np.full((60, 80, 3), 180, np.uint8)).save(out, "JPEG", **named)
    return out.getvalue()


CLEAN, TELLING = photo(), photo("Patient: Maria Lopez, MRN: 00882291")


class Served:
    """A door on a free port of this machine, in a loop of its own."""

    def __init__(self, talk) -> None:
        self.is_up = threading.Event()
        # asyncio.run ends what still talks: worker threads left behind would keep Python alive.
        self.thread = threading.Thread(target=lambda: asyncio.run(self._serve(talk)))
        self.thread.start()
        assert self.is_up.wait(10)

    async def _serve(self, talk) -> None:
        self.loop, self.stop = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(talk, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self.is_up.set()
        await self.stop.wait()
        server.close()

    def close(self) -> None:
        self.loop.call_soon_threadsafe(self.stop.set)
        self.thread.join(10)


def exchange(port: int, *sent: bytes, shut: bool = True) -> bytes:
    """Send bytes, read until the other side closes."""
    import socket

    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        for part in sent:
            line.sendall(part)
        if shut:
            line.shutdown(socket.SHUT_WR)
        answer = b""
        while part := line.recv(65536):
            answer += part
    return answer


@pytest.fixture
def gate():
    with Gate(scanner=Scanner(QUICK)) as made:
        yield made


@pytest.fixture
def clamd(gate):
    served = Served(Clamd(gate, LIMIT).serve)
    yield served.port
    served.close()


@pytest.fixture
def icap(gate):
    served = Served(Icap(gate, LIMIT).serve)
    yield served.port
    served.close()


def stream(data: bytes, size: int = 4096) -> bytes:
    chunks = [data[i : i + size] for i in range(0, len(data), size)]
    return b"".join(struct.pack(">I", len(c)) + c for c in chunks) + b"\0\0\0\0"


class TestClamd:
    @pytest.mark.parametrize(
        ("sent", "answer"),
        [
            (b"", b""),
            (b"zPING\0", b"PONG\0"),
            (b"nPING\n", b"PONG\n"),
            (b"PING\n", b"PONG\n"),
            (b"zSCAN /etc/passwd\0", b"UNKNOWN COMMAND\0"),
            (b"zIDSESSION\0zPING\0zPING\0zEND\0", b"1: PONG\x002: PONG\0"),
        ],
    )
    def test_commands(self, clamd, sent, answer):
        assert exchange(clamd, sent) == answer

    @pytest.mark.parametrize(
        ("data", "answer"),
        [
            (CLEAN, b"stream: OK\0"),
            (TELLING, b"stream: PHI.PersonMetadata FOUND\0"),
            (b"", b"stream: PHI.Incomplete FOUND\0"),
            (CLEAN[:200], b"stream: PHI.Incomplete FOUND\0"),
            (CLEAN[100:], b"stream: PHI.Incomplete FOUND\0"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"stream: PHI.Incomplete FOUND\0"),
            (b"x" * (LIMIT + 1), b"INSTREAM size limit exceeded. ERROR\0"),
        ],
    )
    def test_only_a_clean_photo_is_ok(self, clamd, data, answer):
        assert exchange(clamd, b"zINSTREAM\0", stream(data)) == answer

    def test_a_stream_that_breaks_off_is_not_ok(self, clamd):
        assert exchange(clamd, b"zINSTREAM\0", stream(CLEAN)[:300]).endswith(b"FOUND\0")

    def test_an_endless_command_gets_no_answer_and_no_log(self, clamd, caplog):
        with contextlib.suppress(ConnectionError):
            assert exchange(clamd, b"z" + b"A" * 300_000, shut=False) == b""
        assert not caplog.records

    def test_a_full_queue_lets_nothing_through(self, clamd, gate):
        gate.places = 0
        assert exchange(clamd, b"zINSTREAM\0", stream(CLEAN)).endswith(b"FOUND\0")

    def test_several_photos_in_one_session(self, clamd):
        sent = (
            b"zIDSESSION\0zINSTREAM\0" + stream(CLEAN) + b"zINSTREAM\0" + stream(b"x") + b"zEND\0"
        )
        assert exchange(clamd, sent) == b"1: stream: OK\x002: stream: PHI.Incomplete FOUND\0"


def respmod(data: bytes, *, kind="image/jpeg", name="a.jpg", extra="Allow: 204\r\n") -> bytes:
    http = (
        f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n"
        f'Content-Disposition: attachment; filename="{name}"\r\n\r\n'
    ).encode()
    head = (
        "RESPMOD icap://127.0.0.1/phiscan ICAP/1.0\r\nHost: 127.0.0.1\r\n" + extra
        + f"Encapsulated: res-hdr=0, res-body={len(http)}\r\n\r\n"
    ).encode()  # fmt: skip
    return head + http + chunked(data)


def chunked(data: bytes) -> bytes:
    return (b"%x\r\n%s\r\n" % (len(data), data) if data else b"") + b"0\r\n\r\n"


def reqmod(files: dict[str, bytes], *, allow: bool = True) -> bytes:
    body = b""
    for name, data in files.items():
        body += (
            b'--XyZ\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\n\r\n%s\r\n'
            % (name.encode(), data)
        )
    body += b"--XyZ--\r\n"
    http = (
        b"POST /upload HTTP/1.1\r\nHost: photos\r\n"
        b"Content-Type: multipart/form-data; boundary=XyZ\r\n\r\n"
    )
    head = b"REQMOD icap://127.0.0.1/phiscan ICAP/1.0\r\nHost: 127.0.0.1\r\n"
    head += b"Allow: 204\r\n" if allow else b""
    head += b"Encapsulated: req-hdr=0, req-body=%d\r\n\r\n" % len(http)
    return head + http + chunked(body)


def base64_of(data: bytes) -> str:
    return base64.b64encode(data).decode()


BASE64 = base64_of(TELLING)
FORM = b'--XyZ\r\nContent-Disposition: form-data; name="a"\r\n\r\n%b\r\n--XyZ--\r\n'
TWICE = (
    b"\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
)


def sent_as(kind: bytes, body: bytes) -> bytes:
    """A browser's request with a Content-Type, as a proxy hands it over."""
    http = b"POST /a HTTP/1.1\r\nHost: photos\r\nContent-Type: %b\r\n\r\n" % kind
    head = b"REQMOD icap://127.0.0.1/phiscan ICAP/1.0\r\nHost: 127.0.0.1\r\nAllow: 204\r\n"
    head += b"Encapsulated: req-hdr=0, req-body=%d\r\n\r\n" % len(http)
    return head + http + chunked(body)


class TestIcap:
    def test_nothing_and_nonsense_get_no_pass(self, icap):
        assert exchange(icap, b"") == b""
        assert exchange(icap, b"GET / HTTP/1.1\r\n\r\n").startswith(b"ICAP/1.0 400")
        assert exchange(icap, b"PUT icap://x/y ICAP/1.0\r\n\r\n").startswith(b"ICAP/1.0 405")

    def test_options_name_the_methods(self, icap):
        answer = exchange(icap, b"OPTIONS icap://127.0.0.1/phiscan ICAP/1.0\r\nHost: x\r\n\r\n")
        assert answer.startswith(b"ICAP/1.0 200 OK")
        assert b"Methods: REQMOD, RESPMOD" in answer
        assert b"ISTag:" in answer

    def test_a_clean_photo_passes_as_204_or_unchanged(self, icap):
        assert exchange(icap, respmod(CLEAN)).startswith(b"ICAP/1.0 204")
        answer = exchange(icap, respmod(CLEAN, extra=""))
        assert answer.startswith(b"ICAP/1.0 200")
        assert chunked(CLEAN) in answer

    @pytest.mark.parametrize(
        ("data", "threat"),
        [
            (TELLING, b"PHI.PersonMetadata"),
            (CLEAN[:200], b"PHI.Incomplete"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"PHI.Incomplete"),
            (b"x" * (LIMIT + 1), b"PHI.Incomplete"),
        ],
    )
    def test_what_does_not_pass_is_a_403_with_the_category(self, icap, data, threat):
        answer = exchange(icap, respmod(data))
        assert b"Threat=" + threat + b";" in answer
        assert b"HTTP/1.1 403 Forbidden" in answer
        assert b"Lopez" not in answer

    def test_web_pages_pass_unless_they_are_pictures(self, icap):
        page = respmod(b"<html>hello</html>", kind="text/html", name="index.html")
        assert exchange(icap, page).startswith(b"ICAP/1.0 204")
        assert b"403 Forbidden" in exchange(icap, respmod(TELLING, kind="text/html"))

    def test_an_encoded_body_is_decoded_or_not_let_through(self, icap):
        def ask(data: bytes, encoding: str, kind: str = "text/html") -> bytes:
            named = f"{kind}\r\nContent-Encoding: {encoding}"
            return exchange(icap, respmod(data, kind=named))

        page, packed = b"<html>hello</html>", gzip.compress
        assert ask(packed(page), "gzip").startswith(b"ICAP/1.0 204")
        assert ask(packed(CLEAN), "gzip", "image/jpeg").startswith(b"ICAP/1.0 204")
        for data, encoding in (
            (packed(TELLING), "gzip"),
            (packed(packed(TELLING)), "gzip, gzip"),
            (zlib.compress(TELLING), "deflate"),
            (page, "br"),
            (page, "gzip"),
            (packed(page)[:-4], "gzip"),
            (packed(b"x" * (LIMIT + 1)), "gzip"),
        ):
            assert b"403 Forbidden" in ask(data, encoding), encoding

    def test_a_photo_sent_as_text_is_judged_too(self, icap):
        def ask(data: bytes) -> bytes:
            body = json.dumps({"photo": base64.b64encode(data).decode()}).encode()
            return exchange(icap, sent_as(b"application/json", body))

        assert ask(CLEAN).startswith(b"ICAP/1.0 204")
        assert ask(b"no photo").startswith(b"ICAP/1.0 204")
        assert b"403 Forbidden" in ask(TELLING)
        assert b"403 Forbidden" in ask(CLEAN[:200])

    def test_every_file_of_a_form_is_judged(self, icap):
        assert exchange(icap, reqmod({"a.jpg": CLEAN, "b.jpg": CLEAN})).startswith(b"ICAP/1.0 204")
        assert b"403 Forbidden" in exchange(icap, reqmod({"a.jpg": CLEAN, "b.jpg": TELLING}))
        broken = reqmod({"a.jpg": CLEAN}).replace(b"--XyZ--", b"--XyQ--")
        assert b"403 Forbidden" in exchange(icap, broken)

    @pytest.mark.parametrize(
        "head",
        [
            b"form-data; name=\"file\"; filename*=UTF-8''a.jpg",
            b'form-data; name="file"',
            b'form-data; name="file"\r\nContent-Type: image/jpeg',
            b'form-data; name="file"\r\nContent-Transfer-Encoding: base64',
        ],
    )
    def test_a_photo_is_judged_however_its_part_is_named(self, icap, head):
        named = b'form-data; name="file"; filename="a.jpg"'
        whole = reqmod({"a.jpg": TELLING})
        http, _, _ = whole.partition(b"\r\n\r\n")
        body = (
            b"--XyZ\r\nContent-Disposition: " + named + b"\r\n\r\n" + TELLING + b"\r\n--XyZ--\r\n"
        )
        start = whole[: whole.index(b"%x\r\n" % len(body))]
        assert http in start
        assert b"403 Forbidden" in exchange(icap, start + chunked(body.replace(named, head)))

    @pytest.mark.parametrize(
        ("kind", "body"),
        [
            (b"text/plain", TELLING),
            (b"text/plain", b"\n" + TELLING),
            (b"text/plain", FORM % TELLING),
            (b"font/woff2", FORM % TELLING),
            (b"application/json", json.dumps(BASE64).encode("utf-16-le")),
            (b"multipart/form-data; boundary=XyZ\r\nContent-Type: text/plain", FORM % TELLING),
            (b"text/plain\r\nContent-Type: multipart/form-data; boundary=XyZ", FORM % TELLING),
            (b"multipart/form-data; boundary=XyZ", FORM % b"hello" + FORM % TELLING),
            (
                b"multipart/form-data; boundary=Abc; boundary=XyZ",
                FORM % b"hello" + (FORM % TELLING).replace(b"XyZ", b"Abc") + b"--XyZ--",
            ),
            (
                b"multipart/form-data; boundary=XyZ",
                (FORM % BASE64.encode().replace(b"/", b"=2F")).replace(b"\r\n\r\n", TWICE),
            ),
        ],
    )
    def test_a_photo_does_not_pass_under_a_false_name(self, icap, kind, body):
        assert b"403 Forbidden" in exchange(icap, sent_as(kind, body))

    @pytest.mark.parametrize(
        ("kind", "body"),
        [
            (b"text/plain", "Grüße".encode()),
            (b"application/x-www-form-urlencoded", b"a=hello&b=%2B1"),
            (b"multipart/form-data; boundary=XyZ", FORM % b"hello"),
            (b"multipart/form-data; boundary=XyZ", FORM % CLEAN + b"\r\n"),
        ],
    )
    def test_what_everybody_sends_all_day_passes(self, icap, kind, body):
        assert exchange(icap, sent_as(kind, body)).startswith(b"ICAP/1.0 204")

    def test_more_photos_than_there_is_time_for_are_not_let_through(self, icap, gate):
        every = [base64_of(photo(str(number))) for number in range(9)]
        many = sent_as(b"application/json", json.dumps(every).encode())
        gate.deadline_s = 0.0
        assert b"too large" in exchange(icap, many)

    @pytest.mark.parametrize(
        "parts",
        [
            b"req-hdr=0, opt-body=%d",
            b"req-hdr=0, res-body=%d",
            b"req-hdr=0, req-body=%d, null-body=99",
            b"null-body=0, null-body=%d",
        ],
    )
    def test_a_body_that_the_method_has_not_is_no_icap(self, icap, parts):
        whole = sent_as(b"image/jpeg", TELLING)
        http = b"POST /a HTTP/1.1\r\nHost: photos\r\nContent-Type: image/jpeg\r\n\r\n"
        known = b"req-hdr=0, req-body=%d" % len(http)
        assert known in whole
        sent = whole.replace(known, parts % len(http))
        assert exchange(icap, sent).startswith(b"ICAP/1.0 400")

    def test_lengths_that_proxies_read_differently_are_no_icap(self, icap):
        sent = respmod(CLEAN).replace(b"%x\r\n" % len(CLEAN), b"+%x\r\n" % len(CLEAN))
        assert exchange(icap, sent).startswith(b"ICAP/1.0 400")

    def test_the_rest_is_asked_for_after_a_preview(self, icap):
        whole = respmod(CLEAN, extra="Preview: 16\r\nAllow: 204\r\n")
        head, _, _ = whole.partition(b"%x\r\n" % len(CLEAN))
        answer = exchange(icap, head + chunked(CLEAN[:16]), chunked(CLEAN[16:]))
        assert answer.startswith(b"ICAP/1.0 100 Continue\r\n\r\nICAP/1.0 204")

    def test_a_full_queue_is_503(self, icap, gate):
        gate.places = 0
        assert exchange(icap, respmod(CLEAN)).startswith(b"ICAP/1.0 503")
