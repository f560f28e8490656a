"""Text that says nothing of anybody, whatever stands around it: plain words and small numbers."""

from __future__ import annotations

import re

from phiscan.rules.wordlists import is_known_word, word_strength

_WORD = re.compile(r"[^\W\d_]+")
_LONG_NUMBER = re.compile(r"\d{4}|\d\W?\d{3}")
_ANY_WORD_LETTERS = 3
"""Words up to this length are abbreviations as often as names: no list decides."""


def is_plain(text: str) -> bool:
    """Whether every longer word is a listed one that is no name, and no number is a long one.

    >>> is_plain("48M Falls risk!"), is_plain("5. Pruvost-Leroux"), is_plain("06-1924-8")
    (True, False, False)
    """
    if _LONG_NUMBER.search(text):
        return False
    words = (word for word in _WORD.findall(text) if len(word) > _ANY_WORD_LETTERS)
    return all(word_strength(word) or is_known_word(word) for word in words)
