"""Where the time of a photo goes: stage by stage, networks apart, looking and proving.

    python -m benchmarks.speed.stages --photos sample_images --count 20 --repeats 1

compares two states of the code on the same photos in a minute or two. Opening the models is outside
the clock. Every figure is a median over the repeats with the spread between fastest and slowest,
which is the noise of the machine; processor time (--clock processor) counts all cores and what
Tesseract takes, and suffers less from what else runs.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import numpy as np

from benchmarks.photos import WORK
from benchmarks.run_log import describe_commit
from benchmarks.tables import table
from benchmarks.tools import COVER
from phiscan.evaluation.truth import read_truth
from phiscan.options import ScanOptions
from phiscan.types import Photo

Times = dict[str, list[float]]
"""Seconds a photo for each stage, one number a repeat."""


INSIDE = {
    "lines: outlines": ("phiscan.ocr.detection", "outlines"),
    "lines: resize": ("phiscan.ocr.detection", "_resized"),
    "lines: traces": ("phiscan.ocr.detection", "_noticed"),
    "lines: cut out": ("phiscan.ocr.recognition", "Pyramid.crop"),
    "lines: to letters": ("phiscan.ocr.recognition", "decode"),
}
"""Steps inside reading that no network does; one that the code no longer has is left out."""
PROOF = {
    "proof: pixels": ("phiscan.verify", "check_page"),
    "proof: second look": ("phiscan.scanner", "Scanner.second_look"),
    "proof: find and read": ("phiscan.ocr.ppocr", "read_again"),
    "proof: tesseract": ("phiscan.ocr.tesseract", "read_crops"),
    "proof: rules": ("phiscan.second_look", "find_phi"),
    "proof: faces and codes": ("phiscan.second_look", "detect"),
    "cover": ("phiscan.redactor", "cover_mask"),
}
"""Steps of making and proving a copy; the second look holds those after it."""
Clock = Callable[[], float]


def processor_s() -> float:
    """Return the processor seconds of this process and of those that it started and awaited."""
    try:
        from resource import RUSAGE_CHILDREN, getrusage
    except ImportError:  # Windows
        return time.process_time()
    children = getrusage(RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


CLOCKS: dict[str, Clock] = {"wall": time.perf_counter, "processor": processor_s}


class TimedModel:
    """Passes calls on to a model and adds up the time spent in it."""

    def __init__(
        self, model: Any, name: str, spent: dict[str, float], clock: Clock = time.perf_counter
    ) -> None:
        self.backend = model.backend
        self.run = under_clock(model.run, spent, name, clock)


def under_clock(
    function: Callable[..., Any], sums: dict[str, float], name: str, clock: Clock
) -> Callable[..., Any]:
    """Return the function, its time added up under a name."""

    def timed(*args: Any, **kwargs: Any) -> Any:
        start = clock()
        try:
            return function(*args, **kwargs)
        finally:
            sums[name] = sums.get(name, 0.0) + clock() - start

    return timed


@contextmanager
def timed_inside(spent: dict[str, float], clock: Clock) -> Iterator[None]:
    """Put the models that are open, the scanner's own stages and steps in them under the clock."""
    from phiscan import _clock, _runtime

    wrapped = {
        key: TimedModel(model, f"network {key[0]}", spent, clock)
        for key, model in _runtime._open.items()
    }
    with ExitStack() as stack:
        stack.enter_context(patch.dict(_runtime._open, wrapped))
        stack.enter_context(patch.object(_clock, "time", SimpleNamespace(perf_counter=clock)))
        stack.enter_context(timed_steps(INSIDE, spent, clock))
        yield


@contextmanager
def timed_steps(
    steps: dict[str, tuple[str, str]], spent: dict[str, float], clock: Clock
) -> Iterator[None]:
    """Put functions, named by module and path, under the clock."""
    with ExitStack() as stack:
        for name, (module, path) in steps.items():
            *owners, last = path.split(".")
            owner: Any = import_module(module)
            for each in owners:
                owner = getattr(owner, each, None)
            if step := getattr(owner, last, None):
                stack.enter_context(
                    patch.object(owner, last, under_clock(step, spent, name, clock))
                )
        yield


def time_scans(paths: Sequence[Path], repeats: int, clock: Clock = time.perf_counter) -> Times:
    """Scan the photos again and again; seconds a photo by stage, networks apart, and in all."""
    from phiscan.scanner import Scanner

    scanner = Scanner()
    scanner.scan(paths[0])  # opens the models
    times: Times = {}
    for _ in range(repeats):
        sums: dict[str, float] = {}
        with timed_inside(sums, clock):
            start, begun = clock(), time.perf_counter()
            for path in paths:
                for stage, seconds in scanner.scan(path).timings_s.items():
                    sums[stage] = sums.get(stage, 0.0) + seconds
            sums["whole scan"] = clock() - start
            sums["whole scan, wall"] = time.perf_counter() - begun
        _add(times, sums, len(paths))
    return times


