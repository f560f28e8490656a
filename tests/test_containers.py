from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image, PngImagePlugin
from redaction_fakes import encoded, sheet

from phiscan import pdf
from phiscan.containers import find_extras
from phiscan.write import Format, encode

KINDS = ("jpeg", "png", "webp", "gif", "tiff", "bmp", "pdf")
IMAGE = sheet((48, 40), red=(5, 5, 30, 12))
EXIF = Image.Exif()
EXIF[0x010F] = "Camera of Maria Lopez"


def fresh(kind: str, moving: bool = False) -> bytes:
    frames = [np.asarray(IMAGE), 255 - np.asarray(IMAGE)]
    durations = (50, 60) if moving else ()
    pages = frames if moving or kind in ("tiff", "pdf") else frames[:1]
    return encode(pages, Format(kind, durations_ms=durations)).data


@pytest.mark.parametrize("kind", KINDS)
def test_a_fresh_file_has_no_extras(kind: str) -> None:
    assert find_extras(fresh(kind), kind) == ()


@pytest.mark.parametrize("kind", ["png", "gif", "webp"])
def test_a_fresh_moving_picture_has_no_extras(kind: str) -> None:
    assert find_extras(fresh(kind, moving=True), kind) == ()


@pytest.mark.parametrize("kind", KINDS)
def test_one_byte_after_the_end_is_reported(kind: str) -> None:
    assert find_extras(fresh(kind) + b"x", kind)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("cut", [0, 1, 3, 20, -40])
def test_a_cut_file_is_reported(kind: str, cut: int) -> None:
    assert find_extras(fresh(kind)[:cut], kind)


@pytest.mark.parametrize("kind", KINDS)
def test_another_file_is_reported(kind: str) -> None:
    other = "png" if kind != "png" else "jpeg"
    assert find_extras(fresh(other), kind)


def test_an_unknown_container_is_reported() -> None:
    assert find_extras(b"", "heic") == ("unknown container heic",)


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("jpeg", {"exif": EXIF}),
        ("jpeg", {"comment": b"Maria Lopez"}),
        ("jpeg", {"xmp": b"<x:xmpmeta/>"}),
        ("jpeg", {"icc_profile": b"\0" * 132}),
        ("png", {"exif": EXIF}),
        ("png", {"icc_profile": b"\0" * 132}),
        ("png", {"dpi": (72, 72)}),
        ("webp", {"exif": EXIF}),
        ("webp", {"xmp": b"<x:xmpmeta/>"}),
        ("webp", {"icc_profile": b"\0" * 132}),
        ("gif", {"comment": b"Maria Lopez"}),
        ("tiff", {"description": "Maria Lopez", "compression": "tiff_adobe_deflate"}),
        ("tiff", {"software": "x", "compression": "tiff_adobe_deflate"}),
        ("tiff", {"exif": EXIF, "compression": "tiff_adobe_deflate"}),
        ("pdf", {"title": "Maria Lopez"}),
    ],
)
def test_metadata_that_pillow_can_write_is_reported(kind: str, options: dict[str, object]) -> None:
    assert find_extras(encoded(IMAGE, kind.upper(), **options), kind)


@pytest.mark.parametrize("text", ["tEXt", "zTXt", "iTXt"])
def test_png_text_is_reported(text: str) -> None:
    info = PngImagePlugin.PngInfo()
    if text == "iTXt":
        info.add_itxt("Author", "Maria Lopez")
    else:
        info.add_text("Author", "Maria Lopez", zip=text == "zTXt")
    assert find_extras(encoded(IMAGE, "PNG", pnginfo=info), "png") == (f"PNG chunk {text}",)


def png_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def test_bytes_behind_the_compressed_picture_of_a_png_are_reported() -> None:
    data = fresh("png")
    at = data.index(b"IEND") - 4
    hidden = data[:at] + png_chunk(b"IDAT", b"Maria Lopez") + data[at:]
    assert find_extras(hidden, "png") == ("data after a PNG picture's end",)


def test_a_second_picture_inside_a_jpeg_is_reported() -> None:
    data = fresh("jpeg")
    inside = data[:2] + b"\xff\xe1" + struct.pack(">H", len(data) + 2) + data + data[2:]
    assert find_extras(inside, "jpeg") == ("JPEG segment E1",)
    assert find_extras(data + data, "jpeg") == ("data after the JPEG's end",)


def test_a_jfif_thumbnail_is_reported() -> None:
    data = fresh("jpeg")
    body = data[6:18] + b"\x01\x01" + b"\x09\x09\x09"
    thumb = data[:2] + b"\xff\xe0" + struct.pack(">H", len(body) + 2) + body + data[20:]
    assert find_extras(thumb, "jpeg") == ("JPEG segment E0",)


def test_bytes_between_tiff_pages_are_reported() -> None:
    data = fresh("tiff")
    (first,) = struct.unpack_from("<I", data, 4)
    moved = data[:4] + struct.pack("<I", first) + data[8:] + b"Maria Lopez"
    assert find_extras(moved, "tiff") == ("TIFF bytes that belong to no page",)


def test_tiff_pages_in_a_circle_end() -> None:
    stream = io.BytesIO()
    IMAGE.save(stream, "TIFF", compression="tiff_adobe_deflate")
    data = bytearray(stream.getvalue())
    (first,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, first)
    struct.pack_into("<I", data, first + 2 + 12 * count, first)
    assert find_extras(bytes(data), "tiff") == ("broken tiff: pages in a circle",)


def test_a_pdf_with_anything_added_is_reported() -> None:
    data = fresh("pdf")
    for old, new in (
        (b"/Root 1 0 R", b"/Root 1 0 R /Info 9 0 R"),
        (b"%PDF-1.4\n", b"%PDF-1.4\n%x\n"),
    ):
        assert find_extras(data.replace(old, new), "pdf") == (
            "PDF parts that are not page pictures",
        )


def test_a_pdf_shows_its_pages_in_other_programs() -> None:
    import pypdfium2

    data = fresh("pdf")
    document = pypdfium2.PdfDocument(data)
    assert len(document) == 2
    assert not any(document.get_metadata_dict().values())
    drawn = document[0].render(scale=4).to_numpy()
    assert drawn[..., :3].mean() == pytest.approx(np.asarray(IMAGE).mean(), abs=6)


def test_reading_back_a_pdf_gives_the_pages_written() -> None:
    pages = [
        pdf.PdfPage(b"\xff\xd8 >> stream", (3, 4), (10.5, 20.25)),
        pdf.PdfPage(b"", (1, 1), (1.0, 1.0)),
    ]
    assert pdf.read_pages(pdf.build(pages)) == pages
    assert pdf.read_pages(b"%PDF-1.7 something else") == []
