"""The 32 ways in which redaction tools are known to leak; one test a mode, named by its number.

Modes of reading and understanding go through the stage they belong to; all others through a whole
safe copy, made by the real code with a scanner that sees coloured marks.
"""

from __future__ import annotations

import hashlib
import io
import json
import logging
import os
import re
import socket
import struct
import zlib
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont, PngImagePlugin
from redaction_fakes import (
    PAPER,
    MarkScanner,
    box,
    encoded,
    mark,
    missing_engine,
    pixels_of,
    sheet,
)

import phiscan
from phiscan._deadline import Deadline
from phiscan.cover import cover_findings, cover_mask
from phiscan.load import find_inputs
from phiscan.metadata import mask_source
from phiscan.ocr import read
from phiscan.options import ScanOptions
from phiscan.redactor import redact, redact_many
from phiscan.rules import find_in_text, find_phi
from phiscan.scanner import Scanner
from phiscan.types import Action, Category, Finding, Line, Photo, Pixels, RedactResult, Status

RED = (100, 100, 180, 120)
SECRET = "Maria Lopez MRN 00417732"


def copy_of(photo: object, **options: object) -> bytes:
    """Return the bytes of the verified safe copy of a photo with red marks."""
    result = redact(photo, scanner=options.pop("scanner", MarkScanner()), **options)  # type: ignore[arg-type]
    assert result.verified, result.reason
    assert result.image is not None
    return result.image


def assert_covered(data: bytes, frame: int = 0) -> Pixels:
    """Fail when anything red is left or nothing was covered."""
    pixels = pixels_of(data, frame)
    assert not ((pixels[..., 0] > 150) & (pixels[..., 1] < 90) & (pixels[..., 2] < 90)).any()
    assert (pixels.max(axis=2) == 0).any()
    return pixels


def exif_bytes(**tags: object) -> Image.Exif:
    exif = Image.Exif()
    for tag, value in {"0x010F": "Maker", **tags}.items():
        exif[int(tag, 16)] = value
    return exif


# -- second pictures --------------------------------------------------------------------------


def test_mode_01_thumbnails_keep_the_original() -> None:
    thumbnail = encoded(sheet((160, 120), red=(50, 50, 90, 60)), "JPEG")
    no_main = b"MM\0*" + struct.pack(">IHI", 8, 0, 14)
    second = struct.pack(">HHHIIHHIII", 2, 0x0201, 4, 1, 44, 0x0202, 4, 1, len(thumbnail), 0)
    tiff = (no_main + second).ljust(44, b"\0")
    photo = encoded(sheet(red=RED), "JPEG", exif=b"Exif\0\0" + tiff + thumbnail)
    assert photo.count(b"\xff\xd8\xff") == 2
    out = copy_of(photo)
    assert out.count(b"\xff\xd8\xff") == 1
    assert b"Exif" not in out


def test_mode_02_further_pictures_of_a_multi_picture_file() -> None:
    photo = encoded(sheet(red=RED), "MPO", save_all=True, append_images=[sheet(red=RED)])
    assert photo.count(b"\xff\xd8\xff") == 2
    out = copy_of(photo)
    assert out.count(b"\xff\xd8\xff") == 1
    assert b"MPF" not in out


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "BMP"])
def test_mode_03_data_after_the_end(form: str) -> None:
    photo = encoded(sheet(red=RED), form) + b"ftypmp42" + SECRET.encode()
    result = redact(photo, scanner=MarkScanner())
    assert result.image is None or SECRET.encode() not in result.image
    assert result.verified or result.reason


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP", "TIFF"])
def test_mode_04_frames_behind_the_first(form: str) -> None:
    more = [sheet(red=(20, 20 + 40 * n, 60, 40 + 40 * n)) for n in range(2)]
    out = copy_of(encoded(sheet(), form, save_all=True, append_images=more, duration=80))
    with Image.open(io.BytesIO(out)) as image:
        assert image.n_frames == 3  # type: ignore[attr-defined]
    for frame in (1, 2):
        assert_covered(out, frame=frame)


