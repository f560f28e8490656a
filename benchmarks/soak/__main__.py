"""Ten thousand photos in one run: does memory stay flat, does the rate hold?

    python -m benchmarks.soak --photos 10000
    python -m benchmarks.soak --photos 300 --long-side 1280      # to try it

A few rendered photos are repeated and varied, made as they are wanted and deleted once they are
done. Every so many photos a row is appended to work/soak_....csv; page and plot are written anew
now and then and at the end, Ctrl-C included, so that an interrupted run leaves what it saw.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import numpy as np
import psutil

from benchmarks.photos import HERE, RESULTS, WORK
from benchmarks.run_log import describe_commit
from benchmarks.soak.variants import variants
from benchmarks.speed.folders import mixed_folder, paths_of
from benchmarks.speed.plots import FLOOR, OURS, figure
from benchmarks.speed.processes import PeakMemory, cpu_s, resident, share, tree
from benchmarks.speed.stages import describe_machine
from benchmarks.tables import table

BASES = 20
SETTLED = 500
"""From this photo on memory must not grow."""
_WORKER_MB = 200.0
"""A process below that looks at no photos."""
_PAGES_BETWEEN = 10


@dataclass(frozen=True)
class Row:
    """What was seen at one moment; memory in MB, of the whole process tree."""

    photos: int
    seconds: float
    rate: float
    resident: float
    share: float
    peak: float
    workers: int
    processor_s: float


class Soak:
    """Hands varied photos to a run and watches it."""

    def __init__(self, total: int, every: int, photos: Sequence[Path], jobs: int) -> None:
        self.total, self.every, self.jobs = total, every, jobs
        self.statuses: Counter[str] = Counter()
        self.made_s = 0.0
        self._photos = photos
        self._seen: set[int] = set()

    def rows(self) -> Iterator[Row]:
        """Run to the end; yield a row every so many photos and one at the end."""
        with tempfile.TemporaryDirectory(dir=self._photos[0].parents[1]) as folder:
            run = subprocess.Popen(
                [sys.executable, "-m", "benchmarks.soak.runner", f"{folder}/seen", str(self.jobs)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=HERE.parent,
            )  # fmt: skip
            try:
                with PeakMemory(run.pid, every_s=1.0) as watched:
                    yield from self._watched(run, Path(folder), watched)
            finally:
                run.kill()
                run.communicate()

    def _watched(
        self, run: subprocess.Popen[str], folder: Path, watched: PeakMemory
    ) -> Iterator[Row]:
        start = before = time.monotonic()
        done = 0
        for done in self._handed(run, folder):
            if done % self.every and done != self.total:
                continue
            now = time.monotonic()
            step = done % self.every or self.every
            self._seen |= {p.pid for p in tree(run.pid) if _is_worker(p)}
            yield Row(
                done, now - start, step / (now - before), resident(run.pid), share(run.pid),
                watched.peak.resident, len(self._seen), cpu_s(run.pid),
            )  # fmt: skip
            before = now
        if done < self.total:
            raise RuntimeError(f"the run ended after {done} photos with {run.wait()}")

    def _handed(self, run: subprocess.Popen[str], folder: Path) -> Iterator[int]:
        """Answer the run; yield how many photos are done, at each."""
        assert run.stdin is not None
        assert run.stdout is not None
        files, handed, done = variants(self._photos), 0, 0
        for line in run.stdout:
            word = json.loads(line)
            if word["word"] == "done":
                done += 1
                Path(word["source"]).unlink(missing_ok=True)
                self.statuses[word["status"]] += 1
                yield done
                continue
            name = ""
            if handed < self.total:
                name = self._written(files, folder / f"{handed:06d}.jpg")
                handed += 1
            run.stdin.write(json.dumps(name) + "\n")
            run.stdin.flush()

    def _written(self, files: Iterator[bytes], path: Path) -> str:
        """Make and write the next photo; count the processor's time for it as the making's."""
        before = time.process_time()
        path.write_bytes(next(files))
        self.made_s += time.process_time() - before
        return str(path)


def _is_worker(process: psutil.Process) -> bool:
    try:
        return bool(process.memory_info().rss / 1e6 > _WORKER_MB)
    except psutil.Error:
        return False


def growth(rows: Sequence[Row]) -> float:
    """Return the megabytes that memory grows by in 1,000 photos, once it has settled.

    By least squares over the rows from photo 500 on (in a shorter run: its second half).
    """
    since = min(SETTLED, rows[-1].photos // 2)
    late = [row for row in rows if row.photos >= since]
    if len(late) < 2:
        return float("nan")
    slope, _ = np.polyfit([r.photos for r in late], [r.resident for r in late], 1)
    return float(slope) * 1000


def page(rows: Sequence[Row], about: str, picture: str) -> str:
    """Return the results as Markdown."""
    last, settled = rows[-1], [r for r in rows if r.photos >= min(SETTLED, rows[-1].photos)]
    tenth = max(1, len(rows) // 10)
    facts: list[list[object]] = [
        ["photos", last.photos],
        ["hours", f"{last.seconds / 3600:.2f}"],
        ["photos/s, whole run", f"{last.photos / last.seconds:.2f}"],
        ["photos/s, first tenth", f"{_rate(rows[:tenth]):.2f}"],
        ["photos/s, last tenth", f"{_rate(rows[-tenth:]):.2f}"],
        ["processor s/photo", f"{last.processor_s / last.photos:.2f}"],
        ["memory at the peak, MB", f"{last.peak:.0f}"],
        [f"memory at photo {settled[0].photos} and at the end, MB",
         f"{settled[0].resident:.0f}, {last.resident:.0f}"],
        ["growth since then, MB in 1,000 photos", f"{growth(rows):+.1f}"],
        ["processes that looked at photos, one after the other", last.workers],
    ]  # fmt: skip
    shown = rows[:: max(1, len(rows) // 20)]
    curve = [[r.photos, f"{r.resident:.0f}", f"{r.share:.0f}", f"{r.rate:.2f}"] for r in shown]
    return "\n\n".join([
        "# Soak", about, table(["", ""], facts), f"![memory and rate]({picture})",
        table(["photos", "MB", "MB, shared pages once", "photos/s"], curve),
    ]) + "\n"  # fmt: skip


def _rate(rows: Sequence[Row]) -> float:
    return sum(r.rate for r in rows) / len(rows)


def draw(rows: Sequence[Row], path: Path) -> None:
    """Draw memory and rate over the photos."""
    at = [row.photos for row in rows]
    with figure(path, (7.2, 2.7), 2) as (left, right):
        left.plot(at, [r.resident for r in rows], color=OURS, label="whole process tree")
        left.plot(at, [r.share for r in rows], color=FLOOR, label="shared pages once")
        left.set_ylabel("MB")
        left.legend(frameon=False)
        right.plot(at, [r.rate for r in rows], color=OURS)
        right.set_ylabel("photos a second")
        for axes in (left, right):
            axes.set_xlabel("photos")
            axes.set_ylim(bottom=0)


def main(argv: Sequence[str] | None = None) -> int:
    """Run from the command line; see the module's text."""
    args = _parser().parse_args(argv)
    size = args.long_side, round(args.long_side * 3 / 4)
    photos = paths_of(mixed_folder(args.work, args.bases, size))
    about = f"{describe_commit()}; {describe_machine()}; photos of {size[0]} x {size[1]}"
    soak = Soak(args.photos, args.every, photos, args.jobs)
    rows: list[Row] = []
    try:
        with (args.work / f"{args.name}_{args.photos}_{size[0]}.csv").open("w", newline="") as file:
            table_file = csv.DictWriter(file, [f.name for f in fields(Row)])
            table_file.writeheader()
            for row in soak.rows():
                rows.append(row)
                table_file.writerow(asdict(row))
                file.flush()
                print(row, file=sys.stderr, flush=True)
                if not len(rows) % _PAGES_BETWEEN:
                    write(rows, args, about, soak)
    finally:
        if rows:
            print(write(rows, args, about, soak))
    return 0


def write(rows: Sequence[Row], args: argparse.Namespace, about: str, soak: Soak) -> str:
    """Write page and plot of what is there so far; return the page."""
    args.out.mkdir(parents=True, exist_ok=True)
    draw(rows, args.out / f"{args.name}.png")
    statuses = ", ".join(f"{n} {status}" for status, n in sorted(soak.statuses.items()))
    cost = soak.made_s / max(1, rows[-1].photos)
    more = f"{statuses}; making the photos took {cost:.3f} processor s each, beside the run"
    text = page(rows, f"{about}; {more}.", f"{args.name}.png")
    (args.out / f"{args.name}.md").write_text(text, encoding="utf-8")
    return text


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.soak", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--photos", type=int, default=10_000)
    parser.add_argument("--every", type=int, default=50, help="photos between two rows")
    parser.add_argument("--bases", type=int, default=BASES, help="photos that are varied")
    parser.add_argument("--long-side", type=int, default=4032)
    parser.add_argument("--jobs", type=int, default=0)
    parser.add_argument("--name", default="soak")
    parser.add_argument("--out", type=Path, default=RESULTS)
    parser.add_argument("--work", type=Path, default=WORK)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
