"""A scanner that sees marks by their colour, so that redaction is tested without a model.

Red marks are record numbers, blue ones names, green ones lone dates; a second look may see more or
fewer colours than the first.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import cv2
import numpy as np
from PIL import Image, ImageDraw

from phiscan._deadline import Deadline
from phiscan.errors import EngineError
from phiscan.examination import Examination
from phiscan.load import LoadedFile, PageProblem
from phiscan.options import ScanOptions
from phiscan.policy import CLINIC_POLICY, Context, Policy, decide
from phiscan.types import Action, Category, Finding, PageInfo, Photo, Pixels, ScanResult, Status

COLOURS = {"red": (220, 20, 20), "blue": (20, 20, 220), "green": (20, 190, 20)}
MEANINGS = {"red": Category.MRN, "blue": Category.PERSON_NAME, "green": Category.DATE}
PAPER = (235, 232, 225)


def find_marks(photo: Photo, colours: Iterable[str]) -> list[Finding]:
    """Return a finding for each patch of one of the colours."""
    found = []
    for name in colours:
        distance = np.abs(photo.pixels.astype(int) - COLOURS[name]).max(axis=2)
        count, _, stats, _ = cv2.connectedComponentsWithStats((distance < 70).astype(np.uint8))
        for x, y, w, h, area in stats[1:count]:
            if area >= 12:
                corners = ((x, y), (x + w, y), (x + w, y + h), (x, y + h))
                found.append(
                    Finding(MEANINGS[name], 0.9, "a mark", "marks", corners, photo.page)
                )  # fmt: skip
    return found


class MarkScanner:
    """Loads and decides for real, sees marks; `broken` makes the second look fail."""

    def __init__(
        self,
        first: Sequence[str] = ("red",),
        second: Sequence[str] = ("red", "blue"),
        *,
        policy: Policy = CLINIC_POLICY,
        options: ScanOptions | None = None,
        broken: Exception | None = None,
        again: Callable[[Photo], list[Finding]] | None = None,
    ) -> None:
        self.options = options or ScanOptions()
        self.first, self.second, self.policy, self.broken = first, second, policy, broken
        self.again = again
        self.second_looks: list[Photo] = []
        self.known: list[Sequence[Finding]] = []

    def examine(self, file: LoadedFile, deadline: Deadline | None = None) -> Examination:
        pages, found, missing = [], [], list(file.not_examined)
        for page in file.iter_pages(deadline):
            if isinstance(page, PageProblem):
                missing.append(f"page {page.page}: {page.reason}")
                continue
            pages.append(PageInfo(page.page, page.size_wh))
            found += find_marks(page, self.first)
        return Examination(tuple(pages), tuple(found), tuple(missing))

    def conclude(
        self,
        source: str,
        examination: Examination,
        context: Context | None = None,
        *,
        file: LoadedFile | None = None,
    ) -> ScanResult:
        status = Status.INCOMPLETE if examination.not_examined else Status.COMPLETE
        overrides = context.overrides if context else {}
        decision = decide(examination.findings, Context(status, overrides=overrides), self.policy)
        return ScanResult(
            source, status, decision.verdict, decision.findings, examination.pages,
            not_examined=examination.not_examined,
        )  # fmt: skip

    def second_look(
        self, photo: Photo, deadline: Deadline, known: Sequence[Finding] = (), recall: Any = None
    ) -> list[Finding]:
        self.second_looks.append(photo)
        self.known.append(known)
        if self.broken:
            raise self.broken
        if self.again:
            return self.again(photo)
        return list(decide(find_marks(photo, self.second), policy=self.policy).findings)


def missing_engine() -> EngineError:
    return EngineError("tesseract is not installed")


def mark(
    polygon: Sequence[Sequence[float]],
    category: Category = Category.MRN,
    *,
    page: int = 1,
    action: Action | None = Action.BLOCK,
) -> Finding:
    """Return a finding as a caller would give it."""
    points = tuple((float(x), float(y)) for x, y in polygon)
    return Finding(category, 0.9, "given", "test", points, page, action=action)


def box(x0: float, y0: float, x1: float, y1: float) -> list[tuple[float, float]]:
    """Return the upright polygon of a box."""
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def sheet(
    size_wh: tuple[int, int] = (320, 240), **marks: Sequence[int] | list[Sequence[int]]
) -> Image.Image:
    """Return a sheet of paper with grain and one or more marks a colour: red=(x0, y0, x1, y1)."""
    grain = np.random.default_rng(4).integers(-6, 7, (size_wh[1], size_wh[0], 1))
    image = Image.fromarray(np.clip(np.array(PAPER) + grain, 0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(image)
    for name, places in marks.items():
        for place in places if isinstance(places[0], Sequence) else [places]:
            draw.rectangle(tuple(place), fill=COLOURS[name])  # type: ignore[arg-type]
    return image


def encoded(image: Image.Image, form: str = "PNG", **options: Any) -> bytes:
    """Return the bytes of an image file."""
    stream = io.BytesIO()
    image.save(stream, form, **options)
    return stream.getvalue()


def pixels_of(data: bytes, frame: int = 0) -> Pixels:
    """Return (H, W, 3) pixels of a picture file as Pillow shows them."""
    with Image.open(io.BytesIO(data)) as image:
        image.seek(frame)
        return np.asarray(image.convert("RGB"), dtype=np.uint8)
