"""What a date looks like, in every order that clinics print, with room for a reader's slips."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from phiscan.rules.normalise import DIGIT_LIKE, as_digits

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:i[l1])?|May|June?|Ju[l1]y?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|[O0]ct(?:[o0]ber)?|N[o0]v(?:ember)?|Dec(?:ember)?)"
)  # with the digits that readers make of letters
_SEP = r"\s?[/.\-]\s?"
_YEAR = r"(?:19|20)\d{2}"
_EDGE, _END = r"(?<![\w./$€£-])", r"(?![\w/-]|\.\d)"
_NUMERIC = re.compile(
    rf"{_EDGE}(?:(?P<a>\d{{1,2}})(?P<s>{_SEP})(?P<b>\d{{1,2}})(?:{_SEP})(?P<y>{_YEAR}|\d{{2}})"
    rf"|(?P<y2>{_YEAR})(?P<s2>{_SEP})(?P<m2>\d{{1,2}})(?:{_SEP})(?P<d2>\d{{1,2}}))(?![\w/]|-\d|\.\d)"
)
_NAMED = re.compile(
    rf"(?<![A-Za-z0-9])(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s.\-/,]{{0,2}}(?P<m>{_MONTH})[\s.\-/,']{{0,3}}(?P<y>\d{{4}}|\d{{2}})"
    rf"|(?P<m2>{_MONTH})[\s.\-/]{{0,2}}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s?,\s?|[\s.\-/,']{{1,3}})(?P<y2>\d{{4}})"
    rf"|(?P<y3>{_YEAR})[\s\-/.]{{1,2}}(?P<m3>{_MONTH})[\s\-/.]{{1,2}}(?P<d3>\d{{1,2}}))(?![0-9A-Za-z])",
    re.I,
)
_MONTH_YEAR = re.compile(rf"(?<![A-Za-z]){_MONTH}\.?,?\s+{_YEAR}(?!\d)", re.I)
_MONTH_DAY = re.compile(
    rf"(?<![A-Za-z]){_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?![\d:])|(?<!\d)\d{{1,2}}\s{_MONTH}\b",
    re.I,
)
_D = f"[{DIGIT_LIKE}]"
_LOOSE = re.compile(
    rf"(?<![A-Za-z0-9]){_D}{{1,2}}\s?[/.\-|,]\s?{_D}{{1,2}}\s?[/.\-|,]?\s?{_D}{{2,4}}(?![A-Za-z0-9])"
    rf"|(?<![A-Za-z0-9]){_D}{{4}}\s?[/.\-]\s?{_D}{{1,2}}\s?[/.\-]?\s?{_D}{{1,2}}(?![A-Za-z0-9])"
    rf"|(?<![A-Za-z0-9]){_D}{{1,2}}[-/. ]?{_MONTH}[-/. ]?{_D}{{2,4}}(?![A-Za-z0-9])"
    rf"|(?<![A-Za-z0-9]){_D}{{8}}(?![A-Za-z0-9])",
    re.I,
)
_SHORT = re.compile(
    r"(?<![\w./$-])(?:0?[1-9]|1[0-2])\s?[/\-]\s?(?:[12]\d|3[01]|0?[1-9])(?![\w/%]|-\d|\.\d)"
)


@dataclass(frozen=True)
class DateMatch:
    """A date at start..end of a text; `year` where it is known; partial: without day or year."""

    start: int
    end: int
    year: int | None = None
    is_partial: bool = False
    is_numeric: bool = False


def _full_year(text: str) -> int:
    year = int(text)
    if year >= 100:
        return year
    # Two digits: a birth date lies behind us, so the century turns at the present year.
    return 2000 + year if year <= date.today().year % 100 else 1900 + year


def is_possible_date(first: str, second: str, year: str) -> bool:
    """Whether two numbers can be a day and a month in either order, in a plausible year."""
    a, b = sorted((int(first), int(second)))
    return 1 <= a <= 12 and 1 <= b <= 31 and 1880 <= _full_year(year) <= 2100


def _numeric(text: str) -> Iterator[DateMatch]:
    for match in _NUMERIC.finditer(text):
        g = match.groupdict()
        first, second, year = (g["a"], g["b"], g["y"]) if g["a"] else (g["m2"], g["d2"], g["y2"])
        if is_possible_date(first, second, year):
            yield DateMatch(*match.span(), year=_full_year(year), is_numeric=True)


def _named(text: str) -> Iterator[DateMatch]:
    for match in _NAMED.finditer(text):
        g = match.groupdict()
        day, year = g["d"] or g["d2"] or g["d3"], g["y"] or g["y2"] or g["y3"]
        if 1 <= int(day) <= 31 and 1880 <= _full_year(year) <= 2100:
            yield DateMatch(*match.span(), year=_full_year(year))


@lru_cache(maxsize=4096)
def find_dates(text: str) -> tuple[DateMatch, ...]:
    """Return the complete dates of a text, left to right."""
    found = sorted([*_numeric(text), *_named(text)], key=lambda m: (m.start, -m.end))
    kept: list[DateMatch] = []
    for match in found:
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return tuple(kept)


def find_partial_dates(text: str) -> list[DateMatch]:
    """Return month and year, month and day, or 3/14: dates only where a label or page says so."""
    patterns = (_MONTH_YEAR, _MONTH_DAY, _SHORT)
    return [DateMatch(*m.span(), is_partial=True) for p in patterns for m in p.finditer(text)]


def _has_digits(text: str) -> bool:
    """Whether enough is a digit, or looks like one, and some really are."""
    like = sum(c.isdigit() for c in as_digits(text))
    return like >= 5 and sum(c.isdigit() for c in text) >= 3


def first_labelled_date(text: str) -> DateMatch | None:
    """Return the date near the start of a date label's value, misread digits and all."""
    exact = [m for m in find_dates(text) if m.start < 16]
    if exact:
        return exact[0]
    loose = _LOOSE.search(text[:40])
    if loose and loose.start() < 12 and _has_digits(loose.group()):
        return DateMatch(*loose.span())
    partial = [m for m in find_partial_dates(text) if m.start < 12]
    return min(partial, key=lambda m: m.start) if partial else None
