from pathlib import Path

import cv2
import numpy as np
import pytest
import zxingcpp

from phiscan.detectors._bars import extend_bars, extend_leaning_bars
from phiscan.detectors._close_looks import in_turn, look_again
from phiscan.detectors._likeness import (
    LEAST_BAR_LIKENESS,
    LEAST_MODULE_LIKENESS,
    MOST_REPEATED,
    bar_likeness,
    module_likeness,
    repetition,
)
from phiscan.detectors._quads import clockwise, cut_upright, is_plausible, overlap, same_share
from phiscan.detectors._reading import BARS, DENSE, Symbol
from phiscan.detectors._symbols import _is_full_of_bars, _merge, _whole
from phiscan.detectors.barcodes import find_barcodes
from phiscan.options import ScanOptions
from phiscan.rules import NO_TERMS, Terms
from phiscan.types import Category, Finding, Photo, Pixels, bounding_box

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
Format = zxingcpp.BarcodeFormat


def code(text: str, kind: Format, *, scale: int = 4) -> Pixels:
    """Draw a code in black on white without its quiet zone: (H, W, 3) uint8."""
    image = zxingcpp.create_barcode(text, kind).to_image(scale=scale, add_quiet_zones=False)
    gray = np.array(image)
    if kind in (Format.Code128, Format.EAN13, Format.Code39):
        gray = np.repeat(gray[:1], 40 * scale, axis=0)
    return np.repeat(gray[:, :, None], 3, axis=2)


def on_table(picture: Pixels, *, turned_deg: float = 0.0, size: int = 900) -> tuple[Pixels, Pixels]:
    """Lay a picture on a sheet; return the photo and a mask that is white where the picture is."""
    rng = np.random.default_rng(3)
    photo = rng.integers(215, 235, (size, size, 3), dtype=np.uint8)
    h, w = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((w / 2, h / 2), turned_deg, 1.0)
    matrix[:, 2] += (size - w) / 2, (size - h) / 2
    laid = cv2.warpAffine(picture, matrix, (size, size), flags=cv2.INTER_AREA, borderValue=(0,) * 3)
    mask = cv2.warpAffine(np.full_like(picture, 255), matrix, (size, size))
    return np.where(mask > 127, laid, photo).astype(np.uint8), mask


def found_in(pixels: Pixels, terms: Terms = NO_TERMS) -> list[Finding]:
    return find_barcodes([Photo(pixels)], ScanOptions(), terms)[0]


def barcodes_in(pixels: Pixels) -> list[Finding]:
    return [f for f in found_in(pixels) if f.category is Category.BARCODE]


# -- edges --------------------


def test_no_photo_gives_no_list() -> None:
    assert find_barcodes([], ScanOptions(), NO_TERMS) == []


@pytest.mark.parametrize(
    "shape", [(1, 1, 3), (1, 500, 3), (7, 3, 3), (64, 64, 3), (1, 3000, 3), (3000, 1, 3)]
)
def test_tiny_and_blank_photos_hold_nothing(shape: tuple[int, int, int]) -> None:
    assert found_in(np.full(shape, 255, np.uint8)) == []


def test_noise_holds_nothing() -> None:
    noise = np.random.default_rng(0).integers(0, 255, (400, 300, 3), dtype=np.uint8)
    assert found_in(noise) == []


def test_stripes_that_are_no_bars_hold_nothing() -> None:
    columns = np.tile(np.repeat([40, 200], 30).astype(np.uint8), (300, 8))
    assert found_in(np.repeat(columns[:, :, None], 3, axis=2)) == []


# -- where a code is --------------------


@pytest.mark.parametrize("turned_deg", [0, 7, 45, 90, 180, 213])
@pytest.mark.parametrize("kind", [Format.QRCode, Format.Code128, Format.PDF417, Format.DataMatrix])
def test_the_polygon_holds_the_whole_code_at_any_angle(kind: Format, turned_deg: float) -> None:
    photo, mask = on_table(code("AB1234567", kind), turned_deg=turned_deg)
    (finding,) = barcodes_in(photo)
    drawn = np.zeros(photo.shape[:2], np.uint8)
    cv2.fillPoly(drawn, [np.round(finding.polygon).astype(np.int32)], 255)
    held = np.count_nonzero(drawn[mask[..., 0] > 127]) / np.count_nonzero(mask[..., 0] > 127)
    assert held > 0.9
    assert np.count_nonzero(drawn) < 2.2 * np.count_nonzero(mask[..., 0] > 127)


