"""Wristbands, radiology pictures, screens and identity cards, outlined by phiscan's own network.

Two looks at the whole photo, at any rotation. The heat map decides whether a thing is there, the
mask is its shape. What else the photo says (`with_evidence`) may raise a doubtful one: a strip with
a name, a birth date or a code on it is surer a patient's band than a plain one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan._models import find_weights
from phiscan._runtime import Model, open_model
from phiscan.detectors import ARTEFACTS
from phiscan.detectors._artefact_maps import CLASSES, Floats, decode, outline, to_input
from phiscan.detectors._artefact_words import OF_CARDS, holds, says_what_it_is, tells_of_nobody
from phiscan.detectors.faces import pieces
from phiscan.errors import EngineError
from phiscan.options import ScanOptions
from phiscan.types import Category, Finding, Line, Pixels, Points, Role

DETECTOR = "artefacts"
MODEL = "artefact_finder"
LOOKS = (256, 384)
"""Long sides of the looks, in pixels: the first sees what fills the photo as one thing, the second
what is small."""
CLOSER, CLOSER_SIDE = 2.5, 256
"""Each candidate is looked at again in a cut-out of so many times its size, shown so large: what is
there stays, what only seemed to be does not. Its score is the mean of both looks. Nearer, a band
is a white strip: the arm round it tells."""
NEARLY_ALL = 0.8
"""A cut-out of this share of the photo shows what the first looks saw."""
_GLIMPSE, _SAME_PLACE = 0.03, 0.25
"""Least score and least overlap (IoU) by which the closer look counts as having seen it."""
MIN_SIDE = 16
"""A photo narrower than this shows none of these."""
GROW = 0.02
"""Added round a shape, as a share of its size: the mask's cells are coarse."""
WHOLE = 0.82
"""A radiology picture or card that takes this share of the photo is the photo, edges and all."""
SAME, WITHIN = 0.5, 0.75
"""Two finds are one thing, the surer, when their outlines overlap so much (IoU) or, of one kind, so
much of the doubtful one lies in the other."""

_REASONS: Mapping[Category, str] = {
    Category.WRISTBAND: "A patient's wristband: it carries name, birth date and record number.",
    Category.RADIOGRAPH: "An X-ray picture: it belongs to one patient and often bears the name.",
    Category.MEDICAL_IMAGING: "A CT, MR or ultrasound picture: it belongs to one patient and often "
    "bears the name.",
    Category.SCREEN: "A screen: what it shows may be about a patient.",
    Category.ID_CARD: "An identity, staff or insurance card: it says who somebody is.",
}
_RADIOLOGY = frozenset({"radiograph", "medical_imaging"})
_PATIENTS = _RADIOLOGY | {"wristband"}
_SHOWS_OTHERS = frozenset({"screen", "document"})
"""What other things may be seen on; of the rest one place holds one."""
_MOST_CLOSER_LOOKS = 24
"""Photos with more candidates are looked at closer where they are surest."""
_FILLS_PHOTO = _RADIOLOGY | {"id_card", "document"}
_FOR_EVERYBODY = frozenset({"retail", "public"})
"""Tags of codes that stand on any package."""
_WITNESSES: Mapping[str, frozenset[Category]] = {
    # What stands on a thing and makes it surer. A date or a phone number stands on anything.
    "wristband": frozenset({Category.PERSON_NAME, Category.DATE_OF_BIRTH, Category.MRN,
                            Category.ACCOUNT_NUMBER, Category.BARCODE}),
    "radiograph": frozenset({Category.PERSON_NAME, Category.DATE_OF_BIRTH, Category.MRN,
                             Category.OTHER_ID}),
    "medical_imaging": frozenset({Category.PERSON_NAME, Category.DATE_OF_BIRTH, Category.MRN,
                                  Category.OTHER_ID}),
    # A name, a birth date and a number stand on any note and board, too.
    "id_card": OF_CARDS,
    "screen": frozenset({Category.PERSON_NAME, Category.MRN, Category.LAB_RESULT}),
}  # fmt: skip
_BEARERS, _FAINT_FILM = ("document", "wristband", "id_card"), 0.35
"""What may lie on a "film", and the score below which print on it says nothing."""
_IN_DOUBT, _SOMETHING_ELSE = 0.6, {"wristband": 0.5, "id_card": 0.4}
"""What is left of a thing's score when its lines tell of nobody, and of the score that the picture
alone gave it when they say that it is something else: a tube has a name and a code on it, too."""
_CERTAIN_BAND = 0.65
"""A score that few tickets and receipts reach: the words on a photo are judged by it."""


