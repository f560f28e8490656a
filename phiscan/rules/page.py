"""What every rule is given: the page's runs, their labels and values, and what kind of page it is.

A rule is a function `find(page) -> Iterator[Finding]`; it matches on run texts or on the values of
labels and lets `Page.findings` turn matches into polygons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from phiscan.rules import scores
from phiscan.rules.labels import Kind, Label, find_labels
from phiscan.rules.layout import CELL_BREAK, Layout, Run, Slice
from phiscan.rules.wordlists import name_strength
from phiscan.types import Category, Finding, Line, Role

if TYPE_CHECKING:
    from phiscan.rules.lab_row import LabRow

_SHOPS_TOO = frozenset({Category.VEHICLE_ID, Category.DEVICE_ID})
"""A shop's registration and its till's serial number are labelled like a car's and a pump's; on
print for everybody only a check digit tells them apart."""
_TABLE_REACH = 60.0  # text heights that a table's column may run down below its heading


@dataclass(frozen=True)
class Terms:
    """Known terms of the caller: always findings, never findings. Never shown in a repr."""

    deny: tuple[str, ...] = field(default=(), repr=False)
    allow: tuple[str, ...] = field(default=(), repr=False)


NO_TERMS = Terms()

# Line ends at which a telephone number or a date goes on below: (555), 555-010-, Oct 20,
_CUT = re.compile(
    r"(?:\(?\b\d{3}\)?[-. ]?(?:\d{3}[-. ]?)?|\b0\d{2,4}|\+\d{1,3}|\b\d{1,2}[/-](?:\d{1,2}[/-])?"
    r"|\b[A-Z][a-z]{2,8}\.?(?:\s\d{1,2},?)?|\b\d{1,2}(?:st|nd|rd|th)?\s[A-Z0][a-z]{2,8}\.?,?"
    r"|(?:\b[A-Z][a-z]+\s|(?<!\S))(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?)$"
)


@dataclass(frozen=True)
class Field:
    """A label and where its value may stand."""

    page: Page = field(repr=False)
    label: Label
    name: Slice
    after: Slice | None
    until: Slice | None

    @property
    def is_heading(self) -> bool:
        """Whether the label stands over a column: nothing beside it but other labels."""
        return self.after is None and self.page.bare_labels(self.name.run) >= 2

    @property
    def is_apart(self) -> bool:
        """Whether the label fills a column of its row by itself."""
        text = self.name.run.text
        before = text[: self.label.start].rpartition(CELL_BREAK)[2]
        after = text[self.label.value :].partition(CELL_BREAK)[0]
        return not before.strip() and (not after.strip() or self.after is None)

    def below(self) -> Iterator[Slice]:
        """Yield what stands under the label, nearest first: all of a table's column, else two."""
        reach = _TABLE_REACH if self.is_heading else 3.4
        limit = 80 if self.is_heading else 2
        for count, value in enumerate(self.page.layout.below(self.name, self.until, reach=reach)):
            cut = self.page.until_label(value)
            if count >= limit or cut is None:
                return
            yield cut

    def values(self) -> Iterator[Slice]:
        """Yield the value beside the label, then what stands below it."""
        if self.after is not None:
            yield self.after
        # A word that is also everyday language needs its colon before it reaches down a line.
        if (
            self.label.has_sign
            or not self.label.is_everyday
            or self.is_heading
            or (self.is_apart and self.page.is_medical)
        ):
            yield from self.below()


