"""Answers about words, remembered while a photo is looked at and no longer.

A rule asks the same of one word many times. What it asks about may be a patient's name, so an
answer is kept only until the look at the photo has ended: a cache that lives as long as the process
would hold the words of every photo that a server has seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import _lru_cache_wrapper, lru_cache
from typing import Any, TypeVar

Answer = TypeVar("Answer")

MEMOS: list[_lru_cache_wrapper[Any]] = []
"""Every function that remembers words of photos."""


def memo(maxsize: int) -> Callable[[Callable[..., Answer]], _lru_cache_wrapper[Answer]]:
    """Decorate a pure function of words: up to `maxsize` answers are kept until `forget`."""

    def remembering(function: Callable[..., Answer]) -> _lru_cache_wrapper[Answer]:
        remembered = lru_cache(maxsize=maxsize)(function)
        MEMOS.append(remembered)
        return remembered

    return remembering


def forget() -> None:
    """Forget every answer; a thread that is still looking asks again and gets the same."""
    for remembered in MEMOS:
        remembered.cache_clear()


@contextmanager
def forgetting() -> Iterator[None]:
    """Forget at the end of a block, or of the function decorated with it, also when it raises."""
    try:
        yield
    finally:
        forget()
