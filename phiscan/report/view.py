"""What every human-readable report shares: words for verdicts and places, groups, totals."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from phiscan.report.words import WORDS, Words
from phiscan.types import Action, Box, Category, Finding, Role, ScanResult, Status

NOTHING_FOUND = "Nothing found by these detectors in the parts examined"
"""The strongest thing phiscan ever says about a photo: never "safe"."""

VERDICT_WORDS: Mapping[Action, str] = {
    Action.BLOCK: "do not share",
    Action.REVIEW: "a person should look before it is shared",
    Action.ALLOW: "nothing to act on",
}
ACTION_WORDS: Mapping[Action, str] = {
    Action.BLOCK: "block",
    Action.REVIEW: "review",
    Action.ALLOW: "allowed by the policy",
}

_ROWS = ("top", "", "bottom")
_COLUMNS = ("left", "", "right")
_CATEGORY_ORDER = {category: i for i, category in enumerate(Category)}


def mask_source(source: str) -> str:
    """Return the source with name parts that carry an identifier masked."""
    from phiscan.metadata import mask_source as mask  # imports decoders: only when needed

    return mask(source)


def printable(text: str) -> str:
    r"""Escape what could steer a terminal, reorder a line or not be encoded at all.

    >>> printable("a\x1b[2Jb\n")
    'a\\x1b[2Jb\\n'
    """
    return "".join(c if _is_harmless(c) else ascii(c)[1:-1] for c in text)


def _is_harmless(character: str) -> bool:
    # Cc control, Cf format (bidirectional overrides), Cs lone surrogate, Co private, Zl/Zp breaks.
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def shown_source(source: str) -> str:
    """Return the masked, printable source: the only form reports for people show."""
    return printable(mask_source(source))


def region_words(box: Box, size_wh: tuple[int, int]) -> str:
    """Return where a box lies in plain words.

    >>> region_words((0, 0, 90, 40), (300, 300))
    'top left'
    """
    (x0, y0, x1, y1), (width, height) = box, size_wh
    share_w, share_h = (x1 - x0) / max(width, 1), (y1 - y0) / max(height, 1)
    if share_w * share_h >= 0.6:
        return "most of the picture"
    row = "" if share_h > 0.75 else _ROWS[_third((y0 + y1) / 2, height)]
    column = "" if share_w > 0.75 else _COLUMNS[_third((x0 + x1) / 2, width)]
    if share_w > 0.75:
        return f"across the {row or 'middle'}"
    if share_h > 0.75:
        return f"down the {column or 'middle'}"
    return f"{row} {column}".strip() or "centre"


def _third(position: float, length: int) -> int:
    return min(2, max(0, int(3 * position / max(length, 1))))


def place_words(finding: Finding, result: ScanResult) -> str:
    """Return where a finding is: region and pixels, or the part of the file it sits in."""
    box = finding.box
    if box is None:
        return "in the name" if finding.category is Category.FILENAME else "in the file's details"
    size = page_size(result, finding.page)
    words = "in the picture" if size is None else region_words(box, size)
    where = f"{words} (x {box[0]}–{box[2]}, y {box[1]}–{box[3]} px)"
    return where if len(result.pages) < 2 else f"page {finding.page}, {where}"


def page_size(result: ScanResult, page: int) -> tuple[int, int] | None:
    """Return the (width, height) in pixels of a page, or None when it was never decoded."""
    return next((p.size_wh for p in result.pages if p.page == page), None)


@dataclass(frozen=True)
class Group:
    """Findings of one category, action and role in one photo."""

    category: Category
    action: Action
    role: Role
    findings: tuple[Finding, ...]

    @property
    def words(self) -> Words:
        """The category's plain words."""
        return WORDS[self.category]

    @property
    def title(self) -> str:
        """The category's title, with whose it is where that is known."""
        if self.role is Role.UNKNOWN:
            return self.words.title
        return f"{self.words.title} ({self.role})"

    @cached_property
    def reasons(self) -> tuple[tuple[str, int], ...]:
        """Each distinct reason with its count, most frequent first."""
        return tuple(Counter(f.reason for f in self.findings).most_common())


def group_findings(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """Group findings, worst action first, then in the categories' own order.

    A finding no policy has decided about counts as blocked.
    """
    groups: dict[tuple[Category, Action, Role], list[Finding]] = {}
    for finding in findings:
        key = (finding.category, finding.action or Action.BLOCK, finding.role)
        groups.setdefault(key, []).append(finding)
    made = [Group(*key, tuple(members)) for key, members in groups.items()]
    return tuple(
        sorted(made, key=lambda g: (-g.action.severity, _CATEGORY_ORDER[g.category], g.role))
    )


def verdict_words(result: ScanResult) -> str:
    """Return the verdict in words; what was not examined is never glossed over."""
    if result.status is Status.FAILED:
        return "could not be examined, do not share"
    if result.status is Status.COMPLETE:
        return VERDICT_WORDS[result.verdict]
    return f"{VERDICT_WORDS[result.verdict]}; not everything was examined"


@dataclass
class Totals:
    """Counts over a run, kept while results pass by."""

    blocked: int = 0
    review: int = 0
    clean: int = 0
    incomplete: int = 0
    failed: int = 0
    skipped: int = 0
    categories: Counter[Category] = field(default_factory=Counter)
    not_examined: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)

    @property
    def given(self) -> int:
        """How many files have a result."""
        return self.blocked + self.review + self.clean + self.failed

    @property
    def examined(self) -> int:
        """How many of them were looked at, completely or in part."""
        return self.given - self.failed

    def add(self, result: ScanResult) -> None:
        """Count one result. Blocked, review, clean and failed never overlap."""
        self.not_examined.update(set(result.not_examined))
        self.notes.update(set(result.notes))
        if result.status is Status.FAILED:
            self.failed += 1
            return
        self.incomplete += result.status is Status.INCOMPLETE
        self.blocked += result.verdict is Action.BLOCK
        self.review += result.verdict is Action.REVIEW
        self.clean += result.verdict is Action.ALLOW
        self.categories.update({f.category for f in result.all_findings})


def as_sentence(reason: str) -> str:
    """Return a reason with a capital first letter and without its full stop.

    >>> as_sentence("stands at a label.")
    'Stands at a label'
    """
    return reason[:1].upper() + reason[1:].rstrip(".")


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun.

    >>> counted(1, "photo"), counted(1200, "photo")
    ('1 photo', '1,200 photos')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def shortened(items: Sequence[str], limit: int) -> list[str]:
    """Return at most `limit` items; a last line says how many were left out.

    >>> shortened(["a", "b", "c"], 1)
    ['a', 'and 2 more']
    """
    if len(items) <= limit:
        return list(items)
    return [*items[:limit], f"and {len(items) - limit:,} more"]
