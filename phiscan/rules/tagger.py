"""How probable each character of a read line is part of a person's name, by a small network.

The lists know the names they hold; this network knows what names look like and where they stand,
and so speaks for names on no list. `models/name_tagger_v1` holds weights, card and training.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from phiscan._models import find_weights
from phiscan._runtime import Model, open_model
from phiscan.options import ScanOptions
from phiscan.rules.normalise import strip_accents
from phiscan.rules.wordlists import word_strength

MODEL = "name_tagger"
Array = NDArray[np.float32]

_SYMBOLS = string.ascii_lowercase + string.digits + " \t.,'-:;/()#&@_*|+=%?![]\"<>$~"
_OTHER_LETTER = len(_SYMBOLS)
_OTHER_SIGN = _OTHER_LETTER + 1
UPPER, ACCENT, WORD, USED = range(_OTHER_SIGN + 1, _OTHER_SIGN + 5)
"""Channels beside one per symbol: capital, accented, how everyday its word is, not padding."""
CHANNELS = USED + 1

_INDEX = {c: i for i, c in enumerate(_SYMBOLS)}
_LETTERS = re.compile(r"[^\W\d_]+")
_WIDTHS = (16, 24, 32, 40, 48, 64, 96, 128, 192, 256)
"""Lines are padded to one of these, longer ones to the next multiple of the last."""
_ROWS = (32, 8, 2)
"""Batches are cut into these many lines: few shapes, little computed for nothing."""


@lru_cache(maxsize=4096)
def _channels(char: str) -> tuple[int, bool, bool]:
    """Return (symbol channel, is a capital, has an accent) of one character."""
    plain = strip_accents(char)[:1] or char
    index = _INDEX.get(plain.lower(), _OTHER_LETTER if char.isalpha() else _OTHER_SIGN)
    return index, char.isupper(), plain != char and char.isalpha()


def encode(texts: Sequence[str], width: int) -> Array:
    """Return the network's input for texts of at most `width` characters: (N, CHANNELS, width)."""
    out = np.zeros((len(texts), CHANNELS, width), dtype=np.float32)
    for row, text in zip(out, texts, strict=True):
        if not text:
            continue
        symbols, uppers, accents = zip(*map(_channels, text), strict=True)
        row[symbols, np.arange(len(text))] = 1.0
        row[UPPER, : len(text)] = uppers
        row[ACCENT, : len(text)] = accents
        row[USED, : len(text)] = 1.0
        for word in _LETTERS.finditer(text):
            row[WORD, word.start() : word.end()] = word_strength(word[0]) / 3.0
    return out


def name_scores(texts: Sequence[str]) -> list[Array]:
    """Return for each text the probability, 0 to 1, that each character is part of a name.

    One float32 array of shape (len(text),) a text, in the texts' order. A text's scores do not
    depend on the others'. Raises EngineError when the network cannot be opened.
    """
    scores = [np.zeros(len(text), dtype=np.float32) for text in texts]
    for width, indices in _buckets(texts).items():
        for batch in _batches(indices):
            rows = [texts[i] for i in batch]
            padded = rows + [""] * (next(n for n in _ROWS[::-1] if n >= len(rows)) - len(rows))
            answer = _model().run(encode(padded, width))[0]
            for index, row in zip(batch, answer, strict=False):
                scores[index] = row[0, : len(texts[index])]
    return scores


def thresholds() -> dict[str, Any]:
    """Return the scores that were chosen by measurement; the model's card says what each gives."""
    return dict(find_weights(MODEL).config["thresholds"])


def _model() -> Model:
    # One thread: the network is too small for more, and scores must not depend on their number.
    return open_model(MODEL, ScanOptions(threads=1, precision="f32"))


def _buckets(texts: Sequence[str]) -> dict[int, list[int]]:
    buckets: dict[int, list[int]] = {}
    for index, text in enumerate(texts):
        if text.strip():
            buckets.setdefault(_width(len(text)), []).append(index)
    return buckets


def _width(length: int) -> int:
    return next((w for w in _WIDTHS if w >= length), -(-length // _WIDTHS[-1]) * _WIDTHS[-1])


def _batches(indices: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(indices), _ROWS[0]):
        yield indices[start : start + _ROWS[0]]
