"""Containers: where a file's picture ends and which other pieces it carries.

One file a container, each with the same shape: `walk(data) -> Container`. Nothing here decodes a
picture, so a walk is cheap and a hostile file costs at most one pass over its bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from phiscan.formats import bmff, bmp, gif, jpeg, pdf, png, webp
from phiscan.formats._parts import Container, Part

__all__ = ["Container", "Part", "walk"]

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


def walk(kind: str, data: bytes) -> Container:
    """Return the pieces of a file of this kind; a TIFF is itself one piece of tags."""
    if kind == "tiff":
        return Container((Part("tiff", data),), end=len(data))
    walker = _WALKERS.get(kind)
    return walker(data) if walker else Container((), end=len(data))
