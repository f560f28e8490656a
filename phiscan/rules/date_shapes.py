"""What a date looks like, in every order that clinics print, with room for a reader's slips."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from phiscan._memo import memo
from phiscan.rules.normalise import DIGIT_LIKE, as_digits

# With the digits that readers make of letters, and the other way round: 0CT, 1UL, M4R, JUI.
_ENGLISH = (
    r"(?:[J1I]an(?:uary)?|Feb(?:ruary)?|M[a4]r(?:ch)?|[A4]pr(?:i[l1])?|M[a4]y|[J1I]une?"
    r"|[J1I]u[l1I]y?|[A4]u[g9](?:ust)?|[S5]ept?(?:ember)?|[O0Q]ct(?:[o0]ber)?|N[o0]v(?:ember)?"
    r"|[D0]ec(?:ember)?)"
)
_FOREIGN = (
    r"(?:janvier|f[eé]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre"
    r"|d[eé]cembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre"
    r"|diciembre|januar|februar|m[aä]rz|juni|juli|oktober|dezember|gennaio|febbraio|aprile|maggio"
    r"|giugno|luglio|settembre|ottobre|dicembre|janeiro|fevereiro|mar[cç]o|maio|junho|julho"
    r"|setembro|outubro|novembro|dezembro)"
)
_MONTH = rf"(?:{_FOREIGN}(?![a-z])|{_ENGLISH})"
_SEP = r"\s?[/.\-]\s?"
_YEAR = r"(?:19|20)\d{2}"
_EDGE = r"(?<![\w./$€£-])"
# The space before a time gets lost (3/14/202408:15), and one date may run on to another.
_TIME = r"T?\d{1,2}:\d{2}|(?:[01]\d|2[0-3])[0-5]\d(?!\d)"
_DAY_OF_WEEK = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s{0,2})?"
_NUMERIC = re.compile(
    rf"{_EDGE}(?:(?P<a>\d{{1,2}})(?P<s>{_SEP})(?P<b>\d{{1,2}})(?:{_SEP})(?P<y>{_YEAR}|\d{{2}})"
    rf"|(?P<y2>{_YEAR})(?P<s2>{_SEP})(?P<m2>\d{{1,2}})(?:{_SEP})(?P<d2>\d{{1,2}}))"
    rf"(?:(?=-\d{{1,2}}/\d|{_TIME})|(?![\w/]|-\d|\.\d))"
)
_AFTER_A_WORD = re.compile(
    rf"(?<=[A-Za-z])(?<![OQDIlSBZ])(?P<a>\d{{1,2}})[/-](?P<b>\d{{1,2}})[/-](?P<y>{_YEAR})(?![\w/-])"
)
_NAMED = re.compile(
    rf"(?<![A-Za-z0-9])(?:{_DAY_OF_WEEK}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\sof\s|\sde\s|[\s.\-/,]{{0,2}})"
    rf"(?P<m>{_MONTH})(?:\sde\s|[\s.\-/,']{{0,3}})(?P<y>\d{{4}}|\d{{2}}(?!,\s?{_YEAR}))"
    rf"|{_DAY_OF_WEEK}(?P<m2>{_MONTH})[\s.\-/]{{0,2}}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"(?:\s?,\s?|[\s.\-/,']{{1,3}}|(?={_YEAR}))(?P<y2>\d{{4}})"
    rf"|(?P<y3>{_YEAR})[\s\-/.]{{1,2}}(?P<m3>{_MONTH})[\s\-/.]{{1,2}}(?P<d3>\d{{1,2}}))"
    rf"(?:(?={_TIME})|(?![0-9A-Za-z]))",
    re.I,
)
_CHINESE = re.compile(r"(?P<y>\d{4})\s?年\s?(?P<a>\d{1,2})\s?月\s?(?P<b>\d{1,2})\s?日?")
# A line cut in two within the month: 8 Oct | ctober 2023.
_TORN = r"(?:anuary|ebruary|arch|pril|une|uly|ugust|eptember|ctober|ovember|ecember)"
# Ird February: a 3 read as a letter.
_DAY_MISREAD = r"(?:(?<![A-Za-z0-9])[\dIlOSZB]{1,2}(?:st|nd|rd|th)\s?)?"
_MONTH_YEAR = re.compile(
    rf"(?<![A-Za-z0-9]){_DAY_MISREAD}(?:{_MONTH}|{_TORN})\.?,?\s+{_YEAR}(?!\d)", re.I
)
_MONTH_DAY = re.compile(
    rf"(?<![A-Za-z]){_DAY_OF_WEEK}{_DAY_MISREAD}"
    rf"(?:{_MONTH}\.?[ ]+(?:[0-2]?\d|3[01])(?:st|nd|rd|th)?(?![\d:])"
    rf"|(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}\b)",
    re.I,
)
_D = f"[{DIGIT_LIKE}]"
_CUT = r"[/.\-|,_'\\]"
_LOOSE = re.compile(
    rf"(?<![A-Za-z0-9]){_D}{{1,2}}\s?{_CUT}\s?{_D}{{1,2}}\s?{_CUT}?\s?{_D}{{2,4}}(?![A-Za-z0-9])"
    rf"|(?<![A-Za-z0-9]){_D}{{4}}\s?{_CUT}\s?{_D}{{1,2}}\s?{_CUT}?\s?{_D}{{1,2}}(?![A-Za-z0-9])"
    rf"|(?<![A-Za-z0-9]){_D}{{1,2}}[-/. ]?{_MONTH}[-/. ]?{_D}{{2,4}}(?![A-Za-z0-9])"
    rf"|(?<![A-Za-z0-9]){_D}{{1,2}}\s{_D}{{1,2}}\s{_D}{{4}}(?![A-Za-z0-9])"
    rf"|(?<![A-Za-z0-9])(?:{_D}{{6}}|{_D}{{8,10}})(?![A-Za-z0-9])",
    re.I,
)
_SHORT = re.compile(
    r"(?:(?<![\w./$-])|(?<=\d/\d-)|(?<=\d/\d\d-))(?:(?:0?[1-9]|1[0-2])\s?[/\-]\s?(?:[12]\d|3[01]|0?[1-9])"
    r"|(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])/(?:20)?[2-3]\d)(?:(?=-\d{1,2}/\d)|(?![\w/%]|-\d|\.\d))"
)
# A date in all but a sign or a letter: 14/0311961, 03/142024, 27-1UL-2025, 11/26/202R, 14.03,1961.
_MISREAD = re.compile(
    r"(?<![\w/.,$€£-])(?:"
    r"\d{1,2}\s?[/\\|_']\s?[\dOIl]{1,2}\s?[/\\|_']\s?[\dOIl]{0,3}[\dA-Z]"
    r"|[0-3OIl]?[\dOIl]/[01OIl][\dOIl][/1Il|]?(?:19|20|I9|l9|2O)[\dA-Z]{1,2}"
    r"|[0-3]\d[01]\d/(?:19|20)\d{2}|[01]\d[0-3]\d/(?:19|20)\d{2}"
    r"|[0-3]?\d[.,-][0-3]?\d[.,-](?:19|20)[\dA-Z]{1,2}"
    r"|[\dOIl]{1,2}\s?-\s?(?=[A-Z0-9]{0,2}[A-Z])[A-Z0-9]{3}\s?-\s?(?=[A-Za-z]?\d)[\dA-Za-z]{2,5}"
    r"|[A-Z][A-Za-z0-9]{2,8}\.?\s[0-3]?\d(?:st|nd|rd|th)?,\s?(?:19|20)\d\d"
    r"|[\dIlOSB]{1,2}(?:st|nd|rd|th)?\s?[A-Z][A-Za-z0-9]{2,8}\.?,?\s?(?:19|20)\d\d"
    r"|[0-3IlO]?[\dIlO](?:st|nd|rd|th)\s(?:[JI1l]a|Fe|M[ae]|Ap|[JI1l]u|Au|Se|Oc|No|De|F[a-z]+r?[uv]ar"
    r"|[JI1l][a-z]nu|[A-Z][a-z]{2,5}mb)[a-z0-9]{1,8}(?:[ ,]{1,2}[12][\da-zOSIBZ]{3}(?!\w))?"
    r"|(?:0[1-9]|[12]\d|3[01])[.,](?:0[1-9]|1[0-2]) \d\d(?=\.?(?:\s|$))"
    rf"|[\dIlOA]{{1,2}}(?:st|nd|rd|th)?[\s.-]?(?i:{_MONTH})[\s.-]{{0,3}}(?=[|\w]*\d)[|\w]{{2,4}}"
    rf"|(?i:{_MONTH})[\s.]{{1,2}}[\dIlOA]{{1,2}}(?:st|nd|rd|th)?"
    r"(?:[\s.,]{1,2}(?=[|\w]*\d)[|\w]{4}|,\s?(?=\d)[|\w]{2,3})"
    r")(?:(?=\d{1,2}:\d{2})|(?![A-Za-z0-9]|\s?(?:mg|mcg|ml|g|%|units?)\b))"
)
_DATED = re.compile(
    r"(?:\b(?:on|since|from|until|till?|by|seen|dated?|due|as of|op|appt|appointment|review"
    r"|admit\w*|adm|disch\w*|d/c|visit|last|next|given|done|started?|stopped|ended|drawn|rec'?d|exp\w*"
    r"|collect(?:ed|ion)?|departs?|arriv(?:es?|ed)|changed|placed|inserted|removed|surgery|injury|onset|birth|born|filled|scheduled"
    r"|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)[.,:]?\s{0,2}|\d/\d{1,2}\s?-\s?)$", re.I,
)  # fmt: skip
_WEEKDAY = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,:]?\s{0,2}$", re.I)
_TIMED = re.compile(
    r"\s{0,2}(?:@|at\b|,)?\s{0,2}(?:\d{1,2}[:.]\d{2}|\d{1,2}\s?[ap]\.?m\b|[0-2]\d[0-5]\d(?!\d)|-\s?\d{1,2}/\d|seen\b)"
)

# The weekday is the date's own: Thu 7/29/71, 11/25/24 (Mon).
_NAMED_DAY = r"(?:mon|tue(?:s|r)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_DAY_BEFORE = re.compile(rf"(?<![A-Za-z]){_NAMED_DAY}[.,:]{{0,2}}\s{{0,2}}(?:the\s)?$", re.I)
_DAY_BEHIND = re.compile(rf",?\s{{0,2}}\(?{_NAMED_DAY}(?![A-Za-z-])\)?", re.I)
# With its signs lost, alone in its place or before a time: 11 30 2023, 01 14 25.
_SPACED = re.compile(
    r"(?:^|(?<=[\t:;(])|(?<=[A-Za-z][.,:] )|(?<=[A-Za-z] ))\s*"
    r"(?P<a>\d\d?)(?P<s>[ .·]{1,2})(?P<b>\d\d?)(?:[ .·]{1,2})(?P<y>(?:19|20)\d\d|(?<=\d\d )\d\d)"
    r"(?=\s*(?:$|[\t,;)]|[@-]|at\b|\d{1,2}[:.h]\d\d|\(?[A-Za-z]))"
)

# The day of a month, where a weekday says what it is: Thurs 14th.
_ORDINAL = re.compile(
    r"(?<=[a-z][ ,])(?:[12]?1st|2?2nd|2?3rd|(?:1\d|2[04-9]|[4-9]|30)th|31st)(?!\w)"
)
# A day that no eye chart has, alone in its place: 3/14, 28/2; not 6/18.
_DAY_ALONE = re.compile(
    r"\s*(?!6/(?:18|24))(?:(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])|(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2]))\s*"
)


# A day over its month, or a month over a day that no score is out of: 19/3, 4/14. Not 14/7 for a
# fortnight, 18/12 months, 20/10 seen, 8/15 points, 6/24 read; sixteenths of an inch are lengths,
# but somebody may be seen on 3/16 in a clinic.
_INCHES = r"""\d?[13579]/16[ -]?(?:inch(?:es)?\b|in(?=\.|\s*(?:$|[,;)\t]))|["″])"""
_SURE_DAY = re.compile(
    r"(?<![\w./$-])(?!(?:14|21|28|24)/7\b|(?:18|24)/12\b|20/1[02]\b|6/(?:18|24)"
    rf"|{_INCHES})"
    r"(?:(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])/(?:1[346-9]|2[12369]|27|31))"
    r"(?![\w/%]|-\d|\.\d|\s?(?:mm|cm|kg|g|ml|mg|%)\b)"
)


@dataclass(frozen=True)
class DateMatch:
    """A date at start..end of a text; `year` where it is known; partial: without day or year."""

    start: int
    end: int
    year: int | None = None
    is_partial: bool = False
    is_numeric: bool = False


def _full_year(text: str) -> int:
    year = int(text)
    if year >= 100:
        return year
    # Two digits: a birth date lies behind us, so the century turns at the present year.
    return 2000 + year if year <= date.today().year % 100 else 1900 + year


def is_possible_date(first: str, second: str, year: str) -> bool:
    """Whether two numbers can be a day and a month in either order, in a plausible year."""
    a, b = sorted((int(first), int(second)))
    return 1 <= a <= 12 and 1 <= b <= 31 and 1880 <= _full_year(year) <= 2100


def _numeric(text: str) -> Iterator[DateMatch]:
    for match in (
        *_NUMERIC.finditer(text), *_AFTER_A_WORD.finditer(text), *_CHINESE.finditer(text)
    ):  # fmt: skip
        g = match.groupdict()
        first, second, year = (g["a"], g["b"], g["y"]) if g["a"] else (g["m2"], g["d2"], g["y2"])
        if is_possible_date(first, second, year):
            yield DateMatch(*match.span(), year=_full_year(year), is_numeric=True)


def _named(text: str) -> Iterator[DateMatch]:
    for match in _NAMED.finditer(text):
        g = match.groupdict()
        day, year = g["d"] or g["d2"] or g["d3"], g["y"] or g["y2"] or g["y3"]
        if 1 <= int(day) <= 31 and 1880 <= _full_year(year) <= 2100:
            yield DateMatch(*match.span(), year=_full_year(year))


@memo(maxsize=4096)
def find_dates(text: str) -> tuple[DateMatch, ...]:
    """Return the complete dates of a text, left to right."""
    found = sorted([*_numeric(text), *_named(text)], key=lambda m: (m.start, -m.end))
    kept: list[DateMatch] = []
    for match in found:
        if not kept or match.start >= kept[-1].end:
            kept.append(_with_weekday(text, match))
    return tuple(kept)


def _with_weekday(text: str, match: DateMatch) -> DateMatch:
    """Return the date with the weekday before or behind it."""
    before = _DAY_BEFORE.search(text[: match.start])
    behind = _DAY_BEHIND.match(text, match.end)
    start = before.start() if before else match.start
    return replace(match, start=start, end=behind.end() if behind else match.end)


def find_partial_dates(text: str) -> list[DateMatch]:
    """Return month and year, month and day, or 3/14: dates only where a label or page says so."""
    patterns = (_MONTH_YEAR, _MONTH_DAY, _SHORT)
    return [
        _with_weekday(text, DateMatch(*m.span(), is_partial=True))
        for p in patterns
        for m in p.finditer(text)
    ]


def find_short_dates(text: str) -> Iterator[DateMatch]:
    """Yield 3/14 where the words before it or a time after it say that it is a date."""
    for match in _SHORT.finditer(text):
        if "-" in match.group() and _WEEKDAY.search(text[: match.start()]):
            continue  # Mon-Fri 9-5
        if (
            _DATED.search(text[: match.start()])
            or _TIMED.match(text, match.end())
            or _DAY_ALONE.fullmatch(_column(text, match.start()))
        ):
            yield _with_weekday(text, DateMatch(*match.span(), is_partial=True))
    for match in _SURE_DAY.finditer(text):
        yield _with_weekday(text, DateMatch(*match.span(), is_partial=True))
    for match in _ORDINAL.finditer(text):
        if _WEEKDAY.search(text[: match.start()]):
            yield _with_weekday(text, DateMatch(*match.span(), is_partial=True))


def _column(text: str, at: int) -> str:
    """Return what stands between the wide gaps round a place."""
    return text[text.rfind("\t", 0, at) + 1 :].partition("\t")[0]


# A date of which a reader's box lost the head or the end: /22/1965, ber 23, 1946; 05/26/19.
_HEADLESS = re.compile(
    rf"(?:(?<=^)|(?<=\t))(?:([/.-])\d{{1,2}}\1|(?P<m>[a-z]{{2,8}})\.? [0-3]?\d,? ){_YEAR}(?!\w)"
)
_TAILLESS = re.compile(r"\d([/.-])\d{1,2}\1(?:19|20)$")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip


def lost_ends(text: str) -> tuple[int, int]:
    """Return how many characters of a date a line lost at most at its head and at its end.

    >>> lost_ends("ber 23, 1946"), lost_ends("05/26/19"), lost_ends("3 May 2003")
    ((6, 0), (0, 2), (0, 0))
    """
    head = _HEADLESS.match(text)
    before = (2 if head["m"] is None else _lost_of_month(head["m"])) if head else 0
    return before, 2 * bool(_TAILLESS.search(text))


def _lost_of_month(end: str) -> int:
    """Return how many letters stand before this end of a month's name at most; 0: of no month."""
    return max((len(m) - len(end) for m in _MONTHS if m.endswith(end)), default=0)


def find_misread_dates(text: str) -> Iterator[DateMatch]:
    """Yield what is a date in all but a sign or a letter; for medical pages only."""
    for match in _MISREAD.finditer(text):
        digits = sum(c.isdigit() for c in match.group())
        if digits >= 3:
            yield _with_weekday(text, DateMatch(*match.span()))
    for match in _HEADLESS.finditer(text):
        if lost_ends(match.group())[0]:
            yield DateMatch(*match.span())
    for match in _SPACED.finditer(text):
        if is_possible_date(match["a"], match["b"], match["y"]):
            yield _with_weekday(text, DateMatch(match.start("a"), match.end()))


def _has_digits(text: str) -> bool:
    """Whether enough is a digit, or looks like one, and some really are."""
    like = sum(c.isdigit() for c in as_digits(text))
    return like >= 5 and sum(c.isdigit() for c in text) >= 3


def first_labelled_date(text: str, *, or_misread: bool = True) -> DateMatch | None:
    """Return the date near the start of a date label's value, misread digits and all."""
    exact = [m for m in find_dates(text) if m.start < 16]
    if exact or not or_misread:
        return exact[0] if exact else None
    misread = next((m for m in find_misread_dates(text) if m.start < 4), None)
    if misread is not None:
        return misread
    loose = _LOOSE.search(text[:40])
    if loose and loose.start() < 12 and _has_digits(loose.group()):
        return DateMatch(*loose.span())
    partial = [m for m in find_partial_dates(text) if m.start < 12]
    return min(partial, key=lambda m: m.start) if partial else None
