"""NPI, DEA and licence numbers, device serials, vehicle numbers, with their check digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from phiscan.rules import scores
from phiscan.rules.labels import Kind
from phiscan.rules.layout import Slice
from phiscan.rules.normalise import as_digits, digits_only
from phiscan.rules.numbers import label_findings
from phiscan.rules.page import Page
from phiscan.types import Category, Finding, Role

_DETECTOR = "licences_devices_vehicles"
_DEA = re.compile(r"(?<![A-Z0-9])[ABCDEFGHJKLMPRSTUX][A-Z9]\d{7}(?![A-Z0-9])")
_TEN_DIGITS = re.compile(r"(?<![\w.-])[12]\d{9}(?![\w-]|\.\d)")
_VIN = re.compile(r"(?<![A-Z0-9])[A-HJ-NPR-Z0-9]{17}(?![A-Z0-9])")
# A plate beside its label: AB12 CDE, KA 05 MH 1182, 1AB 2CD.
_PLATE = re.compile(r"\s{0,2}((?=[A-Z\s-]*\d)[A-Z0-9]{1,4}(?:[ -][A-Z0-9]{1,4}){0,3})(?![\w-])")
# GS1 UDI: (01) device identifier, (21) serial, (10) lot.
_UDI = re.compile(r"\(01\)\s?\d{14}(?:\s?\((?:10|11|17|21)\)\s?[A-Z0-9-]{3,20})+")
_SHORTEST_PLATE = 5
_VIN_VALUES = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", map(int, "12345678123457923456789"), strict=True))
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


def is_luhn(digits: str) -> bool:
    """Whether the last digit is the Luhn check digit (ISO/IEC 7812-1) of the others."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 * (value > 9)
    return bool(digits) and total % 10 == 0


def is_npi(text: str) -> bool:
    """Whether ten digits are a National Provider Identifier: Luhn with the prefix 80840 (CMS)."""
    digits = digits_only(text)
    return len(digits) == 10 and digits[0] in "12" and is_luhn("80840" + digits)


def is_dea(text: str) -> bool:
    """Whether two letters and seven digits carry the DEA's check digit."""
    digits = as_digits(text[2:])
    if len(text) != 9 or not digits.isdigit():
        return False
    d = [int(c) for c in digits]
    return (d[0] + d[2] + d[4] + 2 * (d[1] + d[3] + d[5])) % 10 == d[6]


def is_vin(text: str) -> bool:
    """Whether 17 characters carry the check digit of 49 CFR 565.15."""
    if len(text) != 17 or not any(c.isalpha() for c in text):
        return False
    values = [int(c) if c.isdigit() else _VIN_VALUES.get(c, 0) for c in text.upper()]
    check = sum(v * w for v, w in zip(values, _VIN_WEIGHTS, strict=True)) % 11
    return text[8].upper() == ("X" if check == 10 else str(check))


def find(page: Page) -> Iterator[Finding]:
    """Yield licence-like, device and vehicle numbers."""
    yield from _labelled(page)
    yield from _plates(page)
    if page.is_medical:
        yield from _checked(page, _TEN_DIGITS, is_npi, Category.LICENSE_NUMBER, "an NPI")
    yield from _checked(page, _DEA, is_dea, Category.LICENSE_NUMBER, "a DEA number")
    yield from _checked(page, _VIN, is_vin, Category.VEHICLE_ID, "a vehicle number")
    for run in page.runs:
        for match in _UDI.finditer(run.text):
            yield from page.findings(
                Slice(run, *match.span()), Category.DEVICE_ID, scores.STRONG_SHAPE,
                "has the shape of a device identifier", detector=_DETECTOR,
            )  # fmt: skip


def _labelled(page: Page) -> Iterator[Finding]:
    for kind in (Kind.NPI, Kind.DEA, Kind.LICENSE):
        role = Role.UNKNOWN if kind is Kind.LICENSE else Role.CLINICIAN
        check = {Kind.NPI: is_npi, Kind.DEA: is_dea}.get(kind)
        for finding in label_findings(
            page, kind, Category.LICENSE_NUMBER, _DETECTOR, shortest=5, role=role
        ):
            if check is not None and finding.text and check(finding.text.strip(" .,:#")):
                finding = replace(finding, score=scores.LABEL_CHECKSUM)
            # A receipt prints its shop's licence.
            yield replace(finding, score=scores.NOTHING) if page.is_public else finding
    for kind, category in (
        (Kind.DEVICE, Category.DEVICE_ID),
        (Kind.VEHICLE, Category.VEHICLE_ID),
    ):
        for finding in label_findings(page, kind, category, _DETECTOR, shortest=5):
            # A serial identifies a patient's device on a medical page, a toaster elsewhere.
            known = page.is_medical or category is Category.VEHICLE_ID
            yield finding if known else replace(finding, score=scores.WEAK_SHAPE)


def _plates(page: Page) -> Iterator[Finding]:
    for item in page.fields_of(Kind.VEHICLE):
        for value in item.values():
            plate = _PLATE.match(value.text)
            if plate and len(plate[1]) >= _SHORTEST_PLATE:
                yield from page.findings(
                    value.part(*plate.span(1)), Category.VEHICLE_ID, scores.LABEL,
                    "stands beside the label of a vehicle", detector=_DETECTOR,
                )  # fmt: skip
                break


def _checked(
    page: Page, pattern: re.Pattern[str], check: object, category: Category, what: str
) -> Iterator[Finding]:
    assert callable(check)
    for run in page.runs:
        for match in pattern.finditer(run.text):
            if check(match.group()):
                yield from page.findings(
                    Slice(run, *match.span()), category,
                    scores.climb(scores.SHAPE, medical=page.is_medical, checksum=True),
                    f"has the shape and the check digit of {what}", detector=_DETECTOR,
                    role=Role.CLINICIAN if category is Category.LICENSE_NUMBER else Role.UNKNOWN,
                )  # fmt: skip
