"""From lines of text to findings: labels tied to values, identifiers by shape, context, checksum.

A rule is one file with one function `find(page) -> Iterator[Finding]`, named in RULES. It asks the
page for runs (`page.runs`), labelled values (`page.fields_of`) and the kind of page
(`page.is_medical`, `page.is_public`), and lets `page.findings` turn characters into polygons.

The other files are what rules share: how lines stand to one another (`layout`, `labels`, `page`),
what kind of page it is (`context`, `evidence`, `blank_forms`, `public_print`), words and shapes.
Those called `name_...` and `lab_...` are parts of `names` and `lab_results`; `unread` and
`all_text` are asked last, about lines of which nothing more is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from phiscan._pieces import pieces
from phiscan.errors import UsageError
from phiscan.options import ScanOptions
from phiscan.rules import (
    addresses,
    dates,
    denied_terms,
    emails_urls_ips,
    lab_results,
    leftover_numbers,
    licences_devices_vehicles,
    names,
    phones,
    plan_and_account_numbers,
    record_numbers,
    scores,
    ssn,
    stacked_digits,
    structured,
)
from phiscan.rules.address_blocks import is_mail_of_care
from phiscan.rules.page import NO_TERMS, Page, Terms
from phiscan.rules.unread import find_illegible, find_unread, without_texture
from phiscan.types import Category, Finding, Line

__all__ = ["NO_TERMS", "RULES", "Terms", "find_in_text", "find_phi", "load_terms"]

RULES: tuple[Callable[[Page], Iterator[Finding]], ...] = (
    names.find,
    record_numbers.find,
    dates.find,
    phones.find,
    emails_urls_ips.find,
    ssn.find,
    addresses.find,
    plan_and_account_numbers.find,
    licences_devices_vehicles.find,
    lab_results.find,
    structured.find,
    leftover_numbers.find,
    stacked_digits.find,
    denied_terms.find,
)
_OF_A_PERSON = frozenset({
    Category.PERSON_NAME, Category.MRN, Category.DATE_OF_BIRTH, Category.AGE_OVER_89,
    Category.SSN, Category.HEALTH_PLAN_ID,
})  # fmt: skip
# A file's extension is no domain, and camera names are no numbers of anybody.
_EXTENSION = re.compile(
    r"\.(?:jpe?g|png|webp|heic|heif|avif|gif|bmp|tiff?|pdf|jfif|json|txt|dng|docx?|xlsx?)(?=$|[\s\"',])",
    re.I,
)
_CAMERA = re.compile(
    r"(?:IMG|DSC[NF]?|PXL|MVIMG|VID|DCIM|GOPR|PANO|WA|Screenshot|Scan|Photo|WhatsApp Image)[ _-]?"
    r"[\d][\d _.-]*(?:at[ \d.]+)?(?:[A-Z]{2}\d{2,4})?|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r"|\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{16,}\b", re.I
)  # fmt: skip


def find_phi(
    lines: Sequence[Line],
    size_wh: tuple[int, int],
    *,
    page: int = 1,
    terms: Terms = NO_TERMS,
    is_medical: bool = False,
) -> list[Finding]:
    """Return the findings of one page's lines, polygons in pixels of the upright photo.

    `size_wh` is the page's (width, height) in pixels; polygons are cut to it. Overlapping and
    low-scored findings are all returned: filters drop and merge them. `is_medical`: the page is
    known to be a patient's, whatever these lines say.
    """
    known = Page(lines, number=page, terms=terms, known_medical=is_medical)
    found = _findings(known, size_wh)
    is_open = not known.is_medical and not known.is_public
    if (is_open and _is_somebodys(found)) or is_mail_of_care(known):
        # What is about a person is read as a patient's paper is: by exclusion.
        known = Page(lines, number=page, terms=terms, known_medical=True)
        found = _with(found, _findings(known, size_wh))
    found = without_texture(found, lines) + list(find_unread(lines, known))
    # On the safe copy of such a page what was found is covered: nothing more is expected there.
    if is_medical or any(f.score > scores.WEAK_SHAPE for f in found):
        return found
    return found + list(find_illegible(lines, known))


def _with(found: Sequence[Finding], others: Sequence[Finding]) -> list[Finding]:
    """Return the findings of both looks, one of those that are the same."""
    seen = {(f.category, f.polygon) for f in others}
    return [*(f for f in found if (f.category, f.polygon) not in seen), *others]


def _is_somebodys(found: Sequence[Finding]) -> bool:
    """Whether something on a page identifies a person at all."""
    return any(f.category in _OF_A_PERSON and f.score >= scores.SHAPE for f in found)


def find_in_text(text: str, *, terms: Terms = NO_TERMS) -> list[Finding]:
    """Return the findings of a plain string (a code's content, a file name); polygons are None.

    Underscores and quotes count as spaces. Camera names, UUIDs, hashes and bare product numbers
    give nothing. A long text is read in pieces; what lies where two overlap may come twice.
    """
    return [finding for piece in pieces(text) for finding in _in_piece(piece, terms)]


def _in_piece(text: str, terms: Terms) -> list[Finding]:
    lines = [
        Line(row, _row_polygon(index, len(row)), 1.0, source="text")
        for index, row in enumerate(_rows(text))
        if row.strip()
    ]
    return _findings(Page(lines, terms=terms, is_plain_text=True), None)


def _rows(text: str) -> list[str]:
    """Split into rows and blank out, at the same length, what only machines read."""

    def blank(match: re.Match[str]) -> str:
        return " " * len(match.group())

    rows = re.split(r"[\r\n\x1c-\x1f\x85]+", text)
    rows = [_CAMERA.sub(blank, _EXTENSION.sub(blank, row)) for row in rows]
    return [re.sub(r"[_\"{}\[\]\\]", " ", row) for row in rows]


def _row_polygon(index: int, length: int) -> tuple[tuple[float, float], ...]:
    top, width = index * 30.0, max(length, 1) * 10.0
    return (0.0, top), (width, top), (width, top + 20.0), (0.0, top + 20.0)


def _findings(page: Page, size_wh: tuple[int, int] | None) -> list[Finding]:
    found = [finding for rule in RULES for finding in rule(page)]
    return found if size_wh is None else [_clipped(f, size_wh) for f in found]


def _clipped(finding: Finding, size_wh: tuple[int, int]) -> Finding:
    """Return the finding with no corner outside the page."""
    if finding.polygon is None:
        return finding
    width, height = size_wh
    inside = tuple(
        (min(max(x, 0.0), float(width)), min(max(y, 0.0), float(height)))
        for x, y in finding.polygon
    )
    return finding if inside == finding.polygon else replace(finding, polygon=inside)


def load_terms(options: ScanOptions) -> Terms:
    """Read the deny and allow lists, one term a line; UsageError when a file cannot be read."""
    return Terms(
        deny=_read_terms(options.deny, "deny"),
        allow=_read_terms(options.allow_terms, "allow_terms"),
    )


def _read_terms(path: str | None, name: str) -> tuple[str, ...]:
    if path is None:
        return ()
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise UsageError(f"{name}: the file of terms cannot be read") from None
    lines = (line.strip() for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))
