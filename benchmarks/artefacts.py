"""How many wristbands, radiology pictures, screens and cards are found, and what is taken for one.

    python -m benchmarks.artefacts                     # all, about half an hour on one core
    python -m benchmarks.artefacts --parts scenes real --sheet
    python -m benchmarks.artefacts --parts rendered evidence --scale .4 --name artefacts_rendered

Scenes and rendered photos are drawn in settings that training never saw; real pictures come from
../shared/data, those of sources that training saw in rows of their own. Without the photos this
says so and ends. `--split tune` measures in training's settings, for choosing thresholds.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.artefact_scenes import Case, all_cases, overlap, rendered
from benchmarks.contact_sheet import Tile, write_sheet
from benchmarks.data_sweep import DATA
from benchmarks.photos import RESULTS, WORK
from benchmarks.tables import table
from phiscan._deadline import Deadline
from phiscan._models import find_weights
from phiscan.detectors.artefacts import (
    CLOSER_SIDE,
    DETECTOR,
    LOOKS,
    MODEL,
    Candidate,
    find_candidates,
    without_twins,
)
from phiscan.evaluation.metric import Rate, rate
from phiscan.options import ScanOptions
from phiscan.scanner import Scanner
from phiscan.types import Photo

LABELS = ("wristband", "radiograph", "medical_imaging", "screen", "id_card")
LEAST_IOU = {"wristband": 0.4}
PARTS = ("scenes", "rendered", "real", "evidence")
MOST_TILES = 60
LEVELS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)

Find = Callable[[np.ndarray], list[Candidate]]


@dataclass(frozen=True)
class Outcome:
    """One photo: for each thing its class and the score it was found with (0: not found); and the
    class and score of each false find.
    """

    row: str
    things: tuple[tuple[str, float], ...]
    false: tuple[tuple[str, float], ...]


@dataclass
class Measured:
    """All outcomes, and tiles of the worst."""

    outcomes: list[Outcome] = field(default_factory=list)
    missed: list[Tile] = field(default_factory=list)
    false: list[Tile] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


def judge(case: Case, found: Sequence[Candidate]) -> tuple[Outcome, list[int], list[Candidate]]:
    """Match candidates, best first, to things of their class.

    Returns the outcome, the numbers of the things not found, and the false candidates.
    """
    height, width = case.pixels.shape[:2]
    scores = [0.0] * len(case.truths)
    false = []
    for candidate in sorted(found, key=lambda c: -c.score):
        if candidate.label not in LABELS:
            continue
        polygon = np.array(candidate.polygon)
        ious = [
            overlap(t, polygon, (width, height)) if t.label == candidate.label else 0.0
            for t in case.truths
        ]
        best = int(np.argmax(ious)) if ious else -1
        if best >= 0 and ious[best] >= LEAST_IOU.get(candidate.label, 0.5):
            scores[best] = max(scores[best], candidate.score)
        elif candidate.label not in case.free and not _is_excused(case, ious):
            false.append(candidate)
    asked = [i for i, t in enumerate(case.truths) if t.is_asked and t.label in LABELS]
    outcome = Outcome(
        case.row,
        tuple((case.truths[i].label, scores[i]) for i in asked),
        tuple((c.label, c.score) for c in false),
    )
    return outcome, [i for i in asked if scores[i] == 0], false


def _is_excused(case: Case, ious: Sequence[float]) -> bool:
    """Whether a find lies on a thing of its class of which too little is seen to be asked for."""
    return any(iou > 0.1 and not t.is_asked for iou, t in zip(ious, case.truths, strict=True))


def measure(cases: Iterable[Case], find: Find, *, sheet: bool) -> Measured:
    """Look at every case."""
    measured = Measured()
    for case in cases:
        start = time.perf_counter()
        found = find(case.pixels)
        measured.seconds.append(time.perf_counter() - start)
        outcome, missed, false = judge(case, found)
        measured.outcomes.append(outcome)
        if sheet:
            _keep_tiles(measured, case, missed, false)
    return measured


def _keep_tiles(
    measured: Measured, case: Case, missed: Sequence[int], false: Sequence[Candidate]
) -> None:
    for number in missed:
        truth = case.truths[number]
        caption, weight = f"{case.row}: {truth.label}", float(np.random.default_rng().random())
        measured.missed.append(Tile(caption, weight, truth.polygon, case.pixels))
    for candidate in false:
        caption = f"{case.row}: {candidate.label} {candidate.score:.2f}"
        corners = np.array(candidate.polygon)
        measured.false.append(Tile(caption, candidate.score, corners, case.pixels))
    for tiles in (measured.missed, measured.false):
        tiles.sort(key=lambda tile: -tile.weight)
        del tiles[MOST_TILES:]


# -- Tables ---------------------------------------------------------------------------------------


def recall(outcomes: Iterable[Outcome], label: str, least: float) -> Rate:
    """Return the share of a class's things found with at least a score."""
    return rate([s >= least for o in outcomes for found, s in o.things if found == label])


