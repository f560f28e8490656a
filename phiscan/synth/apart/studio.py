"""The studio of the apart split: a country, its people, and how this photo writes things."""

from __future__ import annotations

from random import Random

from phiscan.synth.apart import grounds, names, world
from phiscan.synth.canvas import Said
from phiscan.synth.countries import CountryPeople, mail_words
from phiscan.synth.reserve.studio import ReserveStudio
from phiscan.types import Category, Role

_MAIL = ("example.com", "example.net", "webmail.example.org", "example.com")


class ApartPeople(CountryPeople):
    """Draws people of one country with names from anywhere."""

    def person(self) -> names.ApartPerson:
        """Return a new person, whose `origin` says where the name is from."""
        base = super().person()
        made = self._settled(base, names.draw(self._rng, base.sex), world.WORLD)
        made["email"] = _email(self._rng, made["given"], made["family"])
        return names.ApartPerson(**made)


def _email(rng: Random, given: str, family: str) -> str:
    first, last = mail_words(given, family, "us")
    year = rng.randint(50, 99)
    local = (f"{first}{last[0]}{year}", f"{last}.{first}", f"{first}_{last}", f"{last}family")
    return f"{rng.choice(local)}@{rng.choice(_MAIL)}"


class ApartStudio(ReserveStudio):
    """What the apart templates are drawn with; takes the reserve studio's small tools along."""

    screen_brand = "Halden"
    waves = 0.06
    house_share = 0.88
    shapes: tuple[str, ...] = names.SHAPES
    surfaces = grounds.INSTEAD
    home = world.WORLD
    crowd = ApartPeople

    def clock(self) -> str:
        """Return a time of day."""
        hour, minute = self.rng.randint(5, 23), self.rng.randint(0, 59)
        half = "am" if hour < 12 else "pm"
        return self.rng.choice((f"{hour:02d}:{minute:02d}", f"{hour:02d}{minute:02d}",
                                f"{hour % 12 or 12}:{minute:02d}{half}"))  # fmt: skip

    def national(self) -> Said:
        """Return the number of the country's own kind."""
        plan = self.region.code in ("CA", "AU", "IN")
        kind = Category.HEALTH_PLAN_ID if plan else Category.OTHER_ID
        kind = Category.MRN if self.region.code == "UK" else kind
        return self.of(kind, self.region.number(self.rng, "national"))

    def numbered(self) -> tuple[Said | str, ...]:
        """Return the record number with its label."""
        return f"{self.label('mrn').rstrip('.:')}{self.rng.choice((': ', ' ', ' '))}", self.mrn()

    def age_sex(self) -> tuple[Said | str, ...]:
        """Return age and sex as one is used to write them."""
        sex = self.patient.sex
        word = {"F": "Female", "M": "Male"}[sex]
        shown: tuple[tuple[Said | str, ...], ...] = (
            (self.age(), f" yrs/{sex}"), (self.age(), f"{sex.lower()}"), (f"{sex} ", self.age()),
            (self.age(), f" year old {word.lower()}"), (self.age(), f" Y {word}"),
            (self.age(), f"yo {sex}"))  # fmt: skip
        return self.rng.choice(shown)

    def doctored(self) -> tuple[Said | str, ...]:
        """Return a clinician's name with a title or letters."""
        shape = self.rng.choice(("full", "long", "comma", "initial", "full"))
        before = self.rng.choice(("Dr. ", "Dr ", "", "", ""))
        letters = (", MD", " MD", " D.O.", ", FNP-BC", " PA-C", ", MBBCh", ", MRCGP", ", MD, PhD")
        after = "" if before else self.rng.choice(letters)
        return tuple(p for p in (before, self.doctor(shape), after) if p)

    def employee(self) -> Said:
        """Return a staff number."""
        number = f"{self.rng.choice(('', '#', 'N', 'ID '))}{self.rng.randint(2000, 98999)}"
        return Said(number, Category.OTHER_ID, Role.CLINICIAN)
