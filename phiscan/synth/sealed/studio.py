"""The studio of the sealed split: a country, its people, and how this photo writes things."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import ClassVar

from phiscan.synth import numbers as common
from phiscan.synth.blind.numbers import write_date
from phiscan.synth.blind.studio import BlindStudio
from phiscan.synth.canvas import Said
from phiscan.synth.countries import Country, CountryPeople, World, mail_words
from phiscan.synth.fonts import FontBook
from phiscan.synth.people import People, Person
from phiscan.synth.sealed import grounds, names, world
from phiscan.synth.studio import Studio
from phiscan.types import Category, Role

_MAIL = ("example.com", "mail.example.org", "example.net", "inbox.example.com")


class SealedPeople(CountryPeople):
    """Draws people of one country with names from anywhere."""

    def person(self) -> names.SealedPerson:
        """Return a new person, whose `origin` says where the name is from."""
        rng, base = self._rng, super().person()
        made = self._settled(base, names.draw(rng), world.WORLD)
        made["email"] = _email(rng, made["given"], made["family"], base)
        made["dea"] = common.dea(rng, made["family"] or made["given"])
        return names.SealedPerson(**made)


def _email(rng: Random, given: str, family: str, base: Person) -> str:
    first, last = mail_words(given, family, "me")
    local = (f"{last}{first[:1]}{base.birth:%y}", f"{first}-{last}", f"{first}.{last[:1]}",
             f"{last}_{rng.randint(100, 999)}", f"the.{last}s")  # fmt: skip
    return f"{rng.choice(local)}@{rng.choice(_MAIL)}"


class SealedStudio(BlindStudio):
    """What the sealed templates are drawn with; takes the blind studio's small tools along."""

    screen_brand = "Lumora"
    waves = 0.07
    house_share = 0.8
    """How often a date has the house's own shape."""
    shapes: tuple[str, ...] = names.SHAPES
    surfaces = grounds.INSTEAD
    home: ClassVar[World] = world.WORLD
    """The countries; the photo is from one of them, its region."""
    crowd: ClassVar[type[CountryPeople]] = SealedPeople
    """Where the people come from."""
    region: Country

    def __init__(self, seed: str, fonts: FontBook, px_per_mm: float = 10.0) -> None:
        self.region = self.home.drawn(seed)
        Studio.__init__(self, self.home.split, seed, fonts, px_per_mm)
        self._title = self.rng.choice(self.region.titles)
        self.house_date = self.rng.choice(self.region.dates)

    def make_people(self) -> People:
        """Return where the people come from."""
        return self.crowd(self.rng, self.region)

    def write_date(self, day: date) -> str:
        """Return a date, mostly in the house's own shape."""
        other = self.rng.choice(self.region.dates)
        return write_date(day, self.house_date if self.rng.random() < self.house_share else other)

    def public_phone(self) -> str:
        """Return a number that stands on a public notice and identifies nobody."""
        return self.home.phone(self.rng, self.region)

    def public_place(self) -> str:
        """Return an address that stands on a public notice."""
        return self.home.place(self.rng, self.region)

    def clock(self) -> str:
        """Return a time of day."""
        hour, minute = self.rng.randint(5, 22), self.rng.randint(0, 59)
        half = "a" if hour < 12 else "p"
        return self.rng.choice(
            (
                f"{hour}:{minute:02d}",
                f"{hour:02d}.{minute:02d}",
                f"{hour:02d}{minute:02d}h",
                f"{hour % 12 or 12}:{minute:02d}{half}",
            )
        )

    def surname(self, person: Person | None = None, role: Role = Role.PATIENT) -> Said:
        """Return the family name, or the only one."""
        person = person or self.patient
        return self.part(person.family or person.given, person, role)

    def surname_doctor(self) -> Said:
        """Return the clinician's family name."""
        return self.surname(self.clinician, Role.CLINICIAN)

    def named(self, shapes: tuple[str, ...] = ()) -> Said:
        """Return the patient's name in one of the shapes, or in any of the split's."""
        return self.name(self.rng.choice(shapes or self.shapes))

    def national(self) -> Said:
        """Return the number of the country's own kind."""
        kinds = {"CA": Category.HEALTH_PLAN_ID, "AU": Category.HEALTH_PLAN_ID,
                 "IN": Category.HEALTH_PLAN_ID, "UK": Category.MRN}  # fmt: skip
        kind = kinds.get(self.region.code, Category.OTHER_ID)
        return self.of(kind, self.region.number(self.rng, "national"))

    def nhs(self) -> Said:
        """Return the country's own number; see `national`."""
        return self.national()

    def numbered(self) -> tuple[Said | str, ...]:
        """Return the record number with its label before, glued or after it."""
        label = self.label("mrn").rstrip(":")
        shape = self.rng.choice(("before", "colon", "glued", "after", "paren"))
        made: dict[str, tuple[Said | str, ...]] = {
            "before": (f"{label} ", self.mrn()),
            "colon": (f"{label}: ", self.mrn()),
            "glued": (f"{label}#", self.mrn()),
            "after": (self.mrn(), f" [{label}]"),
            "paren": ("(", self.mrn(), ")"),
        }
        return made[shape]

    def age_sex(self) -> tuple[Said | str, ...]:
        """Return age and sex as one is used to write them."""
        sex = self.patient.sex
        word = {"F": "female", "M": "male"}[sex]
        shown: tuple[tuple[Said | str, ...], ...] = (
            (self.age(), f"{sex}"),
            (f"{sex}/", self.age()),
            (self.age(), f"yo {word}"),
            (f"{word.title()}, ", self.age()),
            (self.age(), f" y.o. {sex}"),
            (self.age(), f" Yrs. {word[0].upper()}"),
        )
        return self.rng.choice(shown)
