import json

import numpy as np
import pytest

from phiscan.synth.truth import SCHEMA, Mark, PhotoTruth, height_px, write_truth
from phiscan.types import Category, Role

BOX = np.array([[10, 20], [110, 20], [110, 44], [10, 44]], float)


def make_photo(*marks: Mark) -> PhotoTruth:
    return PhotoTruth("a.jpg", (200, 100), "letter", "desk", 0, False, marks)


def test_photo_without_marks_has_empty_lists():
    photo = make_photo().to_dict()
    assert photo["entries"] == []
    assert photo["artefacts"] == []


def test_outline_is_an_artefact_and_no_entry():
    photo = make_photo(Mark(None, BOX, "letter")).to_dict()
    assert [a["kind"] for a in photo["artefacts"]] == ["letter"]
    assert photo["entries"] == []


def test_region_has_no_text_and_no_text_height():
    (entry,) = make_photo(Mark(Category.LAB_RESULT, BOX, "lab_report")).to_dict()["entries"]
    assert entry["text"] is None
    assert entry["text_height_px"] is None


def test_metadata_has_no_polygon():
    (entry,) = make_photo(Mark(Category.GPS_LOCATION, None, "metadata")).to_dict()["entries"]
    assert entry["polygon"] is None


@pytest.mark.parametrize("angle", [0, 37, 90, 200])
def test_text_height_does_not_depend_on_the_angle(angle):
    c, s = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    assert height_px(BOX @ np.array([[c, s], [-s, c]])) == pytest.approx(24)


def test_truth_file_is_valid_json_with_its_schema(tmp_path):
    mark = Mark(Category.PERSON_NAME, BOX, "letter", "Ngọc Ánh Ó Néill", Role.PATIENT, visible=0.5)
    write_truth(tmp_path / "truth.json", [make_photo(mark)] * 2, seed=7, split="tune")
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    assert (truth["schema"], truth["seed"], truth["split"]) == (SCHEMA, 7, "tune")
    entry = truth["photos"][1]["entries"][0]
    assert entry["text"] == "Ngọc Ánh Ó Néill"
    assert entry["visible"] == 0.5


def test_truth_of_nothing_is_valid_json(tmp_path):
    write_truth(tmp_path / "truth.json", [], seed=1, split="test")
    assert json.loads((tmp_path / "truth.json").read_text())["photos"] == []
