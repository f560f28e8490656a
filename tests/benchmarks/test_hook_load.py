"""The load benchmark still runs, and tells wrong, late and lost answers apart."""

from __future__ import annotations

import http.client
from pathlib import Path

import pytest

from benchmarks.hook_load import BUSY, LATE, OK, STOPPED, Sent, Tally, answered, main, page

pytest.importorskip("uvicorn", reason="needs phiscan[serve]")


def test_each_answer_has_its_meaning() -> None:
    assert answered(200, {"status": "complete"}) == OK
    assert answered(422, {"status": "complete"}) == STOPPED
    assert answered(422, {"status": "failed"}) == LATE
    assert answered(503, {}) == BUSY
    with pytest.raises(http.client.HTTPException):
        answered(500, {})


def test_nothing_done_is_no_division_by_zero_and_a_photo_let_through_shows() -> None:
    assert "| verdicts | 0 |" in page(Tally(), {"HTTP": []}, 1, 1.0, [])
    tally = Tally()
    tally.add(Sent("wristband small", b"", STOPPED), OK, 2.0, 1.0)
    tally.add(Sent("wristband small", b"", STOPPED), LATE, 2.0, 1.0)
    text = page(tally, {}, 1, 1.0, [])
    assert "| ... of these let through | 1 |" in text
    assert "| refused because the check ran out of time | 1 |" in text


@pytest.mark.slow
def test_the_command_runs_at_tiny_size(tmp_path: Path) -> None:
    arguments = ["--seconds", "1", "--clients", "2", "--repeats", "1", "--full", "1200"]
    stems = ["--stems", "clean_lunch", "specimen_tube"]
    assert main([*arguments, *stems, "--out", str(tmp_path)]) == 0
    text = (tmp_path / "hook_load.md").read_text(encoding="utf-8")
    assert "| wrong verdicts | 0 |" in text
    assert "| lost requests | 0 |" in text
    assert "| clamd | 1 |" in text
