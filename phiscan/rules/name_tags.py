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
from phiscan.rules.name_words import Token, tokens_of
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
        try:
            _known[page] = tuple(name_scores([run.text for run in page.runs]))
        except EngineError:
            _known[page] = ()
    return _known[page]
