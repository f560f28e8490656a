"""The safe copy: findings covered, written fresh from upright pixels, proven, then published.

    load -> examine -> cover -> write -> prove -+-> publish
                         ^                      |
                         +--- still visible ----+   three rounds at most

What cannot be examined in full, written or proven gets no copy; the reason is in the result. The
input is only ever read.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from phiscan._deadline import Deadline
from phiscan.cover import Mask, cover_findings, cover_mask, fill_mask
from phiscan.errors import PhiscanError, UnreadableError, UsageError, VerificationError
from phiscan.grids import grid_of
from phiscan.load import Input, LoadedFile, PageProblem, load
from phiscan.metadata import removed_metadata
from phiscan.options import ScanOptions
from phiscan.policy import Context
from phiscan.publish import EXISTS, publish
from phiscan.still_visible import is_to_be_covered
from phiscan.targets import plan_targets, target_of
from phiscan.types import Action, Finding, Photo, RedactResult, ScanResult
from phiscan.verify import CoveredPage, Looker, SecondLook, verify_copy
from phiscan.write import Format, copy_kind, encode, plan_format, read_profile, to_srgb

if TYPE_CHECKING:
    from phiscan.examination import Examination
    from phiscan.types import PhotoLike

__all__ = ["DEFAULT_COVER", "cover_findings", "plan_targets", "redact", "redact_many"]

DEFAULT_COVER = frozenset({Action.BLOCK, Action.REVIEW})
ROUNDS = 3
"""How often what the second look still finds is covered too before the copy is given up."""
_KEPT_BYTES = 256 << 20
"""Decoded pages of one file that may stay in memory between the passes over it."""
_ONE_PAGE = frozenset({"jpeg", "bmp"})
PROVEN = "the second look found nothing more to cover in the parts examined"
_EXTENSIONS = {"jpeg": ".jpg", "tiff": ".tif"}


class Examiner(Looker, Protocol):
    """What redaction needs of a Scanner."""

    options: ScanOptions

    def examine(self, file: LoadedFile, deadline: Deadline | None = None) -> Examination:
        """Return what is in the file, before any policy."""
        ...

    def conclude(
        self,
        source: str,
        examination: Examination,
        context: Context | None = None,
        *,
        file: LoadedFile | None = None,
    ) -> ScanResult:
        """Return the findings with the policy's actions, and the status."""
        ...


def redact(
    photo: PhotoLike,
    findings: Sequence[Finding] | None = None,
    *,
    to: str | Path | None = None,
    options: ScanOptions | None = None,
    scanner: Examiner | None = None,
    cover: Collection[Action] = DEFAULT_COVER,
    context: Context | None = None,
    source: str | None = None,
    order: str = "rgb",
) -> RedactResult:
    """Make one safe copy of a photo, PDF or array, and prove it.

    `photo` is a path, a file's bytes, a Pillow image or an (H, W[, 3 or 4]) array (`order` "rgb" or
    "bgr"). `findings`, when given, are used as they are instead of a scan: those whose action is
    None or in `cover` are covered, the others stay visible. `to` is the folder for the copy;
    without it the copy's bytes are in `RedactResult.image`.

    Never raises for a bad photo, findings outside of it, or a copy that could not be proven: then
    `verified` is False and `reason` says why. Raises UsageError for other wrong use.
    """
    from phiscan.scanner import MEMORY, Scanner, source_of

    name = source if source is not None else source_of(photo)
    relative = None if name == MEMORY else Path(Path(name).name)
    job = CopyJob(photo, name, order, relative, None if to is None else Path(to), findings)
    return redact_job(job, scanner or Scanner(options), frozenset(cover), context)


def redact_many(
    inputs: Iterable[Input],
    to_dir: str | Path,
    *,
    scanner: Examiner,
    cover: Collection[Action] = DEFAULT_COVER,
    context: Context | None = None,
) -> Iterator[RedactResult]:
    """Make the safe copies of many inputs; one result each, in input order, as each is done.

    All targets are settled at once: UsageError comes from this call, before anything is read or
    written. A bad photo costs itself only. Copies made earlier below `to_dir` are left out.
    """
    planned = plan_targets(inputs, to_dir)
    return _redact_planned(planned, Path(to_dir), scanner, frozenset(cover), context)


