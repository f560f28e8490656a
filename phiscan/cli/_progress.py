"""A progress bar on a terminal's stderr; nothing at all in a pipe."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

Advance = Callable[[], None]


def _nothing() -> None:
    """Stand in for the bar where there is none."""


def pace(done: int, total: int | None, elapsed_s: float) -> str:
    """Return the rate since the start and, once the total is known, the time left.

    Nothing before the first photo.

    Rich's own rate looks at the last few moments. Photos are finished in twos and handed on in
    order, so it spoke of thousands a second.

    >>> pace(10, 40, 5.0)
    '2.0 photos/s, 0:00:15 left'
    """
    if not done or elapsed_s <= 0:
        return ""
    rate = f"{done / elapsed_s:.1f} photos/s"
    if total is None:
        return rate
    left = timedelta(seconds=round((total - done) * elapsed_s / done))
    return f"{rate}, {left} left"


@contextmanager
def progress_bar(total: int | Callable[[], int], *, quiet: bool = False) -> Iterator[Advance]:
    """Yield a function to call once a photo. Shows counts, rate and time left, never a name.

    A `total` that has to be counted first is counted meanwhile, and only where there is a bar.

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
    )
    from rich.text import Text

    class PaceColumn(ProgressColumn):
        """Photos a second since the start, and the time that the rest then takes."""

        def render(self, task: Task) -> Text:
            known = None if task.total is None else int(task.total)
            return Text(pace(int(task.completed), known, task.elapsed or 0.0))

    bar = Progress(
        BarColumn(),
        MofNCompleteColumn(),
        PaceColumn(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=sys.stdout.isatty(),
        redirect_stderr=False,
    )
    with bar:
        task = bar.add_task("photos", total=None if callable(total) else total)
        if callable(total):
            count = total
            threading.Thread(target=lambda: bar.update(task, total=count()), daemon=True).start()
        yield lambda: bar.advance(task)
