"""Tesseract through pytesseract: a selectable reader and the second reader of safe copies.

It reads clean upright lines well and photos of desks poorly, so as second reader it is handed
lines that were cut straight, stacked into one column, in a single call.

pytesseract passes the picture through a temporary file. On Linux that file is put into memory
(/dev/shm) when there is one, and pytesseract removes it; no photo reaches the disk.
"""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import cv2
import numpy as np

from phiscan import _install
from phiscan._deadline import Deadline
from phiscan._recall import Recall
from phiscan.engines import tesseract_version
from phiscan.errors import EngineError
from phiscan.ocr.base import Reading
from phiscan.ocr.quads import Quad
from phiscan.ocr.recognition import LINE_PX, Pyramid
from phiscan.options import ScanOptions
from phiscan.types import Line, Photo, Pixels

NAME = "tesseract"
_MEMORY_FOLDER = "/dev/shm"
_GAP_PX = 28
_MAX_SIDE_PX = 3000
_MAX_CALL_S = 60.0
_MIN_WORD_CONFIDENCE = 20.0
_MAX_COLUMN_PX = 12_000
"""Tesseract refuses pictures higher than 32,767 px, and slows down long before."""


def is_available() -> bool:
    """Whether the tesseract program can be run."""
    return tesseract_version() is not None


def read(photos: Sequence[Photo], options: ScanOptions, deadline: Deadline) -> list[Reading]:
    """Read whole photos, each view of them; raises EngineError when tesseract is missing."""
    if not is_available():
        raise EngineError(f"tesseract is missing; install with: {_install.TESSERACT}")
    return [_read_photo(photo, deadline) for photo in photos]


def _read_photo(photo: Photo, deadline: Deadline) -> Reading:
    lines: list[Line] = []
    for pixels in (photo.pixels, *photo.views):
        if deadline.is_over:
            return Reading(tuple(lines), ("text: time limit reached",))
        scale = min(1.0, _MAX_SIDE_PX / max(photo.size_wh))
        small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        turns = _quarter_turns(small, deadline)
        upright = np.rot90(small, k=turns)
        table = _image_to_data(np.ascontiguousarray(upright), "--psm 11", deadline)
        size_wh = small.shape[1], small.shape[0]
        lines += [_turned_back(line, turns, size_wh, scale) for line in _lines(table)]
    return Reading(tuple(lines))


