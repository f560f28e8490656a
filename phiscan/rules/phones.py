"""Telephone and fax numbers, checked with phonenumbers; US by default, others with their +."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phiscan._memo import memo
from phiscan.rules import evidence, people, scores
from phiscan.rules.labels import Kind, Label
from phiscan.rules.layout import CELL_BREAK, Run, Slice
from phiscan.rules.name_words import Part, tokens_of
from phiscan.rules.normalise import DIGIT_LIKE, as_digits
from phiscan.rules.notes import is_note_to_call
from phiscan.rules.page import Page
from phiscan.types import Category, Finding

# What stands before an extension, in several languages, a letter misread or not: poste, Durchwahl.
_TO = (
    r"(?:x|[eao][xk]t(?:ensio)?n?|ex|#|p[o0][s5]te|anexo|anx|ramal|interno|intern|int|durchwahl|dw|nst"
    r"|toestel|wew|doorkies|opt(?:ion)?)"
)
_EXTENSION = rf"(?:\s*+(?:[,;/-]\s*+)?\(?{_TO}\s?[.:]?\s*[\dOIl|SB]{{1,6}}(?![A-Za-z])\)?)?"
_BEHIND = re.compile(_EXTENSION + "$", re.I)
_EXTENSION_ALONE = re.compile(rf"{_TO}[.:]*\s?\d{{2,6}}(?!\w)", re.I)
# Brackets get lost or misread, and a postcode may run on into a number: 62704555-010-0199.
_US = re.compile(
    r"(?:(?<![\w.,/$-])|(?<=(?<!\d)\d{5}))(?:\+?1[\s.-]{0,2})?"
    r"(?:[(\[{/]\s?[2-9]\d{2}\s?[)\]}/]?|[2-9]\d{2}(?:\s?[)\]}]|(?=[\s./-])))[\s./-]{0,3}"
    r"\d{3}[\s.-]{0,3}\d{4}(?![\w-]|[.,]\d)" + _EXTENSION, re.I
)  # fmt: skip
_WITH_EXTENSION = re.compile(
    r"(?<![\w.,/$-])(?:\d{3}[\s.-]{0,2})?\d{3}[\s.-]{0,2}\d{4}"
    rf"(?=\s?[,;]?\s?{_TO}[\s.:]*\d)" + _EXTENSION,
    re.I,
)
_WORLD = re.compile(r"(?<![\w+])\+\s?[1-9][\d\s().-]{6,18}\d(?![\w-])" + _EXTENSION, re.I)
# Other countries' own forms, and numbers with a wrong sign or a lost digit: medical pages only.
_NATIONAL = re.compile(
    r"(?<![\w.,/$-])(?:"
    r"(?:\(0\d{1,4}\)|\(?0\d{1,4}\)?[\s.-]{1,2})\d{3,8}(?:[\s.-]\d{2,4}){0,2}"  # area code first
    r"|0\d{9,10}"
    r"|1[38]00[\s.-]?\d{3}[\s.-]?\d{3}|13\s\d{2}\s\d{2}"  # AU: shared cost and free
    r"|[6-9]\d{4}[\s-]\d{5}"  # IN: mobile
    r"|[(\[{/]\d{3}\s?[)\]}/]?[\s./,_'-]{0,3}\d{3}[\s./,_'-]{1,3}\d{3,5}"
    r"|\d{3}[)\]}./,_-]\s?\d{3}[./,_-]\s?\d{3,5}|\d{3}[\s.,_'-]{1,2}\d{3}[\s.,_'-]{1,2}\d{4,5}"
    r"|[(\[{/]?\d{2,3}\s?[)\]}/.-]\s?\d{3}[\s./,_'-]{1,3}\d{4}"
    r")(?![\w-]|[.,]\d)" + _EXTENSION,
    re.I,
)
_TEN = re.compile(r"(?<![\w.,/$-])[2-9]\d{2}[2-9]\d{6}(?![\w-]|[.,]\d)")
_D = f"[{DIGIT_LIKE}]"
_LABELLED = re.compile(
    rf"(?<![A-Za-z])[+(\[{{]{{0,2}}{_D}(?:{_D}|[\s()\[\]{{}}.,_\-/']){{5,20}}{_D}(?![A-Za-z])"
    + _EXTENSION,
    re.I,
)
_SHORT = re.compile(r"\s{0,2}[#-]?\s?((?=\D{0,2}\d)[\dOIlSBAgqZ]{3,7})(?![\w./-])")
_NUMBERS = (Kind.MRN, Kind.ID, Kind.PLAN, Kind.ACCOUNT, Kind.OTHER_ID, Kind.NPI, Kind.SSN,
            Kind.LICENSE, Kind.DEVICE, Kind.VEHICLE, Kind.DEA, Kind.STOP)  # fmt: skip
_ON_CHARTS = (_TEN, _NATIONAL, _WITH_EXTENSION)
_DIGITS_OF_A_NUMBER = 4
_SEPARATED = re.compile(r"\d{3}[-.\s]\d{4}")


@memo(maxsize=4096)
def is_possible_phone(text: str) -> bool:
    """Whether phonenumbers takes the digits for a number that could be dialled.

    Possible, not valid: fictional 555 numbers and new area codes must not slip through.
    """
    import phonenumbers

    try:
        number = phonenumbers.parse(text, "US")
    except phonenumbers.NumberParseException:
        return False
    return bool(phonenumbers.is_possible_number(number))


def find(page: Page) -> Iterator[Finding]:
    """Yield telephone numbers; a business's own on a public page scores as nothing."""
    for item in page.fields_of(Kind.PHONE):
        if item.label.is_everyday and not item.label.has_sign and item.after is None:
            continue
        for value in item.values():
            span = _labelled(value.text, or_short=page.is_medical and _is_plain(item.label))
            if span is not None:
                score = scores.NOTHING if page.is_public else scores.LABEL
                yield from _finding(page, value.part(*span), score,
                                    "stands beside the label of a telephone number")  # fmt: skip
                break
    yield from _of_a_note(page)
    for run in page.runs_and_wraps:
        wrapped = _EXTENSION_ALONE.match(run.text) if page.is_medical else None
        if wrapped:
            yield from _finding(page, Slice(run, *wrapped.span()), scores.SHAPE,
                                "an extension carried over from the line above")  # fmt: skip
        for pattern in (_US, _WORLD, *(_ON_CHARTS if page.is_medical else ())):
            for match in pattern.finditer(run.numbers_text):
                if not run.is_across(*match.span()):
                    continue
                if pattern in _ON_CHARTS and _is_of_a_label(page, run, match.start()):
                    continue
                number = _BEHIND.sub("", match.group())
                if pattern in _ON_CHARTS or is_possible_phone(number):
                    score = _score(page, run, match.start())
                    yield from _finding(page, Slice(run, *match.span()), score,
                                        "has the shape of a telephone number")  # fmt: skip


