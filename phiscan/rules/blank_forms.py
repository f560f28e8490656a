"""Forms that ask for a patient and that nobody has answered: only their clinic stands on them.

An answer is looked for, not a colon: dates, long numbers, names, words of no form. A word that a
hard light bent ("Relatiamshp", "HbAie") is the form's own where it is near one; what was not read
at all may be the answer in handwriting, and then the form is taken for a patient's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from itertools import pairwise, takewhile
from statistics import median

from phiscan._memo import memo
from phiscan.rules import evidence
from phiscan.rules.date_shapes import find_dates
from phiscan.rules.labels import Kind, Label
from phiscan.rules.layout import Cell, Run
from phiscan.rules.name_words import Part, Token, tokens_of
from phiscan.rules.normalise import match_key
from phiscan.rules.page import Field, Page
from phiscan.rules.wordlists import is_known_word, is_misread_word, read_sections

ASKED = frozenset({Kind.PATIENT, Kind.MRN, Kind.ID, Kind.DOB, Kind.PLAN, Kind.ACCOUNT, Kind.AGE,
                    Kind.SEX, Kind.SSN, Kind.CONTACT, Kind.CLINICIAN, Kind.DATE})  # fmt: skip
_REACHED_BY = frozenset({Kind.PHONE, Kind.ADDRESS, Kind.EMAIL, Kind.CITY, Kind.ZIP})
LEAST_ASKED = 3
"""Different questions that make a form."""
_LEAST_LETTERS = 4
"""Shorter words are boxes, units and specks."""
_PATTERN_OF_DATE = re.compile(r"[mdyvlMDYVL]+")
_NUMBER_AT_END = re.compile(r"[+(]?\d[\d ().+-]{6,}(?:\s?(?:x|ext\.?)\s?\d{1,6})?\s*$", re.I)
_DIALLED_ALONE = re.compile(r"\W*+(?:(?:tel|ph|fax|t|f)\W++)?\d[\d\W]*+", re.I)
_HEAD, _ENDS = 4, 2
"""Rows in which a form names its clinic; rows at its ends."""
_CODE_OF_TOWN = re.compile(
    r"(?<=[^\W\d])[\s,-]+(?:\d{4,6}|\d{5}-\d{4})[\s·•|]+(?=[+(]?\s?\d[\d ().+-]{7,}$)"
)
"""A town's ZIP or PIN code between its name and a number to call: Chennai - 600094 0755 ..."""
_HOUSE_IN_STREET = re.compile(
    r"(?:(?:flat|unit|suite|ste|shop|level|no)\W{0,2})?\d{1,5}[a-z]?(?:/\d{1,5})?[ ,].*[^\W\d]{2},",
    re.I,
)
"""12 Elm Road, Otley; 8/173 Elm Way, Otley; Flat 5A, 81 Elm Rd, Otley."""
_PART_OF_HOUSE = re.compile(
    r"unit\s?#?\d"
    r"|station (?:road|rd|street|st|lane|ln|approach|avenue|ave|way|parade|terrace|close)\b", re.I
)  # fmt: skip
_HOUSES = ("hospital", "infirmary", "pediatrics", "paediatrics", "surgery", "dental", "medical")
_ALIKE_HOUSE = 0.85
_OF_ADDRESS = frozenset({Kind.ADDRESS, Kind.CITY, Kind.ZIP})
_DRIVE = re.compile(r"dr\.?\s*(?:,|\d|$)", re.I)
_JOINED_I = re.compile(r"^(\W*)[Il](?=[a-z]{4,}(?: [a-z]+){2})")
"""The first word of a sentence that the reader joined with the next: Iagree to be contacted."""
_ZERO = re.compile(r"(?<=[\d -])[Oo](?=\d)|(?<=\d)[Oo](?=\d|$)")
_LONG_NUMBER = re.compile(r"\d[\d -]{3,}\d")
_SOLID = re.compile(r"\d{6}")
_SMALL, _SCRAP, _MOST_SCRAPS, _LEAST_LINES = 0.8, 0.75, 2, 8
"""Small print that hard light made unreadable, in a form's first or last rows: so much lower than
its questions and read so badly. A label stuck on has more than one such row in one place."""
# What the printer put at a form's foot: PATH 21/B 03-24, Form HR-12 (rev. 04/2023).
_PRINTERS_MARK = re.compile(
    r"(?:form\s)?[A-Z]{2,8}[- ]?\d{1,4}(?:[/-]?[A-Z\d]{1,2})?"
    r"(?:\s*\(?(?:[r0]ev|ver|v)?\.?\s*\d{1,2}[-/]\d{2,4}\)?)?", re.I
)  # fmt: skip
_PART_OF_LINE = re.compile(r"[/:|□☐()\[\]]+")
_WELL_READ, _NEAR = 0.94, 0.8
_ALIKE, _ALIKE_ALONE, _SHORT_ALIKE, _VERY_LIKE, _SHORT = 0.7, 0.75, 0.8, 0.88, 6
"""Share of letters that a badly read part of a line has of a form's phrase; a single word's, since
three families of four share .65 with one; a short one's."""
_NO_NAME = frozenset({Part.ORG, Part.STOP, Part.OTHER})