def test_a_bar_code_too_blurred_to_read_is_still_reported() -> None:
    photo, _ = on_table(code("PATIENT-00417", Format.Code128))
    blurred = cv2.GaussianBlur(photo, (0, 0), 4.2)
    assert zxingcpp.read_barcodes(blurred) == []
    (finding,) = barcodes_in(blurred)
    assert finding.tags == {"undecoded"}


def test_a_label_cut_close_on_something_dark_is_read() -> None:
    bars = code("4006381333931", Format.EAN13)
    label = cv2.copyMakeBorder(bars, 8, 8, 8, 8, cv2.BORDER_CONSTANT, value=(235,) * 3)
    dark = cv2.copyMakeBorder(label, 120, 120, 120, 120, cv2.BORDER_CONSTANT, value=(20,) * 3)
    turn = cv2.getRotationMatrix2D((dark.shape[1] / 2, dark.shape[0] / 2), 4, 1.0)
    turned = cv2.warpAffine(dark, turn, dark.shape[1::-1], borderValue=(20,) * 3)
    assert [f.tags for f in barcodes_in(turned)] == [{"retail"}]


def test_two_codes_are_two_findings() -> None:
    left, _ = on_table(code("AB1234567", Format.QRCode))
    right, _ = on_table(code("CD7654321", Format.QRCode))
    assert len(barcodes_in(np.hstack([left, right]))) == 2


def test_a_white_code_on_black_is_found() -> None:
    photo, _ = on_table(code("AB1234567", Format.QRCode))
    assert len(barcodes_in(255 - photo)) == 1


def test_the_page_is_kept_and_photos_stay_apart() -> None:
    photo, _ = on_table(code("AB1234567", Format.QRCode))
    blank = np.full((50, 50, 3), 255, np.uint8)
    found = find_barcodes([Photo(blank), Photo(photo, page=3)], ScanOptions(), NO_TERMS)
    assert [len(f) for f in found] == [0, 1]
    assert found[1][0].page == 3


# -- what a code holds --------------------


@pytest.mark.parametrize(
    ("text", "kind", "tag"),
    [
        ("4006381333931", Format.EAN13, "retail"),
        ("2112345678900", Format.EAN13, "opaque"),  # a company's own numbers
        ("0048151623", Format.Code128, "opaque"),
        ("BEGIN:VCARD\nVERSION:3.0\nFN:Maria Lopez\nTEL:555-0142\nEND:VCARD", Format.QRCode,
         "identifying"),
    ],
)  # fmt: skip
def test_the_tag_tells_the_policy_what_kind_of_content_it_is(
    text: str, kind: Format, tag: str
) -> None:
    photo, _ = on_table(code(text, kind))
    (finding,) = barcodes_in(photo)
    assert finding.tags == {tag}


def test_an_identifier_inside_is_one_more_finding_on_the_same_place() -> None:
    photo, _ = on_table(code("MECARD:N:Lopez,Maria;TEL:5550142;;", Format.QRCode))
    barcode, *held = found_in(photo)
    assert {f.category for f in held} == {Category.PERSON_NAME, Category.PHONE}
    assert all(f.polygon == barcode.polygon for f in held)


def test_content_is_in_no_reason_repr_or_dict() -> None:
    photo, _ = on_table(code("MECARD:N:Lopez,Maria;TEL:5550142;;", Format.QRCode))
    for finding in found_in(photo):
        assert "Lopez" not in repr(finding) + finding.reason + str(finding.to_dict())
        assert "5550142" not in repr(finding) + finding.reason + str(finding.to_dict())


