"""The judge believes pixels: what the copy shows, and not what the scanner says that it found."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from conftest import colour_scanner_class
from PIL import Image
from redaction_fakes import COLOURS, MarkScanner, encoded, find_marks, mark

from phiscan._deadline import Deadline
from phiscan.evaluation import Summary, as_text, evaluate, match_labels
from phiscan.evaluation.judge import JudgedEntry, JudgedFinding, JudgedPhoto, judge_photo
from phiscan.evaluation.truth import Entry, TruthPhoto
from phiscan.examination import Examination
from phiscan.load import LoadedFile, find_inputs
from phiscan.options import BatchOptions, ScanOptions
from phiscan.types import Action, Box, PageInfo, Photo

WORDS = {"red": "00417732", "blue": "Maria Lopez"}
PLACES = {"red": (60, 60), "blue": (60, 200)}
CATEGORIES = {"red": "mrn", "blue": "person_name"}
SIZE = (480, 320)


def label(colour: str, **changes: object) -> Entry:
    """Return the label of a coloured word."""
    (x, y), high = PLACES[colour], 30
    (wide, _), _ = cv2.getTextSize(WORDS[colour], cv2.FONT_HERSHEY_DUPLEX, 1.2, 3)
    polygon = np.array([(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)], float)
    settings = {"category": CATEGORIES[colour], "text": WORDS[colour], "polygon": polygon,
                "page": 1, "role": "patient", "text_height_px": 30.0, "artefact": "x"}  # fmt: skip
    return Entry(**{**settings, **changes})  # type: ignore[arg-type]


def photo_of(folder: Path, *colours: str, name: str = "a.png") -> Path:
    """Print coloured words on paper."""
    pixels = np.full((SIZE[1], SIZE[0], 3), 235, np.uint8)
    for colour in colours:
        x, y = PLACES[colour]
        cv2.putText(pixels, WORDS[colour], (x, y + 30), cv2.FONT_HERSHEY_DUPLEX, 1.2,
                    COLOURS[colour], 3)  # fmt: skip
    path = folder / name
    path.write_bytes(encoded(Image.fromarray(pixels)))
    return path


def truth_of(path: Path, *entries: Entry, **changes: object) -> TruthPhoto:
    settings = {"path": path, "kind": "photo", "view": "scan", "rotation_deg": 0,
                "clean": not entries, "entries": entries}  # fmt: skip
    return TruthPhoto(**{**settings, **changes})  # type: ignore[arg-type]


class WordScanner(MarkScanner):
    """Finds the red word whole, where the photo shows one, and nothing else."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(first=(), second=(), **settings)

    def examine(self, file: LoadedFile, deadline: Deadline | None = None) -> Examination:
        (page,) = file.iter_pages(deadline)
        assert isinstance(page, Photo)
        polygon = label("red").polygon
        assert polygon is not None
        found = [mark(polygon.tolist())] if find_marks(page, ["red"]) else []
        return Examination((PageInfo(1, page.size_wh),), tuple(found))


def judged(path: Path, *entries: Entry) -> JudgedPhoto:
    return judge_photo(truth_of(path, *entries), WordScanner())  # type: ignore[arg-type]


def test_what_is_covered_does_not_leak_and_what_is_not_does(tmp_path: Path) -> None:
    photo = judged(photo_of(tmp_path, "red", "blue"), label("red"), label("blue"))
    number, name = photo.entries
    assert (number.covered, number.leaked) == (True, False)
    assert (name.found, name.covered, name.leaked) == (False, False, True)
    assert photo.has_leak
    assert photo.over is not None
    assert photo.over < 0.1


def test_a_clean_photo_has_nothing_to_leak(tmp_path: Path) -> None:
    photo = judged(photo_of(tmp_path))
    assert (photo.entries, photo.problem, photo.over) == ((), None, 0.0)
    assert photo.verdict is Action.ALLOW


def test_what_is_covered_on_a_clean_photo_is_counted_as_wrong(tmp_path: Path) -> None:
    photo = judged(photo_of(tmp_path, "red"))
    assert photo.findings
    assert not any(f.is_on_any for f in photo.findings)
    assert photo.over is not None
    assert photo.over > 0


def test_a_label_where_nothing_can_be_seen_is_not_counted(tmp_path: Path) -> None:
    (entry,) = judged(photo_of(tmp_path), label("red")).entries
    assert entry.leaked is None


@pytest.mark.parametrize(
    ("labels", "reason"),
    [
        ({"size_wh": (10, 10)}, "drawn on"),
        ({"entries": (label("red", page=2),)}, "on page 2 of 1"),
        ({"entries": (label("red", polygon=label("red").polygon + 5000),)}, "outside the photo"),
    ],
)
def test_labels_that_do_not_fit_are_no_evaluation(
    tmp_path: Path, labels: dict[str, object], reason: str
) -> None:
    truth = truth_of(photo_of(tmp_path, "red"), label("red"), **labels)
    photo = judge_photo(truth, MarkScanner())  # type: ignore[arg-type]
    assert reason in (photo.problem or "")
    assert photo.has_leak


