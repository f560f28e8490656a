from __future__ import annotations

import hashlib
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
import pytest

from benchmarks.soak.__main__ import Row, growth, main, page
from benchmarks.soak.variants import SAME_PICTURE, stamped, variants
from phiscan.load import load
from phiscan.options import ScanOptions
from phiscan.rules import NO_TERMS
from phiscan.stages import look_at_metadata


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    grain = np.random.default_rng(1).integers(90, 160, (240, 320, 3), np.uint8)
    cv2.imwrite(str(tmp_path / "photo.jpg"), grain)
    return tmp_path / "photo.jpg"


def row(photos: int, resident: float) -> Row:
    return Row(photos, photos / 2, 2.0, resident, resident / 2, resident, 2, photos / 3)


def test_no_two_variants_have_one_content(photo):
    made = list(islice(variants([photo]), 3 * SAME_PICTURE))
    assert len({hashlib.sha256(data).digest() for data in made}) == len(made)
    shapes = {next(load(data).iter_pages()).pixels.shape for data in made}
    assert 1 < len(shapes) <= 3, "cut anew now and then, the same picture in between"


def test_a_number_in_the_header_changes_neither_the_picture_nor_what_is_found(photo):
    data = next(variants([photo]))
    other = stamped(data, 123_456)
    assert other != data
    first, second = (next(load(each).iter_pages()).pixels for each in (data, other))
    np.testing.assert_array_equal(first, second)
    seen = [look_at_metadata(ScanOptions(), NO_TERMS, load(each)) for each in (data, other)]
    found = [each.findings for each in seen]
    assert found == [(), ()]


def test_without_a_jfif_header_there_is_nowhere_to_write():
    with pytest.raises(ValueError, match="JFIF"):
        stamped(b"\xff\xd8\xff\xe1" + bytes(30), 1)


def test_growth_counts_from_where_memory_has_settled():
    rows = [row(n, 100 + n if n < 500 else 600 + (n - 500) * 0.01) for n in range(100, 2001, 100)]
    assert growth(rows) == pytest.approx(10.0)
    assert np.isnan(growth(rows[:1]))


def test_the_page_holds_the_curve():
    text = page([row(n, 700.0) for n in range(50, 1001, 50)], "about", "soak.png")
    assert "| growth since then, MB in 1,000 photos | +0.0 |" in text.replace("-0.0", "+0.0")
    assert "| 1000 | 700 | 350 | 2.00 |" not in text.splitlines()[5]
    assert "![memory and rate](soak.png)" in text


@pytest.mark.slow
def test_a_soak_at_tiny_size_runs_to_its_end_and_leaves_no_photo(tmp_path):
    pytest.importorskip("faker", reason="needs the extra phiscan[synth]")
    pytest.importorskip("matplotlib", reason="needs the extra phiscan[bench]")
    work = tmp_path / "work"
    size = ["--photos", "6", "--every", "4", "--bases", "2", "--long-side", "320", "--jobs", "1"]
    assert main([*size, "--out", str(tmp_path), "--work", str(work)]) == 0
    text = (tmp_path / "soak.md").read_text("utf-8")
    assert "| photos | 6 |" in text
    assert "6 complete" in text
    assert (tmp_path / "soak.png").is_file()
    assert len((work / "soak_6_320.csv").read_text().splitlines()) == 3
    assert not list(work.glob("tmp*"))
