"""What no other rule claims on a medical page: numbers that are no value, dose, time or page.

Every other rule says what an identifier looks like, and a misreading looks like nothing. This one
says what numbers on a patient's papers are harmless (results with units and ranges, doses, times,
vital signs, prices, codes of diagnoses and forms) and takes the rest: better one box too many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from phiscan._memo import memo
from phiscan.rules import scores
from phiscan.rules.date_shapes import find_dates
from phiscan.rules.lab_results import row_of
from phiscan.rules.labels import Kind, Label
from phiscan.rules.layout import CELL_BREAK, Run, Slice
from phiscan.rules.page import Page
from phiscan.rules.record_numbers import bare_numbers
from phiscan.rules.wordlists import read_sections
from phiscan.types import Category, Finding

_SHORTEST = 5  # letters and digits; of these digits:
_DIGITS = 3
_WORD = re.compile(r"[^\s\t]+")
_EDGES = "()[]{}<>,;:.!?*#'\"|-_=/\\~"
_UNITS = (
    "mg|mcg|µg|ug|g|kg|mgs|ml|mls|cc|l|dl|oz|fl|meq|mmol|units?|unit/ml|iu|u|tabs?|tablets?|caps?"
    "|capsules?|puffs?|drops?|gtts?|doses?|sprays?|patch(?:es)?|bpm|mmhg|cm|mm|m|ft|in|inch(?:es)?|lbs?"
    "|lb|days?|d|hours?|hrs?|h|mins?|minutes?|secs?|seconds?|s|weeks?|wks?|months?|mos?|years?|yrs?"
    "|times?|x|ma|mas|kvp?|hz|khz|mhz|ms|msec|db|kcal|cal|calories|steps|copies|cells|percent|gy|msv"
    "|mgy|mci|mbq|fr|ga?|gauge|ng|pg|nmol|pmol|umol|µmol|miu|uiu|µiu|osm|mosm|torr|kpa|wbc|rbc|hpf|lpf"
    "|refills?|pages?|pm|am|noon|feu|f|c"
)
_UNIT_NEXT = re.compile(
    rf"\s{{0,2}}(?:%|°|[$€£]|(?:/\s?)?(?:{_UNITS})\b|/\s?(?:[uµ]l|hpf|lpf|mm|l)\b)", re.I
)
_PAIR = r"(?:0[1-9]|[12]\d|3[01])"  # a day or a month
_HARMLESS = re.compile(
    r"[<>=≤≥~+-]{0,2}\d{1,5}\.\d+%?(?:[-–/x]\d+(?:\.\d+)?)?"  # 7.35-7.45; 6894830.1 is none
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?"  # 250,000
    r"|[$€£₹]\d[\d,.]*|\d+(?:[.,]\d+)?%"
    r"|[<>=≤≥]{1,2}\d+"
    r"|T?[0-2]?\d[:.h][0-5]\d(?::[0-5]\d)?(?:am|pm|z|h|hrs)?(?:[-–]?[0-2]?\d:[0-5]\d(?:am|pm)?)*"
    r"|[0-2]?\d[0-5]\d(?:h|hrs?|hours)|\d{1,2}:\d{1,5}"  # 1:1000, a dilution
    # Blood pressure, intake and output, fractions; not 16/0426, a date that lost a stroke.
    rf"|(?!(?:{_PAIR}/{_PAIR}|{_PAIR}{_PAIR}/)\d\d(?!\d))\d{{1,4}}/\d{{1,4}}"
    r"|(?:ga=?)?\d{1,2}w\d?d?"  # weeks of a pregnancy
    r"|\d{1,4}x\d{1,4}(?:x\d{1,4})?"
    r"|x?10[e^*x]\d{1,2}.*|\d+[eE]\d"
    # ICD-10-CM; seven digits are a code of the eye or the unborn, or a specimen's number: B26.1224.
    r"|[A-TV-Z]\d[\dA-Z]\.(?:[\dA-Z]{1,3}|[\dA-Z]{0,3}[A-Z][\dA-Z]{0,3})|H40\.\d{4}"
    r"|q\d{1,2}(?:-\d{1,2})?h.*"
    rf"|\d+(?:[.,]\d+)?(?:-\d+(?:[.,]\d+)?)?-?(?:{_UNITS})(?:/.*)?"  # 500mg/5mL
    r"|[btlcshn]\d{1,2}(?:-[tlcsn]?\d{1,2})?|h\dn\d"  # B12, L4-L5
    r"|(?:ca|cd|hla|hpv|il|nac|ph|covid|phq|gad|icd|omega|sars-cov|pao|pco|po|fio)-?\d{1,3}"
    r"|(?:cpt|iso|loinc|usp|rev|v)-?\d[\d.:-]{0,5}",
    re.I,
)
# Words before a number that make it a code, a value or a place, not somebody's.
_BEFORE = re.compile(
    r"(?<![A-Za-z])(?:icd(?:-?1?[09])?(?:-cm)?|cpt|hcpcs|loinc|snomed|drg|cvx|ndc|omb(?:\s?no)?\.?|form(?:\s?no)?\.?|rev(?:ision|\.)?"
    r"|version|ver|(?-i:v)|iso|rfc|cms|page|pg|(?-i:p)|rm|room|bed|ward|bay|floor|fl|suite|ste|level|gate|step"
    r"|section|chapter|figure|fig|table|slice|series|image|im|se|frame|zoom|fov|matrix|bp|hr|rr|pulse"
    r"|temp|spo2|sats?|wt|weight|ht|height|bmi|qty|quantity|disp(?:ense)?|refills?|total|amount|due"
    r"|balance|copay|price|usd|rate|volume|vol|dose|score|grade|stage|type|copyright|©)\W{0,3}$",
    re.I,
)
_NUMBER_SIGN = re.compile(r"\w\s?#\s?$")
_ACCESSION = re.compile(r"[A-Z]{0,2}\d{2}-\d{5,8}")
# Short groups between letters: QQ 12 34 56 C (UK national insurance), KA 05 MH 1182 (a plate),
# ZXW23SK (New Zealand's health index as of 2019, HISO 10046: no I, no O).
_LETTERED = re.compile(
    r"(?<![\w-])[A-Z]{2}\s?(?:\d\d\s?){3}[A-D](?!\w)"
    r"|(?<![\w-])(?:A[PRS]|BR|C[GH]|DL|G[AJ]|H[PR]|J[HK]|K[AL]|L[AD]|M[HLNPZ]|NL|O[DR]|P[BY]|RJ|SK|T[NS]|U[KP]|WB)"
    r"\s?\d\d\s?[A-Z]{1,2}\s?\d{4}(?!\w)"
    r"|(?<![\w-])[A-HJ-NP-Z]{3}\d\d[A-HJ-NP-Z]{2}(?!\w)"
)
# Letters and many digits are no test's value, whatever row they stand in: a lead's number.
_NO_RESULT = re.compile(r"[A-Z]{1,4}-?\d{6,}")
# A check letter behind so many digits is no unit: 866752M, 343338F.
_NUMBER_AND_LETTER = re.compile(r"(?:\d{6,}|0\d{4,})[A-Za-z]|\d+-\d+-[A-Z]")
# Groups of digits that a line's end cut: card 972 02 | 1604 G.
_ENDS_IN_GROUPS = re.compile(r"(?:^|[^\d.,/:] ?)\b[A-Z]{0,3}\d{2,4}(?:[ -]\d{2,4})+[ -]?$")
_OVER_THE_END = re.compile(
    r"(?<![\w.,/])([A-Z]{0,3}\d{2,4}(?:[ -]\d{2,4})+)[ -]+"
    r"\d{2,}(?:[ -]\d{2,})*(?:[ -]?[A-Z]{1,2})?(?!\w)"
)
_FOUR = re.compile(r"\d{4}")
_ROUND = re.compile(r"(?:19|20)\d\d|\d\d00")
# Written in pairs with nothing behind: RUIZ, ANA vol 2 91 19 19.
_PAIRS = re.compile(r"(?:(?=\S*[A-Za-z])\S++ )?(\d\d(?:(?: - | )\d\d){2,4})")
# A digit to each box of a form.
_BOXED = re.compile(r"(?<![\w.-] )(?<!\S)\d(?: \d){5,}(?!\S| \w)")
_MOST_DECIMALS = re.compile(r"\d{3,}\.\d{4,}|\d\.\d{7,}")
# A number and its year, alone in its place: 290/25; no pressure falls so low.
_OF_A_YEAR = re.compile(r"\d{3,5}/[12]\d")
_GROUP_BEFORE = re.compile(r"(?<![\w.])[A-Z]{0,2}\d{3,} $")
_GROUPS_BEFORE = re.compile(r"(?<![\w.])\d{2,}(?: \d{2,})* $")
_RANGE = re.compile(r"(\d{1,5})[-–](\d{1,5})")
_YEARS = re.compile(r"(?:1[5-9]|20)(\d\d)[-–](\d\d)")
# Alone in its place: the case of a year, as registries count them.
_CASE_OF_YEAR = re.compile(r"(?:19|20)\d\d[-–]\d\d")
_DIGITS_OF_A_CODE = 6
_DIGITS_OF_A_RANGE = 6  # 684-4828 is nobody's reference range
_DIGITS_APART = 2  # nor is what goes from tens to thousands
_MOST_OF_A_VALUE, _MOST_BEFORE_A_LETTER = 7, 4  # digits
_PREFIX = re.compile(r"(?<![\w-])(?:[A-Z]{1,4}|[A-Z]&[A-Z])[ .]? ?$")
_SUFFIX = re.compile(r"(?: | ?- ?)[A-Z]{1,2}(?![\w'-]|\.\w)")
# Three letters and four digits by themselves are a number somebody was given: KEL 5719.
_LETTERS_BEFORE_FOUR = re.compile(
    r"(?:^|\t|\b(?:No|Nr|Num|Ref|ID)\b[.:]? ?)\W*(?!(?:PO|BOX|FIG|REV|VOL|PAGE)\b)[A-Z]{2,4}[ -]$"
)


def find(page: Page) -> Iterator[Finding]:
    """Yield numbers on a medical page that nothing marks as harmless: as a record number where one
    may look so, as another one else.
    """
    if not page.is_medical or page.is_plain_text:
        return
    for run in page.runs:
        shapes = list(bare_numbers(run))
        for start, end in leftover_numbers(page, run):
            is_record = any(a < end and start < b for a, b in shapes)
            is_accession = _ACCESSION.fullmatch(run.text[start:end])
            yield from page.findings(
                Slice(run, start, end),
                Category.MRN if is_record and not is_accession else Category.OTHER_ID,
                scores.climb(scores.WEAK_SHAPE, medical=True),
                "a number on a medical page that is no result, dose or time",
                detector="leftover_numbers",
            )
    for run in page.layout.wrapped(_ENDS_IN_GROUPS):
        for match in _OVER_THE_END.finditer(run.text):
            if match.end(1) == run.seam - 1:
                yield from page.findings(
                    Slice(run, *match.span()), Category.OTHER_ID,
                    scores.climb(scores.WEAK_SHAPE, medical=True),
                    "a number on a medical page that goes on below", detector="leftover_numbers",
                )  # fmt: skip


def leftover_numbers(page: Page, run: Run) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of a run's numbers, whole or in groups, that may identify somebody."""
    results = _result_places(run)
    label_places = page.label_spans(run)
    dates = [(d.start, d.end) for d in find_dates(run.numbers_text)]
    groups: list[tuple[int, int]] = []
    for start, end in _words(run.text):
        if start in results and not _NO_RESULT.fullmatch(run.text[start:end]):
            continue
        if all(at in label_places for at in range(start, end)):
            continue
        if is_harmless(run.text, start, end) or any(a <= start and end <= b for a, b in dates):
            continue  # dates have their own rule
        glued = groups and run.text[groups[-1][1] : start] in (" ", " - ", "- ", " -")
        groups[len(groups) - bool(glued) :] = [(groups[-1][0] if glued else start, end)]
    yield from (m.span() for m in _LETTERED.finditer(run.text))
    yield from (m.span() for m in _BOXED.finditer(run.text) if not _is_counted(m.group()))
    for start, end in groups:
        if _is_identifying(run, start, end) and not _is_told_apart(page, run, start, end):
            yield _with_letters(run.text, start, end, _announcing(page, run))