def test_a_denied_number_is_found_even_in_a_product_code() -> None:
    photo, _ = on_table(code("4006381333931", Format.EAN13))
    found = found_in(photo, Terms(deny=("400-638-1333931",), allow=()))
    assert [f.category for f in found] == [Category.BARCODE, Category.DENIED_TERM]
    assert found[0].tags == {"identifying"}


def test_only_wanted_categories_are_reported() -> None:
    photo, _ = on_table(code("MECARD:N:Lopez,Maria;TEL:5550142;;", Format.QRCode))
    found = find_barcodes([Photo(photo)], ScanOptions(only=("phone",)), NO_TERMS)[0]
    assert {f.category for f in found} == {Category.PHONE}


# -- helpers --------------------

SQUARE = np.array([(10.0, 10), (50, 10), (50, 50), (10, 50)])


def test_clockwise_keeps_the_first_corner() -> None:
    assert clockwise(SQUARE).tolist() == SQUARE.tolist()
    turned = np.roll(SQUARE[::-1], 1, axis=0)
    assert clockwise(turned).tolist() == SQUARE.tolist()


@pytest.mark.parametrize(
    ("quad", "answer"),
    [
        (SQUARE, True),
        (SQUARE * 0, False),
        (SQUARE[[0, 2, 1, 3]], False),  # crossed
        (SQUARE * (1, 0.02), False),  # a sliver
        (SQUARE * 2.6 - 28, False),  # the whole photo
    ],
)
def test_only_a_symbols_shape_is_plausible(quad: np.ndarray, answer: bool) -> None:
    assert is_plausible(quad, (100, 100)) is answer


def test_overlap_counts_from_the_smaller_one() -> None:
    assert overlap(SQUARE, SQUARE + 100) == 0
    assert overlap(SQUARE, SQUARE * 0) == 0
    assert overlap(SQUARE, (SQUARE - 30) * 0.5 + 30) == pytest.approx(1.0)


@pytest.mark.parametrize(("y", "share"), [(5.0, 1.0), (60.0, 0.0)])
def test_a_line_lies_in_a_quad_by_its_middle(y: float, share: float) -> None:
    line = np.array([(0.0, y), (9.0, y), (9.0, y), (0.0, y)])
    square = np.array([(0.0, 0), (10, 0), (10, 10), (0, 10)])
    assert overlap(line, square) == overlap(square, line) == share
    point = np.full((4, 2), y)
    assert overlap(point, square) == share
    assert overlap(point, point) == 1.0


def test_a_strip_read_askew_is_covered_as_far_as_the_place_it_was_read_in() -> None:
    strip = Symbol(np.array([(0.0, 0), (100, 20), (100, 24), (0, 4)]), "ITF", is_decoded=True)
    place = Symbol(np.array([(0.0, -10), (100, -10), (100, 40), (0, 40)]), DENSE)
    page = Symbol(np.array([(-400.0, -400), (400, -400), (400, 400), (-400, 400)]), DENSE)
    blank = np.full((100, 120), 200, np.uint8)
    assert same_share(_whole(strip, [], [page, place], blank).quad, place.quad) > 0.9
    assert same_share(_whole(strip, [], [page], blank).quad, page.quad) < 0.1


@pytest.mark.parametrize("size", [(250, 110), (130, 105)])
def test_the_label_that_a_code_is_on_is_not_the_code(size: tuple[int, int]) -> None:
    # As high as the strip is long, or about as long as it and far higher than bars are.
    strip = Symbol(np.array([(0.0, 0), (100, 0), (100, 4), (0, 4)]), "ITF", is_decoded=True)
    width, height = size
    corners = [(-10.0, -60), (width - 10, -60), (width - 10, height - 60), (-10, height - 60)]
    label = Symbol(np.array(corners), DENSE)
    blank = np.full((100, 120), 200, np.uint8)
    assert same_share(_whole(strip, [], [label], blank).quad, label.quad) < 0.1


def test_the_boards_of_the_table_under_a_code_are_not_the_code() -> None:
    strip = Symbol(np.array([(0.0, 0), (100, 0), (100, 60), (0, 60)]), "EAN-13", is_decoded=True)
    bars = Symbol(np.array([(-4.0, -4), (104, -4), (104, 70), (-4, 70)]), BARS)
    grain = Symbol(np.array([(-900.0, -700), (900, -700), (900, 700), (-900, 700)]), BARS)
    blank = np.full((100, 120), 200, np.uint8)
    for outlines in ([grain, bars], [grain]):
        assert np.ptp(_whole(strip, outlines, [], blank).quad, axis=0).max() < 2 * 100


