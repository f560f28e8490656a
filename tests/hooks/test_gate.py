"""The gate behind a server's doors: what is not looked at in time is refused, and nothing hangs."""

from __future__ import annotations

import json
import threading
import time

import numpy as np
import pytest

from phiscan.audit import AuditLog, read_entries, verify
from phiscan.errors import LimitError
from phiscan.hooks.gate import BusyError, Gate, Upload
from phiscan.options import ScanOptions
from phiscan.scanner import Scanner
from phiscan.types import Action, Category, Status

QUICK = ScanOptions(reader="none", face_finder="none", skip=("barcode",))


class Slow(Scanner):
    """A scanner that waits until it is told to go on."""

    def __init__(self) -> None:
        super().__init__(QUICK)
        self.go, self.begun = threading.Event(), threading.Event()

    def scan(self, *args, **named):
        self.begun.set()
        self.go.wait(20)
        return super().scan(*args, **named)


def png() -> bytes:
    import cv2

    return cv2.imencode(".png", np.full((40, 60, 3), 200, np.uint8))[1].tobytes()


def test_an_empty_upload_is_refused():
    with Gate(scanner=Scanner(QUICK)) as gate:
        result = gate.scan(Upload(b"", "a.jpg"))
    assert (result.status, result.verdict) == (Status.FAILED, Action.BLOCK)


def test_a_clean_photo_is_let_through_and_a_telling_caption_stops_it():
    with Gate(scanner=Scanner(QUICK)) as gate:
        assert gate.scan(Upload(png(), "a.png", caption="Lunch!")).is_clean
        told = gate.scan(Upload(png(), "a.png", caption="our patient Maria Lopez, MRN 00882291"))
    assert told.verdict is Action.BLOCK
    assert {f.category for f in told.findings} >= {Category.PERSON_NAME, Category.MRN}
    assert "00882291" not in repr(told)


@pytest.mark.parametrize(
    "told", [{"name": "a" * 5000 + ".png"}, {"name": "a.png", "caption": "Name:\n" * 10_000}]
)
def test_words_too_long_to_be_read_are_not_let_through(told):
    with Gate(scanner=Scanner(QUICK)) as gate:
        result = gate.scan(Upload(png(), **told))
        assert result.status is Status.FAILED
        assert "longer than" in result.not_examined[0]
        assert len(result.source) < 50
        assert not gate.judge_words(told["name"], told.get("caption")).is_clean
        assert len(gate.redact(Upload(png(), **told)).source) < 50


def test_a_long_caption_is_read_to_its_end_in_time():
    with Gate(scanner=Scanner(QUICK)) as gate:
        begun = time.process_time()
        assert gate.judge_words("a.png", "1" * 9000).is_clean
        assert time.process_time() - begun < 6
        last = "We had lunch at the lake. " * 200 + "our patient Maria Lopez, MRN 00882291"
        assert gate.judge_words("a.png", last).verdict is Action.BLOCK


def test_a_copy_comes_with_its_proof():
    with Gate(scanner=Scanner(QUICK)) as gate:
        made = gate.redact(Upload(png(), "a.png"))
    assert made.verified
    assert made.image


def test_one_upload_more_than_the_queue_holds_is_sent_away():
    scanner = Slow()
    with Gate(scanner=scanner, jobs=1, waiting=0) as gate:
        first = threading.Thread(target=gate.scan, args=(Upload(png(), "a.png"),))
        first.start()
        scanner.begun.wait(10)
        with pytest.raises(BusyError):
            gate.scan(Upload(png(), "b.png"))
        scanner.go.set()
        first.join(10)
        assert gate.scan(Upload(png(), "c.png")).is_clean


def test_a_check_that_hangs_is_refused_and_the_gate_says_that_it_is_ill():
    scanner = Slow()
    gate = Gate(scanner=scanner, jobs=1, deadline_s=0.05)
    result = gate.scan(Upload(png(), "a.png"))
    assert result.status is Status.FAILED
    assert "time limit" in result.not_examined[0]
    assert not gate.is_alive
    with pytest.raises(BusyError):
        gate.scan(Upload(png(), "b.png"))
    scanner.go.set()
    until = time.monotonic() + 10
    while not gate.is_alive and time.monotonic() < until:
        time.sleep(0.01)
    assert gate.is_alive
    gate.close()


