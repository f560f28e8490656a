"""How many faces are found, and how many photos without one have a false box.

    python -m benchmarks.faces --every 4 --sheet

Runs on ../shared/data: WIDER FACE boxes for recall by size, upright and turned; people and object
photos for "any face at all". Without the photos this says so and ends.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.contact_sheet import Tile, write_sheet
from benchmarks.data_sweep import DATA
from benchmarks.photos import RESULTS, WORK
from benchmarks.tables import table
from phiscan.detectors.faces import find_faces
from phiscan.evaluation.metric import Rate, rate
from phiscan.options import ScanOptions
from phiscan.types import Finding, Photo, Pixels

PEOPLE = ("face", "face_masked", "face_old_photo")
SIZES = ((16.0, 24.0), (24.0, 48.0), (48.0, 96.0), (96.0, np.inf))
WITH_FACES = frozenset({
    "negative_imagenet_object/f292d47dba.jpeg", "negative_imagenet_texty_medical/44fa564a20.jpeg"
})  # fmt: skip
"""Among the photos of objects, looked at by eye: an angler, and a man on a poster."""
CROWD = 12
"""Photos with more faces are left out of recall: their boxes are incomplete and blurred."""


@dataclass
class Counts:
    """What was measured; recall is keyed by quarter turns and size class."""

    recall: dict[tuple[int, int], list[bool]] = field(default_factory=dict)
    any_face: dict[str, list[bool]] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    tiles: list[Tile] = field(default_factory=list)


def read_photo(path: Path, wider: dict[str, Any] | None) -> Pixels:
    """Return (H, W, 3) RGB; WIDER photos were stretched to a square and are stretched back."""
    picture = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if picture is None:
        raise ValueError("a photo cannot be read")
    if wider is not None:
        picture = cv2.resize(picture, (wider["orig_w"], wider["orig_h"]))
    return np.ascontiguousarray(picture[..., ::-1]).astype(np.uint8, copy=False)


def true_boxes(wider: dict[str, Any]) -> NDArray[np.float64]:
    """Return (N, 4) x0, y0, x1, y1 in the unstretched photo, without those marked invalid."""
    boxes = np.array(wider["boxes_xywh_416"], float).reshape(-1, 4)
    boxes[:, 2:] += boxes[:, :2]
    boxes *= np.tile([wider["orig_w"] / 416, wider["orig_h"] / 416], 2)
    return boxes[~np.array(wider["invalid"], bool)]


def is_covered(box: NDArray[np.float64], findings: Sequence[Finding]) -> bool:
    """Whether one finding's box holds at least 60 % of a true face."""
    area = (box[2] - box[0]) * (box[3] - box[1])
    for finding in findings:
        found = np.array(finding.box, float)
        sides = np.minimum(box[2:], found[2:]) - np.maximum(box[:2], found[:2])
        if np.clip(sides, 0, None).prod() >= 0.6 * area:
            return True
    return False


def turn(pixels: Pixels, boxes: NDArray[np.float64]) -> tuple[Pixels, NDArray[np.float64]]:
    """Return a photo turned by 90 degrees counter-clockwise, and its boxes."""
    x0, y0, x1, y1 = boxes.T
    width = pixels.shape[1]
    turned = np.stack([y0, width - x1, y1, width - x0], axis=1)
    return np.ascontiguousarray(np.rot90(pixels)), turned


def measure(root: Path, every: int, engine: str) -> Counts:
    """Run the face finder over every n-th photo."""
    table_of_boxes = json.loads((root / "wider_boxes.json").read_text(encoding="utf-8"))
    options, counts = ScanOptions(face_finder=engine), Counts()
    for path in _photos(root, every):
        name = f"{path.parent.name}/{path.name}"
        wider = table_of_boxes.get(name)
        pixels = read_photo(path, wider)
        start = time.perf_counter()
        findings = find_faces([Photo(pixels)], options)[0]
        counts.seconds.append(time.perf_counter() - start)
        counts.any_face.setdefault(path.parent.name, []).append(bool(findings))
        if path.parent.name not in PEOPLE:
            counts.tiles += [_tile(f"false {f.score:.2f} {name}", f, pixels) for f in findings]
        if wider is not None and len(wider["invalid"]) <= CROWD:
            _count_recall(counts, 0, pixels, true_boxes(wider), findings, name)
            turned, boxes = turn(pixels, true_boxes(wider))
            again = find_faces([Photo(turned)], options)[0]
            _count_recall(counts, 1, turned, boxes, again, name)
    return counts