class Page:
    """Lines of one page as rules see them. Immutable once made; cheap questions are cached."""

    def __init__(
        self, lines: Sequence[Line], *, number: int = 1, terms: Terms = NO_TERMS,
        is_plain_text: bool = False, known_medical: bool = False,
    ) -> None:  # fmt: skip
        self.lines = tuple(lines)
        self.layout = Layout(lines)
        self.runs = self.layout.runs
        self.number = number
        self.terms = terms
        self.is_plain_text = is_plain_text
        self.known_medical = known_medical
        self._labels = [find_labels(run.text) for run in self.runs]

    def labels(self, run: Run) -> list[Label]:
        """Return the labels of one run, left to right."""
        return self._labels[run.index] if run.index >= 0 else find_labels(run.text)

    @cached_property
    def runs_and_wraps(self) -> tuple[Run, ...]:
        """The runs, and pairs of lines over which a number or date may be broken."""
        return (*self.runs, *self.layout.wrapped(_CUT))

    @cached_property
    def result_rows(self) -> tuple[LabRow, ...]:
        """The rows of laboratory results or normal values that could make a table."""
        from phiscan.rules.lab_results import all_rows

        return tuple(all_rows(self))

    @cached_property
    def is_medical(self) -> bool:
        """Whether patient labels, lab rows or clinical words say that this is a medical page."""
        from phiscan.rules.context import is_medical_page

        return self.known_medical or is_medical_page(self)

    @cached_property
    def is_public(self) -> bool:
        """Whether this is clearly a menu, poster, receipt, book page or screen of code."""
        from phiscan.rules.context import is_public_page

        return not self.is_medical and is_public_page(self)

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Every label with the places where its value may stand."""
        return tuple(f for run in self.runs for f in self._run_fields(run))

    def _run_fields(self, run: Run) -> Iterator[Field]:
        labels = self.labels(run)
        for at, label in enumerate(labels):
            following = next((x for x in labels[at + 1 :] if ends_value(run, x)), None)
            end = following.start if following else len(run.text)
            after = _stripped(run, min(label.value, end), end)
            until = Slice(run, following.start, following.end) if following else None
            yield Field(self, label, Slice(run, label.start, label.end), after, until)

    def fields_of(self, *kinds: Kind) -> Iterator[Field]:
        """Yield the fields whose label may announce one of these kinds."""
        return (f for f in self.fields if f.label.is_a(*kinds))

    def bare_labels(self, run: Run) -> int:
        """Return how many labels of a run have no value beside them."""
        return self._bare[run.index]

    @cached_property
    def _bare(self) -> list[int]:
        counts = [0] * len(self.runs)
        for item in self.fields:
            counts[item.name.run.index] += item.after is None
        return counts

    def until_label(self, value: Slice) -> Slice | None:
        """Cut a slice where the next label begins; None when it begins with one."""
        for label in self.labels(value.run):
            if label.end <= value.start or not ends_value(value.run, label):
                continue
            if label.start <= value.start:
                return None
            return _stripped(value.run, value.start, min(value.end, label.start))
        return value

    def label_of(self, run: Run, at: int) -> Label | None:
        """Return the label whose value the character at this place belongs to, in its own row."""
        before = [x for x in self.labels(run) if x.end <= at and ends_value(run, x)]
        return before[-1] if before else None

    def label_spans(self, run: Run) -> set[int]:
        """Return the places of a run that belong to labels, everyday words left out."""
        return {
            at
            for label in self.labels(run)
            if label.has_sign or not label.is_everyday
            for at in range(label.start, label.end)
        }

    def findings(
        self, found: Slice, category: Category, score: float, reason: str, *,
        detector: str, role: Role = Role.UNKNOWN,
    ) -> Iterator[Finding]:  # fmt: skip
        """Yield one finding for each box that the characters lie in, over whole words."""
        if category in _SHOPS_TOO and self.is_public and score <= scores.LABEL:
            score = scores.NOTHING
        tags = frozenset({"medical"}) if self.is_medical else frozenset[str]()
        for cell, start, end in found.run.pieces(found.start, found.end):
            yield Finding(
                category=category,
                score=score,
                reason=reason,
                detector=f"rules.{detector}",
                polygon=None if self.is_plain_text else cell.polygon(start, end),
                page=self.number,
                role=role,
                text=cell.text[start:end],
                tags=tags,
            )


def ends_value(run: Run, label: Label) -> bool:
    """Whether a label ends the value before it; everyday words do so only when set apart."""
    at_start = label.start == 0 or run.text[label.start - 1] == CELL_BREAK
    if label.has_sign or at_start:
        return True
    # `Name: John Price`: a word of forms that is a common family name too.
    is_surname = name_strength(run.text[label.start : label.end])[1] == 3
    return not label.is_everyday and not is_surname


def _stripped(run: Run, start: int, end: int) -> Slice | None:
    text = run.text[start:end]
    start += len(text) - len(text.lstrip())
    end = start + len(text.strip())
    return Slice(run, start, end) if end > start else None
