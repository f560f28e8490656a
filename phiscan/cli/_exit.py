"""How a command ends: one place that turns whatever happened into an exit code and a plain line.

Ctrl-C and a closed output end with 2 as well: the caller has not seen every result, so neither
"clean" nor "findings" would be true.
"""

from __future__ import annotations

import errno
import os
import re
import sys
import traceback
from collections.abc import Mapping

import click

from phiscan._install import SYSTEM_LIBRARIES
from phiscan.errors import ExitCode, PhiscanError

INTERNAL = "internal error; what was not reported above has not been examined"


def is_broken_pipe(error: BaseException) -> bool:
    """Whether the reader of our output went away."""
    return isinstance(error, OSError) and error.errno == errno.EPIPE


def exit_code_for(error: BaseException) -> ExitCode:
    """Map any exception to the code the command ends with; one not ours is an internal error."""
    return error.exit_code if isinstance(error, PhiscanError) else ExitCode.USAGE


def describe(error: BaseException, environ: Mapping[str, str] | None = None) -> str | None:
    """Return the line for stderr, or None where silence is right.

    Only messages that phiscan or click wrote are repeated: an exception of another library may
    quote what it was given. PHISCAN_DEBUG=1 adds the types and places of an unexpected exception,
    never its message or variables.
    """
    env = os.environ if environ is None else environ
    if isinstance(error, PhiscanError):
        return f"phiscan: {error}"
    if isinstance(error, (KeyboardInterrupt, click.exceptions.Abort)):
        return "phiscan: stopped before every photo was examined"
    if is_broken_pipe(error):
        return None
    if isinstance(error, ImportError):
        return f"phiscan: {_missing_part(error)}; phiscan doctor says what else is missing"
    if env.get("PHISCAN_DEBUG") == "1":
        return "\n".join([f"phiscan: {INTERNAL}", *_frames(error)])
    return f"phiscan: {INTERNAL} (PHISCAN_DEBUG=1 shows where)"


def missing_library(error: BaseException) -> str | None:
    """Return the shared library whose absence an import error is about, or None.

    >>> missing_library(ImportError("libGL.so.1: cannot open shared object file"))
    'libGL.so.1'
    """
    found = re.search(r"\b(lib[\w+.-]+?\.so[.\d]*)", str(error))
    return found[1] if isinstance(error, ImportError) and found else None


def _missing_part(error: ImportError) -> str:
    library = missing_library(error)
    if library:
        return f"{library} is missing; install with: {SYSTEM_LIBRARIES}"
    return f"{error.name or 'a part of the installation'} is missing or broken"


def _frames(error: BaseException) -> list[str]:
    """Return the call path as file, line and function, the exception as its type."""
    lines: list[str] = []
    current: BaseException | None = error
    while current is not None:
        lines.append(f"  {type(current).__module__}.{type(current).__qualname__}")
        lines += [
            f"    {frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(current.__traceback__, limit=-12)
        ]
        current = current.__cause__ or current.__context__
    return lines


def say(line: str | None) -> None:
    """Write one line to stderr; a closed stderr must not change how the command ends."""
    if line is None:
        return
    try:
        click.echo(line, err=True)
    except OSError:
        silence_outputs()


def silence_outputs() -> None:
    """Point both outputs at nothing, so that the interpreter's last flush cannot fail."""
    with open(os.devnull, "w") as nothing:
        for stream in (sys.stdout, sys.stderr):
            try:
                os.dup2(nothing.fileno(), stream.fileno())
            except (OSError, ValueError):  # not backed by a file: a test's or a caller's stream
                continue


def leave_now(code: ExitCode) -> None:
    """End the process although a check in it never ends."""
    sys.stderr.flush()
    os._exit(code)
