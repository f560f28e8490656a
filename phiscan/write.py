"""Writes pictures afresh from pixels, and reads back what it wrote.

Nothing of the source file is carried over but its pixels, its format and, for moving pictures, the
time each frame stays: no metadata, no preview, no colour profile (colours are turned into sRGB,
which is what a file without a profile means).
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from PIL import Image, ImageChops, ImageCms, JpegImagePlugin

from phiscan import pdf
from phiscan.errors import UnsupportedError
from phiscan.load.pdfs import open_document
from phiscan.load.pictures import DECODE_ERRORS, open_image
from phiscan.types import Pixels

QUALITY = 92
"""JPEG and WebP quality: above what phones write, so that a copy looks like its source."""
AS_JPEG = frozenset({"heic", "heif", "avif"})
"""Kinds whose safe copy is a JPEG, because few programs that publish photos take them."""
MEMORY_KIND = "png"
"""What an array or PIL image is written as."""
_PNG_LEVEL = 4
"""zlib level: 12 megapixels in 1.4 s instead of 3.7 s at level 6, and 7 % more bytes."""
_FRAME_MS = 100
_DEFAULT_DPI = 200.0


@dataclass(frozen=True)
class Format:
    """How the copy is to be written: its kind and what it takes over from the source's own form.

    `durations_ms` has one entry a frame (none for still pictures), `sizes_pt` one a PDF page.
    """

    kind: str
    chroma_is_full: bool = True
    is_lossless: bool = False
    durations_ms: tuple[int, ...] = ()
    loops: int = 0
    sizes_pt: tuple[tuple[float, float], ...] = ()

    @property
    def has_palette(self) -> bool:
        """Whether colours come back as the nearest of a few; pure black stays pure."""
        return self.kind == "gif"

    @property
    def is_lossy(self) -> bool:
        """Whether pixels come back only nearly as written."""
        return self.kind in ("jpeg", "pdf") or (self.kind == "webp" and not self.is_lossless)


def copy_kind(kind: str) -> str:
    """Return the kind in which a source of `kind` is written; raises UnsupportedError."""
    if kind in AS_JPEG:
        return "jpeg"
    known = {"array": MEMORY_KIND, "apng": "png", "mpo": "jpeg"}
    copied = known.get(kind, kind)
    if copied not in _ENCODERS:
        raise UnsupportedError(f"a safe copy of kind {kind} cannot be written")
    return copied


def plan_format(kind: str, data: bytes) -> Format:
    """Look at the source's bytes for the form its copy should keep; never copies any of them."""
    target = copy_kind(kind)
    if target == "pdf":
        return Format(target, chroma_is_full=True, sizes_pt=_pdf_sizes(data))
    if kind == "array" or not data:
        return Format(target)
    try:
        return _format_of(target, open_image(kind, data), data)
    except DECODE_ERRORS:
        return Format(target)


def _format_of(target: str, image: Image.Image, data: bytes) -> Format:
    frames = getattr(image, "n_frames", 1) if target in ("gif", "png", "webp") else 1
    durations = tuple(_frame_ms(image, i) for i in range(frames)) if frames > 1 else ()
    is_jpeg = isinstance(image, JpegImagePlugin.JpegImageFile)
    return Format(
        target,
        chroma_is_full=is_jpeg and JpegImagePlugin.get_sampling(image) == 0,
        is_lossless=target == "webp" and b"VP8L" in data[:64],
        durations_ms=durations,
        loops=int(image.info.get("loop", 0 if frames > 1 else 1) or 0),
    )


def _frame_ms(image: Image.Image, index: int) -> int:
    image.seek(index)
    if image.format == "WEBP":
        image.load()  # Pillow learns a WebP frame's time by decoding it
    return round(float(image.info.get("duration") or _FRAME_MS))


def _pdf_sizes(data: bytes) -> tuple[tuple[float, float], ...]:
    with open_document(data) as document:
        return tuple(document.get_page_size(index) for index in range(len(document)))


def to_srgb(pixels: Pixels, profile: bytes | None) -> Pixels:
    """Return (H, W, 3) pixels turned from an ICC profile's colours into sRGB.

    Without a usable RGB profile the pixels are returned as they are.
    """
    if not profile:
        return pixels
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if source.profile.xcolor_space.strip() != "RGB" or _is_srgb(source):
            return pixels
        target = ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(Image.fromarray(pixels), source, target)
    except (OSError, ValueError, ImageCms.PyCMSError):
        return pixels
    return pixels if turned is None else np.asarray(turned, dtype=np.uint8)


def _is_srgb(profile: ImageCms.ImageCmsProfile) -> bool:
    return "srgb" in ImageCms.getProfileDescription(profile).lower()


def read_profile(kind: str, data: bytes) -> bytes | None:
    """Return the ICC profile of a picture file of this kind, if it has one that can be read."""
    if kind in ("array", "pdf"):
        return None
    try:
        profile = open_image(kind, data).info.get("icc_profile")
    except DECODE_ERRORS:
        return None
    return profile if isinstance(profile, bytes) else None


@dataclass(frozen=True)
class Encoded:
    """A fresh file, and for each of its pages which source pages (from 0) it shows."""

    data: bytes = field(repr=False)
    shows: tuple[tuple[int, ...], ...]


