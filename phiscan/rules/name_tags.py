"""What the name tagger says about a page, asked once for all of its rows.

Without its weights the lists and the vocabulary go on alone; a result's notes say so (engines).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from phiscan.errors import EngineError
from phiscan.rules.layout import Run
from phiscan.rules.name_words import Part, Token, tokens_of
from phiscan.rules.page import Page
from phiscan.rules.tagger import name_scores

Scores = NDArray[np.float32]

_known: WeakKeyDictionary[Page, tuple[Scores, ...]] = WeakKeyDictionary()


def tagged_tokens(page: Page, run: Run) -> list[Token]:
    """Return the tokens of one of a page's runs, each with its mean score of the tagger."""
    scores = _scores(page)
    tokens = tokens_of(run.text)
    if not scores:
        return tokens
    row = scores[run.index]
    return [replace(t, tagged=float(row[t.start : t.end].mean())) for t in tokens]


def mean_tag(tokens: Sequence[Token]) -> float:
    """Return the mean score over the letters of some tokens, 0 for none."""
    letters = sum(len(t.text) for t in tokens)
    return sum(t.tagged * len(t.text) for t in tokens) / max(1, letters)


def _scores(page: Page) -> tuple[Scores, ...]:
    if page not in _known:
        _known[page] = () if page.is_public else _ask(page)
    return _known[page]


def _ask(page: Page) -> tuple[Scores, ...]:
    """Return a row of scores for each run; rows of known words and numbers are not asked about."""
    rows = [np.zeros(len(run.text), dtype=np.float32) for run in page.runs]
    asked = [i for i, run in enumerate(page.runs) if any(map(_may_be_name, tokens_of(run.text)))]
    try:
        found = name_scores([page.runs[i].text for i in asked])
    except EngineError:
        return ()
    for index, row in zip(asked, found, strict=True):
        rows[index] = row
    return tuple(rows)


def _may_be_name(token: Token) -> bool:
    return token.part is Part.NAME and (token.is_listed or not token.is_known)
