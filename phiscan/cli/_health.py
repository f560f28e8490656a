"""What is installed, what is missing, and the line that installs it. Runs without cv2.

No engine is trusted by its presence alone: a native module is imported, a program is asked for its
version, weights are hashed. face_recognition is the exception: importing it can exit the program,
so only its parts are looked for.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from phiscan._install import SYSTEM_LIBRARIES, line_for_weights
from phiscan._runtime import describe_runner, import_openvino
from phiscan.cli._exit import missing_library
from phiscan.engines import INSTALL_LINES, is_engine_available
from phiscan.errors import EngineError, PhiscanError
from phiscan.options import ScanOptions

_PROGRAM_TIMEOUT_S = 20


@dataclass(frozen=True)
class Check:
    """One thing looked at. `needed` says that scanning with the present options depends on it."""

    name: str
    ok: bool
    needed: bool
    used_for: str
    detail: str
    install: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return asdict(self)


@dataclass(frozen=True)
class Module:
    """A Python package that phiscan imports, and what for."""

    module: str
    distribution: str
    used_for: str
    is_needed: Callable[[ScanOptions], bool] = lambda _: True
    install: str | None = None


def _uses(backend: str) -> Callable[[ScanOptions], bool]:
    return lambda options: options.backend == backend


MODULES = (
    Module("cv2", "opencv-python", "decoding, drawing", install=SYSTEM_LIBRARIES),
    Module("PIL", "pillow", "decoding and writing photos"),
    Module("pillow_heif", "pillow-heif", "HEIC photos"),
    Module("pypdfium2", "pypdfium2", "PDF pages"),
    Module("pdf2image", "pdf2image", "PDF pages through Poppler"),
    Module("zxingcpp", "zxing-cpp", "barcodes and QR codes"),
    Module("phonenumbers", "phonenumbers", "phone numbers"),
    Module("onnxruntime", "onnxruntime", "running the models"),
    Module("openvino", "openvino", "running the models faster", _uses("openvino")),
    Module(
        "pytesseract",
        "pytesseract",
        "tesseract as a reader",
        lambda o: "tesseract" in (o.reader, o.second_reader),
    ),
)


def _looks_at_all(options: ScanOptions) -> bool:
    from phiscan.detectors import ARTEFACTS

    return options.reads or any(options.wants(category) for category in ARTEFACTS)


MODELS: dict[str, tuple[str, Callable[[ScanOptions], bool]]] = {
    "ppocr_det": ("finding text", lambda o: o.reader == "ppocr"),
    "text_gate": ("passing over what holds no text", lambda o: o.reader == "ppocr"),
    "ppocr_rec": ("reading text", lambda o: o.reader == "ppocr"),
    "name_tagger": ("telling names", lambda o: o.reads),
    "artefact_finder": ("seeing bands, films, screens and cards", _looks_at_all),
    "centerface": ("finding faces", lambda o: o.face_finder == "centerface"),
}


def run_checks(options: ScanOptions) -> Iterator[Check]:
    """Yield every check, the foundation first; a trial scan last, when nothing it needs is missing.

    The trial is left out where no reader is chosen: there is nothing to read then.
    """
    can_scan = True
    for check in _part_checks(options):
        can_scan &= check.ok or not check.needed
        yield check
    if can_scan and options.reader != "none":
        yield check_reading(options)


def _part_checks(options: ScanOptions) -> Iterator[Check]:
    yield check_python()
    for module in MODULES:
        yield check_module(module, options)
    yield check_avif()
    yield check_device(options)
    for name in MODELS:
        yield check_model(name, options)
    yield check_tesseract(options)
    yield check_poppler()
    yield check_face_recognition(options)
    for name in options.require:
        yield check_required(name)


def check_python() -> Check:
    """Ask for the Python version."""
    ok = sys.version_info >= (3, 11)
    return Check("python", ok, True, "everything", sys.version.split()[0], "Python 3.11 or newer")


def check_module(module: Module, options: ScanOptions) -> Check:
    """Import one package; a missing system library below it is named."""
    install = f"pip install {module.distribution}"
    needed = module.is_needed(options)
    try:
        # openvino reports its own import over the network unless it is kept from it.
        import_openvino() if module.module == "openvino" else import_module(module.module)
    except ModuleNotFoundError:
        return Check(module.distribution, False, needed, module.used_for, "missing", install)
    except Exception as error:  # a broken native module may raise anything; it counts as missing
        library = missing_library(error)
        detail = f"{library} is missing" if library else f"broken ({type(error).__name__})"
        line = module.install if library and module.install else install
        return Check(module.distribution, False, needed, module.used_for, detail, line)
    return Check(module.distribution, True, needed, module.used_for, _version(module.distribution))


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "present"


def check_avif() -> Check:
    """Ask whether this Pillow opens AVIF."""
    try:
        from PIL import AvifImagePlugin

        ok = AvifImagePlugin.SUPPORTED
    except ImportError:
        ok = False
    detail = "in Pillow" if ok else "this Pillow was built without it"
    return Check("avif", ok, False, "AVIF photos", detail, "pip install --upgrade pillow")


def check_model(name: str, options: ScanOptions) -> Check:
    """Find one model's weights and compare their sha256 with the measured one."""
    from phiscan._models import find_weights

    used_for, is_needed = MODELS[name]
    needed = is_needed(options)
    try:
        found = find_weights(name)
    except PhiscanError as error:
        problem, _, install = str(error).partition("install with: ")
        return Check(name, False, needed, used_for, problem.rstrip("; "), install or None)
    return Check(name, True, needed, used_for, f"weights checked, sha256 {found.sha256[:12]}")


