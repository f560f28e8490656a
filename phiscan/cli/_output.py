"""Where a report goes, and what the whole run amounts to."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeVar

from phiscan.errors import ExitCode, PhiscanError, UsageError, combine_exit_codes

if TYPE_CHECKING:
    from phiscan.cache import ScanCache
    from phiscan.scanner import Scanner

STREAMED = ("text", "jsonl", "csv")
"""Formats of whole lines: each is written as it comes, so that an interrupted run keeps them."""


Result = TypeVar("Result")
Given = TypeVar("Given")


class Tally:
    """Watches results pass by and remembers what the run amounts to, not the results."""

    def __init__(self, expected: int = 0) -> None:
        self.expected = expected
        self.seen = 0
        self._due: Iterator[object] = iter(())
        self._codes: set[ExitCode] = set()

    def expect(self, items: Iterable[Given]) -> Iterator[Given]:
        """Yield the items unchanged; for each of them, also if never taken, a result is due."""
        counted = self._counted(items)
        self._due = counted
        return counted

    def _counted(self, items: Iterable[Given]) -> Iterator[Given]:
        for item in items:
            self.expected += 1
            yield item

    def watch(
        self,
        results: Iterable[Result],
        code_of: Callable[[Result], ExitCode],
        advance: Callable[[], None] = lambda: None,
    ) -> Iterator[Result]:
        """Yield the results unchanged, one step of progress each."""
        for result in results:
            self.seen += 1
            self._codes.add(code_of(result))
            yield result
            advance()

    @property
    def exit_code(self) -> ExitCode:
        """The code for the whole run; raises PhiscanError when an input is unaccounted for."""
        for _ in self._due:
            pass
        if self.seen != self.expected:
            raise PhiscanError(
                f"{self.expected} photos were given but {self.seen} have a result; "
                "the others have not been examined"
            )
        return combine_exit_codes(list(self._codes))


@contextmanager
def open_report(
    output: str | None, fmt: str, inputs: Iterable[str | None] = ()
) -> Iterator[TextIO | None]:
    """Yield the report's file, or None for stdout.

    A report that makes sense only as a whole appears under its name once it is finished. Raises
    UsageError when the file cannot be written, is one of the `inputs`, or holds a photo or is
    named like one: `-o a.jpg b.jpg` is soon typed, and a damaged photo is a photo too.
    """
    if output is None:
        yield None
        return
    target = Path(output)
    if is_photo(target) or any(is_same_file(target, given) for given in inputs if given):
        raise UsageError("--output names a photo, PDF or input that exists; none is overwritten")
    try:
        file, name = _open_for(target, fmt)
    except OSError as error:
        raise UsageError(f"--output cannot be written: {error.strerror}") from None
    try:
        with file:
            yield file
        if name != target:
            os.replace(name, target)
    finally:
        if name != target:
            with suppress(FileNotFoundError):
                name.unlink()


def _open_for(target: Path, fmt: str) -> tuple[TextIO, Path]:
    if target.is_dir():
        raise IsADirectoryError(21, "it is a folder")
    if fmt in STREAMED or (target.exists() and not target.is_file()):
        return target.open("w", encoding="utf-8", newline=""), target
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(13, "no permission")
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".phiscan-", suffix=".part")
    os.chmod(name, 0o666 & ~_umask())
    return open(handle, "w", encoding="utf-8", newline=""), Path(name)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def is_same_file(path: Path, other: str) -> bool:
    """Whether both exist and are one file, whatever their spelling or links."""
    try:
        return path.samefile(other)
    except (OSError, ValueError):
        return False


def is_photo(path: Path) -> bool:
    """Whether something that phiscan would look at, by content or name, lies under this path."""
    from phiscan.formats.sniff import HEAD_BYTES, kind_by_name, sniff

    if not path.is_file():
        return False
    if kind_by_name(path.name) is not None:
        return True
    try:
        with path.open("rb") as stream:
            return sniff(stream.read(HEAD_BYTES)) is not None
    except OSError:
        return False


def wants_color(stream: TextIO, *, no_color: bool) -> bool:
    """Whether to colour: a terminal, unless asked not to (--no-color, NO_COLOR)."""
    return stream.isatty() and not no_color and not os.environ.get("NO_COLOR")


def format_for(fmt: str | None, output: str | None, formats: tuple[str, ...]) -> str:
    """Return the format asked for, else the one the output's ending names, else text."""
    if fmt is not None:
        return fmt
    ending = Path(output).suffix.lstrip(".").lower() if output else ""
    return ending if ending in formats else "text"


def stdout() -> TextIO:
    """Return the stream in place now, which a progress bar may have replaced."""
    return sys.stdout


def open_cache(scanner: Scanner) -> ScanCache:
    """Open the user's cache for what a scanner like this one sees."""
    from phiscan.cache import ScanCache, default_path
    from phiscan.fingerprint import fingerprint

    return ScanCache(default_path(), fingerprint(scanner))
