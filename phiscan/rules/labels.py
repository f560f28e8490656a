"""The grammar of labels: which printed words say what the value beside or below them is.

A label is looked up by its letters alone, so `D.O.B.`, `Date of Birth:`, `DATEOFBIRTH` and the
misread `D0B` are one. Longer labels may carry one wrong letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from phiscan._memo import memo
from phiscan.rules.normalise import letter_key, match_key, strip_accents
from phiscan.rules.wordlists import name_strength, read_sections, word_strength


class Kind(StrEnum):
    """What a label announces."""

    PATIENT = "patient name"
    CONTACT = "name of a relative or contact"
    CLINICIAN = "clinician"
    MRN = "medical record number"
    ID = "identifier"
    DOB = "date of birth"
    DATE = "date"
    AGE = "age"
    SEX = "sex"
    PHONE = "telephone"
    EMAIL = "e-mail"
    URL = "web address"
    ADDRESS = "address"
    ZIP = "ZIP code"
    CITY = "city"
    SSN = "social security number"
    PLAN = "health plan number"
    ACCOUNT = "account or visit number"
    OTHER_ID = "accession or prescription number"
    NPI = "NPI"
    DEA = "DEA number"
    LICENSE = "licence number"
    DEVICE = "device serial number"
    VEHICLE = "vehicle number"
    STOP = "other"  # ends the value before it and announces nothing


_NUMBERED = {Kind.MRN, Kind.PLAN, Kind.ACCOUNT, Kind.OTHER_ID, Kind.NPI, Kind.DEA, Kind.LICENSE,
             Kind.DEVICE, Kind.VEHICLE, Kind.SSN, Kind.PHONE, Kind.ID}  # fmt: skip
_NUMBER_WORDS = ("no", "nr", "num", "number", "numbers", "nbr", "id", "code", "#")

_FUZZY_LENGTH, _LEAST_FUZZY = 6, 5
# Shorter words are too near to family names (Blees, bleep), but for these, which matter most.
_SHORT_FUZZY = frozenset({"phone", "birth", "chart", "group", "visit", "email", "admit", "order"})
_MAX_TOKENS = 6
_TOKEN = re.compile(r"(?:[^\W_]|\|)+|#")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")


@lru_cache(maxsize=1)
def _everyday() -> frozenset[str]:
    """Labels that are everyday words too: without a colon they count for little."""
    return frozenset(read_sections("labels.txt")["EVERYDAY"].split())


@lru_cache(maxsize=1)
def _written() -> dict[Kind, tuple[tuple[str, ...], ...]]:
    """Return the phrases of labels.txt, each as its words, by kind."""
    tables = read_sections("labels.txt")
    return {
        Kind[name]: tuple(tuple(phrase.split()) for phrase in text.split("|"))
        for name, text in tables.items()
        if name != "EVERYDAY"
    }


def _phrases() -> Iterator[tuple[tuple[str, ...], Kind]]:
    for kind, phrases in _written().items():
        for words in phrases:
            yield words, kind
            if kind in _NUMBERED and words[-1] not in _NUMBER_WORDS:
                for word in _NUMBER_WORDS:
                    yield (*words, word), kind


def _keys(words: tuple[str, ...]) -> set[str]:
    """Return the keys of a phrase, as one word and word by word: rn looks like m within one."""
    sign = "#" * (words[-1] == "#")
    words = words[:-1] if sign else words
    return {match_key("".join(words)) + sign, "".join(map(match_key, words)) + sign}


@lru_cache(maxsize=1)
def _by_key() -> dict[str, tuple[Kind, ...]]:
    table: dict[str, tuple[Kind, ...]] = {}
    for phrase, kind in _phrases():
        for key in _keys(phrase):
            if kind not in table.get(key, ()):
                table[key] = (*table.get(key, ()), kind)
    return table


@lru_cache(maxsize=1)
def _starts() -> frozenset[str]:
    """Every prefix of a label, so that a search stops where none can follow."""
    return frozenset(key[:i] for key in _by_key() for i in range(1, len(key) + 1))


@lru_cache(maxsize=1)
def _label_words() -> frozenset[str]:
    """Words long enough to be recognised with one wrong letter.

    Labels that announce nothing are not among them: they would only swallow names ("Tirie" is one
    letter from "title").
    """
    announcing = (phrases for kind, phrases in _written().items() if kind is not Kind.STOP)
    words = {w for phrases in announcing for phrase in phrases for w in phrase}
    return frozenset(match_key(w) for w in words if len(w) >= _FUZZY_LENGTH or w in _SHORT_FUZZY)


@lru_cache(maxsize=1)
def _spelled() -> dict[str, set[str]]:
    """Return how the words of labels are written, by the keys under which they are found."""
    table: dict[str, set[str]] = {}
    for words in (w for phrases in _written().values() for w in phrases):
        for word in words:
            table.setdefault(match_key(word), set()).add(letter_key(word))
    return table


@lru_cache(maxsize=1)
def _one_letter_short() -> dict[str, str]:
    return {w[:i] + w[i + 1 :]: w for w in sorted(_label_words()) for i in range(len(w))}


def _is_near(word: str, other: str) -> bool:
    """Whether one letter changed, is missing or is too many; never the first one."""
    if word[0] != other[0] or abs(len(word) - len(other)) > 1:
        return False
    i = 0
    while i < min(len(word), len(other)) and word[i] == other[i]:
        i += 1
    a, b = word[i:], other[i:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:]


def is_known(word: str) -> bool:
    """Whether a word is one of the language or a name, so hardly a misread label."""
    return bool(word_strength(word)) or any(name_strength(word))


@memo(maxsize=16384)
def _word_key(word: str) -> str:
    """Return the comparison key of a word; a misread label word becomes the label word."""
    if word == "#":
        return "#"
    key = match_key(word)
    if len(key) < _LEAST_FUZZY or key in _label_words() or is_known(word):
        return key
    shorts = (key, *(key[:i] + key[i + 1 :] for i in range(len(key))))
    for short in shorts:
        near = short if short in _label_words() else _one_letter_short().get(short)
        if near is not None and _is_near(key, near) and _may_be_spelled(word, near):
            return near
    return key


def _may_be_spelled(word: str, near: str) -> bool:
    """Whether a word in which rn was read is near a label as written: Sumarni is no surname."""
    plain = letter_key(word)
    return "rn" not in plain or any(_is_near(plain, w) for w in _spelled()[near])


def a(words: str) -> str:
    """Return words with the article that reads right.

    >>> a("account number"), a("birth date")
    ('an account number', 'a birth date')
    """
    return ("an " if words[:1].lower() in "aeiou" else "a ") + words


@dataclass(frozen=True)
class Label:
    """A label at start..end of a text, its value beginning at `value`.

    `has_sign` says that a colon or its like follows; without one a label that is also an everyday
    word counts for little.
    """

    kinds: tuple[Kind, ...]
    start: int
    end: int
    value: int
    has_sign: bool
    is_everyday: bool = False

    def is_a(self, *kinds: Kind) -> bool:
        """Whether the label may announce one of these."""
        return any(kind in self.kinds for kind in kinds)


_ZIP = re.compile(r"\s+\d{5}(?:-\d{4})?(?!\d)")
_VACCINE = "MMR"  # close to MRN
_UNIT_OF_HOUSE = re.compile(
    r"[Uu]nit\s#?\d{1,4}[A-H]?[,.]\s?[A-Z][A-Za-z.'’ -]{2,30},? [A-Z]{2}\.? \d{5}\b"
)
"""Unit 8, Natchez MS 39146: a flat, no patient's number."""
_NHS_BODY = re.compile(r"NHS (?:Foundation )?(?:Trust|Board)\b", re.I)
"""A hospital's owner, not a patient's NHS number."""
_PROCESS = re.compile(r"PID +(?:USER|TTY|PPID)\b")
"""A computer's list of what runs on it."""
_AFTER = re.compile(
    r"\s*(?:\(s\)|'s)?\s*(?P<sign>[:;=#>]|\.(?=\s*[:#\d])|-(?=\s)|\.{3,}|_{2,})?[\s:;#=\-.\"'\[\]{}|*_>]*"
)


