"""The workers' share of the machine."""

from __future__ import annotations

import os

from conftest import colour_scanner_class

from phiscan.crew import Crew
from phiscan.options import BatchOptions, ScanOptions


def _variables(_scanner: object) -> tuple[str | None, str | None]:
    return os.environ.get("OMP_NUM_THREADS"), os.environ.get("OMP_THREAD_LIMIT")


def test_tesseract_has_one_thread_however_many_the_models_have():
    # Two of its threads on a busy machine wait for each other: 50 times slower was measured.
    crew = Crew(colour_scanner_class()(ScanOptions(threads=2)), BatchOptions(jobs=1))
    try:
        assert crew.run(_variables) == ("2", "1")
    finally:
        crew.stop()
