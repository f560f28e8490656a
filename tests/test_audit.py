"""The record of answers: it holds no PHI, and whoever changes it is found out."""

from __future__ import annotations

import json
import sqlite3
import threading

import pytest
from click.testing import CliRunner

from phiscan.audit import FIRST, AuditError, AuditLog, read_entries, verify
from phiscan.cli.audit import command
from phiscan.errors import ExitCode, UsageError
from phiscan.hooks.gate import Gate, Upload
from phiscan.options import ScanOptions
from phiscan.policy import CLINIC_POLICY
from phiscan.scanner import Scanner, failed
from phiscan.types import Action


def entry(log: AuditLog, name="Maria Lopez.jpg") -> str:
    return log.record(failed(name, "the file is empty"), door="http scan", policy=CLINIC_POLICY)


@pytest.fixture
def log(tmp_path):
    return AuditLog(tmp_path / "audit.db", who="upload service")


def test_an_empty_record_fits(log):
    chain = verify(log.path)
    assert (chain.entries, chain.last, chain.problem) == (0, FIRST, None)


def test_what_is_no_record_is_wrong_use(tmp_path):
    (tmp_path / "other.db").write_text("hello, this is no database at all")
    for name in ("missing.db", "other.db"):
        with pytest.raises(UsageError):
            verify(tmp_path / name)
    with pytest.raises(UsageError):
        AuditLog(tmp_path / "other.db", who="x")


def test_entries_say_what_happened_and_name_nobody(log):
    entry(log)
    ((_, text, _),) = read_entries(log.path)
    said = json.loads(text)
    assert (said["verdict"], said["status"], said["who"]) == ("block", "failed", "upload service")
    assert said["policy"].startswith("clinic@")
    assert "Lopez" not in text


@pytest.mark.parametrize(
    "crime",
    [
        "UPDATE entries SET entry = replace(entry, 'block', 'allow') WHERE number = 2",
        "DELETE FROM entries WHERE number = 2",
        "UPDATE entries SET hash = 'é' WHERE number = 2",
        "UPDATE entries SET entry = x'ff' WHERE number = 2",
        "UPDATE entries SET number = number + 10 WHERE number > 1",
    ],
)
def test_a_changed_or_missing_entry_is_found(log, crime):
    for _ in range(3):
        entry(log)
    with sqlite3.connect(log.path) as base:
        base.execute(crime)
    chain = verify(log.path)
    assert chain.problem is not None
    assert chain.entries == 1


def test_with_a_key_nobody_else_can_write_a_chain_that_fits(tmp_path):
    log = AuditLog(tmp_path / "audit.db", who="x", key=b"secret")
    entry(log)
    entry(AuditLog(log.path, who="intruder"))
    assert verify(log.path, key=b"secret").entries == 1
    assert verify(log.path, key=b"secret").problem is not None
    assert verify(log.path).problem is not None


def test_an_end_cut_off_shows_against_the_last_hash(log):
    entry(log)
    last = entry(log)
    run = CliRunner().invoke(
        command, ["verify", str(log.path), "--expect", last], standalone_mode=False
    )
    assert run.return_value is ExitCode.CLEAN
    with sqlite3.connect(log.path) as base:
        base.execute("DELETE FROM entries WHERE number = 2")
    run = CliRunner().invoke(
        command, ["verify", str(log.path), "--expect", last], standalone_mode=False
    )
    assert run.return_value is ExitCode.FINDINGS


def test_many_at_once_make_one_chain(log):
    def write():
        for _ in range(5):
            entry(log)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    chain = verify(log.path)
    assert (chain.entries, chain.problem) == (20, None)


def test_what_cannot_be_recorded_is_not_let_through(log, monkeypatch):
    def full(*_, **__):
        raise AuditError("the audit could not be written (OperationalError)")

    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (60, 40), (200, 200, 200)).save(out, "PNG")
    quick = ScanOptions(reader="none", face_finder="none")
    with Gate(scanner=Scanner(quick), audit=log) as gate:
        assert gate.scan(Upload(out.getvalue(), "a.png")).is_clean
        assert verify(log.path).entries == 1
        monkeypatch.setattr(log, "record", full)
        assert gate.scan(Upload(out.getvalue(), "a.png")).verdict is Action.BLOCK
        assert not gate.redact(Upload(out.getvalue(), "a.png")).verified
