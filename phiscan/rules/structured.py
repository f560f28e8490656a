"""Identifiers in machine text: HL7 messages and driver's-licence codes, as barcodes carry them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phiscan.rules import scores
from phiscan.rules.layout import Slice
from phiscan.rules.page import Page
from phiscan.types import Category, Finding, Role

# HL7 v2 PID: field number to what it holds (HL7 v2.5.1, 3.4.2).
_PID_FIELDS = {
    2: Category.MRN, 3: Category.MRN, 4: Category.MRN, 5: Category.PERSON_NAME,
    6: Category.PERSON_NAME, 7: Category.DATE_OF_BIRTH, 9: Category.PERSON_NAME,
    11: Category.ADDRESS, 13: Category.PHONE, 14: Category.PHONE, 18: Category.ACCOUNT_NUMBER,
    19: Category.SSN, 20: Category.LICENSE_NUMBER,
}  # fmt: skip
# AAMVA DL/ID card design standard, element ids in the PDF417 code.
_AAMVA = {
    "DAQ": Category.LICENSE_NUMBER, "DCS": Category.PERSON_NAME, "DAC": Category.PERSON_NAME,
    "DCT": Category.PERSON_NAME, "DAD": Category.PERSON_NAME, "DAA": Category.PERSON_NAME,
    "DBB": Category.DATE_OF_BIRTH, "DAG": Category.ADDRESS, "DAI": Category.ADDRESS,
    "DAK": Category.ADDRESS,
}  # fmt: skip
_AAMVA_ELEMENT = re.compile(r"^(?:DL|ID)?(" + "|".join(_AAMVA) + r")\s*(\S.*)$")
_VCARD = re.compile(r"(?:^|;|MECARD:)\s*(FN|N|TEL|EMAIL|ADR|BDAY)(?:;[^:]*)?:([^;\r\n]+)", re.I)
_VCARD_FIELDS = {
    "FN": Category.PERSON_NAME, "N": Category.PERSON_NAME, "TEL": Category.PHONE,
    "EMAIL": Category.EMAIL, "ADR": Category.ADDRESS, "BDAY": Category.DATE_OF_BIRTH,
}  # fmt: skip


def find(page: Page) -> Iterator[Finding]:
    """Yield what HL7, AAMVA and contact-card fields hold; nothing in other text."""
    is_licence = any("ANSI " in run.text or "AAMVA" in run.text for run in page.runs)
    is_card = any(re.search(r"BEGIN:VCARD|MECARD:", run.text, re.I) for run in page.runs)
    for run in page.runs:
        for start, end, category in _hl7(run.text):
            yield from _finding(page, Slice(run, start, end), category, "a field of an HL7 message")
        element = _AAMVA_ELEMENT.match(run.text) if is_licence else None
        if element:
            yield from _finding(page, Slice(run, *element.span(2)), _AAMVA[element[1]],
                                "an element of a driver's licence code")  # fmt: skip
        for match in _VCARD.finditer(run.text) if is_card else ():
            yield from _finding(page, Slice(run, *match.span(2)), _VCARD_FIELDS[match[1].upper()],
                                "a field of a contact card")  # fmt: skip


def _hl7(text: str) -> Iterator[tuple[int, int, Category]]:
    """Yield (start, end, category) of the filled fields of a PID segment."""
    head = re.search(r"(?:^|\s)PID\|", text)
    if not head:
        return
    at = head.end() - 1
    for number, field in enumerate(text[at + 1 :].split("|"), start=1):
        if number in _PID_FIELDS and any(c.isalnum() for c in field):
            yield at + 1, at + 1 + len(field), _PID_FIELDS[number]
        at += len(field) + 1


def _finding(page: Page, found: Slice, category: Category, reason: str) -> Iterator[Finding]:
    return page.findings(
        found, category, scores.LABEL, reason, detector="structured", role=Role.PATIENT
    )
