"""Names known by their place: among the names of a column or shelf, behind initials, under a label.

Church, Street, Head and Iron Cloud are families too, and no list tells them from the words they
are. A row of like things does: what stands between two names, over a chart's number or behind
`S. T.` is what they are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile, takewhile, zip_longest

from phiscan.rules import scores
from phiscan.rules.layout import CELL_BREAK, Run, Slice
from phiscan.rules.name_places import Place
from phiscan.rules.name_rows import columns
from phiscan.rules.name_spans import Name
from phiscan.rules.name_words import Part, Token, tokens_of
from phiscan.rules.notes import is_short
from phiscan.rules.page import Page
from phiscan.rules.shelves import is_shelf
from phiscan.types import Role

_Key = tuple[int, int]
"""A run's index and where in it a column begins."""
_SCORE = scores.climb(scores.WEAK_SHAPE, medical=True)
_WORD = r"[^\W\d_a-z][\w'’-]*[^\W\d_]"
# S. T. Many Grey Horses, V. Street; not E. coli.
# Behind a time a digit is an initial misread: 0825h 0. Ba.
_BEHIND_INITIALS = re.compile(
    rf"(?<![\w.])(?:(?:[^\W\d_a-z]\. ?){{1,3}}|(?<=\d[\dhap] )\d\. ?){_WORD}(?:[ -]{_WORD}){{0,3}}"
)
_FAMILY_FIRST = re.compile(
    r"\W*(?P<name>[^\W\d_a-z][^\W\d_a-z'’ -]+, ?[^\W\d_a-z][^\W\d_A-Z][\w'’-]*(?: [A-Z]\.?)?)\W*"
)
_NAME_AND_INITIALS = re.compile(r"[\W_]*(?P<name>[A-Z][a-z]{2,} [A-Z]{1,2})(?=$|\t| [A-Za-z]{2,})")
_BEDDED = re.compile(
    r"\W*(?:(?:bay|bed|rm|room|cot|tent|chair|trolley|cub\w*|ccu|icu|mau|sau|hdu|nicu|picu|slot|resus)"
    r"(?: ?[\dA-Z][\dA-Z-]{0,5})?|\d{1,2}[A-Z]?(?: (?:north|south|east|west))?)[ \t]"
    r"(?P<name>[^\W\d_]{2,}[\w'’.,-]*(?: [^\W\d_][\w'’.,-]*){0,3}?)"
    r"(?=\s*(?:\t|$|\d| [MF]/\d| (?:fe)?male\b))",
    re.I,
)
_LEAST_BEDS = 2  # rows with a name behind a bed
_MORE = re.compile(r"(?: {1,2}(?:[^\W\d_a-z][\w'’-]*\.?(?![\w/])|[a-z]\.(?![\w])))+")
# Ramasamy s/o Muthu: son, daughter or wife of; in Malay anak lelaki and perempuan.
_OF_WHOM = re.compile(rf",? (?i:[sdw]/o|a/[lp])\.?(?: {_WORD}){{1,3}}(?![\w/])")
# Do Carmo, Ana; Bin Ali, Siti: what begins a family is written large at a line's head.
_BEGINS_FAMILY = re.compile(
    r"(?<![^\s:(])(?P<name>(?:D[aeo]s?|Del|Den|Ten|Ter|Van|Von|L[ae]|El|Al|Bin|Binti|Abu) )$"
)
# Ilieva II, P. as readers see it: Ilieva 11. P
_MISREAD_SUFFIX = re.compile(r" [1Il|]{2,3}[.,] ?[A-Z]\.?(?!\w)")
_SMALL_WORD = re.compile(r",? (?P<word>[a-z][^\W\d_]{3,})(?!\w)")
# Whom a note speaks of, written small: pick up vijaya, ask about kallaste.
_NOTED_BEFORE = re.compile(
    r"(?<!\w)(?i:pick(?:ing|ed)? up|collect|fetch|drop off|escort|for|from|to|with|call(?:ed)?|tell"
    r"|ask|ring|rang|about|re|dr|mrs?|ms|pt|see|per|by|remind)[:.]? "
    r"(?P<name>[^\W\d_A-Z][^\W\d_]{3,})(?!\w)"
)
_NO_NAME = frozenset({Part.STOP, Part.ORG, Part.OTHER, Part.CREDENTIAL, Part.TITLE, Part.DOCTOR})
_ENDS_IN_INITIAL = re.compile(r"\s(?P<name>[A-Z]\.)(?=$|\t)")
_LEAST_OF_PROSE = 3  # words of a line that the next one goes on
_SURELY_WORDED = 4  # letters of a word with misread ones
_ACRONYM = 3  # letters: MRI, SLT, TPN
_LONGEST = 5  # words of a name
_MOST_MORE = 3
_REACH = 2.4  # text heights from one row to the next


