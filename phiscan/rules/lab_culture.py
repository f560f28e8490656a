"""Cultures: what grew, and the drugs it was tried against (S, I or R; CLSI M100, EUCAST).

A drug's name alone stands on prescriptions and price lists. Here nothing but a least inhibitory
concentration and a letter stands beside it; a dose, a price or a number of tablets does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from phiscan.rules.lab_row import LabRow
from phiscan.rules.lab_words import are_drugs_of
from phiscan.rules.layout import CELL_BREAK, Run

_VERDICT = re.compile(
    r"(?<![A-Za-z])(?:S|I|R|SDD|NS|Susceptible|Sensitive|Intermediate|Resistant)(?![A-Za-z])"
)
_LIMIT = re.compile(r"[<>≤≥]\s?[=-]?\s?\d")
_CONCENTRATION = re.compile(
    r"(?:[<>≤≥]=?\s?\d{1,4}/\d{1,3}|[<>≤≥=]*\s?\d{1,4}(?:[.,]\d{1,3})?)(?:\s?(?:ug|µg|mcg|mg)/m?l|\s?mm)?(?![\d$€£%])",
    re.I,
)
_SAID = re.compile(
    r"^\W{0,3}(?:gram'?s? stain|cul\s?ture|organism|isolate|growth|microscopy)\s?\d?\b", re.I
)
_SEEN = re.compile(
    r"\bcfu\b|\bcolonies\b|\bno (?:bacterial |significant |organisms?\b)?\s?(?:growth|seen)"
    r"|(?<![\w+])[1-4]\+(?![\w+])"
    r"|\b(?:scanty?|few|moderate|heavy|many|light|rare|profuse)\b.{0,24}"
    r"\b(?:growth|cocci|rods|bacilli|leu[ck]ocytes|yeasts?|flora|epithelial)",
    re.I,
)
_MOST_LETTERS = 1
"""Of a row beside its drug, concentration and letter: a stroke of a ruled line that was read."""


def culture_rows(runs: Sequence[Run]) -> Iterator[LabRow]:
    """Yield the rows of a culture: what was seen and grew, and each drug that was tried.

    A drug beside a bare number proves nothing alone: it is a row beside others.
    """
    proven: list[LabRow] = []
    bare: list[LabRow] = []
    for run in runs:
        if _SAID.search(run.text) and _SEEN.search(run.text):
            proven.append(LabRow(run.cells, is_sure=True, is_culture=True))
        elif (rest := _beside_drug(run.text)) is not None:
            is_sure = bool(_VERDICT.search(rest) or _LIMIT.search(rest))
            row = LabRow(run.cells, is_sure, is_misread=not is_sure, is_culture=True)
            (proven if is_sure else bare).append(row)
    yield from proven
    if proven:
        yield from bare


def _beside_drug(text: str) -> str | None:
    """Return what stands beside a row's drug; None when it is no row of a culture."""
    first, _, rest = text.partition(CELL_BREAK)
    if not are_drugs_of(first):
        digit = re.search(r"\s(?=[<>≤≥=\d]|[SIR]\b)", text)
        first, rest = (text[: digit.start()], text[digit.end() :]) if digit else ("", "")
    if not rest or not are_drugs_of(first):
        return None
    left = _VERDICT.sub(" ", _CONCENTRATION.sub(" ", rest))
    is_other = sum(c.isalpha() for c in left) > _MOST_LETTERS or re.search(r"[\d$€£%]", left)
    return None if is_other or left == rest else rest


def is_of_a_culture(text: str) -> bool:
    """Whether a cell holds a letter of susceptibility or a concentration, and nothing else."""
    return bool(_VERDICT.fullmatch(text.strip()) or _CONCENTRATION.fullmatch(text.strip()))
