"""Words of a row that may be a name together: capitals, small handwriting, what the tagger says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from phiscan.rules.layout import CELL_BREAK, Run
from phiscan.rules.name_tags import tagged_tokens
from phiscan.rules.name_words import Part, Token, tokens_of
from phiscan.rules.page import Page

_WORD_NEXT = re.compile(r" [^\W\d_a-z][^\W\d_]{2}")
TAGGED = 0.5
"""Mean score from which the tagger's word counts beside the lists'."""


def find_groups(page: Page, run: Run, labels: set[int]) -> Iterator[list[Token]]:
    """Yield words of a run that may be a name together; `labels` are the places of its labels."""
    tokens = tokens_of(run.text) if page.is_plain_text else tagged_tokens(page, run)
    yield from _capital_groups(run.text, tokens, labels)
    if page.is_medical and not page.is_plain_text:
        yield from _small_groups(run.text, tokens, labels)
    yield from _tagged_groups(run.text, tokens, labels)


def _capital_groups(text: str, tokens: Sequence[Token], labels: set[int]) -> Iterator[list[Token]]:
    """Yield maximal runs of capitalised tokens outside labels, joined by spaces or one comma."""
    group: list[Token] = []
    for token in tokens:
        joins = bool(group) and _joins(text[group[-1].end : token.start])
        fits = (
            token.part is not Part.OTHER
            and not _is_label(text, token, labels)
            and (
                token.is_capital
                or token.part is Part.PARTICLE
                or _is_beside_comma(text, token, group if joins else ())
            )
        )
        if group and not (joins and fits):
            yield group
            group = []
        if fits:
            group.append(token)
    if group:
        yield group


def _is_label(text: str, token: Token, labels: set[int]) -> bool:
    """Whether a token is a label, not just begins like one: `Mas'ud`, or the `bin` in a name.

    `Hospital` without a colon is no label behind other words, but the end of a firm's name, and
    DOS before a word is no date of service.
    """
    is_inner = token.part is Part.PARTICLE and (
        token.text.islower() or len(token.text) == 2 or bool(_WORD_NEXT.match(text, token.end))
    )
    # Price and Horne (read like Home) are families.
    is_other = token.part is Part.ORG or token.family == 3
    is_other &= ":" not in text[token.end : token.end + 2]
    return token.start in labels and token.end - 2 in labels and not (is_inner or is_other)


def _joins(between: str) -> bool:
    return len(between) <= 3 and not set(between) - set(" ,.'-^\"")


def _is_beside_comma(text: str, token: Token, group: Sequence[Token]) -> bool:
    """Whether a small word is half of `idrisli, Xankisi`: its capital was misread."""
    if token.part is not Part.NAME or token.is_known or len(token.text) < 3:
        return False
    is_after = bool(group) and "," in text[group[-1].end : token.start]
    following = text[token.end : token.end + 4]
    return is_after or bool(re.match(r",\s?[^\W\d_a-z][^\W\d_]", following))


def _small_groups(text: str, tokens: Sequence[Token], labels: set[int]) -> Iterator[list[Token]]:
    """Yield what is written small and fills a column with words that only names have."""
    for column in re.finditer(rf"[^{CELL_BREAK}]+", text):
        inside = [t for t in tokens if column.start() <= t.start < column.end()]
        group = [t for t in inside if t.part is not Part.OTHER and t.start not in labels]
        words = [t for t in group if t.part is not Part.PARTICLE and len(t.text) > 1]
        if 2 <= len(words) <= 4 and all(
            t.is_namelike and not t.is_capital and len(t.text) > 2 for t in words
        ):
            yield [t for t in group if words[0].start <= t.start <= words[-1].start]


def _tagged_groups(text: str, tokens: Sequence[Token], labels: set[int]) -> Iterator[list[Token]]:
    """Yield words in a row that the tagger takes for a name, however they are written."""
    for is_tagged, group in groupby(
        _rows(text, tokens),
        lambda at: at[1].tagged >= TAGGED and not _is_label(text, at[1], labels),
    ):
        if not is_tagged:
            continue
        for _, part in groupby(group, lambda at: at[0]):
            found = [token for _, token in part]
            if not _is_in_firm(text, tokens, found):
                yield found


def _rows(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, Token]]:
    """Yield each token with the number of the stretch of joined tokens that it is in."""
    stretch, end = 0, 0
    for token in tokens:
        stretch += not _joins(text[end : token.start])
        end = token.end
        yield stretch, token


def _is_in_firm(text: str, tokens: Sequence[Token], found: Sequence[Token]) -> bool:
    """Whether the words go on, with capitals, to a word that firms and places end in."""
    end = found[-1].end
    for token in tokens:
        if token.start < end:
            continue
        if not _joins(text[end : token.start]) or not token.is_capital:
            return False
        if token.part is Part.ORG:
            return True
        end = token.end
    return False
