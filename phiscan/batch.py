"""Many photos through one Scanner: only schedules; no rule and no verdict is made here.

    inputs -> recall (this process: content hash, cache, policy) -+-> results, in input order
                  | not seen before                               |
                  +-> look (a worker process, its own models) ----+   what was seen is kept at once

Results come in input order, each as soon as it and those before it are done. A photo that breaks
costs itself: its result is `failed` and the next one is looked at. A few photos are looked at in
this process: starting others would take longer.
"""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from io import BufferedReader
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from phiscan._deadline import Deadline
from phiscan.cache import FileMark, ScanCache
from phiscan.crew import Crew
from phiscan.errors import UnreadableError
from phiscan.examination import Examination
from phiscan.load import Input, check_bytes, open_regular
from phiscan.options import BatchOptions, ScanOptions
from phiscan.scanner import Scanner, failed, source_of
from phiscan.types import ScanResult
from phiscan.workers import LostPhotoError, StoppedError

if TYPE_CHECKING:
    from phiscan.types import PhotoLike

AT_ONCE = 2
"""Photos in flight in one process: one is decoded while another is in the models."""
FEW = 3
"""So many photos are done before other processes would have started."""
AHEAD = 32
"""Results that may wait for a slow photo before them."""
AHEAD_IN_MEMORY = 4
"""The same for photos given as pixels or bytes."""

PhotoFile = str | Path | bytes
Item = TypeVar("Item")
Done = TypeVar("Done")


def scan_many(photos: Sequence[tuple[str, PhotoFile]], options: ScanOptions) -> list[ScanResult]:
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
    batch: BatchOptions | None = None,
) -> Iterator[ScanResult]:
    """Yield one result an input, in input order, with every core; inputs are taken as needed."""
    settings = batch or BatchOptions()

    def look(item: Input, crew: Crew | None) -> ScanResult:
        return scan_input(item, scanner, cache, crew=crew, batch=settings)

    return with_crew(look, inputs, scanner, settings)


def scan_each(
    photos: Iterable[PhotoLike], scanner: Scanner, batch: BatchOptions
) -> Iterator[ScanResult]:
    """Yield one result a photo of any kind that Scanner.scan takes, in order, with every core.

    Pictures in memory travel to the processes, so only a few are taken ahead.
    """

    def look(photo: PhotoLike, crew: Crew | None) -> ScanResult:
        if crew is None:
            return scanner.scan(photo)
        try:
            return crew.run(Scanner.scan, photo)
        except LostPhotoError as error:
            return failed(source_of(photo), str(error))

    return with_crew(look, photos, scanner, batch, ahead=AHEAD_IN_MEMORY)


def with_crew(
    work: Callable[[Item, Crew | None], Done],
    items: Iterable[Item],
    scanner: Scanner,
    batch: BatchOptions,
    *,
    ahead: int = AHEAD,
) -> Iterator[Done]:
    """Yield work(item, crew) for each item, in order; the crew is None for a few items."""
    begun = iter(items)
    first = list(islice(begun, FEW + 1))
    if len(first) <= FEW:
        yield from in_order(lambda item: work(item, None), first, AT_ONCE)
        return
    crew = Crew(scanner, batch)
    try:
        # One more than there are workers: the next photo is hashed while all are busy.
        everything = chain(first, begun)
        yield from in_order(
            lambda item: work(item, crew), everything, crew.size + 1, crew.stop, ahead=ahead
        )
    finally:
        crew.stop()


def scan_input(
    item: Input,
    scanner: Scanner,
    cache: ScanCache | None = None,
    *,
    caption: str | None = None,
    crew: Crew | None = None,
    batch: BatchOptions | None = None,
) -> ScanResult:
    """Look at one found file; what could not even be opened is failed with its reason."""
    if item.problem is not None or item.path is None:
        return failed(item.source, item.problem or "nothing to open")
    return scan_photo(
        scanner, item.path, item.source, cache, caption=caption, crew=crew, batch=batch
    )


def scan_photo(
    scanner: Scanner,
    photo: PhotoFile,
    source: str,
    cache: ScanCache | None = None,
    *,
    caption: str | None = None,
    crew: Crew | None = None,
    batch: BatchOptions | None = None,
) -> ScanResult:
    """Look at one photo, or recall what was seen in the same content; never raises for a photo.

    Only what was seen is recalled: the findings of file name and caption and the verdict are made
    anew. With a crew a worker looks, and this process never decodes what was not seen before.
    """
    try:
        if cache is None:
            return _looked(scanner, photo, source, caption, crew).result
        return _scan_with(cache, scanner, photo, source, caption, crew, batch or BatchOptions())
    except UnreadableError as error:
        return failed(source, str(error))
    except Exception as error:  # one photo's failure is that photo's; its message may hold content
        return failed(source, f"the check broke off ({type(error).__name__})")


