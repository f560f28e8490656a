import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

import phiscan
from phiscan import Scanner, ScanOptions, Status, ocr
from phiscan._deadline import Deadline
from phiscan.detectors import artefacts
from phiscan.errors import EngineError, NotExaminedError, UsageError
from phiscan.examination import Examination
from phiscan.ocr import Reading
from phiscan.types import Action, Category, Finding, Line, Photo

STAGES = [
    "phiscan.ocr.read",
    "phiscan.detectors.faces.find_faces",
    "phiscan.detectors.barcodes.find_barcodes",
    "phiscan.detectors.artefacts.find_candidates",
    "phiscan.detectors.artefacts.find_artefacts",
    "phiscan.rules.find_phi",
    "phiscan.metadata.find_metadata",
]


def draw(rows, size_wh=(1000, 400), height_px=32):
    image = Image.new("RGB", size_wh, "white")
    canvas = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=height_px)
    for i, text in enumerate(rows):
        canvas.text((60, 40 + i * 70), text, fill="black", font=font)
    return image


@pytest.fixture(scope="module")
def patient_page():
    return draw(["Patient: Maria Lopez", "MRN: 00482913", "DOB: 03/14/1961"])


@pytest.fixture(scope="module")
def patient_reading(patient_page):
    """What the reader reads on the patient's page, read once."""
    return ocr.read([Photo(np.array(patient_page))], ScanOptions(), Deadline())[0]


@pytest.fixture(scope="module")
def blank_page():
    return draw([])


def categories(result):
    return {f.category for f in result.findings}


def test_no_photos_no_results():
    assert Scanner().scan_batch([]) == []


def test_a_patient_page_is_blocked_with_polygons_and_reasons(patient_page):
    result = phiscan.scan(patient_page)
    assert result.status is Status.COMPLETE
    assert result.verdict is Action.BLOCK
    assert {Category.PERSON_NAME, Category.MRN, Category.DATE_OF_BIRTH} <= categories(result)
    name = next(f for f in result.findings if f.category is Category.PERSON_NAME)
    assert name.text is not None
    assert "Lopez" in name.text
    assert name.reason
    assert "Lopez" not in name.reason
    x0, y0, _, y1 = name.box
    assert 150 < x0 < 260
    assert 30 < y0 < y1 < 95
    assert set(result.caused_by) <= {f.id for f in result.findings}


def test_a_blank_page_is_allowed(blank_page):
    result = phiscan.scan(blank_page)
    assert result.is_clean
    assert result.findings == ()


def test_path_bytes_pil_and_arrays_in_both_orders_find_the_same(patient_page, tmp_path):
    path = tmp_path / "page.png"
    patient_page.save(path)
    rgb = np.array(patient_page)
    rgb[..., 2] //= 2  # yellowish paper, so that the orders differ
    Image.fromarray(rgb).save(path)
    scanner = Scanner()
    results = [
        scanner.scan(path),
        scanner.scan(str(path)),
        scanner.scan(path.read_bytes()),
        scanner.scan(Image.fromarray(rgb)),
        scanner.scan(rgb),
        scanner.scan(rgb[..., ::-1], order="bgr"),
    ]
    boxes = [sorted(f.box for f in r.findings if f.box) for r in results]
    assert all(b == boxes[0] for b in boxes)
    assert results[0].source == str(path)
    assert results[2].source == "<memory>"


@pytest.mark.parametrize(
    "content", [b"", b"not a picture", b"\xff\xd8\xff\xe0 broken", b"\x89PNG\r\n\x1a\n"]
)
def test_what_cannot_be_opened_is_failed_and_blocked(content):
    result = phiscan.scan(content)
    assert result.status is Status.FAILED
    assert result.verdict is Action.BLOCK
    assert result.not_examined[0]
    with pytest.raises(NotExaminedError):
        _ = result.findings


def test_a_missing_file_is_failed():
    assert phiscan.scan("/no/such/photo.jpg").status is Status.FAILED


def test_a_str_is_a_path_never_an_address():
    assert phiscan.scan("http://127.0.0.1:9/photo.jpg").status is Status.FAILED


def test_a_bad_photo_does_not_stop_the_batch(blank_page):
    results = Scanner().scan_batch([b"", blank_page, "/no/such.jpg"])
    assert [r.status for r in results] == ["failed", "complete", "failed"]


def test_over_the_pixel_limit_is_failed(blank_page):
    result = phiscan.scan(blank_page, options=ScanOptions(max_pixels=1000))
    assert result.status is Status.FAILED


