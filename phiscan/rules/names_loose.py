"""Names that nothing announces: alone in their place or in running text.

On a medical page names are found by exclusion: capitalised words that are neither English nor
medicine, no dose, no address and no firm are a name, also a misread one or one from elsewhere. On
other pages lists or surroundings must speak for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from phiscan.rules import scores
from phiscan.rules.lab_results import lab_rows
from phiscan.rules.layout import CELL_BREAK, Run, Slice
from phiscan.rules.name_firms import outside_firm
from phiscan.rules.name_groups import TAGGED, find_groups
from phiscan.rules.name_places import Place
from phiscan.rules.name_spans import Name, grow
from phiscan.rules.name_tags import mean_tag
from phiscan.rules.name_words import (
    Part,
    Token,
    is_full_name,
    likeness,
    name_parts,
    tokens_of,
)
from phiscan.rules.page import Page
from phiscan.types import Role

_PERSON_DATA = re.compile(
    r"\(?\d{3}\)?[-. ]?\d{3}[-. ]\d{4}|@\w+\.|\b\d{1,2}[/-]\d{1,2}[/-](?:19|20)\d\d\b"
    r"|\b(?:\d{4}[ -]){3}\d{4}\b|\b[A-Z]{2}\s+\d{5}\b|\b\d{1,3}\s?y/?o\b|\b[Rr](?:oo)?m\.?\s?\d"
)
# What somebody is let in with, or what is kept for one.
_PASS = re.compile(
    r"(?:^|\t)\W*(?:visitor|visitors|temporary|contractor|guest|staff|student|volunteer)"
    r"(?: (?:pass|badge|id))?\W*(?:$|\t)|\b(?:escorted by|here to see|to see|name of visitor)\b",
    re.I,
)
_NOTE = re.compile(
    r"\b(?:call|called|re:|labs?|appt|fax|refill|chart|results?|msg|message|urgent|asap|pls|needs?"
    r"|left|pick ?up|tell|remind|follow ?up)\b",
    re.I,
)
_LIKELY = 0.7
"""Mean likeness of words that are a name where nothing else speaks for one; see `likeness`."""
_SURELY_TAGGED, _FAINTLY_TAGGED = 0.9, 0.2
Verdict = tuple[float, str] | None
"""A score and its reason, or no name."""


def find_unlabelled(page: Page) -> Iterator[Name]:
    """Yield names by lists and vocabulary alone; what else the page holds decides the score."""
    has_person_data = page.is_plain_text or (
        not page.is_public
        and any(_PERSON_DATA.search(r.text) or _PASS.search(r.text) for r in page.runs)
    )
    for run in page.runs:
        labels = page.label_spans(run)
        for group in find_groups(page, run, labels):
            name = _judge(page, run, group, labels, has_person_data)
            if name is not None:
                yield name
    if page.is_plain_text:
        yield from _lower_case(page)


# --- is it one --------------------------------------------------------------------------------


def _judge(
    page: Page, run: Run, group: list[Token], labels: set[int], has_person_data: bool
) -> Name | None:
    group = outside_firm(run.text, group, page.is_medical)
    whole = _best_part(run.text, group)
    for found in (whole, _trimmed(run.text, whole), _ended(whole)):
        if not found:
            continue
        start, end = found[0].start, found[-1].end
        place = Place(page, run, start, end, labels)
        verdict = _verdict(found, place, has_person_data=has_person_data)
        if verdict is not None:
            score = scores.NOTHING if page.is_public else verdict[0]
            score = scores.climb(score, medical=page.is_medical)
            return Name(Slice(run, start, end), _role(place), score, verdict[1])
    return None


def _verdict(found: Sequence[Token], place: Place, *, has_person_data: bool) -> Verdict:
    page = place.page
    if place.is_in_address:
        return None
    comma = _has_comma(place)
    if is_full_name(found):
        return _full(page, place, comma=comma, has_person_data=has_person_data)
    if page.is_plain_text or page.is_public:
        return None
    if page.is_medical:
        return _on_medical_page(found, place, comma=comma) or _by_tagger(found, place)
    return _elsewhere(found, place, has_person_data=has_person_data)


def _has_comma(place: Place) -> bool:
    """Whether a comma parts family and given name, not two things of a list in small letters."""
    is_listing = place.text.islower() and place.run.text.count(",") > 1
    return "," in place.text and not is_listing


def _role(place: Place) -> Role:
    if place.is_patient or place.is_over_patient:
        return Role.PATIENT
    return Role.CLINICIAN if place.is_over_occupation else Role.UNKNOWN


def _full(page: Page, place: Place, *, comma: bool, has_person_data: bool) -> Verdict:
    reason = "a family name, a comma, a given name" if comma else "two or more known names together"
    # Family name, comma, given name is how records are headed, whatever else is on the page.
    speaks = page.is_medical or has_person_data or comma or _has_cause(place)
    base = scores.SHAPE if place.is_alone or comma else scores.SHAPE - 0.05
    if not page.is_medical and place.is_alone and _has_cause(place):
        base = scores.SHAPE
    return (base if speaks else scores.WEAK_SHAPE), reason


def _has_cause(place: Place) -> bool:
    """Whether something beside the word itself says that a person's name stands here."""
    return (
        place.is_surely_cued or place.is_recipient or place.is_over_occupation
        or (place.is_alone and place.is_under_occupation)
        or place.is_over_patient or place.is_over_relation
    )  # fmt: skip


