"""Where photos and results lie, and how photos are rendered."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
RESULTS, WORK = HERE / "results", HERE / "work"
FULL_SIZE = (4032, 3024)


def rendered(
    folder: Path,
    count: int,
    seed: int,
    split: str,
    size_wh: tuple[int, int],
    processes: int = 1,
    kinds: Sequence[str] = (),
) -> Path:
    """Render labelled photos into a folder, unless they are there already; return truth.json."""
    from phiscan.synth.render import plan, render

    truth = folder / "truth.json"
    if not truth.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        jobs = plan(folder, count=count, seed=seed, split=split, size_wh=size_wh, kinds=kinds)
        render(jobs, seed=seed, processes=processes)
    return truth
