import numpy as np
import pytest

from phiscan._models import find_weights
from phiscan._onnx import free_dimensions
from phiscan._runtime import available_backends, open_model
from phiscan.options import ScanOptions


@pytest.mark.parametrize("data", [b"", b"\x0a", b"not a model at all", b"\x3b", b"\x08\x80"])
def test_what_is_no_model_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="wanted an ONNX model"):
        free_dimensions(data)


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
