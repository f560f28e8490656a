"""Labels that ask for nothing but a name, and the answers that look like labels themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from phiscan.rules.layout import CELL_BREAK, Slice
from phiscan.rules.normalise import strip_accents
from phiscan.rules.page import Field, Page
from phiscan.rules.wordlists import read_sections


def squeezed(text: str) -> str:
    """Return the letters of a label alone, in lower case."""
    return "".join(c for c in text.lower() if c.isalpha())


_NAME_ONLY = re.compile(
    r"(?:patient)?(?:surname|(?:family|last|first|given|middle|other|maiden|full|preferred)names?"
    r"|forenames?|nachname|vorname|prenom|apellidos?|cognome|achternaam|voornaam)s?"
)


def asks_for_a_name(item: Field) -> bool:
    """Whether the label says nothing but a name and fills its column: SURNAME, Given Name(s)."""
    is_name_label = bool(_NAME_ONLY.fullmatch(squeezed(strip_accents(item.name.text))))
    return is_name_label and (item.is_apart or _is_answered(item))


def _is_answered(item: Field) -> bool:
    """Whether a label opens its column and a capitalised word or two end it: Given name Hope."""
    text = item.name.run.text
    opens = not text[: item.label.start].rpartition(CELL_BREAK)[2].strip()
    column = text[item.label.value :].partition(CELL_BREAK)[0]
    return opens and item.after is not None and bool(_ONE_OR_TWO.fullmatch(column))


_ONE_OR_TWO = re.compile(r"\s*[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+)?\s*")


def printed_below(page: Page, item: Field) -> Iterator[Slice]:
    """Yield the line read next, a word alone, where it touches its small label from below."""
    index = item.name.run.index
    if item.after is not None or not 0 <= index < len(page.runs) - 1 or not asks_for_a_name(item):
        return
    run = page.runs[index + 1]
    if run.text.isalpha() and not page.labels(run) and next(item.below(), None) is None:
        yield Slice(run, 0, len(run.text))


def family_like_label(page: Page, item: Field) -> Slice | None:
    """Return the word below a bare label of names that is a form's word too: LAST NAME | STREET.

    In the row of a form's answers something else is no label.
    """
    is_name = _NAME_ONLY.fullmatch(squeezed(strip_accents(item.name.text)))
    if not is_name or not page.is_medical or not _stands_over(item):
        return None
    for below in list(page.layout.below(item.name, item.until, reach=2.0))[:2]:
        is_label = page.until_label(below) is None and below.text.isalpha()
        starts = {x.start for x in page.labels(below.run)}
        heads = [0, *(i + 1 for i, c in enumerate(below.run.text) if c == CELL_BREAK)]
        if is_label and below.text[:1].isupper() and any(at not in starts for at in heads):
            return below
    return None


def _stands_over(item: Field) -> bool:
    """Whether nothing but another label stands beside a label in its row."""
    return item.after is None or item.after.run.text[item.label.end] == CELL_BREAK


@lru_cache(maxsize=1)
def _printed_labels() -> frozenset[str]:
    tables = read_sections("labels.txt")
    return frozenset(squeezed(p) for text in tables.values() for p in text.split("|"))


def misread_as_label(page: Page, item: Field) -> Slice | None:
    """Return the one word beside such a label that only looks like a label: MALL, no e-mail."""
    if item.after is not None or not page.is_medical or not asks_for_a_name(item):
        return None
    run = item.name.run
    start = run.text.find(CELL_BREAK, item.label.end) + 1
    word = run.text[start:].split(CELL_BREAK)[0] if start else ""
    is_word = len(word) > 1 and word.isalpha() and word[0].isupper()
    if not is_word or squeezed(strip_accents(word)) in _printed_labels():
        return None
    return Slice(run, start, start + len(word))
