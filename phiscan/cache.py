"""Remembers what was seen in a photo's content, so that an unchanged folder is quick the next time.

Kept: geometry, categories, scores, reasons, roles, tags and detectors of completely examined
files. Not kept: text, the content of codes, paths, names, verdicts. A row's key is a keyed hash of
the content, the options, the term lists, the models and the program, so that neither a photo nor a
term can be looked up by guessing without the cache's own random key.

A cache is a convenience: one that is missing, locked, corrupt or altered costs time, never a
result.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import sqlite3
import threading
from contextlib import suppress
from dataclasses import fields
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from phiscan._folders import cache_folder
from phiscan._version import __version__
from phiscan.engines import is_engine_available, tesseract_version
from phiscan.errors import PhiscanError
from phiscan.examination import Examination
from phiscan.options import ScanOptions
from phiscan.types import Finding, PageInfo

if TYPE_CHECKING:
    from phiscan.scanner import Scanner

FORMAT = 1
"""Raised when the rows' form changes."""
ENGINE_PACKAGES = (
    "onnxruntime", "openvino", "opencv-python", "pillow", "pillow-heif", "pypdfium2", "zxing-cpp",
    "phonenumbers", "pytesseract", "face-recognition", "dlib",
)  # fmt: skip
"""Packages whose update may change what is seen."""
NOT_SEEN_BY_EYE = frozenset(
    {"policy", "threads", "timeout_s", "require", "second_reader",
     "consent", "consent_key_file", "use", "baseline", "baseline_key_file"}
)  # fmt: skip
"""Options that change verdicts, speed or safe copies, not what is seen in a photo."""
_LOCK_WAIT_S = 2.0


def default_path() -> Path:
    """Where the cache of this user lies."""
    return cache_folder() / "seen.sqlite3"


