"""Which files are whole: names, stillness, and who holds them open."""

from __future__ import annotations

import os
import sys

import pytest

from phiscan.hooks.arrivals import (
    Settling,
    find_arrivals,
    is_being_written,
    is_unfinished,
    stamp_of,
)


def test_an_empty_and_a_missing_folder_hold_nothing(tmp_path):
    assert find_arrivals(tmp_path) == {}
    assert find_arrivals(tmp_path / "missing") == {}


@pytest.mark.parametrize(
    "name",
    [
        "IMG_1.jpg.part", "IMG_1.JPG.crdownload", "a.tmp", "~$scan.pdf", ".syncthing.a.jpg.tmp",
        "~syncthing~a.jpg.tmp", ".IMG_1.jpg.Xa3f2", "a.jpg.filepart", ".DS_Store", "~RF12ab.TMP",
    ],
)  # fmt: skip
def test_names_of_what_is_not_finished(name):
    assert is_unfinished(name)


@pytest.mark.parametrize("name", ["IMG_1.jpg", "part.jpg", "tmp.png", "a~.jpg", "scan"])
def test_names_of_what_may_be_finished(name):
    assert not is_unfinished(name)


def test_the_name_that_a_browser_keeps_empty_beside_its_part_waits(tmp_path):
    (tmp_path / "a.jpg").touch()
    (tmp_path / "a.jpg.part").write_bytes(b"half")
    assert find_arrivals(tmp_path) == {}
    (tmp_path / "a.jpg.part").rename(tmp_path / "a.jpg")
    assert list(find_arrivals(tmp_path)) == [tmp_path / "a.jpg"]


def test_links_and_hidden_folders_are_not_listed(tmp_path):
    outside = tmp_path / "outside"
    root = tmp_path / "root"
    (root / ".stversions").mkdir(parents=True)
    (root / ".stversions" / "a.jpg").touch()
    outside.mkdir()
    (outside / "b.jpg").touch()
    (root / "link.jpg").symlink_to(outside / "b.jpg")
    (root / "folder").symlink_to(outside)
    os.mkfifo(root / "pipe.jpg")
    assert find_arrivals(root) == {}


def test_a_file_is_whole_when_it_stood_still_for_long_enough(tmp_path):
    path, settling = tmp_path / "a.jpg", Settling(2.0)

    def whole_at(now: float) -> list:
        return settling.whole(find_arrivals(tmp_path), now)

    path.write_bytes(b"1")
    assert whole_at(0.0) == []
    assert whole_at(1.9) == []
    path.write_bytes(b"22")
    assert whole_at(2.5) == []
    assert whole_at(4.5) == [path]
    settling.restart(path)
    assert whole_at(5.0) == []
    os.utime(path, ns=(1, 1))
    assert whole_at(8.0) == []
    path.rename(tmp_path / "b.jpg")
    assert whole_at(20.0) == []
    assert whole_at(22.0) == [tmp_path / "b.jpg"]


def test_what_is_not_there_has_no_stamp(tmp_path):
    assert stamp_of(tmp_path / "a.jpg") is None
    assert stamp_of(tmp_path) is None
    assert not is_being_written(tmp_path / "a.jpg")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who writes")
def test_a_file_that_a_program_writes_to_is_not_whole(tmp_path):
    path = tmp_path / "a.jpg"
    with path.open("wb") as stream:
        stream.write(b"half")
        stream.flush()
        assert is_being_written(path)
    assert not is_being_written(path)
    with path.open("rb"):
        assert not is_being_written(path)
