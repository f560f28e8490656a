"""Countries, and the people of one, as the splits with countries of their own draw them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, ClassVar

from phiscan.synth.blind.numbers import filled
from phiscan.synth.blind.world import Region, Words
from phiscan.synth.fonts import plain
from phiscan.synth.people import People, Person

_NUMBERS = {"mrn": "mrn", "account": "account", "accession": "accession", "group": "group",
            "prescription": "prescription", "member_id": "member", "device": "device",
            "licence": "licence"}  # fmt: skip


@dataclass(frozen=True)
class Country(Region):
    """A country with the shapes of its numbers, phones, dates and streets.

    In a shape # is a digit, @ a letter, % a year's two digits, {a} an area code, {n} a house, {k} a
    flat, {r} a road.
    """

    usual_labels: ClassVar[Mapping[str, Words]]
    usual_shapes: ClassVar[Mapping[str, Words]]
    """What the split falls back on."""

    shapes: Mapping[str, Words]
    phones: Words
    dates: Words
    streets: Words

    def label(self, rng: Random, word: str) -> str:
        """Return one wording of a label; raises KeyError for one that no country has."""
        return rng.choice(self.labels.get(word) or self.usual_labels[word])

    def number(self, rng: Random, word: str) -> str:
        """Return a number in one of the country's shapes."""
        return filled(rng, rng.choice(self.shapes.get(word) or self.usual_shapes[word]))


@dataclass(frozen=True)
class World:
    """The countries of a split, and how it numbers their phones, houses and flats."""

    split: str
    called: str
    """The split's word for a country; with a photo's seed it decides which one."""
    countries: Mapping[str, Country]
    shares: Mapping[str, int]
    """How many photos in a hundred are from each."""
    areas: Mapping[str, Words]
    """Area codes by country."""
    houses: tuple[int, int]
    flats: tuple[int, int]

    def drawn(self, seed: str) -> Country:
        """Return the country of the photo with this seed."""
        chance = Random(f"{self.called} {seed}")
        return self.countries[chance.choices([*self.shares], [*self.shares.values()])[0]]

    def phone(self, rng: Random, country: Country) -> str:
        """Return a phone number of the country."""
        area = rng.choice(self.areas.get(country.code, ("0",)))
        return filled(rng, rng.choice(country.phones).replace("{a}", area))

    def street(self, rng: Random, country: Country) -> str:
        """Return house and street in the country's order."""
        shape = rng.choice(country.streets)
        house, flat = rng.randint(*self.houses), rng.randint(*self.flats)
        return shape.format(n=house, k=flat, r=rng.choice(country.roads))

    def town(self, rng: Random, country: Country) -> str:
        """Return a town with its code."""
        return filled(rng, rng.choice(country.towns))

    def place(self, rng: Random, country: Country) -> str:
        """Return street and town in one line."""
        return f"{self.street(rng, country)}, {self.town(rng, country)}"


class CountryPeople(People):
    """Draws people of one country with names from anywhere; `person` names them."""

    def __init__(self, rng: Random, nation: Country) -> None:
        super().__init__("tune", rng)
        self._nation = nation

    def _settled(
        self, base: Person, name: tuple[str, str, str, str], world: World
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


def of_origin(
    rng: Random, origins: Mapping[str, str], sex: str
) -> tuple[str, list[str], list[str]]:
    """Return one of the origins, its given names for a sex, and its family names.

    An origin's names are written as "women's / men's / family names", each as for `listed`.
    """
    origin = rng.choice(tuple(origins))
    women, men, families = (listed(part) for part in origins[origin].split(" / "))
    return origin, women if sex == "F" else men, families