def time_detectors(paths: Sequence[Path], repeats: int, clock: Clock = time.perf_counter) -> Times:
    """Run each detector alone on decoded pixels; seconds a photo."""
    from benchmarks.tools import decode_pages
    from phiscan.detectors import DETECTORS
    from phiscan.rules import NO_TERMS

    options = ScanOptions()
    times: Times = {}
    for _ in range(repeats):
        sums: dict[str, float] = {}
        for path in paths:
            photo = Photo(decode_pages(path.read_bytes())[0])  # outside the clock, one at a time
            for detector in DETECTORS:
                find = under_clock(detector.find, sums, f"detector {detector.name}", clock)
                find([photo], options, NO_TERMS)
        _add(times, sums, len(paths))
    return times


def time_redaction(paths: Sequence[Path], repeats: int, clock: Clock = time.perf_counter) -> Times:
    """Make verified safe copies in memory; seconds a photo, scanning included, and its parts."""
    from phiscan import redactor
    from phiscan.scanner import Scanner

    scanner = Scanner()
    steps = [(scanner, "examine", "look"), (redactor, "verify_copy", "verify"),
             (redactor, "encode", "write")]  # fmt: skip
    times: Times = {}
    scanner.scan(paths[0])  # opens the models
    for _ in range(repeats):
        sums: dict[str, float] = {}
        with ExitStack() as stack:
            stack.enter_context(timed_steps(PROOF, sums, clock))
            for owner, step, name in steps:
                timed = under_clock(getattr(owner, step), sums, name, clock)
                stack.enter_context(patch.object(owner, step, timed))
            start = clock()
            for path in paths:
                redactor.redact(path.read_bytes(), scanner=scanner, cover=COVER)
            sums["whole redaction"] = clock() - start
        _add(times, sums, len(paths))
    return times


def _add(times: Times, sums: dict[str, float], photos: int) -> None:
    for stage, seconds in sums.items():
        times.setdefault(stage, []).append(seconds / photos)


def spread_table(times: Times, unit: str) -> str:
    """Return the Markdown table of medians and spreads, slowest stage first."""
    rows = [
        (
            stage,
            f"{1000 * float(np.median(values)):.0f}",
            f"{1000 * min(values):.0f}–{1000 * max(values):.0f}",
        )
        for stage, values in sorted(times.items(), key=lambda item: -float(np.median(item[1])))
    ]
    return table(["stage", f"ms {unit}, median", "fastest–slowest"], rows)


def describe_machine() -> str:
    """Say what ran this, without the machine's name."""
    some = hasattr(os, "sched_getaffinity")
    cores = len(os.sched_getaffinity(0)) if some else os.cpu_count() or 1
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    slowed = " (above the number of cores: other work slowed this)" if load > cores else ""
    return (
        f"{cores} cores, {platform.machine()}, Python {platform.python_version()}; "
        f"load average {load:.1f}{slowed}"
    )


WHAT: dict[str, Callable[[Sequence[Path], int, Clock], Times]] = {
    "scan": time_scans,
    "detectors": time_detectors,
    "redact": time_redaction,
}


def time_photos(
    paths: Sequence[Path], what: Sequence[str], repeats: int, title: str, clock: str = "wall"
) -> list[str]:
    """Return the parts of the page about some photos."""
    parts = [f"## {len(paths)} mixed photos{title}, {clock} time"]
    for name in what:
        if name in WHAT:
            times = WHAT[name](paths, repeats, CLOCKS[clock])
            parts += [_rate(times)] if name == "scan" else []
            parts.append(spread_table(times, "a photo"))
    return parts


def main(argv: Sequence[str] | None = None) -> int:
    """Run from the command line; see the module's text."""
    args = _parser().parse_args(argv)
    # The load before anything of this runs: what else the machine was doing.
    parts = ["# Speed by stage", f"{describe_commit()}; {describe_machine()}"]
    paths = [
        photo.path
        for folder in args.photos
        for photo in read_truth(folder / "truth.json")[: args.count]
    ]
    names = ", ".join(folder.name for folder in args.photos)
    parts += time_photos(paths, args.what, args.repeats, f" of {names}", args.clock)
    page = "\n\n".join(parts) + "\n"
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / f"{args.name}.md").write_text(page, encoding="utf-8")
    print(page)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--photos", type=Path, nargs="+", required=True, help="folders with truth.json"
    )
    parser.add_argument("--count", type=int, default=12, help="photos of each folder")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--what", nargs="+", choices=[*WHAT], default=[*WHAT])
    parser.add_argument("--clock", choices=[*CLOCKS], default="wall")
    parser.add_argument("--name", default="speed_stages", help="name of the result file")
    parser.add_argument("--out", type=Path, default=WORK)
    return parser


def _rate(times: Times) -> str:
    whole = times["whole scan, wall"]
    low, high = 1 / max(whole), 1 / min(whole)
    return f"{1 / float(np.median(whole)):.2f} photos/s in one process ({low:.2f}–{high:.2f})"


if __name__ == "__main__":
    raise SystemExit(main())
