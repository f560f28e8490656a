import numpy as np
import pytest

from benchmarks.code_decoys import DECOYS, make_decoy
from benchmarks.code_drawn import Seen, drawn_page, look, shared
from benchmarks.code_scenes import KINDS, Scene, make_scene

GROUND = np.random.default_rng(1).integers(90, 120, (90, 120, 3), dtype=np.uint8)


def test_a_drawn_code_is_readable_where_its_outline_says_and_is_found() -> None:
    kind = next(k for k in KINDS if k.name == "QRCode")
    scene = make_scene(kind, "turned", GROUND, seed=3)
    assert scene.is_readable
    seen = look(scene)
    assert (seen.is_found, seen.is_read, seen.false) == (True, True, 0)


def test_a_box_beside_the_code_is_false() -> None:
    kind = next(k for k in KINDS if k.name == "QRCode")
    scene = make_scene(kind, "turned", GROUND, seed=3)
    assert scene.outline is not None
    moved = Scene(scene.pixels, scene.kind, scene.view, scene.outline + 400, scene.is_readable)
    seen = look(moved)
    assert (seen.is_found, seen.false) == (False, 1)


@pytest.mark.parametrize("draw", DECOYS[:2])
def test_a_decoy_is_the_same_for_the_same_seed(draw: object) -> None:
    first, second = (make_decoy(draw, "dark", GROUND, seed=2) for _ in range(2))  # type: ignore[arg-type]
    assert np.array_equal(first.pixels, second.pixels)
    assert first.outline is None


def test_shared_area_is_counted_in_pixels() -> None:
    square = np.array([(0.0, 0), (9, 0), (9, 9), (0, 9)])
    assert shared(square, square) == 1
    assert shared(square, square + 50) == 0


def test_the_page_counts_readable_codes_apart() -> None:
    seen = [Seen("QRCode", "dark", True, True, True, True, 0, 1, 0.1),
            Seen("MaxiCode", "dark", True, False, False, False, 1, 1, 0.1),
            Seen("stripes", "dark", False, False, False, False, 0, 0, 0.1)]  # fmt: skip
    page = drawn_page(seen)
    assert "| readable codes found | 1/1" in page
    assert "| other codes found | 0/1" in page
    assert "| boxes that are a code (precision) | 1/2" in page
    assert "| stripes | 0/1" in page
    assert drawn_page([])
