"""The only place that opens a model: openvino where the processor suits it, else onnxruntime.

Both run the same ONNX file. In f32 their scores agree within 1e-3; tests/test_runtime.py holds them
to it. Where the processor computes in bf16 itself (AMX, AVX512-BF16), openvino may run the models
whose config.json allows it in bf16: 1.5 times faster, and scores move in the second digit. A model
is opened once a process and shared by all threads.
"""

from __future__ import annotations

import os
import platform
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from ctypes.util import find_library
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from phiscan._models import ModelFile, find_weights
from phiscan.errors import EngineError
from phiscan.options import ScanOptions

Array = NDArray[np.float32]


_KEPT_KERNELS = 512
"""How many compiled layers of one kind openvino keeps of each network, for shapes to come (5,000 by
its own choice). Every shape has its own."""
CUDA = "CUDAExecutionProvider"
NO_GPU = (
    "there is no NVIDIA GPU that onnxruntime can use; --device cpu works without (the GPU needs"
    " pip install onnxruntime-gpu in place of onnxruntime, CUDA and its driver)"
)


_importing = threading.Lock()


class Model(Protocol):
    """An opened network with one input; `run` may be called from many threads."""

    backend: str

    def run(self, array: Array) -> list[Array]:
        """Return the outputs for one (N, C, H, W) float32 input, in the file's order."""


class _OnnxruntimeModel:
    backend = "onnxruntime"
    providers: ClassVar[list[Any]] = ["CPUExecutionProvider"]

    def __init__(self, path: str, threads: int, _may_round: bool) -> None:
        import onnxruntime

        from phiscan._onnx import free_dimensions

        settings = onnxruntime.SessionOptions()
        settings.intra_op_num_threads = threads
        settings.inter_op_num_threads = 1
        settings.enable_cpu_mem_arena = False  # shapes vary; the arena would only grow
        settings.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            free_dimensions(Path(path).read_bytes()), settings, providers=self.providers
        )
        self._input = self._session.get_inputs()[0].name

    def run(self, array: Array) -> list[Array]:
        return list(self._session.run(None, {self._input: np.ascontiguousarray(array)}))


class _CudaModel(_OnnxruntimeModel):
    """The same session on an NVIDIA GPU, in f32: without TF32's shorter mantissa."""

    backend = "onnxruntime on the GPU"
    providers: ClassVar[list[Any]] = [(CUDA, {"use_tf32": "0"}), "CPUExecutionProvider"]

    def __init__(self, path: str, threads: int, may_round: bool) -> None:
        super().__init__(path, threads, may_round)
        if CUDA not in self._session.get_providers():  # it goes on without, and only warns
            raise EngineError(NO_GPU)


def import_openvino() -> Any:
    """Import openvino without its telemetry; the only way phiscan imports it.

    `import openvino` by itself sends an event to Google Analytics, from a forked process and
    without asking (openvino/tools/ovc/__init__.py, 2026.4). With openvino_telemetry out of reach
    it takes its own stub, which sends nothing.
    """
    with _importing:
        if "openvino" not in sys.modules:
            # None stands for what must not be imported; the type of sys.modules does not know it.
            cast("dict[str, object]", sys.modules)["openvino_telemetry"] = None
        openvino = import_module("openvino")
        _bind_numpy()
    return openvino


@lru_cache(maxsize=1)
def _bind_numpy() -> None:
    """Let openvino look up numpy now: two threads that do it at once wait for each other for ever.

    The first array it hands out fills a C++ static under whose guard it gives up the interpreter's
    lock, while the other thread waits for the guard and holds that lock (pybind11, npy_api::get).
    """
    _ = import_module("openvino").Tensor(np.zeros(1, np.float32)).data


def _has_bf16(core: Any) -> bool:
    return "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")


def _without_sigmoid(network: Any) -> tuple[Any, Callable[[Array], Array]]:
    """Return a network less the sigmoid that it may end in, and what turns outputs into answers.

    Of a map with one channel and free sides openvino computes the sigmoid sixteen times over: 15 of
    235 ms for the text detector's first look. numpy takes 3, and differs in the eighth digit.
    """
    results = network.get_results()
    last = results[0].input_value(0).get_node()
    while last.get_type_name() == "Identity":
        last = last.input_value(0).get_node()
    if len(results) > 1 or last.get_type_name() != "Sigmoid":
        return network, np.array
    logits = [last.input_value(0)]
    return import_openvino().Model(logits, network.get_parameters()), _sigmoid


def _sigmoid(logits: Array) -> Array:
    half = np.float32(0.5)
    return np.asarray(half * np.tanh(logits * half) + half, dtype=np.float32)


