"""The drop folder: photos that cameras, scanners and sync clients put there, judged and moved on.

Each whole file is read once; what was examined is what is written below `to`, under its own name,
and only then is the original removed. Everything else goes to quarantine with a .json beside it
that says why. A file that cannot be moved stays; at no moment does an unexamined byte lie in `to`.
"""

from __future__ import annotations

import itertools
import json
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from phiscan.batch import in_order
from phiscan.errors import ExitCode, PhiscanError, UnreadableError, UsageError
from phiscan.formats.sniff import HEAD_BYTES, kind_by_name, sniff
from phiscan.hooks.answers import body
from phiscan.hooks.arrivals import Settling, Stamp, find_arrivals, is_being_written, stamp_of
from phiscan.hooks.files import sentence
from phiscan.hooks.gate import Gate, Place, Upload
from phiscan.load import open_regular
from phiscan.metadata import mask_source
from phiscan.publish import TakenError, move, publish, remove_leftovers
from phiscan.report.view import shown_source
from phiscan.targets import target_of
from phiscan.types import ScanResult, Status

RETRY_S = 30.0
"""Seconds until a file that could not be moved is tried again."""
REASON = ".json"
"""Ends the name of the file that says why a photo lies in quarantine."""


@dataclass(frozen=True)
class Folders:
    """Where photos arrive, go on to, and are held back; UsageError where one holds another."""

    root: Path
    to: Path
    quarantine: Path

    def __post_init__(self) -> None:
        real = [Path(os.path.realpath(p)) for p in (self.root, self.to, self.quarantine)]
        if any(a.is_relative_to(b) for a, b in itertools.permutations(real, 2)):
            raise UsageError("the watched folder, --to and --quarantine must lie apart")
        if not self.root.is_dir():
            raise UsageError("the folder to watch was not found")

    def prepare(self) -> None:
        """Make the two target folders, quarantine for its owner alone; tidy what a kill left."""
        try:
            self.to.mkdir(parents=True, exist_ok=True)
            self.quarantine.mkdir(mode=0o700, parents=True, exist_ok=True)
            remove_leftovers(self.to)
            remove_leftovers(self.quarantine)
        except OSError:
            raise UsageError("--to and --quarantine must be folders that can be written") from None

    @property
    def are_there(self) -> bool:
        """Whether both targets are there: a disk that was taken out must not be made anew."""
        return self.to.is_dir() and self.quarantine.is_dir()


@dataclass(frozen=True)
class Handled:
    """One file that was dealt with, or could not be: a line for people and an exit code."""

    line: str
    exit_code: ExitCode = ExitCode.CLEAN
    is_moved: bool = False


