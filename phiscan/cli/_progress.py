"""A progress bar on a terminal's stderr; nothing at all in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Advance = Callable[[], None]


def _nothing() -> None:
    """Stand in for the bar where there is none."""


@contextmanager
def progress_bar(total: int, *, quiet: bool = False) -> Iterator[Advance]:
    """Yield a function to call once a photo. Shows counts, rate and time left, never a name.

    While the bar is up on the same terminal as stdout, `sys.stdout` is replaced by one that prints
    above the bar: take the stream inside the block.
    """
    if quiet or not sys.stderr.isatty() or total == 0:
        yield _nothing
        return
    from rich.console import Console  # costs start-up time that a pipe need not pay
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class RateColumn(ProgressColumn):
        """Photos a second over the recent past."""

        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text("" if speed is None else f"{speed:.1f} photos/s")

    bar = Progress(
        BarColumn(),
        MofNCompleteColumn(),
        RateColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=sys.stdout.isatty(),
        redirect_stderr=False,
    )
    with bar:
        task = bar.add_task("photos", total=total)
        yield lambda: bar.advance(task)
