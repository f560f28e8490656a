import io

import numpy as np
import pytest
from PIL import Image

from phiscan.batch import scan_photo
from phiscan.cache import ScanCache
from phiscan.options import ScanOptions
from phiscan.report import preview
from phiscan.report.preview import make_pictures, shrink, wanted_pages, why_not_shown
from phiscan.types import Status

from .conftest import finding, result

BUDGET = 200_000
BOX = (100, 100, 200, 160)


def reddish(jpeg: bytes) -> int:
    pixels = np.asarray(Image.open(io.BytesIO(jpeg)).convert("RGB")).astype(int)
    return int((pixels[..., 0] - pixels[..., 1] > 60).sum())


@pytest.mark.usefixtures("plain_cover")
class TestMakePictures:
    def test_what_was_found_is_covered(self, red_photo):
        item = result(red_photo(), finding("mrn", BOX))
        made = make_pictures(item, ScanOptions(), BUDGET)
        assert made.problem is None
        assert reddish(made.pages[0].jpeg) == 0

    def test_an_allowed_finding_is_covered_too(self, red_photo):
        item = result(red_photo(), finding("screen", BOX))
        assert item.verdict == "allow"
        assert reddish(make_pictures(item, ScanOptions(), BUDGET).pages[0].jpeg) == 0

    def test_the_picture_shows_the_rest(self, red_photo):
        item = result(red_photo())
        assert reddish(make_pictures(item, ScanOptions(), BUDGET).pages[0].jpeg) > 4000

    def test_covering_comes_before_shrinking(self, red_photo, monkeypatch):
        seen = []
        monkeypatch.setattr(preview, "cover", lambda p, f: seen.append(p.shape) or p)
        make_pictures(result(red_photo(), finding("mrn", BOX)), ScanOptions(), BUDGET)
        assert seen == [(300, 400, 3)]

    def test_a_photo_that_changed_since_is_not_shown(self, red_photo):
        item = result(red_photo(), finding("mrn", BOX), size_wh=(800, 600))
        made = make_pictures(item, ScanOptions(), BUDGET)
        assert (made.pages, made.problem) == ((), "the file has changed since it was examined")

    def test_another_photo_of_the_same_size_is_not_shown_under_old_covers(
        self, photos, colour_scanner, tmp_path
    ):
        path = photos("a.png", "red")
        with ScanCache(tmp_path / "cache", "f") as cache:
            for known in (None, cache, cache):
                item = scan_photo(colour_scanner(), path, str(path), known)
                assert make_pictures(item, ScanOptions(), BUDGET).pages
                photos("a.png", "orange")
                made = make_pictures(item, ScanOptions(), BUDGET)
                assert (made.pages, made.problem) == ((), preview._CHANGED)
                photos("a.png", "red")
        assert "content_hash" not in item.to_dict()

    def test_a_page_with_too_many_findings_is_not_drawn(self, red_photo):
        many = [finding("face", (i % 300, 10, i % 300 + 5, 15 + i % 200)) for i in range(500)]
        made = make_pictures(result(red_photo(), *many), ScanOptions(), BUDGET)
        assert (made.pages, made.problem) == ((), "it holds more than 400 findings")

    def test_a_photo_that_is_gone_says_so_without_its_name(self):
        made = make_pictures(result("/nowhere/PLANTEDNAME.png"), ScanOptions(), BUDGET)
        assert made.pages == ()
        assert "PLANTED" not in (made.problem or "PLANTED")

    def test_a_crash_while_covering_shows_nothing(self, red_photo, monkeypatch):
        def crash(*_):
            raise RuntimeError("PLANTED")

        monkeypatch.setattr(preview, "cover", crash)
        made = make_pictures(result(red_photo()), ScanOptions(), BUDGET)
        assert (made.pages, made.problem) == ((), "the picture could not be made")

    def test_no_room_means_no_picture(self, red_photo):
        made = make_pictures(result(red_photo()), ScanOptions(), 100)
        assert (made.pages, made.problem) == ((), "this report is full")

    def test_only_pages_with_findings_are_shown(self, tmp_path):
        frames = [Image.new("RGB", (40, 30), c) for c in ("red", "green", "blue")]
        frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
        item = result(
            tmp_path / "a.gif", finding("mrn", (1, 1, 9, 9), page=3), pages=3, size_wh=(40, 30)
        )
        made = make_pictures(item, ScanOptions(), BUDGET)
        assert [p.page for p in made.pages] == [3]


def test_the_real_cover_hides_what_was_found(red_photo):
    item = result(red_photo(), finding("mrn", BOX))
    made = make_pictures(item, ScanOptions(), BUDGET)
    assert reddish(made.pages[0].jpeg) == 0


@pytest.mark.parametrize("status", [Status.INCOMPLETE, Status.FAILED])
def test_what_was_not_fully_examined_is_not_shown(status, red_photo):
    item = result(red_photo(), status=status, pages=0 if status == "failed" else 1)
    assert why_not_shown(item, ScanOptions())
    assert make_pictures(item, ScanOptions(), BUDGET).pages == ()


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (ScanOptions(), True),
        (ScanOptions(only=("face",)), False),
        (ScanOptions(skip=("person_name",)), False),
        (ScanOptions(skip=("capture_time", "gps_location")), True),
        (ScanOptions(reader="none"), False),
        (ScanOptions(face_finder="none"), False),
    ],
)
def test_a_scan_that_left_something_out_shows_no_pictures(options, shown):
    assert (why_not_shown(result(), options) is None) == shown


def test_the_worst_pages_are_wanted_in_order():
    found = [finding("phone", (0, 0, 9, 9), page=p) for p in (1, 2, 3, 4, 5)]
    found.append(finding("mrn", (0, 0, 9, 9), page=9))
    assert wanted_pages(result("a.pdf", *found, pages=9)) == (1, 2, 3, 9)
    assert wanted_pages(result()) == (1,)


@pytest.mark.parametrize("budget", [4_000, 12_000, 60_000])
def test_pictures_keep_to_their_budget_and_carry_no_metadata(budget):
    noise = np.random.default_rng(1).integers(0, 255, (900, 1200, 3), dtype=np.uint8)
    smooth = np.asarray(Image.fromarray(noise).resize((120, 90)).resize((1200, 900)))
    picture = shrink(smooth, 1, budget)
    assert picture is not None
    assert len(picture.jpeg) <= budget
    image = Image.open(io.BytesIO(picture.jpeg))
    assert image.size == picture.size_wh
    assert not image.getexif()
    assert b"Exif" not in picture.jpeg


def test_a_tiny_photo_is_not_enlarged():
    picture = shrink(np.zeros((1, 3, 3), np.uint8), 1, BUDGET)
    assert picture is not None
    assert picture.size_wh == (3, 1)