def find_placed(page: Page, names: Sequence[Name]) -> Iterator[Name]:
    """Yield names by their place; `names` are those found so far."""
    if not page.is_medical or page.is_plain_text:
        return
    yield from _initialled(page)
    yield from _with_comma(page)
    yield from _over_the_end(page, names)
    if is_short(page):
        yield from _spoken_of(page)
    if is_short(page) and len(names) > 1:
        yield from _noted(page)
        yield from _bedded(page, names)
    yield from _between_names(page, names)
    if is_shelf(page):
        yield from _on_spines(page)


def widened(page: Page, name: Name) -> Name:
    """Return the name with the plain words that it goes on with: Wambli Iron Cloud, Dr Many Horses.

    On a patient's page only; a form's words, places and labels end it. What readers made of a
    second or third of a name's own follows too, and names that were written or read small.
    """
    if not page.is_medical or page.is_plain_text:
        return name
    run, end = name.found.run, _plain_end(page, name.found)
    for more in (_MISREAD_SUFFIX, _OF_WHOM):
        match = more.match(run.text, end)
        end = match.end() if match else end
    small = _SMALL_WORD.match(run.text, end)
    if small is not None and _is_misread_small(tokens_of(small["word"])[0], is_short(page)):
        end = small.end()
    head = _BEGINS_FAMILY.search(run.text[: name.found.start])
    start = head.start("name") if head and "," in run.text[name.found.start : end] else None
    return replace(name, found=Slice(run, name.found.start if start is None else start, end))


def _is_misread_small(word: Token, is_note: bool) -> bool:
    """Whether a small word behind a name is of it: better known as a name than as a word (Rungkat
    strickland; Barraclough, arthur), or in a note of no language.
    """
    strength = max(word.given, word.family)
    return (is_note and word.is_namelike) or strength > word.word + 1


def _plain_end(page: Page, found: Slice) -> int:
    """Return where the plain words end that a name goes on with."""
    text = found.run.text
    more = _MORE.match(text, found.end)
    if more is None:
        return found.end
    end, labels = found.end, page.label_spans(found.run)
    tokens = _tokens_at(text, more.start(), more.end())
    for token, following in zip_longest(tokens[:_MOST_MORE], tokens[1:_MOST_MORE]):
        if token is None or token.start in labels or not _goes_on(token, following):
            break
        end = token.end
    return end


def _goes_on(token: Token, following: Token | None) -> bool:
    """Whether a word behind a name may be of it: Cloud, Jr, a small d., Iron before Cloud."""
    if token.text[:1].islower():
        return len(token.text) == 2
    if token.part in (Part.STOP, Part.ORG):
        is_half = following is not None and following.part is Part.NAME and following.family > 1
        return token.is_listed and is_half
    if token.part is Part.OTHER:  # CHOLMONDELEY-00
        return sum(map(str.isalpha, token.text)) > _SURELY_WORDED
    if token.word > 2 and not token.is_listed:
        return False  # Ada Okafor Log out
    return token.part not in _NO_NAME and not (token.is_acronym and len(token.text) <= _ACRONYM)


