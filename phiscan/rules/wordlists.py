"""Names and common words, read from the package the first time a rule asks."""

from __future__ import annotations

import gzip
import re
from functools import lru_cache
from importlib.resources import files

from phiscan._memo import memo
from phiscan.rules.normalise import name_key

_CLINICAL_ENDING = re.compile(
    r"\w{3,}(?:grams?|graphy|scop(?:y|ic)|(?:ec|os|o)tom(?:y|ies)|plasty|itis|osis|[ae]mia|uria|pathy"
    r"|algia|penia|cytes?|rrhea|pril|sartan|statin|mycin|cillin|azole|gliptin|gliflozin|zepam|setron"
    r"|dipine|oxacin|cycline|parin|semide|thiazide|olol|tinib|[uixl]mab|glutide|triptan|prazole)"
)


def _bytes(name: str) -> bytes:
    return files("phiscan.rules").joinpath("data").joinpath(name).read_bytes()


def read_sections(name: str, separator: str = " ") -> dict[str, str]:
    """Return the text under each [heading] of a data file, lines joined, # comments left out."""
    sections: dict[str, list[str]] = {}
    for line in _bytes(name).decode().splitlines():
        if line.startswith("["):
            current = sections.setdefault(line.strip("[] "), [])
        elif line.strip() and not line.startswith("# "):
            current.append(line.strip())
    return {heading: separator.join(lines) for heading, lines in sections.items()}


def _lines(name: str) -> list[str]:
    return [line for line in gzip.decompress(_bytes(name)).decode().split("\n") if line]


def _read(name: str) -> dict[str, str]:
    return dict(line.split("\t", 1) for line in _lines(name))


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return _read("names.txt.gz")


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    return _read("words.txt.gz")


@lru_cache(maxsize=1)
def _rare_words() -> frozenset[str]:
    return frozenset(_lines("rare_words.txt.gz"))


@lru_cache(maxsize=1)
def _wildcards() -> frozenset[str]:
    """Long common words with each letter in turn left out."""
    long = (word for word, strength in _words().items() if len(word) >= 7 and strength >= "2")
    return frozenset(f"{w[:i]}?{w[i + 1 :]}" for w in long for i in range(len(w)))


@memo(maxsize=65536)
def name_strength(word: str) -> tuple[int, int]:
    """Return how common a word is as (given, family) name, 0 (not listed) to 3."""
    found = _names().get(name_key(word))
    return (int(found[0]), int(found[1])) if found else (0, 0)


@memo(maxsize=65536)
def word_strength(word: str) -> int:
    """Return how common a word is in English, 0 (not listed) to 3; plurals count as their word."""
    key = name_key(word)
    words = _words()
    return int(words.get(key) or words.get(key.removesuffix("s")) or 0)


@memo(maxsize=65536)
def is_known_word(word: str) -> bool:
    """Whether a word that no common list holds is a rare one, a drug, or two words written as one.

    >>> is_known_word("Cholecystectomy"), is_known_word("Riverbend"), is_known_word("Okonkwo")
    (True, True, False)
    """
    key = name_key(word)
    rare = _rare_words()
    is_listed = key in rare or key.removesuffix("s") in rare
    return is_listed or _is_compound(key) or bool(_CLINICAL_ENDING.fullmatch(key))


def _is_compound(key: str) -> bool:
    """Two everyday words as one, the way places and brands are named; Yang and Chen are names."""
    words = _words()
    return any(
        words.get(key[:i], "0") >= "2"
        and words.get(key[i:], "0") >= "2"
        and not (_is_rather_a_name(key[:i]) and _is_rather_a_name(key[i:]))
        for i in range(4, len(key) - 3)
    )


def _is_rather_a_name(key: str) -> bool:
    """Whether a word is better known as a name than as a word."""
    return max(name_strength(key)) > word_strength(key)


@memo(maxsize=65536)
def is_misread_word(word: str) -> bool:
    """Whether a long word differs from a common one in one letter: Labomtory, Sevsices."""
    key = name_key(word)
    return len(key) >= 7 and any(
        f"{key[:i]}?{key[i + 1 :]}" in _wildcards() for i in range(1, len(key))
    )
