"""Draw the README's picture: a sample photo before and after, side by side.

python benchmarks/before_after.py        # writes benchmarks/results/before_after.jpg
"""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

import phiscan

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "sample_images" / "messy_desk.jpg"
TARGET = ROOT / "benchmarks" / "results" / "before_after.jpg"
HEIGHT_PX, GAP_PX = 620, 12


def main() -> None:
    """Redact the sample in memory and put both versions beside each other."""
    result = phiscan.redact(SAMPLE.read_bytes())
    if result.image is None or not result.verified:
        raise SystemExit(f"no verified copy: {result.reason}")
    pictures = [Image.open(SAMPLE), Image.open(io.BytesIO(result.image))]
    small = [p.convert("RGB").resize(_size(p), Image.Resampling.LANCZOS) for p in pictures]
    sheet = Image.new("RGB", (sum(p.width for p in small) + GAP_PX, HEIGHT_PX), "white")
    sheet.paste(small[0], (0, 0))
    sheet.paste(small[1], (small[0].width + GAP_PX, 0))
    sheet.save(TARGET, quality=88)
    print(f"{result.covered} findings covered -> {TARGET.relative_to(ROOT)}")


def _size(picture: Image.Image) -> tuple[int, int]:
    return round(picture.width * HEIGHT_PX / picture.height), HEIGHT_PX


if __name__ == "__main__":
    main()
