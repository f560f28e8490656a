"""Birth dates, other dates and ages over 89.

A date is a birth date when its label says so or when it stands beside an age, a sex or a name in a
patient's header. Other dates count on medical pages and on unclear ones; on menus, posters,
receipts and book pages they are public and score as nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import shapely

from phiscan.rules import scores
from phiscan.rules.date_shapes import (
    DateMatch,
    find_dates,
    find_misread_dates,
    find_partial_dates,
    find_short_dates,
    first_labelled_date,
)
from phiscan.rules.labels import Kind, a
from phiscan.rules.layout import Cell, Run, Slice
from phiscan.rules.normalise import as_digits
from phiscan.rules.page import Field, Page
from phiscan.types import Category, Finding, Role

_DETECTOR = "dates"
_MISREAD = re.compile(r"\s{0,2}([\dA-Za-z|](?:[\w|,'\\]|[/.-]\s?){3,12})")
_DIGITS_OF_A_DATE = 3
_PRESSURE = re.compile(r"(?:1\d|2[0-4]|[6-9])\d/(?:[4-9]|1[0-3])\d")  # 148/86
_SIGN_OF_A_DATE = re.compile(r"[/.'\\|-]")
_TRAILING = re.compile(r"[\s,.]{0,2}(?=[|\w]*\d)[|\w]{2,4}(?![\w:])")
_FARTHEST = 12  # characters that may stand between a label and its date
_YEAR = re.compile(r"\s{0,2}((?:19|20)\d{2})(?!\w)")
_SEX_OR_AGE = re.compile(
    r"(?<![A-Za-z])(?:M|F|Male|Female)(?![A-Za-z'])|\b\d{1,3}\s?(?:y/?o|yrs?|y|years?)\b", re.I
)
_AGE = re.compile(
    r"(?<![\w./:$-])(?P<age>9[\dAOQlSg]|g\d|1[01OIl]\d|12[0-5])\s?-?\s?"
    r"(?:y\s?[./]?\s?[o0](?:\b|(?=(?:fe)?male))|y\.?\s?[o0]\.|yrs?\b|years?\b|-?year-old|y(?=\W|$|[MF]\b)"
    r"|y\s?\d{1,2}\s?m\b"
    r"|[/ ]?\s?(?:M|F)(?![A-Za-z'])|[\s,]\s?(?:male|female|man|woman|lady|gentleman)\b)"
    r"(?:\s\d{1,2}\s?months?\b)?", re.I
)  # fmt: skip
_SEX_AGE = re.compile(
    r"(?<![A-Za-z])(?:M|F|male|female)\s?[/,\s-]\s?(?P<age>9\d|1[01]\d)(?![\d/.%-])", re.I
)
# Behind a birth date, as labels print it: 03-10-1924 (100), 03-10-1924 [92 y].
_IN_BRACKETS = re.compile(
    r"(?<=\d )\((?P<age>9\d|1[01]\d)\)|(?<=\d)\((?P<old>9\d|1[01]\d)\)"
    r"|(?<=\d{4})\s?[\[({](?:9\d|1[01]\d)\s?\w{1,3}\.?[\])}|1lJj]"
)
# Behind the name that opens a row, where other rows have theirs: 7 | Ada Obi 99 | ORIF wrist.
_IN_ROW = re.compile(
    r"^(?:[A-Z]?\d{1,3}[A-Z]?[\t ])?(?:[^\W\d_a-z][^\W\d_]*\.?,?[\t ]){2,4}(\d{1,3})(?![\w/.:-])"
)
_FIRST_NUMBER = re.compile(r"(?:(?<!\w)(?:9 \d|9[AOQlSgq]|[gq]\d)|\d{1,3})(?!\d|\.\d|/\d)")
_KEEPS = re.compile(
    r"\b(?:best (?:before|by)|use by|sell by|bbe?|packed(?: on)?|roasted|bottled|brewed)\W{0,3}$",
    re.I,
)
_YEAR_ALONE = re.compile(r"(?:^|\t)\W{0,2}((?:19|20)\d\d)\W{0,2}(?=$|\t)")
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_OLD, _OLDEST = 90, 125
_LEAST_ROWS = 3
_NEAR = 2.0  # text heights
_LOGGED = 3
"""Short dates, each alone in its cell, that make a log's column."""
_SIGHT = frozenset({"6/4", "6/5", "6/6", "6/9", "6/12", "6/18", "6/24"})
"""What eyes read at six metres (Snellen)."""
_SHORT_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2}")
_NOT_AGE_BEFORE = re.compile(
    r"(?:temp\w*|\bT|°|bp|hr|pulse|spo2|hold|over|under|to|-|for|x|every)\W*$", re.I
)