@dataclass(frozen=True)
class Candidate:
    """A thing that may be there: class (also "document"), score 0..1, outline in photo pixels."""

    label: str
    score: float
    polygon: Points


def is_wanted(options: ScanOptions) -> bool:
    """Whether any of its categories is looked for."""
    return any(options.wants(category) for category in ARTEFACTS)


def find_artefacts(
    candidates: Iterable[Candidate],
    known: Iterable[Finding],
    options: ScanOptions,
    *,
    page: int = 1,
    lines: Iterable[Line] = (),
    told: Iterable[Finding] = (),
) -> list[Finding]:
    """Return the findings of a page's candidates, given what else was found and read on it.

    `told` is what the `lines` tell besides, whatever was asked for.
    """
    candidates = list(candidates)
    if not candidates:
        return []
    judged = sorted(with_evidence(candidates, known, lines, told), key=lambda c: -c.score)
    return as_findings(without_twins(judged), page, options)


def show_medical(candidates: Iterable[Candidate]) -> bool:
    """Whether a band or a radiology picture is there beyond doubt: what is written is a patient's.

    Text alone says so only where it is read: a name burned into a film often has no label.
    """
    candidates = list(candidates)
    if not candidates:
        return False
    sure = dict(zip(CLASSES, _thresholds("sure"), strict=True))
    sure["wristband"] = max(sure["wristband"], _CERTAIN_BAND)
    return any(c.label in _PATIENTS and c.score >= sure[c.label] for c in candidates)


def find_candidates(pixels: Pixels, options: ScanOptions | None = None) -> list[Candidate]:
    """Return what may be in an upright (H, W, 3) RGB photo, doubtful ones and documents too.

    Best first. `as_findings` drops the doubtful; `with_evidence` may raise them before. Two kinds
    may claim one place: what is written there decides between them.
    """
    return look_closer(pixels, first_looks(pixels, options), options)


def first_looks(pixels: Pixels, options: ScanOptions | None = None) -> list[Candidate]:
    """Return what the looks at the whole photo see, best first; of each kind no twins."""
    if min(pixels.shape[:2]) < MIN_SIDE:
        return []
    model = open_model(MODEL, options)
    found = [
        moved
        for x0, y0, x1, y1 in pieces(pixels.shape[1], pixels.shape[0])
        for side in LOOKS
        for moved in _look(model, pixels[y0:y1, x0:x1], side, _thresholds("possible"), (x0, y0))
    ]
    best = sorted(found, key=lambda c: -c.score)
    own = [without_twins([c for c in best if c.label == label]) for label in CLASSES]
    return sorted((c for kind in own for c in kind), key=lambda c: -c.score)


def look_closer(
    pixels: Pixels, candidates: Sequence[Candidate], options: ScanOptions | None = None
) -> list[Candidate]:
    """Return the candidates of the first looks that a closer one leaves possible, best first."""
    if not candidates:
        return []
    model = open_model(MODEL, options)
    closer = [_look_closer(model, pixels, c) for c in candidates[:_MOST_CLOSER_LOOKS]]
    closer += candidates[_MOST_CLOSER_LOOKS:]
    possible = dict(zip(CLASSES, _thresholds("possible"), strict=True))
    return sorted((c for c in closer if c.score >= possible[c.label]), key=lambda c: -c.score)


