import numpy as np
import pytest

from phiscan.ocr.levels import show


@pytest.mark.parametrize("size_wh", [(1, 1), (1, 7), (40, 30)])
def test_a_picture_is_shown_in_bgr_from_minus_one_to_one_and_nothing_beside_it(size_wh):
    width, height = size_wh
    picture = np.random.default_rng(4).integers(0, 256, (height, width, 3), np.uint8)
    blob = np.zeros((3, height + 2, width + 5), np.float32)
    show(picture, blob)
    wanted = picture[..., ::-1].astype(np.float32).transpose(2, 0, 1) / 127.5 - 1.0
    assert np.array_equal(blob[:, :height, :width], wanted)
    assert not blob[:, height:].any()
    assert not blob[:, :, width:].any()
