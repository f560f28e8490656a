"""What is seen rather than read: one file a kind of thing, all with one shape.

A detector is a function `(photos, options, terms) -> one list of findings a photo`. A new one is a
file beside the others and a line in DETECTORS. It must raise (EngineError, or whatever its engine
raises) when it could not look: an empty list means "looked and found nothing". Two need to know
what else was found on the page and are stages of their own in `scanner.py`: `artefacts`,
`signatures`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from phiscan.options import ScanOptions
from phiscan.types import Category, Finding, Photo

if TYPE_CHECKING:
    from phiscan.rules import Terms

Find = Callable[[Sequence[Photo], ScanOptions, "Terms"], list[list[Finding]]]


@dataclass(frozen=True)
class Detector:
    """Where a detector lives, and when it is asked: never when none of its categories is wanted."""

    name: str
    module: str
    function: str
    categories: frozenset[Category]

    def is_wanted(self, options: ScanOptions) -> bool:
        """Whether any category it can report is looked for."""
        return any(options.wants(category) for category in self.categories)

    def find(
        self, photos: Sequence[Photo], options: ScanOptions, terms: Terms
    ) -> list[list[Finding]]:
        """Look at the photos; the module, and through it an engine, is imported here first."""
        found: Find = getattr(import_module(self.module), self.function)
        return found(photos, options, terms)


ARTEFACTS = frozenset(
    {Category.WRISTBAND, Category.RADIOGRAPH, Category.MEDICAL_IMAGING, Category.SCREEN,
     Category.ID_CARD}
)  # fmt: skip
"""What `artefacts` finds."""

_NOT_IN_CODES = frozenset(
    {Category.FACE, Category.LAB_RESULT, Category.SIGNATURE, Category.UNREAD_TEXT,
     Category.GPS_LOCATION, Category.CAPTURE_TIME, Category.DEVICE_METADATA,
     Category.PERSON_METADATA, Category.EMBEDDED_PREVIEW, Category.TRAILING_DATA,
     Category.FILENAME, *ARTEFACTS}
)  # fmt: skip

DETECTORS = (
    Detector("faces", "phiscan.detectors.faces", "find_faces", frozenset({Category.FACE})),
    Detector("codes", "phiscan.detectors.barcodes", "find_barcodes",
             frozenset(Category) - _NOT_IN_CODES),
)  # fmt: skip


def detect(
    photos: Sequence[Photo], options: ScanOptions, terms: Terms | None = None
) -> list[list[Finding]]:
    """Run every detector that is wanted; one list of findings a photo, in order.

    Raises what a detector raises: the caller must then count the photos as not examined.
    """
    if terms is None:
        from phiscan.rules import NO_TERMS

        terms = NO_TERMS
    found: list[list[Finding]] = [[] for _ in photos]
    for detector in DETECTORS:
        if photos and detector.is_wanted(options):
            for findings, more in zip(found, detector.find(photos, options, terms), strict=True):
                findings += more
    return found