def test_time_limit_makes_the_result_incomplete(patient_page):
    result = phiscan.scan(patient_page, options=ScanOptions(timeout_s=1e-6))
    assert result.status is not Status.COMPLETE
    assert result.verdict is not Action.ALLOW
    assert any("time limit" in reason for reason in result.not_examined)


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("error", [RuntimeError("secret 00482913"), EngineError("x is missing")])
def test_a_stage_that_breaks_makes_the_photo_incomplete(
    monkeypatch, patient_page, patient_reading, stage, error
):
    def broken(*_args, **_kwargs):
        raise error

    monkeypatch.setattr("phiscan.ocr.read", lambda *_args, **_kwargs: [patient_reading])
    monkeypatch.setattr(stage, broken)
    result = phiscan.scan(patient_page)
    assert result.status is Status.INCOMPLETE
    assert result.verdict is not Action.ALLOW
    assert "00482913" not in str(result.to_dict())


CORNERS = ((100.0, 30.0), (900.0, 30.0), (900.0, 330.0), (100.0, 330.0))


def test_a_doubtful_band_with_a_patients_name_on_it_is_found_and_seen_again(
    monkeypatch, patient_page, blank_page
):
    doubtful = [artefacts.Candidate("wristband", 0.35, CORNERS)]
    monkeypatch.setattr(artefacts, "find_candidates", lambda *_: doubtful)
    bands = [f for f in phiscan.scan(patient_page).findings if f.category is Category.WRISTBAND]
    assert [round(f.box[0]) for f in bands] == [100]
    assert phiscan.scan(blank_page).is_clean
    again = Scanner().second_look(Photo(np.array(patient_page)), Deadline())
    assert Category.WRISTBAND in {f.category for f in again}


def test_on_a_film_a_name_needs_no_label(monkeypatch):
    film = draw(["OKONKWO CHIDI"])
    assert Category.PERSON_NAME not in {f.category for f in phiscan.scan(film).findings}
    sure = [artefacts.Candidate("radiograph", 0.99, CORNERS)]
    monkeypatch.setattr(artefacts, "find_candidates", lambda *_: sure)
    found = {f.category for f in phiscan.scan(film).findings}
    assert {Category.PERSON_NAME, Category.RADIOGRAPH} <= found
    alone = phiscan.scan(film, options=ScanOptions(only=("person_name",))).findings
    assert {f.category for f in alone} == {Category.PERSON_NAME}


def test_a_required_engine_that_is_missing_makes_every_photo_incomplete(monkeypatch, blank_page):
    monkeypatch.setattr("phiscan.engines.is_engine_available", lambda _name: False)
    result = phiscan.scan(blank_page, options=ScanOptions(require=("tesseract",)))
    assert result.status is Status.INCOMPLETE
    assert "tesseract" in result.not_examined[0]


def test_a_missing_optional_engine_is_a_note_and_changes_no_status(monkeypatch, blank_page):
    from phiscan import engines

    monkeypatch.setattr(engines, "is_engine_available", lambda _name: False)
    engines.missing_optional.cache_clear()
    try:
        result = phiscan.scan(blank_page)
    finally:
        engines.missing_optional.cache_clear()
    assert result.is_clean
    assert any("tesseract is not installed" in note for note in result.notes)


def test_only_and_skip_choose_the_categories(patient_page):
    only = phiscan.scan(patient_page, options=ScanOptions(only=("mrn",)))
    assert categories(only) == {Category.MRN}
    skip = phiscan.scan(patient_page, options=ScanOptions(skip=("mrn",)))
    assert Category.MRN not in categories(skip)
    assert any("not looked for, as asked" in note for note in only.notes)


def test_a_scan_without_a_face_finder_says_so(blank_page):
    notes = phiscan.scan(blank_page, options=ScanOptions(face_finder="none", reader="none")).notes
    assert "faces were not looked for: no face finder was chosen" in notes
    assert "text was not read: no reader was chosen" in notes
    assert not any("medical_imaging" in note for note in notes)


def test_no_text_is_read_when_no_text_category_is_wanted(patient_page, monkeypatch):
    def forbidden(*_args):
        raise AssertionError

    monkeypatch.setattr("phiscan.ocr.read", forbidden)
    assert phiscan.scan(patient_page, options=ScanOptions(only=("face",))).is_clean


def test_deny_and_allow_terms(patient_page, tmp_path):
    deny, allow = tmp_path / "deny.txt", tmp_path / "allow.txt"
    deny.write_text("Lopez\n")
    allow.write_text("00482913\n")
    options = ScanOptions(deny=str(deny), allow_terms=str(allow))
    found = categories(phiscan.scan(patient_page, options=options))
    assert Category.DENIED_TERM in found
    assert Category.MRN not in found