# -- geometry --------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_mode_05_every_orientation_is_found_drawn_and_written_upright(
    form: str, orientation: int
) -> None:
    upright = sheet((320, 240), red=(200, 30, 290, 50))
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # how a camera stored it: the inverse turn
    stored = upright.transpose(Image.Transpose(undo[orientation])) if orientation > 1 else upright
    photo = encoded(stored, form, exif=exif_bytes(**{"0x0112": orientation}))
    out = copy_of(photo)
    pixels = assert_covered(out)
    assert pixels.shape == (240, 320, 3)
    assert not pixels[30:50, 200:290].any()
    assert np.abs(pixels[150:, :150].astype(int) - PAPER).max() < 40
    assert not Image.open(io.BytesIO(out)).getexif()


@pytest.mark.parametrize("size", [(320, 240), (321, 239)])
def test_mode_06_the_last_row_and_column(size: tuple[int, int]) -> None:
    width, height = size
    photo = sheet(size, red=[(width - 40, 60, width, 80), (60, height - 12, 140, height)])
    pixels = assert_covered(copy_of(photo))
    assert not pixels[60:80, -1].any()
    assert not pixels[-1, 60:140].any()


@pytest.mark.parametrize("orientation", [1, 6])
@pytest.mark.parametrize("offset", range(0, 16, 3))
def test_mode_07_ringing_round_the_text(offset: int, orientation: int) -> None:
    image = Image.new("RGB", (413, 301), (250, 250, 250))
    font = ImageFont.load_default(28)
    draw = ImageDraw.Draw(image)
    draw.text((90 + offset, 120 + offset), "Maria Lopez", (200, 30, 30), font)
    text = draw.textbbox((90 + offset, 120 + offset), "Maria Lopez", font)
    photo = encoded(image, "JPEG", quality=75, subsampling=2,
                    exif=exif_bytes(**{"0x0112": orientation}))  # fmt: skip
    polygon = box(*text)
    if orientation == 6:
        polygon = [(301 - y, x) for x, y in (polygon[3], polygon[0], polygon[1], polygon[2])]
    result = redact(photo, [mark(polygon)], scanner=MarkScanner(first=(), second=()))
    assert result.image is not None
    pixels = pixels_of(result.image)
    visible = pixels[~cover_mask((pixels.shape[1], pixels.shape[0]), [mark(polygon)])]
    # Next to the cover its own edge may ring in the copy, in gray; a tint would be the text's.
    tint = visible.max(axis=1).astype(int) - visible.min(axis=1)
    assert int((tint > 3).sum()) == 0


def test_mode_08_the_width_of_a_cover_tells_no_name() -> None:
    areas = {
        int(cover_mask((640, 200), [mark(box(50, 80, 50 + w, 104), Category.PERSON_NAME)]).sum())
        for w in (30, 70, 110, 170)
    }
    assert len(areas) == 1
    parts = [mark(box(50, 80, 100, 104)), mark(box(130, 80, 190, 104))]
    assert cover_mask((640, 200), parts)[90, 50:190].all()


@pytest.mark.parametrize("angle", [37, 90, 180, 270])
@pytest.mark.parametrize("mirrored", [False, True])
def test_mode_09_turned_and_mirrored_text(angle: int, mirrored: bool) -> None:
    turn = cv2.getRotationMatrix2D((200, 200), -angle, 1.0)
    corners = np.array(box(100, 190, 300, 210)) @ turn[:, :2].T + turn[:, 2]
    if mirrored:
        corners[:, 0] = 400 - corners[:, 0]
    pixels = np.full((400, 400, 3), 240, np.uint8)
    cv2.fillPoly(pixels, [np.round(corners).astype(np.int32)], (220, 20, 20))
    given = mark([tuple(c) for c in corners])
    result = redact(pixels, [given], scanner=MarkScanner())
    assert result.verified
    assert result.image is not None
    assert_covered(result.image)
    assert (pixels_of(result.image).max(axis=2) > 0).mean() > 0.75