@dataclass(frozen=True)
class Look:
    """What became of one photo, and what a cache may keep of it."""

    result: ScanResult
    seen: Examination
    file_notes: tuple[str, ...]


def look_at(scanner: Scanner, photo: PhotoFile, source: str, caption: str | None) -> Look:
    """Look at one photo, here and now: what a worker does. Raises UnreadableError."""
    file, seen, result = scanner.look(photo, source, caption=caption)
    # The loader's notes may be about the name; they are made anew with every load.
    others = tuple(note for note in seen.notes if note not in file.notes)
    return Look(result, replace(seen, notes=others), file.notes)


def _looked(
    scanner: Scanner, photo: PhotoFile, source: str, caption: str | None, crew: Crew | None
) -> Look:
    if crew is None:
        return look_at(scanner, photo, source, caption)
    return crew.run(look_at, photo, source, caption)


def _scan_with(
    cache: ScanCache,
    scanner: Scanner,
    photo: PhotoFile,
    source: str,
    caption: str | None,
    crew: Crew | None,
    batch: BatchOptions,
) -> ScanResult:
    mark = _mark(scanner, photo) if batch.trust_mtime else None
    if mark is not None and (unchanged := cache.get_unchanged(mark)):
        seen, notes = unchanged
        return scanner.conclude(source, Examination(notes=notes).joined(seen), caption=caption)
    digest = content_hash(photo, scanner.options.max_bytes)
    recalled = cache.get(digest)
    if recalled is not None:
        known = _recalled(scanner, photo, source, caption, digest, recalled)
        if known is not None:
            result, notes = known
            if mark is not None:
                cache.remember_file(mark, digest, notes)
            return result
    broke = cache.recall("broke", digest) if batch.resume else None
    if broke:
        return failed(source, f"{broke.get('reason')} in an earlier run; it was not tried again")
    try:
        look = _looked(scanner, photo, source, caption, crew)
    except StoppedError:
        raise
    except LostPhotoError as error:
        cache.keep("broke", digest, {"reason": str(error)})
        raise
    if look.result.content_hash is not None:
        cache.put(look.result.content_hash, look.seen)
        if mark is not None:
            cache.remember_file(mark, look.result.content_hash, look.file_notes)
    return look.result


def _mark(scanner: Scanner, photo: PhotoFile) -> FileMark | None:
    """Return a file's size and time; None where the policy needs its content in any case."""
    exempt = scanner.exemptions
    if isinstance(photo, bytes) or exempt.consents is not None or exempt.baseline is not None:
        return None
    return FileMark.of(photo)


def _recalled(
    scanner: Scanner,
    photo: PhotoFile,
    source: str,
    caption: str | None,
    digest: str,
    seen: Examination,
) -> tuple[ScanResult, tuple[str, ...]] | None:
    """Return result and loader's notes for content seen before; None if it changes just now."""
    deadline = Deadline(scanner.options.timeout_s)
    file = scanner.load(photo, source)
    if file.content_hash != digest:
        return None
    whole = Examination(notes=file.notes).joined(seen)
    result = scanner.conclude(source, whole, caption=caption, file=file, deadline=deadline)
    return result, file.notes


def content_hash(photo: PhotoFile, max_bytes: int) -> str:
    """Return LoadedFile.content_hash without opening the picture; raises UnreadableError."""
    if isinstance(photo, bytes):
        return hashlib.sha256(photo).hexdigest()
    with open_regular(Path(photo)) as stream:
        check_bytes(os.fstat(stream.fileno()).st_size, max_bytes)
        try:
            return hashlib.file_digest(cast(BufferedReader, stream), "sha256").hexdigest()
        except OSError:
            raise UnreadableError("the file cannot be read") from None


def _do_nothing() -> None:
    """Stand in where there is nothing to stop."""


def in_order(
    work: Callable[[Item], Done],
    items: Iterable[Item],
    at_once: int,
    stop: Callable[[], None] = _do_nothing,
    *,
    ahead: int = AHEAD,
) -> Iterator[Done]:
    """Yield work(item) for each item, in order, `at_once` at a time.

    Memory stays flat: no more than `ahead` items are ahead of the one last yielded. Closing the
    iterator drops what has not begun and calls `stop`, which should end what has.
    """
    if at_once <= 1:
        yield from map(work, items)
        return
    waiting: deque[Future[Done]] = deque()
    with ThreadPoolExecutor(at_once, thread_name_prefix="phiscan") as pool:
        try:
            for item in items:
                waiting.append(pool.submit(work, item))
                while waiting and (len(waiting) >= ahead or waiting[0].done()):
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
            if waiting:
                stop()
