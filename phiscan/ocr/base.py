"""What every reader returns."""

from __future__ import annotations

from dataclasses import dataclass

from phiscan.types import Line


@dataclass(frozen=True)
class Reading:
    """The lines of one photo and what was not looked at.

    A line with an empty text is text that was seen and could not be read.
    """

    lines: tuple[Line, ...]
    not_examined: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