def _quarter_turns(pixels: Any, deadline: Deadline) -> int:
    """Quarter turns anticlockwise that bring the text upright, as orientation detection sees it."""
    import pytesseract

    try:
        with _memory_folder():
            found = pytesseract.image_to_osd(
                pixels, output_type=pytesseract.Output.DICT, timeout=_limit(deadline)
            )
    except (pytesseract.TesseractError, RuntimeError):
        return 0  # too little text to tell
    return int(-found["rotate"] // 90) % 4 if found["orientation_conf"] > 1 else 0


def _turned_back(line: Line, turns: int, size_wh: tuple[int, int], scale: float) -> Line:
    """Map a line of the turned, scaled picture back to the photo."""
    width, height = size_wh
    points = np.array(line.polygon)
    for left in range(turns, 0, -1):
        # np.rot90 sent (x, y) to (y, W - 1 - x); W is the width before that turn.
        before = width if left % 2 else height
        points = np.stack([before - points[:, 1], points[:, 0]], axis=1)
    polygon = tuple((float(x), float(y)) for x, y in points / scale)
    return Line(line.text, polygon, line.score, line.char_spans, source=NAME)


def read_crops(
    pixels: Pixels, quads: Sequence[Quad], deadline: Deadline, recall: Recall | None = None
) -> list[Line]:
    """Read lines already found, cut straight and stacked; each quad is clockwise, text-up.

    Returns Lines in photo coordinates. What `recall` knows of a line's pixels is not asked again.
    Raises EngineError when tesseract is missing and RuntimeError when it did not answer in time.
    """
    pyramid = Pyramid(pixels)
    crops = [_dark_on_light(pyramid.crop(quad)) for quad in quads]
    read = (recall or Recall()).ask(NAME, crops, lambda new: _read_stacked(new, deadline))
    return [
        _in_quad(line, quad, crop.shape[1])
        for lines, quad, crop in zip(read, quads, crops, strict=True)
        for line in lines
    ]


def _read_stacked(crops: Sequence[Any], deadline: Deadline) -> list[list[Line]]:
    """Return the lines of each crop, in coordinates of the column that it stood in."""
    read: list[list[Line]] = [[] for _ in crops]
    for start in range(0, len(crops), _MAX_COLUMN_PX // (LINE_PX + _GAP_PX)):
        part = crops[start : start + _MAX_COLUMN_PX // (LINE_PX + _GAP_PX)]
        table = _image_to_data(_column(part), "--psm 6", deadline)
        for line in _lines(table):
            middle = (line.polygon[0][1] + line.polygon[3][1]) / 2
            row = int((middle - _GAP_PX / 2) // (LINE_PX + _GAP_PX))
            if 0 <= row < len(part):
                read[start + row].append(line)
    return read


def _column(crops: Sequence[Any]) -> Any:
    width = max(c.shape[1] for c in crops) + 2 * _GAP_PX
    height = len(crops) * (LINE_PX + _GAP_PX) + _GAP_PX
    column = np.full((height, width), 255, dtype=np.uint8)
    for row, crop in enumerate(crops):
        top = _GAP_PX + row * (LINE_PX + _GAP_PX)
        column[top : top + LINE_PX, _GAP_PX : _GAP_PX + crop.shape[1]] = crop
    return column


def _dark_on_light(crop: Pixels) -> Any:
    gray = cv2.normalize(cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY), None, 0, 255, cv2.NORM_MINMAX)  # type: ignore[call-overload]
    return 255 - gray if np.median(gray) < 110 else gray


def _in_quad(line: Line, quad: Quad, width: int) -> Line:
    """Turn a line of the column into one of the photo, over the quad's full height."""
    x0 = (line.polygon[0][0] - _GAP_PX) / width
    x1 = (line.polygon[1][0] - _GAP_PX) / width
    t0, t1 = float(np.clip(x0, 0, 1)), float(np.clip(x1, 0, 1))
    top, bottom = quad[1] - quad[0], quad[2] - quad[3]
    corners = [quad[0] + t0 * top, quad[0] + t1 * top, quad[3] + t1 * bottom, quad[3] + t0 * bottom]
    polygon = tuple((float(x), float(y)) for x, y in corners)
    return Line(line.text, polygon, line.score, line.char_spans, source=NAME)


def _image_to_data(pixels: Any, config: str, deadline: Deadline) -> dict[str, list[Any]]:
    import pytesseract

    if not is_available():
        raise EngineError(f"tesseract is missing; install with: {_install.TESSERACT}")
    with _memory_folder():
        table: dict[str, list[Any]] = pytesseract.image_to_data(
            pixels,
            config=config,
            output_type=pytesseract.Output.DICT,
            timeout=_limit(deadline),
        )
    return table


def _limit(deadline: Deadline) -> float:
    return max(0.1, min(_MAX_CALL_S, deadline.left_s))


@contextmanager
def _memory_folder() -> Iterator[None]:
    """Let pytesseract keep its temporary files in memory, where the system has such a folder."""
    # Tesseract's own threads gain little on one page and fight with the models' threads.
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    if not os.access(_MEMORY_FOLDER, os.W_OK):
        yield
        return
    _TEMPDIR.enter()
    try:
        yield
    finally:
        _TEMPDIR.leave()


class _SharedTempdir:
    """Python's folder for temporary files, turned to memory while any thread is reading.

    The setting belongs to the whole process: the first thread turns it and the last one turns it
    back, or a thread that is done would send another one's photo to the disk.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._users = 0
        self._before: str | None = None

    def enter(self) -> None:
        """Turn the setting to memory."""
        with self._lock:
            if self._users == 0:
                self._before = tempfile.tempdir
                tempfile.tempdir = _MEMORY_FOLDER
            self._users += 1

    def leave(self) -> None:
        """Turn the setting back when nobody is reading any more."""
        with self._lock:
            self._users -= 1
            if self._users == 0:
                tempfile.tempdir = self._before


_TEMPDIR = _SharedTempdir()


def _lines(table: dict[str, list[Any]]) -> list[Line]:
    """Join the words of image_to_data into lines; word boxes give the characters their place."""
    rows: dict[tuple[int, int, int], list[int]] = {}
    for i, text in enumerate(table["text"]):
        if str(text).strip() and float(table["conf"][i]) >= _MIN_WORD_CONFIDENCE:
            key = (table["block_num"][i], table["par_num"][i], table["line_num"][i])
            rows.setdefault(key, []).append(i)
    return [_line(table, words) for words in rows.values()]


def _line(table: dict[str, list[Any]], words: list[int]) -> Line:
    left = [int(table["left"][i]) for i in words]
    right = [x + int(table["width"][i]) for x, i in zip(left, words, strict=True)]
    top = min(int(table["top"][i]) for i in words)
    bottom = max(int(table["top"][i]) + int(table["height"][i]) for i in words)
    x0, length = min(left), max(max(right) - min(left), 1)
    text = ""
    spans: list[tuple[float, float]] = []
    for i, a, b in zip(words, left, right, strict=True):
        if text:
            text += " "
            spans.append((spans[-1][1], (a - x0) / length))
        word = str(table["text"][i]).strip()
        step = (b - a) / length / len(word)
        spans += [
            ((a - x0) / length + k * step, (a - x0) / length + (k + 1) * step)
            for k in range(len(word))
        ]
        text += word
    corners = ((x0, top), (x0 + length, top), (x0 + length, bottom), (x0, bottom))
    score = float(np.mean([float(table["conf"][i]) for i in words])) / 100
    return Line(text, corners, min(1.0, max(0.0, score)), tuple(spans), source=NAME)
