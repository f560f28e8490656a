"""Whether the few words of a note, a board, a list or a badge are about somebody's care.

On a scrap each word weighs more than on a printed page: one word of care ("bloods", "NBM", "TTOs")
and one person are all that such notes ever say. Persons are known here by what is said to or of
them (`re Bronia`, `Thandeka's mum rang`) or by row after row that begins with a name; on a page of
print the same would prove nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from phiscan.rules import evidence, people
from phiscan.rules.date_shapes import find_dates, find_partial_dates
from phiscan.rules.lab_results import lab_rows
from phiscan.rules.layout import CELL_BREAK, Run, Slice
from phiscan.rules.name_places import PERSON_AFTER, SURE_BEFORE
from phiscan.rules.name_rows import entry_start, is_record
from phiscan.rules.name_words import Part, Token, tokens_of
from phiscan.rules.page import Page
from phiscan.rules.public_print import hours_score, is_code, is_priced
from phiscan.rules.record_numbers import bare_numbers

_MOST_WORDS = 60
"""Words on a board of a dozen rows; a printed page has more."""
# OR 2, Theatre 4, birthdays of residents, thanks to all the nurses, G2P1, 39+4/40, the beds of an
# emergency room.
_BOARD = re.compile(
    r"(?:^|\t)\s*(?:OR|OT|Theatre|ED|A&E|ICU|Labou?r|Endo|Cath lab|Dialysis|Recovery|Majors|Minors"
    r"|Resus|Triage|Clinic|Ward|Unit|Wing|Rota|On[ -]?call)\s"
    r"(?:\d{1,2}|[A-Z]|board|list|room|ward|team)\s*(?:$|\t)|\b[Bb]irthdays?\b|\bG\d ?P\d\b"
    r"|\ball (?:the|our|your) (?:\w+ )?(?:nurses|doctors|midwives|carers|ward)\b"
    r"|\b\d\d(?:\+\d)?/40\b|\bvisitors?['’]? (?:book|log|sign)|\bsign[- ]in\b"
)
_SHARED = frozenset({"visitors", "visitor", "row", "seat", "gate", "self", "bar", "class"})
"""Words of trade that wards and shelves use too."""
# UH-20-44817, 2 2 4 8 1 7
_NUMBER = re.compile(r"(?<![\w-])[A-Z]{1,4}-?\d{2,}[-\d]*\d{3}(?!\w)|(?<!\S)\d(?: \d){5,}(?!\S)")
_PLACES = frozenset({"wing", "building", "block", "suite", "gardens", "road", "house", "floor"})
_SHORT = 3  # letters
_LONGEST_ROW = 7  # words
_LEAST_ROWS = 2
_HINTS_OF_A_LIST = 2
"""Words that charts and others use, which say so where several people are listed."""
_SAID_TO = re.compile(
    r"^\W*(?:to|dear)\s*$"
    r"|(?:^|[\s:;,.(-])(?:re|for|tell|told|ask|ring|rang|call(?: back)?|phone|inform|update|remind"
    r"|mr|mrs|ms|miss|mx|pt|baby|resident|client|about|review|see|d/w|from|cancel|rebook|chase"
    r"|discharge|admit|transfer|collect|msg|message|gp of|with|sign|book|clerk|weigh|bleed|scan"
    r"|move|check|check on|pls|please|frau|herr|mme|mlle|sra?|sig|pani|mevr|fao"
    r"|interpreter for)\b[.:]?\s*$",
    re.I,
)
_SAID_OF = re.compile(
    r"['’]s\s(?:mum|mom|mother|dad|father|wife|husband|partner|daughter|son|sister|brother|family"
    r"|carer|gp|nok|results?|scan|bloods?|labs?|meds|notes|chart|appt|op|script|insulin|drain"
    r"|line)\b|\s(?:-\s)?(?:rang|called|phoned|wants|needs|asked|asking|says|said|is|has|had|was"
    r"|will|due|cancelled|dna|refusing|refused|fell|for|moved|to see|hb|k\+?|na|crp|bp|bm|inr"
    r"|sats?|temp|wcc|plts?)(?![^\W\d_])",
    re.I,
)


def is_about_care(page: Page, score: float) -> bool:
    """Whether a short page that scores this much for care also speaks of a person."""
    if not is_short(page) or _is_for_everybody(page):
        return False
    score += len(evidence.words(page, "NOTE") | evidence.words(page, "TERM")) + _is_board(page)
    if not score:
        return False
    if evidence.hints(page) >= _HINTS_OF_A_LIST and people.has_people_alone(page):
        return True
    signs = _people(page)
    # Books have authors and titles of medicine; that is not yet anybody's care.
    sure = score - evidence.names_place_of_care(page) - evidence.hints(page) / 2
    return signs > 1 or (signs == 1 and sure >= 1)


def is_note_to_call(page: Page) -> bool:
    """Whether a short page that is not for everybody says to ring or tell a person."""
    return is_short(page) and not _is_for_everybody(page) and _is_spoken_of(page)


def _is_board(page: Page) -> bool:
    """Whether a line is what only boards and lists of wards are headed with."""
    return any(_BOARD.search(run.text) for run in page.runs)


def is_short(page: Page) -> bool:
    """Whether a page holds no more words than a note or a board."""
    return sum(len(tokens_of(run.text)) for run in page.runs) <= _MOST_WORDS


def _is_for_everybody(page: Page) -> bool:
    """Whether prices, hours, code or a word of trade that wards do not use is there."""
    used_by_both = evidence.words(page, "HINT") | evidence.words(page, "STRONG")
    trade = evidence.words(page, "PUBLIC") - used_by_both
    return bool(trade - _SHARED) or is_priced(page) or is_code(page) or hours_score(page) > 0


def _people(page: Page) -> int:
    """Return how many kinds of signs say that somebody is meant."""
    reached = _is_reached_or_numbered(page)
    is_said = reached or evidence.has_staff_line(page)
    is_apart = (
        people.has_person_alone(page)
        or _begins_rows(page)
        or any(_is_set_apart(run.text, reached=is_said) for run in page.runs)
    )
    signs = is_apart + _is_spoken_of(page)
    return signs + (signs > 0 and reached)


def _is_spoken_of(page: Page) -> bool:
    """Whether a name is what a note is to or about: `re Bronia`, `Delyth rang`."""
    return any(
        _SAID_TO.search(run.text[: token.start])
        or SURE_BEFORE.search(run.text[: token.start])
        or _SAID_OF.match(run.text[_end(token) :])
        or PERSON_AFTER.match(run.text[_end(token) :])
        for run in page.runs
        for token in tokens_of(run.text)
        if _may_be_person(token)
    )


def _end(token: Token) -> int:
    """Return where a name ends before its possessive: Thandeka's."""
    return token.end - 2 * token.text.lower().endswith(("'s", "’s"))


