"""A face as 128 numbers: dlib's network with the weights that face_recognition brings.

The same steps as `face_recognition.face_encodings(..., model="small")`, without importing that
package: its import loads a landmark model that may not be used commercially, ends the program when
a part is missing, and tells Pillow to fill cut-off photos with gray.
https://github.com/davisking/dlib-models (the five-point predictor and the network: CC0)
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np

from phiscan._install import FACES
from phiscan._models import find_weights
from phiscan.consent.consents import MIN_HEIGHT_PX
from phiscan.detectors._boxes import Floats
from phiscan.detectors._centerface import crop_face
from phiscan.errors import EngineError
from phiscan.types import Pixels, Points, bounding_box

MODULES = ("dlib", "face_recognition_models")
CROP_FACES, CROP_PX = 2.0, 400
"""How many face sizes are cut out around a face, and to how many pixels."""
Encode = Callable[[Pixels, Points], Floats]
"""From an upright (H, W, 3) RGB photo and a face's polygon to its encoding (128,)."""

_lock = threading.Lock()


def is_available() -> bool:
    """Whether all modules are installed; imports none of them."""
    return all(find_spec(name) is not None for name in MODULES)


@lru_cache(maxsize=1)
def open_encoder() -> Encode:
    """Return the encoder; raises EngineError with the install line when a part is missing."""
    if not is_available():
        raise EngineError(f"consented faces are told with face_recognition; install with: {FACES}")
    points, network = (find_weights(name).path for name in ("face_points", "face_encoder"))
    try:
        dlib: Any = import_module("dlib")
        predict = dlib.shape_predictor(str(points))
        encode = dlib.face_recognition_model_v1(str(network))
    except (ImportError, RuntimeError) as error:
        problem = type(error).__name__
        raise EngineError(f"dlib cannot start ({problem}); install with: {FACES}") from None

    def run(pixels: Pixels, polygon: Points) -> Floats:
        crop, box = cut_upright(pixels, polygon)
        with _lock:  # the network keeps state
            shape = predict(crop, dlib.rectangle(*box))
            return np.array(encode.compute_face_descriptor(crop, shape), dtype=np.float64)

    return run


def face_height_px(polygon: Points) -> float:
    """Return the height of a face along its own up, in pixels."""
    x0, y0, x1, y1 = bounding_box(polygon)
    return float((y1 - y0, x1 - x0)[_turns(polygon) % 2])


def is_too_small(polygon: Points) -> bool:
    """Whether a face is below what is compared."""
    return face_height_px(polygon) < MIN_HEIGHT_PX


def _turns(polygon: Points) -> int:
    """Return how many quarter turns counter-clockwise set a face upright.

    The first corner is the face's own top left (`faces.face_polygon`).
    """
    x0, y0, x1, y1 = bounding_box(polygon)
    corners = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], dtype=float)
    return int(np.argmin(np.abs(corners - np.array(polygon[0])).sum(axis=1)))


def cut_upright(pixels: Pixels, polygon: Points) -> tuple[Pixels, tuple[int, int, int, int]]:
    """Return a face cut out upright, at one size, and its box (left, top, right, bottom) in it."""
    box, turns = np.array(bounding_box(polygon), dtype=np.float64), _turns(polygon)
    size_wh = box[2:] - box[:2]
    crop = crop_face(pixels, box, turns, CROP_FACES, CROP_PX)
    half = (size_wh if turns % 2 == 0 else size_wh[::-1]) * CROP_PX / size_wh.max() / CROP_FACES / 2
    low, high = np.rint(CROP_PX / 2 - half), np.rint(CROP_PX / 2 + half)
    return crop, (int(low[0]), int(low[1]), int(high[0]), int(high[1]))
