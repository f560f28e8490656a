"""What an artefact is given to draw with: chance, fonts, people, a scale; and what a Kind is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import TypeVar

import numpy as np

from phiscan.synth import numbers
from phiscan.synth.canvas import Canvas, Colour, Flat, Said
from phiscan.synth.fonts import Face, FontBook
from phiscan.synth.grounds import GROUNDS, Ground
from phiscan.synth.people import NAME_SHAPES, People, Person
from phiscan.types import Category, Role

T = TypeVar("T")
S = TypeVar("S", bound="Studio")

HOSPITALS = {
    "tune": (
        "Larkfield General Hospital",
        "St. Brannoc Medical Center",
        "Riverbend Family Clinic",
        "Northgate Community Health",
        "Mercy Lake Hospital",
        "Cedar Point Pediatrics",
    ),
    "test": (
        "Hollowell Regional Hospital",
        "Sister Odile Memorial",
        "Two Rivers Urgent Care",
        "Grandview Health Partners",
        "Bayhaven Medical Group",
        "Summit Ridge Oncology",
    ),
}
PLANS = {
    "tune": ("BlueHarbor Health", "Unity Crest PPO", "Keystone Choice"),
    "test": ("Silverline Advantage", "Prairie Mutual HMO", "TrueNorth Care"),
}


@dataclass(frozen=True)
class Kind:
    """A kind of artefact: how to draw it, the views it is seen in, the grounds it lies on."""

    name: str
    draw: Callable[[Studio], Flat]
    views: tuple[str, ...] = ("scan", "desk", "desk", "far", "hard")
    grounds: tuple[str, ...] = ("wood", "cloth", "laminate", "stone")
    clean: bool = False
    shiny: bool = False


def studio_as(kind: type[S], studio: Studio) -> S:
    """Return the studio as one of a split; raises TypeError for another's."""
    if not isinstance(studio, kind):
        raise TypeError(f"wanted a {kind.__name__}, got {type(studio).__name__}")
    return studio


def drawn_by(
    kind: type[S],
    designs: Mapping[str, Sequence[Callable[[S], Flat]]],
    kinds: Mapping[str, Kind],
) -> dict[str, Kind]:
    """Return the kinds as a split draws them: each in one of its designs, chosen by chance."""

    def one_of(some: Sequence[Callable[[S], Flat]]) -> Callable[[Studio], Flat]:
        return lambda studio: studio.rng.choice(some)(studio_as(kind, studio))

    return {name: replace(kinds[name], draw=one_of(some)) for name, some in designs.items()}


class Studio:
    """Everything chance decides for one photo comes from here, so a seed decides the photo."""

    screen_brand = "ViewLine"
    waves = 0.05
    """The most that a photographed screen shows of its own pattern (see camera.moire)."""

    def __init__(self, split: str, seed: str, fonts: FontBook, px_per_mm: float = 10.0) -> None:
        self.split, self.fonts, self.px_per_mm = split, fonts, px_per_mm
        self.rng = Random(seed)
        self.noise = np.random.default_rng(self.rng.getrandbits(64))
        self.people = self.make_people()
        self.patient = self.people.person()
        self.clinician = self.people.person()

    def make_people(self) -> People:
        """Return where the people come from."""
        return People(self.split, self.rng)

    def ground(self, name: str) -> Ground:
        """Return how to draw a ground of grounds.GROUNDS."""
        return GROUNDS[name]

    def canvas(
        self, artefact: str, size_mm: tuple[float, float], paper: Colour = (255, 255, 255)
    ) -> Canvas:
        """Return an empty sheet at the studio's scale."""
        return Canvas(artefact, size_mm, self.px_per_mm, paper)

    def pick(self, **by_split: Sequence[T]) -> T:
        """Choose from the list of this split, given as `tune=` and `test=`."""
        return self.rng.choice(by_split[self.split])

    def font(self, style: str) -> tuple[Face, Face]:
        """Return (regular, bold) of a family of the style."""
        return self.fonts.family(style, self.rng.random())

    def hospital(self) -> str:
        """Return an invented hospital's name."""
        return self.rng.choice(HOSPITALS[self.split])

    def plan(self) -> str:
        """Return an invented health plan's name."""
        return self.rng.choice(PLANS[self.split])

    def paper(self) -> Colour:
        """Return the white, cream or tint of a sheet."""
        tints: tuple[Colour, ...] = ((255, 255, 255),) * 5 + (
            (252, 250, 240),
            (250, 244, 214),
            (236, 244, 252),
            (250, 232, 236),
            (238, 248, 234),
        )
        return self.rng.choice(tints)

    # What is said about the patient, each with its meaning.
    def name(self, shape: str | None = None, person: Person | None = None) -> Said:
        """Return the patient's name in a shape, or in any."""
        person = person or self.patient
        text = person.written(shape or self.rng.choice(NAME_SHAPES))
        return Said(text, Category.PERSON_NAME, Role.PATIENT, person.origin)

    def doctor(self, shape: str | None = None) -> Said:
        """Return the clinician's name (without title)."""
        chosen = shape or self.rng.choice(("full", "initial", "comma", "long"))
        name, origin = self.clinician.written(chosen), self.clinician.origin
        return Said(name, Category.PERSON_NAME, Role.CLINICIAN, origin)

    def of(self, category: Category, text: str, role: Role = Role.PATIENT) -> Said:
        """Return any other identifier of the patient."""
        return Said(text, category, role)

    def mrn(self) -> Said:
        """Return the medical record number."""
        return self.of(Category.MRN, self.patient.mrn)

    def birth(self, person: Person | None = None) -> Said:
        """Return the birth date."""
        day = (person or self.patient).birth
        return self.of(Category.DATE_OF_BIRTH, self.write_date(day))

    def day(self, later: int = 0) -> Said:
        """Return the day seen, or so many days later."""
        return self.of(Category.DATE, self.write_date(self.seen(later)))

    def write_date(self, day: date) -> str:
        """Return a date as forms and people write it."""
        return numbers.write_date(self.rng, day)

    def seen(self, later: int = 0) -> date:
        """Return the day itself."""
        return self.patient.seen + timedelta(days=later)

    def age(self) -> Said:
        """Return the age; over 89 it is an identifier."""
        age = self.patient.age
        if age > 89:
            return self.of(Category.AGE_OVER_89, str(age))
        return Said(str(age))

    def clock(self) -> str:
        """Return a time of day."""
        return f"{self.rng.randint(6, 19):02d}:{self.rng.randint(0, 59):02d}"

    def phone(self, role: Role = Role.PATIENT, person: Person | None = None) -> Said:
        """Return a phone number."""
        return self.of(Category.PHONE, (person or self.patient).phone, role)

    def office_phone(self) -> Said:
        """Return the clinic's own number, which a scan of a medical page covers all the same."""
        return self.of(Category.PHONE, numbers.phone(self.rng), Role.UNKNOWN)

    def new_patient(self) -> Person:
        """Make another patient the current one."""
        self.patient = self.people.person()
        return self.patient
