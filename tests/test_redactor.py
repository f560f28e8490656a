from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from redaction_fakes import MarkScanner, box, encoded, mark, missing_engine, pixels_of, sheet

from phiscan.errors import UsageError
from phiscan.load import find_inputs
from phiscan.options import ScanOptions
from phiscan.policy import CLINIC_POLICY, Context
from phiscan.redactor import DEFAULT_COVER, redact, redact_many
from phiscan.types import ALL_TEXT, Action, Category, Finding, Photo, RedactResult

RED = (100, 100, 180, 120)


def red_left(data: bytes, frame: int = 0) -> int:
    """Count the pixels of a copy that still look like a red mark."""
    pixels = pixels_of(data, frame).astype(int)
    return int(((pixels[..., 0] > 150) & (pixels[..., 1] < 90)).sum())


def save(folder: Path, name: str, image: Image.Image | bytes, form: str = "JPEG") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(image if isinstance(image, bytes) else encoded(image, form))
    return path


def redact_all(paths: list[Path], to: Path, scanner: MarkScanner) -> list[RedactResult]:
    return list(redact_many(find_inputs(paths).inputs, to, scanner=scanner))


# -- from memory ------------------------------------------------------------------------------


@pytest.mark.parametrize("photo", [b"", b"not a picture", np.zeros((0, 4, 3), np.uint8)])
def test_what_cannot_be_opened_gets_no_copy(photo: bytes | np.ndarray) -> None:
    result = redact(photo, scanner=MarkScanner())
    assert (result.verified, result.safe_copy, result.image) == (False, None, None)
    assert result.reason


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF"])
def test_a_mark_is_covered_and_the_format_stays(form: str) -> None:
    result = redact(encoded(sheet(red=RED), form), scanner=MarkScanner())
    assert result.verified
    assert result.covered == 1
    assert result.image is not None
    assert Image.open(io.BytesIO(result.image)).format == form
    assert red_left(result.image) == 0


def test_an_array_and_a_pillow_image_become_png() -> None:
    image = sheet(red=RED)
    bgr = np.asarray(image)[..., ::-1]
    for result in (redact(image, scanner=MarkScanner()),
                   redact(bgr, scanner=MarkScanner(), order="bgr")):  # fmt: skip
        assert result.image is not None
        assert result.image.startswith(b"\x89PNG")
        assert red_left(result.image) == 0


def test_a_clean_photo_is_written_too() -> None:
    result = redact(encoded(sheet(), "JPEG"), scanner=MarkScanner())
    assert result.verified
    assert result.covered == 0
    assert result.image is not None


def test_wrong_use_is_an_exception() -> None:
    with pytest.raises(UsageError):
        redact(7, scanner=MarkScanner())  # type: ignore[arg-type]


# -- findings given ----------------------------------------------------------------------------


def test_findings_given_are_used_instead_of_a_scan() -> None:
    scanner = MarkScanner(first=("red",), second=())
    result = redact(sheet(red=RED), [mark(box(10, 10, 60, 30))], scanner=scanner)
    assert result.verified
    assert result.covered == 1
    assert result.image is not None
    assert red_left(result.image) > 0
    assert not pixels_of(result.image)[10:30, 10:60].any()


def test_what_a_person_chose_to_leave_visible_stays() -> None:
    left = mark(box(*RED), action=Action.ALLOW)
    result = redact(sheet(red=RED), [left], scanner=MarkScanner())
    assert result.verified
    assert result.image is not None
    assert red_left(result.image) > 0


def test_an_override_in_the_context_leaves_a_finding_visible() -> None:
    photo = encoded(sheet(red=RED))
    scan = redact(photo, scanner=MarkScanner()).scan
    assert scan is not None
    context = Context(overrides={scan.findings[0].id: Action.ALLOW})
    result = redact(photo, scanner=MarkScanner(), context=context)
    assert result.verified
    assert result.covered == 0


@pytest.mark.parametrize("finding", [mark(box(900, 900, 950, 950)), mark(box(5, 5, 9, 9), page=2)])
def test_a_finding_that_does_not_fit_the_photo_gets_no_copy(finding: Finding) -> None:
    result = redact(sheet(), [finding], scanner=MarkScanner())
    assert not result.verified
    assert "finding" in result.reason


