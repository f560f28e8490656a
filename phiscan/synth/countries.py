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

    def __init__(self, rng: Random, country: C) -> None:
        super().__init__("tune", rng)
        self._country = country

    def _settled(
        self, base: Person, name: tuple[str, str, str, str], world: World[C]
    ) -> dict[str, Any]:
        """Return what a person is made of, with a name (given, middle, family, origin) and home."""
        rng, country = self._rng, self._country
        made = vars(base) | dict(zip(("given", "middle", "family", "origin"), name, strict=True))
        made |= {key: country.number(rng, word) for key, word in _NUMBERS.items()}
        made |= {"phone": world.phone(rng, country), "mobile": world.phone(rng, country)}
        return made | {"street": world.street(rng, country), "town": world.town(rng, country)}

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