def _announcing(page: Page, run: Run) -> set[int]:
    """Return the places of a run that say what a number is: not those of H&C, which are its own."""
    labels = [x for x in page.labels(run) if x.has_sign or x.kinds != (Kind.STOP,)]
    return {at for x in labels for at in range(x.start, x.end)} & page.label_spans(run)


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the words that hold a digit, without the signs round them."""
    for match in _WORD.finditer(text):
        word = match.group()
        core = word.strip(_EDGES)
        if any(c.isdigit() for c in core):
            start = match.start() + word.index(core)
            yield start, start + len(core)


def _result_places(run: Run) -> range | set[int]:
    """Return the places of a run that are a row of a laboratory table."""
    row = row_of(run)
    if row is None:
        return set()
    kept = set(map(id, row.cells))
    return {
        at
        for at, owner in enumerate(run.owners)
        if owner is not None and id(run.cells[owner[0]]) in kept
    }


@memo(maxsize=16384)
def _is_harmless_word(word: str) -> bool:
    return bool(_HARMLESS.fullmatch(word))


def is_range(word: str) -> bool:
    """Whether a word goes from a smaller number to a larger one, both short: 70-99, not 59-9834.

    1887-90 goes from year to year.
    """
    if years := _YEARS.fullmatch(word):
        return int(years[1]) < int(years[2])
    match = _RANGE.fullmatch(word)
    if match is None or len(word) > _DIGITS_OF_A_RANGE + 1:
        return False
    low, high = match.groups()
    is_scale = len(high) - len(low) < _DIGITS_APART or (len(low) == 1 and _is_scale_end(high))
    return is_scale and int(low) < int(high)


def _is_scale_end(number: str) -> bool:
    """Whether scales that begin with one digit end so: 0-10, 1-999, 0-1000; not 3-3689."""
    return len(number) <= _DIGITS or number.endswith("00")


def is_harmless(text: str, start: int, end: int) -> bool:
    """Whether the word at start..end is a value, a time, a dose, a price or a public code."""
    word = text[start:end]
    is_counted = _OF_A_YEAR.fullmatch(word) or _CASE_OF_YEAR.fullmatch(word)
    if is_counted and _is_alone(text, start, end):
        return False
    if _NUMBER_AND_LETTER.fullmatch(word) or _MOST_DECIMALS.fullmatch(word):
        return False
    if _NUMBER_SIGN.search(text[:start]) and is_range(word):
        return False  # X-ray # 88-4127
    if _is_harmless_word(word) or text[max(0, start - 1) : start] in set("$€£₹"):
        return True
    before = text[:start].rpartition(CELL_BREAK)[2]
    if _BEFORE.search(before):
        return True
    if is_range(word):
        return True
    if not word.isdigit() or len(word) > _MOST_OF_A_VALUE:
        return False
    if word[0] == "0" and len(word) > _MOST_BEFORE_A_LETTER:
        return False  # nothing is measured as 0048213
    unit = _UNIT_NEXT.match(text, end)
    # 00482913 F is a record number and a sex, 98 F a temperature.
    has_unit = unit is not None and (len(word) <= _MOST_BEFORE_A_LETTER or len(unit[0].strip()) > 1)
    is_short = unit is not None and len(unit[0].strip()) == 1
    if is_short and _GROUP_BEFORE.search(before):
        return False  # 4471 902 F
    if is_short and unit is not None and CELL_BREAK in unit[0] and _GROUPS_BEFORE.search(before):
        return False  # 339 44 12 | L hip
    return has_unit or _follows_analyte(before)


@lru_cache(maxsize=1)
def _analytes() -> re.Pattern[str]:
    phrases = re.split(r"\s*\|\s*|\n", read_sections("lab.txt", separator=" | ")["ANALYTES"])
    ordered = sorted({p for p in phrases if len(p) > 1}, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\W{0,3}$", re.I)


def _follows_analyte(before: str) -> bool:
    return bool(_analytes().search(before))


def _is_identifying(run: Run, start: int, end: int) -> bool:
    """Whether letters and digits are enough; four digits count alone in a place of their own."""
    text = run.text[start:end]
    solid, digits = sum(c.isalnum() for c in text), sum(c.isdigit() for c in text)
    if _FOUR.fullmatch(text) and not _ROUND.fullmatch(text):
        return (
            _is_alone(run.text, start, end)
            or _is_carried_over(run.text, start, end)
            or (bool(_LETTERS_BEFORE_FOUR.search(run.text[:start])) and _is_last(run.text, end))
        )
    if pairs := _PAIRS.fullmatch(text):
        return _is_last(run.text, end) and not _is_counted(pairs[1])
    longest = max(sum(c.isdigit() for c in part) for part in text.split(" "))
    return solid >= _SHORTEST and digits >= _DIGITS and longest >= _DIGITS and digits * 3 >= solid


def _is_alone(text: str, start: int, end: int) -> bool:
    before = text[:start].rpartition(CELL_BREAK)[2]
    after = text[end:].partition(CELL_BREAK)[0]
    return not before.strip() and not after.strip()


def _is_carried_over(text: str, start: int, end: int) -> bool:
    """Whether four digits open a line and a sign ends them: what a telephone's end above lacks."""
    opens = not text[:start].rpartition(CELL_BREAK)[2].strip()
    return opens and text[end : end + 1] in (";", ",", ".", ")")


