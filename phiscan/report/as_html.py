"""To look at: one self-contained HTML file, worst photos first, that holds no identifier.

Results pass by once. Kept are the worst 500 (findings, no pixels) for cards with pictures, and one
short row for each of the rest; the pictures are made one at a time while the file is written.
"""

from __future__ import annotations

import base64
import hashlib
import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import resources
from typing import Any, TextIO

import jinja2
from markupsafe import Markup

from phiscan._version import __version__
from phiscan.options import ScanOptions
from phiscan.policy import CLINIC_POLICY, load_policy
from phiscan.report.cards import Card, categories_of, filter_words, make_card, shelf_of, split_name
from phiscan.report.preview import make_pictures
from phiscan.report.view import NOTHING_FOUND, Totals, counted, printable, shortened
from phiscan.report.words import WORDS
from phiscan.types import Action, Category, ScanResult, Status

MAX_PICTURED = 500
MAX_ROWS = 20_000
_PICTURES_UNTIL = 44_000_000
_ROWS_UNTIL = 48_000_000
"""Bytes after which no picture and no row is begun, so that the file stays below 50 MB."""
_CARD_BYTES = 20_000
"""Set aside for the words of each card still to come."""
_LARGEST_PICTURE = 220_000

SHELVES = (
    ("block", "✗", "Do not share", "Something here identifies a patient, or may."),
    ("unknown", "?", "Not fully examined", "Unknown is not clean. Look yourself, or scan again."),
    ("review", "!", "Check before sharing", "A person should decide about these."),
    ("clean", "✓", "Nothing to act on", f"{NOTHING_FOUND}. It is no promise."),
)
"""Key, symbol, title and sentence of each section, in the order shown."""

_SHELF_RANK = {"block": 3, "unknown": 2, "review": 1, "clean": 0}


@dataclass(frozen=True, order=True)
class _Row:
    """What is left of a photo without a card."""

    rank: tuple[int, ...]
    name: str = field(compare=False)
    folder: str = field(compare=False)
    shelf: str = field(compare=False)
    is_partial: bool = field(compare=False)
    categories: tuple[Category, ...] = field(compare=False)

    @property
    def shelves(self) -> str:
        return filter_words(self.shelf, is_partial=self.is_partial)

    @property
    def titles(self) -> str:
        return ", ".join(WORDS[c].title for c in self.categories)


class _Keeper:
    """Keeps the worst results whole, the next ones as rows, and counts the others."""

    def __init__(self) -> None:
        self.totals = Totals()
        self.unlisted = 0
        self._whole: list[tuple[tuple[int, ...], ScanResult]] = []
        self._rows: list[_Row] = []

    def add(self, result: ScanResult) -> None:
        self.totals.add(result)
        entry = (_rank(result, self.totals.given), result)
        if len(self._whole) < MAX_PICTURED:
            heapq.heappush(self._whole, entry)
            return
        rank, least = heapq.heappushpop(self._whole, entry)
        row = _row(rank, least)
        if len(self._rows) < MAX_ROWS:
            heapq.heappush(self._rows, row)
            return
        heapq.heappushpop(self._rows, row)
        self.unlisted += 1

    def results(self) -> list[ScanResult]:
        """Return the results kept whole, worst first."""
        return [result for _, result in sorted(self._whole, key=lambda e: e[0], reverse=True)]

    def rows(self) -> list[_Row]:
        """Return the rows, worst first."""
        return sorted(self._rows, reverse=True)


def _rank(result: ScanResult, index: int) -> tuple[int, ...]:
    """Return what to sort by, higher is worse; the index makes it unique and keeps the order."""
    findings = () if result.status is Status.FAILED else result.findings
    blocked = sum(f.action is Action.BLOCK for f in findings)
    return _SHELF_RANK[shelf_of(result)], blocked, len(findings), -index


def _row(rank: tuple[int, ...], result: ScanResult) -> _Row:
    name, folder = split_name(result.source)
    partial = result.status is Status.INCOMPLETE
    return _Row(rank, name, folder, shelf_of(result), partial, categories_of(result))


class _Counting:
    """A stream that knows how many bytes went through."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.written = 0

    def write(self, text: str) -> None:
        self.written += len(text.encode("utf-8"))
        self._stream.write(text)


@dataclass
class _Report:
    """Feeds the template, one card at a time, within the space that is left."""

    keeper: _Keeper
    options: ScanOptions
    out: _Counting

    def __post_init__(self) -> None:
        totals = self.keeper.totals
        self.results = self.keeper.results()
        self.left = len(self.results)
        self.common_notes = {n for n, k in totals.notes.items() if k >= totals.examined > 1}
        self.unlisted = self.keeper.unlisted

    def cards(self, shelf: str) -> Iterator[Card]:
        """Yield a section's cards; each picture is made when its card is asked for."""
        for result in self.results:
            if shelf_of(result) == shelf:
                pictures = make_pictures(result, self.options, self._picture_bytes())
                self.left -= 1
                yield make_card(result, pictures, self.common_notes)

    def _picture_bytes(self) -> int:
        """Return the JPEG bytes that the next photo may use; base64 adds a third."""
        free = _PICTURES_UNTIL - self.out.written - self.left * _CARD_BYTES
        return max(0, min(_LARGEST_PICTURE, int(0.72 * free / max(self.left, 1))))

    def count(self, shelf: str) -> int:
        """Return how many cards a section has."""
        return sum(shelf_of(result) == shelf for result in self.results)

    def rows(self) -> Iterator[_Row]:
        """Yield rows until the file is full; what is left out is counted."""
        rows = self.keeper.rows()
        for index, row in enumerate(rows):
            if self.out.written > _ROWS_UNTIL:
                self.unlisted += len(rows) - index
                return
            yield row


