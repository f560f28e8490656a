"""Decode picture files page by page: the quick way for plain JPEGs, Pillow for all else."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import numpy as np
from PIL import Image, ImageFile

from phiscan._deadline import Deadline
from phiscan.errors import UnreadableError, UnsupportedError
from phiscan.formats import Container, bmff, jpeg, png, tiff
from phiscan.load._files import PageProblem, check_pixels
from phiscan.load.modes import Rendering, render_deep, render_image, with_stretch
from phiscan.types import Pixels

_PILLOW_NAMES = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "avif": "AVIF", "bmp": "BMP",
                 "gif": "GIF", "tiff": "TIFF"}  # fmt: skip
_DAMAGED = "the picture is damaged or cut off and cannot be decoded"
_STARVED = "the picture's data ends early; a part of it is missing"
# What Pillow, its plugins and libheif raise on hostile bytes; a decoder's bug must cost one page.
DECODE_ERRORS = (
    OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, AttributeError, EOFError,
    RuntimeError, OverflowError, ArithmeticError, MemoryError, AssertionError, cv2.error,
    Image.DecompressionBombError,
)  # fmt: skip
_PROBE = bytes((index * 37 + 11) % 251 for index in range(4096))
_STARVED_GRAY, _GRAY_LEVELS = 128, 2
"""What libjpeg fills the blocks of a sequential scan with that it has no data for (jdhuff.c:
coefficients of zero), and how far colour conversion may carry it."""
_RAW_TAG = 50706


@dataclass(frozen=True)
class Opened:
    """A file whose header has been read: how many pages, and a way to decode them in order."""

    page_count: int
    renderings: Callable[[int, Deadline | None], Iterator[Rendering | PageProblem]]
    notes: tuple[str, ...] = ()
    not_examined: tuple[str, ...] = ()


def open_picture(kind: str, data: bytes, container: Container, max_pixels: int) -> Opened:
    """Read the header, check the size before decoding anything, count the pages.

    Raises UnreadableError, LimitError or UnsupportedError.
    """
    try:
        image = open_image(kind, data)
        check_pixels(image.size, max_pixels)
        pages = 1 if kind == "jpeg" else int(getattr(image, "n_frames", 1))
    except DECODE_ERRORS:
        raise UnreadableError(_DAMAGED) from None
    missing = _unseen_parts(kind, data, container)

    def renderings(limit: int, deadline: Deadline | None) -> Iterator[Rendering | PageProblem]:
        if kind == "jpeg":
            yield _guarded(lambda: _render_jpeg(data, container), 1)
        elif pages == 1:
            yield _guarded(lambda: _render_frame(kind, open_image(kind, data), data, container), 1)
        else:
            yield from _render_frames(kind, data, container, min(pages, limit), max_pixels)

    return Opened(pages, renderings, not_examined=missing)


def _unseen_parts(kind: str, data: bytes, container: Container) -> tuple[str, ...]:
    if kind == "tiff" and any(_RAW_TAG in ifd.tags for ifd in tiff.read_ifds(data)):
        raise UnsupportedError("a raw camera file; phiscan does not look into these")
    if container.end is None:
        return ("the file ends early; what is missing from it",)
    return ()


def open_image(kind: str, data: bytes) -> Any:
    """Open with the one decoder of this kind, so that no other one is ever tried on the bytes.

    Pillow's global size limit is not touched: the caller checks `size` against its own limit.
    """
    if kind == "heic":
        from pillow_heif import HeifImageFile

        return HeifImageFile(io.BytesIO(data))
    _load_plugins()
    if kind == "jpeg":
        from PIL.JpegImagePlugin import JpegImageFile

        return JpegImageFile(io.BytesIO(data), "")
    if kind == "png":
        data = png.without_texts(data)
    return Image.OPEN[_PILLOW_NAMES[kind]][0](io.BytesIO(data), "")


@cache
def _load_plugins() -> None:
    # Broken tags are found and told by phiscan.metadata; Pillow's own words go to the terminal.
    warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")
    warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)
    Image.init()


def be_strict() -> None:
    """Tell Pillow to refuse cut-off pictures; called before every decoding.

    The switch is Pillow's own global, and other packages turn it: importing face_recognition makes
    Pillow fill what is missing with gray, and a cut-off photo would pass as whole.
    """
    ImageFile.LOAD_TRUNCATED_IMAGES = False


def _guarded(decode: Callable[[], Rendering], page: int) -> Rendering | PageProblem:
    be_strict()
    try:
        return decode()
    except UnreadableError as error:
        return PageProblem(page, str(error))
    except DECODE_ERRORS:
        return PageProblem(page, _DAMAGED)


def _render_frames(
    kind: str, data: bytes, container: Container, count: int, max_pixels: int
) -> Iterator[Rendering | PageProblem]:
    """Decode frames in order, each drawn over the one before as its viewer would."""
    image = open_image(kind, data)
    for index in range(count):

        def decode(index: int = index) -> Rendering:
            image.seek(index)
            check_pixels(image.size, max_pixels)
            return _render_frame(kind, image, data, container)

        yield _guarded(decode, index + 1)


def _render_frame(kind: str, image: Any, data: bytes, container: Container) -> Rendering:
    image.load()
    rendering = _render_deep_png(data) if _is_deep_rgb(kind, image, data) else None
    return (rendering or render_image(image)).turned(_orientation(kind, image, container))


def _orientation(kind: str, image: Any, container: Container) -> int:
    """Return how far the decoded frame is from upright.

    Pillow turns TIFF while decoding, libheif turns HEIC by its own turn boxes. A HEIC with EXIF
    orientation alone is turned by it: ISO 23008-12 leaves that to the reader, and writers that set
    only EXIF mean it. AVIF's own turns are put into the EXIF block that Pillow hands out.
    """
    if kind == "heic":
        stated = image.info.get("original_orientation") or 1
        return 1 if bmff.has_turn(container) else int(stated)
    if kind == "avif":
        return tiff.orientation(image.info.get("exif"))
    return tiff.orientation(container.first("exif")) if kind in ("png", "webp") else 1


def _is_deep_rgb(kind: str, image: Any, data: bytes) -> bool:
    return (
        kind == "png"
        and image.mode == "RGB"
        and data[24] == 16
        and not image.info.get("transparency")
    )


def _render_deep_png(data: bytes) -> Rendering | None:
    """Render a 16-bit RGB PNG, of which Pillow keeps the upper eight bits only."""
    flags = cv2.IMREAD_ANYDEPTH | cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION
    deep = cv2.imdecode(np.frombuffer(data, np.uint8), flags)
    if deep is None or deep.dtype != np.uint16 or deep.ndim != 3:
        return None
    return render_deep(deep[..., ::-1])


def _render_jpeg(data: bytes, container: Container) -> Rendering:
    if container.end is None:
        raise UnreadableError("the file is cut off before its end")
    header = jpeg.read_frame_header(data)
    turn_by = tiff.orientation(container.first("exif"))
    own = data[: container.end]
    if header is not None and header.bits == 8 and header.channels in (1, 3):
        pixels = _decode_quickly(own)
        if pixels is not None and pixels.shape[1::-1] == header.size_wh:
            _check_whole(own, pixels)
            return with_stretch(pixels).turned(turn_by)
    image = open_image("jpeg", own)
    image.load()
    rendering = render_image(image)
    _check_whole(own, rendering.pixels)
    return rendering.turned(turn_by)


def _decode_quickly(data: bytes) -> Pixels | None:
    """Decode with OpenCV, three times as fast as Pillow; None when it will not."""
    flags = cv2.IMREAD_COLOR_RGB | cv2.IMREAD_IGNORE_ORIENTATION
    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), flags)
    return None if pixels is None else np.asarray(pixels, dtype=np.uint8)


def _check_whole(data: bytes, pixels: Pixels) -> None:
    """Raise UnreadableError when the decoder ran out of data and filled the rest with gray.

    libjpeg fills silently when an end mark follows too early. Only where the last corner may have
    been filled the file is decoded again with more bytes before the end mark: a decoder that had
    all it needed ignores them, one that starved draws them.
    """
    if not jpeg.has_all_scans(data):
        raise UnreadableError(_STARVED)
    if not _may_be_filled(data, pixels[-8:, -8:].reshape(-1, 3)):
        return
    image = open_image("jpeg", data[:-2] + _PROBE + data[-2:])
    image.load()
    again = np.asarray(image.convert("RGB"), dtype=np.uint8)
    first = open_image("jpeg", data)
    first.load()
    if not np.array_equal(again, np.asarray(first.convert("RGB"), dtype=np.uint8)):
        raise UnreadableError(_STARVED)


def _may_be_filled(data: bytes, corner: Pixels) -> bool:
    """Whether the last (N, 3) pixels are flat; where all colours are in one scan, flat and gray."""
    if (corner != corner[0]).any():
        return False
    header = jpeg.read_frame_header(data)
    if header is None or header.channels not in (1, 3) or not jpeg.has_one_scan(data):
        return True
    away = np.abs(corner[0].astype(np.int16) - _STARVED_GRAY).max()
    return bool(away <= _GRAY_LEVELS)
