"""What a code's content gives away, in the formats hospitals, licences and phones use.

Structured formats say by themselves what each field is: GS1 application identifiers (GS1 General
Specifications), the AAMVA driving licence standard, vCard (RFC 6350) and MECARD, HL7 v2 PID
segments, SMART Health Cards. What has no structure goes through the same rules as printed text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus, urlsplit

from phiscan.types import Category, Role

if TYPE_CHECKING:
    from phiscan.rules import Terms

RETAIL_KINDS = frozenset(
    {"EAN-13", "UPC-A", "ISBN", "DataBar", "DataBar Limited", "DataBar Omni", "DataBar Stacked",
     "DataBar Stacked Omni", "PZN"}
)  # fmt: skip
"""A product's number, the same on every pack. The short EAN-8 and UPC-E are left out: other codes
are misread as them, and a pass for a product must not let a patient's code through."""
_IN_HOUSE = re.compile(r"(?:02|2\d)\d{11}")
"""GS1 prefixes for numbers a company gives out for itself: may count patients as well as cheese."""


@dataclass(frozen=True)
class Held:
    """One identifier inside a code."""

    category: Category
    value: str = field(repr=False)
    role: Role = Role.UNKNOWN
    score: float = 0.95


@dataclass(frozen=True)
class Content:
    """What is in a code: the identifiers and one tag for the policy."""

    tag: str
    held: tuple[Held, ...] = ()


WEAK = frozenset({Category.DATE, Category.PHONE, Category.EMAIL, Category.URL})
"""Identifiers that only matter beside a patient: found, but they do not make a code identifying."""


def read_content(text: str, kind: str, *, is_gs1: bool, terms: Terms) -> Content:
    """Return what a decoded code holds.

    `text` is the content as zxing prints it for people, `kind` zxing's name of the symbology. The
    tag is "identifying", "retail" (the number of a product), "public" (the address of a site, or
    plain words that name no one) or "opaque" (it means nothing without the computer system that
    printed it).
    """
    if is_product_number(text, kind):
        held = tuple(_denied(text, terms))
        return Content("identifying" if held else "retail", held)
    held = tuple(_dedupe(_structured(text, is_gs1=is_gs1) or _by_rules(text, terms)))
    if all(h.category is Category.URL for h in held) and is_for_everybody(text):
        held = ()
    held += tuple(h for h in _denied(text, terms) if h not in held)
    strong = any(h.category not in WEAK for h in held)
    if not held and is_gs1 and is_product_only(text):
        return Content("retail")
    if not held and is_for_everybody(text):
        return Content("public")
    return Content("identifying" if strong else "opaque", held)


def is_product_number(text: str, kind: str) -> bool:
    """Whether the code is a product's own, such as the one on a milk carton."""
    return kind in RETAIL_KINDS and not _IN_HOUSE.fullmatch(text.strip())


_PLAIN_SEGMENT = re.compile(r"[a-z]{2,20}(?:[-_][a-z]{2,20}){0,3}(?:\.html?)?")
_MAX_SEGMENTS = 3
_LEAST_WORDS = 3


def is_for_everybody(text: str) -> bool:
    """Whether a content names no one and stands for no one, whatever system reads it.

    That is the address of a site or of a page whose path is plain words (no query, number or
    token), or three plain words and more that say nothing of care.
    """
    stripped = text.strip()
    if re.match(r"(?:https?://|www\.)\S+$", stripped, re.I):
        return _is_plain_address(stripped if "//" in stripped else "http://" + stripped)
    words = stripped.split()
    return len(words) >= _LEAST_WORDS and _are_plain(words)


def _is_plain_address(address: str) -> bool:
    try:
        parts = urlsplit(address.lower())
        port = parts.port
    except ValueError:
        return False
    host, segments = parts.hostname or "", [s for s in parts.path.split("/") if s]
    if parts.username or parts.query or parts.fragment or port or len(segments) > _MAX_SEGMENTS:
        return False
    if not re.fullmatch(r"(?:[a-z][a-z0-9-]{0,40}\.){1,3}[a-z]{2,12}", host):
        return False
    is_plain = all(_PLAIN_SEGMENT.fullmatch(s) for s in segments) and not re.search(r"\d{3}", host)
    return is_plain and _are_plain(re.findall(r"[a-z]{2,}", parts.path.removesuffix(".html")))