def write_html(
    results: Iterable[ScanResult],
    stream: TextIO,
    *,
    options: ScanOptions,
    policy: str | None,
    skipped: Callable[[], int],
) -> None:
    """Write the whole page; see the module for what is kept and `preview` for what is shown."""
    keeper = _Keeper()
    for result in results:
        keeper.add(result)
    keeper.totals.skipped = skipped()
    out = _Counting(stream)
    report = _Report(keeper, options, out)
    for piece in _template().generate(**_context(report, policy or _policy_name(options))):
        out.write(piece)


def _policy_name(options: ScanOptions) -> str:
    return load_policy(options.policy).name if options.policy else CLINIC_POLICY.name


def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("phiscan.report", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    return environment.get_template("report.html.j2")


def _context(report: _Report, policy: str) -> dict[str, Any]:
    totals = report.keeper.totals
    style, script = _asset("report.css"), _asset("report.js")
    found = [c for c in Category if totals.categories[c]]
    return {
        "report": report,
        "totals": totals,
        "shelves": SHELVES,
        "shelf_counts": _shelf_counts(totals),
        "bar": _bar(totals),
        "headline": headline(totals),
        "found": [(WORDS[c], totals.categories[c]) for c in found],
        "nothing_found": NOTHING_FOUND,
        "not_examined": _tallied(totals.not_examined),
        "notes": _tallied(totals.notes),
        "engines": _engines(report.options),
        "policy": printable(policy),
        "version": __version__,
        "made": datetime.now(UTC),
        "counted": counted,
        "style": Markup(style),  # our own files, never input
        "script": Markup(script),
        "csp": _content_security_policy(style, script),
    }


def _asset(name: str) -> str:
    folder = resources.files("phiscan.report") / "templates"
    return (folder / name).read_text(encoding="utf-8")


def _content_security_policy(style: str, script: str) -> str:
    """Allow this page's own style, script and pictures and nothing else, so that it cannot ask
    for anything from anywhere.
    """
    return (
        f"default-src 'none'; img-src data:; style-src '{_digest(style)}'; "
        f"script-src '{_digest(script)}'; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()


def headline(totals: Totals) -> str:
    """Return the one sentence to take away."""
    given = counted(totals.given, "photo")
    unknown = totals.incomplete + totals.failed
    if not totals.given:
        return "No photo was given to examine."
    if totals.blocked:
        return f"{totals.blocked:,} of {given} should not be shared."
    if unknown:
        return f"{unknown:,} of {given} could not be fully examined."
    if totals.review:
        return f"{totals.review:,} of {given} should be checked before sharing."
    return f"{NOTHING_FOUND}."


def _shelf_counts(totals: Totals) -> dict[str, int]:
    return {
        "block": totals.blocked,
        "unknown": totals.incomplete + totals.failed,
        "review": totals.review,
        "clean": totals.clean,
    }


def _bar(totals: Totals) -> list[tuple[str, float, float]]:
    """Return (shelf, start, width) in percent for the bar under the headline."""
    parts = (
        ("block", totals.blocked), ("unknown", totals.failed),
        ("review", totals.review), ("clean", totals.clean),
    )  # fmt: skip
    spans, start = [], 0.0
    for shelf, number in parts:
        width = 100 * number / max(totals.given, 1)
        if number:
            spans.append((shelf, round(start, 2), round(width, 2)))
        start += width
    return spans


def _tallied(counts: Any) -> list[str]:
    lines = [f"{printable(text)} ({counted(n, 'photo')})" for text, n in counts.most_common()]
    return shortened(lines, 40)


def _engines(options: ScanOptions) -> list[tuple[str, str]]:
    limits = f"{options.max_pixels:,} pixels, {options.max_pages} pages, {options.timeout_s:g} s"
    only = ", ".join(options.only) or "all"
    skip = ", ".join(options.skip) or "none"
    return [
        ("Text reader", options.reader),
        ("Face finder", options.face_finder),
        ("Categories looked for", only),
        ("Categories left out", skip),
        ("Least score", f"{options.min_score:g}"),
        ("Limits for one photo", limits),
    ]
