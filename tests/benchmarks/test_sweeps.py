from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from benchmarks import barcodes, clean_photos, data_sweep, faces
from benchmarks.data_sweep import Sweep
from phiscan.types import Action, Category, Finding, ScanResult, Status

DATA = data_sweep.DATA
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="needs ../shared/data")


@pytest.mark.parametrize("command", [data_sweep.main, faces.main, barcodes.main, clean_photos.main])
def test_without_the_photos_it_says_so(
    command: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(["--data", str(tmp_path / "none"), "--out", str(tmp_path)]) == 0  # type: ignore[operator]
    assert "no photos" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_every_file_is_accounted_for(tmp_path: Path) -> None:
    root, out = tmp_path / "data", tmp_path / "out"
    (root / "objects").mkdir(parents=True)
    cv2.imwrite(str(root / "objects" / "white.png"), np.full((40, 60, 3), 255, np.uint8))
    (root / "objects" / "broken.jpg").write_bytes(b"\xff\xd8\xff but no more")
    (root / "notes.txt").write_text("not a photo")
    assert data_sweep.main(["--data", str(root), "--out", str(out)]) == 0
    page = (out / "data_sweep.md").read_text(encoding="utf-8")
    assert "2 files listed, 2 with a result (1 complete, 1 failed), 1 skipped" in page
    assert "broken" not in page
    assert str(tmp_path) not in page


def test_a_sweep_of_nothing_is_a_page() -> None:
    assert "0 files listed" in data_sweep.report(Sweep())


def test_a_face_is_found_when_most_of_it_is_held() -> None:
    face = np.array([10.0, 10, 30, 30])
    assert not faces.is_covered(face, np.zeros((0, 4)))
    assert faces.is_covered(face, np.array([[8.0, 8, 26, 30]]))
    assert not faces.is_covered(face, np.array([[20.0, 8, 40, 40], [90, 90, 99, 99]]))


def test_the_page_of_faces_sets_the_plain_setting_beside() -> None:
    here = faces.Seen(0, 60, 30, 2, True, False, frozenset({faces.PLAIN}))
    page = faces.report(faces.Counts([here, replace(here, company=99)]), "centerface")
    assert "| clear, 3 faces or fewer in the photo | 0/1" in page
    assert "| clear, crowds too | 0/2 = 0.0 % (0.0–65.8) | 2/2 = 100.0 %" in page
    assert "phiscan" in faces.report(faces.Counts(), "face_recognition")


def test_boxes_turn_with_their_photo() -> None:
    photo = np.zeros((40, 100, 3), np.uint8)
    photo[5:15, 70:90] = 1
    turned, boxes = faces.turn(photo, np.array([[70.0, 5, 90, 15]]))
    x0, y0, x1, y1 = boxes[0].astype(int)
    assert turned[y0:y1, x0:x1].min() == 1
    assert turned.sum() == turned[y0:y1, x0:x1].sum()


def test_clean_photos_of_nothing_are_a_page() -> None:
    page = clean_photos.report([])
    assert "0 photos" in page
    assert "| all | – |" in page


def test_what_text_alone_does_stands_apart_and_no_text_is_told() -> None:
    square = ((0.0, 0), (9, 0), (9, 9), (0, 9))
    face = Finding(Category.FACE, 0.9, "a face", "test", square, action=Action.BLOCK)
    date = Finding(
        Category.DATE, 0.9, "a date", "test", square, text="3 May 1951", action=Action.REVIEW
    )
    camera = Finding(Category.CAPTURE_TIME, 0.9, "a time", "test", None, action=Action.ALLOW)
    result = ScanResult(
        "shop.jpg", Status.COMPLETE, Action.BLOCK, all_findings=(face, date, camera)
    )
    outcome = clean_photos.outcome_of("scene_text", result)
    assert outcome.text_verdict is Action.REVIEW
    assert outcome.causes == {("face", Action.BLOCK), ("date", Action.REVIEW)}
    page = clean_photos.report([outcome])
    assert "| scene_text | 1/1 = 100.0 % (20.7–100.0) |" in page
    assert "| date | review | 1 | scene_text 1 |" in page
    assert "1951" not in page
    assert "shop" not in page


@needs_data
@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "more"),
    [(faces.main, []), (barcodes.main, ["--scenes", "0"]), (clean_photos.main, [])],
)
def test_they_run_on_a_few_real_photos(
    command: Callable[[list[str]], int], more: list[str], tmp_path: Path
) -> None:
    assert command(["--every", "200", "--out", str(tmp_path), *more]) == 0
    assert len(list(tmp_path.glob("*.md"))) == 1
