"""The name of who is signed in, as a window shows it beside the way out: Ada Obi  Log out.

It stands in a corner, far from any label, and may be of plain words (Hope Snow); what says that it
is a name is the way out of the session beside it, or the word of welcome before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from phiscan.rules import scores
from phiscan.rules.layout import CELL_BREAK, Slice
from phiscan.rules.name_spans import Name
from phiscan.rules.name_words import Part, Token, tokens_of
from phiscan.rules.page import Page
from phiscan.types import Role

_SCORE = scores.climb(scores.WEAK_SHAPE, medical=True)
# Read too as Logout, L0g out, Log oui.
_WAY_OUT = re.compile(r"(?<!\w)(?:l[o0]g|sign)[ -]?(?:[o0]u[tfil1]|[o0]ff)(?!\w)", re.I)
_WAY_IN = re.compile(
    r"(?<!\w)(?:(?:logged|signed)[ -]?[i1l]n(?: as| by)?|current user|user(?: ?name)?|welcome)"
    r"\b\W{0,3}",
    re.I,
)
_BETWEEN = set(" ,.'’-|·•()▾▼>")
_LONGEST = 6  # words of a name with its particles and initials
_NO_NAME = frozenset({Part.OTHER, Part.CREDENTIAL, Part.TITLE, Part.DOCTOR})


def find_signed_in(page: Page) -> Iterator[Name]:
    """Yield the names beside the way out of a session, on a patient's page."""
    if not page.is_medical or page.is_plain_text:
        return
    for run in page.runs:
        for match in _WAY_OUT.finditer(run.text):
            yield from _named(Slice(run, *_column_before(run.text, match.start())), last=True)
        for match in _WAY_IN.finditer(run.text):
            end = run.text.find(CELL_BREAK, match.end() + 1)
            whole = Slice(run, match.end(), len(run.text) if end < 0 else end)
            yield from _named(whole, last=False)


def _column_before(text: str, end: int) -> tuple[int, int]:
    """Return the place of what stands before `end` in its column, or else in the one before."""
    end = len(text[:end].rstrip(CELL_BREAK + "".join(_BETWEEN)))
    return text.rfind(CELL_BREAK, 0, end) + 1, end


def _named(column: Slice, *, last: bool) -> Iterator[Name]:
    """Yield the capitalised words at the head or the end of a column if they may be a name."""
    text = column.text
    tokens = tokens_of(text)
    if last:
        tokens.reverse()
    words = sorted(takewhile(_may_be_of_name, tokens), key=lambda t: t.start)
    if _are_name(text, words):
        found = column.part(words[0].start, words[-1].end)
        # Staff in a record system, the patient in a portal: nothing here tells which.
        yield Name(found, Role.UNKNOWN, _SCORE, "who is signed in")


def _may_be_of_name(token: Token) -> bool:
    """Whether a word may be of a name, a plain one too: no Settings, no Help."""
    if token.part is Part.PARTICLE:
        return True
    known = token.is_namelike or token.is_listed or token.part is Part.INITIAL
    return token.is_capital and known and token.part not in _NO_NAME


def _are_name(text: str, words: list[Token]) -> bool:
    """Whether these words next to each other are a name: two of a list, or one that only names."""
    if not 0 < len(words) <= _LONGEST:
        return False
    signs = {c for c in text[words[0].start : words[-1].end] if not c.isalnum()}
    is_sure = any(t.is_namelike or t.is_anchor for t in words)
    return signs <= _BETWEEN and (len(words) > 1 or is_sure)
