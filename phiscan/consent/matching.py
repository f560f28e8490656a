"""Compares the faces found in a file with the register: after the examination, on its pixels."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from phiscan._deadline import Deadline
from phiscan._models import find_weights
from phiscan._runtime import open_model
from phiscan.consent.consents import MIN_HEIGHT_PX, Likeness, Register
from phiscan.consent.encoder import (
    Encode,
    cut_upright,
    face_height_px,
    is_too_small,
    open_encoder,
)
from phiscan.detectors._boxes import Floats, pairwise_iou
from phiscan.detectors._centerface import decode, shrink, to_input
from phiscan.errors import PhiscanError, UsageError
from phiscan.types import Category, Finding, Photo, Pixels, Points

if TYPE_CHECKING:
    from phiscan.load import LoadedFile
    from phiscan.options import ScanOptions

ENROLL_HEIGHT_PX = 96
"""Faces in the register are better known than those compared with it."""
SAME_PERSON = 0.6
"""Two photos given for one person that are further apart show two people."""
CLOSE_LOOK_PX = 640
"""Size of the look at one matched face and its surroundings, upright."""
_SAME_FACE_IOU, _SHARED = 0.35, 0.5
"""A box within a face is the face itself seen again above the one, and another face when it shares
the other part of the smaller of both. `filters` makes one finding of faces that share 0.6."""
_TOO_SMALL = f"it is less than {MIN_HEIGHT_PX} pixels high"
_NOT_AGAIN = "it could not be looked at again in the time given"
_TWO_FACES = "another face seems to lie over it"


def compare_faces(
    file: LoadedFile,
    findings: Sequence[Finding],
    register: Register,
    options: ScanOptions,
    deadline: Deadline,
) -> dict[str, Likeness]:
    """Return for each face, by the finding's id, whom it may be.

    The file is decoded once more; a face that could not be compared says why. Raises EngineError
    when the encoder is missing.
    """
    faces = [f for f in findings if f.category is Category.FACE and f.polygon is not None]
    small = {f.id for f in faces if is_too_small(f.polygon or ())}
    told = {f.id: Likeness(problem=_TOO_SMALL if f.id in small else _NOT_AGAIN) for f in faces}
    left = [f for f in faces if f.id not in small]
    if not left:
        return told
    compare = partial(_likeness, register=register, encode=open_encoder(), options=options)
    try:
        for page in file.iter_pages(deadline):
            for face in left:
                if face.page == page.page and isinstance(page, Photo):
                    deadline.check()
                    told[face.id] = compare(page, face)
            if page.page >= max(f.page for f in left):
                break
    except PhiscanError:  # out of time, or the page is lost: what was not compared stays covered
        return told
    return told


def _likeness(
    photo: Photo, face: Finding, *, register: Register, encode: Encode, options: ScanOptions
) -> Likeness:
    """Compare one face in what a viewer shows and in every further rendering of it.

    Each rendering must show somebody in the register: a second face may hide behind the first.
    """
    polygon = face.polygon or ()
    renderings = (photo.pixels, *photo.views)
    shown = [register.people_like(encode(pixels, polygon)) for pixels in renderings]
    if not all(shown):
        return Likeness()
    if any(hides_another(pixels, polygon, options) for pixels in renderings):
        return Likeness(problem=_TWO_FACES)
    people = sorted(frozenset.union(*shown))
    return Likeness(tuple(register.of_person(person) for person in people))


def hides_another(pixels: Pixels, polygon: Points, options: ScanOptions) -> bool:
    """Whether a face, looked at closely, shows a second one that its finding may have swallowed."""
    crop, box = cut_upright(pixels, polygon)
    model, limits = open_model("centerface", options), find_weights("centerface").config
    large, factor = shrink(crop, CLOSE_LOOK_PX)
    found = decode(model.run(to_input(large)), limits["thresholds"]["sure"])
    seen, known = found[:, :4] / factor, np.array([box], dtype=np.float64)
    low, high = np.maximum(seen[:, :2], known[:, :2]), np.minimum(seen[:, 2:], known[:, 2:])
    shared = np.clip(high - low, 0, None).prod(axis=1)
    areas = [(boxes[:, 2:] - boxes[:, :2]).prod(axis=1) for boxes in (seen, known)]
    is_other = pairwise_iou(seen, known)[:, 0] < _SAME_FACE_IOU
    return bool((is_other & (shared > _SHARED * np.minimum(*areas))).any())


def encode_person(file: LoadedFile, options: ScanOptions) -> Floats:
    """Return the encoding (128,) of the one face on a photo that is to go into the register.

    Raises UsageError when there is none, more than one or one too small; EngineError when the
    encoder is missing.
    """
    from phiscan.detectors.faces import find_faces

    encode = open_encoder()
    page = next(iter(file.iter_pages(Deadline(options.timeout_s))), None)
    if not isinstance(page, Photo):
        raise UsageError("a photo for the register cannot be opened")
    faces = find_faces([page], options)[0]
    if len(faces) != 1:
        found = "no face" if not faces else f"{len(faces)} faces"
        raise UsageError(f"the photo shows {found}; give one of this person alone, cut to the head")
    polygon = faces[0].polygon or ()
    if face_height_px(polygon) < ENROLL_HEIGHT_PX:
        raise UsageError(f"the face is too small; wanted {ENROLL_HEIGHT_PX} pixels or more")
    return encode(page.pixels, polygon)


def check_one_person(encodings: Floats) -> None:
    """Raise UsageError when encodings (N, 128) do not seem to be of one person."""
    apart = np.linalg.norm(encodings[:, None] - encodings[None], axis=2)
    if apart.max(initial=0.0) > SAME_PERSON:
        raise UsageError("the photos do not seem to show one and the same person")