def _tokens_at(text: str, start: int, end: int) -> list[Token]:
    return [
        replace(t, start=t.start + start, end=t.end + start) for t in tokens_of(text[start:end])
    ]


def _initialled(page: Page) -> Iterator[Name]:
    for run in page.runs:
        labels = page.label_spans(run)
        for match in _BEHIND_INITIALS.finditer(run.text):
            tokens = [t for t in tokens_of(match.group()) if len(t.text.rstrip(".")) > 1]
            tokens = list(dropwhile(lambda t: t.part is Part.PARTICLE, tokens))
            place = Place(page, run, *match.span(), labels)
            measured = place.is_measured and not place.after.startswith(CELL_BREAK)
            is_name = bool(tokens) and (
                tokens[0].family > 1 or _goes_on(tokens[0], tokens[1] if tokens[1:] else None)
            )
            if is_name and not (measured or place.is_in_address):
                yield Name(
                    Slice(run, *match.span()), Role.UNKNOWN, _SCORE, "stands behind initials"
                )


def _bedded(page: Page, names: Sequence[Name]) -> Iterator[Name]:
    """Yield what stands behind a bed where names stand behind others: Cot 9 Contractor B."""
    taken = {(n.found.run.index, n.found.start) for n in names}
    rows = [(run, match) for run in page.runs if (match := _BEDDED.match(run.text))]
    known = sum((run.index, match.start("name")) in taken for run, match in rows)
    for run, match in rows if known >= _LEAST_BEDS else ():
        tokens = tokens_of(match["name"])
        if not any(t.part in (Part.CREDENTIAL, Part.OTHER, Part.DOCTOR) for t in tokens):
            found = Slice(run, *match.span("name"))
            yield Name(found, Role.PATIENT, _SCORE, "stands behind a bed as others do")


def _spoken_of(page: Page) -> Iterator[Name]:
    """Yield a word of no language, written small, where a note speaks of somebody."""
    for run in page.runs:
        for match in _NOTED_BEFORE.finditer(run.text):
            word = tokens_of(match["name"])[0]
            if word.is_namelike and match.start("name") not in page.label_spans(run):
                found = Slice(run, *match.span("name"))
                yield Name(found, Role.UNKNOWN, _SCORE, "whom a note speaks of")


def _over_the_end(page: Page, names: Sequence[Name]) -> Iterator[Name]:
    """Yield the name at the head of a line where the one above ends in its first half."""
    for name in names:
        rest = name.found.run.text[name.found.end :].partition(CELL_BREAK)[0]
        parts = [t for t in tokens_of(name.found.text) if t.part is Part.NAME]
        if rest.strip(" ,") == "" and len(parts) == 1 and not name.found.run.seam:
            yield from _head_below(page, _whole(name.found), name)
    for run in page.runs:
        if (initial := _ENDS_IN_INITIAL.search(run.text)) is not None:
            found = Slice(run, *initial.span("name"))
            for name in _head_below(page, _whole(found), Name(found, Role.UNKNOWN, _SCORE, "")):
                yield replace(name, found=found)
                yield name


def _head_below(page: Page, column: Slice, name: Name) -> Iterator[Name]:
    """Yield the capitalised words that open the line below, if the first is known as a name."""
    if len(column.text.split()) < _LEAST_OF_PROSE:
        return
    below = next(page.layout.below(column, None, reach=_REACH), None)
    tokens = tokens_of(below.text) if below is not None else []
    head = list(takewhile(lambda t: t.is_capital and t.part not in _NO_NAME, tokens))[:3]
    if below is not None and head and head[0].start < 2 and _is_half(head[0]):
        found = below.part(head[0].start, head[-1].end)
        yield Name(found, name.role, _SCORE, "carries on the name above it")


def _is_half(token: Token) -> bool:
    is_listed = token.is_listed and token.word <= 1
    return token.part is Part.NAME and (token.is_namelike or token.family > 1 or is_listed)


