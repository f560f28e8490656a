"""Telephone and fax numbers, checked with phonenumbers; US by default, others with their +."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from phiscan.rules import scores
from phiscan.rules.labels import Kind
from phiscan.rules.layout import Slice
from phiscan.rules.normalise import DIGIT_LIKE, as_digits
from phiscan.rules.page import Page
from phiscan.types import Category, Finding

_EXTENSION = r"(?:\s*(?:,|;)?\s*(?:x|ext\.?|extension|#)\s*\d{1,6})?"
_EXTENSION_ALONE = re.compile(r"(?:x|ext\.?)\s?\d{2,6}(?!\w)", re.I)
_US = re.compile(
    r"(?<![\w.,/$-])(?:\+?1[\s.-]{0,2})?(?:\(\s?[2-9]\d{2}\s?\)|[2-9]\d{2}(?=[\s./-]))[\s./-]{0,3}"
    r"\d{3}[\s.-]{1,3}\d{4}(?![\w-]|[.,]\d)" + _EXTENSION, re.I
)  # fmt: skip
_WORLD = re.compile(r"(?<![\w+])\+\s?[1-9][\d\s().-]{6,18}\d(?![\w-])" + _EXTENSION, re.I)
_TEN = re.compile(r"(?<![\w.,/$-])[2-9]\d{2}[2-9]\d{6}(?![\w-]|[.,]\d)")
_D = f"[{DIGIT_LIKE}]"
_LABELLED = re.compile(
    rf"[+(]{{0,2}}{_D}(?:{_D}|[\s().\-/]){{5,20}}{_D}(?![A-Za-z])" + _EXTENSION, re.I
)
_SEPARATED = re.compile(r"\d{3}[-.\s]\d{4}")


@lru_cache(maxsize=4096)
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
            match = _LABELLED.search(value.text)
            if match and match.start() < 12 and _looks_dialled(match.group()):
                score = scores.NOTHING if page.is_public else scores.LABEL
                yield from _finding(page, value.part(*match.span()), score,
                                    "stands beside the label of a telephone number")  # fmt: skip
                break
    for run in page.runs_and_wraps:
        wrapped = _EXTENSION_ALONE.match(run.text) if page.is_medical else None
        if wrapped:
            yield from _finding(page, Slice(run, *wrapped.span()), scores.SHAPE,
                                "an extension carried over from the line above")  # fmt: skip
        for pattern in (_US, _WORLD, *((_TEN,) if page.is_medical else ())):
            for match in pattern.finditer(run.numbers_text):
                if not run.is_across(*match.span()):
                    continue
                label = page.label_of(run, match.start())
                if pattern is _TEN and label is not None:
                    continue  # ten bare digits belong to their label
                if is_possible_phone(match.group()):
                    yield from _finding(page, Slice(run, *match.span()), _score(page),
                                        "has the shape of a telephone number")  # fmt: skip


def _looks_dialled(text: str) -> bool:
    real = sum(c.isdigit() for c in text)
    digits = as_digits(text)
    count = sum(c.isdigit() for c in digits)
    if real < 5:
        return False
    return is_possible_phone(digits) or (count == 7 and bool(_SEPARATED.search(digits)))


def _score(page: Page) -> float:
    return scores.NOTHING if page.is_public else scores.climb(scores.SHAPE, medical=page.is_medical)


def _finding(page: Page, found: Slice, score: float, reason: str) -> Iterator[Finding]:
    return page.findings(found, Category.PHONE, score, reason, detector="phones")
