import io
import os
import stat
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from PIL import Image, PngImagePlugin

from phiscan.formats import tiff
from phiscan.load import load
from phiscan.metadata import find_filename, find_metadata, mask_source, names, removed_metadata
from phiscan.metadata._fields import Meaning
from phiscan.metadata.exif import tiff_fields
from phiscan.options import ScanOptions
from phiscan.types import Category, Finding

C = Category
OPTIONS = ScanOptions()
NAME = "Patient: Maria Lopez"


@pytest.fixture(autouse=True)
def _own_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep the key for masked names out of the user's own folder."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    names._key.cache_clear()
    yield
    names._key.cache_clear()


def picture(seed: int = 3, width: int = 320, height: int = 240) -> Image.Image:
    small = np.random.default_rng(seed).integers(0, 255, (6, 8, 3), dtype=np.uint8)
    return Image.fromarray(small).resize((width, height))


def encoded(kind: str = "JPEG", image: Image.Image | None = None, **how: object) -> bytes:
    stream = io.BytesIO()
    (image or picture()).save(stream, kind, **how)
    return stream.getvalue()


def one_page_pdf(content: bytes, rest: bytes = b"") -> bytes:
    """Write a page of 300 x 200 points that draws `content`; `rest` goes into its dictionary."""
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>>>%s>>" % rest,
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.5\n", b""
    for number, body in enumerate(bodies, start=1):
        places += b"%010d 00000 n \n" % len(out)
        out += b"%d 0 obj%sendobj\n" % (number, body)
    start = b"startxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\n%s" % (
        places,
        start,
    )


def segment(marker: int, payload: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(payload) + 2).to_bytes(2, "big") + payload


def with_segment(marker: int, payload: bytes, data: bytes | None = None) -> bytes:
    plain = data or encoded()
    return plain[:2] + segment(marker, payload) + plain[2:]


def png_chunk(name: bytes, payload: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(name + payload))
    return struct.pack(">I", len(payload)) + name + payload + check


def found_in(data: object) -> list[Finding]:
    return find_metadata(load(data, OPTIONS), OPTIONS)  # type: ignore[arg-type]


def categories(data: object) -> set[Category]:
    return {finding.category for finding in found_in(data)}


def exif_with(tags: dict[int, object], gps: dict[int, object] | None = None) -> Image.Exif:
    exif = Image.Exif()
    for number, value in tags.items():
        exif[number] = value
    if gps:
        exif.get_ifd(0x8825).update(gps)
    return exif


GPS = {1: "N", 2: (40.0, 26.0, 46.0), 3: "W", 4: (79.0, 58.0, 56.0)}
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" {attributes}>{body}</rdf:Description></rdf:RDF></x:xmpmeta>'
)
CREATOR = XMP.format(
    attributes='xmlns:dc="http://purl.org/dc/elements/1.1/"',
    body="<dc:creator><rdf:Seq><rdf:li>Jo Field</rdf:li></rdf:Seq></dc:creator>",
).encode()


class TestNothingToSay:
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "HEIF", "AVIF"])
    def test_a_plain_picture(self, kind: str) -> None:
        pillow_heif.register_heif_opener()
        data = encoded(kind)
        assert found_in(data) == []

    def test_an_array(self) -> None:
        assert found_in(np.zeros((8, 8, 3), np.uint8)) == []
        assert removed_metadata(load(np.zeros((8, 8, 3), np.uint8), OPTIONS)) == ()