def _with_comma(page: Page) -> Iterator[Name]:
    """Yield a family's name in capitals, a comma and a given name that fill a column."""
    for run in page.runs:
        for start, part in columns(run):
            match = _FAMILY_FIRST.fullmatch(part)
            tokens = tokens_of(match["name"]) if match else []
            if match and tokens[0].family > 1 and tokens[-1].part not in _NO_NAME:
                found = Slice(run, start + match.start("name"), start + match.end("name"))
                yield Name(found, Role.UNKNOWN, _SCORE, "a family name, a comma, a given name")


def _noted(page: Page) -> Iterator[Name]:
    """Yield a family's name and initials that open a row of a note with more names: Church CR."""
    for run in page.runs:
        match = _NAME_AND_INITIALS.match(run.text)
        if match and tokens_of(match["name"])[0].family > 1:
            found = Slice(run, *match.span("name"))
            yield Name(found, Role.UNKNOWN, _SCORE, "a name and initials open a row")


def _between_names(page: Page, names: Sequence[Name]) -> Iterator[Name]:
    """Yield what stands in a column with two names beside each other, or between two."""
    alone = {_key(c) for n in names if (c := _filled(n.found)) is not None}
    near = _neighbours(page) if len(alone) > 1 else {}
    for run in page.runs if near else ():
        for start, part in columns(run):
            column = Slice(run, start, start + len(part))
            if _key(column) in alone or not _may_be_name(page, column):
                continue
            beside = near[_key(column)] & alone
            if len(beside) > 1 or any(near[key] & alone for key in beside):
                yield Name(column, Role.UNKNOWN, _SCORE, "stands in a column of names")


def _neighbours(page: Page) -> dict[_Key, set[_Key]]:
    """Return for each column's text those right above and below it."""
    near: dict[_Key, set[_Key]] = defaultdict(set)
    for run in page.runs:
        for start, part in columns(run):
            column = Slice(run, start, start + len(part))
            for found in page.layout.below(column, None, reach=_REACH) if part.strip() else ():
                if _whole(found).start == found.start:
                    near[_key(column)].add(_key(found))
                    near[_key(found)].add(_key(column))
    return near


def _key(column: Slice) -> _Key:
    return column.run.index, column.start


def _whole(found: Slice) -> Slice:
    text = found.run.text
    end = text.find(CELL_BREAK, found.end)
    start = text.rfind(CELL_BREAK, 0, found.start) + 1
    return Slice(found.run, start, len(text) if end < 0 else end)


def _filled(found: Slice) -> Slice | None:
    """Return the column that a name fills but for signs."""
    column = _whole(found)
    rest = column.text[: found.start - column.start] + column.text[found.end - column.start :]
    return None if any(map(str.isalnum, rest)) else column


def _may_be_name(page: Page, column: Slice) -> bool:
    """Whether a column holds two to five capitalised words and nothing else."""
    tokens = tokens_of(column.text)
    rest = set(column.text) - set(" .,'’-") - {c for c in column.text if c.isalpha()}
    return (
        1 < len(tokens) <= _LONGEST
        and not rest
        and all(t.is_capital or t.part is Part.PARTICLE for t in tokens)
        and not any(t.part in (Part.ORG, Part.OTHER, Part.TITLE) for t in tokens)
        and not any(column.start <= x.start < column.end for x in page.labels(column.run))
    )


def _on_spines(page: Page) -> Iterator[Name]:
    for run in page.runs:
        for start, end in _worded(run):
            yield Name(Slice(run, start, end), Role.UNKNOWN, _SCORE, "a spine among others")


def _worded(run: Run) -> Iterator[tuple[int, int]]:
    """Yield the places of capitalised words beside nothing but numbers, each in its column."""
    for at, part in columns(run):
        tokens = tokens_of(part)
        words = [t for t in tokens if t.part is not Part.OTHER]
        named = [t for t in words if len(t.text) > 2]
        if (
            named
            and len(words) <= _LONGEST
            and all(t.is_capital or t.part is Part.PARTICLE for t in words)
        ):
            yield at + words[0].start, at + words[-1].end
