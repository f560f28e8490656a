"""What was measured, as the page results/speed.md: the goals first, then every table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

from benchmarks.speed.plots import Measured, scan_parts
from benchmarks.speed.rounds import rates, ratios, spread
from benchmarks.speed.scaling import exponent
from benchmarks.speed.single import percentiles
from benchmarks.speed.stages import spread_table
from benchmarks.tables import table

Row = tuple[str, str, str]
GOALS = {
    "presidio-image-redactor": 15, "pytesseract + face_recognition": 30, "RapidOCR + deface": 8,
    "RapidOCR alone, openvino": 1,
}  # fmt: skip
SCAN, REDACT = "phiscan scan", "phiscan redact"


def page(measured: Measured, about: str, pictures: dict[str, str]) -> str:
    """Return the whole page; sections that did not run are left out."""
    parts = ["# Speed", about]
    if goals := [row for name, m in measured.items() for row in GOAL_ROWS.get(name, _none)(m)]:
        parts += ["## Against the goals", table(["", "goal", "measured"], goals)]
    for name, (title, write) in CHAPTERS.items():
        if name in measured:
            parts += [f"## {title}", *write(measured[name])]
        if picture := pictures.get(name):
            parts.append(f"![{title}]({picture})")
    return "\n\n".join(parts) + "\n"


def _none(_: dict[str, Any]) -> Iterator[Row]:
    return iter(())


# -- the goals -------------------------------------------------------------------------------------


def _side_goals(m: dict[str, Any]) -> Iterator[Row]:
    turns, photos = m["turns"], m["photos"]
    ours = turns[SCAN]
    yield "mixed folder, photos/s", ">= 4", spread(rates(ours, photos))
    for name, times in GOALS.items():
        if name in turns:
            goal = f">= {times}x" if times > 1 else "ahead"
            yield f"... against {name}", goal, spread(ratios(ours, turns[name]), 1) + "x"
    yield "safe copies, time against a scan", "<= 2x", spread(ratios(ours, turns[REDACT])) + "x"
    yield "against the floor", "<= 1.5x", spread(ratios(turns["floor"], ours)) + "x"
    most = max((t["memory"]["resident"] for t in ours if "failed" not in t), default=0.0)
    yield "memory at the peak, MB", "< 1500", f"{most:.0f}"


def _no_text_goals(m: dict[str, Any]) -> Iterator[Row]:
    if "all" in m:
        found = spread(rates(m["all"]["turns"], m["all"]["photos"]))
        yield "photos without text or faces, photos/s", ">= 6", found


def _single_goals(m: dict[str, Any]) -> Iterator[Row]:
    p50, p95 = percentiles(m["rows"])
    yield (
        "one photo through a warm Scanner, p50 and p95",
        "<= 350 and 900 ms",
        (f"{1000 * p50:.0f} and {1000 * p95:.0f} ms"),
    )


def _start_goals(m: dict[str, Any]) -> Iterator[Row]:
    yield (
        "cold `phiscan scan one.jpg`",
        "<= 2.5 s",
        (spread(m["seconds"]["phiscan scan one.jpg, cold"]) + " s"),
    )


def _again_goals(m: dict[str, Any]) -> Iterator[Row]:
    rate = m["photos"] / m["second_s"]
    yield "second run over an unchanged folder, photos/s", ">= 100", f"{rate:.0f}"


def _pixel_goals(m: dict[str, Any]) -> Iterator[Row]:
    rows = [r for r in m["rows"] if r["kind"] == "nothing to read"]
    yield (
        "time grows with pixels where nothing is to read",
        "below power 1",
        (f"power {_power(rows, 'megapixels'):.2f}"),
    )


def _power(rows: list[dict[str, Any]], size: str) -> float:
    return exponent([r[size] for r in rows], [median(r["seconds"]) for r in rows])


GOAL_ROWS: dict[str, Callable[[dict[str, Any]], Iterator[Row]]] = {
    "side_by_side": _side_goals, "no_text": _no_text_goals, "one_by_one": _single_goals,
    "start": _start_goals, "unchanged": _again_goals, "pixels": _pixel_goals,
}  # fmt: skip


# -- the chapters ----------------------------------------------------------------------------------


def _side_by_side(m: dict[str, Any]) -> Iterator[str]:
    ours, photos = m["turns"][SCAN], m["photos"]
    yield (
        f"{photos} photos, 40 % without text, 30 % a little, 30 % a full page; everybody takes"
        " turns, round after round. Median (least-most)."
    )
    rows = []
    for name, turns in m["turns"].items():
        done = [t for t in turns if "failed" not in t]
        rows.append([
            name, spread(rates(turns, photos)),
            spread([t["cpu_s"] / photos for t in done]),
            spread(ratios(ours, turns), 1), spread(ratios(ours, turns, "cpu_s"), 1),
            f"{max((t['memory']['resident'] for t in done), default=0):.0f}" if name != "floor"
            else "–",
        ])  # fmt: skip
    head = ["", "photos/s", "processor s/photo", "x our time", "x our processor time", "MB, peak"]
    yield table(head, rows)
    yield "\n".join(f"- {name}: {how}" for name, how in m["how"].items())
    if m["missing"]:
        yield "Not here: " + "; ".join(f"{k} (`{line}`)" for k, line in m["missing"].items())
    if m["tried"]:
        tried = [
            [n, how.rpartition("; ")[2], f"{s:.2f}"] for n, t in m["tried"].items() for how, s in t
        ]
        yield "The peers' arrangements, tried on a few photos; the quicker one took part:"
        yield table(["", "", "s/photo"], tried)
    yield from _floor(m["floor"], photos)


def _floor(m: dict[str, Any], photos: int) -> Iterator[str]:
    yield "The floor, each part timed alone in the best setting found for it:"
    rows = [
        [part, f"{1000 * s / photos:.0f}", m["chosen"].get(part, "one photo a core")]
        for part, s in m["parts"].items()
    ]
    yield table(["", "ms a photo", "setting"], rows)
    tried = [[part, how, f"{1000 * s:.0f}"] for part, each in m["tried"].items() for how, s in each]
    yield table(["", "tried", "ms an input"], tried)


def _no_text(m: dict[str, Any]) -> Iterator[str]:
    rows = [[n, e["photos"], spread(rates(e["turns"], e["photos"]))] for n, e in m.items()]
    yield table(["", "photos", "photos/s"], rows)


def _one_by_one(m: dict[str, Any]) -> Iterator[str]:
    groups = dict.fromkeys(r["group"] for r in m["rows"])
    rows = []
    for group in (*groups, "all"):
        mine = [r for r in m["rows"] if group in (r["group"], "all")]
        p50, p95 = percentiles(mine)
        rows.append([group, len(mine), f"{1000 * p50:.0f}", f"{1000 * p95:.0f}"])
    yield table(["", "photos", "p50 ms", "p95 ms"], rows)


def _start(m: dict[str, Any]) -> Iterator[str]:
    yield spread_table(m["seconds"], "a process")


def _unchanged(m: dict[str, Any]) -> Iterator[str]:
    rate = m["photos"] / m["second_s"]
    trusting = m["photos"] / m["trusting_times_s"]
    megabytes = m["bytes"] / 1e6
    yield (
        f"{m['photos']} files, {megabytes:.0f} MB, every one read and hashed, the command's start"
        f" included: {rate:.0f} photos/s; with `--trust-mtime` {trusting:.0f} photos/s. The first"
        f" run took {m['first_s']:.2f} s a photo, start included."
    )


def _jobs(m: dict[str, Any]) -> Iterator[str]:
    rows = [
        [r["jobs"], r["threads"], spread(rates(r["turns"], m["photos"])),
         spread([t["cpu_s"] / m["photos"] for t in r["turns"]]),
         f"{max(t['memory']['resident'] for t in r['turns']):.0f}"]
        for r in m["rows"]
    ]  # fmt: skip
    yield table(["--jobs", "--threads", "photos/s", "processor s/photo", "MB, peak"], rows)


def _pixels(m: dict[str, Any]) -> Iterator[str]:
    kinds = list(dict.fromkeys(r["kind"] for r in m["rows"]))
    sizes = list(dict.fromkeys(r["megapixels"] for r in m["rows"]))
    times = {(r["kind"], r["megapixels"]): r["seconds"] for r in m["rows"]}
    rows = [[f"{s:.1f}", *(spread(times[k, s]) for k in kinds)] for s in sizes]
    powers = (_power([r for r in m["rows"] if r["kind"] == k], "megapixels") for k in kinds)
    yield table(["megapixels", *(f"{k}, s" for k in kinds)], rows)
    grown = ", ".join(f"{k}: {p:.2f}" for k, p in zip(kinds, powers, strict=True))
    yield f"The time grows with this power of the pixels (1 is linear): {grown}."


def _lines(m: dict[str, Any]) -> Iterator[str]:
    yield table(["lines", "s"], [[r["lines"], spread(r["seconds"])] for r in m["rows"]])


def _profile(m: dict[str, Any]) -> Iterator[str]:
    parts = scan_parts(m["scan"])
    whole = sum(seconds for _, seconds in parts)
    yield f"{m['photos']} photos of the mixed folder, processor time of all cores."
    yield table(
        ["part of a scan", "ms a photo", "share"],
        [[name, f"{1000 * s:.0f}", f"{100 * s / whole:.0f} %"] for name, s in parts],
    )
    yield "Without a part that costs a share s, a scan is 1 / (1 - s) times as fast, at most."
    yield spread_table(m["scan"], "a photo")
    yield spread_table(m["redact"], "a photo")


CHAPTERS: dict[str, tuple[str, Callable[[dict[str, Any]], Iterator[str]]]] = {
    "side_by_side": ("Side by side", _side_by_side),
    "no_text": ("Photos without text", _no_text),
    "one_by_one": ("One photo at a time, warm", _one_by_one),
    "start": ("Starting", _start),
    "unchanged": ("A folder seen before", _unchanged),
    "jobs": ("Processes and threads", _jobs),
    "pixels": ("Pixels", _pixels),
    "lines": ("Amount of text", _lines),
    "growth": ("How cost grows", lambda _: iter(())),
    "profile": ("Where the time goes", _profile),
    "stages": ("Parts of a scan", lambda _: iter(())),
}
"""A chapter is a section, or the place of a plot."""
