"""Second pictures and whatever follows the end of the first one."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from phiscan.formats import Container, count_pictures, jpeg
from phiscan.formats.tiff import read_ifds
from phiscan.load import LoadedFile
from phiscan.load.pictures import DECODE_ERRORS, open_image

_MP_ENTRIES, _MP_ENTRY_BYTES = 0xB002, 16
_GRID = 32
_SAME_LEVELS = 40
"""Largest difference of two cells' mean gray for pictures taken as the same: JPEG noise and
scaling stay below 25, a covered or changed part that is big enough to see is above."""


def further_pictures(file: LoadedFile) -> list[tuple[int, int]]:
    """Return (start, stop) of the pictures that an MPF index (CIPA DC-007) adds to a JPEG."""
    index = file.container.first("mpf")
    origin = None if index is None else jpeg.mpf_start(file.data)
    if index is None or origin is None:
        return []
    entries = [ifd.tags[_MP_ENTRIES].raw for ifd in read_ifds(index) if _MP_ENTRIES in ifd.tags]
    little = index[:2] == b"II"
    found = []
    for raw in entries:
        for at in range(0, len(raw) - _MP_ENTRY_BYTES + 1, _MP_ENTRY_BYTES):
            order: Any = "little" if little else "big"
            size, offset = (int.from_bytes(raw[at + k : at + k + 4], order) for k in (4, 8))
            if offset:
                found.append((origin + offset, origin + offset + size))
    return sorted(span for span in found if span[0] < len(file.data))


def has_unannounced(file: LoadedFile) -> bool:
    """Whether the file stores pictures beside those that it shows and that were looked at."""
    stored = count_pictures(file.kind, file.data)
    return stored is not None and stored > file.page_count


def trailing_bytes(container: Container, data: bytes, claimed: list[tuple[int, int]]) -> bytes:
    """Return what follows the picture's end and belongs to no further picture.

    Zeros and white space, which some cameras pad with, are left out.
    """
    at = len(data) if container.end is None else container.end
    pieces = []
    for start, stop in [*claimed, (len(data), len(data))]:
        pieces.append(data[at : max(at, start)])
        at = max(at, stop)
    return b"".join(pieces).strip(b"\0 \r\n\t")


def describe_trailing(data: bytes, kind: str) -> str:
    """Say in plain words what hangs on a file's end."""
    if b"ftyp" in data[:65536]:
        return "a short video (motion photo) hangs on the end of the file"
    if any(magic in data[:4096] for magic in (b"\xff\xd8\xff", b"\x89PNG")):
        return "another picture hangs on the end of the file"
    if data.startswith(b"PK"):
        return "an archive of files hangs on the end of the file"
    if kind == "png" and b"IDAT" in data:
        return "parts of a picture that was cropped or changed are still in the file"
    return "further data follow the picture's end; they can hold what was cropped away"


def shows_the_photo(file: LoadedFile, preview: bytes) -> bool:
    """Whether a stored preview shows the same as a JPEG's main picture, at thumbnail detail."""
    if file.kind != "jpeg" or not preview.startswith(b"\xff\xd8"):
        return False
    try:
        small = _gray(preview, None)
        main = _gray(file.data[: file.container.end], (small.shape[1] * 2, small.shape[0] * 2))
        cells = [_cells(_same_shape(picture, main.shape)) for picture in (small, main)]
    except DECODE_ERRORS:
        return False
    return bool(np.abs(cells[0] - cells[1]).max() < _SAME_LEVELS)


def _gray(data: bytes, least_wh: tuple[int, int] | None) -> NDArray[np.uint8]:
    image = open_image("jpeg", data)
    if least_wh is not None:
        image.draft("L", least_wh)
    return np.asarray(image.convert("L"), dtype=np.uint8)


def _same_shape(picture: NDArray[np.uint8], shape_hw: tuple[int, ...]) -> NDArray[np.uint8]:
    """Cut off the bars that fill a thumbnail of another shape than its photo."""
    height, width = picture.shape
    wanted = shape_hw[1] / shape_hw[0]
    if width / height > wanted * 1.02:
        bar = math.ceil((width - height * wanted) / 2)
        return picture[:, bar : width - bar]
    if width / height < wanted / 1.02:
        bar = math.ceil((height - width / wanted) / 2)
        return picture[bar : height - bar]
    return picture


def _cells(gray: NDArray[np.uint8]) -> NDArray[np.float32]:
    import cv2

    return np.asarray(
        cv2.resize(gray, (_GRID, _GRID), interpolation=cv2.INTER_AREA), dtype=np.float32
    )


def heif_blocks(file: LoadedFile) -> Iterator[tuple[str, bytes]]:
    """Yield (kind, bytes) of EXIF and XMP, and ("preview", b"") for each second picture."""
    try:
        image = open_image(file.kind, file.data)
    except DECODE_ERRORS:
        return
    info = image.info
    for kind in ("exif", "xmp"):
        if isinstance(info.get(kind), bytes):
            yield kind, info[kind].removeprefix(b"Exif\0\0")
    seconds = [info.get(key) for key in ("thumbnails", "depth_images", "aux")]
    has_more = any(seconds) or (file.kind == "avif" and b"thmb" in file.data[:65536])
    if has_more:
        yield "preview", b""