def test_a_code_read_on_its_label_does_not_take_the_label() -> None:
    photo, mask = on_table(code("AB1234567", Format.Code128))
    inside = mask[..., 0] > 127
    (y0, x0), (y1, x1) = np.argwhere(inside).min(axis=0), np.argwhere(inside).max(axis=0)
    high = (x1 - x0) * 0.6
    label = np.array([(x0 - 20, 450 - high), (x1 + 20, 450 - high),
                      (x1 + 20, 450 + high), (x0 - 20, 450 + high)], dtype=np.float64)  # fmt: skip
    gray = photo[..., 0].copy()
    (read,) = look_again(gray, Symbol(label, DENSE))
    assert read.is_decoded
    (left, top), (right, bottom) = (f(_whole(read, [], [], gray).quad, 0) for f in (np.min, np.max))
    assert max(abs(left - x0), abs(right - x1)) < 0.1 * (x1 - x0)
    assert max(abs(top - y0), abs(bottom - y1)) < 0.1 * (x1 - x0)


def test_a_strip_grows_to_all_of_its_bars_and_no_further() -> None:
    bars = code("AB1234567", Format.Code128)
    photo, _ = on_table(bars)
    gray = photo[..., 0].copy()
    h, w = bars.shape[:2]
    x, y, middle = (900 - w) / 2, (900 - h) / 2, 450.0
    strip = np.array([(x, middle - 3), (x + w, middle - 3), (x + w, middle + 3), (x, middle + 3)])
    _, top, _, bottom = bounding_box(extend_bars(gray, strip))
    assert abs(top - y) <= 3
    assert abs(bottom - (y + h)) <= 3


@pytest.mark.parametrize("lean", [-0.3, 0.2])
def test_bars_that_lean_are_followed_as_they_do(lean: float) -> None:
    bars = code("AB1234567", Format.Code128)
    h, w = bars.shape[:2]
    photo, _ = on_table(bars)
    turn = np.array([(1, lean, -450 * lean), (0, 1, 0)])
    gray = cv2.warpAffine(photo[..., 0], turn, (900, 900), borderValue=(200,))
    x, y = (900 - w) / 2, (900 - h) / 2
    strip = np.array([(x, 447.0), (x + w, 447), (x + w, 453), (x, 453)])
    _, top, _, bottom = bounding_box(extend_leaning_bars(np.asarray(gray, np.uint8), strip))
    assert top <= y + 3
    assert bottom >= y + h - 3
    assert bottom - top < 1.2 * h


@pytest.mark.parametrize("share", [0.6, 0.7])
def test_a_place_over_a_part_of_a_code_grows_over_all_of_it(share: float) -> None:
    photo, mask = on_table(code("plain words in some modules", Format.DataMatrix, scale=6))
    inside = mask[..., 0] > 127
    (y0, x0), (y1, x1) = np.argwhere(inside).min(axis=0), np.argwhere(inside).max(axis=0)
    whole = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], dtype=np.float64)
    part = (whole - 450) * share + 450
    (read,) = look_again(photo[..., 0].copy(), Symbol(part, DENSE))
    assert read.is_decoded
    assert same_share(read.quad, whole) > 0.9


def test_a_code_of_modules_does_not_take_its_label() -> None:
    photo, mask = on_table(code("plain words", Format.DataMatrix, scale=2))
    inside = np.argwhere(mask[..., 0] > 127)[:, ::-1].astype(np.float64)
    (x0, y0), (x1, y1) = inside.min(axis=0), inside.max(axis=0)
    whole = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])
    (read,) = look_again(photo[..., 0].copy(), Symbol((whole - 450) * 1.8 + 450, DENSE))
    assert read.is_decoded
    assert same_share(read.quad, whole) > 0.8