# Whom to ring, on a note that nothing else says to be a patient's: call Mr Obi 555-0177.
_LOCAL = re.compile(r"(?<![\w.,/$()-])[2-9]\d{2}[-.]\d{4}(?![\w-]|[.,]\d)")


def _of_a_note(page: Page) -> Iterator[Finding]:
    """Yield a number without its area on a note to ring somebody."""
    if page.is_medical or page.is_public or not is_note_to_call(page):
        return
    for run in page.runs:
        for match in _LOCAL.finditer(run.numbers_text):
            yield from _finding(page, Slice(run, *match.span()), scores.SHAPE,
                                "a telephone number on a note about somebody")  # fmt: skip


def _is_of_a_label(page: Page, run: Run, at: int) -> bool:
    """Whether digits belong to a label of other numbers; only the first behind it do.

    `NHS No 9991162860 (0121) 496 0788` holds both.
    """
    label = page.label_of(run, at)
    if label is None or not label.is_a(*_NUMBERS):
        return False
    between = run.text[label.value : at]
    return sum(c.isdigit() for c in between) < _DIGITS_OF_A_NUMBER


def _is_plain(label: Label) -> bool:
    """Whether a label is meant as one: it has its colon, or is no everyday word."""
    return label.has_sign or not label.is_everyday


def _labelled(text: str, *, or_short: bool) -> tuple[int, int] | None:
    """Return (start, end) of a labelled number; `or_short` takes a pager's few digits too."""
    match = _LABELLED.search(text)
    if match and match.start() < 12 and _looks_dialled(match.group()):
        return match.span()
    short = _SHORT.match(text) if or_short else None
    return short.span(1) if short else None


def _looks_dialled(text: str) -> bool:
    real = sum(c.isdigit() for c in text)
    digits = as_digits(text)
    count = sum(c.isdigit() for c in digits)
    if real < 5:
        return False
    return is_possible_phone(digits) or 9 <= count <= 12 or bool(_SEPARATED.search(digits))


def _score(page: Page, run: Run, at: int) -> float:
    if page.is_public or _is_a_houses(page, run, at):
        return scores.NOTHING
    return scores.climb(scores.SHAPE, medical=page.is_medical)


def _is_a_houses(page: Page, run: Run, at: int) -> bool:
    """Whether a number stands behind the name of a house, with nobody else on the page.

    A hospital's own on its lift: Bayview Hospital 604-555-0138. Park, Lake and Church are families
    too: a house has a word that is none.
    """
    words = tokens_of(run.text[:at].rpartition(CELL_BREAK)[2])[-2:]
    of_houses = [word for word in words if word.part is Part.ORG]
    if words[-1:] != of_houses[-1:] or all(word.is_well_listed for word in of_houses):
        return False
    is_somebodys = page.is_medical or evidence.has_age_and_sex(page)
    return not is_somebodys and not people.has_person_alone(page)


def _finding(page: Page, found: Slice, score: float, reason: str) -> Iterator[Finding]:
    return page.findings(found, Category.PHONE, score, reason, detector="phones")
