"""File and folder names that carry an identifier, and names that may be shown instead."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from functools import cache
from pathlib import PurePath

from phiscan._keys import KEY_BYTES, user_key
from phiscan._memo import forgetting
from phiscan.types import Category, Finding

_MEMORY = "<memory>"
# Dates and times in a name are when a camera took it, numbers with dots are versions.
_IGNORED = frozenset(
    {Category.DATE, Category.URL, Category.IP_ADDRESS, Category.AGE_OVER_89, Category.LAB_RESULT}
)
_CAMERA_NAME = re.compile(
    r"""(?ix) ^(?:
      (?:img|dsc[nf]?|pxl|mvimg|vid|pano|p|dji|gopr|gx|gh|pict|cimg|kimg|sam|imag|image|photo|foto
        |picture|scan|page|file|frame|snap|burst|signal|whatsapp\ image|screen\ ?shot
        |bildschirmfoto|captura|collage|export|copy\ of\ img|_mg|_dsc|100media|camera)
      [\s_.\-]*[\d\s_.\-:()at]* (?:[\s_.\-]?(?:mp|night|portrait|burst|cover|hdr|edited|copy|wa|e|
        pm|am|com|whatsapp|instagram|gallery|photos))*[\d\s_.\-()~]*
      | [\d\s_.\-()T:]+
      | (?:wa|fb|e)[\d_\-]+
      | [0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}
      | [0-9a-f]{8,64}
      | \d{3}[a-z]{4,6}
    )$"""
)
_RUN_KEY = secrets.token_bytes(KEY_BYTES)
_MOST_JUDGED = 4096
_judged: dict[bytes, tuple[str, ...]] = {}
_COUNTER = re.compile(r"^0\d{2,4}[\s_-]+(?=[A-Za-z])")
"""A photo's number in its folder, as in 00012_landscape_plain; no house has a number like that."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LETTER_DIGIT = re.compile(r"(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")


def find_filename(source: str) -> list[Finding]:
    """Return a `filename` finding for the file's and for the folders' names with identifiers.

    Polygon None; the part is the finding's text, in memory only. Folders of which the same can be
    said share a finding, since an id is made of what is said. Ordinary camera names, dates, UUIDs
    and counters are no findings.
    """
    if source == _MEMORY:
        return []
    told: dict[str, list[str]] = {}
    parts = PurePath(source).parts
    for index, part in enumerate(parts):
        words = identifiers_in(part)
        if words:
            what = "file" if index == len(parts) - 1 else "folder"
            reason = f"The {what}'s name seems to hold {' and '.join(words)}."
            told.setdefault(reason, []).append(part)
    return [
        Finding(Category.FILENAME, 0.8, reason, "filename", text="\n".join(named))
        for reason, named in told.items()
    ]


def mask_source(source: str) -> str:
    """Return the path with every name part that carries an identifier as photo-<keyed hash>.

    The ending of the file stays. The key is kept in the user's data folder, so that names agree
    between runs and cannot be guessed back without it.
    """
    if source == _MEMORY or not any(identifiers_in(part) for part in PurePath(source).parts):
        return source
    pure = PurePath(source)
    masked = [_mask(part) if identifiers_in(part) else part for part in pure.parts]
    return str(PurePath(*masked))


def _mask(part: str) -> str:
    ending = PurePath(part).suffix
    suffix = ending if re.fullmatch(r"\.[A-Za-z]\w{0,5}", ending) else ""
    return f"photo-{keyed_hash(part)[:12]}{suffix.lower()}"


def keyed_hash(text: str) -> str:
    """Return a text's HMAC-SHA256 in hex with this user's key: not guessed back without it."""
    return hmac.new(_key(), text.encode("utf-8", "surrogateescape"), hashlib.sha256).hexdigest()


def identifiers_in(part: str) -> tuple[str, ...]:
    """Return in plain words which identifiers one name part holds, sorted; none for most names.

    The answer is remembered for reports and the next file of a folder, the part is not: only a
    hash of it under a key that ends with the process.
    """
    mark = hmac.digest(_RUN_KEY, part.encode("utf-8", "surrogatepass"), "sha256")
    known = _judged.get(mark)
    if known is None:
        with forgetting():
            known = _judge(part)
        if len(_judged) >= _MOST_JUDGED:
            _judged.clear()
        _judged[mark] = known
    return known


def _judge(part: str) -> tuple[str, ...]:
    stem = re.sub(r"(\.[A-Za-z]\w{0,5}){1,2}$", "", part)
    if not stem or _CAMERA_NAME.match(stem):
        return ()
    from phiscan.metadata.judge import in_words

    categories = _categories_in(stem)
    if Category.ADDRESS in categories:
        categories = categories - {Category.ADDRESS} | _categories_in(_COUNTER.sub("", stem))
    return in_words(categories - _IGNORED)


def _categories_in(stem: str) -> set[Category]:
    from phiscan.rules import find_in_text

    return {finding.category for text in _spellings(stem) for finding in find_in_text(text)}


def _spellings(stem: str) -> tuple[str, ...]:
    """Return a name as people would write it in a sentence: glued and joined words apart."""
    spaced = re.sub(r"[_+]+|%20", " ", stem)
    apart = _CAMEL.sub(" ", spaced)
    loose = re.sub(r"[\s.\-]+", " ", _LETTER_DIGIT.sub(" ", apart))
    return tuple(dict.fromkeys((spaced, apart, loose, loose.title())))


@cache
def _key() -> bytes:
    """Return the key of this user; a random one where it cannot be kept."""
    return user_key("name.key") or secrets.token_bytes(KEY_BYTES)
