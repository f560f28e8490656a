"""What each bar would leave unread, and what it would save: the gate alone, tile by tile.

python models/text_gate_v1/measure.py FOLDER... [--data DATA] [--count N]

FOLDER holds rendered photos with truth.json. An identifier is left below a bar when none of the
tiles that show its middle has a cell that reaches it: nobody would look there in full size. "By
itself" asks more: a cell on the identifier or beside it, as if nothing else stood in its tile.
Photos without print are those of two kinds, and DATA's photos kept back from training, enlarged to
12 megapixels as benchmarks/speed does.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import cv2
import numpy as np
from network import CELL_PX
from numpy.typing import NDArray

from benchmarks.speed.folders import _enlarge
from benchmarks.tables import table
from phiscan._runtime import Model, open_model
from phiscan.ocr.detection import has_fine_structure
from phiscan.ocr.levels import show
from phiscan.ocr.tiles import Tile, cut_into_tiles
from phiscan.options import ScanOptions
from phiscan.types import Pixels

BARS = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4)
HEIGHTS = (0, 8, 10, 14, 24, 48, 10_000)
TEXTLESS = ("landscape", "plate_of_food")
SIZE_WH = (4032, 3024)


class Identifier(NamedTuple):
    """An identifier, the height of its print in px, and the gate's best cells."""

    name: str
    height: float
    anywhere: float
    on_it: float


def seen(tile: Pixels, gate: Model) -> NDArray[np.float32]:
    """Return the cells of a tile, (H / 32, W / 32)."""
    blob = np.empty((1, 3, *tile.shape[:2]), np.float32)
    show(tile, blob[0])
    return gate.run(blob)[0][0, 0]


def best_of(
    quad: NDArray[np.float64], tiles: Sequence[tuple[Tile, NDArray[np.float32]]]
) -> tuple[float, float]:
    """Return the best cell of the tiles that show a quad's middle, and the best on or beside it."""
    anywhere = on_it = 0.0
    middle = quad.mean(axis=0)
    for (x0, y0, x1, y1), cells in tiles:
        if not (x0 <= middle[0] < x1 and y0 <= middle[1] < y1):
            continue
        low = np.floor((quad.min(axis=0) - (x0, y0)) / CELL_PX).astype(int)
        high = np.ceil((quad.max(axis=0) - (x0, y0)) / CELL_PX).astype(int)
        low = np.maximum(0, low)
        part = cells[low[1] : high[1] + 1, low[0] : high[0] + 1]
        anywhere = max(anywhere, float(cells.max()))
        on_it = max(on_it, float(part.max()) if part.size else 0.0)
    return anywhere, on_it


def tiles_of(
    pixels: Pixels, gate: Model, middles: NDArray[np.float64] | None = None
) -> Iterator[tuple[Tile, NDArray[np.float32]]]:
    """Yield the tiles with structure (of those that show one of the middles) with their cells."""
    for x0, y0, x1, y1 in cut_into_tiles(pixels.shape[1], pixels.shape[0]):
        low, high = np.array((x0, y0)), np.array((x1, y1))
        if middles is not None and not ((middles >= low) & (middles < high)).all(axis=1).any():
            continue
        tile = pixels[y0:y1, x0:x1]
        if has_fine_structure(tile):
            yield (x0, y0, x1, y1), seen(np.ascontiguousarray(tile), gate)


def identifiers(
    folder: Path, photos: Sequence[dict[str, Any]], gate: Model
) -> Iterator[Identifier]:
    """Yield each identifier with print."""
    for photo in photos:
        entries = [e for e in photo["entries"] if e.get("text_height_px")]
        if not entries:
            continue
        quads = [np.array(e["polygon"]) for e in entries]
        middles = np.array([q.mean(axis=0) for q in quads])
        tiles = list(tiles_of(_read(folder / photo["file"]), gate, middles))
        for number, (entry, quad) in enumerate(zip(entries, quads, strict=True)):
            name = f"{photo['file']} {number}"
            yield Identifier(name, entry["text_height_px"], *best_of(quad, tiles))


def _read(path: Path) -> Pixels:
    bgr = cv2.imread(str(path))
    assert bgr is not None, path
    return np.ascontiguousarray(bgr[..., ::-1])


def textless(paths: Sequence[Path], gate: Model) -> list[float]:
    """Return the best cell of each tile with structure."""
    return [float(c.max()) for path in paths for _, c in tiles_of(_read(path), gate)]


def enlarged(paths: Sequence[Path], work: Path) -> list[Path]:
    """Return the photos enlarged to 12 megapixels with grain, made once."""
    work.mkdir(parents=True, exist_ok=True)
    made = [work / f"{path.stem}.jpg" for path in paths]
    for source, target in zip(paths, made, strict=True):
        if not target.is_file():
            _enlarge(source, target, SIZE_WH)
    return made


def report(found: Sequence[Identifier]) -> str:
    """Return the table of identifiers left below each bar (by themselves), by height."""
    rows = []
    for low, high in pairwise(HEIGHTS):
        some = [each for each in found if low <= each.height < high]
        counts = [
            f"{sum(e.anywhere < bar for e in some)} ({sum(e.on_it < bar for e in some)})"
            for bar in BARS
        ]
        rows.append([f"{low}-{high} px", len(some), *counts])
    return table(["height", "identifiers", *(f"below {bar}" for bar in BARS)], rows)


def cost() -> str:
    """Return the table of processor time for a tile of 768 px on one thread, the median of nine."""
    blob = np.random.default_rng(1).uniform(-1, 1, (1, 3, 768, 768)).astype(np.float32)
    rows = []
    for name in ("text_gate", "ppocr_det"):
        row: list[Any] = [name]
        for precision in ("auto", "f32"):
            network = open_model(name, ScanOptions(threads=1, precision=precision))
            network.run(blob)
            took = []
            for _ in range(9):
                start = time.process_time()
                network.run(blob)
                took.append(1000 * (time.process_time() - start))
            row.append(f"{np.median(took):.1f}")
        rows.append(row)
    return table(["network", "ms, bf16 where the processor has it", "ms, f32"], rows)


def saved(name: str, best: Sequence[float]) -> list[Any]:
    """Return the row of tiles left out at each bar."""
    values = np.array(best)
    return [name, len(best), *(f"{100 * (values < bar).mean():.0f} %" for bar in BARS)]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--work", type=Path, default=Path("benchmarks/work/gate_real_4032"))
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--skip-identifiers", action="store_true")
    args = parser.parse_args()
    gate = open_model("text_gate", ScanOptions(threads=1))
    found: list[Identifier] = []
    rows = []
    for folder in args.folders:
        photos = json.loads((folder / "truth.json").read_text(encoding="utf-8"))["photos"]
        photos = photos[: args.count]
        if not args.skip_identifiers:
            found += identifiers(folder, photos, gate)
        empty = [folder / p["file"] for p in photos if p["kind"] in TEXTLESS]
        rows += [saved(folder.name, textless(empty, gate))] if empty else []
    if args.data:
        from train import photos_of

        real = enlarged(photos_of(args.data, kept_back=True)[:24], args.work)
        rows.append(saved("real, kept back", textless(real, gate)))
    print(cost())
    print()
    print(report(found))
    print()
    print(table(["textless", "tiles", *(f"below {bar}" for bar in BARS)], rows))
    for each in sorted(found, key=lambda e: e.on_it)[:80]:
        print(f"{each.height:.0f} px {each.anywhere:.4f} ({each.on_it:.4f}) {each.name}")


if __name__ == "__main__":
    main()
