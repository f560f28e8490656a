"""Plain RapidOCR that covers every line holding a true word. Started by benchmarks.peers."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np

from benchmarks.peers.pipe import Pixels, Redact, serve

LONG_SIDE = 2000
"""RapidOCR's own setting, and the best single size where sizes were compared."""
_LETTERS_A_MISREADING = 5
_SHORT = 2
"""Words of so few letters must stand alone: else "A" would cover every line."""


def holds_a_word(line: str, words: Sequence[str]) -> bool:
    """Whether a line that was read holds a word, spaces aside, one letter in five misread."""
    glued = _letters(line)
    alone = {_letters(part) for part in line.split()}
    for word in map(_letters, words):
        if not word:
            continue
        if len(word) <= _SHORT:
            if word in alone:
                return True
        elif misreadings(glued, word) <= len(word) // _LETTERS_A_MISREADING:
            return True
    return False


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def misreadings(text: str, word: str) -> int:
    """Return how many letters differ between a word and the place in a text that is most like it.

    >>> misreadings("namernarialopez", "maria")
    2
    """
    costs = np.arange(len(word) + 1)
    best = len(word)
    letters = np.array(list(word))
    for letter in text:
        # Sellers 1980: a match may start anywhere in the text, so the first cost stays 0.
        kept = np.minimum(costs[:-1] + (letters != letter), costs[1:] + 1)
        costs = np.concatenate([[0], kept])
        costs = np.minimum.accumulate(costs - np.arange(len(costs))) + np.arange(len(costs))
        best = min(best, int(costs[-1]))
    return best


def make(threads: int) -> Redact:
    """Return RapidOCR on openvino with the models of its wheel; 0 threads: as many as it likes."""
    # openvino sends an event home when it is imported; without this module it takes its stub.
    sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]
    from rapidocr import EngineType, RapidOCR

    backend = {f"{part}.engine_type": EngineType.OPENVINO for part in ("Det", "Cls", "Rec")}
    settings = {"Global.max_side_len": LONG_SIDE, "Global.log_level": "error"}
    settings["EngineConfig.openvino.inference_num_threads"] = threads or -1
    reader = RapidOCR(params={**backend, **settings})

    def redact(pixels: Pixels, words: Sequence[str]) -> Pixels:
        read: Any = reader(pixels[..., ::-1])
        copy = pixels.copy()
        for box, text in zip(
            read.boxes if read.boxes is not None else (), read.txts or (), strict=True
        ):
            if holds_a_word(text, words):
                cv2.fillPoly(copy, [np.round(box).astype(np.int32)], (0, 0, 0))
        return copy

    return redact


if __name__ == "__main__":
    serve(make(int(sys.argv[1])))
