"""Nothing of a text may be left beside its cover: told by exchanging the text, pixel by pixel."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from redaction_fakes import MarkScanner, box, encoded, mark, pixels_of

from phiscan.cover import cover_mask
from phiscan.grids import ALIGNED, ALIGNED_444, LOSSLESS, UNKNOWN, Grid, grid_of
from phiscan.load import load
from phiscan.redactor import redact
from phiscan.types import Finding, Pixels
from phiscan.write import plan_format

FONT = ImageFont.load_default(24)


def drawn(text: str, at: tuple[int, int], size: tuple[int, int]) -> Image.Image:
    """Return print in a strong colour: chroma is what JPEG carries farthest."""
    image = Image.new("RGB", size, (250, 250, 250))
    ImageDraw.Draw(image).text(at, text, (200, 30, 30), FONT)
    return image


def turned_back(corners: list[tuple[float, float]], height: int) -> list[tuple[float, float]]:
    """Return the place of a stored box in the upright photo, for EXIF orientation 6."""
    return [(height - y, x) for x, y in (corners[3], corners[0], corners[1], corners[2])]


def exif(orientation: int) -> Image.Exif:
    out = Image.Exif()
    out[0x0112] = orientation
    return out


def outside(photo: bytes, place: Finding) -> tuple[Pixels, np.ndarray]:
    """Return the safe copy and where it is covered."""
    result = redact(photo, [place], scanner=MarkScanner(first=(), second=()))
    assert result.image is not None, result.reason
    file = load(photo)
    pixels = pixels_of(result.image)
    size = pixels.shape[1], pixels.shape[0]
    grid = grid_of(file, plan_format(file.kind, file.data), size)
    return pixels, cover_mask(size, [place], grid)


@pytest.mark.parametrize("quality", [30, 60, 80, 95])
@pytest.mark.parametrize("subsampling", [0, 2])
@pytest.mark.parametrize(("size", "orientation"), [((320, 160), 1), ((313, 151), 1),
                                                   ((320, 160), 6), ((313, 151), 6)])  # fmt: skip
def test_the_copies_of_two_texts_differ_nowhere_beside_the_cover(
    quality: int, subsampling: int, size: tuple[int, int], orientation: int
) -> None:
    for offset in (0, 5, 11):
        at = 60 + offset, 50 + offset
        copies, masks = [], []
        texts = ("Maria Lopez", "MMMMWWW", "")
        place = box(*np.max([drawn(t, at, size).convert("L").point(lambda v: 255 * (v < 245))
                             .getbbox() or (0, 0, 0, 0) for t in texts], axis=0))  # fmt: skip
        place = box(at[0], at[1], place[2][0], place[2][1])
        upright = turned_back(place, size[1]) if orientation == 6 else place
        for text in texts:
            image = drawn(text, at, size)
            photo = encoded(image, "JPEG", quality=quality, subsampling=subsampling,
                            exif=exif(orientation))  # fmt: skip
            copy, mask = outside(photo, mark(upright))
            copies.append(copy)
            masks.append(mask)
        assert (masks[0] == masks[1]).all()
        bare = ~masks[0]
        for copy in copies[1:]:
            shift = np.abs(copies[0].astype(int) - copy)[bare]
            assert shift.max() <= 6
            assert shift.mean() < 0.05


@pytest.mark.parametrize("quality", [30, 60, 95])
def test_what_an_earlier_jpeg_left_round_a_text_in_a_png_is_no_text(quality: int) -> None:
    at, size = (64, 56), (320, 160)
    image = drawn("Maria Lopez", at, size)
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=quality, subsampling=2)
    was_jpeg = Image.open(stream).convert("RGB")
    x0, y0, x1, y1 = ImageDraw.Draw(image).textbbox(at, "Maria Lopez", FONT)
    copy, mask = outside(encoded(was_jpeg), mark(box(x0, y0, x1, y1)))
    gray, text = copy.mean(axis=2), np.asarray(image.convert("L"), float)[int(y0) : int(y1)]
    letters = text[:, int(x0) : int(x1)]
    high = letters.shape[0]
    top = int(np.nonzero(mask.any(axis=1))[0][0])
    for start in range(max(0, top - high), max(1, top - 3)):
        ring = gray[start : start + high, int(x0) : int(x1)].copy()
        hidden = mask[start : start + high, int(x0) : int(x1)]
        seen, wanted = ring[~hidden], letters[~hidden]
        if seen.std() > 1 and wanted.std() > 0:
            assert abs(np.corrcoef(seen, wanted)[0, 1]) < 0.5


@pytest.mark.parametrize(
    ("form", "settings", "wanted"),
    [
        ("PNG", {}, LOSSLESS),
        ("BMP", {}, LOSSLESS),
        ("GIF", {}, LOSSLESS),
        ("WEBP", {"lossless": True}, LOSSLESS),
        ("WEBP", {"quality": 80}, UNKNOWN),
        ("TIFF", {}, UNKNOWN),
        ("JPEG", {"subsampling": 2}, ALIGNED),
        ("JPEG", {"subsampling": 0}, ALIGNED_444),
        ("JPEG", {"subsampling": 2, "exif": exif(3)}, UNKNOWN),
    ],
)
def test_each_format_says_how_far_it_carries_a_letter(
    form: str, settings: dict[str, object], wanted: Grid
) -> None:
    data = encoded(Image.new("RGB", (100, 50)), form, **settings)
    file = load(data)
    assert grid_of(file, plan_format(file.kind, data), (100, 50)) == wanted


def test_an_array_comes_from_anywhere() -> None:
    file = load(np.zeros((20, 20, 3), np.uint8))
    assert grid_of(file, plan_format(file.kind, file.data), (20, 20)) == UNKNOWN


def test_a_turned_photo_of_whole_blocks_stays_aligned() -> None:
    data = encoded(Image.new("RGB", (96, 48)), "JPEG", subsampling=2, exif=exif(6))
    file = load(data)
    assert grid_of(file, plan_format("jpeg", data), (48, 96)) == ALIGNED


def test_a_lossless_cover_is_tighter_than_one_of_blocks_and_holds_the_text() -> None:
    place = mark(box(61, 43, 131, 62))
    exact, blocks = (cover_mask((320, 160), [place], grid) for grid in (LOSSLESS, UNKNOWN))
    assert exact[43:62, 61:131].all()
    assert (blocks | ~exact).all()
    assert exact.sum() < 0.6 * blocks.sum()
