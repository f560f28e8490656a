import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import numpy as np
import pytest

from phiscan import _runtime
from phiscan.errors import EngineError
from phiscan.options import ScanOptions

BOTH = {"openvino", "onnxruntime"}


def test_missing_backend_is_named_with_its_install_line(monkeypatch):
    monkeypatch.setattr(_runtime, "available_backends", list)
    with pytest.raises(EngineError, match="pip install onnxruntime"):
        _runtime.choose_backend("auto")
    with pytest.raises(EngineError, match="pip install openvino"):
        _runtime.choose_backend("openvino")


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("ppocr_det", (1, 3, 96, 160)),
        ("ppocr_rec", (2, 3, 48, 160)),
        ("centerface", (1, 3, 96, 128)),
        ("text_gate", (1, 3, 96, 128)),
    ],
)
def test_both_backends_give_the_same_answers(name, shape):
    if set(_runtime.available_backends()) < BOTH:
        pytest.skip("needs both openvino and onnxruntime")
    array = np.random.default_rng(1).uniform(-1, 1, shape).astype(np.float32)
    if name == "centerface":
        array = (array + 1) * 127.5
    one, other = (
        _runtime.open_model(name, ScanOptions(backend=backend, precision="f32")).run(array)
        for backend in sorted(BOTH)
    )
    for a, b in zip(one, other, strict=True):
        # 1e-3 on scores; box offsets are not bounded by 1, so they get a relative tolerance.
        np.testing.assert_allclose(a, b, atol=1e-3, rtol=1e-2)


def test_a_model_is_opened_once_and_answers_many_threads_alike():
    model = _runtime.open_model("ppocr_det")
    assert _runtime.open_model("ppocr_det") is model
    arrays = [np.full((1, 3, 64, 64), v, np.float32) for v in (-1.0, 0.0, 1.0)]
    alone = [model.run(a)[0] for a in arrays]
    together: dict[int, np.ndarray] = {}

    def work(i):
        for _ in range(5):
            together[i] = model.run(arrays[i])[0]

    threads = [threading.Thread(target=work, args=(i,)) for i in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for i in range(3):
        np.testing.assert_allclose(alone[i], together[i], atol=1e-6)


def test_threads_as_asked_else_every_core():
    assert _runtime.thread_count(3) == 3
    assert _runtime.thread_count(0) >= 1


def test_only_models_that_were_measured_in_bf16_may_be_rounded():
    from phiscan._models import find_weights

    assert find_weights("ppocr_rec").config["bf16"]
    assert find_weights("centerface").config["bf16"]
    assert not find_weights("artefact_finder").config.get("bf16")


def test_a_gpu_that_is_not_there_is_told_in_plain_words(monkeypatch):
    monkeypatch.setattr(_runtime, "_offers_cuda", lambda: False)
    with pytest.raises(EngineError, match="no NVIDIA GPU"):
        _runtime.open_model("centerface", ScanOptions(device="cuda"))
    on_processor = _runtime.choose_runner(ScanOptions())
    assert _runtime.choose_runner(ScanOptions(device="auto")) == on_processor


def test_a_gpu_that_cannot_be_used_after_all_is_no_silent_fallback(monkeypatch):
    # onnxruntime warns and goes on with the processor when CUDA's own libraries are missing.
    monkeypatch.setattr(_runtime, "_offers_cuda", lambda: True)
    monkeypatch.setattr(_runtime, "_open", {})
    with pytest.raises(EngineError, match="no NVIDIA GPU"):
        _runtime.open_model("centerface", ScanOptions(device="auto"))


def test_models_opened_ahead_are_there_and_one_that_is_broken_stops_nobody(monkeypatch):
    monkeypatch.setattr(_runtime, "_open", {})
    options = ScanOptions(threads=1)
    _runtime.open_ahead(["no_such_model", "text_gate"], options).join()
    assert [key[0] for key in _runtime._open] == ["text_gate"]
    assert _runtime.open_model("text_gate", options) is next(iter(_runtime._open.values()))
    with pytest.raises(EngineError):
        _runtime.open_model("no_such_model", options)


def test_a_model_asked_for_by_many_at_once_is_opened_once(monkeypatch):
    monkeypatch.setattr(_runtime, "_open", {})
    with ThreadPoolExecutor(4) as pool:
        opened = [*pool.map(lambda _: _runtime.open_model("text_gate"), range(4))]
    assert len({id(model) for model in opened}) == 1


def test_openvino_meets_numpy_once_before_any_thread_uses_it(monkeypatch):
    """Two threads whose first arrays met in openvino waited for each other for ever."""
    met = []

    class Tensor:
        def __init__(self, array):
            self.array = array

        @property
        def data(self):
            met.append(threading.current_thread())
            time.sleep(0.02)
            return self.array

    monkeypatch.setitem(sys.modules, "openvino", SimpleNamespace(Tensor=Tensor))
    _runtime._bind_numpy.cache_clear()
    seen = []

    def use():
        _runtime.import_openvino()
        seen.append(len(met))

    threads = [threading.Thread(target=use) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    _runtime._bind_numpy.cache_clear()
    assert seen == [1, 1, 1]
