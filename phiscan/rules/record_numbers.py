"""Medical record numbers beside their labels, and the shapes of bare ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phiscan.rules import scores
from phiscan.rules.date_shapes import find_dates
from phiscan.rules.labels import Kind
from phiscan.rules.layout import Run
from phiscan.rules.numbers import label_findings, labelled_numbers
from phiscan.rules.page import Page
from phiscan.types import Category, Finding, Role

_ALONE = re.compile(r"(?<![\w./$-])(?<!\d,)(?:[A-Z]{1,3}-?)?\d{6,12}(?:-\d{1,4})?(?![\w/-]|[.,]\d)")
_GROUPS = re.compile(r"(?<![\w.,/$-])(?:[A-Z]{1,3}-?)?\d{2,4}(?:[- ]\d{2,8}){1,3}(?![\w/-]|[.,]\d)")
_SHORTEST = 6  # digits


def find(page: Page) -> Iterator[Finding]:
    """Yield medical record numbers; `ID:` counts as one on a medical page."""
    yield from label_findings(page, Kind.MRN, Category.MRN, "record_numbers", role=Role.PATIENT)
    for item, number in labelled_numbers(page, (Kind.ID,)):
        if not item.label.has_sign and "id" not in item.name.text.lower():
            continue
        category = Category.MRN if page.is_medical else Category.OTHER_ID
        score = scores.LABEL_WEAK_SHAPE if page.is_medical else scores.SHAPE
        if page.is_public:
            score = scores.NOTHING
        yield from page.findings(
            number, category, score, "stands beside the label of an identifier",
            detector="record_numbers",
        )  # fmt: skip


def bare_numbers(run: Run) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of long numbers, whole or in groups, that are no date, phone or range."""
    dates = [(m.start, m.end) for m in find_dates(run.numbers_text)]
    for pattern in (_ALONE, _GROUPS):
        for match in pattern.finditer(run.numbers_text):
            start, end = match.span()
            digits = sum(c.isdigit() for c in match.group())
            if digits >= _SHORTEST and not any(a < end and start < b for a, b in dates):
                yield start, end
