"""A run's results on disk, photo by photo, so that an interrupted run goes on where it stopped.

The file's name carries a digest of the code and of the photos' truth: results of another state are
never mixed in. The records hold crops of the photos, so they lie in benchmarks/work.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.measure import Record

REPO = Path(__file__).resolve().parents[1]
HERE = Path(__file__).resolve().parent
_JUDGES = (
    *(HERE / name for name in ("measure.py", "tools.py", "contact_sheet.py")),
    *(REPO / "phiscan/evaluation" / name for name in ("judge.py", "metric.py", "truth.py")),
)
_NO_CODE = {".pyc", ".md"}


class RunLog:
    """One tool's records: a line of JSON a photo, appended as soon as it is measured."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> dict[str, Record]:
        """Return the records by photo; a line cut short by an interruption is left out."""
        if not self.path.is_file():
            return {}
        records = filter(None, map(_record, self.path.read_text("utf-8").splitlines()))
        return {record.photo.photo: record for record in records}

    def append(self, record: Record) -> None:
        """Write one record, on a line of its own whatever the last one was."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a+b") as file:
            file.seek(0, 2)
            if file.tell():
                file.seek(-1, 2)
                if file.read(1) != b"\n":
                    file.write(b"\n")
            file.write(json.dumps(record.to_dict()).encode() + b"\n")


def _record(line: str) -> Record | None:
    try:
        return Record.from_dict(json.loads(line))
    except json.JSONDecodeError:
        return None


def state_of(tool: str, truth: Path, *, explain: bool = False) -> str:
    """Return 12 hex digits of everything a tool's results depend on.

    phiscan's depend on its code, weights and lists, a peer's on its own few lines; both on the
    metric and on the truth.
    """
    own = [REPO / "phiscan", REPO / "models"] if tool == "phiscan" else [HERE / "peers"]
    return digest_of([*_JUDGES, *own, truth], f"{tool} {explain}")


def digest_of(places: Iterable[Path], salt: str = "") -> str:
    """Return 12 hex digits of files and of what lies in folders."""
    whole = hashlib.sha256(salt.encode())
    for path in sorted({file for place in places for file in _files(place)}):
        whole.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:12]


def _files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    elif place.is_dir():
        yield from (p for p in place.rglob("*") if p.is_file() and p.suffix not in _NO_CODE)


def describe_commit() -> str:
    """Return the commit, and whether files that results depend on differ from it."""
    head = _git("rev-parse", "--short", "HEAD")
    if not head:
        return "no commit known"
    changed = _git("status", "--porcelain", "--", "phiscan", "models", "benchmarks/*.py")
    return f"commit {head}" + (" with changes" if changed else "")


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=REPO, capture_output=True, text=True, check=False, timeout=30
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
