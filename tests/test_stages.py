"""A stage judges what was seen; what the caller asked for decides later."""

import numpy as np
import pytest

from phiscan._deadline import Deadline
from phiscan.detectors.artefacts import Candidate
from phiscan.examination import Seen
from phiscan.ocr import Reading
from phiscan.options import ScanOptions
from phiscan.rules import NO_TERMS, Terms
from phiscan.stages import judge_artefacts
from phiscan.types import Category, Finding, Line, Photo

PLACE = ((10.0, 10.0), (90.0, 10.0), (90.0, 40.0), (10.0, 40.0))
NAME = Finding(Category.PERSON_NAME, 0.7, "a name", "rules.names", PLACE, text="Ada Obi")


def is_band(options: ScanOptions, terms: Terms, findings: list[Finding]) -> bool:
    lines = tuple(Line(f"WORDS {n}", PLACE, 0.99) for n in range(3))
    strip = Candidate("wristband", 0.6, PLACE)
    photo = Photo(np.zeros((50, 100, 3), np.uint8))
    seen = Seen(photo, Reading(lines), [strip], findings=findings)
    judge_artefacts(options, terms, [seen], Deadline())
    return Category.WRISTBAND in {f.category for f in seen.findings}


@pytest.mark.parametrize(
    ("options", "terms"),
    [
        (ScanOptions(), NO_TERMS),
        (ScanOptions(skip=("person_name",)), NO_TERMS),
        (ScanOptions(only=("wristband",)), NO_TERMS),
        (ScanOptions(min_score=0.9), NO_TERMS),
        (ScanOptions(), Terms(allow=("Ada Obi",))),
    ],
)
def test_a_name_on_a_band_is_somebodys_whatever_was_asked_for(
    options: ScanOptions, terms: Terms
) -> None:
    assert not is_band(options, terms, [])
    assert is_band(options, terms, [NAME])
