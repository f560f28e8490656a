"""Words of a name: what each token of a text could be, by lists, shape and vocabulary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import lru_cache
from itertools import pairwise

from phiscan._memo import memo
from phiscan.rules.name_compounds import is_compound
from phiscan.rules.normalise import name_key, strip_accents
from phiscan.rules.wordlists import (
    is_known_word,
    is_misread_word,
    name_strength,
    read_sections,
    word_strength,
)


class Part(Enum):
    """What a token could be in a name."""

    NAME = auto()
    INITIAL = auto()
    PARTICLE = auto()
    SUFFIX = auto()
    CREDENTIAL = auto()
    TITLE = auto()
    DOCTOR = auto()
    STOP = auto()
    ORG = auto()
    OTHER = auto()  # digits, signs


@dataclass(frozen=True)
class Token:
    """One word at start..end of a text; strengths 0-3 as a given name, family name, plain word."""

    text: str = field(repr=False)
    start: int
    end: int
    part: Part
    given: int = 0
    family: int = 0
    word: int = 0
    tagged: float = 0.0
    """How probable the name tagger makes it; 0 where it was not asked."""

    @property
    def is_capital(self) -> bool:
        """Whether it is written as names are: Title, CAPITALS, mixed (McDonald), or misread so."""
        first, second = self.text[:1], self.text[1:2]
        if first in "015$" and second.isalpha() and self.part is Part.NAME:
            return True
        # A capital I is read as a small l: lonela.
        is_misread = first == "l" and not self.is_known and len(self.text) > 3
        is_misread |= self.text == "l."
        is_inner = second.isupper() or bool(_JOINED.match(self.text))
        return first.isupper() or is_inner or is_misread or _is_glued_name(self.text)

    @property
    def is_listed(self) -> bool:
        """Whether a name list holds it."""
        return self.given > 0 or self.family > 0

    @property
    def is_known(self) -> bool:
        """Whether it is a word of English or medicine, common or rare, if maybe misread."""
        if self.word or self.is_well_listed:
            return self.word > 0
        bare = _repair(self.text)
        return is_known_word(bare) or is_misread_word(bare) or _is_brand(bare)

    @property
    def is_well_listed(self) -> bool:
        """Whether it is a common name, or not a rare one."""
        return self.given >= 2 or self.family >= 2

    @property
    def is_strange(self) -> bool:
        """Whether no list and no vocabulary holds it: a name from elsewhere, or misread."""
        return self.is_namelike and not self.is_well_listed

    @property
    def is_namelike(self) -> bool:
        """Whether nothing but a name is known to look like this."""
        is_long = sum(c.isalpha() for c in self.text) > 2
        return self.part is Part.NAME and not self.is_known and (self.is_well_listed or is_long)

    @property
    def is_acronym(self) -> bool:
        """Whether it is a few capitals that no list of names holds well: KMX, SAO."""
        bare = self.text.removesuffix("s")
        return bare.isupper() and len(bare) <= 4 + (bare != self.text) and not self.is_well_listed

    @property
    def is_anchor(self) -> bool:
        """Whether it speaks for a name by itself: listed, and no everyday word."""
        return (self.given >= 1 or self.family >= 2) and self.word <= (1 if self.given < 3 else 2)

    @property
    def weight(self) -> float:
        """Evidence for a name; negative for an everyday word that no list of given names holds."""
        if self.part is Part.INITIAL:
            return 0.3
        listed = max((0, 1.0, 1.5, 2.0)[self.given], (0, 0.6, 1.1, 1.6)[self.family])
        penalty = (0, 0.3, 0.8, 1.7)[self.word]
        return (listed or 0.4 * (self.word == 0)) - penalty * (0.4 if self.given >= 2 else 1.0)


@lru_cache(maxsize=1)
def _sections() -> dict[str, frozenset[str]]:
    return {
        name: frozenset(filter(None, re.split(r"\s*\|\s*", text)))
        for name, text in read_sections("not_names.txt", separator=" | ").items()
    }


_STATES = re.compile(
    "A[KRZ]|C[AOT]|FL|GA|HI|I[ADLN]|K[SY]|M[AEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|TN|TX|UT|V[AT]"
    "|W[AIVY]"
)
_MAX_INITIALS = 2  # more is a ruling, a grid or letters of another script
# A title, an initial or a long number glued to a name is a token of its own, as is a name with a
# number glued on: Dr.D.Kusmawati, ENGSTROM10000. A dollar is how readers see an S with a cedilla.
_TOKEN = re.compile(
    r"(?:D[rR]|M[rR]|M[rR][sS]|M[sS]|Prof|PROF)\.(?=[^\W\d_])|(?:Dr|Mrs?|Ms|Prof)(?=[^\W\d_a-z])"
    r"|\d{1,2}\.(?=[^\W\d_]{3})|l\.(?=[^\W\d_a-z])"
    r"|[^\W\d_a-z]\.(?=[^\W\d_]{3})"
    r"|(?<!\w)'t(?= [^\W\d_])"  # van 't Hof
    r"|[^\W\d_]{5,}(?=\d{3})|[^\W\d_]{4,}(?=\d{1,3} ?(?:y[or. ]|[MF]\b))"
    r"|[^\W\d_]{3,}(?=\d{1,2}[/.-]\d)"
    r"|(?:\$(?=[^\W\d_]))?[^\W_](?:[^\W_]|['.\-|](?=[^\W_])|\$(?=[^\W\d_]))*\.?"
)
_PART_OF = {
    "CREDENTIAL": Part.CREDENTIAL, "TITLE": Part.TITLE, "DOCTOR": Part.DOCTOR,
    "SUFFIX": Part.SUFFIX, "ORG": Part.ORG, "FORM": Part.STOP, "DRUG": Part.STOP,
    "CLINICAL": Part.STOP,
}  # fmt: skip


# Short of Korean given names, which are written so too: Min-jun, Da-in.
_COMPOUND = re.compile(
    r"(?:walk|sign|check|drop|follow|work|take|stand|cut|post|pre|one|two|non)-(?:ins?|on|offs?|up|out|op|to)"
    r"|(?:mon|tues?|wed|thu(?:rs)?|fri|sat|sun)-(?:mon|tues?|wed|thu(?:rs)?|fri|sat|sun)",
    re.I,
)
# al-Aziz, d'Angelo: the capital stands behind what joins it.
_JOINED = re.compile(r"[a-z]{1,3}['-][^\W\d_a-z]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def _is_brand(word: str) -> bool:
    """Whether it is written like BlueHarbor: capitals inside, each piece a word."""
    pieces = _CAMEL.split(word)
    return (
        not _is_glued_name(word)
        and len(pieces) > 1
        and all(
            len(p) > 2 and (word_strength(p) or any(name_strength(p)) or is_known_word(p))
            for p in pieces
        )
    )


@memo(maxsize=16384)
def _is_glued_name(word: str) -> bool:
    """Whether it is two words of a name whose space was not read: oliverDada, PatakiSoos."""
    pieces = _CAMEL.split(word)
    if len(pieces) != 2 or not word.isalpha() or min(map(len, pieces)) < 3:
        return False
    listed = [max(name_strength(p)) for p in pieces]
    plain = any(
        word_strength(p) > 1 or (not named and is_known_word(p))
        for p, named in zip(pieces, listed, strict=True)
    )
    return any(listed) and not plain


def _repair(word: str) -> str:
    """Return the word with signs that readers put for letters turned back: L0pez to Lopez."""
    if word.isalpha() or not any(c.isdigit() or c in "|$" for c in word):
        return word
    return word.translate(str.maketrans("0125|$", "oizsls"))


def _particles() -> frozenset[str]:
    return _sections()["PARTICLE"]


@memo(maxsize=65536)
def _classify(word: str) -> tuple[Part, int, int, int]:
    letters = sum(c.isalpha() for c in word)
    bare = strip_accents(word).lower().rstrip(".")
    if word in ("'t", "ó"):  # van 't Hof, Bríd ó Sé
        return Part.PARTICLE, 0, 0, 0
    if letters * 2 <= len(word.rstrip(".")) or re.search(r"\d{2}", word):
        return Part.OTHER, 0, 0, 0
    if word == bare and (bare in ("y", "e") or (len(bare) > 1 and bare in _particles())):
        return Part.PARTICLE, *name_strength(word), word_strength(word)
    if len(bare) == 1:  # l. is a misread I.
        return (Part.INITIAL if word[0].isupper() or word == "l." else Part.STOP), 0, 0, 0
    fixed = _repair(word)
    given, family = name_strength(fixed)
    if _is_glued_name(fixed):
        halves = [name_strength(h) for h in _CAMEL.split(fixed)]
        return Part.NAME, max(h[0] for h in halves), max(h[1] for h in halves), 0
    if family == 0 and "-" in fixed:
        halves = [name_strength(h) for h in fixed.split("-")]
        given, family = max(h[0] for h in halves), max(h[1] for h in halves)
    if _STATES.fullmatch(word) and family < 2 and given < 2:
        return Part.STOP, given, family, 2
    common = word_strength(fixed)
    sections = _sections()
    if _COMPOUND.fullmatch(fixed):
        return Part.STOP, 0, 0, 3  # Walk-in, Mon-Fri, PRE-OP
    for name, part in _PART_OF.items():
        if bare in sections[name] and not _is_cased_name(name, word, bare):
            if name == "CLINICAL" and max(given, family) >= 2:
                part = Part.NAME  # Foley and Parkinson are families too
            return part, given, family, max(common, 2)
    if bare in sections["PARTICLE"]:
        return Part.PARTICLE, given, family, common
    return Part.NAME, given, family, common


def _is_cased_name(section: str, word: str, bare: str) -> bool:
    """Credentials count in capitals only: `Ma`, `Do` and `Pa` are names and words too."""
    return section == "CREDENTIAL" and not (
        word.replace(".", "").replace("-", "").isupper() or bare == "pharmd" or bare == "phd"
    )


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of a text, left to right; signs between them are not tokens."""
    found = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        part, given, family, common = _classify(word)
        found.append(Token(word, match.start(), match.end(), part, given, family, common))
    found = [_as_particle(text, found, at) for at in range(len(found))]
    for at, (a, b) in enumerate(pairwise(found)):
        if is_compound((a.text, b.text), text[a.end : b.start]):
            found[at : at + 2] = (replace(t, part=Part.NAME, family=2, word=0) for t in (a, b))
    return found