class TestExif:
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"])
    def test_place_and_owner_in_every_kind(self, kind: str) -> None:
        pillow_heif.register_heif_opener()
        data = encoded(kind, exif=exif_with({0x013B: "Jo Field", 0x0110: "Box 3"}, GPS))
        found = {f.category: f for f in found_in(data)}
        assert {C.GPS_LOCATION, C.PERSON_METADATA, C.DEVICE_METADATA} <= set(found)
        assert found[C.PERSON_METADATA].text == "Jo Field"
        for finding in found.values():
            assert finding.polygon is None
            assert "Jo Field" not in finding.reason + repr(finding)
        names_removed = removed_metadata(load(data, OPTIONS))
        assert any("place" in name for name in names_removed)
        assert not any("Field" in name for name in names_removed)

    def test_place_and_owner_in_a_tiffs_own_tags(self) -> None:
        # Pillow writes no GPS directory into a TIFF, but an EXIF block is built like one.
        block = exif_with({}, GPS).tobytes().removeprefix(b"Exif\0\0")
        assert Meaning.PLACE in {field.meaning for field in tiff_fields(block)}
        data = encoded("TIFF", exif=exif_with({0x013B: "Jo Field"}))
        assert categories(data) == {C.PERSON_METADATA}

    @pytest.mark.parametrize(
        ("tag", "value", "category"),
        [
            (0x0132, "2024:01:31 10:11:12", C.CAPTURE_TIME),
            (0x8298, "(c) Jo Field", C.PERSON_METADATA),
            (0x013C, "Jos-MacBook", C.PERSON_METADATA),
            (0x9C9D, "Jo Field".encode("utf-16-le"), C.PERSON_METADATA),
            (0x010E, "Grandma after her operation", C.PERSON_METADATA),
            (0xC62F, "SN00012345", C.DEVICE_METADATA),
        ],
    )
    def test_tags(self, tag: int, value: object, category: Category) -> None:
        assert categories(encoded(exif=exif_with({tag: value}))) == {category}

    def test_tags_of_the_inner_directory(self) -> None:
        exif = Image.Exif()
        exif.get_ifd(0x8769).update(
            {
                0xA430: "Jo Field",
                0xA431: "12345",
                0x9286: b"ASCII\0\0\0" + NAME.encode(),
                0x9003: "2024:01:31 10:11:12",
            }
        )
        found = found_in(encoded(exif=exif))
        assert {f.category for f in found} == {
            C.PERSON_METADATA, C.DEVICE_METADATA, C.CAPTURE_TIME
        }  # fmt: skip
        assert any("a person's name" in f.reason for f in found)

    @pytest.mark.parametrize("value", ["OLYMPUS DIGITAL CAMERA         ", "   ", "SONY DSC"])
    def test_a_cameras_standard_caption_is_no_finding(self, value: str) -> None:
        assert found_in(encoded(exif=exif_with({0x010E: value, 0x8298: " "}))) == []

    def test_the_phones_own_model_as_host_is_no_person(self) -> None:
        data = encoded(exif=exif_with({0x0110: "Phone 12", 0x013C: "Phone 12"}))
        assert categories(data) == {C.DEVICE_METADATA}

    @pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
    @pytest.mark.parametrize(
        "rubbish", [b"", b"II", b"II*\0\xff\xff\xff\xff", b"II*\0\x08\0\0\0\xff\xff"]
    )
    def test_damage_is_said_and_costs_nothing_else(self, rubbish: bytes) -> None:
        data = with_segment(0xE1, b"Exif\0\0" + rubbish)
        (finding,) = found_in(data)
        assert "damaged" in finding.reason
        assert len(list(load(data, OPTIONS).iter_pages())) == 1

    def test_a_loop_of_directories_ends(self) -> None:
        directory = struct.pack("<H", 1) + struct.pack("<HHII", 0x8769, 4, 1, 8)
        loop = b"II*\0" + struct.pack("<I", 8) + directory + struct.pack("<I", 8)
        assert [ifd.name for ifd in tiff.read_ifds(loop)] == ["IFD0"]

    def test_a_thumbnail_that_differs_and_one_that_does_not(self) -> None:
        for seed, is_same in ((3, True), (4, False)):
            thumbnail = encoded(image=picture(seed, 160, 120))
            exif = b"II*\0" + struct.pack("<IHI", 8, 0, 14)
            exif += struct.pack("<H", 2) + struct.pack("<HHII", 0x0201, 4, 1, 44)
            exif += struct.pack("<HHII", 0x0202, 4, 1, len(thumbnail)) + bytes(4)
            data = with_segment(0xE1, b"Exif\0\0" + exif + thumbnail)
            (finding,) = found_in(data)
            assert finding.category is C.EMBEDDED_PREVIEW
            assert ("matches_photo" in finding.tags) == is_same