def is_blank(page: Page) -> bool:
    """Whether the page asks for a patient, with colons or without, and holds no answer."""
    kinds = {item.label.kinds[0] for item in page.fields}
    if not kinds & ASKED or len(kinds & (ASKED | _REACHED_BY)) < LEAST_ASKED:
        return False
    scraps = _scraps(page)
    runs = [run for run in page.runs if not any(run is scrap for scrap in scraps)]
    if evidence.has_age_and_sex(page) or not all(_is_forms_own(page, run) for run in runs):
        return False
    return all(line.text.strip() for line in page.lines)


def _is_forms_own(page: Page, run: Run) -> bool:
    """Whether a row holds no number of anybody's and words of forms alone, or is the clinic's."""
    if _is_clinics_address(page, run):
        return True
    return not _has_number(page, run) and all(_is_printed(cell, page, run) for cell in run.cells)


def _scraps(page: Page) -> list[Run]:
    """Return a form's unreadable small print: its clinic's line, its printer's; one at each end."""
    heights = [line.height_px for line in page.lines if line.score >= _WELL_READ]
    if len(heights) < _LEAST_LINES:
        return []
    limit = _SMALL * float(median(heights))
    wild = [
        run
        for run in page.runs
        if all(c.line.height_px < limit and c.line.score < _SCRAP for c in run.cells)
        and not _is_forms_own(page, run)
        and not _tells_of_somebody(page, run)
    ]
    head, foot = page.runs[:_ENDS], page.runs[-_ENDS:]
    ends = [[run for run in wild if any(run is r for r in end)] for end in (head, foot)]
    if len(wild) > _MOST_SCRAPS or any(len(end) > 1 for end in ends):
        return []
    return [run for end in ends for run in end]


def _tells_of_somebody(page: Page, run: Run) -> bool:
    """Whether a badly read row still says whose the form is: Printed for Obi, Ada 4471920."""
    names = [token for token in tokens_of(run.text) if token.is_well_listed and token.word < 2]
    is_labelled = any(label.kinds[0] in ASKED for label in page.labels(run))
    return bool(names or is_labelled or find_dates(_digits(run)) or _SOLID.search(_digits(run)))


def is_filled(item: Field) -> bool:
    """Whether something that is no question stands beside a label or below it."""
    value = item.after or next(item.below(), None)
    if value is None or value.text.rstrip().endswith(":"):
        return False  # the next question, not an answer
    if not item.label.has_sign and are_words(value.text):
        return False  # PATIENT INTAKE FORM
    return any(c.isalnum() for c in value.text)


def are_words(text: str) -> bool:
    """Whether all words are of forms or everyday language, none of them a name as well."""
    tokens = tokens_of(text)
    return text.replace(" ", "").isalpha() and all(
        t.part in _NO_NAME or (t.word >= 1 and not t.is_listed) for t in tokens
    )


def _has_number(page: Page, run: Run) -> bool:
    """Whether a date or a long number is in a run; a form's own number is short."""
    text = _digits(run)
    if not _is_asking(page, run):
        if _PRINTERS_MARK.fullmatch(run.text.strip()):
            return False
        if _clinic_above_its_address(page, run):
            text = _CODE_OF_TOWN.sub(", ", text)
        text = _without_clinics_phone(text)
        if _is_below_a_clinic(page, run) and _is_dialled(text) and _DIALLED_ALONE.fullmatch(text):
            return False
    return bool(find_dates(text) or _LONG_NUMBER.search(text))