def _tokens(text: str) -> list[tuple[int, int]]:
    spans = []
    for match in _TOKEN.finditer(text):
        cuts = [0, *(m.start() for m in _CAMEL.finditer(match.group())), len(match.group())]
        spans += [(match.start() + a, match.start() + b) for a, b in pairwise(cuts)]
    return spans


def _is_wordlike(text: str) -> bool:
    letters = sum(c.isalpha() for c in text)
    return letters > len(text) - letters - text.count(" ")


def _longest(text: str, tokens: list[tuple[int, int]], first: int) -> tuple[int, str] | None:
    """Return (token after the label, its key) of the longest label that begins at a token."""
    key, best = "", None
    table, starts = _by_key(), _starts()
    for at in range(first, min(first + _MAX_TOKENS, len(tokens))):
        start, end = tokens[at]
        if at > first and not _is_joined(text[tokens[at - 1][1] : start]):
            break
        key += _word_key(text[start:end])
        if key not in starts:
            break
        if key in table and _is_wordlike(text[tokens[first][0] : end]):
            best = at + 1, key
    return best


def _is_joined(between: str) -> bool:
    """Whether the words on both sides of these characters may be one label."""
    return len(between) <= 3 and "\t" not in between and not set(between) & set(":;=|")


def _glued(text: str, start: int, end: int) -> Label | None:
    """Return the label at the head of a word that runs on into its number."""
    for length in range(min(12, end - start - 2), 1, -1):
        head, tail = text[start : start + length], text[start + length : end]
        kinds = _by_key().get(match_key(head), ())
        if not head.isalpha() or not kinds or not re.match(r"\d|[OoIl]\d", tail):
            continue
        if len(head) == 2 and match_key(head) in _everyday():
            continue
        return Label(kinds, start, start + length, start + length, has_sign=True)
    return None


