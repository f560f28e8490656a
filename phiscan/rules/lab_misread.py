"""Results whose words the reader got only nearly right: "Hematocnt 35.4 % 36.0 = 50.0".

One such row says little. Several on one page do: no menu, invoice or food label has an analyte that
is spelt nearly right beside a value with what looks like a unit or a range, four times over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations

from phiscan.rules.lab_words import (
    NUMBER,
    analytes_of_a_body,
    is_of_a_body,
    joined_words,
    rises,
    unit,
)

_VALUE = r"\d{1,4}(?:[.,]\d{1,3})?"
_RANGE = re.compile(rf"(?<![\d/-]){_VALUE}\s?\.?(?:[-=~±≠–]|to)\.?\s?\.?{_VALUE}\.?(?![\d/-])")
_UNIT = re.compile(
    r"(?<=\d)\s?(?:[xX×*]\s?\d{2}\S{0,4}/?|[A-Za-zµμ]{1,5}\d?(?:[/|'’]|(?<=[a-z])V)"
    r"[A-Za-z1I]{0,4}(?![A-Za-z])|mm/?[a-z]{1,3}\b)"
)
"""What a unit looks like when its letters are wrong: mmal/L, ml/bH, x1029/1, mmoVL."""
_OF_BLOOD = re.compile("/|fl|pg", re.I)
_LEAST_LETTERS, _LONG = 6, 9
"""Length of a word of which one letter may be wrong, and of which two may."""
_MOST_LETTERS = 24
_MOST_OTHERS = 3
_RANGE_WORDS = ("normalrange", "referencerange", "referenceinterval")
_LIKE = 0.68


def reads_like_a_result(text: str) -> bool:
    """Whether a row is one of results though a word, a unit or a range was misread.

    Either an analyte beside its value, or a value, a unit that only bodies are measured in and a
    range, of which the analyte was not read at all.
    """
    has_range = any(rises(found.group()) for found in _RANGE.finditer(text))
    if not has_range and not NUMBER.search(text):
        return False
    if is_nearly_an_analyte(text):
        return has_range or _is_in_units(text)
    rest = NUMBER.search(_RANGE.sub(" ", unit().sub(" ", text)))
    is_given = rest is not None and any(_OF_BLOOD.search(u) for u in unit().findall(text))
    return has_range and is_given and is_of_a_body(text, frozenset())


def _is_in_units(text: str) -> bool:
    return bool(_UNIT.search(text)) or any(_OF_BLOOD.search(u) for u in unit().findall(text))


def has_unit_or_range(text: str) -> bool:
    """Whether something in a row looks like a unit or a range."""
    return bool(_RANGE.search(text)) or _is_in_units(text)


def is_nearly_an_analyte(text: str) -> bool:
    """Whether a text begins with an analyte of a body, a letter or two of it misread at most."""
    known = _cut_keys()
    keys = (key for key in joined_words(text) if len(key) <= _MOST_LETTERS)
    return any(cut in known for key in keys for cut in _cuts(key))


def is_nearly_a_value(text: str) -> bool:
    """Whether a text is a value with what looks like a unit."""
    return bool(re.match(r"\W{0,2}\d", text)) and _is_in_units(text)


def is_nearly_a_result(text: str) -> bool:
    """Whether a cell holds a value with its unit, a unit or a range, and hardly anything else."""
    behind_a_value = f"0 {text}"
    rest = _UNIT.sub(" ", unit().sub(" ", _RANGE.sub(" ", behind_a_value)))
    is_one = bool(NUMBER.search(text)) or _is_in_units(behind_a_value)
    return is_one and sum(c.isalpha() for c in rest) <= _MOST_OTHERS


def are_range_words(text: str) -> bool:
    """Whether a cell says "normal range" or the like before one, if only nearly."""
    words = re.findall(r"[^\W\d_]+", text)[:2]
    said = "".join(words).lower()
    if len(words) < 2 or not (re.search(r"\d", text) or unit().search(text)):
        return False
    return any(SequenceMatcher(None, said, known).ratio() >= _LIKE for known in _RANGE_WORDS)


@lru_cache(maxsize=1)
def _cut_keys() -> frozenset[str]:
    """Return the analytes of a body and what is left of them without a letter or two."""
    return frozenset(cut for key in analytes_of_a_body() for cut in _cuts(key))


def _cuts(key: str) -> Iterator[str]:
    """Yield a key and what is left of it without one letter, or two of a long one.

    Two words that differ in so many letters share one of these (Garbe 2012, symmetric deletes).
    """
    yield key
    for count in range(1, 1 + (len(key) >= _LEAST_LETTERS) + (len(key) >= _LONG)):
        for left_out in combinations(range(len(key)), count):
            yield "".join(c for i, c in enumerate(key) if i not in left_out)
