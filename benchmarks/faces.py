"""How many faces are found, and how many photos without one have a false box.

    python -m benchmarks.faces --every 4 --sheet

Runs on ../shared/data, beside CenterFace's plain setting on the same boxes: WIDER FACE boxes for
recall by size and marks, upright and turned; people and object photos for "any face at all".
Without the photos this says so and ends.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.contact_sheet import Tile, write_sheet
from benchmarks.data_sweep import DATA
from benchmarks.photos import RESULTS, WORK
from benchmarks.tables import table
from phiscan._models import find_weights
from phiscan._runtime import open_model
from phiscan.detectors.faces import Thresholds, find_faces, find_in_pieces
from phiscan.evaluation.metric import rate
from phiscan.options import ScanOptions
from phiscan.types import Finding, Photo, Pixels

PEOPLE = ("face", "face_masked", "face_old_photo")
SIZES = ((16.0, 24.0), (24.0, 48.0), (48.0, 96.0), (96.0, np.inf))
WITH_FACES = frozenset({
    "negative_imagenet_object/f292d47dba.jpeg", "negative_imagenet_texty_medical/44fa564a20.jpeg"
})  # fmt: skip
"""Among the photos of objects, looked at by eye: an angler, and a man on a poster."""
CROWD = 12
"""Photos with more faces have incomplete boxes, and most are blurred: they stand apart."""
FEW = 3
"""Faces of a photo that is of somebody, and of no crowd."""
LEAST_STORED = 16.0
"""WIDER's photos are stored small; of faces with fewer pixels there a reader sees a blur."""
OURS, PLAIN, PLAIN_TURNED = "phiscan", "plain", "plain, turned looks"
Boxes = NDArray[np.float64]
Finder = Callable[[Pixels], Boxes]


@dataclass(frozen=True)
class Seen:
    """One true face, and which finders hold it.

    `size` is in the photo as looked at, `stored` in the file; `company` counts the faces of its
    photo; `is_clear` and `is_occluded` are WIDER's own marks (clear: neither occluded nor heavily
    blurred).
    """

    turns: int
    size: float
    stored: float
    company: int
    is_clear: bool
    is_occluded: bool
    held_by: frozenset[str]


@dataclass
class Counts:
    """What was measured; `any_face` is keyed by finder and folder."""

    faces: list[Seen] = field(default_factory=list)
    any_face: dict[tuple[str, str], list[bool]] = field(default_factory=dict)
    seconds: dict[str, list[float]] = field(default_factory=dict)
    tiles: list[Tile] = field(default_factory=list)


def finders(engine: str) -> dict[str, Finder]:
    """Return phiscan's finder and, beside CenterFace, its plain setting, upright and turned.

    The plain setting accepts 0.40, or 0.20 when the other look confirms, and looks no closer.
    """
    options = ScanOptions(face_finder=engine)
    ours = {OURS: lambda pixels: _boxes(find_faces([Photo(pixels)], options)[0])}
    if engine != "centerface":
        return ours
    limits = Thresholds(**find_weights(engine).config["thresholds"])
    plain = replace(limits, sure=0.4, among=0.4, confirmed=0.2, certain=0.0, hint=np.inf)
    model = open_model(engine, options)

    def find(chosen: Thresholds) -> Finder:
        return lambda pixels: find_in_pieces(model, pixels, chosen).boxes

    return {**ours, PLAIN: find(plain), PLAIN_TURNED: find(replace(plain, turned=0.45, hint=0.0))}


def _boxes(findings: Sequence[Finding]) -> Boxes:
    return np.asarray([f.box for f in findings], np.float64).reshape((len(findings), 4))


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
    return np.asarray(boxes[~np.array(wider["invalid"], bool)], np.float64)


def is_covered(box: Boxes, found: Boxes) -> bool:
    """Whether one of the boxes found (N, 4) holds at least 60 % of a true face (4,)."""
    sides = np.minimum(box[2:], found[:, 2:]) - np.maximum(box[:2], found[:, :2])
    area = (box[2] - box[0]) * (box[3] - box[1])
    return bool((np.clip(sides, 0, None).prod(axis=1) >= 0.6 * area).any())


def turn(pixels: Pixels, boxes: NDArray[np.float64]) -> tuple[Pixels, NDArray[np.float64]]:
    """Return a photo turned by 90 degrees counter-clockwise, and its boxes."""
    x0, y0, x1, y1 = boxes.T
    width = pixels.shape[1]
    turned = np.stack([y0, width - x1, y1, width - x0], axis=1)
    return np.ascontiguousarray(np.rot90(pixels)), turned


def measure(root: Path, every: int, engine: str) -> Counts:
    """Run the face finders over every n-th photo."""
    table_of_boxes = json.loads((root / "wider_boxes.json").read_text(encoding="utf-8"))
    chosen, counts = finders(engine), Counts()
    upright = {name: find for name, find in chosen.items() if name != PLAIN_TURNED}
    for path in _photos(root, every):
        name = f"{path.parent.name}/{path.name}"
        wider = table_of_boxes.get(name)
        pixels = read_photo(path, wider)
        found = {who: _timed(find, pixels, counts, who) for who, find in upright.items()}
        for who, boxes in found.items():
            counts.any_face.setdefault((who, path.parent.name), []).append(len(boxes) > 0)
        if path.parent.name not in PEOPLE:
            counts.tiles += [_tile(f"false {name}", 1.0, box, pixels) for box in found[OURS]]
        if wider is not None:
            _count_recall(counts, 0, pixels, true_boxes(wider), found, wider, name)
            turned, boxes = turn(pixels, true_boxes(wider))
            again = {who: find(turned) for who, find in chosen.items()}
            _count_recall(counts, 1, turned, boxes, again, wider, name)
    return counts


