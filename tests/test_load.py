import io
import os
import struct
import tempfile
import zlib
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from PIL import Image, ImageDraw

from phiscan._deadline import Deadline
from phiscan.errors import (
    DeadlineError,
    LimitError,
    UnreadableError,
    UnsupportedError,
    UsageError,
)
from phiscan.formats import jpeg
from phiscan.load import PageProblem, find_inputs, load, pdfs
from phiscan.options import ScanOptions
from phiscan.types import Photo

SHARED = Path(__file__).parents[2] / "shared" / "data"
KINDS = {"JPEG": "jpeg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "HEIF": "heic",
         "BMP": "bmp", "GIF": "gif", "TIFF": "tiff", "PDF": "pdf"}  # fmt: skip
STORED_AS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270,
}  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def _heif() -> None:
    pillow_heif.register_heif_opener()


def scene(width: int = 160, height: int = 96) -> Image.Image:
    """A picture without any symmetry."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 2, height // 3), fill="red")
    draw.rectangle((width // 2, height // 2, width, height), fill="blue")
    draw.rectangle((0, height - 16, 20, height), fill="green")
    return image


def noise(width: int = 320, height: int = 240) -> Image.Image:
    pixels = np.random.default_rng(7).integers(0, 255, (height, width, 3), dtype=np.uint8)
    return Image.fromarray(pixels)


def encoded(image: Image.Image, kind: str, **how: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **how)
    return stream.getvalue()


def pages(photo: object, options: ScanOptions | None = None) -> list[Photo | PageProblem]:
    return list(load(photo, options or ScanOptions()).iter_pages())  # type: ignore[arg-type]


def only_page(photo: object) -> Photo:
    (page,) = pages(photo)
    assert isinstance(page, Photo), page
    return page


def assert_shows(page: Photo, image: Image.Image, tolerance: float = 6.0) -> None:
    wanted = np.asarray(image.convert("RGB"), dtype=int)
    assert page.pixels.shape == wanted.shape
    assert np.abs(page.pixels.astype(int) - wanted).mean() < tolerance


class TestWhatCannotBeRead:
    def test_empty(self, tmp_path: Path) -> None:
        (tmp_path / "a.jpg").write_bytes(b"")
        with pytest.raises(UnreadableError, match="empty"):
            load(tmp_path / "a.jpg", ScanOptions())
        with pytest.raises(UnreadableError, match="empty"):
            load(b"", ScanOptions())

    def test_missing_names_no_part_of_the_path(self) -> None:
        with pytest.raises(UnreadableError, match=r"^file not found$"):
            load("maria_lopez.jpg", ScanOptions())

    def test_a_str_is_a_path_and_never_fetched(self) -> None:
        with pytest.raises(UnreadableError, match="not found"):
            load("http://127.0.0.1/a.jpg", ScanOptions())

    def test_text_named_like_a_photo(self, tmp_path: Path) -> None:
        (tmp_path / "a.jpg").write_text("no picture")
        with pytest.raises(UnreadableError, match="content is neither"):
            load(tmp_path / "a.jpg", ScanOptions())

    @pytest.mark.parametrize(
        ("head", "words"),
        [
            (b"\0\0\0\x18ftypisom" + bytes(20), "video"),
            (b"\x1a\x45\xdf\xa3" + bytes(20), "video"),
            (bytes(128) + b"DICM" + bytes(8), "DICOM"),
            (b"FUJIFILMCCD-RAW " + bytes(8), "raw camera"),
            (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
            (b"8BPS" + bytes(30), "Photoshop"),
        ],
    )
    def test_known_but_not_looked_into(self, head: bytes, words: str) -> None:
        with pytest.raises(UnsupportedError, match=words):
            load(head, ScanOptions())

    def test_a_raw_file_is_not_taken_for_the_tiff_that_it_is(self, tmp_path: Path) -> None:
        (tmp_path / "a.dng").write_bytes(encoded(scene(), "TIFF"))
        with pytest.raises(UnsupportedError, match="raw camera"):
            load(tmp_path / "a.dng", ScanOptions())
        with_dng_version = encoded(scene(), "TIFF", tiffinfo={50706: b"\1\4\0\0"})
        with pytest.raises(UnsupportedError, match="raw camera"):
            load(with_dng_version, ScanOptions())

    def test_a_fifo_does_not_hang(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "a.jpg")
        with pytest.raises(UnreadableError, match="not a regular file"):
            load(tmp_path / "a.jpg", ScanOptions())

    def test_wrong_use(self) -> None:
        with pytest.raises(UsageError, match="order"):
            load(np.zeros((4, 4, 3), np.uint8), ScanOptions(), order="gbr")
        with pytest.raises(UsageError, match="wanted a path"):
            load(7, ScanOptions())  # type: ignore[arg-type]


class TestLimits:
    def test_bytes(self, tmp_path: Path) -> None:
        (tmp_path / "a.png").write_bytes(encoded(scene(), "PNG"))
        for photo in (tmp_path / "a.png", (tmp_path / "a.png").read_bytes()):
            with pytest.raises(LimitError, match="limit of 10 bytes"):
                load(photo, ScanOptions(max_bytes=10))

    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF", "BMP", "GIF", "TIFF"])
    def test_pixels_are_counted_before_decoding(self, kind: str) -> None:
        with pytest.raises(LimitError, match="160 x 96"):
            load(encoded(scene(), kind), ScanOptions(max_pixels=1000))

    def test_a_bomb_is_refused_from_its_header(self) -> None:
        header = struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)
        chunk = b"IHDR" + header
        bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk
        bomb += struct.pack(">I", zlib.crc32(chunk))
        idat = b"IDAT" + zlib.compress(bytes(1000))
        bomb += struct.pack(">I", len(idat) - 4) + idat + struct.pack(">I", zlib.crc32(idat))
        with pytest.raises(LimitError, match="60000 x 60000"):
            load(bomb, ScanOptions())

    def test_photos_above_pillows_own_limit_are_admitted(self) -> None:
        large = Image.new("1", (20000, 10000), 1)
        loaded = load(encoded(large, "PNG", compress_level=1), ScanOptions())
        assert loaded.page_count == 1

    def test_pages_over_the_limit_are_named(self) -> None:
        frames = [Image.new("RGB", (8, 8), (0, 0, level)) for level in range(0, 250, 50)]
        data = encoded(frames[0], "TIFF", save_all=True, append_images=frames[1:])
        loaded = load(data, ScanOptions(max_pages=2))
        assert loaded.page_count == 5
        assert len(list(loaded.iter_pages())) == 2
        assert any("pages 3 to 5" in words for words in loaded.not_examined)

    def test_deadline_stops_between_pages(self) -> None:
        frames = [Image.new("RGB", (8, 8), (0, 0, level)) for level in range(0, 250, 50)]
        data = encoded(frames[0], "TIFF", save_all=True, append_images=frames[1:])
        with pytest.raises(DeadlineError):
            list(load(data, ScanOptions()).iter_pages(Deadline(1e-9)))


class TestKinds:
    @pytest.mark.parametrize("kind", [k for k in KINDS if k != "PDF"])
    def test_content_decides_not_the_name(self, kind: str, tmp_path: Path) -> None:
        path = tmp_path / "photo.jpg"
        path.write_bytes(encoded(scene(), kind))
        loaded = load(path, ScanOptions())
        assert loaded.kind == KINDS[kind]
        assert bool(loaded.notes) == (kind != "JPEG")
        (page,) = loaded.iter_pages()
        assert isinstance(page, Photo)
        assert_shows(page, scene())
        assert page.source == str(path)

    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF", "HEIF"])
    @pytest.mark.parametrize("orientation", range(1, 9))
    def test_every_orientation_is_turned_upright_once(self, kind: str, orientation: int) -> None:
        upright = scene()
        stored = upright if orientation == 1 else upright.transpose(STORED_AS[orientation])
        exif = Image.Exif()
        exif[0x0112] = orientation
        assert_shows(only_page(encoded(stored, kind, exif=exif)), upright)

    @pytest.mark.parametrize("orientation", range(1, 9))
    def test_heic_turned_by_its_own_boxes_is_not_turned_twice(self, orientation: int) -> None:
        upright = scene()
        stored = upright if orientation == 1 else upright.transpose(STORED_AS[orientation])
        exif = Image.Exif()
        exif[0x0112] = orientation
        stored.info["exif"] = exif.tobytes()
        assert_shows(only_page(encoded(stored, "HEIF")), upright)

    @pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "I;16", "I", "CMYK", "LAB"])
    def test_pixel_modes_show_what_they_hold(self, mode: str) -> None:
        gray = scene().convert("L")
        image = gray.convert("I").point(lambda v: v * 257) if mode[0] == "I" else None
        if mode == "LAB":
            from PIL import ImageCms

            lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
            image = ImageCms.profileToProfile(gray.convert("RGB"), srgb, lab, outputMode="LAB")
        kind = "TIFF" if mode in ("LAB", "CMYK", "I") else "PNG"
        image = (image or gray).convert(mode) if mode != "LAB" else image
        assert image is not None
        assert_shows(only_page(encoded(image, kind)), gray.convert("1") if mode == "1" else gray)

    def test_cmyk_jpeg(self) -> None:
        assert_shows(only_page(encoded(scene().convert("CMYK"), "JPEG", quality=95)), scene())

    def test_a_mpo_shows_its_main_picture(self) -> None:
        data = encoded(scene(), "MPO", save_all=True, append_images=[noise()])
        assert load(data, ScanOptions()).kind == "jpeg"
        assert_shows(only_page(data), scene())


class TestFrames:
    @pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP", "TIFF", "AVIF"])
    def test_every_frame_is_delivered(self, kind: str) -> None:
        frames = [scene(), scene().transpose(STORED_AS[2]), scene().transpose(STORED_AS[4])]
        how = {"lossless": True} if kind == "WEBP" else {}
        data = encoded(frames[0], kind, save_all=True, append_images=frames[1:], **how)
        loaded = load(data, ScanOptions())
        found = list(loaded.iter_pages())
        assert loaded.page_count == 3
        for number, (page, frame) in enumerate(zip(found, frames, strict=True), start=1):
            assert isinstance(page, Photo)
            assert page.page == number
            assert_shows(page, frame)

    def test_a_frame_holds_what_earlier_frames_left_on_the_screen(self) -> None:
        base = scene()
        patch = base.copy()
        patch.paste((0, 0, 0), (60, 40, 70, 50))
        data = encoded(base, "GIF", save_all=True, append_images=[patch], disposal=1)
        last = pages(data)[-1]
        assert isinstance(last, Photo)
        assert_shows(last, patch)


class TestKept:
    @staticmethod
    def passes(room_bytes: int, frames: int) -> bool:
        """Return whether two passes over the pages of one file hand out the same arrays."""
        more = [scene().transpose(STORED_AS[2])] * (frames - 1)
        data = encoded(scene(), "GIF", save_all=True, append_images=more)
        kept = load(data, ScanOptions()).kept_in(room_bytes)
        first, again = list(kept.iter_pages()), list(kept.iter_pages())
        assert len(first) == len(again) == kept.page_count
        for one, other in zip(first, again, strict=True):
            assert isinstance(one, Photo)
            assert isinstance(other, Photo)
            assert np.array_equal(one.pixels, other.pixels)
        return all(
            one.pixels is other.pixels
            for one, other in zip(first, again, strict=True)
            if isinstance(one, Photo) and isinstance(other, Photo)
        )

    def test_pages_that_fit_are_decoded_once_and_one_page_always(self) -> None:
        assert self.passes(1 << 20, 2)
        assert self.passes(0, 1)

    def test_pages_that_do_not_fit_are_decoded_again(self) -> None:
        assert not self.passes(scene().width * scene().height * 4, 2)

    def test_a_pass_that_ends_early_is_no_whole_one(self) -> None:
        more = [scene().transpose(STORED_AS[2])]
        data = encoded(scene(), "GIF", save_all=True, append_images=more)
        kept = load(data, ScanOptions()).kept_in(1 << 20)
        next(kept.iter_pages())
        assert len(list(kept.iter_pages())) == 2


class TestCutOff:
    @pytest.mark.parametrize("kind", ["TIFF", "PNG", "JPEG", "BMP"])
    def test_never_passes_as_whole_though_another_package_told_pillow_to_accept_it(
        self, kind: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # Importing face_recognition does just that.
        monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)
        full = encoded(noise(), kind)
        cut = full[: int(len(full) * 0.6)]
        try:
            loaded = load(cut, ScanOptions())
        except UnreadableError:
            return
        assert any(isinstance(page, PageProblem) for page in loaded.iter_pages())

    @pytest.mark.parametrize("kind", list(KINDS))
    @pytest.mark.parametrize("keep", [0.3, 0.6, 0.95])
    def test_never_passes_as_whole(self, kind: str, keep: float) -> None:
        full = encoded(noise(), kind)
        try:
            loaded = load(full[: int(len(full) * keep)], ScanOptions())
        except UnreadableError:
            return
        has_problem = any(isinstance(page, PageProblem) for page in loaded.iter_pages())
        assert has_problem or loaded.not_examined

    @pytest.mark.parametrize("how", [{}, {"progressive": True}, {"subsampling": 0}])
    def test_a_jpeg_with_an_end_mark_on_half_its_data(self, how: dict[str, object]) -> None:
        full = encoded(noise(), "JPEG", **how)
        (page,) = pages(full[: len(full) // 2] + b"\xff\xd9")
        assert isinstance(page, PageProblem)

    @pytest.mark.parametrize("mode", ["RGB", "L"])
    @pytest.mark.parametrize("keep", [0.2, 0.7, 0.97])
    def test_a_page_with_a_white_end_is_not_filled_with_gray(self, mode: str, keep: float) -> None:
        page = np.full((400, 300, 3), 255, np.uint8)
        page[:250] = np.asarray(noise().resize((300, 250)))
        full = encoded(Image.fromarray(page).convert(mode), "JPEG")
        start = full.index(b"\xff\xda") + 14
        cut = full[: start + int((len(full) - start) * keep)] + b"\xff\xd9"
        assert isinstance(pages(cut)[0], PageProblem)
        assert_shows(only_page(full), Image.fromarray(page).convert(mode), 40)

    @pytest.mark.parametrize(
        ("how", "has_one"),
        [({}, True), ({"subsampling": 0}, True), ({"progressive": True}, False)],
    )
    def test_only_a_scan_of_all_colours_ends_in_one_gray(
        self, how: dict[str, object], has_one: bool
    ) -> None:
        full = encoded(scene(), "JPEG", **how)
        assert jpeg.has_one_scan(full) is has_one
        assert not jpeg.has_one_scan(full[:30])

    @pytest.mark.parametrize("how", [{}, {"progressive": True}])
    def test_a_whole_jpeg_with_a_flat_corner_passes(self, how: dict[str, object]) -> None:
        assert_shows(only_page(encoded(scene(), "JPEG", quality=95, **how)), scene())

    def test_an_end_mark_alone_missing_is_said(self) -> None:
        (page,) = pages(encoded(noise(), "JPEG")[:-2])
        assert isinstance(page, PageProblem)
        assert load(encoded(scene(), "GIF")[:-1], ScanOptions()).not_examined


class TestViews:
    def test_an_opaque_picture_has_none(self) -> None:
        assert only_page(encoded(scene().convert("RGBA"), "PNG")).views == ()

    def test_colour_below_transparency(self) -> None:
        image = scene().convert("RGBA")
        image.putalpha(0)
        page = only_page(encoded(image, "PNG"))
        assert (page.pixels == 255).all()
        wanted = np.asarray(scene())
        assert any(np.array_equal(view, wanted) for view in page.views)

    def test_white_on_transparent_shows_on_black(self) -> None:
        image = Image.new("RGBA", (60, 40), (255, 255, 255, 0))
        ImageDraw.Draw(image).rectangle((10, 10, 30, 20), fill=(255, 255, 255, 255))
        page = only_page(encoded(image, "PNG"))
        assert (page.pixels == 255).all()
        assert page.views[0][15, 15].tolist() == [255, 255, 255]
        assert page.views[0][0, 0].tolist() == [0, 0, 0]

    def test_faint_writing_is_stretched(self) -> None:
        image = Image.new("RGB", (200, 100), (250, 250, 250))
        ImageDraw.Draw(image).rectangle((20, 20, 120, 60), fill=(246, 246, 246))
        (view,) = only_page(encoded(image, "PNG")).views
        assert np.ptp(view) == 255

    @pytest.mark.parametrize("shape", [(40, 60), (40, 60, 3)])
    def test_writing_in_the_lower_bits_of_16(self, shape: tuple[int, ...]) -> None:
        deep = np.full(shape, 30000, np.uint16)
        deep[10:20, 10:30] += 90
        page = only_page(deep)
        assert np.ptp(page.pixels) <= 1
        assert np.ptp(page.views[-1]) == 255

    def test_a_flat_picture_has_none(self) -> None:
        assert only_page(encoded(Image.new("RGB", (30, 30), "gray"), "PNG")).views == ()


class TestArrays:
    def test_rgb_and_bgr(self) -> None:
        pixels = np.asarray(scene())
        assert_shows(only_page(pixels), scene(), 0.1)
        (page,) = load(pixels[..., ::-1], ScanOptions(), order="bgr").iter_pages()
        assert isinstance(page, Photo)
        assert_shows(page, scene(), 0.1)

    @pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.float32, np.float64])
    def test_types(self, dtype: type) -> None:
        pixels = np.asarray(scene()).astype(np.float64) / 255
        scale = {"uint8": 255, "uint16": 65535}.get(np.dtype(dtype).name, 1)
        assert_shows(only_page((pixels * scale).astype(dtype)), scene(), 1)

    def test_gray_bool_and_alpha(self) -> None:
        assert only_page(np.zeros((5, 7), np.uint8)).pixels.shape == (5, 7, 3)
        assert only_page(np.zeros((5, 7, 1), np.uint8)).pixels.shape == (5, 7, 3)
        assert (only_page(np.ones((5, 7), bool)).pixels == 255).all()
        assert (only_page(np.zeros((5, 7, 4), np.uint8)).pixels == 255).all()

    @pytest.mark.parametrize(
        "array",
        [
            np.zeros((0, 4, 3), np.uint8), np.zeros((4,), np.uint8), np.zeros((4, 4, 2), np.uint8),
            np.zeros((2, 4, 4, 3), np.uint8), np.zeros((4, 4), np.int64),
            np.full((4, 4), np.nan), np.full((4, 4), 300.0), np.zeros((4, 4), complex),
        ],
    )  # fmt: skip
    def test_refused_plainly(self, array: np.ndarray) -> None:
        with pytest.raises(UnreadableError):
            load(array, ScanOptions())

    def test_the_callers_array_is_left_alone(self) -> None:
        pixels = np.asarray(scene()).copy()
        page = only_page(pixels)
        page.pixels[:] = 0
        assert_shows(only_page(pixels), scene(), 0.1)

    def test_a_pillow_image_is_turned_and_kept_at_its_frame(self) -> None:
        exif = Image.Exif()
        exif[0x0112] = 6
        stored = scene().transpose(STORED_AS[6])
        assert_shows(only_page(Image.open(io.BytesIO(encoded(stored, "JPEG", exif=exif)))), scene())
        moving = Image.open(
            io.BytesIO(encoded(scene(), "GIF", save_all=True, append_images=[noise(160, 96)]))
        )
        assert len(pages(moving)) == 2
        assert moving.tell() == 0

    def test_hash_tells_contents_apart(self) -> None:
        black, white = np.zeros((4, 4, 3), np.uint8), np.full((4, 4, 3), 255, np.uint8)
        hashes = {load(a, ScanOptions()).content_hash for a in (black, white, black.copy())}
        assert len(hashes) == 2


def scanned_pdf(scan: Image.Image, drawn_over: bytes, rest: bytes) -> bytes:
    """Write a page of 300 x 200 points that shows a scan and something over it."""
    jpeg = encoded(scan, "JPEG", quality=95)
    content = b"q 300 0 0 200 0 0 cm /I Do Q " + drawn_over
    square = b"0 0 0 rg 0 0 300 200 re f"
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R"
        b"/Resources<</XObject<</I 5 0 R>>>>%s>>" % rest,
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8"
        b"/Filter/DCTDecode/Length %d>>stream\n%s\nendstream" % (*scan.size, len(jpeg), jpeg),
        b"<</Type/Annot/Subtype/Square/Rect[0 0 300 200]/F 4/AP<</N 7 0 R>>>>",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 300 200]/Length %d>>stream\n%s\nendstream"
        % (len(square), square),
    ]
    out, places = b"%PDF-1.5\n", b""
    for number, body in enumerate(bodies, start=1):
        places += b"%010d 00000 n \n" % len(out)
        out += b"%d 0 obj%sendobj\n" % (number, body)
    head = b"xref\n0 8\n0000000000 65535 f \n%strailer<</Size 8/Root 1 0 R>>\n" % places
    return out + head + b"startxref\n%d\n%%%%EOF\n" % len(out)


class TestPdf:
    @pytest.fixture(params=["poppler", "pdfium"])
    def _engine(self, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
        if request.param == "pdfium":
            monkeypatch.setattr(pdfs, "has_poppler", lambda: False)
        elif not pdfs.has_poppler():
            pytest.skip("Poppler is not installed")

    @pytest.mark.usefixtures("_engine")
    def test_pages_keep_the_scans_own_pixels(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
        scan = scene(1600, 960)
        data = encoded(scan, "PDF", save_all=True, append_images=[scan], resolution=400)
        loaded = load(data, ScanOptions())
        assert (loaded.kind, loaded.page_count) == ("pdf", 2)
        for page in loaded.iter_pages():
            assert isinstance(page, Photo)
            assert abs(page.size_wh[0] - 1600) <= 4
            resized = Image.fromarray(page.pixels).resize((1600, 960))
            assert np.abs(np.asarray(resized, int) - np.asarray(scan, int)).mean() < 6
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.usefixtures("_engine")
    @pytest.mark.parametrize("cover", ["drawing", "note", "nothing"])
    def test_a_scan_below_a_black_bar_is_looked_at(self, cover: str) -> None:
        bar = b"0 0 0 rg 0 0 300 200 re f" if cover == "drawing" else b""
        note = b"/Annots[6 0 R]" if cover == "note" else b""
        (page,) = pages(scanned_pdf(scene(300, 200), bar, note), ScanOptions())
        assert isinstance(page, Photo)
        assert page.pixels.any() == (cover == "nothing")
        wanted = np.asarray(scene(300, 200).resize(page.size_wh), int)
        views = [np.abs(np.asarray(view, int) - wanted).mean() < 12 for view in page.views]
        assert views == ([] if cover == "nothing" else [True])

    def test_a_poppler_that_hangs_on_a_file_costs_that_page(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        if not pdfs.has_poppler():
            pytest.skip("Poppler is not installed")
        stand_in = tmp_path / "pdfinfo"
        stand_in.write_text("#!/bin/sh\nexec sleep 60\n")
        stand_in.chmod(0o755)
        loaded = load(encoded(scene(), "PDF"), ScanOptions())
        monkeypatch.setattr(pdfs, "has_poppler", lambda: True)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        (page,) = loaded.iter_pages(Deadline(0.8))
        assert isinstance(page, PageProblem)
        assert "time limit" in page.reason

    def test_a_page_too_large_for_small_print_is_not_examined(self) -> None:
        data = encoded(scene(), "PDF", resolution=1)
        (page,) = pages(data, ScanOptions(max_pixels=1_000_000))
        assert isinstance(page, PageProblem)

    def test_damaged(self) -> None:
        with pytest.raises(UnreadableError, match="damaged"):
            load(b"%PDF-1.7\nnothing", ScanOptions())


class TestFindInputs:
    def test_nothing(self, tmp_path: Path) -> None:
        found = find_inputs([tmp_path])
        assert (found.inputs, found.skipped) == ([], 0)
        assert find_inputs([]).inputs == []

    def test_no_name_at_all_is_not_the_working_folder(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "a.jpg").write_bytes(b"")
        (nothing,) = find_inputs([""]).inputs
        assert nothing.problem == "file not found"

    def test_order_sources_and_counts(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        for name in ("b/2.jpg", "b/1.png", "a.txt", "b/c/notes.md", "z", "b/c/x.dat"):
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"plain text")
        (tmp_path / "z").write_bytes(encoded(scene(), "PNG"))
        found = find_inputs(["."])
        assert [i.source for i in found.inputs] == ["./z", "./b/1.png", "./b/2.jpg"]
        assert [str(i.relative) for i in found.inputs] == ["z", "b/1.png", "b/2.jpg"]
        assert found.skipped == 3
        assert find_inputs(["./"]).inputs == find_inputs(["./"]).inputs

    def test_by_name_nothing_is_skipped(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("text")
        text, missing = find_inputs([tmp_path / "a.txt", tmp_path / "gone.jpg"]).inputs
        assert text.problem is None
        with pytest.raises(UnreadableError):
            load(text.path or "", ScanOptions())
        assert missing.problem == "file not found"
        assert str(missing.relative) == "gone.jpg"

    def test_known_kinds_are_listed_and_refused(self, tmp_path: Path) -> None:
        for name in ("a.mp4", "b.dcm", "c.cr2", "d.svg"):
            (tmp_path / name).write_bytes(b"anything")
        found = find_inputs([tmp_path])
        assert len(found.inputs) == 4
        for item in found.inputs:
            with pytest.raises(UnsupportedError):
                load(item.path or "", ScanOptions())

    def test_companion_files_are_named(self, tmp_path: Path) -> None:
        (tmp_path / "a.jpg").write_bytes(encoded(scene(), "JPEG"))
        for name in ("a.xmp", "a.aae", "a.jpg.json", "a.jpg.supplemental-metadata.json"):
            (tmp_path / name).write_text("{}")
        (tmp_path / "package.json").write_text("{}")
        found = find_inputs([tmp_path])
        problems = {i.relative.name for i in found.inputs if i.problem}
        assert problems == {"a.xmp", "a.aae", "a.jpg.json", "a.jpg.supplemental-metadata.json"}
        assert found.skipped == 1

    def test_links_loops_and_fifos(self, tmp_path: Path) -> None:
        outside, inside = tmp_path / "outside", tmp_path / "inside"
        for folder in (outside, inside, inside / "sub"):
            folder.mkdir()
        (outside / "secret.jpg").write_bytes(encoded(scene(), "JPEG"))
        (inside / "real.jpg").write_bytes(encoded(scene(), "JPEG"))
        (inside / "alias.jpg").symlink_to("real.jpg")
        (inside / "escape.jpg").symlink_to(outside / "secret.jpg")
        (inside / "escape_folder").symlink_to(outside)
        (inside / "sub" / "loop").symlink_to(inside)
        (inside / "sub" / "self.jpg").symlink_to("self.jpg")
        os.mkfifo(inside / "pipe.jpg")
        os.mkfifo(inside / "pipe")
        problems = {str(i.relative): i.problem for i in find_inputs([inside]).inputs}
        assert problems["real.jpg"] is None
        assert problems["alias.jpg"] is None
        for name in ("escape.jpg", "escape_folder", "sub/self.jpg", "pipe.jpg"):
            assert problems[name], name
        assert set(problems) == {
            "real.jpg", "alias.jpg", "escape.jpg", "escape_folder", "sub/self.jpg", "pipe.jpg"
        }  # fmt: skip


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared photos are not here")
def test_real_photos_load() -> None:
    found = find_inputs([SHARED])
    assert len(found.inputs) > 900
    for item in found.inputs[::25]:
        for page in load(item.path or "", ScanOptions()).iter_pages():
            assert isinstance(page, Photo), item.relative
