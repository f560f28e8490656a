"""Marks of print for everybody: code, prices, opening hours, notices in everyday words.

Each question looks at one kind of evidence; `context` adds them up. None of them is proof by
itself: a ward's schedule has hours too, and a chart's note is written in everyday words.
"""

from __future__ import annotations

import re
from itertools import pairwise

from phiscan.rules import evidence
from phiscan.rules.name_rows import PHONE
from phiscan.rules.name_words import Part, tokens_of
from phiscan.rules.page import Page

_CODE_LINES, _CODE_SHARE, _LEAST_SURE = 3, 0.15, 2
_PRICED = 3
"""Different prices that make a list of prices."""
_CURRENCY = re.compile(r"(?:[$€£¥₹]|\b(?:USD|EUR|GBP|CHF|RM|Rs)\.?)\s?\d{1,4}(?:[.,]\d{2})?\b")
_DECIMAL = re.compile(r"(?<![-+\w.,/])\d{1,4}[.,]\d{2}\b(?![.,/-]\d)")  # a lens has -2.25
_TIME_FIRST = re.compile(
    r"\s*(?P<time>(?P<hour>[01]?\d|2[0-3])\.(?P<minute>[0-5][05]))\s+[^\W\d_]{2}"
)
_LEAST_TIMES = 3
_HOURS = re.compile(
    r"\b(?:mon|tue|wed|thu|fri|sat|sun)\w*\b.{0,12}\d{1,2}(?::\d{2})?\s*(?:am|pm)?\s*(?:-|–|to\b|till?\b)",
    re.I,
)
_FROM_TO = re.compile(
    r"\b\d{1,2}[:.h]\d{2}\s?(?:am|pm)?\s?(?:-|–|to|à|bis)\s?\d{1,2}[:.h]\d{2}"
    r"|\b\d{1,2}\s?[ap]m\s?(?:-|–|to)\s?\d{1,2}\s?[ap]m\b",
    re.I,
)
_CLOCK = re.compile(r"(?<![\d:/.-])[0-2]?\d[:.][0-5]\d(?![\d:/.-])")
_STOPS, _ROWS = 3, 3
"""Times in a row, and such rows, that make a timetable."""
_FILE = (
    r"\b[\w-]+\.(?:py|js|jsx|ts|tsx|go|rs|java|kt|swift|c|cc|cpp|h|hpp|cs|sql|sh|rb|php|css|html?|json"
    r"|ya?ml|toml|md|lock|cfg|ini|ipynb)\b"
)
# What notes about patients have, too: Na 140 -> 138, Meds(5), aspirin 81 mg; plan:
_LIKE_CODE = re.compile(r";\s*$|\w\(\w*\)|->|^\s*[a-z]+:\s*$")
_CODE = re.compile(
    r"[{}]\s*$|^\s*[{}\[\]]|=>|==|!=|\+=|</?\w+>|\w\(\*\)|\w+\.\w+\("
    r"|(?:^|\t)[\s\d]*(?:def|class|import|from|return|#include|package|const|let|var|func|fn)\s\w"
    r"|(?:^|\t)[\s\d]*(?:SELECT|INSERT INTO|DELETE FROM|CREATE TABLE|GROUP BY|ORDER BY|HAVING"
    r"|select)\s|(?:^|\t)[\s\d]*(?:WHERE|FROM|JOIN|LEFT JOIN|where|join|group by|order by|limit)\s"
    r"[a-z\d]\w*\b"
    r"|\b[a-z]+_[a-z]\w*\b|^\s*\"[\w-]+\"\s?:|^\s*[a-z]+[A-Z][a-zA-Z]*:|:\d+\.\d+\.\d+\b"
    r"|\b(?:INFO|WARN|WARNING|ERROR|DEBUG|TRACE|FATAL)\b|\b(?:GET|POST|PUT|HEAD) /"
    r"|\bLn \d+,? ?Col ?\d+|\b(?:UTF-8|utf-8 (?:CR)?LF)\b|\bPID +(?:USER|TTY|PPID)\b"
    r"|\bload average:|\bTraceback\b|\w(?:Exception|Error)\b|\b0x[0-9a-fA-F]{2}"
    r"|^\s*[$%>#]\s[a-z]+\b|\b(?:git|npm|pip|docker|kubectl|sudo|cargo) [a-z-]+|" + _FILE
)
# What a publisher writes on a leaflet: Published May 2023, Version 3, last reviewed: 14/06/2022.
_ISSUED = re.compile(
    r"\b(?:(?:first )?published|(?:last |next )?review(?:ed)?(?: date)?|(?:last )?revised"
    r"|version|edition)\b\W{0,3}(?:v?\d{1,2}(?:\.\d+)?\b|(?:in |on )?(?:\d{1,2}\W)?(?:\w{3,9}\W)?"
    r"(?:19|20)\d\d\b)", re.I
)  # fmt: skip
_CAPTION = re.compile(r"^\W*(?:Table|Figure|Fig\.) \d{1,2}(?:[.:]\d{1,2})?\W+[A-Z]")
# What stands on the box of gloves, tests, syringes: each at most once counts.
_PACKAGE = tuple(
    re.compile(pattern, flags)
    for pattern, flags in (
        # "2027LOT 5123": the reader joins what stands close.
        (r"(?<![A-Za-z])(?:L[O0]T|Lot|BATCH|Batch)\b\W{0,2}(?:[Nn](?:o\.?|umber))?\W{0,3}\w*\d", 0),
        (r"\b(?:REF|CAT|Cat\.? ?[Nn]o)\b\.?:?\s?[\w-]*\d", 0),
        (r"\b(?:EXP|Exp|USE BY|Use by|BBE)\b|\b[Bb](?i:est bef[o0]re)", 0),
        (r"\b\d+\s?(?:pcs|pieces|tests|sachets|swabs|masks|wipes|per (?:box|kit|pack))\b", re.I),
        (r"\b(?:EN|ISO)(?: ISO)? ?\d{3,5}\b", 0),
        (r"\b(?:non[- ]?)?sterile\b", re.I),
        (r"\b(?:powder|latex|dehp)[- ]free\b|\bsingle[- ]use\b|\bdo not re-?use\b", re.I),
        (r"\b(?:made in|manufactured|manufacturer)\b", re.I),
        (r"\bhelpline|\b(?:consumer|customer)s? (?:line|care|services?|relations|support)\b", re.I),
        # What is sold to everybody says how much anybody may take; a pharmacist writes TAKE ONE.
        (r"\b(?:adults?|children)\b.{0,30}:\s?\d", re.I),
        (r"\bper 100 ?(?:g|ml)\b|\bingredients?\b|\bmay contain\b|\bdietary supplement\b", re.I),
        (r"\bkeep (?:out of|away|dry|refrigerated)\b|\bstore (?:below|between|in a)\b", re.I),
    )
)
_PACKED = 3
"""Different marks of packages that make one."""
# Obi, A; Ngozi E; Dear Ms. Obi; Mr Obi
_SOMEBODY = re.compile(
    r"[^\W\d_a-z][\w'’-]+,? [A-Z]\.?(?![\w&/])|\b(?i:dear|re:|mrs?|ms|miss|pt)\b\.? [A-Z]"
)
_LEAST_LINES, _LEAST_WORDS, _EVERYDAY_SHARE = 4, 7, 0.7
_WORD_LETTERS = 3