@dataclass
class DropFolder:
    """Deals with the files of one folder, round by round; `step` is called by one thread.

    `safe_copies` puts the verified safe copy of a stopped photo below `to`. Once `stop` is set no
    further file is begun.
    """

    folders: Folders
    gate: Gate = field(repr=False)
    settle_s: float
    safe_copies: bool = False
    stop: threading.Event = field(default_factory=threading.Event, repr=False)
    _settling: Settling = field(init=False, repr=False)
    _left: dict[Path, tuple[Stamp, float]] = field(default_factory=dict, init=False, repr=False)
    _closed: set[Path] = field(default_factory=set, init=False, repr=False)
    unsettled: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self._settling = Settling(self.settle_s)

    def step(self) -> Iterator[Handled]:
        """Deal with every file that is whole by now; `unsettled` then counts those to wait for."""
        now, errors = time.monotonic(), list[OSError]()
        seen = find_arrivals(self.folders.root, errors.append)
        yield from self._tell_of_closed(errors)
        self._left = {p: kept for p, kept in self._left.items() if seen.get(p) == kept[0]}
        waiting = {p: s for p, s in seen.items() if self._is_due(p, now)}
        whole = self._settling.whole(waiting, now)
        self.unsettled = len(waiting)
        for handled in in_order(
            lambda path: self._deal(path, waiting[path]), whole, self.gate.jobs
        ):
            if handled is not None:
                self.unsettled -= 1
                yield handled

    def _tell_of_closed(self, errors: Iterable[OSError]) -> Iterator[Handled]:
        """Say once of each folder that cannot be opened; one that is gone needs no word."""
        closed = {Path(e.filename) for e in errors if not isinstance(e, FileNotFoundError)}
        for path in sorted(closed - self._closed):
            shown = shown_source(path.relative_to(self.folders.root).as_posix())
            line = f"phiscan: left where it is: {shown} (the folder cannot be opened)."
            yield Handled(line, ExitCode.INCOMPLETE)
        self._closed = closed

    def _is_due(self, path: Path, now: float) -> bool:
        """Whether a file is to be dealt with: not one that was left alone and is unchanged."""
        return path not in self._left or now >= self._left[path][1]

    def _deal(self, path: Path, stamp: Stamp) -> Handled | None:
        """Deal with one file; None when it is being written after all, or there is no time."""
        if self.stop.is_set():
            return None
        name = path.relative_to(self.folders.root)
        try:
            data = self._read(path, stamp)
            if data is None or is_being_written(path):
                self._settling.restart(path)
                return None
            if not _is_photo(path.name, data):
                return self._leave(path, stamp, float("inf"), "it is no photo", ExitCode.CLEAN)
            if not self.folders.are_there:
                raise UsageError("a target folder is not there")
            return self._judge(path, name, data, stamp)
        except PhiscanError as error:
            return self._leave(path, stamp, time.monotonic() + RETRY_S, str(error))
        except OSError as error:  # its words hold the path
            why = error.strerror or type(error).__name__
            return self._leave(path, stamp, time.monotonic() + RETRY_S, why)

    def _read(self, path: Path, stamp: Stamp) -> bytes | None:
        """Return the content, one byte over the limit at most; None when it is another file now."""
        try:
            with open_regular(path) as stream:
                if Stamp.of(os.fstat(stream.fileno())) != stamp:
                    return None
                return stream.read(self.gate.scanner.options.max_bytes + 1)
        except UnreadableError:
            if stamp_of(path) is None:
                return None
            raise

    def _judge(self, path: Path, name: Path, data: bytes, stamp: Stamp) -> Handled | None:
        upload = Upload(data, name.as_posix())
        with self.gate.enter("watch") as place:
            result = place.scan(upload)
            if stamp_of(path) != stamp:  # what was examined is not what will be there
                self._settling.restart(path)
                return None
            if result.is_clean:
                self._hand_on(data, Path(mask_source(name.as_posix())))
                _remove(path, stamp)
                return Handled(_moved_on(name), is_moved=True)
            copy = self._cover(place, upload, name, result)
        self._put_away(path, Path(mask_source(name.as_posix())), result, copy)
        line = f"{sentence([result], copies=copy and 1)} The photo itself lies in quarantine."
        return Handled(line, result.exit_code)

    # -- the folders ------------------------------------------------------------------------------

    def _hand_on(self, data: bytes, name: Path) -> Path:
        """Write examined bytes below `to`, under a further name where the first is taken."""
        to = self.folders.to

        def write(target: Path) -> None:
            with suppress(OSError):
                if target.is_file() and not target.is_symlink() and target.read_bytes() == data:
                    return  # it was handed on already, and cut short before its removal
            publish(data, target, to)

        return _first_free(to / name, write)

    def _cover(self, place: Place, upload: Upload, name: Path, result: ScanResult) -> bool | None:
        """Put the verified safe copy below `to`; None where none is asked for or possible."""
        if not self.safe_copies or result.status is not Status.COMPLETE:
            return None
        made = place.redact(upload)
        if not made.verified or made.image is None:
            return None
        self._hand_on(made.image, target_of(name, Path()))
        return True

    def _put_away(self, path: Path, name: Path, result: ScanResult, copy: bool | None) -> None:
        """Move a file into quarantine, then say beside it why; never over another."""
        quarantine = self.folders.quarantine

        def put(target: Path) -> None:
            if os.path.lexists(_reason_of(target)):
                raise TakenError
            move(path, target, quarantine)

        target = _first_free(quarantine / name, put)
        said = {**body(result), "safe_copy": bool(copy)}
        publish(json.dumps(said, indent=1).encode(), _reason_of(target), quarantine)

    def _leave(
        self, path: Path, stamp: Stamp, until: float, why: str, code: ExitCode = ExitCode.INCOMPLETE
    ) -> Handled:
        """Leave a file where it is until a time comes or it changes."""
        self._left[path] = (stamp, until)
        shown = shown_source(path.relative_to(self.folders.root).as_posix())
        return Handled(f"phiscan: left where it is: {shown} ({why}).", code)


def _moved_on(name: Path) -> str:
    return (
        f"phiscan: moved on: {shown_source(name.as_posix())}; these detectors found nothing to act"
        " on in the parts they examined."
    )


def _is_photo(name: str, data: bytes) -> bool:
    """Whether content or name is that of a picture, a PDF or something close to one."""
    return sniff(data[:HEAD_BYTES]) is not None or kind_by_name(name) is not None


def _reason_of(target: Path) -> Path:
    return target.with_name(target.name + REASON)


def _remove(path: Path, stamp: Stamp) -> None:
    """Remove the original, unless somebody wrote to it meanwhile: then it is judged again."""
    if stamp_of(path) == stamp:
        path.unlink()


def _first_free(target: Path, put: Callable[[Path], None]) -> Path:
    """Put something under the first name that is free: a.jpg, a-2.jpg, a-3.jpg, ..."""
    for number in itertools.count(1):
        tried = target if number == 1 else target.with_stem(f"{target.stem}-{number}")
        try:
            put(tried)
        except TakenError:
            continue
        return tried
    raise AssertionError  # pragma: no cover - counting does not end
