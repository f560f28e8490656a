"""How many signatures are covered, and how often a page without one gets one.

    python -m benchmarks.signatures benchmarks/work/test_7_200_4032 ...

Invented pages (signed_pages.py) carry scrawls, or are left unsigned. Of rendered photos, whose
signatures are written in handwriting fonts, the kept readings are used (`benchmarks.replay read`).
"""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import numpy as np
import shapely

from benchmarks.lab_results import shape
from benchmarks.photos import RESULTS
from benchmarks.replay import READINGS, Readings
from benchmarks.signed_pages import LAYOUTS, signed_page
from benchmarks.tables import table
from benchmarks.tools import decode_pages
from phiscan.detectors.signatures import find_signatures
from phiscan.evaluation.metric import rate
from phiscan.evaluation.truth import read_truth
from phiscan.filters import filter_findings
from phiscan.options import ScanOptions
from phiscan.policy import decide
from phiscan.rules import NO_TERMS, find_phi
from phiscan.types import Action, Category, Finding, Line, Photo, Pixels, Points

SEED = 5
ENOUGH = 0.9
"""Share of a signature's outline that must lie under a cover."""


@dataclass
class Row:
    """One kind of page: was the signature found as such, was it covered by anything, and was one
    found on pages without.
    """

    found: list[bool] = field(default_factory=list)
    covered: list[bool] = field(default_factory=list)
    before: list[bool] = field(default_factory=list)
    """Covered by the rules of text alone."""
    false: list[bool] = field(default_factory=list)

    def judge(self, photo: Photo, lines: Sequence[Line], truths: Sequence[Points]) -> None:
        """Count one page."""
        read = _acted(find_phi(lines, photo.size_wh, page=photo.page))
        signed = list(find_signatures(photo, lines, is_medical=any(f.tags for f in read)))
        for truth in truths:
            self.found.append(_share(truth, signed) >= ENOUGH)
            self.before.append(_share(truth, read) >= ENOUGH)
            self.covered.append(_share(truth, [*read, *signed]) >= ENOUGH)
        if not truths:
            self.false.append(bool(signed))


def _acted(found: Sequence[Finding]) -> list[Finding]:
    decided = decide(filter_findings(found, ScanOptions(), NO_TERMS).kept).findings
    return [f for f in decided if f.action is not Action.ALLOW and f.polygon]


def _share(truth: Points, findings: Sequence[Finding]) -> float:
    whole = shape(truth)
    covers = shapely.union_all([shape(f.polygon) for f in findings])
    return float(covers.intersection(whole).area / whole.area)


def invented(count: int) -> dict[str, Row]:
    """Judge `count` signed and `count` unsigned pages of each layout."""
    rows: dict[str, Row] = {}
    for layout in LAYOUTS:
        rng, row = Random(f"{SEED} {layout}"), Row()
        for number in range(2 * count):
            page = signed_page(layout, rng, signed=number % 2 == 0)
            row.judge(Photo(page.pixels), page.lines, [page.scrawl] if page.scrawl else [])
        rows[layout] = row
    return rows


def rendered(folder: Path) -> Row:
    """Judge the photos of a folder that were read."""
    readings: Readings = pickle.loads((folder / READINGS).read_bytes())
    row = Row()
    for photo in read_truth(folder / "truth.json"):
        pages = readings.get(photo.path.name, [])
        pictures: Sequence[Pixels] = (
            decode_pages(photo.path.resolve().read_bytes()) if pages else ()
        )
        for number, (picture, (_, lines)) in enumerate(zip(pictures, pages, strict=True), start=1):
            truths = [
                tuple(map(tuple, np.array(e.polygon)))
                for e in photo.entries
                if e.category == Category.SIGNATURE and e.page == number
            ]
            row.judge(Photo(picture, page=number), lines, truths)
    return row


def report(rows: dict[str, Row]) -> str:
    """Return the Markdown page."""
    head = ["", "found as a signature", "covered by rules of text alone", "covered by either",
            "pages without one that get one"]  # fmt: skip
    body = [(n, rate(r.found), rate(r.before), rate(r.covered), rate(r.false))
            for n, r in rows.items()]  # fmt: skip
    return (
        "# Signatures\n\nInvented pages carry a scrawl or none; photos are rendered ones, signed "
        "in handwriting fonts, judged by readings that were kept. A signature counts when nine "
        "tenths of its outline are covered. Both were looked at while thresholds were chosen.\n\n"
        + table(head, body)
        + "\n"
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run from the command line; see the module's text."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="*", help="rendered photos with readings")
    parser.add_argument("--count", type=int, default=50, help="invented pages of each layout")
    parser.add_argument("--out", type=Path, default=RESULTS)
    args = parser.parse_args(argv)
    rows = {folder.name: rendered(folder) for folder in args.folders}
    page = report(rows | invented(args.count))
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "signatures.md").write_text(page, encoding="utf-8")
    print(page)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