def _redact_planned(
    planned: Sequence[tuple[Input, Path]],
    root: Path,
    scanner: Examiner,
    cover: frozenset[Action],
    context: Context | None,
) -> Iterator[RedactResult]:
    for item, _ in planned:
        if item.problem is not None or item.path is None:
            yield no_copy(item.source, item.problem or "nothing to open")
        else:
            job = CopyJob(item.path, item.source, "rgb", item.relative, root)
            yield redact_job(job, scanner, cover, context)


@dataclass(frozen=True)
class CopyJob:
    """One input and where its copy goes; `relative` is None for what has no name."""

    photo: PhotoLike = field(repr=False)
    source: str = field(repr=False)
    order: str
    relative: Path | None = field(repr=False)
    root: Path | None = field(repr=False)
    findings: Sequence[Finding] | None = None

    def target(self, kind: str) -> Path | None:
        """Return where the copy goes; raises VerificationError when something is there."""
        if self.root is None:
            return None
        written = copy_kind(kind)
        unnamed = Path("photo" + _EXTENSIONS.get(written, "." + written))
        target = target_of(self.relative or unnamed, self.root)
        if os.path.lexists(target):
            raise VerificationError(EXISTS)
        return target


def redact_job(
    job: CopyJob, looker: Examiner, cover: frozenset[Action], context: Context | None
) -> RedactResult:
    """Do one job. The one place where whatever goes wrong becomes a copy that is not made."""
    scan: ScanResult | None = None
    try:
        file = load(job.photo, looker.options, source=job.source, order=job.order)
        file = file.kept_in(_KEPT_BYTES)  # what was looked at is what is covered
        target = job.target(file.kind)
        _require_examined(file.not_examined)
        if job.findings is None:
            seen = looker.examine(file, Deadline(looker.options.timeout_s))
            scan = looker.conclude(file.source, seen, context, file=file)
            _require_examined(scan.not_examined)
        findings = job.findings if scan is None else scan.findings
        wanted = _Wanted.split(findings or (), cover, context, is_given=scan is None)
        copy = _make_copy(file, wanted, looker, cover)
        if target is not None and job.root is not None:
            publish(copy.data, target, job.root)
    except UsageError:
        raise
    except Exception as error:  # decoders, engines and disks: no copy, whatever it was
        return replace(no_copy(job.source, _reason(error)), scan=scan)
    return RedactResult(
        source=job.source,
        safe_copy=target,
        covered=copy.covered,
        removed=copy.removed,
        verified=True,
        reason=PROVEN,
        image=copy.data if target is None else None,
        scan=scan,
    )


def _require_examined(not_examined: Sequence[str]) -> None:
    if not_examined:
        raise UnreadableError("not examined in full: " + "; ".join(not_examined))


def no_copy(source: str, reason: str) -> RedactResult:
    """Return the result of an input of which there is no copy, with the reason."""
    return RedactResult(source, None, 0, (), False, reason)


def _reason(error: Exception) -> str:
    """Put an error into words that hold no path and nothing read from the photo."""
    if isinstance(error, PhiscanError):
        return str(error)
    if isinstance(error, OSError):
        return f"the copy could not be written ({error.strerror or type(error).__name__})"
    return f"no copy could be made ({type(error).__name__})"


@dataclass(frozen=True)
class _Wanted:
    """Findings to cover, those that somebody decided to leave visible, and all there are."""

    covered: tuple[Finding, ...]
    accepted: tuple[Finding, ...]
    seen: tuple[Finding, ...]
    is_given: bool = False
    """Whether they are a caller's, and nobody here has looked at the photo."""

    @classmethod
    def split(
        cls,
        findings: Sequence[Finding],
        cover: frozenset[Action],
        context: Context | None,
        *,
        is_given: bool,
    ) -> _Wanted:
        """Sort findings that are in the pixels by their action."""
        overrides = context.overrides if context else {}
        drawn = [f for f in findings if f.polygon is not None]
        freed = {i for i, action in overrides.items() if action not in cover}
        left = [f for f in drawn if f.id in freed or not is_to_be_covered(f, cover)]
        return cls(
            tuple(f for f in drawn if f not in left),
            tuple(f for f in left if is_given or f.id in overrides or f.is_released),
            tuple(drawn),
            is_given,
        )


@dataclass(frozen=True)
class _Copy:
    """Proven bytes, how many findings they cover, and what they leave out."""

    data: bytes = field(repr=False)
    covered: int
    removed: tuple[str, ...]


