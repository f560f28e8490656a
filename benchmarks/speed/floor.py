"""The floor: what the least work that could do would cost, each part alone and at its best.

Scaled decode, the text detector once at long side 1280, the recogniser on the lines that are there
in batches of six, faces at 320 and 960. For each network the best of runtime, arithmetic and
threads is found first: all cores on one photo, or one core for each of as many photos.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.speed.contenders import CORES, Turn
from phiscan import _runtime
from phiscan._deadline import Deadline
from phiscan._models import find_weights
from phiscan.detectors import _centerface
from phiscan.ocr.detection import GLANCE_PX, find_text
from phiscan.ocr.recognition import LINE_PX, Pyramid
from phiscan.options import ScanOptions

Array = NDArray[np.float32]
FACE_SIDES = (320, 960)
LINES_AT_ONCE = 6
_WIDTH_STEP = 64
_TRIES = 3
ARITHMETICS = {"openvino": (True, False), "onnxruntime": (False,)}
"""Whether the network may be rounded to bf16."""


@dataclass(frozen=True)
class Setting:
    """How a network is run: `streams` photos at once, each with so many threads."""

    backend: str
    rounds: bool
    streams: int
    threads: int

    def __str__(self) -> str:
        arithmetic = "bf16" if self.rounds else "f32"
        return f"{self.backend} {arithmetic}, {self.streams} x {self.threads} threads"


def settings() -> Iterator[Setting]:
    """Yield every setting that this machine can run."""
    for backend in _runtime.available_backends():
        for rounds in ARITHMETICS[backend]:
            if rounds and not has_bf16():
                continue
            for streams, threads in dict.fromkeys(((1, CORES), (CORES, 1))):
                yield Setting(backend, rounds, streams, threads)


def has_bf16() -> bool:
    """Whether openvino computes in bf16 here."""
    return "bf16" in _runtime.describe_runner(ScanOptions(backend="openvino"))


class Network:
    """One network in one setting."""

    def __init__(self, name: str, setting: Setting) -> None:
        path = str(find_weights(name).path)
        make = _runtime._BACKENDS[setting.backend]
        self._models = [make(path, setting.threads, setting.rounds) for _ in range(setting.streams)]

    def time_inputs(self, inputs: Sequence[Array]) -> float:
        """Return the seconds for all inputs, shared among the streams."""
        shares = [inputs[n :: len(self._models)] for n in range(len(self._models))]
        start = time.perf_counter()
        with ThreadPoolExecutor(len(self._models)) as pool:
            list(pool.map(_run_all, self._models, shares))
        return time.perf_counter() - start


def _run_all(model: Any, inputs: Sequence[Array]) -> None:
    for each in inputs:
        model.run(each)


def best_setting(name: str, inputs: Sequence[Array]) -> tuple[Setting, list[tuple[str, float]]]:
    """Return the quickest setting on a few inputs, and seconds an input of each."""
    tried = []
    for setting in settings():
        network = Network(name, setting)
        few = list(islice(_again(inputs), max(2 * setting.streams, 2)))
        network.time_inputs(few)  # opens the shapes
        seconds = min(network.time_inputs(few) for _ in range(_TRIES)) / len(few)
        tried.append((setting, seconds))
    best = min(tried, key=lambda each: each[1])[0]
    return best, [(str(setting), seconds) for setting, seconds in tried]


def _again(inputs: Sequence[Array]) -> Iterator[Array]:
    while True:
        yield from inputs


@dataclass
class Work:
    """What each network is given for some photos."""

    text: list[Array]
    lines: list[Array]
    faces: list[Array]


def prepare(paths: Sequence[Path]) -> Work:
    """Make the networks' inputs, outside the clock; the lines are those that one look finds."""
    reader = _runtime.open_model("ppocr_det")
    work = Work([], [], [])
    for path in paths:
        read = cv2.imread(str(path))
        assert read is not None
        pixels = np.ascontiguousarray(read[..., ::-1], dtype=np.uint8)
        small = _shrunk(pixels)
        work.text.append(_normal(small))
        scale = round(min(1.0, GLANCE_PX / max(pixels.shape[:2])), 4)
        found = find_text(pixels, reader, [scale], Deadline())
        pyramid = Pyramid(pixels)
        work.lines += batches([pyramid.crop(box.quad) for box in found.boxes])
        work.faces += [
            _centerface.to_input(_centerface.shrink(small, side)[0]) for side in FACE_SIDES
        ]
    return work


