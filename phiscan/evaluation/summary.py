"""What many judged photos amount to: counts with Wilson's 95 % intervals, as JSON and as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from phiscan.evaluation.judge import JudgedEntry, JudgedFinding, JudgedPhoto
from phiscan.evaluation.metric import Rate, rate
from phiscan.evaluation.truth import HEIGHTS
from phiscan.types import Action, Category

SCHEMA = "phiscan-eval/1"
_TOUCHED = 0.0005
"""A clean photo of which more than this share was changed counts as touched."""


@dataclass(frozen=True)
class CategoryRates:
    """Recall, precision and leaks of one category, or of all together ("any")."""

    category: str
    recall: Rate
    precision: Rate
    leaks: Rate

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "category": self.category,
            "recall": _rate(self.recall),
            "precision": _rate(self.precision),
            "leaks": _rate(self.leaks),
        }


@dataclass(frozen=True)
class Summary:
    """Everything that `phiscan eval` says."""

    photos: tuple[JudgedPhoto, ...]

    @property
    def entries(self) -> list[JudgedEntry]:
        """All true entries."""
        return [e for p in self.photos for e in p.entries]

    @property
    def findings(self) -> list[JudgedFinding]:
        """All findings that are covered."""
        return [f for p in self.photos for f in p.findings]

    @property
    def not_evaluated(self) -> list[JudgedPhoto]:
        """Photos without an answer."""
        return [p for p in self.photos if p.problem is not None]

    def overall(self) -> CategoryRates:
        """All that can be seen: a name that was taken for an address is covered all the same.

        What only the file tells is left out: few label it, and no cover hides it.
        """
        return CategoryRates(
            "any",
            rate([e.covered for e in self.entries if e.box is not None]),
            rate([f.is_on_any for f in self.findings if f.in_pixels]),
            _leaks(self.entries),
        )

    def categories(self) -> Iterator[CategoryRates]:
        """Yield one row a category that occurs, in the vocabulary's order."""
        for category in Category:
            entries = [e for e in self.entries if e.category == category]
            findings = [f for f in self.findings if f.category == category]
            if entries or findings:
                yield CategoryRates(
                    str(category),
                    rate([e.found for e in entries]),
                    rate([f.is_right for f in findings]),
                    _leaks(entries),
                )

    def heights(self) -> Iterator[tuple[str, Rate]]:
        """Yield the leaks of printed identifiers by text height."""
        for _, _, name in HEIGHTS:
            entries = [e for e in self.entries if e.height == name]
            if entries:
                yield name, _leaks(entries)

    def of_photos(self) -> list[tuple[str, str, Rate]]:
        """Return (key, words, rate) for what is counted by photos."""
        dirty = [p for p in self.photos if not p.clean]
        clean = [p for p in self.photos if p.clean and p.problem is None]
        return [
            ("with_leak", "photos with any leak", rate([p.has_leak for p in dirty])),
            (
                "withheld",
                "photos without a safe copy",
                rate([p.withheld is not None for p in self.photos]),
            ),
            ("clean_touched", "clean photos changed", rate([_is_touched(p) for p in clean])),
            (
                "clean_blocked",
                "clean photos blocked",
                rate([p.verdict is Action.BLOCK for p in clean]),
            ),
            (
                "clean_not_allowed",
                "clean photos not allowed",
                rate([p.verdict is not Action.ALLOW for p in clean]),
            ),
        ]

    @property
    def over_redaction(self) -> float | None:
        """Mean share, 0..1, of a copy's area that was changed for nothing; None without copies."""
        shares = [p.over for p in self.photos if p.over is not None]
        return float(np.mean(shares)) if shares else None

    def to_dict(self, shown: Sequence[str]) -> dict[str, Any]:
        """Return the JSON form; `shown` is for each photo the name to call it by."""
        named = list(zip(self.photos, shown, strict=True))
        return {
            "schema": SCHEMA,
            "photos": len(self.photos),
            "not_evaluated": [
                {"source": name, "reason": p.problem} for p, name in named if p.problem is not None
            ],
            "withheld": [
                {"source": name, "reason": p.withheld}
                for p, name in named
                if p.withheld is not None
            ],
            "overall": self.overall().to_dict(),
            "categories": [row.to_dict() for row in self.categories()],
            "leaks_by_text_height": {name: _rate(r) for name, r in self.heights()},
            "by_photo": {key: _rate(r) for key, _, r in self.of_photos()},
            "over_redaction_mean": self.over_redaction,
            "leaks": [
                {"source": name, "category": e.category, "page": e.page, "box": e.box}
                for p, name in named
                if p.problem is None
                for e in p.entries
                if e.leaked
            ],
        }


def _is_touched(photo: JudgedPhoto) -> bool:
    return photo.over is None or photo.over > _TOUCHED


def _leaks(entries: Sequence[JudgedEntry]) -> Rate:
    return rate([e.leaked for e in entries if e.leaked is not None])


def _rate(counted: Rate) -> dict[str, Any]:
    low, high = counted.interval
    return {
        "hits": counted.hits,
        "total": counted.total,
        "share": round(counted.share, 4) if counted.total else None,
        "interval_95": [round(low, 4), round(high, 4)] if counted.total else None,
    }


def as_text(summary: Summary, shown: Sequence[str]) -> str:
    """Return the report for a person; `shown` is for each photo the name to call it by."""
    rows = [("category", "found (recall)", "right (precision)", "still readable (leaks)")]
    rows += [
        (row.category, words_of(row.recall), words_of(row.precision), words_of(row.leaks))
        for row in (*summary.categories(), summary.overall())
    ]
    parts = [_columns(rows)]
    heights = [(f"text of {name}", words_of(r)) for name, r in summary.heights()]
    if heights:
        parts.append(_columns([("still readable, by height", ""), *heights]))
    parts.append(_columns(_photo_rows(summary)))
    parts += _listed(summary, shown)
    return "\n\n".join(parts) + "\n"


def _photo_rows(summary: Summary) -> list[tuple[str, str]]:
    over = summary.over_redaction
    evaluated = len(summary.photos) - len(summary.not_evaluated)
    return [
        ("photos evaluated", f"{evaluated} of {len(summary.photos)}"),
        *((words, words_of(r)) for _, words, r in summary.of_photos()),
        ("area covered for nothing, mean", "-" if over is None else f"{100 * over:.2f} %"),
    ]


def _listed(summary: Summary, shown: Sequence[str]) -> Iterator[str]:
    named = list(zip(summary.photos, shown, strict=True))
    failed = [f"  {name}: {p.problem}" for p, name in named if p.problem is not None]
    if failed:
        head = "Not evaluated; every identifier labelled in them counts as readable:"
        yield "\n".join([head, *failed])
    withheld = [f"  {name}: {p.withheld}" for p, name in named if p.withheld is not None]
    if withheld:
        yield "\n".join(["Without a safe copy, so that nothing is handed out:", *withheld])
    leaks = [
        f"  {name}: {e.category} on page {e.page} at {list(e.box or ())}"
        for p, name in named
        if p.problem is None
        for e in p.entries
        if e.leaked
    ]
    if leaks:
        yield "\n".join(["Still readable in the safe copies:", *leaks])


def words_of(counted: Rate) -> str:
    """Return a rate in words; a dash where there was nothing to count.

    >>> words_of(Rate(0, 0)), words_of(Rate(1, 2))
    ('-', '1/2 = 50.0 % (9.5–90.5)')
    """
    return str(counted) if counted.total else "-"


def _columns(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    padded = ("  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in padded)
