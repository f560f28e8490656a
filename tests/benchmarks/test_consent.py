"""The counting of the consent benchmark, on invented encodings: no photo and no engine."""

import numpy as np
import pytest

from benchmarks.consent import CHANGES, Face, main, mistaken_in_register, strangers


def face(photo, value, height=120.0):
    return Face(photo, height, np.full(128, value / 128**0.5), is_alone=True)


def test_faces_of_one_photo_are_no_strangers_and_sizes_are_told_apart():
    apart = strangers([face(0, 0.0), face(0, 5.0), face(1, 0.4), face(2, 1.0, height=50.0)])
    assert apart["both >= 96 px"] == pytest.approx([0.4, 4.6])
    assert apart["one below 96 px"] == pytest.approx([1.0, 4.0, 0.6])


def test_a_larger_register_of_strangers_mistakes_more():
    faces = [face(0, 0.0), face(1, 0.4), face(2, 9.0)]
    assert mistaken_in_register(faces, 2) == [True, True, False]


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_photo_is_still_a_photo(name):
    changed = CHANGES[name](np.full((60, 80, 3), 120, np.uint8))
    assert changed.dtype == np.uint8
    assert changed.ndim == 3
    assert min(changed.shape[:2]) >= 42


def test_without_the_photos_it_says_so(tmp_path, capsys):
    assert main(["--data", str(tmp_path / "none"), "--out", str(tmp_path)]) == 0
    assert "no photos" in capsys.readouterr().out
    assert not list(tmp_path.iterdir())