def _on_medical_page(found: Sequence[Token], place: Place, *, comma: bool) -> Verdict:
    parts = name_parts(found)
    if place.is_measured and not (comma or place.is_surely_cued or _is_no_analyte(place, parts)):
        return None
    if not parts:
        return None
    initials = sum(t.part is Part.INITIAL for t in found)
    like = likeness(found)
    if len(parts) + initials < 2:
        return _lone(parts[0], place)
    if like + mean_tag(found) >= _LIKELY or (comma and like > 0):
        return scores.WEAK_SHAPE, "words that are neither English nor medicine"
    if len(found) <= 4 and _is_half_named(found, place, comma=comma):
        return scores.WEAK_SHAPE, "a known name and a word where a name stands"
    if (
        place.is_alone
        and len(parts) <= 4
        and all(t.is_listed for t in parts)
        and (parts[0].is_anchor or parts[-1].is_anchor)
    ):
        return scores.WEAK_SHAPE, "words that are all names, and fill their place"
    if len(parts) == len(found) == 2 and place.is_signature and _is_given_and_family(*parts):
        return scores.WEAK_SHAPE, "a name behind the last sentence"
    is_strange = any(t.is_strange for t in parts) and all(t.word < 2 for t in parts)
    if (place.is_surely_cued or (place.is_alone and is_strange)) and like > 0:
        return scores.WEAK_SHAPE, "stands where a name is expected"
    return None


def _is_given_and_family(first: Token, last: Token) -> bool:
    return first.is_capital and last.is_capital and first.given > 1 and last.family > 1


def _is_no_analyte(place: Place, parts: Sequence[Token]) -> bool:
    """Whether what a number follows in the next column is two names or more, and no test's."""
    has_initial = any(t.part is Part.INITIAL for t in tokens_of(place.text))
    are_names = len(parts) + has_initial >= 2
    are_names &= all(t.is_capital and t.is_namelike for t in parts)
    in_column = place.after.startswith(CELL_BREAK)
    return are_names and in_column and len(lab_rows(place.page)) < 2


def _is_half_named(found: Sequence[Token], place: Place, *, comma: bool) -> bool:
    """Whether a listed name stands beside a plain word (`ALBA FONT`) or an initial (`K. Smith`)."""
    parts = name_parts(found)
    if comma and len(parts) > 1:
        return any(t.given for t in parts)
    if any(t.part is Part.INITIAL for t in found) and any(t.is_listed for t in parts):
        return place.is_alone or place.is_cued or any(t.text[-1] == "." for t in found)
    is_named = any(t.given >= 2 and (t.given == 3 or t.word <= 1) for t in parts)
    return is_named and (place.is_alone or place.is_cued)


def _by_tagger(found: Sequence[Token], place: Place) -> Verdict:
    parts = name_parts(found)
    if not parts or mean_tag(found) < TAGGED or place.is_measured:
        return None
    if all(t.is_known and not t.is_listed for t in parts) and mean_tag(found) < _SURELY_TAGGED:
        return None
    if len(parts) == 1 and (parts[0].is_acronym or len(parts[0].text) < 3):
        return None
    return scores.WEAK_SHAPE, "reads like a name"


def _lone(word: Token, place: Place) -> Verdict:
    letters = sum(c.isalpha() for c in word.text)
    if word.is_acronym and not place.is_surely_cued:
        return None
    if word.is_strange and letters >= 4:
        return scores.WEAK_SHAPE, "a word that is neither English nor medicine"
    if word.is_namelike and letters >= 3 and (letters >= 4 or place.is_alone or place.is_cued):
        return scores.WEAK_SHAPE, "a known name by itself"
    if place.is_alone and place.after.strip() == "," and word.word <= 1 and letters >= 4:
        return scores.WEAK_SHAPE, "a family name and a comma at the end of its line"
    is_misread = not word.text.isalpha() and word.is_capital  # Ed1t is no edit
    if place.is_surely_cued and (
        is_misread or word.word <= 1 or word.given >= 2 or word.family == 3
    ):
        return scores.WEAK_SHAPE, "follows a word for a person"
    if place.is_called and word.text.istitle() and word.is_listed:
        return scores.WEAK_SHAPE, "whom somebody is to call"
    is_placed = (place.is_alone or place.is_cued) and not place.is_heading
    if place.is_alone and word.is_well_listed and place.is_beside_lone_name:
        return scores.WEAK_SHAPE, "a name on two lines"
    if word.given == word.family == 3 and place.is_acting:
        return scores.WEAK_SHAPE, "a known name, and what somebody does"
    if is_placed and word.is_well_listed and word.word <= 2 and letters >= 3:
        return scores.WEAK_SHAPE, "a known name where one may stand"
    if _has_cause(place) and word.is_anchor:
        return scores.WEAK_SHAPE, "a known name where one is expected"
    return None


