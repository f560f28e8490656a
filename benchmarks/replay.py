"""Replays the rules over readings that were made once: what is lost and covered in seconds.

    python -m benchmarks.replay read benchmarks/work/tune_3_36_4032     # reads what is new; slow
    python -m benchmarks.replay judge benchmarks/work/tune_3_36_4032    # rules only; 20 ms a photo

Made for work on rules: no pixels are compared, so its counts are close to those of accuracy.py and
never quoted in their place. An identifier is lost when its outline is not covered; the area is what
the covers take outside every true region. Only rendered photos: the readings are kept on disk.
"""

from __future__ import annotations

import argparse
import pickle
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from benchmarks.measure import holds
from benchmarks.tools import COVER, decode_pages
from phiscan.evaluation.truth import Entry, TruthPhoto, read_truth
from phiscan.types import Action, Finding, Line

READINGS = "readings.pickle"
_LEAST_COVERED = 0.9
"""Share of an identifier's outline that the covers must take; less leaves a letter of ten."""

Readings = dict[str, list[tuple[tuple[int, int], tuple[Line, ...]]]]
"""File name to pages: (width, height) and the lines read."""


def read_folder(folder: Path) -> None:
    """Read the photos of a folder with truth.json that were not read yet; each is kept at once."""
    from phiscan._deadline import Deadline
    from phiscan.ocr import read
    from phiscan.options import ScanOptions
    from phiscan.types import Photo

    def pages(photo: TruthPhoto) -> list[tuple[tuple[int, int], tuple[Line, ...]]]:
        found = []
        for number, pixels in enumerate(decode_pages(photo.path.read_bytes()), start=1):
            (reading,) = read([Photo(pixels, page=number)], ScanOptions(), Deadline(0))
            found.append(((pixels.shape[1], pixels.shape[0]), reading.lines))
        return found

    kept = folder / READINGS
    readings: Readings = pickle.loads(kept.read_bytes()) if kept.exists() else {}
    new = [p for p in read_truth(folder / "truth.json") if p.path.name not in readings]
    with ThreadPoolExecutor(2) as pool:
        for photo, found in zip(new, pool.map(pages, new), strict=True):
            readings[photo.path.name] = found
            kept.with_suffix(".new").write_bytes(pickle.dumps(readings))
            kept.with_suffix(".new").replace(kept)
            print(f"{len(readings)} read, {photo.path.name}", file=sys.stderr, flush=True)


@dataclass(frozen=True)
class Lost:
    """An identifier that the covers leave readable."""

    photo: TruthPhoto
    entry: Entry
    by: str
    seen: str


@dataclass
class Sums:
    """Counts over all photos."""

    identifiers: int = 0
    lost: list[Lost] = field(default_factory=list)
    over: list[tuple[float, str]] = field(default_factory=list)
    verdicts: Counter[str] = field(default_factory=Counter)
    touched: list[tuple[str, Finding]] = field(default_factory=list)
    with_loss: int = 0
    dirty: int = 0


def judge(photos: Sequence[TruthPhoto], readings: Readings) -> Sums:
    """Run the rules over the readings and compare the covers' geometry with the truth."""
    sums = Sums()
    for photo in photos:
        pages = readings.get(photo.path.name)
        if pages is None:
            continue
        lost: list[Lost] = []
        worst = Action.ALLOW
        for number, (size, lines) in enumerate(pages, start=1):
            findings = _findings(lines, size, number)
            covered = _cover(findings, size, photo.path.suffix)
            texts = [e for e in photo.entries if e.is_text and e.page == number]
            sums.identifiers += len(texts)
            lost += [_lost(photo, e, lines) for e in texts if not _is_covered(e, covered)]
            outside = covered.difference(
                shapely.union_all([_shape(p) for p in photo.regions(number)])
            )
            sums.over.append((outside.area / (size[0] * size[1]), photo.path.name))
            acted = [f for f in findings if f.action in COVER]
            worst = (
                Action.BLOCK
                if any(f.action is Action.BLOCK for f in acted)
                else (Action.REVIEW if acted and worst is Action.ALLOW else worst)
            )
            if photo.clean:
                sums.touched += [(photo.path.name, f) for f in acted]
        sums.lost += lost
        sums.with_loss += bool(lost)
        sums.dirty += not photo.clean
        sums.verdicts[f"{'clean' if photo.clean else 'PHI'} {worst}"] += 1
    return sums


