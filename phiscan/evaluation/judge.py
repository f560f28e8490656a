"""One labelled photo through phiscan, judged by the pixels of the copy that it would hand out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import cv2
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from phiscan.evaluation.metric import cell_leaks, is_leak, over_redaction, region_leaks, to_gray
from phiscan.evaluation.truth import Entry, TruthPhoto
from phiscan.redactor import DEFAULT_COVER, redact
from phiscan.types import Action, Box, Category, Finding, Pixels, Status, bounding_box

if TYPE_CHECKING:
    from phiscan.load import LoadedFile
    from phiscan.scanner import Scanner

_SAME_PLACE = 0.5
"""Least share of the smaller of two outlines that both must cover to be about one thing."""


@dataclass(frozen=True)
class JudgedEntry:
    """What became of one true identifier or region; holds no text.

    `found`: a finding of its category lies on it. `covered`: any finding to be covered does.
    `leaked` is None where that cannot be asked: nothing of it can be seen in the photo itself, it
    is not in the pixels, or policy and options let it through.
    """

    category: str
    is_text: bool
    height: str
    page: int
    box: Box | None
    found: bool
    covered: bool
    leaked: bool | None


@dataclass(frozen=True)
class JudgedFinding:
    """Whether a finding lies on a true entry of its category, and on any at all.

    `in_pixels` is false for what only the file tells (a GPS position, its name).
    """

    category: str
    is_right: bool
    is_on_any: bool
    in_pixels: bool = True


@dataclass(frozen=True)
class JudgedPhoto:
    """One photo's outcome. `problem` says why it could not be evaluated; all its entries leak then.

    `withheld` says why there is no safe copy of a photo that was examined: nothing is handed out,
    nothing leaks. `over` is the share of the area, 0..1, that the copy changed for nothing.
    """

    source: str = field(repr=False)
    clean: bool
    entries: tuple[JudgedEntry, ...] = ()
    findings: tuple[JudgedFinding, ...] = ()
    verdict: Action | None = None
    over: float | None = None
    problem: str | None = None
    withheld: str | None = None

    @property
    def has_leak(self) -> bool:
        """Whether any identifier stays readable."""
        return any(e.leaked for e in self.entries)


def judge_photo(photo: TruthPhoto, scanner: Scanner, source: str | None = None) -> JudgedPhoto:
    """Make a photo's safe copy in memory and judge it; never raises for a bad photo."""
    name = source if source is not None else str(photo.path)
    try:
        pages = source_pages(photo, scanner)
        result = redact(photo.path, scanner=scanner, cover=DEFAULT_COVER, source=name)
        scan = result.scan
        if scan is None or scan.status is not Status.COMPLETE:
            return failed_photo(photo, name, result.reason)
        published = None
        if result.verified and result.image is not None:
            published = in_size_of(pages, copy_pages(result.image, scanner))
    except Exception as error:  # decoders and engines are foreign code: not judged is not clean
        return failed_photo(photo, name, _reason(error))
    findings = [f for f in scan.findings if f.action in DEFAULT_COVER]
    return JudgedPhoto(
        source=name,
        clean=photo.clean,
        entries=tuple(_judge_entries(photo, pages, published, scan.findings, scanner)),
        findings=tuple(_judge_findings(findings, photo.entries)),
        verdict=scan.verdict,
        over=None if published is None else over_share(photo, pages, published),
        withheld=None if published is not None else result.reason,
    )


def _reason(error: Exception) -> str:
    from phiscan.errors import PhiscanError

    known = isinstance(error, PhiscanError | LabelError)
    return str(error) if known else f"it could not be judged ({type(error).__name__})"


class LabelError(Exception):
    """Labels that do not fit their photo."""


def failed_photo(photo: TruthPhoto, source: str, problem: str) -> JudgedPhoto:
    """Return a photo that was not evaluated: nothing found, everything in it leaks."""
    entries = tuple(
        _judged(e, found=False, covered=False, leaked=None if e.polygon is None else True)
        for e in photo.entries
    )
    return JudgedPhoto(source, photo.clean, entries, problem=problem)


def _judged(entry: Entry, *, found: bool, covered: bool, leaked: bool | None) -> JudgedEntry:
    box = None if entry.polygon is None else bounding_box(entry.polygon.tolist())
    height = entry.height_class if entry.is_text else ""
    return JudgedEntry(
        entry.category, entry.is_text, height, entry.page, box, found, covered, leaked
    )


# -- pages -----------------------------------------------------------------------------------------


def source_pages(photo: TruthPhoto, scanner: Scanner) -> tuple[Pixels, ...]:
    """Return the photo's pages as its safe copy would show them; LabelError when labels misfit."""
    from phiscan.load import load
    from phiscan.write import read_profile, to_srgb

    file = load(photo.path, scanner.options)
    profile = read_profile(file.kind, file.data)
    pages = tuple(to_srgb(p, profile) for p in _pixels(file))
    height, width = pages[0].shape[:2]
    if photo.size_wh not in (None, (width, height)):
        raise LabelError(f"its labels were drawn on {photo.size_wh}, the photo is {width, height}")
    for number, entry in enumerate(photo.entries):
        if entry.page > len(pages):
            raise LabelError(f"entries[{number}] is on page {entry.page} of {len(pages)}")
        if entry.polygon is not None and not _is_inside(entry.polygon, pages[entry.page - 1]):
            raise LabelError(f"entries[{number}] lies outside the photo of {width, height}")
    return pages


