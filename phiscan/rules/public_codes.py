"""Bar codes on print that is plainly for everybody: a till's number on its receipt.

The digits of such a code stand in print beside it, and there the rules call them nobody's. A code
is judged by the print around it, not by the photo: a menu does not speak for a wristband next to
it. A code that could not be read was not examined, and stays for review whatever it is printed on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from phiscan.rules import evidence
from phiscan.rules.page import Page
from phiscan.rules.public_print import words_of_trade
from phiscan.types import Box, Category, Finding, Line

_REACH, _PITCH = 4.0, 3.0
"""Text heights from a code to print that goes with it, and from line to line of one print."""
_LEAST_LINES, _LEAST_OF_PACKAGE = 4, 2
"""Fewer say too little about what they are printed on; of a package, whose faces bear little print
each, the whole photo has to be one for everybody too, and the print to speak of trade: KEEP UPRIGHT
stands on a specimen as well."""


def mark_public_codes(findings: Sequence[Finding], lines: Sequence[Line]) -> list[Finding]:
    """Return the findings; opaque codes on print for everybody get the tag "public"."""
    return [_marked(finding, lines) for finding in findings]


def _marked(finding: Finding, lines: Sequence[Line]) -> Finding:
    is_opaque = finding.category is Category.BARCODE and "opaque" in finding.tags
    if not is_opaque or finding.box is None or not is_on_public_print(finding.box, lines):
        return finding
    return replace(finding, tags=finding.tags | {"public"})


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
