"""Text as rules want it, with the way back to the characters as they were read.

Readers return fullwidth colons, typographic dashes, accents, ligatures and zero-width marks. Rules
match on plain text; every normalised character remembers which character of the reading it came
from, so that a match never loses its place in the photo.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from phiscan._memo import memo

_SAME_LENGTH = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        **dict.fromkeys("‘’‚‛`´ʹʼ′＇", "'"),
        **dict.fromkeys("“”„‟″＂", '"'),
        **dict.fromkeys("：﹕ː∶꞉", ":"),
        **dict.fromkeys("；﹔", ";"),
        **dict.fromkeys("，、﹐‚", ","),
        **dict.fromkeys("．。﹒｡", "."),
        **dict.fromkeys("（﹙", "("),
        **dict.fromkeys("）﹚", ")"),
        **dict.fromkeys("／⁄∕", "/"),
        **dict.fromkeys("＃﹟№", "#"),
        **dict.fromkeys("×✕⨯", "x"),
        **dict.fromkeys("¦｜", "|"),
        "＠": "@",
        "\u00a0": " ",
        "\t": " ",
        "\n": " ",
        "\r": " ",
    }
)
# What a reader confuses most, all sent to one letter; used to compare, never to show.
_CONFUSIONS = str.maketrans(
    {"0": "o", "1": "l", "i": "l", "|": "l", "!": "l", "5": "s", "$": "s", "8": "b", "2": "z"}
)
_TO_DIGIT = str.maketrans(
    {"O": "0", "o": "0", "Q": "0", "D": "0", "l": "1", "I": "1", "|": "1", "i": "1", "!": "1",
     "S": "5", "s": "5", "$": "5", "B": "8", "Z": "2", "z": "2", "G": "6"}
)  # fmt: skip
DIGIT_LIKE = "0-9OoQDlI|iSsBZzG"
"""Inside [...]: what may stand for a digit in a value whose label says that it is a number."""


# Readers lose the space before a number and make a dot of a comma: "Gilardoni, NicoM2803620" and
# "Patel. Harry", the second only where nothing else is on the line.
_GLUED_NUMBER = re.compile(r"(?<![\w@./])[A-Z][a-z]{2,}(?=[A-Z]{0,2}\d{3}[\d-]{2,}(?![\w@.]))")
# Nor is one left before a date: "On call01-FEB-2024", "THEATRE 62025-01-29", "B0rn2023-01-21",
# "specimenFeb 9,2024", "1964-11-195953-5025". The digit that a date cannot begin with is another
# number's end.
_ISO = r"(?:19|20)\d\d([-/.])(?:0[1-9]|1[0-2])\1(?:[0-2]\d|3[01])"
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DAY = r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_GLUED_DATE = re.compile(
    rf"(?:[A-Za-z]|(?<![\d/.:-])\d{{1,2}})(?={_ISO}(?:\D|T?\d\d?:\d\d|$))"
    rf"|[A-Za-z]{{2}}(?=[0-3]?\d([-/. ]?)(?i:{_MONTHS})[a-z]*\2(?:19|20)\d\d(?!\d))"
    r"|(?<![\d/.-])\d{1,2}(?=[0-3]\d([/.])[0-3]\d\3(?:19|20)\d\d(?!\d))"
    rf"|(?<![\d-]){_DAY}(?=\d{{3,}}[\d-]{{3,}}(?!\d))|[a-z]{{3}}(?={_ISO}(?!\d))"
    rf"|[a-z](?=(?:{_MONTHS.title()})[a-z]{{0,6}}\.? ?[0-3]?\d, ?(?:19|20)\d\d(?!\d))"
)
# Nor between a name and the bed beside it: Ton-That Sr.44, 5W-517Kingeekuk.
# nor before an initial or a family name and its comma: 3East 12G.Obi, 10.13.2023Negasa, C.
_GLUED_BED = re.compile(
    r"(?<=\b[JS]r)\.(?=\d)|(?<=[A-Z]-)\d{2,4}(?=[A-Z][a-z]{3})|\d{2}(?=[A-Z]\. ?[A-Z][a-z]{3})"
    r"|(?:19|20)\d\d(?:-\d\d-\d\d)?(?=[A-Z][a-z]{3,}, ?[A-Z])"
)
# Nor between a date and the age or sex behind it: Sep 05 20185F, 03/14/1961M.
_AGE_OR_SEX = r"(?:1?\d)?\d? ?(?:[MFmf]|[yY](?:/?[oO]|rs?)?)(?!\w)"
_GLUED_AGE = re.compile(
    rf"(?<![\w/.-])(?:(?i:{_MONTHS})[a-z]*\.? ?[0-3]?\d,? ?"
    rf"|[0-3]?\d[-/. ]?(?i:{_MONTHS})[a-z]*[-/. ]?|[0-3]?\d([-/.])[0-3]?\d\1)"
    rf"(?:19|20)\d\d(?={_AGE_OR_SEX})"
)
# Bullets stand for separators inside numbers only: 555·010·0199.
_BULLET = re.compile(r"(?<=\d)[•·∙](?=\d)")
_DOT_FOR_COMMA = re.compile(r"^(\s*[^\W\d_a-z][^\W\d_]{4,})\.( ?[^\W\d_a-z][^\W\d_]+\s*)$")


# Letters of Greek and Cyrillic that look like Latin ones: a reader of many scripts mixes them.
_LOOKALIKES = str.maketrans(
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧικορυνАВЕЅІЈКМНОРСТУХаеорсухіј",
    "ABEZHIKMNOPTYXikopuvABESIJKMHOPCTYXaeopcyxij",
)
_MIXED_WORD = re.compile(r"(?<!\w)(?=\w*[A-Za-z])(?=[A-Za-z0-9]*[^\W_A-Za-z0-9])\w+")


def _in_latin(match: re.Match[str]) -> str:
    return match.group().translate(_LOOKALIKES)


@dataclass(frozen=True)
class Normal:
    """Normalised text; `offsets[i]` is the index of the original character of `text[i]`."""

    text: str = field(repr=False)
    offsets: tuple[int, ...] = field(repr=False)

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Return (start, end) in the original text of normalised characters start..end."""
        return self.offsets[start], self.offsets[end - 1] + 1


