"""What each cue adds to the finder of artefacts: the closer look, what is written, what is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import numpy as np

from benchmarks.artefact_judging import LABELS, Outcome, judge, precision, recall
from benchmarks.artefact_scenes import Case
from benchmarks.tables import table
from phiscan._deadline import Deadline
from phiscan.detectors import artefacts
from phiscan.detectors.artefacts import (
    Candidate,
    first_looks,
    with_evidence,
    without_twins,
)
from phiscan.options import ScanOptions
from phiscan.scanner import Scanner
from phiscan.types import Finding, Line, Photo

ALONE, CLOSER, SHIPPED = "the network alone", "with the closer look", "as shipped"


@dataclass(frozen=True)
class Told:
    """What the last stage of a scan was given: candidates of the first looks and of the closer
    ones, what else was found, the lines read and what they tell besides.
    """

    first: Sequence[Candidate]
    closer: Sequence[Candidate]
    known: Sequence[Finding]
    lines: Sequence[Line]
    told: Sequence[Finding]


VARIANTS: Mapping[str, Callable[[Told], Sequence[Candidate]]] = {
    SHIPPED: lambda t: with_evidence(t.closer, t.known, t.lines, t.told),
    "without the closer look": lambda t: with_evidence(t.first, t.known, t.lines, t.told),
    "without the doubt by words": lambda t: with_evidence(t.closer, t.known),
    # What is known of somebody still counts against the doubt, but raises nothing.
    "without supporting evidence": lambda t: with_evidence(
        t.closer, (), t.lines, [*t.known, *t.told]
    ),
    CLOSER: lambda t: t.closer,
    ALONE: lambda t: t.first,
}


def tell(scanner: Scanner, case: Case) -> Told:
    """Scan a photo and return what the decision about its artefacts rests on."""
    real, given = artefacts.find_artefacts, []

    def record(
        candidates: Iterable[Candidate],
        known: Iterable[Finding],
        options: ScanOptions,
        **more: Any,
    ) -> list[Finding]:
        given.append((list(candidates), list(known), more))
        return real(candidates, known, options, **more)

    with patch.object(artefacts, "find_artefacts", record):
        scanner.examine_photos([Photo(case.pixels)], Deadline())
    closer, known, more = given[0]
    return Told(
        first_looks(case.pixels, scanner.options), closer, known,
        list(more["lines"]), list(more["told"]),
    )  # fmt: skip


def ablate(cases: Iterable[Case]) -> dict[str, list[Outcome]]:
    """Return every variant's outcomes on photos whose words were read."""
    scanner = Scanner(ScanOptions(threads=1))
    outcomes: dict[str, list[Outcome]] = {name: [] for name in VARIANTS}
    for case in cases:
        told = tell(scanner, case)
        for name, variant in VARIANTS.items():
            found = sorted(variant(told), key=lambda c: -c.score)
            outcomes[name].append(judge(case, without_twins(found))[0])
    return outcomes


def average_precision(outcomes: Sequence[Outcome], label: str) -> float:
    """Return the area under precision over recall of a class, precision made falling.

    (Everingham and others 2010, Pascal VOC, at every point.) Nothing is known of what scores less
    than "possible": the area ends at the recall reached there. NaN where there is nothing to find.
    """
    things = [s for o in outcomes for found, s in o.things if found == label]
    scored = [(s, 1) for s in things if s > 0]
    scored += [(s, 0) for o in outcomes for found, s in o.false if found == label]
    if not things:
        return float("nan")
    right = np.array([hit for _, hit in sorted(scored, reverse=True)])
    if not right.any():
        return 0.0
    share = np.cumsum(right) / np.arange(1, len(right) + 1)
    falling = np.maximum.accumulate(share[::-1])[::-1]
    return float((falling * right).sum() / len(things))


def ablation_table(variants: Mapping[str, Sequence[Outcome]], sure: Mapping[str, float]) -> str:
    """Return average precision, recall and precision of each class in each variant."""
    rows = []
    for label in LABELS:
        for name, outcomes in variants.items():
            level, area = sure[label], average_precision(outcomes, label)
            if not np.isnan(area):
                rates = recall(outcomes, label, level), precision(outcomes, label, level)
                rows.append([label, name, f"{area:.3f}", *rates])
    return table(["class", "judged by", "average precision", "recall", "precision"], rows)


def look_apart(case: Case, options: ScanOptions) -> dict[str, list[Candidate]]:
    """Return what the network alone and what the closer look leave of a photo."""
    first = first_looks(case.pixels, options)
    return {
        ALONE: without_twins(first),
        CLOSER: without_twins(artefacts.look_closer(case.pixels, first, options)),
    }
