"""The lines between a person's name and a town's code: an address, whatever its streets are called.

On an envelope, a letter or a label nothing says what a line is: "The Old Forge", "Fr Mathew Quay",
"Nether Wallop". That they stand below a name and above a postcode does, in every country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from phiscan.rules import address_shapes as shapes
from phiscan.rules import people
from phiscan.rules.date_shapes import find_dates
from phiscan.rules.evidence import names_place_of_care
from phiscan.rules.labels import Kind
from phiscan.rules.layout import CELL_BREAK, Slice
from phiscan.rules.name_words import Part, tokens_of
from phiscan.rules.page import Page

_MOST_LINES = 6
_REACH = 2.4  # text heights from one line to the next
_LONGEST = 7  # words of a line of an address
# SO20 8EZ | VIC 3044 | Chennai - 600090 | 50674 Köln | Gqeberha 6001 | 0700 | 1012 AB Amsterdam
_CODE_LINE = re.compile(
    r"(?:.*\s|)\d{3}\s?\d{3}\.?"
    r"|[A-Z]{0,2}[- ]?\d{4,5}(?:-\d{4})?(?:\s[A-Z]{2})?\s[^\W\d_a-z][^\d]{2,}"
    r"|[^\W\d_a-z][^\d]{2,}\s\d{4,5}|\d{4,6}"
)
_NUMBERS = (Kind.MRN, Kind.PLAN, Kind.ACCOUNT, Kind.DOB, Kind.SSN, Kind.ID, Kind.PHONE, Kind.NPI)
_CODES = (shapes.ABROAD, shapes.STATE_ZIP, shapes.CITY)
_FIRST = re.compile(
    r"\s*(?:(?:to|attn|re|ship to|mail to|deliver to)\b[:.]?\s*)?"
    r"(?:(?:the )?(?:parents?(?: or guardians?)?|guardians?|family|carers?|estate|executors?)"
    r" of\s+)?(?:(?:mr|mrs|ms|miss|mx|dr|sir|dame|rev|prof|herr|frau|mme|mlle|m|sr|sra|mev|mnr|smt"
    r"|shri)\b\.?(?:\s(?:&|and)\s(?:mrs?|ms|miss|dr)\b\.?)?\s+)?",
    re.I,
)


def is_mail_of_care(page: Page) -> bool:
    """Whether a place of care writes to somebody, though the envelope says `Open today` as well."""
    return page.is_public and names_place_of_care(page) and any(True for _ in find_blocks(page))


def find_blocks(page: Page) -> Iterator[tuple[Slice, list[Slice]]]:
    """Yield (name, lines below it down to its code) for every block of a name and an address."""
    for run in page.runs:
        start = 0
        for part in run.text.split(CELL_BREAK):
            first = _FIRST.match(part)
            name = part[first.end() if first else 0 :].strip(" ,")
            if name and _is_addressee(name, has_title=bool(first and first.group().strip())):
                at = start + part.index(name)
                found = Slice(run, at, at + len(name))
                lines = _down_to_code(page, Slice(run, start, start + len(part.rstrip())))
                if lines:
                    yield found, lines
            start += len(part) + 1


def _is_addressee(text: str, *, has_title: bool) -> bool:
    words = text.replace("-", "").replace("'", "").replace("’", "").replace(".", "").split()
    if not words or len(words) > 5 or not all(w.isalpha() for w in words):
        return False
    if not all(w[0].isupper() or w in ("de", "van", "der", "von", "da", "al") for w in words):
        return False
    return (
        people.is_name(text) or _is_son_of(text) or (has_title and not shapes.is_institution(text))
    )


def _is_son_of(text: str) -> bool:
    """Whether a particle stands before a word of no dictionary: Sultan Bin Lahej."""
    tokens = tokens_of(text)
    return (
        any(a.part is Part.PARTICLE and b.is_strange for a, b in pairwise(tokens))
        and tokens[0].is_listed
    )


def _down_to_code(page: Page, top: Slice) -> list[Slice]:
    """Return the lines below, up to the one that holds a code; none where no code comes."""
    lines: list[Slice] = []
    at = top
    while len(lines) < _MOST_LINES:
        below = next(page.layout.below(at, None, reach=_REACH), None)
        line = _whole_column(below) if below else None
        if line is None or not _may_be_part(page, line):
            return []
        lines.append(line)
        if _ends_address(line.text, count=len(lines)):
            return lines
        at = line
    return []


def _whole_column(found: Slice) -> Slice:
    text = found.run.text
    start = text.rfind(CELL_BREAK, 0, found.start) + 1
    end = text.find(CELL_BREAK, found.end)
    end = len(text) if end < 0 else end
    return Slice(found.run, start + len(text[start:end]) - len(text[start:end].lstrip()), end)


def _may_be_part(page: Page, line: Slice) -> bool:
    """Whether a line has few words, no date, no label with a colon and is none without."""
    if not line.text.strip() or len(line.text.split()) > _LONGEST:
        return False
    labelled = any(
        line.start <= x.start < line.end
        and (x.has_sign or not x.is_everyday)
        and not x.is_a(Kind.ADDRESS, Kind.CITY, Kind.ZIP)
        for x in page.labels(line.run)
    )
    return not labelled and not find_dates(line.text) and "@" not in line.text


def _ends_address(text: str, *, count: int) -> bool:
    if any(pattern.search(text) for pattern in _CODES):
        return True
    # A number alone is a code only behind a street.
    return count > 1 and bool(_CODE_LINE.fullmatch(text.strip()))
