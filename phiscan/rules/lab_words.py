"""The words of a laboratory's results: analytes, units, ranges, flags, and what they say together.

Sodium, iron and pH are measured in water, soil, food and steel as well. What tells a patient's are
the units: blood is counted per decilitre or in moles, the rest in mg/l, ppm, percent or dollars.
"""

from __future__ import annotations

import re
from functools import lru_cache

from phiscan.rules.normalise import match_key
from phiscan.rules.wordlists import read_sections

_VALUE = r"[<>]?\s?\d{1,5}(?:[.,]\d{1,3})?"
_SPAN = rf"(?<![\d/-]){_VALUE}\s?(?:-|to)\s?{_VALUE}(?![\d/-])"
FROM_TO = re.compile(_SPAN)
RANGE = re.compile(rf"{_SPAN}|(?<!\w)[<>]=?\s?\d+(?:\.\d+)?")
NUMBER = re.compile(rf"(?<![\w/.-]){_VALUE}(?![\d/:])")
FLAG = re.compile(r"(?<![A-Za-z/])(?:HH|LL|H|L|High|Low|HIGH|LOW|Abnormal|Normal|\*)(?![A-Za-z])")
RANGE_WORDS = re.compile(
    r"(?:normal|reference|ref|expected)[. ]*(?:range|interval|limits)[:. ]*", re.I
)
WORDY_RESULT = re.compile(
    r"(?<![A-Za-z])(?:negative|positive|non-?reactive|reactive|not detected|detected|trace"
    r"|not isolated|indeterminate|equivocal)(?![A-Za-z])|(?<![\w+])[1-4]\+(?![\w+])"
    r"|specific gravity\W{0,3}1[.,]0\d\d(?!\d)",
    re.I,
)
_FLUID = re.compile(r"^\s*f?[SPBU]-(?=[A-Za-z]{3})")
"""Serum, plasma, blood, urine before the analyte, as Nordic and British laboratories write it."""
_ACIDITY = re.compile(r"(?<![A-Za-z])ph\b\W{0,4}[4-9][.,]\d", re.I)
_MOLAR = re.compile(r"(?<![A-Za-z])(?:[mnpµu]?mol/l|meq/l|[mnµu]?g/dl)(?![A-Za-z])", re.I)
"""Units of blood that an analyser prints beside K, Na or Glu."""
_MOST_WORDS, _LONGEST_TEST = 5, 5
_LEAST_TEST = 3
"""Letters of a test on a list: a new patient is "new pt" too."""
_LOOKS = re.compile(
    r"(?<![A-Za-z])(?:yellow|amber|straw|clear|cloudy|hazy|turbid|none seen|few|moderate|many"
    r"|negative|trace|\d+ ?- ?\d+)(?![A-Za-z])",
    re.I,
)


def _phrases(section: str) -> list[str]:
    text = read_sections("lab.txt", separator=" | ")[section]
    return [p.strip() for p in text.split("|") if p.strip()]


@lru_cache(maxsize=8)
def _keys(section: str) -> frozenset[str]:
    return frozenset(map(match_key, _phrases(section)))


@lru_cache(maxsize=8)
def _pattern(section: str) -> re.Pattern[str]:
    written = sorted(_phrases(section), key=len, reverse=True)
    return re.compile(
        r"(?<![A-Za-z/])(?:" + "|".join(map(re.escape, written)) + r")(?![A-Za-z0-9]|/[A-Za-z])",
        re.I,
    )


def unit() -> re.Pattern[str]:
    """Return the pattern of units that laboratories write."""
    return _pattern("UNITS")


def analytes_of(text: str) -> frozenset[str]:
    """Return the analytes that one of the first two words begins, up to four words together."""
    named = _named(text, _keys("ANALYTES"))
    if _MOLAR.search(text):
        named |= _named(text, _keys("SHORT"))
    # A phone is "Ph" too; acidity has a value between 4 and 9.
    return named if _ACIDITY.search(text) else named - {"ph"}


def is_companion(text: str) -> bool:
    """Whether a row tells what urine looks like: a result only among results."""
    return bool(_named(text, _keys("COMPANIONS"))) and bool(_LOOKS.search(text))


def analytes_of_a_body() -> frozenset[str]:
    """Return the keys (`match_key`) of what is measured in patients alone."""
    return _keys("ANALYTES") - _keys("EVERYWHERE")


def is_bare_result(text: str) -> bool:
    """Whether a row is an analyte and a number alone: a result only among results."""
    value = re.search(r"(?<!\S)\d{1,4}(?:[.,]\d{1,3})?$", text.strip())
    return value is not None and bool(analytes_of(text)) and len(text.split()) <= _MOST_WORDS


def is_measured_in_bodies_alone(analytes: frozenset[str]) -> bool:
    """Whether one of these is measured in patients, and neither in food nor in water."""
    return bool(analytes - _keys("EVERYWHERE"))


def are_drugs_of(text: str) -> bool:
    """Whether a text is a drug that bacteria and fungi are tried against, and nothing else."""
    return match_key(text) in _keys("ANTIBIOTICS")


def asks_for_test(text: str) -> bool:
    """Whether a text ends with a test that a laboratory is asked for, be a date before it."""
    words = re.findall(r"[A-Za-z][\w/&.'-]*", text)[-_LONGEST_TEST:]
    ends = {match_key("".join(words[first:])) for first in range(len(words))}
    known = _keys("REQUESTS") | analytes_of_a_body()
    return any(len(key) >= _LEAST_TEST for key in ends & known)


def joined_words(text: str) -> list[str]:
    """Return the keys of one to four words together that begin with the first or the second."""
    words = re.findall(r"[A-Za-z0-9][\w./'-]*", _FLUID.sub("", text))[:6]
    joined = (
        "".join(words[first:last])
        for first in range(min(2, len(words)))
        for last in range(first + 1, min(first + 5, len(words) + 1))
    )
    return [match_key(text) for text in joined if any(c.isalpha() for c in text)]


def _named(text: str, known: frozenset[str]) -> frozenset[str]:
    return frozenset(key for key in joined_words(text) if key in known)


def has_range(text: str) -> bool:
    """Whether a limit or a range stands in a row: ranges rise, while a price and its loss fall."""
    return any(rises(found.group()) for found in RANGE.finditer(text))


def rises(written: str) -> bool:
    """Whether the ends of a range as written go up."""
    ends = [float(n.replace(",", ".")) for n in re.findall(r"\d+(?:[.,]\d+)?", written)]
    return ends == sorted(ends)


def has_unit(text: str, analytes: frozenset[str]) -> bool:
    """Whether a unit stands in a row; a percentage only beside what is given in percent."""
    written = {found.group() for found in unit().finditer(text)}
    is_share = written == {"%"} and analytes and not analytes & _keys("IN PERCENT")
    return bool(written) and not is_share


def is_of_a_body(text: str, analytes: frozenset[str]) -> bool:
    """Whether a row of these analytes speaks of a patient, and not of water, food or metal."""
    if analytes - _keys("EVERYWHERE") or WORDY_RESULT.search(text):
        return True
    worldly = _pattern("WORLDLY UNITS").sub(" ", text)
    return worldly == text or bool(unit().search(worldly))
