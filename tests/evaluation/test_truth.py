"""Labels written by hand hold mistakes: each is said with its place and without a word of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from phiscan.errors import UsageError
from phiscan.evaluation.truth import read_truth

BOX = [[0, 0], [90, 0], [90, 20], [0, 20]]
SECRET = "Maria Lopez"


def written(folder: Path, table: Any) -> Path:
    path = folder / "truth.json"
    path.write_text(table if isinstance(table, str) else json.dumps(table), encoding="utf-8")
    return path


def with_entry(**changes: Any) -> dict[str, Any]:
    entry = {"category": "mrn", "text": SECRET, "polygon": BOX, **changes}
    entry = {key: value for key, value in entry.items() if value != "absent"}
    photos = [{"file": f"{SECRET}.jpg", "entries": [entry]}]
    return {"schema": "phiscan-truth/1", "photos": photos}


def test_the_least_that_a_truth_may_hold(tmp_path: Path) -> None:
    table = {"schema": "phiscan-truth/1", "photos": [
        {"file": "a.jpg", "entries": [{"category": "mrn", "polygon": BOX},
                                      {"category": "gps_location", "polygon": None}]},
        {"file": "b/menu.jpg", "entries": []}]}  # fmt: skip
    first, second = read_truth(written(tmp_path, table))
    assert first.path == tmp_path / "a.jpg"
    assert (first.clean, second.clean) == (False, True)
    number, place = first.entries
    assert number.is_text
    assert number.text_height_px == 20.0
    assert (place.is_text, place.polygon) == (False, None)


def test_no_photos_is_none(tmp_path: Path) -> None:
    assert read_truth(written(tmp_path, {"schema": "phiscan-truth/1", "photos": []})) == []


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    path.write_text('{"schema": "phiscan-truth/1", "photos": []}', encoding="utf-8-sig")
    assert read_truth(path) == []


def test_a_region_and_a_code_are_no_print(tmp_path: Path) -> None:
    for category in ("lab_result", "barcode", "face", "signature"):
        table = with_entry(category=category, text=None)
        ((entry,),) = (p.entries for p in read_truth(written(tmp_path, table)))
        assert not entry.is_text


@pytest.mark.parametrize(
    ("table", "place"),
    [
        ("", "no JSON"),
        ("{", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ("[]", "schema"),
        ({"schema": "other/1", "photos": []}, "schema"),
        ({"schema": "phiscan-truth/1"}, "photos: wanted a list"),
        ({"schema": "phiscan-truth/1", "photos": [3]}, r"photos\[0\]: wanted an object"),
        ({"schema": "phiscan-truth/1", "photos": [{"file": "a.jpg"}]}, r"photos\[0\].entries"),
        ({"schema": "phiscan-truth/1", "photos": [{"entries": []}]}, r"photos\[0\].file"),
        (with_entry(category=SECRET), r"photos\[0\].entries\[0\].category"),
        (with_entry(role=SECRET), r"entries\[0\].role"),
        (with_entry(polygon="absent"), r"entries\[0\].polygon: missing"),
        (with_entry(polygon=[[0, 0], [1, 1]]), r"entries\[0\].polygon"),
        (with_entry(polygon=[[0, 0], [1, 1], [2, "x"], [0, 1]]), r"entries\[0\].polygon"),
        (with_entry(polygon=[*BOX, [-5, 10]]), "as many points above"),
        (with_entry(page=0), r"entries\[0\].page"),
        (with_entry(page=True), r"entries\[0\].page"),
        (with_entry(text=7), r"entries\[0\].text"),
        (with_entry(text_height_px=float("nan")), "text_height_px"),
    ],
)
def test_a_mistake_is_said_with_its_place_and_no_word_of_it(
    tmp_path: Path, table: Any, place: str
) -> None:
    with pytest.raises(UsageError, match=place) as error:
        read_truth(written(tmp_path, table))
    assert SECRET not in str(error.value)
    assert str(tmp_path) not in str(error.value)


def test_a_missing_truth_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_truth(tmp_path / "none.json")
