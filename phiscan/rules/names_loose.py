"""Names that nothing announces: alone in their place, in running text, or seen before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from phiscan.rules import scores
from phiscan.rules.layout import CELL_BREAK, Run, Slice
from phiscan.rules.name_spans import Name, grow, is_family_name
from phiscan.rules.name_words import (
    Part,
    Token,
    is_full_name,
    is_half_known_name,
    name_parts,
    same_word,
    tokens_of,
)
from phiscan.rules.page import Page
from phiscan.types import Role

_PERSON_DATA = re.compile(
    r"\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}|@\w+\.|\b\d{1,2}[/-]\d{1,2}[/-](?:19|20)\d\d\b"
    r"|\b[A-Z]{2}\s+\d{5}\b|\b\d{1,3}\s?y/?o\b|\b[Rr](?:oo)?m\.?\s?\d"
)


def find_unlabelled(page: Page) -> Iterator[Name]:
    """Yield names by lists and vocabulary alone; what else the page holds decides the score."""
    has_person_data = page.is_plain_text or (
        not page.is_public and any(_PERSON_DATA.search(r.text) for r in page.runs)
    )
    for run in page.runs:
        for group in _capital_groups(run.text, page.label_spans(run)):
            name = _judge(page, run, group, has_person_data)
            if name is not None:
                yield name
    if page.is_plain_text:
        yield from _lower_case(page)


def _capital_groups(text: str, labels: set[int]) -> Iterator[list[Token]]:
    """Yield maximal runs of capitalised tokens outside labels, joined by spaces or one comma."""
    group: list[Token] = []
    for token in tokens_of(text):
        between = text[group[-1].end : token.start] if group else ""
        joins = len(between) <= 3 and not set(between) - set(" ,.'-")
        fits = (
            token.part is not Part.OTHER
            and token.start not in labels
            and (token.is_capital or token.part is Part.PARTICLE)
        )
        if group and not (joins and fits):
            yield group
            group = []
        if fits:
            group.append(token)
    if group:
        yield group


def _judge(page: Page, run: Run, group: list[Token], has_person_data: bool) -> Name | None:
    if any(
        t.part is Part.ORG
        and t.given < 3
        and not is_family_name(run.text, t, [], group[i + 1] if i + 1 < len(group) else None)
        for i, t in enumerate(group)
    ):
        return None
    found = _best_part(run.text, group)
    if not found:
        return None
    full = is_full_name(found)
    start, end = found[0].start, found[-1].end
    alone = _is_alone(run, start, end, page.label_spans(run))
    comma = "," in run.text[start:end]
    if full:
        base = scores.SHAPE if alone or comma else scores.SHAPE - 0.05
        reason = (
            "two or more known names together"
            if not comma
            else "a family name, a comma, a given name"
        )
    elif page.is_medical and is_half_known_name(found):
        base, reason = scores.WEAK_SHAPE, "a known first or family name beside another word"
    elif alone and page.is_medical and _is_unknown_name(found, comma):
        base, reason = scores.WEAK_SHAPE, "stands alone where a name is expected"
    else:
        return None
    if not page.is_medical:
        # Family name, comma, given name is how records are headed, whatever else is on the page.
        base = base if full and (has_person_data or comma) else scores.WEAK_SHAPE
    if page.is_public:
        base = scores.NOTHING
    return Name(
        Slice(run, start, end), Role.UNKNOWN, scores.climb(base, medical=page.is_medical), reason
    )


def _best_part(text: str, group: list[Token]) -> list[Token]:
    """Return the longest stretch of a capitalised group that is free of words that end a name."""
    best: list[Token] = []
    at = 0
    while at < len(group):
        taken = grow(text, group, at)
        if len(name_parts(taken)) > len(name_parts(best)) or (
            len(taken) > len(best) and len(name_parts(taken)) == len(name_parts(best))
        ):
            best = taken
        at += max(len(taken), 1)
    return best


def _is_unknown_name(found: Sequence[Token], comma: bool) -> bool:
    """Two words that are neither listed nor English: a name from elsewhere, or a misread one."""
    parts = name_parts(found)
    strange = [t for t in parts if t.word == 0 and len(t.text) > 2]
    return len(parts) >= 2 and (len(strange) == len(parts) or (comma and bool(strange)))


def _is_alone(run: Run, start: int, end: int, labels: set[int]) -> bool:
    """Whether the span fills its column, but for an age, a sex, a number, a label or signs."""
    left = run.text.rfind(CELL_BREAK, 0, start) + 1
    right = run.text.find(CELL_BREAK, end)
    right = right if right >= 0 else len(run.text)
    around = "".join(
        " " if at in labels or start <= at < end else run.text[at] for at in range(left, right)
    )
    return not re.search(r"[A-Za-z]{3,}", around)


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


def with_known_roles(names: Sequence[Name]) -> list[Name]:
    """Give a clinician's name without a title its role: `J. Duong` above `John Duong, MD`."""
    words = {role: set[str]() for role in Role}
    for name in names:
        if name.score >= scores.LABEL_WEAK_SHAPE:
            words[name.role] |= {t.text.lower() for t in name_parts(tokens_of(name.found.text))}
    known = words[Role.CLINICIAN] - words[Role.PATIENT] - words[Role.UNKNOWN]

    def role(name: Name) -> Role:
        parts = {t.text.lower() for t in name_parts(tokens_of(name.found.text))}
        is_known = name.role is Role.UNKNOWN and parts and parts <= known
        return Role.CLINICIAN if is_known else name.role

    return [replace(name, role=role(name)) for name in names]


def _graver(a: Role, b: Role) -> Role:
    """Return the role that a policy is stricter with."""
    return next(r for r in (Role.PATIENT, Role.UNKNOWN, Role.CLINICIAN) if r in (a, b))


def find_repeated(page: Page, names: Sequence[Name]) -> list[Name]:
    """Every further place of a name that a label, title or credential made sure of."""
    known: dict[str, Name] = {}
    for name in names:
        if name.score < scores.STRONG_SHAPE:
            continue
        for token in name_parts(tokens_of(name.found.text)):
            if len(token.text) >= 4 and (token.word < 2 or token.given >= 2):
                other = known.setdefault(token.text, name)
                if other.role is not name.role:  # a patient may share the doctor's name
                    known[token.text] = replace(other, role=_graver(other.role, name.role))
    covered = {(n.found.run.index, i) for n in names for i in range(n.found.start, n.found.end)}
    found = []
    for run in page.runs if known else ():
        for token in tokens_of(run.text):
            if len(token.text) < 4 or (run.index, token.start) in covered:
                continue
            source = next((n for w, n in known.items() if same_word(w, token.text)), None)
            if source is not None and (token.is_capital or page.is_plain_text):
                span = Slice(run, token.start, token.end)
                reason = "part of a name found on this page"
                found.append(Name(span, source.role, scores.STRONG_SHAPE, reason))
    return found
