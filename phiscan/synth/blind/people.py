"""The blind split's people: six in ten have names that no other split can yield."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from phiscan.synth import numbers
from phiscan.synth.blind import names, world
from phiscan.synth.blind import numbers as shapes
from phiscan.synth.people import People, Person

NEW_SHARE = 0.6
NEW, COMMON = "new", "common"
_MAIL = ("example.com", "example.org", "mail.example.net", "example.co.uk", "post.example.com")


class BlindPeople(People):
    """Draws people of one country; the common names are those of the test split."""

    def __init__(self, rng: Random, region: world.Region) -> None:
        super().__init__("test", rng)
        self._region = region

    def person(self) -> Person:
        """Return a new person, whose `origin` says where the name is from."""
        rng, region = self._rng, self._region
        person = replace(super().person(), origin=COMMON)
        if rng.random() < NEW_SHARE:
            given, middle, family = names.draw(rng)
            person = replace(person, given=given, middle=middle, family=family, origin=NEW)
        code = region.code
        return replace(
            person,
            mrn=shapes.filled(rng, rng.choice(shapes.MRN[code])),
            account=shapes.filled(rng, rng.choice(shapes.ACCOUNT[code])),
            accession=shapes.filled(rng, rng.choice(shapes.ACCESSION)),
            prescription=shapes.filled(rng, rng.choice(shapes.PRESCRIPTION)),
            member_id=shapes.filled(rng, rng.choice(shapes.MEMBER[code])),
            group=shapes.filled(rng, rng.choice(shapes.GROUP)),
            phone=shapes.phone(rng, code),
            mobile=shapes.phone(rng, code),
            email=self._email(person),
            street=world.street(rng, region),
            town=world.town(rng, region),
            dea=numbers.dea(rng, person.family),
            device=shapes.filled(rng, rng.choice(shapes.DEVICE)),
            licence=shapes.filled(rng, rng.choice(shapes.LICENCE[code])),
        )

    def _email(self, person: Person) -> str:
        rng = self._rng
        words = [*sorted(names.words_of(person.family)), "kin"]
        first = (sorted(names.words_of(person.given)) or ["a"])[0]
        shown = (f"{first[0]}{words[0]}", f"{words[0]}.{first}", f"{first}_{words[0]}",
                 f"{first}{person.birth:%y}", f"{words[0]}{rng.randint(1, 99)}")  # fmt: skip
        return f"{rng.choice(shown)}@{rng.choice(_MAIL)}"
