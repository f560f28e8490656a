"""Text that was seen and not read, or not surely: on a medical page it is covered like what was.

What a line holds is unknown when the reader gave nothing, gave signs of another script, or was
itself unsure; in small print it is wrong more often and more certain of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from phiscan.rules.normalise import strip_accents
from phiscan.rules.page import Page
from phiscan.rules.scores import SHAPE, WEAK_SHAPE
from phiscan.rules.wordlists import name_strength
from phiscan.types import Category, Finding, Line

_MIN_HEIGHT_PX = 9.0
_MIN_RATIO = 1.8
"""Shorter specks are ruling lines, logos and dust far more often than words."""
_MAX_OVER_READ = 3.0
"""Times the middle height of what was read; what is taller is a rib cage or the page as a whole."""
_MAX_OVER_GUESSED, _LEAST_OF_SIZE = 2.5, 3
"""Times the middle height of at least so many lines that were read surely; what is taller and was
not is a wall, a row of books, a block of print. Of 150 such lines in 312 rendered photos none was
an identifier by itself."""
_WILD = 0.6
"""A reading below this is wild; large handwriting and spines of folders are read above it."""
_REACH = 6.0
"""Text heights to the nearest line that was read; beyond it the text is on something else."""
_AS_TALL = 0.8
"""Of its line's height, a stretch of that line and not of a smaller one that lies on it."""
_SCORE = 0.5
_SURE, _SURE_SMALL = 0.75, 0.9
"""Below these the reader's own score says that it guessed; of lines above, few are misread."""
_SMALL_PX = 22.0
"""Height of a line's box; its letters are about two thirds of it."""
_LEAST_INSIDE = 3
"""Lines read inside a block that show it to be print and not a curtain."""
_LOOSEST = 1.6
"""Heights of a line to each of its signs, blanks and one more too; where there are fewer most went
unread."""
_LEAST_READ = 3
"""Letters and digits of Latin script that make a line one that was read."""
_REPEATS, _MOST_REPEATED, _OVER_REPEATED = 5, 2, 1.5
"""Signs of a row of which so many are different at most, and so many times the middle height of
what was read: blisters of pills read like 0000000, the beats of a heart like MMMMMnMM."""


def find_unread(lines: Sequence[Line], page: Page) -> Iterator[Finding]:
    """Yield `unread_text` for lines not surely read beside what was read on a medical page."""
    if not page.is_medical:
        return
    read = [line for line in lines if is_read(line)]
    usual = float(np.median([line.height_px for line in read] or [0.0]))
    for line in lines:
        if is_sure(line) or line.height_px > _MAX_OVER_READ * usual:
            continue
        if is_pattern(line.text) and line.height_px > _MAX_OVER_GUESSED * usual:
            continue
        if _is_word_sized(line) and _is_beside(line, read):
            yield _finding(line, page.number)


def find_illegible(lines: Sequence[Line], page: Page) -> Iterator[Finding]:
    """Yield `unread_text` for small print seen as one block, on a medical page of which no more
    was read: a schedule on a screen across the room.

    Only asked when nothing else was found. Where more was read, such a block is the photo seen as a
    whole, and what is in it was read line by line.
    """
    if not page.is_medical:
        return
    read = [line for line in lines if is_read(line)]
    for block in lines:
        inside = [line for line in read if line is not block and _is_within(line, block)]
        if is_sure(block) or len(inside) < _LEAST_INSIDE:
            continue
        if np.median([line.height_px for line in inside]) < _SMALL_PX:
            yield _finding(block, page.number)


def without_texture(found: Sequence[Finding], lines: Sequence[Line]) -> list[Finding]:
    """Return the findings without the guesses made of what is far too tall for this page's print.

    A brick that reads like 0888 would cover a wall. What a label or a whole shape tells stays, and
    on a medical page a guess with letters in it becomes `unread_text`: large writing looks so too.
    """
    heights = [line.height_px for line in lines if is_read(line)]
    if len(heights) < _LEAST_OF_SIZE:
        return list(found)
    usual = float(np.median(heights))
    limit = _MAX_OVER_GUESSED * usual
    wild = [line for line in lines if line.score < _WILD and line.height_px > limit]
    wild += [ln for ln in lines if ln.height_px > _OVER_REPEATED * usual and is_pattern(ln.text)]
    guesses = [(f, ln) for f in found if f.score <= SHAPE for ln in wild if _is_of(f, ln)]
    dropped = {id(guess) for guess, _ in guesses}
    written = {
        line.polygon: _finding(line, guess.page)
        for guess, line in guesses
        if guess.score > WEAK_SHAPE and "medical" in guess.tags and _has_letters(line.text)
    }
    return [*(f for f in found if id(f) not in dropped), *written.values()]