def _make_copy(
    file: LoadedFile, wanted: _Wanted, looker: Examiner, cover: frozenset[Action]
) -> _Copy:
    """Cover, write and prove, in rounds; raises VerificationError with reason and region."""
    deadline = Deadline(looker.options.timeout_s)
    form = plan_format(file.kind, file.data)
    pages = _Pages(file, form, deadline)
    second = SecondLook(
        looker, deadline, cover, wanted.accepted, wanted.seen, saw_source=not wanted.is_given
    )
    covered = wanted.covered
    for _ in range(ROUNDS + 1):
        encoded = encode((fill_mask(p.pixels, p.mask) for p in pages.covered(covered)), form)
        if form.kind not in _ONE_PAGE and len(sum(encoded.shows, ())) != file.page_count:
            raise VerificationError("the copy does not hold every page")
        proof = verify_copy(encoded, form, pages.covered(covered), second)
        if proof.problems:
            raise VerificationError("not proven: " + "; ".join(proof.problems))
        if proof.is_proven:
            shown = {page for group in encoded.shows for page in group}
            count = sum(f.page - 1 in shown for f in covered)
            return _Copy(encoded.data, count, _left_out(file, pages, form.kind))
        covered += proof.still_visible
    raise VerificationError(_still_visible(proof.still_visible))


def _is_outside(finding: Finding, size_wh: tuple[int, int]) -> bool:
    x0, y0, x1, y1 = finding.box or (0, 0, 0, 0)
    return x1 <= 0 or y1 <= 0 or x0 >= size_wh[0] or y0 >= size_wh[1]


def _still_visible(findings: Sequence[Finding]) -> str:
    regions = (f"{f.category} on page {f.page} at {list(f.box or ())}" for f in findings)
    return f"still visible after {ROUNDS} rounds of covering: " + "; ".join(regions)


def _left_out(file: LoadedFile, pages: _Pages, kind: str) -> tuple[str, ...]:
    names = list(removed_metadata(file))
    if pages.has_profile:
        names.append("colour profile (colours turned into sRGB)")
    if kind in _ONE_PAGE and file.page_count > 1:
        names.append(f"pictures 2 to {file.page_count}")
    return tuple(dict.fromkeys(names))


class _Pages:
    """The pages of a file in sRGB, decoded one by one on each pass; few enough are kept."""

    def __init__(self, file: LoadedFile, form: Format, deadline: Deadline) -> None:
        self._file = file
        self._form = form
        self._deadline = deadline
        self._profile = read_profile(file.kind, file.data)
        self._kept: list[Photo] | None = None
        self._drawn: tuple[list[Finding], Mask] | None = None

    @property
    def has_profile(self) -> bool:
        """Whether the source has a colour profile of its own."""
        return self._profile is not None

    def covered(self, findings: Sequence[Finding]) -> Iterator[CoveredPage]:
        """Yield every page with the mask of its findings.

        Raises VerificationError for a finding that lies on no page, UnreadableError for a page
        that cannot be decoded.
        """
        if any(f.page > self._file.page_count for f in findings):
            raise VerificationError("a finding is on a page that the file does not have")
        for photo in self._photos():
            here = [f for f in findings if f.page == photo.page]
            if any(_is_outside(f, photo.size_wh) for f in here):
                raise VerificationError(f"page {photo.page}: a finding lies outside the photo")
            yield CoveredPage(photo.page, photo.pixels, self._mask(photo, here))

    def _mask(self, photo: Photo, findings: list[Finding]) -> Mask:
        """Return a page's mask; that of a single page is drawn once to be written and proven."""
        if self._drawn is None or self._drawn[0] != findings or self._file.page_count > 1:
            grid = grid_of(self._file, self._form, photo.size_wh)
            self._drawn = findings, cover_mask(photo.size_wh, findings, grid, photo.pixels)
        return self._drawn[1]

    def _photos(self) -> Iterator[Photo]:
        if self._kept is not None:
            yield from self._kept
            return
        kept: list[Photo] = []
        room = _KEPT_BYTES
        for page in self._file.iter_pages(self._deadline):
            if isinstance(page, PageProblem):
                raise UnreadableError(f"page {page.page}: {page.reason}")
            photo = Photo(to_srgb(page.pixels, self._profile), page=page.page)
            room -= photo.pixels.nbytes
            if room >= 0 or self._file.page_count == 1:
                kept.append(photo)
            if len(kept) == self._file.page_count:
                self._kept = kept
            yield photo
