"""Whether print for everybody bears somebody's name all the same: a box of tablets with the label
of whom it was dispensed to, a patient's sticker beside a menu, a ticket on a meal.

Such a name stands with a bed, a birth date or a title. What is sold, shown or posted has none.
"""

from __future__ import annotations

import re

from phiscan.rules import evidence, people
from phiscan.rules.date_shapes import find_dates
from phiscan.rules.labels import Kind
from phiscan.rules.layout import CELL_BREAK, Run
from phiscan.rules.name_words import Part, Token, tokens_of
from phiscan.rules.page import Field, Page

_BED = re.compile(r"\b(?:bed|cubicle|rm)\b\.?\s?#?:?\s?\d{1,4}\s?-?[A-H]?\b", re.I)
_TITLED = re.compile(
    r"(?<!\w)(?:[Mm](?:rs?|s|x|iss)|MR?S|M(?:R|ISS)|Baby|BABY)\.?\s+(?=[^\W\d_a-z])"
)
_NUMBERED = re.compile(r"^\s*[A-Z]?\d{1,3}[A-D]?[.):]?\s+(?=[^\W\d_a-z][^\W\d_]{3})")
# Bed 1 Okafor; with a time only where a word of care says that it is no programme: 9:20 Okafor E
_IN_BED = re.compile(r"(?:^|\t)\W*(?i:bed|cubicle) ?\d{1,3}[A-D]?\W{1,3}(?=[^\W\d_a-z][^\W\d_]{2})")
_AT_TIME = re.compile(r"^\W*[0-2]?\d[:.][0-5]\d\s+(?=[^\W\d_a-z][\w'’-]{2,}(?:,? [A-Z]\.?)?\s*$)")
_NEWBORN = re.compile(r"(?:Baby|BABY|B/O)\s+(?:(?i:girl|boy|of)\s+)?[^\W\d_a-z][\w'’-]{2,}")
_RECORD = re.compile(r"\s#?\d{6,10}(?![\w/.-])|\s\(?\d{1,3}\s?(?:y(?:/?o|rs?)?\s?)?[MF]\b")
_BORN = range(1936, 2012)
"""Years of a birth and of nothing that keeps until then; with two digits those of what is sold now
are read as 1927 to 1935."""
_LEAST_ROWS, _DIGITS = 2, 4


def is_named(page: Page) -> bool:
    """Whether a name stands with a bed, a birth date, an age and sex or a long number in one row.

    Or rows of names with their times, or one by itself where a birth date or a record's number
    stands as well.
    """
    texts = [run.text for run in page.runs]
    if any(_behind(_IN_BED, text) for text in texts):
        return True
    cells = [cell.strip() for text in texts for cell in text.split(CELL_BREAK)]
    if any(_NEWBORN.fullmatch(c) and _behind(_TITLED, c) for c in cells):
        return True
    if any(_is_of_a_patient(part) for run in page.runs for part in _parts(run)):
        return True
    timed = {name.text for text in texts if (name := _behind(_AT_TIME, text)) is not None}
    if len(timed) >= _LEAST_ROWS and evidence.clinical_words(page):
        return True
    is_born = evidence.has_birth_and_sex(page) or any(map(_is_born, texts))
    is_told = is_born or any(map(_is_given, page.fields_of(Kind.MRN, Kind.DOB)))
    return is_told and (people.has_person_alone(page) or people.has_comma_name(page))


def _is_given(item: Field) -> bool:
    value = item.after.text if item.after is not None else ""
    return item.label.kinds[0] in (Kind.MRN, Kind.DOB) and sum(map(str.isdigit, value)) >= _DIGITS


def is_for_somebody(page: Page) -> bool:
    """Whether a package bears a name behind a title, a bed, a birth date, or rows of people.

    >>> from phiscan.types import Line
    >>> box = ((0, 0), (200, 0), (200, 20), (0, 20))
    >>> is_for_somebody(Page([Line("Mrs Okafor 12 Mar", box, 0.95)]))
    True
    >>> is_for_somebody(Page([Line("Baby Shampoo", box, 0.95)]))
    False
    """
    texts = [run.text for run in page.runs]
    numbered = {name.text for text in texts if (name := _behind(_NUMBERED, text)) is not None}
    return len(numbered) >= _LEAST_ROWS or any(
        _behind(_TITLED, text) or _BED.search(text) or _is_born(text) for text in texts
    )


def _parts(run: Run) -> list[str]:
    return [run.text.replace(CELL_BREAK, " "), *run.text.split(CELL_BREAK)]


def _is_of_a_patient(text: str) -> bool:
    bed = _BED.search(text)
    if bed is not None and people.is_name(_without_numbers(text[: bed.start()])):
        return True
    record = _RECORD.search(text)
    if record is not None and _is_known_name(text[: record.start()]):
        return True
    dates = [d for d in find_dates(text) if d.is_numeric and d.year in _BORN]
    return bool(dates) and people.is_name(_without_numbers(text[: dates[0].start]))


def _is_known_name(text: str) -> bool:
    """Whether a text is a name of which the lists hold a word: goods are called BiSt FBRE."""
    name = _without_numbers(text)
    return people.is_name(name) and any(token.is_anchor for token in tokens_of(name))


def _without_numbers(text: str) -> str:
    return text.strip(" \t0123456789#:.,-/()")


def _is_born(text: str) -> bool:
    return any(d.is_numeric and d.year in _BORN for d in find_dates(text))


def _behind(pattern: re.Pattern[str], text: str) -> Token | None:
    """Return the name's word that stands behind a pattern, if any: Mrs Okafor, not Mr Muscle."""
    for match in pattern.finditer(text):
        tokens = tokens_of(text[match.end() :])
        if (
            tokens
            and tokens[0].part is Part.NAME
            and (tokens[0].is_namelike or tokens[0].is_anchor)
        ):
            return tokens[0]
    return None