def _is_last(text: str, end: int) -> bool:
    return not text[end:].partition(CELL_BREAK)[0].strip()


def _is_counted(pairs: str) -> bool:
    """Whether numbers go up or down in even steps, as teeth and scales do: 14 15 16."""
    numbers = [int(pair) for pair in re.findall(r"\d+", pairs)]
    return len({b - a for a, b in pairwise(numbers)}) == 1


def _is_told_apart(page: Page, run: Run, start: int, end: int) -> bool:
    """Whether a label says that a short number is something else: RxBIN 004336, Room 4127."""
    label: Label | None = page.label_of(run, start)
    if label is None or CELL_BREAK in run.text[label.value : start]:
        return False
    text = run.text[start:end]
    is_short = text.isdigit() and len(text) <= _DIGITS_OF_A_CODE
    return label.kinds == (Kind.STOP,) and label.value >= start - 1 and is_short


def _with_letters(text: str, start: int, end: int, labels: set[int]) -> tuple[int, int]:
    """Take in letters printed as a group of the number: WDT 388 17360, 12 34 56 C."""
    before = _PREFIX.search(text[:start])
    if before and not any(at in labels for at in range(before.start(), before.end() - 1)):
        start = before.start()
    after = _SUFFIX.match(text, end)
    if after and not any(at in labels for at in range(end + 1, after.end())):
        end = after.end()
    return start, end
