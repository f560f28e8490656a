"""The drop folder: what lies in --to was examined and clean, whatever happens in between."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from phiscan.audit import AuditLog, read_entries
from phiscan.errors import ExitCode, UsageError
from phiscan.hooks.gate import Gate
from phiscan.hooks.watch import DropFolder, Folders
from phiscan.options import ScanOptions

QUICK = ScanOptions(reader="none", face_finder="none", max_bytes=100_000)
NAMED = "Lopez_Maria_MRN00882291.jpg"


def photo(grey: int = 180, comment: str | None = None) -> bytes:
    out = io.BytesIO()
    named = {} if comment is None else {"comment": comment}
    Image.fromarray(np.full((60, 80, 3), grey, np.uint8)).save(out, "JPEG", **named)
    return out.getvalue()


CLEAN, TELLING = photo(), photo(comment="Patient: Maria Lopez, MRN: 00882291")


@pytest.fixture
def folders(tmp_path):
    (tmp_path / "in").mkdir()
    made = Folders(tmp_path / "in", tmp_path / "to", tmp_path / "held")
    made.prepare()
    return made


@pytest.fixture
def scanner(colour_scanner):
    return colour_scanner(QUICK)


@pytest.fixture
def gate(scanner):
    with Gate(scanner=scanner) as made:
        yield made


@pytest.fixture
def drop(folders, gate):
    return DropFolder(folders, gate, settle_s=0.0)


def names(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


class TestFolders:
    @pytest.mark.parametrize(
        ("root", "to", "held"),
        [("a", "a", "b"), ("a", "a/b", "c"), ("a/b", "a", "c"), ("a", "b", "b/c"), ("a", "b", "a")],
    )
    def test_one_inside_another_is_wrong_use(self, tmp_path, root, to, held):
        (tmp_path / root).mkdir(parents=True)
        with pytest.raises(UsageError, match="apart"):
            Folders(tmp_path / root, tmp_path / to, tmp_path / held)

    def test_a_link_hides_no_folder(self, tmp_path):
        (tmp_path / "a").mkdir()
        (tmp_path / "link").symlink_to(tmp_path / "a")
        with pytest.raises(UsageError, match="apart"):
            Folders(tmp_path / "a", tmp_path / "link" / "b", tmp_path / "c")

    def test_a_missing_folder_is_wrong_use(self, tmp_path):
        with pytest.raises(UsageError, match="not found"):
            Folders(tmp_path / "a", tmp_path / "b", tmp_path / "c")

    def test_quarantine_is_for_its_owner_alone(self, folders):
        assert stat.S_IMODE(folders.quarantine.stat().st_mode) == 0o700


class TestOneRound:
    def test_nothing_is_begun_once_it_is_told_to_stop(self, drop, folders):
        (folders.root / "IMG_1.jpg").write_bytes(CLEAN)
        drop.stop.set()
        assert list(drop.step()) == []
        assert names(folders.root) == ["IMG_1.jpg"]

    def test_an_empty_folder(self, drop):
        assert list(drop.step()) == []
        assert drop.unsettled == 0

    def test_a_clean_photo_moves_on_byte_for_byte(self, drop, folders):
        (folders.root / "ward").mkdir()
        (folders.root / "ward" / "IMG_1.jpg").write_bytes(CLEAN)
        (handled,) = drop.step()
        assert handled.is_moved
        assert (folders.to / "ward" / "IMG_1.jpg").read_bytes() == CLEAN
        assert names(folders.root) == names(folders.quarantine) == []

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (TELLING, ExitCode.FINDINGS),
            (b"", ExitCode.INCOMPLETE),
            (CLEAN[:300], ExitCode.INCOMPLETE),
            (b"\xff\xd8\xff\xe0 not really a picture", ExitCode.INCOMPLETE),
            (b"\0\0\0\x18ftypmp42 a video", ExitCode.INCOMPLETE),
            (CLEAN + b"x" * 100_000, ExitCode.INCOMPLETE),
            (photo(0), ExitCode.INCOMPLETE),  # breaks the engine
        ],
    )
    def test_all_others_go_to_quarantine_with_the_reason_beside(self, drop, folders, data, code):
        (folders.root / "IMG_1.jpg").write_bytes(data)
        (handled,) = drop.step()
        assert handled.exit_code is code
        assert names(folders.root) == names(folders.to) == []
        assert names(folders.quarantine) == ["IMG_1.jpg", "IMG_1.jpg.json"]
        assert (folders.quarantine / "IMG_1.jpg").read_bytes() == data
        said = (folders.quarantine / "IMG_1.jpg.json").read_text()
        assert json.loads(said)["schema"] == "phiscan/1"
        assert "Lopez" not in said + handled.line
        assert "00882291" not in said + handled.line

    def test_names_with_identifiers_are_shown_nowhere(self, drop, folders):
        (folders.root / NAMED).write_bytes(CLEAN)
        (handled,) = drop.step()
        told = handled.line + "".join(names(folders.quarantine))
        told += "".join(p.read_text() for p in folders.quarantine.glob("*.json"))
        assert "Lopez" not in told
        assert names(folders.root) == names(folders.to) == []

    def test_nothing_is_overwritten(self, drop, folders):
        for grey in (180, 90):
            (folders.root / "IMG_1.jpg").write_bytes(photo(grey))
            list(drop.step())
        assert names(folders.to) == ["IMG_1-2.jpg", "IMG_1.jpg"]
        for data in (TELLING, CLEAN[:300]):
            (folders.root / "IMG_1.jpg").write_bytes(data)
            list(drop.step())
        assert names(folders.quarantine) == [
            "IMG_1-2.jpg", "IMG_1-2.jpg.json", "IMG_1.jpg", "IMG_1.jpg.json",
        ]  # fmt: skip

    def test_what_was_cut_short_after_its_copy_is_finished(self, drop, folders):
        for path in (folders.root / "IMG_1.jpg", folders.to / "IMG_1.jpg"):
            path.write_bytes(CLEAN)
        (handled,) = drop.step()
        assert handled.is_moved
        assert names(folders.to) == ["IMG_1.jpg"]
        assert names(folders.root) == []

    def test_what_is_no_photo_stays_and_is_told_once(self, drop, folders):
        (folders.root / "notes.txt").write_text("MRN 00882291")
        assert len(list(drop.step())) == 1
        assert list(drop.step()) == []
        assert names(folders.root) == ["notes.txt"]
        (folders.root / "notes.txt").write_bytes(CLEAN)  # whatever its name
        assert [h.is_moved for h in drop.step()] == [True]

    def test_links_are_left_alone(self, drop, folders, tmp_path):
        (tmp_path / "other.jpg").write_bytes(CLEAN)
        (folders.root / "link.jpg").symlink_to(tmp_path / "other.jpg")
        assert list(drop.step()) == []
        assert names(folders.to) == []
        assert (tmp_path / "other.jpg").exists()

    def test_a_link_in_the_target_is_not_followed_out(self, drop, folders, tmp_path):
        (tmp_path / "elsewhere").mkdir()
        (folders.to / "ward").symlink_to(tmp_path / "elsewhere")
        (folders.root / "ward").mkdir()
        (folders.root / "ward" / "IMG_1.jpg").write_bytes(CLEAN)
        (handled,) = drop.step()
        assert not handled.is_moved
        assert names(tmp_path / "elsewhere") == []
        assert names(folders.root) == ["ward/IMG_1.jpg"]

    def test_a_photo_written_to_while_it_is_looked_at_is_looked_at_again(
        self, drop, folders, scanner, monkeypatch
    ):
        path, examine = folders.root / "IMG_1.jpg", type(scanner).examine_photos
        path.write_bytes(CLEAN)

        def grows(*seen):
            path.write_bytes(TELLING)
            return examine(*seen)

        monkeypatch.setattr(type(scanner), "examine_photos", grows)
        assert list(drop.step()) == []
        assert names(folders.to) == []
        monkeypatch.undo()
        assert [h.exit_code for h in drop.step()] == [ExitCode.FINDINGS]
        assert names(folders.to) == []

    def test_a_file_held_open_for_writing_waits(self, drop, folders):
        if sys.platform != "linux":
            pytest.skip("only Linux tells who writes")
        with (folders.root / "IMG_1.jpg").open("wb") as stream:
            stream.write(CLEAN)
            stream.flush()
            assert list(drop.step()) == []
            assert drop.unsettled == 1
        assert len(list(drop.step())) == 1

    def test_a_target_that_is_gone_is_not_made_anew(self, drop, folders):
        shutil.rmtree(folders.to)
        (folders.root / "IMG_1.jpg").write_bytes(CLEAN)
        (handled,) = drop.step()
        assert (handled.exit_code, handled.is_moved) == (ExitCode.INCOMPLETE, False)
        assert not folders.to.exists()
        assert names(folders.root) == ["IMG_1.jpg"]
        assert list(drop.step()) == []  # tried again later, not at once

    def test_a_full_disk_leaves_the_photo_and_is_tried_again_later(
        self, drop, folders, monkeypatch
    ):
        def full(*_):
            raise OSError(errno.ENOSPC, "No space left on device", "/Maria-Lopez")

        (folders.root / "IMG_1.jpg").write_bytes(CLEAN)
        monkeypatch.setattr("phiscan.hooks.watch.publish", full)
        (handled,) = drop.step()
        assert "No space left" in handled.line
        assert "Lopez" not in handled.line
        assert list(drop.step()) == []
        monkeypatch.undo()
        monkeypatch.setattr("phiscan.hooks.watch.time.monotonic", lambda: 1e9)
        assert [h.is_moved for h in drop.step()] == [True]
        assert names(folders.root) == []

    def test_folders_may_be_renamed(self, drop, folders):
        (folders.root / "a").mkdir()
        (folders.root / "a" / "IMG_1.jpg").write_bytes(CLEAN)
        drop._settling.settle_s = 60.0
        list(drop.step())
        (folders.root / "a").rename(folders.root / "b")
        drop._settling.settle_s = 0.0
        list(drop.step())
        assert names(folders.to) == ["b/IMG_1.jpg"]

    def test_the_folder_itself_may_go_and_come_back(self, drop, folders):
        folders.root.rename(folders.root.with_name("away"))
        assert list(drop.step()) == []
        folders.root.mkdir()
        (folders.root / "IMG_1.jpg").write_bytes(CLEAN)
        assert [h.is_moved for h in drop.step()] == [True]

    def test_a_folder_that_cannot_be_opened_is_told_once(self, drop, folders, monkeypatch):
        (folders.root / "ward").mkdir()
        scandir = os.scandir

        def refuses(path):
            if str(path).endswith("ward"):
                raise PermissionError(13, "Permission denied", str(path))
            return scandir(path)

        monkeypatch.setattr(os, "scandir", refuses)
        (handled,) = drop.step()
        assert handled.exit_code is ExitCode.INCOMPLETE
        assert "ward" in handled.line
        assert list(drop.step()) == []

    def test_a_safe_copy_goes_on_in_place_of_a_stopped_photo(self, drop, folders):
        drop.safe_copies = True
        (folders.root / "IMG_1.jpg").write_bytes(TELLING)
        (folders.root / "IMG_2.jpg").write_bytes(CLEAN[:300])
        first, second = drop.step()
        assert names(folders.to) == ["IMG_1.jpg"]
        assert b"Lopez" not in (folders.to / "IMG_1.jpg").read_bytes()
        assert "covered copy" in first.line
        assert "covered copy" not in second.line
        assert (folders.quarantine / "IMG_1.jpg").read_bytes() == TELLING

    def test_each_verdict_is_recorded_and_what_cannot_be_is_stopped(
        self, folders, scanner, tmp_path
    ):
        log = AuditLog(tmp_path / "audit.db", who="test")
        (folders.root / "IMG_1.jpg").write_bytes(CLEAN)
        with Gate(scanner=scanner, audit=log) as gate:
            drop = DropFolder(folders, gate, settle_s=0.0)
            list(drop.step())
            (entry,) = [json.loads(text) for _, text, _ in read_entries(tmp_path / "audit.db")]
            assert (entry["door"], entry["verdict"]) == ("watch", "allow")
            assert entry["content"] == hashlib.sha256(CLEAN).hexdigest()
            (tmp_path / "audit.db").write_bytes(b"broken")
            (folders.root / "IMG_2.jpg").write_bytes(CLEAN)
            list(drop.step())
        assert names(folders.to) == ["IMG_1.jpg"]
        assert "IMG_2.jpg" in names(folders.quarantine)


class Watching:
    """`phiscan watch` as a process of its own."""

    def __init__(self, folders: Folders, *more: str) -> None:
        command = [
            sys.executable, "-m", "phiscan", "watch", str(folders.root), "--to", str(folders.to),
            "--quarantine", str(folders.quarantine), "--reader", "none", "--face-finder", "none",
            "--settle", "0.3", *more,
        ]  # fmt: skip
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def end(self, number: int) -> tuple[str, str, int]:
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=60)
        return out.decode(), err.decode(), self.process.returncode


def wait_until(is_so, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until, "it did not come to pass"
        time.sleep(0.05)


def test_wrong_use_ends_before_anything_is_moved(folders, run_phiscan):
    (folders.root / "IMG_1.jpg").write_bytes(CLEAN)
    done = run_phiscan("watch", folders.root, "--to", folders.root / "to", "--quarantine", "held")
    assert done.returncode == ExitCode.USAGE
    assert names(folders.root) == ["IMG_1.jpg"]


def test_once_deals_with_what_is_there_and_ends(folders, run_phiscan):
    for name, data in {"a.jpg": CLEAN, "b.jpg": TELLING, NAMED: CLEAN, "notes.txt": b"hi"}.items():
        (folders.root / name).write_bytes(data)
    done = run_phiscan(
        "watch", folders.root, "--to", folders.to, "--quarantine", folders.quarantine, "--once",
        "--settle", "0.1", "--reader", "none", "--face-finder", "none",
    )  # fmt: skip
    assert done.returncode == ExitCode.FINDINGS
    assert names(folders.to) == ["a.jpg"]
    assert names(folders.root) == ["notes.txt"]
    assert len(done.stdout.splitlines()) == 4
    assert b"Lopez" not in done.stdout + done.stderr


def test_a_growing_file_waits_until_it_is_whole_and_ctrl_c_ends_in_order(folders):
    pytest.importorskip("watchdog", reason="needs phiscan[watch]")
    (folders.root / "early.jpg").write_bytes(CLEAN)  # there before the start
    watching = Watching(folders)
    wait_until(lambda: names(folders.to) == ["early.jpg"])
    late = folders.root / "late.jpg"
    for at in range(0, len(CLEAN), len(CLEAN) // 4):  # opened and closed for every piece
        with late.open("ab") as stream:
            stream.write(CLEAN[at : at + len(CLEAN) // 4])
        time.sleep(0.15)
        assert names(folders.to) == ["early.jpg"]
    half = folders.root / "half.jpg.part"
    half.write_bytes(TELLING)
    wait_until(lambda: "late.jpg" in names(folders.to))
    half.rename(folders.root / "half.jpg")
    wait_until(lambda: names(folders.quarantine) == ["half.jpg", "half.jpg.json"])
    out, err, code = watching.end(signal.SIGINT)
    assert code == ExitCode.CLEAN
    assert "Traceback" not in err
    assert len(out.splitlines()) == 3
    assert names(folders.to) == ["early.jpg", "late.jpg"]


@pytest.mark.slow
def test_a_watcher_stopped_or_killed_in_the_middle_leaves_nothing_unexamined_in_the_target(folders):
    pytest.importorskip("watchdog", reason="needs phiscan[watch]")
    clean = {hashlib.sha256(photo(g)).digest() for g in range(60, 76)}
    for grey in range(60, 76):
        (folders.root / f"IMG_{grey}.jpg").write_bytes(photo(grey))
        (folders.root / f"IMG_{grey}_b.jpg").write_bytes(photo(grey, "MRN: 00882291"))
    watching = Watching(folders)
    wait_until(lambda: len(names(folders.to)) > 1)
    assert watching.end(signal.SIGINT)[2] == ExitCode.CLEAN
    every = [n for f in (folders.root, folders.to, folders.quarantine) for n in names(f)]
    assert sum(n.endswith(".jpg") for n in every) == 32  # each in one place, and whole
    assert not [n for n in every if n.startswith(".phiscan-")]
    before = len(names(folders.to))
    watching = Watching(folders)
    wait_until(lambda: len(names(folders.to)) > before + 1)
    watching.end(signal.SIGKILL)
    seen = [p for p in folders.to.rglob("*") if not p.name.startswith(".phiscan-")]
    assert {hashlib.sha256(p.read_bytes()).digest() for p in seen} <= clean
    assert len(names(folders.root)) > 4  # it was in the middle
    watching = Watching(folders, "--once")
    code = watching.end(0)[2]
    assert code == ExitCode.FINDINGS
    assert names(folders.root) == []
    done = [n for n in names(folders.to) if not n.startswith(".phiscan-")]
    assert len(done) == 16
    assert {hashlib.sha256((folders.to / n).read_bytes()).digest() for n in done} == clean
    held = [n for n in names(folders.quarantine) if n.endswith(".jpg")]
    assert len(held) == 16
