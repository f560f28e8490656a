"""From metadata fields to findings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from phiscan.metadata._fields import Field, Meaning, is_placeholder, is_written_by_a_person
from phiscan.types import Category, Finding

C, M = Category, Meaning
MAX_TEXT = 50_000
"""So many letters of one hidden text are read; what is longer is said to be."""
_BLOB = re.compile(r"\S{200,}")

_PLAIN: Mapping[Meaning, tuple[Category, float, str]] = {
    M.PLACE: (C.GPS_LOCATION, 1.0, "says where the photo was taken"),
    M.PLACE_NAME: (C.GPS_LOCATION, 0.8, "names the place of the photo"),
    M.TIME: (C.CAPTURE_TIME, 1.0, "says when the photo was taken or changed"),
    M.DEVICE: (C.DEVICE_METADATA, 1.0, "names the camera, phone or program"),
    M.SERIAL: (C.DEVICE_METADATA, 1.0, "can hold the camera's or lens's own number"),
    M.HISTORY: (C.DEVICE_METADATA, 0.9, "holds numbers and steps of the photo's editing"),
    M.PERSON: (C.PERSON_METADATA, 0.9, "names a person, such as the owner or author"),
    M.PEOPLE_SHOWN: (C.PERSON_METADATA, 1.0, "names people who are shown in the photo"),
    M.DAMAGED: (C.PERSON_METADATA, 0.5, "is damaged and could not be read; it may hold names"),
}
_WORDS: Mapping[Category, str] = {
    C.PERSON_NAME: "a person's name", C.MRN: "a record number",
    C.DATE_OF_BIRTH: "a birth date", C.DATE: "a date", C.AGE_OVER_89: "an age over 89",
    C.PHONE: "a phone number", C.EMAIL: "an e-mail address", C.SSN: "a social security number",
    C.ADDRESS: "an address", C.HEALTH_PLAN_ID: "a health-plan number",
    C.ACCOUNT_NUMBER: "an account or visit number", C.LICENSE_NUMBER: "a licence number",
    C.DEVICE_ID: "a device's number", C.VEHICLE_ID: "a vehicle's number",
    C.URL: "a web address", C.IP_ADDRESS: "a network address", C.OTHER_ID: "an identifying number",
    C.DENIED_TERM: "a word from the list of known terms", C.LAB_RESULT: "lab results",
}  # fmt: skip
# In hidden texts these are when a program ran and where it comes from, not who is shown.
_HARMLESS_IN_TEXT = frozenset({C.DATE, C.URL, C.IP_ADDRESS, C.DEVICE_ID})


def in_words(categories: Iterable[Category]) -> tuple[str, ...]:
    """Return categories as a nurse would say them, sorted."""
    return tuple(sorted({_WORDS.get(category, "an identifier") for category in categories}))


def judge_fields(
    fields: Iterable[Field], read_text: Callable[[str], list[Finding]]
) -> Iterator[Finding]:
    """Turn fields into findings, one for each carrier and meaning; previews are not judged here.

    `read_text` finds identifiers in a text: captions and comments go through it.
    """
    grouped: dict[tuple[str, Meaning], list[str]] = {}
    for item in fields:
        is_empty = item.meaning is M.PERSON and is_placeholder(item.value)
        if item.meaning is not M.PREVIEW and not is_empty:
            grouped.setdefault((item.carrier, item.meaning), []).append(item.value)
    for (carrier, meaning), values in grouped.items():
        text = "\n".join(dict.fromkeys(value for value in values if value))
        if meaning in (M.CAPTION, M.COMMENT):
            yield from _judge_text(carrier, meaning, text, read_text)
        else:
            category, score, words = _PLAIN[meaning]
            yield _finding(category, score, f"Hidden data ({carrier}) {words}.", text)


def _judge_text(
    carrier: str, meaning: Meaning, text: str, read_text: Callable[[str], list[Finding]]
) -> Iterator[Finding]:
    readable = _BLOB.sub(" ", text)
    found = read_text(readable[:MAX_TEXT])
    harmless = frozenset() if meaning is M.CAPTION else _HARMLESS_IN_TEXT
    words = in_words({finding.category for finding in found} - harmless)
    if words:
        reason = f"A hidden text ({carrier}) holds {', '.join(words)}."
        yield _finding(C.PERSON_METADATA, max(f.score for f in found), reason, text)
    elif meaning is M.CAPTION and any(map(is_written_by_a_person, text.splitlines())):
        reason = f"A caption or keywords ({carrier}) were written into the file."
        yield _finding(C.PERSON_METADATA, 0.5, reason, text)
    if len(readable) > MAX_TEXT:
        reason = f"A hidden text ({carrier}) is too long to be read to its end."
        yield _finding(C.PERSON_METADATA, 0.5, reason, text)


def _finding(category: Category, score: float, reason: str, text: str | None) -> Finding:
    return Finding(category, score, reason, "metadata", text=text or None)
