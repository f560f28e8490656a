"""Labels, bands, tubes and spines: whether the few words on them say whose they are.

Nothing on them speaks of care. A name that fills its place beside a number of somebody's, a full
date, a sex or a folder's volume is all they ever say; print for everybody has more words, prices.
"""

from __future__ import annotations

import re
from itertools import pairwise

from phiscan.rules import evidence, people
from phiscan.rules.date_shapes import DateMatch, find_dates
from phiscan.rules.layout import CELL_BREAK, Run
from phiscan.rules.name_rows import PHONE, is_record
from phiscan.rules.name_words import is_full_name, tokens_of
from phiscan.rules.page import Page
from phiscan.rules.public_print import is_code, is_priced
from phiscan.rules.record_numbers import bare_numbers
from phiscan.rules.shelves import is_spine_name

ENOUGH = 3.0
_MOST_WORDS = 14
"""Words of a label that holds nothing but whose it is."""
_VOLUME = re.compile(r"vol(?:ume)?\.? ?#?\d{1,2}|\d ?(?:of|/) ?\d", re.I)
# Numbers of registries that are too short or too grouped to be one elsewhere: 33-81-07, 58-004412.
_STACKED = re.compile(r"(?:[a-z]{2,3} )?[^\W\d_a-z][^\W\d_]+")  # a family name over a given one
_FEW = 3
"""Places of a folder's spine that holds a name, a volume and hardly more."""
_REGISTERED = re.compile(
    r"(?:[A-Z]{1,4}[ #:.-]{0,3})?#?"
    r"(?:\d{2}[- ]\d{2}[- ]\d{2}|\d{2,3}-\d{4,8}|[A-Z]{0,3}\d{5,10})[A-Z]?"
)


def scrap_score(page: Page) -> float:
    """Return enough for a medical page where a label's few words are somebody's, else 0."""
    parts = [part.strip() for run in page.runs for part in run.text.split(CELL_BREAK)]
    trade = len(evidence.words(page, "PUBLIC"))
    if sum(len(part.split()) for part in parts) > _MOST_WORDS or trade > 1:
        return 0.0
    dates = [date for run in page.runs for date in find_dates(run.numbers_text)]
    # A birth date and a sex say it all, however the rest was read.
    if len(parts) > 1 and evidence.has_birth_and_sex(page):
        return ENOUGH
    is_sure = _is_surely_named(page, parts)
    if not (is_sure or any(map(is_spine_name, parts))):
        return 0.0
    numbered = any(has_own_number(run) for run in page.runs)
    is_volume = any(map(_VOLUME.fullmatch, parts))
    told = evidence.has_age_and_sex(page) or bool(dates) or is_volume
    is_nobodys = bool(trade) or is_priced(page) or is_code(page)
    is_owned = numbered or any(map(_is_registered, parts)) or any(map(_has_year, dates))
    is_owned |= is_volume and len(parts) <= _FEW
    return ENOUGH * ((numbered and told) or (is_sure and is_owned and not is_nobodys))


def has_own_number(run: Run) -> bool:
    """Whether a long number that is no telephone's is in a run."""
    return any(is_record(run, *at) for at in bare_numbers(run))


def _is_registered(part: str) -> bool:
    is_number = _REGISTERED.fullmatch(part) is not None
    return is_number and not find_dates(part) and not PHONE.search(part)


def _has_year(date: DateMatch) -> bool:
    return date.is_numeric and date.year is not None


def _is_surely_named(page: Page, parts: list[str]) -> bool:
    """Whether a name fills a place; it may stand on two lines, a word on each."""
    written = [part if _STACKED.fullmatch(part) else "" for part in parts]
    stacked = [f"{a} {b}" for a, b in pairwise(written) if a and b]
    alone = people.has_person_alone(page)
    return alone or any(is_full_name(tokens_of(text)) for text in stacked)
