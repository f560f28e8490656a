"""The second look at a safe copy, for the proof: another engine, another scale, the same rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from phiscan._deadline import Deadline
from phiscan._recall import Recall
from phiscan.detectors import artefacts, detect
from phiscan.detectors.signatures import find_signatures
from phiscan.errors import DeadlineError
from phiscan.filters import filter_findings, told_by
from phiscan.options import ScanOptions
from phiscan.policy import is_medical
from phiscan.rules import Terms, find_phi
from phiscan.rules.all_text import find_all_text
from phiscan.rules.known_words import known_words
from phiscan.rules.public_codes import mark_public_codes
from phiscan.types import Category, Finding, Line, Photo


def look_again(
    photo: Photo,
    options: ScanOptions,
    terms: Terms,
    deadline: Deadline,
    known: Sequence[Finding] = (),
    recall: Recall | None = None,
) -> tuple[Finding, ...]:
    """Return the filtered findings of a safe copy, not yet decided about.

    `known` is what the first look found in the file, `recall` what earlier rounds of this copy were
    answered. Raises EngineError or DeadlineError when it could not look at everything.
    """
    from phiscan import ocr

    findings: list[Finding] = []
    lines: list[Line] = []
    once: Sequence[Line] = ()  # as one reader saw them: two readings are not two lines
    was_medical = any(is_medical(f) for f in known if f.page == photo.page)
    watched = replace(terms, deny=terms.deny + known_words(known))
    readings = ocr.second_look(photo, options, deadline, recall) if options.reads else ()
    for reading in readings:
        if reading.not_examined:
            raise DeadlineError("second look: " + "; ".join(reading.not_examined))
        findings += find_phi(
            reading.lines,
            photo.size_wh,
            page=photo.page,
            terms=watched,
            is_medical=was_medical,
        )
        lines += reading.lines
        once = once or reading.lines
    if options.wants(Category.SIGNATURE):
        findings += find_signatures(photo, lines, is_medical=was_medical)
    findings += mark_public_codes(detect([photo], options, terms)[0], once)
    kept = filter_findings(findings, options, terms, photo.size_wh).kept
    if artefacts.is_wanted(options):
        candidates = artefacts.find_candidates(photo.pixels, options)
        # Covers hide the names: what the first look found says that the lines left are somebody's.
        told = [*told_by(findings, options), *(f for f in known if f.page == photo.page)]
        seen = artefacts.find_artefacts(
            candidates, kept, options, page=photo.page, lines=once, told=told
        )
        kept += filter_findings(seen, options, terms).kept
    deadline.check()
    if options.redact_all_text:
        kept += tuple(find_all_text(lines, photo.page))
    return kept
