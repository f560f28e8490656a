"""Faces: at two sizes, turned where an upright look has a trace, the doubtful looked at twice.

CenterFace alone reports animals, fruit and flowers on one object photo in ten. A second, closer
look at each doubtful one takes away most of these and loses hardly a face; `benchmarks/faces.py`
counts. Large faces are looked at more strictly: they have details to show, and it is large things
that are taken for faces.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from phiscan._models import find_weights
from phiscan._runtime import Model, open_model
from phiscan.detectors._boxes import Floats, hull, keep_best, pairwise_iou, turn_back
from phiscan.detectors._centerface import crop_face, decode, shape_in_crop, shrink, to_input
from phiscan.options import ScanOptions
from phiscan.types import Category, Finding, Photo, Pixels, Points

LOOKS = (320, 960)
"""Long sides of the upright looks, in pixels: small for faces that fill the photo."""
TURNED_LOOK = 640
CONFIRM_IOU = 0.35
CLOSE_LOOKS = ((3.0, 192), (2.0, 128), (1.5, 96))
"""The second look: how many face sizes are cut out around a face, and to how many pixels."""
SMALL_LOOKS = 2
"""The last one is for large faces only."""
LARGE_PX = 48
MAX_CLOSE_LOOKS = 48
"""Further doubtful faces of one photo are kept unseen: a crowd is a crowd."""
COMPANY = 2
"""Certain faces, the same way up, that tell a photo of people: the doubtful ones among them are
believed. (In WIDER's photos the closer look at these, and the higher limit, cost 42 faces of 1,401
for 53 boxes beside no mark; photos of things have no two certain faces.)"""
MAX_ASPECT = 2.5
"""Longer panoramas are looked at in overlapping pieces, or their faces would shrink to nothing."""
MAX_PIECES = 16
MIN_SIDE = 8
"""A photo narrower than this shows no face."""
BATCH = 16


@dataclass(frozen=True)
class Thresholds:
    """Least scores, from the model's config.json.

    `sure` upright, `turned` in a turned look, `confirmed` when another look sees the same; below
    `certain` closer looks decide, whose mean must then be `closer` (`closer_weak` for one that was
    below `sure`). Of LARGE_PX and more it must be `large`, `large_turned` when only a turned look
    saw it, `large_confirmed` when two looks agreed. Turned looks are taken only where an upright
    one has a peak of `hint` or more: turned faces leave a trace in it, most photos without have
    none. In COMPANY `among` is enough upright, and no closer look is taken.
    """

    sure: float
    turned: float
    confirmed: float
    certain: float
    closer: float
    closer_weak: float
    large: float
    large_turned: float
    large_confirmed: float
    hint: float
    among: float


@dataclass(frozen=True)
class Faces:
    """Faces of one photo: `boxes` (N, 4) upright, `scores` (N,), `turns` (N,) quarter turns
    counter-clockwise that set the face upright.
    """

    boxes: Floats
    scores: Floats
    turns: NDArray[np.intp]

    def __len__(self) -> int:
        return len(self.boxes)

    def take(self, which: NDArray[np.bool_] | NDArray[np.intp]) -> Faces:
        """Return the chosen ones, by mask or index."""
        return Faces(self.boxes[which], self.scores[which], self.turns[which])


def find_faces(
    photos: Sequence[Photo], options: ScanOptions, terms: object = None
) -> list[list[Finding]]:
    """Return one list of `face` findings a photo; the polygon is the face, not the head.

    Its first corner is the face's own top left, so a turned face tells which way is up. `terms` is
    there for the shape all detectors share. Raises EngineError when the engine is missing.
    """
    if options.face_finder == "none" or not options.wants(Category.FACE):
        return [[] for _ in photos]
    engine = _ENGINES[options.face_finder](options)
    return [_findings(engine(photo.pixels), photo, options.face_finder) for photo in photos]


def _findings(faces: Faces, photo: Photo, engine: str) -> list[Finding]:
    width, height = photo.size_wh
    boxes = np.clip(faces.boxes, 0, (width, height, width, height))
    return [
        Finding(
            category=Category.FACE,
            score=float(min(score, 1.0)),
            reason="A face: full-face photos identify a person.",
            detector=f"faces/{engine}",
            polygon=face_polygon(box, int(turn)),
            page=photo.page,
        )
        for box, score, turn in zip(boxes, faces.scores, faces.turns, strict=True)
        if box[2] - box[0] >= 1 and box[3] - box[1] >= 1
    ]


def face_polygon(box: NDArray[np.float64], turns: int) -> Points:
    """Return the corners clockwise from the face's own top left.

    `turns` is how many quarter turns counter-clockwise set the face upright.

    >>> face_polygon(np.array([0.0, 0, 4, 2]), 1)[0]
    (4.0, 0.0)
    """
    x0, y0, x1, y1 = (float(v) for v in box)
    corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
    return tuple(corners[turns % 4 :] + corners[: turns % 4])


# -- CenterFace ------------------------------------------------------------------------------------


def _centerface(options: ScanOptions) -> Callable[[Pixels], Faces]:
    model = open_model("centerface", options)
    limits = Thresholds(**find_weights("centerface").config["thresholds"])
    return lambda pixels: find_in_pieces(model, pixels, limits)


def find_in_pieces(model: Model, pixels: Pixels, limits: Thresholds) -> Faces:
    """Return the faces of an upright (H, W, 3) RGB photo, panoramas piece by piece."""
    if min(pixels.shape[:2]) < MIN_SIDE:
        return Faces(np.zeros((0, 4)), np.zeros(0), np.zeros(0, dtype=np.intp))
    found = []
    for x0, y0, x1, y1 in pieces(pixels.shape[1], pixels.shape[0]):
        faces = find_in_photo(model, pixels[y0:y1, x0:x1], limits)
        found.append(Faces(faces.boxes + np.array([x0, y0, x0, y0]), faces.scores, faces.turns))
    return found[0] if len(found) == 1 else merge(_join(found))


def pieces(width: int, height: int) -> list[tuple[int, int, int, int]]:
    """Return the boxes that cover a photo: one, or overlapping ones along a panorama.

    >>> pieces(4000, 1000)
    [(0, 0, 2000, 1000), (1000, 0, 3000, 1000), (2000, 0, 4000, 1000)]
    """
    short, long_side = sorted((width, height))
    if long_side <= MAX_ASPECT * short:
        return [(0, 0, width, height)]
    short = max(short, -(-long_side // MAX_PIECES))
    starts = [*range(0, long_side - 2 * short, short), long_side - 2 * short]
    if width >= height:
        return [(at, 0, at + 2 * short, height) for at in starts]
    return [(0, at, width, at + 2 * short) for at in starts]


def find_in_photo(model: Model, pixels: Pixels, limits: Thresholds) -> Faces:
    """Look at both sizes, turned too where there is a trace, closer where in doubt; merge."""
    looks = _all_looks(model, pixels, limits)
    is_confirmed = np.concatenate([_is_confirmed(look, looks) for look in looks])
    faces = _join(looks)
    believed = _is_in_company(faces, limits)
    least = np.where(faces.turns == 0, np.where(believed, limits.among, limits.sure), limits.turned)
    chosen = is_confirmed | (faces.scores >= least)
    faces, is_confirmed, believed = faces.take(chosen), is_confirmed[chosen], believed[chosen]
    faces = faces.take(~_is_refuted(model, pixels, faces, is_confirmed, believed, limits))
    return _with_turns_settled(model, pixels, faces)


def _all_looks(model: Model, pixels: Pixels, limits: Thresholds) -> list[Faces]:
    large, factor = shrink(pixels, max(LOOKS))
    upright = [_look(model, large, side, 0, factor, limits.confirmed) for side in LOOKS]
    looks = [faces for faces, _ in upright]
    if max(peak for _, peak in upright) >= limits.hint:
        small, more = shrink(large, TURNED_LOOK)
        looks += [
            _look(model, small, TURNED_LOOK, turns, factor * more, limits.turned)[0]
            for turns in (1, 2, 3)
        ]
    return looks


def _look(
    model: Model, picture: Pixels, side: int, turns: int, factor: float, least: float
) -> tuple[Faces, float]:
    """Find faces in a picture, `factor` of the photo, resized to a long side and turned; return
    them, with boxes in the photo's pixels, and the highest peak, which may be less than `least`.
    """
    small, more = shrink(picture, side)
    turned = np.ascontiguousarray(np.rot90(small, turns))
    outputs = model.run(to_input(turned))
    found = decode(outputs, least)
    boxes = turn_back(found[:, :4], turns, (small.shape[1], small.shape[0])) / (factor * more)
    return Faces(boxes, found[:, 4], np.full(len(found), turns)), float(outputs[0].max())


def _is_confirmed(look: Faces, looks: Sequence[Faces]) -> NDArray[np.bool_]:
    """Whether another upright look sees the same face; turned looks neither give nor get it."""
    others = [o.boxes for o in looks if o is not look and len(o) and not o.turns.any()]
    if not others or look.turns.any():
        return np.zeros(len(look), dtype=bool)
    overlaps = pairwise_iou(look.boxes, np.concatenate(others))
    return np.asarray(overlaps.max(axis=1, initial=0.0) > CONFIRM_IOU)


def _is_in_company(faces: Faces, limits: Thresholds) -> NDArray[np.bool_]:
    """Whether each face has COMPANY or more certain ones that are the same way up, itself among
    them.
    """
    certain = faces.take(faces.scores >= limits.certain)
    there = [len(merge(certain.take(certain.turns == turn))) for turn in range(4)]
    return np.asarray(np.array(there)[faces.turns] >= COMPANY)


def _is_refuted(
    model: Model, pixels: Pixels, faces: Faces, is_confirmed: NDArray[np.bool_],
    believed: NDArray[np.bool_], limits: Thresholds,
) -> NDArray[np.bool_]:  # fmt: skip
    """Look closer at the doubtful ones; True where the closer looks do not see a face."""
    refuted = np.zeros(len(faces), dtype=bool)
    is_unsure = (faces.scores < limits.certain) & (~is_confirmed | is_large(faces.boxes))
    is_doubtful = is_unsure & ~believed
    which = np.flatnonzero(is_doubtful)[:MAX_CLOSE_LOOKS]
    if len(which):
        chosen = faces.take(which)
        seen = np.array([_closer(model, pixels, chosen, c, s) for c, s in CLOSE_LOOKS])
        large = is_large(chosen.boxes)
        mean = np.where(large, seen.mean(axis=0), seen[:SMALL_LOOKS].mean(axis=0))
        refuted[which] = mean < _least_closer(chosen, large, is_confirmed[which], limits)
    return refuted


def is_large(boxes: Floats) -> NDArray[np.bool_]:
    """Whether each box (N, 4) is large enough for its details to be seen."""
    return np.asarray((boxes[:, 2:] - boxes[:, :2]).max(axis=1, initial=0.0) >= LARGE_PX)


def _least_closer(
    faces: Faces, large: NDArray[np.bool_], is_confirmed: NDArray[np.bool_], limits: Thresholds
) -> Floats:
    """Return what the closer looks must give, (N,)."""
    small = np.where(faces.scores < limits.sure, limits.closer_weak, limits.closer)
    alone = np.where(faces.turns != 0, limits.large_turned, limits.large)
    return np.where(large, np.where(is_confirmed, limits.large_confirmed, alone), small)


def _with_turns_settled(model: Model, pixels: Pixels, faces: Faces) -> Faces:
    """Merge; where a turned look saw a face too, ask all four turns which way is up.

    Scores of different sizes do not compare, and a head is covered from its chin upwards.
    """
    merged = merge(faces)
    turned = faces.boxes[faces.turns != 0]
    unsure = (pairwise_iou(merged.boxes, turned) > CONFIRM_IOU).any(axis=1)
    which = np.flatnonzero(unsure)[:MAX_CLOSE_LOOKS]
    if not len(which):
        return merged
    context, side = CLOSE_LOOKS[0]
    chosen = merged.take(which)
    scores = [
        _closer(model, pixels, replace(chosen, turns=np.full(len(which), turn)), context, side)
        for turn in range(4)
    ]
    merged.turns[which] = np.argmax(scores, axis=0)
    return merged


def _closer(model: Model, pixels: Pixels, faces: Faces, context: float, side: int) -> Floats:
    """Return the score (N,) of each face seen alone: `context` face sizes on `side` pixels."""
    scores: list[float] = []
    crops = [
        crop_face(pixels, box, int(turn), context, side)
        for box, turn in zip(faces.boxes, faces.turns, strict=True)
    ]
    shapes = [shape_in_crop(b, int(t), context, side)
              for b, t in zip(faces.boxes, faces.turns, strict=True)]  # fmt: skip
    for start in range(0, len(crops), BATCH):
        batch = np.concatenate([to_input(crop) for crop in crops[start : start + BATCH]])
        outputs = model.run(batch)
        for i in range(len(batch)):
            seen = decode([o[i : i + 1] for o in outputs], 0.05)
            expected = shapes[start + i]
            overlaps = pairwise_iou(expected[None], seen[:, :4])[0]
            scores.append(float(seen[overlaps > 0.3, 4].max(initial=0.0)))
    return np.array(scores)


def merge(faces: Faces) -> Faces:
    """Return one face a place: the hull of all boxes there, the best one's score and turn."""
    kept = keep_best(faces.boxes, faces.scores, CONFIRM_IOU)
    near = pairwise_iou(faces.boxes[kept], faces.boxes) > CONFIRM_IOU
    boxes = [hull(faces.boxes[row]) for row in near]
    return Faces(np.array(boxes).reshape(-1, 4), faces.scores[kept], faces.turns[kept])


def _join(many: Sequence[Faces]) -> Faces:
    return Faces(
        np.concatenate([f.boxes for f in many]),
        np.concatenate([f.scores for f in many]),
        np.concatenate([f.turns for f in many]),
    )


# -- engines ---------------------------------------------------------------------------------------


def _face_recognition(options: ScanOptions) -> Callable[[Pixels], Faces]:
    from phiscan.detectors import face_recognition

    locate = face_recognition.load()

    def find(pixels: Pixels) -> Faces:
        boxes = locate(pixels)
        return Faces(boxes, np.full(len(boxes), 0.9), np.zeros(len(boxes), dtype=np.intp))

    return find


_ENGINES: dict[str, Callable[[ScanOptions], Callable[[Pixels], Faces]]] = {
    "centerface": _centerface,
    "face_recognition": _face_recognition,
}
