"""Lines that are an address as a whole, whatever its streets are called: parts between commas.

`406, Civil Lines, Opp. Temple, Siliguri WB 734074`; `Teach na Trá, Cois Abhann, Co. Offaly`: no
list holds such streets. That capitalised parts follow one another from a house's number, or up to a
code or a county, is what an address is made of everywhere; see UPU S42 on its elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from phiscan.rules import address_shapes as shapes
from phiscan.rules.date_shapes import find_dates
from phiscan.rules.labels import Kind
from phiscan.rules.layout import CELL_BREAK, Run, Slice
from phiscan.rules.name_words import Part, tokens_of
from phiscan.rules.page import Page

_SMALL = (
    r"na|an|de|du|des|la|le|les|of|the|and|&|van|der|den|do|da|dos|del|y|upon|on|near|opp\.?|behind"
)
_WORD = r"[#(]?(?:[a-z]{1,2}-?)?[^\W_a-z][^\s,;:\t]*"  # mBroc, hUisce
_PART_OF_LINE = rf"{_WORD}(?:[ ](?:{_WORD}|(?:{_SMALL})(?=[ ]))){{0,6}}"
_LINE = re.compile(rf"(?<![^\s\t(]){_PART_OF_LINE}(?:,[ ]?{_PART_OF_LINE}){{1,7}}")
# The rest of an address at the head of the next line: Galway | boul. du | Lac, Rimouski.
_REST = re.compile(rf"\s*(?:(?:{_SMALL})[ ])?{_PART_OF_LINE}(?:,[ ]?{_PART_OF_LINE}){{0,5}}")
_HOUSE = re.compile(
    r"(?:#?\d{1,5}[A-Z]?(?:[/-]\d{1,5}[A-Z]?)?(?:,|[ ](?![A-Z]{2,4}(?:,|$)))"
    r"|(?:Flat|Unit|Apt|Plot|Door|House|Shop|Lot|Site|Villa|H\.? ?No|D\.? ?No|R\.?R\.?)\b)[^,]*,",
    re.I,
)
_COUNTIES = (
    "Carlow|Cavan|Clare|Cork|Donegal|Dublin|Galway|Kerry|Kildare|Kilkenny|Laois|Leitrim|Limerick"
    "|Longford|Louth|Mayo|Meath|Monaghan|Offaly|Roscommon|Sligo|Tipperary|Waterford|Westmeath"
    "|Wexford|Wicklow|Antrim|Armagh|Down|Fermanagh|Derry|Londonderry|Tyrone|Durham"
)
_COUNTY = re.compile(rf"(?:Co\.?|County)[ ]?(?:{_COUNTIES})\b|\bCo\.\s*$|\bCo\s*$")
# Two letters of an Indian state before a PIN code (ISO 3166-2:IN).
_INDIAN = (
    "A[NPRS]|BR|C[GHT]|D[DLN]|G[AJ]|H[PR]|J[HK]|K[AL]|L[AD]|M[HLNPZ]|NL|O[DR]|P[BY]|RJ|SK"
    "|T[GNRS]|U[KPT]|WB"
)
_CODED = re.compile(
    rf"[^\W\d_]{{3,}}[,. -]{{1,3}}(?:(?:{_INDIAN})[ ,-]{{1,2}})?[1-8]\d\d ?\d{{3}}(?!\d)"
    r"|[^\W\d_]{3,}[ ,]{1,2}\d{4,5}(?![\w/-])"
)
_CODES = (_COUNTY, _CODED, shapes.ABROAD, shapes.STATE_ZIP, shapes.CITY)
_CUT = re.compile(
    rf"(?:,|\bCo\.?|\b(?:{_SMALL}|boul\.|av\.|ch\.|St\.?|Mount|Port|North|South))\s*$"
)
_NUMBERED = re.compile(r"#?\d{1,5}[A-Z]?(?:[/-]\d{1,5}[A-Z]?)?[ ,]")
# The street before its number, as on the continent: Lindenweg 14, 79100 Freiburg; Via Roma 12.
_STREET_FIRST = re.compile(
    r"(?<!\w)(?:[^\W\d_a-z][^\W\d_-]*(?:-[^\W\d_]+)*(?:weg|stra(?:ß|ss)e|str\.|gasse|platz|allee|ring|damm"
    r"|ufer|steig|laan|straat|vej|gatan|veien)"
    r"|(?:Via|Viale|Piazza|Calle|Avda\.?|Avenida|Rua|[Uu]l\.|Al\.)"
    r"(?: d(?:ei|el|ella|elle|egli|i|e|os|as|a|o))?(?: [^\W\d_a-z][\w'’.-]*){1,4},?)"
    r" ?\d{1,4} ?[a-z]?(?![\w/])"
    r"(?:, ?(?:[A-Z]{1,2}-)?\d{2,5}[- ]?\d{0,3} ?(?:[A-Z]{2} )?[^\W\d_a-z][\w-]+)?"
)
_IS_WORDED = re.compile(r"[^\W\d_]{2}")
_RURAL = re.compile(r"(?<!\w)R\.?R\.? ?# ?\d{1,3},? (?=[^\W\d_])[^\t;:]{2,60}")
_REACH = 2.4  # text heights from one line to the next
_LEAST_WORDED = 2
_LONGEST = 7  # words of a line above a town


def find_lines(page: Page) -> Iterator[Slice]:
    """Yield the addresses of one line, then what the next line goes on with, on a medical page."""
    for run in page.runs:
        lines = [match for match in _LINE.finditer(run.text) if _is_address(match.group())]
        for match in (
            *lines, *_RURAL.finditer(run.text), *_STREET_FIRST.finditer(run.text)
        ):  # fmt: skip
            found = Slice(run, *match.span())
            yield found
            yield from rest_below(page, found)
    yield from _above_towns(page)


def rest_below(page: Page, found: Slice) -> Iterator[Slice]:
    """Yield how the next line goes on with an address that its line's end cut."""
    behind = found.run.text[found.end :].partition(CELL_BREAK)[0].strip()
    if behind not in ("", ",") or not _CUT.search(found.text + behind):
        return
    column = _column(found.run, found.start)
    below = next(page.layout.below(column, None, reach=_REACH), None)
    rest = _REST.match(below.text) if below is not None else None
    if below is not None and rest is not None:
        yield below.part(*rest.span())