def _is_clinics_address(page: Page, run: Run) -> bool:
    """Whether a row, surely read, is the address and number that follow a clinic's own line."""
    if not _is_below_a_clinic(page, run, asks=False) or any(map(_is_question, page.labels(run))):
        return False
    text = _CODE_OF_TOWN.sub(", ", _digits(run))
    number = _NUMBER_AT_END.search(text)
    if number is None or not _is_dialled(number.group()) or not _HOUSE_IN_STREET.match(text):
        return False
    place = text[: number.start()]
    is_sure = all(cell.line.score >= _WELL_READ for cell in run.cells)
    return is_sure and not (find_dates(place) or _LONG_NUMBER.search(place))


def _digits(run: Run) -> str:
    """Return a row's text, same length, with misread digits put right: 2555 O13O."""
    return _ZERO.sub("0", run.numbers_text)


def _is_question(label: Label) -> bool:
    return label.has_sign or label.kinds[0] not in _OF_ADDRESS | {Kind.STOP}


def _is_below_a_clinic(page: Page, run: Run, *, asks: bool = True) -> bool:
    """Whether the line above, in the form's head, is a clinic's name: its number may follow.

    `asks`: that line may be a question, too.
    """
    above = next((a for a, b in pairwise(page.runs[:_HEAD]) if b is run), None)
    if above is None or not (asks or not _is_asking(page, above)):
        return False
    return any(token.part is Part.ORG for token in tokens_of(above.text))


def _without_clinics_phone(text: str) -> str:
    """Return a line without the number that stands behind a clinic's name."""
    orgs = [token.end for token in tokens_of(text) if _is_house(token)]
    number = _NUMBER_AT_END.search(text, orgs[-1]) if orgs else None
    return text[: number.start()] if number and _is_dialled(number.group()) else text


def _is_dialled(number: str) -> bool:
    """Whether a number is as long as one to call, and written in groups as a record's is not."""
    return 9 <= sum(map(str.isdigit, number)) <= 16 and bool(re.search(r"\d[ ).-]", number))


def _is_printed(cell: Cell, page: Page, run: Run) -> bool:
    """Whether a cell holds words of forms alone, or the name of a clinic."""
    text = _JOINED_I.sub(r"\1I ", cell.text)
    tokens = [t for t in tokens_of(text) if _is_told(t)]
    if not _is_asking(page, run) and any(map(_is_house, tokens)):
        return True
    is_known = all(_is_of_forms(t) for t in tokens)
    if is_known or _is_nearly_a_phrase(text):
        return True
    if cell.line.score >= _WELL_READ or any(map(_is_rather_a_name, tokens)):
        return False
    return _is_like_a_form(text, _ALIKE if " " in text.strip() else _ALIKE_ALONE)


def _is_asking(page: Page, run: Run) -> bool:
    clinic = _clinic_above_its_address(page, run)
    return any(
        label.kinds[0] is not Kind.STOP
        and not _ends_a_house(run.text, label)
        and not _is_of_letterhead(run.text, label, clinic)
        for label in page.labels(run)
    )


def _clinic_above_its_address(page: Page, run: Run) -> int:
    """Return where a clinic's name ends that its address and number follow in the head, else 0."""
    number = _NUMBER_AT_END.search(_digits(run))
    has_parts = bool(set(run.text) & set(",·"))
    if number is None or not has_parts or not any(run is r for r in page.runs[:_HEAD]):
        return 0
    name = takewhile(lambda token: not re.search(r"\d", token.text), tokens_of(run.text))
    return max((token.end for token in name if _is_house(token)), default=0)


def _is_house(token: Token) -> bool:
    """Whether a word is of a clinic's name, with a wrong letter too: Hompital."""
    if token.part is Part.ORG:
        return True
    return bool(get_close_matches(token.text.lower(), _HOUSES, 1, _ALIKE_HOUSE))


