"""Names of people: after and below labels, with titles and credentials, alone, in running text.

A label, a title, a comma between two names or a place among a patient's data says that a name is
expected; the name lists and a vocabulary of what is not a name say whether one stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from phiscan.rules import scores
from phiscan.rules.labels import Kind
from phiscan.rules.layout import CELL_BREAK, Run, Slice
from phiscan.rules.name_words import (
    Part,
    Token,
    evidence,
    is_full_name,
    name_parts,
    same_word,
    tokens_of,
)
from phiscan.rules.page import Field, Page
from phiscan.types import Category, Finding, Role

_DETECTOR = "names"
_INNER = frozenset({Part.NAME, Part.INITIAL, Part.PARTICLE, Part.SUFFIX})
_LEADING = frozenset({Part.TITLE, Part.DOCTOR})
_MAX_WORDS = 7
_PERSON_DATA = re.compile(
    r"\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}|@\w+\.|\b\d{1,2}[/-]\d{1,2}[/-](?:19|20)\d\d\b"
    r"|\b[A-Z]{2}\s+\d{5}\b|\b\d{1,3}\s?y/?o\b|\b[Rr](?:oo)?m\.?\s?\d"
)
_STREET_BEFORE = re.compile(r"\d[ ](?:[A-Z][\w.'-]*[ ]){1,3}$")
_STATE_TOO = frozenset({"PA", "MA", "DC", "MS", "MT", "OT"})
_ROLES = {Kind.PATIENT: Role.PATIENT, Kind.CLINICIAN: Role.CLINICIAN, Kind.CONTACT: Role.UNKNOWN,
          Kind.ADDRESS: Role.UNKNOWN}  # fmt: skip
_RECIPIENT = frozenset({"to", "from", "shipto", "billto", "mailto", "deliverto"})


@dataclass(frozen=True)
class Name:
    """A name in a run, whose it is, how sure, and why."""

    found: Slice
    role: Role
    score: float
    reason: str


def find(page: Page) -> Iterator[Finding]:
    """Yield names of people; a name found by its label is then found wherever it recurs."""
    names = [*_labelled(page), *_titled(page), *_unlabelled(page)]
    names = _with_known_roles(names)
    names += _repeated(page, names)
    for name in names:
        yield from page.findings(
            name.found, Category.PERSON_NAME, name.score, name.reason,
            detector=_DETECTOR, role=name.role,
        )  # fmt: skip


# --- what a label announces -------------------------------------------------------------------


def _labelled(page: Page) -> Iterator[Name]:
    for item in page.fields_of(*_ROLES):
        kind = next(k for k in item.label.kinds if k in _ROLES)
        if kind is Kind.ADDRESS and _squeezed(item.name.text) not in _RECIPIENT:
            continue
        for value in item.values():
            name = _name_at_label(page, item, kind, value)
            if name is not None:
                yield name
                yield from _continued(page, name)
                if not item.is_heading:
                    break
            elif value is item.after and item.label.has_sign and len(value.text) > 1:
                break


def _squeezed(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalpha())


def _name_at_label(page: Page, item: Field, kind: Kind, value: Slice) -> Name | None:
    tokens = _leading_name(value.text)
    if not tokens:
        return None
    parts = name_parts(tokens)
    is_beside = value is item.after
    is_sure = item.label.has_sign or (item.is_heading and not is_beside)
    if not _is_believable(parts or tokens, sure=is_sure and not item.label.is_everyday):
        return None
    if not (is_sure and page.is_medical) and not all(
        t.is_capital or t.part is Part.PARTICLE for t in tokens
    ):
        return None
    score = scores.LABEL if any(t.is_listed for t in parts) else scores.LABEL_WEAK_SHAPE
    if page.is_public:
        score = scores.SHAPE if is_sure and is_full_name(tokens) else scores.WEAK_SHAPE
    elif not page.is_medical and not is_sure and not is_full_name(tokens):
        score = scores.WEAK_SHAPE
    found = value.part(tokens[0].start, tokens[-1].end)
    role = _role_of(item, kind)
    if role is not Role.CLINICIAN and _has_credential(value.text, tokens[-1].end):
        role = Role.CLINICIAN
    return Name(found, role, score, f"stands at the label of a {kind}")


def _role_of(item: Field, kind: Kind) -> Role:
    """Return whose name a label announces; `for referring Jane Roe` announces nobody's role."""
    is_prose = item.name.text[:1].islower() and not item.label.has_sign
    if kind is Kind.CLINICIAN and is_prose and not item.name.text.endswith("by"):
        return Role.UNKNOWN
    return _ROLES[kind]


