"""People of one country, as the splits with countries of their own draw them."""

from __future__ import annotations

from random import Random
from typing import Any, Generic, Protocol, TypeVar

from phiscan.synth.fonts import plain
from phiscan.synth.people import People, Person


class Numbered(Protocol):
    """A country that has shapes for its numbers."""

    def number(self, rng: Random, word: str, /) -> str:
        """Return a number of a kind."""


C = TypeVar("C", bound=Numbered)
Country = TypeVar("Country", bound=Numbered, contravariant=True)
_NUMBERS = {"mrn": "mrn", "account": "account", "accession": "accession", "group": "group",
            "prescription": "prescription", "member_id": "member", "device": "device",
            "licence": "licence"}  # fmt: skip


class World(Protocol[Country]):
    """A split's module of places."""

    def phone(self, rng: Random, country: Country, /) -> str:
        """Return a phone number of the country."""

    def street(self, rng: Random, country: Country, /) -> str:
        """Return house and street."""

    def town(self, rng: Random, country: Country, /) -> str:
        """Return a town with its code."""


class CountryPeople(People, Generic[C]):
    """Draws people of one country with names from anywhere; `person` names them."""

    def __init__(self, rng: Random, nation: C) -> None:
        super().__init__("tune", rng)
        self._nation = nation

    def _settled(
        self, base: Person, name: tuple[str, str, str, str], world: World[C]
    ) -> dict[str, Any]:
        """Return what a person is made of, with a name (given, middle, family, origin) and home."""
        rng, nation = self._rng, self._nation
        made = vars(base) | dict(zip(("given", "middle", "family", "origin"), name, strict=True))
        made |= {key: nation.number(rng, word) for key, word in _NUMBERS.items()}
        made |= {"phone": world.phone(rng, nation), "mobile": world.phone(rng, nation)}
        return made | {"street": world.street(rng, nation), "town": world.town(rng, nation)}

    def _names(self) -> tuple[str, str, str]:
        return "Unused", "", "Unused"  # `person` draws the names itself, without Faker


def mail_words(given: str, family: str, otherwise: str) -> tuple[str, str]:
    """Return given and family name as an address spells them, in small letters a to z.

    >>> mail_words("Zoë", "d'Arc", "me"), mail_words("Tashi", "", "me")
    (('zoe', 'darc'), ('tashi', 'me'))
    """
    first, last = (
        "".join(c for c in plain(word).lower() if "a" <= c <= "z") or otherwise
        for word in (given, family)
    )
    return first, last


def listed(text: str) -> list[str]:
    """Return the words of a list of names; `_` stands for a space within one.

    >>> listed("Ixchel Rosa_Elena")
    ['Ixchel', 'Rosa Elena']
    """
    return [word.replace("_", " ") for word in text.split()]
