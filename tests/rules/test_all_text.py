from __future__ import annotations

from phiscan.policy import CLINIC_POLICY, Policy, decide
from phiscan.rules.all_text import find_all_text
from phiscan.types import ALL_TEXT, Action, Category, Line


def line(text: str, y: float) -> Line:
    return Line(text, ((10, y), (200, y), (200, y + 20), (10, y + 20)), 0.9)


def test_no_line_is_no_finding() -> None:
    assert list(find_all_text([], 1)) == []


def test_read_and_unread_lines_are_covered_once_each_and_without_their_text() -> None:
    lines = [line("Soup of the day", 10), line("", 50), line("Maria Lopez", 90), line("soup", 10)]
    found = list(find_all_text(lines, 3))
    assert [f.polygon for f in found] == [ln.polygon for ln in lines[:3]]
    assert all(f.page == 3 and f.text is None and ALL_TEXT in f.tags for f in found)


def test_such_lines_never_sway_a_verdict_whatever_the_policy() -> None:
    found = list(find_all_text([line("Soup of the day", 10)], 1))
    strict = Policy("strict", {Category.UNREAD_TEXT: Action.BLOCK})
    for policy in (CLINIC_POLICY, strict):
        assert decide(found, policy=policy).verdict is Action.ALLOW
