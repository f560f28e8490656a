"""Whether names and record numbers come in turn, as on the spines of a shelf of charts.

Nothing is labelled there, and a chart lies on any table, beside a menu as well; a name of the lists
with a number of its own, twice, is what tells.
"""

from __future__ import annotations

import re

from phiscan.rules import evidence
from phiscan.rules.date_shapes import find_dates
from phiscan.rules.layout import Run
from phiscan.rules.name_rows import PHONE, columns, count_rows, is_record
from phiscan.rules.name_words import Part, Token, tokens_of
from phiscan.rules.page import Page
from phiscan.rules.public_print import is_code, is_priced
from phiscan.rules.record_numbers import bare_numbers

_BESIDE = frozenset({Part.INITIAL, Part.PARTICLE, Part.SUFFIX})
_MIXED = re.compile(r"[A-Z]{2}[a-z]|[a-z][A-Z]{2}")  # no name is written XDaHTb
_SHORT = 3  # letters
_LEAST_ROWS = 2
_LONGEST = 6  # words of a name with its particles
_DIGITS = re.compile(r"(?<!\w)[A-Z]{0,3}[oO]?-?\d[\d -]*")
_BOXED = re.compile(r"(?<!\S)\d(?: \d){5,}(?!\S)")
# Letters and digits in groups, as registries of all lands number their folders.
_NUMBER_ALONE = re.compile(r"#?[A-Z]{0,4}[ -]?\d[\dA-Z]*(?:[-./ ]\d[\dA-Z]*){0,4}[- ]?[A-Z]?")
_NUMBER_FIRST = re.compile(r"(?:[A-Z]{0,4}[ -]?\d[\w./-]*)(?: \d[\w./-]*)*(?= [^\W\d_])")
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z]{3,}\b)|(?<=,)(?=\S)")
_TIME = re.compile(r"\b[0-2]?\d[:.][0-5]\d\b(?!\.)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGITS_OF_A_SPINE = 4
# The end of a spine that something lies on: averso K021516, Vannina 78096349.
_END_OF_SPINE = re.compile(
    r"(?:[^\W\d_]+, ?)?(?P<name>[^\W\d_a-z][^\W\d_]{4,}) (?P<number>[A-Z]{0,2}[oO]?\d{5,9})"
)
_COMMA_NAME = re.compile(r"[^\W\d_a-z][\w'’ -]+, ?[^\W\d_a-z]")


def is_shelf(page: Page) -> bool:
    """Whether names and long numbers come in turn, as on the spines of charts, though a menu lies
    beside them: a row with both, `OBI, ADA 55-81-20`, or a place for each.
    """
    if _is_of_pairs(page) or (_count_ends(page) > _LEAST_ROWS and not _is_for_sale(page)):
        return True
    numbered = [run for run in page.runs if _has_record(run)]
    whole = [name for run in numbered if _COMMA_NAME.match(name := _without_numbers(run.text))]
    if sum(map(_may_be_spine, whole)) >= _LEAST_ROWS and any(map(is_spine_name, whole)):
        return True
    if count_rows(page).volumes >= _LEAST_ROWS and numbered:
        return True
    beside = [name for run in numbered if _may_be_spine(name := _without_numbers(run.text))]
    if len(beside) > _LEAST_ROWS and not _is_for_sale(page):
        return True
    parts = {_without_numbers(part) for run in page.runs for _, part in columns(run)}
    names = set(filter(_may_be_spine, parts))
    worded = [part for part in parts if any(map(str.isalpha, part))]
    is_turn = len(numbered) >= _LEAST_ROWS <= len(names) and len(names) * 3 >= len(worded) * 2
    known = sum(map(is_spine_name, names))
    return is_turn and known >= _LEAST_ROWS and not _is_for_sale(page)


def _count_ends(page: Page) -> int:
    """Return how many numbers stand each behind one word that only a name can be."""
    ends = [m for run in page.runs if (m := _END_OF_SPINE.fullmatch(run.text.strip()))]
    return len({m["number"] for m in ends if is_spine_name(m["name"], listed=False)})


def _is_of_pairs(page: Page) -> bool:
    """Whether nothing is there but names and numbers of any form, about as many of each: spines."""
    parts = [part for run in page.runs for cell in run.cells for part in _split(cell.text)]
    names = {_unglued(part) for part in parts if _may_be_spine(_unglued(part))}
    numbers = {part for part in parts if _NUMBER_ALONE.fullmatch(part) and is_number(part)}
    others = [p for p in parts if sum(map(str.isalpha, p)) > _SHORT and _unglued(p) not in names]
    others = [p for p in others if p not in numbers]
    least = min(len(names), len(numbers))
    return (
        least > _LEAST_ROWS
        and len(others) <= least
        and any(map(is_spine_name, names))
        and not (is_priced(page) or is_code(page))
        and not any(PHONE.search(run.numbers_text) or _TIME.search(run.text) for run in page.runs)
    )


def _split(text: str) -> list[str]:
    """Return a number and the name behind it that were read as one: 24.08.06 Laguerre, Wisly."""
    head = _NUMBER_FIRST.match(text.strip())
    parts = [text[: head.end()], text[head.end() :]] if head else [text]
    return [part.strip() for part in parts if part.strip()]


def is_number(text: str) -> bool:
    """Whether a place's text is a number of somebody's and no year or date: KEL 5719, 7-40672-0."""
    digits = sum(map(str.isdigit, text))
    return digits >= _DIGITS_OF_A_SPINE and not _YEAR.fullmatch(text) and not find_dates(text)


def _unglued(text: str) -> str:
    """Return a name with the space that was not read: NekaneZUBIZARRETA."""
    return _GLUED.sub(" ", text.replace("\u00a0", " "))


def _may_be_spine(text: str) -> bool:
    return is_spine_name(text, listed=False)


def is_spine_name(text: str, *, listed: bool = True) -> bool:
    """Whether a place holds the words of a name and no other; `listed`: one that lists hold."""
    tokens = tokens_of(text)
    named = [t for t in tokens if t.part is Part.NAME]
    fit = all(t.part in _BESIDE or _is_name_word(t) for t in tokens)
    is_long = any(len(t.text) > _SHORT for t in named)
    known = not listed or any(t.is_listed and t.word <= 1 for t in named)
    return 0 < len(tokens) <= _LONGEST and fit and is_long and known


def _is_name_word(token: Token) -> bool:
    written = token.text.isupper() or (token.text[:1].isupper() and not _MIXED.search(token.text))
    may_be = token.is_namelike or token.is_anchor or (token.is_listed and token.word <= 1)
    return token.part is Part.NAME and written and may_be


def _without_numbers(text: str) -> str:
    return _DIGITS.sub(" ", text).strip(" -:#\t")


def _has_record(run: Run) -> bool:
    boxed = _BOXED.search(run.text)
    return bool(boxed) or any(is_record(run, *at) for at in bare_numbers(run))


def _is_for_sale(page: Page) -> bool:
    return bool(evidence.words(page, "PUBLIC")) or is_priced(page) or is_code(page)
