"""How much a person could still read in phiscan's safe copies, and what was covered for nothing.

    python -m benchmarks.accuracy --count 200 --seed 7            # renders, then measures
    python -m benchmarks.accuracy --photos sample_images          # a folder with truth.json

Writes accuracy_<name>.md and .json into benchmarks/results, and a contact sheet of the worst leaks
into benchmarks/work, which git ignores.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import shapely
from numpy.typing import NDArray

from benchmarks.accuracy_report import report
from benchmarks.contact_sheet import Tile, write_sheet
from benchmarks.metric import (
    cell_leaks,
    is_leak,
    over_redaction,
    region_leaks,
    to_gray,
)
from benchmarks.tools import COVER, Outcome, Phiscan, Tool, decode_pages
from benchmarks.truth import Entry, TruthPhoto, read_truth
from phiscan.types import Finding, Pixels

HERE = Path(__file__).resolve().parent
RESULTS, WORK = HERE / "results", HERE / "work"
ALLOWED = frozenset({"screen"})
"""Regions that the clinic's policy lets through by themselves."""
FULL_SIZE = (4032, 3024)


@dataclass(frozen=True)
class EntryResult:
    """What became of one true identifier or region."""

    photo: str
    category: str
    is_text: bool
    artefact: str
    view: str
    rotation_deg: int
    height: str
    cells: int
    leaked_share: float
    leaked: bool
    leaked_published: bool
    found: bool
    covered_by_any: bool
    lost_by: str = ""


@dataclass(frozen=True)
class PhotoResult:
    """One photo's sums."""

    photo: str
    kind: str
    view: str
    rotation_deg: int
    clean: bool
    verdict: str
    status: str
    published: bool
    over_redaction: float
    seconds: float
    reason: str = ""


@dataclass
class Results:
    """Everything measured in one run."""

    entries: list[EntryResult] = field(default_factory=list)
    photos: list[PhotoResult] = field(default_factory=list)
    tiles: list[Tile] = field(default_factory=list)


# -- measuring -------------------------------------------------------------------------------------


def measure(tool: Tool, photo: TruthPhoto, *, explain: bool = False) -> Results:
    """Run a tool over one photo and judge its pixels.

    Raises ValueError when the tool's pages are not those of the photo.
    """
    pages = decode_pages(photo.path.read_bytes())
    start = time.perf_counter()
    outcome = tool.run(photo, pages)
    seconds = time.perf_counter() - start
    published = _same_size(pages, outcome.published)
    results = Results()
    for number, page in enumerate(pages, start=1):
        results_of_page = _judge_page(photo, number, page, outcome, published)
        for entry, result in results_of_page:
            lost_by = who_lost(photo.path, entry) if explain and result.leaked else ""
            result = EntryResult(**{**asdict(result), "lost_by": lost_by})
            results.entries.append(result)
            if result.leaked and entry.polygon is not None:
                copy = outcome.covered[number - 1]
                results.tiles.append(_tile(result, entry.polygon, page, copy))
    share = [
        over_redaction(page, copy, photo.regions(number))
        for number, (page, copy) in enumerate(zip(pages, outcome.covered, strict=True), start=1)
    ]
    results.photos.append(
        PhotoResult(
            photo=photo.path.name,
            kind=photo.kind,
            view=photo.view,
            rotation_deg=photo.rotation_deg,
            clean=photo.clean,
            verdict=outcome.verdict or "",
            status=outcome.status or "",
            published=published is not None,
            over_redaction=float(np.mean(share)),
            seconds=seconds,
            reason="" if published is not None else outcome.reason,
        )
    )
    return results


def _same_size(
    pages: Sequence[Pixels], published: Sequence[Pixels] | None
) -> tuple[Pixels, ...] | None:
    """Return the published pages in the photo's size; a PDF's may differ by a rounded pixel."""
    if published is None:
        return None
    if len(published) != len(pages):
        raise ValueError(f"published: wanted {len(pages)} pages, got {len(published)}")
    sized = []
    for page, copy in zip(pages, published, strict=True):
        height, width = page.shape[:2]
        same = copy.shape == page.shape
        sized.append(copy if same else np.asarray(cv2.resize(copy, (width, height)), np.uint8))
    return tuple(sized)


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
        found = any(f.category == entry.category and _lies_on(f, entry) for f in findings)
        covered = any(f.action in COVER and _lies_on(f, entry) for f in findings)
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
        rotation_deg=photo.rotation_deg,
        height=entry.height_class if entry.is_text else "",
        cells=len(cells),
        leaked_share=float(cells.mean()) if len(cells) else 0.0,
        leaked=is_leak(cells),
        leaked_published=after is not None and is_leak(after),
        found=found,
        covered_by_any=covered,
    )


