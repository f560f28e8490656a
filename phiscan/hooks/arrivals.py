"""Files that another program is bringing: which of them are whole.

A file is whole when its size and time have stood still for a while, nobody holds it open for
writing as far as the system tells, and its name is not one that cameras' tools, browsers and sync
clients give to what they have not finished.
"""

from __future__ import annotations

import os
import signal
import stat
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import NamedTuple

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

UNFINISHED = (
    ".part", ".partial", ".crdownload", ".download", ".opdownload", ".filepart", ".tmp", ".temp",
    ".!sync", ".!ut", ".bts", ".swp", ".icloud", ".owncloud-part",
)  # fmt: skip
"""Endings of what browsers and transfer programs are still writing."""
_PREFIXES = (".", "~$", "~syncthing~", "~rf")
"""Hidden files (rsync, Syncthing, Nextcloud write there first), Office's and OneDrive's."""


class Stamp(NamedTuple):
    """What changes when a file is written to or replaced."""

    size: int
    mtime_ns: int
    device: int
    inode: int

    @classmethod
    def of(cls, info: os.stat_result) -> Stamp:
        """Return the stamp in what the system says about a file."""
        return cls(info.st_size, info.st_mtime_ns, info.st_dev, info.st_ino)


def find_arrivals(
    root: Path, on_error: Callable[[OSError], None] | None = None
) -> dict[Path, Stamp]:
    """Return the regular files below a folder that have a finished name, in a stable order.

    Links are not followed and not listed, neither are hidden folders. `on_error` is told of each
    folder that cannot be opened.
    """
    found: dict[Path, Stamp] = {}
    for folder, folders, names in os.walk(root, onerror=on_error):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        siblings = {name.lower() for name in names}
        for name in sorted(names):
            stamp = None if is_unfinished(name, siblings) else stamp_of(Path(folder, name))
            if stamp is not None:
                found[Path(folder, name)] = stamp
    return found


def stamp_of(path: Path) -> Stamp | None:
    """Return a regular file's stamp, None for a link, anything else, and what is not there."""
    try:
        info = path.lstat()
    except (OSError, ValueError):
        return None
    return Stamp.of(info) if stat.S_ISREG(info.st_mode) else None


def is_unfinished(name: str, siblings: Collection[str] = ()) -> bool:
    """Whether a name is one for files in the making.

    `siblings` are the names beside it in lower case: Firefox keeps the final name empty beside
    the .part that it writes.

    >>> is_unfinished("IMG_1.jpg.crdownload"), is_unfinished("IMG_1.jpg")
    (True, False)
    """
    low = name.lower()
    if low.startswith(_PREFIXES) or low.endswith(UNFINISHED):
        return True
    return any(low + ending in siblings for ending in UNFINISHED)


def is_being_written(path: Path) -> bool:
    """Whether a process holds the file open for writing; False where the system cannot tell.

    Linux grants a read lease only on what nobody has open for writing (fcntl(2), F_SETLEASE). It
    is given back at once; who opens the file meanwhile makes the system send SIGURG, which is
    ignored by default, in place of SIGIO, which is not.
    """
    if fcntl is None or not hasattr(fcntl, "F_SETLEASE"):
        return False
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
    except OSError:
        return False
    try:
        fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except BlockingIOError:
        return True
    except OSError:  # another's file, or a disk without leases
        return False
    finally:
        os.close(handle)
    return False


class Settling:
    """Remembers since when each file has stood still. Times are seconds of any steady clock."""

    def __init__(self, settle_s: float) -> None:
        self.settle_s = settle_s
        self._since: dict[Path, tuple[Stamp, float]] = {}

    def whole(self, seen: Mapping[Path, Stamp], now: float) -> list[Path]:
        """Take note of what is there now; return what has stood still for long enough, in order."""
        self._since = {
            path: self._since[path] if self._stands_still(path, stamp) else (stamp, now)
            for path, stamp in seen.items()
        }
        return [path for path, (_, since) in self._since.items() if now - since >= self.settle_s]

    def restart(self, path: Path) -> None:
        """Let a file stand still anew: it is being written after all."""
        self._since.pop(path, None)

    def _stands_still(self, path: Path, stamp: Stamp) -> bool:
        return path in self._since and self._since[path][0] == stamp