class TestXmpAndIptc:
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
    def test_creator_in_every_kind(self, kind: str) -> None:
        pillow_heif.register_heif_opener()
        if kind == "PNG":
            info = PngImagePlugin.PngInfo()
            info.add_itxt("XML:com.adobe.xmp", CREATOR.decode())
            data = encoded(kind, pnginfo=info)
        elif kind == "TIFF":
            data = encoded(kind, tiffinfo={700: CREATOR})
        else:
            data = encoded(kind, xmp=CREATOR)
        (finding,) = found_in(data)
        assert (finding.category, finding.text) == (C.PERSON_METADATA, "Jo Field")

    @pytest.mark.parametrize(
        ("attributes", "body", "category"),
        [
            ('xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:City="Aville"', "",
             C.GPS_LOCATION),
            ('xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="40,26.7N"', "",
             C.GPS_LOCATION),
            ('xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" aux:SerialNumber="123"', "",
             C.DEVICE_METADATA),
            ('xmlns:r="http://www.metadataworkinggroup.com/schemas/regions/"',
             '<r:Regions rdf:parseType="Resource"><r:RegionList><rdf:Bag>'
             '<rdf:li r:Name="Jo Field"/></rdf:Bag></r:RegionList></r:Regions>', C.PERSON_METADATA),
            ('xmlns:g="http://ns.google.com/photos/1.0/image/" g:Data="AAAA"', "",
             C.EMBEDDED_PREVIEW),
        ],
    )  # fmt: skip
    def test_fields(self, attributes: str, body: str, category: Category) -> None:
        packet = XMP.format(attributes=attributes, body=body).encode()
        assert category in categories(encoded(xmp=packet))

    @pytest.mark.parametrize(
        "packet",
        [
            b"<x:xmpmeta",
            b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><x>&c;</x>',
            b"\xff\xfe\x00",
        ],
    )
    def test_damage_and_entity_bombs_are_said(self, packet: bytes) -> None:
        data = with_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet)
        assert any("damaged" in finding.reason for finding in found_in(data))

    def test_endless_nesting_is_said(self) -> None:
        packet = b"<a>" * 9000 + b"</a>" * 9000
        data = with_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet)
        assert any("damaged" in finding.reason for finding in found_in(data))

    def test_iptc_caption_and_place(self) -> None:
        def dataset(number: int, value: bytes) -> bytes:
            return bytes([0x1C, 2, number]) + len(value).to_bytes(2, "big") + value

        iptc = dataset(120, NAME.encode()) + dataset(90, b"Aville") + dataset(80, b"Jo Field")
        resource = b"8BIM\x04\x04\0\0" + len(iptc).to_bytes(4, "big") + iptc
        found = found_in(with_segment(0xED, b"Photoshop 3.0\0" + resource))
        assert {f.category for f in found} == {C.PERSON_METADATA, C.GPS_LOCATION}
        assert any("a person's name" in f.reason for f in found)

    def test_photoshop_thumbnail(self) -> None:
        payload = bytes(28) + encoded(image=picture(9, 64, 48))
        resource = b"8BIM\x04\x0c\0\0" + len(payload).to_bytes(4, "big") + payload
        data = with_segment(0xED, b"Photoshop 3.0\0" + resource)
        assert categories(data) == {C.EMBEDDED_PREVIEW}