def _are_plain(words: Sequence[str]) -> bool:
    """Whether all are English words, of which none speaks of care or is a name more than a word."""
    from phiscan.rules.evidence import speaks_of_care
    from phiscan.rules.wordlists import name_strength, word_strength

    bare = [word.strip(".,:;!?\"'()").lower() for word in words]
    return not speaks_of_care(" ".join(bare)) and all(
        word.isascii()
        and word.isalpha()
        and (len(word) <= 2 or word_strength(word) > 0)
        and max(name_strength(word)) <= word_strength(word)
        for word in bare
    )


# -- formats that say what their fields are --------------------------------------------------------


def _structured(text: str, *, is_gs1: bool) -> list[Held]:
    if is_gs1:
        return list(from_gs1(text))
    for is_format, parse in _FORMATS:
        if is_format(text):
            return list(parse(text))
    return []


_GS1_FIELD = re.compile(r"\((\d{2,4})\)([^()]*)")
_GS1_MEANING: tuple[tuple[str, Category, Role], ...] = (
    # AI, longest first; 8018 is the number of the one who is cared for, 8017 of the one who cares.
    ("8018", Category.MRN, Role.PATIENT),
    ("8017", Category.OTHER_ID, Role.CLINICIAN),
    ("8003", Category.DEVICE_ID, Role.UNKNOWN),
    ("8004", Category.DEVICE_ID, Role.UNKNOWN),
    ("8020", Category.ACCOUNT_NUMBER, Role.UNKNOWN),
    ("4300", Category.PERSON_NAME, Role.UNKNOWN),
    ("4301", Category.PERSON_NAME, Role.UNKNOWN),
    ("4302", Category.ADDRESS, Role.UNKNOWN),
    ("4303", Category.ADDRESS, Role.UNKNOWN),
    ("4305", Category.ADDRESS, Role.UNKNOWN),
    ("4308", Category.PHONE, Role.UNKNOWN),
    ("21", Category.DEVICE_ID, Role.UNKNOWN),
)
_GS1_PRODUCT = frozenset({"01", "02", "10", "11", "13", "15", "16", "17", "20", "22", "30", "37",
                          "240", "241", "242", "710", "711", "712", "713", "714"})  # fmt: skip
"""Product, batch, dates, amounts and variants: the same on thousands of packs."""


def from_gs1(text: str) -> Iterator[Held]:
    """Yield what GS1 application identifiers name; `text` looks like (01)0950...(21)AB12."""
    meaning = {ai: (category, role) for ai, category, role in _GS1_MEANING}
    for ai, value in _GS1_FIELD.findall(text):
        if ai in meaning and value.strip():
            category, role = meaning[ai]
            yield Held(category, unquote_plus(value.strip()), role)


def is_product_only(text: str) -> bool:
    """Whether every GS1 field is about the product, none about one pack, person or parcel."""
    fields = _GS1_FIELD.findall(text)
    return bool(fields) and all(ai in _GS1_PRODUCT for ai, _ in fields)


def _is_licence(text: str) -> bool:
    return text.lstrip("\ufeff").startswith("@") and bool(re.search(r"ANSI |AAMVA", text[:40]))


_AAMVA_MEANING = {
    "DAQ": Category.LICENSE_NUMBER, "DCS": Category.PERSON_NAME, "DAB": Category.PERSON_NAME,
    "DAA": Category.PERSON_NAME, "DAC": Category.PERSON_NAME, "DCT": Category.PERSON_NAME,
    "DAD": Category.PERSON_NAME, "DBB": Category.DATE_OF_BIRTH, "DAG": Category.ADDRESS,
    "DAL": Category.ADDRESS, "DAI": Category.ADDRESS, "DAK": Category.ADDRESS,
    "DCF": Category.OTHER_ID, "DCK": Category.OTHER_ID,
}  # fmt: skip


def from_licence(text: str) -> Iterator[Held]:
    """Yield the fields of an AAMVA driving licence or identity card (PDF417 on its back)."""
    # The first field shares its line with the header: "...DLDAQT1234567".
    for code, value in re.findall(r"(?:^|[\r\n\x1e]|DL|ID)(D[A-D][A-Z])([^\r\n\x1e]+)", text):
        if code in _AAMVA_MEANING and value.strip() not in ("", "NONE", "unavl"):
            yield Held(_AAMVA_MEANING[code], value.strip())
    yield Held(Category.LICENSE_NUMBER, "")


_CARD_MEANING = {
    "N": Category.PERSON_NAME, "FN": Category.PERSON_NAME, "NICKNAME": Category.PERSON_NAME,
    "TEL": Category.PHONE, "EMAIL": Category.EMAIL, "ADR": Category.ADDRESS,
    "BDAY": Category.DATE_OF_BIRTH, "URL": Category.URL,
}  # fmt: skip


