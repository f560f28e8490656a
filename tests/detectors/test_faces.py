from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from phiscan.detectors import faces as engine
from phiscan.detectors.faces import Faces, crop_face, face_polygon, find_faces, merge, pieces
from phiscan.options import ScanOptions
from phiscan.types import Category, Photo, Pixels

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
SAMPLES = Path(__file__).resolve().parents[2] / "sample_images"
needs_data = pytest.mark.skipif(not (DATA / "face").is_dir(), reason="needs ../shared/data")
LIMITS = engine.Thresholds(0.4, 0.35, 0.2, 0.6, 0.18, 0.3, 0.25, 0.3, 0.35, 0.1, 0.4)


def real(folder: str, number: int) -> list[Pixels]:
    paths = sorted((DATA / folder).iterdir())[:number]
    return [np.ascontiguousarray(cv2.imread(str(p))[..., ::-1]) for p in paths]


class FakeModel:
    """Answers every look with one face in the middle, a tenth of the photo, scored by its side."""

    backend = "fake"

    def __init__(self, scores: dict[int, float]) -> None:
        self.scores = scores

    def run(self, array: np.ndarray) -> list[np.ndarray]:
        n, _, height, width = array.shape
        heat, sizes, offsets = (np.zeros((n, c, height // 4, width // 4)) for c in (1, 2, 2))
        long_side = max(height, width)
        heat[:, 0, height // 8, width // 8] = self.scores.get(long_side, 0.0)
        # A tenth of the photo in a whole look; a face fills a third or a half of a close one.
        share = {192: 1 / 3, 128: 1 / 2, 96: 2 / 3}.get(long_side, 0.1)
        sizes[:] = np.log(long_side * share / 4)
        return [heat.astype(np.float32), sizes.astype(np.float32), offsets.astype(np.float32)]


def faces_seen(scores: dict[int, float], side: int = 960) -> Faces:
    photo = np.full((side, side, 3), 128, np.uint8)
    return engine.find_in_photo(FakeModel(scores), photo, LIMITS)


# -- edges --------------------


def test_no_photo_gives_no_list() -> None:
    assert find_faces([], ScanOptions()) == []


@pytest.mark.parametrize("shape", [(1, 1), (1, 900), (900, 3), (8, 8)])
def test_tiny_photos_hold_no_face(shape: tuple[int, int]) -> None:
    assert find_faces([Photo(np.zeros((*shape, 3), np.uint8))], ScanOptions()) == [[]]


@pytest.mark.parametrize("options", [ScanOptions(face_finder="none"), ScanOptions(skip=("face",)),
                                     ScanOptions(only=("mrn",))])  # fmt: skip
def test_unwanted_faces_are_not_looked_for(
    options: ScanOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_ENGINES", {})
    photo = Photo(np.zeros((64, 64, 3), np.uint8))
    assert find_faces([photo, photo], options) == [[], []]


# -- what is accepted --------------------


@pytest.mark.parametrize(
    ("scores", "count"),
    [
        ({}, 0),
        ({960: 0.7}, 1),  # certain by itself
        ({960: 0.5}, 0),  # doubtful, and the closer looks see nothing
        ({960: 0.5, 192: 0.2, 128: 0.2}, 1),  # doubtful, and they see it
        ({960: 0.3, 192: 0.9, 128: 0.9}, 0),  # too weak to look closer
        ({960: 0.25, 320: 0.25}, 1),  # two sizes agree
        ({960: 0.1, 640: 0.36, 192: 0.35, 128: 0.35}, 1),  # turned, weak, and they see it
        ({320: 0.1, 640: 0.36, 192: 0.2, 128: 0.2}, 0),  # turned, weak, and they doubt it
    ],
)
def test_a_doubtful_small_face_needs_a_second_look(scores: dict[int, float], count: int) -> None:
    assert len(faces_seen(scores, side=400)) == count


@pytest.mark.parametrize(
    ("scores", "count"),
    [
        ({960: 0.7}, 1),  # certain by itself
        ({960: 0.5, 192: 0.2, 128: 0.2, 96: 0.2}, 0),
        ({960: 0.5, 192: 0.3, 128: 0.3, 96: 0.3}, 1),
        ({960: 0.25, 320: 0.25}, 0),  # two sizes agree, and no closer look does
        ({960: 0.25, 320: 0.25, 192: 0.4, 128: 0.4, 96: 0.4}, 1),
        ({960: 0.1, 640: 0.36, 192: 0.5, 128: 0.5, 96: 0.5}, 1),
        ({960: 0.1, 640: 0.36, 192: 0.4, 128: 0.4, 96: 0.0}, 0),  # seen alone and tight it is none
    ],
)
def test_a_large_face_has_more_to_show(scores: dict[int, float], count: int) -> None:
    assert len(faces_seen(scores)) == count


class ThreeFaces(FakeModel):
    """Sees three faces in the large look, and nothing in any other."""

    def __init__(self, heats: tuple[float, float, float]) -> None:
        super().__init__({})
        self.heats = heats

    def run(self, array: np.ndarray) -> list[np.ndarray]:
        outputs = super().run(array)
        if array.shape[-1] == 960:
            outputs[0][0, 0, 120, (40, 120, 200)] = self.heats
        return outputs


@pytest.mark.parametrize(
    ("heats", "count"),
    [
        ((0.7, 0.7, 0.41), 3),  # two certain faces speak for the third
        ((0.7, 0.7, 0.39), 2),
        ((0.7, 0.5, 0.5), 1),  # one alone does not
        ((0.5, 0.5, 0.5), 0),
    ],
)
def test_doubtful_faces_among_certain_ones_are_believed(
    heats: tuple[float, float, float], count: int
) -> None:
    photo = np.full((960, 960, 3), 128, np.uint8)
    limits = replace(LIMITS, hint=0.9)  # no turned look
    assert len(engine.find_in_photo(ThreeFaces(heats), photo, limits)) == count


def test_turned_looks_are_taken_only_where_an_upright_one_has_a_trace() -> None:
    assert len(faces_seen({640: 0.9, 960: 0.1})) == 1
    assert len(faces_seen({640: 0.9, 320: 0.1})) == 1
    assert len(faces_seen({640: 0.9, 960: 0.09, 320: 0.09})) == 0


def test_a_face_seen_at_two_sizes_is_one_with_the_better_score() -> None:
    seen = faces_seen({320: 0.7, 960: 0.8})
    assert seen.scores == pytest.approx([0.8])
    assert seen.boxes[0] == pytest.approx([432, 432, 528, 528], abs=12)


def test_merging_nothing_gives_nothing() -> None:
    none = Faces(np.zeros((0, 4)), np.zeros(0), np.zeros(0, dtype=np.intp))
    assert len(merge(none)) == 0


def test_merging_keeps_the_hull() -> None:
    boxes = np.array([[0.0, 0, 10, 10], [2, 2, 12, 12], [50, 50, 60, 60]])
    merged = merge(Faces(boxes, np.array([0.5, 0.9, 0.6]), np.array([0, 1, 0])))
    assert merged.boxes.tolist() == [[0, 0, 12, 12], [50, 50, 60, 60]]
    assert merged.turns.tolist() == [1, 0]


# -- helpers --------------------


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_the_first_corner_is_the_faces_own_top_left(turns: int) -> None:
    photo = np.zeros((60, 80), np.uint8)
    photo[10, 20] = photo[10, 59] = photo[39, 59] = photo[39, 20] = 1
    x, y = face_polygon(np.array([20.0, 10, 60, 40]), turns)[0]
    mark = np.zeros((60, 80), np.uint8)
    mark[int(min(y, 39)), int(min(x, 59))] = 1
    ys, xs = np.nonzero(np.rot90(photo, turns))
    my, mx = np.argwhere(np.rot90(mark, turns))[0]
    assert (mx, my) == (xs.min(), ys.min())


@pytest.mark.parametrize("size", [(100, 100), (4000, 1000), (1000, 4000), (9000, 10), (2501, 1000)])
def test_pieces_cover_every_pixel_and_are_few(size: tuple[int, int]) -> None:
    seen = np.zeros((size[1], size[0]), bool)
    for x0, y0, x1, y1 in pieces(*size):
        seen[y0:y1, x0:x1] = True
    assert seen.all()
    assert len(pieces(*size)) <= engine.MAX_PIECES


def test_a_crop_beyond_the_edge_is_filled_with_black() -> None:
    photo = np.full((40, 40, 3), 200, np.uint8)
    crop = crop_face(photo, np.array([-10.0, -10, 10, 10]), 0, 2.0, 64)
    assert crop.shape == (64, 64, 3)
    assert crop[0, 0].max() == 0
    assert crop[-1, -1].min() == 200


# -- real photos --------------------


@pytest.mark.parametrize("side", [640, 1000, 1280])
def test_a_plate_of_fruit_is_no_face_at_any_size(side: int) -> None:
    plate = cv2.imread(str(SAMPLES / "clean_lunch.jpg"))
    scale = side / max(plate.shape)
    small = cv2.resize(plate, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    assert find_faces([Photo(np.ascontiguousarray(small[..., ::-1]))], ScanOptions()) == [[]]


@needs_data
@pytest.mark.slow
def test_real_faces_are_found_and_objects_are_not_faces() -> None:
    options = ScanOptions()
    found = find_faces([Photo(p) for p in real("face", 6) + real("face_masked", 4)], options)
    assert all(found)
    assert all(f.category is Category.FACE for faces in found for f in faces)
    objects = find_faces([Photo(p) for p in real("negative_packaging", 6)], options)
    assert objects == [[]] * 6


@needs_data
@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_face_in_a_turned_photo_is_found_and_tells_which_way_is_up(turns: int) -> None:
    upright = real("face_masked", 4)[2]
    turned = np.ascontiguousarray(np.rot90(upright, turns))
    (finding, *_) = find_faces([Photo(turned, page=2)], ScanOptions())[0]
    polygon = np.array(finding.polygon)
    box = np.array([*polygon.min(axis=0), *polygon.max(axis=0)])
    assert finding.page == 2
    assert finding.polygon == face_polygon(box, (4 - turns) % 4)
