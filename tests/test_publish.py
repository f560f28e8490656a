from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

import pytest

from phiscan import publish as module
from phiscan.errors import VerificationError
from phiscan.publish import TakenError, move, publish, remove_leftovers


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.rglob("*"))


def test_bytes_arrive_whole_and_nothing_else(tmp_path: Path) -> None:
    publish(b"copy", tmp_path / "ward" / "a.jpg", tmp_path)
    assert (tmp_path / "ward" / "a.jpg").read_bytes() == b"copy"
    assert names(tmp_path) == ["a.jpg", "ward"]


def test_the_copy_gets_the_users_usual_mode(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        publish(b"copy", tmp_path / "a.jpg", tmp_path)
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "a.jpg").stat().st_mode) == 0o640


@pytest.mark.parametrize("has_links", [True, False])
def test_a_file_that_exists_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    if not has_links:
        monkeypatch.setattr(os, "link", _no_links)
    (tmp_path / "a.jpg").write_bytes(b"mine")
    with pytest.raises(VerificationError, match="exists already"):
        publish(b"copy", tmp_path / "a.jpg", tmp_path)
    assert (tmp_path / "a.jpg").read_bytes() == b"mine"
    assert names(tmp_path) == ["a.jpg"]


def _no_links(*_: object, **__: object) -> None:
    raise PermissionError("this file system has no hard links")


def test_file_systems_without_links_work_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", _no_links)
    publish(b"copy", tmp_path / "a.jpg", tmp_path)
    assert (tmp_path / "a.jpg").read_bytes() == b"copy"
    assert names(tmp_path) == ["a.jpg"]


def test_a_link_as_target_is_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.jpg"
    (tmp_path / "safe").mkdir()
    (tmp_path / "safe" / "a.jpg").symlink_to(elsewhere)
    with pytest.raises(VerificationError, match="exists already"):
        publish(b"copy", tmp_path / "safe" / "a.jpg", tmp_path / "safe")
    assert not elsewhere.exists()


def test_a_folder_that_leads_out_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "safe").mkdir()
    (tmp_path / "safe" / "ward").symlink_to(tmp_path / "out")
    with pytest.raises(VerificationError, match="link out of"):
        publish(b"copy", tmp_path / "safe" / "ward" / "a.jpg", tmp_path / "safe")
    assert names(tmp_path / "out") == []


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_nothing_half_done_stays_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def stop(handle: int) -> None:
        raise error

    monkeypatch.setattr(module.os, "fsync", stop)
    with pytest.raises(type(error)):
        publish(b"copy", tmp_path / "a.jpg", tmp_path)
    assert names(tmp_path) == []


def test_while_it_waits_only_the_owner_may_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, int]] = []

    def look(handle: int) -> None:
        seen.extend((p.name, stat.S_IMODE(p.stat().st_mode)) for p in tmp_path.iterdir())

    monkeypatch.setattr(module.os, "fsync", look)
    publish(b"copy", tmp_path / "Maria_Lopez.jpg", tmp_path)
    name, mode = seen[0]
    assert mode == 0o600
    assert "Lopez" not in name


def test_a_disk_that_lies_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda self: b"other")
    with pytest.raises(VerificationError, match="did not keep"):
        publish(b"copy", tmp_path / "a.jpg", tmp_path)
    assert names(tmp_path) == []


@pytest.mark.parametrize("has_links", [True, False])
def test_a_file_moves_whole_and_over_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    if not has_links:
        monkeypatch.setattr(os, "link", _no_links)
    old, new = tmp_path / "a.jpg", tmp_path / "ward" / "a.jpg"
    old.write_bytes(b"photo")
    move(old, new, tmp_path)
    assert new.read_bytes() == b"photo"
    old.write_bytes(b"another")
    with pytest.raises(TakenError):
        move(old, new, tmp_path)
    assert (old.read_bytes(), new.read_bytes()) == (b"another", b"photo")
    assert names(tmp_path) == ["a.jpg", "a.jpg", "ward"]


def test_a_move_cut_short_is_finished_by_doing_it_again(tmp_path: Path) -> None:
    old, new = tmp_path / "a.jpg", tmp_path / "b.jpg"
    old.write_bytes(b"photo")
    os.link(old, new)
    move(old, new, tmp_path)
    assert names(tmp_path) == ["b.jpg"]


def test_a_move_to_another_disk(tmp_path: Path) -> None:
    shm = Path("/dev/shm")
    if not shm.is_dir() or shm.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is no second disk to move to")
    with tempfile.TemporaryDirectory(dir=shm) as elsewhere:
        (tmp_path / "a.jpg").write_bytes(b"photo")
        move(tmp_path / "a.jpg", Path(elsewhere) / "a.jpg", Path(elsewhere))
        assert (Path(elsewhere) / "a.jpg").read_bytes() == b"photo"
    assert names(tmp_path) == []


def test_what_a_killed_writer_left_is_removed_and_what_is_being_written_stays(
    tmp_path: Path,
) -> None:
    old, fresh = tmp_path / "ward" / ".phiscan-old.tmp", tmp_path / ".phiscan-new.tmp"
    old.parent.mkdir()
    for path in (old, fresh, tmp_path / "a.jpg"):
        path.write_bytes(b"half")
    os.utime(old, (1, 1))
    remove_leftovers(tmp_path)
    assert names(tmp_path) == [".phiscan-new.tmp", "a.jpg", "ward"]
