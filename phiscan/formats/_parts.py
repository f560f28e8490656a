"""What a walk over a container returns."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Part:
    """One piece of a file beside its picture.

    `kind` is one of `exif tiff xmp iptc photoshop icc comment text time mpf jfif_thumbnail
    motion other`; `name` is what the container itself calls it (a chunk's type, a text's keyword).
    """

    kind: str
    data: bytes = field(repr=False)
    name: str = field(default="", repr=False)


@dataclass(frozen=True)
class Container:
    """The pieces of a file and the offset after its last own byte.

    `end` is None when the file stops before its own end mark: it was cut off.
    """

    parts: tuple[Part, ...]
    end: int | None

    def of_kind(self, *kinds: str) -> tuple[Part, ...]:
        """Return the pieces of these kinds in file order."""
        return tuple(part for part in self.parts if part.kind in kinds)

    def first(self, kind: str) -> bytes | None:
        """Return the bytes of the first piece of this kind, or None."""
        return next((part.data for part in self.parts if part.kind == kind), None)
