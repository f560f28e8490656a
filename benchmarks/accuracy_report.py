"""The page of an accuracy run: what leaks, what was covered for nothing, and who lost what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.metric import rate
from benchmarks.tables import by_group, table
from benchmarks.truth import HEIGHTS

if TYPE_CHECKING:
    from benchmarks.accuracy import EntryResult, Results


def report(results: Results, title: str) -> str:
    """Return the Markdown page."""
    text = [e for e in results.entries if e.is_text and e.cells]
    regions = [e for e in results.entries if not e.is_text and e.cells]
    parts = [f"# Accuracy: {title}", _headline(results, text), "## Identifiers that stay readable"]
    groups: list[tuple[str, Callable[[EntryResult], str]]] = [
        ("category", lambda e: e.category),
        ("text height", lambda e: e.height),
        ("artefact", lambda e: e.artefact),
        ("view", lambda e: e.view),
        ("rotation", lambda e: str(e.rotation_deg)),
    ]
    for name, key in groups:
        parts.append(_leak_table(name, text, key))
    parts += [
        "## Regions that stay visible",
        _leak_table("category", regions, lambda e: e.category),
    ]
    parts += ["## Found, by category", _recall_table(results.entries)]
    lost = [e for e in results.entries if e.leaked and e.lost_by]
    if lost:
        rows = [[name, r.total] for name, r in by_group(lost, lambda e: e.lost_by, lambda e: True)]
        parts += ["## Where leaked identifiers were lost", table(["lost by", "identifiers"], rows)]
    return "\n\n".join(parts) + "\n"


def _headline(results: Results, text: Sequence[EntryResult]) -> str:
    photos = results.photos
    with_text = [p for p in photos if not p.clean]
    clean = [p for p in photos if p.clean]
    leaky = {e.photo for e in text if e.leaked}
    leaky_published = {e.photo for e in text if e.leaked_published}
    large = [e for e in text if e.height != HEIGHTS[0][2]]
    small = [e for e in text if e.height == HEIGHTS[0][2]]
    touched = [p.over_redaction > 0.0005 or p.verdict == "block" for p in clean]
    rows: list[tuple[str, object]] = [
        ("photos", len(photos)),
        ("identifiers in text that can be seen", len(text)),
        ("identifiers that leak", rate([e.leaked for e in text])),
        ("of 14 px or more", rate([e.leaked for e in large])),
        ("below 14 px", rate([e.leaked for e in small])),
        ("identifiers that leak in what is published", rate([e.leaked_published for e in text])),
        ("photos with any leak", rate([p.photo in leaky for p in with_text])),
        ("published photos with any leak", rate([p.photo in leaky_published for p in with_text])),
        ("photos without a published copy", rate([not p.published for p in photos])),
        (
            "over-redaction, mean of all photos",
            f"{100 * _mean(p.over_redaction for p in photos):.2f} %",
        ),
        ("clean photos touched or blocked", rate(touched)),
        ("clean photos blocked", rate([p.verdict == "block" for p in clean])),
        ("clean photos not allowed", rate([p.verdict != "allow" for p in clean])),
        ("seconds a photo, scan, cover and proof", f"{_mean(p.seconds for p in photos):.2f}"),
    ]
    return table(["", "count = share (95 % interval)"], rows)


def _mean(values: Iterator[float]) -> float:
    known = list(values)
    return float(np.mean(known)) if known else 0.0


def _leak_table(
    name: str, entries: Sequence[EntryResult], key: Callable[[EntryResult], str]
) -> str:
    rows = by_group(entries, key, lambda e: e.leaked)
    return table([name, "leak before proof"], rows)


def _recall_table(entries: Sequence[EntryResult]) -> str:
    found = by_group(entries, lambda e: e.category, lambda e: e.found)
    covered = by_group(entries, lambda e: e.category, lambda e: e.covered_by_any)
    rows = [(name, f, c) for (name, f), (_, c) in zip(found, covered, strict=True)]
    return table(["category", "found as such", "covered by some finding"], rows)
