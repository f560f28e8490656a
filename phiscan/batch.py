"""Many photos through one Scanner: only schedules; no rule and no verdict is made here.

Results come in input order, each as soon as it and those before it are done. A photo that breaks
costs itself: its result is `failed` and the next one is looked at.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from phiscan._deadline import Deadline
from phiscan.cache import ScanCache
from phiscan.errors import UnreadableError
from phiscan.examination import Examination
from phiscan.load import Input
from phiscan.options import ScanOptions
from phiscan.scanner import Scanner, failed
from phiscan.types import ScanResult

DEFAULT_JOBS = 2
"""Photos in flight: one is decoded and its text put in order while another is in the models."""

Item = TypeVar("Item")
Done = TypeVar("Done")


def scan_many(
    photos: Sequence[tuple[str, str | Path | bytes]], options: ScanOptions
) -> list[ScanResult]:
    """Look at photos given as (source, path or bytes): the unit of work for any executor.

    Arguments and results can be pickled; there is no cache and no terminal inside. One result a
    photo, in order; a bad photo's is `failed`. Raises UsageError for an unreadable policy or term
    file.
    """
    scanner = Scanner(options)  # cheap: the models stay open in the process
    return [scan_photo(scanner, photo, source) for source, photo in photos]


def scan_inputs(
    inputs: Iterable[Input],
    scanner: Scanner,
    *,
    cache: ScanCache | None = None,
    jobs: int = DEFAULT_JOBS,
) -> Iterator[ScanResult]:
    """Yield one result an input, in input order, at most `jobs` photos in flight."""
    return in_order(lambda item: scan_input(item, scanner, cache), inputs, jobs)


def scan_input(
    item: Input,
    scanner: Scanner,
    cache: ScanCache | None = None,
    *,
    caption: str | None = None,
) -> ScanResult:
    """Look at one found file; what could not even be opened is failed with its reason."""
    if item.problem is not None or item.path is None:
        return failed(item.source, item.problem or "nothing to open")
    return scan_photo(scanner, item.path, item.source, cache, caption=caption)


def scan_photo(
    scanner: Scanner,
    photo: str | Path | bytes,
    source: str,
    cache: ScanCache | None = None,
    *,
    caption: str | None = None,
) -> ScanResult:
    """Look at one photo, or recall what was seen in the same content; never raises for a photo.

    Only what was seen is recalled: the findings of file name and caption and the verdict are made
    anew.
    """
    try:
        if cache is None:
            return scanner.scan(photo, source=source, caption=caption)
        return _scan_with(cache, scanner, photo, source, caption)
    except UnreadableError as error:
        return failed(source, str(error))
    except Exception as error:  # one photo's failure is that photo's; its message may hold content
        return failed(source, f"the check broke off ({type(error).__name__})")


def _scan_with(
    cache: ScanCache,
    scanner: Scanner,
    photo: str | Path | bytes,
    source: str,
    caption: str | None,
) -> ScanResult:
    deadline = Deadline(scanner.options.timeout_s)
    file = scanner.load(photo, source)
    seen = cache.get(file.content_hash)
    if seen is None:
        seen = scanner.examine(file, deadline)
        # The loader's notes may be about the name; they are made anew with every load.
        others = tuple(note for note in seen.notes if note not in file.notes)
        cache.put(file.content_hash, replace(seen, notes=others))
    whole = Examination(notes=file.notes).joined(seen)
    return scanner.conclude(source, whole, caption=caption, file=file, deadline=deadline)


def in_order(work: Callable[[Item], Done], items: Iterable[Item], jobs: int) -> Iterator[Done]:
    """Yield work(item) for each item, in order, at most `jobs` at a time.

    Memory stays flat: no more than twice `jobs` items are ahead of the one last yielded. Closing
    the iterator drops what has not begun.
    """
    if jobs <= 1:
        yield from map(work, items)
        return
    waiting: deque[Future[Done]] = deque()
    with ThreadPoolExecutor(jobs, thread_name_prefix="phiscan") as pool:
        try:
            for item in items:
                waiting.append(pool.submit(work, item))
                if len(waiting) > 2 * jobs - 1:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
