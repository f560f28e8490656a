"""Medical record numbers: labelled, or a long bare number alone in its place on a medical page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phiscan.rules import scores
from phiscan.rules.labels import Kind
from phiscan.rules.numbers import label_findings, labelled_numbers
from phiscan.rules.page import Page
from phiscan.types import Category, Finding, Role

_ALONE = re.compile(r"(?<![\w.,/$-])(?:[A-Z]{1,3}-?)?\d{6,12}(?:-\d{1,4})?(?![\w/-]|[.,]\d)")
_GROUPS = re.compile(r"(?<![\w.,/$-])\d{2,3}(?:-\d{2,3}){2,3}(?![\w/-])")


def find(page: Page) -> Iterator[Finding]:
    """Yield medical record numbers; `ID:` counts as one on a medical page."""
    yield from label_findings(page, Kind.MRN, Category.MRN, "record_numbers", role=Role.PATIENT)
    for item, number in labelled_numbers(page, (Kind.ID,)):
        if not item.label.has_sign and not page.is_medical:
            continue
        category = Category.MRN if page.is_medical else Category.OTHER_ID
        score = scores.LABEL_WEAK_SHAPE if page.is_medical else scores.SHAPE
        if page.is_public:
            score = scores.NOTHING
        yield from page.findings(
            number, category, score, "stands at the label of an identifier",
            detector="record_numbers",
        )  # fmt: skip
    if page.is_medical and not page.is_plain_text:
        yield from _bare_numbers(page)


def _bare_numbers(page: Page) -> Iterator[Finding]:
    """Long numbers without a label on a medical page: better one box too many."""
    from phiscan.rules.layout import Slice

    for run in page.runs:
        for pattern in (_ALONE, _GROUPS):
            for match in pattern.finditer(run.text):
                label = page.label_of(run, match.start())
                if label is not None and label.value >= match.start() - 1:
                    continue  # its own label's rule decides
                yield from page.findings(
                    Slice(run, *match.span()), Category.MRN,
                    scores.climb(scores.WEAK_SHAPE, medical=True),
                    "a long number on a medical page", detector="record_numbers",
                )  # fmt: skip
