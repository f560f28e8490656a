"""Keys: this user's own, made on first use, and those that come from the environment or a file."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from phiscan._folders import data_folder
from phiscan.errors import UsageError

KEY_BYTES = 32
LEAST_CHARACTERS = 16
"""A shorter key could be guessed."""


def user_key(name: str) -> bytes | None:
    """Return the key of this name from the user's data folder, made on first use.

    None where it cannot be kept or is damaged.
    """
    path = data_folder() / name
    fresh = secrets.token_bytes(KEY_BYTES)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read_key(path)
    except OSError:
        return None
    with os.fdopen(handle, "wb") as stream:
        stream.write(fresh)
    return fresh


def _read_key(path: Path) -> bytes | None:
    try:
        key = path.read_bytes()
    except OSError:
        return None
    return key if len(key) == KEY_BYTES else None


def given_key(variable: str, file: str | Path | None, what: str) -> bytes | None:
    """Return the key in a file or, without one, in an environment variable; None for neither.

    `what` names the key's purpose for messages. Raises UsageError for a file that cannot be read
    and for a key that could be guessed.
    """
    if file is not None:
        try:
            key = Path(file).read_bytes().strip()
        except OSError:
            raise UsageError(f"the key file of the {what} cannot be read") from None
    else:
        key = os.environ.get(variable, "").strip().encode()
        if not key:
            return None
    if len(key) < LEAST_CHARACTERS:
        raise UsageError(f"the key of the {what} is too short to keep anything secret")
    return key
