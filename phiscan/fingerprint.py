"""What decides what a scanner sees, apart from the photo: a cache's rows hold only under the same.

Left out are the options that change verdicts, speed or safe copies alone.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from phiscan._version import __version__
from phiscan.engines import is_engine_available, tesseract_version
from phiscan.errors import PhiscanError
from phiscan.options import ScanOptions

if TYPE_CHECKING:
    from phiscan.scanner import Scanner

FORMAT = 2
"""Raised when the rows' form changes."""
ENGINE_PACKAGES = (
    "onnxruntime", "openvino", "opencv-python", "pillow", "pillow-heif", "pypdfium2", "zxing-cpp",
    "phonenumbers", "pytesseract", "face-recognition", "dlib",
)  # fmt: skip
"""Packages whose update may change what is seen."""
NOT_SEEN_BY_EYE = frozenset(
    {"policy", "threads", "timeout_s", "require", "second_reader",
     "consent", "consent_key_file", "use", "baseline", "baseline_key_file"}
)  # fmt: skip
"""Options that change verdicts, speed or safe copies, not what is seen in a photo."""


def fingerprint(scanner: Scanner) -> str:
    """Return a hash of all that decides what a scanner sees, apart from the photo itself."""
    parts = {
        "format": FORMAT,
        "version": __version__,
        "code": _code_stamp(),
        "options": _option_values(scanner.options),
        "deny": list(scanner.terms.deny),
        "allow": list(scanner.terms.allow),
        "models": _model_hashes(),
        "packages": {name: _package_version(name) for name in ENGINE_PACKAGES},
        "programs": _programs(scanner.options),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _option_values(options: ScanOptions) -> dict[str, Any]:
    kept = (f.name for f in fields(options) if f.name not in NOT_SEEN_BY_EYE)
    # Of term files the terms count, not the path.
    return {k: getattr(options, k) for k in kept if k not in ("deny", "allow_terms")}


def _code_stamp() -> str:
    """Return a hash of the program's own files, word lists too, by size and time: edits count."""
    root = Path(__file__).parent
    own = (p for p in root.rglob("*") if p.suffix in (".py", ".txt", ".json", ".tsv", ".gz"))
    stats = sorted((str(p.relative_to(root)), p.stat()) for p in own)
    marks = [f"{name}:{stat.st_size}:{stat.st_mtime_ns}" for name, stat in stats]
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()


def _model_hashes() -> dict[str, str]:
    from phiscan._models import find_weights, model_names

    hashes: dict[str, str] = {}
    for name in model_names():
        try:
            weights = find_weights(name)
            # Thresholds decide as much as weights do.
            config = json.dumps(dict(weights.config), sort_keys=True, default=str)
            hashes[name] = f"{weights.sha256} {hashlib.sha256(config.encode()).hexdigest()}"
        except PhiscanError:
            hashes[name] = "missing"
    return hashes


def _programs(options: ScanOptions) -> dict[str, Any]:
    reads = options.reader == "tesseract"  # asking for its version takes a moment: only then
    return {
        "tesseract": tesseract_version() if reads else None,
        "poppler": is_engine_available("poppler"),
    }


def _package_version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"
