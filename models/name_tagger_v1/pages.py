"""Lines as they stand on pages, each character marked as part of a person's name or not.

A template is text with {KIND} for what is drawn anew each time; `_PEOPLE` kinds are names of
persons, the others are not. Sections of vocabulary.txt are kinds too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from random import Random

from sources import HERE, Origin, pick, vocabulary
from values import STATES, Makers, value_makers

from phiscan.rules.wordlists import _words, name_strength

Marked = tuple[str, bytearray]
"""A text and, for each of its characters, 1 where it is part of a person's name."""

_KIND = re.compile(r"\{(\w+)\}")
_PEOPLE = frozenset({"P", "LC", "PG", "PL"})


def _templates() -> tuple[tuple[float, tuple[tuple[str, ...], ...]], ...]:
    """Return (share of lines, templates) a section; in a template odd places are kinds."""
    found: list[tuple[float, list[tuple[str, ...]]]] = []
    for line in (HERE / "templates.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            found.append((float(line.strip("[]").split()[1]), []))
        elif line and not line.startswith("# "):
            parts = line.replace("\\t", "\t").split("@@")
            found[-1][1].extend(tuple(_KIND.split(p)) for p in parts if p)
    return tuple((share, tuple(templates)) for share, templates in found)


_WEIGHTED = _templates()
_VALUES = ("DATE", "MRN", "PHONE", "NUM", "AGE", "SEX", "WARD", "PRICE", "CLINICAL", "MODEL",
           "TIME", "BRAND", "N", "TOWNLINE", "STREETLINE", "ORG")  # fmt: skip
_INITIALS = ("A", "B", "C", "D", "E", "F", "J", "K", "L", "M", "N", "R", "S", "T")
_CODE = 0.03
_SHARES = {"Census": 7.0, "Wikidata": 14.0}
"""Of origins that hold many; a Faker locale has 1, an origin of names_written.txt a half."""
_SUBJECT = re.compile(r"(?<![\w'])(he|she|He|She|him)(?![\w'])")


class Pages:
    """Draws marked lines; the same seed gives the same lines."""

    def __init__(
        self, origins: Iterable[Origin], rng: Random, towns: tuple[str, ...],
        sentences: tuple[str, ...], code: tuple[str, ...], foreign: tuple[tuple[str, ...], ...],
    ) -> None:  # fmt: skip
        self.rng = rng
        self._origins = tuple(o for o in origins if o.given and o.family)
        self._weights = [
            _SHARES.get(o.label, 1.0 if "_" in o.label else 0.5) for o in self._origins
        ]
        self._towns, self._sentences, self._code, self._foreign = towns, sentences, code, foreign
        self._vocabulary = vocabulary()
        self._words, self._word_weights = _everyday_words()
        self._pool: list[str] = []
        self._kinds = self._makers()

    def line(self) -> Marked:
        """Return a line with its marks."""
        at = self.rng.random()
        for share, templates in _WEIGHTED:
            if at < share:
                return self.fill(templates[int(self.rng.random() * len(templates))])
            at -= share
        if at < _CODE:
            return _plain(pick(self.rng, self._code))
        return self._prose_line()

    def fill(self, template: tuple[str, ...]) -> Marked:
        """Return a template with its kinds drawn; one person's names are of one origin."""
        self._origin = self.rng.choices(self._origins, self._weights)[0]
        text, marks = "", bytearray()
        for index, piece in enumerate(template):
            drawn = self._draw(piece) if index % 2 else piece
            text += drawn
            marks += bytes([index % 2 and piece in _PEOPLE]) * len(drawn)
        return text, marks

    def _draw(self, kind: str) -> str:
        maker = self._kinds.get(kind)
        if maker:
            return maker()
        phrase = pick(self.rng, self._vocabulary[kind])
        return self._filled(phrase) if "{" in phrase else phrase

    def _filled(self, phrase: str) -> str:
        swaps = {
            "{L}": self._family, "{G}": self._given, "{T}": self._town_word, "{C}": self._coined,
        }  # fmt: skip
        for mark, maker in swaps.items():
            while mark in phrase:
                phrase = phrase.replace(mark, maker(), 1)
        return phrase.replace("{E}", pick(self.rng, self._vocabulary["EPONYM_NAME"]))

    # --- people ---------------------------------------------------------------------------------

    def _given(self) -> str:
        return self._name(self._origin.given)

    def _family(self) -> str:
        rng, name = self.rng, self._name(self._origin.family)
        chance = rng.random()
        if chance < 0.04:
            return f"{name}-{self._name(self._origin.family)}"
        if chance < 0.07:
            return f"{name} {self._name(self._origin.family)}"
        if chance < 0.10:
            return f"{pick(rng, self._vocabulary['PARTICLE'])} {name}"
        if chance < 0.12:
            return rng.choice(("O'", "D'", "Mc", "Mac", "Al-", "El-", "N'", "Fitz")) + name
        return name

    def _name(self, names: tuple[str, ...]) -> str:
        """Return a name; one of eight is sewn from two, so that no list can be learnt by heart."""
        name = pick(self.rng, names)
        if self.rng.random() < 0.12:
            other = pick(self.rng, names)
            sewn = name[: self.rng.randint(2, 5)] + other[-self.rng.randint(2, 6) :].lower()
            return sewn if sewn.replace("'", "").isalpha() else name
        return name

    def _person(self) -> str:
        rng = self.rng
        given, family = self._given(), self._family()
        shape = rng.random()
        if shape < 0.40:
            return f"{given} {family}"
        if shape < 0.56:
            return f"{family}, {given}"
        if shape < 0.63:
            return f"{family} {given}"
        if shape < 0.72:
            initial = pick(rng, _INITIALS)
            return rng.choice(
                (f"{given} {initial}. {family}", f"{given} {initial} {family}",
                 f"{family}, {given} {initial}", f"{family}, {given} {initial}.")
            )  # fmt: skip
        if shape < 0.78:
            return f"{given} {self._given()} {family}"
        if shape < 0.84:
            return f"{given[0]}. {family}"
        if shape < 0.87:
            return f"{given} {family[0]}."
        if shape < 0.89:
            return f"{family} {given[0]}"
        if shape < 0.91:
            return f"{given} {family} {rng.choice(('Jr', 'Jr.', 'Sr', 'II', 'III'))}"
        return given if shape < 0.95 else family

    def _last_first(self) -> str:
        middle = self.rng.choice(("", "", "", " J", " M.", " " + self._given()))
        text = f"{self._family()}, {self._given()}{middle}"
        return text.upper() if self.rng.random() < 0.5 else text

    # --- what is not a name ---------------------------------------------------------------------

    def _town_word(self) -> str:
        return pick(self.rng, self._towns)

    def _word(self) -> str:
        if not self._pool:
            self._pool = self.rng.choices(self._words, self._word_weights, k=4096)
        return self._pool.pop()

    def _coined(self) -> str:
        """Return a made-up place or brand: Bayhaven, CareGrid."""
        end = pick(self.rng, self._vocabulary["COINED_END"])
        head = self._word()[:7].title()
        return head + (end.title() if self.rng.random() < 0.15 else end)

    def _street_line(self) -> str:
        rng = self.rng
        kind = rng.random()
        name = (
            self._family()
            if kind < 0.35
            else self._coined()
            if kind < 0.5
            else self._word().title()
        )
        if rng.random() < 0.15:
            name = f"{self._given()} {name}"
        unit = rng.choice(("", "", "", f", Apt {rng.randint(1, 60)}", f" #{rng.randint(1, 60)}"))
        return f"{rng.randint(1, 9999)} {name} {pick(rng, self._vocabulary['STREET'])}{unit}"

    def _town_line(self) -> str:
        state = pick(self.rng, STATES)
        town = self._coined() if self.rng.random() < 0.2 else self._town_word()
        return f"{town}, {state} {self.rng.randint(10000, 99999)}"

    def _value(self) -> str:
        return self._draw(pick(self.rng, _VALUES))

    def _foreign_line(self) -> str:
        words = self._foreign[int(self.rng.random() * len(self._foreign))]
        text = " ".join(pick(self.rng, words) for _ in range(self.rng.randint(1, 7)))
        return text.capitalize() if self.rng.random() < 0.7 else text.title()

    def _prose_line(self) -> Marked:
        """Return a line of prose; a person mostly stands where a pronoun stood."""
        rng, text = self.rng, pick(self.rng, self._sentences)
        marked = _plain(text)
        found = list(_SUBJECT.finditer(text))
        if found and rng.random() < 0.8:
            self._origin = rng.choices(self._origins, self._weights)[0]
            where = rng.choice(found)
            name = rng.choice((self._given, self._family, self._person))()
            marked = (
                text[: where.start()] + name + text[where.end() :],
                bytearray(where.start()) + b"\1" * len(name) + bytearray(len(text) - where.end()),
            )
        width = rng.randint(30, 90)
        start = rng.randint(0, max(0, len(text) - width))
        start = text.rfind(" ", 0, start) + 1
        cut = marked[0][start : start + width].rstrip()
        return cut, marked[1][start : start + len(cut)]

    def _makers(self) -> Makers:
        rng = self.rng
        return value_makers(rng, self._vocabulary) | {
            "P": self._person, "LC": self._last_first, "PG": self._given, "PL": self._family,
            "TOWN": self._town_word, "TOWNLINE": self._town_line, "STREETLINE": self._street_line,
            "WORD": lambda: self._word().title(), "word": self._word, "COINED": self._coined,
            "V": self._value, "FOREIGN": self._foreign_line,
            "EMAIL": lambda: f"{self._word()}{rng.randint(1, 99)}@{self._word()}.com",
        }  # fmt: skip


def _plain(text: str) -> Marked:
    return text, bytearray(len(text))


def _everyday_words() -> tuple[list[str], list[float]]:
    """Return English words and how often each is drawn; given names among them are left out."""
    words = [(w, int(s)) for w, s in _words().items() if name_strength(w)[0] < 2]
    return [w for w, _ in words], [(0, 1.0, 1.6, 3.0)[s] for _, s in words]