def test_a_closed_gate_lets_nothing_through():
    gate = Gate(scanner=Scanner(QUICK))
    gate.close()
    with pytest.raises(BusyError):
        gate.scan(Upload(png(), "a.png"))


def test_an_upload_still_on_its_way_holds_no_place_in_the_queue():
    with Gate(scanner=Scanner(QUICK), jobs=1, waiting=0) as gate, gate.enter() as slow:
        slow.take(1)
        assert gate.scan(Upload(png(), "b.png")).is_clean
        assert slow.scan(Upload(png(), "a.png")).is_clean


def test_uploads_that_are_too_large_one_by_one_or_together_are_refused(monkeypatch):
    monkeypatch.setattr("phiscan.hooks.gate.MOST_HELD", 100)
    with Gate(scanner=Scanner(QUICK)) as gate:
        with gate.enter(most_bytes=60) as first, gate.enter(most_bytes=60) as second:
            first.take(60)
            with pytest.raises(LimitError):
                first.take(1)
            with pytest.raises(BusyError):
                second.take(41)
            second.take(40)
        with gate.enter() as later:
            later.take(100)


def test_more_uploads_on_their_way_than_the_gate_takes_are_sent_away(monkeypatch):
    monkeypatch.setattr("phiscan.hooks.gate.ARRIVING", 1)
    with Gate(scanner=Scanner(QUICK)) as gate, gate.enter(), pytest.raises(BusyError):
        gate.scan(Upload(png(), "b.png"))


def test_what_is_sent_away_unseen_is_in_the_record(tmp_path):
    log = AuditLog(tmp_path / "audit.db", who="test")
    with Gate(scanner=Scanner(QUICK), audit=log) as gate:
        gate.places = 0
        for _ in range(3):
            with pytest.raises(BusyError):
                gate.scan(Upload(png(), "Maria Lopez.png"))
        gate.places = 1
        with pytest.raises(LimitError), gate.enter("clamd", most_bytes=3) as place:
            place.take(4)
        with pytest.raises(TimeoutError), gate.enter("http scan"):
            raise TimeoutError("Maria Lopez")
    entries = [json.loads(text) for _, text, _ in read_entries(tmp_path / "audit.db")]
    assert {(e["door"], e["status"], e["verdict"]) for e in entries} == {
        (door, "failed", "block") for door in ("api", "clamd", "http scan")
    }
    assert "too many photos" in entries[0]["why"]
    assert "Lopez" not in json.dumps(entries)
    assert verify(tmp_path / "audit.db").problem is None


def test_who_could_not_be_looked_at_in_time_is_sent_away_at_once():
    scanner = Slow()
    with Gate(scanner=scanner, jobs=1, deadline_s=10) as gate:
        gate._pace.note(6.0)
        first = threading.Thread(target=gate.scan, args=(Upload(png(), "a.png"),))
        first.start()
        scanner.begun.wait(10)
        with pytest.raises(BusyError) as told:
            gate.scan(Upload(png(), "b.png"))
        assert told.value.retry_after_s == 3
        scanner.go.set()
        first.join(10)
        assert gate.scan(Upload(png(), "c.png")).is_clean


def test_a_turn_that_comes_too_late_is_no_verdict():
    scanner = Slow()
    with Gate(scanner=scanner, jobs=1, deadline_s=1.0) as gate:
        first = threading.Thread(target=gate.scan, args=(Upload(png(), "a.png"),))
        first.start()
        scanner.begun.wait(10)
        second: list[object] = []

        def wait_for_a_turn():
            with pytest.raises(BusyError) as told:
                gate.scan(Upload(png(), "b.png"))
            second.append(told.value)

        waiting = threading.Thread(target=wait_for_a_turn)
        waiting.start()
        time.sleep(0.3)
        gate._pace.note(5.0)
        time.sleep(0.4)
        scanner.go.set()
        waiting.join(10)
        first.join(10)
    assert second
