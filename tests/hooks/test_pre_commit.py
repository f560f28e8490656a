"""The real pre-commit in a scratch repository: a commit goes through only when every photo does."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pre_commit = pytest.importorskip("pre_commit", reason="pre-commit is not installed")
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
REPO = Path(__file__).resolve().parents[2]
MANIFEST = REPO / ".pre-commit-hooks.yaml"


def manifest() -> dict:
    import yaml

    (only,) = yaml.safe_load(MANIFEST.read_text())
    return only


def test_the_manifest_is_valid_and_as_designed():
    subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", str(MANIFEST)], check=True
    )
    hook = manifest()
    assert (hook["id"], hook["entry"], hook["language"]) == ("phiscan", "phiscan hook", "python")
    assert hook["types_or"] == ["image", "pdf"]
    assert hook["require_serial"] is True


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A git repository with phiscan as a pre-commit hook, run from this checkout."""
    home = tmp_path / "repo"
    home.mkdir()
    entry = f"{sys.executable} -m {manifest()['entry']} --face-finder none"
    config = {
        "repos": [
            {
                "repo": "local",
                "hooks": [
                    {**manifest(), "entry": entry, "language": "system"},
                ],
            }
        ]
    }
    config["repos"][0]["hooks"][0].pop("minimum_pre_commit_version")
    (home / ".pre-commit-config.yaml").write_text(json.dumps(config))
    git(home, "init", "-q")
    git(home, "config", "user.email", "nobody@example.com")
    git(home, "config", "user.name", "nobody")
    git(home, "add", ".pre-commit-config.yaml")
    git(home, "commit", "-qm", "configure")
    subprocess.run(
        [sys.executable, "-m", "pre_commit", "install"], cwd=home, check=True, capture_output=True,
        env=environment(home),
    )  # fmt: skip
    return home


def environment(home: Path) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": str(REPO),
        "PRE_COMMIT_HOME": str(home.parent / "pre-commit"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
    }


def git(home: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", *args], cwd=home, capture_output=True, text=True, env=environment(home), check=False
    )


def text_photo(path: Path) -> None:
    """Draw an invented record number, large and black on white."""
    import cv2
    import numpy as np

    pixels = np.full((240, 900, 3), 255, np.uint8)
    cv2.putText(pixels, "Patient: Maria Lopez", (30, 90), 0, 1.6, (0, 0, 0), 3, cv2.LINE_AA)
    cv2.putText(pixels, "MRN: 00882291", (30, 180), 0, 1.6, (0, 0, 0), 3, cv2.LINE_AA)
    cv2.imwrite(str(path), pixels)


@pytest.mark.slow
def test_commits_go_through_only_with_photos_that_do(repository, png):
    def commit(name: str) -> subprocess.CompletedProcess[str]:
        git(repository, "add", "-A")
        done = git(repository, "commit", "-qm", name)
        if done.returncode:
            git(repository, "rm", "-qf", "--cached", name)
            (repository / name).unlink()
        return done

    (repository / "notes.txt").write_text("no photo: the hook has nothing to do")
    assert commit("notes.txt").returncode == 0
    (repository / "clean.png").write_bytes(png("white"))
    clean = commit("clean.png")
    assert clean.returncode == 0, clean.stdout + clean.stderr

    text_photo(repository / "label.png")
    stopped = commit("label.png")
    assert stopped.returncode != 0
    assert "medical record number" in stopped.stdout + stopped.stderr
    assert "00882291" not in stopped.stdout + stopped.stderr

    bad = {
        "empty.png": b"",
        "text.jpg": b"not a photo at all",
        "cut.png": png("white", (400, 400))[:200],
        "drawing.svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    }
    for name, content in bad.items():
        (repository / name).write_bytes(content)
        assert commit(name).returncode != 0, name
    committed = git(repository, "ls-files").stdout.split()
    assert committed == [".pre-commit-config.yaml", "clean.png", "notes.txt"]