def fingerprint(scanner: Scanner) -> str:
    """Return a hash of all that decides what a scanner sees, apart from the photo itself."""
    parts = {
        "format": FORMAT,
        "version": __version__,
        "code": _code_stamp(),
        "options": _option_values(scanner.options),
        "deny": list(scanner.terms.deny),
        "allow": list(scanner.terms.allow),
        "models": _model_hashes(),
        "packages": {name: _package_version(name) for name in ENGINE_PACKAGES},
        "programs": _programs(scanner.options),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _option_values(options: ScanOptions) -> dict[str, Any]:
    kept = (f.name for f in fields(options) if f.name not in NOT_SEEN_BY_EYE)
    # Of term files the terms count, not the path.
    return {k: getattr(options, k) for k in kept if k not in ("deny", "allow_terms")}


def _code_stamp() -> str:
    """Return a hash of the program's own files by size and time: a developer's edits count."""
    root = Path(__file__).parent
    stats = sorted((str(p.relative_to(root)), p.stat()) for p in root.rglob("*.py"))
    marks = [f"{name}:{stat.st_size}:{stat.st_mtime_ns}" for name, stat in stats]
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()


def _model_hashes() -> dict[str, str]:
    from phiscan._models import find_weights, model_names

    hashes: dict[str, str] = {}
    for name in model_names():
        try:
            hashes[name] = find_weights(name).sha256
        except PhiscanError:
            hashes[name] = "missing"
    return hashes


def _programs(options: ScanOptions) -> dict[str, Any]:
    reads = options.reader == "tesseract"  # asking for its version takes a moment: only then
    return {
        "tesseract": tesseract_version() if reads else None,
        "poppler": is_engine_available("poppler"),
    }


def _package_version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


class ScanCache:
    """What was seen, by content. Safe for threads and for several processes at once.

    `problem` says in plain words why the cache is not in use, or is None.
    """

    def __init__(self, path: Path, fingerprint: str) -> None:
        self.problem: str | None = None
        self._lock = threading.Lock()
        self._database: sqlite3.Connection | None = None
        self._key = b""
        self._fingerprint = fingerprint
        try:
            self._database = _open_database(path)
            self._key = _cache_key(self._database)
        except (OSError, sqlite3.Error) as error:
            self._give_up(error)

    def __enter__(self) -> ScanCache:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def get(self, content_hash: str) -> Examination | None:
        """Return what was seen in this content, or None. A row that was altered counts as none."""
        name = self._name(content_hash)
        with self._lock:
            if self._database is None:
                return None
            try:
                row = self._database.execute(
                    "SELECT body, seal FROM seen WHERE name = ?", (name,)
                ).fetchone()
            except sqlite3.Error as error:
                self._give_up(error)
                return None
        if row is None or not _is_sealed(self._key, name, row):
            return None
        return _from_json(row[0])

    def put(self, content_hash: str, seen: Examination) -> None:
        """Remember an examination; one that left anything out is not kept."""
        if seen.not_examined or not seen.pages:
            return
        name, body = self._name(content_hash), _to_json(seen)
        with self._lock:
            if self._database is None:
                return
            try:
                with self._database:
                    self._database.execute(
                        "INSERT OR REPLACE INTO seen (name, body, seal) VALUES (?, ?, ?)",
                        (name, body, _seal(self._key, name, body)),
                    )
            except sqlite3.Error as error:
                self._give_up(error)

    def close(self) -> None:
        """Close the file; afterwards the cache holds nothing and keeps nothing."""
        with self._lock:
            self._drop()

    def _name(self, content_hash: str) -> bytes:
        message = f"{content_hash}|{self._fingerprint}".encode()
        return hmac.digest(self._key or b"none", message, "sha256")

    def _give_up(self, error: Exception) -> None:
        reason = "it is locked" if "locked" in str(error) else "it cannot be read or written"
        self.problem = f"the cache was not used: {reason}"
        self._drop()

    def _drop(self) -> None:
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.close()
        self._database = None


def _open_database(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Made before sqlite opens it, so that it is never readable to others, not even for a moment.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    database = sqlite3.connect(path, timeout=_LOCK_WAIT_S, check_same_thread=False)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        with database:
            database.execute("CREATE TABLE IF NOT EXISTS own (name TEXT PRIMARY KEY, value BLOB)")
            database.execute(
                "CREATE TABLE IF NOT EXISTS seen (name BLOB PRIMARY KEY, body TEXT, seal BLOB)"
                " WITHOUT ROWID"
            )
    except sqlite3.Error:
        database.close()
        raise
    return database


def _cache_key(database: sqlite3.Connection) -> bytes:
    """Return this cache's random key, made by whichever process comes first."""
    with database:
        database.execute(
            "INSERT OR IGNORE INTO own (name, value) VALUES ('key', ?)", (secrets.token_bytes(32),)
        )
    (key,) = database.execute("SELECT value FROM own WHERE name = 'key'").fetchone()
    if not isinstance(key, bytes) or len(key) != 32:
        raise sqlite3.DatabaseError("no key")
    return key


def _seal(key: bytes, name: bytes, body: str) -> bytes:
    return hmac.digest(key, name + body.encode(), "sha256")


def _is_sealed(key: bytes, name: bytes, row: tuple[Any, Any]) -> bool:
    body, seal = row
    if not isinstance(body, str) or not isinstance(seal, bytes):
        return False
    return hmac.compare_digest(seal, _seal(key, name, body))


def _to_json(seen: Examination) -> str:
    body = {
        "pages": [[p.page, *p.size_wh] for p in seen.pages],
        "findings": [_finding_row(f) for f in seen.findings],
        "notes": list(seen.notes),
    }
    return json.dumps(body, separators=(",", ":"))


def _finding_row(finding: Finding) -> dict[str, Any]:
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


def _from_json(body: str) -> Examination | None:
    try:
        table = json.loads(body)
        return Examination(
            pages=tuple(PageInfo(page, (w, h)) for page, w, h in table["pages"]),
            findings=tuple(
                Finding(**{**row, "tags": frozenset(row["tags"])}) for row in table["findings"]
            ),
            notes=tuple(table["notes"]),
        )
    except (KeyError, TypeError, ValueError):
        return None
