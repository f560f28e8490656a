"""The name tagger: shapes, independence of neighbours, and what a user would notice."""

import numpy as np
import pytest

from phiscan import _models, _runtime
from phiscan.errors import EngineError
from phiscan.options import ScanOptions
from phiscan.rules import tagger


def mean_score(text, part):
    (scores,) = tagger.name_scores([text])
    start = text.index(part)
    return float(scores[start : start + len(part)].mean())


def test_no_texts_and_empty_texts():
    assert tagger.name_scores([]) == []
    for text, scores in zip(("", " ", "\t  "), tagger.name_scores(["", " ", "\t  "]), strict=True):
        assert scores.shape == (len(text),)
        assert not scores.any()


@pytest.mark.parametrize("length", [1, 15, 16, 17, 33, 256, 257, 700])
def test_one_probability_a_character_whatever_the_length(length):
    (scores,) = tagger.name_scores([("Marisol Quade " * 60)[:length]])
    assert scores.shape == (length,)
    assert scores.dtype == np.float32
    assert 0 <= scores.min() <= scores.max() <= 1


def test_foreign_letters_marks_and_pictures_are_no_trouble():
    texts = ["患者 王小明", "e\u0301l", "🙂 ok", "\u200b", "ﬁnal", "Ｎａｍｅ：Ｊｏ", "\x00\x1f"]
    assert [len(s) for s in tagger.name_scores(texts)] == [len(t) for t in texts]


def test_a_line_scores_the_same_alone_and_in_company():
    lines = ["Patient: Oyelaran, Tunde", "Glucose 95 mg/dL", "x" * 70, "Rm 4 Vang", "", "Quade"] * 9
    together = tagger.name_scores(lines)
    for line, scores in zip(lines[:6], together, strict=False):
        np.testing.assert_allclose(tagger.name_scores([line])[0], scores, atol=1e-4)


def test_the_same_answer_every_time():
    lines = ["Pt Okonjo seen at bedside", "DOB 01/02/1950"]
    for a, b in zip(tagger.name_scores(lines), tagger.name_scores(lines), strict=True):
        np.testing.assert_array_equal(a, b)


def test_both_runtimes_agree():
    if set(_runtime.available_backends()) < {"openvino", "onnxruntime"}:
        pytest.skip("needs both openvino and onnxruntime")
    blob = tagger.encode(["Nurse: Wiremu Tautahi", "Take one tablet by mouth"], 32)
    one, other = (
        _runtime.open_model(tagger.MODEL, ScanOptions(backend=b, precision="f32")).run(blob)[0]
        for b in ("openvino", "onnxruntime")
    )
    np.testing.assert_allclose(one, other, atol=1e-3)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Patient: Xankisi Doyinsola", "Xankisi Doyinsola"),
        ("Rm 4 Xankisi RN: Doyinsola", "Doyinsola"),
        ("Pt Okonjovic seen at bedside, daughter Lanvi says", "Okonjovic"),
        ("WOJTKOVEC, BRANIMA J", "WOJTKOVEC"),
        ("Dear Ms. Threlfallow,", "Threlfallow"),
    ],
)
def test_names_on_no_list_score_high_where_names_stand(text, name):
    assert mean_score(text, name) > tagger.thresholds()["likely"]


@pytest.mark.parametrize(
    "text",
    [
        "Glucose 95 mg/dL 70 - 99",
        "Lisinopril 10 mg daily",
        "Larkfield General Hospital",
        "return total / len(values)",
        "Tomato Soup 7.50",
        "Foley catheter placed",
        "Name: ____________",
        "in the evening the lamps were lit one after another",
    ],
)
def test_what_is_no_name_scores_low(text):
    (scores,) = tagger.name_scores([text])
    assert scores.max() < tagger.thresholds()["likely"]


def test_a_missing_network_is_said_not_passed_over(monkeypatch):
    def missing(name):
        raise EngineError(f"no model named {name}: reinstall phiscan")

    monkeypatch.setattr(_runtime, "find_weights", missing)
    monkeypatch.setattr(_runtime, "_open", {})
    with pytest.raises(EngineError, match="reinstall"):
        tagger.name_scores(["Nurse: Quade"])


def test_the_network_ships_with_the_package_and_says_where_it_stands():
    weights = _models.find_weights(tagger.MODEL)
    assert weights.path.stat().st_size < 2_000_000
    assert 0 < weights.config["thresholds"]["possible"] < weights.config["thresholds"]["sure"] < 1