# -- pixels ----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["PNG", "WEBP", "TIFF"])
def test_mode_10_no_colour_is_left_below_transparent_pixels(form: str) -> None:
    image = sheet(red=RED).convert("RGBA")
    image.putalpha(Image.fromarray(np.where(np.arange(320)[None] < 140, 0, 255).astype(np.uint8)
                                   .repeat(240, axis=0)))  # fmt: skip
    options = {"lossless": True, "exact": True} if form == "WEBP" else {}
    out = copy_of(encoded(image, form, **options))
    with Image.open(io.BytesIO(out)) as copy:
        assert copy.mode == "RGB"
    assert not (np.abs(pixels_of(out).astype(int) - (220, 20, 20)).max(axis=2) < 40).any()


@pytest.mark.parametrize("mode", ["P", "L", "I;16", "CMYK", "LAB", "1", "RGBA", "LA", "16 bit"])
def test_mode_11_every_way_to_store_colour(mode: str) -> None:
    gray = np.asarray(sheet((320, 240), red=RED).convert("L"))
    if mode == "I;16":
        photo = encoded(Image.fromarray(gray.astype(np.uint16) * 257), "PNG")
    elif mode == "16 bit":
        deep = np.asarray(sheet((320, 240), red=RED)).astype(np.uint16) * 257
        photo = cv2.imencode(".png", deep[..., ::-1])[1].tobytes()
    elif mode == "LAB":
        lab = Image.fromarray(np.dstack([gray, np.full_like(gray, 128), np.full_like(gray, 128)]))
        photo = encoded(Image.frombytes("LAB", lab.size, lab.tobytes()), "TIFF")
    else:
        form = {"CMYK": "JPEG"}.get(mode, "PNG")
        photo = encoded(sheet((320, 240), red=RED).convert(mode), form)
    result = redact(photo, [mark(box(*RED))], scanner=MarkScanner())
    assert result.verified, result.reason
    assert result.image is not None
    pixels = pixels_of(result.image)
    assert not pixels[100:120, 100:180].any()
    assert pixels[200:230, 20:90].mean() > 150
    assert Image.open(io.BytesIO(result.image)).mode in ("RGB", "P")


def test_mode_12_the_fill_is_solid_and_owes_nothing_to_the_photo() -> None:
    one, other = sheet(red=RED), sheet(red=(100, 100, 140, 112))
    given = [mark(box(*RED))]
    covered = [cover_findings(np.asarray(image), given) for image in (one, other)]
    mask = cover_mask((320, 240), given)
    assert (covered[0][mask] == covered[1][mask]).all()
    assert len(np.unique(covered[0][mask])) == 1


def test_mode_13_a_half_covered_code_still_decodes() -> None:
    zxingcpp = pytest.importorskip("zxingcpp")
    from phiscan.detectors.barcodes import find_barcodes
    from phiscan.policy import decide
    from phiscan.rules import NO_TERMS

    code = zxingcpp.create_barcode(SECRET, zxingcpp.BarcodeFormat.QRCode, ec_level="H")
    image = sheet((400, 400))
    drawn = Image.fromarray(np.array(code.to_image(scale=6)))
    image.paste(drawn, (100, 100))
    assert zxingcpp.read_barcodes(np.asarray(image))

    def look(photo: Photo) -> list[Finding]:
        return list(decide(find_barcodes([photo], ScanOptions(), NO_TERMS)[0]).findings)

    width = drawn.width
    corner = mark(box(100, 100, 100 + width * 0.25, 100 + width * 0.25), Category.BARCODE)
    result = redact(image, [corner], scanner=MarkScanner(again=look))
    assert result.verified, result.reason
    assert result.image is not None
    assert not zxingcpp.read_barcodes(pixels_of(result.image))


# -- text ------------------------------------------------------------------------------------


def line(text: str, x: float, y: float, score: float = 0.95) -> Line:
    return Line(text, tuple(box(x, y, x + 12 * len(text), y + 24)), score)


def names_in(lines: list[Line]) -> list[Finding]:
    found = find_phi(lines, (1000, 800))
    return [f for f in found if f.category is Category.PERSON_NAME]


