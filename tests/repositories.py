"""A scratch git repository with phiscan as its pre-commit hook, run from this checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import yaml
from processes import REPO

MANIFEST = REPO / ".pre-commit-hooks.yaml"


def manifest() -> dict:
    """Return the one hook that this project offers."""
    (only,) = yaml.safe_load(MANIFEST.read_text())
    return only


def make_repository(home: Path) -> Path:
    """Make the repository in a new folder."""
    home.mkdir()
    hook = {**manifest(), "entry": f"{sys.executable} -m {manifest()['entry']}"}
    hook["language"] = "system"
    hook.pop("minimum_pre_commit_version")
    config = {"repos": [{"repo": "local", "hooks": [hook]}]}
    (home / ".pre-commit-config.yaml").write_text(json.dumps(config))
    git(home, "init", "-q")
    git(home, "config", "user.email", "nobody@example.com")
    git(home, "config", "user.name", "nobody")
    git(home, "add", ".pre-commit-config.yaml")
    git(home, "commit", "-qm", "configure")
    install = [sys.executable, "-m", "pre_commit", "install"]
    subprocess.run(install, cwd=home, check=True, capture_output=True, env=environment(home))
    return home


def commit(home: Path, name: str, data: bytes, **env: str) -> subprocess.CompletedProcess[str]:
    """Try to commit one file; what the hook stops is taken out again."""
    (home / name).write_bytes(data)
    git(home, "add", name)
    done = git(home, "commit", "-qm", name, **env)
    if done.returncode:
        git(home, "rm", "-qf", "--cached", name)
        (home / name).unlink()
    return done


def git(home: Path, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run git, its settings and pre-commit's cache away from the user's own."""
    return subprocess.run(
        ["git", *args], cwd=home, capture_output=True, text=True, check=False,
        env={**environment(home), **env},
    )  # fmt: skip


def environment(home: Path) -> dict[str, str]:
    """Return the variables that git and pre-commit run with."""
    return {
        **os.environ,
        "PYTHONPATH": str(REPO),
        "PRE_COMMIT_HOME": str(home.parent / "pre-commit"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
    }
