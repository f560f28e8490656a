"""Long texts in pieces: the rules look at every pair of lines and words, so that a text of twice
the length costs four times as much, and somebody else may have written it.
"""

from __future__ import annotations

from collections.abc import Iterator

PIECE, SHARED = 2000, 300
"""Letters of one piece, and how many of them the next begins with: no identifier is as long."""


def pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces that share their ends; a short one as it is.

    >>> [len(piece) for piece in pieces("x" * 3000)]
    [2000, 1300]
    """
    for begin in range(0, max(len(text) - SHARED, 1), PIECE - SHARED):
        yield text[begin : begin + PIECE]
