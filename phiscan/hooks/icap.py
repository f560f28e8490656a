"""The ICAP port (RFC 3507): for proxies and gateways that hand uploads to a content scanner.

REQMOD judges what a browser uploads (each file of a multipart form, or the raw body), RESPMOD what
a server sends. 204 or the unchanged message lets through; what does not pass is answered with an
encapsulated 403 page and X-Infection-Found, which names a category only.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.parser import BytesHeaderParser
from functools import partial
from itertools import pairwise

from anyio import to_thread
from python_multipart.multipart import parse_options_header

from phiscan._version import __version__
from phiscan.errors import LimitError
from phiscan.formats.sniff import HEAD_BYTES, sniff
from phiscan.hooks._streams import BODY_S, discard, pieces, within
from phiscan.hooks.answers import threat, told
from phiscan.hooks.embedded import photos_in_text
from phiscan.hooks.encodings import decoded
from phiscan.hooks.gate import BusyError, Gate, Place, Upload
from phiscan.hooks.parts import UNREADABLE, is_text, read_parts
from phiscan.types import ScanResult

MOST_HEAD = 64 * 1024
_PREVIEW = 0
"""Bytes asked for in a preview: a photo's head decides nothing, all of it is needed."""
_TOO_LARGE = "phiscan: not let through: the upload is too large."
_ISTAG = hashlib.sha256(__version__.encode()).hexdigest()[:24]
_NO_PHOTO = (
    b"text/", b"font/", b"application/json", b"application/javascript", b"application/xml",
    b"application/x-www-form-urlencoded",
)  # fmt: skip
"""Bodies that a proxy hands over all day; unless they are or hold a picture, they pass. What is
sent under such a name and is no text is none of them.
"""
_BODY, _HEADS = {"REQMOD": "req-body", "RESPMOD": "res-body"}, ("req-hdr", "res-hdr")
_HEX = re.compile(rb"[0-9a-fA-F]{1,8} *")
_SAID = {
    100: "Continue", 200: "OK", 204: "No modifications needed", 400: "Bad request",
    404: "ICAP Service not found", 405: "Method not allowed for service", 413: "Body too large",
    503: "Service overloaded", 505: "ICAP version not supported",
}  # fmt: skip

Headers = Mapping[str, str]


class _BadMessageError(ValueError):
    """A message that is not ICAP; the connection is closed after the answer."""

    def __init__(self, status: int = 400) -> None:
        super().__init__(status)
        self.status = status


@dataclass(frozen=True)
class _Message:
    """One request: its method and headers, the encapsulated HTTP headers, and what it may get."""

    method: str
    headers: Headers = field(repr=False)
    http: dict[str, bytes] = field(repr=False)
    has_body: bool = False

    @property
    def allows_204(self) -> bool:
        allowed = {a.strip() for a in self.headers.get("allow", "").split(",")}
        return "204" in allowed or "preview" in self.headers

    def http_headers(self, part: str) -> Headers:
        """Return the encapsulated headers of `req-hdr` or `res-hdr`, names in lower case."""
        return _headers(self.http.get(part, b"").partition(b"\r\n")[2])