def check_device(options: ScanOptions) -> Check:
    """Ask which runtime, on which device and in which arithmetic, would run the models."""
    needed = any(is_needed(options) for _, is_needed in MODELS.values())
    try:
        detail = describe_runner(options)
    except EngineError as error:
        problem, _, install = str(error).partition("install with: ")
        return Check("device", False, needed, "running the models", problem.rstrip("; "), install)
    except Exception as error:  # a foreign runtime may raise anything
        detail = f"cannot be asked ({type(error).__name__})"
        return Check("device", False, needed, "running the models", detail)
    return Check("device", True, needed, "running the models", detail)


def check_tesseract(options: ScanOptions) -> Check:
    """Ask tesseract for its version and its English data."""
    first = first_line("tesseract", "--version")
    if first is None:
        detail = "missing"
    elif "eng" not in (program_output("tesseract", "--list-langs") or "").split():
        first, detail = None, "its English data is missing"
    else:
        detail = first.removeprefix("tesseract ")
    needed = "tesseract" in (options.reader, options.second_reader)
    return _engine("tesseract", first is not None, needed, "a second look at safe copies", detail)


def check_poppler() -> Check:
    """Look for Poppler's pdftoppm; pypdfium2 stands in where it is missing."""
    first = first_line("pdftoppm", "-v")
    detail = "missing; pypdfium2 opens PDFs instead" if first is None else first.split()[-1]
    return _engine("poppler", first is not None, False, "PDF pages", detail)


def check_face_recognition(options: ScanOptions) -> Check:
    """Look for the parts of face_recognition, without importing it."""
    ok = is_engine_available("face_recognition")
    detail = _version("face-recognition") if ok else "missing or incomplete"
    needed = options.face_finder == "face_recognition" or options.consent is not None
    return _engine("face_recognition", ok, needed, "consented faces, another face finder", detail)


def check_required(name: str) -> Check:
    """Ask for an engine that `require` names."""
    ok = is_engine_available(name)
    return _engine(name, ok, True, "required by your options", "present" if ok else "missing")


def _engine(name: str, ok: bool, needed: bool, used_for: str, detail: str) -> Check:
    return Check(name, ok, needed, used_for, detail, INSTALL_LINES[name])


def check_reading(options: ScanOptions) -> Check:
    """Draw a line of print and scan it: the proof that the engines work together here."""
    install = line_for_weights(None)
    try:
        detail = _try_reading(options)
    except Exception as error:  # whatever breaks here would break a scan
        detail = f"a trial scan broke off ({type(error).__name__})"
    return Check("trial scan", detail == _TRIAL_DONE, True, "everything", detail, install)


_TRIAL_DONE = "a drawn record number was read and found"


def _try_reading(options: ScanOptions) -> str:
    import cv2
    import numpy as np

    from phiscan.scanner import Scanner
    from phiscan.types import Category

    pixels = np.full((160, 640, 3), 255, np.uint8)
    cv2.putText(pixels, "MRN: 00882291", (30, 100), 0, 1.8, (0, 0, 0), 3, cv2.LINE_AA)
    plain = replace(
        options, only=(), skip=(), deny=None, allow_terms=None, policy=None, min_score=0.35
    )
    result = Scanner(plain).scan(pixels)
    if result.not_examined:
        return result.not_examined[0]
    found = any(finding.category is Category.MRN for finding in result.findings)
    return _TRIAL_DONE if found else "a drawn record number was not found"


def program_output(*command: str) -> str | None:
    """Return what a program prints, both streams, or None when it cannot be run."""
    if shutil.which(command[0]) is None:
        return None
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_PROGRAM_TIMEOUT_S,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return (done.stdout + done.stderr) if done.returncode == 0 else None


def first_line(*command: str) -> str | None:
    """Return the first line a program prints, or None when it cannot be run."""
    text = program_output(*command)
    return text.splitlines()[0].strip() if text and text.strip() else None
