"""The studio of the outside split: a country, its people, and how this photo writes things."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from phiscan.synth.apart.studio import ApartPeople, ApartStudio
from phiscan.synth.canvas import Said
from phiscan.synth.countries import mail_words
from phiscan.synth.outside import grounds, names, world
from phiscan.types import Category, Role


class OutsidePeople(ApartPeople):
    """Draws people of one country with names from anywhere."""

    def person(self) -> names.OutsidePerson:
        """Return a new person, whose `origin` says where the name is from."""
        rng, nation = self._rng, self._nation
        made = names.OutsidePerson(**vars(super().person()))
        given, middle, family, origin = names.draw(rng, made.sex)
        return replace(made, given=given, middle=middle, family=family, origin=origin,
                       phone=world.WORLD.phone(rng, nation),
                       mobile=world.WORLD.phone(rng, nation),
                       email=_email(rng, given, family))  # fmt: skip


def _email(rng: Random, given: str, family: str) -> str:
    first, last = mail_words(given, family, "home")
    local = (f"{first}.{last}{rng.randint(1, 99)}", f"{first[0]}.{last}", f"{last}{first[0]}",
             f"{first}{rng.randint(1940, 2009)}")  # fmt: skip
    return f"{rng.choice(local)}@{rng.choice(('example.com', 'mail.example.net', 'example.org'))}"


class OutsideStudio(ApartStudio):
    """What the outside templates are drawn with; takes the apart studio's small tools along."""

    screen_brand = "Vantel"
    waves = 0.06
    shapes: tuple[str, ...] = names.SHAPES
    surfaces = grounds.INSTEAD
    home = world.WORLD
    crowd = OutsidePeople

    def clock(self) -> str:
        """Return a time of day."""
        hour, minute = self.rng.randint(6, 22), self.rng.randint(0, 59)
        half = "AM" if hour < 12 else "PM"
        return self.rng.choice((f"{hour:02d}:{minute:02d}",
            f"{hour % 12 or 12}:{minute:02d} {half}",
                                f"{hour:02d}:{minute:02d}",
                                f"{hour:02d}.{minute:02d}"))  # fmt: skip

    def national(self) -> Said:
        """Return the number of the country's own kind."""
        kinds = {"CA": Category.HEALTH_PLAN_ID, "AU": Category.HEALTH_PLAN_ID, "UK": Category.MRN}
        kind = kinds.get(self.region.code, Category.OTHER_ID)
        return self.of(kind, self.region.number(self.rng, "national"))

    def age_sex(self) -> tuple[Said | str, ...]:
        """Return age and sex as one is used to write them."""
        sex = self.patient.sex
        word = {"F": "female", "M": "male"}[sex]
        shown: tuple[tuple[Said | str, ...], ...] = (
            (self.age(), f" y/o {sex}"), (self.age(), f"/{sex}"), (f"{word.title()}, ",
            self.age()),
            (self.age(), f" yr {word}"), (self.age(), f"{sex}"))  # fmt: skip
        return self.rng.choice(shown)

    def doctored(self) -> tuple[Said | str, ...]:
        """Return a clinician's name with a title or letters."""
        before = self.rng.choice(("Dr. ", "Dr ", "", "", "Prof. "))
        after = "" if before else self.rng.choice((", MD", " MD", ", DO", ", NP", ", CRNA",
            ", PharmD"))  # fmt: skip
        shape = self.rng.choice(("full", "long", "comma", "initial"))
        return tuple(p for p in (before, self.doctor(shape), after) if p)

    def employee(self) -> Said:
        """Return a staff number."""
        number = f"{self.rng.choice(('', 'No. ', 'E', 'EMP'))}{self.rng.randint(10200, 89999)}"
        return Said(number, Category.OTHER_ID, Role.CLINICIAN)
