"""Rounds of one copy ask the engines only about what the last round has changed."""

import numpy as np
import pytest

from phiscan._recall import Recall, RecallingModel, Recalls


class CountingModel:
    backend = "counting"

    def __init__(self):
        self.shapes = []

    def run(self, array):
        self.shapes.append(array.shape)
        return [array.sum(axis=(1, 2, 3)), array[:, :1] * 2]


def rows(*values):
    return np.stack([np.full((3, 2, 2), value, np.float32) for value in values])


@pytest.fixture
def model():
    return CountingModel()


@pytest.fixture
def recalling(model):
    return RecallingModel("det", model, Recall())


def test_nothing_asks_nothing():
    assert Recall().ask("reader", [], lambda new: pytest.fail("asked")) == []


def test_a_model_runs_once_for_each_row_and_answers_the_same(model, recalling):
    first = recalling.run(rows(1, 2))
    again = recalling.run(rows(2, 3, 1))
    assert model.shapes == [(2, 3, 2, 2), (1, 3, 2, 2)]
    for wanted, found in zip(CountingModel().run(rows(2, 3, 1)), again, strict=True):
        assert np.array_equal(wanted, found)
    assert first[0].tolist() == [12.0, 24.0]


def test_rows_that_are_equal_in_one_batch_get_one_answer_each(model, recalling):
    assert recalling.run(rows(5, 5))[0].tolist() == [60.0, 60.0]


def test_one_changed_level_is_looked_at_anew(model, recalling):
    picture = rows(1)
    recalling.run(picture)
    picture[0, 0, 0, 0] += 1 / 127.5
    recalling.run(picture)
    assert len(model.shapes) == 2


def test_another_engine_or_shape_is_asked_itself():
    recall, asked = Recall(), []

    def answer(new):
        asked.extend(new)
        return [len(asked)] * len(new)

    flat = np.zeros((2, 3), np.uint8)
    assert recall.ask("a", [flat], answer) == [1]
    assert recall.ask("b", [flat], answer) == [2]
    assert recall.ask("a", [flat.reshape(3, 2)], answer) == [3]
    assert recall.ask("a", [flat], answer) == [1]


def test_an_engine_that_stops_leaves_nothing_known(recalling, model, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(model, "run", lambda array: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            recalling.run(rows(1))
    assert recalling.run(rows(1))[0].tolist() == [12.0]


def test_of_a_long_file_only_the_first_pages_are_kept():
    recalls = Recalls()
    assert recalls.of(1) is recalls.of(1)
    for page in range(2, 40):
        recalls.of(page)
    assert recalls.of(1) is recalls.of(1)
    assert recalls.of(39) is not recalls.of(39)
