"""Where a name begins and ends in a text, and what a found name is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from phiscan.rules.layout import CELL_BREAK, Slice
from phiscan.rules.name_words import Part, Token, evidence, name_parts, tokens_of
from phiscan.types import Role

INNER = frozenset({Part.NAME, Part.INITIAL, Part.PARTICLE, Part.SUFFIX})
LEADING = frozenset({Part.TITLE, Part.DOCTOR})
_MAX_WORDS = 7
_ABBREVIATION = 5  # letters and stop: Chas., Robt.


@dataclass(frozen=True)
class Name:
    """A name in a run, whose it is, how sure, and why."""

    found: Slice
    role: Role
    score: float
    reason: str


_OF_WHOM = frozenset({"self", "parent"})
"""Answers to whose name a form asks for; families are called so, too."""


def is_believable(parts: Sequence[Token], *, sure: bool) -> bool:
    """Whether a label's value can be a name: with a sure label all but plain words will do."""
    if all(t.part is not Part.NAME for t in parts):
        # Initials only: "Patient: J.D." is somebody, a lone letter is a choice in a form.
        return sure and sum(t.part is Part.INITIAL for t in parts) >= 2
    if any(t.is_anchor for t in parts):
        return True
    unknown = [t for t in parts if t.word == 0]
    if sure:
        return (
            bool(unknown)
            or evidence(parts) > 0
            or (len(parts) > 1 and all(t.is_listed for t in parts))
        )
    return len(parts) >= 2 and len(unknown) * 2 >= len(parts) and all(t.is_capital for t in parts)


def leading_name(text: str, *, sure: bool = False) -> list[Token]:
    """Return the tokens of the name that a value begins with, titles left out.

    With `sure` a label says that it is a name: then `Young, Park` is one as well.
    """
    tokens = tokens_of(text)
    at = 0
    while at < len(tokens) and tokens[at].part in LEADING:
        at += 1
    if at >= len(tokens) or tokens[at].start > (tokens[at - 1].end + 3 if at else 3):
        return []
    return grow(text, tokens, at, sure=sure)


def grow(text: str, tokens: Sequence[Token], at: int, *, sure: bool = False) -> list[Token]:
    """Return the longest run of name tokens from `at` on, at most one comma inside."""
    taken: list[Token] = []
    commas = 0
    for place, token in enumerate(tokens[at : at + _MAX_WORDS], start=at):
        between = text[taken[-1].end : token.start] if taken else ""
        commas += "," in between
        if taken and not _may_continue(between, taken, token, commas):
            break
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        if token.part not in INNER and not (
            _is_name_after_all(token, taken)
            or is_family_name(text, token, taken, following)
            or (sure and _is_half_of_pair(text, token, between, following))
            or (sure and _ends_as_family(text, token, taken))
            or is_saint(token, following)
        ):
            break
        is_given = token.part is Part.PARTICLE and token.given >= 2 and not taken  # Ben Potter
        is_name = (is_given and token.is_capital) or token.part not in INNER
        taken.append(replace(token, part=Part.NAME) if is_name else token)
    while taken and (
        taken[-1].part is Part.PARTICLE and not taken[-1].is_capital and len(taken) > 1
    ):
        taken.pop()
    return taken if any(t.part in (Part.NAME, Part.INITIAL, Part.STOP) for t in taken) else []


def _may_continue(between: str, taken: Sequence[Token], token: Token, commas: int) -> bool:
    if CELL_BREAK in between:
        # A name cut into two boxes: only where the first is clearly unfinished.
        unfinished = "," in between or len(taken) == 1
        return unfinished and token.is_capital and (token.is_listed or token.part is Part.INITIAL)
    if set(between) - set(" ,.'-&()^\"") or len(between) > 4 or commas > 1:
        return False
    last = taken[-1].text
    if last[-1] == "." and len(last) > _ABBREVIATION and not token.is_listed:
        return False  # by Dr. Okonkwo. Cultures grew
    if any(c in between for c in '()"') and not (token.is_listed or '" ' in between):
        return False
    return token.is_capital or not taken[-1].is_capital or token.part is Part.PARTICLE


def _is_name_after_all(token: Token, taken: Sequence[Token]) -> bool:
    """Months, days and form words that are strong names too: April Jones, Mark May."""
    strong = token.given == 3 or (bool(taken) and token.family == 3 and token.given > 0)
    return token.part in (Part.STOP, Part.ORG) and token.is_capital and strong


def is_saint(token: Token, following: Token | None) -> bool:
    """Whether it is the first half of a family name: St. John."""
    is_written = token.text in ("St", "St.", "ST", "ST.", "San", "Santa")
    return is_written and following is not None and following.part is Part.NAME


def _is_half_of_pair(text: str, token: Token, between: str, following: Token | None) -> bool:
    """Whether a form's word is one side of a comma and known as a name: `Park, Ji`, `Lee, Hope`."""
    if not token.is_capital or not token.is_listed:
        return False
    after = text[token.end : token.end + 2].strip().startswith(",")
    return "," in between or (after and following is not None and following.is_capital)


def _ends_as_family(text: str, token: Token, taken: Sequence[Token]) -> bool:
    """Whether a form's or firm's word that is a common family name, too, closes its place: Last
    name: Price, Name: Mark Price.
    """
    if token.text.lower() in _OF_WHOM:
        return False
    is_behind = not taken or (len(name_parts(taken)) == 1 and taken[0].given >= 2)
    is_last = not text[token.end :].partition(CELL_BREAK)[0].strip(" .,")
    return is_behind and is_last and token.family == 3 and token.is_capital


def is_family_name(
    text: str, token: Token, taken: Sequence[Token], following: Token | None
) -> bool:
    """Whether a form's or firm's word is a family name here: `Price, John`, `Jin Park`."""
    if token.part not in (Part.STOP, Part.ORG) or token.family < 2 or not token.is_capital:
        return False
    if taken:
        first = len(name_parts(taken)) == 1 and taken[0].is_anchor and token.family == 3
        joined = following is not None and following.start - token.end <= 1
        return first and not (joined and following and following.part in (Part.STOP, Part.ORG))
    comma = text[token.end : token.end + 2].strip().startswith(",")
    return comma and following is not None and following.is_anchor and following.given > 0
