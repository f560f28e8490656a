"""Rows that repeat one shape: spines of charts, theatre lists, notes with a line a patient.

Nothing on such pages is labelled; that row after row holds a name and an age, a name and a number,
or a name and the volume of a chart says what they are, also where a single row was misread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from phiscan.rules.layout import CELL_BREAK, Run, Slice
from phiscan.rules.name_words import Part, Token, is_full_name, is_half_known_name, tokens_of
from phiscan.rules.page import Page
from phiscan.rules.record_numbers import bare_numbers

_LONGEST = 6
"""Words of a name with its particles."""
_LEAST_ROWS, _MANY_ROWS = 2, 3
# What readers make of vol 4: vo14, voI 4, VOl4, vo 4; and of other ways to count folders.
_VOLUME = re.compile(
    r"[ ,(]{1,3}(?:vo(?:l(?:ume)?|[1iI|!])?\.?|VO[L1I|l!]?\.?|Vo[l1I|!]\.?|tome|Bd\.?"
    r"|(?i:part|file|folder|chart|section))\s?#?[\dIl|]{1,2}(?!\w)"
    r"|[ (]{1,2}\d ?(?:of|/) ?\d(?![\w/])"
)
# Before a name of a list: 5. / 12) / 9:30 / Bed 4 / 14A
_MARKER = re.compile(
    r"\s*(?:(?:bed|bay|rm|room|chair|slot|cubicle|case)\.? ?\d{1,3}[A-D]?\W{0,2}\s"
    r"|[\[(]?\d{1,2}[:.h]?[0-5]\d(?: ?[ap]m)?\W{0,2}\s|\d{1,3}[A-D]?\s?[.)\]:-]\s?(?=[^\W\d])"
    r"|\d{1,2}[A-D]?\s(?=[^\W\d])|[A-H]\d{1,2}\s(?=[^\W\d])|\d{3}(?:-\d)?\s(?:- )?(?=[^\W\d])"
    r"|(?:mon|tues?|wed|thu(?:rs)?|fri|sat|sun)(?:\w*day)?[.:]?\s(?=[^\W\d])"
    r"|\[ ?[x✓]? ?\]\s?|[-*•>□☐✓]\s?)",
    re.I,
)
# Behind it: 73y, 81 F, (54), a number, a dash; readers see a one as an l: 7ly.
_AGE = r"(?:1[0-4]\d|[1-9l]?\d|\d[lI])\s?(?:y(?:/?o|rs?)?|[MFmf])"
AGED = re.compile(rf"[^\W\d_][.,]? \(?{_AGE}(?:\s?/?[MF])?(?![\w/.])")
AGE_BEFORE_NUMBER = re.compile(
    r"(?:^|\t)\s*1?\d{1,2} ?[MFmf]\b\s+(?=[A-Z]{0,4}-?\d[\d-]{4})"
    r"|(?:^|\t)\s*1?\d{1,2}[MFmf](?=[A-Z]{0,4}-?\d[\d-]{4})"
)
# (555) 010-0142, 01632 960 812, (08) 5550 6533
PHONE = re.compile(
    r"\b0\d{3,4} \d{3} ?\d{3,4}\b|\(?\b0\d{1,2}\)?[ -]\d{3}[ -]?[\dlIO]{4}\b"
    r"|\(?0\d\)? \d{4} \d{4}\b"
    r"|(?:\(?\b\d{3}\)?[-. ]{0,2}|(?<![\w.-]))\d{3}[-. ]\d{4}\b"
)
_TAIL = re.compile(r"(?<!\w)[,(]?\s*(?:\d|[-–:(|])|(?<=\w)\s*[,(]?\s*(?:\d|[–:(|]|-(?!\w))")
_NO_NAME = frozenset({Part.OTHER, Part.ORG, Part.STOP, Part.CREDENTIAL})


_BED = re.compile(
    r"(?:^|\t)\s*(?:bed|bay|chair|cub(?:icle)?|trolley|majors|minors|resus|slot)\.? ?\d{1,2}[A-D]?"
    r"\W{0,3}\s(?P<word>[^\W\d_]{3,})",
    re.I,
)


# Places that are numbered one after the other: B1 Obi, TH 2 Obi, R3 Obi.
_NUMBERED_PLACE = re.compile(
    r"\s*(?P<kind>[^\W\d_]{1,6})[ .-]?(?P<number>\d{1,2})[A-D]?\W{0,3}\s"
    r"(?P<word>[^\W\d_]['’\w]{2,})"
)


class Rows(NamedTuple):
    """How many rows of a page have which shape."""

    named: int
    aged: int
    numbered: int
    volumes: int
    bedded: int


def columns(run: Run) -> Iterator[tuple[int, str]]:
    """Yield (start, text) of what stands between the wide gaps of a run."""
    start = 0
    for part in run.text.split(CELL_BREAK):
        yield start, part
        start += len(part) + 1


def count_rows(page: Page) -> Rows:
    """Count rows that hold a person's name, an age, a long number, the volume of a chart."""
    texts = [(run, part) for run in page.runs for _, part in columns(run)]
    named = {name for _, part in texts if (name := name_of_entry(part))}
    volumes = {part for _, part in texts if spine_name(part)}
    aged = sum(bool(AGED.search(r.text) or AGE_BEFORE_NUMBER.search(r.text)) for r in page.runs)
    numbered = sum(any(is_record(run, *at) for at in bare_numbers(run)) for run in page.runs)
    bedded = sum(any(_is_lone_name(m["word"]) for m in _BED.finditer(r.text)) for r in page.runs)
    bedded = max(bedded, _in_numbered_places(page))
    return Rows(len(named), aged, numbered, len(volumes), bedded)


