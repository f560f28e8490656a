"""The page of an accuracy run: tools side by side, what leaks, what was covered for nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from benchmarks.measure import EntryResult, PhotoResult, Record
from benchmarks.tables import NOTHING, by_group, group_rows, table
from benchmarks.tools import Phiscan
from phiscan.evaluation.metric import rate
from phiscan.evaluation.truth import HEIGHTS, TURNS

SMALL = HEIGHTS[0][2]
_TOUCHED = 0.0005
"""A clean photo counts as touched when a larger share of it changed; compression stays below."""

Answer = Callable[[EntryResult], bool]
Key = Callable[[EntryResult], str]
ORDERS = {"text height": [name for _, _, name in HEIGHTS], "rotation, degrees": list(TURNS)}
GROUPS: dict[str, Key] = {
    "category": lambda e: e.category,
    "text height": lambda e: e.height,
    "artefact": lambda e: e.artefact,
    "view": lambda e: e.view,
    "rotation, degrees": lambda e: e.turn,
}


@dataclass(frozen=True)
class Heading:
    """What the page says about the run itself."""

    name: str
    wanted: int
    commit: str
    given: Sequence[str] = ()
    jobs: int = 1


@dataclass
class Column:
    """One tool on some photos."""

    label: str
    tool: str
    records: list[Record] = field(repr=False)

    @property
    def photos(self) -> list[PhotoResult]:
        """The photos' sums."""
        return [record.photo for record in self.records]

    @property
    def texts(self) -> list[EntryResult]:
        """Printed identifiers that can be seen in the original."""
        return [e for r in self.records for e in r.entries if e.is_text and e.cells]

    @property
    def regions(self) -> list[EntryResult]:
        """Faces, codes, tables of results, pictures: what is seen rather than read."""
        return [e for r in self.records for e in r.entries if not e.is_text and e.cells]


def report(columns: Sequence[Column], heading: Heading) -> str:
    """Return the Markdown page."""
    parts = [f"# Accuracy: {heading.name}", _about(columns, heading)]
    parts += ["## Published copies", _headline(columns)]
    mine = next((c for c in columns if c.tool == Phiscan.name), None)
    if mine is not None:
        parts += ["## phiscan by stage", _stages(mine)]
    parts.append("## Identifiers that stay readable in published copies")
    for name, key in GROUPS.items():
        parts.append(_leak_table(name, columns, "texts", key, ORDERS.get(name, ())))
    if any(e.origin for c in columns for e in _names(c)):
        parts += ["## Names, by where they come from", _origin_table(columns)]
    parts += ["## Regions that stay visible in published copies", _REGIONS]
    parts.append(_leak_table("category", columns, "regions", lambda e: e.category))
    if mine is not None:
        parts += ["## Found by phiscan, by category", _recall_table(mine)]
        parts += _lost_tables(mine)
    return "\n\n".join(parts) + "\n"


_REGIONS = (
    "What has to be seen rather than read. X-rays, CT, MR and ultrasound pictures, wristbands and"
    " cards as objects are no part of the figures above."
)


def _about(columns: Sequence[Column], heading: Heading) -> str:
    most = max((len(c.records) for c in columns), default=0)
    state = f"{most} of {heading.wanted} photos measured; {heading.commit}."
    how = "Counts first, shares with Wilson's 95 % interval; the metric is in benchmarks/README.md."
    given = "\n".join(f"- {line}" for line in heading.given)
    threads = "all cores" if heading.jobs <= 1 else f"one thread, {heading.jobs} photos at a time"
    clock = f"Seconds are those of a tool with {threads} and whatever else the machine was doing."
    return "\n\n".join(filter(None, [f"{state} {how} {clock}", "Given to each:", given]))


# -- headline --------------------------------------------------------------------------------------


def _headline(columns: Sequence[Column]) -> str:
    rows: list[tuple[str, Callable[[Column], object]]] = [
        ("photos", lambda c: len(c.photos)),
        ("identifiers in text that can be seen", lambda c: len(c.texts)),
        ("identifiers that leak", lambda c: _leaks(c.texts, _published)),
        ("… of 14 px or more", lambda c: _leaks(_large(c.texts), _published)),
        ("… below 14 px", lambda c: _leaks(_small(c.texts), _published)),
        ("photos with identifiers that show any", lambda c: _leaky(c, _published)),
        ("photos without a published copy", lambda c: rate([not p.published for p in c.photos])),
        ("over-redaction, mean of the photos", lambda c: _mean_area(p for p in c.photos)),
        ("clean photos touched or blocked", lambda c: rate([_is_touched(p) for p in _clean(c)])),
        ("clean photos blocked", lambda c: _verdicts(c, lambda v: v == "block")),
        ("clean photos not allowed", lambda c: _verdicts(c, lambda v: v != "allow")),
        ("seconds a photo, median", lambda c: _median([p.seconds for p in c.photos])),
    ]
    body = [(name, *(answer(c) for c in columns)) for name, answer in rows]
    return table(["", *(c.label for c in columns)], body)