class TestTexts:
    def test_comments(self) -> None:
        assert categories(encoded(comment=NAME)) == {C.PERSON_METADATA}
        assert categories(encoded("GIF", comment=NAME.encode())) == {C.PERSON_METADATA}
        assert found_in(encoded(comment="Optimized by a program")) == []

    @pytest.mark.parametrize("is_packed", [False, True])
    def test_png_texts(self, is_packed: bool) -> None:
        info = PngImagePlugin.PngInfo()
        info.add_text("Comment", NAME, zip=is_packed)
        info.add_itxt("Author", "Jo Field", zip=is_packed)
        info.add_text("Software", "a program")
        found = categories(encoded("PNG", pnginfo=info))
        assert found == {C.PERSON_METADATA, C.DEVICE_METADATA}

    def test_png_time_and_an_unknown_chunk(self) -> None:
        plain = encoded("PNG")
        at = plain.index(b"IDAT") - 4
        extra = png_chunk(b"tIME", bytes(7)) + png_chunk(b"prVt", NAME.encode())
        found = categories(plain[:at] + extra + plain[at:])
        assert found == {C.CAPTURE_TIME, C.PERSON_METADATA}

    def test_a_text_bomb_is_not_unpacked_whole(self) -> None:
        plain = encoded("PNG")
        at = plain.index(b"IDAT") - 4
        bomb = png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"word " * 4_000_000))
        assert categories(plain[:at] + bomb + plain[at:]) == {C.PERSON_METADATA}

    def test_pdf_information_and_copyable_text(self) -> None:
        found = found_in(encoded("PDF", title=NAME, author="Jo Field"))
        assert any("a person's name" in finding.reason for finding in found)
        assert C.PERSON_METADATA in {finding.category for finding in found}

    @pytest.mark.parametrize(
        ("content", "rest"),
        [
            (b"BT /F 12 Tf 20 50 Td (Patient: Maria Lopez) Tj ET 0 g 0 0 300 200 re f", b""),
            (b"BT 3 Tr /F 12 Tf 20 50 Td (Patient: Maria Lopez) Tj ET", b""),
            (b"BT /F 12 Tf 20 900 Td (Patient: Maria Lopez) Tj ET", b""),
            (b"", b"/Annots[<</Type/Annot/Subtype/Text/Rect[9 9 9 9]/F 2"
                  b"/Contents(Patient: Maria Lopez)>>]"),
            (b"", b"/Annots[<</Type/Annot/Subtype/Widget/FT/Tx/F 2/Rect[9 9 9 9]"
                  b"/T(a)/V(Patient: Maria Lopez)>>]"),
        ],
        ids=["below a bar", "invisible", "beside the page", "note", "form field"],
    )  # fmt: skip
    def test_text_of_a_pdf_page_that_nobody_sees(self, content: bytes, rest: bytes) -> None:
        plain, secret = (
            one_page_pdf(b"BT /F 12 Tf 20 50 Td (Hello) Tj ET"),
            one_page_pdf(content, rest),
        )
        assert categories(plain) == set()
        assert categories(secret) == {C.PERSON_METADATA}

    def test_what_a_pillow_image_carries(self) -> None:
        image = Image.open(io.BytesIO(encoded(exif=exif_with({0x013B: "Jo Field"}), comment=NAME)))
        assert categories(image) == {C.PERSON_METADATA}