def _in_numbered_places(page: Page) -> int:
    """Return how many places of one kind, each with its number, have a name behind them."""
    found = [m for r in page.runs if (m := _NUMBERED_PLACE.match(r.text.replace(CELL_BREAK, " ")))]
    named: dict[str, set[str]] = {}
    for match in found:
        if _is_lone_name(match["word"]):
            named.setdefault(match["kind"].lower(), set()).add(match["number"])
    return max(map(len, named.values()), default=0)


def is_record(run: Run, start: int, end: int) -> bool:
    """Whether a long number is in no telephone number."""
    return not any(m.start() < end and start < m.end() for m in PHONE.finditer(run.numbers_text))


def _is_lone_name(word: str) -> bool:
    return any(t.is_namelike and t.is_capital for t in tokens_of(word))


def list_score(page: Page) -> float:
    """Return how much the rows look like a list of patients (1 to 3) or a shelf of charts (3)."""
    rows = count_rows(page)
    is_numbered = any(_LONG_NUMBER.search(run.text) for run in page.runs)
    if rows.volumes >= _LEAST_ROWS and is_numbered:
        return 3.0
    if rows.named >= _LEAST_ROWS and rows.aged >= _LEAST_ROWS:
        return 1.0 + (rows.numbered >= _LEAST_ROWS)
    if min(rows.named, rows.numbered) >= _MANY_ROWS:
        return 3.0
    return 2.0 * (rows.bedded >= _LEAST_ROWS)


_LONG_NUMBER = re.compile(r"\d[\d -]{4,}\d")


def name_of_entry(text: str) -> str:
    """Return the name that a row of a list begins with, or nothing: `9:30 Obi, Ada 34y Hernia`."""
    start, end = _entry(text)
    return text[start:end] if _looks_named(tokens_of(text[start:end])) else ""


def _entry(text: str) -> tuple[int, int]:
    """Return the place of what stands between a list's marker and an age, a number or a volume."""
    start = entry_start(text)
    spine = _VOLUME.search(text, start)
    tail = _TAIL.search(text, start, spine.start() if spine else len(text))
    end = min((m.start() for m in (spine, tail) if m), default=len(text))
    return start, max(start, len(text[:end].rstrip()))


