"""What metadata can say, whatever carries it: one vocabulary for EXIF, XMP, IPTC and texts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum


class Meaning(StrEnum):
    """What one metadata field is about."""

    PLACE = "place"
    PLACE_NAME = "place_name"
    TIME = "time"
    DEVICE = "device"
    SERIAL = "serial"
    PERSON = "person"
    PEOPLE_SHOWN = "people_shown"
    CAPTION = "caption"
    COMMENT = "comment"
    HISTORY = "history"
    PREVIEW = "preview"
    DAMAGED = "damaged"


@dataclass(frozen=True)
class Field:
    """One value with its meaning. `carrier` is a plain word such as EXIF or "PNG text"."""

    carrier: str
    meaning: Meaning
    value: str = field(default="", repr=False)
    preview: bytes = field(default=b"", repr=False)


_CAMERA_CAPTIONS = re.compile(
    r"olympus|sony dsc|digital ?camera|exif_jpeg|kodak|samsung|konica|minolta|picture$|screen ?shot"
    r"|^dcim|^dsc|^img|^cof$|^oznor|^rhdr|^sdr$|^hdr|^edf$|^ptr$|^untitled|^default|^binary|^charset"
    r"|^generated|^created (with|by|in)|^processed (with|by)|^optimi[sz]ed|^adobe|^gimp"
    r"|^jpeg|^ascii|^file written by|image alchemy",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(r"(unknown|unspecified|none|n/?a|default|[^\w]*)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")


def is_written_by_a_person(caption: str) -> bool:
    """Whether a caption is more than a camera's or program's standard words.

    >>> is_written_by_a_person("OLYMPUS DIGITAL CAMERA")
    False
    >>> is_written_by_a_person("Grandma after her operation")
    True
    """
    return len(_WORD.findall(caption)) >= 2 and not _CAMERA_CAPTIONS.search(caption.strip())


def is_placeholder(value: str) -> bool:
    """Whether a field holds a word that stands for nothing."""
    return _PLACEHOLDER.fullmatch(value.strip("\0 ")) is not None


def printable(data: bytes, *, shortest: int = 6) -> str:
    """Return the readable runs of letters in bytes of unknown shape, one a line."""
    runs = re.findall(rb"[\x20-\x7e\xc2-\xf4][\x20-\x7e\x80-\xf4]{%d,}" % (shortest - 1), data)
    return "\n".join(run.decode("utf-8", "replace") for run in runs)
