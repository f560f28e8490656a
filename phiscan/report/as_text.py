"""For a terminal: one block a photo, verdict first, a summary at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

import click

from phiscan.report.view import (
    ACTION_WORDS,
    NOTHING_FOUND,
    Group,
    Totals,
    as_sentence,
    counted,
    group_findings,
    place_words,
    printable,
    shortened,
    shown_source,
    verdict_words,
)
from phiscan.types import Action, ScanResult, Status

_SYMBOLS = {Action.BLOCK: "✗", Action.REVIEW: "?", Action.ALLOW: "✓"}
_PLAIN_SYMBOLS = {Action.BLOCK: "x", Action.REVIEW: "?", Action.ALLOW: "-"}
_COLORS = {Action.BLOCK: "red", Action.REVIEW: "yellow", Action.ALLOW: "green"}
_MAX_PLACES = 4
_MAX_LINES = 8
_MAX_NOTES = 20


class _Style:
    """Symbols and colours that the stream can show."""

    def __init__(self, stream: TextIO, *, color: bool) -> None:
        self.color = color
        self.encoding = getattr(stream, "encoding", None) or "utf-8"
        self.symbols = _SYMBOLS if self.can_show("✗✓×–") else _PLAIN_SYMBOLS

    def can_show(self, text: str) -> bool:
        try:
            text.encode(self.encoding)
        except (UnicodeEncodeError, LookupError):
            return False
        return True

    def paint(self, text: str, action: Action) -> str:
        return click.style(text, fg=_COLORS[action], bold=True) if self.color else text

    def fit(self, line: str) -> str:
        """Return the line in characters that the stream can encode."""
        if self.can_show(line):
            return line
        plain = line.replace("×", "x").replace("–", "-").replace("─", "-")
        return plain.encode(self.encoding, "backslashreplace").decode(self.encoding)


def write_text(
    results: Iterable[ScanResult],
    stream: TextIO,
    *,
    show_values: bool,
    color: bool,
    skipped: Callable[[], int],
) -> None:
    """Write a block for each result as it comes, then the totals."""
    style = _Style(stream, color=color)
    totals = Totals()
    for result in results:
        totals.add(result)
        lines = _photo_lines(result, style, show_values=show_values)
        stream.write("\n".join(map(style.fit, lines)) + "\n\n")
        stream.flush()
    totals.skipped = skipped()
    stream.write("\n".join(map(style.fit, _summary_lines(totals))) + "\n")


def _photo_lines(result: ScanResult, style: _Style, *, show_values: bool) -> Iterator[str]:
    head = f"{style.symbols[result.verdict]} {result.verdict.upper()}"
    name = shown_source(result.source)
    yield f"{style.paint(head, result.verdict)}  {name}: {verdict_words(result)}"
    every = " (every part examined)" if result.status is Status.COMPLETE else ""
    yield f"    Status: {result.status}{every}{_size_words(result)}"
    yield from _listed("Not examined", result.not_examined)
    if result.status is not Status.FAILED:
        yield from _finding_lines(result, style, show_values=show_values)


def _size_words(result: ScanResult) -> str:
    if not result.pages:
        return ""
    width, height = result.pages[0].size_wh
    pages = len(result.pages)
    return f", {width} × {height} px" + (f", {counted(pages, 'page')}" if pages > 1 else "")


def _listed(label: str, items: Iterable[str]) -> Iterator[str]:
    for item in shortened([printable(i) for i in items], _MAX_LINES):
        yield f"    {label}: {item}"


def _finding_lines(result: ScanResult, style: _Style, *, show_values: bool) -> Iterator[str]:
    groups = group_findings(result.findings)
    if not groups:
        yield f"    {NOTHING_FOUND}"
    for group in groups:
        yield from _group_lines(group, result, style)
        if show_values:
            yield from _value_lines(group)


def _group_lines(group: Group, result: ScanResult, style: _Style) -> Iterator[str]:
    letter = "" if group.words.hipaa is None else f", HIPAA {group.words.hipaa}"
    times = "" if len(group.findings) == 1 else f" ×{len(group.findings)}"
    symbol = style.paint(style.symbols[group.action], group.action)
    yield f"    {symbol} {group.title}{times}: {ACTION_WORDS[group.action]}{letter}"
    for reason, count in group.reasons[:_MAX_LINES]:
        yield f"        {printable(as_sentence(reason))}" + ("" if count == 1 else f" (×{count})")
    places = list(dict.fromkeys(place_words(f, result) for f in group.findings))
    for place in shortened(places, _MAX_PLACES):
        yield f"        {place}"


def _value_lines(group: Group) -> Iterator[str]:
    for finding in group.findings:
        if finding.text is not None:
            yield f"        value: {printable(finding.text)}"


def _summary_lines(totals: Totals) -> Iterator[str]:
    yield "─" * 60
    yield (
        f"{counted(totals.examined, 'photo')} examined: {totals.blocked:,} blocked, "
        f"{totals.review:,} to review, {totals.clean:,} clean"
    )
    yield (
        f"{totals.incomplete:,} incomplete, {totals.failed:,} failed, "
        f"{counted(totals.skipped, 'other file')} skipped"
    )
    # What holds for many photos is said once, here, and not under each of them.
    for note, number in totals.notes.most_common(_MAX_NOTES):
        yield f"Note ({counted(number, 'photo')}): {printable(note)}"
    if totals.blocked or totals.review:
        yield "To share one: phiscan redact PHOTO --to FOLDER writes a covered, checked copy."
        yield "phiscan explain says what each finding means and what its HIPAA letter stands for."
    if totals.clean:
        yield f"Clean means: {NOTHING_FOUND.lower()}; it is no promise."
    if totals.incomplete or totals.failed:
        yield "What was not examined is unknown, not clean."
