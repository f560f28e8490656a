"""`phiscan doctor`: what is there, what is missing, and the line that installs it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from phiscan import _runtime
from phiscan.cli import _health, main
from phiscan.cli._health import Module, check_device, check_module, first_line, run_checks
from phiscan.errors import EngineError, ExitCode
from phiscan.options import ENGINES, ScanOptions, resolve_options


def doctor(*args):
    return CliRunner().invoke(main, ["doctor", *args])


def test_a_complete_installation_is_fine():
    result = doctor()
    assert result.exit_code == ExitCode.CLEAN, result.output
    for word in (
        "opencv-python",
        "ppocr_det",
        "text_gate",
        "centerface",
        "device",
        "tesseract",
        "poppler",
        "cache:",
    ):
        assert word in result.stdout


def test_json_names_each_check_and_the_places():
    report = json.loads(doctor("--format", "json").stdout)
    assert report["ok"] is True
    assert {"name", "ok", "needed", "used_for", "detail", "install"} == set(report["checks"][0])
    assert report["cache"].endswith("seen.sqlite3")
    assert report["config"] is None


def test_the_configuration_in_use_is_named(tmp_path, monkeypatch):
    path = tmp_path / "own.toml"
    path.write_text("")
    monkeypatch.setenv("PHISCAN_CONFIG", str(path))
    assert json.loads(doctor("--format", "json").stdout)["config"] == str(path)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ([], ("on the processor",)),
        (["--backend", "onnxruntime"], ("CPUExecutionProvider", "f32")),
        (["--backend", "openvino", "--precision", "f32", "--threads", "1"], ("openvino", "f32, 1")),
    ],
)
def test_the_device_that_will_run_the_models_is_named(asked, words):
    if "openvino" in asked and "openvino" not in _runtime.available_backends():
        pytest.skip("openvino is not installed here")
    detail = check_device(resolve(asked)).detail
    assert all(word in detail for word in words)


def resolve(asked):
    names = [name.removeprefix("--") for name in asked[::2]]
    return resolve_options(dict(zip(names, asked[1::2], strict=True)), environ={})


def test_a_gpu_is_named_where_there_is_one_and_its_absence_ends_with_2(monkeypatch):
    monkeypatch.setattr(_runtime, "_offers_cuda", lambda: True)
    assert "CUDAExecutionProvider" in check_device(ScanOptions(device="auto")).detail
    monkeypatch.setattr(_runtime, "_offers_cuda", lambda: False)
    assert "processor" in check_device(ScanOptions(device="auto")).detail
    missing = check_device(ScanOptions(device="cuda"))
    assert (missing.ok, missing.needed) == (False, True)
    assert "no NVIDIA GPU" in missing.detail


def test_weights_that_are_not_the_measured_ones_end_with_2(monkeypatch):
    def wrong(name):
        raise EngineError(
            f"the weights of {name} are not the measured ones; "
            "install with: pip install --force-reinstall rapidocr"
        )

    monkeypatch.setattr("phiscan._models.find_weights", wrong)
    result = doctor()
    assert result.exit_code == ExitCode.USAGE
    assert "MISSING" in result.stdout
    assert "pip install --force-reinstall rapidocr" in result.stdout


def test_what_the_options_do_not_use_is_optional(monkeypatch):
    def wrong(name):
        raise EngineError(f"no {name}")

    monkeypatch.setattr("phiscan._models.find_weights", wrong)
    assert doctor("--face-finder", "none").exit_code == ExitCode.USAGE
    asked = ("--reader", "none", "--face-finder", "none", "--only", "gps_location")
    assert doctor(*asked).exit_code == ExitCode.CLEAN


def test_a_missing_program_is_needed_only_when_asked_for(monkeypatch):
    monkeypatch.setattr(_health.shutil, "which", lambda name: None)
    assert doctor().exit_code == ExitCode.CLEAN
    asked = doctor("--reader", "tesseract")
    assert asked.exit_code == ExitCode.USAGE
    assert "apt-get install" in asked.stdout
    assert doctor("--require", "poppler").exit_code == ExitCode.USAGE


def test_a_library_below_opencv_is_named_with_the_line_that_installs_it(monkeypatch):
    real = _health.import_module

    def without_libgl(name, *args):
        if name == "cv2":
            raise ImportError("libGL.so.1: cannot open shared object file: No such file")
        return real(name, *args)

    monkeypatch.setattr(_health, "import_module", without_libgl)
    check = check_module(_health.MODULES[0], ScanOptions())
    assert (check.ok, check.needed) == (False, True)
    assert "libGL.so.1" in check.detail
    assert "apt-get install -y libgl1" in (check.install or "")


@pytest.mark.parametrize("asked", [[], ["--require", "tesseract,face_recognition"]])
def test_doctor_runs_where_cv2_cannot_be_imported(tmp_path, asked):
    (tmp_path / "cv2.py").write_text(
        "raise ImportError('libGL.so.1: cannot open shared object file')"
    )
    done = subprocess.run(
        [sys.executable, "-c",
         f"import sys; sys.path.insert(0, {str(tmp_path)!r});"
         f"from phiscan.cli import main; main({['doctor', *asked]!r})"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == ExitCode.USAGE, done.stderr
    assert "libGL.so.1 is missing" in done.stdout
    assert "libgl1" in done.stdout


def test_face_recognition_is_not_imported(monkeypatch):
    for name in ("face_recognition", "face_recognition_models", "dlib"):
        monkeypatch.setitem(sys.modules, name, None)
    assert any(c.name == "face_recognition" for c in run_checks(ScanOptions()))


def test_a_package_that_is_not_there():
    absent = Module("no_such_module_here", "no-such", "nothing")
    check = check_module(absent, ScanOptions())
    assert (check.ok, check.detail) == (False, "missing")
    assert check.install == "pip install no-such"


def test_a_program_that_is_not_there_or_fails_has_no_line():
    assert first_line("no-such-program-here") is None
    assert first_line("false") is None


@pytest.mark.parametrize("engine", ENGINES)
def test_a_required_engine_that_is_missing_ends_with_2(engine, monkeypatch):
    monkeypatch.setattr("phiscan.cli._health.is_engine_available", lambda name: False)
    assert doctor("--require", engine).exit_code == ExitCode.USAGE
