"""What has been seen of a photo before any policy: along the stages, and at the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from phiscan.types import Finding, PageInfo, Photo

if TYPE_CHECKING:
    from phiscan.detectors.artefacts import Candidate
    from phiscan.ocr import Reading


@dataclass(frozen=True)
class Examination:
    """What was seen, before any policy: this is what a cache may keep.

    `findings` are filtered but not decided about.
    """

    pages: tuple[PageInfo, ...] = ()
    findings: tuple[Finding, ...] = ()
    not_examined: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    timings_s: Mapping[str, float] = field(default_factory=dict, compare=False)

    def joined(self, other: Examination) -> Examination:
        """Return both as one; times are added up."""
        stages = {**self.timings_s}
        for stage, seconds in other.timings_s.items():
            stages[stage] = stages.get(stage, 0.0) + seconds
        return Examination(
            self.pages + other.pages,
            self.findings + other.findings,
            self.not_examined + other.not_examined,
            tuple(dict.fromkeys(self.notes + other.notes)),
            stages,
        )


@dataclass
class Seen:
    """What the stages have put together about one photo so far.

    `candidates` are things that may be there (bands, films, screens, cards); `is_patients` says
    that some of them leave no doubt whose photo it is.
    """

    photo: Photo
    reading: Reading | None = None
    candidates: list[Candidate] = field(default_factory=list)
    is_patients: bool = False
    findings: list[Finding] = field(default_factory=list)
    not_examined: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def take(self, reading: Reading) -> None:
        """Keep the lines and what the reader could not look at."""
        self.reading = reading
        self.not_examined += reading.not_examined
        self.notes += reading.notes
