"""Opening files without being caught by FIFOs, devices or sizes; words for what is not read."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from phiscan.errors import LimitError, UnreadableError, UnsupportedError

_WORDS = {
    "video": "a video; phiscan does not look into videos",
    "raw": "a raw camera file; phiscan does not look into these",
    "DICOM": "a DICOM file; phiscan does not look into these",
    "SVG": "an SVG drawing; phiscan does not look into these",
    "sidecar": "a companion file of a photo (edits, captions or places); it was not examined",
}


@dataclass(frozen=True)
class PageProblem:
    """One page or frame that could not be decoded, and why in plain words."""

    page: int
    reason: str


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file for reading; never blocks on a FIFO, never opens a device's content.

    Raises UnreadableError, whose message does not hold the path.
    """
    try:
        handle = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
    except FileNotFoundError:
        raise UnreadableError("file not found") from None
    except PermissionError:
        raise UnreadableError("no permission to read the file") from None
    except (OSError, ValueError):
        raise UnreadableError("the file cannot be opened") from None
    mode = os.fstat(handle).st_mode
    if not stat.S_ISREG(mode):
        os.close(handle)
        raise UnreadableError(
            "a folder, not a file" if stat.S_ISDIR(mode) else "not a regular file"
        )
    return os.fdopen(handle, "rb")


def read_file(path: Path, max_bytes: int) -> bytes:
    """Read a whole file of at most `max_bytes`; raises LimitError or UnreadableError."""
    with open_regular(path) as stream:
        size = os.fstat(stream.fileno()).st_size
        check_bytes(size, max_bytes)
        try:
            data = stream.read(max_bytes + 1)
        except OSError:
            raise UnreadableError("the file cannot be read") from None
    check_bytes(len(data), max_bytes)
    return data


def check_bytes(count: int, max_bytes: int) -> None:
    """Raise LimitError over the limit and UnreadableError for an empty file."""
    if count > max_bytes:
        raise LimitError(f"larger than the limit of {max_bytes:,} bytes")
    if count == 0:
        raise UnreadableError("the file is empty")


def check_pixels(size_wh: tuple[int, int], max_pixels: int) -> None:
    """Raise LimitError for too many pixels, UnreadableError for none."""
    width, height = size_wh
    if width <= 0 or height <= 0:
        raise UnreadableError("the picture has no pixels")
    if width * height > max_pixels:
        raise LimitError(f"{width} x {height} pixels, over the limit of {max_pixels:,}")


def unsupported(kind: str) -> UnsupportedError:
    """Return the error for a kind that is known and not looked into."""
    return UnsupportedError(_WORDS.get(kind, f"a {kind} file; phiscan does not look into these"))