def as_findings(candidates: Iterable[Candidate], page: int, options: ScanOptions) -> list[Finding]:
    """Return the findings of the candidates that are sure enough and wanted."""
    sure = dict(zip(CLASSES, _thresholds("sure"), strict=True))
    return [
        Finding(
            category=Category(c.label),
            score=c.score,
            reason=_REASONS[Category(c.label)],
            detector=DETECTOR,
            polygon=c.polygon,
            page=page,
        )
        for c in candidates
        if c.label != "document" and c.score >= sure[c.label] and options.wants(Category(c.label))
    ]


def with_evidence(
    candidates: Iterable[Candidate],
    findings: Iterable[Finding],
    lines: Iterable[Line] = (),
    told: Iterable[Finding] = (),
) -> list[Candidate]:
    """Return the candidates, surer for each kind of identifier whose middle lies on them.

    What stands on a paper, band or card that lies on a "film" is no print of the film: gray stone
    with a patient's paper on it is no X-ray. Every kind halves the doubt: .4 with a name on it
    becomes .7, with a code too .85. A band or card on which `lines` were read that tell of nobody
    is less sure, and so is one with the print of a label or an envelope; `told` is what the lines
    tell besides the findings.
    """
    candidates, known, read = list(candidates), list(findings), list(lines)
    of_somebody = [*known, *told]
    raised = []
    for candidate in candidates:
        is_faint = candidate.label in _RADIOLOGY and candidate.score < _FAINT_FILM
        wanted = frozenset() if is_faint else _WITNESSES.get(candidate.label, frozenset())
        laid_on = _laid_on(candidate, candidates)
        kinds = {
            f.category
            for f in known
            if f.category in wanted
            and _is_a_patients(f)
            and holds(candidate.polygon, f.polygon)
            and not any(holds(thing.polygon, f.polygon) for thing in laid_on)
        }
        score = 1 - (1 - candidate.score) * 0.5 ** len(kinds)
        raised.append(_doubted(candidate, score, of_somebody, read))
    return raised


