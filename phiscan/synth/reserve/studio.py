"""The studio of the reserve split: a country, its people, and how this photo writes things."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import ClassVar

from phiscan.synth.canvas import Said
from phiscan.synth.countries import CountryPeople, mail_words
from phiscan.synth.fonts import FontBook
from phiscan.synth.reserve import grounds, names, world
from phiscan.synth.sealed.studio import SealedStudio
from phiscan.synth.studio import Studio
from phiscan.types import Category, Role

_MAIL = ("example.com", "example.org", "post.example.com", "example.edu")
_WOMEN = ("Mrs", "Ms", "Miss", "Mme", "Smt", "Mdm", "Mama", "Mej", "Sr")


class ReservePeople(CountryPeople):
    """Draws people of one country with names from anywhere."""

    def person(self) -> names.ReservePerson:
        """Return a new person, whose `origin` says where the name is from."""
        base = super().person()
        made = self._settled(base, names.draw(self._rng, base.sex), world.WORLD)
        made["email"] = _email(self._rng, made["given"], made["family"])
        return names.ReservePerson(**made)


def _email(rng: Random, given: str, family: str) -> str:
    first, last = mail_words(given, family, "me")
    number = rng.randint(2, 99)
    local = (f"{first}.{last}", f"{first[0]}{last}{number}", f"{last}.{first}", f"{first}{number}")
    return f"{rng.choice(local)}@{rng.choice(_MAIL)}"


class ReserveStudio(SealedStudio):
    """What the reserve templates are drawn with; takes the sealed studio's small tools along."""

    screen_brand = "Kestra"
    waves = 0.06
    house_share = 0.85
    shapes: tuple[str, ...] = names.SHAPES
    surfaces = grounds.INSTEAD
    home = world.WORLD
    crowd: ClassVar[type[CountryPeople]] = ReservePeople

    def __init__(self, seed: str, fonts: FontBook, px_per_mm: float = 10.0) -> None:
        self.region = self.home.drawn(seed)
        Studio.__init__(self, self.home.split, seed, fonts, px_per_mm)
        self.house_date = self.rng.choice(self.region.dates)
        self.house = self.rng.choice(self.region.hospitals)

    def hospital(self) -> str:
        """Return the institution, the same all over a photo."""
        return self.house

    def title(self) -> str:
        """Return a salutation that suits the patient, the same all over a photo."""
        is_woman = self.patient.sex == "F"
        fit = [t for t in self.region.titles if (t.rstrip(".") in _WOMEN) == is_woman]
        return fit[len(self.patient.given) % len(fit)]

    def clock(self) -> str:
        """Return a time of day."""
        hour, minute = self.rng.randint(6, 22), self.rng.choice(range(0, 60, 5))
        half = "AM" if hour < 12 else "PM"
        return self.rng.choice((f"{hour:02d}:{minute:02d}",
            f"{hour % 12 or 12}:{minute:02d} {half}",
                                f"{hour:02d}{minute:02d}"))  # fmt: skip

    def relative(self, shape: str = "full") -> Said:
        """Return a relative's name, who mostly has the family name."""
        person = self.people.person()
        family = self.patient.family
        if family and self.rng.random() < 0.6:
            person = replace(person, family=family)
        return self.part(person.written(shape), person)

    def national(self) -> Said:
        """Return the number of the country's own kind."""
        plan = self.region.code in ("CA", "AU", "IN", "PH")
        kind = Category.HEALTH_PLAN_ID if plan else Category.OTHER_ID
        kind = Category.MRN if self.region.code == "UK" else kind
        return self.of(kind, self.region.number(self.rng, "national"))

    def numbered(self) -> tuple[Said | str, ...]:
        """Return the record number with its label."""
        between = self.rng.choice((": ", " ", "# ", ":"))
        return f"{self.label('mrn').rstrip('.:')}{between}", self.mrn()

    def born(self) -> tuple[Said | str, ...]:
        """Return the birth date with its label."""
        return f"{self.label('birth')}{self.rng.choice((': ', ' ', ':'))}", self.birth()

    def age_sex(self) -> tuple[Said | str, ...]:
        """Return age and sex as one is used to write them."""
        sex = self.patient.sex
        word = {"F": "Female", "M": "Male"}[sex]
        shown: tuple[tuple[Said | str, ...], ...] = (
            (self.age(), f" y.o. {word.lower()}"), (self.age(), f"{sex}"), (self.age(), f" {sex}"),
            (f"{word}, ", self.age(), " yrs"), (self.age(), f"Y/{sex}"), (self.age(), f" yo {sex}"),
        )  # fmt: skip
        return self.rng.choice(shown)

    def doctored(self) -> tuple[Said | str, ...]:
        """Return a clinician's name with a title or letters."""
        shape = self.rng.choice(("full", "long", "comma", "initial", "caps"))
        before = self.rng.choice(("Dr. ", "Dr ", "", "", ""))
        letters = (", MD", " MD", ", DO", ", NP-C", ", PA-C", " MBBS", ", RN", " FRCP")
        after = "" if before else self.rng.choice(letters)
        return tuple(p for p in (before, self.doctor(shape), after) if p)

    def employee(self) -> Said:
        """Return a staff number."""
        number = f"{self.rng.choice(('', 'E', 'S-', 'EMP '))}{self.rng.randint(10000, 999999)}"
        return Said(number, Category.OTHER_ID, Role.CLINICIAN)
