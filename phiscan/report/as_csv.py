"""For a spreadsheet: a row a finding, one row for a photo without any."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from phiscan.report.view import page_size, printable, region_words, shown_source
from phiscan.report.words import WORDS
from phiscan.types import Finding, ScanResult, Status

COLUMNS = (
    "source", "status", "verdict", "page", "category", "title", "action", "role", "hipaa",
    "score", "region", "x0", "y0", "x1", "y1", "detector", "reason", "finding_id",
    "not_examined", "notes",
)  # fmt: skip

_FORMULA_STARTS = frozenset("=+-@|%")


def safe_cell(value: Any) -> Any:
    """Return text that no spreadsheet takes for a formula; numbers stay numbers.

    Full-width signs count as well, because spreadsheets fold them.

    >>> safe_cell("=1+1"), safe_cell(-3)
    ("'=1+1", -3)
    """
    if not isinstance(value, str):
        return value
    text = printable(value)
    start = unicodedata.normalize("NFKC", text.lstrip())[:1]
    return f"'{text}" if start in _FORMULA_STARTS else text


def write_csv(results: Iterable[ScanResult], stream: TextIO, *, show_values: bool) -> None:
    """Write the heading, then each result's rows as it comes."""
    columns = (*COLUMNS, "text") if show_values else COLUMNS
    writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
    writer.writeheader()
    for result in results:
        for row in _rows(result, show_values=show_values):
            writer.writerow({key: safe_cell(value) for key, value in row.items()})
        stream.flush()


def _rows(result: ScanResult, *, show_values: bool) -> Iterator[dict[str, Any]]:
    photo = {
        "source": shown_source(result.source),
        "status": str(result.status),
        "verdict": str(result.verdict),
        "not_examined": "; ".join(result.not_examined),
        "notes": "; ".join(result.notes),
    }
    findings = () if result.status is Status.FAILED else result.findings
    for finding in findings:
        row = photo | _finding_cells(finding, result)
        yield row | {"text": finding.text} if show_values else row
    if not findings:
        yield photo


def _finding_cells(finding: Finding, result: ScanResult) -> dict[str, Any]:
    box = finding.box
    size = page_size(result, finding.page)
    cells: dict[str, Any] = {
        "page": finding.page,
        "category": str(finding.category),
        "title": WORDS[finding.category].title,
        "action": "" if finding.action is None else str(finding.action),
        "role": str(finding.role),
        "hipaa": finding.hipaa or "",
        "score": round(finding.score, 4),
        "region": "" if box is None or size is None else region_words(box, size),
        "detector": finding.detector,
        "reason": finding.reason,
        "finding_id": finding.id,
    }
    return cells if box is None else cells | dict(zip(("x0", "y0", "x1", "y1"), box, strict=True))