def _laid_on(film: Candidate, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return papers, bands and cards that lie on a radiology picture, well below its size."""
    room = _hull_area(np.array(film.polygon)) / 1.5 if film.label in _RADIOLOGY else 0.0
    bearers = [c for c in candidates if c.label in _BEARERS]
    lying = [c for c in bearers if holds(film.polygon, c.polygon)]
    return [c for c in lying if _hull_area(np.array(c.polygon)) < room]


def _doubted(
    candidate: Candidate, raised: float, known: Sequence[Finding], lines: Sequence[Line]
) -> Candidate:
    """Return the candidate with its `raised` score, or less when its lines speak against it."""
    score, where = raised, (candidate.label, candidate.polygon, known, lines)
    if says_what_it_is(*where):
        score = candidate.score * _SOMETHING_ELSE[candidate.label]
    elif tells_of_nobody(*where):
        score = raised * _IN_DOUBT
    return replace(candidate, score=score)


def _is_a_patients(finding: Finding) -> bool:
    return finding.role is not Role.CLINICIAN and not finding.tags & _FOR_EVERYBODY


def _thresholds(name: str) -> list[float]:
    return [float(find_weights(MODEL).config["thresholds"][name][label]) for label in CLASSES]


def _look(
    model: Model, pixels: Pixels, side: int, least: Sequence[float], at: tuple[int, int]
) -> list[Candidate]:
    """Return the candidates of a part of the photo whose top left is `at`, in photo pixels."""
    height, width = pixels.shape[:2]
    array, factor = to_input(pixels, side)
    maps = model.run(array)
    if not all(np.isfinite(part).all() for part in maps):
        # Nothing is greater than "not a number": it would pass for a photo that shows nothing.
        raise EngineError(f"{MODEL} gave no numbers on {model.backend}")
    found = []
    for seen in decode(maps, least, factor**2 * width * height):
        grow = 1.0 + GROW * float(np.sqrt(seen.cells.sum())) * 4
        corners = outline(seen, grow) / factor
        corners = np.clip(corners, 0, (width, height))
        if seen.label in _FILLS_PHOTO and _area(corners) >= WHOLE * width * height:
            corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)
        if _area(corners) < 1:  # it lies in the gray beside the photo
            continue
        corners += at
        points = tuple((float(x), float(y)) for x, y in corners)
        found.append(Candidate(seen.label, min(1.0, seen.score), points))
    return found


def _look_closer(model: Model, pixels: Pixels, candidate: Candidate) -> Candidate:
    """Return a candidate with the mean score of two looks, and the outline of the surer one."""
    if candidate.label == "document":
        return candidate
    corners = np.array(candidate.polygon)
    x0, y0, x1, y1 = _square_around(corners, pixels.shape)
    is_closer = (x1 - x0) * (y1 - y0) < NEARLY_ALL * pixels.shape[0] * pixels.shape[1]
    if not is_closer or min(x1 - x0, y1 - y0) < MIN_SIDE:
        return candidate
    least = [_GLIMPSE] * len(CLASSES)
    seen = _look(model, pixels[y0:y1, x0:x1], CLOSER_SIDE, least, (x0, y0))
    # Which kind of radiology it is may change with the distance; that it is one does not.
    same = [c for c in seen if c.label in _kin(candidate.label)]
    here = [c for c in same if polygon_iou(np.array(c.polygon), corners) > _SAME_PLACE]
    again = max(here, key=lambda c: c.score, default=replace(candidate, score=0.0))
    surer = max(candidate, again, key=lambda c: c.score)
    return replace(surer, score=(candidate.score + again.score) / 2)


def _kin(label: str) -> frozenset[str]:
    return _RADIOLOGY if label in _RADIOLOGY else frozenset({label})


def _square_around(corners: Floats, shape: tuple[int, ...]) -> tuple[int, int, int, int]:
    """Return x0, y0, x1, y1 of the cut-out round a thing, as far as the photo goes."""
    low, high = corners.min(axis=0), corners.max(axis=0)
    half = float((high - low).max()) * CLOSER / 2
    x, y = (low + high) / 2
    x0, y0 = max(0, int(x - half)), max(0, int(y - half))
    return x0, y0, min(shape[1], int(x + half) + 1), min(shape[0], int(y + half) + 1)


def without_twins(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates less the weaker of two that lie on one place; best first."""
    kept: list[Candidate] = []
    for candidate in candidates:
        if not any(_are_twins(candidate, other) for other in kept):
            kept.append(candidate)
    return kept


def _are_twins(weaker: Candidate, surer: Candidate) -> bool:
    labels = {weaker.label, surer.label}
    if len(labels) > 1 and labels & _SHOWS_OTHERS:
        return False
    one, other = (np.array(c.polygon) for c in (weaker, surer))
    if (one.min(0) > other.max(0)).any() or (other.min(0) > one.max(0)).any():
        return False
    is_inside = _shared(one, other) > WITHIN * _hull_area(one)
    is_one_kind = len(labels) == 1 or labels <= _RADIOLOGY
    return polygon_iou(one, other) > SAME or (is_one_kind and is_inside)


def polygon_iou(one: Floats, other: Floats) -> float:
    """Return the intersection over union of the convex hulls of two polygons (n, 2), 0..1."""
    shared = _shared(one, other)
    total = _hull_area(one) + _hull_area(other) - shared
    return shared / total if total > 0 else 0.0


def _shared(one: Floats, other: Floats) -> float:
    return float(cv2.intersectConvexConvex(_hull(one), _hull(other))[0])


def _hull_area(corners: Floats) -> float:
    return float(cv2.contourArea(_hull(corners)))


def _hull(corners: Floats) -> NDArray[np.float32]:
    return np.asarray(cv2.convexHull(corners.astype(np.float32)), dtype=np.float32)


def _area(corners: Floats) -> float:
    return float(cv2.contourArea(corners.astype(np.float32)))
