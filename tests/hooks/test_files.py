"""The files protocol below the command: the watch over a hanging check, and the sentence."""

from __future__ import annotations

import io
import threading
from dataclasses import replace

import pytest

from phiscan.errors import UsageError
from phiscan.hooks.files import ON_SITE, Watch, check_files, sentence, shows_something
from phiscan.options import ScanOptions
from phiscan.scanner import failed
from phiscan.types import Action, Category, Finding, PageInfo, ScanResult, Status


def result(source="a.jpg", *categories, status=Status.COMPLETE, verdict=Action.ALLOW):
    findings = tuple(
        Finding(c, 0.9, "why", f"test{i}", action=verdict, text="00882291")
        for i, c in enumerate(categories)
    )
    return ScanResult(
        source,
        status,
        verdict,
        findings,
        pages=(PageInfo(1, (9, 9)),),
        caused_by=tuple(f.id for f in findings),
        not_examined=() if status is Status.COMPLETE else ("page 2: time limit reached",),
    )


def test_nothing_checked_is_nothing_let_through():
    assert "nothing is let through" in sentence([])


def test_clean_photos_are_counted_and_nothing_is_promised():
    line = sentence([result(), result("b.jpg")])
    assert "2 photos let through" in line
    assert "safe" not in line


def test_causes_are_named_once_in_plain_words():
    blocked = result("a.jpg", Category.MRN, Category.FACE, Category.MRN, verdict=Action.BLOCK)
    line = sentence([blocked])
    assert line.count("medical record number") == 1
    assert "face" in line
    assert "phiscan redact" in line
    assert "\n" not in line
    assert "00882291" not in line


def told(detector, category=Category.PERSON_NAME):
    return Finding(category, 0.9, "why", detector, action=Action.BLOCK)


def test_a_caption_is_to_be_changed_not_covered():
    shown, said = told("reader", Category.MRN), told("caption")
    for found, copy, caption in (((shown,), True, False), ((said,), False, True),
                                 ((shown, said), True, True)):  # fmt: skip
        stopped = replace(
            result(verdict=Action.BLOCK),
            all_findings=found,
            caused_by=tuple(f.id for f in found),
        )
        line = sentence([stopped])
        assert ("phiscan redact" in line) is copy
        assert ("write the caption without it" in line) is caption
        assert ("the caption tells: person's name" in line) is caption
        assert shows_something(stopped) is copy
        assert "phiscan redact" not in sentence([stopped], offer=ON_SITE)


def test_many_stopped_photos_make_one_short_line():
    stopped = [result(f"{i}.jpg", Category.MRN, verdict=Action.BLOCK) for i in range(50)]
    line = sentence([result("clean.jpg"), *stopped])
    assert "50 of 51 photos" in line
    assert "47 more" in line
    assert len(line) < 500


def test_what_was_not_examined_says_why():
    assert "could not be examined (the file is empty)" in sentence(
        [failed("a.jpg", "the file is empty.")]
    )
    partly = result(status=Status.INCOMPLETE, verdict=Action.REVIEW)
    assert "was not fully examined" in sentence([partly])


def test_a_name_cannot_break_the_line_or_steer_the_terminal():
    line = sentence([failed("a\n\x1b[2Jb.jpg", "the file is empty")])
    assert "\n" not in line
    assert "\x1b" not in line


@pytest.fixture
def watch():
    made = Watch()
    yield made
    made.close()


def test_a_hanging_check_is_given_up_and_the_next_one_runs(watch):
    never = threading.Event()
    assert not watch.is_stuck
    given_up = watch.within(0.05, "a.jpg", never.wait)
    assert given_up.status is Status.FAILED
    assert "time limit" in given_up.not_examined[0]
    assert watch.is_stuck
    assert watch.within(5, "b.jpg", lambda: result("b.jpg")).is_clean
    never.set()


@pytest.mark.parametrize("error", [RuntimeError("00882291"), SystemExit(0), TimeoutError()])
def test_a_check_that_breaks_off_is_failed_without_its_words(error, watch, capsys):
    def look():
        raise error

    broken = watch.within(5, "a.jpg", look)
    assert broken.status is Status.FAILED
    assert "broke off" in broken.not_examined[0]
    assert "00882291" not in str(broken.to_dict())
    assert capsys.readouterr().err == ""


def test_a_check_in_time_is_returned_as_it_is(watch):
    fine = result()
    assert watch.within(5, "a.jpg", lambda: fine) is fine
    assert watch.within(None, "a.jpg", lambda: fine) is fine


def test_standard_input_can_be_given_once(colour_scanner, watch):
    with pytest.raises(UsageError, match="once"):
        list(check_files(["-", "-"], colour_scanner(), io.BytesIO(b""), watch))


def test_no_more_of_standard_input_is_read_than_the_limit_allows(colour_scanner, watch):
    class Endless(io.RawIOBase):
        asked = 0

        def read(self, size=-1):
            assert size >= 0
            self.asked += size
            return b"x" * size

    stdin = Endless()
    scanner = colour_scanner(ScanOptions(max_bytes=1000))
    (only,) = check_files(["-"], scanner, stdin, watch)
    assert only.status is Status.FAILED
    assert stdin.asked == 1001