def test_a_line_read_of_a_stacked_code_takes_its_place() -> None:
    line = np.array([(0.0, 48), (100, 48), (100, 50), (0, 50)])
    read = Symbol(line, "DataBar Expanded Stacked", is_decoded=True)
    place = Symbol(np.array([(-2.0, 0), (102, 0), (102, 80), (-2, 80)]), DENSE)
    blank = np.full((100, 120), 200, np.uint8)
    assert same_share(_whole(read, [], [place], blank).quad, place.quad) > 0.9


def test_bars_side_by_side_that_fill_a_place_are_one_code() -> None:
    upper, lower = (Symbol(SQUARE * (1, 0.4) + (0, y), BARS) for y in (6, 30))
    place = Symbol(SQUARE, DENSE)
    assert _is_full_of_bars(place, [upper, lower])
    assert not _is_full_of_bars(place, [upper, upper])
    assert not _is_full_of_bars(place, [])
    assert not _is_full_of_bars(Symbol(SQUARE * 2, DENSE), [upper, lower])


def test_a_code_read_beside_a_place_does_not_speak_for_it() -> None:
    drawn = code("AB1234567", Format.QRCode)[..., 0]
    photo = np.full((600, 900), 250, np.uint8)
    photo[300 : 300 + len(drawn), 100 : 100 + len(drawn)] = drawn
    photo[150:450, 300:370] = 20  # what the place itself holds
    beside = np.array([(200.0, 100), (800, 100), (800, 500), (200, 500)])
    place, read = look_again(photo, Symbol(beside, DENSE))
    assert not place.is_decoded
    assert read.is_decoded
    assert overlap(read.quad, beside) == 0


def test_an_unread_neighbour_stays_where_a_read_codes_quad_has_grown_over_its_edge() -> None:
    read = Symbol(SQUARE, "EAN-13", raw=b"1", is_decoded=True)
    over_its_edge, nearly_in_it = (SQUARE + np.array((right, 0)) for right in (22, 8))
    assert len(_merge([read, Symbol(over_its_edge, DENSE)])) == 2
    assert len(_merge([read, Symbol(nearly_in_it, DENSE)])) == 1
    assert len(_merge([Symbol(SQUARE, BARS), Symbol(over_its_edge, DENSE)])) == 1


def test_many_outlines_leave_dense_places_their_close_look() -> None:
    assert in_turn([]) == []
    symbols = [*[Symbol(SQUARE, BARS)] * 12, *[Symbol(SQUARE, DENSE)] * 12]
    assert [s.kind for s in in_turn(symbols)] == [BARS, DENSE] * 12


def page_of_print(lines: int = 14) -> Pixels:
    """Draw a page of short words, (500, 600) uint8."""
    photo = np.full((500, 600), 250, np.uint8)
    for row in range(lines):
        words = f"{row * 7919 % 977} of the {row * 31} boxes arrived on day {row}"
        cv2.putText(photo, words, (20, 40 + 32 * row), 0, 0.6, (30,), 1, cv2.LINE_AA)
    return photo


def test_print_gets_one_reading_and_modules_all(monkeypatch: pytest.MonkeyPatch) -> None:
    readings: list[tuple[int, ...]] = []

    def read_nothing(picture: Pixels, try_invert: bool) -> list[Symbol]:
        readings.append(picture.shape)
        return []

    monkeypatch.setattr("phiscan.detectors._close_looks.read_codes", read_nothing)
    place = np.array([(10.0, 10), (500, 10), (500, 490), (10, 490)])
    assert look_again(page_of_print(), Symbol(place, DENSE))
    assert len(readings) == 1
    readings.clear()
    modules = np.random.default_rng(2).integers(0, 2, (40, 40)) * 200 + 20
    drawn = np.pad(np.kron(modules, np.ones((10, 10))), 50, constant_values=250).astype(np.uint8)
    look_again(drawn, Symbol(np.array([(50.0, 50), (450, 50), (450, 450), (50, 450)]), DENSE))
    assert len(readings) >= 3


