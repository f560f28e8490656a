"""File names and codes: conservative on machine names, sure on identifiers."""

import pytest

from phiscan.errors import UsageError
from phiscan.options import ScanOptions
from phiscan.rules import Terms, find_in_text, load_terms


def categories(text, **kwargs):
    return {str(f.category) for f in find_in_text(text, **kwargs) if f.score >= 0.35}


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "IMG_20240131_101112.jpg", "DSC01234.JPG", "PXL_20240131_101112345.jpg",
        "550e8400-e29b-41d4-a716-446655440000", "d41d8cd98f00b204e9800998ecf8427e",
        "4006381333931", "012345678905", "beach_sunset_2024.png", "vacation photos/day 3.jpg",
        "Screenshot 2024-01-31 at 10.11.12.png", "report-final-v2.pdf", "menu_spring.heic",
    ],
)  # fmt: skip
def test_machine_names_give_nothing(text):
    assert categories(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Maria_Lopez_DOB_1961-03-14.jpg", {"person_name", "date_of_birth"}),
        ("MRN 00482913", {"mrn"}),
        ("smith_john_xray.png", {"person_name"}),
        (
            '{"patient": {"name": "Maria Lopez", "dob": "1961-03-14"}}',
            {"person_name", "date_of_birth"},
        ),
        ("PID|1||482913^^^MRN||LOPEZ^MARIA||19610314|F", {"mrn", "person_name", "date_of_birth"}),
        (
            "@\n\x1e\rANSI 636000DL\nDAQT64235789\nDCSSAMPLE\nDBB06061986",
            {"license_number", "person_name", "date_of_birth"},
        ),
        ("BEGIN:VCARD\nFN:Maria Lopez\nTEL:555-010-0199\nEND:VCARD", {"person_name", "phone"}),
    ],
)  # fmt: skip
def test_identifiers_are_found(text, expected):
    assert categories(text) >= expected


def test_findings_in_text_have_text_and_no_polygon():
    (finding,) = find_in_text("MRN 00482913")
    assert finding.polygon is None
    assert finding.text == "00482913"


def test_denied_terms_in_a_file_name():
    assert categories("holiday_JANE-ROE.jpg", terms=Terms(deny=("Jane Roe",))) >= {"denied_term"}


def test_terms_are_read_one_a_line(tmp_path):
    file = tmp_path / "deny.txt"
    file.write_text("Jane Roe\n\n  Heron \nJane Roe\n", encoding="utf-8")
    assert load_terms(ScanOptions(deny=str(file))).deny == ("Jane Roe", "Heron")
    assert load_terms(ScanOptions()) == Terms()


def test_a_missing_file_of_terms_is_wrong_use(tmp_path):
    with pytest.raises(UsageError):
        load_terms(ScanOptions(deny=str(tmp_path / "none.txt")))
