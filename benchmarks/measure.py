"""One photo through one tool, judged by its pixels."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from benchmarks.contact_sheet import Tile
from benchmarks.tools import COVER, Outcome, Tool, decode_pages
from phiscan.evaluation.judge import in_size_of, lies_on
from phiscan.evaluation.metric import cell_leaks, is_leak, over_redaction, region_leaks, to_gray
from phiscan.evaluation.truth import Entry, TruthPhoto
from phiscan.types import Line, Pixels

ALLOWED = frozenset({"screen"})
"""Regions that the clinic's policy lets through by themselves."""


@dataclass(frozen=True)
class EntryResult:
    """What became of one true identifier or region; no text in it."""

    photo: str
    category: str
    is_text: bool
    artefact: str
    view: str
    turn: str
    height: str
    origin: str
    cells: int
    leaked_share: float
    leaked: bool
    leaked_published: bool
    found: bool
    covered_by_any: bool
    lost_by: str = ""


@dataclass(frozen=True)
class PhotoResult:
    """One photo's sums; the two over-redactions are shares of the photo, before and after proof."""

    photo: str
    kind: str
    view: str
    clean: bool
    verdict: str
    status: str
    published: bool
    over_before_proof: float
    over_published: float
    seconds: float
    reason: str = ""


@dataclass(frozen=True)
class Record:
    """Everything measured on one photo."""

    photo: PhotoResult
    entries: tuple[EntryResult, ...]
    tiles: tuple[Tile, ...] = field(default=(), repr=False)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form; the tiles are crops of the photo, so keep it where photos lie."""
        return {
            "photo": asdict(self.photo),
            "entries": [asdict(e) for e in self.entries],
            "tiles": [t.to_dict() for t in self.tiles],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Record:
        """Read it back."""
        return cls(
            PhotoResult(**data["photo"]),
            tuple(EntryResult(**e) for e in data["entries"]),
            tuple(Tile.from_dict(t) for t in data["tiles"]),
        )


def measure(tool: Tool, photo: TruthPhoto, *, explain: bool = False) -> Record:
    """Run a tool over one photo and judge its pixels.

    `explain` says of each leak whether reader or understanding lost it, and takes another reading.
    Raises ValueError when the tool's pages are not those of the photo.
    """
    pages = decode_pages(photo.path.read_bytes())
    start = time.perf_counter()
    outcome = tool.run(photo, pages)
    seconds = time.perf_counter() - start if outcome.seconds is None else outcome.seconds
    published = _same_size(pages, outcome.published)
    entries: list[EntryResult] = []
    tiles: list[Tile] = []
    for number, page in enumerate(pages, start=1):
        judged = list(_judge_page(photo, number, page, outcome, published))
        if explain and any(result.leaked for _, result in judged):
            lines = _lines(page, number)
            judged = [
                (e, replace(r, lost_by=who_lost(lines, e)) if r.leaked else r) for e, r in judged
            ]
        entries += [result for _, result in judged]
        copy = (published or outcome.covered)[number - 1]
        tiles += [
            _tile(result, entry.polygon, page, copy)
            for entry, result in judged
            if entry.polygon is not None and (result.leaked_published or result.leaked)
        ]
    before = _over_redaction(photo, pages, outcome.covered)
    is_same = published is None or outcome.published is outcome.covered
    return Record(
        PhotoResult(
            photo=photo.path.name,
            kind=photo.kind,
            view=photo.view,
            clean=photo.clean,
            verdict=outcome.verdict or "",
            status=outcome.status or "",
            published=published is not None,
            over_before_proof=before,
            over_published=before if is_same else _over_redaction(photo, pages, published or ()),
            seconds=seconds,
            reason="" if published is not None else outcome.reason,
        ),
        tuple(entries),
        tuple(tiles),
    )


def _over_redaction(photo: TruthPhoto, pages: Sequence[Pixels], copies: Sequence[Pixels]) -> float:
    shares = [
        over_redaction(page, copy, photo.regions(number))
        for number, (page, copy) in enumerate(zip(pages, copies, strict=True), start=1)
    ]
    return float(np.mean(shares))


def _same_size(
    pages: Sequence[Pixels], published: Sequence[Pixels] | None
) -> tuple[Pixels, ...] | None:
    """Return the published pages in the photo's size; a PDF's may differ by a rounded pixel."""
    if published is None:
        return None
    if len(published) != len(pages):
        raise ValueError(f"published: wanted {len(pages)} pages, got {len(published)}")
    return in_size_of(pages, published)


def _judge_page(
    photo: TruthPhoto,
    number: int,
    page: Pixels,
    outcome: Outcome,
    published: Sequence[Pixels] | None,
) -> Iterator[tuple[Entry, EntryResult]]:
    original, copy = to_gray(page), to_gray(outcome.covered[number - 1])
    final = None if published is None else to_gray(published[number - 1])
    findings = [f for f in outcome.findings if f.page == number]
    for entry in photo.entries:
        if entry.page != number or entry.category in ALLOWED:
            continue
        if entry.polygon is None:
            found = any(f.category == entry.category for f in findings)
            yield entry, _entry_result(photo, entry, np.zeros(0, bool), None, found, found)
            continue
        judge = cell_leaks if entry.is_text else region_leaks
        cells = judge(original, copy, entry.polygon)
        after = None if final is None else judge(original, final, entry.polygon)
        found = any(f.category == entry.category and lies_on(f, entry) for f in findings)
        covered = any(f.action in COVER and lies_on(f, entry) for f in findings)
        yield entry, _entry_result(photo, entry, cells, after, found, covered)


def _entry_result(
    photo: TruthPhoto,
    entry: Entry,
    cells: NDArray[np.bool_],
    after: NDArray[np.bool_] | None,
    found: bool,
    covered: bool,
) -> EntryResult:
    return EntryResult(
        photo=photo.path.name,
        category=entry.category,
        is_text=entry.is_text,
        artefact=entry.artefact,
        view=photo.view,
        turn=entry.turn_class,
        height=entry.height_class if entry.is_text else "",
        origin=entry.origin,
        cells=len(cells),
        leaked_share=float(cells.mean()) if len(cells) else 0.0,
        leaked=is_leak(cells),
        leaked_published=after is not None and is_leak(after),
        found=found,
        covered_by_any=covered,
    )


def _tile(result: EntryResult, polygon: NDArray[np.float64], page: Pixels, copy: Pixels) -> Tile:
    stage = "published" if result.leaked_published else "before proof"
    caption = f"{result.category} {result.height} {stage} {result.photo}"
    weight = result.leaked_share + (1 if result.leaked_published else 0)
    return Tile(caption, weight, polygon, page, copy)


# -- who lost what ---------------------------------------------------------------------------------


def _lines(page: Pixels, number: int) -> Sequence[Line]:
    from phiscan._deadline import Deadline
    from phiscan.ocr import read
    from phiscan.options import ScanOptions
    from phiscan.types import Photo

    (reading,) = read([Photo(page, page=number)], ScanOptions(threads=1), Deadline(0))
    return reading.lines


def who_lost(lines: Sequence[Line], entry: Entry) -> str:
    """Say whether the reader or the understanding lost a leaked identifier, from a page's lines."""
    if not entry.is_text or entry.polygon is None or entry.text is None:
        return "no detector"
    truth = shapely.make_valid(shapely.Polygon(entry.polygon))
    near = [ln for ln in lines if shapely.Polygon(ln.polygon).buffer(0).intersects(truth)]
    if not near:
        return "reader: not seen"
    seen = "".join(ln.text for ln in near)
    return "understanding" if holds(seen, entry.text) else "reader: misread"


def holds(seen: str, text: str) -> bool:
    """Whether most of a text's letters appear, in order, in what was read."""
    from difflib import SequenceMatcher

    a, b = ("".join(filter(str.isalnum, s.casefold())) for s in (seen, text))
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return sum(m.size for m in blocks if m.size > 1) >= 0.8 * max(1, len(b))
