import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest

from phiscan.detectors import face_recognition, faces
from phiscan.errors import EngineError
from phiscan.options import ScanOptions
from phiscan.types import Photo

PHOTO = Photo(np.zeros((64, 64, 3), np.uint8))
needs_extra = pytest.mark.skipif(
    not face_recognition.is_available(), reason="needs pip install 'phiscan[faces]'"
)


@pytest.fixture(autouse=True)
def fresh_engine() -> None:
    face_recognition.load.cache_clear()


def fake_packages(folder: Path, **sources: str) -> Path:
    """Write modules that stand in for the real ones, first on a subprocess's path."""
    modules = {"dlib": "", "face_recognition": "", "pkg_resources": "", **sources}
    modules.setdefault("face_recognition_models", FAKE_MODELS)
    for name, source in modules.items():
        (folder / f"{name}.py").write_text(textwrap.dedent(source), encoding="utf-8")
    return folder


FAKE_MODELS = """
def pose_predictor_model_location(): return "68"
def pose_predictor_five_point_model_location(): return "5"
"""

ASK = """
import sys, numpy as np
sys.path.insert(0, sys.argv[1])
from phiscan.detectors.faces import find_faces
from phiscan.errors import EngineError
from phiscan.options import ScanOptions
from phiscan.types import Photo
photo = Photo(np.zeros((64, 64, 3), np.uint8))
try:
    print([len(f) for f in find_faces([photo], ScanOptions(face_finder="face_recognition"))])
except EngineError as error:
    print("EngineError:", error)
print("stdin open:", not sys.stdin.closed)
"""


def ask(folder: Path) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).resolve().parents[2]
    return subprocess.run(
        [sys.executable, "-c", ASK, str(folder)],
        cwd=root, capture_output=True, text=True, timeout=60, check=False, input="",
    )  # fmt: skip


def test_missing_modules_are_an_engine_error_with_the_install_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(face_recognition, "find_spec", lambda name: None)
    assert not face_recognition.is_available()
    with pytest.raises(EngineError, match=r"pip install 'phiscan\[faces\]'"):
        faces.find_faces([PHOTO], ScanOptions(face_finder="face_recognition"))


@pytest.mark.parametrize(
    "source",
    [
        "print('Please install face_recognition_models'); quit()",
        "import sys; sys.exit(0)",
        "raise ImportError('broken')",
        "raise RuntimeError('Unable to open models')",
    ],
)
def test_a_package_that_ends_the_program_on_import_only_costs_the_engine(
    tmp_path: Path, source: str
) -> None:
    answer = ask(fake_packages(tmp_path, face_recognition=source))
    assert answer.returncode == 0
    assert "EngineError: face_recognition cannot start" in answer.stdout
    assert "Please install" not in answer.stdout
    assert "stdin open: True" in answer.stdout


def test_faces_come_through_and_the_68_point_predictor_is_never_asked_for(tmp_path: Path) -> None:
    package = """
        import face_recognition_models
        assert face_recognition_models.pose_predictor_model_location() == "5"
        def face_locations(img, number_of_times_to_upsample=1):
            return [(10, 40, 50, 8)]
    """
    answer = ask(fake_packages(tmp_path, face_recognition=package))
    assert "[1]" in answer.stdout, answer.stdout + answer.stderr


def test_boxes_are_in_the_photos_own_pixels() -> None:
    def face_locations(img: np.ndarray, number_of_times_to_upsample: int) -> list[tuple[int, ...]]:
        assert max(img.shape[:2]) == face_recognition.LONG_SIDE
        return [(10, 40, 50, 8)]  # top, right, bottom, left

    boxes = face_recognition._locate(face_locations, np.zeros((2560, 1000, 3), np.uint8))
    assert boxes.tolist() == [[16, 20, 80, 100]]


@needs_extra
def test_the_real_package_finds_a_face_or_none_in_a_blank_photo() -> None:
    assert faces.find_faces([PHOTO], ScanOptions(face_finder="face_recognition")) == [[]]