def _is_address(text: str) -> bool:
    if find_dates(text) or sum(map(_is_worded, text.split(","))) < _LEAST_WORDED:
        return False
    if _COUNTY.search(text):
        return True
    parts = text.count(",") + 1
    is_coded = any(pattern.search(text) for pattern in _CODES)
    has_house = _HOUSE.match(text) is not None
    return (is_coded and (parts > _LEAST_WORDED or has_house)) or (has_house and parts > 2)


def _is_worded(part: str) -> bool:
    """Whether a part of a line holds a word that may be a place's: not HR 98, not q8h."""
    return any(
        t.part in (Part.NAME, Part.ORG, Part.DOCTOR)
        and len(t.text.rstrip(".")) > 2
        and any(map(str.islower, t.text))
        for t in tokens_of(part)
    ) or (part.strip().isupper() and len(part.strip()) > 3)


def _column(run: Run, at: int) -> Slice:
    start = run.text.rfind(CELL_BREAK, 0, at) + 1
    end = run.text.find(CELL_BREAK, at)
    return Slice(run, start, len(run.text) if end < 0 else end)


def _above_towns(page: Page) -> Iterator[Slice]:
    """Yield a line that begins with a number and stands above a town and its code."""
    for run in page.runs:
        starts = [0, *(i + 1 for i, c in enumerate(run.text) if c == CELL_BREAK), len(run.text) + 1]
        for start, end in pairwise(starts):
            line = Slice(run, start, end - 1)
            if not _NUMBERED.match(line.text) or len(line.text.split()) > _LONGEST:
                continue
            if find_dates(line.text) or not _IS_WORDED.search(line.text):
                continue
            below = next(page.layout.below(line, None, reach=_REACH), None)
            if below is not None and _is_town(page, below):
                yield line


def _is_town(page: Page, line: Slice) -> bool:
    whole = _column(line.run, line.start).text
    is_labelled = any(x.has_sign and x.is_a(Kind.MRN, Kind.ID) for x in page.labels(line.run))
    return not is_labelled and any(
        pattern.search(whole) for pattern in (shapes.STATE_ZIP, shapes.CITY, shapes.ABROAD)
    )
