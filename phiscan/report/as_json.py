"""For programs: the contract `phiscan/1`, as one document or one result a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from phiscan.report.view import mask_source
from phiscan.types import ScanResult


def _record(result: ScanResult, *, show_values: bool, mask_paths: bool) -> dict[str, Any]:
    record = result.to_dict(show_values=show_values)
    if mask_paths:
        record["source"] = mask_source(result.source)
    return record


def write_json(
    results: Iterable[ScanResult],
    stream: TextIO,
    *,
    show_values: bool,
    mask_paths: bool,
    one_file: bool,
) -> None:
    """Write an object for one file, else an array, element by element.

    A run that stops half-way leaves the array open, so that no reader takes it for the whole.
    Raises ValueError when `one_file` is set and there is not exactly one result.
    """

    def dump(result: ScanResult) -> str:
        record = _record(result, show_values=show_values, mask_paths=mask_paths)
        return json.dumps(record, indent=2, allow_nan=False)

    if one_file:
        (only,) = results
        stream.write(dump(only) + "\n")
        return
    separator = "[\n"
    for result in results:
        stream.write(separator + dump(result))
        separator = ",\n"
    stream.write("[]\n" if separator == "[\n" else "\n]\n")


def write_jsonl(
    results: Iterable[ScanResult], stream: TextIO, *, show_values: bool, mask_paths: bool
) -> None:
    """Write one compact object a line and flush each, so that a pipe sees it at once."""
    for result in results:
        record = _record(result, show_values=show_values, mask_paths=mask_paths)
        stream.write(json.dumps(record, separators=(",", ":"), allow_nan=False) + "\n")
        stream.flush()