def _is_believable(parts: Sequence[Token], *, sure: bool) -> bool:
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


def _leading_name(text: str) -> list[Token]:
    """Return the tokens of the name that a value begins with, titles left out."""
    tokens = tokens_of(text)
    at = 0
    while at < len(tokens) and tokens[at].part in _LEADING:
        at += 1
    if at >= len(tokens) or tokens[at].start > (tokens[at - 1].end + 3 if at else 3):
        return []
    return _grow(text, tokens, at)


def _grow(text: str, tokens: Sequence[Token], at: int) -> list[Token]:
    """Return the longest run of name tokens from `at` on, at most one comma inside."""
    taken: list[Token] = []
    commas = 0
    for place, token in enumerate(tokens[at : at + _MAX_WORDS], start=at):
        between = text[taken[-1].end : token.start] if taken else ""
        commas += "," in between
        if taken and not _may_continue(between, taken, token, commas):
            break
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        if token.part not in _INNER and not (
            _is_name_after_all(token, taken) or _is_family_name(text, token, taken, following)
        ):
            break
        taken.append(token if token.part in _INNER else replace(token, part=Part.NAME))
    while taken and (
        taken[-1].part is Part.PARTICLE and not taken[-1].is_capital and len(taken) > 1
    ):
        taken.pop()
    return taken if any(t.part in (Part.NAME, Part.INITIAL, Part.STOP) for t in taken) else []


def _may_continue(between: str, taken: Sequence[Token], token: Token, commas: int) -> bool:
    if CELL_BREAK in between:
        # A name cut into two boxes: only where the first is clearly unfinished.
        unfinished = "," in between or len(name_parts(taken)) == 1
        return unfinished and token.is_capital and (token.is_listed or token.part is Part.INITIAL)
    if set(between) - set(" ,.'-&()\"") or len(between) > 4 or commas > 1:
        return False
    if any(c in between for c in '()"') and not token.is_listed:
        return False
    return token.is_capital or not taken[-1].is_capital or token.part is Part.PARTICLE


def _is_name_after_all(token: Token, taken: Sequence[Token]) -> bool:
    """Months, days and form words that are strong names too: April Jones, Mark May."""
    strong = token.given == 3 or (bool(taken) and token.family == 3 and token.given > 0)
    return token.part in (Part.STOP, Part.ORG) and token.is_capital and strong