def _stages(column: Column) -> str:
    rows: list[tuple[str, Callable[[Answer], object]]] = [
        ("identifiers that leak", lambda a: _leaks(column.texts, a)),
        ("… of 14 px or more", lambda a: _leaks(_large(column.texts), a)),
        ("… below 14 px", lambda a: _leaks(_small(column.texts), a)),
        ("photos with identifiers that show any", lambda a: _leaky(column, a)),
        ("over-redaction, mean of the photos", lambda a: _mean_area(column.photos, a)),
    ]
    body = [(name, answer(_before), answer(_published)) for name, answer in rows]
    return table(["", "before the proof", "published"], body)


def _before(entry: EntryResult) -> bool:
    return entry.leaked


def _published(entry: EntryResult) -> bool:
    return entry.leaked_published


def _large(entries: Iterable[EntryResult]) -> list[EntryResult]:
    return [e for e in entries if e.height != SMALL]


def _small(entries: Iterable[EntryResult]) -> list[EntryResult]:
    return [e for e in entries if e.height == SMALL]


def _leaks(entries: Iterable[EntryResult], answer: Answer) -> object:
    return rate([answer(e) for e in entries])


def _leaky(column: Column, answer: Answer) -> object:
    names = {e.photo for e in column.texts if answer(e)}
    return rate([p.photo in names for p in column.photos if not p.clean])


def _clean(column: Column) -> list[PhotoResult]:
    return [p for p in column.photos if p.clean]


def _is_touched(photo: PhotoResult) -> bool:
    return photo.over_published > _TOUCHED or photo.verdict == "block"


def _verdicts(column: Column, answer: Callable[[str], bool]) -> object:
    """Return the rate among clean photos, or a dash for tools that have no verdict."""
    given = [p.verdict for p in _clean(column)]
    return rate([answer(v) for v in given]) if any(given) or not given else NOTHING


def _mean_area(photos: Iterable[PhotoResult], answer: Answer = _published) -> str:
    shares = [p.over_published if answer is _published else p.over_before_proof for p in photos]
    return f"{100 * float(np.mean(shares)):.2f} %" if shares else NOTHING


def _median(values: Sequence[float]) -> str:
    return f"{float(np.median(values)):.2f}" if values else NOTHING


# -- tables by group -------------------------------------------------------------------------------


def _leak_table(
    name: str, columns: Sequence[Column], what: str, key: Key, order: Sequence[str] = ()
) -> str:
    rates = [dict(by_group(getattr(c, what), key, _published)) for c in columns]
    return table([name, *(c.label for c in columns)], group_rows(rates, order))


def _names(column: Column) -> list[EntryResult]:
    return [e for e in column.texts if e.category == "person_name"]


def _origin_table(columns: Sequence[Column]) -> str:
    def key(entry: EntryResult) -> str:
        return entry.origin or "not said"

    rates = [dict(by_group(_names(c), key, _published)) for c in columns]
    return table(["origin", *(c.label for c in columns)], group_rows(rates))


def _recall_table(column: Column) -> str:
    entries = [e for r in column.records for e in r.entries]
    answers: list[Answer] = [lambda e: e.found, lambda e: e.covered_by_any]
    rates = [dict(by_group(entries, lambda e: e.category, answer)) for answer in answers]
    return table(["category", "found as such", "covered by some finding"], group_rows(rates))


def _lost_tables(column: Column) -> list[str]:
    lost = [e for e in column.texts if e.leaked and e.lost_by]
    if not lost:
        return []
    published = [e for e in lost if e.leaked_published]
    names = sorted({e.lost_by for e in lost})
    rows = [
        (name, *(sum(e.lost_by == name for e in group) for group in (lost, published)))
        for name in names
    ]
    head = ["lost by", "before the proof", "published"]
    return ["## Where leaked identifiers were lost", table(head, rows)]