# -- the second look -----------------------------------------------------------------------------


def test_what_only_the_second_look_finds_is_covered_too() -> None:
    photo = encoded(sheet(red=RED, blue=(20, 200, 90, 215)), "JPEG")
    result = redact(photo, scanner=MarkScanner(first=("red",), second=("red", "blue")))
    assert result.verified
    assert result.covered == 2
    assert result.image is not None
    assert not pixels_of(result.image)[200:215, 20:90].any()


def test_what_stays_visible_after_three_rounds_is_not_published(tmp_path: Path) -> None:
    far_apart = MarkScanner(again=_one_corner_after_the_other())
    result = redact(save(tmp_path, "a.jpg", sheet()), to=tmp_path / "safe", scanner=far_apart)
    assert not result.verified
    assert "still visible after 3 rounds" in result.reason
    assert "mrn on page 1 at [" in result.reason
    assert not (tmp_path / "safe").exists()


def _one_corner_after_the_other() -> Callable[[Photo], list[Finding]]:
    corners = iter([(0, 0), (300, 0), (0, 220), (300, 220), (150, 120)])

    def look(photo: Photo) -> list[Finding]:
        x, y = next(corners)
        return [mark(box(x, y, x + 10, y + 10))]

    return look


def test_a_second_look_that_fails_means_no_copy(tmp_path: Path) -> None:
    path = save(tmp_path, "a.jpg", sheet(red=RED))
    scanner = MarkScanner(broken=missing_engine())
    result = redact(path, to=tmp_path / "safe", scanner=scanner)
    assert not result.verified
    assert "tesseract is not installed" in result.reason
    assert not (tmp_path / "safe").exists()


def test_a_time_limit_means_no_copy() -> None:
    options = ScanOptions(timeout_s=1e-9)
    result = redact(encoded(sheet(red=RED), "TIFF", save_all=True, append_images=[sheet()]),
                    scanner=MarkScanner(options=options))  # fmt: skip
    assert not result.verified


def test_only_the_asked_actions_are_covered() -> None:
    photo = encoded(sheet(red=RED, green=(20, 200, 90, 215)))
    scanner = MarkScanner(first=("red", "green"), second=("red", "green"))
    policy_page = redact(photo, scanner=scanner, cover={Action.BLOCK})
    assert policy_page.verified
    assert policy_page.covered == 2, "a date beside a record number is blocked"
    lone = encoded(sheet(green=(20, 200, 90, 215)))
    assert redact(lone, scanner=scanner, cover={Action.BLOCK}).covered == 0
    assert redact(lone, scanner=scanner).covered == 1


def test_findings_that_the_policy_allows_do_not_fail_a_copy() -> None:
    actions = {**CLINIC_POLICY.actions, Category.MRN: Action.ALLOW}
    scanner = MarkScanner(policy=replace(CLINIC_POLICY, actions=actions))
    result = redact(encoded(sheet(red=RED)), scanner=scanner)
    assert result.verified
    assert result.covered == 0


# -- files -----------------------------------------------------------------------------------------


def test_the_input_is_only_read(tmp_path: Path) -> None:
    path = save(tmp_path, "a.jpg", sheet(red=RED))
    before = path.stat(), hashlib.sha256(path.read_bytes()).digest()
    assert redact(path, to=tmp_path / "safe", scanner=MarkScanner()).verified
    after = path.stat(), hashlib.sha256(path.read_bytes()).digest()
    assert (before[0].st_mtime_ns, before[1]) == (after[0].st_mtime_ns, after[1])


def test_the_copy_lies_under_the_inputs_name(tmp_path: Path) -> None:
    path = save(tmp_path, "ward/a.jpg", sheet(red=RED))
    result = redact(str(path), to=tmp_path / "safe", scanner=MarkScanner())
    assert result.safe_copy == tmp_path / "safe" / "a.jpg"
    assert result.safe_copy.exists()
    assert result.image is None
    assert sorted(p.name for p in (tmp_path / "safe").iterdir()) == ["a.jpg"]


def test_bytes_with_a_name_land_under_it(tmp_path: Path) -> None:
    data = encoded(sheet(), "PNG")
    named = redact(data, to=tmp_path, scanner=MarkScanner(), source="upload/x.png")
    unnamed = redact(data, to=tmp_path, scanner=MarkScanner())
    assert named.safe_copy == tmp_path / "x.png"
    assert unnamed.safe_copy == tmp_path / "photo.png"


