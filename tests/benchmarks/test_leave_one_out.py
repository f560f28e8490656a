from pathlib import Path

import numpy as np
import pytest

from benchmarks import leave_one_out
from benchmarks.leave_one_out import Answer, Picture, others_table, radiology_table, varied

GRAY = np.full((40, 60, 3), 90, np.uint8)


def picture(source: str, kind: str) -> Picture:
    return Picture(source, kind, "a folder", lambda: GRAY)


def test_without_the_photos_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = leave_one_out.main(["--data", str(tmp_path / "none"), "--out", str(tmp_path)])
    assert said == 0
    assert "no photos" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("shape", [(1, 1, 3), (1, 300, 3), (40, 60, 3)])
def test_a_changed_picture_is_a_picture(shape: tuple[int, int, int]) -> None:
    changed = varied(np.full(shape, 90, np.uint8), np.random.default_rng(3))
    assert changed.dtype == np.uint8
    assert changed.ndim == 3
    assert changed.size > 0


def test_no_picture_is_judged_by_what_saw_its_source(monkeypatch: pytest.MonkeyPatch) -> None:
    every = [
        picture(s, k) for s, k in zip("aabbc", ["radiograph"] * 3 + ["neither"] * 2, strict=True)
    ]
    views = [[np.array([float(i)], np.float32)] for i in range(len(every))]
    learnt: list[set[str]] = []

    def classifier(features: np.ndarray, kinds: np.ndarray):
        learnt.append({every[int(value)].source for value in features[:, 0]})
        return lambda some: np.zeros(len(some), int)

    monkeypatch.setattr(leave_one_out, "classifier", classifier)
    found = leave_one_out.left_out(every, views)
    assert learnt == [{"b", "c"}, {"a", "c"}, {"a", "b"}]
    assert [p for p, _ in found] == every


def test_pictures_are_counted_by_source_and_as_what_they_were_taken_for() -> None:
    film, photo = picture("clinic", "radiograph"), picture("album", "neither")
    answers = [
        Answer(film, "medical_imaging", frozenset({"radiograph"})),
        Answer(photo, "radiograph", frozenset()),
    ]
    row = next(r for r in radiology_table(answers).splitlines() if r.startswith("| clinic"))
    assert [cell.split()[0] for cell in row.split("|")[2:6]] == ["0/1", "1/1", "1/1", "1/1"]
    row = next(r for r in others_table(answers).splitlines() if r.startswith("| album"))
    assert [cell.split()[0] for cell in row.split("|")[2:6]] == ["1/1", "0/1", "0/1", "0/1"]