def is_pattern(text: str) -> bool:
    """Whether a row repeats a sign or two: one digit, or two letters; a number may have two.

    People are called so, too: Annan, Lilli.

    >>> is_pattern("0000000"), is_pattern("MMhMMMM"), is_pattern("1001001"), is_pattern("Annan")
    (True, True, False, False)
    """
    if any(any(name_strength(word)) for word in text.split()):
        return False
    signs = [c for c in strip_accents(text).lower().replace("o", "0") if c.isalnum()]
    most = 1 if any(c.isdigit() for c in signs) else _MOST_REPEATED
    return len(signs) >= _REPEATS and len(set(signs)) <= most


def _has_letters(text: str) -> bool:
    """Whether a reading has as many different letters as a short word; texture repeats a few."""
    return len({c for c in strip_accents(text).lower() if c.isalpha()}) >= _LEAST_READ


def _is_of(finding: Finding, line: Line) -> bool:
    """Whether a finding is the text of a line, or some of it: as tall, and its middle on it."""
    if finding.polygon is None:
        return False
    corners = np.array(finding.polygon)
    (x, y), (x0, y0, x1, y1) = corners.mean(axis=0), line.box
    height = float(np.linalg.norm(corners[0] - corners[-1]))
    return x0 <= x <= x1 and y0 <= y <= y1 and height > _AS_TALL * line.height_px


def _is_within(line: Line, block: Line) -> bool:
    x0, y0, x1, y1 = line.box
    a0, b0, a1, b1 = block.box
    return a0 <= (x0 + x1) / 2 <= a1 and b0 <= (y0 + y1) / 2 <= b1


def _finding(line: Line, number: int) -> Finding:
    return Finding(
        category=Category.UNREAD_TEXT,
        score=_SCORE,
        reason="text on a medical page that could not be read, or not surely",
        detector="rules.unread",
        polygon=line.polygon,
        page=number,
        tags=frozenset({"medical"}),
    )


def _latin(text: str) -> int:
    return sum(c.isascii() and c.isalnum() for c in strip_accents(text))


def is_read(line: Line) -> bool:
    """Whether enough of a line was read surely enough to say how large the print is here."""
    return _latin(line.text) >= _LEAST_READ and line.score >= _SURE


def is_sure(line: Line) -> bool:
    """Whether what was read of a line is what stands there, as far as the reader can tell."""
    if not line.text.strip():
        return False
    letters = _latin(line.text)
    if not letters and any(c.isalpha() for c in line.text):
        return False  # one sign of another script: how a reader of many scripts fails
    if letters < _LEAST_READ:
        # A unit, a bullet, an initial; but not two letters guessed of a long line, as of Cyrillic.
        is_loose = _length(line) > _LOOSEST * line.height_px * (len(line.text) + 1)
        return not (letters and is_loose and line.score < _SURE)
    return line.score >= (_SURE_SMALL if line.height_px < _SMALL_PX else _SURE)


def _length(line: Line) -> float:
    x0, y0, x1, y1 = line.box
    return float(np.hypot(x1 - x0, y1 - y0))


def _is_word_sized(line: Line) -> bool:
    return line.height_px >= _MIN_HEIGHT_PX and _length(line) >= _MIN_RATIO * line.height_px


def _is_beside(line: Line, read: Sequence[Line]) -> bool:
    reach = _REACH * line.height_px
    x0, y0, x1, y1 = line.box
    for other in read:
        a0, b0, a1, b1 = other.box
        if max(a0 - x1, x0 - a1, b0 - y1, y0 - b1) <= reach:
            return True
    return False
