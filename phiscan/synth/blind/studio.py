"""The studio of the blind split: one country and one house style of dates for a photo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random
from typing import ClassVar

from phiscan.synth.blind import grounds, numbers, world
from phiscan.synth.blind.people import BlindPeople
from phiscan.synth.canvas import Said
from phiscan.synth.fonts import FontBook
from phiscan.synth.grounds import Ground
from phiscan.synth.people import People, Person
from phiscan.synth.studio import Studio
from phiscan.types import Category, Role


class BlindStudio(Studio):
    """What the blind templates are drawn with."""

    screen_brand = "Optivue"
    waves = 0.09
    surfaces: ClassVar[Mapping[str, Sequence[Ground]]] = grounds.INSTEAD
    """What lies in a ground's place, by the ground's name."""

    def __init__(self, seed: str, fonts: FontBook, px_per_mm: float = 10.0) -> None:
        codes = list(world.SHARES)
        code = Random(f"region {seed}").choices(codes, list(world.SHARES.values()))[0]
        self.region = world.REGIONS[code]
        super().__init__("blind", seed, fonts, px_per_mm)
        self._title = self.rng.choice(self.region.titles)
        self.house_date = self.rng.choice(numbers.DATES[code])

    def make_people(self) -> People:
        """Return where the people come from."""
        return BlindPeople(self.rng, self.region)

    def ground(self, name: str) -> Ground:
        """Return how to draw what this split has in a ground's place."""
        return self.rng.choice(self.surfaces[name])

    def label(self, word: str) -> str:
        """Return a wording of a label in this country."""
        return self.region.label(self.rng, word)

    def hospital(self) -> str:
        """Return an invented hospital of the country."""
        return self.rng.choice(self.region.hospitals)

    def plan(self) -> str:
        """Return an invented insurer of the country."""
        return self.rng.choice(self.region.plans)

    def title(self) -> str:
        """Return the salutation, the same all over a photo."""
        return self._title

    def write_date(self, day: date) -> str:
        """Return a date, mostly in the house's own shape."""
        other = self.rng.choice(numbers.DATES[self.region.code])
        return numbers.write_date(day, self.house_date if self.rng.random() < 0.75 else other)

    def public_phone(self) -> str:
        """Return a number that stands on a public notice and identifies nobody."""
        return numbers.phone(self.rng, self.region.code)

    def public_place(self) -> str:
        """Return an address that stands on a public notice."""
        return f"{world.street(self.rng, self.region)}, {world.town(self.rng, self.region)}"

    def office_phone(self) -> Said:
        """Return the clinic's own number, which a scan of a medical page covers all the same."""
        return Said(self.public_phone(), Category.PHONE, Role.UNKNOWN)

    def office_place(self) -> Said:
        """Return the clinic's own address on a medical page."""
        return Said(self.public_place(), Category.ADDRESS, Role.UNKNOWN)

    def clock(self) -> str:
        """Return a time of day."""
        hour, minute = self.rng.randint(6, 21), self.rng.randint(0, 59)
        half = "am" if hour < 12 else "pm"
        return self.rng.choice(
            (f"{hour:02d}:{minute:02d}", f"{hour:02d}{minute:02d}",
             f"{hour % 12 or 12}:{minute:02d} {half}", f"{hour:02d}:{minute:02d} hrs")
        )  # fmt: skip

    def part(self, text: str, person: Person | None = None, role: Role = Role.PATIENT) -> Said:
        """Return a piece of a person's name, as it stands."""
        person = person or self.patient
        return Said(text, Category.PERSON_NAME, role, person.origin)

    def colleague(self, shape: str = "full") -> Said:
        """Return another clinician's name."""
        person = self.people.person()
        return self.part(person.written(shape), person, Role.CLINICIAN)

    def relative(self, shape: str = "full") -> Said:
        """Return a relative's name, who often has the family name."""
        person = self.people.person()
        return self.part(person.written(shape), person)

    def nhs(self) -> Said:
        """Return a British health service number."""
        return self.of(Category.MRN, numbers.nhs(self.rng))

    def account(self) -> Said:
        """Return the visit's number."""
        return self.of(Category.ACCOUNT_NUMBER, self.patient.account)

    def accession(self) -> Said:
        """Return the order's number."""
        return self.of(Category.OTHER_ID, self.patient.accession)

    def member(self) -> Said:
        """Return the health plan's or Medicare number."""
        return self.of(Category.HEALTH_PLAN_ID, self.patient.member_id)

    def address(self) -> Said:
        """Return street and town in one run."""
        return self.of(Category.ADDRESS, f"{self.patient.street}, {self.patient.town}")

    def street(self) -> Said:
        """Return the first line of the address."""
        return self.of(Category.ADDRESS, self.patient.street)

    def town(self) -> Said:
        """Return the last line of the address."""
        return self.of(Category.ADDRESS, self.patient.town)

    def numbered(self) -> tuple[Said | str, ...]:
        """Return the country's record number with its label."""
        if self.region.code == "UK" and self.rng.random() < 0.4:
            return f"{self.label('nhs')} ", self.nhs()
        return f"{self.label('mrn')} ", self.mrn()

    def age_sex(self) -> tuple[Said | str, ...]:
        """Return age and sex as one is used to write them."""
        sex = self.patient.sex
        word = {"F": "Female", "M": "Male"}[sex]
        return self.rng.choice(
            ((self.age(), f"Y / {sex}"), (self.age(), f" yrs {word}"), (self.age(), sex),
             (self.age(), f"y {sex}"), (self.age(), f" Years / {word}"))
        )  # fmt: skip
