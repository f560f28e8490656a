"""Results to words: for a terminal, a program, a spreadsheet, code scanning, or to look at.

Values are written only when asked for, and never into `sarif` and `html`, which travel. `source`
is masked in text, csv, sarif and html, in json and jsonl only with `mask_paths`. A new form is a
file `as_...`, its name in FORMATS and a branch in `write_report`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TextIO

from phiscan.errors import UsageError
from phiscan.options import ScanOptions
from phiscan.types import ScanResult

FORMATS = ("text", "json", "jsonl", "csv", "sarif", "html")

__all__ = ["FORMATS", "write_report"]


def write_report(
    results: Iterable[ScanResult],
    fmt: str,
    stream: TextIO,
    *,
    show_values: bool = False,
    mask_paths: bool = False,
    one_file: bool = False,
    color: bool = False,
    options: ScanOptions | None = None,
    policy: str | None = None,
    skipped: Callable[[], int] = int,
) -> None:
    """Write a report of `results`, in their order, to `stream`.

    text, jsonl, csv, json and sarif write each result as it comes; html keeps the worst 500 until
    the end and opens their files again for covered previews, with the limits of `options` (how the
    photos were scanned). `skipped` tells, in the end, how many files were neither image nor PDF,
    `policy` is the name shown. `one_file`: json is an object instead of an array.

    Raises UsageError for an unknown format and for values asked of sarif or html.
    """
    if fmt not in FORMATS:
        raise UsageError(f"format: wanted one of {', '.join(FORMATS)}, got {fmt!r}")
    if show_values and fmt in ("sarif", "html"):
        raise UsageError(f"{fmt} reports never hold values; use text, json, jsonl or csv")
    # One import a format: a scan in text must not pay for templates and decoders.
    if fmt == "text":
        from phiscan.report.as_text import write_text

        write_text(results, stream, show_values=show_values, color=color, skipped=skipped)
    elif fmt == "json":
        from phiscan.report.as_json import write_json

        write_json(
            results, stream, show_values=show_values, mask_paths=mask_paths, one_file=one_file
        )
    elif fmt == "jsonl":
        from phiscan.report.as_json import write_jsonl

        write_jsonl(results, stream, show_values=show_values, mask_paths=mask_paths)
    elif fmt == "csv":
        from phiscan.report.as_csv import write_csv

        write_csv(results, stream, show_values=show_values)
    elif fmt == "sarif":
        from phiscan.report.as_sarif import write_sarif

        write_sarif(results, stream)
    else:
        from phiscan.report.as_html import write_html

        write_html(
            results, stream, options=options or ScanOptions(), policy=policy, skipped=skipped
        )