def _lies_on(finding: Finding, entry: Entry, least: float = 0.5) -> bool:
    """Whether a finding's polygon holds at least half of the entry's."""
    if finding.polygon is None or entry.polygon is None:
        return False
    truth = shapely.make_valid(shapely.Polygon(entry.polygon))
    shape = shapely.make_valid(shapely.Polygon(finding.polygon))
    return bool(truth.area) and truth.intersection(shape).area >= least * truth.area


def who_lost(path: Path, entry: Entry) -> str:
    """Say whether the reader or the understanding lost a leaked identifier, by reading again."""
    from phiscan._deadline import Deadline
    from phiscan.ocr import read
    from phiscan.options import ScanOptions
    from phiscan.types import Photo

    if not entry.is_text or entry.polygon is None or entry.text is None:
        return "no detector"
    pages = decode_pages(path.read_bytes())
    photo = Photo(pages[entry.page - 1], page=entry.page)
    (reading,) = read([photo], ScanOptions(), Deadline(0))
    truth = shapely.make_valid(shapely.Polygon(entry.polygon))
    near = [ln for ln in reading.lines if shapely.Polygon(ln.polygon).buffer(0).intersects(truth)]
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


def _tile(result: EntryResult, polygon: NDArray[np.float64], page: Pixels, copy: Pixels) -> Tile:
    caption = f"{result.category} {result.height} {result.photo}"
    return Tile(caption, result.leaked_share, polygon, page, copy)


def to_json(results: Results) -> dict[str, Any]:
    """Return everything measured; no text of an identifier in it."""
    return {
        "schema": "phiscan-accuracy/1",
        "photos": [asdict(p) for p in results.photos],
        "entries": [asdict(e) for e in results.entries],
    }


# -- running ---------------------------------------------------------------------------------------


def rendered(folder: Path, count: int, seed: int, split: str, size_wh: tuple[int, int]) -> Path:
    """Render labelled photos into a folder, unless they are there already; return truth.json."""
    from phiscan.synth.render import plan, render

    truth = folder / "truth.json"
    if not truth.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        render(plan(folder, count=count, seed=seed, split=split, size_wh=size_wh), seed=seed)
    return truth


def run(tool: Tool, photos: Sequence[TruthPhoto], *, explain: bool = False) -> Results:
    """Measure all photos, one by one; progress goes to stderr."""
    whole = Results()
    for index, photo in enumerate(photos, start=1):
        one = measure(tool, photo, explain=explain)
        whole.entries += one.entries
        whole.photos += one.photos
        # Tiles hold crops of the photo, not the photo: a long run keeps only the worst.
        whole.tiles = sorted(whole.tiles + one.tiles, key=lambda t: -t.weight)[:120]
        leaks = sum(e.leaked for e in one.entries if e.is_text)
        print(
            f"{index}/{len(photos)} {photo.path.name}: {leaks} leaks", file=sys.stderr, flush=True
        )
    return whole


def main(argv: Sequence[str] | None = None) -> int:
    """Run from the command line; see the module's text."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--photos", type=Path, help="folder with truth.json instead of rendering")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--split", default="test", choices=("tune", "test"))
    parser.add_argument("--long-side", type=int, default=FULL_SIZE[0])
    parser.add_argument("--limit", type=int, help="measure the first photos only")
    parser.add_argument("--explain", action="store_true", help="say where leaks were lost (slower)")
    parser.add_argument("--out", type=Path, default=RESULTS)
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--name", help="name of the result files")
    args = parser.parse_args(argv)
    name = args.name or (
        args.photos.name if args.photos else f"{args.split}_{args.seed}_{args.count}"
    )
    if args.photos:
        truth = args.photos / "truth.json"
    else:
        size = args.long_side, round(args.long_side * FULL_SIZE[1] / FULL_SIZE[0])
        folder = args.work / f"{args.split}_{args.seed}_{args.count}_{args.long_side}"
        truth = rendered(folder, args.count, args.seed, args.split, size)
    results = run(Phiscan(), read_truth(truth)[: args.limit], explain=args.explain)
    args.out.mkdir(parents=True, exist_ok=True)
    page = report(results, f"phiscan on {name}")
    (args.out / f"accuracy_{name}.md").write_text(page, encoding="utf-8")
    data = json.dumps(to_json(results), indent=1)
    (args.out / f"accuracy_{name}.json").write_text(data + "\n", encoding="utf-8")
    write_sheet(results.tiles, args.work / f"leaks_{name}.jpg")
    print(page)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
