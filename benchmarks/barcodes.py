"""How many codes are found, read or not, and how many photos without one have a false one.

    python -m benchmarks.barcodes

Real photos by folder, then codes of every symbology drawn on photos that nothing was tuned on
(`code_scenes.py`), with decoys (`code_decoys.py`) and photos without a code beside them.
Runs on ../shared/data; without the photos this says so and ends.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.code_drawn import Seen, drawn_page, look, scenes
from benchmarks.data_sweep import DATA
from benchmarks.faces import read_photo
from benchmarks.photos import RESULTS
from benchmarks.tables import table
from phiscan.detectors.barcodes import find_barcodes
from phiscan.evaluation.metric import rate
from phiscan.options import ScanOptions
from phiscan.rules import NO_TERMS
from phiscan.types import Category, Photo

CODES = ("barcode_1d", "barcode_qr", "barcode_zxing")
OTHERS = ("document_receipt", "negative_barcode_like", "negative_grayscale_photo",
          "negative_imagenet_object", "negative_nature", "negative_packaging",
          "negative_screenshot", "scene_text", "xray_bone")  # fmt: skip


@dataclass
class Counts:
    """One folder: was anything found, was anything read, which tags."""

    found: list[bool] = field(default_factory=list)
    read: list[bool] = field(default_factory=list)
    tags: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)


def measure(root: Path, every: int) -> dict[str, Counts]:
    """Look for codes in every n-th photo of each folder."""
    options, whole = ScanOptions(), {}
    for folder in (*CODES, *OTHERS):
        counts = whole[folder] = Counts()
        for path in sorted((root / folder).iterdir())[::every]:
            photo = Photo(read_photo(path, None))
            start = time.perf_counter()
            findings = find_barcodes([photo], options, NO_TERMS)[0]
            counts.seconds.append(time.perf_counter() - start)
            tags = [t for f in findings if f.category is Category.BARCODE for t in f.tags]
            counts.tags.update(tags)
            counts.found.append(bool(tags))
            counts.read.append(any(t != "undecoded" for t in tags))
    return whole


def report(whole: dict[str, Counts], seen: Sequence[Seen] = ()) -> str:
    """Return the Markdown page."""
    rows = [
        (folder, rate(c.found), rate(c.read),
         ", ".join(f"{n} {tag}" for tag, n in c.tags.most_common()),
         f"{1000 * float(np.median(c.seconds)):.0f}")
        for folder, c in whole.items() if c.seconds
    ]  # fmt: skip
    note = (
        "The first three folders show codes, the others (some receipts apart) none. Of codes that "
        "cannot be read, place and outline are reported."
    )
    head = ["folder", "photos with a code found", "with one read", "codes", "ms, median"]
    return f"# Codes\n\n{note}\n\n{table(head, rows)}\n" + (drawn_page(seen) if seen else "")


def main(argv: Sequence[str] | None = None) -> int:
    """Run from the command line; see the module's text."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--scenes", type=int, default=1, help="every n-th drawn scene; 0 for none")
    parser.add_argument("--seed", type=int, default=70_000)
    parser.add_argument("--out", type=Path, default=RESULTS)
    args = parser.parse_args(argv)
    if not args.data.is_dir():
        print(f"no photos at {args.data}: nothing to measure")
        return 0
    seen = [look(scene) for scene in scenes(args.data, args.scenes, args.seed)]
    page = report(measure(args.data, args.every), seen)
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "barcodes.md").write_text(page, encoding="utf-8")
    print(page)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
