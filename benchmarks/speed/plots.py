"""The plots of the README, drawn from what the sections measured; they need `phiscan[bench]`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.speed.rounds import rates

OURS, THEIRS, FLOOR = "#1f6f5c", "#b9bec4", "#d9a441"
STAGES = (
    ("decode", ("load", "decode")), ("find text", ("network ppocr_det", "network text_gate")),
    ("read lines", ("network ppocr_rec",)), ("text, the rest", ()),
    ("rules", ("rules",)), ("faces", ("faces",)), ("codes", ("codes",)),
    ("signatures", ("signatures",)), ("metadata", ("metadata",)),
)  # fmt: skip
"""A stage's name and the timings that it sums; what is left of reading is worked out."""
Measured = dict[str, dict[str, Any]]


def draw(measured: Measured, folder: Path, name: str) -> dict[str, str]:
    """Draw each plot whose sections are there; return file names by plot."""
    drawn = {}
    for plot, (needed, make) in PLOTS.items():
        if all(section in measured for section in needed):
            file = f"{name}_{plot}.png"
            make(measured, folder / file)
            drawn[plot] = file
    return drawn


@contextmanager
def figure(path: Path, size: tuple[float, float], panels: int = 1) -> Iterator[Any]:
    """Yield the axes of a figure in one row, and write it as a small PNG."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    style: dict[Any, Any] = {"font.size": 9, "axes.spines.top": False, "axes.spines.right": False}
    with mpl.rc_context(style):
        drawing, axes = pyplot.subplots(1, panels, figsize=size, layout="constrained")
        yield axes
        path.parent.mkdir(parents=True, exist_ok=True)
        drawing.savefig(path, dpi=100, metadata={"Software": None})
        pyplot.close(drawing)


def side_by_side(measured: Measured, path: Path) -> None:
    """Draw photos a second of everybody, best first, with the least and most of the rounds."""
    section = measured["side_by_side"]
    found = {name: rates(turns, section["photos"]) for name, turns in section["turns"].items()}
    shown = sorted(((n, r) for n, r in found.items() if r), key=lambda item: median(item[1]))
    with figure(path, (7.2, 0.42 * len(shown) + 0.9)) as axes:
        for row, (name, rate) in enumerate(shown):
            middle = median(rate)
            colour = FLOOR if name == "floor" else OURS if name.startswith("phiscan") else THEIRS
            error = [[middle - min(rate)], [max(rate) - middle]]
            axes.barh(row, middle, color=colour, xerr=error, ecolor="#333333", capsize=2)
            axes.text(max(rate), row, f"  {middle:.2f}", va="center")
        names = ["floor (least work that could do)" if n == "floor" else n for n, _ in shown]
        axes.set_yticks(range(len(shown)), names)
        axes.set_xlabel("photos a second, mixed folder (higher is better)")
        axes.margins(x=0.12)


def growth(measured: Measured, path: Path) -> None:
    """Draw the cost of a photo against its pixels and its lines of text."""
    with figure(path, (7.2, 2.7), 2) as (left, right):
        rows = measured["pixels"]["rows"]
        for kind, colour in zip(
            dict.fromkeys(r["kind"] for r in rows), (OURS, FLOOR), strict=False
        ):
            mine = [r for r in rows if r["kind"] == kind]
            _line(left, [r["megapixels"] for r in mine], [r["seconds"] for r in mine], kind, colour)
        left.set_xlabel("megapixels")
        left.set_ylabel("seconds a photo")
        left.legend(frameon=False)
        rows = measured["lines"]["rows"]
        _line(right, [r["lines"] for r in rows], [r["seconds"] for r in rows], "", OURS)
        right.set_xlabel("lines of print on the page")
        for axes in (left, right):
            axes.set_ylim(bottom=0)


def _line(
    axes: Any, x: Sequence[float], times: Sequence[Sequence[float]], label: str, colour: str
) -> None:
    middle = [median(each) for each in times]
    axes.plot(x, middle, "o-", color=colour, label=label, markersize=4)
    low, high = [min(each) for each in times], [max(each) for each in times]
    axes.fill_between(x, low, high, color=colour, alpha=0.2, linewidth=0)


def stages(measured: Measured, path: Path) -> None:
    """Draw where the milliseconds of a scan go."""
    parts = scan_parts(measured["profile"]["scan"])
    with figure(path, (7.2, 2.6)) as axes:
        for row, (_, seconds) in enumerate(reversed(parts)):
            axes.barh(row, 1000 * seconds, color=OURS)
            axes.text(1000 * seconds, row, f"  {1000 * seconds:.0f}", va="center")
        axes.set_yticks(range(len(parts)), [name for name, _ in reversed(parts)])
        axes.set_xlabel("processor milliseconds a photo")
        axes.margins(x=0.1)


def scan_parts(times: dict[str, Sequence[float]]) -> list[tuple[str, float]]:
    """Return the median seconds of each part of a scan; together they are the whole."""
    medians = {stage: median(values) for stage, values in times.items()}
    parts = {name: sum(medians.get(s, 0.0) for s in stages) for name, stages in STAGES}
    networks = parts["find text"] + parts["read lines"]
    parts["text, the rest"] = max(0.0, medians.get("read", 0.0) - networks)
    parts["other"] = max(0.0, medians.get("whole scan", 0.0) - sum(parts.values()))
    return list(parts.items())


PLOTS: dict[str, tuple[tuple[str, ...], Callable[[Measured, Path], None]]] = {
    "side_by_side": (("side_by_side",), side_by_side),
    "growth": (("pixels", "lines"), growth),
    "stages": (("profile",), stages),
}
