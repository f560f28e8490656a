"""What kind of page this is: the same date is nothing on a menu and an identifier on a chart.

Two questions, both asked of words and labels alone: does this page speak of a patient, and is it
plainly something printed for everybody (a menu, a poster, a receipt, a book, a screen of code)?
"""

from __future__ import annotations

import re
from functools import lru_cache

from phiscan.rules.date_shapes import find_dates
from phiscan.rules.lab_results import lab_rows
from phiscan.rules.labels import Kind
from phiscan.rules.layout import CELL_BREAK
from phiscan.rules.name_words import is_full_name, tokens_of
from phiscan.rules.normalise import strip_accents
from phiscan.rules.page import Page
from phiscan.rules.record_numbers import bare_numbers
from phiscan.rules.wordlists import read_sections

_MEDICAL_ENOUGH = 3
_PUBLIC_ENOUGH = 2
_PRICE = re.compile(r"(?:[$€£¥]\s?\d{1,4}(?:[.,]\d{2})?\b|\b\d{1,4}[.,]\d{2}\b(?![.,/-]\d))")
_HOURS = re.compile(
    r"\b(?:mon|tue|wed|thu|fri|sat|sun)\w*\b.{0,12}\d{1,2}(?::\d{2})?\s*(?:am|pm|-)", re.I
)
_CODE = re.compile(
    r"[{};]\s*$|\w\(\w*\)|=>|==|!=|\+=|->|</?\w+>|^\s*(?:def|class|import|from|#include)\b"
)
# A patient's age and sex as clinicians write them: 64 y/o F, 64YF, M/64, 71 yo.
_AGE_SEX = re.compile(
    r"\b\d{1,3}\s?(?:y/?o|yrs?|y)\b\.?|\b\d{1,3}\s?(?:y|yr)?[\s/,]{0,2}(?:male|female)\b"
    r"|\b(?:male|female)[\s/,]{1,2}\d{1,3}\b|\b[MF]\s?/\s?\d{1,3}\b|\b\d{1,3}\s?/\s?[MF]\b",
    re.I,
)
_COMMA_NAME = re.compile(
    r"(?<!\w)[^\W\d_a-z][^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]+)?, ?[^\W\d_a-z][^\W\d_]+(?!\w)"
)
# What an ultrasound machine writes beside its picture.
_ULTRASOUND = re.compile(
    r"\b(?:MI|TIS|TIB|TIC) ?\d\.\d|\bFR ?\d+ ?Hz|\bD(?:epth)? ?\d+(?:\.\d)? ?cm\b"
)
# How much each label that only patients' papers carry speaks for a medical page.
_LABEL_WEIGHT = {
    Kind.MRN: 3, Kind.DOB: 2, Kind.PLAN: 1, Kind.NPI: 2, Kind.DEA: 2, Kind.PATIENT: 1,
    Kind.CLINICIAN: 1, Kind.OTHER_ID: 1, Kind.ACCOUNT: 1, Kind.AGE: 1, Kind.SEX: 1, Kind.SSN: 1,
}  # fmt: skip


_PERSONAL = frozenset({Kind.DOB, Kind.PHONE, Kind.EMAIL, Kind.ADDRESS, Kind.SSN, Kind.MRN})


@lru_cache(maxsize=4)
def _pattern(section: str) -> re.Pattern[str]:
    phrases = re.split(r"\s*\|\s*|\n", read_sections("medical.txt", separator=" | ")[section])
    ordered = sorted({p for p in phrases if p}, key=len, reverse=True)
    return re.compile(r"(?<![a-z])(?:" + "|".join(map(re.escape, ordered)) + r")(?![a-z])")


def _words(page: Page, section: str) -> set[str]:
    pattern = _pattern(section)
    return {m for run in page.runs for m in pattern.findall(strip_accents(run.text).lower())}


def _label_kinds(page: Page) -> set[Kind]:
    prose = is_prose(page)  # in sentences only a colon makes a label
    return {
        kind
        for run in page.runs
        for label in page.labels(run)
        if label.has_sign or not (label.is_everyday or prose)
        for kind in label.kinds[:1]
    }


