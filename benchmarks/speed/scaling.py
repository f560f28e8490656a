"""How cost grows: with processes and threads, with pixels, with the amount of text."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from benchmarks.photos import rendered
from benchmarks.speed.contenders import CORES, Phiscan
from benchmarks.speed.folders import SEED, SPLIT
from phiscan.evaluation.truth import read_truth

PIXEL_KINDS = {"nothing to read": "plate_of_food", "a full page": "lab_report"}
_PRINT_PX = 34
_SENTENCE = "The garden opens at nine and closes at dusk; dogs wait at the gate."


def arrangements(cores: int = CORES) -> list[tuple[int, int]]:
    """Return what to try: processes, and threads of each.

    >>> arrangements(2)
    [(1, 1), (1, 2), (2, 1), (2, 2)]
    """
    few = sorted({1, max(1, cores // 2), cores})
    return [(jobs, threads) for jobs in few for threads in few if jobs * threads <= 2 * cores]


def with_jobs(paths: Sequence[Path], rounds: int) -> list[dict[str, Any]]:
    """Scan the photos with each arrangement in turn; one row an arrangement."""
    tried = arrangements()
    rows: list[dict[str, Any]] = [{"jobs": j, "threads": t, "turns": []} for j, t in tried]
    for _ in range(rounds):
        for row in rows:
            with Phiscan(jobs=row["jobs"], threads=row["threads"]) as phiscan:
                row["turns"].append(phiscan.run(paths).to_dict())
    return rows


def with_pixels(
    work: Path,
    long_sides: Sequence[int],
    repeats: int,
    kinds: dict[str, str] | None = None,
    **options: Any,
) -> list[dict[str, Any]]:
    """Scan the same scenes, taken with smaller and larger sensors; one row a kind and size."""
    rows = []
    for name, kind in (kinds or PIXEL_KINDS).items():
        for side in long_sides:
            size = side, round(side * 3 / 4)
            truth = rendered(work / f"speed_px_{kind}_{side}", 2, SEED, SPLIT, size, kinds=[kind])
            seconds = _times([photo.path for photo in read_truth(truth)], repeats, options)
            megapixels = size[0] * size[1] / 1e6
            rows.append({"kind": name, "megapixels": megapixels, "seconds": seconds})
    return rows


def with_text(
    work: Path,
    line_counts: Sequence[int],
    size_wh: tuple[int, int],
    repeats: int,
    **options: Any,
) -> list[dict[str, Any]]:
    """Scan printed pages of one size with more and more lines; one row a count."""
    folder = work / f"speed_lines_{size_wh[0]}"
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for count in line_counts:
        path = folder / f"{count:03d}.jpg"
        cv2.imwrite(str(path), printed_page(count, size_wh), [cv2.IMWRITE_JPEG_QUALITY, 85])
        rows.append({"lines": count, "seconds": _times([path], repeats, options)})
    return rows


def printed_page(lines: int, size_wh: tuple[int, int]) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """Return (H, W, 3) paper with some lines of print, spread over its height."""
    width, height = size_wh
    grain = np.random.default_rng(SEED).normal(0, 2.0, (height, width, 1))
    page = np.clip(np.full((height, width, 3), 226.0) + grain, 0, 255).astype(np.uint8)
    size_px = max(12, round(_PRINT_PX * width / 4032))
    for number in range(lines):
        y = round((number + 1) * height / (lines + 1))
        place = (width // 12, y)
        face, scale = cv2.FONT_HERSHEY_SIMPLEX, size_px / 22
        text = f"{number + 1}. {_SENTENCE}"
        cv2.putText(
            page, text, place, face, scale, (40, 40, 40), max(1, size_px // 12), cv2.LINE_AA
        )
    return page


def _times(paths: Sequence[Path], repeats: int, options: dict[str, Any]) -> list[float]:
    """Return seconds a photo, one number a repeat, models and shapes open."""
    from phiscan.options import ScanOptions
    from phiscan.scanner import Scanner

    scanner = Scanner(ScanOptions(**options))
    for path in paths:
        scanner.scan(path)
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        for path in paths:
            scanner.scan(path)
        times.append((time.perf_counter() - start) / len(paths))
    return times


def exponent(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """Return the power of the size that the time grows with: 1 is linear, less is better.

    >>> round(exponent([1, 2, 4], [3, 6, 12]), 2)
    1.0
    """
    slope, _ = np.polyfit(np.log(sizes), np.log(seconds), 1)
    return float(slope)
