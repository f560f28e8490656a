from pathlib import Path

import numpy as np
import pytest

from benchmarks import artefacts
from benchmarks.artefact_ablation import VARIANTS, Told, ablation_table, average_precision
from benchmarks.artefact_judging import (
    LABELS,
    Outcome,
    judge,
    judge_either,
    precision,
    recall,
)
from benchmarks.artefact_scenes import Case, Truth, overlap
from benchmarks.artefacts import measure, report
from benchmarks.data_sweep import DATA
from phiscan.detectors.artefacts import Candidate
from phiscan.types import Category, Finding, Line, Points

BOX = np.array([[10.0, 10], [110, 10], [110, 60], [10, 60]])
PHOTO = np.full((200, 300, 3), 128, np.uint8)
SURE = dict.fromkeys(LABELS, 0.4)


def found(label: str, score: float, box: np.ndarray = BOX) -> Candidate:
    points: Points = tuple((float(x), float(y)) for x, y in box)
    return Candidate(label, score, points)


def test_without_the_photos_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert artefacts.main(["--data", str(tmp_path / "none"), "--out", str(tmp_path)]) == 0
    assert "no photos" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_nothing_asked_nothing_found() -> None:
    outcome, missed, false = judge(Case("empty", PHOTO), [])
    assert (outcome.things, outcome.false, missed, false) == ((), (), [], [])


def test_a_find_counts_by_class_and_place() -> None:
    case = Case("card", PHOTO, (Truth("id_card", BOX),))
    assert judge(case, [found("id_card", 0.9)])[0].things == (("id_card", 0.9),)
    wrong_class, missed, _ = judge(case, [found("screen", 0.9)])
    assert wrong_class.things == (("id_card", 0.0),)
    assert wrong_class.false == (("screen", 0.9),)
    assert missed == [0]
    elsewhere = judge(case, [found("id_card", 0.9, BOX + 120)])[0]
    assert (elsewhere.things, elsewhere.false) == ((("id_card", 0.0),), (("id_card", 0.9),))


def test_an_x_ray_called_a_slice_is_a_radiology_picture() -> None:
    case = Case("film", PHOTO, (Truth("radiograph", BOX),))
    called = [found("medical_imaging", 0.9), found("radiograph", 0.3), found("screen", 0.9)]
    either = judge_either(case, called, SURE)
    assert (either.things, either.false) == ((("radiology", 0.9),), ())
    faint = judge_either(case, [found("medical_imaging", 0.3)], SURE)
    assert faint.things == (("radiology", 0.0),)
    beside = judge_either(case, [found("radiograph", 0.9, BOX + 120)], SURE)
    assert beside.false == (("radiology", 0.9),)


def test_a_page_is_never_a_false_find() -> None:
    assert judge(Case("page", PHOTO), [found("document", 0.99)])[0].false == ()


def test_what_nobody_asks_about_counts_neither_way() -> None:
    hidden = Case("hidden", PHOTO, (Truth("screen", BOX, is_asked=False),))
    free = Case("screenshot", PHOTO, free=frozenset({"screen"}))
    for case in (hidden, free):
        for box in (BOX, BOX + 3):
            outcome = judge(case, [found("screen", 0.9, box)])[0]
            assert (outcome.things, outcome.false) == ((), ())


def test_what_is_seen_of_a_thing_is_enough() -> None:
    mask = np.zeros((50, 75), bool)
    mask[3:15, 3:15] = True  # its left half, in cells of four pixels
    half = BOX * np.array([0.5, 1]) + np.array([5, 0])
    truth = Truth("wristband", BOX, mask=mask, grain=4)
    assert overlap(truth, half, (300, 200)) > 0.8
    assert overlap(Truth("wristband", BOX), half, (300, 200)) == pytest.approx(0.5, abs=0.06)


def test_rates_follow_the_threshold() -> None:
    case = Case("card", PHOTO, (Truth("id_card", BOX),))
    outcomes = [
        judge(case, [found("id_card", 0.5), found("id_card", 0.3, BOX + 120)])[0],
        judge(case, [])[0],
    ]
    assert (recall(outcomes, "id_card", 0.4).hits, recall(outcomes, "id_card", 0.6).hits) == (1, 0)
    assert precision(outcomes, "id_card", 0.4).share == 1.0
    assert precision(outcomes, "id_card", 0.2).share == 0.5


def test_the_page_names_what_was_taken_for_what() -> None:
    looks = {"alone": [], "closer": [found("wristband", 0.8)]}
    nothing: dict[str, list[Candidate]] = {"alone": [], "closer": []}
    film = Case("film", PHOTO, (Truth("radiograph", BOX),))
    cases = [Case("watch", PHOTO), film]
    measured = measure(cases, lambda c: nothing if c is film else looks, SURE, sheet=True)
    page = report(measured, SURE, "cost")
    assert "| watch | – | – | – | – | – | 0/1 = 0.0 %" in page
    assert "1 wristband" in page
    assert "whichever, each at its threshold: recall 0/1" in page
    assert len(measured.false) == 1
    assert [len(o.false) for o in measured.variants["alone"]] == [0, 0]


def test_average_precision_is_the_area_under_precision_over_recall() -> None:
    card = "id_card"
    assert np.isnan(average_precision([], card))
    assert average_precision([Outcome("a", ((card, 0.0),), ())], card) == 0.0
    best = [Outcome("a", ((card, 0.9), (card, 0.8)), ((card, 0.1),))]
    assert average_precision(best, card) == pytest.approx(1.0)
    half = [Outcome("a", ((card, 0.9), (card, 0.5)), ((card, 0.7),))]
    assert average_precision(half, card) == pytest.approx(0.5 * 1 + 0.5 * 2 / 3)
    assert "| id_card | best | 1.000 | 2/2" in ablation_table({"best": best}, SURE)


def test_each_cue_can_be_left_out() -> None:
    box: Points = ((10.0, 10.0), (110.0, 10.0), (110.0, 60.0), (10.0, 60.0))
    inside: Points = ((40.0, 20.0), (60.0, 20.0), (60.0, 30.0), (40.0, 30.0))
    name = Finding(Category.PERSON_NAME, 0.9, "a reason", "test", inside)
    lines = [Line(f"OFFER {n}", inside, 0.99) for n in range(3)]
    first, closer = [Candidate("wristband", 0.8, box)], [Candidate("wristband", 0.6, box)]

    def score(variant: str, known: list[Finding]) -> float:
        return VARIANTS[variant](Told(first, closer, known, lines, ()))[0].score

    assert score("the network alone", [name]) == 0.8
    assert score("with the closer look", [name]) == 0.6
    assert score("as shipped", [name]) == pytest.approx(0.8)
    assert score("without the closer look", [name]) == pytest.approx(0.9)
    assert score("without supporting evidence", [name]) == pytest.approx(0.6)
    assert score("as shipped", []) == pytest.approx(0.36)
    assert score("without the doubt by words", []) == pytest.approx(0.6)


@pytest.mark.skipif(not DATA.is_dir(), reason="needs ../shared/data")
def test_scenes_of_every_kind_can_be_drawn() -> None:
    from benchmarks.artefact_scenes import composed

    cases = list(composed(DATA, "test", 1, 1, side=160))
    assert len({case.row for case in cases}) == len(cases) > 30
    asked = {t.label for case in cases for t in case.truths}
    assert {"wristband", "screen", "id_card"} <= asked
    assert all(max(case.pixels.shape[:2]) <= 162 for case in cases)