def _label_score(page: Page) -> int:
    return sum(_LABEL_WEIGHT.get(kind, 0) for kind in _label_kinds(page))


def has_patient_labels(page: Page) -> bool:
    """Whether labels that only a patient's papers pair are there: an insurance card's prices,
    a clinic's opening hours then make nothing public of it.
    """
    kinds = _label_kinds(page)
    return Kind.PATIENT in kinds and bool(kinds & {Kind.MRN, Kind.DOB, Kind.PLAN})


def is_medical_page(page: Page) -> bool:
    """Whether labels, words, lab rows or an age with a sex add up to a medical page."""
    clinical = _words(page, "STRONG")
    if not clinical and _prices(page) >= 3 and len(_words(page, "PUBLIC")) >= 2:
        return False  # a receipt's invoice, registration and order numbers are nobody's
    score = _label_score(page) + min(len(clinical), 4)
    score += 2 * any(_AGE_SEX.search(run.text) for run in page.runs)
    if score < _MEDICAL_ENOUGH and not is_public_page(page):
        score += _sheet_score(page, has_words=score > 0)
    if score >= _MEDICAL_ENOUGH:
        # Shops print "patient" and "prescription" too; prices then ask for more.
        return has_patient_labels(page) or score >= _MEDICAL_ENOUGH + 2 * (_prices(page) >= 3)
    return len(lab_rows(page)) >= 2


def _sheet_score(page: Page, *, has_words: bool) -> int:
    """Return how much a page without labels looks like a film's corner or a chart's spine.

    Family name, comma, given name; a long number; a date; each alone in its place.
    """
    texts = [run.text for run in page.runs]
    with_comma = sum(len(m.group()) >= 8 for m in map(_COMMA_NAME.search, texts) if m)
    numbers = sum(any(True for _ in bare_numbers(run)) for run in page.runs)
    dates = sum(len(find_dates(run.numbers_text)) for run in page.runs)
    named = 2 * bool(with_comma) or int(has_words and any(map(_is_name_alone, texts)))
    machine = 2 * (sum(bool(_ULTRASOUND.search(text)) for text in texts) >= 2)
    if with_comma >= 3:
        return _MEDICAL_ENOUGH  # a list of people, or a shelf of them
    is_dated_record = has_words and numbers > 0 and dates >= 2
    if not named and not machine and not is_dated_record:
        return 0
    return named + machine + (numbers > 0) + min(dates, 2) + (with_comma > 1 and numbers > 1)


def _is_name_alone(text: str) -> bool:
    return any(is_full_name(tokens_of(part)) for part in text.split(CELL_BREAK))


def _prices(page: Page) -> int:
    return sum(len(_PRICE.findall(run.text)) for run in page.runs)


def is_public_page(page: Page) -> bool:
    """Whether prices, opening hours, code or words of trade say: printed for everybody."""
    if has_people_table(page) or has_patient_labels(page):
        return False
    score = len(_words(page, "PUBLIC")) + 2 * (_prices(page) >= 3)
    score += 2 * any(_HOURS.search(run.text) for run in page.runs)
    code = sum(bool(_CODE.search(run.text)) for run in page.runs)
    score += 2 * (code >= 3 and code > len(page.runs) * 0.15)
    return score + 2 * is_prose(page) >= _PUBLIC_ENOUGH


def has_people_table(page: Page) -> bool:
    """Whether a row of headings announces people: a name and two more of what is theirs."""
    for run in page.runs:
        kinds = {kind for label in page.labels(run) for kind in label.kinds[:1]}
        if Kind.PATIENT in kinds and len(kinds & _PERSONAL) >= 2:
            return True
    return False


def is_prose(page: Page) -> bool:
    """Whether most lines are long sentences, as in a book or an article."""
    long = sum(run.text.count(" ") >= 6 for run in page.runs)
    return len(page.runs) >= 8 and long > 0.6 * len(page.runs)
