from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageCms
from redaction_fakes import encoded, sheet

from phiscan.containers import find_extras
from phiscan.errors import UnsupportedError
from phiscan.types import Pixels
from phiscan.write import Format, copy_kind, decode, encode, plan_format, read_profile, to_srgb

KINDS = ("jpeg", "png", "webp", "gif", "tiff", "bmp", "pdf")
MOVING = ("png", "gif", "webp")


def page(shade: int = 200, size_wh: tuple[int, int] = (70, 50)) -> Pixels:
    pixels = np.asarray(sheet(size_wh)).copy()
    pixels[10:20, 10:40] = shade
    return pixels


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_at_all_is_refused_or_an_empty_file(kind: str) -> None:
    if kind == "pdf":
        assert find_extras(encode([], Format(kind)).data, kind)
    else:
        with pytest.raises(UnsupportedError):
            encode([], Format(kind))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size_wh", [(1, 1), (17, 33), (70, 50)])
def test_a_page_comes_back_as_written(kind: str, size_wh: tuple[int, int]) -> None:
    pixels = np.full((size_wh[1], size_wh[0], 3), (200, 180, 90), np.uint8)
    out = encode([pixels], Format(kind))
    (back,) = decode(out.data, kind)
    assert out.shows == ((0,),)
    assert back.shape == pixels.shape
    assert np.abs(back.astype(int) - pixels).max() <= 3
    assert find_extras(out.data, kind) == ()


def test_a_picture_too_large_for_its_format_is_refused_in_plain_words() -> None:
    with pytest.raises(UnsupportedError, match="kind webp could not be written"):
        encode([np.zeros((2, 17000, 3), np.uint8)], Format("webp"))


@pytest.mark.parametrize("kind", MOVING)
def test_every_frame_and_its_time_is_kept(kind: str) -> None:
    frames = [page(shade) for shade in (0, 90, 180, 255)]
    form = Format(kind, is_lossless=True, durations_ms=(40, 500, 70, 80), loops=3)
    out = encode(frames, form)
    back = list(decode(out.data, kind))
    assert out.shows == ((0,), (1,), (2,), (3,))
    assert [int(b[15, 20].mean()) for b in back] == pytest.approx([0, 90, 180, 255], abs=3)
    again = plan_format(kind, out.data)
    assert again.durations_ms == form.durations_ms
    assert again.loops == 3


@pytest.mark.parametrize("kind", MOVING)
def test_equal_frames_become_one_that_stays_longer(kind: str) -> None:
    out = encode([page(0), page(9), page(9), page(0)], Format(kind, durations_ms=(40, 50, 60, 70)))
    assert out.shows == ((0,), (1, 2), (3,))
    assert len(list(decode(out.data, kind))) == 3
    assert plan_format(kind, out.data).durations_ms == (40, 110, 70)


@pytest.mark.parametrize("kind", ["tiff", "pdf"])
def test_pages_of_different_sizes_stay_in_order(kind: str) -> None:
    pages = [page(0), page(0, (90, 30)), page(0, (60, 80))]
    out = encode(iter(pages), Format(kind))
    assert [b.shape for b in decode(out.data, kind)] == [p.shape for p in pages]
    assert find_extras(out.data, kind) == ()


def test_pages_are_taken_one_by_one() -> None:
    alive: list[int] = []

    def pages() -> object:
        for index in range(3):
            alive.append(index)
            yield page(index)

    assert encode(pages(), Format("tiff")).shows == ((0,), (1,), (2,))  # type: ignore[arg-type]
    assert alive == [0, 1, 2]


def test_black_stays_pure_among_many_colours_in_a_palette() -> None:
    pixels = np.random.default_rng(0).integers(1, 60, (64, 64, 3)).astype(np.uint8)
    pixels[16:32, 16:32] = 0
    (back,) = decode(encode([pixels], Format("gif")).data, "gif")
    assert not back[16:32, 16:32].any()


def test_a_kind_that_cannot_be_written_is_said() -> None:
    with pytest.raises(UnsupportedError, match="ico"):
        copy_kind("ico")


@pytest.mark.parametrize("kind", ["heic", "avif"])
def test_what_few_programs_open_becomes_jpeg(kind: str) -> None:
    assert copy_kind(kind) == "jpeg"


@pytest.mark.parametrize(("sampling", "is_full"), [(0, True), (2, False)])
def test_colour_detail_is_kept_where_the_source_has_it(sampling: int, is_full: bool) -> None:
    data = encoded(sheet(), "JPEG", subsampling=sampling)
    assert plan_format("jpeg", data).chroma_is_full is is_full


@pytest.mark.parametrize("is_lossless", [True, False])
def test_webp_stays_lossless_where_it_was(is_lossless: bool) -> None:
    assert plan_format("webp", encoded(sheet(), "WEBP", lossless=is_lossless)).is_lossless is (
        is_lossless
    )


def test_pdf_pages_keep_their_paper_size() -> None:
    data = encoded(sheet((300, 200)), "PDF", resolution=100)
    form = plan_format("pdf", data)
    assert form.sizes_pt[0] == pytest.approx((216, 144), abs=0.1)
    out = encode([page(0, (900, 600))], form)
    assert plan_format("pdf", out.data).sizes_pt[0] == pytest.approx((216, 144), abs=0.1)


def test_colours_of_another_profile_become_srgb() -> None:
    lab = ImageCms.createProfile("LAB")
    gray = np.full((4, 4, 3), 120, np.uint8)
    assert to_srgb(gray, None) is gray
    assert to_srgb(gray, b"no profile") is gray
    assert to_srgb(gray, ImageCms.ImageCmsProfile(lab).tobytes()) is gray
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert to_srgb(gray, srgb) is gray


def test_the_profile_is_read_and_not_written() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = encoded(sheet(), "JPEG", icc_profile=srgb)
    assert read_profile("jpeg", data) == srgb
    out = encode([page()], plan_format("jpeg", data)).data
    assert "icc_profile" not in Image.open(io.BytesIO(out)).info
    assert read_profile("jpeg", b"broken") is None
    assert read_profile("array", b"") is None
