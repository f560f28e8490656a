import json
from pathlib import Path

import numpy as np
import pytest

from phiscan.evaluation.truth import baseline_deg, read_truth, turn_class

REPO = Path(__file__).resolve().parents[2]


def write(folder: Path, **changes: object) -> Path:
    entry = {"category": "mrn", "text": "0048151", "polygon": [[0, 0], [9, 0], [9, 4], [0, 4]],
             "page": 1, "role": "patient", "text_height_px": 4.0, "artefact": "label"}  # fmt: skip
    photo = {"file": "a.png", "size_wh": [20, 10], "pages": 1, "kind": "label", "view": "desk",
             "rotation_deg": 90, "clean": False, "artefacts": [], "entries": [entry]}  # fmt: skip
    path = folder / "truth.json"
    path.write_text(json.dumps({"schema": "phiscan-truth/1", "photos": [photo], **changes}))
    return path


def test_another_schema_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="wanted schema"):
        read_truth(write(tmp_path, schema="other/1"))


def test_no_photo_is_no_photo(tmp_path: Path) -> None:
    assert read_truth(write(tmp_path, photos=[])) == []


def test_an_entry_knows_its_height_class_and_hides_its_text(tmp_path: Path) -> None:
    (photo,) = read_truth(write(tmp_path))
    (entry,) = photo.entries
    assert entry.height_class == "<14 px"
    assert entry.is_text
    assert "0048151" not in repr(photo)
    assert len(photo.regions(1)) == 1
    assert photo.regions(2) == []


def test_where_a_name_comes_from_is_optional(tmp_path: Path) -> None:
    (photo,) = read_truth(write(tmp_path))
    assert photo.entries[0].origin == ""


@pytest.mark.parametrize(
    ("degrees", "row"),
    [(0, "0, within 2"), (-2, "0, within 2"), (2.1, "0, tilted 2-10"), (-30, "0, tilted 10-45"),
     (88, "90"), (100, "90"), (180, "180"), (-179, "180"), (-90, "270"), (-60, "270")],
)  # fmt: skip
def test_a_baseline_has_one_row(degrees: float, row: str) -> None:
    assert turn_class(degrees) == row


def test_a_baseline_is_measured_clockwise_from_the_reading_direction() -> None:
    line = np.array([[0, 0], [10, 0], [10, 2], [0, 2]], float)
    down = np.array([[2, 0], [2, 10], [0, 10], [0, 0]], float)
    assert baseline_deg(line) == 0
    assert baseline_deg(down) == 90
    assert baseline_deg(line[[2, 3, 0, 1]]) == 180
    curved = np.array([[0, 0], [5, -3], [10, 0], [10, 2], [5, -1], [0, 2]], float)
    assert baseline_deg(curved) == 0


@pytest.mark.skipif(
    not (REPO / "sample_images/truth.json").is_file(), reason="needs sample_images/truth.json"
)
def test_the_samples_truth_is_read() -> None:
    photos = read_truth(REPO / "sample_images/truth.json")
    assert len(photos) >= 14
    assert all(photo.path.is_file() for photo in photos)
