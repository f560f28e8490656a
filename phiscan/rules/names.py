"""Names of people: after and below labels, with titles and credentials, alone, in running text.

A label, a title, a comma between two names or a place among a patient's data says that a name is
expected; the name lists and a vocabulary of what is not a name say whether one stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from phiscan.rules import scores
from phiscan.rules.address_blocks import find_blocks
from phiscan.rules.labels import Kind, a
from phiscan.rules.layout import CELL_BREAK, Run, Slice
from phiscan.rules.name_cards import find_holders
from phiscan.rules.name_columns import find_placed, widened
from phiscan.rules.name_labels import (
    asks_for_a_name,
    family_like_label,
    misread_as_label,
    printed_below,
    squeezed,
)
from phiscan.rules.name_rows import find_rows
from phiscan.rules.name_sessions import find_signed_in
from phiscan.rules.name_spans import INNER, LEADING, Name, grow, is_believable, leading_name
from phiscan.rules.name_words import (
    Part,
    Token,
    is_full_name,
    name_parts,
    tokens_of,
)
from phiscan.rules.names_known import find_alone, find_repeated, with_known_roles
from phiscan.rules.names_loose import find_unlabelled
from phiscan.rules.notes import board_names
from phiscan.rules.page import Field, Page
from phiscan.types import Category, Finding, Role

_DETECTOR = "names"
_STREET_BEFORE = re.compile(r"(?<![.:\d])\d{1,5}[ ](?:[A-Z][\w.'-]*[ ]){1,3}$")
_STATE_TOO = frozenset({"PA", "MA", "DC", "MS", "MT", "OT"})
_ROLES = {Kind.PATIENT: Role.PATIENT, Kind.CLINICIAN: Role.CLINICIAN, Kind.CONTACT: Role.UNKNOWN,
          Kind.ADDRESS: Role.UNKNOWN}  # fmt: skip
_BRITISH = frozenset({"Mr", "Mrs", "Ms", "Miss", "Dr"})  # written without a full stop
_SMALL = frozenset({"mr", "mrs", "ms", "miss", "dr"})
_RECIPIENT = frozenset({"to", "from", "shipto", "billto", "mailto", "deliverto"})


def find(page: Page) -> Iterator[Finding]:
    """Yield names of people; a name found by its label is then found wherever it recurs."""
    names = [*_labelled(page), *_titled(page), *find_unlabelled(page), *_in_rows(page)]
    names += [*_addressed(page), *find_signed_in(page), *find_holders(page)]
    names = [widened(page, _with_title_behind(_with_misread_initial(name))) for name in names]
    names += find_placed(page, names)
    names = with_known_roles(names)
    names += [*find_repeated(page, names), *find_alone(page, names)]
    for name in names:
        yield from page.findings(
            name.found, Category.PERSON_NAME, name.score, name.reason,
            detector=_DETECTOR, role=name.role,
        )  # fmt: skip


_DIGIT_BEFORE = re.compile(r"(?<![\w.,:])(?:\d|[^\W\d_A-Z])\.\s?$")
_LETTER_BEFORE = re.compile(r"(?<![\w.,:/-])[015]\s?$")


def _with_misread_initial(name: Name) -> Name:
    """Take in the letter read as a digit or small: 8. Vakatawabai, i. Karasu, m. Ahmed, 0 mori."""
    before = name.found.run.text[: name.found.start]
    is_small = name.found.text[:1].islower()
    digit = _DIGIT_BEFORE.search(before) or (is_small and _LETTER_BEFORE.search(before)) or None
    if digit is None:
        return name
    return replace(name, found=Slice(name.found.run, digit.start(), name.found.end))


_TITLE_BEHIND = re.compile(r",? ?(?:MR|MRS|MS|MISS|DR|Mr|Mrs|Ms|Miss|Dr)\.?(?=\t|$)")


def _with_title_behind(name: Name) -> Name:
    """Take in the title that closes a name in its place: TRANTER ENOCH MR."""
    title = _TITLE_BEHIND.match(name.found.run.text, name.found.end)
    if title is None:
        return name
    return replace(name, found=Slice(name.found.run, name.found.start, title.end()))


# --- what a label announces -------------------------------------------------------------------


def _labelled(page: Page) -> Iterator[Name]:
    for item in page.fields_of(*_ROLES):
        kind = next(k for k in item.label.kinds if k in _ROLES)
        if kind is Kind.ADDRESS and not _is_of_a_recipient(page, item):
            continue
        beside = misread_as_label(page, item)
        if beside is not None:
            yield Name(
                beside, _ROLES[kind], scores.LABEL_WEAK_SHAPE, "a word where a name is asked"
            )
            continue
        if (family := family_like_label(page, item)) is not None:
            yield Name(family, _ROLES[kind], scores.LABEL_WEAK_SHAPE, "where a name is asked")
        for value in [*item.values(), *printed_below(page, item)]:
            name = _name_at_label(page, item, kind, value)
            if name is not None:
                yield name
                yield from _continued(page, name)
                if not item.is_heading:
                    break
            elif value is item.after and item.label.has_sign and len(value.text) > 1:
                break


def _is_of_a_recipient(page: Page, item: Field) -> bool:
    """Whether `To` or `From` heads its place; a debut from Ada Obi is a sentence."""
    before = item.name.run.text[: item.label.start].rpartition(CELL_BREAK)[2]
    is_label = item.label.has_sign or page.is_medical or not before.strip()
    return is_label and squeezed(item.name.text) in _RECIPIENT


def _in_rows(page: Page) -> Iterator[Name]:
    score = scores.climb(scores.WEAK_SHAPE, medical=True)
    for found, reason in find_rows(page):
        yield Name(found, Role.PATIENT, score, reason)
    for found in board_names(page):
        yield Name(found, Role.PATIENT, score, "begins a row as others do")


def _addressed(page: Page) -> Iterator[Name]:
    score = scores.WEAK_SHAPE if page.is_public else scores.climb(scores.SHAPE, medical=True)
    for found, _ in find_blocks(page):
        yield Name(found, Role.UNKNOWN, score, "stands above an address")


def _name_at_label(page: Page, item: Field, kind: Kind, value: Slice) -> Name | None:
    is_sure = item.label.has_sign or (item.is_heading and value is not item.after)
    is_sure |= page.is_medical and asks_for_a_name(item)
    tokens = leading_name(value.text, sure=is_sure and page.is_medical)
    if not tokens:
        return None
    parts = name_parts(tokens)
    if not item.label.has_sign and _is_before_firm(value.text, tokens[-1].end):
        return None  # Sister Odile Memorial
    is_sure_name = is_sure and not item.label.is_everyday
    if not is_believable(parts or tokens, sure=is_sure_name) and not (
        is_sure_name and page.is_medical and _is_written_as_name(value.text, tokens)
    ):
        return None
    is_asked = asks_for_a_name(item) and _fills_column(value, tokens)
    if not item.label.has_sign and all(t.is_acronym for t in tokens) and not is_asked:
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
    return Name(found, role, score, f"stands beside the label of {a(kind)}")


def _fills_column(value: Slice, tokens: Sequence[Token]) -> bool:
    rest = value.text[tokens[-1].end :].split(CELL_BREAK)[0]
    return not any(c.isalnum() for c in rest)


def _is_written_as_name(text: str, tokens: Sequence[Token]) -> bool:
    """Whether plain words are a name by their writing: `Price, Grace` and nothing behind them."""
    rest = text[tokens[-1].end :].split(CELL_BREAK)[0]
    written = all(t.is_capital for t in tokens) and len(tokens) <= 4
    known = all(t.is_listed for t in tokens if t.part is Part.NAME)
    return written and known and not re.search(r"[^\W\d_]{2}", rest)


def _is_before_firm(text: str, end: int) -> bool:
    rest = text[end:].split(CELL_BREAK)[0]
    following = tokens_of(rest)
    return bool(following) and following[0].part is Part.ORG and following[0].start <= 1


def _role_of(item: Field, kind: Kind) -> Role:
    """Return whose name a label announces; `for referring Jane Roe` announces nobody's role."""
    is_prose = item.name.text[:1].islower() and not item.label.has_sign
    is_letter = len(squeezed(item.name.text)) < 2  # what was read as M: may say Hi, or Pt
    if kind is Kind.CLINICIAN and (is_letter or (is_prose and not item.name.text.endswith("by"))):
        return Role.UNKNOWN
    return _ROLES[kind]


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
        found = leading_name(value.text) if value else []
        whole = found and value and found[-1].end >= len(value.text.rstrip(" ,."))
        is_name = cut or any(t.is_anchor for t in found) or _is_last_word(value, found)
        if value and whole and len(found) <= 3 and is_name:
            yield Name(value.part(found[0].start, found[-1].end), name.role, name.score,
                       "carries on the name above it")  # fmt: skip
            return