def _may_be_person(token: Token) -> bool:
    stem = tokens_of(token.text[: _end(token) - token.start])
    return bool(stem) and stem[0].is_capital and stem[0].is_namelike and not stem[0].is_acronym


def _begins_rows(page: Page) -> bool:
    """Whether rows begin with a name, behind a bed, a time or nothing: `0730 Vandermolen TKA`."""
    heads = [head for head in _row_heads(page) if _is_head(head[1])]
    return len({tokens[0].text for _, tokens in heads}) >= _LEAST_ROWS


def board_names(page: Page) -> Iterator[Slice]:
    """Yield the names that begin the rows of a board or list on a patient's page.

    Where two rows begin so, the others do too, with common names and whatever stands behind:
    `Nyong'o hernia`, `agnes bed 3`.
    """
    if not page.is_medical or page.is_plain_text or not is_short(page):
        return
    heads = {t[0].text for _, t in _row_heads(page) if _is_head(t, among_others=True)}
    if len(heads) <= _LEAST_ROWS or len(heads) * 3 < len(page.runs) or _is_labelled(page):
        return
    for run_start, tokens in _row_heads(page):
        if not _is_head(tokens, among_others=True):
            continue
        run, start = run_start
        if start + tokens[0].start in page.label_spans(run):
            continue
        last = tokens[0]
        for token in tokens[1:]:
            joined = token.start - last.end <= 2 and token.is_capital
            if not joined or not (token.part is Part.INITIAL or _may_be_person(token)):
                break
            last = token
        yield Slice(run, start + tokens[0].start, start + last.end)


def _is_labelled(page: Page) -> bool:
    """Whether labels with a colon or a laboratory's rows say what stands where."""
    return sum(x.label.has_sign for x in page.fields) >= _LEAST_ROWS or bool(lab_rows(page))


def _row_heads(page: Page) -> Iterator[tuple[tuple[Run, int], list[Token]]]:
    """Yield ((run, place), words) of what may begin with a name, its title left out."""
    for run in page.runs:
        at = 0
        for part in run.text.split(CELL_BREAK):
            start = entry_start(part)
            tokens = tokens_of(part[start:])
            is_place = any(t.part is Part.ORG or t.text.lower() in _PLACES for t in tokens)
            is_led = bool(tokens) and tokens[0].part in (Part.TITLE, Part.INITIAL)
            if 0 < len(tokens) <= _LONGEST_ROW and not is_place and tokens[is_led:]:
                yield (run, at + start), tokens[is_led:]
            at += len(part) + 1


def _is_head(tokens: list[Token], *, among_others: bool = False) -> bool:
    first = tokens[0]
    if _may_be_person(first):
        return True
    is_small = first.is_namelike and first.is_well_listed and len(first.text) > _SHORT
    if not among_others:
        return is_small
    is_known = first.part is Part.NAME and first.is_well_listed and first.word <= 1
    return is_small or (is_known and first.is_capital)


def _is_set_apart(text: str, *, reached: bool) -> bool:
    """Whether a name stands behind a bed or before a dash or a time, or fills a column.

    A word alone is one only where a number or a date says more of whoever it is.
    """
    for part in text.split(CELL_BREAK):
        start = entry_start(part)
        tokens = tokens_of(part[start:])
        if not tokens or not _may_be_person(tokens[0]):
            continue
        rest = part[start + tokens[0].end :]
        if _BED.match(part) or _DASH_OR_TIME.match(rest) or (reached and not rest.strip()):
            return True
    return False


_BED = re.compile(r"\s*(?:bed|bay|rm|room|chair|cubicle|cot|trolley|side ?room|sr)\.? ?\d", re.I)
_DASH_OR_TIME = re.compile(r"\s?(?: [-–] |@? ?[0-2]?\d[:.][0-5]\d)")


def _is_reached_or_numbered(page: Page) -> bool:
    """Whether a telephone number, a date or a record's number is there."""
    return (
        evidence.has_phone(page)
        or any(find_dates(r.numbers_text) or find_partial_dates(r.text) for r in page.runs)
        or any(is_record(run, *at) for run in page.runs for at in bare_numbers(run))
        or any(_NUMBER.search(run.text) for run in page.runs)
    )
