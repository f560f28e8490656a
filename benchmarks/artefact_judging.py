"""Candidates of the finder of artefacts matched to what a photo really shows; recall, precision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.artefact_scenes import Case, overlap
from phiscan.detectors.artefacts import Candidate
from phiscan.evaluation.metric import Rate, rate

LABELS = ("wristband", "radiograph", "medical_imaging", "screen", "id_card")
LEAST_IOU = {"wristband": 0.4}
EITHER = {"radiograph": "radiology", "medical_imaging": "radiology"}
"""Classes that a policy treats alike: the wrong name of the two covers the picture all the same."""
_JUDGED = {*LABELS, *EITHER.values()}


@dataclass(frozen=True)
class Outcome:
    """One photo: for each thing its class and the score it was found with (0: not found); and the
    class and score of each false find.
    """

    row: str
    things: tuple[tuple[str, float], ...]
    false: tuple[tuple[str, float], ...]


def judge(case: Case, found: Sequence[Candidate]) -> tuple[Outcome, list[int], list[Candidate]]:
    """Match candidates, best first, to things of their class.

    Returns the outcome, the numbers of the things not found, and the false candidates.
    """
    height, width = case.pixels.shape[:2]
    scores = [0.0] * len(case.truths)
    false = []
    for candidate in sorted(found, key=lambda c: -c.score):
        if candidate.label not in _JUDGED:
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
    asked = [i for i, t in enumerate(case.truths) if t.is_asked and t.label in _JUDGED]
    outcome = Outcome(
        case.row,
        tuple((case.truths[i].label, scores[i]) for i in asked),
        tuple((c.label, c.score) for c in false),
    )
    return outcome, [i for i in asked if scores[i] == 0], false


def judge_either(case: Case, found: Sequence[Candidate], sure: Mapping[str, float]) -> Outcome:
    """Judge as if X-rays and other radiology pictures were one class; what is below its class's
    threshold is not found.
    """
    truths = tuple(replace(t, label=EITHER[t.label]) for t in case.truths if t.label in EITHER)
    free = frozenset({EITHER.get(label, label) for label in case.free})
    kept = [
        replace(c, label=EITHER[c.label])
        for c in found
        if c.label in EITHER and c.score >= sure[c.label]
    ]
    return judge(replace(case, truths=truths, free=free), kept)[0]


def _is_excused(case: Case, ious: Sequence[float]) -> bool:
    """Whether a find lies on a thing of its class of which too little is seen to be asked for."""
    return any(iou > 0.1 and not t.is_asked for iou, t in zip(ious, case.truths, strict=True))


def recall(outcomes: Iterable[Outcome], label: str, least: float) -> Rate:
    """Return the share of a class's things found with at least a score."""
    return rate([s >= least for o in outcomes for found, s in o.things if found == label])


def precision(outcomes: Sequence[Outcome], label: str, least: float) -> Rate:
    """Return the share of a class's finds that are right."""
    hits = recall(outcomes, label, least).hits
    false = sum(s >= least for o in outcomes for found, s in o.false if found == label)
    return Rate(hits, hits + false)