def _is_last_word(value: Slice | None, found: Sequence[Token]) -> bool:
    """Whether a capitalised word, listed or of no language, is all of a line: Dr Ada | Dub."""
    if value is None or len(found) != 1 or value.run.text.strip(" .,") != found[0].text.rstrip("."):
        return False
    return found[0].is_capital and (found[0].is_listed or found[0].is_namelike)


# --- titles, credentials, salutations ---------------------------------------------------------


def _titled(page: Page) -> Iterator[Name]:
    for run in page.runs:
        tokens = tokens_of(run.text)
        for at, token in enumerate(tokens):
            if token.part in LEADING and at + 1 < len(tokens):
                yield from _after_title(page, run, tokens, at)
            elif token.part is Part.CREDENTIAL and at:
                yield from _before_credential(page, run, tokens, at)
        yield from _after_dear(page, run)


def _after_title(page: Page, run: Run, tokens: Sequence[Token], at: int) -> Iterator[Name]:
    gap = run.text[tokens[at].end : tokens[at + 1].start]
    following = tokens[at + 1]
    if len(gap) > 3 or CELL_BREAK in gap:
        return
    # In quick notes nothing is written large: mrs okonjo.
    is_small = page.is_medical and tokens[at].text in _SMALL and following.is_namelike
    if not (tokens[at].is_capital or is_small):
        return
    if not (following.is_capital or is_small) and following.part is not Part.PARTICLE:
        return
    if _STREET_BEFORE.search(run.text[: tokens[at].start]):
        return  # 99 Pine Dr Seattle
    if following.part in (Part.STOP, Part.ORG, Part.OTHER) and not following.is_listed:
        return
    found = grow(run.text, tokens, at + 1) or _plain_words(page, run, tokens, at)
    sure = tokens[at].text[-1] == "." or tokens[at].text in _BRITISH
    is_told = page.is_medical and sure and not is_small
    if not found or not (is_told or is_believable(name_parts(found) or found, sure=sure)):
        return
    if following.part is Part.PARTICLE and len(found) < 2:
        return
    role = Role.CLINICIAN if tokens[at].part is Part.DOCTOR else Role.UNKNOWN
    score = scores.LABEL if page.is_medical else scores.STRONG_SHAPE
    name = Name(Slice(run, found[0].start, found[-1].end), role,
                scores.NOTHING if page.is_public else score, "follows a title")  # fmt: skip
    yield name
    if page.is_medical:
        yield from _continued(page, name)