class TestSecondPicturesAndTails:
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "BMP", "HEIF", "AVIF", "PDF"])
    def test_bytes_after_the_end(self, kind: str) -> None:
        pillow_heif.register_heif_opener()
        data = encoded(kind) + b"something that stayed behind"
        assert C.TRAILING_DATA in categories(data)
        assert "trailing data" in removed_metadata(load(data, OPTIONS))

    @pytest.mark.parametrize("padding", [bytes(512), b"\r\n"])
    def test_padding_is_no_finding(self, padding: bytes) -> None:
        assert found_in(encoded() + padding) == []

    def test_a_motion_photo_is_named(self) -> None:
        (finding,) = found_in(encoded() + b"\0\0\0\x18ftypmp42" + bytes(40))
        assert "video" in finding.reason

    def test_what_a_cropped_screenshot_left_behind(self) -> None:
        larger = encoded("PNG", picture(5, 640, 480))
        smaller = encoded("PNG", picture(6, 64, 48))
        (finding,) = found_in(smaller + larger[len(smaller) :])
        assert finding.category is C.TRAILING_DATA
        assert "cropped" in finding.reason

    def test_a_mpo_holds_further_pictures_and_nothing_unclaimed(self) -> None:
        data = encoded("MPO", save_all=True, append_images=[picture(8)])
        assert categories(data) == {C.EMBEDDED_PREVIEW}
        assert categories(data + b"and a tail") == {C.EMBEDDED_PREVIEW, C.TRAILING_DATA}

    def test_heic_thumbnail(self) -> None:
        heif = pillow_heif.from_pillow(picture(width=640, height=480))
        stream = io.BytesIO()
        heif.info["thumbnails"] = [128]
        heif.save(stream, save_all=True)
        if not load(stream.getvalue(), OPTIONS).data.count(b"thmb"):
            pytest.skip("this encoder writes no thumbnails")
        assert C.EMBEDDED_PREVIEW in categories(stream.getvalue())


