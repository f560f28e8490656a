"""What phiscan asks of an ONNX file itself, without a runtime: its notes, and freer dimensions.

The notes are read here since a runtime would take .15 s and 47 MB to hand them out. CenterFace's
file says (10, 3, 32, 32), which onnxruntime takes literally. In the file a fixed dimension is
`08 <value>` (dim_value) and a free one `12 00` (an empty dim_param): for values below 128 both are
two bytes, so no length in the file changes. Field numbers are those of onnx.proto3.
"""

from __future__ import annotations

from collections.abc import Iterator

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_GRAPH, _INPUT, _OUTPUT = 7, 11, 12  # ModelProto.graph, GraphProto.input and .output
_TYPE, _TENSOR, _SHAPE, _DIM, _DIM_VALUE = 2, 1, 2, 1, 1
_NOTES, _KEY, _VALUE = 14, 1, 2  # ModelProto.metadata_props, StringStringEntryProto


def free_dimensions(model: bytes) -> bytes:
    """Return the model with all dimensions of its inputs and outputs free, save the channels.

    Raises ValueError when the bytes are no ONNX model.
    """
    out = bytearray(model)
    graphs = list(_messages(model, 0, len(model), (_GRAPH,)))
    if not graphs:
        raise ValueError("wanted an ONNX model, found no graph in it")
    for graph in graphs:
        for name in (_INPUT, _OUTPUT):
            for value in _messages(model, *graph, (name,)):
                _free_value(model, out, value)
    return bytes(out)


def metadata(model: bytes) -> dict[str, str]:
    """Return the strings stored beside the graph (metadata_props), by their keys.

    Raises ValueError when the bytes are no ONNX model.
    """
    return {
        _string(model, note, _KEY): _string(model, note, _VALUE)
        for note in _messages(model, 0, len(model), (_NOTES,))
    }


def _string(model: bytes, message: tuple[int, int], number: int) -> str:
    """Return a string field, empty where it is left out, as protobuf does."""
    places = list(_messages(model, *message, (number,)))
    return model[slice(*places[-1])].decode() if places else ""


def _free_value(model: bytes, out: bytearray, value: tuple[int, int]) -> None:
    dims = list(_messages(model, *value, (_TYPE, _TENSOR, _SHAPE, _DIM)))
    for index, (start, end) in enumerate(dims):
        if index != 1 and end - start == 2 and model[start] == _DIM_VALUE << 3:
            out[start:end] = b"\x12\x00"


def _messages(
    data: bytes, start: int, end: int, path: tuple[int, ...]
) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) of the messages reached by following field numbers."""
    for number, low, high in _fields(data, start, end):
        if number == path[0]:
            if len(path) == 1:
                yield low, high
            else:
                yield from _messages(data, low, high, path[1:])


def _fields(data: bytes, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield (field number, start, end) of the length-delimited fields, passing over the others."""
    while start < end:
        key, start = _varint(data, start)
        kind = key & 7
        if kind == _BYTES:
            length, start = _varint(data, start)
            yield key >> 3, start, start + length
            start += length
        elif kind == _VARINT:
            _, start = _varint(data, start)
        elif kind in (_FIXED32, _FIXED64):
            start += 4 if kind == _FIXED32 else 8
        else:
            raise ValueError("wanted an ONNX model, found something else")
    if start != end:
        raise ValueError("wanted an ONNX model, found a broken one")


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while at < len(data):
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at
    raise ValueError("wanted an ONNX model, found a cut one")