def test_a_copy_never_replaces_its_own_input(tmp_path: Path) -> None:
    path = save(tmp_path, "a.jpg", sheet(red=RED))
    before = path.read_bytes()
    (result,) = redact_all([tmp_path], tmp_path, MarkScanner())
    assert not result.verified
    assert "exists already" in result.reason
    assert path.read_bytes() == before


def test_a_second_run_makes_nothing_and_says_so(tmp_path: Path) -> None:
    save(tmp_path, "photos/a.jpg", sheet(red=RED))
    safe = tmp_path / "photos" / "safe"
    (first,) = redact_all([tmp_path / "photos"], safe, MarkScanner())
    stamp = os.stat(safe / "a.jpg").st_mtime_ns
    (again,) = redact_all([tmp_path / "photos"], safe, MarkScanner())
    assert first.verified
    assert not again.verified
    assert os.stat(safe / "a.jpg").st_mtime_ns == stamp


def test_many_inputs_keep_their_order_and_one_bad_photo_costs_itself(tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    save(photos, "1.jpg", sheet(red=RED))
    save(photos, "2.jpg", b"\xff\xd8\xff broken")
    save(photos, "3/3.png", sheet(), "PNG")
    inputs = [photos, tmp_path / "missing.jpg"]
    results = redact_all(inputs, tmp_path / "safe", MarkScanner())  # type: ignore[arg-type]
    assert [r.verified for r in results] == [True, False, True, False]
    assert [Path(r.source).name for r in results] == ["1.jpg", "2.jpg", "3.png", "missing.jpg"]
    assert (tmp_path / "safe" / "3" / "3.png").exists()
    assert not (tmp_path / "safe" / "2.jpg").exists()


def test_two_inputs_with_one_target_are_refused_before_anything_is_read(tmp_path: Path) -> None:
    one, two = (save(tmp_path, f"{d}/a.jpg", sheet()) for d in "xy")
    scanner = MarkScanner()
    with pytest.raises(UsageError):
        redact_many(find_inputs([one, two]).inputs, tmp_path / "safe", scanner=scanner)
    assert not (tmp_path / "safe").exists()
    assert scanner.second_looks == []


def test_an_incomplete_scan_gets_no_copy(tmp_path: Path) -> None:
    pages = encoded(sheet(red=RED), "TIFF", save_all=True, append_images=[sheet()] * 2)
    path = save(tmp_path, "a.tif", pages)
    scanner = MarkScanner(options=ScanOptions(max_pages=2))
    result = redact(path, to=tmp_path / "safe", scanner=scanner)
    assert not result.verified
    assert "over the limit of pages" in result.reason
    assert not (tmp_path / "safe").exists()


def test_a_full_disk_is_a_reason_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device", "/secret/Maria_Lopez.jpg")

    monkeypatch.setattr(os, "fsync", full)
    path = save(tmp_path, "a.jpg", sheet(red=RED))
    result = redact(path, to=tmp_path / "safe", scanner=MarkScanner())
    assert not result.verified
    assert "No space left" in result.reason
    assert "Lopez" not in result.reason
    assert list((tmp_path / "safe").iterdir()) == []


# -- pages and frames ----------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP", "TIFF", "PDF"])
def test_marks_on_later_pages_are_covered_and_all_pages_kept(form: str) -> None:
    rest = [sheet(red=(20, 20, 60, 40)), sheet(red=(200, 150, 260, 170))]
    timing = {"resolution": 250} if form == "PDF" else {"duration": [50, 70, 90]}
    photo = encoded(sheet(), form, save_all=True, append_images=rest, **timing)
    result = redact(photo, scanner=MarkScanner())
    assert result.verified, result.reason
    assert result.covered == 2
    assert result.image is not None
    if form == "PDF":
        again = redact(result.image, scanner=MarkScanner(first=("red", "blue")))
        assert (again.verified, again.covered) == (True, 0)
        return
    with Image.open(io.BytesIO(result.image)) as copy:
        assert copy.n_frames == 3  # type: ignore[attr-defined]
    assert [red_left(result.image, frame) for frame in range(3)] == [0, 0, 0]


def test_a_frame_that_shows_what_another_shows_is_covered_with_it() -> None:
    # The second look sees the merged frame once; both source frames must be covered.
    same = sheet(blue=(20, 20, 60, 40))
    photo = encoded(sheet(), "PNG", save_all=True, append_images=[same, sheet()],
                    duration=[50, 60, 70])  # fmt: skip
    result = redact(photo, scanner=MarkScanner())
    assert result.verified
    assert result.image is not None
    assert not pixels_of(result.image, 1)[20:40, 20:60].any() or result.covered == 1


def test_only_the_first_picture_of_a_heic_is_written_and_said() -> None:
    pytest.importorskip("pillow_heif").register_heif_opener()
    photo = encoded(sheet((64, 64)), "HEIF", save_all=True, append_images=[sheet((64, 64))])
    result = redact(photo, scanner=MarkScanner())
    assert result.verified, result.reason
    assert result.image is not None
    assert Image.open(io.BytesIO(result.image)).format == "JPEG"
    assert "pictures 2 to 2" in result.removed


def test_the_result_says_what_was_left_out_by_name_only() -> None:
    exif = Image.Exif()
    exif[0x013B] = "Maria Lopez"
    result = redact(encoded(sheet(), "JPEG", exif=exif, comment=b"MRN 00417732"),
                    scanner=MarkScanner())  # fmt: skip
    assert any("EXIF" in name for name in result.removed)
    assert "Lopez" not in str(result.to_dict())
    assert "00417732" not in str(result.to_dict())


LINE = mark(box(40, 180, 150, 200), Category.UNREAD_TEXT, action=Action.ALLOW)
AS_LINE = replace(LINE, tags=frozenset({ALL_TEXT}))


class LineScanner(MarkScanner):
    """Sees one line of print beside the marks, as all text is to be covered."""

    def conclude(self, source, examination, context=None, *, file=None):  # type: ignore[no-untyped-def]
        result = super().conclude(source, examination, context, file=file)
        return replace(result, all_findings=(*result.all_findings, AS_LINE))


@pytest.mark.parametrize("cover", [DEFAULT_COVER, frozenset({Action.BLOCK})])
def test_a_line_is_covered_as_a_line_whatever_its_action(cover: frozenset[Action]) -> None:
    result = redact(sheet(), scanner=LineScanner(), cover=cover)
    assert result.image is not None
    assert not pixels_of(result.image)[182:198, 42:148].any()
    assert result.scan is not None
    assert result.scan.verdict is Action.ALLOW


def test_a_line_that_a_person_chose_to_leave_visible_stays() -> None:
    context = Context(overrides={AS_LINE.id: Action.ALLOW})
    result = redact(sheet(), scanner=LineScanner(), context=context)
    assert result.image is not None
    assert pixels_of(result.image)[182:198, 42:148].all()


def test_a_line_that_only_the_second_look_sees_is_covered_too() -> None:
    def again(photo: Photo) -> list[Finding]:
        return [AS_LINE] if photo.pixels[190, 100].any() else []

    result = redact(sheet(), scanner=MarkScanner(again=again))
    assert result.verified
    assert result.image is not None
    assert not pixels_of(result.image)[182:198, 42:148].any()


def test_the_second_look_knows_what_the_first_one_found() -> None:
    scanner = MarkScanner()
    redact(sheet(red=(100, 100, 180, 120)), scanner=scanner)
    assert [f.category for f in scanner.known[0]] == [Category.MRN]


@pytest.mark.parametrize(("score", "is_published"), [(0.4, True), (0.9, False)])
def test_words_cut_by_the_proofs_own_covers_do_not_fall_one_after_the_other(
    score: float, is_published: bool
) -> None:
    def again(photo: Photo) -> list[Finding]:
        dark = np.nonzero(~photo.pixels[150].any(axis=1))[0]
        x = int(dark.max()) + 2 if len(dark) else 40
        return [replace(mark(box(x, 140, x + 12, 160)), score=score)]

    result = redact(sheet(), scanner=MarkScanner(again=again))
    assert result.verified is is_published
    if result.image is not None:
        assert not pixels_of(result.image)[142:158, 42:50].any()