def _timed(find: Finder, pixels: Pixels, counts: Counts, who: str) -> Boxes:
    start = time.process_time()
    boxes = find(pixels)
    counts.seconds.setdefault(who, []).append(time.process_time() - start)
    return boxes


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
    counts: Counts, turns: int, pixels: Pixels, boxes: Boxes, found: Mapping[str, Boxes],
    wider: dict[str, Any], name: str,
) -> None:  # fmt: skip
    is_valid = ~np.array(wider["invalid"], bool)
    blur, hidden, wh = (
        np.array(wider[key])[is_valid] for key in ("blur", "occlusion", "boxes_xywh_416")
    )
    for i, box in enumerate(boxes):
        size = float(np.sqrt((box[2] - box[0]) * (box[3] - box[1])))
        if size < SIZES[0][0]:
            continue
        held_by = frozenset(who for who, those in found.items() if is_covered(box, those))
        seen = Seen(
            turns, size, float(np.sqrt(wh[i, 2] * wh[i, 3])), len(is_valid),
            bool(hidden[i] == 0 and blur[i] < 2), bool(hidden[i] > 0), held_by,
        )  # fmt: skip
        counts.faces.append(seen)
        if OURS not in held_by and seen.company <= CROWD:
            beside = ", plain has it" if PLAIN in held_by else ""
            caption = f"missed {size:.0f} px{beside} {turns} {name}"
            counts.tiles.append(_tile(caption, 3.0 if beside else 2.0, box, pixels))


def _tile(caption: str, weight: float, box: Boxes, pixels: Pixels) -> Tile:
    corners = np.array([box[[0, 1]], box[[2, 1]], box[[2, 3]], box[[0, 3]]])
    return Tile(caption, weight, corners, pixels)


def _rows_by_size() -> Iterator[tuple[str, Callable[[Seen], bool]]]:
    for low, high in SIZES:
        name = f"{low:.0f}–{high:.0f} px" if np.isfinite(high) else f">= {low:.0f} px"
        yield name, partial(_is_of_size, low, high)


def _is_of_size(low: float, high: float, face: Seen) -> bool:
    return low <= face.size < high and face.company <= CROWD


def _is_stored_from(low: float, face: Seen) -> bool:
    return face.stored >= low


def _rows_by_mark() -> Iterator[tuple[str, Callable[[Seen], bool]]]:
    yield f"clear, {FEW} faces or fewer in the photo", lambda s: s.is_clear and s.company <= FEW
    yield f"clear, {CROWD} or fewer", lambda s: s.is_clear and s.company <= CROWD
    yield "clear, crowds too", lambda s: s.is_clear
    for low in (LEAST_STORED, 48.0):
        yield f"all, {low:.0f} px or more in the file", partial(_is_stored_from, low)
    yield (
        "occluded, 16 px or more in the file",
        lambda s: s.is_occluded and s.stored >= LEAST_STORED,
    )
    yield "all", lambda s: True


def _recall_table(
    counts: Counts, who: Sequence[str], title: str, rows: Iterator[tuple[str, Any]]
) -> str:
    columns = [(w, turns) for turns in (0, 1) for w in who if turns or w != PLAIN_TURNED]
    head = [title, *(f"{w}, {'turned by 90' if turns else 'upright'}" for w, turns in columns)]
    lines = [
        (name, *(rate([w in s.held_by for s in counts.faces if s.turns == t and is_in(s)])
                 for w, t in columns))
        for name, is_in in rows
    ]  # fmt: skip
    return table(head, lines)


def _folder_table(counts: Counts, who: Sequence[str], head: Sequence[str], people: bool) -> str:
    folders = sorted({f for _, f in counts.any_face if (f in PEOPLE) == people})
    rows = [(f, *(rate(counts.any_face[w, f]) for w in who)) for f in folders]
    sums = [
        rate([a for (name, f), answers in counts.any_face.items() if name == w and f in folders
              for a in answers])
        for w in who
    ]  # fmt: skip
    return table([*head, *who], [*rows, ("all", *sums)])


def report(counts: Counts, engine: str) -> str:
    """Return the Markdown page."""
    who = [OURS, PLAIN, PLAIN_TURNED] if engine == "centerface" else [OURS]
    upright = [w for w in who if w != PLAIN_TURNED]
    cost = ", ".join(
        f"{w} {1000 * float(np.median(spent)):.0f} ms" for w, spent in counts.seconds.items()
    )
    notes = (
        f"A face counts as found when one box holds 60 % of it. `{PLAIN}` is CenterFace at long "
        "sides 320 and 960, a box at 0.40, or 0.20 when the other look confirms, without a closer "
        f"look; `{PLAIN_TURNED}` adds looks turned by 90, 180 and 270 degrees at 640 from 0.45. "
        f"Processor time, median a photo: {cost or 'none'}."
    )
    marks = (
        "By WIDER's own marks (clear: neither occluded nor heavily blurred), faces of 16 px or "
        f"more in the photo; by size, photos of {CROWD} faces or fewer."
    )
    parts = [
        f"# Faces: {engine}", notes, marks,
        _recall_table(counts, who, "faces", _rows_by_mark()),
        _recall_table(counts, who, "face size", _rows_by_size()),
        "Photos with any face found:", _folder_table(counts, upright, ["people"], True),
        "Photos with a box:", _folder_table(counts, upright, ["things, no face"], False),
        f"{len(WITH_FACES)} photos of objects that do show a person are left out.",
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


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
        write_sheet(counts.tiles[:200], args.work / f"faces{suffix}.png")
    print(page)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