def _as_particle(text: str, tokens: Sequence[Token], at: int) -> Token:
    """Return the token, a particle where capitals make a credential or a state of it.

    DO CARMO, ANA; WA KAMAU, ANA: a state stands behind its town, never before a name.
    """
    token = tokens[at]
    if token.part not in (Part.CREDENTIAL, Part.STOP) or token.text.lower() not in _particles():
        return token
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or text[token.end : following.start] != " ":
        return token
    is_named = following.part is Part.NAME and (following.is_namelike or following.family > 1)
    before = text[tokens[at - 1].end : token.start] if at else "\t"
    is_apart = "\t" in before or tokens[at - 1].part is Part.OTHER
    is_apart |= before == " " and token.part is Part.CREDENTIAL
    is_whole = token.text.isupper() and following.text.isupper() and is_apart
    return replace(token, part=Part.PARTICLE) if is_whole and is_named else token


def name_parts(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens that are names proper: no initials, particles or suffixes."""
    return [t for t in tokens if t.part is Part.NAME]


def evidence(tokens: Sequence[Token]) -> float:
    """Return the mean weight of the name parts, plus a little for initials; 0 for none."""
    parts = name_parts(tokens)
    if not parts:
        return 0.0
    initials = sum(t.part is Part.INITIAL for t in tokens)
    return sum(t.weight for t in parts) / len(parts) + 0.2 * min(initials, 2)


def likeness(tokens: Sequence[Token]) -> float:
    """Return how much the words, on the mean, look like a name and like nothing else, about -2..2.

    Unlike `evidence`, a word of no list and no vocabulary speaks for a name: on a medical page that
    is what most of the world's names are, and the misread ones.
    """
    parts = name_parts(tokens)
    if not parts:
        return 0.0
    initials = sum(t.part is Part.INITIAL for t in tokens)
    points = sum(_likeness(t) for t in parts) + 0.5 * min(initials, 2)
    return points / len(parts)


def _likeness(token: Token) -> float:
    if token.is_namelike:
        return 2.0 if token.is_listed else 1.5
    if token.is_listed:
        return (1.5, 0.7, 0.0, -0.5)[token.word] + 0.3 * token.given
    return (-0.3, -0.5, -1.5, -2.0)[token.word]


def is_full_name(tokens: Sequence[Token]) -> bool:
    """Whether lists and vocabulary make two or more words a person's name without any label."""
    parts = name_parts(tokens)
    initials = sum(t.part is Part.INITIAL for t in tokens)
    if len(parts) + initials < 2 or len(parts) > 5 or initials > _MAX_INITIALS:
        return False
    if not parts or not any(t.is_anchor for t in parts):
        return False
    has_given = any(t.given >= 1 for t in parts)
    return (has_given or len(parts) == 1) and evidence(tokens) >= 0.85 and not _is_phrase(parts)


def is_half_known_name(tokens: Sequence[Token]) -> bool:
    """Whether one name of a list stands among words that are neither listed nor English.

    Enough beside a patient's other data; most names of the world are on no list.
    """
    parts = name_parts(tokens)
    initials = sum(t.part is Part.INITIAL for t in tokens)
    if len(parts) + initials < 2 or not parts or initials > _MAX_INITIALS:
        return False
    if any(t.word >= 2 and not t.given for t in parts):
        return False
    known = [t for t in parts if t.is_listed and t.word == 0]
    strange = [t for t in parts if not t.is_listed and t.word == 0 and len(t.text) > 2]
    return bool(known) and len(known) + len(strange) >= len(parts)


def _is_phrase(parts: Sequence[Token]) -> bool:
    return sum(t.word == 3 and t.given == 0 and t.family < 3 for t in parts) * 2 >= len(parts)


def same_word(a: str, b: str) -> bool:
    """Whether two words are one name, given a misread letter in a long one."""
    x, y = name_key(_repair(a)), name_key(_repair(b))
    if x == y:
        return bool(x)
    if min(len(x), len(y)) < 6 or abs(len(x) - len(y)) > 1:
        return False
    i = 0
    while i < min(len(x), len(y)) and x[i] == y[i]:
        i += 1
    return x[i + 1 :] == y[i + 1 :] or x[i + 1 :] == y[i:] or x[i:] == y[i + 1 :]
