"""Programs that are missing, broken or hang are not used."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from phiscan import _programs
from phiscan.engines import tesseract_version
from phiscan.load import pdfs
from phiscan.ocr import tesseract

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Put a stand-in first in PATH."""
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(_programs, "_ANSWER_S", 0.5)

    def put(name: str, body: str) -> Path:
        path = tmp_path / name
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)
        return path

    return put


@pytest.fixture(autouse=True)
def _ask_again():
    caches = (_programs._answers, tesseract_version)
    for cache in caches:
        cache.cache_clear()
    yield
    for cache in caches:
        cache.cache_clear()


def test_one_that_is_not_there():
    assert not _programs.answers("phiscan-no-such-program")


@pytest.mark.parametrize(
    ("body", "wanted"), [("exit 0", True), ("exit 1", False), ("exec sleep 60", False)]
)
def test_only_one_that_answers_well_and_in_time_is_used(program, body, wanted):
    program("stand-in", body)
    began = time.monotonic()
    assert _programs.answers("stand-in") is wanted
    assert time.monotonic() - began < 10


def test_a_tesseract_that_hangs_counts_as_missing(program):
    program("tesseract", "exec sleep 60")
    assert not tesseract.is_available()


@pytest.mark.parametrize("tool", ["pdftoppm", "pdfinfo"])
def test_a_poppler_that_hangs_leaves_pdfs_to_pdfium(program, tool):
    program(tool, "exec sleep 60")
    assert not pdfs.has_poppler()