def find(page: Page) -> Iterator[Finding]:
    """Yield birth dates, dates and ages over 89."""
    taken: set[tuple[int, int]] = set()
    for item in page.fields_of(Kind.DOB):
        yield from _labelled(page, item, taken, Category.DATE_OF_BIRTH)
    for item in page.fields_of(Kind.DATE):
        yield from _labelled(page, item, taken, Category.DATE)
    for run in page.runs_and_wraps:
        for match in find_dates(run.numbers_text):
            if run.is_across(match.start, match.end) and not _is_taken(taken, run, match):
                yield from _unlabelled(page, run, match)
        if page.is_medical and not run.seam:
            yield from _partial(page, run, taken)
            yield from _misread(page, run, taken)
    if page.is_medical:
        yield from _logged(page)
        yield from _lone_years(page)
    yield from _ages(page)


def _labelled(
    page: Page, item: Field, taken: set[tuple[int, int]], category: Category
) -> Iterator[Finding]:
    is_birth = category is Category.DATE_OF_BIRTH
    what = "birth date" if is_birth else "date"
    for value in item.values():
        match = _value_of(value.text, is_birth=is_birth, is_sure=is_birth or page.is_medical)
        if match is None or (match.is_partial and item.label.is_everyday and not page.is_medical):
            continue
        found = value.part(*_grown(value.text, match))
        taken.update((found.run.index, i) for i in range(found.start, found.end))
        score = scores.LABEL if is_birth or page.is_medical else scores.SHAPE
        if page.is_public:
            score = scores.LABEL_WEAK_SHAPE if is_birth else scores.NOTHING
        elif _is_of_a_product(page, found):
            score = scores.NOTHING
        yield from page.findings(
            found, category, score, f"stands beside the label of {a(what)}",
            detector=_DETECTOR, role=Role.PATIENT if is_birth else Role.UNKNOWN,
        )  # fmt: skip
        if not item.is_heading:
            return


def _value_of(text: str, *, is_birth: bool, is_sure: bool) -> DateMatch | None:
    """Return a label's date; on a page that may be anybody's `Expires 158819` is none."""
    match = first_labelled_date(text, or_misread=is_sure)
    return match or (_misread_date(text, is_birth=is_birth) if is_sure else None)


def _grown(text: str, match: DateMatch) -> tuple[int, int]:
    """Return (start, end) of a labelled date, with what was misread before and behind it."""
    if match.year is not None and not match.is_partial:
        return match.start, match.end
    more = _TRAILING.match(text, match.end)
    start = 0 if match.start <= _FARTHEST and "\t" not in text[: match.start] else match.start
    return start, more.end() if more else match.end


def _misread_date(text: str, *, is_birth: bool) -> DateMatch | None:
    """Return what stands where a date belongs and looks like one misread: 09/1812023.

    Of a birth date the year alone may be what is left.
    """
    year = _YEAR.match(text) if is_birth else None
    if year is not None:
        return DateMatch(year.start(1), year.end(1), int(year[1]), is_partial=True)
    found = _MISREAD.match(text)
    if found is None or sum(c.isdigit() for c in found.group()) < _DIGITS_OF_A_DATE:
        return None
    if not is_birth and _PRESSURE.fullmatch(found[1].strip(" ,.")):
        return None
    if not is_birth and not _SIGN_OF_A_DATE.search(found[1].rstrip(".,")):
        return None
    return DateMatch(found.start(1), found.end(1), None, is_partial=False)


def _is_taken(taken: set[tuple[int, int]], run: Run, match: DateMatch) -> bool:
    return any((run.index, i) in taken for i in range(match.start, match.end))


def _unlabelled(page: Page, run: Run, match: DateMatch) -> Iterator[Finding]:
    if page.is_medical and _is_birth_like(run, match):
        category, score, reason = (
            Category.DATE_OF_BIRTH, scores.climb(scores.SHAPE, medical=True),
            "a date beside an age or a sex",
        )  # fmt: skip
    else:
        category, reason = Category.DATE, "has the shape of a date"
        is_nothing = page.is_public or _is_of_a_product(page, Slice(run, match.start, match.end))
        score = scores.NOTHING if is_nothing else _shape_score(page, run, match)
    yield from page.findings(
        Slice(run, match.start, match.end), category, score, reason, detector=_DETECTOR
    )


def _is_of_a_product(page: Page, found: Slice) -> bool:
    """Whether a date says until when something keeps, on a page that is no patient's."""
    return not page.is_medical and bool(_KEEPS.search(found.run.text[: found.start]))


def _shape_score(page: Page, run: Run, match: DateMatch) -> float:
    plausible = match.year is None or 1900 <= match.year <= date.today().year + 5
    # 1.23.45 is a chapter or a version as often.
    plausible &= not _SHORT_DOTTED.fullmatch(run.numbers_text[match.start : match.end])
    return scores.climb(scores.SHAPE if plausible else scores.WEAK_SHAPE, medical=page.is_medical)


def _is_birth_like(run: Run, match: DateMatch) -> bool:
    if match.year is None or match.year > date.today().year:
        return False
    near = (
        run.text[max(0, match.start - 24) : match.start]
        + " # "
        + run.text[match.end : match.end + 16]
    )
    return bool(_SEX_OR_AGE.search(near))