@memo(maxsize=4096)
def find_labels(text: str) -> list[Label]:
    """Return the labels in a normalised text, left to right, never overlapping."""
    labels: list[Label] = []
    tokens = _tokens(text)
    at = 0
    while at < len(tokens):
        start, end = tokens[at]
        found = _longest(text, tokens, at)
        label = None
        if found is not None:
            after, key = found
            label = _make(text, start, tokens[after - 1][1], key)
            at = after
        else:
            at += 1
            if end - start >= 5:
                label = _glued(text, start, end)
        if label is not None:
            labels.append(label)
    return labels


def _is_written_short(text: str, has_sign: bool) -> bool:
    """Whether two or three letters are written as a label: DOB, D O B, mrn: but not `d i`."""
    word = text.rstrip(" #")
    if len(word) >= 4 and word.isupper() and word.replace(" ", "").isalpha():
        return True  # M R N, M RN: a reader puts spaces in
    return not set(word) & set(" ,-;") and (has_sign or word[:1].isupper())


def _is_state(text: str, start: int, end: int) -> bool:
    """Whether two letters are the state of a town, as in `Las Cruces, NM 87946`."""
    is_short = end - start == 2 and text[start:end].isupper()
    return is_short and text[:start].rstrip().endswith(",") and bool(_ZIP.match(text, end))


@lru_cache(maxsize=1)
def _single_words() -> frozenset[str]:
    return frozenset(words[0] for words, _ in _phrases() if len(words) == 1)


def _is_name_not_phrase(word: str) -> bool:
    """Whether a name only reads like two words of a label run together: Pino, Chino, Dino."""
    small = word.lower()
    return word.istitle() and small not in _single_words() and any(name_strength(small))


def _make(text: str, start: int, end: int, key: str) -> Label | None:
    kinds = _by_key()[key]
    match = _AFTER.match(text, end)
    assert match is not None  # every part of the pattern is optional
    has_sign = bool(match["sign"]) or key.endswith("#")
    written = strip_accents(text[start:end]).lower().strip("#. ")
    is_everyday = written in _everyday()
    if is_everyday and not has_sign and len(written) < 3:
        return None
    if not text[start].isalpha() and not has_sign:
        return None
    if text[start:end] == _VACCINE or _is_state(text, start, end):
        return None
    if any(known.match(text, start) for known in (_NHS_BODY, _UNIT_OF_HOUSE, _PROCESS)):
        return None
    if not has_sign and _is_name_not_phrase(text[start:end]):
        return None
    if len(key) <= 3 and not _is_written_short(text[start:end], has_sign):
        return None
    return Label(kinds, start, end, match.end(), has_sign, is_everyday)
