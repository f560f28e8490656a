import numpy as np
import pytest

from phiscan import detectors
from phiscan.detectors import DETECTORS, Detector, detect
from phiscan.errors import EngineError
from phiscan.options import ScanOptions
from phiscan.types import Category, Finding, Photo

PHOTO = Photo(np.full((32, 32, 3), 255, np.uint8))


def find_nothing(photos: object, options: object, terms: object) -> list[list[Finding]]:
    return [[] for _ in photos]  # type: ignore[attr-defined]


def find_a_face(photos: object, options: object, terms: object) -> list[list[Finding]]:
    return [[Finding(Category.FACE, 0.9, "a face", "test", page=p.page)] for p in photos]  # type: ignore[attr-defined]


def stop(photos: object, options: object, terms: object) -> list[list[Finding]]:
    raise EngineError("missing; install with: pip install it")


def use(monkeypatch: pytest.MonkeyPatch, *functions: str) -> None:
    table = tuple(Detector(f, __name__, f, frozenset({Category.FACE})) for f in functions)
    monkeypatch.setattr(detectors, "DETECTORS", table)


def test_no_photo_asks_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, "stop")
    assert detect([], ScanOptions()) == []


def test_findings_stay_with_their_photo(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, "find_nothing", "find_a_face", "find_a_face")
    found = detect([PHOTO, Photo(PHOTO.pixels, page=2)], ScanOptions())
    assert [[f.page for f in findings] for findings in found] == [[1, 1], [2, 2]]


def test_an_engine_that_stops_is_not_an_empty_list(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, "find_a_face", "stop")
    with pytest.raises(EngineError):
        detect([PHOTO], ScanOptions())


@pytest.mark.parametrize("options", [ScanOptions(skip=("face",)), ScanOptions(only=("mrn",))])
def test_a_detector_nobody_wants_is_not_asked(
    options: ScanOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, "stop")
    assert detect([PHOTO], options) == [[]]


def test_a_code_is_read_whichever_identifier_is_looked_for() -> None:
    codes = next(d for d in DETECTORS if d.name == "codes")
    assert all(codes.is_wanted(ScanOptions(only=(c,))) for c in ("mrn", "barcode", "ssn"))
    assert not codes.is_wanted(ScanOptions(only=("face",)))