class _OpenvinoModel:
    backend = "openvino"

    def __init__(self, path: str, threads: int, may_round: bool) -> None:
        core = import_openvino().Core()
        has_bf16 = _has_bf16(core)
        network = core.read_model(path)
        shape = network.inputs[0].get_partial_shape()
        free = [-1 if i != 1 else shape[1].get_length() for i in range(len(shape))]
        if shape[2].is_static and not shape[1].is_dynamic and shape[2].get_length() == 48:
            free[2] = 48  # the recogniser's fixed line height
        network.reshape({network.inputs[0].any_name: free})
        network, self._finish = _without_sigmoid(network)
        self._compiled = core.compile_model(
            network,
            "CPU",
            {
                "INFERENCE_NUM_THREADS": threads,
                "NUM_STREAMS": 1,
                "INFERENCE_PRECISION_HINT": "bf16" if may_round and has_bf16 else "f32",
                "ENABLE_CPU_PINNING": False,
                "CPU_RUNTIME_CACHE_CAPACITY": _KEPT_KERNELS,
            },
        )
        self._local = threading.local()

    def run(self, array: Array) -> list[Array]:
        request = getattr(self._local, "request", None)
        if request is None:
            request = self._local.request = self._compiled.create_infer_request()
        request.infer([np.ascontiguousarray(array)])
        # Copied: the request owns its output memory and the next call overwrites it.
        outputs = range(len(self._compiled.outputs))
        return [self._finish(request.get_output_tensor(i).data) for i in outputs]


_BACKENDS: dict[str, Callable[[str, int, bool], Model]] = {
    "openvino": _OpenvinoModel,
    "onnxruntime": _OnnxruntimeModel,
    "cuda": _CudaModel,
}
_open: dict[tuple[str, str, int, str], Model] = {}
_opening: dict[tuple[str, str, int, str], threading.Lock] = {}
_lock = threading.Lock()


def available_backends() -> list[str]:
    """Names of the runtimes that are installed, the preferred one first."""
    is_x86 = platform.machine().lower() in ("x86_64", "amd64")
    order = ["openvino", "onnxruntime"] if is_x86 else ["onnxruntime", "openvino"]
    return [name for name in order if find_spec(name) is not None]


def choose_backend(wanted: str) -> str:
    """Return the backend to use; raises EngineError when it is not installed."""
    present = available_backends()
    if wanted == "auto" and present:
        return present[0]
    if wanted in present:
        return wanted
    name = "onnxruntime" if wanted == "auto" else wanted
    raise EngineError(f"{name} is missing; install with: pip install {name}")


def choose_runner(options: ScanOptions) -> str:
    """Return which of the runners to use; raises EngineError for a device that is not there."""
    if is_on_gpu(options):
        return "cuda"
    if options.device == "cuda":
        raise EngineError(NO_GPU)
    return choose_backend(options.backend)


def describe_runner(options: ScanOptions) -> str:
    """Say what runs the models, in which arithmetic; raises EngineError for what is not there."""
    runner, threads = choose_runner(options), thread_count(options.threads)
    if runner == "cuda":
        return f"onnxruntime on the GPU ({CUDA}), f32"
    if runner == "onnxruntime":
        return f"onnxruntime on the processor (CPUExecutionProvider), f32, {threads} threads"
    core = import_openvino().Core()
    rounds = options.precision == "auto" and _has_bf16(core)
    arithmetic = "bf16 for reading text and finding faces, f32 for the rest" if rounds else "f32"
    processor = str(core.get_property("CPU", "FULL_DEVICE_NAME")).strip()
    return f"openvino on the processor ({processor}), {arithmetic}, {threads} threads"


def is_on_gpu(options: ScanOptions) -> bool:
    """Whether the models would run on a GPU."""
    return options.device != "cpu" and options.backend != "openvino" and _offers_cuda()


@lru_cache(maxsize=1)
def _offers_cuda() -> bool:
    """Whether onnxruntime was built for CUDA and this computer has an NVIDIA driver."""
    if find_spec("onnxruntime") is None or find_library("cuda") is None:
        return False
    import onnxruntime

    return CUDA in onnxruntime.get_available_providers()


def thread_count(wanted: int) -> int:
    """Return the threads a model may use: as asked, else the cores this process may run on."""
    if wanted:
        return wanted
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def open_model(name: str, options: ScanOptions | None = None) -> Model:
    """Return a model ready to run, opened once a process.

    Raises EngineError when weights or runtime are missing or broken.
    """
    settings = options or ScanOptions()
    backend = choose_runner(settings)
    key = (name, backend, thread_count(settings.threads), settings.precision)
    with _lock:
        turn = _opening.setdefault(key, threading.Lock())
    with turn:  # one model does not wait for another
        if key not in _open:
            weights = find_weights(name)
            try:
                may_round = settings.precision == "auto" and bool(weights.config.get("bf16"))
                _open[key] = _BACKENDS[backend](str(weights.path), key[2], may_round)
            except EngineError:
                raise
            except Exception as error:  # a foreign runtime may raise anything
                raise EngineError(f"{backend} cannot open {name}: {type(error).__name__}") from None
        return _open[key]


def open_ahead(names: Sequence[str], options: ScanOptions) -> threading.Thread:
    """Begin to open models that will be needed, in this order, while something else goes on.

    One that cannot be opened says so when it is asked for. The thread ends before the process does:
    a runtime that is cut off while it compiles takes the process with it.
    """

    def open_all() -> None:
        for name in names:
            with suppress(EngineError):
                open_model(name, options)

    thread = threading.Thread(target=open_all, name="phiscan-models")
    thread.start()
    return thread


def model_metadata(name: str) -> dict[str, str]:
    """Return the strings stored inside an ONNX file (the recogniser's characters).

    Raises EngineError for a file that is no ONNX model.
    """
    from phiscan._onnx import metadata

    weights: ModelFile = find_weights(name)
    try:
        return metadata(weights.path.read_bytes())
    except ValueError as error:
        raise EngineError(f"{name}: {error}") from None
