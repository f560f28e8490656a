"""Names and common words, read from the package the first time a rule asks."""

from __future__ import annotations

import gzip
from functools import lru_cache
from importlib.resources import files

from phiscan.rules.normalise import name_key


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


def _read(name: str) -> dict[str, str]:
    lines = gzip.decompress(_bytes(name)).decode().split("\n")
    return dict(line.split("\t", 1) for line in lines if line)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return _read("names.txt.gz")


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    return _read("words.txt.gz")


@lru_cache(maxsize=65536)
def name_strength(word: str) -> tuple[int, int]:
    """Return how common a word is as (given, family) name, 0 (not listed) to 3."""
    found = _names().get(name_key(word))
    return (int(found[0]), int(found[1])) if found else (0, 0)


@lru_cache(maxsize=65536)
def word_strength(word: str) -> int:
    """Return how common a word is in English, 0 (not listed) to 3; plurals count as their word."""
    key = name_key(word)
    words = _words()
    return int(words.get(key) or words.get(key.removesuffix("s")) or 0)
