"""Names known from elsewhere on the page: whose they are, and their further places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from phiscan.rules import scores
from phiscan.rules.layout import Slice
from phiscan.rules.name_rows import columns
from phiscan.rules.name_spans import Name
from phiscan.rules.name_words import name_parts, same_word, tokens_of
from phiscan.rules.page import Page
from phiscan.types import Role

_SCORE = scores.climb(scores.WEAK_SHAPE, medical=True)
_SHORT = 2  # letters


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


def find_alone(page: Page, names: Sequence[Name]) -> Iterator[Name]:
    """Yield a family's name by itself in its place, where the page has it with a given name.

    Bell, Page and Shavings are words, but `BELL, ALF` on a chart says whose the tab `Bell` is.
    """
    if not page.is_medical or page.is_plain_text:
        return
    families = {f.casefold(): n for n in names if len(f := _family_of(n)) > _SHORT}
    for run in page.runs if families else ():
        for start, part in columns(run):
            word = part.strip(" .,:;-")
            if word[:1].isupper() and (source := families.get(word.casefold())) is not None:
                at = start + part.index(word)
                span = Slice(run, at, at + len(word))
                yield Name(span, source.role, _SCORE, "the family name of a person on this page")


def _family_of(name: Name) -> str:
    """Return what stands before a name's comma, in it or right behind it, or nothing."""
    family, comma, _ = name.found.text.partition(",")
    is_before = name.found.run.text[name.found.end :].startswith(",")
    return family.strip() if comma or is_before else ""
