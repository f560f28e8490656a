"""The face_recognition package as a face finder: optional, slow, for upright frontal faces.

Finds half of the faces that CenterFace does (`benchmarks/faces.py`); it is here because consented
faces will be told by its encodings. Importing it can end the program: without pkg_resources or its
models it calls quit(), which also closes stdin and prints to stdout.
"""

from __future__ import annotations

import io
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np

from phiscan import _install
from phiscan.detectors._boxes import Floats
from phiscan.detectors._centerface import shrink
from phiscan.engines import FACE_RECOGNITION_MODULES
from phiscan.errors import EngineError
from phiscan.types import Pixels

INSTALL = f"install with: {_install.FACES}"
LONG_SIDE = 1280
"""Larger photos are shrunk: its search takes 0.1 s at 640 pixels and grows with the area."""

_lock = threading.Lock()


def is_available() -> bool:
    """Whether all modules it needs are installed; imports none of them."""
    return all(find_spec(name) is not None for name in FACE_RECOGNITION_MODULES)


@lru_cache(maxsize=1)
def load() -> Callable[[Pixels], Floats]:
    """Return a function from an upright (H, W, 3) RGB photo to face boxes (N, 4).

    Raises EngineError with the install line when the package is missing, broken, or tries to end
    the program.
    """
    missing = [name for name in FACE_RECOGNITION_MODULES if find_spec(name) is None]
    if missing:
        raise EngineError(f"face_recognition needs {missing[0]}; {INSTALL}")
    with _sheltered():
        try:
            models: Any = import_module("face_recognition_models")
            # The 68-point predictor may not be used commercially; face_recognition would load it
            # on import. It is not needed to find or compare faces.
            models.pose_predictor_model_location = models.pose_predictor_five_point_model_location
            package = import_module("face_recognition")
        except (ImportError, SystemExit, RuntimeError, OSError, AttributeError) as error:
            problem = type(error).__name__
            raise EngineError(f"face_recognition cannot start ({problem}); {INSTALL}") from None
    return lambda pixels: _locate(package.face_locations, pixels)


@contextmanager
def _sheltered() -> Iterator[None]:
    """Keep a package that calls quit() from closing stdin and from writing into the output."""
    stdin, sys.stdin = sys.stdin, io.StringIO()
    try:
        with redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # pkg_resources tells users what they cannot change
            yield
    finally:
        sys.stdin = stdin


def _locate(face_locations: Callable[..., list[tuple[int, ...]]], pixels: Pixels) -> Floats:
    small, factor = pixels, 1.0
    if max(pixels.shape[:2]) > LONG_SIDE:
        small, factor = shrink(pixels, LONG_SIDE)
    with _lock:  # dlib's detector keeps state
        found = face_locations(np.ascontiguousarray(small), number_of_times_to_upsample=1)
    boxes = [(left, top, right, bottom) for top, right, bottom, left in found]
    return np.array(boxes, dtype=np.float64).reshape(-1, 4) / factor
