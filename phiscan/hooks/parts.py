"""The files of a multipart/form-data body that is in memory already (RFC 7578)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

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
    is_whole: bool = False

    def on_part_begin(self) -> None:
        self.headers, self.content = {}, []

    def on_header_field(self, data: bytes, start: int, end: int) -> None:
        self.name += data[start:end]

    def on_header_value(self, data: bytes, start: int, end: int) -> None:
        self.value += data[start:end]

    def on_header_end(self) -> None:
        self.headers[self.name.lower()] = self.value
        self.name = self.value = b""

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        self.content.append(data[start:end])

    def on_part_end(self) -> None:
        _, options = parse_options_header(self.headers.get(b"content-disposition", b""))
        content = b"".join(self.content)
        if b"filename" in options:
            name = options[b"filename"].decode("utf-8", "replace")
            if content or name:  # an unused file field of a form has neither
                self.uploads.append(Upload(content, name or "upload"))
        else:
            self.captions.append(content.decode("utf-8", "replace"))

    def on_end(self) -> None:
        self.is_whole = True


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
    if not found.is_whole:
        return [UNREADABLE]
    caption = "\n".join(found.captions) or None
    return [Upload(u.photo, u.name, caption) for u in found.uploads]