def _elsewhere(found: Sequence[Token], place: Place, *, has_person_data: bool) -> Verdict:
    """Judge a name on a page that neither charts nor trade speak of."""
    parts = name_parts(found)
    initials = sum(t.part is Part.INITIAL for t in found)
    if not parts or place.is_measured:
        return None
    if len(parts) + initials < 2:
        return _lone_elsewhere(parts[0], place) if has_person_data else None
    tag = mean_tag(found)
    if likeness(found) < _LIKELY and tag < _SURELY_TAGGED:
        return None
    if _has_cause(place):
        return scores.SHAPE, "stands where a person is named"
    is_signed = place.is_alone and any(t.part is Part.INITIAL for t in found)
    is_known = tag >= TAGGED or any(t.given >= 2 for t in parts)
    is_placed = place.is_cued or is_signed or _is_noted(place, parts)
    if has_person_data and (is_placed or is_known):
        return scores.SHAPE, "likely a name, beside other data of a person"
    return None


def _lone_elsewhere(word: Token, place: Place) -> Verdict:
    """Judge a single word on a page with a telephone number, a date or the like."""
    looks = word.is_namelike or word.tagged >= TAGGED
    if place.is_surely_cued and (looks or word.is_anchor):
        return scores.SHAPE, "follows a word for a person"
    if looks and word.is_namelike and (place.is_cued or _is_noted(place, [word])):
        return scores.SHAPE, "likely a name, beside other data of a person"
    return None


def _is_noted(place: Place, words: Sequence[Token]) -> bool:
    """Whether the words fill a line of a note: `call back`, the name, a number."""
    if not place.is_alone or not any(_NOTE.search(run.text) for run in place.page.runs):
        return False
    is_pair = len(words) > 1 and mean_tag(words) >= _FAINTLY_TAGGED
    # Signs of shops are in capitals, and say call as well.
    is_listed = all(t.is_well_listed and not t.text.isupper() for t in words)
    return is_pair or is_listed or mean_tag(words) >= TAGGED


def _best_part(text: str, group: list[Token]) -> list[Token]:
    """Return the stretch of a capitalised group that is most of a name."""
    best: list[Token] = []
    at = 0
    while at < len(group):
        taken = grow(text, group, at)
        if _worth(taken) > _worth(best):
            best = taken
        at += max(len(taken), 1)
    return best


def _worth(tokens: Sequence[Token]) -> tuple[int, int]:
    parts = name_parts(tokens)
    return sum(t.is_namelike or t.is_anchor for t in parts), len(tokens)


def _trimmed(text: str, tokens: list[Token]) -> list[Token]:
    """Drop everyday words that a name is written after: `Spoke Ada Okafor`."""
    kept = list(tokens)
    while len(kept) > 1 and _is_plain(kept[0]) and kept[1].part is not Part.PARTICLE:
        if "," in text[kept[0].end : kept[1].start]:
            break
        kept.pop(0)
    return kept


def _ended(tokens: list[Token]) -> list[Token]:
    """Drop everyday words that go on behind a name: `Tevita Okafor Log`, of `Log out`."""
    kept = list(tokens)
    while len(kept) > 1 and _is_plain(kept[-1]):
        kept.pop()
    return kept if len(kept) < len(tokens) else []


def _is_plain(token: Token) -> bool:
    return token.part is Part.NAME and token.word >= 2 and not token.is_listed


def _lower_case(page: Page) -> Iterator[Name]:
    """smith_john_xray: in a file name capitals say nothing, so both lists must agree."""
    for run in page.runs:
        tokens = [t for t in tokens_of(run.text) if t.part is not Part.OTHER]
        for a, b in pairwise(tokens):
            if a.is_capital or b.is_capital or b.start - a.end > 2:
                continue
            for given, family in ((a, b), (b, a)):
                sure = given.given >= 2 and given.word == 0 and family.family >= 2
                if sure and a.part is b.part is Part.NAME and family.text != given.text:
                    yield Name(Slice(run, a.start, b.end), Role.UNKNOWN,
                               scores.climb(scores.SHAPE, medical=page.is_medical),
                               "a given and a family name together")  # fmt: skip
                    break
