"""People on a page as evidence: names that fill a place, open rows, or are to be called.

Known here by their words alone; whether they are findings is decided by `names`.
"""

from __future__ import annotations

import re
from itertools import pairwise

from phiscan.rules.layout import CELL_BREAK
from phiscan.rules.name_words import Part, Token, is_full_name, is_half_known_name, tokens_of
from phiscan.rules.normalise import strip_accents
from phiscan.rules.page import Page

# Where the kind of place comes first: Hôpital Saint-Aubin, Klinikum Nord.
_CARE_FIRST = re.compile(
    r"\s*(?:hopital|clinique|clinica|klinik|klinikum|krankenhaus|hospital|ospedale|ziekenhuis|szpital"
    r"|sykehus|sjukhuset|chu|centre|maternite|infirmary|surgery)\s", re.I
)  # fmt: skip


def has_person_alone(page: Page) -> bool:
    """Whether a name, known at least by half, fills a place of its own but for numbers."""
    parts = [part for run in page.runs for part in _APART.split(run.text)]
    if any(is_name(_AFTER_NAME.sub("", p.strip(_NUMBERS))) or _is_called(p) for p in parts):
        return True
    words = [tokens_of(part) if part.isalpha() else [] for part in parts]
    return any(_are_stacked(a, b) for a, b in pairwise(words))


def has_people_alone(page: Page) -> bool:
    """Whether several people's names open rows or fill places of their own: a list of them."""
    parts = {part for run in page.runs for part in run.text.split(CELL_BREAK)}
    return sum(is_name(_BEHIND_NAME.sub("", part)) for part in parts) >= _LEAST_LISTED


def has_comma_name(page: Page) -> bool:
    """Whether two words that are no others stand round a comma, in a sentence too."""
    return any(
        all(t.is_namelike and t.is_capital and len(t.text) > 2 for t in tokens_of(match.group()))
        for run in page.runs
        for match in _COMMA_PAIR.finditer(run.text)
    )


def _are_stacked(upper: list[Token], lower: list[Token]) -> bool:
    """Whether two lines of a word each are a name: Elisabete over Steiger, as on a badge."""
    words = upper + lower
    known = any(t.is_well_listed for t in words)
    return (
        len(upper) == len(lower) == 1
        and known
        and all(t.part is Part.NAME and t.is_capital and t.is_namelike for t in words)
    )


def has_person_called(page: Page) -> bool:
    """Whether somebody is to ring or tell a person: the note is about her."""
    return any(_is_called(run.text) for run in page.runs)


def _is_called(text: str) -> bool:
    """Whether somebody is to be called who is known by one name: `Pls ring Britt`."""
    found = _CALLED.search(text)
    tokens = tokens_of(found["name"]) if found else []
    return any(t.part is Part.NAME and (t.is_listed or t.is_namelike) for t in tokens)


_APART = re.compile(r"\t| {3,}")
_NUMBERS = "0123456789 #:.-/()"
_BEHIND_NAME = re.compile(r"\s(?:[YNMF]\b|[-–:(]).*|[\s\d]+$")  # Obi, Ada Y - egg allergy
_COMMA_PAIR = re.compile(r"(?<!\w)[^\W\d_a-z][\w'’-]{2,}, ?[^\W\d_a-z][\w'’-]{2,}(?!\w)")
_LEAST_LISTED = 3
_BEFORE_NAME = re.compile(
    r"^(?:[^:\t]{0,20}\bfor:)?(?:\s*(?:name|(?:pt|patient) name|for|to|from|re|att?n"
    r"|call(?: back)?|pls|plz|please"
    r"|ring|phone|tell|ask|remind|inform|text|bleep|page|speak to|spoke to|can you|urgent"
    r"|pt|patient|baby|resident|client|property of|belongs to|caller|participant"
    r"|mr|mn|mrs|ms|miss)\b[.:]?)*\s*",
    re.I,
)
_AFTER_NAME = re.compile(
    r"\s(?:b\.?|born|dob|back|again|asap|today|tomorrow|re|about|called|phoned|rang|on|at|by|with"
    r"|\([MF]\))"
    r"\W*$",
    re.I,
)
_CALLED = re.compile(
    r"(?:^|[\s:;,.])(?:[Rr]ing|[Pp]hone|[Cc]all|[Tt]ell|[Aa]sk|[Rr]emind|[Ii]nform|[Uu]pdate)\s"
    r"(?P<name>[^\W\d_a-z][^\W\d_A-Z]{2,})(?:$|\s+(?:on|at|re|about|back|that|to|if|when|asap"
    r"|for|before|after|she|he|her|his|we|their|results?)\b)"
)
_HONORIFIC = re.compile(r"\b(?:mr|mrs|ms|miss)\b\.?\s+[^\W\d_]{3}", re.I)


def is_name(text: str) -> bool:
    """Whether a text is a person's name and little else: `for Ada Obi`, `OBI, ADA`, `Mrs. Obi`."""
    if _CARE_FIRST.match(strip_accents(text)):
        return False
    tokens = tokens_of(_BEFORE_NAME.sub("", text))
    parts = [t.part for t in tokens]
    if not 0 < len(tokens) <= 4 or any(p in (Part.OTHER, Part.ORG, Part.STOP) for p in parts):
        return False
    return (
        is_full_name(tokens)
        or is_half_known_name(tokens)
        or bool(_HONORIFIC.search(text))
        or _is_strange(tokens)
    )


def _is_strange(tokens: list[Token]) -> bool:
    """Whether two words or more are capitalised and in no dictionary, as most names are."""
    named = [t for t in tokens if t.part is Part.NAME]
    initials = sum(t.part is Part.INITIAL for t in tokens)
    return (
        bool(named)
        and initials <= 1
        and len(named) + initials >= 2
        and all(t.is_capital and t.word == 0 and len(t.text) > 2 + initials for t in named)
    )
