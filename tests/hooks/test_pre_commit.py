"""The real pre-commit in a scratch repository: a commit goes through only when every photo does.

The photos that no door may let through are in test_clients_matrix.py.
"""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

pytest.importorskip("pre_commit", reason="pre-commit is not installed")
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

from repositories import MANIFEST, commit, git, make_repository, manifest  # noqa: E402


def test_the_manifest_is_valid_and_as_designed():
    subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", str(MANIFEST)], check=True
    )
    hook = manifest()
    assert (hook["id"], hook["entry"], hook["language"]) == ("phiscan", "phiscan hook", "python")
    assert hook["types_or"] == ["image", "pdf"]
    assert hook["require_serial"] is True


def label() -> bytes:
    """Draw an invented record number, large and black on white."""
    import cv2
    import numpy as np

    pixels = np.full((240, 900, 3), 255, np.uint8)
    cv2.putText(pixels, "Patient: Maria Lopez", (30, 90), 0, 1.6, (0, 0, 0), 3, cv2.LINE_AA)
    cv2.putText(pixels, "MRN: 00882291", (30, 180), 0, 1.6, (0, 0, 0), 3, cv2.LINE_AA)
    return cv2.imencode(".png", pixels)[1].tobytes()


@pytest.mark.slow
def test_commits_go_through_only_with_photos_that_do(tmp_path, png):
    repository = make_repository(tmp_path / "repo")
    assert commit(repository, "notes.txt", b"nothing for the hook to do").returncode == 0
    clean = commit(repository, "clean.png", png("white"))
    assert clean.returncode == 0, clean.stdout + clean.stderr
    stopped = commit(repository, "label.png", label())
    assert stopped.returncode != 0
    assert "medical record number" in stopped.stdout + stopped.stderr
    assert "00882291" not in stopped.stdout + stopped.stderr
    committed = git(repository, "ls-files").stdout.split()
    assert committed == [".pre-commit-config.yaml", "clean.png", "notes.txt"]