@pytest.mark.parametrize("side", [1500, 4032])
def test_a_small_code_in_a_large_photo_is_read(side: int) -> None:
    photo = np.full((side * 3 // 4, side, 3), 235, np.uint8)
    drawn = code("AB1234567", Format.Code128, scale=3)
    photo[300 : 300 + drawn.shape[0], 500 : 500 + drawn.shape[1]] = drawn
    (finding,) = barcodes_in(photo)
    assert "undecoded" not in finding.tags


def test_a_code_that_fills_a_large_photo_is_read() -> None:
    drawn = code("AB1234567", Format.QRCode, scale=20)
    photo = cv2.resize(
        np.pad(drawn, ((60, 60), (60, 60), (0, 0)), constant_values=255), (3000, 3000)
    )
    (finding,) = barcodes_in(np.asarray(photo, np.uint8))
    assert "undecoded" not in finding.tags


def test_bars_are_bar_like_and_blank_paper_is_not() -> None:
    bars = code("AB1234567", Format.Code128)[..., 0]
    assert bar_likeness(bars)[0] > 0.99
    assert bar_likeness(np.full((20, 80), 200, np.uint8))[1:] == (0, 0.0, 0.0)


@pytest.mark.parametrize("widths", [(9, 9), (7, 14, 5, 20), (30, 12, 18, 12, 18)])
def test_stripes_that_repeat_are_no_bars(widths: tuple[int, ...]) -> None:
    run = np.concatenate([np.full(w, 230 * (i % 2)) for i, w in enumerate(widths * 2)])
    assert repetition(np.tile(np.resize(run, 500).astype(np.uint8), (60, 1))) > MOST_REPEATED


@pytest.mark.parametrize("kind", [Format.Code128, Format.EAN13, Format.Code39])
def test_bars_hardly_repeat(kind: Format) -> None:
    content = "9506000134352" if kind is Format.EAN13 else "AB1234567"
    assert repetition(code(content, kind)[..., 0]) < MOST_REPEATED
    assert repetition(np.full((20, 80), 200, np.uint8)) == 0.0


def test_one_edge_over_faint_grain_is_no_row_of_bars() -> None:
    grain = np.random.default_rng(4).normal(120, 4, 400)
    wood = np.tile(grain, (60, 1)).astype(np.uint8)
    wood[:, 330:] = 230  # the paper's edge
    assert bar_likeness(wood)[3] < LEAST_BAR_LIKENESS[3]
    bars = code("AB1234567", Format.Code128)[..., 0]
    dim = (bars * np.linspace(0.3, 1, bars.shape[1])).astype(np.uint8)  # in a shadow
    assert bar_likeness(dim)[3] > LEAST_BAR_LIKENESS[3]


def test_modules_are_in_balance_and_letters_on_a_board_are_not() -> None:
    modules = code("plain words", Format.QRCode)[..., 0]
    assert all(np.array(module_likeness(modules)) > LEAST_MODULE_LIKENESS)
    assert module_likeness(np.full((40, 40), 9, np.uint8))[1] == 0.0
    board = np.full((200, 200), 20, np.uint8)
    board[90:110, 20:180:20] = 240
    assert module_likeness(board)[0] < LEAST_MODULE_LIKENESS[0]


def test_a_cut_is_upright_whatever_the_quads_turn() -> None:
    photo = np.zeros((100, 100), np.uint8)
    photo[18:42, 28:72] = 255
    quad = np.array([(70.0, 20), (70, 40), (30, 40), (30, 20)])  # reading downwards
    cut = cut_upright(photo, quad, margin=0)
    assert cut.shape[0] > cut.shape[1]
    assert cut.min() > 100


# -- real photos --------------------


@pytest.mark.skipif(not (DATA / "barcode_1d").is_dir(), reason="needs ../shared/data")
def test_real_bar_codes_are_found_and_plain_photos_have_none() -> None:
    def count(folder: str, number: int) -> int:
        paths = sorted((DATA / folder).iterdir())[:number]
        photos = [cv2.imread(str(p))[..., ::-1].copy() for p in paths]
        return sum(bool(barcodes_in(p)) for p in photos)

    assert count("barcode_1d", 8) == 8
    assert count("barcode_zxing", 8) >= 7
    assert count("negative_packaging", 8) == 0
