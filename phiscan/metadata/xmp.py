"""XMP packets (ISO 16684-1) as fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import defusedxml.ElementTree
from defusedxml.common import DefusedXmlException

from phiscan.metadata._fields import Field, Meaning

M = Meaning
_MEANINGS = {
    word.lower(): meaning
    for meaning, words in {
        M.PLACE: "GPSLatitude GPSLongitude GPSPosition",
        M.PLACE_NAME: "City State Country Location Sublocation CountryName ProvinceState "
        "LocationCreated LocationShown",
        M.TIME: "CreateDate ModifyDate MetadataDate DateCreated DateTimeOriginal DateTimeDigitized "
        "GPSTimeStamp when DateTime",
        M.DEVICE: "Make Model CreatorTool Software softwareAgent Lens LensModel Firmware",
        M.SERIAL: "SerialNumber LensSerialNumber BodySerialNumber ImageUniqueID",
        M.PERSON: "creator rights Artist OwnerName CameraOwnerName Author AuthorsPosition "
        "CaptionWriter CreatorContactInfo Credit Owner UsageTerms Copyright contributor publisher",
        M.PEOPLE_SHOWN: "PersonInImage PersonDisplayName PersonInImageWDetails PersonEmailDigest "
        "PersonLiveIdCID",
        M.CAPTION: "description title subject Headline UserComment Instructions ImageDescription "
        "TransmissionReference hierarchicalSubject Keywords AltTextAccessibility",
        M.HISTORY: "History DocumentID InstanceID OriginalDocumentID DerivedFrom Ingredients "
        "DocumentAncestors",
        M.PREVIEW: "Thumbnails",
    }.items()
    for word in words.split()
}
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_REGIONS = frozenset(("regions", "regionlist", "regioninfo"))
_PICTURE_DATA = re.compile(r"\}(?:Data|image)$", re.IGNORECASE)
_PICTURE_SPACES = (
    "google.com/photos/1.0/depthmap",
    "google.com/photos/1.0/image",
    "/xap/1.0/g/img",
)
_EMPTY = frozenset(("", "default", "x-default"))


def xmp_fields(packet: bytes) -> Iterator[Field]:
    """Yield the fields of a packet; a damaged one yields that it is damaged and its plain text."""
    root = _parse(packet)
    if root is None:
        if packet.strip(b"\0 \r\n\t"):
            yield Field("XMP", M.DAMAGED)
            yield Field("XMP", M.COMMENT, _without_tags(packet))
        return
    yield from _element_fields(root, in_region=False, inherited=None)


def _parse(packet: bytes) -> Element | None:
    start, end = packet.find(b"<"), packet.rfind(b">")
    try:
        root = defusedxml.ElementTree.fromstring(packet[max(start, 0) : end + 1])
    except (SyntaxError, ValueError, LookupError, DefusedXmlException):
        return None
    return root if isinstance(root, Element) else None


def _without_tags(packet: bytes) -> str:
    words = packet.decode("utf-8", "replace")
    return re.sub(r"<[^<>\"]*>|[<>=\"]", " ", words)


def _element_fields(
    element: Element, *, in_region: bool, inherited: Meaning | None
) -> Iterator[Field]:
    """Walk the tree; a value inherits the meaning of the named element around its list."""
    name = _local(element.tag)
    in_region = in_region or name in _REGIONS
    meaning = _meaning(element.tag, in_region) or inherited
    for key, value in element.attrib.items():
        if not key.startswith((_RDF, "{http://www.w3.org/XML/")):
            yield from _value_fields(_meaning(key, in_region) or inherited, value)
    if _MEANINGS.get(name) in (M.PREVIEW, M.HISTORY):
        yield Field("XMP", _MEANINGS[name])
    yield from _value_fields(meaning, element.text or "")
    for child in element:
        yield from _element_fields(child, in_region=in_region, inherited=meaning)


def _meaning(tag: str, in_region: bool) -> Meaning | None:
    if tag.startswith(_RDF):
        return None
    name = _local(tag)
    if any(space in tag for space in _PICTURE_SPACES) and _PICTURE_DATA.search(tag):
        return M.PREVIEW
    if in_region and name == "name":
        return M.PEOPLE_SHOWN
    return _MEANINGS.get(name)


def _local(tag: str) -> str:
    return tag.rsplit("}", 1)[-1].lower()


def _value_fields(meaning: Meaning | None, value: str) -> Iterator[Field]:
    text = value.strip()
    if text.lower() in _EMPTY:
        return
    if meaning is M.PREVIEW:
        yield Field("XMP", M.PREVIEW)
    elif meaning is not None:
        yield Field("XMP", meaning, text)
    elif re.search(r"[^\W\d_]", text):
        yield Field("XMP", M.COMMENT, text)
