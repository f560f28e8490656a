import cv2
import numpy as np
import pytest

from phiscan.ocr.detail import halved, shows_more


@pytest.mark.parametrize("size_wh", [(1, 1), (1, 9), (2, 2), (7, 5)])
def test_tiny_pictures_can_be_asked(size_wh):
    picture = np.full((size_wh[1], size_wh[0], 3), 90, np.uint8)
    assert not shows_more(picture, halved(picture))


def test_print_shows_more_in_full_size_and_none_once_it_is_blurred(lines_page):
    assert shows_more(lines_page, halved(lines_page))
    soft = cv2.GaussianBlur(lines_page, (0, 0), 4)
    assert not shows_more(soft, halved(soft))


def test_grain_and_a_slow_ramp_are_no_detail():
    ramp = np.linspace(0, 255, 768).astype(np.uint8)[None, :, None].repeat(768, 0).repeat(3, 2)
    grain = cv2.GaussianBlur(np.random.default_rng(2).normal(0, 6, ramp.shape), (0, 0), 0.8)
    picture = np.clip(ramp + grain, 0, 255).astype(np.uint8)
    assert not shows_more(picture, halved(picture))


def test_one_blurred_word_in_a_large_tile_is_detail(page):
    picture = np.full((768, 768, 3), 190, np.uint8)
    picture[300:340, 200:500] = cv2.GaussianBlur(page([(5, 8, "MRN 77-1234567")], (300, 40), 16),
                                                 (0, 0), 1.0)  # fmt: skip
    assert shows_more(picture, halved(picture))


def test_red_print_on_black_shows_more_in_full_size(lines_page):
    shown = np.zeros_like(lines_page)
    shown[..., 0] = 255 - lines_page[..., 1]
    assert shows_more(shown, halved(shown))
