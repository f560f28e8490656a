"""What the cache keeps of an examination, as JSON: no text, nothing that a field adds by itself."""

from __future__ import annotations

import json
from typing import Any

from phiscan.examination import Examination
from phiscan.types import Finding, PageInfo

Row = dict[str, Any]


def parsed(body: str) -> Row | None:
    """Return the row that a body holds, or None."""
    try:
        row = json.loads(body)
    except ValueError:
        return None
    return row if isinstance(row, dict) else None


def row_of(seen: Examination) -> Row:
    """Return the row that is kept of an examination."""
    return {
        "pages": [[p.page, *p.size_wh] for p in seen.pages],
        "findings": [_finding_row(f) for f in seen.findings],
        "notes": list(seen.notes),
    }


def _finding_row(finding: Finding) -> Row:
    """Name what is kept, field by field: a field added to Finding is not kept by accident."""
    return {
        "category": str(finding.category),
        "score": finding.score,
        "reason": finding.reason,
        "detector": finding.detector,
        "polygon": finding.polygon,
        "page": finding.page,
        "role": str(finding.role),
        "tags": sorted(finding.tags),
    }


def examination_of(row: Row) -> Examination | None:
    """Return what a row says was seen, or None for one that says nothing."""
    try:
        return Examination(
            pages=tuple(PageInfo(page, (w, h)) for page, w, h in row["pages"]),
            findings=tuple(
                Finding(**{**each, "tags": frozenset(each["tags"])}) for each in row["findings"]
            ),
            notes=tuple(row["notes"]),
        )
    except (KeyError, TypeError, ValueError):
        return None
