"""What a file is, told from its first bytes; its name only where the bytes say nothing."""

from __future__ import annotations

import re
from pathlib import PurePath

HEAD_BYTES = 4096
"""So many first bytes are enough for `sniff`."""

_IMAGE_BRANDS = {b"heic": "heic", b"heix": "heic", b"heim": "heic", b"heis": "heic",
                 b"hevc": "heic", b"hevx": "heic", b"hevm": "heic", b"hevs": "heic",
                 b"avif": "avif", b"avis": "avif"}  # fmt: skip
_AUDIO_BRANDS = (b"M4A ", b"M4B ", b"M4P ")
_MAGIC = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II\x55\x00", "raw"),
    (b"IIRO", "raw"),
    (b"IIRS", "raw"),
    (b"MMOR", "raw"),
    (b"FUJIFILMCCD-RAW", "raw"),
    (b"FOVb", "raw"),
    (b"II\x1a\x00\x00\x00HEAPCCDR", "raw"),
    (b"II\x2a\x00", "tiff"),
    (b"MM\x00\x2a", "tiff"),
    (b"II\x2b\x00", "tiff"),
    (b"MM\x00\x2b", "tiff"),
    (b"II\xbc\x01", "JPEG XR"),
    (b"\x1a\x45\xdf\xa3", "video"),
    (b"\x00\x00\x01\xba", "video"),
    (b"\x00\x00\x01\xb3", "video"),
    (b"FLV\x01", "video"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video"),
    (b"8BPS", "Photoshop"),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "JPEG 2000"),
    (b"\xff\x4f\xff\x51", "JPEG 2000"),
    (b"\x00\x00\x00\x0cJXL \r\n\x87\n", "JPEG XL"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\x76\x2f\x31\x01", "OpenEXR"),
    (b"#?RADIANCE", "Radiance HDR"),
    (b"qoif", "QOI"),
    (b"DDS ", "DDS"),
    (b"icns", "icon"),
    (b"AT&TFORM", "DjVu"),
    (b"gimp xcf", "GIMP"),
    (b"\xc5\xd0\xd3\xc6", "PostScript"),
    (b"%!PS", "PostScript"),
)
_SVG = re.compile(rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!DOCTYPE[^>]*>\s*)?<svg[\s>]",
                  re.DOTALL)  # fmt: skip

READABLE = ("jpeg", "png", "webp", "avif", "heic", "bmp", "gif", "tiff", "pdf")
"""The kinds that phiscan looks into; every other kind is named but not examined."""

_BY_SUFFIX = {
    "jpeg": "jpg jpeg jpe jfif jif mpo insp",
    "png": "png apng",
    "webp": "webp",
    "avif": "avif avifs",
    "heic": "heic heif hif heics heifs",
    "bmp": "bmp dib",
    "gif": "gif",
    "tiff": "tif tiff btf",
    "pdf": "pdf",
    "raw": "3fr ari arw bay cap cr2 cr3 crw dcr dcs dng eip erf fff gpr iiq k25 kdc mdc mef mos "
    "mrw nef nrw orf pef ptx pxn r3d raf raw rw2 rwl rwz sr2 srf srw x3f",
    "video": "mp4 m4v mov qt avi mkv webm wmv flv 3gp 3g2 mpg mpeg mts m2ts vob ogv insv lrv mxf",
    "DICOM": "dcm dicom dic",
    "SVG": "svg svgz",
    "sidecar": "xmp aae thm",
    "JPEG 2000": "jp2 j2k jpf jpx j2c",
    "JPEG XL": "jxl",
    "JPEG XR": "jxr wdp hdp",
    "Photoshop": "psd psb",
    "GIMP": "xcf",
    "icon": "ico icns cur",
    "picture": "tga pcx ppm pgm pbm pnm exr hdr dds qoi eps ai wmf emf djvu",
}
_SUFFIX_KINDS = {
    f".{suffix}": kind for kind, words in _BY_SUFFIX.items() for suffix in words.split()
}


def sniff(head: bytes) -> str | None:
    """Return the kind that the first bytes (HEAD_BYTES or more) show, or None.

    One of READABLE, or another word ("video", "DICOM", "raw", "SVG", ...) for what is known and
    not looked into.
    """
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return _raw_or(kind, head)
    if head[:4] == b"RIFF" and len(head) >= 12:
        return {b"WEBP": "webp", b"AVI ": "video"}.get(head[8:12])
    if head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide") and len(head) >= 12:
        return _bmff_kind(head)
    if head[128:132] == b"DICM":
        return "DICOM"
    if head[:2] == b"BM" and _is_bmp(head):
        return "bmp"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head[:4] == b"\x00\x00\x01\x00" and len(head) > 22 and head[4:6] != b"\0\0":
        return "icon"
    return "SVG" if _SVG.match(head.removeprefix(b"\xef\xbb\xbf")) else None


def media_type(data: bytes) -> str:
    """Return a file's media type as its content shows it (RFC 2046).

    >>> media_type(b"GIF89a"), media_type(b"<html>")
    ('image/gif', 'application/octet-stream')
    """
    kind = sniff(data[:HEAD_BYTES])
    if kind not in READABLE:
        return "application/octet-stream"
    return "application/pdf" if kind == "pdf" else f"image/{kind}"


def _raw_or(kind: str, head: bytes) -> str:
    return "raw" if kind == "tiff" and head[8:10] == b"CR" else kind


def _bmff_kind(head: bytes) -> str | None:
    if head[4:8] != b"ftyp":
        return "video"
    length = int.from_bytes(head[:4], "big")
    major = head[8:12]
    brands = [major, *(head[at : at + 4] for at in range(16, min(length, len(head)), 4))]
    if major == b"crx ":
        return "raw"
    if major in _AUDIO_BRANDS:
        return None
    if major in _IMAGE_BRANDS:
        return _IMAGE_BRANDS[major]
    if major in (b"mif1", b"msf1", b"miaf", b"mif2", b"mif3", b"1pic"):
        return next((_IMAGE_BRANDS[b] for b in brands if b in _IMAGE_BRANDS), "heic")
    return "video"


def _is_bmp(head: bytes) -> bool:
    return len(head) >= 26 and int.from_bytes(head[14:18], "little") in (12, 16, 40, 52, 56, 64,
                                                                         108, 124)  # fmt: skip


def kind_by_name(name: str) -> str | None:
    """Return the kind that a file name's ending promises, or None."""
    return _SUFFIX_KINDS.get(PurePath(name).suffix.lower())
