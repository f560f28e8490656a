"""EXIF and TIFF tags (EXIF 3.0, TIFF 6.0, Microsoft XP tags) as fields."""

from __future__ import annotations

from collections.abc import Iterator

from phiscan.formats.tiff import Ifd, Tag, read_ifds
from phiscan.metadata import iptc, xmp
from phiscan.metadata._fields import Field, Meaning, printable

M = Meaning
_GPS_POSITIONS = {0x0002, 0x0004, 0x0014, 0x0016, 0x001C}
_GPS_DATE = 0x001D
_HOST_COMPUTER, _MODEL, _USER_COMMENT, _MAKER_NOTE = 0x013C, 0x0110, 0x9286, 0x927C
_WIDTH, _THUMBNAIL, _THUMBNAIL_BYTES, _STRIPS = 0x0100, 0x0201, 0x0202, 0x0111
_XMP, _IPTC, _PHOTOSHOP, _LAYERS = 700, 33723, 34377, 37724

_TEXTS = {
    0x010E: M.CAPTION, 0x010D: M.CAPTION, 0x011D: M.CAPTION,
    0x010F: M.DEVICE, _MODEL: M.DEVICE, 0x0131: M.DEVICE, 0xA433: M.DEVICE, 0xA434: M.DEVICE,
    0xA431: M.SERIAL, 0xA435: M.SERIAL, 0xA420: M.SERIAL, 0xC62F: M.SERIAL,
    0x0132: M.TIME, 0x9003: M.TIME, 0x9004: M.TIME,
    0x013B: M.PERSON, 0x8298: M.PERSON, 0xA430: M.PERSON,
    # EXIF 3.0: title, photographer, editor.
    0xA436: M.CAPTION, 0xA437: M.PERSON, 0xA438: M.PERSON,
}  # fmt: skip
_XP_TEXTS = {0x9C9B: M.CAPTION, 0x9C9C: M.CAPTION, 0x9C9D: M.PERSON, 0x9C9E: M.CAPTION,
             0x9C9F: M.CAPTION}  # fmt: skip
# ICC, version numbers, interoperability: texts by type, but nothing anyone wrote.
_NOT_TEXT = {34675, 0x9000, 0xA000, 0x9101, 0xA300, 0xA301, 0xA302, 0x0001, 0x0002, 0xEA1C,
             0x9290, 0x9291, 0x9292, 0x9010, 0x9011, 0x9012, 0x015B}  # fmt: skip


def exif_fields(data: bytes) -> Iterator[Field]:
    """Yield the fields of an EXIF block that starts at its byte-order mark."""
    for ifd in read_ifds(data):
        yield from _directory_fields(ifd, "EXIF")
        if ifd.name == "IFD1" and (_THUMBNAIL in ifd.tags or _STRIPS in ifd.tags):
            yield Field("EXIF", M.PREVIEW, preview=_thumbnail(data, ifd))


def tiff_fields(data: bytes) -> Iterator[Field]:
    """Yield the fields of a TIFF file's tags; its numbered directories are pages, not previews."""
    for ifd in read_ifds(data):
        yield from _directory_fields(ifd, "TIFF tags")
        if ifd.name == "SubIFD" and _WIDTH in ifd.tags:
            yield Field("TIFF", M.PREVIEW)
        if _LAYERS in ifd.tags:
            yield Field("Photoshop layers", M.PREVIEW)


def _thumbnail(data: bytes, ifd: Ifd) -> bytes:
    start, count = ifd.number(_THUMBNAIL), ifd.number(_THUMBNAIL_BYTES)
    return data[int(start) : int(start + count)] if start and count else b""


def _directory_fields(ifd: Ifd, carrier: str) -> Iterator[Field]:
    if ifd.is_broken and ifd.name not in ("IFD1", "Interop"):
        yield Field(carrier, M.DAMAGED)
    if ifd.name == "GPS":
        yield from _gps_fields(ifd, carrier)
        return
    yield from _block_fields(ifd)
    host = ifd.text(_HOST_COMPUTER)
    if host:
        # A phone writes its model here, a computer the name its owner gave it.
        meaning = M.DEVICE if host == ifd.text(_MODEL) else M.PERSON
        yield Field(carrier, meaning, host)
    if _MAKER_NOTE in ifd.tags:
        yield Field("maker's notes", M.SERIAL)
    for number, tag in ifd.tags.items():
        yield from _tag_fields(number, tag, carrier)


def _block_fields(ifd: Ifd) -> Iterator[Field]:
    """Yield what lies in whole blocks of other standards inside a tag."""
    if _XMP in ifd.tags:
        yield from xmp.xmp_fields(ifd.tags[_XMP].raw)
    if _IPTC in ifd.tags:
        yield from iptc.iptc_fields(ifd.tags[_IPTC].raw)
    if _PHOTOSHOP in ifd.tags:
        yield from iptc.photoshop_fields(ifd.tags[_PHOTOSHOP].raw)


def _gps_fields(ifd: Ifd, carrier: str) -> Iterator[Field]:
    if _GPS_POSITIONS & set(ifd.tags):
        numbers = [ifd.tags[n].numbers for n in (2, 4) if n in ifd.tags]
        yield Field(carrier, M.PLACE, ", ".join(" ".join(f"{x:g}" for x in n) for n in numbers))
    if _GPS_DATE in ifd.tags:
        yield Field(carrier, M.TIME, ifd.text(_GPS_DATE))


def _tag_fields(number: int, tag: Tag, carrier: str) -> Iterator[Field]:
    if number == _USER_COMMENT:
        value, meaning = _user_comment(tag.raw), M.CAPTION
    elif number in _XP_TEXTS:
        value, meaning = _utf16(tag.raw, "utf-16-le"), _XP_TEXTS[number]
    elif number in _TEXTS:
        value, meaning = tag.text, _TEXTS[number]
    elif number in (_HOST_COMPUTER, _XMP, _IPTC, _PHOTOSHOP, _LAYERS, _MAKER_NOTE, *_NOT_TEXT):
        return
    else:
        value, meaning = _private_text(tag), M.COMMENT
    if value.strip():
        yield Field(carrier, meaning, value.strip())


def _private_text(tag: Tag) -> str:
    return printable(tag.raw) if tag.kind in (2, 7, 129) else ""


def _user_comment(raw: bytes) -> str:
    """Decode a UserComment by its eight-byte character code (EXIF 3.0, 4.6.6.3.2)."""
    code, body = raw[:8], raw[8:]
    if code.startswith(b"UNICODE"):
        order = "utf-16-be" if body[:1] == b"\0" else "utf-16-le"
        return _utf16(body, order)
    if code.startswith((b"ASCII", b"JIS")) or not code.strip(b"\0"):
        return printable(body, shortest=2)
    return printable(raw, shortest=2)


def _utf16(raw: bytes, order: str) -> str:
    return raw.decode(order, "ignore").split("\0")[0]
