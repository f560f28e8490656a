import numpy as np
import pytest

from phiscan.detectors._centerface import bucket_short_side, decode, shrink, to_input
from phiscan.errors import EngineError


def outputs(height: int = 8, width: int = 8) -> list[np.ndarray]:
    """Heat map, log sizes and offsets of an input without a face."""
    return [np.zeros((1, n, height, width), np.float32) for n in (1, 2, 2)]


def test_an_empty_heat_map_has_no_face() -> None:
    assert decode(outputs(), 0.3).shape == (0, 5)


def test_a_heat_map_without_numbers_is_not_a_photo_without_faces() -> None:
    heat, sizes, offsets = outputs()
    heat[:] = np.nan
    with pytest.raises(EngineError):
        decode([heat, sizes, offsets], 0.3)


def test_a_peak_becomes_a_box_around_its_centre() -> None:
    heat, sizes, offsets = outputs()
    heat[0, 0, 2, 5] = 0.9
    sizes[0, :, 2, 5] = np.log([4.0, 2.0])  # height 16 px, width 8 px
    (face,) = decode([heat, sizes, offsets], 0.3)
    # Centre ((5 + 0.5) * 4, (2 + 0.5) * 4) = (22, 10).
    assert face == pytest.approx([18, 2, 26, 18, 0.9], abs=1e-5)


def test_two_peaks_on_one_face_are_one() -> None:
    heat, sizes, offsets = outputs()
    heat[0, 0, 4, 4:6] = 0.8, 0.6
    sizes[:] = np.log(6.0)
    assert decode([heat, sizes, offsets], 0.3)[:, 4] == pytest.approx([0.8])


def test_absurd_sizes_stay_numbers() -> None:
    heat, sizes, offsets = outputs()
    heat[0, 0, 0, 0] = 1.0
    sizes[:] = 1e6
    assert np.isfinite(decode([heat, sizes, offsets], 0.3)).all()


@pytest.mark.parametrize(("shape", "size"), [((300, 600), (480, 960)), ((1, 1), (960, 960)),
                                             ((2000, 2), (960, 1))])  # fmt: skip
def test_shrink_gives_the_longer_side_whatever_the_shape(
    shape: tuple[int, int], size: tuple[int, int]
) -> None:
    small, factor = shrink(np.zeros((*shape, 3), np.uint8), 960)
    assert small.shape[:2] == size
    assert factor == pytest.approx(960 / max(shape))


def test_inputs_have_few_shapes_all_multiples_of_32() -> None:
    shapes = set()
    for short in range(1, 961, 7):
        for shape in ((960, short, 3), (short, 960, 3)):
            shapes.add(to_input(np.zeros(shape, np.uint8)).shape)
    assert len(shapes) <= 7
    assert all(h % 32 == w % 32 == 0 for _, _, h, w in shapes)


def test_padding_is_black_and_the_picture_is_kept() -> None:
    picture = np.full((50, 64, 3), (10, 20, 30), np.uint8)
    padded = to_input(picture)
    assert padded[0, :, 0, 0].tolist() == [10, 20, 30]
    assert padded[0, :, 50:, :].max() == 0


def test_a_square_needs_no_bucket() -> None:
    assert bucket_short_side(320, 320) == 320