@pytest.mark.parametrize("content", [b"", b"no picture", None])
def test_a_photo_that_fails_leaks_all_it_holds(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "a.png"
    if content is not None:
        path.write_bytes(content)
    place = label("red", category="gps_location", polygon=None, text=None)
    photo = judged(path, label("red"), label("blue"), place)
    assert photo.problem
    assert [e.leaked for e in photo.entries] == [True, True, None]
    assert str(tmp_path) not in photo.problem


def test_a_time_limit_is_a_failure_and_no_empty_result(tmp_path: Path) -> None:
    class Slow(MarkScanner):
        def examine(self, file, deadline=None):  # type: ignore[no-untyped-def]
            raise RuntimeError("Maria Lopez")

    photo = judge_photo(truth_of(photo_of(tmp_path, "red"), label("red")), Slow())  # type: ignore[arg-type]
    assert photo.has_leak
    assert "Lopez" not in (photo.problem or "Lopez")


def test_a_copy_that_is_not_proven_hands_nothing_out(tmp_path: Path) -> None:
    scanner = WordScanner(broken=RuntimeError("Maria Lopez"))
    photo = judge_photo(truth_of(photo_of(tmp_path, "red"), label("red")), scanner)  # type: ignore[arg-type]
    assert photo.problem is None
    assert "second look" in (photo.withheld or "") or photo.withheld
    assert not photo.has_leak


def test_what_is_not_asked_for_is_no_leak(tmp_path: Path) -> None:
    scanner = MarkScanner(first=(), second=(), options=ScanOptions(skip=("mrn",)))
    photo = judge_photo(truth_of(photo_of(tmp_path, "red"), label("red")), scanner)  # type: ignore[arg-type]
    assert photo.entries[0].leaked is None


def test_photos_are_known_by_path_then_by_a_name_that_is_one_photos_only(tmp_path: Path) -> None:
    here, copies, more = tmp_path, tmp_path / "copies", tmp_path / "more"
    for folder in (copies, more):
        folder.mkdir()
    paths = [photo_of(here, "red"), photo_of(copies, "red"), photo_of(copies, name="new.png")]
    truth = [truth_of(paths[0], label("red")), truth_of(more / "b.png")]
    labelled = match_labels(find_inputs(paths).inputs, truth)
    assert labelled[0][1] is truth[0]
    assert labelled[1][1].path == paths[1]  # type: ignore[union-attr]
    assert labelled[2][1] == "it is not in the truth"
    twice = [*truth, truth_of(more / "a.png")]
    assert "several photos" in str(match_labels(find_inputs([paths[1]]).inputs, twice)[0][1])


def test_nothing_is_dropped_from_the_summary_and_no_text_is_said(tmp_path: Path) -> None:
    good = truth_of(photo_of(tmp_path, "red", "blue"), label("red"), label("blue"))
    gone = truth_of(tmp_path / "gone.png", label("red"))
    clean = truth_of(photo_of(tmp_path, name="menu.png"))
    given = [("a", good), ("b", gone), ("c", clean), ("d", "it is not in the truth")]
    judged = [p for some in (given[:2], given[2:]) for p in evaluate(some, WordScanner())]  # type: ignore[arg-type]
    summary = Summary(tuple(judged))
    table = summary.to_dict("abcd")
    assert table["photos"] == 4
    assert [p["source"] for p in table["not_evaluated"]] == ["b", "d"]
    assert table["overall"]["leaks"]["hits"] == 2
    assert table["overall"]["leaks"]["total"] == 3
    assert [(e["source"], e["category"]) for e in table["leaks"]] == [("a", "person_name")]
    by_name = {row["category"]: row for row in table["categories"]}
    assert by_name["mrn"]["recall"]["total"] == 2
    assert by_name["person_name"]["precision"]["share"] is None
    text = as_text(summary, "abcd")
    for secret in (*WORDS.values(), str(tmp_path)):
        assert secret not in text + str(table)
    assert "2 of 4" in text


def test_any_is_of_what_can_be_seen(tmp_path: Path) -> None:
    def entry(box: Box | None, covered: bool) -> JudgedEntry:
        return JudgedEntry("mrn", True, "", 1, box, covered, covered, None)

    photo = JudgedPhoto(
        "a", False, (entry((0, 0, 9, 9), True), entry(None, False)),
        (JudgedFinding("mrn", True, True), JudgedFinding("gps_location", False, False, False)),
    )  # fmt: skip
    overall = Summary((photo,)).overall()
    assert (overall.recall.hits, overall.recall.total) == (1, 1)
    assert (overall.precision.hits, overall.precision.total) == (1, 1)


def test_an_empty_summary_divides_by_nothing() -> None:
    assert "0 of 0" in as_text(Summary(()), ())
    assert Summary(()).to_dict(())["over_redaction_mean"] is None


def test_workers_judge_many_and_who_crashes_costs_one_photo(tmp_path: Path) -> None:
    class CrashingScanner(colour_scanner_class()):  # type: ignore[misc]
        def examine_photos(self, photos: Any, deadline: Deadline) -> list[Examination]:
            if tuple(photos[0].pixels[0, 0]) == (0, 0, 255):
                os._exit(9)
            return super().examine_photos(photos, deadline)  # type: ignore[no-any-return]

        def second_look(
            self, photo: Photo, deadline: Deadline, known: Any = (), recall: Any = None
        ) -> list[Any]:
            return []

    def photo(colour: str) -> tuple[str, TruthPhoto]:
        path = tmp_path / f"{colour}.png"
        Image.new("RGB", (64, 48), colour).save(path)
        corners = np.array([(2.0, 2.0), (30.0, 2.0), (30.0, 12.0), (2.0, 12.0)])
        entries = [] if colour == "white" else [label("red", polygon=corners)]
        return colour, truth_of(path, *entries)

    given = [photo("blue"), photo("red"), photo("white"), ("new", "it is not in the truth")]
    one = BatchOptions(jobs=1)
    blue, red, white, new = evaluate(given, CrashingScanner(), one)
    assert "crashed" in (blue.problem or "")
    assert blue.has_leak
    assert (red.problem, [e.found for e in red.entries]) == (None, [True])
    assert (white.problem, white.clean, white.verdict) == (None, True, Action.ALLOW)
    assert (new.source, new.problem) == ("new", "it is not in the truth")
