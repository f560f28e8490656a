"""Every exception phiscan raises on purpose, each with the exit code the command ends with.

Messages are written for the person at the keyboard. They never contain text read from a photo.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the command tells its caller; the contract in the README."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    INCOMPLETE = 3


class PhiscanError(Exception):
    """Base of all phiscan errors; on its own an internal error."""

    exit_code: ExitCode = ExitCode.USAGE


class UsageError(PhiscanError):
    """Wrong use: an option, a policy file, a target that exists twice."""


class UnreadableError(PhiscanError):
    """One input that could not be opened or decoded; costs that photo, never the run."""

    exit_code = ExitCode.INCOMPLETE


class LimitError(UnreadableError):
    """One input over a limit for bytes, pixels or pages."""


class UnsupportedError(UnreadableError):
    """One input of a kind phiscan does not look into (video, DICOM, raw, SVG)."""


class DeadlineError(PhiscanError):
    """The time given for one photo ran out before every part had been looked at."""

    exit_code = ExitCode.INCOMPLETE


class EngineError(PhiscanError):
    """An engine or its weights are missing or broken; the message holds the install line."""

    exit_code = ExitCode.INCOMPLETE


class NotExaminedError(PhiscanError):
    """Findings of a failed scan were read as if the photo had been examined."""

    exit_code = ExitCode.INCOMPLETE


class VerificationError(PhiscanError):
    """A safe copy could not be proven and was therefore not published."""

    exit_code = ExitCode.INCOMPLETE


def combine_exit_codes(codes: list[ExitCode]) -> ExitCode:
    """Return the code that speaks for all: 2 before 3 before 1 before 0."""
    for code in (ExitCode.USAGE, ExitCode.INCOMPLETE, ExitCode.FINDINGS):
        if code in codes:
            return code
    return ExitCode.CLEAN
