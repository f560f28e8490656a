"""The `files` protocol: photos as arguments or on stdin, one result each, exit 0 lets through.

Whatever goes wrong with a photo becomes a failed result for it; nothing here returns "clean" for
what was not looked at. Results are never taken from a cache: a hook decides on what it has seen.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import BinaryIO

from phiscan.batch import scan_input, scan_photo
from phiscan.errors import UsageError
from phiscan.load import find_inputs
from phiscan.report.view import counted, printable, shown_source
from phiscan.report.words import WORDS
from phiscan.scanner import Scanner, failed
from phiscan.types import Action, Category, ScanResult, Status

STDIN = "-"
GRACE_S = 5.0
"""Seconds a scan may outlive its own time limit before it is given up as hanging."""
NAMED_PHOTOS = 3
"""Photos that the sentence names; the rest are counted."""


def check_files(
    names: Sequence[str],
    scanner: Scanner,
    stdin: BinaryIO,
    watch: Watch,
    *,
    caption: str | None = None,
) -> Iterator[ScanResult]:
    """Yield one result for each name, in order; `-` reads one photo's bytes from `stdin`.

    `caption` is the text that goes with the photos; each is judged with it. Raises UsageError when
    `-` is given more than once.
    """
    if list(names).count(STDIN) > 1:
        raise UsageError("- can be given once: standard input holds one photo")
    timeout_s = scanner.options.timeout_s
    limit_s = timeout_s + GRACE_S if timeout_s else None
    for name in names:
        yield watch.within(limit_s, name, _looker(name, scanner, stdin, caption))


def _looker(
    name: str, scanner: Scanner, stdin: BinaryIO, caption: str | None
) -> Callable[[], ScanResult]:
    if name == STDIN:
        # One byte over the limit is read so that the loader refuses it; never the whole stream.
        limit = scanner.options.max_bytes
        return lambda: scan_photo(scanner, stdin.read(limit + 1), STDIN, caption=caption)
    return lambda: _scan_named(name, scanner, caption)


def _scan_named(name: str, scanner: Scanner, caption: str | None) -> ScanResult:
    if os.path.isdir(name):
        return failed(name, "it is a folder; give the photos in it by name")
    inputs = find_inputs([name]).inputs
    if len(inputs) != 1:
        return failed(name, "it is not a photo that phiscan can open")
    return scan_input(inputs[0], scanner, caption=caption)


class Watch:
    """Runs one check at a time and gives up on one that hangs.

    A scan's own deadline is checked between its steps; this one holds where a step never ends.
    `is_stuck` tells that a given-up check is still running: then the process must be left by
    os._exit, since waiting for its thread would hang and dropping it can abort in native code.
    """

    def __init__(self) -> None:
        self.is_stuck = False
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="phiscan-hook")

    def within(
        self, seconds: float | None, name: str, look: Callable[[], ScanResult]
    ) -> ScanResult:
        """Return what `look` finds, or a failed result when it hangs or breaks."""
        future = self._pool.submit(look)
        try:
            error = future.exception(timeout=seconds)
        except TimeoutError:
            self.is_stuck = True
            self._pool = ThreadPoolExecutor(1, thread_name_prefix="phiscan-hook")
            return failed(name, "the time limit was reached")
        if error is not None:  # its message may hold content
            return failed(name, f"the check broke off ({type(error).__name__})")
        return future.result()

    def close(self) -> None:
        """Wait for the thread to end, unless a check is stuck."""
        self._pool.shutdown(wait=not self.is_stuck, cancel_futures=True)


COMMAND = "the covered copy that 'phiscan redact FILE --to FOLDER' makes"
ON_SITE = "a covered copy instead"
"""What a person is told to share: with the command at hand, and where only an app's page is."""
CAPTION = "caption"
"""The detector of what is found in the text that goes with a photo."""


def sentence(
    results: Iterable[ScanResult],
    *,
    copies: int | None = None,
    offer: str = COMMAND,
    is_overridden: bool = False,
) -> str:
    """Say to the person uploading what was found and what to do, in one line without identifiers.

    `copies` tells how many covered copies were made for them; None where none were asked for.
    `offer` names the copy that the person can have: COMMAND or ON_SITE. `is_overridden` tells that
    a person lets through what was found.

    >>> sentence([])
    'phiscan: nothing was checked, so nothing is let through.'
    """
    every = list(results)
    stopped = [result for result in every if not result.is_clean]
    if not every:
        return "phiscan: nothing was checked, so nothing is let through."
    if not stopped:
        return (
            f"phiscan: {counted(len(every), 'photo')} let through; "
            "these detectors found nothing to act on in the parts they examined."
        )
    named = "; ".join(_reason(r) for r in stopped[:NAMED_PHOTOS])
    more = len(stopped) - NAMED_PHOTOS
    also = f"; and {more} more" if more > 0 else ""
    of = "" if len(every) == 1 else f"{len(stopped)} of {counted(len(every), 'photo')}: "
    if is_overridden:
        return f"phiscan: let through on your word, which is in the record: {of}{named}{also}."
    return f"phiscan: not let through: {of}{named}{also} - {_advice(stopped, copies, offer)}."


def shows_something(result: ScanResult) -> bool:
    """Whether the photo itself or its name, not its caption alone, keeps it from being shared."""
    return bool(_categories(result, in_caption=False))


def _reason(result: ScanResult) -> str:
    """Return a photo's name and why it is stopped; a caption judged by itself has no photo."""
    if result.status is not Status.COMPLETE:
        return f"{_name(result)} {_not_examined(result)}"
    shown, told = (_titles(_categories(result, in_caption=c)) for c in (False, True))
    verb = "needs a look at" if result.verdict is Action.REVIEW else "shows"
    caption = f"the caption tells: {told}" if told else ""
    if shown:
        return f"{_name(result)} {verb}: {shown}" + (f"; {caption}" if caption else "")
    return f"{_name(result)}: {caption}" if result.pages else caption


def _name(result: ScanResult) -> str:
    return "the photo" if result.source == STDIN else shown_source(result.source)


def _not_examined(result: ScanResult) -> str:
    how = "could not be examined" if result.status is Status.FAILED else "was not fully examined"
    return f"{how} ({printable(result.not_examined[0]).rstrip('.')})"


def _titles(categories: Iterable[Category]) -> str:
    return ", ".join(WORDS[c].title.lower() for c in categories)


def _categories(result: ScanResult, *, in_caption: bool) -> list[Category]:
    """Return what caused the verdict, each category once, in the order found."""
    causes = set(result.caused_by)
    found = [f for f in result.all_findings if f.id in causes]
    return list(dict.fromkeys(f.category for f in found if (f.detector == CAPTION) is in_caption))


def _advice(stopped: Sequence[ScanResult], copies: int | None, offer: str) -> str:
    complete = [result for result in stopped if result.status is Status.COMPLETE]
    steps = []
    if copies:
        made = counted(copies, "covered copy", "covered copies")
        steps.append(f"look at {made} and share that instead")
    elif any(shows_something(result) for result in complete):
        steps.append(f"share {offer}, or take the photo again without it")
    if not complete:
        steps.append("check that the photo opens and is complete, then try again")
    elif len(complete) < len(stopped) and not copies:
        steps.append("choose other photos in place of those that could not be examined")
    if any(_categories(result, in_caption=True) for result in complete):
        steps.append("write the caption without it")
    return ", and ".join(steps)
