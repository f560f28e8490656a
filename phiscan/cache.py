"""Remembers what was seen in a photo's content, so that an unchanged folder is quick the next time.

Kept: geometry, categories, scores, reasons, roles, tags and detectors of completely examined
files; which content broke the check; with --trust-mtime, size and time of files. Not kept: text,
the content of codes, paths, names, verdicts. A row's name is a keyed hash of the content (or path),
the options, the term lists, the models and the program, so that neither a photo nor a term can be
looked up by guessing without the cache's own random key.

A cache is a convenience: one that is missing, locked, damaged or altered costs time, never a
result.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from phiscan._folders import cache_folder
from phiscan._kept import Row, examination_of, parsed, row_of
from phiscan.examination import Examination

MOST_BYTES = 1 << 30
"""So large may the file grow; then what was not used for longest goes. Some 300,000 photos."""
_ROOM = 0.9
"""What is left of a full cache: making room for each row by itself would cost more."""
_ROWS_BETWEEN_LOOKS = 200
_USED_STEP_S = 24 * 3600
"""When a row was last used is known to the day: a read should seldom have to write."""
_SETTLED_NS = 2_000_000_000
_LOCK_WAIT_S = 5.0
_MOST_WAITS = 3
"""So often in a row another run may hold the file for that long."""
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")

Answer = TypeVar("Answer")


def default_path() -> Path:
    """Where the cache of this user lies."""
    return cache_folder() / "seen.sqlite3"


@dataclass(frozen=True)
class FileMark:
    """A file as its folder shows it, taken before it was read; `path` is absolute."""

    path: str = field(repr=False)
    size: int
    mtime_ns: int

    @classmethod
    def of(cls, path: str | Path) -> FileMark | None:
        """Return a file's mark, None when it cannot be had."""
        try:
            stat = os.stat(path)
        except (OSError, ValueError):
            return None
        return cls(os.path.abspath(path), stat.st_size, stat.st_mtime_ns)


class _DamageError(sqlite3.DatabaseError):
    """The file opens and does not hold what it must."""


class ScanCache:
    """What was seen, by content. Safe for threads and for several processes at once.

    `problem` says in plain words why the cache is not in use, or is None.
    """

    def __init__(self, path: Path, fingerprint: str, *, most_bytes: int = MOST_BYTES) -> None:
        self.problem: str | None = None
        self._path = path
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._database: sqlite3.Connection | None = None
        self._key = b""
        self._fingerprint = fingerprint
        self._waits = 0
        self._rows_until_look = 0
        try:
            self._open()
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

    # -- what was seen -------------------------------------------------------------------------

    def get(self, content_hash: str) -> Examination | None:
        """Return what was seen in this content, or None. A row that was altered counts as none."""
        return self._seen(self._name("seen", content_hash))

    def _seen(self, name: bytes) -> Examination | None:
        row = self._recall(name)
        return None if row is None else examination_of(row)

    def remember_file(self, file: FileMark, content_hash: str, notes: Sequence[str]) -> None:
        """Remember which content a file holds, and the loader's notes on it, by its path.

        One changed in these very moments is left out: its next change may have the same time.
        """
        if time.time_ns() - file.mtime_ns > _SETTLED_NS:
            seen = self._name("seen", content_hash).hex()
            row = {"size": file.size, "mtime_ns": file.mtime_ns, "seen": seen}
            self.keep("file", file.path, {**row, "notes": list(notes)})

    def get_unchanged(self, file: FileMark) -> tuple[Examination, tuple[str, ...]] | None:
        """Return what was seen in a file of this path, size and time, and the loader's notes."""
        row = self.recall("file", file.path)
        if row is None or (row["size"], row["mtime_ns"]) != (file.size, file.mtime_ns):
            return None
        seen = self._seen(bytes.fromhex(row["seen"]))
        return None if seen is None else (seen, tuple(row["notes"]))

    def put(self, content_hash: str, seen: Examination) -> None:
        """Remember an examination; one that left anything out is not kept."""
        if not seen.not_examined and seen.pages:
            self.keep("seen", content_hash, row_of(seen))

    def recall(self, kind: str, what: str) -> Row | None:
        """Return what was kept under a kind and a value, or None; an altered row counts as none."""
        return self._recall(self._name(kind, what))

    def _recall(self, name: bytes) -> Row | None:
        found = self._ask(
            lambda db: db.execute("SELECT body, seal, used FROM kept WHERE name = ?", (name,))
            .fetchone()
        )  # fmt: skip
        if found is None or not _is_sealed(self._key, name, found[0], found[1]):
            return None
        if not isinstance(found[2], int) or found[2] != _today():
            self._ask(lambda db: _touch(db, name))
        return parsed(found[0])

    def keep(self, kind: str, what: str, row: Row) -> None:
        """Keep a row under a kind and a value; of the value only a keyed hash is written."""
        name, body = self._name(kind, what), json.dumps(row, separators=(",", ":"))
        values = (name, body, _seal(self._key, name, body), _today())
        self._ask(lambda db: _insert(db, values))
        self._make_room()

    def mark(self, data: bytes) -> str:
        """Return a hash of bytes, keyed so that nobody without this cache can make it."""
        return hmac.digest(self._key or b"none", data, "sha256").hex()

    def close(self) -> None:
        """Close the file; afterwards the cache holds nothing and keeps nothing."""
        with self._lock:
            self._drop()

    # -- the file --------------------------------------------------------------------------------

    def _open(self) -> None:
        try:
            self._database, self._key = _open_database(self._path)
        except sqlite3.Error as error:
            if not _is_damage(error):
                raise
            _put_aside(self._path)
            self._database, self._key = _open_database(self._path)
            self.problem = "the cache was damaged; a new one was begun"

    def _ask(self, question: Callable[[sqlite3.Connection], Answer]) -> Answer | None:
        """Ask the database; None without one, when another run holds it, and when it fails."""
        with self._lock:
            if self._database is None:
                return None
            try:
                answer = question(self._database)
            except sqlite3.Error as error:
                self._stumble(error)
                return None
            self._waits = 0
            return answer

    def _stumble(self, error: sqlite3.Error) -> None:
        self._waits += 1
        if not _is_lock(error) or self._waits >= _MOST_WAITS:
            self._give_up(error)

    def _make_room(self) -> None:
        self._rows_until_look -= 1
        if self._rows_until_look < 0:
            self._rows_until_look = _ROWS_BETWEEN_LOOKS
            self._ask(lambda db: _shrink(db, self._most_bytes))

    def _name(self, kind: str, what: str) -> bytes:
        message = f"{kind}|{what}|{self._fingerprint}".encode(errors="surrogateescape")
        return hmac.digest(self._key or b"none", message, "sha256")

    def _give_up(self, error: Exception) -> None:
        reason = "it is locked" if _is_lock(error) else "it cannot be read or written"
        self.problem = f"the cache was not used: {reason}"
        self._drop()
        if _is_damage(error):
            _put_aside(self._path)

    def _drop(self) -> None:
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.close()
        self._database = None


