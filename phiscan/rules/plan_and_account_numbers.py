"""Health plan, account, accession and prescription numbers, all found by their labels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phiscan.rules import scores
from phiscan.rules.labels import Kind
from phiscan.rules.layout import Slice
from phiscan.rules.numbers import label_findings
from phiscan.rules.page import Page
from phiscan.types import Category, Finding

# Medicare Beneficiary Identifier (CMS, "Understanding the MBI"): never S, L, O, I, B or Z.
_MBI_LETTER = "[AC-HJKMNP-RT-Y]"
_MBI = re.compile(
    rf"\b[1-9]{_MBI_LETTER}[0-9AC-HJKMNP-RT-Y]\d-?{_MBI_LETTER}[0-9AC-HJKMNP-RT-Y]\d"
    rf"-?{_MBI_LETTER}{{2}}\d\d\b"
)
_CARD = re.compile(r"(?<![\w-])[3-6]\d{3}([- ])\d{4}\1\d{4}\1\d{3,4}(?![\w-])")
_CATEGORIES = {
    Kind.PLAN: Category.HEALTH_PLAN_ID,
    Kind.ACCOUNT: Category.ACCOUNT_NUMBER,
    Kind.OTHER_ID: Category.OTHER_ID,
}


def find(page: Page) -> Iterator[Finding]:
    """Yield plan, account and other labelled numbers; on public pages only Medicare's own shape."""
    for kind, category in _CATEGORIES.items():
        for finding in label_findings(page, kind, category, "plan_and_account_numbers", shortest=4):
            # A receipt's order number and a shop's account say nothing about a patient.
            if not page.is_public:
                yield finding
    for run in page.runs:
        for match in _CARD.finditer(run.text):
            # Shops print the last four digits; a whole card's number is never meant for everybody.
            yield from page.findings(
                Slice(run, *match.span()), Category.ACCOUNT_NUMBER, scores.STRONG_SHAPE,
                "has the shape of a payment card's number", detector="plan_and_account_numbers",
            )  # fmt: skip
        for match in _MBI.finditer(run.text):
            yield from page.findings(
                Slice(run, *match.span()), Category.HEALTH_PLAN_ID,
                scores.climb(scores.STRONG_SHAPE, medical=page.is_medical),
                "has the shape of a Medicare number", detector="plan_and_account_numbers",
            )  # fmt: skip
