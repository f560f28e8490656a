"""Comments and named texts of JPEG, GIF, PNG and PDF as fields."""

from __future__ import annotations

from collections.abc import Iterator

from phiscan.formats import Part
from phiscan.metadata._fields import Field, Meaning, printable

M = Meaning
_KEYWORDS = {
    "author": M.PERSON, "artist": M.PERSON, "copyright": M.PERSON, "owner": M.PERSON,
    "creation time": M.TIME, "create-date": M.TIME, "modify-date": M.TIME, "date:create": M.TIME,
    "date:modify": M.TIME, "date:timestamp": M.TIME, "creationdate": M.TIME, "moddate": M.TIME,
    "software": M.DEVICE, "source": M.DEVICE, "creator": M.DEVICE, "producer": M.DEVICE,
    "title": M.CAPTION, "description": M.CAPTION, "subject": M.CAPTION, "keywords": M.CAPTION,
}  # fmt: skip


def text_fields(carrier: str, keyword: str, value: str) -> Iterator[Field]:
    """Yield the field of one named text."""
    low = keyword.lower().removeprefix("exif:")
    meaning = M.PLACE if low.startswith("gps") else _KEYWORDS.get(low, M.COMMENT)
    if value.strip():
        yield Field(carrier, meaning, value.strip())


def part_fields(part: Part, kind: str) -> Iterator[Field]:
    """Yield the fields of a text, comment, time stamp or unknown piece of a file."""
    if part.kind == "time":
        yield Field("PNG time", M.TIME)
    elif part.kind == "text":
        carrier = "PNG text" if kind == "png" else "text"
        yield from text_fields(carrier, part.name, part.data.decode("utf-8", "replace"))
    elif part.kind == "comment":
        value = printable(part.data, shortest=2)
        if value.strip():
            yield Field(f"{kind.upper()} comment", M.COMMENT, value)
    elif part.kind == "other":
        value = printable(part.data)
        if value.strip():
            yield Field("other data", M.COMMENT, value)
