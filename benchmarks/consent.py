"""How often a face is taken for the same person's, and how often a stranger's is.

    python -m benchmarks.consent --same 20

Runs on ../shared/data. Faces of different photos count as strangers (should one person be in two
photos, that counts against us); one photo flipped, darkened, shrunk and so on counts as the same
person. Kinder than two real photos of one person: read the second table as the most there is.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.data_sweep import DATA
from benchmarks.faces import read_photo
from benchmarks.photos import RESULTS
from benchmarks.tables import table
from phiscan.consent.consents import MAX_DISTANCE, MIN_HEIGHT_PX
from phiscan.consent.encoder import face_height_px, open_encoder
from phiscan.consent.matching import ENROLL_HEIGHT_PX, hides_another
from phiscan.detectors.faces import find_faces
from phiscan.evaluation.metric import rate
from phiscan.options import ScanOptions
from phiscan.types import Photo, Pixels, Points

LIMITS = (0.35, 0.4, MAX_DISTANCE, 0.5, 0.6)
REGISTERS = (1, 10, 50)
SEED = 11


def _turned(pixels: Pixels) -> Pixels:
    height, width = pixels.shape[:2]
    how = cv2.getRotationMatrix2D((width / 2, height / 2), 10, 1)
    return cv2.warpAffine(pixels, how, (width, height)).astype(np.uint8)


def _saved(pixels: Pixels) -> Pixels:
    _, data = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, 35])
    return cv2.imdecode(data, cv2.IMREAD_COLOR).astype(np.uint8)


def _cropped(pixels: Pixels) -> Pixels:
    height, width = pixels.shape[:2]
    return np.ascontiguousarray(pixels[height // 20 :, : -max(1, width // 20)])


CHANGES: dict[str, Callable[[Pixels], Pixels]] = {
    "mirrored": lambda p: np.ascontiguousarray(p[:, ::-1]),
    "half as bright": lambda p: (p * 0.5).astype(np.uint8),
    "half as bright again": lambda p: np.clip(p * 1.5 + 10, 0, 255).astype(np.uint8),
    "shrunk to 0.7": lambda p: cv2.resize(
        p, None, fx=0.7, fy=0.7, interpolation=cv2.INTER_AREA
    ).astype(np.uint8),
    "turned by 10 degrees": _turned,
    "JPEG quality 35": _saved,
    "cut at two sides": _cropped,
}


@dataclass(frozen=True)
class Face:
    """One face of at least MIN_HEIGHT_PX: its photo's number, height in pixels, encoding."""

    photo: int
    height_px: float
    encoding: NDArray[np.float64] = field(repr=False)
    is_alone: bool = False


def find(pixels: Pixels, options: ScanOptions) -> list[Points]:
    """Return the polygons of the faces that are compared."""
    found = find_faces([Photo(pixels)], options)[0]
    polygons = [f.polygon for f in found if f.polygon]
    return [p for p in polygons if face_height_px(p) >= MIN_HEIGHT_PX]


def faces_of(photos: Sequence[Pixels], options: ScanOptions) -> Iterator[Face]:
    """Yield every face large enough, encoded."""
    encode = open_encoder()
    for number, pixels in enumerate(photos):
        polygons = find(pixels, options)
        for polygon in polygons:
            height = face_height_px(polygon)
            yield Face(number, height, encode(pixels, polygon), len(polygons) == 1)


def strangers(faces: Sequence[Face]) -> dict[str, list[float]]:
    """Return the distances of faces of different photos, by the smaller one's height."""
    apart: dict[str, list[float]] = {"both >= 96 px": [], "one below 96 px": []}
    for one, other in combinations(faces, 2):
        if one.photo != other.photo:
            large = min(one.height_px, other.height_px) >= ENROLL_HEIGHT_PX
            distance = float(np.linalg.norm(one.encoding - other.encoding))
            apart["both >= 96 px" if large else "one below 96 px"].append(distance)
    return apart


def mistaken_in_register(faces: Sequence[Face], size: int) -> list[bool]:
    """Return for each face whether it matches anybody in a register of strangers, drawn by lot."""
    draw = np.random.default_rng(SEED)
    known = [f for f in faces if f.height_px >= ENROLL_HEIGHT_PX]
    answers = []
    for face in faces:
        others = [f for f in known if f.photo != face.photo]
        chosen = [others[i] for i in draw.permutation(len(others))[:size]]
        near = min(float(np.linalg.norm(f.encoding - face.encoding)) for f in chosen)
        answers.append(near <= MAX_DISTANCE)
    return answers


def same_person(
    photos: Sequence[Pixels], faces: Sequence[Face], most: int, options: ScanOptions
) -> dict[str, list[bool | None]]:
    """Return for each change whether the one face is found and known again; None: not found."""
    encode = open_encoder()
    alone = [f for f in faces if f.is_alone and f.height_px >= ENROLL_HEIGHT_PX][:most]
    answers: dict[str, list[bool | None]] = {name: [] for name in CHANGES}
    for face in alone:
        for name, change in CHANGES.items():
            pixels = change(photos[face.photo])
            found = [encode(pixels, polygon) for polygon in find(pixels, options)]
            near = [bool(np.linalg.norm(e - face.encoding) <= MAX_DISTANCE) for e in found]
            answers[name].append(any(near) if near else None)
    return answers


def guarded(photos: Sequence[Pixels], faces: Sequence[Face], most: int) -> list[bool]:
    """Return for each lone face whether a second one is believed to lie over it."""
    options = ScanOptions(threads=1)
    alone = [f for f in faces if f.is_alone][:most]
    return [
        hides_another(photos[f.photo], find(photos[f.photo], options)[0], options) for f in alone
    ]


def report(photos: Sequence[Pixels], most: int) -> str:
    """Measure and return the page of results."""
    options, begin = ScanOptions(threads=1), time.perf_counter()
    faces = list(faces_of(photos, options))
    apart = strangers(faces)
    parts = [
        f"# Consent: telling faces\n\n{len(faces)} faces of {MIN_HEIGHT_PX} px or more in"
        f" {len(photos)} photos. Strangers: every pair of faces of different photos.",
        table(
            ["distance at most", *apart],
            [[x, *(rate([d <= x for d in found]) for found in apart.values())] for x in LIMITS],
        ),
        f"A stranger's face let through at {MAX_DISTANCE}, by the size of the register:",
        table(["people in the register", "faces that match one of them, none of them being theirs"],
              [[n, rate(mistaken_in_register(faces, n))] for n in REGISTERS]),
        f"The same person: one photo, changed, its face found anew, at {MAX_DISTANCE}.",
        table(
            ["change", "face found", "found and known again"],
            [[name, rate([a is not None for a in got]), rate([bool(a) for a in got])]
             for name, got in same_person(photos, faces, most, options).items()],
        ),
        "Lone faces that stay covered because a second face is believed to lie over them: "
        f"{rate(guarded(photos, faces, most))}.",
        f"Took {time.perf_counter() - begin:.0f} s, one thread.",
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def main(argv: Sequence[str] | None = None) -> int:
    """Run from the command line; see the module's text."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--same", type=int, default=40, help="faces that are changed")
    parser.add_argument("--out", type=Path, default=RESULTS)
    args = parser.parse_args(argv)
    folder = args.data / "face"
    if not folder.is_dir():
        print(f"no photos at {folder}: nothing to measure")
        return 0
    photos = [read_photo(path, None) for path in sorted(folder.iterdir())[:: args.every]]
    page = report(photos, args.same)
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "consent.md").write_text(page, encoding="utf-8")
    print(page)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