@dataclass(frozen=True)
class Icap:
    """Answers OPTIONS, REQMOD and RESPMOD over one gate."""

    gate: Gate = field(repr=False)
    most_bytes: int

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Talk to one client until it goes; whatever breaks closes the connection."""
        try:
            while await self._exchange(reader, writer):
                pass
        except Exception:  # no answer lets nothing through, and a logged traceback may hold content
            pass
        finally:
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; return whether the connection can go on."""
        try:
            message = await _read_message(reader)
            if message is None:
                return False
            if message.method == "OPTIONS":
                answer = self._options()
            else:
                answer = await self._judge(message, reader, writer)
        except (_BadMessageError, asyncio.LimitOverrunError, ValueError) as error:
            status = error.status if isinstance(error, _BadMessageError) else 400
            return await _goodbye(reader, writer, _head(status, {"Connection": "close"}))
        except LimitError:
            return await _goodbye(reader, writer, _refused("PHI.Incomplete", _TOO_LARGE, last=True))
        except BusyError:
            closing = {"Connection": "close", "Encapsulated": "null-body=0"}
            return await _goodbye(reader, writer, _head(503, closing))
        writer.write(answer)
        await writer.drain()
        return message.headers.get("connection", "").lower() != "close"

    def _options(self) -> bytes:
        return _head(200, {
            "Methods": "REQMOD, RESPMOD", "Service": f"phiscan {__version__}", "Allow": "204",
            "Preview": str(_PREVIEW), "Transfer-Preview": "*", "Options-TTL": "3600",
            "Max-Connections": str(self.gate.places), "Encapsulated": "null-body=0",
        })  # fmt: skip

    async def _judge(
        self, message: _Message, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bytes:
        if not message.has_body:
            return _passed(message, b"")
        with self.gate.enter("icap", most_bytes=self.most_bytes) as place:
            async with asyncio.timeout(BODY_S):
                data = await _body(message, reader, writer, place)
            uploads = await to_thread.run_sync(partial(_uploads, message, data, place))
            result = await to_thread.run_sync(partial(_worst, place, uploads))
        if result is None or result.is_clean:
            return _passed(message, data)
        return _refused(threat(result), told(result))


async def _body(
    message: _Message, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, place: Place
) -> bytes:
    """Return the encapsulated body; after a preview the rest is asked for."""
    data, is_all = await _chunks(reader, place)
    if "preview" in message.headers and not is_all:
        writer.write(b"ICAP/1.0 100 Continue\r\n\r\n")
        await writer.drain()
        rest, _ = await _chunks(reader, place)
        data += rest
    return data


async def _chunks(reader: asyncio.StreamReader, place: Place) -> tuple[bytes, bool]:
    """Read HTTP/1.1 chunks (RFC 9112, 7.1); the flag tells that `ieof` ended them."""
    chunks: list[bytes] = []
    while True:
        line = await within(reader.readline())
        length, _, extension = line.strip().partition(b";")
        if not _HEX.fullmatch(length):
            raise _BadMessageError
        count = int(length, 16)
        if count == 0:
            await _skip_trailer(reader)
            return b"".join(chunks), extension.strip() == b"ieof"
        chunks += [piece async for piece in pieces(reader, count, place)]
        await within(reader.readexactly(2))


async def _goodbye(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, answer: bytes
) -> bool:
    """Answer a message that was not read to its end, and let the connection end."""
    writer.write(answer)
    await writer.drain()
    await discard(reader)
    return False


def _uploads(message: _Message, data: bytes, place: Place) -> list[Upload]:
    """Return the photos in a body: a form's parts with a file name, else the whole body."""
    is_sent = message.method == "REQMOD"
    headers = message.http_headers("req-hdr" if is_sent else "res-hdr")
    plain = decoded(data, headers.get("content-encoding", ""), place.most_bytes)
    if plain is None:  # nobody looked into it, whatever it says it is
        return [UNREADABLE]
    place.take(max(0, len(plain) - len(data)))
    kind, options = parse_options_header(headers.get("content-type", ""))
    if kind == b"multipart/form-data":
        return read_parts(plain, options.get(b"boundary", b""))
    is_harmless = kind.startswith(_NO_PHOTO) and sniff(plain[:HEAD_BYTES]) is None
    if is_harmless and (is_text(plain) or not is_sent):
        # Apps send photos as JSON too; the little pictures inside a server's pages are its own.
        return [Upload(photo, "upload") for photo in photos_in_text(plain)] if is_sent else []
    _, named = parse_options_header(headers.get("content-disposition", ""))
    return [Upload(plain, named.get(b"filename", b"upload").decode("utf-8", "replace"))]


def _worst(place: Place, uploads: list[Upload]) -> ScanResult | None:
    """Scan until one is not let through; None when the form holds no file.

    Raises LimitError when there are more than can be looked at in one upload's time.
    """
    result, until = None, time.monotonic() + place.gate.deadline_s
    for upload in uploads:
        if time.monotonic() > until:
            raise LimitError("the upload holds too many photos")
        result = place.scan(upload)
        if not result.is_clean:
            return result
    return result


async def _read_message(reader: asyncio.StreamReader) -> _Message | None:
    """Read a request's head and its encapsulated headers; None when the client is gone."""
    try:
        head = await within(reader.readuntil(b"\r\n\r\n"))
    except asyncio.IncompleteReadError as error:
        if error.partial.strip():
            raise _BadMessageError from None
        return None
    first, _, rest = head.lstrip(b"\r\n").partition(b"\r\n")
    words = first.decode("latin-1").split()
    if len(words) != 3 or not words[2].startswith("ICAP/1"):
        raise _BadMessageError
    method = words[0]
    if method not in ("OPTIONS", "REQMOD", "RESPMOD"):
        raise _BadMessageError(405)
    headers = _headers(rest)
    if method == "OPTIONS":
        return _Message(method, headers, {})
    places = _encapsulated(headers.get("encapsulated", ""), _BODY[method])
    http = {}
    for (name, start), (_, end) in pairwise(places):
        http[name] = await within(reader.readexactly(end - start))
    return _Message(method, headers, http, places[-1][0] == _BODY[method])


def _encapsulated(header: str, body: str) -> list[tuple[str, int]]:
    """Return the parts and where each begins (RFC 3507, 4.4.1), in order: heads, and at the end
    the `body` that the method has, or none.
    """
    places = []
    for item in header.split(","):
        name, _, at = item.strip().partition("=")
        if not at.isdigit() or int(at) > MOST_HEAD:
            raise _BadMessageError
        places.append((name.strip().lower(), int(at)))
    if [at for _, at in places] != sorted(at for _, at in places):
        raise _BadMessageError
    *heads, (last, _) = places
    if last not in (body, "null-body") or any(name not in _HEADS for name, _ in heads):
        raise _BadMessageError  # a body that is none of these would be nobody's to look at
    return places


async def _skip_trailer(reader: asyncio.StreamReader) -> None:
    while (await within(reader.readline())).strip():
        pass


def _headers(lines: bytes) -> Headers:
    """Return names in lower case; one that comes twice holds both values (RFC 9110, 5.3), since
    others may go by either.
    """
    found: dict[str, str] = {}
    for name, value in BytesHeaderParser().parsebytes(lines).items():
        name = name.lower()
        found[name] = f"{found[name]}, {value}" if name in found else str(value)
    return found


def _head(status: int, headers: Mapping[str, str]) -> bytes:
    lines = [f"ICAP/1.0 {status} {_SAID[status]}", f'ISTag: "{_ISTAG}"', "Server: phiscan"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")


def _passed(message: _Message, data: bytes) -> bytes:
    """Let through: 204 where the client takes it, else the message as it came."""
    if message.allows_204:
        return _head(204, {"Encapsulated": "null-body=0"})
    part = "req" if message.method == "REQMOD" else "res"
    head = message.http.get(f"{part}-hdr", b"")
    body = f"{part}-body" if message.has_body else "null-body"
    said = _head(200, {"Encapsulated": f"{part}-hdr=0, {body}={len(head)}"})
    return said + head + (_chunked(data) if message.has_body else b"")


def _refused(name: str, words: str, *, last: bool = False) -> bytes:
    """Return an encapsulated 403 with the sentence for the person."""
    page = words.encode("utf-8") + b"\n"
    http = (
        "HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain; charset=utf-8\r\n"
        f"Content-Length: {len(page)}\r\nCache-Control: no-store\r\n\r\n"
    ).encode()
    headers = {
        "X-Infection-Found": f"Type=0; Resolution=0; Threat={name};",
        "X-Violations-Found": f"1\r\n\tupload\r\n\t{name}\r\n\t0\r\n\t0",
        "Encapsulated": f"res-hdr=0, res-body={len(http)}",
    }
    if last:
        headers["Connection"] = "close"
    return _head(200, headers) + http + _chunked(page)


def _chunked(data: bytes) -> bytes:
    return (b"%x\r\n%s\r\n" % (len(data), data) if data else b"") + b"0\r\n\r\n"