def _open_database(path: Path) -> tuple[sqlite3.Connection, bytes]:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Made before sqlite opens it, so that it is never readable to others, not even for a moment.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    database = sqlite3.connect(path, timeout=_LOCK_WAIT_S, check_same_thread=False)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        with database:
            database.execute("DROP TABLE IF EXISTS seen")  # the form before version 2
            database.execute("CREATE TABLE IF NOT EXISTS own (name TEXT PRIMARY KEY, value BLOB)")
            database.execute(
                "CREATE TABLE IF NOT EXISTS kept"
                " (name BLOB PRIMARY KEY, body TEXT, seal BLOB, used INTEGER) WITHOUT ROWID"
            )
            database.execute("CREATE INDEX IF NOT EXISTS kept_used ON kept (used)")
        return database, _cache_key(database)
    except sqlite3.Error:
        database.close()
        raise


def _cache_key(database: sqlite3.Connection) -> bytes:
    """Return this cache's random key, made by whichever process comes first."""
    with database:
        database.execute(
            "INSERT OR IGNORE INTO own (name, value) VALUES ('key', ?)", (secrets.token_bytes(32),)
        )
    (key,) = database.execute("SELECT value FROM own WHERE name = 'key'").fetchone()
    if not isinstance(key, bytes) or len(key) != 32:
        raise _DamageError("no key")
    return key


def _put_aside(path: Path) -> None:
    """Move a damaged cache out of the way, with what belongs to it; nothing is deleted.

    Another run that has it open goes on with the file it has.
    """
    for end in ("", "-wal", "-shm"):
        with suppress(OSError):
            os.replace(f"{path}{end}", f"{path}{end}.damaged")


def _is_damage(error: Exception) -> bool:
    name = getattr(error, "sqlite_errorname", "")
    return isinstance(error, _DamageError) or name.startswith(_DAMAGED)


def _is_lock(error: Exception) -> bool:
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def _today() -> int:
    return int(time.time() // _USED_STEP_S)


def _touch(database: sqlite3.Connection, name: bytes) -> None:
    with database:
        database.execute("UPDATE kept SET used = ? WHERE name = ?", (_today(), name))


def _insert(database: sqlite3.Connection, values: tuple[bytes, str, bytes, int]) -> None:
    with database:
        database.execute(
            "INSERT OR REPLACE INTO kept (name, body, seal, used) VALUES (?, ?, ?, ?)", values
        )


def _shrink(database: sqlite3.Connection, most_bytes: int) -> None:
    """Drop the rows not used for longest once the file is full; its pages are used again."""
    held, free, page_bytes, rows = (
        int(database.execute(query).fetchone()[0])
        for query in (
            "PRAGMA page_count", "PRAGMA freelist_count", "PRAGMA page_size",
            "SELECT count(*) FROM kept",
        )
    )  # fmt: skip
    in_use = (held - free) * page_bytes
    if in_use <= most_bytes:
        return
    surplus = int(rows * (1 - _ROOM * most_bytes / in_use)) + 1
    with database:
        database.execute(
            "DELETE FROM kept WHERE name IN (SELECT name FROM kept ORDER BY used LIMIT ?)",
            (surplus,),
        )


def _seal(key: bytes, name: bytes, body: str) -> bytes:
    return hmac.digest(key, name + body.encode(), "sha256")


def _is_sealed(key: bytes, name: bytes, body: object, seal: object) -> bool:
    if not isinstance(body, str) or not isinstance(seal, bytes):
        return False
    return hmac.compare_digest(seal, _seal(key, name, body))