def entry_start(text: str) -> int:
    """Return where a row of a list begins behind its bed, number or time: `9:30 Obi`."""
    marker = _MARKER.match(text)
    return marker.end() if marker else 0


def _looks_named(tokens: list[Token]) -> bool:
    """Whether words are a name by lists, or by being no other words and written as names are."""
    if not 2 <= len(tokens) <= _LONGEST or any(t.part in _NO_NAME for t in tokens):
        return False
    if is_full_name(tokens) or is_half_known_name(tokens):
        return True
    parts = [t for t in tokens if t.part is Part.NAME]
    return bool(parts) and all(t.is_capital and t.is_namelike for t in parts)


def spine_name(text: str) -> tuple[int, int] | None:
    """Return the place of the name before a chart's volume: `OBI ADA vol 2`; titles have words."""
    volume = _VOLUME.search(text)
    if volume is None:
        return None
    tokens = _behind_numbers(tokens_of(text[: volume.start()]))
    parts = [t for t in tokens if t.part in (Part.NAME, Part.PARTICLE)]
    # A single letter is the end of a word that was cut: `r Kateřina`.
    words = [t for t in tokens if len(t.text) > 1]
    plain = [t for t in words if t.part in _NO_NAME or (t.word >= 2 and not t.is_listed)]
    if not 0 < len(tokens) <= _LONGEST or len(plain) * 3 > len(tokens):
        return None
    if not any(t.is_namelike or t.is_anchor for t in parts):
        return None
    return tokens[0].start, tokens[-1].end


def _behind_numbers(tokens: list[Token]) -> list[Token]:
    """Return the tokens behind the last number; of two words or more one is to be left."""
    numbers = [i for i, t in enumerate(tokens) if t.part is Part.OTHER]
    return tokens[numbers[-1] + 1 :] if numbers else tokens


def find_rows(page: Page) -> Iterator[tuple[Slice, str]]:
    """Yield the names before volumes and before ages, and why, on a medical page."""
    if page.is_plain_text or not page.is_medical:
        return
    is_list = list_score(page) > 0
    for run in page.runs:
        for start, part in columns(run):
            place = spine_name(part)
            if place is not None:
                yield Slice(run, start + place[0], start + place[1]), "stands before a volume"
            elif is_list and (place := _listed_name(part)) is not None:
                yield Slice(run, start + place[0], start + place[1]), "an entry of a list of people"
            for match in _BEFORE_AGE.finditer(part):
                if _is_person(tokens_of(match["name"])):
                    yield (
                        Slice(run, start + match.start("name"), start + match.end("name")),
                        "stands before an age",
                    )


def _listed_name(text: str) -> tuple[int, int] | None:
    """Return the place of what a numbered entry says, if no plain word is in it: `12 R khelifi`."""
    start, end = _entry(text)
    tokens = tokens_of(text[start:end])
    named = [t for t in tokens if t.part is Part.NAME and len(t.text) > 2]
    if not start or not named or len(tokens) > _LONGEST or any(t.part in _NO_NAME for t in tokens):
        return None
    return (start, end) if all(t.is_namelike or t.is_anchor for t in named) else None


# Capitalised words, with particles and a comma between them, before an age.
_WORD = r"[^\W\d_a-z][^\W\d_]*(?:['’.-][^\W\d_]+)*\.?"
_BEFORE_AGE = re.compile(
    rf"(?<!\w)(?P<name>{_WORD}(?:,? (?:[a-z]{{1,3}} ){{0,2}}{_WORD}){{0,4}}),? \(?{_AGE}(?![\w/.])"
)


def _is_person(tokens: list[Token]) -> bool:
    parts = [t for t in tokens if t.part is Part.NAME]
    plain = [t for t in tokens if t.part in _NO_NAME or (t.word >= 2 and not t.is_listed)]
    return not plain and any(t.is_namelike or t.is_anchor for t in parts)
