"""The register on disk: one file, encrypted and sealed (Fernet: AES-128-CBC and HMAC-SHA256).

Whoever has the file without the key learns how long it is. A wrong key and a changed file cannot be
told apart, and neither opens. https://cryptography.io/en/latest/fernet/
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from phiscan._install import FACES
from phiscan._keys import given_key
from phiscan.consent.consents import ENCODING_SIZE, Consent, Register
from phiscan.errors import UsageError
from phiscan.publish import held, replace_file

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

SCHEMA = "phiscan-consent/1"
KEY = "PHISCAN_CONSENT_KEY"
_NOT_OPENED = "the consent register does not open: the key is another one, or the file was changed"


def new_key() -> bytes:
    """Return a fresh key, one line of letters; raises UsageError without `cryptography`."""
    return _fernet_class().generate_key()


def read_key(file: str | Path | None) -> bytes:
    """Return the register's key from a file or PHISCAN_CONSENT_KEY; UsageError for neither."""
    key = given_key(KEY, file, "consent register")
    if key is None:
        raise UsageError(
            f"the consent register needs its key: {KEY} or a key file"
            " (phiscan consent key FILE makes one)"
        )
    return key


def load_register(path: str | Path, key: bytes) -> Register:
    """Open a register; UsageError when it is missing, the key is wrong or the file was changed."""
    box = _fernet(key)
    from cryptography.fernet import InvalidToken

    try:
        body = json.loads(box.decrypt(Path(path).read_bytes().strip()))
    except OSError:
        raise UsageError("the consent register cannot be read") from None
    except (InvalidToken, ValueError):
        raise UsageError(_NOT_OPENED) from None
    try:
        return _from_dict(body)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise UsageError("the consent register is of another version") from None


def change_register(
    path: str | Path, key: bytes, change: Callable[[Register], Register]
) -> Register:
    """Read a register, or begin one, change it and write it; returns what was written.

    One change at a time: of two at once neither is lost, least of all a revocation. Raises
    UsageError when it cannot be read or written.
    """
    target = Path(path)
    try:
        with held(target):
            # Only what is certainly not there is begun anew.
            known = load_register(path, key) if os.path.lexists(path) else Register()
            changed = change(known)
            save_register(path, changed, key)
    except OSError:
        raise UsageError("the consent register cannot be written") from None
    return changed


def save_register(path: str | Path, register: Register, key: bytes) -> None:
    """Write a register, encrypted, in one step; UsageError when it cannot be written."""
    data = json.dumps(_to_dict(register)).encode()
    try:
        replace_file(_fernet(key).encrypt(data) + b"\n", Path(path))
    except OSError:
        raise UsageError("the consent register cannot be written") from None


def _fernet_class() -> type[Fernet]:
    try:
        from cryptography.fernet import Fernet
    except ImportError:
        raise UsageError(
            f"the consent register needs cryptography; install with: {FACES}"
        ) from None
    return Fernet


def _fernet(key: bytes) -> Fernet:
    try:
        return _fernet_class()(key)
    except ValueError:
        raise UsageError(
            "the consent register's key is none that phiscan consent key made"
        ) from None


def _to_dict(register: Register) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "people": {person: known.tolist() for person, known in register.people.items()},
        "consents": [
            {
                "id": c.id, "person": c.person, "uses": list(c.uses), "form": c.form,
                "from": c.valid_from.isoformat(), "until": c.until.isoformat(),
                "revoked": None if c.revoked is None else c.revoked.isoformat(),
            }
            for c in register.consents
        ],
    }  # fmt: skip


def _from_dict(body: Any) -> Register:
    if body["schema"] != SCHEMA:
        raise ValueError
    people = {
        str(person): np.array(known, dtype=np.float64).reshape(-1, ENCODING_SIZE)
        for person, known in body["people"].items()
    }
    consents = tuple(
        Consent(
            c["id"], c["person"], tuple(c["uses"]),
            date.fromisoformat(c["from"]), date.fromisoformat(c["until"]), c["form"],
            None if c["revoked"] is None else date.fromisoformat(c["revoked"]),
        )
        for c in body["consents"]
    )  # fmt: skip
    return Register(people, consents)
