"""Draws what the rules and the code reader make of real photos, to be looked at by eye.

    python -m benchmarks.look_at_pages                          # the folders with pages and text
    python -m benchmarks.look_at_pages scene_text negative_map  # these

Readings are made once and kept under benchmarks/work, which git ignores; so are the sheets. Rules
alone run again, so that a change is seen in seconds. Faces are left out: they have a benchmark.
Blocked outlines are red, reviewed ones orange, allowed ones green, lines read without a finding
thin blue. The printed counts hold no name and no text of a photo.
"""

from __future__ import annotations

import argparse
import pickle
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np

from benchmarks.data_sweep import DATA
from benchmarks.tools import decode_pages
from phiscan.detectors._reading import Symbol
from phiscan.detectors._symbols import find_symbols
from phiscan.detectors.barcodes import describe
from phiscan.types import Action, Finding, Line, Photo, Pixels

WORK = Path(__file__).resolve().parent / "work" / "real"
PAGES = ("document_photo_other", "document_scan_other", "document_receipt", "id_card_dummy",
         "screenshot_with_pii_text", "screenshot_radiology_app", "rendered_text")  # fmt: skip
_COLOUR = {Action.BLOCK: (220, 0, 0), Action.REVIEW: (255, 140, 0), Action.ALLOW: (0, 170, 0)}
_TILE = 640
_COLUMNS, _ROWS = 3, 2

Seen = tuple[tuple[Line, ...], tuple[Symbol, ...]]
"""What was read of one page: its lines and its codes."""


def read_folder(folder: Path) -> dict[str, list[Seen]]:
    """Read every photo of a folder once; file name to pages."""
    kept = WORK / f"{folder.name}.pickle"
    if kept.is_file():
        found: dict[str, list[Seen]] = pickle.loads(kept.read_bytes())
        return found
    found = {}
    for path in sorted(folder.iterdir()):
        found[path.name] = [_read_page(p) for p in decode_pages(path.read_bytes())]
        print(f"{folder.name} {len(found)}", file=sys.stderr, flush=True)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(pickle.dumps(found))
    return found


def _read_page(pixels: Pixels) -> Seen:
    from phiscan._deadline import Deadline
    from phiscan.ocr import read
    from phiscan.options import ScanOptions

    (reading,) = read([Photo(pixels)], ScanOptions(), Deadline(0))
    return reading.lines, tuple(find_symbols(pixels))


def judge(seen: Seen, size_wh: tuple[int, int]) -> list[Finding]:
    """Return the findings of one page, each with the default policy's action."""
    from phiscan.filters import filter_findings
    from phiscan.options import ScanOptions
    from phiscan.policy import decide
    from phiscan.rules import NO_TERMS, find_phi
    from phiscan.rules.public_codes import mark_public_codes

    lines, symbols = seen
    codes = [f for symbol in symbols for f in describe(symbol, 1, NO_TERMS)]
    found = find_phi(lines, size_wh) + mark_public_codes(codes, lines)
    return list(decide(filter_findings(found, ScanOptions(), NO_TERMS).kept).findings)


def worst(findings: Sequence[Finding]) -> Action:
    """Return the gravest action of the findings, allow when there are none."""
    actions = (f.action for f in findings if f.action is not None)
    return max(actions, key=lambda a: a.severity, default=Action.ALLOW)


def draw(pixels: Pixels, lines: Sequence[Line], findings: Sequence[Finding]) -> Pixels:
    """Return a tile of the photo with the lines and the findings outlined."""
    scale = _TILE / max(pixels.shape[:2])
    small = np.asarray(
        cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8
    )
    for line in lines:
        outline(small, line.polygon, scale, (90, 130, 255), 1)
    for finding in findings:
        if finding.polygon is not None and finding.action is not None:
            outline(small, finding.polygon, scale, _COLOUR[finding.action], 2)
    tile = np.full((_TILE + 20, _TILE, 3), 255, np.uint8)
    tile[20 : 20 + small.shape[0], : small.shape[1]] = small[:_TILE, :_TILE]
    return tile


def outline(
    picture: Pixels, polygon: Sequence[tuple[float, float]], scale: float,
    colour: tuple[int, int, int], thick: int,
) -> None:  # fmt: skip
    """Draw a closed outline, in place."""
    points = np.round(np.array(polygon) * scale).astype(np.int32)
    cv2.polylines(picture, [points], isClosed=True, color=colour, thickness=thick)


def tiles(folder: Path, *, only_acted: bool) -> Iterator[tuple[Pixels, list[Finding], str]]:
    """Yield (tile, findings, name) for each page of a folder."""
    for name, pages in read_folder(folder).items():
        for seen, pixels in zip(pages, decode_pages((folder / name).read_bytes()), strict=True):
            findings = judge(seen, (pixels.shape[1], pixels.shape[0]))
            if only_acted and worst(findings) is Action.ALLOW:
                yield np.zeros((0, 0, 3), np.uint8), findings, name
                continue
            tile = draw(pixels, seen[0], findings)
            caption = f"{name} {worst(findings)}"
            cv2.putText(tile, caption, (4, 15), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (160, 0, 0), 1)
            yield tile, findings, name


def write_sheets(folder: Path, *, only_acted: bool) -> str:
    """Write the sheets of one folder; return a line of counts."""
    verdicts, categories, shown = Counter[str](), Counter[str](), list[Pixels]()
    for tile, findings, _ in tiles(folder, only_acted=only_acted):
        verdicts[str(worst(findings))] += 1
        categories.update({f"{f.category} {f.action}" for f in findings})
        shown += [tile] * bool(tile.size)
    page = _COLUMNS * _ROWS
    for number, at in enumerate(range(0, len(shown), page), start=1):
        sheet = shown[at : at + page]
        sheet += [np.full_like(shown[0], 255)] * (-len(sheet) % _COLUMNS)
        rows = [np.hstack(sheet[i : i + _COLUMNS]) for i in range(0, len(sheet), _COLUMNS)]
        cv2.imwrite(str(WORK / f"{folder.name}_{number}.png"), np.vstack(rows)[..., ::-1])
    return f"{folder.name}: {dict(verdicts)}; photos with {dict(categories)}"


def main(argv: Sequence[str] | None = None) -> int:
    """Run from the command line; see the module's text."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="*", default=PAGES)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--all", action="store_true", help="draw the allowed photos too")
    args = parser.parse_args(argv)
    if not args.data.is_dir():
        print(f"no photos at {args.data}: nothing to look at")
        return 0
    for name in args.folders:
        print(write_sheets(args.data / name, only_acted=not args.all), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
