"""The holder's name on a bank card: capitals under or beside the month until which it is valid.

No label announces it and the words around it are a shop's; what says that it is a name is its
place (ISO/IEC 7813: the name is at most 26 characters; ISO/IEC 7811-1: it is embossed below the
number, beside the month and year).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from phiscan.rules import scores
from phiscan.rules.layout import CELL_BREAK, Run, Slice
from phiscan.rules.name_spans import Name
from phiscan.rules.name_words import Part, tokens_of
from phiscan.rules.page import Page
from phiscan.types import Role

_MONTH = re.compile(r"(?<![\d/])(?:0[1-9]|1[0-2]) ?/ ?(?:20)?\d\d(?![\d/])")
_VALID = re.compile(
    r"\b(?:VALID|GOOD)\b|\bTHRU\b|\bEXP(?:IRES|IRY|\.)|\bMONTH ?/ ?YEAR\b|\bMEMBER SINCE\b", re.I
)
_NETWORK = re.compile(
    r"\b(?:bank|visa|master ?card|maestro|american express|amex|discover|rupay|union ?pay|diners"
    r"|jcb|debit|credit|cr[eé]dit union|girocard|interac)\b", re.I
)  # fmt: skip
_MOST_LETTERS = 26
_HOLDER = re.compile(r"[^\W\d_]+(?:[ .'’-]{1,2}[^\W\d_]+){1,3}\.?")
_NEAR = 5.0
"""Heights of the name between it and the month or its label."""
_OF_A_NAME = frozenset({Part.NAME, Part.INITIAL, Part.PARTICLE, Part.TITLE, Part.SUFFIX})


def find_holders(page: Page) -> Iterator[Name]:
    """Yield what may be names of holders on bank cards."""
    text = "\n".join(run.text for run in page.runs)
    if page.is_plain_text or not (_VALID.search(text) and _NETWORK.search(text)):
        return
    months = [_box(run, *m.span()) for run in page.runs for m in _MONTH.finditer(run.text)]
    for column in (c for run in page.runs for c in _columns(run)):
        if _is_holder(column.text) and any(_is_near(column, month) for month in months):
            yield Name(column, Role.UNKNOWN, scores.STRONG_SHAPE, "whose bank card it is")


def _columns(run: Run) -> Iterator[Slice]:
    for match in re.finditer(rf"[^{CELL_BREAK}]+", run.text):
        yield Slice(run, *match.span())


def _is_holder(text: str) -> bool:
    """Whether these are capitals that nothing but a name may be: no GIFT CARD, no WORLD ELITE."""
    if len(text) > _MOST_LETTERS or not text.isupper() or not _HOLDER.fullmatch(text):
        return False
    tokens = tokens_of(text)
    names = [t for t in tokens if t.part is Part.NAME]
    return (
        all(t.part in _OF_A_NAME for t in tokens)
        and any(t.is_namelike for t in names)
        and all(t.is_namelike or t.is_listed for t in names)
    )


def _box(run: Run, start: int, end: int) -> tuple[float, float, float, float]:
    points = [p for cell, a, b in run.pieces(start, end) for p in cell.polygon(a, b)]
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _is_near(name: Slice, month: tuple[float, float, float, float]) -> bool:
    height = max(cell.height for cell, _, _ in name.run.pieces(name.start, name.end))
    a = _box(name.run, name.start, name.end)
    gaps = (month[0] - a[2], a[0] - month[2], month[1] - a[3], a[1] - month[3])
    return max(gaps) <= _NEAR * height