def batches(crops: Sequence[NDArray[np.uint8]]) -> list[Array]:
    """Return the lines of one photo, sorted by width, as many at once as the floor says."""
    ordered = sorted(crops, key=lambda crop: crop.shape[1])
    made = []
    for start in range(0, len(ordered), LINES_AT_ONCE):
        group = ordered[start : start + LINES_AT_ONCE]
        width = -(-group[-1].shape[1] // _WIDTH_STEP) * _WIDTH_STEP
        blob = np.zeros((len(group), 3, LINE_PX, width), np.float32)
        for row, crop in enumerate(group):
            blob[row, :, :, : crop.shape[1]] = crop.transpose(2, 0, 1) / 127.5 - 1.0
        made.append(blob)
    return made


def _normal(small: NDArray[np.uint8]) -> Array:
    down, right = -small.shape[0] % 64, -small.shape[1] % 64
    padded = cv2.copyMakeBorder(small, 0, down, 0, right, cv2.BORDER_REPLICATE)
    return np.asarray(padded.transpose(2, 0, 1)[None] / 127.5 - 1.0, np.float32)


def _shrunk(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    scale = min(1.0, GLANCE_PX / max(pixels.shape[:2]))
    size = round(pixels.shape[1] * scale), round(pixels.shape[0] * scale)
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def decode_small(path: Path) -> NDArray[np.uint8]:
    """Decode a photo at the least of 1, 1/2, 1/4 and 1/8 that is large enough, and shrink it."""
    data = np.fromfile(path, np.uint8)
    long_side = max(_size_of(path))
    share = next((n for n in (8, 4, 2) if long_side // n >= GLANCE_PX), 1)
    how = {8: cv2.IMREAD_REDUCED_COLOR_8, 4: cv2.IMREAD_REDUCED_COLOR_4,
           2: cv2.IMREAD_REDUCED_COLOR_2, 1: cv2.IMREAD_COLOR}[share]  # fmt: skip
    pixels = cv2.imdecode(data, how)
    assert pixels is not None
    return _shrunk(np.asarray(pixels, np.uint8))


def _size_of(path: Path) -> tuple[int, int]:
    from PIL import Image

    with Image.open(path) as image:
        return image.size


def time_decoding(paths: Sequence[Path]) -> float:
    """Return the seconds for all photos, decoded as many at once as there are cores."""
    threads = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        start = time.perf_counter()
        with ThreadPoolExecutor(CORES) as pool:
            list(pool.map(decode_small, paths))
        return time.perf_counter() - start
    finally:
        cv2.setNumThreads(threads)


class Floor:
    """The floor for some photos: settings chosen once, then timed whenever its turn comes."""

    name = "floor"
    how = "each part timed alone in its best setting"

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = list(paths)
        self.times: list[dict[str, float]] = []
        work = prepare(paths)
        self.tried: dict[str, list[tuple[str, float]]] = {}
        self.chosen: dict[str, str] = {}
        self._parts: dict[str, Callable[[], float]] = {"decode": lambda: time_decoding(self._paths)}
        for part, model, inputs in (
            ("find text", "ppocr_det", work.text),
            ("read lines", "ppocr_rec", work.lines),
            ("faces", "centerface", work.faces),
        ):
            if inputs:
                self._add(part, model, inputs)

    def _add(self, part: str, model: str, inputs: list[Array]) -> None:
        best, self.tried[part] = best_setting(model, _typical(inputs))
        self.chosen[part] = str(best)
        network = Network(model, best)
        network.time_inputs(inputs)  # opens the shapes
        self._parts[part] = lambda: network.time_inputs(inputs)

    def run(self, _paths: Sequence[Path]) -> Turn:
        """Time each part alone; `times` keeps the seconds by part, for all photos."""
        worked = time.process_time()
        self.times.append({part: clock() for part, clock in self._parts.items()})
        return Turn(sum(self.times[-1].values()), time.process_time() - worked)


def _typical(inputs: Sequence[Array]) -> list[Array]:
    """Return a few inputs of middling size: settings are compared on these."""
    ordered = sorted(inputs, key=lambda each: each.size)
    middle = len(ordered) // 2
    return ordered[max(0, middle - 1) : middle + 1]


def by_part(times: Sequence[dict[str, float]]) -> dict[str, float]:
    """Return the median seconds of each part."""
    return {part: median(each[part] for each in times) for part in times[0]} if times else {}
