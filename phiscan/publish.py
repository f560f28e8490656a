"""Puts files under their final name: whole or not at all, and never over another file."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from phiscan.errors import VerificationError

_PREFIX, _SUFFIX = ".phiscan-", ".tmp"
"""Of temporary names: they say nothing about the photo."""
LEFTOVER_S = 60.0
"""Age at which a temporary file's writer is taken to be gone."""


class TakenError(VerificationError):
    """Something lies under the target's name, and is left alone."""

    def __init__(self) -> None:
        super().__init__(EXISTS)


def publish(data: bytes, target: Path, root: Path) -> None:
    """Write `data` to `target` below `root` through a temporary file in the same folder.

    The temporary file is readable by its owner only, read back before it gets its name, and gone
    whatever happens. Raises VerificationError when the target exists (a symlink counts), when its
    folder leads out of `root`, or when the disk does not hold what was written.
    """
    folder = _make_folder(target.parent, root)
    with _temporary(folder) as (stream, temporary):
        stream.write(data)
        _finish(stream)
        if temporary.read_bytes() != data:
            raise VerificationError("the disk did not keep what was written")
        temporary.chmod(0o666 & ~_umask())
        _take_name(temporary, target)
    _sync_folder(folder)


def move(source: Path, target: Path, root: Path) -> None:
    """Give a file the name `target` below `root`, on another disk too; content is not looked at.

    It keeps its old name until it lies whole under the new one: a move cut short is finished by
    doing it again. Raises as `publish` does, and OSError when the disk refuses.
    """
    folder = _make_folder(target.parent, root)
    try:
        os.link(source, target, follow_symlinks=False)
    except FileExistsError:
        if not os.path.samestat(source.lstat(), target.lstat()):
            raise TakenError from None
    except OSError:  # another disk, or one without hard links
        with source.open("rb") as old, _temporary(folder) as (stream, temporary):
            shutil.copyfileobj(old, stream)
            _finish(stream)
            _take_name(temporary, target)
    _sync_folder(folder)
    source.unlink()


def replace_file(data: bytes, target: Path) -> None:
    """Write a file of phiscan's own, readable to its owner alone, whole or not at all.

    What stood there before is replaced. Raises OSError.
    """
    with _temporary(target.parent) as (stream, temporary):
        stream.write(data)
        _finish(stream)
        temporary.replace(target)
    _sync_folder(target.parent)


@contextmanager
def held(target: Path) -> Iterator[None]:
    """Keep other processes from changing a file of phiscan's own between reading and replacing it.

    The lock is on its folder and leaves nothing behind; where the system has no such locks, nobody
    is kept away. Raises OSError for a folder that is not there.
    """
    try:
        from fcntl import LOCK_EX, flock
    except ImportError:  # Windows
        yield
        return
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network shares lock no folder
            flock(folder, LOCK_EX)
        yield
    finally:
        os.close(folder)


def remove_leftovers(root: Path) -> None:
    """Remove temporary files below `root` whose writer was killed."""
    before = time.time() - LEFTOVER_S
    for path in root.rglob(f"{_PREFIX}*{_SUFFIX}"):
        with suppress(FileNotFoundError):  # its writer is alive, and done
            if path.lstat().st_mtime < before:
                path.unlink()


@contextmanager
def _temporary(folder: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """Open a file that its owner alone can read and that is gone afterwards, whatever happens."""
    handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=folder)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream, Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _finish(stream: BinaryIO) -> None:
    stream.flush()
    os.fsync(stream.fileno())
    stream.close()  # some systems rename no file that is open


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
        raise TakenError from None
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
        raise TakenError from None


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
