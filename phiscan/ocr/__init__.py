"""Readers: find text, read text; one file an engine.

`read` is the first look; `second_look` checks a safe copy with what the first look did not use.
A new reader is a file like `tesseract`, a branch in `read` and its name in `options.READERS`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from phiscan._deadline import Deadline
from phiscan._recall import Recall
from phiscan.ocr.base import Reading
from phiscan.options import ScanOptions
from phiscan.types import Box, Photo

__all__ = ["Reading", "read", "second_look"]


def read(
    photos: Sequence[Photo],
    options: ScanOptions,
    deadline: Deadline,
    aims: Sequence[Sequence[Box]] = (),
) -> list[Reading]:
    """Read the text of each photo with the chosen reader; one Reading a photo, in order.

    `aims` are, for each photo, the (x0, y0, x1, y1) of what may carry print: where small print is
    looked for again.

    Raises EngineError when the reader is not installed.
    """
    if options.reader == "none":
        note = "text was not read: no reader was chosen"
        return [Reading((), (), (note,)) for _ in photos]
    if options.reader == "tesseract":
        from phiscan.ocr import tesseract

        return tesseract.read(photos, options, deadline)
    from phiscan.ocr import ppocr

    return ppocr.read(photos, options, deadline, aims)


def second_look(
    photo: Photo, options: ScanOptions, deadline: Deadline, recall: Recall | None = None
) -> list[Reading]:
    """Read a safe copy again, differently; one Reading a reader.

    PP-OCR looks at a scale that the first reading did not use. Tesseract, when it is installed and
    not ruled out by `options.second_reader`, reads the same lines independently. The readings are
    returned apart, since mixing two engines' lines would pair labels with values twice; what one
    of them doubts and the other settles is left out, unless every line is to be covered anyway.
    What `recall` knows from an earlier round of one copy is not asked again.

    Raises EngineError when `second_reader` names an engine that is missing.
    """
    from phiscan.ocr import ppocr, tesseract

    first = ppocr.read_again(photo, options, deadline, recall)
    wanted = options.second_reader
    if wanted == "ppocr" or (wanted == "auto" and not tesseract.is_available()):
        return [first]
    quads = [np.array(line.polygon) for line in first.lines]
    lines = tuple(tesseract.read_crops(photo.pixels, quads, deadline, recall))
    if options.redact_all_text:
        return [first, Reading(lines)]
    from phiscan.ocr.agreement import settle

    sure, again = settle(first.lines, lines, photo.size_wh)
    return [replace(first, lines=sure), Reading(again)]
