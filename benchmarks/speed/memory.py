"""What one process that looks at photos holds: bare, with its models, and after photo upon photo.

    python -m benchmarks.speed.memory --count 10

Run it in a checkout of each of two states of the code to compare them. `private` leaves out the
pages of libraries and files that further processes share; `peak` is the most held so far.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

import psutil

from benchmarks.photos import WORK
from benchmarks.run_log import describe_commit
from benchmarks.speed.folders import mixed_folder
from benchmarks.speed.stages import describe_machine, processor_s
from benchmarks.tables import table
from phiscan.options import ScanOptions
from phiscan.scanner import Scanner

PARTS = ("detectors", "filters", "load", "metadata", "ocr", "rules")
MODELS = ("ppocr_det", "ppocr_rec", "centerface", "artefact_finder")
SIZE_WH = (4032, 3024)
Row = tuple[str, ...]


def held(when: str) -> Row:
    """Return a row: megabytes held now, those that are private, and the most so far."""
    memory = psutil.Process().memory_full_info()
    sizes = memory.rss, getattr(memory, "uss", 0), most_bytes()
    return when, *(f"{size / 1e6:.0f}" for size in sizes), f"{processor_s():.1f}"


def most_bytes() -> int:
    """Return the most bytes that this process has held; 0 where the system does not tell."""
    try:
        from resource import RUSAGE_SELF, getrusage
    except ImportError:  # Windows
        return 0
    unit = 1 if os.uname().sysname == "Darwin" else 1024
    return getrusage(RUSAGE_SELF).ru_maxrss * unit


def measure(paths: Sequence[Path]) -> Iterator[Row]:
    """Start as a worker does and look at the photos, one after the other."""
    yield held("started")
    for part in PARTS:
        import_module(f"phiscan.{part}")
    yield held("imports")
    options = ScanOptions(threads=1)
    from phiscan._runtime import open_model

    for name in MODELS:
        open_model(name, options)
    yield held("models opened")
    scanner = Scanner(options)
    for number, path in enumerate(paths, start=1):
        scanner.scan(path)
        yield held(f"photo {number}")


def main(argv: Sequence[str] | None = None) -> int:
    """Run from the command line; see the module's text."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--work", type=Path, default=WORK, help="where the mixed folder lies")
    args = parser.parse_args(argv)
    paths = [p.path for p in mixed_folder(args.work, args.count, SIZE_WH)]
    print(f"{describe_commit()}; {describe_machine()}\n")
    head = ["", "MB held", "private", "peak", "processor s"]
    print(table(head, list(measure(paths))))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