def copy_pages(data: bytes, scanner: Scanner) -> tuple[Pixels, ...]:
    """Return the pages of a safe copy's bytes."""
    from phiscan.load import load

    return tuple(_pixels(load(data, scanner.options)))


def _pixels(file: LoadedFile) -> Iterator[Pixels]:
    from phiscan.load import PageProblem

    for page in file.iter_pages():
        if isinstance(page, PageProblem):
            raise LabelError(f"page {page.page}: {page.reason}")
        yield page.pixels


def _is_inside(polygon: NDArray[np.float64], page: Pixels) -> bool:
    low, high = polygon.min(axis=0), polygon.max(axis=0)
    return bool((high > 0).all() and low[0] < page.shape[1] and low[1] < page.shape[0])


def in_size_of(pages: Sequence[Pixels], copies: Sequence[Pixels]) -> tuple[Pixels, ...]:
    """Return a copy's pages in the photo's size; a PDF's may differ by a rounded pixel.

    Of a HEIC or a multi-picture JPEG the copy shows the first picture only. Raises LabelError when
    there are otherwise not as many.
    """
    if len(copies) not in (1, len(pages)):
        raise LabelError(f"the copy has {len(copies)} pages, the photo {len(pages)}")
    return tuple(
        copy if copy.shape == page.shape
        else np.asarray(cv2.resize(copy, (page.shape[1], page.shape[0])), np.uint8)
        for page, copy in zip(pages, copies, strict=False)
    )  # fmt: skip


# -- judging ---------------------------------------------------------------------------------------


def _judge_entries(
    photo: TruthPhoto,
    pages: Sequence[Pixels],
    published: Sequence[Pixels] | None,
    findings: Sequence[Finding],
    scanner: Scanner,
) -> Iterator[JudgedEntry]:
    grays = [to_gray(page) for page in pages]
    copies = [to_gray(copy) for copy in published or ()]
    for entry in photo.entries:
        here = [f for f in findings if f.page == entry.page]
        found = any(f.category == entry.category and lies_on(f, entry) for f in here)
        covered = any(f.action in DEFAULT_COVER and lies_on(f, entry) for f in here)
        leaked: bool | None = None
        if entry.polygon is not None and is_to_be_hidden(entry, scanner):
            gray = grays[entry.page - 1]
            copy = copies[entry.page - 1] if entry.page <= len(copies) else None
            leaked = entry_leaks(entry, gray, copy)
        yield _judged(entry, found=found, covered=covered, leaked=leaked)


def is_to_be_hidden(entry: Entry, scanner: Scanner) -> bool:
    """Whether options and policy ask for this category to be looked for and covered at all."""
    policy, category = scanner.policy, Category(entry.category)
    actions = {policy.actions.get(category, policy.default)}
    actions |= {rule.action for rule in policy.rules if rule.category is category}
    return scanner.options.wants(category) and not actions.isdisjoint(DEFAULT_COVER)


def entry_leaks(
    entry: Entry, original: NDArray[np.float32], copy: NDArray[np.float32] | None
) -> bool | None:
    """Return whether an entry stays readable in a copy (`copy` None: nothing is handed out).

    None where not even the original shows anything.
    """
    if entry.polygon is None:
        return None
    judge = cell_leaks if entry.is_text else region_leaks
    cells = judge(original, original if copy is None else copy, entry.polygon)
    if not len(cells):
        return None
    return copy is not None and is_leak(cells)


def over_share(photo: TruthPhoto, pages: Sequence[Pixels], copies: Sequence[Pixels]) -> float:
    """Return the mean share, 0..1, of the pages that was changed outside every true region."""
    pairs = enumerate(zip(pages, copies, strict=False), start=1)
    return float(np.mean([over_redaction(p, c, photo.regions(n)) for n, (p, c) in pairs]))


def lies_on(finding: Finding, entry: Entry, least: float = _SAME_PLACE) -> bool:
    """Whether a finding is about an entry: it holds at least half of it.

    What is not in the pixels (a GPS position) is about all of the file.
    """
    if finding.polygon is None or entry.polygon is None:
        return finding.polygon is None and entry.polygon is None
    truth, shape = _shape(entry.polygon), _shape(finding.polygon)
    return bool(truth.area) and truth.intersection(shape).area >= least * truth.area


def _judge_findings(
    findings: Sequence[Finding], entries: Sequence[Entry]
) -> Iterator[JudgedFinding]:
    for finding in findings:
        on = [e for e in entries if e.page == finding.page and _meet(finding, e)]
        is_right = any(e.category == finding.category for e in on)
        in_pixels = finding.polygon is not None
        yield JudgedFinding(str(finding.category), is_right, bool(on), in_pixels)


def _meet(finding: Finding, entry: Entry) -> bool:
    """Whether a finding holds half of an entry, or lies by half in it: a name inside a card."""
    if lies_on(finding, entry):
        return True
    if finding.polygon is None or entry.polygon is None:
        return False
    truth, shape = _shape(entry.polygon), _shape(finding.polygon)
    return bool(shape.area) and truth.intersection(shape).area >= _SAME_PLACE * shape.area


def _shape(polygon: object) -> BaseGeometry:
    return shapely.make_valid(shapely.Polygon(polygon))
