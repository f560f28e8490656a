"""Bar codes and two-dimensional codes: where they are, and whether their content tells on someone.

A code that cannot be read is reported too: a better camera or another reader may succeed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from phiscan.detectors._contents import Content, read_content
from phiscan.detectors._reading import Symbol
from phiscan.detectors._symbols import find_symbols
from phiscan.options import ScanOptions
from phiscan.types import Category, Finding, Photo, Points

if TYPE_CHECKING:
    from phiscan.rules import Terms

DETECTOR = "barcodes"
_REASONS = {
    "identifying": "A code; what is stored in it identifies a person. Anyone can read it with a "
    "phone.",
    "retail": "The code of a product for sale; it says what was bought, not by whom.",
    "public": "A code that holds the address of a site or plain words, for everybody to read.",
    "opaque": "A code with a number or text that means something only to the system that printed "
    "it; it may stand for a patient.",
    "undecoded": "A code that could not be read here; another reader may succeed.",
}
_WORDS = {
    Category.PERSON_NAME: "a name", Category.MRN: "a patient's record number",
    Category.DATE_OF_BIRTH: "a birth date", Category.ADDRESS: "an address",
    Category.LICENSE_NUMBER: "a licence number", Category.DEVICE_ID: "a device's serial number",
    Category.SSN: "a social security number", Category.ACCOUNT_NUMBER: "an account number",
    Category.HEALTH_PLAN_ID: "a health plan number", Category.PHONE: "a phone number",
    Category.EMAIL: "an e-mail address", Category.URL: "a web address", Category.DATE: "a date",
    Category.DENIED_TERM: "a term from your list",
}  # fmt: skip


def find_barcodes(
    photos: Sequence[Photo], options: ScanOptions, terms: Terms | None = None
) -> list[list[Finding]]:
    """Return one list of findings a photo: a `barcode` for each code, and one more for each
    identifier in it, with the same polygon.

    A barcode's tags hold one of "identifying", "retail", "public", "opaque",
    "undecoded". The content is in
    the `text` of findings only.
    """
    if terms is None:
        from phiscan.rules import NO_TERMS

        terms = NO_TERMS
    return [
        [
            finding
            for symbol in find_symbols(photo.pixels)
            for finding in describe(symbol, photo.page, terms)
            if options.wants(finding.category)
        ]
        for photo in photos
    ]


def describe(symbol: Symbol, page: int, terms: Terms) -> Iterator[Finding]:
    """Yield the code's own finding, then one for each identifier in its content."""
    polygon: Points = tuple((float(x), float(y)) for x, y in symbol.quad)
    content = Content("undecoded")
    if symbol.is_decoded:
        content = read_content(symbol.text, symbol.kind, is_gs1=symbol.is_gs1, terms=terms)
    yield Finding(
        category=Category.BARCODE,
        score=0.99 if symbol.is_decoded else 0.6,
        reason=_REASONS[content.tag],
        detector=DETECTOR,
        polygon=polygon,
        page=page,
        text=symbol.text or None,
        tags=frozenset({content.tag}),
    )
    for held in content.held:
        yield Finding(
            category=held.category,
            score=held.score,
            reason=f"A code holds {_WORDS.get(held.category, 'an identifying number')}.",
            detector=DETECTOR,
            polygon=polygon,
            page=page,
            role=held.role,
            text=held.value or None,
        )