def encode(pages: Iterable[Pixels], form: Format) -> Encoded:
    """Write a fresh file of these (H, W, 3) pages, in order.

    Raises UnsupportedError for no page at all or a picture larger than the format allows.
    """
    counted = _Counted(pages)
    try:
        if form.durations_ms:
            return _encode_frames(map(Image.fromarray, counted), form)
        data = _ENCODERS[form.kind](counted, form)
    except (OSError, ValueError, StopIteration) as error:
        raise UnsupportedError(
            f"a copy of kind {form.kind} could not be written ({type(error).__name__})"
        ) from None
    return Encoded(data, tuple((index,) for index in range(counted.taken)))


class _Counted(Iterator[Pixels]):
    """Passes pages on and remembers how many were taken."""

    def __init__(self, pages: Iterable[Pixels]) -> None:
        self._pages = iter(pages)
        self.taken = 0

    def __next__(self) -> Pixels:
        page = next(self._pages)
        self.taken += 1
        return page


def decode(data: bytes, kind: str) -> Iterator[Pixels]:
    """Yield the (H, W, 3) pages of a file that `encode` wrote, without the loader's help."""
    if kind == "pdf":
        for page in pdf.read_pages(data):
            yield from decode(page.jpeg, "jpeg")
        return
    image = open_image(kind, data)
    for index in range(getattr(image, "n_frames", 1)):
        image.seek(index)
        yield np.asarray(image if image.mode == "RGB" else image.convert("RGB"), dtype=np.uint8)


def _save(image: Image.Image, form: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def _jpeg(pixels: Pixels, form: Format) -> bytes:
    sampling = 0 if form.chroma_is_full else 2
    return _save(
        Image.fromarray(pixels), "JPEG", quality=QUALITY, subsampling=sampling, optimize=True
    )


def _encode_jpeg(pages: Iterator[Pixels], form: Format) -> bytes:
    return _jpeg(next(pages), form)


def _encode_bmp(pages: Iterator[Pixels], form: Format) -> bytes:
    return _save(Image.fromarray(next(pages)), "BMP")


def _encode_tiff(pages: Iterator[Pixels], form: Format) -> bytes:
    first = Image.fromarray(next(pages))
    rest = (Image.fromarray(page) for page in pages)
    return _save(first, "TIFF", compression="tiff_adobe_deflate", save_all=True, append_images=rest)


def _encode_png(pages: Iterator[Pixels], form: Format) -> bytes:
    return _save(Image.fromarray(next(pages)), "PNG", compress_level=_PNG_LEVEL)


def _encode_webp(pages: Iterator[Pixels], form: Format) -> bytes:
    return _save(
        Image.fromarray(next(pages)), "WEBP", quality=QUALITY, lossless=form.is_lossless, method=4
    )


def _encode_gif(pages: Iterator[Pixels], form: Format) -> bytes:
    return _save(_quantized(Image.fromarray(next(pages))), "GIF", optimize=False)


def _quantized(image: Image.Image) -> Image.Image:
    """Return a picture of at most 256 colours, without dithering, in which black stays black."""
    few = image.quantize(255, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    palette = (few.getpalette() or [])[: 255 * 3]
    indices = np.asarray(few).copy()
    indices[(np.asarray(image) == 0).all(axis=2)] = len(palette) // 3
    exact = Image.fromarray(indices, "P")
    exact.putpalette([*palette, 0, 0, 0])
    return exact


def _encode_frames(frames: Iterator[Image.Image], form: Format) -> Encoded:
    """Write all frames of a moving picture; equal neighbours become one that stays longer.

    The encoders would merge those themselves, and then nobody knew which frame shows what.
    """
    if form.kind == "gif":
        frames = map(_quantized, frames)
    kept: list[Image.Image] = []
    shows: list[list[int]] = []
    for index, frame in enumerate(frames):
        if kept and _is_same(kept[-1], frame):
            shows[-1].append(index)
        else:
            kept.append(frame)
            shows.append([index])
    times = [sum(_time_of(form, index) for index in group) for group in shows]
    data = _save(
        kept[0],
        form.kind.upper(),
        save_all=True,
        append_images=kept[1:],
        duration=times,
        loop=form.loops,
        **_frame_options(form),
    )
    return Encoded(data, tuple(map(tuple, shows)))


def _is_same(a: Image.Image, b: Image.Image) -> bool:
    return ImageChops.difference(a.convert("RGB"), b.convert("RGB")).getbbox() is None


def _time_of(form: Format, index: int) -> int:
    return form.durations_ms[min(index, len(form.durations_ms) - 1)]


def _frame_options(form: Format) -> dict[str, Any]:
    if form.kind == "webp":
        # Every frame stands by itself: a nearly equal one would otherwise be dropped.
        return {"quality": QUALITY, "lossless": form.is_lossless, "kmin": 0, "kmax": 1}
    return {"optimize": False, "disposal": 1} if form.kind == "gif" else {}


def _encode_pdf(pages: Iterator[Pixels], form: Format) -> bytes:
    return pdf.build(_pdf_page(page, index, form) for index, page in enumerate(pages))


def _pdf_page(pixels: Pixels, index: int, form: Format) -> pdf.PdfPage:
    height, width = pixels.shape[:2]
    points = form.sizes_pt[index] if index < len(form.sizes_pt) else None
    if points is None or (points[0] > points[1]) != (width > height):
        points = (width * 72 / _DEFAULT_DPI, height * 72 / _DEFAULT_DPI)
    return pdf.PdfPage(_jpeg(pixels, form), (width, height), points)


_ENCODERS: dict[str, Callable[[Iterator[Pixels], Format], bytes]] = {
    "jpeg": _encode_jpeg,
    "png": _encode_png,
    "webp": _encode_webp,
    "gif": _encode_gif,
    "tiff": _encode_tiff,
    "bmp": _encode_bmp,
    "pdf": _encode_pdf,
}
