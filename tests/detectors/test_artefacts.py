from dataclasses import replace

import numpy as np
import pytest

from phiscan.detectors import artefacts
from phiscan.detectors.artefacts import (
    ARTEFACTS,
    Candidate,
    as_findings,
    find_artefacts,
    find_candidates,
    is_wanted,
    polygon_iou,
    show_medical,
    with_evidence,
)
from phiscan.errors import EngineError
from phiscan.options import ScanOptions
from phiscan.types import Category, Finding, Line, Points, Role

SQUARE: Points = ((0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0))
INSIDE: Points = ((40.0, 40.0), (60.0, 40.0), (60.0, 50.0), (40.0, 50.0))
BESIDE: Points = ((140.0, 40.0), (160.0, 40.0), (160.0, 50.0), (140.0, 50.0))


@pytest.fixture(autouse=True)
def thresholds(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked here does not depend on the weights' own thresholds."""
    least = {"possible": 0.2, "sure": 0.4}
    monkeypatch.setattr(artefacts, "_thresholds", lambda n: [least[n]] * len(artefacts.CLASSES))


def finding(category: Category, polygon: Points | None = INSIDE) -> Finding:
    return Finding(category, 0.9, "a reason", "test", polygon)


def test_no_candidates_no_findings() -> None:
    assert find_artefacts([], [], ScanOptions()) == []
    assert not show_medical([])


def test_a_photo_too_small_to_show_anything_shows_nothing() -> None:
    assert find_candidates(np.zeros((8, 300, 3), np.uint8)) == []


def test_when_nothing_of_it_is_wanted_nobody_has_to_look() -> None:
    assert not is_wanted(ScanOptions(only=("mrn",)))
    assert is_wanted(ScanOptions(only=("screen",)))


def test_a_missing_network_is_not_an_empty_list(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> None:
        raise EngineError("the weights are missing")

    monkeypatch.setattr(artefacts, "open_model", missing)
    with pytest.raises(EngineError):
        find_candidates(np.zeros((64, 64, 3), np.uint8))


@pytest.mark.parametrize(("label", "shown"), [("wristband", True), ("radiograph", True),
                                              ("screen", False), ("document", False)])  # fmt: skip
def test_what_makes_a_photo_a_patients(label: str, shown: bool) -> None:
    assert show_medical([Candidate(label, 0.9, SQUARE)]) is shown
    assert not show_medical([Candidate(label, 0.3, SQUARE)])


def test_a_doubtful_band_with_a_name_on_it_is_a_band() -> None:
    doubtful = [Candidate("wristband", 0.3, SQUARE)]
    assert find_artefacts(doubtful, [], ScanOptions()) == []
    (found,) = find_artefacts(doubtful, [finding(Category.PERSON_NAME)], ScanOptions(), page=2)
    assert (found.category, found.page) == (Category.WRISTBAND, 2)


def test_every_category_it_reports_has_a_plain_reason() -> None:
    sure = [Candidate(str(category), 0.99, SQUARE) for category in sorted(ARTEFACTS)]
    findings = as_findings(sure, 2, ScanOptions())
    assert {f.category for f in findings} == ARTEFACTS
    assert all(f.page == 2 and f.reason.endswith(".") and len(f.reason) > 20 for f in findings)


def test_documents_and_doubtful_things_are_no_findings() -> None:
    found = [Candidate("document", 0.99, SQUARE), Candidate("wristband", 0.21, SQUARE)]
    assert as_findings(found, 1, ScanOptions()) == []


def test_what_is_not_looked_for_is_not_reported() -> None:
    found = [Candidate("wristband", 0.99, SQUARE), Candidate("screen", 0.99, SQUARE)]
    findings = as_findings(found, 1, ScanOptions(skip=("screen",)))
    assert [f.category for f in findings] == [Category.WRISTBAND]


def test_a_name_on_a_strip_makes_it_surer_and_a_code_surer_still() -> None:
    strip = Candidate("wristband", 0.4, SQUARE)
    name, code = finding(Category.PERSON_NAME), finding(Category.BARCODE)
    assert with_evidence([strip], [])[0].score == pytest.approx(0.4)
    assert with_evidence([strip], [name])[0].score == pytest.approx(0.7)
    assert with_evidence([strip], [name, name])[0].score == pytest.approx(0.7)
    assert with_evidence([strip], [name, code])[0].score == pytest.approx(0.85)


def test_a_name_on_a_paper_that_lies_on_stone_makes_the_stone_no_x_ray() -> None:
    name = finding(Category.PERSON_NAME)
    stone = Candidate("radiograph", 0.4, ((-500, -500), (900, -500), (900, 900), (-500, 900)))
    paper = Candidate("document", 0.8, SQUARE)
    assert with_evidence([stone], [name])[0].score == pytest.approx(0.7)
    assert with_evidence([stone, paper], [name])[0].score == pytest.approx(0.4)
    film = Candidate("radiograph", 0.4, SQUARE)
    assert with_evidence([film, paper], [name])[0].score == pytest.approx(0.7)
    faint = Candidate("radiograph", 0.3, SQUARE)
    assert with_evidence([faint], [name])[0].score == pytest.approx(0.3)


@pytest.mark.parametrize(
    "other",
    [
        finding(Category.DATE),
        finding(Category.PERSON_NAME, BESIDE),
        finding(Category.PERSON_NAME, None),
    ],
)
def test_what_says_nothing_about_it_leaves_it_as_it_is(other: Finding) -> None:
    assert with_evidence([Candidate("wristband", 0.4, SQUARE)], [other])[0].score == 0.4


def test_one_radiology_picture_is_not_two() -> None:
    twins = [Candidate("radiograph", 0.8, SQUARE), Candidate("medical_imaging", 0.6, SQUARE)]
    assert artefacts.without_twins(twins) == twins[:1]


def test_a_picture_on_a_screen_is_both() -> None:
    both = [Candidate("screen", 0.8, SQUARE), Candidate("radiograph", 0.6, SQUARE)]
    assert artefacts.without_twins(both) == both


def test_overlap_of_outlines() -> None:
    square = np.array(SQUARE)
    assert polygon_iou(square, square) == pytest.approx(1.0)
    assert polygon_iou(square, square + 200) == 0.0
    assert polygon_iou(square, square + np.array([50, 0])) == pytest.approx(1 / 3)
    assert polygon_iou(square[:1].repeat(4, axis=0), square[:1].repeat(4, axis=0)) == 0.0


class Shown:
    """Stands in for the network's runtime: shows one thing from edge to edge."""

    backend = "test"

    def __init__(self, label: str, share: float) -> None:
        self.number, self.share = artefacts.CLASSES.index(label), share

    def run(self, array: np.ndarray) -> list[np.ndarray]:
        height, width = array.shape[2] // 4, array.shape[3] // 4
        count = len(artefacts.CLASSES)
        heat = np.zeros((1, count, height // 2, width // 2), np.float32)
        masks = np.zeros((1, count, height, width), np.float32)
        rows = int(height * self.share)
        heat[0, self.number, rows // 4, width // 4] = 0.9
        masks[0, self.number, :rows] = 1
        return [heat, masks, np.zeros((1, 2 * count, height, width), np.float32)]


@pytest.mark.parametrize(("share", "is_whole"), [(0.92, True), (0.5, False)])
def test_an_x_ray_that_fills_the_photo_is_covered_to_its_edges(
    share: float, is_whole: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(artefacts, "open_model", lambda *_: Shown("radiograph", share))
    seen = find_candidates(np.zeros((500, 500, 3), np.uint8))
    (found,) = find_artefacts(seen, [], ScanOptions())
    assert (found.box == (0, 0, 500, 500)) is is_whole


def test_maps_without_numbers_are_not_a_clean_photo(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(Shown):
        def run(self, array: np.ndarray) -> list[np.ndarray]:
            return [part * np.nan for part in super().run(array)]

    monkeypatch.setattr(artefacts, "open_model", lambda *_: Broken("screen", 0.5))
    with pytest.raises(EngineError):
        find_candidates(np.zeros((64, 64, 3), np.uint8))


def test_a_note_with_a_name_is_no_card() -> None:
    note = [Candidate("id_card", 0.35, SQUARE)]
    known = [finding(Category.PERSON_NAME), finding(Category.MRN)]
    assert find_artefacts(note, known, ScanOptions()) == []
    assert find_artefacts(note, [finding(Category.HEALTH_PLAN_ID)], ScanOptions())


def test_a_band_is_not_a_card_as_well() -> None:
    seen = [Candidate("wristband", 0.9, SQUARE), Candidate("id_card", 0.8, SQUARE)]
    assert artefacts.without_twins(seen) == seen[:1]


def test_a_products_code_makes_no_band() -> None:
    strip = [Candidate("wristband", 0.4, SQUARE)]
    code = finding(Category.BARCODE)
    assert with_evidence(strip, [code])[0].score == pytest.approx(0.7)
    for tag in ("retail", "public"):
        assert with_evidence(strip, [replace(code, tags=frozenset({tag}))]) == strip


def test_a_clinicians_name_makes_no_band() -> None:
    strip = [Candidate("wristband", 0.4, SQUARE)]
    name = replace(finding(Category.PERSON_NAME), role=Role.CLINICIAN)
    assert with_evidence(strip, [name]) == strip


def lines_on_it(count: int, score: float = 0.99) -> list[Line]:
    return [Line(f"SPECIAL OFFER {n}", INSIDE, score) for n in range(count)]


def test_a_strip_whose_words_tell_of_nobody_is_rather_a_ticket() -> None:
    strip = [Candidate("wristband", 0.6, SQUARE)]

    def found(known: list[Finding], lines: list[Line]) -> list[Finding]:
        return find_artefacts(strip, known, ScanOptions(), lines=lines)

    assert not found([], lines_on_it(3))
    assert found([], lines_on_it(2))
    assert found([], lines_on_it(3, score=0.7)), "what was not read surely says nothing"
    assert found([], [Line("SPECIAL", BESIDE, 0.99)] * 3)
    assert found([finding(Category.MRN)], lines_on_it(3))
    assert found([finding(Category.UNREAD_TEXT)], lines_on_it(3))


def test_a_card_that_bears_a_labels_print_is_a_label() -> None:
    seen = [Candidate("id_card", 0.6, SQUARE)]
    texts = ("Ada Okafor", "ASPIRIN 81 MG TAB", "Qty 30 Refills 2", "by mouth")
    name = finding(Category.PERSON_NAME)

    def found(more: list[Finding], score: float = 0.99, also: str = "") -> list[Finding]:
        lines = [Line(text, INSIDE, score) for text in (*texts, also)]
        return find_artefacts(seen, [name, *more], ScanOptions(), lines=lines)

    assert not found([])
    assert found([], also="Member ID 555")
    assert found([], score=0.7), "what was not read surely says nothing"
    assert found([finding(Category.FACE)])
    band = [Candidate("wristband", 0.6, SQUARE)]
    doses = [Line(text, INSIDE, 0.99) for text in texts[:2] + texts[3:]]
    assert find_artefacts(band, [name], ScanOptions(), lines=doses), "doses stand on bands, too"


def test_a_name_and_a_code_on_a_tube_make_no_band() -> None:
    seen = [Candidate("wristband", 0.6, SQUARE)]
    known = [finding(Category.PERSON_NAME), finding(Category.BARCODE)]
    texts = ("OKAFOR, ADA", "Collected 05/03/31 13:31", "MRN 555123 BLUE")

    def found(candidates: list[Candidate], texts: tuple[str, ...]) -> list[Finding]:
        lines = [Line(text, INSIDE, 0.99) for text in texts]
        return find_artefacts(candidates, known, ScanOptions(), lines=lines)

    assert not found(seen, texts)
    assert found(seen, ("OKAFOR, ADA", "13:31", "MRN 555123"))
    assert found([replace(seen[0], score=0.95)], texts), "a picture of a band is one"


@pytest.mark.parametrize(
    ("unread", "more", "is_card"),
    [(0, [], False), (1, [], False), (8, [], True), (0, [finding(Category.UNREAD_TEXT)], True)],
)
def test_a_card_of_which_much_was_not_read_stays_a_card(
    unread: int, more: list[Finding], is_card: bool
) -> None:
    texts = ("ASPIRIN 81 MG TAB", "Qty 30 Refills 2", "by mouth")
    lines = [Line(text, INSIDE, 0.99) for text in texts] + [Line("", INSIDE, 0.5)] * unread
    known = [finding(Category.PERSON_NAME), *more]
    found = find_artefacts([Candidate("id_card", 0.6, SQUARE)], known, ScanOptions(), lines=lines)
    assert bool(found) is is_card


def test_an_x_ray_is_one_whatever_is_written_on_it() -> None:
    film = [Candidate("radiograph", 0.6, SQUARE)]
    assert find_artefacts(film, [], ScanOptions(), lines=lines_on_it(9))


class Flicker(Shown):
    """Shows its thing at the first two looks only."""

    looks = 0

    def run(self, array: np.ndarray) -> list[np.ndarray]:
        self.looks += 1
        heat, masks, vectors = super().run(array)
        return [heat * (self.looks <= len(artefacts.LOOKS)), masks, vectors]


def test_what_a_closer_look_does_not_see_is_half_as_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(artefacts, "NEARLY_ALL", 2.0)
    monkeypatch.setattr(artefacts, "open_model", lambda *_: Shown("screen", 0.3))
    (steady,) = find_candidates(np.zeros((500, 500, 3), np.uint8))
    model = Flicker("screen", 0.3)
    monkeypatch.setattr(artefacts, "open_model", lambda *_: model)
    (flicker,) = find_candidates(np.zeros((500, 500, 3), np.uint8))
    assert steady.score == pytest.approx(0.9)
    assert flicker.score == pytest.approx(0.45)


class Wavering(Shown):
    """Shows an X-ray first, and a slice at the closer look."""

    looks = 0

    def run(self, array: np.ndarray) -> list[np.ndarray]:
        self.looks += 1
        if self.looks > len(artefacts.LOOKS):
            self.number = artefacts.CLASSES.index("medical_imaging")
        return super().run(array)


def test_an_x_ray_that_looks_like_a_slice_from_near_is_still_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(artefacts, "NEARLY_ALL", 2.0)
    model = Wavering("radiograph", 0.3)
    monkeypatch.setattr(artefacts, "open_model", lambda *_: model)
    (seen,) = find_candidates(np.zeros((500, 500, 3), np.uint8))
    assert seen.score == pytest.approx(0.9)


def test_what_fills_the_photo_is_not_looked_at_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    model = Flicker("screen", 0.6)
    monkeypatch.setattr(artefacts, "open_model", lambda *_: model)
    (seen,) = find_candidates(np.zeros((500, 500, 3), np.uint8))
    assert seen.score == pytest.approx(0.9)


def test_a_doubtful_card_hides_no_band_that_a_name_makes_sure() -> None:
    seen = [Candidate("id_card", 0.6, SQUARE), Candidate("wristband", 0.4, SQUARE)]
    (found,) = find_artefacts(seen, [finding(Category.PERSON_NAME)], ScanOptions())
    assert found.category is Category.WRISTBAND


class Both(Shown):
    """Shows a card and, less surely, a band on one place."""

    def run(self, array: np.ndarray) -> list[np.ndarray]:
        heat, masks, vectors = super().run(array)
        band = artefacts.CLASSES.index("wristband")
        heat[0, band], masks[0, band] = heat[0, self.number] * 0.5, masks[0, self.number]
        return [heat, masks, vectors]


def test_both_kinds_that_claim_a_place_are_candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(artefacts, "open_model", lambda *_: Both("id_card", 0.5))
    seen = find_candidates(np.zeros((500, 500, 3), np.uint8))
    assert [c.label for c in seen] == ["id_card", "wristband"]
