"""Numbers that a label announces: what such a value looks like."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phiscan.rules import scores
from phiscan.rules.lab_results import row_of
from phiscan.rules.labels import Kind, a
from phiscan.rules.layout import CELL_BREAK, Slice
from phiscan.rules.normalise import digits_only
from phiscan.rules.page import Field, Page
from phiscan.types import Category, Finding, Role

# Letters, digits and inner joiners; a space only between groups that both hold a digit.
_VALUE = re.compile(
    r"[A-Za-z0-9|*](?:[A-Za-z0-9|*]|[-./_](?=[A-Za-z0-9*])| (?=[0-9A-Z]*[0-9])(?<=[0-9A-Z] )"
    r"|(?<=\d)\s?[-/]\s(?=\d|[A-Z]{1,3}(?!\w))|(?<=\d)\s[-/]\s?(?=\d|[A-Z]{1,3}(?!\w)))*"
)
_DATE_OR_TIME = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}$|\d{1,2}:\d{2}")
_WORD_BEFORE_BRACKET = re.compile(r"(?<!\S)([A-Z\d][\w-]{2,}) ?\($")
_UNIT = re.compile(
    r"\d+(?:\.\d+)?\s?(?:mg|mcg|ml|g|kg|cm|mm|lb|lbs|in|%|days?|hours?|min|tabs?|caps?)\b", re.I
)


def is_number_like(text: str, *, shortest: int = 3) -> bool:
    """Whether a value may be somebody's number: digits enough, no date, no dose.

    Letters that readers mistake for digits count as digits only beside real ones.
    """
    digits = sum(c.isdigit() for c in text)
    like = len(digits_only(text))
    solid = sum(c.isalnum() for c in text)
    if digits == 0 or _DATE_OR_TIME.match(text) or _UNIT.match(text):
        return False
    return solid >= shortest and (digits >= 2 or like >= shortest) and digits * 6 >= solid


def first_number(value: Slice, *, shortest: int = 3) -> Slice | None:
    """Return the first number-like part near the beginning of a label's value."""
    for count, match in enumerate(_VALUE.finditer(value.text)):
        if is_number_like(match.group(), shortest=shortest):
            return value.part(*match.span())
        if count >= 2:
            break
    return None


def _before_brackets(item: Field) -> Slice | None:
    """Return the word before a label in brackets: LYY49 (group number)."""
    run, end = item.name.run, item.label.start
    before = _WORD_BEFORE_BRACKET.search(run.text[:end])
    if before is None or not run.text.startswith(")", item.label.end):
        return None
    return Slice(run, *before.span(1))


def _shares_cell(item: Field, found: Slice) -> bool:
    """Whether label and number stand in one cell, whatever else is at their height."""
    name = item.name
    return found.run is name.run and CELL_BREAK not in name.run.text[name.end : found.start]


def labelled_numbers(
    page: Page, kinds: tuple[Kind, ...], *, shortest: int = 3
) -> Iterator[tuple[Field, Slice]]:
    """Yield (field, number) for the labels of these kinds, beside the label or below it."""
    for item in page.fields_of(*kinds):
        if item.label.is_everyday and not item.label.has_sign and not page.is_medical:
            continue
        if (before := _before_brackets(item)) is not None:
            number = first_number(before, shortest=shortest)
            if number is not None:
                yield item, number
                continue
        reaches_down = item.label.has_sign or item.is_apart or item.is_heading or page.is_medical
        for value in item.values():
            if value is not item.after and not reaches_down:
                break  # a word of a sentence: the patient in bed six
            found = first_number(value, shortest=shortest)
            if found is not None and (_shares_cell(item, found) or row_of(found.run) is None):
                yield item, _with_twin(page, item, found)
                if not item.is_heading:
                    break
            elif value is item.after and len(value.text) > 2 and item.label.has_sign:
                break  # something else stands beside the label


def _with_twin(page: Page, item: Field, found: Slice) -> Slice:
    """Take in a label that repeats the one before it: in `Rx RX 7536448` it is the number's own."""
    name = item.name
    is_beside = found.run is name.run and item.after is not None and item.after.start == found.start
    twins = [x for x in page.labels(name.run) if x.value == name.start and not x.has_sign]
    if is_beside and name.text.isupper() and any(x.kinds == item.label.kinds for x in twins):
        return Slice(name.run, name.start, found.end)
    return found


def label_findings(
    page: Page, kind: Kind, category: Category, detector: str, *, shortest: int = 3,
    role: Role = Role.UNKNOWN,
) -> Iterator[Finding]:  # fmt: skip
    """Yield findings for every number that a label of this kind announces."""
    for item, number in labelled_numbers(page, (kind,), shortest=shortest):
        if item.label.kinds[0] is not kind and not _prefers(item, kind):
            continue
        plain = item.label.has_sign or not item.label.is_everyday
        score = scores.LABEL if plain else scores.LABEL_WEAK_SHAPE
        yield from page.findings(
            number,
            category,
            score,
            f"stands beside the label of {a(kind)}",
            detector=detector,
            role=role,
        )


def _prefers(item: Field, kind: Kind) -> bool:
    """Whether a label of several kinds announces this one: names and dates leave numbers over."""
    numbers = [k for k in item.label.kinds if k not in _NOT_NUMBERS]
    return bool(numbers) and numbers[0] is kind


_NOT_NUMBERS = {Kind.PATIENT, Kind.CONTACT, Kind.CLINICIAN, Kind.DATE, Kind.STOP, Kind.DOB,
                Kind.ADDRESS, Kind.CITY, Kind.SEX, Kind.AGE, Kind.EMAIL, Kind.URL}  # fmt: skip
