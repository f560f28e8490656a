"""Where the time of a photo goes: stage by stage, networks apart, looking and proving.

    python -m benchmarks.speed.stages --photos sample_images --count 20 --repeats 1

compares two states of the code on the same photos in a minute or two. Opening the models is outside
the clock. Every figure is a median over the repeats with the spread between fastest and slowest,
which is the noise of the machine; processor time counts all cores and suffers less from what else
runs.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from benchmarks.photos import WORK
from benchmarks.run_log import describe_commit
from benchmarks.tables import table
from benchmarks.tools import COVER
from phiscan.evaluation.truth import read_truth
from phiscan.options import ScanOptions
from phiscan.types import Photo

Times = dict[str, list[float]]
"""Seconds a photo for each stage, one number a repeat."""


class TimedModel:
    """Passes calls on to a model and adds up the time spent in it."""

    def __init__(self, model: Any, name: str, spent: dict[str, float]) -> None:
        self.backend = model.backend
        self._model, self._name, self._spent = model, name, spent

    def run(self, array: NDArray[np.float32]) -> list[NDArray[np.float32]]:
        """Run the model under the clock."""
        start = time.perf_counter()
        try:
            return list(self._model.run(array))
        finally:
            seconds = time.perf_counter() - start
            self._spent[self._name] = self._spent.get(self._name, 0.0) + seconds


def timed_models(spent: dict[str, float]) -> AbstractContextManager[Any]:
    """Put every model that is open already under the clock."""
    from phiscan import _runtime

    wrapped = {key: TimedModel(m, f"network {key[0]}", spent) for key, m in _runtime._open.items()}
    return patch.dict(_runtime._open, wrapped)


def time_scans(paths: Sequence[Path], repeats: int) -> Times:
    """Scan the photos again and again; seconds a photo by stage, networks apart, and in all."""
    from phiscan.scanner import Scanner

    scanner = Scanner()
    scanner.scan(paths[0])  # opens the models
    times: Times = {}
    for _ in range(repeats):
        sums: dict[str, float] = {}
        with timed_models(sums):
            start, worked = time.perf_counter(), time.process_time()
            for path in paths:
                for stage, seconds in scanner.scan(path).timings_s.items():
                    sums[stage] = sums.get(stage, 0.0) + seconds
            sums["whole scan"] = time.perf_counter() - start
            sums["whole scan, processor time"] = time.process_time() - worked
        _add(times, sums, len(paths))
    return times


def time_detectors(paths: Sequence[Path], repeats: int) -> Times:
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
                start = time.perf_counter()
                detector.find([photo], options, NO_TERMS)
                seconds = time.perf_counter() - start
                name = f"detector {detector.name}"
                sums[name] = sums.get(name, 0.0) + seconds
        _add(times, sums, len(paths))
    return times


def time_redaction(paths: Sequence[Path], repeats: int) -> Times:
    """Make verified safe copies in memory; seconds a photo, scanning included, and its parts."""
    from phiscan import redactor
    from phiscan.scanner import Scanner

    scanner = Scanner()
    times: Times = {}
    for _ in range(repeats):
        sums: dict[str, float] = {}
        look = _under_clock(redactor._examine, sums, "look")
        verify = _under_clock(redactor.verify_copy, sums, "verify")
        encode = _under_clock(redactor.encode, sums, "write")
        with (
            patch.object(redactor, "_examine", look),
            patch.object(redactor, "verify_copy", verify),
            patch.object(redactor, "encode", encode),
        ):
            start = time.perf_counter()
            for path in paths:
                redactor.redact(path.read_bytes(), scanner=scanner, cover=COVER)
            sums["whole redaction"] = time.perf_counter() - start
        _add(times, sums, len(paths))
    return times


def _under_clock(
    function: Callable[..., Any], sums: dict[str, float], name: str
) -> Callable[..., Any]:
    def timed(*args: Any, **kwargs: Any) -> Any:
        start = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            sums[name] = sums.get(name, 0.0) + time.perf_counter() - start

    return timed


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
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    return (
        f"{cores} cores, {platform.machine()}, Python {platform.python_version()}; "
        f"load average {load:.1f} (above the number of cores, other work slowed this)"
    )


WHAT: dict[str, Callable[[Sequence[Path], int], Times]] = {
    "scan": time_scans,
    "detectors": time_detectors,
    "redact": time_redaction,
}


def time_photos(paths: Sequence[Path], what: Sequence[str], repeats: int, title: str) -> list[str]:
    """Return the parts of the page about some photos."""
    parts = [f"## {len(paths)} mixed photos{title}"]
    for name in what:
        if name in WHAT:
            times = WHAT[name](paths, repeats)
            parts += [_rate(times)] if name == "scan" else []
            parts.append(spread_table(times, "a photo"))
    return parts


def main(argv: Sequence[str] | None = None) -> int:
    """Run from the command line; see the module's text."""
    args = _parser().parse_args(argv)
    # The load before anything of this runs: what else the machine was doing.
    parts = ["# Speed by stage", f"{describe_commit()}; {describe_machine()}"]
    paths = [p.path for p in read_truth(args.photos / "truth.json")][: args.count]
    parts += time_photos(paths, args.what, args.repeats, f" of {args.photos.name}")
    page = "\n\n".join(parts) + "\n"
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / f"{args.name}.md").write_text(page, encoding="utf-8")
    print(page)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--photos", type=Path, required=True, help="folder with truth.json")
    parser.add_argument("--count", type=int, default=12)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--what", nargs="+", choices=[*WHAT], default=[*WHAT])
    parser.add_argument("--name", default="speed_stages", help="name of the result file")
    parser.add_argument("--out", type=Path, default=WORK)
    return parser


def _rate(times: Times) -> str:
    whole = times["whole scan"]
    low, high = 1 / max(whole), 1 / min(whole)
    return f"{1 / float(np.median(whole)):.2f} photos/s in one process ({low:.2f}–{high:.2f})"


if __name__ == "__main__":
    raise SystemExit(main())