def is_code(page: Page) -> bool:
    """Whether enough lines are of programs, logs or a terminal."""
    sure = [bool(_CODE.search(run.text)) for run in page.runs]
    code = sum(s or bool(_LIKE_CODE.search(r.text)) for s, r in zip(sure, page.runs, strict=True))
    is_much = code >= _CODE_LINES and code > len(page.runs) * _CODE_SHARE
    return is_much and sum(sure) >= _LEAST_SURE


def prices(page: Page) -> int:
    """Return how many different prices are there; one that was read twice counts once."""
    times = set(_times(page))
    return len({price for run in page.runs for price in _prices_of(run.text)} - times)


def _prices_of(text: str) -> list[str]:
    """Return a row's prices; of bare decimals the last one: more are a table's, 3.81 4.20 91%."""
    return _CURRENCY.findall(text) + _DECIMAL.findall(_CURRENCY.sub(" ", text))[-1:]


def _times(page: Page) -> list[str]:
    """Return what begins the rows of a day's list, each later than the one above: 9.00, 9.30."""
    found = [match for run in page.runs if (match := _TIME_FIRST.match(run.text))]
    minutes = [60 * int(m["hour"]) + int(m["minute"]) for m in found]
    if len(found) < _LEAST_TIMES or any(b <= a for a, b in pairwise(minutes)):
        return []
    return [match["time"] for match in found]