@pytest.mark.parametrize(
    "text", ["Name:John Carter", "Patient Name:John Carter,", "Pt.Name:CARTER,JOHN"]
)
def test_mode_14_a_label_glued_to_the_name(text: str) -> None:
    found = names_in([line(text, 100, 100)])
    assert found
    mask = cover_mask((1000, 800), found)
    start = 100 + 12 * (text.index(":") + 1)
    assert mask[112, start + 1 : 100 + 12 * len(text)].all()


def test_mode_15_a_name_in_several_boxes() -> None:
    lines = [line("Patient:", 100, 100), line("Maria", 210, 100), line("Lopez", 285, 100),
             line("MRN: 00417732", 100, 140)]  # fmt: skip
    mask = cover_mask((1000, 800), find_phi(lines, (1000, 800)))
    assert mask[112, 212:340].all()


@pytest.mark.slow
def test_mode_16_small_text_in_a_large_photo_is_not_shrunk_away() -> None:
    image = Image.new("RGB", (3200, 2400), (240, 240, 238))
    ImageDraw.Draw(image).text(
        (2500, 1900), "MRN 00417732", (10, 10, 10), ImageFont.load_default(18)
    )
    (reading,) = read([Photo(np.asarray(image))], ScanOptions(), Deadline(60))
    assert any("00417732" in seen.text for seen in reading.lines)


def test_mode_17_text_that_could_not_be_read_is_kept_on_a_medical_page() -> None:
    unread = Line("", tuple(box(100, 180, 196, 204)), 0.15)
    lines = [line("Patient: Maria Lopez", 100, 100), line("MRN: 00417732", 100, 140), unread]
    found = find_phi(lines, (1000, 800))
    assert cover_mask((1000, 800), found)[192, 110:180].all()


# -- metadata --------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_mode_18_exif_and_what_it_holds(form: str) -> None:
    exif = exif_bytes(**{"0x013B": SECRET, "0xA431": "SN-4711", "0x927C": SECRET.encode()})
    exif.get_ifd(0x8825).update({1: "N", 2: (40.0, 26.0, 46.0)})
    photo = encoded(sheet(red=RED), form, exif=exif)
    result = redact(photo, scanner=MarkScanner())
    assert result.image is not None
    assert not any(secret in result.image for secret in (b"Lopez", b"4711", b"Maker"))
    assert any(("TIFF" if form == "TIFF" else "EXIF") in name for name in result.removed)


def test_mode_19_xmp_and_iptc() -> None:
    xmp = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>{SECRET}</dc:creator></x:xmpmeta>'
    info = PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", xmp)
    carriers = {
        "JPEG": {"xmp": xmp.encode()},
        "WEBP": {"xmp": xmp.encode()},
        "PNG": {"pnginfo": info},
        "TIFF": {"tiffinfo": {700: xmp.encode()}},
    }
    for form, options in carriers.items():
        photo = encoded(sheet(red=RED), form, **options)
        assert b"Lopez" in photo, form
        result = redact(photo, scanner=MarkScanner())
        assert result.image is not None, form
        assert b"Lopez" not in result.image
        assert any("XMP" in name for name in result.removed), form


def test_mode_20_comments_and_private_chunks_are_left_out_and_named() -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", SECRET)
    info.add(b"prVt", SECRET.encode())
    photos = {
        "JPEG": {"comment": SECRET.encode()},
        "GIF": {"comment": SECRET.encode()},
        "PNG": {"pnginfo": info},
        "TIFF": {"tiffinfo": {65000: SECRET}},
    }
    for form, options in photos.items():
        photo = encoded(sheet(red=RED), form, **options)
        assert b"Lopez" in photo, form
        result = redact(photo, scanner=MarkScanner())
        assert result.image is not None, form
        assert b"Lopez" not in result.image, form
        assert result.removed, form
        assert not any("Lopez" in name for name in result.removed), form


