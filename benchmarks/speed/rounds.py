"""Everybody takes turns over the same photos, round after round, so that noise hits all alike."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.speed.contenders import Contender

Turns = dict[str, list[dict[str, Any]]]
"""By contender: one entry a round, a Turn's JSON."""


def take_turns(contenders: Sequence[Contender], paths: Sequence[Path], rounds: int) -> Turns:
    """Let everybody look at all photos once a round; who fails is out, with the reason in it."""
    turns: Turns = {contender.name: [] for contender in contenders}
    for number in range(rounds):
        for contender in contenders:
            if any("failed" in turn for turn in turns[contender.name]):
                continue
            try:
                turn = contender.run(paths).to_dict()
            except RuntimeError as error:
                turn = {"failed": str(error)}
            turns[contender.name].append(turn)
            print(f"round {number + 1}: {contender.name}: {turn}", file=sys.stderr, flush=True)
    return turns


def spread(values: Sequence[float], digits: int = 2) -> str:
    """Return the median with the least and the most, the noise of the machine.

    >>> spread([2.0, 1.0, 4.0], 1)
    '2.0 (1.0–4.0)'
    """
    if not values:
        return "–"
    low, high = min(values), max(values)
    middle = f"{median(values):.{digits}f}"
    return middle if len(values) == 1 else f"{middle} ({low:.{digits}f}–{high:.{digits}f})"


def rates(turns: Sequence[dict[str, Any]], photos: int, clock: str = "wall_s") -> list[float]:
    """Return photos a second, one number a round."""
    return [photos / turn[clock] for turn in turns if "failed" not in turn]


def ratios(
    ours: Sequence[dict[str, Any]], theirs: Sequence[dict[str, Any]], clock: str = "wall_s"
) -> list[float]:
    """Return how many times longer they took than we did, one number a round that both finished."""
    pairs = zip(ours, theirs, strict=False)
    return [b[clock] / a[clock] for a, b in pairs if "failed" not in a and "failed" not in b]
