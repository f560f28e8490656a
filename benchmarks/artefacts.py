"""How many wristbands, radiology pictures, screens and cards are found, and what is taken for one.

    python -m benchmarks.artefacts                     # all, about half an hour on one core
    python -m benchmarks.artefacts --parts scenes real --sheet
    python -m benchmarks.artefacts --parts rendered evidence --scale .4 --name artefacts_rendered
    python -m benchmarks.artefacts --parts read --scale .6 --name artefacts_read

Scenes and rendered photos are drawn in settings that training never saw; real pictures come from
../shared/data, those of sources that training saw in rows of their own. Without the photos this
says so and ends. `--split tune` measures in training's settings, for choosing thresholds.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.artefact_ablation import SHIPPED, ablate, ablation_table, look_apart
from benchmarks.artefact_judging import LABELS, Outcome, judge, judge_either, precision, recall
from benchmarks.artefact_scenes import Case, all_cases, rendered, scenes
from benchmarks.contact_sheet import Tile, write_sheet
from benchmarks.data_sweep import DATA
from benchmarks.model_cost import finder_cost
from benchmarks.photos import RESULTS, WORK
from benchmarks.tables import table
from phiscan._models import find_weights
from phiscan.detectors.artefacts import MODEL, Candidate
from phiscan.evaluation.metric import rate
from phiscan.options import ScanOptions

PARTS = ("scenes", "rendered", "real", "evidence", "read")
LOOKED_AT = frozenset(PARTS[:3])
"""Parts judged by the picture alone; photos of the others are scanned whole."""
MOST_TILES = 60
ABLATION_WORDS = (
    "Recall and precision at the thresholds; average precision is the area under precision over "
    "recall, as far as the least score that is kept.\n\n"
)
LEVELS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)

Find = Callable[[Case], dict[str, list[Candidate]]]
"""Gives what each variant finds in a photo; the last one is what is shipped."""


@dataclass
class Measured:
    """All outcomes, those of each variant as well, and tiles of the worst."""

    outcomes: list[Outcome] = field(default_factory=list)
    variants: dict[str, list[Outcome]] = field(default_factory=lambda: defaultdict(list))
    either: list[Outcome] = field(default_factory=list)
    missed: list[Tile] = field(default_factory=list)
    false: list[Tile] = field(default_factory=list)


def measure(cases: Iterable[Case], find: Find, sure: dict[str, float], *, sheet: bool) -> Measured:
    """Look at every case."""
    measured = Measured()
    for case in cases:
        for name, found in find(case).items():
            outcome, missed, false = judge(case, found)
            measured.variants[name].append(outcome)
        measured.outcomes.append(outcome)
        measured.either.append(judge_either(case, found, sure))
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


def either_line(outcomes: Sequence[Outcome]) -> str:
    """Return what is found when an X-ray and a slice or an ultrasound may pass for one another."""
    any_score = 1e-6  # thresholds have been asked before; 0 stands for not found
    found, right = (share(outcomes, "radiology", any_score) for share in (recall, precision))
    return (
        "Called X-ray or slice or ultrasound, whichever, each at its threshold: recall "
        f"{found}, precision {right}."
    )


def _in_scenes(outcomes: Iterable[Outcome]) -> list[Outcome]:
    return [o for o in outcomes if "," not in o.row]


def report(measured: Measured, sure: dict[str, float], cost: str) -> str:
    """Return the Markdown page."""
    in_scenes = _in_scenes(measured.outcomes)
    looks = {name: _in_scenes(outcomes) for name, outcomes in measured.variants.items()}
    return (
        "# Artefacts\n\nOutlines count from IoU .5 (wristband .4), of the thing or of what is seen "
        "of it. A find on a photo's thing of another class, or beside it, is false. Thresholds in "
        "bold; 95 % Wilson intervals.\n\n## All scenes, rendered photos and photos of other "
        f"things\n\n{level_table(in_scenes, sure)}\n\n{either_line(_in_scenes(measured.either))}"
        f"\n\n## What the closer look adds, in the "
        f"same photos\n\n{ABLATION_WORDS}{ablation_table(looks, sure)}\n\n## By what is "
        f"photographed, at the thresholds\n\n{row_table(measured.outcomes, sure)}\n\n"
        f"## Cost\n\n{cost}\n"
    )


def cue_report(photos: str, cues: dict[str, list[Outcome]], sure: dict[str, float]) -> str:
    """Return the part of the page about photos that were scanned whole, cue by cue."""
    return (
        f"\n## What each cue adds, in {photos} that were read\n\n{ABLATION_WORDS}"
        f"{ablation_table(cues, sure)}\n"
    )


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
    measured = measure(cases, partial(look_apart, options=options), sure, sheet=args.sheet)
    page = report(measured, sure, finder_cost()) if LOOKED_AT & {*args.parts} else "# Artefacts\n"
    if "evidence" in args.parts:
        cues = ablate(rendered("blind", max(1, round(10 * args.scale)), seed=4))
        page += cue_report("rendered photos", cues, sure)
    if "read" in args.parts:
        cues = ablate(scenes(args.data, args.split, args.scale))
        page += cue_report("scenes", cues, sure)
        page += f"\n### By what is photographed, as shipped\n\n{row_table(cues[SHIPPED], sure)}\n"
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / f"{args.name}.md").write_text(page, encoding="utf-8")
    if args.sheet:
        write_sheet(measured.missed, WORK / f"{args.name}_missed.jpg")
        write_sheet(measured.false, WORK / f"{args.name}_false.jpg")
    print(page)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