def _is_of_letterhead(text: str, label: Label, clinic: int) -> bool:
    """Whether what looks like a label is a word of a clinic's name or of its address.

    Harlow County Hospital, Quail Hollow Dr, Flat No. 4; `clinic` is where the name ends.
    """
    if label.end <= clinic:
        return not label.has_sign and label.kinds[0] in _OF_ADDRESS
    is_part = bool(_DRIVE.match(text, label.start) or _PART_OF_HOUSE.match(text, label.start))
    is_part = is_part or evidence.ends_in_a_drive(text[: label.end])
    return clinic > 0 and (is_part or label.kinds[0] in _OF_ADDRESS)


def _ends_a_house(text: str, label: Label) -> bool:
    """Whether a label is the last word of a house's name: Shanti Nursing Home."""
    tokens = tokens_of(text)
    before = [t for t in tokens if t.end <= label.start]
    if label.has_sign or not before or before[-1].part is not Part.ORG:
        return False
    after = [t for t in tokens if t.start >= label.end and _is_told(t)]
    return label.kinds[0] is not Kind.PATIENT or all(map(_is_of_forms, after))


def _is_rather_a_name(token: Token) -> bool:
    """Whether a word is better known as a name than as a word: most of those are near a phrase."""
    return token.part is Part.NAME and max(token.given, token.family) > max(1, token.word)


def _is_told(token: Token) -> bool:
    """Whether a word is long enough to say something, or a short name: Lee, Ng."""
    letters = sum(map(str.isalpha, token.text))
    return letters >= _LEAST_LETTERS or (letters > 1 and token.is_well_listed)


def _is_of_forms(token: Token) -> bool:
    if token.part in (Part.STOP, Part.ORG) or _PATTERN_OF_DATE.fullmatch(token.text):
        return True
    if match_key(token.text) in _words():
        return True
    if token.is_well_listed:
        return False
    if not token.is_listed and _is_near_a_word(match_key(token.text)):
        return True
    return token.word > 0 or is_known_word(token.text) or is_misread_word(token.text)


@memo(maxsize=4096)
def _is_near_a_word(key: str) -> bool:
    """Whether a word is one of forms but for a letter: Dabetes, Smcker."""
    near = [word for word in _words() if abs(len(word) - len(key)) <= 1]
    return len(key) > _LEAST_LETTERS and bool(get_close_matches(key, near, 1, _NEAR))


def _is_like_a_form(text: str, share: float) -> bool:
    """Whether each part of a line has this share of letters of one of a form's phrases."""
    parts = (match_key(part) for part in _PART_OF_LINE.split(text))
    return all(
        bool(get_close_matches(part, _phrases(), n=1, cutoff=_share(part, share)))
        for part in parts
        if len(part) >= _LEAST_LETTERS
    )


@memo(maxsize=4096)
def _is_nearly_a_phrase(text: str) -> bool:
    """Whether a line is a phrase of forms, word by word, but for a letter or two."""
    key = " ".join(map(match_key, text.split()))
    return len(key) > 2 * _LEAST_LETTERS and bool(get_close_matches(key, _spaced(), 1, _VERY_LIKE))


def _share(part: str, share: float) -> float:
    return max(share, _SHORT_ALIKE) if len(part) < _SHORT else share


@lru_cache(maxsize=1)
def _phrases() -> tuple[str, ...]:
    return tuple(sorted({match_key(phrase) for phrase in _written()}))


@lru_cache(maxsize=1)
def _spaced() -> tuple[str, ...]:
    return tuple(sorted({" ".join(map(match_key, phrase.split())) for phrase in _written()}))


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return frozenset(match_key(word) for phrase in _written() for word in phrase.split())


def _written() -> Iterable[str]:
    """Yield every label, word of care, analyte and phrase of forms."""
    labels = read_sections("labels.txt", separator=" ")
    medical = read_sections("medical.txt", separator=" | ")
    lab = read_sections("lab.txt", separator=" | ")["ANALYTES"]
    texts = [text for name, text in labels.items() if name != "EVERYDAY"]
    texts += [medical[name] for name in ("STRONG", "HINT", "FORM", "FORM_AND_NAME")] + [lab]
    for text in texts:
        yield from filter(None, (phrase.strip() for phrase in text.split("|")))
