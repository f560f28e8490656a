"""Containers: where a file's picture ends and which other pieces it carries.

One file a container, each with the same shape: `walk(data) -> Container`. Nothing here decodes a
picture, so a walk is cheap and a hostile file costs at most one pass over its bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from phiscan.formats import bmff, bmp, gif, jpeg, pdf, png, tiff, webp
from phiscan.formats._parts import Container, Part

__all__ = ["Container", "Part", "count_pictures", "walk"]

_WALKERS: Mapping[str, Callable[[bytes], Container]] = {
    "jpeg": jpeg.walk,
    "png": png.walk,
    "webp": webp.walk,
    "gif": gif.walk,
    "heic": bmff.walk,
    "avif": bmff.walk,
    "bmp": bmp.walk,
    "pdf": pdf.walk,
}


def count_pictures(kind: str, data: bytes) -> int | None:
    """Return how many pictures a PNG or WebP stores, announced or not; None for other kinds."""
    counter = _COUNTERS.get(kind)
    return counter(data) if counter else None


_COUNTERS: Mapping[str, Callable[[bytes], int]] = {
    "png": png.count_pictures,
    "webp": webp.count_pictures,
}


def walk(kind: str, data: bytes) -> Container:
    """Return the pieces of a file of this kind; a TIFF is itself one piece of tags."""
    if kind == "tiff":
        return Container((Part("tiff", data),), end=tiff.used_end(data))
    walker = _WALKERS.get(kind)
    return walker(data) if walker else Container((), end=len(data))
