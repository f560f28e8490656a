"""What each network and each look at a photo costs at one and at two threads.

    python -m benchmarks.model_cost

Wall time and processor time, each the median of some runs over one 12-megapixel photo without any
of what is looked for; what a candidate costs on top comes from a photo with one in its middle.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np

from benchmarks.photos import FULL_SIZE, RESULTS
from benchmarks.speed.stages import describe_machine
from benchmarks.tables import table
from phiscan._runtime import open_model
from phiscan.detectors.artefacts import CLOSER_SIDE, LOOKS, MODEL, find_candidates, look_closer
from phiscan.detectors.artefacts import Candidate as Artefact
from phiscan.detectors.barcodes import find_barcodes
from phiscan.detectors.faces import find_faces
from phiscan.options import ScanOptions
from phiscan.synth.grounds import GROUNDS, make_ground
from phiscan.types import Photo, Pixels

REPEATS = 15
THREADS = (1, 2)
Look = tuple[str, Callable[[], object]]
HEAD = ["look", "threads", "ms", "processor ms"]


def timed(look: Callable[[], object], repeats: int = REPEATS) -> tuple[float, float]:
    """Return the median wall and processor milliseconds of a look, after one that warms up."""
    look()
    times = []
    for _ in range(repeats):
        wall, busy = time.perf_counter(), time.process_time()
        look()
        times.append((time.perf_counter() - wall, time.process_time() - busy))
    wall_s, busy_s = np.median(times, axis=0)
    return 1000 * float(wall_s), 1000 * float(busy_s)


def photo(size_wh: tuple[int, int] = FULL_SIZE) -> Pixels:
    """Return a photo of a table top."""
    return make_ground(GROUNDS["wood"], np.random.default_rng(0), *size_wh)


def network(name: str, shape: tuple[int, int], options: ScanOptions) -> Callable[[], object]:
    """Return what runs a network once over an input of (height, width)."""
    model = open_model(name, options)
    array = np.full((1, 3, *shape), 114, np.float32)
    return lambda: model.run(array)


def finder_looks(pixels: Pixels, options: ScanOptions) -> Iterator[Look]:
    """Yield the looks of the finder of artefacts, with their names."""
    height, width = pixels.shape[:2]
    x0, y0, x1, y1 = 0.45 * width, 0.45 * height, 0.55 * width, 0.55 * height
    one = Artefact("id_card", 0.9, ((x0, y0), (x1, y0), (x1, y1), (x0, y1)))
    for side in LOOKS:
        shape = (-(-side * height // width // 64) * 64, side)
        yield f"{MODEL}: the network alone, {side} pixels", network(MODEL, shape, options)
    sides = " and ".join(map(str, LOOKS))
    yield f"{MODEL}: all of a look, {sides} pixels", lambda: find_candidates(pixels, options)
    yield f"... each candidate, {CLOSER_SIDE} pixels", lambda: look_closer(pixels, [one], options)


def other_looks(pixels: Pixels, options: ScanOptions) -> Iterator[Look]:
    """Yield the looks for faces and codes, with their names."""
    photos = [Photo(pixels)]
    for side in (320, 960):
        shape = (side * 3 // 4 // 32 * 32, side)
        yield f"centerface: the network alone, {side} pixels", network("centerface", shape, options)
    yield "faces: all of a look", lambda: find_faces(photos, options)
    yield "codes: all of a look (no network)", lambda: find_barcodes(photos, options)


def cost_table(looks: Callable[..., Iterator[Look]], pixels: Pixels,
               repeats: int = REPEATS) -> str:  # fmt: skip
    """Return the cost of looks at each number of threads."""
    rows = [
        [name, threads, *(f"{ms:.1f}" for ms in timed(look, repeats))]
        for threads in THREADS
        for name, look in looks(pixels, ScanOptions(threads=threads))
    ]
    return table(HEAD, sorted(rows, key=lambda row: [r[0] for r in rows].index(row[0])))


def finder_cost() -> str:
    """Return what the finder of artefacts costs."""
    return cost_table(finder_looks, photo())


def report(pixels: Pixels, repeats: int) -> str:
    """Return the Markdown page."""
    return (
        f"# What looking costs\n\nOne photo of {pixels.shape[1]} x {pixels.shape[0]} pixels, the "
        f"median of {repeats} runs after one. {describe_machine()}. Wall time tells of the machine "
        "as it was, processor time of the work.\n\n"
        f"{cost_table(finder_looks, pixels, repeats)}\n\n"
        f"{cost_table(other_looks, pixels, repeats)}\n"
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run from the command line; see the module's text."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--repeats", type=int, default=REPEATS)
    parser.add_argument("--small", action="store_true", help="a small photo, to see that it runs")
    parser.add_argument("--out", type=Path, default=RESULTS)
    args = parser.parse_args(argv)
    cv2.setNumThreads(1)
    pixels = photo((640, 480)) if args.small else photo()
    page = report(pixels, args.repeats)
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "model_cost.md").write_text(page, encoding="utf-8")
    print(page)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
