"""Scans all the real photos of ../shared/data: no crash, every file accounted for, counts, rate.

    python -m benchmarks.data_sweep                 # all of it
    python -m benchmarks.data_sweep --every 20      # a twentieth

The photos are not part of the project; without them this says so and ends.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.photos import RESULTS
from benchmarks.speed.stages import describe_machine
from benchmarks.tables import table
from phiscan.types import ScanResult, Status

DATA = Path(__file__).resolve().parents[1].parent / "shared" / "data"


@dataclass
class Folder:
    """Counts over one folder."""

    files: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    photos_with: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0


@dataclass
class Sweep:
    """Everything counted in one run; `reasons` hold no name and no text of a photo."""

    folders: dict[str, Folder] = field(default_factory=dict)
    reasons: Counter[str] = field(default_factory=Counter)
    listed: int = 0
    skipped: int = 0
    seconds: float = 0.0

    @property
    def results(self) -> int:
        """How many files got a result."""
        return sum(f.files for f in self.folders.values())


def sweep(root: Path, every: int = 1, jobs: int = 1) -> Sweep:
    """Scan every n-th file below a folder and count."""
    from phiscan.batch import scan_inputs
    from phiscan.load import find_inputs
    from phiscan.options import BatchOptions
    from phiscan.scanner import Scanner

    discovery = find_inputs([root])
    inputs = discovery.inputs[::every]
    whole = Sweep(listed=len(inputs), skipped=discovery.skipped)
    start = time.perf_counter()
    results = scan_inputs(inputs, Scanner(), batch=BatchOptions(jobs=jobs))
    for index, (item, result) in enumerate(zip(inputs, results, strict=True), start=1):
        # A folder is what lies directly below the root; files there count as ".".
        parts = item.relative.parts
        _count(whole, parts[0] if len(parts) > 1 else ".", result)
        if index % 50 == 0:
            print(f"{index}/{len(inputs)}", file=sys.stderr, flush=True)
    whole.seconds = time.perf_counter() - start
    return whole


def _count(whole: Sweep, name: str, result: ScanResult) -> None:
    folder = whole.folders.setdefault(name, Folder())
    folder.files += 1
    folder.statuses[str(result.status)] += 1
    folder.verdicts[str(result.verdict)] += 1
    folder.seconds += sum(result.timings_s.values())
    folder.photos_with.update({str(f.category) for f in result.all_findings})
    if result.status is not Status.COMPLETE:
        whole.reasons.update(result.not_examined)


def report(whole: Sweep) -> str:
    """Return the Markdown page."""
    status = Counter[str]()
    for folder in whole.folders.values():
        status.update(folder.statuses)
    sums = ", ".join(f"{n} {name}" for name, n in sorted(status.items()))
    rate = whole.results / whole.seconds if whole.seconds else 0.0
    head = (
        f"{whole.listed} files listed, {whole.results} with a result ({sums}), {whole.skipped} "
        f"skipped as neither image nor PDF; {whole.seconds:.0f} s, {rate:.2f} photos/s. "
        f"{describe_machine()}"
    )
    rows = [
        (name, f.files, *(f.statuses[s] for s in ("complete", "incomplete", "failed")),
         *(f.verdicts[v] for v in ("allow", "review", "block")), f"{f.seconds / f.files:.2f}")
        for name, f in sorted(whole.folders.items())
    ]  # fmt: skip
    columns = ["folder", "files", "complete", "incomplete", "failed", "allow", "review", "block",
               "s each"]  # fmt: skip
    parts = ["# All of the real photos", head, table(columns, rows)]
    parts += ["## Photos with a finding, by category", _category_table(whole)]
    if whole.reasons:
        parts += ["## Why not complete", table(["reason", "times"], whole.reasons.most_common())]
    return "\n\n".join(parts) + "\n"


def _category_table(whole: Sweep) -> str:
    sums = Counter[str]()
    for folder in whole.folders.values():
        sums.update(folder.photos_with)
    categories = [name for name, _ in sums.most_common()]
    rows = [
        (name, *(f.photos_with[c] or "" for c in categories))
        for name, f in sorted(whole.folders.items())
    ]
    return table(["folder", *categories], [*rows, ("all", *(sums[c] for c in categories))])


def read_arguments(about: str | None, argv: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line of a sweep over the real photos."""
    parser = argparse.ArgumentParser(description=(about or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--every", type=int, default=1, help="take every N-th photo only")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--out", type=Path, default=RESULTS)
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Run from the command line; see the module's text."""
    args = read_arguments(__doc__, argv)
    if not args.data.is_dir():
        print(f"no photos at {args.data}: nothing to sweep")
        return 0
    whole = sweep(args.data, args.every, args.jobs)
    page = report(whole)
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "data_sweep.md").write_text(page, encoding="utf-8")
    print(page)
    return 0 if whole.results == whole.listed else 1


if __name__ == "__main__":
    raise SystemExit(main())
