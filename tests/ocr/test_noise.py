import numpy as np
import pytest

from phiscan.ocr.noise import calmed, noise_of


def grainy(level, size=(400, 1600)):
    noise = np.random.default_rng(5).normal(0.0, level, (*size, 3))
    return np.clip(128 + noise, 0, 255).astype(np.uint8)


def with_rules(pixels, pitch=20, first=0):
    """Dense print: dark strokes two pixels wide, white space between the lines."""
    pixels = pixels.copy()
    for top in range(first, pixels.shape[0], pitch):
        pixels[top : top + 9, ::4] = pixels[top : top + 9, 1::4] = 0
    return pixels


@pytest.mark.parametrize("level", [3.0, 6.0, 10.0])
def test_the_noise_is_measured(level):
    assert noise_of(grainy(level)) == pytest.approx(level, rel=0.2)


def test_a_grainy_photo_is_smoothed_and_keeps_its_size():
    photo = grainy(9.0)
    smooth = calmed(photo)
    assert smooth.shape == photo.shape
    assert smooth.dtype == np.uint8
    assert noise_of(smooth) < 0.5 * noise_of(photo)


@pytest.mark.parametrize(
    "photo",
    [
        np.zeros((0, 0, 3), np.uint8),
        np.full((8, 5000, 3), 200, np.uint8),
        grainy(9.0, size=(400, 1500)),
        grainy(2.0),
        with_rules(grainy(1.0)),
        with_rules(grainy(1.0), pitch=16, first=12),
        with_rules(grainy(1.0), pitch=32, first=12),
    ],
    ids=["empty", "a strip", "a crop", "good light", "dense print", "a screen's", "with gaps"],
)
def test_what_is_small_or_clear_is_left_as_it_is(photo):
    assert calmed(photo) is photo
