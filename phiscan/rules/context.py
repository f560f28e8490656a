"""What kind of page this is: the same date is nothing on a menu and an identifier on a chart.

Two questions, both asked of words and labels alone: does this page speak of a patient, and is it
plainly something printed for everybody (a menu, a poster, a receipt, a book, a screen of code)?
Neither hangs on one word: weak evidence is added up, since much of a photographed page may be
misread or out of the picture.
"""

from __future__ import annotations

import re

from phiscan.rules import evidence, people
from phiscan.rules.blank_forms import ASKED, LEAST_ASKED, are_words, is_blank, is_filled
from phiscan.rules.date_shapes import find_dates, find_partial_dates
from phiscan.rules.lab_results import lab_rows
from phiscan.rules.labels import Kind
from phiscan.rules.layout import CELL_BREAK
from phiscan.rules.name_rows import list_score
from phiscan.rules.name_words import Part, is_full_name, tokens_of
from phiscan.rules.notes import is_about_care
from phiscan.rules.page import Field, Page
from phiscan.rules.public_print import (
    hours_score,
    is_code,
    is_issued,
    is_notice,
    is_package,
    is_posted,
    is_priced,
    prices,
    words_of_trade,
)
from phiscan.rules.record_numbers import bare_numbers
from phiscan.rules.scraps import has_own_number, scrap_score
from phiscan.rules.shelves import is_shelf
from phiscan.rules.unread import is_sure
from phiscan.rules.whose import is_for_somebody, is_named