def _is_family_name(
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


def _has_credential(text: str, end: int) -> bool:
    following = tokens_of(text[end : end + 14])
    return bool(following) and following[0].part is Part.CREDENTIAL and following[0].start <= 3


def _continued(page: Page, name: Name) -> Iterator[Name]:
    """Yield the rest of a name that the next line down carries on."""
    text = name.found.text.rstrip()
    tokens = tokens_of(text)
    rest = name.found.run.text[name.found.end :]
    cut = rest[:1] in (",", "-") and not rest[1:].strip()
    if len(name_parts(tokens)) > 1 and not cut and tokens[-1].part is not Part.PARTICLE:
        return
    if not cut and rest.split(CELL_BREAK)[0].strip(" ,-"):
        return
    run, end = name.found.run, name.found.end
    column = run.text.rfind(CELL_BREAK, 0, name.found.start) + 1
    for start in dict.fromkeys((name.found.start, column)):
        below = next(page.layout.below(Slice(run, start, end), None, reach=2.2), None)
        value = page.until_label(below) if below else None
        found = _leading_name(value.text) if value else []
        whole = found and value and found[-1].end >= len(value.text.rstrip(" ,."))
        if value and whole and len(found) <= 3 and (cut or any(t.is_anchor for t in found)):
            yield Name(value.part(found[0].start, found[-1].end), name.role, name.score,
                       "carries on the name above it")  # fmt: skip
            return


# --- titles, credentials, salutations ---------------------------------------------------------


def _titled(page: Page) -> Iterator[Name]:
    for run in page.runs:
        tokens = tokens_of(run.text)
        for at, token in enumerate(tokens):
            if token.part in _LEADING and at + 1 < len(tokens):
                yield from _after_title(page, run, tokens, at)
            elif token.part is Part.CREDENTIAL and at:
                yield from _before_credential(page, run, tokens, at)
        yield from _after_dear(page, run)


def _after_title(page: Page, run: Run, tokens: Sequence[Token], at: int) -> Iterator[Name]:
    gap = run.text[tokens[at].end : tokens[at + 1].start]
    following = tokens[at + 1]
    if len(gap) > 3 or CELL_BREAK in gap or not tokens[at].is_capital:
        return
    if not following.is_capital and following.part is not Part.PARTICLE:
        return
    if _STREET_BEFORE.search(run.text[: tokens[at].start]):
        return  # 99 Pine Dr Seattle
    if following.part in (Part.STOP, Part.ORG, Part.OTHER) and not following.is_listed:
        return
    found = _grow(run.text, tokens, at + 1)
    if not found or not _is_believable(name_parts(found) or found, sure=tokens[at].text[-1] == "."):
        return
    if following.part is Part.PARTICLE and len(found) < 2:
        return
    role = Role.CLINICIAN if tokens[at].part is Part.DOCTOR else Role.UNKNOWN
    score = scores.LABEL if page.is_medical else scores.STRONG_SHAPE
    yield Name(Slice(run, found[0].start, found[-1].end), role,
               scores.NOTHING if page.is_public else score, "follows a title")  # fmt: skip


def _before_credential(page: Page, run: Run, tokens: Sequence[Token], at: int) -> Iterator[Name]:
    first = at
    while first > 0 and at - first < 5 and _is_before(run.text, tokens[first - 1], tokens[first]):
        first -= 1
    found = [t for t in tokens[first:at] if t.part in _INNER or t.is_listed]
    if not found:
        return
    comma = "," in run.text[found[-1].end : tokens[at].start]
    if not _is_believable(name_parts(found) or found, sure=comma):
        return
    if tokens[at].text in _STATE_TOO and not comma:
        return  # Philadelphia PA
    if len(found) == 1 and not (found[0].is_anchor and page.is_medical):
        return
    score = scores.LABEL if page.is_medical else scores.SHAPE
    score = scores.NOTHING if page.is_public else score
    span = Slice(run, found[0].start, found[-1].end)
    yield Name(span, Role.CLINICIAN, score, "stands before a credential")


def _is_before(text: str, token: Token, following: Token) -> bool:
    between = text[token.end : following.start]
    joins = len(between) <= 2 and not set(between) - set(" ,.")
    return joins and token.is_capital and (token.part in _INNER or token.part is Part.CREDENTIAL)


_DEAR = re.compile(r"\b(?:Dear|Hello|Hi|Attn|Attention|c/o)[:,]?\s+(?=[A-Z])")


def _after_dear(page: Page, run: Run) -> Iterator[Name]:
    for match in _DEAR.finditer(run.text):
        found = _leading_name(run.text[match.end() :])
        if found and any(t.is_anchor for t in found) and not page.is_public:
            span = Slice(run, match.end() + found[0].start, match.end() + found[-1].end)
            other = scores.SHAPE if is_full_name(found) else scores.WEAK_SHAPE
            score = scores.LABEL if page.is_medical else other
            yield Name(span, Role.UNKNOWN, score, "follows a salutation")


# --- names that nothing announces -------------------------------------------------------------


def _unlabelled(page: Page) -> Iterator[Name]:
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
        and not _is_family_name(run.text, t, [], group[i + 1] if i + 1 < len(group) else None)
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
        reason = "two or more names together" if not comma else "a family name, comma, given name"
    elif alone and page.is_medical and _is_unknown_name(found, comma):
        base, reason = scores.WEAK_SHAPE, "words of no list, alone where names stand"
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
        taken = _grow(text, group, at)
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


# --- the same name elsewhere ------------------------------------------------------------------


def _with_known_roles(names: Sequence[Name]) -> list[Name]:
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


def _repeated(page: Page, names: Sequence[Name]) -> list[Name]:
    """Every further place of a name that a label, title or credential made sure of."""
    known: dict[str, Name] = {}
    for name in names:
        if name.score >= scores.STRONG_SHAPE:
            for token in name_parts(tokens_of(name.found.text)):
                if len(token.text) >= 4 and (token.word < 2 or token.given >= 2):
                    known.setdefault(token.text, name)
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
