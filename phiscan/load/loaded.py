"""One input, opened and checked, ready to be decoded page by page."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from phiscan._deadline import Deadline
from phiscan.errors import UnreadableError, UnsupportedError, UsageError
from phiscan.formats import Container, Part, tiff, walk
from phiscan.formats.sniff import HEAD_BYTES, READABLE, kind_by_name, sniff
from phiscan.load._files import PageProblem, check_bytes, check_pixels, read_file, unsupported
from phiscan.load.modes import Rendering, render_array, render_image
from phiscan.load.pdfs import open_pdf
from phiscan.load.pictures import DECODE_ERRORS, Opened, be_strict, open_picture
from phiscan.options import ScanOptions
from phiscan.types import Photo

ORDERS = ("rgb", "bgr")
Rendered = Iterator[Rendering | PageProblem]


@dataclass(frozen=True)
class LoadedFile:
    """One file (or array) whose header has been read and whose size is within the limits.

    `kind` is one of jpeg png webp avif heic bmp gif tiff pdf, or "array" for pixels given by a
    caller. `data` is the whole file (empty for "array"), `content_hash` the SHA-256 of the content
    in hexadecimal, `page_count` the number of pages or frames there are, `not_examined` what
    `iter_pages` will not deliver, each in plain words.
    """

    source: str = field(repr=False)
    kind: str
    data: bytes = field(repr=False)
    content_hash: str
    page_count: int
    notes: tuple[str, ...] = ()
    not_examined: tuple[str, ...] = ()
    _decode: Callable[[Deadline | None], Rendered] = field(
        default=lambda deadline: iter(()), repr=False, compare=False
    )
    _parts: tuple[Part, ...] | None = field(default=None, repr=False, compare=False)

    @cached_property
    def container(self) -> Container:
        """The pieces of the file beside its picture, and where it ends."""
        if self._parts is not None:
            return Container(self._parts, end=len(self.data))
        return walk(self.kind, self.data)

    def iter_pages(self, deadline: Deadline | None = None) -> Iterator[Photo | PageProblem]:
        """Decode page after page, upright; each is let go of unless they are `kept_in` memory.

        A page that cannot be decoded is a PageProblem in its place. Raises DeadlineError between
        pages once the time is up.
        """
        for page, rendering in enumerate(self._decode(deadline), start=1):
            if isinstance(rendering, PageProblem):
                yield rendering
            else:
                yield Photo(rendering.pixels, self.source, page, rendering.views)
            if deadline is not None and page < self.page_count:
                deadline.check()

    def kept_in(self, room_bytes: int) -> LoadedFile:
        """Return this file, which decodes once: its pages stay in memory after the first pass.

        A single page stays whatever its size; more do if all of them fit into `room_bytes`.
        """
        room = room_bytes if self.page_count > 1 else None
        return replace(self, _decode=_Kept(self._decode, room))


class _Kept:
    """Decodes pages on the first pass over them and hands the same out on the next ones."""

    def __init__(
        self, decode: Callable[[Deadline | None], Rendered], room_bytes: int | None
    ) -> None:
        self._decode = decode
        self._room = room_bytes
        self._pages: list[Rendering | PageProblem] | None = None

    def __call__(self, deadline: Deadline | None) -> Rendered:
        if self._pages is not None:
            yield from self._pages
            return
        pages: list[Rendering | PageProblem] = []
        used, fits = 0, True
        for page in self._decode(deadline):
            if isinstance(page, Rendering):
                used += page.pixels.nbytes + sum(view.nbytes for view in page.views)
            fits = fits and (self._room is None or used <= self._room)
            pages = [*pages, page] if fits else []
            yield page
        if fits:
            self._pages = pages


def load(
    photo: str | Path | bytes | Image.Image | NDArray[Any],
    options: ScanOptions | None = None,
    *,
    source: str | None = None,
    order: str = "rgb",
) -> LoadedFile:
    """Open one photo and check it against the limits; decoding waits for `iter_pages`.

    `photo` is a path (a str is always a path, never an address on the web), a file's bytes, a
    Pillow image, or an array: (H, W), (H, W, 3) or (H, W, 4), uint8, uint16, bool or float, RGB(A)
    unless `order="bgr"`. Raises UnreadableError, LimitError or UnsupportedError with a plain
    reason that names neither path nor content; UsageError for wrong use.
    """
    limits = options or ScanOptions()
    if order not in ORDERS:
        raise UsageError(f"order: wanted one of {', '.join(ORDERS)}, got {order!r}")
    if isinstance(photo, (str, Path)):
        path = Path(photo)
        data = read_file(path, limits.max_bytes)
        return _load_file(data, limits, source or str(photo), path.name)
    if isinstance(photo, (bytes, bytearray, memoryview)):
        data = bytes(photo)
        check_bytes(len(data), limits.max_bytes)
        return _load_file(data, limits, source or "<memory>", source or "")
    if isinstance(photo, Image.Image):
        return _load_image(photo, limits, source or "<memory>")
    if isinstance(photo, np.ndarray):
        return _load_array(photo, limits, source or "<memory>", order)
    raise UsageError(
        f"photo: wanted a path, bytes, a Pillow image or an array, got {type(photo).__name__}"
    )


def _load_file(data: bytes, options: ScanOptions, source: str, name: str) -> LoadedFile:
    kind = readable_kind(data, name)
    container = walk(kind, data)
    hidden = _hidden_pdf(kind, data, container)
    if kind == "pdf":
        opened = open_pdf(data, options.max_pixels)
    else:
        opened = open_picture(kind, data, container, options.max_pixels)
    return LoadedFile(
        source=source,
        kind=kind,
        data=data,
        content_hash=hashlib.sha256(data).hexdigest(),
        page_count=opened.page_count,
        notes=opened.notes + _name_note(kind, name),
        not_examined=opened.not_examined + hidden + _over_limit(opened, options),
        _decode=partial(_decode_opened, opened, options.max_pages),
    )


def _decode_opened(opened: Opened, limit: int, deadline: Deadline | None) -> Rendered:
    return opened.renderings(limit, deadline)


def readable_kind(data: bytes, name: str = "") -> str:
    """Return the kind to decode as; content decides, the name only refuses.

    Raises UnsupportedError for what is known but not looked into and UnreadableError for what is
    no picture at all.
    """
    kind, promised = sniff(data[:HEAD_BYTES]), kind_by_name(name)
    if promised == "raw" and kind in (None, "tiff", "jpeg"):
        raise unsupported("raw")
    if kind is None and promised is not None and promised not in READABLE:
        raise unsupported(promised)
    if kind is None and promised is not None:
        raise UnreadableError("named like a picture or PDF, but its content is neither")
    if kind is None:
        raise UnreadableError("neither a picture nor a PDF")
    if kind not in READABLE:
        raise unsupported(kind)
    return kind


def _name_note(kind: str, name: str) -> tuple[str, ...]:
    promised = kind_by_name(name)
    if promised in (None, kind) or {promised, kind} == {"heic", "avif"}:
        return ()
    return (f"its name says {promised}, its content is {kind}",)


def _hidden_pdf(kind: str, data: bytes, container: Container) -> tuple[str, ...]:
    """Name a file that is a picture and, for some programs, a PDF as well; or a PDF cut off."""
    if kind == "pdf":
        return ("the file ends early; what is missing from it",) if container.end is None else ()
    is_both = kind != "pdf" and b"%PDF-" in data[:1024]
    return ("a PDF that is hidden in the picture file",) if is_both else ()


def _over_limit(opened: Opened, options: ScanOptions) -> tuple[str, ...]:
    if opened.page_count <= options.max_pages:
        return ()
    return (f"pages {options.max_pages + 1} to {opened.page_count}: over the limit of pages",)


def _load_array(array: NDArray[Any], options: ScanOptions, source: str, order: str) -> LoadedFile:
    if array.size == 0 or array.ndim < 2:
        raise UnreadableError(f"the array has no picture; got shape {array.shape}")
    check_pixels((array.shape[1], array.shape[0]), options.max_pixels)
    rendering = render_array(array, order)
    head = f"{array.shape}{array.dtype}{order}".encode()
    digest = hashlib.sha256(head)
    digest.update(np.ascontiguousarray(array).data.cast("B"))
    return _from_renderings([rendering], digest.hexdigest(), source, (), ())


def _load_image(image: Image.Image, options: ScanOptions, source: str) -> LoadedFile:
    """Take over a Pillow image, every frame of it, and what it carries beside its pixels."""
    check_pixels(image.size, options.max_pixels)
    is_moving = getattr(image, "format", None) != "MPO"
    count = int(getattr(image, "n_frames", 1)) if is_moving else 1
    parts = _image_parts(image)
    digest = hashlib.sha256()
    renderings = []
    place = image.tell() if count > 1 else 0
    be_strict()
    try:
        for index in range(min(count, options.max_pages)):
            if count > 1:
                image.seek(index)
            renderings.append(_take_frame(image, digest))
        if count > 1:
            image.seek(place)
    except UnsupportedError:
        raise
    except DECODE_ERRORS:
        raise UnreadableError("the picture is damaged or cut off and cannot be decoded") from None
    for part in parts:
        digest.update(part.data)
    opened = Opened(count, lambda limit, deadline: iter(()))
    return _from_renderings(
        renderings, digest.hexdigest(), source, parts, _over_limit(opened, options), count
    )


def _take_frame(image: Image.Image, digest: Any) -> Rendering:
    is_upright = image.format in ("TIFF", "HEIF")
    image.load()
    digest.update(f"{image.mode}{image.size}".encode())
    digest.update(image.tobytes())
    turned_by = 1 if is_upright else tiff.orientation(image.getexif().tobytes())
    return render_image(image).turned(turned_by)


def _image_parts(image: Image.Image) -> tuple[Part, ...]:
    """Return the metadata pieces that a Pillow image keeps in `info`."""
    found = []
    for key, kind in (("exif", "exif"), ("xmp", "xmp"), ("photoshop", "other")):
        value = image.info.get(key)
        if isinstance(value, bytes):
            found.append(Part(kind, value.removeprefix(b"Exif\0\0"), key))
    items: list[tuple[Any, Any]] = list(image.info.items())
    for key, value in items:
        if isinstance(value, str) or key == "comment":
            text = value if isinstance(value, bytes) else str(value).encode()
            is_xmp = key == "XML:com.adobe.xmp"
            found.append(Part("xmp" if is_xmp else "text", text, str(key)))
    return tuple(found)


def _from_renderings(
    renderings: list[Rendering],
    content_hash: str,
    source: str,
    parts: tuple[Part, ...],
    not_examined: tuple[str, ...],
    page_count: int = 1,
) -> LoadedFile:
    return LoadedFile(
        source=source,
        kind="array",
        data=b"",
        content_hash=content_hash,
        page_count=page_count,
        not_examined=not_examined,
        _decode=lambda deadline: iter(renderings),
        _parts=parts,
    )