def test_mode_21_identifiers_in_names_do_not_travel(tmp_path: Path) -> None:
    folder = tmp_path / "in" / "Maria Lopez 00417732"
    folder.mkdir(parents=True)
    (folder / "mrn 00417732.jpg").write_bytes(encoded(sheet(), "JPEG"))
    found = find_inputs([tmp_path / "in"])
    (result,) = redact_many(found.inputs, tmp_path / "out", scanner=MarkScanner())
    assert result.verified
    written = [p.as_posix() for p in (tmp_path / "out").rglob("*")]
    assert not any("Lopez" in name or "00417732" in name for name in written)


def test_mode_22_sidecars_are_not_carried_along(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.jpg").write_bytes(encoded(sheet(), "JPEG"))
    for name in ("a.xmp", "a.aae", "a.jpg.json"):
        (folder / name).write_text(SECRET)
    found = find_inputs([folder])
    results = list(redact_many(found.inputs, tmp_path / "out", scanner=MarkScanner()))
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["a.jpg"]
    assert sum(r.verified for r in results) == 1


# -- process ---------------------------------------------------------------------------------


def test_mode_23_unknown_is_never_clean(tmp_path: Path) -> None:
    whole = encoded(sheet(red=RED), "JPEG")
    for bad in (b"", whole[: len(whole) // 2], b"text", b"\x89PNG\r\n\x1a\n"):
        assert Scanner().scan(bad).verdict is not Action.ALLOW
        assert not redact(bad, scanner=MarkScanner()).verified
    small = ScanOptions(max_pixels=100)
    assert Scanner(small).scan(whole).status is Status.FAILED
    assert not redact(whole, scanner=MarkScanner(options=small)).verified
    for error in (missing_engine(), TimeoutError(), MemoryError(), ValueError("x")):
        assert not redact(whole, scanner=MarkScanner(broken=error)).verified


def test_mode_24_nothing_is_written_before_it_is_proven(tmp_path: Path) -> None:
    seen: list[int] = []

    def look(photo: Photo) -> list[Finding]:
        seen.append(len(list(tmp_path.rglob("*"))))
        return []

    result = redact(encoded(sheet(red=RED)), to=tmp_path / "safe", scanner=MarkScanner(again=look))
    assert result.verified
    assert seen == [0]

    def stop(photo: Photo) -> list[Finding]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        redact(encoded(sheet()), to=tmp_path / "next", scanner=MarkScanner(again=stop))
    assert not (tmp_path / "next").exists()


def test_mode_25_the_proof_does_not_repeat_the_first_look(monkeypatch: pytest.MonkeyPatch) -> None:
    from phiscan import ocr
    from phiscan.ocr import ppocr, tesseract

    asked: list[str] = []

    def fake(name: str, answer: object) -> object:
        def call(*args: object) -> object:
            asked.append(name)
            return answer

        return call

    monkeypatch.setattr(ppocr, "read", fake("first", []))
    monkeypatch.setattr(ppocr, "read_again", fake("another scale", ocr.Reading(())))
    monkeypatch.setattr(tesseract, "is_available", lambda: True)
    monkeypatch.setattr(tesseract, "read_crops", fake("another engine", []))
    ocr.second_look(Photo(np.zeros((64, 64, 3), np.uint8)), ScanOptions(), Deadline(9))
    assert asked == ["another scale", "another engine"]


def test_mode_26_inputs_and_earlier_copies_are_left_alone(tmp_path: Path) -> None:
    photo = tmp_path / "a.jpg"
    photo.write_bytes(encoded(sheet(red=RED), "JPEG"))
    before = photo.read_bytes()

    def run(to: Path) -> list[RedactResult]:
        return list(redact_many(find_inputs([tmp_path]).inputs, to, scanner=MarkScanner()))

    assert [r.verified for r in run(tmp_path / "safe")] == [True]
    assert [r.verified for r in run(tmp_path / "safe")] == [False]
    assert [r.verified for r in run(tmp_path)] == [False, False]
    assert photo.read_bytes() == before


def test_mode_27_links_loops_and_pipes_stay_unfollowed(tmp_path: Path) -> None:
    photos, outside = tmp_path / "photos", tmp_path / "outside"
    photos.mkdir()
    outside.mkdir()
    (outside / "secret.jpg").write_bytes(encoded(sheet(red=RED), "JPEG"))
    (photos / "loop").symlink_to(photos)
    (photos / "out").symlink_to(outside)
    (photos / "link.jpg").symlink_to(outside / "secret.jpg")
    os.mkfifo(photos / "pipe.jpg")
    found = find_inputs([photos])
    results = list(redact_many(found.inputs, tmp_path / "safe", scanner=MarkScanner()))
    assert not any(r.verified for r in results)
    assert not (tmp_path / "safe").exists()


def test_mode_28_bombs_polyglots_and_wrong_endings(tmp_path: Path) -> None:
    header = struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    bomb = (
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    )
    assert not redact(bomb, scanner=MarkScanner()).verified
    jpeg = encoded(sheet(red=RED), "JPEG")
    polyglot = jpeg[:2] + b"\xff\xfe\x00\x0b%PDF-1.4\n" + jpeg[2:]
    assert not redact(polyglot, scanner=MarkScanner()).verified
    (tmp_path / "photo.png").write_bytes(jpeg)
    result = redact(tmp_path / "photo.png", to=tmp_path / "safe", scanner=MarkScanner())
    assert result.verified
    assert_covered((tmp_path / "safe" / "photo.png").read_bytes())


def test_mode_29_nothing_read_from_a_photo_is_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    (tmp_path / "a.jpg").write_bytes(encoded(sheet(red=RED), "JPEG", comment=SECRET.encode()))
    given = [Finding(Category.MRN, 0.9, "a label stands before it", "test",
                     tuple(box(*RED)), text=SECRET)]  # fmt: skip
    broken = MarkScanner(broken=RuntimeError(SECRET))
    bad = redact(tmp_path / "a.jpg", given, to=tmp_path / "safe", scanner=broken)
    good = redact(tmp_path / "a.jpg", given, to=tmp_path / "safe", scanner=MarkScanner())
    assert good.verified
    assert not bad.verified
    out, err = capfd.readouterr()
    for words in (repr(bad), repr(good), json.dumps(bad.to_dict()), json.dumps(good.to_dict()),
                  caplog.text, out, err):  # fmt: skip
        assert "Lopez" not in words
        assert "00417732" not in words
    assert all(b"Lopez" not in p.read_bytes() for p in (tmp_path / "safe").iterdir())


def test_mode_30_no_value_and_no_plain_hash_of_one_is_kept() -> None:
    (found,) = [f for f in find_in_text("SSN: 555-12-3456 MRN: 00417732") if f.category == "mrn"]
    other = Finding(found.category, found.score, found.reason, found.detector, found.polygon,
                    text="00999999")  # fmt: skip
    assert found.id == other.id, "an id made of the value could be guessed back"
    assert "00417732" not in repr(found) + json.dumps(found.to_dict())
    name = "Maria Lopez mrn 00417732.jpg"
    masked = mask_source(name)
    assert masked != name
    for digest in ("md5", "sha1", "sha256"):
        assert hashlib.new(digest, name.encode()).hexdigest()[:8] not in masked


def test_mode_31_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise AssertionError("the network was asked")

    for name in ("connect", "connect_ex", "bind", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert redact(encoded(sheet(red=RED)), scanner=MarkScanner()).verified
    assert not redact("https://example.org/a.jpg", scanner=MarkScanner()).verified


def test_mode_32_no_wording_promises_safety() -> None:
    promise = re.compile(
        r"guarantee|100 ?% (?:safe|sure|accurate|private)|risk[- ]free|fully anonym|no phi\b"
        r"|phi[- ]free|hipaa[- ]compliant"
        r"|safe to (?:share|post|publish)|is (?:now )?anonymous",
        re.IGNORECASE,
    )
    root = Path(phiscan.__file__).parent
    told = (".py", ".j2", ".html")
    sources = [p for p in root.rglob("*") if p.suffix in told and p.is_file()]
    sources = [p for p in sources if root / "synth" not in p.parents]  # what invented papers say
    assert [p.name for p in sources if promise.search(p.read_text())] == []
    reason = redact(encoded(sheet()), scanner=MarkScanner()).reason
    assert "in the parts examined" in reason
