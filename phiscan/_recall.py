"""What was answered about a picture before, so that later rounds of one copy ask about new parts.

A proof looks at a copy again after more of it was covered. Most tiles and lines are then the very
pixels that it has looked at already, and an engine that is asked the same gives the same answer.
Only what is equal byte by byte is the same; whatever a cover touches is looked at anew. Answers
hold what was read, so that a Recall lives no longer than the making of one copy.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from phiscan._runtime import Array, Model

Answer = TypeVar("Answer")

_PAGES = 8
"""Pages of a file of which answers are kept for a further round, some 15 MB each."""


class Recall:
    """Answers by engine and picture. Not for several threads: one copy is made by one."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, bytes], Any] = {}
        self.last: dict[str, Any] = {}
        """The last answer of what can be asked about a part of a picture alone."""

    def ask(
        self,
        engine: str,
        pictures: Sequence[NDArray[Any]],
        answer: Callable[[list[NDArray[Any]]], Sequence[Answer]],
    ) -> list[Answer]:
        """Return one answer a picture, in order; `answer` is asked about those not seen before."""
        keys = [(engine, _mark(picture)) for picture in pictures]
        new = {k: p for k, p in zip(keys, pictures, strict=True) if k not in self._known}
        if new:
            self._known.update(zip(new, answer([*new.values()]), strict=True))
        return [self._known[key] for key in keys]


def _mark(picture: NDArray[Any]) -> bytes:
    digest = hashlib.sha256(repr((picture.shape, picture.dtype.str)).encode())
    digest.update(np.ascontiguousarray(picture).data)
    return digest.digest()


class Recalls:
    """What was answered about each page of a file; of a long one only the first are kept."""

    def __init__(self) -> None:
        self._pages: dict[int, Recall] = {}

    def of(self, page: int) -> Recall:
        """Return what was answered about a page."""
        if len(self._pages) >= _PAGES:
            return self._pages.get(page, Recall())
        return self._pages.setdefault(page, Recall())


class RecallingModel:
    """A model that runs once for each row of its inputs, (N, C, H, W), however often it is asked.

    A whole batch of new rows runs as it is; new rows among known ones run one by one, so that no
    further shape of a batch comes up.
    """

    def __init__(self, name: str, model: Model, recall: Recall) -> None:
        self.backend = model.backend
        self._name, self._model, self._recall = name, model, recall

    def run(self, array: Array) -> list[Array]:
        """Return the outputs, (N, ...) each; see Model.run."""
        rows = self._recall.ask(self._name, [*array], lambda new: self._run(array, new))
        return [np.stack(output) for output in zip(*rows, strict=True)]

    def _run(self, array: Array, new: Sequence[NDArray[Any]]) -> list[tuple[Array, ...]]:
        parts = [array] if len(new) == len(array) else [row[None] for row in new]
        return [row for part in parts for row in zip(*self._model.run(part), strict=True)]
