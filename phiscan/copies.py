"""Safe copies of many inputs by worker processes, and of those that an earlier run finished."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from phiscan.batch import content_hash, with_crew
from phiscan.cache import ScanCache
from phiscan.crew import Crew
from phiscan.errors import UnreadableError, UsageError
from phiscan.load import Input, open_regular
from phiscan.options import BatchOptions
from phiscan.policy import Policy
from phiscan.publish import EXISTS
from phiscan.redactor import DEFAULT_COVER, PROVEN, CopyJob, no_copy, redact_job
from phiscan.scanner import Scanner
from phiscan.targets import plan_targets, target_of
from phiscan.types import Action, RedactResult
from phiscan.workers import LostPhotoError, StoppedError

LOOKS = 3
"""A copy takes so many times a photo's time limit at most: to look, to prove, to write."""


def redact_inputs(
    inputs: Iterable[Input],
    to_dir: str | Path,
    *,
    scanner: Scanner,
    cover: Collection[Action] = DEFAULT_COVER,
    batch: BatchOptions | None = None,
    ledger: ScanCache | None = None,
) -> Iterator[RedactResult]:
    """Make the safe copies of many inputs; one result each, in input order, as each is done.

    The same as redactor.redact_many, with every core. `ledger` remembers which copies were
    finished, so that `batch.resume` goes on: a copy that lies in place counts as made when it and
    its input are byte for byte what they were. One that lies there and is not in the ledger, as
    when a run is killed while it makes it, is made again and counts when it comes out the same.
    Where consents or reviews are asked for, which may have changed, nothing is taken from the
    ledger.
    """
    planned = plan_targets(inputs, to_dir)
    settings = batch or BatchOptions()
    if scanner.exemptions.consents is not None or scanner.exemptions.baseline is not None:
        ledger = None
    maker = _Maker(scanner, Path(to_dir), frozenset(cover), settings, ledger)
    return with_crew(maker.make, (item for item, _ in planned), scanner, settings)


@dataclass(frozen=True)
class _Maker:
    """Makes one copy after the other; serves many threads."""

    scanner: Scanner
    root: Path
    cover: frozenset[Action]
    batch: BatchOptions
    ledger: ScanCache | None

    def make(self, item: Input, crew: Crew | None) -> RedactResult:
        """Make one copy, or recall that an earlier run has made it."""
        if item.problem is not None or item.path is None:
            return no_copy(item.source, item.problem or "nothing to open")
        job = CopyJob(item.path, item.source, "rgb", item.relative, self.root)
        if self.ledger is None:
            return self._made(job, crew)
        try:
            content = content_hash(item.path, self.scanner.options.max_bytes)
        except UnreadableError as error:
            return no_copy(item.source, str(error))
        if not self.batch.resume:
            return self._made_and_kept(job, content, crew, self.ledger)
        known = self._finished(item, content, self.ledger)
        return known or self._resumed(job, item, content, crew, self.ledger)

    def _made(self, job: CopyJob, crew: Crew | None) -> RedactResult:
        if crew is None:
            return redact_job(job, self.scanner, self.cover, None)
        try:
            return crew.run(_redact_here, job, self.cover, looks=LOOKS)
        except LostPhotoError as error:
            if isinstance(error, StoppedError) or self.ledger is None:
                return no_copy(job.source, str(error))
            raise
        except UsageError:
            raise
        except Exception as error:  # one photo's failure; its message may hold content
            return no_copy(job.source, f"no copy could be made ({type(error).__name__})")

    def _made_and_kept(
        self, job: CopyJob, content: str, crew: Crew | None, ledger: ScanCache
    ) -> RedactResult:
        try:
            result = self._made(job, crew)
        except LostPhotoError as error:
            ledger.keep("broke", content, {"reason": str(error)})
            return no_copy(job.source, str(error))
        if result.verified and result.safe_copy is not None:
            self._keep(result, result.safe_copy, content, ledger, _bytes_of(result.safe_copy))
        return result

    def _keep(
        self, result: RedactResult, copy: Path, content: str, ledger: ScanCache, data: bytes | None
    ) -> None:
        """Remember a copy that lies at `copy` and holds `data`; what could not be read is none."""
        if data is not None:
            row = {"covered": result.covered, "removed": result.removed}
            ledger.keep("copy", self._what(content, copy), {**row, "made": ledger.mark(data)})

    def _resumed(
        self, job: CopyJob, item: Input, content: str, crew: Crew | None, ledger: ScanCache
    ) -> RedactResult:
        """Make one copy; where something is in its place already, see whether it is that copy."""
        target = target_of(item.relative, self.root)
        if not os.path.lexists(target):
            return self._made_and_kept(job, content, crew, ledger)
        result = self._made_and_kept(replace(job, root=None), content, crew, ledger)
        if not result.verified:
            return result
        if result.image is None or result.image != _bytes_of(target):
            return no_copy(job.source, EXISTS)
        # The bytes compared, not the file's again: another may have been put there since.
        self._keep(result, target, content, ledger, result.image)
        return replace(result, safe_copy=target, image=None)

    def _finished(self, item: Input, content: str, ledger: ScanCache) -> RedactResult | None:
        """Return what an earlier run made of this input, if it made or broke on it."""
        if broke := ledger.recall("broke", content):
            reason = f"{broke.get('reason')} in an earlier run; it was not tried again"
            return no_copy(item.source, reason)
        target = target_of(item.relative, self.root)
        row = ledger.recall("copy", self._what(content, target))
        mark = _mark(ledger, target)
        if row is None or mark is None or row.get("made") != mark:
            return None
        return RedactResult(
            item.source, target, int(row["covered"]), tuple(row["removed"]), True, PROVEN
        )

    def _what(self, content: str, target: Path) -> str:
        """Name a copy by all that it was made of, beyond what the ledger's rows hold under."""
        choice = sorted(self.cover), self.scanner.options.second_reader
        return f"{content}|{choice!r}|{name_of_policy(self.scanner.policy)}|{target.absolute()}"


def name_of_policy(policy: Policy) -> str:
    """Return the same words for the same policy in every process; a set's order changes."""
    rules = [replace(rule, tags=tuple(sorted(rule.tags))) for rule in policy.rules]  # type: ignore[arg-type]
    return repr(replace(policy, rules=tuple(rules)))


def _redact_here(scanner: Scanner, job: CopyJob, cover: frozenset[Action]) -> RedactResult:
    """Make one copy: what a worker does. What was seen stays with it: text may be among it."""
    return replace(redact_job(job, scanner, cover, None), scan=None)


def _mark(ledger: ScanCache, path: Path) -> str | None:
    """Return a keyed hash of a file's content, None when it cannot be read."""
    data = _bytes_of(path)
    return None if data is None else ledger.mark(data)


def _bytes_of(path: Path) -> bytes | None:
    try:
        with open_regular(path) as stream:
            data: bytes = stream.read()
    except (OSError, UnreadableError):
        return None
    return data