def _photos(root: Path, every: int) -> Iterator[Path]:
    # "facelike" shows dolls and masks: neither a face nor none.
    empty = [p.name for p in sorted(root.glob("negative_*")) if p.name != "negative_facelike"]
    for folder in (*PEOPLE, *empty):
        paths = sorted(p for p in (root / folder).iterdir() if p.is_file())
        chosen = (p for p in paths[::every] if f"{folder}/{p.name}" not in WITH_FACES)
        yield from (p for p in chosen if _is_large_enough(p))


def _is_large_enough(path: Path) -> bool:
    picture = cv2.imread(str(path))
    return picture is not None and min(picture.shape[:2]) >= 32


def _count_recall(
    counts: Counts, turns: int, pixels: Pixels, boxes: NDArray[np.float64],
    findings: Sequence[Finding], name: str,
) -> None:  # fmt: skip
    for box in boxes:
        size = float(np.sqrt((box[2] - box[0]) * (box[3] - box[1])))
        row = next((i for i, (low, high) in enumerate(SIZES) if low <= size < high), None)
        if row is None:
            continue
        hit = is_covered(box, findings)
        counts.recall.setdefault((turns, row), []).append(hit)
        if not hit:
            corners = np.array([box[[0, 1]], box[[2, 1]], box[[2, 3]], box[[0, 3]]])
            counts.tiles.append(Tile(f"missed {size:.0f} px {name}", 2.0, corners, pixels))


def _tile(caption: str, finding: Finding, pixels: Pixels) -> Tile:
    return Tile(caption, finding.score, np.array(finding.polygon), pixels)


def report(counts: Counts, engine: str) -> str:
    """Return the Markdown page."""
    rows = [
        (f"{low:.0f}–{high:.0f} px" if np.isfinite(high) else f">= {low:.0f} px",
         *(rate(counts.recall.get((turns, row), [])) for turns in (0, 1)))
        for row, (low, high) in enumerate(SIZES)
    ]  # fmt: skip
    people = [(f, rate(counts.any_face[f])) for f in PEOPLE if f in counts.any_face]
    empty = {f: a for f, a in counts.any_face.items() if f not in PEOPLE}
    false = [(f, rate(answers)) for f, answers in sorted(empty.items())]
    whole = Rate(sum(r.hits for _, r in false), sum(r.total for _, r in false))
    seconds = float(np.median(counts.seconds)) if counts.seconds else 0.0
    return (
        "\n\n".join(
            [
                f"# Faces: {engine}",
                f"Median {1000 * seconds:.0f} ms a photo. A face counts as found when one box "
                f"holds 60 % of it; photos with more than {CROWD} faces are left out of recall.",
                table(["face size", "found, upright", "found, photo turned 90 degrees"], rows),
                table(["folder", "photos with any face found"], people),
                table(["folder without faces", "photos with a box"], [*false, ("all", whole)]),
                f"{len(WITH_FACES)} photos of objects that do show a person are left out.",
            ]
        )
        + "\n"
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run from the command line; see the module's text."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument(
        "--engine", default="centerface", choices=("centerface", "face_recognition")
    )
    parser.add_argument("--sheet", action="store_true", help="write misses and false alarms")
    parser.add_argument("--out", type=Path, default=RESULTS)
    parser.add_argument("--work", type=Path, default=WORK)
    args = parser.parse_args(argv)
    if not args.data.is_dir():
        print(f"no photos at {args.data}: nothing to measure")
        return 0
    counts = measure(args.data, args.every, args.engine)
    page = report(counts, args.engine)
    args.out.mkdir(parents=True, exist_ok=True)
    suffix = "" if args.engine == "centerface" else f"_{args.engine}"
    (args.out / f"faces{suffix}.md").write_text(page, encoding="utf-8")
    if args.sheet:
        write_sheet(counts.tiles[:200], args.work / f"faces{suffix}.jpg")
    print(page)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
