from functools import cache

import cv2
import numpy as np
import pytest

from phiscan.evaluation.metric import (
    Rate,
    best_correlation,
    cell_leaks,
    changed,
    is_leak,
    over_redaction,
    region_leaks,
    straighten,
    to_gray,
)
from phiscan.types import Pixels

TEXT = "Maria Lopez 0048151"
HEIGHTS = [10, 14, 24, 48, 120]


@cache
def page(height: int, *, turned_deg: float = 0.0, noise: float = 3.0) -> tuple[Pixels, np.ndarray]:
    """Print TEXT, `height` px high, on noisy paper; return the photo and the text's polygon."""
    scale = height / 30
    (w, h), base = cv2.getTextSize(TEXT, cv2.FONT_HERSHEY_SIMPLEX, scale, max(1, height // 12))
    size = w + 8 * height
    photo = np.full((size, size, 3), 225, np.uint8)
    x, y = (size - w) // 2, size // 2
    cv2.putText(photo, TEXT, (x, y), cv2.FONT_HERSHEY_SIMPLEX, scale, (30, 30, 60),
                max(1, height // 12), cv2.LINE_AA)  # fmt: skip
    corners = np.array([(x, y - h), (x + w, y - h), (x + w, y + base), (x, y + base)], float)
    matrix = cv2.getRotationMatrix2D((size / 2, size / 2), -turned_deg, 1.0)
    photo = cv2.warpAffine(photo, matrix, (size, size), borderValue=(225, 225, 225))
    corners = corners @ matrix[:, :2].T + matrix[:, 2]
    grain = np.random.default_rng(5).normal(0, noise, photo.shape)
    return np.clip(photo + grain, 0, 255).astype(np.uint8), corners


def cover(photo: Pixels, polygon: np.ndarray, colour: tuple[int, int, int] = (0, 0, 0)) -> Pixels:
    out = photo.copy()
    cv2.fillPoly(out, [np.round(polygon).astype(np.int32)], colour)
    return out


def grown(polygon: np.ndarray, by: float) -> np.ndarray:
    middle = polygon.mean(axis=0)
    away = polygon - middle
    return middle + away * (1 + by / np.linalg.norm(away, axis=1, keepdims=True))


def jpeg(photo: Pixels, quality: int) -> Pixels:
    data = cv2.imencode(".jpg", photo, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)


def leaks(original: Pixels, copy: Pixels, polygon: np.ndarray) -> bool:
    return is_leak(cell_leaks(to_gray(original), to_gray(copy), polygon))


# -- does it leak? --------------------


@pytest.mark.parametrize("height", HEIGHTS)
@pytest.mark.parametrize("turned_deg", [0, 8, 90, 180, 205])
def test_untouched_leaks_and_covered_does_not(height: int, turned_deg: float) -> None:
    photo, polygon = page(height, turned_deg=turned_deg)
    assert leaks(photo, photo, polygon)
    assert not leaks(photo, cover(photo, grown(polygon, 8)), polygon)


@pytest.mark.parametrize("height", HEIGHTS)
@pytest.mark.parametrize("quality", [40, 75, 92])
def test_compression_hides_nothing_and_uncovers_nothing(height: int, quality: int) -> None:
    photo, polygon = page(height, turned_deg=0)
    assert leaks(photo, jpeg(photo, quality), polygon)
    assert not leaks(photo, jpeg(cover(photo, grown(polygon, 16)), quality), polygon)


@pytest.mark.parametrize("shift", [(1, 0), (0, -1), (2, 2)])
def test_text_moved_by_a_pixel_or_two_still_leaks(shift: tuple[int, int]) -> None:
    photo, polygon = page(20)
    assert leaks(photo, np.roll(photo, shift, axis=(0, 1)), polygon)


def test_text_moved_far_away_is_not_in_its_place() -> None:
    photo, polygon = page(20)
    assert not leaks(photo, np.roll(photo, 300, axis=0), polygon)


@pytest.mark.parametrize("share", [0.3, 0.5, 0.8])
def test_half_covered_leaks(share: float) -> None:
    photo, polygon = page(24)
    part = grown(polygon, 6)
    part[1] = part[0] + share * (part[1] - part[0])
    part[2] = part[3] + share * (part[2] - part[3])
    assert leaks(photo, cover(photo, part), polygon)


def test_one_open_letter_of_nineteen_is_below_the_limit_and_three_are_not() -> None:
    assert not is_leak(np.array([True] + [False] * 18))
    assert is_leak(np.array([True] * 3 + [False] * 16))


@pytest.mark.parametrize("alpha", [0.5, 0.8])
def test_a_see_through_cover_leaks(alpha: float) -> None:
    photo, polygon = page(24)
    solid = cover(photo, grown(polygon, 8))
    assert leaks(photo, cv2.addWeighted(solid, alpha, photo, 1 - alpha, 0), polygon)


def test_a_negative_is_judged_by_what_correlates() -> None:
    photo, polygon = page(24)
    cells = cell_leaks(to_gray(photo), to_gray(255 - photo), polygon)
    assert len(cells) > 5  # an inverted copy is not what a redactor makes; it must not crash


def test_text_that_cannot_be_seen_has_no_cell_and_does_not_leak() -> None:
    flat = np.full((60, 300, 3), 128, np.uint8)
    polygon = np.array([(20.0, 20), (200, 20), (200, 40), (20, 40)])
    cells = cell_leaks(to_gray(flat), to_gray(flat), polygon)
    assert len(cells) == 0
    assert not is_leak(cells)


def test_spaces_are_not_counted() -> None:
    photo, polygon = page(40, noise=0)
    wide = polygon.copy()
    wide[1:3, 0] += 400  # blank paper to the right
    assert (
        len(cell_leaks(to_gray(photo), to_gray(photo), wide))
        <= len(cell_leaks(to_gray(photo), to_gray(photo), polygon)) + 1
    )


def test_a_polygon_at_and_beyond_the_edge_is_measured() -> None:
    photo, polygon = page(24)
    moved = polygon - polygon.min(axis=0) - 10
    assert cell_leaks(to_gray(photo), to_gray(photo), moved).dtype == bool
    assert len(cell_leaks(to_gray(photo), to_gray(photo), polygon + 1e5)) == 0


def test_a_curved_line_is_straightened() -> None:
    angles = np.linspace(-0.9, 0.9, 40)
    photo = np.full((400, 400), 255, np.float32)
    upper = np.stack([200 + 160 * np.sin(angles), 260 - 160 * np.cos(angles)], 1)
    lower = np.stack([200 + 130 * np.sin(angles), 260 - 130 * np.cos(angles)], 1)
    middle = ((upper + lower) / 2).astype(np.int32)
    cv2.polylines(photo, [middle], False, 0, 5)
    strip = straighten(photo, np.concatenate([upper, lower[::-1]]))
    assert strip[len(strip) // 2].max() < 120
    assert strip[[1, -2]].min() > 200


# -- regions and area --------------------


def test_a_region_leaks_where_it_is_open() -> None:
    rng = np.random.default_rng(0)
    photo = cv2.resize(rng.integers(0, 255, (40, 40, 3), dtype=np.uint8), (400, 400))
    square = np.array([(100.0, 100), (300, 100), (300, 300), (100, 300)])
    half = square * (1, 0.5) + (0, 50)
    gray = to_gray(photo)
    assert region_leaks(gray, gray, square).mean() == 1
    assert region_leaks(gray, to_gray(cover(photo, grown(square, 5))), square).mean() == 0
    assert 0.3 < region_leaks(gray, to_gray(cover(photo, half)), square).mean() < 0.7


@pytest.mark.parametrize("quality", [50, 75, 92])
def test_compression_alone_changes_no_area(quality: int) -> None:
    photo, _ = page(24, noise=6)
    assert changed(photo, jpeg(photo, quality)).mean() < 0.001


def test_over_redaction_counts_only_what_lies_outside_the_truth() -> None:
    photo = np.full((100, 200, 3), 230, np.uint8)
    truth = np.array([(0.0, 0), (100, 0), (100, 100), (0, 100)])
    assert over_redaction(photo, photo, [truth]) == 0
    assert over_redaction(photo, cover(photo, truth), [truth]) < 0.03
    everything = np.zeros_like(photo)
    assert over_redaction(photo, everything, [truth]) == pytest.approx(0.5, abs=0.01)
    assert over_redaction(photo, everything, []) == 1


# -- numbers --------------------


def test_correlation_of_a_flat_copy_is_nought() -> None:
    cell = np.random.default_rng(0).normal(100, 20, (12, 8)).astype(np.float32)
    assert best_correlation(cell, np.full((16, 12), 7, np.float32)) == 0
    assert best_correlation(cell, np.pad(cell, 2)) == pytest.approx(1.0)
    assert best_correlation(np.ones((4, 4), np.float32), np.pad(cell, 2)) == 0


def test_wilson_interval_at_the_edges() -> None:
    assert Rate(0, 0).interval == (0.0, 1.0)
    low, high = Rate(0, 100).interval
    assert (low, round(high, 3)) == (0.0, 0.037)
    low, high = Rate(5, 10).interval
    assert (round(low, 3), round(high, 3)) == (0.237, 0.763)
    assert "5/10 = 50.0 %" in str(Rate(5, 10))
