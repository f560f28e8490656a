import cv2
import numpy as np
import pytest

from phiscan._resize import shrunk


def picture(height: int, width: int, channels: int = 3) -> np.ndarray:
    small = np.random.default_rng(1).integers(0, 255, (height // 8 + 1, width // 8 + 1, channels))
    return cv2.resize(small.astype(np.uint8), (width, height)).reshape(height, width, -1)


def test_at_its_own_size_nothing_is_done() -> None:
    pixels = picture(30, 40)
    assert shrunk(pixels, (40, 30)) is pixels


@pytest.mark.parametrize("size", [(20, 15), (10, 7), (39, 29), (1, 1), (40, 1)])
def test_a_small_photo_gets_the_size_asked_for(size: tuple[int, int]) -> None:
    assert shrunk(picture(30, 40), size).shape == (size[1], size[0], 3)


def test_gray_and_odd_sides() -> None:
    gray = np.ascontiguousarray(picture(301, 401, 1)[..., 0])
    assert shrunk(gray, (100, 75)).shape == (75, 100)


@pytest.mark.parametrize("shape", [(756, 1008), (757, 1009), (600, 1008)])
def test_it_shows_about_what_a_plain_area_mean_shows(shape: tuple[int, int]) -> None:
    pixels = picture(*shape)
    size = (shape[1] * 10 // 63, shape[0] * 10 // 63)
    plain = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA).astype(int)
    away = np.abs(shrunk(pixels, size).astype(int) - plain)
    assert away.mean() < 8  # random colours, and an odd row less; photos are softer
    assert np.abs(shrunk(pixels, size).mean() - plain.mean()) < 0.5