def from_card(text: str) -> Iterator[Held]:
    """Yield the fields of a vCard or MECARD."""
    fields = re.split(r"[\r\n]+", text)
    if text.upper().startswith("MECARD:"):
        fields = re.split(r"(?<!\\);", text[len("MECARD:") :])
    for item in fields:
        name, _, value = item.partition(":")
        name = name.split(";")[0].split(".")[-1].upper()
        value = " ".join(re.split(r"[;,\s]+", value)).strip()
        if name in _CARD_MEANING and value:
            yield Held(_CARD_MEANING[name], value)


_PID_MEANING = {
    3: Category.MRN, 5: Category.PERSON_NAME, 7: Category.DATE_OF_BIRTH, 11: Category.ADDRESS,
    13: Category.PHONE, 18: Category.ACCOUNT_NUMBER, 19: Category.SSN,
}  # fmt: skip


def from_hl7(text: str) -> Iterator[Held]:
    """Yield the patient's fields of HL7 v2 PID segments."""
    for segment in re.findall(r"PID\|[^\r\n]*", text):
        for index, value in enumerate(segment.split("|")):
            words = " ".join(filter(None, re.split(r"[\^~&]+", value)))
            if index in _PID_MEANING and words:
                yield Held(_PID_MEANING[index], words, Role.PATIENT)


def from_health_card(text: str) -> Iterator[Held]:
    """Say that a SMART Health Card or an EU health certificate holds name, birth date and more."""
    yield Held(Category.PERSON_NAME, text[:8], Role.PATIENT, 0.9)
    yield Held(Category.OTHER_ID, text, Role.PATIENT, 0.9)


def _is_health_card(text: str) -> bool:
    return bool(re.match(r"shc:/|HC1:|shlink:/|https?://\S+#shlink:/", text))


_FORMATS: tuple[tuple[Callable[[str], bool], Callable[[str], Iterator[Held]]], ...] = (
    (_is_licence, from_licence),
    (lambda t: bool(re.match(r"\s*(BEGIN:VCARD|MECARD:)", t, re.IGNORECASE)), from_card),
    (lambda t: "PID|" in t, from_hl7),
    (_is_health_card, from_health_card),
)


# -- everything else: the rules for printed text ---------------------------------------------------


def plain_words(text: str) -> str:
    r"""Return a content as a person would write it: separators of data formats become spaces.

    >>> plain_words("MRN:10045|DOE^JANE")
    'MRN:10045\nDOE, JANE'
    """
    text = unquote_plus(text) if "%" in text else text
    text = re.sub(r"(\w)\^(\w)", r"\1, \2", text)
    text = re.sub(r"[|;\t\r\x1c-\x1f~^]+", "\n", text)
    return re.sub(r"<GS>|<RS>|<EOT>|<FS>|<US>", "\n", text).strip()


def _by_rules(text: str, terms: Terms) -> Iterator[Held]:
    from phiscan.rules import find_in_text

    if not re.search(r"\d|[^\W\d_]{3}", text):
        return
    words = plain_words(text)
    # A bare number says nothing by itself, whatever printed identifier it looks like.
    if re.fullmatch(r"[\d\s.-]+", words) and not re.fullmatch(r"\d{3}-\d{2}-\d{4}", words):
        return
    for line in [words, *words.split("\n")] if "\n" in words else [words]:
        for finding in find_in_text(line, terms=terms):
            yield Held(finding.category, finding.text or "", finding.role, finding.score)


def _denied(text: str, terms: Terms) -> Iterator[Held]:
    """Yield the caller's known terms, digits compared without their separators."""
    folded, digits = plain_words(text).casefold(), re.sub(r"\D", "", text)
    for term in terms.deny:
        number = re.sub(r"\D", "", term)
        is_number = len(number) >= 5 and number == re.sub(r"[\s./-]", "", term)
        if term.strip() and (term.casefold() in folded or (is_number and number in digits)):
            yield Held(Category.DENIED_TERM, term, score=1.0)


def _dedupe(held: list[Held] | Iterator[Held]) -> Iterator[Held]:
    """Yield the best of each category and value once."""
    best: dict[tuple[Category, str], Held] = {}
    for item in held:
        key = (item.category, item.value)
        if key not in best or best[key].score < item.score:
            best[key] = item
    yield from best.values()
