"""How well phiscan does on labelled photos: what it finds, what stays readable, what it costs.

`phiscan eval` and the project's own benchmarks share the metric and the reading of labels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from phiscan.batch import with_crew
from phiscan.copies import LOOKS
from phiscan.evaluation.judge import JudgedPhoto, failed_photo, judge_photo
from phiscan.evaluation.summary import Summary, as_text
from phiscan.evaluation.truth import TruthError, TruthPhoto, read_truth
from phiscan.options import BatchOptions
from phiscan.workers import LostPhotoError

if TYPE_CHECKING:
    from phiscan.crew import Crew
    from phiscan.load import Input
    from phiscan.scanner import Scanner

__all__ = [
    "JudgedPhoto",
    "Summary",
    "TruthError",
    "TruthPhoto",
    "as_text",
    "evaluate",
    "match_labels",
    "read_truth",
]

UNLABELLED = "it is not in the truth"
AMBIGUOUS = "the truth has several photos of this name"


def match_labels(
    inputs: Sequence[Input], truth: Sequence[TruthPhoto]
) -> list[tuple[str, TruthPhoto | str]]:
    """Return for each input its source with its labels, or with the reason why it has none.

    A photo is known by its path, else by its name, if only one photo of the truth has that.
    """
    by_path = {photo.path.resolve(): photo for photo in truth}
    return [(item.source, _labels_of(item, by_path)) for item in inputs]


def _labels_of(item: Input, by_path: dict[Path, TruthPhoto]) -> TruthPhoto | str:
    if item.path is None:
        return item.problem or UNLABELLED
    known = by_path.get(item.path.resolve())
    if known is not None:
        return known
    same_name = [p for p in by_path.values() if p.path.name == item.path.name]
    if len(same_name) > 1:
        return AMBIGUOUS
    # The photo given is the one to look at, wherever the labels think that it lies.
    return replace(same_name[0], path=item.path) if same_name else item.problem or UNLABELLED


def evaluate(
    labelled: Iterable[tuple[str, TruthPhoto | str]],
    scanner: Scanner,
    batch: BatchOptions | None = None,
) -> Iterator[JudgedPhoto]:
    """Judge photos with every core, in order; what cannot be judged is in the result with its
    reason.
    """

    def judge(photo: tuple[str, TruthPhoto | str], crew: Crew | None) -> JudgedPhoto:
        source, labels = photo
        if isinstance(labels, str):
            return JudgedPhoto(source, clean=False, problem=labels)
        if crew is None:
            return judge_photo(labels, scanner, source)
        try:
            return crew.run(_judge_here, labels, source, looks=LOOKS)
        except LostPhotoError as error:
            return failed_photo(labels, source, str(error))

    return with_crew(judge, labelled, scanner, batch or BatchOptions())


def _judge_here(scanner: Scanner, labels: TruthPhoto, source: str) -> JudgedPhoto:
    """Judge one photo: what a worker does."""
    return judge_photo(labels, scanner, source)
