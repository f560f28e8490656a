import hashlib
import json
import subprocess
import sys
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image, ImageOps

pytest.importorskip("faker", reason="Faker is in the extra phiscan[synth]")

from phiscan.cli.synth import command
from phiscan.errors import UsageError
from phiscan.synth import files, render, samples
from phiscan.synth.artefacts import KINDS
from phiscan.synth.fonts import FAMILIES, FontBook
from phiscan.synth.scenes import ALL_KINDS, SCENES, Shot, take, views_of
from phiscan.types import Category, Role, as_points

SMALL = (480, 360)
SAMPLES = Path(__file__).parents[2] / "sample_images"


def taken(kind, split, seed="1"):
    return take(Shot(kind, views_of(kind)[0], SMALL), split, seed, FontBook(split))


small_photo = cache(taken)


@pytest.mark.parametrize("split", ["tune", "test", "blind"])
@pytest.mark.parametrize("kind", ALL_KINDS)
def test_every_kind_renders_with_valid_truth(kind, split):
    picture = small_photo(kind, split)
    assert picture.pixels.dtype == np.uint8
    assert picture.pixels.ndim == 3
    for mark in picture.marks:
        as_points(mark.polygon)
        assert mark.category is None or mark.category in Category
        assert mark.role in Role
    labels = [m for m in picture.marks if m.text is not None]
    assert bool(labels) != picture.clean


def test_there_are_clean_kinds_and_kinds_of_every_region():
    assert sum(KINDS[k].clean for k in KINDS) >= 7
    seen = {m.category for k in KINDS for m in small_photo(k, "tune").marks}
    assert {"wristband", "radiograph", "medical_imaging", "screen", "id_card", "barcode"} <= seen
    assert "lab_result" in seen
    assert len(SCENES) >= 3


def test_same_seed_gives_the_same_pixels_and_truth():
    one, two, other = (taken("messy_desk", "tune", s) for s in ("a", "a", "b"))
    assert np.array_equal(one.pixels, two.pixels)
    assert [m.text for m in one.marks] == [m.text for m in two.marks]
    assert not np.array_equal(one.pixels, other.pixels)


def test_splits_share_no_font():
    files_of = {s: {f.regular for f in FAMILIES if f.split == s} for s in render.SPLITS}
    for one, other in combinations(files_of.values(), 2):
        assert not one & other


def test_without_any_font_the_built_in_one_stands_in_with_a_note(tmp_path):
    book = FontBook("tune", [tmp_path])
    assert book.note is not None
    assert "apt-get install" in book.note
    picture = take(Shot("sticky_note", "desk", SMALL), "tune", "1", book)
    assert any(m.text for m in picture.marks)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_stored_pixels_come_back_upright(orientation, tmp_path):
    upright = np.arange(24 * 16 * 3, dtype=np.uint32).reshape(16, 24, 3).astype(np.uint8)
    exif = Image.Exif()
    exif[0x0112] = orientation
    files.write_photo(tmp_path / "a.png", files.stored(upright, orientation), exif=exif)
    with Image.open(tmp_path / "a.png") as image:
        assert np.array_equal(np.asarray(ImageOps.exif_transpose(image)), upright)


@pytest.mark.parametrize(
    "wrong", [{"split": "all"}, {"kinds": ["x"]}, {"views": ["x"]}, {"fmt": "gif"}]
)
def test_unknown_words_are_refused(wrong, tmp_path):
    with pytest.raises(UsageError, match="known"):
        render.plan(tmp_path, count=1, seed=1, **wrong)


def test_kinds_never_seen_in_a_view_are_refused(tmp_path):
    with pytest.raises(UsageError, match="None of these"):
        render.plan(tmp_path, count=1, seed=1, kinds=["landscape"], views=["scan"])


def test_plan_shows_every_kind_equally_often(tmp_path):
    jobs = render.plan(tmp_path, count=2 * len(ALL_KINDS), seed=3)
    kinds = [job.shot.kind for job in jobs]
    assert {kinds.count(k) for k in ALL_KINDS} == {2}


def test_command_writes_photos_and_truth(tmp_path):
    args = ["--out", str(tmp_path / "o"), "--count", "3", "--size", "480x360"]
    result = CliRunner().invoke(command, [*args, "--kinds", "sticky_note,landscape,ehr_screenshot"])
    assert result.exit_code == 0, result.output
    truth = json.loads((tmp_path / "o" / "truth.json").read_text(encoding="utf-8"))
    for photo in truth["photos"]:
        with Image.open(tmp_path / "o" / photo["file"]) as image:
            assert list(ImageOps.exif_transpose(image).size) == photo["size_wh"]
    assert {p["clean"] for p in truth["photos"]} == {True, False}


def test_command_never_overwrites_a_truth(tmp_path):
    (tmp_path / "truth.json").write_text("{}")
    result = CliRunner().invoke(command, ["--out", str(tmp_path), "--count", "1"])
    assert isinstance(result.exception, UsageError)
    assert (tmp_path / "truth.json").read_text() == "{}"


def test_scanning_never_imports_the_renderer():
    code = "import sys, phiscan; phiscan.Scanner; sys.exit(any('synth' in m for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_samples_are_there_and_their_truth_names_them():
    truth = json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))
    named = {p["file"] for p in truth["photos"]}
    assert named == {s.file for s in samples.SAMPLES} | {samples.PDF[0]}
    assert len(named) >= 14
    assert all((SAMPLES / name).is_file() for name in named)
    assert sum((SAMPLES / n).stat().st_size for n in named) < 8_500_000


def test_samples_text_can_be_read():
    truth = json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))
    heights = [
        e["text_height_px"] for p in truth["photos"] for e in p["entries"] if e["text_height_px"]
    ]
    assert min(heights) >= 13.5


def test_a_sample_renders_as_committed(tmp_path):
    book = FontBook(samples.SPLIT)
    if book.note:
        pytest.skip("the samples were rendered with fonts that this machine lacks")
    sample = next(s for s in samples.SAMPLES if s.kind == "ehr_screenshot")
    made = samples.make_sample(sample, tmp_path, book)
    truth = json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))
    committed = next(p for p in truth["photos"] if p["file"] == sample.file)
    assert [e["text"] for e in made.to_dict()["entries"]] == [
        e["text"] for e in committed["entries"]
    ]
    digests = {
        hashlib.sha256(np.asarray(Image.open(f / sample.file)).tobytes()).hexdigest()
        for f in (tmp_path, SAMPLES)
    }
    assert len(digests) == 1