def is_priced(page: Page) -> bool:
    """Whether a list of prices is there."""
    return prices(page) >= _PRICED


def hours_score(page: Page) -> int:
    """Return 2 for the hours of weekdays and rows of departures, 1 for two spans of hours."""
    if any(_HOURS.search(run.text) for run in page.runs):
        return 2
    if not evidence.clinical_words(page) and not evidence.bedside_signs(page):
        timed = sum(len(_CLOCK.findall(run.text)) >= _STOPS for run in page.runs)
        if timed >= _ROWS:
            return 2
    return int(sum(len(_FROM_TO.findall(run.text)) for run in page.runs) >= 2)


def words_of_trade(page: Page) -> int:
    """Return how many different words of print for everybody are there, misread ones too."""
    known = evidence.words(page, "PUBLIC")
    return len(known | evidence.misread_words(page, "PUBLIC"))


def is_issued(page: Page) -> bool:
    """Whether a publisher's mark is there, or a caption as books number them."""
    return any(_ISSUED.search(run.text) or _CAPTION.search(run.text) for run in page.runs)


def marks_of_package(page: Page) -> int:
    """Return how many kinds of print that packages bear are there."""
    return sum(any(mark.search(r.text) for r in page.runs) for mark in _PACKAGE)


def is_package(page: Page) -> bool:
    """Whether it is the print of a package: a lot, a reference, how many are in it."""
    return marks_of_package(page) >= _PACKED


# What hangs on a wall: NO MOBILE PHONES, PLEASE WASH YOUR HANDS.
_ORDER = re.compile(
    r"\W*(?:NO|DO NOT|PLEASE|STOP|CAUTION|WARNING|DANGER|NOTICE|QUIET|KEEP|WASH|WEAR|REMOVE|SILENCE"
    r"|TURN OFF|SWITCH OFF|ATTENTION|MASKS?|VISITING|ALL VISITORS)\b[A-Z '’&!.,-]{3,}"
)
_LEAST_TELEPHONES = 4
"""Lines with a telephone number that make a directory."""
_ARROW = re.compile(r"\s*(?:<-|->|[←→↑↓^])\s*[A-Z]")
_LEAST_ARROWS = 3


def is_posted(page: Page) -> bool:
    """Whether an order in capitals heads it, line after line ends in a telephone number, or most
    begin with an arrow, as on a signpost.
    """
    arrows = sum(bool(_ARROW.match(run.text)) for run in page.runs)
    if arrows >= _LEAST_ARROWS and 2 * arrows > len(page.runs):
        return True
    telephones = sum(PHONE.search(run.numbers_text) is not None for run in page.runs)
    ordered = any(_ORDER.fullmatch(run.text) for run in page.runs[:2])
    return ordered or telephones >= _LEAST_TELEPHONES


def is_notice(page: Page) -> bool:
    """Whether several lines of everyday words stand there, and hardly another word.

    A room to let, a road closed: nothing is known of it but that no word of care is among them.
    """
    if len(page.runs) < _LEAST_LINES or evidence.clinical_words(page) or evidence.hints(page) > 1:
        return False
    if any(_SOMEBODY.search(run.text) for run in page.runs):
        return False
    words = [t for run in page.runs for t in tokens_of(run.text) if len(t.text) >= _WORD_LETTERS]
    words = [t for t in words if t.text.isalpha()]
    plain = [t for t in words if t.part in (Part.STOP, Part.ORG) or t.word >= 2]
    different = {t.text.lower() for t in plain}
    return len(different) >= _LEAST_WORDS and len(plain) >= _EVERYDAY_SHARE * len(words)