_MEDICAL_ENOUGH = 3.0
_PUBLIC_ENOUGH = 2
_MOST_WORDS, _MOST_HINTS, _MOST_TERMS = 4, 3, 4
_LONG_LABEL = 6
"""Letters of a label in two words that noise does not make."""
_PROGRAM = 5
"""Different words of menus and tool bars that make a program's window."""
_PROSE, _DIALOGUE = 8, 3
"""Lines of a text, and of one in which people speak."""
_EVENT = 2
"""Different words that congresses use and clinics seldom."""
# Family name and initial before a number, as a shelf of charts shows them: ALVARADO, J 44-81-20.
_SPINE = re.compile(r"[^\W\d_a-z][\w'’-]{2,},? ?[^\W\d_a-z]\.?\s")
_COMMA_NAME = re.compile(
    r"(?<!\w)[^\W\d_a-z][^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]+)?, ?[^\W\d_a-z][^\W\d_]+(?!\w)"
)
_SPOKEN = re.compile(r"[,.!?][\"”»]|[\"“«][A-Z]")
_YOUR = re.compile(r"\b(?:your|our|a|the)\s$", re.I)
_YOURS = re.compile(r"your\s|aged\b")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_MONTH = re.compile(r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", re.I)
# What an ultrasound machine writes beside its picture.
_ULTRASOUND = re.compile(
    r"\b(?:MI|TIS|TIB|TIC) ?\d\.\d|\bFR ?\d+ ?Hz|\bD(?:epth)? ?\d+(?:\.\d)? ?cm\b"
)
# How much each label that only patients' papers carry speaks for a medical page.
_LABEL_WEIGHT = {
    Kind.MRN: 3, Kind.DOB: 2, Kind.PLAN: 1, Kind.NPI: 2, Kind.DEA: 2, Kind.PATIENT: 1,
    Kind.CLINICIAN: 1, Kind.OTHER_ID: 1, Kind.ACCOUNT: 1, Kind.AGE: 1, Kind.SEX: 1, Kind.SSN: 1,
}  # fmt: skip
_OF_PATIENTS = frozenset({Kind.PATIENT, Kind.MRN, Kind.DOB, Kind.PLAN, Kind.AGE, Kind.CLINICIAN,
                          Kind.ACCOUNT, Kind.SSN})  # fmt: skip
_PERSONAL = frozenset({Kind.DOB, Kind.PHONE, Kind.EMAIL, Kind.ADDRESS, Kind.SSN, Kind.MRN})


_NEEDS_NUMBER = frozenset({Kind.PLAN, Kind.ACCOUNT, Kind.OTHER_ID})
_TAKES_NUMBER = _NEEDS_NUMBER | {Kind.MRN, Kind.NPI, Kind.DEA}


def _label_kinds(page: Page) -> set[Kind]:
    prose = is_prose(page)  # in sentences only a colon makes a label
    return {item.label.kinds[0] for item in page.fields if _counts(item, prose=prose)}


def _counts(item: Field, *, prose: bool) -> bool:
    """Whether a label is one here: `group` with a number beside it, `MRN:` even with nothing."""
    label, kind = item.label, item.label.kinds[0]
    if not label.has_sign and (label.is_everyday or prose or _is_of_a_sentence(item)):
        return False
    if kind not in _TAKES_NUMBER:
        return True
    value = item.after or next(item.below(), None)
    if value is not None and any(c.isdigit() for c in value.text):
        return True
    # Without its number: what was not read is still announced, but not by words of prose or noise.
    if item.after is not None or kind in _NEEDS_NUMBER:
        return label.has_sign and item.after is None
    return label.has_sign or " " not in item.name.text or len(item.name.text) > _LONG_LABEL


def _is_of_a_sentence(item: Field) -> bool:
    """Whether a word for a person is no label: talk to your nurse, PATIENT EXAMINATION GLOVES."""
    if item.label.kinds[0] not in (Kind.PATIENT, Kind.CLINICIAN, Kind.AGE):
        return False
    if _YOUR.search(item.name.run.text[: item.label.start]) or _YOURS.match(item.name.text):
        return True
    beside = item.after.text if item.after is not None else "\t"
    return "\t" not in beside and are_words(beside)


def _label_score(page: Page) -> int:
    kinds = _label_kinds(page)
    # A person and a doctor named by labels: hardly anything but a patient's paper has both.
    pair = Kind.PATIENT in kinds and Kind.CLINICIAN in kinds
    return sum(_LABEL_WEIGHT.get(kind, 0) for kind in kinds) + pair


def has_patient_labels(page: Page) -> bool:
    """Whether labels that only a patient's papers pair are there: an insurance card's prices,
    a clinic's opening hours then make nothing public of it.
    """
    kinds = _label_kinds(page)
    return Kind.PATIENT in kinds and bool(kinds & {Kind.MRN, Kind.DOB, Kind.PLAN})


def is_medical_page(page: Page) -> bool:
    """Whether labels, words, places of care, lab rows, doses and the like add up."""
    if is_empty_form(page):
        return False
    if is_named(page):
        return True
    if _is_supply(page):
        return False
    if is_shelf(page):
        return True
    labels, words = _label_score(page), min(evidence.clinical_words(page), _MOST_WORDS)
    trade = len(evidence.words(page, "PUBLIC"))
    if not words and is_priced(page) and trade >= 2:
        return False  # a receipt's invoice, registration and order numbers are nobody's
    care = words + _signs(page)
    score = labels + care
    # Shops print "patient" and "prescription" too; prices then ask for more.
    enough = _MEDICAL_ENOUGH + 2 * is_priced(page)
    if score < enough and (score >= _MEDICAL_ENOUGH or not is_public_page(page)):
        person = _person_score(page) if score > 0 else 0.0
        # Printed cartons have proper names and long numbers too.
        sheet = _sheet_score(page, has_words=score > 0) - bool(trade)
        listed = 0.0 if is_priced(page) else list_score(page)
        score += max(person, sheet, scrap_score(page), listed)
    if not labels and is_issued(page) and not _is_about_someone(page):
        return False  # a leaflet, a textbook's table
    if is_about_care(page, care):
        return True
    if score < _MEDICAL_ENOUGH:
        return len(lab_rows(page)) >= 2
    is_told = not labels and (trade or is_prose(page) or is_posted(page))
    if (is_told or is_code(page)) and not _is_about_someone(page):
        return False  # a clinic's poster, a novel set in a hospital, a program about patients
    if _is_event(page):
        return False
    return has_patient_labels(page) or score >= enough


def _signs(page: Page) -> float:
    """Return what speaks for care without being a label or a word of it alone."""
    return (
        min(evidence.hints(page), _MOST_HINTS) / 2
        + _terms(page) / 2
        + 2 * evidence.has_age_and_sex(page)
        + evidence.bedside_signs(page)
        + evidence.names_place_of_care(page)
        + evidence.has_title(page)
    )


def _terms(page: Page) -> int:
    """Return how many words of medicine are there; in a program's window files are named so."""
    is_window = len(evidence.words(page, "PROGRAM")) >= _PROGRAM
    return 0 if is_window else min(len(evidence.words(page, "TERM")), _MOST_TERMS)


def _person_score(page: Page) -> float:
    """Return how much the page is about one person: a name in its own place, a way to reach them.

    Counts only on top of a sign of care: an envelope from a clinic, a note about a call back.
    """
    if not people.has_person_alone(page):
        return float(people.has_comma_name(page))
    is_dated = any(find_dates(r.numbers_text) or find_partial_dates(r.text) for r in page.runs)
    reach = evidence.has_phone(page) + evidence.has_postal_line(page) + is_dated
    reach += people.has_person_called(page)
    return 1.0 + min(reach, 1)


def _is_about_someone(page: Page) -> bool:
    """Whether a person, a record's number or an age is on the page at all."""
    return (
        evidence.has_age_and_sex(page)
        or people.has_person_alone(page)
        or any(has_own_number(run) for run in page.runs)
        or bool(lab_rows(page))
        or list_score(page) > 0
    )


def _is_of_nobody(page: Page) -> bool:
    """Whether no date, dose, bed or title says that somebody in particular is cared for."""
    dated = any(find_dates(r.numbers_text) or find_partial_dates(r.text) for r in page.runs)
    return not (
        dated or evidence.bedside_signs(page) or evidence.has_title(page) or is_about_care(page, 1)
    )


def _is_event(page: Page) -> bool:
    """Whether a congress's programme is there: its people speak, whatever titles they have."""
    return (
        len(evidence.words(page, "EVENT")) >= _EVENT
        and not _label_kinds(page) & _PERSONAL
        and not evidence.has_age_and_sex(page)
        and not lab_rows(page)
    )


def _sheet_score(page: Page, *, has_words: bool) -> int:
    """Return how much a page without labels looks like a film's corner or a chart's spine.

    Family name, comma, given name; a long number; a date; each alone in its place.
    """
    texts = [run.text for run in page.runs]
    with_comma = sum(_heads_its_place(run.text, page.label_spans(run)) for run in page.runs)
    numbers = sum(any(True for _ in bare_numbers(run)) for run in page.runs)
    dates = sum(len(find_dates(run.numbers_text)) for run in page.runs)
    named = 2 * bool(with_comma) or int(has_words and any(map(_is_name_alone, texts)))
    machine = 2 * (sum(bool(_ULTRASOUND.search(text)) for text in texts) >= 2)
    spines = sum(_SPINE.match(r.text) is not None and has_own_number(r) for r in page.runs)
    if max(with_comma, spines) >= 3:
        return int(_MEDICAL_ENOUGH)  # a list of people, or a shelf of them
    is_dated_record = has_words and numbers > 0 and dates >= 2
    if not named and not machine and not is_dated_record:
        return 0
    return named + machine + (numbers > 0) + min(dates, 2) + (with_comma > 1 and numbers > 1)


_NO_NAME = frozenset({Part.ORG, Part.STOP, Part.OTHER})


def _is_comma_name(text: str) -> bool:
    """Whether `Obi, Ada` may be a person: not `Whaling, Museum`, `Dunmore, OH`, `Aqua, Oil`."""
    tokens = tokens_of(text)
    if len(text) < 8 or any(t.part in _NO_NAME for t in tokens):
        return False
    plain = [t.word for t in tokens if not t.is_listed]
    return 3 not in plain and (len(plain) < len(tokens) or not any(plain))


def _heads_its_place(text: str, labels: set[int]) -> bool:
    """Whether such a name stands alone between columns but for labels, numbers and dates."""
    start = 0
    for part in text.split(CELL_BREAK):
        own = "".join(" " if start + i in labels else c for i, c in enumerate(part))
        start += len(part) + 1
        for match in _COMMA_NAME.finditer(own):
            rest = own[: match.start()] + " " + own[match.end() :]
            others = [w for w in _LONG_WORD.findall(rest) if not _MONTH.match(w)]
            if len(others) <= 1 and _is_comma_name(match.group()):
                return True
    return False


def _is_name_alone(text: str) -> bool:
    return any(is_full_name(tokens_of(part)) for part in text.split(CELL_BREAK))


def is_public_page(page: Page) -> bool:
    """Whether prices, opening hours, code or words of trade say: printed for everybody."""
    if is_empty_form(page):
        return True
    if has_people_table(page) or (has_patient_labels(page) and not is_code(page)):
        return False
    score = words_of_trade(page) + min(prices(page), 2) + hours_score(page)
    score += 2 * is_code(page) + 2 * _is_program(page)
    score += 2 * (is_prose(page) and not evidence.is_letter(page))
    score += 2 * (is_issued(page) and not _is_about_someone(page)) + 2 * _is_supply(page)
    score += 2 * (is_posted(page) and not _is_about_someone(page) and _is_of_nobody(page))
    return score >= _PUBLIC_ENOUGH or _is_nobodys_notice(page)


def _is_supply(page: Page) -> bool:
    """Whether it is a package with nobody's name on it: gloves, tests, a bag of saline."""
    return (
        is_package(page)
        and not _label_kinds(page) & _OF_PATIENTS
        and not people.has_person_alone(page)
        and not evidence.has_title(page)
        and not is_for_somebody(page)
    )


def _is_nobodys_notice(page: Page) -> bool:
    """Whether everyday words are all there is, with no person and no label of a patient."""
    return (
        is_notice(page)
        and not (is_prose(page) and evidence.is_letter(page))
        and not _label_kinds(page) & (set(_LABEL_WEIGHT) | {Kind.DOB})
        and not _is_about_someone(page)
    )


def is_empty_form(page: Page) -> bool:
    """Whether a form asks for a patient and nobody has answered: only its clinic stands on it.

    Every line must have been read surely, or be near to what forms ask: handwriting that was not
    may be the answer.
    """
    if is_blank(page):
        return True
    asked = [f for f in page.fields if f.label.has_sign and f.label.kinds[0] in ASKED]
    if len({item.label.kinds[0] for item in asked}) < LEAST_ASKED or any(map(is_filled, asked)):
        return False
    dated = any(find_dates(run.numbers_text) for run in page.runs)
    return not dated and not _is_about_someone(page) and all(map(is_sure, page.lines))


def _is_program(page: Page) -> bool:
    """Whether this is a program's window with nothing of care in it: a file list, an editor."""
    return (
        len(evidence.words(page, "PROGRAM")) >= _PROGRAM
        and not evidence.clinical_words(page)
        and not _label_kinds(page) & set(_LABEL_WEIGHT)
    )


def has_people_table(page: Page) -> bool:
    """Whether a row of headings announces people: a name and two more of what is theirs."""
    for run in page.runs:
        kinds = {kind for label in page.labels(run) for kind in label.kinds[:1]}
        if Kind.PATIENT in kinds and len(kinds & _PERSONAL) >= 2:
            return True
    return False


def is_prose(page: Page) -> bool:
    """Whether most lines are long sentences, as in a book or an article, or some of a dialogue."""
    long = sum(run.text.count(" ") >= 6 for run in page.runs)
    spoken = sum(bool(_SPOKEN.search(run.text)) for run in page.runs)
    least = _DIALOGUE if spoken >= 2 else _PROSE
    return len(page.runs) >= least and long > 0.6 * len(page.runs)
