"""Social security numbers: whole by shape, or whole, masked and last four by label."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phiscan.rules import scores
from phiscan.rules.labels import Kind
from phiscan.rules.layout import Slice
from phiscan.rules.normalise import DIGIT_LIKE, digits_only
from phiscan.rules.page import Page
from phiscan.types import Category, Finding, Role

_D = f"[{DIGIT_LIKE}AgqbT]"
_WHOLE = re.compile(r"(?<![\w-])(\d{3})([-. ]{1,2})(\d{2})([-. ]{1,2})(\d{4})(?![\w-]|\.\d)")
# ***-**-4421 and XXXXX4421; four stars, or many more, are a bank card's: VISA ****4421.
_MASKED = re.compile(r"(?<![\w*#•-])(?:[Xx*#•]{2,3}[- ][Xx*#•]{2}[- ]?|[Xx*#•]{5}[- ]?)\d{4}(?!\d)")
_LABELLED = re.compile(
    rf"(?:[Xx*#•]{{1,5}}[- ]?){{0,2}}(?:{_D}{{3}}[-. ]{{0,2}}{_D}{{2}}[-. ]{{0,2}})?"
    rf"{_D}{{4}}(?![\w/])"
)


def is_possible_ssn(area: str, group: str, serial: str) -> bool:
    """Whether the Social Security Administration could have issued it (areas 000, 666 never)."""
    return area not in ("000", "666") and group != "00" and serial != "0000"


def find(page: Page) -> Iterator[Finding]:
    """Yield social security numbers."""
    for item in page.fields_of(Kind.SSN):
        if len(item.name.text.strip("# .")) < 3 and not (item.label.has_sign and page.is_medical):
            continue
        for value in item.values():
            match = _LABELLED.search(value.text)
            if match and sum(c.isdigit() for c in match.group()) >= 2 and match.start() < 12:
                yield from _finding(page, value.part(*match.span()), scores.LABEL,
                                    "stands beside the label of a social security no.")  # fmt: skip
                break
    for run in page.runs:
        for match in _WHOLE.finditer(run.numbers_text):
            if is_possible_ssn(match[1], match[3], match[5]) and len(digits_only(match[0])) == 9:
                dashed = "-" in match[2] and "-" in match[4]
                base = scores.STRONG_SHAPE if dashed else scores.WEAK_SHAPE
                yield from _finding(page, Slice(run, *match.span()),
                                    scores.climb(base, medical=page.is_medical),
                                    "has the shape of a social security number")  # fmt: skip
        for match in _MASKED.finditer(run.text):
            yield from _finding(page, Slice(run, *match.span()), scores.STRONG_SHAPE,
                                "has the shape of a masked social security number")  # fmt: skip


def _finding(page: Page, found: Slice, score: float, reason: str) -> Iterator[Finding]:
    return page.findings(found, Category.SSN, score, reason, detector="ssn", role=Role.PATIENT)