def _normal_char(char: str) -> str:
    if unicodedata.category(char) in ("Cf", "Mn"):
        return ""
    if unicodedata.category(char) == "Cc":
        return " "
    # NFKC first unfolds fullwidth letters and ligatures, then the table handles what it made.
    return unicodedata.normalize("NFKC", char).translate(_SAME_LENGTH)


def normalise(text: str) -> Normal:
    """Return the text with plain punctuation and letters, mapped character by character.

    >>> normalise("Name：John").text
    'Name:John'
    """
    plain = _BULLET.sub(".", text.translate(_SAME_LENGTH))
    plain = plain if plain.isascii() else _MIXED_WORD.sub(_in_latin, plain)
    plain = _DOT_FOR_COMMA.sub(r"\1,\2", plain)
    patterns = (_GLUED_NUMBER, _GLUED_DATE, _GLUED_AGE, _GLUED_BED)
    glued = {m.end() for pattern in patterns for m in pattern.finditer(plain)}
    glued = {at for at in glued if plain[at] != " "}
    if not glued and plain.isascii() and plain.isprintable():
        return Normal(plain, tuple(range(len(plain))))
    chars: list[str] = []
    offsets: list[int] = []
    for index, char in enumerate(plain):
        for piece in (" " * (index in glued)) + _normal_char(char):
            chars.append(piece)
            offsets.append(index)
    return Normal("".join(chars), tuple(offsets))


@memo(maxsize=65536)
def strip_accents(text: str) -> str:
    """Return text without diacritics: é to e, ł to l, ø to o."""
    if text.isascii():
        return text
    text = text.translate(str.maketrans("łŁøØđĐıß", "lLoOdDis"))
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@memo(maxsize=65536)
def name_key(text: str) -> str:
    """Lower case letters only, no accents: how words and names are looked up.

    >>> name_key("O'Brién")
    'obrien'
    """
    return "".join(c for c in strip_accents(text).lower() if c.isalpha())


@memo(maxsize=65536)
def letter_key(text: str) -> str:
    """Return letters and digits only, each sent to one letter of those it is mistaken for."""
    folded = strip_accents(text).lower().translate(_CONFUSIONS)
    return "".join(c for c in folded if c.isalnum())


def match_key(text: str) -> str:
    """Return letter_key with rn and m, vv and w folded together too.

    >>> match_key("D.0.B") == match_key("DOB")
    True
    """
    return letter_key(text).replace("rn", "m").replace("vv", "w")


def as_digits(text: str) -> str:
    """Return text with letters that readers mistake for digits turned back into digits.

    >>> as_digits("OO48Z9l3")
    '00482913'
    """
    return text.translate(_TO_DIGIT)


_NUMBER_WORD = re.compile(rf"[{DIGIT_LIKE}()/.,:+#-]{{4,}}")


@memo(maxsize=16384)
def repair_numbers(text: str) -> str:
    """Return text, same length, with misread digits put right in words that are mostly digits.

    >>> repair_numbers("seen O3/14/2O24")
    'seen 03/14/2024'
    """

    def repair(match: re.Match[str]) -> str:
        word = match.group()
        digits, letters = sum(c.isdigit() for c in word), sum(c.isalpha() for c in word)
        before = text[: match.start()][-1:]
        after = text[match.end() :][:1]
        is_whole = not before.isalnum() and not after.isalnum()
        return as_digits(word) if is_whole and letters and digits >= max(3, letters) else word

    return _NUMBER_WORD.sub(repair, text)


def digits_only(text: str) -> str:
    """Return the digits of a text whose letters may be misread digits."""
    return "".join(c for c in as_digits(text) if c.isdigit())


def word_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Grow a span to whole words, but not back over a label glued on with a colon.

    A reader's character positions are rough, so a cover that begins inside a word may leave its
    first letter visible. The colon itself stays covered as a margin.
    """
    while start > 0 and not text[start - 1].isspace():
        start -= 1
        if text[start] in ":=":
            break
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end
