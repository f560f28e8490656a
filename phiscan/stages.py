"""What scanner.py's recipe consists of. Its stages look at pixels, each over a list of photos.

A stage adds what it sees to each photo's `Seen`; later ones build on it. One that breaks costs the
part of the photo that it looks at, and says so: what was not examined is never clean.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from phiscan._clock import Clock
from phiscan.errors import PhiscanError
from phiscan.examination import Examination
from phiscan.filters import filter_findings, told_by
from phiscan.types import Box, Category, Finding, Photo, Points

if TYPE_CHECKING:
    from phiscan._deadline import Deadline
    from phiscan.detectors import Detector
    from phiscan.examination import Seen
    from phiscan.load import LoadedFile
    from phiscan.options import ScanOptions
    from phiscan.rules import Terms

Stage = Callable[[Sequence["Seen"], "Deadline"], None]
_STAGE_WORDS = {"read": "text", "rules": "text"}


_AHEAD = ("ppocr_det", "ppocr_rec", "text_gate", "centerface")
"""Models in the order in which stages ask for them, less what the first stage asks for."""
_is_begun = threading.Event()


def open_models_ahead(options: ScanOptions) -> None:
    """Let the models be opened while the first photo is looked at: half a second of a cold start.

    Done once, and only where all of them will be needed and a second core may do it.
    """
    if _is_begun.is_set():
        return
    from phiscan._runtime import open_ahead, thread_count

    _is_begun.set()
    needs_all = options.reads and options.reader == "ppocr" and options.wants(Category.FACE)
    if needs_all and options.face_finder == "centerface" and thread_count(0) > 1:
        open_ahead(_AHEAD, options)


def run_stage(name: str, stage: Stage, seen: Sequence[Seen], deadline: Deadline) -> None:
    """Run one stage; whatever breaks it becomes a part that was not examined."""
    part = _STAGE_WORDS.get(name, name)
    try:
        stage(seen, deadline)
    except PhiscanError as error:
        reason = f"{part}: {error}"
    except Exception as error:  # the engines are foreign code; fail closed, without their words
        reason = f"{part}: the engine stopped ({type(error).__name__})"
    else:
        return
    for s in seen:
        s.not_examined.append(reason)


def look_for_artefacts(options: ScanOptions, seen: Sequence[Seen], deadline: Deadline) -> None:
    """Note what may be a band, film, screen or card: what is found on it will tell."""
    from phiscan.detectors.artefacts import find_candidates, show_medical

    for s in seen:
        for view in _with_views(s.photo):
            deadline.check()
            s.candidates += find_candidates(view.pixels, options)
        s.is_patients = show_medical(s.candidates)


def read(options: ScanOptions, seen: Sequence[Seen], deadline: Deadline) -> None:
    """Read the text of each photo, again where something was seen that may carry small print."""
    from phiscan.ocr import read as read_text

    aims = [[_box_of(candidate.polygon) for candidate in s.candidates] for s in seen]
    readings = read_text([s.photo for s in seen], options, deadline, aims)
    for s, reading in zip(seen, readings, strict=True):
        s.take(reading)


def apply_rules(terms: Terms, seen: Sequence[Seen], deadline: Deadline) -> None:
    """Judge what was read."""
    from phiscan.rules import find_phi

    for s in seen:
        deadline.check()
        if s.reading:
            s.findings += find_phi(
                s.reading.lines,
                s.photo.size_wh,
                page=s.photo.page,
                terms=terms,
                is_medical=s.is_patients,
            )


def detect(
    detector: Detector,
    options: ScanOptions,
    terms: Terms,
    seen: Sequence[Seen],
    deadline: Deadline,
) -> None:
    """Ask one detector about every photo and every further view of it."""
    photos = [p for s in seen for p in _with_views(s.photo)]
    deadline.check()
    found = iter(detector.find(photos, options, terms))
    for s in seen:
        for _ in _with_views(s.photo):
            s.findings += next(found)


def find_signatures(seen: Sequence[Seen], deadline: Deadline) -> None:
    """Look for ink where the print of a patient's page asks for a signature."""
    from phiscan.detectors.signatures import find_signatures as find
    from phiscan.policy import is_medical

    for s in seen:
        deadline.check()
        if s.reading:
            known = s.is_patients or any(map(is_medical, s.findings))
            s.findings += find(s.photo, s.reading.lines, is_medical=known)


def judge_codes(seen: Sequence[Seen], deadline: Deadline) -> None:
    """Ask of each code whether the print around it is for everybody."""
    from phiscan.rules.public_codes import mark_public_codes

    deadline.check()
    for s in seen:
        s.findings = mark_public_codes(s.findings, s.reading.lines if s.reading else ())


def judge_artefacts(
    options: ScanOptions, terms: Terms, seen: Sequence[Seen], deadline: Deadline
) -> None:
    """Decide about the candidates, given what else was found on them."""
    from phiscan.detectors.artefacts import find_artefacts

    deadline.check()
    for s in seen:
        known = filter_findings(s.findings, options, terms).kept
        lines = s.reading.lines if s.reading else ()
        told = told_by(s.findings, options)
        s.findings += find_artefacts(
            s.candidates, known, options, page=s.photo.page, lines=lines, told=told
        )


def keep(options: ScanOptions, terms: Terms, seen: Seen) -> tuple[Finding, ...]:
    """Return what the filters leave; where asked for every line too, which none may drop."""
    from phiscan.rules.all_text import find_all_text

    kept = filter_findings(seen.findings, options, terms, seen.photo.size_wh).kept
    if not options.redact_all_text or not seen.reading:
        return kept
    return kept + tuple(find_all_text(seen.reading.lines, seen.photo.page))


def look_at_metadata(options: ScanOptions, terms: Terms, file: LoadedFile) -> Examination:
    """Return what stands around the picture; broken metadata costs itself, not the photo."""
    from phiscan.metadata import find_metadata

    clock = Clock()
    try:
        with clock.time("metadata"):
            found = find_metadata(file, options)
    except Exception as error:  # a parser may raise anything; its message may hold content
        reason = f"metadata: could not be read ({type(error).__name__})"
        return Examination(not_examined=(reason,), timings_s=clock.seconds)
    kept = filter_findings(found, options, terms).kept
    return Examination(findings=kept, timings_s=clock.seconds)


def _box_of(polygon: Points) -> Box:
    xs, ys = zip(*polygon, strict=True)
    return int(min(xs)), int(min(ys)), int(max(xs)), int(max(ys))


def _with_views(photo: Photo) -> list[Photo]:
    return [photo, *(Photo(view, photo.source, photo.page) for view in photo.views)]
