"""Firms, houses and places that look like names: what of a group of capitalised words is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from phiscan.rules.name_spans import is_family_name, is_saint
from phiscan.rules.name_words import (
    Part,
    Token,
    is_full_name,
    is_half_known_name,
    name_parts,
)

_AGE_AND_SEX = re.compile(r",?\s\(?\d{1,3}\s?(?:y(?:/?o|rs?)?\s?)?[MF]\b")
_LETTER_OR_NUMBER = re.compile(r" (?:[A-Z]|\d{1,2}[A-Z]?)(?!\w)")


def outside_firm(text: str, group: list[Token], is_medical: bool) -> list[Token]:
    """Return what of a group is not the name of a firm or a place; mostly all or nothing."""
    firms = [
        i for i, t in enumerate(group)
        if t.part is Part.ORG
        and t.given < 3
        and not (is_medical and i and _is_saint_inside(group, i))
        and not (is_medical and _is_given_after_comma(text, group, i))
        and not is_family_name(text, t, [], group[i + 1] if i + 1 < len(group) else None)
    ]  # fmt: skip
    if not firms or (firms == [0] and is_saint(group[0], group[1] if group[1:] else None)):
        return group
    if is_medical and firms == [1] and len(group) == 2 and _is_aged(text, group):
        return group  # Joan Church 72F
    before, after = group[: firms[0]], group[firms[-1] + 1 :]
    head = _before_comma(text, before)
    if is_medical and len(head) >= 2 and (is_full_name(head) or is_half_known_name(head)):
        return head  # Ada Obi, Booking Office
    if is_medical and is_full_name(after):
        return after
    if is_medical and len(name_parts(before)) > 1 and _is_one_of_several(text, group[firms[-1] :]):
        return before  # Ada Obi Clinic B; whether it is a name is asked later
    is_comma_name = before and "," in text[before[0].start : before[-1].end]
    return before if is_medical and is_comma_name and is_full_name(before) else []


def _is_aged(text: str, group: Sequence[Token]) -> bool:
    """Whether a known given name, a family name and the age and sex behind them are there."""
    is_known = group[0].is_anchor and group[0].given > 1 and group[1].family > 1
    return is_known and bool(_AGE_AND_SEX.match(text, group[1].end))


def _is_one_of_several(text: str, group: Sequence[Token]) -> bool:
    """Whether a place is told from others of its kind by a letter or a number, and so no firm."""
    rest = text[group[0].end :]
    return group[0].text.istitle() and bool(_LETTER_OR_NUMBER.match(rest))


def _before_comma(text: str, group: Sequence[Token]) -> list[Token]:
    """Return the tokens up to the first comma, none where no comma is."""
    for at, (a, b) in enumerate(pairwise(group), start=1):
        if "," in text[a.end : b.start]:
            return list(group[:at])
    return []


def _is_given_after_comma(text: str, group: Sequence[Token], at: int) -> bool:
    """Whether it is the Wing of LOK, Wing Ching, not that of Ward 3, Wing B."""
    if not 0 < at < len(group) - 1 or group[at].given < 2:
        return False
    is_after_comma = "," in text[group[at - 1].end : group[at].start]
    return is_after_comma and group[at - 1].part is group[at + 1].part is Part.NAME


def _is_saint_inside(group: Sequence[Token], at: int) -> bool:
    """Whether it is the middle of DANIELLE ST PIERRE, not the end of a street's name."""
    following = group[at + 1] if at + 1 < len(group) else None
    is_family = following is not None and max(following.given, following.family) >= 2
    return is_family and is_saint(group[at], following) and group[at - 1].given >= 2
