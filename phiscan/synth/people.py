"""Invented people: names from many languages in Latin spelling, each name in one split only."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import Any

from phiscan.errors import UsageError
from phiscan.synth import numbers

LOCALES = (
    "en_US", "en_US", "en_GB", "en_IN", "en_NG", "en_KE", "en_PK", "es_MX", "es_ES",
    "pt_BR", "fr_FR", "it_IT", "de_DE", "nl_NL", "pl_PL", "cs_CZ", "hu_HU", "ro_RO",
    "hr_HR", "sv_SE", "fi_FI", "is_IS", "ga_IE", "tr_TR", "az_AZ", "uz_UZ", "vi_VN",
    "id_ID", "yo_NG", "ig_NG", "ha_NG", "zu_ZA", "tw_GH", "sw",
)  # fmt: skip
PARTICLES = frozenset((
    "van", "der", "de", "la", "del", "dos", "da", "di", "du", "den", "ter", "von", "und",
    "el", "al", "bin", "ó", "ní", "mac", "o'", "le", "los", "st.", "san",
))  # fmt: skip
_STREETS = {
    "tune": ("Alder", "Birchwood", "Copper Hill", "Dunmore", "Foxglove", "Larkspur", "Millrace"),
    "test": ("Ashgrove", "Bellweather", "Cranberry", "Elmhurst", "Harrowgate", "Kestrel", "Quarry"),
}
_TOWNS = {
    "tune": ("Marlow Springs", "Pinebrook", "Eastvale", "Corrigan", "Lake Sutter", "Tarrow"),
    "test": ("Brindle Falls", "Northmere", "Wexcombe", "Palmetto Bend", "Orrin", "Stonehollow"),
}
_ENDINGS = {"tune": ("St", "Ave", "Drive", "Rd"), "test": ("Lane", "Blvd", "Ct", "Street")}
_STATES = ("IL", "OH", "TX", "CA", "NY", "WA", "GA", "CO", "MN", "OR", "PA", "NC")
_FIRST_DAY = date(2023, 1, 9)


def split_of(name_part: str) -> str:
    """Return "test" or "tune" for one word of a name, by its hash."""
    first = hashlib.sha256(name_part.lower().encode()).hexdigest()[0]
    return "test" if first in "01234567" else "tune"


@dataclass(frozen=True)
class Person:
    """One invented person, patient or clinician; dates are days, numbers as printed.

    `origin` says where the name is from, if the split keeps count of that.
    """

    given: str
    middle: str
    family: str
    sex: str
    birth: date
    seen: date
    mrn: str
    account: str
    accession: str
    prescription: str
    member_id: str
    group: str
    ssn: str
    phone: str
    mobile: str
    email: str
    street: str
    town: str
    npi: str
    dea: str
    device: str
    licence: str
    origin: str = ""

    @property
    def age(self) -> int:
        """Whole years on the day seen."""
        had = (self.seen.month, self.seen.day) >= (self.birth.month, self.birth.day)
        return self.seen.year - self.birth.year - (not had)

    @property
    def full(self) -> str:
        """Given and family name."""
        return f"{self.given} {self.family}"

    def written(self, shape: str) -> str:
        """Return the name in a shape: full, caps, comma, comma_caps, turned, initial, long; and

        comma_full (LAST, FIRST MIDDLE), turned_caps, shortened (First L.), brief (Last, F.).
        """
        mid = f" {self.middle[0]}" if self.middle else ""
        shapes = {
            "full": self.full,
            "caps": self.full.upper(),
            "comma": f"{self.family}, {self.given}",
            "comma_caps": f"{self.family}, {self.given}{mid}".upper(),
            "turned": f"{self.family} {self.given}",
            "initial": f"{self.given[0]}. {self.family}",
            "long": f"{self.given}{mid + '.' if mid else ''} {self.family}",
            "comma_full": f"{self.family}, {self.given} {self.middle}".strip().upper(),
            "turned_caps": f"{self.family} {self.given}".upper(),
            "shortened": f"{self.given} {self.family[0]}.",
            "brief": f"{self.family}, {self.given[0]}.",
        }
        return shapes[shape]


NAME_SHAPES = ("full", "caps", "comma", "comma_caps", "turned", "long")


@lru_cache(maxsize=64)
def _faker(locale: str) -> Any:
    try:
        from faker import Faker
    except ImportError as error:
        message = "Rendering photos needs Faker: pip install 'phiscan[synth]'"
        raise UsageError(message) from error
    return Faker(locale, use_weighting=False)


class People:
    """Draws people whose every name part belongs to one split."""

    def __init__(self, split: str, rng: Random) -> None:
        self._split, self._rng = split, rng

    def person(self) -> Person:
        """Return a new person."""
        rng = self._rng
        given, middle, family = self._names()
        seen = _FIRST_DAY + timedelta(days=rng.randint(0, 1200))
        age = rng.choices(
            (rng.randint(0, 17), rng.randint(18, 89), rng.randint(90, 101)), (2, 9, 1)
        )
        plain = "".join(c for c in f"{given}.{family}".lower() if c.isascii() and c not in " '")
        return Person(
            given=given,
            middle=middle,
            family=family,
            sex=rng.choice("FM"),
            birth=seen - timedelta(days=age[0] * 365.25 + rng.randint(3, 360)),
            seen=seen,
            mrn=numbers.mrn(rng),
            account=numbers.account(rng),
            accession=numbers.accession(rng),
            prescription=numbers.prescription(rng),
            member_id=numbers.member_id(rng),
            group=numbers.group(rng),
            ssn=numbers.ssn(rng),
            phone=numbers.phone(rng),
            mobile=numbers.phone(rng),
            email=f"{plain or 'patient'}@example.{rng.choice(('com', 'org', 'net'))}",
            street=self._street(),
            town=self._town(),
            npi=numbers.npi(rng),
            dea=numbers.dea(rng, family),
            device=numbers.device(rng),
            licence=numbers.licence(rng),
        )

    def _names(self) -> tuple[str, str, str]:
        rng = self._rng
        faker = _faker(rng.choice(LOCALES))
        faker.seed_instance(rng.getrandbits(48))
        given, family = self._draw(faker.first_name), self._draw(faker.last_name)
        middle = self._draw(faker.first_name).split()[0] if rng.random() < 0.35 else ""
        chance = rng.random()
        if chance < 0.08:
            family = f"{family}-{self._draw(faker.last_name)}"
        elif chance < 0.16 and " " not in family:
            family = f"{family} {self._draw(faker.last_name)}"
        elif chance < 0.19:
            prefixed = rng.choice(("O'", "D'")) + family
            family = prefixed if self._is_ours(prefixed) else family
        return given, middle, family

    def _draw(self, source: Any) -> str:
        for _ in range(400):
            name = str(source()).strip()
            if 2 <= len(name) <= 22 and self._is_ours(name):
                return name
        return {"tune": "Alina", "test": "Moreno"}[self._split]

    def _is_ours(self, name: str) -> bool:
        if any(ord(c) > 0x24F and not 0x1E00 <= ord(c) <= 0x1EFF for c in name):
            return False
        parts = [p for p in name.lower().replace("-", " ").split() if p not in PARTICLES]
        return bool(parts) and all(split_of(p) == self._split for p in parts)

    def _street(self) -> str:
        rng = self._rng
        street = f"{rng.choice(_STREETS[self._split])} {rng.choice(_ENDINGS[self._split])}"
        unit = rng.choice(("", "", "", f", Apt {rng.randint(1, 40)}{rng.choice('ABCD')}"))
        return f"{rng.randint(11, 9899)} {street}{unit}"

    def _town(self) -> str:
        rng = self._rng
        post = f"{rng.randint(10000, 98999)}{rng.choice(('', '', f'-{rng.randint(1000, 9999)}'))}"
        return f"{rng.choice(_TOWNS[self._split])}, {rng.choice(_STATES)} {post}"