def test_missing_term_or_policy_file_is_wrong_use():
    with pytest.raises(UsageError):
        Scanner(ScanOptions(deny="/no/such/file"))
    with pytest.raises(UsageError):
        Scanner(ScanOptions(policy="/no/such/file"))


def test_a_file_name_can_give_a_patient_away(blank_page, tmp_path):
    path = tmp_path / "Maria_Lopez_DOB_1961-03-14.png"
    blank_page.save(path)
    assert Category.FILENAME in categories(phiscan.scan(path))


def test_second_look_finds_what_is_still_readable(patient_page, blank_page):
    scanner = Scanner()
    seen = scanner.second_look(Photo(np.array(patient_page)), Deadline(60))
    assert Category.MRN in {f.category for f in seen if f.action is Action.BLOCK}
    assert scanner.second_look(Photo(np.array(blank_page)), Deadline(60)) == []


def test_a_page_known_as_a_patients_stays_one_for_the_second_look(monkeypatch):
    line = Line("Mar 14, 1961", ((10, 10), (200, 10), (200, 30), (10, 30)), 0.9)
    reading = Reading((line,))
    monkeypatch.setattr("phiscan.ocr.second_look", lambda *args: [reading])
    monkeypatch.setattr("phiscan.detectors.detect", lambda photos, *args: [[] for _ in photos])
    photo = Photo(np.zeros((60, 300, 3), np.uint8))
    scanner = Scanner()
    alone = scanner.second_look(photo, Deadline(60))
    chart = Finding(Category.MRN, 0.9, "a number", "rules.x", line.polygon)
    beside = scanner.second_look(photo, Deadline(60), [chart])
    assert {f.action for f in alone} == {Action.REVIEW}
    assert {f.action for f in beside} == {Action.BLOCK}


def name(text, **changes):
    place = ((10.0, 40.0), (200.0, 40.0), (200.0, 60.0), (10.0, 60.0))
    settings = {"polygon": place, "text": text, "action": Action.BLOCK, **changes}
    return Finding(Category.PERSON_NAME, 0.9, "a name", "rules.names", **settings)


def test_a_name_known_from_one_place_is_found_in_another(monkeypatch):
    line = Line("copy for K. LOPEZCRUZ only", ((10, 10), (300, 10), (300, 30), (10, 30)), 0.9)
    monkeypatch.setattr("phiscan.ocr.second_look", lambda *args: [Reading((line,))])
    monkeypatch.setattr("phiscan.detectors.detect", lambda photos, *args: [[] for _ in photos])
    photo = Photo(np.zeros((60, 400, 3), np.uint8), page=2)
    known = [name("Lopezcruz, Maria")]
    found = Scanner().second_look(photo, Deadline(60), known)
    assert Category.DENIED_TERM in {f.category for f in found}
    allowed = [name("Lopezcruz, Maria", action=Action.ALLOW)]
    seen = Scanner().second_look(photo, Deadline(60), allowed)
    assert Category.DENIED_TERM not in {f.category for f in seen}


def test_all_text_is_listed_and_sways_nothing(monkeypatch):
    line = Line("Soup of the day", ((10, 10), (200, 10), (200, 30), (10, 30)), 0.9)
    unread = Line("", ((10, 40), (200, 40), (200, 55), (10, 55)), 0.1)
    reading = Reading((line, unread))
    monkeypatch.setattr("phiscan.ocr.read", lambda photos, *args: [reading for _ in photos])
    photo = np.full((60, 300, 3), 255, np.uint8)
    options = ScanOptions(redact_all_text=True, only=("face",), min_score=1.0)
    result = Scanner(options).scan(photo)
    assert [f.polygon for f in result.findings] == [line.polygon, unread.polygon]
    assert result.verdict is Action.ALLOW
    assert Scanner(ScanOptions(only=("face",))).scan(photo).findings == ()


def test_examinations_add_up():
    one = Examination(notes=("a",), timings_s={"read": 1.0})
    both = one.joined(Examination(notes=("a", "b"), timings_s={"read": 2.0, "rules": 1.0}))
    assert both.notes == ("a", "b")
    assert both.timings_s == {"read": 3.0, "rules": 1.0}


def test_timings_name_the_stages(blank_page):
    assert {"load", "decode", "read", "rules", "faces", "codes", "metadata"} <= set(
        phiscan.scan(blank_page).timings_s
    )
