import numpy as np
import pytest

from phiscan._models import find_weights
from phiscan._onnx import free_dimensions, metadata
from phiscan._runtime import available_backends, open_model
from phiscan.options import ScanOptions


@pytest.mark.parametrize("data", [b"", b"\x0a", b"not a model at all", b"\x3b", b"\x08\x80"])
def test_what_is_no_model_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="wanted an ONNX model"):
        free_dimensions(data)


@pytest.mark.parametrize("data", [b"\x0a", b"not a model at all", b"\x3b", b"\x08\x80"])
def test_what_is_no_model_has_no_notes_either(data: bytes) -> None:
    with pytest.raises(ValueError, match="wanted an ONNX model"):
        metadata(data)


@pytest.mark.parametrize(
    ("notes", "wanted"),
    [
        (b"", {}),
        (b"\x72\x06\x0a\x01a\x12\x01b", {"a": "b"}),
        (b"\x72\x03\x0a\x01a" + b"\x72\x07\x0a\x01c\x12\x02\xc3\xa9", {"a": "", "c": "é"}),
    ],
)
def test_notes_stand_beside_the_graph(notes: bytes, wanted: dict[str, str]) -> None:
    assert metadata(notes) == wanted


def test_the_recognisers_characters_are_those_that_onnxruntime_sees() -> None:
    runtime = pytest.importorskip("onnxruntime")
    path = find_weights("ppocr_rec").path
    session = runtime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    assert metadata(path.read_bytes()) == session.get_modelmeta().custom_metadata_map


def test_a_model_keeps_its_length_and_a_free_one_its_bytes() -> None:
    fixed = find_weights("centerface").path.read_bytes()
    freed = free_dimensions(fixed)
    assert len(freed) == len(fixed)
    assert freed != fixed
    assert free_dimensions(freed) == freed


@pytest.mark.skipif(len(available_backends()) < 2, reason="needs openvino and onnxruntime")
def test_both_backends_take_any_size_and_agree() -> None:
    picture = np.random.default_rng(1).random((1, 3, 96, 128), dtype=np.float32) * 255
    first, second = (
        open_model("centerface", ScanOptions(backend=b)).run(picture) for b in available_backends()
    )
    assert first[0].shape == (1, 1, 24, 32)
    assert np.abs(first[0] - second[0]).max() < 1e-3
