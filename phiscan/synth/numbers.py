"""Invented numbers in the shapes that hospitals print. None can belong to a person.

Phones are 555-01xx, SSNs start with 000, 666 or 9xx (never issued), NPIs with 2 (not issued yet).
"""

from __future__ import annotations

import string
from collections.abc import Callable
from datetime import date
from random import Random

MRN_LABELS = ("MRN", "Med Rec #", "Patient ID", "MR#", "Medical Record No", "ID", "Hosp No")
ACCOUNT_LABELS = ("Acct", "Account #", "Visit #", "CSN", "FIN", "Encounter", "Acct No")
_AREAS = (202, 206, 212, 303, 305, 312, 404, 415, 503, 512, 602, 612, 617, 713, 773, 801, 919)


def digits(rng: Random, count: int) -> str:
    """Return so many random digits, the first not zero."""
    return str(rng.randint(1, 9)) + "".join(rng.choice(string.digits) for _ in range(count - 1))


def mrn(rng: Random) -> str:
    """Return a medical record number in one of the common shapes."""
    shapes: tuple[Callable[[], str], ...] = (
        lambda: digits(rng, 7),
        lambda: digits(rng, 8),
        lambda: "00" + digits(rng, 6),
        lambda: digits(rng, 10),
        lambda: f"{rng.choice('AEHMZ')}{digits(rng, 7)}",
        lambda: f"{digits(rng, 2)}-{digits(rng, 2)}-{digits(rng, 2)}",
        lambda: f"{digits(rng, 3)}-{digits(rng, 4)}",
        lambda: f"MR{digits(rng, 6)}",
        lambda: f"{digits(rng, 3)} {digits(rng, 3)} {digits(rng, 3)}",
    )
    return rng.choice(shapes)()


def account(rng: Random) -> str:
    """Return a visit, encounter or account number."""
    return rng.choice(("", "", "V00", "H0", "10000"))[:5] + digits(rng, rng.choice((8, 9, 10)))


def accession(rng: Random) -> str:
    """Return an accession number of a laboratory or radiology order."""
    year = rng.randint(23, 26)
    return rng.choice(
        (f"{year}-{digits(rng, 6)}", f"S{year}-{digits(rng, 5)}", f"ACC{digits(rng, 8)}")
    )


def prescription(rng: Random) -> str:
    """Return a prescription number."""
    return rng.choice((digits(rng, 7), f"{digits(rng, 4)}-{digits(rng, 5)}", f"C{digits(rng, 7)}"))


def member_id(rng: Random) -> str:
    """Return a health plan member number."""
    letters = "".join(rng.choice("BDGHKQRTWXZ") for _ in range(3))
    shapes = (f"{letters}{digits(rng, 9)}", f"{letters} {digits(rng, 3)} {digits(rng, 5)}")
    return rng.choice((*shapes, f"{digits(rng, 9)}-{rng.randint(0, 9)}{rng.randint(1, 9)}"))


def group(rng: Random) -> str:
    """Return a health plan group number."""
    return rng.choice(
        (digits(rng, 6), f"{rng.choice('GKP')}{digits(rng, 5)}", f"00{digits(rng, 5)}")
    )


def ssn(rng: Random) -> str:
    """Return a number of a social security number's shape from a range never issued."""
    area = rng.choice(("000", "666", str(rng.randint(900, 999))))
    return f"{area}-{digits(rng, 2)}-{digits(rng, 4)}"


def phone(rng: Random) -> str:
    """Return a fictional phone number (exchange 555, line 01xx) in one of many shapes."""
    area, line = rng.choice(_AREAS), f"01{rng.randint(0, 99):02d}"
    shapes = (
        f"({area}) 555-{line}",
        f"{area}-555-{line}",
        f"{area}.555.{line}",
        f"+1 {area} 555 {line}",
        f"({area}) 555-{line} x{rng.randint(100, 999)}",
    )
    return rng.choices(shapes, (5, 5, 2, 1, 1))[0]


def npi(rng: Random) -> str:
    """Return ten digits with the National Provider Identifier's checksum (80840 + Luhn)."""
    body = "2" + "".join(rng.choice(string.digits) for _ in range(8))
    total = 24  # what the constant prefix 80840 adds
    for i, char in enumerate(reversed(body)):
        value = int(char) * (2 if i % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return body + str(-total % 10)


def dea(rng: Random, family: str) -> str:
    """Return a DEA number's shape with its checksum; `family` gives the second letter."""
    body = [int(c) for c in "00" + digits(rng, 4)]
    check = (body[0] + body[2] + body[4] + 2 * (body[1] + body[3] + body[5])) % 10
    initial = family[0].upper() if family[0].isascii() else "X"
    return f"B{initial}{''.join(map(str, body))}{check}"


def device(rng: Random) -> str:
    """Return a device serial number."""
    letters = "".join(rng.choice("ABCDEFGHJKLMNPRSTUVWXYZ") for _ in range(3))
    return rng.choice(
        (f"{letters}{digits(rng, 6)}", f"{letters}-{digits(rng, 4)}-{digits(rng, 3)}")
    )


def licence(rng: Random) -> str:
    """Return a driving licence number's shape."""
    return rng.choice(
        (f"{rng.choice('DKSW')}{digits(rng, 7)}", f"D{digits(rng, 3)}-{digits(rng, 4)}")
    )


def write_date(rng: Random, day: date) -> str:
    """Return the date as forms, labels and people write it."""
    shapes = (
        f"{day:%m/%d/%Y}",
        f"{day.month}/{day.day}/{day:%y}",
        f"{day:%Y-%m-%d}",
        f"{day:%d-%b-%Y}".upper(),
        f"{day:%b} {day.day}, {day.year}",
        f"{day:%d.%m.%Y}",
        f"{day.day} {day:%B} {day.year}",
        f"{day:%m-%d-%Y}",
    )
    return rng.choices(shapes, (6, 3, 2, 2, 2, 1, 1, 2))[0]
