"""Long texts in pieces: every identifier lies whole in one of them."""

from __future__ import annotations

import pytest

from phiscan._pieces import PIECE, SHARED, pieces


@pytest.mark.parametrize("text", ["", "a", "x" * PIECE])
def test_a_short_text_stays_whole(text):
    assert list(pieces(text)) == [text]


@pytest.mark.parametrize("length", [PIECE + 1, 2 * PIECE - SHARED, 2 * PIECE, 5 * PIECE + 7])
def test_nothing_is_left_out_or_cut_in_two(length):
    text = "".join(chr(33 + n % 90) + str(n) for n in range(length))[:length]
    parts = list(pieces(text))
    assert max(map(len, parts)) <= PIECE
    for at in range(0, length - SHARED, 97):
        assert any(text[at : at + SHARED] in part for part in parts)
