"""What a file says beside its pixels: EXIF, XMP, IPTC, comments, previews, trailing data, names.

Carriers (`exif`, `xmp`, `iptc`, `texts`, `pdfinfo`) yield fields in one vocabulary; `judge` turns
fields into findings; `extra` looks at second pictures and at bytes after the end.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import partial

from phiscan.formats import Part
from phiscan.load import LoadedFile
from phiscan.load.pictures import DECODE_ERRORS
from phiscan.metadata import exif, extra, iptc, pdfinfo, texts, xmp
from phiscan.metadata._fields import Field, Meaning
from phiscan.metadata.captions import find_caption
from phiscan.metadata.judge import judge_fields
from phiscan.metadata.names import find_filename, keyed_hash, mask_source
from phiscan.options import ScanOptions
from phiscan.types import Category, Finding

__all__ = [
    "find_caption", "find_filename", "find_metadata", "keyed_hash", "mask_source",
    "removed_metadata",
]  # fmt: skip

_NAMES = {
    Meaning.PLACE: "place", Meaning.PLACE_NAME: "place", Meaning.TIME: "times",
    Meaning.DEVICE: "device", Meaning.SERIAL: "device numbers", Meaning.PERSON: "people",
    Meaning.PEOPLE_SHOWN: "people", Meaning.CAPTION: "captions", Meaning.HISTORY: "edit history",
    Meaning.PREVIEW: "preview",
}  # fmt: skip
_PART_NAMES = {
    "xmp": "XMP", "photoshop": "IPTC and Photoshop data", "exif": "EXIF",
    "mpf": "further pictures", "motion": "video", "jfif_thumbnail": "JFIF preview",
}  # fmt: skip


def find_metadata(file: LoadedFile, options: ScanOptions) -> list[Finding]:
    """Return what a file carries beside its pixels, without polygon; values stay in memory only.

    Broken metadata never fails a photo: it is a finding of its own. Captions, comments and
    unknown texts go through the same rules as text in the photo.
    """
    from phiscan.rules import find_in_text, load_terms

    read_text = partial(find_in_text, terms=load_terms(options))
    fields = list(_fields(file, options))
    return [
        *judge_fields(fields, read_text),
        *_preview_findings(file, fields),
        *_trailing_findings(file),
    ]


def removed_metadata(file: LoadedFile) -> tuple[str, ...]:
    """Return the names, never the values, of all that a copy made from pixels leaves out."""
    names = {_PART_NAMES[p.kind]: None for p in file.container.parts if p.kind in _PART_NAMES}
    for field in _fields(file, ScanOptions()):
        what = _NAMES.get(field.meaning)
        names[f"{field.carrier} {what}" if what else field.carrier] = None
    if extra.has_unannounced(file) or (file.kind == "jpeg" and extra.further_pictures(file)):
        names["further pictures"] = None
    if _trailing(file):
        names["trailing data"] = None
    return tuple(names)


def _fields(file: LoadedFile, options: ScanOptions) -> Iterator[Field]:
    for part in file.container.parts:
        yield from _guarded(_part_fields(part, file.kind))
    if file.kind in ("heic", "avif"):
        for kind, block in extra.heif_blocks(file):
            yield from _guarded(_part_fields(Part(kind, block), file.kind))
    if file.kind == "pdf":
        yield from pdfinfo.pdf_fields(file, options.max_pages)


def _guarded(fields: Iterator[Field]) -> Iterator[Field]:
    """Turn whatever hostile bytes do to a parser into the field that says so."""
    try:
        yield from fields
    except (*DECODE_ERRORS, RecursionError, struct.error):
        yield Field("metadata", Meaning.DAMAGED)


def _part_fields(part: Part, kind: str) -> Iterator[Field]:
    if part.kind == "exif":
        yield from exif.exif_fields(part.data.removeprefix(b"Exif\0\0"))
    elif part.kind == "tiff":
        yield from exif.tiff_fields(part.data)
    elif part.kind == "xmp":
        yield from xmp.xmp_fields(part.data)
    elif part.kind == "photoshop":
        yield from iptc.photoshop_fields(part.data)
    elif part.kind in ("jfif_thumbnail", "preview"):
        yield Field(kind.upper(), Meaning.PREVIEW, preview=part.data)
    else:
        yield from texts.part_fields(part, kind)


def _preview_findings(file: LoadedFile, fields: list[Field]) -> Iterator[Finding]:
    stored = [field for field in fields if field.meaning is Meaning.PREVIEW]
    for carrier in dict.fromkeys(field.carrier for field in stored):
        previews = [field.preview for field in stored if field.carrier == carrier]
        if all(extra.shows_the_photo(file, preview) for preview in previews):
            reason = f"A small preview in the file ({carrier}) shows the same as the photo."
            yield _preview(reason, frozenset({"matches_photo"}))
        else:
            yield _preview(
                f"The file holds a second picture ({carrier}) that can show what the photo hides.",
                frozenset(),
            )
    count = len(extra.further_pictures(file)) if file.kind == "jpeg" else 0
    if count:
        reason = "Further pictures (a preview, depth or brightness map) are stored in the file."
        yield _preview(reason, frozenset())
    if extra.has_unannounced(file):
        reason = "The file stores more pictures than it says it has; the others can be taken out."
        yield _preview(reason, frozenset())


def _preview(reason: str, tags: frozenset[str]) -> Finding:
    return Finding(Category.EMBEDDED_PREVIEW, 1.0, reason, "metadata", tags=tags)


def _trailing(file: LoadedFile) -> bytes:
    if file.kind == "array":
        return b""
    claimed = extra.further_pictures(file) if file.kind == "jpeg" else []
    return extra.trailing_bytes(file.container, file.data, claimed)


def _trailing_findings(file: LoadedFile) -> Iterator[Finding]:
    rest = _trailing(file)
    if rest or file.container.of_kind("motion"):
        words = extra.describe_trailing(rest or b"ftyp", file.kind)
        reason = words[0].upper() + words[1:] + "."
        yield Finding(Category.TRAILING_DATA, 1.0, reason, "metadata")
