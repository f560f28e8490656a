"""The files of a multipart/form-data body that is in memory already (RFC 7578)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from phiscan.formats.sniff import HEAD_BYTES, sniff
from phiscan.hooks.embedded import photos_in_text
from phiscan.hooks.gate import Upload

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

UNREADABLE = Upload(b"", "upload")
"""Stands for a form that cannot be read: an empty upload is never let through."""


@dataclass
class _Collector:
    """Puts together what the parser calls out."""

    uploads: list[Upload] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    name: bytes = b""
    value: bytes = b""
    headers: dict[bytes, bytes] = field(default_factory=dict)
    content: list[bytes] = field(default_factory=list)
    is_twofold: bool = False
    is_whole: bool = False

    def on_part_begin(self) -> None:
        self.headers, self.content, self.is_twofold = {}, [], False

    def on_header_field(self, data: bytes, start: int, end: int) -> None:
        self.name += data[start:end]

    def on_header_value(self, data: bytes, start: int, end: int) -> None:
        self.value += data[start:end]

    def on_header_end(self) -> None:
        name = self.name.lower()
        self.is_twofold |= name in self.headers  # others may go by the first
        self.headers[name] = self.value
        self.name = self.value = b""

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        self.content.append(data[start:end])

    def on_part_end(self) -> None:
        _, options = parse_options_header(self.headers.get(b"content-disposition", b""))
        content = b"".join(self.content)
        name = options.get(b"filename", b"").decode("utf-8", "replace")
        if self._is_text(content, is_named=b"filename" in options):
            self.captions.append(content.decode("utf-8"))
            self.uploads += [Upload(photo, "upload") for photo in photos_in_text(content)]
        elif content or name:  # an unused file field of a form has neither
            self.uploads.append(Upload(content, name or "upload"))

    def _is_text(self, content: bytes, *, is_named: bool) -> bool:
        """Whether a part is a text field: what another program may take for a file is none.

        The parser knows no `filename*` (RFC 5987), and a receiver may look at the bytes alone.
        """
        disposition = self.headers.get(b"content-disposition", b"").lower()
        kind = self.headers.get(b"content-type", b"text/plain").strip().lower()
        # Some receivers undo a transfer encoding (RFC 7578 deprecates it); this parser does not.
        way = self.headers.get(b"content-transfer-encoding", b"8bit").strip().lower()
        if is_named or b"filename" in disposition or not kind.startswith(b"text/"):
            return False
        if self.is_twofold or way not in (b"7bit", b"8bit", b"binary"):
            return False
        return is_text(content) and sniff(content[:HEAD_BYTES]) is None

    def on_end(self) -> None:
        self.is_whole = True


def is_text(data: bytes) -> bool:
    """Whether bytes are UTF-8 text; UTF-16 without other letters would seem to be, but for NUL."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in data


def _goes_on(data: bytes, boundary: bytes) -> bool:
    """Whether something comes after a form's end: the parser drops it, others may read it."""
    _, _, rest = (b"\r\n" + data).partition(b"\r\n--" + boundary + b"--")
    return bool(rest.strip())


def read_parts(data: bytes, boundary: bytes) -> list[Upload]:
    """Return a form's files, its text fields as each one's caption; one empty upload for a form
    that cannot be read or breaks off.
    """
    found = _Collector()
    calls: MultipartCallbacks = {
        "on_part_begin": found.on_part_begin,
        "on_header_field": found.on_header_field,
        "on_header_value": found.on_header_value,
        "on_header_end": found.on_header_end,
        "on_part_data": found.on_part_data,
        "on_part_end": found.on_part_end,
        "on_end": found.on_end,
    }
    try:
        parser = MultipartParser(boundary, calls)
        parser.write(data)
        parser.finalize()
    except (FormParserError, ValueError):
        return [UNREADABLE]
    if not found.is_whole or _goes_on(data, boundary):
        return [UNREADABLE]
    caption = "\n".join(found.captions) or None
    return [Upload(u.photo, u.name, caption) for u in found.uploads]
