"""Terms that the caller knows: found whatever their case, spacing, accents or a misread letter."""

from __future__ import annotations

from collections.abc import Iterator

from phiscan._memo import memo
from phiscan.rules import scores
from phiscan.rules.layout import Run, Slice
from phiscan.rules.normalise import letter_key
from phiscan.rules.page import Page
from phiscan.types import Category, Finding

_LOOSE_LENGTH = 6
"""A shorter term must stand as a word of its own: `Ann` is not in `Annual`."""
_WRITTEN_AS = {"m": "rn", "w": "vv"}
"""Letters that two others are read for."""


@memo(maxsize=2)
def _keys(terms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in map(letter_key, terms) if len(key) >= 2))


class _Stream:
    """All letters and digits of a page in reading order, folded, each with its run and place."""

    def __init__(self, runs: list[Run]) -> None:
        self.text = ""
        self.places: list[tuple[int, int]] = []
        self.edges: set[int] = set()
        for run in runs:
            self.edges.add(len(self.text))
            for at, char in enumerate(run.text):
                folded = letter_key(char)
                if not folded:
                    self.edges.add(len(self.text))
                self.text += folded
                self.places += [(run.index, at)] * len(folded)
        self.edges.add(len(self.text))

    def find(self, key: str) -> Iterator[tuple[int, int]]:
        """Yield (start, end) in the stream; rn and m, vv and w count as one."""
        letters = key.replace("rn", "m").replace("vv", "w")
        # No pattern is made of a key: the module `re` would keep it.
        for start in self._starts(letters[0]):
            end = self._end_of(letters, start)
            if end is None:
                continue
            if len(key) >= _LOOSE_LENGTH or (start in self.edges and end in self.edges):
                yield start, end

    def _starts(self, letter: str) -> list[int]:
        first = _WRITTEN_AS.get(letter, letter)[0]
        return [at for at, char in enumerate(self.text) if char in (letter, first)]

    def _end_of(self, letters: str, at: int) -> int | None:
        """Return where letters that begin at a place end, or None if others stand there."""
        for letter in letters:
            two = _WRITTEN_AS.get(letter)
            if self.text.startswith(letter, at):
                at += 1
            elif two and self.text.startswith(two, at):
                at += 2
            else:
                return None
        return at


def find(page: Page) -> Iterator[Finding]:
    """Yield every place of every denied term, also where it runs on into the next line."""
    keys = _keys(page.terms.deny)
    if not keys:
        return
    stream = _Stream(page.runs)
    for key in keys:
        for start, end in stream.find(key):
            yield from _findings(page, stream.places[start:end])


def _findings(page: Page, places: list[tuple[int, int]]) -> Iterator[Finding]:
    for index in dict.fromkeys(run for run, _ in places):
        inside = [at for run, at in places if run == index]
        yield from page.findings(
            Slice(page.runs[index], inside[0], inside[-1] + 1), Category.DENIED_TERM,
            scores.CERTAIN, "a term on the deny list", detector="denied_terms",
        )  # fmt: skip