class TestNames:
    @pytest.mark.parametrize(
        "source",
        [
            "", "<memory>", "IMG_20240131_101112.jpg", "DSC01234.JPG",
            "PXL_20240131_101112345.MP.jpg",
            "3fa85f64-5717-4562-b3fc-2c963f66afa6.jpeg", "sample_images/lab_report.jpg",
            "Screenshot_2024-01-31-10-11-12.png", "WhatsApp Image 2024-01-31 at 10.11.12.jpeg",
            "2024-01-31/messy_desk.jpg", "DCIM/100CANON/P1010001.JPG", "8793652d17.jpeg",
            "photo-0a1b2c3d4e5f.jpg", "00012_landscape_plain.jpg",
        ],
    )  # fmt: skip
    def test_ordinary_names(self, source: str) -> None:
        assert find_filename(source) == []
        assert mask_source(source) == source

    @pytest.mark.parametrize(
        "part",
        ["maria_lopez.jpg", "MariaLopez.jpg", "Lopez_Maria_MRN123456.jpg", "mrn-00123456.png",
         "john.smith@example.com.jpg", "DOB-1961-03-14.jpg", "Patient Maria Lopez",
         "14_chestnut_road.jpg", "0014_12_chestnut_road.jpg", "0014_maria_lopez.jpg"],
    )  # fmt: skip
    def test_names_with_an_identifier(self, part: str) -> None:
        (finding,) = find_filename(f"photos/{part}")
        assert finding.category is C.FILENAME
        assert finding.polygon is None
        assert part not in finding.reason
        masked = mask_source(f"photos/{part}")
        assert masked.startswith("photos/photo-")
        assert masked.endswith(Path(part).suffix if " " not in part else "")
        assert masked == mask_source(f"photos/{part}")

    def test_folders_count_too(self) -> None:
        source = os.path.join("maria_lopez", "IMG_0001.jpg")
        (finding,) = find_filename(source)
        assert "folder" in finding.reason
        assert mask_source(source).endswith("IMG_0001.jpg")
        assert "maria" not in mask_source(source)

    def test_the_key_is_the_users_own(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
        names._key.cache_clear()
        first = mask_source("maria_lopez.jpg")
        (key,) = tmp_path.rglob("name.key")
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
        names._key.cache_clear()
        assert mask_source("maria_lopez.jpg") == first
        key.unlink()
        names._key.cache_clear()
        assert mask_source("maria_lopez.jpg") != first
        names._key.cache_clear()

    def test_without_a_place_for_the_key(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "file").write_text("")
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
        names._key.cache_clear()
        assert mask_source("maria_lopez.jpg") == mask_source("maria_lopez.jpg")
        names._key.cache_clear()


class TestPicturesThatAFileDoesNotAnnounce:
    """A viewer shows one frame, and the file stores another."""

    @staticmethod
    def _animated(kind: str) -> bytes:
        return encoded(kind, save_all=True, append_images=[picture(5)])

    @staticmethod
    def _previews(data: bytes) -> list[Finding]:
        found = find_metadata(load(data, OPTIONS), OPTIONS)
        return [f for f in found if f.category is C.EMBEDDED_PREVIEW]

    @pytest.mark.parametrize("kind", ["PNG", "WEBP"])
    def test_frames_that_are_shown_are_no_secret(self, kind: str) -> None:
        for data in (encoded(kind), self._animated(kind)):
            assert self._previews(data) == []

    def test_a_default_picture_before_the_animation_is_shown_too(self) -> None:
        data = encoded("PNG", save_all=True, default_image=True, append_images=[picture(5)])
        assert self._previews(data) == []

    def test_a_png_whose_header_counts_too_few_frames(self) -> None:
        data = self._animated("PNG")
        at = data.index(b"acTL") - 4
        data = data[:at] + png_chunk(b"acTL", struct.pack(">II", 1, 0)) + data[at + 20 :]
        assert load(data, OPTIONS).page_count == 1
        assert len(self._previews(data)) == 1
        assert "further pictures" in removed_metadata(load(data, OPTIONS))

    def test_a_png_without_the_animation_header(self) -> None:
        data = self._animated("PNG")
        at = data.index(b"acTL") - 4
        assert len(self._previews(data[:at] + data[at + 20 :])) == 1

    def test_a_webp_with_a_second_picture_behind_the_first(self) -> None:
        one, other = encoded("WEBP"), encoded("WEBP", picture(5))
        both = one + other[12:]
        both = both[:4] + (len(both) - 8).to_bytes(4, "little") + both[8:]
        assert len(self._previews(both)) == 1


class TestWhatHangsOnATiff:
    """A TIFF has no end mark: its end is the last byte that a tag or picture claims."""

    @staticmethod
    def _trailing(data: bytes) -> list[Finding]:
        found = find_metadata(load(data, OPTIONS), OPTIONS)
        return [f for f in found if f.category is C.TRAILING_DATA]

    @pytest.mark.parametrize("compression", ["raw", "tiff_lzw", "jpeg", "tiff_adobe_deflate"])
    def test_a_whole_file_has_nothing_behind_it(self, compression: str) -> None:
        data = encoded("TIFF", compression=compression)
        assert self._trailing(data) == []
        assert self._trailing(data + b"\0\0\n") == []

    def test_pages_and_tags_are_its_own(self) -> None:
        exif = Image.Exif()
        exif[0x010E] = "a caption " * 20
        data = encoded("TIFF", save_all=True, append_images=[picture(5)], exif=exif)
        assert self._trailing(data) == []

    def test_a_photo_behind_it_is_found(self) -> None:
        data = encoded("TIFF") + encoded("JPEG")
        assert len(self._trailing(data)) == 1
        assert "trailing data" in removed_metadata(load(data, OPTIONS))

    def test_a_picture_of_unknown_length_is_not_accused(self) -> None:
        data = encoded("TIFF", compression="raw")
        lengths = struct.pack("<HH", 279, 4)
        assert lengths in data
        without = data.replace(lengths, struct.pack("<HH", 65000, 4))
        assert tiff.used_end(without) == len(without)


def test_folders_of_which_the_same_can_be_said_share_a_finding() -> None:
    found = find_filename("Maria Lopez mrn 00417732/Jo Field mrn 00417733/scan.png")
    assert len({finding.id for finding in found}) == len(found) == 1
    assert (found[0].text or "").splitlines() == [
        "Maria Lopez mrn 00417732",
        "Jo Field mrn 00417733",
    ]