def _plain_words(page: Page, run: Run, tokens: Sequence[Token], at: int) -> list[Token]:
    """Return the form's words behind a title on a chart that are families too: Dr Iron Cloud."""
    title = Name(Slice(run, tokens[at].start, tokens[at].end), Role.UNKNOWN, 0.0, "")
    end = widened(page, title).found.end
    return [t for t in tokens[at + 1 :] if t.end <= end]


def _before_credential(page: Page, run: Run, tokens: Sequence[Token], at: int) -> Iterator[Name]:
    first = at
    while first > 0 and at - first < 5 and _is_before(run.text, tokens[first - 1], tokens[first]):
        first -= 1
    found = [t for t in tokens[first:at] if t.part in INNER or t.is_listed]
    if not found:
        return
    comma = "," in run.text[found[-1].end : tokens[at].start]
    if not is_believable(name_parts(found) or found, sure=comma):
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
    return joins and token.is_capital and (token.part in INNER or token.part is Part.CREDENTIAL)


_DEAR = re.compile(r"\b(?:Dear|Hello|Hi|Attn|Attention|c/o)[:,]?\s+(?=[A-Z])")


def _after_dear(page: Page, run: Run) -> Iterator[Name]:
    for match in _DEAR.finditer(run.text):
        found = leading_name(run.text[match.end() :])
        if found and any(t.is_anchor for t in found) and not page.is_public:
            span = Slice(run, match.end() + found[0].start, match.end() + found[-1].end)
            other = scores.SHAPE if is_full_name(found) else scores.WEAK_SHAPE
            score = scores.LABEL if page.is_medical else other
            yield Name(span, Role.UNKNOWN, score, "follows a salutation")
