"""One photo at a time: through a warm Scanner, through a fresh command, and known from before."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.photos import HERE
from benchmarks.speed.folders import SpeedPhoto

REPO = HERE.parent


def warm(photos: Sequence[SpeedPhoto], repeats: int, **options: Any) -> list[dict[str, Any]]:
    """Scan each photo by itself, models open; one row a photo with its seconds, one a repeat."""
    from phiscan.options import ScanOptions
    from phiscan.scanner import Scanner

    scanner = Scanner(ScanOptions(**options))
    scanner.scan(photos[0].path)  # opens the models
    rows: list[dict[str, Any]] = [
        {"group": p.group, "real": p.is_real, "seconds": [], "stages": {}} for p in photos
    ]
    for _ in range(repeats):
        for row, photo in zip(rows, photos, strict=True):
            start = time.perf_counter()
            result = scanner.scan(photo.path)
            row["seconds"].append(time.perf_counter() - start)
            row["stages"] = result.timings_s
    return rows


def percentiles(rows: Sequence[dict[str, Any]]) -> tuple[float, float]:
    """Return p50 and p95 of all single scans, in seconds."""
    seconds = [s for row in rows for s in row["seconds"]]
    p50, p95 = np.percentile(seconds, [50, 95])
    return float(p50), float(p95)


def starts(path: Path, repeats: int) -> dict[str, list[float]]:
    """Time fresh processes: Python alone, the import, and a first scan of one photo to its end."""
    commands = {
        "python itself": ["-c", "pass"],
        "import phiscan": ["-c", "import phiscan"],
        "phiscan --version": ["-m", "phiscan", "--version"],
        "phiscan scan one.jpg, cold": ["-m", "phiscan", "scan", "--no-cache", str(path)],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(repeats):
        for name, arguments in commands.items():
            times[name].append(_run(arguments)[0])
    return times


def again(paths: Sequence[Path], copies: int) -> dict[str, Any]:
    """Scan a folder whose photos were all seen before; each lies in it under so many names.

    The command as a user gives it, its start included; the first run fills a cache of its own.
    """
    with tempfile.TemporaryDirectory(dir=paths[0].parent) as home:
        once, many = Path(home) / "once", Path(home) / "many"
        _link(paths, once, 1)
        count = _link(paths, many, copies)
        own = {"XDG_CACHE_HOME": f"{home}/cache", "XDG_CONFIG_HOME": f"{home}/config"}
        first_s, _ = _scan(once, own)
        second_s, lines = _scan(many, own)
        trusted_s, _ = _scan(many, own, "--trust-mtime")
        trusted_s, _ = _scan(many, own, "--trust-mtime")
    if lines != count:
        raise RuntimeError(f"{lines} results for {count} photos")
    return {
        "photos": count,
        "bytes": copies * sum(path.stat().st_size for path in paths),
        "first_s": first_s / len(paths),
        "second_s": second_s,
        "trusting_times_s": trusted_s,
    }


def _link(paths: Sequence[Path], folder: Path, copies: int) -> int:
    folder.mkdir()
    for number in range(copies):
        for place, path in enumerate(paths):
            os.link(path, folder / f"{number:03d}_{place:03d}{path.suffix}")
    return copies * len(paths)


def _scan(folder: Path, variables: dict[str, str], *more: str) -> tuple[float, int]:
    arguments = ["-m", "phiscan", "scan", str(folder), "--format", "jsonl", "--quiet", *more]
    return _run(arguments, variables)


def _run(arguments: Sequence[str], variables: dict[str, str] | None = None) -> tuple[float, int]:
    """Return the seconds of a fresh Python process and the lines that it wrote."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        check=False,
        timeout=1800,
        cwd=REPO,
        env={**os.environ, **(variables or {})},
    )
    if done.returncode == 2:
        raise RuntimeError(done.stderr.decode(errors="replace")[-500:])
    return time.perf_counter() - start, done.stdout.count(b"\n")
