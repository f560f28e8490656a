"""Invented results for the report tests. Every value below starts with PLANTED."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image

import phiscan.metadata
from phiscan.policy import Context, decide
from phiscan.report import preview, write_report
from phiscan.types import Category, Finding, PageInfo, ScanResult, Status

PLANTED = "PLANTED-00417732"
SIZE = (400, 300)
RED = (250, 10, 10)


def finding(category: str, box: tuple[int, int, int, int] | None = None, **more: Any) -> Finding:
    polygon = None
    if box is not None:
        x0, y0, x1, y1 = box
        polygon = ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
    more = {"score": 0.9, "reason": "Beside a label", "detector": "rules", "text": PLANTED} | more
    return Finding(Category(category), polygon=polygon, **more)


def result(
    source: str | Path = "a.png",
    *findings: Finding,
    status: Status = Status.COMPLETE,
    pages: int = 1,
    not_examined: Iterable[str] = (),
    notes: Iterable[str] = (),
    size_wh: tuple[int, int] = SIZE,
) -> ScanResult:
    decision = decide(findings, Context(status=status))
    reasons = tuple(not_examined) or (("the file is cut off",) if status != "complete" else ())
    return ScanResult(
        str(source), status, decision.verdict, decision.findings,
        tuple(PageInfo(i + 1, size_wh) for i in range(pages)),
        decision.caused_by, reasons, tuple(notes), {"total": 0.5},
    )  # fmt: skip


def render(results: Iterable[ScanResult], fmt: str, **settings: Any) -> str:
    stream = io.StringIO()
    write_report(results, fmt, stream, **settings)
    return stream.getvalue()


@pytest.fixture
def mixed() -> list[ScanResult]:
    """One photo of each fate: blocked, review, clean, incomplete, failed."""
    return [
        result(
            "in/PLANTEDNAME desk.png",
            finding("person_name", (10, 10, 110, 40), role="patient"),
            finding("mrn", (10, 60, 110, 90)),
            finding("mrn", (10, 110, 110, 140)),
            finding("gps_location"),
        ),
        result("in/board.png", finding("phone", (300, 250, 380, 280))),
        result("in/garden.png"),
        result(
            "in/late.png", status=Status.INCOMPLETE, not_examined=["the time limit was reached"]
        ),
        result("in/torn.png", status=Status.FAILED, pages=0),
    ]


@pytest.fixture(autouse=True)
def masked_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Mask PLANTEDNAME in paths, whatever the real rules think of it."""

    def mask(source: str) -> str:
        return re.sub("PLANTEDNAME", "photo-1a2b3c", source)

    monkeypatch.setattr(phiscan.metadata, "mask_source", mask)


@pytest.fixture
def plain_cover(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cover with plain black polygons, so that previews can be judged by colour."""

    def cover(pixels: Any, findings: Any) -> Any:
        copy = pixels.copy()
        for item in findings:
            cv2.fillPoly(copy, [np.array(item.polygon).round().astype(np.int32)], (0, 0, 0))
        return copy

    monkeypatch.setattr(preview, "cover", cover)


@pytest.fixture
def red_photo(tmp_path: Path) -> Callable[..., Path]:
    """Write a white photo with one red square, standing for an identifier, and return its path."""

    def write(name: str = "red.png", box: tuple[int, int, int, int] = (100, 100, 200, 160)) -> Path:
        image = Image.new("RGB", SIZE, "white")
        image.paste(RED, box)
        image.save(tmp_path / name)
        return tmp_path / name

    return write
