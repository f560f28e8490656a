"""Puts proven bytes under their final name: whole or not at all, and never over another file."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from phiscan.errors import VerificationError

_PREFIX = ".phiscan-"
"""Of temporary names: they say nothing about the photo."""


def publish(data: bytes, target: Path, root: Path) -> None:
    """Write `data` to `target` below `root` through a temporary file in the same folder.

    The temporary file is readable by its owner only, read back before it gets its name, and gone
    whatever happens. Raises VerificationError when the target exists (a symlink counts), when its
    folder leads out of `root`, or when the disk does not hold what was written.
    """
    folder = _make_folder(target.parent, root)
    handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=".tmp", dir=folder)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if temporary.read_bytes() != data:
            raise VerificationError("the disk did not keep what was written")
        temporary.chmod(0o666 & ~_umask())
        _take_name(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
    _sync_folder(folder)


def _make_folder(folder: Path, root: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    if not folder.resolve().is_relative_to(root.resolve()):
        raise VerificationError("the copy's folder is a link out of the target folder")
    return folder


def _take_name(temporary: Path, target: Path) -> None:
    """Give the file its name in one step that fails when the name is taken."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise VerificationError(EXISTS) from None
    except OSError:
        # No hard links here (FAT, some network shares): reserve the name, then replace our own.
        _reserve(target)
        try:
            temporary.replace(target)
        except BaseException:
            target.unlink(missing_ok=True)
            raise


EXISTS = "the target exists already and is left alone"


def _reserve(target: Path) -> None:
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise VerificationError(EXISTS) from None


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut, where the system lets a folder be synced."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
