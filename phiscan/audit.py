"""The record of what was let through and what was not: who, when, which content, why.

Entries are chained: each hash covers the one before (as in RFC 9162's spirit, a list instead of a
tree), so that a changed, removed or inserted entry shows. With a key the hashes are HMACs, and only
who holds the key can write a chain that fits. A chain cut off at its end shows only against a hash
kept elsewhere: `verify` returns the last one.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from phiscan.errors import PhiscanError, UsageError
from phiscan.policy import Policy
from phiscan.types import ScanResult

SCHEMA = "phiscan-audit/1"
FIRST = "0" * 64
_WAIT_S = 10.0
_TABLE = (
    "CREATE TABLE IF NOT EXISTS entries"
    " (number INTEGER PRIMARY KEY, entry TEXT NOT NULL, hash TEXT NOT NULL)"
)


class AuditError(PhiscanError):
    """The record could not be written: what is not recorded is not let through."""


@dataclass(frozen=True)
class Chain:
    """What `verify` found: how many entries fit, the last hash, and what is wrong, if anything."""

    entries: int
    last: str
    problem: str | None = None


class AuditLog:
    """An append-only record in one SQLite file, safe for several processes.

    `who` names the person or service asking. Raises UsageError when the file cannot be opened.
    """

    def __init__(self, path: str | Path, *, who: str, key: bytes | None = None) -> None:
        self.path, self.who, self._key = Path(path), who, key
        try:
            with closing(self._open()) as base, base:
                base.execute(_TABLE)
        except sqlite3.Error:
            raise UsageError("the audit file cannot be opened") from None

    def record(
        self,
        result: ScanResult,
        *,
        door: str,
        policy: Policy,
        override: str | None = None,
        why: str | None = None,
    ) -> str:
        """Add one entry and return its hash; AuditError when it could not be written.

        `override` is the action a person chose instead of the verdict, `why` their reason.
        """
        entry = _entry(result, door, policy, self.who, override, why)
        try:
            with closing(self._open()) as base:
                base.execute("BEGIN IMMEDIATE")  # nobody else may add between reading and writing
                row = base.execute("SELECT number, hash FROM entries ORDER BY number DESC LIMIT 1")
                number, previous = row.fetchone() or (0, FIRST)
                text = json.dumps({"number": number + 1, **entry}, sort_keys=True)
                digest = chained(previous, text, self._key)
                base.execute("INSERT INTO entries VALUES (?, ?, ?)", (number + 1, text, digest))
                base.execute("COMMIT")
        except sqlite3.Error as error:
            raise AuditError(f"the audit could not be written ({type(error).__name__})") from None
        return digest

    def _open(self) -> sqlite3.Connection:
        base = sqlite3.connect(self.path, timeout=_WAIT_S, isolation_level=None)
        base.execute("PRAGMA synchronous = FULL")
        return base


def _entry(
    result: ScanResult,
    door: str,
    policy: Policy,
    who: str,
    override: str | None,
    why: str | None,
) -> dict[str, Any]:
    causes = set(result.caused_by)
    counts = Counter(str(f.category) for f in result.all_findings if f.id in causes)
    return {
        "schema": SCHEMA,
        "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "who": who,
        "door": door,
        "content": result.content_hash,
        "policy": policy_id(policy),
        "status": str(result.status),
        "verdict": str(result.verdict),
        "causes": dict(sorted(counts.items())),
        "released": sorted({f.because for f in result.all_findings if f.is_released}),
        "override": override,
        "why": why,
    }


def policy_id(policy: Policy) -> str:
    """Return a policy's name and a digest of what it says."""
    said = {
        "actions": {str(c): str(a) for c, a in policy.actions.items()},
        "default": str(policy.default),
        "rules": [
            [str(r.category), str(r.action), r.role and str(r.role), sorted(r.tags), r.min_score]
            for r in policy.rules
        ],
    }
    digest = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
    return f"{policy.name}@{digest[:12]}"


def chained(previous: str, text: str, key: bytes | None) -> str:
    """Return the hash of an entry behind the one before it, in hex.

    >>> chained(FIRST, "{}", None) == chained(FIRST, "{}", b"key")
    False
    """
    data = f"{previous}\n{text}".encode()
    if key is None:
        return hashlib.sha256(data).hexdigest()
    return hmac.new(key, data, hashlib.sha256).hexdigest()


def read_entries(path: str | Path) -> Iterator[tuple[int, str, str]]:
    """Yield number, JSON text and hash of every entry; UsageError for what is no audit file."""
    if not Path(path).is_file():
        raise UsageError("the audit file was not found")
    try:
        uri = Path(path).resolve().as_uri() + "?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, timeout=_WAIT_S)) as base:
            yield from base.execute("SELECT number, entry, hash FROM entries ORDER BY number")
    except sqlite3.Error:
        raise UsageError("the file is no audit file, or it is damaged") from None


def verify(path: str | Path, *, key: bytes | None = None) -> Chain:
    """Follow the chain from its beginning to the first entry that does not fit."""
    previous, count = FIRST, 0
    for number, text, digest in read_entries(path):
        if number != count + 1:
            return Chain(count, previous, f"entry {count + 1} is missing")
        if not hmac.compare_digest(chained(previous, text, key).encode(), str(digest).encode()):
            return Chain(count, previous, f"entry {number} was changed, or the key is another")
        previous, count = digest, number
    return Chain(count, previous)