def _partial(page: Page, run: Run, taken: set[tuple[int, int]]) -> Iterator[Finding]:
    """`March 1961` and `Mar 14` on a medical page; a bare 3/14 is a dose or a fraction as often."""
    whole = find_dates(run.numbers_text)
    for match in find_partial_dates(run.text):
        inside = any(w.start < match.end and match.start < w.end for w in whole)
        if (
            inside
            or _is_taken(taken, run, match)
            or not run.text[match.start : match.end].strip()[0:1]
        ):
            continue
        named = any(c.isalpha() for c in run.text[match.start : match.end])
        if named:
            yield from page.findings(
                Slice(run, match.start, match.end), Category.DATE, scores.SHAPE,
                "a month and a day or year on a medical page", detector=_DETECTOR,
            )  # fmt: skip


def _misread(page: Page, run: Run, taken: set[tuple[int, int]]) -> Iterator[Finding]:
    """Dates that lost a sign or a letter, and 3/14 where words or a time make a date of it."""
    known = find_dates(run.numbers_text)
    for match in (*find_misread_dates(run.text), *find_short_dates(run.numbers_text)):
        if _is_taken(taken, run, match) or any(
            k.start <= match.start and match.end <= k.end for k in known
        ):
            continue
        yield from page.findings(
            Slice(run, match.start, match.end), Category.DATE, scores.SHAPE,
            "nearly has the shape of a date, on a medical page", detector=_DETECTOR,
        )  # fmt: skip


def _logged(page: Page) -> Iterator[Finding]:
    """Yield the short dates of a log, each alone in its place: 6/1, 6/2; no eye's 6/9."""
    found = [
        Slice(run, match.start, match.end)
        for run in page.runs
        for match in find_partial_dates(run.text)
        if run.text[: match.start].rpartition("\t")[2].strip() == ""
        and run.text[match.end : match.end + 1] in ("", "\t")
    ]
    if all(place.text in _SIGHT for place in found):
        return
    for place in found if len(found) >= _LOGGED else ():
        yield from page.findings(
            place, Category.DATE, scores.SHAPE, "one of several dates below each other",
            detector=_DETECTOR,
        )  # fmt: skip


def _lone_years(page: Page) -> Iterator[Finding]:
    """Yield a year alone in its place beside a day of a month without one: Feb 3 | 1972."""
    days = [
        cell
        for run in page.runs
        for match in find_partial_dates(run.text)
        if not _A_YEAR.search(run.text)
        for cell, *_ in run.pieces(match.start, match.end)
    ]
    for run in page.runs if days else ():
        for match in _YEAR_ALONE.finditer(run.text):
            place = Slice(run, *match.span(1))
            cells = [cell for cell, *_ in run.pieces(place.start, place.end)]
            if any(_are_near(a, b) for a in cells for b in days):
                yield from page.findings(
                    place, Category.DATE, scores.SHAPE, "a year beside a day and month",
                    detector=_DETECTOR,
                )  # fmt: skip


def _are_near(a: Cell, b: Cell) -> bool:
    """Whether two lines lie within twice the height of their letters of each other."""
    first, second = shapely.LineString([a.start, a.end]), shapely.LineString([b.start, b.end])
    return float(first.distance(second)) <= _NEAR * max(a.height, b.height)


def _ages(page: Page) -> Iterator[Finding]:
    for item in page.fields_of(Kind.AGE):
        for value in item.values():
            number = _FIRST_NUMBER.search(value.text)
            if number and number.start() < 10:
                if 90 <= _misread_age(number.group()) <= 125:
                    yield from _age(page, value.part(*number.span()), scores.LABEL,
                                    "stands beside the label of an age")  # fmt: skip
                break
    yield from _row_ages(page)
    for run in page.runs:
        for pattern in (_AGE, _SEX_AGE, *((_IN_BRACKETS,) if page.is_medical else ())):
            for match in pattern.finditer(run.text):
                if _NOT_AGE_BEFORE.search(run.text[: match.start()]):
                    continue
                words = any(c.islower() for c in match.group()) or page.is_medical
                score = scores.climb(
                    scores.SHAPE if words and not page.is_public else scores.WEAK_SHAPE,
                    medical=page.is_medical,
                )
                yield from _age(page, Slice(run, *match.span()), score, "has the shape of an age")


def _row_ages(page: Page) -> Iterator[Finding]:
    """Yield the ages over 89 among the numbers that follow the names of a list's rows."""
    rows = [(run, match) for run in page.runs if (match := _IN_ROW.match(run.text))]
    if not page.is_medical or len(rows) < _LEAST_ROWS:
        return
    if any(int(match[1]) > _OLDEST for _, match in rows):
        return
    for run, match in rows:
        if int(match[1]) >= _OLD:
            yield from _age(page, Slice(run, *match.span(1)), scores.SHAPE, "in a column of ages")


def _misread_age(text: str) -> int:
    """Return an age whose nine may be a g and whose four an A."""
    return int(as_digits(re.sub("[gq]", "9", text).replace("A", "4")).replace(" ", ""))


def _age(page: Page, found: Slice, score: float, reason: str) -> Iterator[Finding]:
    return page.findings(
        found, Category.AGE_OVER_89, score, reason + " over 89", detector=_DETECTOR,
        role=Role.PATIENT,
    )  # fmt: skip
