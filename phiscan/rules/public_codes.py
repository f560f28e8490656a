"""Bar codes on print that is plainly for everybody: a till's number on its receipt.

The digits of such a code stand in print beside it, and there the rules call them nobody's. A code
is judged by the print around it, not by the photo: a menu does not speak for a wristband next to
it. A code that could not be read was not examined, and stays for review whatever it is printed on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely

from phiscan.rules import evidence
from phiscan.rules.page import Page
from phiscan.rules.public_print import marks_of_package, words_of_trade
from phiscan.types import Box, Category, Finding, Line, Points

_REACH, _PITCH = 4.0, 3.0
"""Text heights from a code to print that goes with it, and from line to line of one print."""
_LEAST_LINES, _LEAST_OF_PACKAGE = 4, 2
"""Fewer say too little about what they are printed on; of a package, whose faces bear little print
each, the whole photo has to be one for everybody too, and the print to speak of trade: KEEP UPRIGHT
stands on a specimen as well."""
_OF_A_SHOP = re.compile(r"(?:02|2\d)\d{11}")
"""An EAN-13 that a shop gives out for itself (GS1 prefixes 02 and 20 to 29): its own goods."""
_MARKS_OF_GOODS = 2
_OF_A_WARD = re.compile(
    r"\bsterile\b|\bsingle[- ]use\b|\bdo not re-?use\b|\b(?:i\.?v\.?|infusion)\b", re.I
)
_PRINT_INSIDE, _INNER, _SURE, _WORD = 4, 0.8, 0.9, re.compile(r"[^\W\d_]{3,}")
"""Lines of words, read surely in the inner part of what could not be read as a code, that show it
to be a screen, a table, a page: no code holds words."""
_ON_A_LINE, _OF_THE_LINE, _LEAST_LETTERS = 0.8, 0.5, 5
"""Shares of the unread code and of one surely read line that lie on each other: bold letters were
taken for bars. Lines cover 0.13 of real unread codes at most; one that runs from print on through
a code has the code in a small part of it."""


def mark_public_codes(findings: Sequence[Finding], lines: Sequence[Line]) -> list[Finding]:
    """Return the findings; opaque codes on print for everybody get the tag "public".

    What could not be read as a code and holds line after line of words is none.
    """
    return [_marked(f, lines) for f in findings if not _is_print(f, lines)]


def _is_print(finding: Finding, lines: Sequence[Line]) -> bool:
    """Whether an unread code is a piece of print: words stand all over it, or it is one line."""
    if "undecoded" not in finding.tags or finding.polygon is None:
        return False
    corners = np.asarray(finding.polygon, dtype=np.float64)
    middle = corners.mean(axis=0)
    inner = shapely.MultiPoint(middle + _INNER * (corners - middle)).convex_hull
    read = [line for line in lines if line.score >= _SURE and _WORD.search(line.text)]
    if any(_is_line(finding.polygon, line) for line in read):
        return True
    inside = [inner.contains(shapely.Point(np.mean(line.polygon, axis=0))) for line in read]
    return int(sum(inside)) >= _PRINT_INSIDE


def _is_line(code: Points, line: Line) -> bool:
    """Whether what was taken for a code is most of one line of letters."""
    letters = sum(map(len, _WORD.findall(line.text)))
    bars, printed = (shapely.MultiPoint(points).convex_hull for points in (code, line.polygon))
    shared = bars.intersection(printed).area
    is_most = shared >= _ON_A_LINE * bars.area and shared >= _OF_THE_LINE * printed.area
    return is_most and letters >= _LEAST_LETTERS


def _marked(finding: Finding, lines: Sequence[Line]) -> Finding:
    is_opaque = finding.category is Category.BARCODE and "opaque" in finding.tags
    if not is_opaque or finding.box is None:
        return finding
    if is_on_public_print(finding.box, lines) or is_on_goods(finding.text or "", lines):
        return replace(finding, tags=finding.tags | {"public"})
    return finding


def is_on_goods(content: str, lines: Sequence[Line]) -> bool:
    """Whether a code is a shop's own number and the photo shows goods and no patient's print.

    A lot, a date until which it keeps, a word of trade: a shop's number alone may count anything.
    """
    if not _OF_A_SHOP.fullmatch(content) or not _has_check_digit(content):
        return False
    page = Page([line for line in lines if line.text.strip()])
    marks = marks_of_package(page) + words_of_trade(page)
    return marks >= _MARKS_OF_GOODS and not (page.is_medical or _is_of_care(page))


def _is_of_care(page: Page) -> bool:
    """Whether care is spoken of, or a ward's supplies are there: a sticker on a drip is a
    patient's. The name of a remedy alone is that of the goods.
    """
    is_supply = any(_OF_A_WARD.search(run.text) for run in page.runs)
    of_somebody = evidence.has_title(page) or evidence.has_age_and_sex(page)
    return is_supply or of_somebody or evidence.clinical_words(page) > 1


def _has_check_digit(number: str) -> bool:
    """Whether the last digit is that of an EAN-13 (GS1 General Specifications, 7.9)."""
    digits = [int(c) for c in number]
    return (sum(digits[0::2]) + 3 * sum(digits[1::2])) % 10 == 0


def is_on_public_print(box: Box, lines: Sequence[Line]) -> bool:
    """Whether the print around a box is a receipt, a menu, a ticket, with no word of care in it."""
    printed = [line for line in lines if line.text.strip()]
    around = _print_around(box, printed)
    if len(around) < _LEAST_OF_PACKAGE or not _is_for_everybody(Page(around)):
        return False
    if len(around) >= _LEAST_LINES:
        return True
    return words_of_trade(Page(around)) > 0 and _is_nobodys(Page(printed))


def _is_for_everybody(page: Page) -> bool:
    is_quiet = not (evidence.bedside_signs(page) or evidence.has_title(page))
    return is_quiet and _is_nobodys(page)


def _is_nobodys(page: Page) -> bool:
    """Whether a page is public and has no word of care; a remedy's strength may stand on it."""
    return page.is_public and not evidence.clinical_words(page)


def _print_around(box: Box, lines: Sequence[Line]) -> list[Line]:
    """Return the lines near a box and those that go on from them, each near another."""
    taken = [ln for ln in lines if _gap(ln.box, box) <= _REACH * ln.height_px]
    rest = [ln for ln in lines if all(ln is not t for t in taken)]
    edge = taken
    while edge and rest:
        edge = [ln for ln in rest if any(_goes_on(ln, other) for other in edge)]
        taken = taken + edge
        rest = [ln for ln in rest if all(ln is not t for t in edge)]
    return taken


def _goes_on(line: Line, other: Line) -> bool:
    return _gap(line.box, other.box) <= _PITCH * min(line.height_px, other.height_px)


def _gap(a: Box, b: Box) -> int:
    """Return the pixels between two boxes along the axis where they are further apart."""
    return max(b[0] - a[2], a[0] - b[2], b[1] - a[3], a[1] - b[3], 0)