def _findings(lines: Sequence[Line], size: tuple[int, int], page: int) -> list[Finding]:
    from phiscan.filters import filter_findings
    from phiscan.options import ScanOptions
    from phiscan.policy import decide
    from phiscan.rules import NO_TERMS, find_phi

    found = find_phi(lines, size, page=page)
    return list(decide(filter_findings(found, ScanOptions(), NO_TERMS).kept).findings)


def _cover(findings: Sequence[Finding], size: tuple[int, int], suffix: str) -> BaseGeometry:
    """Return the covers as grown for this format; snapping to its tiles is left out."""
    from phiscan.cover import cover_shapes
    from phiscan.grids import ALIGNED, LOSSLESS

    grid = LOSSLESS if suffix == ".png" else ALIGNED
    shapes = cover_shapes([f for f in findings if f.action in COVER], grid)
    return shapely.union_all([shapely.make_valid(s) for s in shapes]).intersection(
        shapely.box(0, 0, *size)
    )


def _shape(polygon: object) -> BaseGeometry:
    return shapely.make_valid(shapely.Polygon(polygon))


def _is_covered(entry: Entry, covered: BaseGeometry) -> bool:
    truth = _shape(entry.polygon)
    # What lies under a plate is neither read nor covered.
    return truth.intersection(covered).area >= _LEAST_COVERED * truth.area * entry.visible


def _lost(photo: TruthPhoto, entry: Entry, lines: Sequence[Line]) -> Lost:
    truth = _shape(entry.polygon)
    near = [ln for ln in lines if _shape(ln.polygon).intersects(truth)]
    seen = " | ".join(ln.text for ln in near)
    if not near:
        return Lost(photo, entry, "not seen", "")
    by = "understanding" if holds(seen, entry.text or "") else "misread"
    return Lost(photo, entry, by, seen)


def words(sums: Sums) -> Iterator[str]:
    """Yield the outcome, one line an identifier that was lost, then the sums."""
    for item in sums.lost:
        e, p = item.entry, item.photo
        yield (
            f"{item.by:13} {e.category:15} {e.role:9} {e.artefact:17} {p.view:10} "
            f"{e.text_height_px or 0:5.1f}px {p.path.name}: wanted {e.text!r}, read {item.seen!r}"
        )
    for name, finding in sums.touched:
        yield f"clean touched: {name}: {finding.category} {finding.action} {finding.text!r}"
    for share, name in sorted(sums.over, reverse=True)[:8]:
        yield f"most covered for nothing: {share:.1%} {name}"
    large = [x for x in sums.lost if (x.entry.text_height_px or 0) >= 14]
    yield (
        f"lost {len(sums.lost)} of {sums.identifiers} ({len(large)} of 14 px or more), "
        f"in {sums.with_loss} of {sums.dirty} photos; by {dict(Counter(x.by for x in sums.lost))}"
    )
    over = [share for share, _ in sums.over]
    yield f"covered for nothing, mean: {sum(over) / max(1, len(over)):.2%}; {dict(sums.verdicts)}"


def main(argv: Sequence[str] | None = None) -> int:
    """Run from the command line; see the module's text."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=("read", "judge"))
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--only", default="", help="only photos whose name contains this")
    args = parser.parse_args(argv)
    for folder in args.folders:
        if args.what == "read":
            read_folder(folder)
            continue
        photos = [p for p in read_truth(folder / "truth.json") if args.only in p.path.name]
        print(f"== {folder.name}")
        readings = pickle.loads((folder / READINGS).read_bytes())
        print("\n".join(words(judge(photos, readings))))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