def precision(outcomes: Sequence[Outcome], label: str, least: float) -> Rate:
    """Return the share of a class's finds that are right."""
    hits = recall(outcomes, label, least).hits
    false = sum(s >= least for o in outcomes for found, s in o.false if found == label)
    return Rate(hits, hits + false)


def level_table(outcomes: Sequence[Outcome], sure: dict[str, float]) -> str:
    """Return recall and precision of each class at its threshold and at others."""
    rows = []
    for label in LABELS:
        for level in sorted({*LEVELS, sure[label]}):
            name = f"**{level}**" if level == sure[label] else str(level)
            rows.append(
                [label, name, recall(outcomes, label, level), precision(outcomes, label, level)]
            )
    return table(["class", "score at least", "recall", "precision"], rows)


def row_table(outcomes: Sequence[Outcome], sure: dict[str, float]) -> str:
    """Return, for each kind of photo, what was found of each class and the false finds."""
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[outcome.row].append(outcome)
    rows = []
    for name, group in groups.items():
        found = [recall(group, label, sure[label]) for label in LABELS]
        false = Counter(c for o in group for c, s in o.false if s >= sure[c])
        clean = rate([not any(s >= sure[c] for c, s in o.false) for o in group])
        said = ", ".join(f"{n} {c}" for c, n in false.most_common())
        rows.append([name, *found, clean, said])
    return table(["photos", *LABELS, "without a false find", "false finds"], rows)


def report(measured: Measured, sure: dict[str, float], cost: str) -> str:
    """Return the Markdown page."""
    in_scenes = [o for o in measured.outcomes if "," not in o.row]
    return (
        "# Artefacts\n\nOutlines count from IoU .5 (wristband .4), of the thing or of what is seen "
        "of it. A find on a photo's thing of another class, or beside it, is false. Thresholds in "
        "bold; 95 % Wilson intervals.\n\n## All scenes, rendered photos and photos of other "
        f"things\n\n{level_table(in_scenes, sure)}\n\n## By what is photographed, at the "
        f"thresholds\n\n{row_table(measured.outcomes, sure)}\n\n## Cost\n\n{cost}\n"
    )


def evidence_table(cases: Iterable[Case], sure: dict[str, float]) -> str:
    """Return what the words and codes on a thing add to its picture, or take from it."""
    scanner = Scanner(ScanOptions(threads=1))
    alone, raised = [], []
    for case in cases:
        photo = Photo(case.pixels)
        found = find_candidates(case.pixels, scanner.options)
        known = scanner.examine_photos([photo], Deadline())[0].findings
        told = [
            Candidate(f.category, f.score, f.polygon)
            for f in known
            if f.detector == DETECTOR and f.polygon is not None
        ]
        alone.append(judge(case, without_twins(found))[0])
        raised.append(judge(case, told)[0])
    rows = []
    for label in LABELS:
        for name, outcomes in (("its picture", alone), ("and what is written on it", raised)):
            level = sure[label]
            rows.append(
                [label, name, recall(outcomes, label, level), precision(outcomes, label, level)]
            )
    return table(["class", "judged by", "recall", "precision"], rows)


def cost_table() -> str:
    """Return the milliseconds of one look at 1 and 2 threads, median of 15."""
    photo = np.random.default_rng(0).integers(0, 255, (3024, 4032, 3)).astype(np.uint8)
    rows = []
    for threads in (1, 2):
        options = ScanOptions(threads=threads)
        times = []
        for _ in range(15):
            start = time.perf_counter()
            find_candidates(photo, options)
            times.append(1000 * (time.perf_counter() - start))
        rows.append([threads, f"{np.median(times):.1f}"])
    looks = " and ".join(map(str, LOOKS))
    text = (
        f"Looks of {looks} pixels at a 12-megapixel photo without any; each candidate costs one "
        f"look of {CLOSER_SIDE} pixels more.\n\n"
    )
    return text + table(["threads", "ms"], rows)


def main(argv: Sequence[str] | None = None) -> int:
    """Run from the command line; see the module's text."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--split", choices=("tune", "test"), default="test")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--sheet", action="store_true", help="contact sheets into benchmarks/work")
    parser.add_argument("--out", type=Path, default=RESULTS)
    parser.add_argument("--name", default="artefacts", help="name of the result file")
    args = parser.parse_args(argv)
    if not args.data.is_dir():
        print(f"no photos at {args.data}: nothing to measure")
        return 0
    sure = find_weights(MODEL).config["thresholds"]["sure"]
    options = ScanOptions(threads=1)
    cases = all_cases(args.data, args.split, args.scale, args.parts)
    measured = measure(
        cases, lambda p: without_twins(find_candidates(p, options)), sheet=args.sheet
    )
    page = report(measured, sure, cost_table())
    if "evidence" in args.parts:
        written = rendered("blind", max(1, round(10 * args.scale)), seed=4)
        page += f"\n## What evidence adds, in rendered photos\n\n{evidence_table(written, sure)}\n"
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / f"{args.name}.md").write_text(page, encoding="utf-8")
    if args.sheet:
        write_sheet(measured.missed, WORK / f"{args.name}_missed.jpg")
        write_sheet(measured.false, WORK / f"{args.name}_false.jpg")
    print(page)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
