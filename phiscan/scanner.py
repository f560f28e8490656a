"""The recipe: a photo in, findings and a verdict out.

    load -> pages -> artefacts -> read -> rules  -+
                  -> detectors                   -+-> filters -> policy -> ScanResult
            metadata, file name                  -+

Each stage is a function over a list of photos (stages.py); one photo is a list of one. A stage
that breaks costs the part of the photo that it looks at: what was not examined is never clean.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import replace
from functools import partial
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any

from phiscan._clock import Clock
from phiscan._deadline import Deadline
from phiscan._memo import forgetting
from phiscan.errors import PhiscanError, UnreadableError
from phiscan.examination import Examination, Seen
from phiscan.exemptions import open_exemptions
from phiscan.notes import not_looked_for
from phiscan.options import ScanOptions
from phiscan.policy import CLINIC_POLICY, Context, Policy, decide, load_policy
from phiscan.types import (
    Action,
    Category,
    Finding,
    PageInfo,
    Photo,
    ScanResult,
    Status,
)

if TYPE_CHECKING:
    from phiscan._recall import Recall
    from phiscan.load import LoadedFile
    from phiscan.stages import Stage
    from phiscan.types import PhotoLike


class Scanner:
    """Looks at photos. Holds options, policy and term lists; models are opened on first use.

    One Scanner serves many threads. Raises UsageError for a policy, term file, consent register or
    baseline that cannot be read.
    """

    def __init__(self, options: ScanOptions | None = None, policy: Policy | None = None) -> None:
        from phiscan.rules import load_terms

        self.options = options or ScanOptions()
        if policy is None:
            policy = load_policy(self.options.policy) if self.options.policy else CLINIC_POLICY
        self.policy = policy
        self.terms = load_terms(self.options)
        self.exemptions = open_exemptions(self.options)

    # -- the public calls ---------------------------------------------------------------------

    def scan(
        self,
        photo: PhotoLike,
        *,
        source: str | None = None,
        order: str = "rgb",
        context: Context | None = None,
        caption: str | None = None,
    ) -> ScanResult:
        """Look at one photo; never raises for a bad one, whose result is `failed`.

        `photo` is a path (str is always a path), bytes, a PIL image or an (H, W[, 3 or 4]) array;
        `source` names it in the result; `order` is "rgb" or "bgr", for arrays. `caption` is the
        text that goes with the photo: it is judged by the same rules.
        """
        name = source if source is not None else source_of(photo)
        try:
            return self.look(photo, name, order=order, context=context, caption=caption)[2]
        except UnreadableError as error:
            return failed(name, str(error))

    def look(
        self,
        photo: PhotoLike,
        source: str,
        *,
        order: str = "rgb",
        context: Context | None = None,
        caption: str | None = None,
    ) -> tuple[LoadedFile, Examination, ScanResult]:
        """Return the file that was looked at, what was seen before any policy, and the result.

        Arguments are those of `scan`. Raises UnreadableError for a photo that cannot be opened.
        """
        deadline = Deadline(self.options.timeout_s)
        clock = Clock()
        with clock.time("load"):
            file = self.load(photo, source, order)
        seen = self.examine(file, deadline).joined(Examination(timings_s=clock.seconds))
        result = self.conclude(source, seen, context, caption=caption, file=file, deadline=deadline)
        return file, seen, result

    def within(self, seconds: float) -> Scanner:
        """Return this scanner with a shorter time limit for a photo; the models stay shared."""
        own = self.options.timeout_s
        limited = copy(self)
        limited.options = replace(self.options, timeout_s=min(seconds, own or seconds))
        return limited

    def iter_scan(
        self, photos: Iterable[PhotoLike], *, jobs: int | None = None
    ) -> Iterator[ScanResult]:
        """Yield one result a photo, in input order, as each is done.

        `jobs` worker processes look at them, 0: as many as cores and memory allow; then a photo
        that crashes or hangs costs itself only. Without `jobs` this process looks, one by one.
        """
        if jobs is None:
            return map(self.scan, photos)
        from phiscan.batch import scan_each
        from phiscan.options import BatchOptions

        return scan_each(photos, self, BatchOptions(jobs=jobs))

    def scan_batch(
        self, photos: Iterable[PhotoLike], *, jobs: int | None = None
    ) -> list[ScanResult]:
        """Return one result a photo, in input order; `jobs` is that of iter_scan."""
        return list(self.iter_scan(photos, jobs=jobs))

    # -- the recipe ---------------------------------------------------------------------------

    def load(self, photo: PhotoLike, source: str, order: str = "rgb") -> LoadedFile:
        """Open one photo within the limits; whatever a decoder raises becomes UnreadableError."""
        from phiscan.load import load

        try:
            return load(photo, self.options, source=source, order=order)
        except PhiscanError:
            raise
        except Exception as error:  # a decoder may raise anything; its message may hold content
            raise UnreadableError(f"could not be decoded ({type(error).__name__})") from None

    @forgetting()
    def examine(self, file: LoadedFile, deadline: Deadline | None = None) -> Examination:
        """Look at every page and at the metadata of a loaded file; no verdict yet."""
        from phiscan.load import PageProblem
        from phiscan.stages import look_at_metadata

        limit = deadline or Deadline(self.options.timeout_s)
        clock = Clock()
        whole = Examination(not_examined=file.not_examined, notes=file.notes)
        pages = file.iter_pages(limit)
        while True:
            with clock.time("decode"):
                page, problem = _next_page(pages)
            if problem is not None:
                whole = whole.joined(Examination(not_examined=(problem,)))
            if page is None:
                break
            if isinstance(page, PageProblem):
                reason = f"page {page.page}: {page.reason}"
                whole = whole.joined(Examination(not_examined=(reason,)))
            elif limit.is_over:
                reason = f"page {page.page}: time limit reached"
                whole = whole.joined(Examination(not_examined=(reason,)))
                break
            else:
                whole = whole.joined(self.examine_photos([page], limit)[0])
        whole = whole.joined(look_at_metadata(self.options, self.terms, file))
        notes = not_looked_for(self.options)
        return whole.joined(Examination(notes=notes, timings_s=clock.seconds))

    def examine_photos(self, photos: Sequence[Photo], deadline: Deadline) -> list[Examination]:
        """Run the stages that look at pixels over a list of photos; one Examination a photo."""
        from phiscan.stages import keep, open_models_ahead, run_stage

        open_models_ahead(self.options)
        clock = Clock()
        seen: list[Seen] = [Seen(photo) for photo in photos]
        for name, stage in self._stages():
            with clock.time(name):
                run_stage(name, stage, seen, deadline)
        share = {stage: seconds / max(1, len(seen)) for stage, seconds in clock.seconds.items()}
        return [
            Examination(
                (PageInfo(s.photo.page, s.photo.size_wh),),
                keep(self.options, self.terms, s),
                tuple(f"page {s.photo.page}: {reason}" for reason in s.not_examined),
                tuple(s.notes),
                share,
            )
            for s in seen
        ]

    def _stages(self) -> list[tuple[str, Stage]]:
        """Return the stages that look at pixels, in order. A new one goes here."""
        from phiscan import stages
        from phiscan.detectors import DETECTORS, artefacts

        options, terms = self.options, self.terms
        recipe: list[tuple[str, Stage]] = []
        sees = artefacts.is_wanted(options)
        if sees or options.reads:  # what is seen says how to read
            recipe.append(("artefacts", partial(stages.look_for_artefacts, options)))
        if options.reads:
            recipe.append(("read", partial(stages.read, options)))
            recipe.append(("rules", partial(stages.apply_rules, terms)))
        for detector in DETECTORS:
            if detector.is_wanted(options):
                recipe.append((detector.name, partial(stages.detect, detector, options, terms)))
        if options.wants(Category.SIGNATURE):
            recipe.append(("signatures", stages.find_signatures))
        recipe.append(("codes", stages.judge_codes))
        if sees:
            recipe.append(("artefacts", partial(stages.judge_artefacts, options, terms)))
        return recipe

    # -- from what was seen to a verdict --------------------------------------------------------

    @forgetting()
    def conclude(
        self,
        source: str,
        examination: Examination,
        context: Context | None = None,
        *,
        caption: str | None = None,
        file: LoadedFile | None = None,
        deadline: Deadline | None = None,
    ) -> ScanResult:
        """Add the findings of file name and caption, ask the policy, put the result into words.

        `file` is what was examined: consents and reviews are looked up for it, now and not in a
        cache. Without it there are none.
        """
        from phiscan.engines import missing_optional

        findings = (*examination.findings, *self._words_findings(source, caption))
        not_examined = examination.not_examined + self._missing_engines()
        status = Status.COMPLETE
        if not_examined:
            status = Status.INCOMPLETE if examination.pages else Status.FAILED
        if not examination.pages and not not_examined:
            return failed(source, "no picture in the file")
        known = replace(context or Context(), status=status)
        problems: tuple[str, ...] = ()
        if file is not None:
            limit = deadline or Deadline(self.options.timeout_s)
            known, problems = self.exemptions.add_to(known, file, findings, limit)
        decision = decide(findings, known, self.policy)
        return ScanResult(
            source=source,
            status=status,
            verdict=decision.verdict,
            all_findings=decision.findings,
            pages=examination.pages,
            caused_by=decision.caused_by,
            not_examined=not_examined,
            notes=examination.notes + missing_optional() + problems,
            timings_s=examination.timings_s,
            content_hash=None if file is None else file.content_hash,
        )

    @forgetting()
    def judge_words(self, source: str, caption: str | None = None) -> ScanResult:
        """Judge a name and a caption alone, before there are pixels to look at."""
        findings = self._words_findings(source, caption)
        decision = decide(findings, policy=self.policy)
        return ScanResult(
            source=source,
            status=Status.COMPLETE,
            verdict=decision.verdict,
            all_findings=decision.findings,
            caused_by=decision.caused_by,
        )

    def _words_findings(self, source: str, caption: str | None) -> tuple[Finding, ...]:
        """Return the findings of what goes with a photo: its file's name and its caption."""
        from phiscan.filters import filter_findings
        from phiscan.metadata import find_caption, find_filename

        found = find_filename(source) + find_caption(caption or "", self.terms)
        return filter_findings(found, self.options, self.terms).kept

    def _missing_engines(self) -> tuple[str, ...]:
        from phiscan.engines import is_engine_available

        return tuple(
            f"required engine {name} is not installed"
            for name in self.options.require
            if not is_engine_available(name)
        )

    # -- for the proof of a safe copy -------------------------------------------------------------

    @forgetting()
    def second_look(
        self,
        photo: Photo,
        deadline: Deadline,
        known: Sequence[Finding] = (),
        recall: Recall | None = None,
    ) -> list[Finding]:
        """Look at a safe copy with another engine or scale; findings carry the policy's action.

        `known` is what the first look found in the file: the copy itself no longer shows what made
        a page a patient's, and what is known from one place is looked for in all. Raises
        EngineError or DeadlineError when it could not look at everything: a copy that was not
        looked at is not verified.
        """
        from phiscan.second_look import look_again

        found = look_again(photo, self.options, self.terms, deadline, known, recall)
        return list(decide(found, policy=self.policy).findings)


MEMORY = "<memory>"


def _next_page(pages: Iterator[Any]) -> tuple[Any, str | None]:
    """Return the next page, or None at the end, and what kept further pages from being seen."""
    try:
        return next(pages, None), None
    except PhiscanError as error:
        return None, str(error)
    except Exception as error:  # a decoder may raise anything
        return None, f"could not be decoded ({type(error).__name__})"


def source_of(photo: Any) -> str:
    """Return the path as given, or a plain word for what came from memory."""
    if isinstance(photo, str | PathLike):
        return str(fspath(photo))
    return MEMORY


def failed(source: str, reason: str) -> ScanResult:
    """Return the result of a photo that could not be examined: blocked, with the reason."""
    return ScanResult(
        source=source, status=Status.FAILED, verdict=Action.BLOCK, not_examined=(reason,)
    )
