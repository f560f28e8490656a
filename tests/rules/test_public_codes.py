from dataclasses import replace

import pytest

from phiscan.policy import decide
from phiscan.rules.public_codes import is_on_public_print, mark_public_codes
from phiscan.types import Action, Category, Finding

from .conftest import make_lines

RECEIPT = """
GREEN CORNER STORE
Apples   2.99
Bread   3.49
Olive oil   8.95
Subtotal   15.43
Cashier: 4   Thank you for shopping
"""
SPECIMEN = """
LINDQVIST, OTIS
MRN 00481923
Collected 03/14/2024
"""
BELOW_RECEIPT = ((300, 610), (700, 610), (700, 680), (300, 680))


def code(tag="opaque", polygon=BELOW_RECEIPT):
    return Finding(Category.BARCODE, 0.99, "a code", "barcodes", polygon=polygon,
                   tags=frozenset({tag}))  # fmt: skip


def action(finding, lines):
    return decide(mark_public_codes([finding], lines)).verdict


def test_no_findings_and_no_lines():
    assert mark_public_codes([], []) == []
    assert not is_on_public_print((0, 0, 10, 10), [])


def test_a_tills_number_on_its_receipt_is_allowed():
    assert action(code(), make_lines(RECEIPT)) is Action.ALLOW


@pytest.mark.parametrize("angle", [90, 180])
def test_whatever_way_the_receipt_lies(angle):
    lines = make_lines(RECEIPT, angle=angle)
    near = lines[-1].polygon
    assert action(code(polygon=near), lines) is Action.ALLOW


def test_a_code_that_could_not_be_read_stays_for_review():
    assert action(code("undecoded"), make_lines(RECEIPT)) is Action.REVIEW


def test_an_identifying_code_blocks_on_a_receipt_too():
    assert action(code("identifying"), make_lines(RECEIPT)) is Action.BLOCK


@pytest.mark.parametrize(
    "text",
    ["", "Apples   2.99", SPECIMEN, RECEIPT + "Rx pickup for patient\n", RECEIPT + "Rm 12 Bed 3\n"],
    ids=["no print", "too little", "a specimen", "a pharmacy's", "a ward's"],
)
def test_a_code_on_other_print_stays_for_review(text):
    assert action(code(), make_lines(text)) is Action.REVIEW


def test_a_receipt_elsewhere_in_the_photo_does_not_speak_for_a_code():
    far = ((1500, 1500), (1800, 1500), (1800, 1560), (1500, 1560))
    assert action(code(polygon=far), make_lines(RECEIPT)) is Action.REVIEW


PACKAGE = """
Toasted Rye Crisps
Serving size 30 g
Calories 110
Total Fat 2 g
Sodium 160 mg







BEST BY 03 2027 L44120
DISTRIBUTED BY HILLSIDE MILLING CO
"""
BELOW_PACKAGE = ((300, 840), (700, 840), (700, 900), (300, 900))


def test_a_packers_own_number_is_allowed_where_the_whole_photo_is_a_package():
    assert action(code(polygon=BELOW_PACKAGE), make_lines(PACKAGE)) is Action.ALLOW


@pytest.mark.parametrize(
    "text",
    [
        PACKAGE.replace("Toasted Rye Crisps", "Rx 4410 refill: 2\nAda Lindqvist\nTake 1 tablet"),
        PACKAGE.replace("BEST BY 03 2027 L44120", "").replace("DISTRIBUTED BY", "FOR"),
    ],
    ids=["a pharmacist's label on it", "other print round the code"],
)
def test_a_code_on_what_may_be_no_package_stays_for_review(text):
    assert action(code(polygon=BELOW_PACKAGE), make_lines(text)) is not Action.ALLOW


@pytest.mark.parametrize("text", ["KEEP UPRIGHT\nDO NOT FREEZE", "PLEASE RETURN TO\nRECEPTION"])
def test_two_lines_of_an_order_make_no_package(text):
    lines = make_lines(text)
    assert action(code(polygon=lines[-1].polygon), lines) is Action.REVIEW


PARKING = """
SHORE LANE PARKING
Bay 231
Entry 04/03/2026 12:20
Paid 4.50
Display on dash
"""


def test_a_bay_for_cars_is_no_ward():
    assert action(code(), make_lines(PARKING, top=430)) is Action.ALLOW


def test_a_shop_on_a_drive_has_no_doctor():
    shop = RECEIPT.replace("STORE", "STORE\n1204 Larkspur Dr Ste 18, Salem, OR 97301")
    assert action(code(), make_lines(shop, top=370)) is Action.ALLOW
    doctor = RECEIPT.replace("STORE", "STORE\nDr Ada Lindqvist")
    assert action(code(), make_lines(doctor, top=370)) is Action.REVIEW


GOODS = """
Cough Lozenges
BEST BEF0RE 30-Apr-25   L0T B2185
Consumer line 555 0121   4.59
"""


def shops(text="2034258473949"):
    return replace(code(), text=text)


REMEDY = """
PARACETAMOL 500 mg 24 tablets
Good Pantry
Read the leaflet. Helpline 605 555 0102
EXP 02/2027 LOT 686977
"""


@pytest.mark.parametrize("text", [GOODS, REMEDY], ids=["sweets", "a remedy"])
def test_a_shops_own_number_on_goods_is_allowed(text):
    assert action(shops(), make_lines(text)) is Action.ALLOW


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("2034258473948", GOODS),
        ("8134258473949", GOODS),
        ("2034258473949", "Cough Lozenges\n30-Apr-25"),
        ("2034258473949", GOODS + SPECIMEN),
        ("2034258473949", SPECIMEN + "EXP 03/2026\nLOT 5512\n"),
        ("2034258473949", ""),
        ("2034258473949", "Sodium Chloride 0.9% 500 ml\nLOT 2209 EXP 2027-03\nSTERILE"),
    ],
    ids=[
        "no check digit",
        "no shop's",
        "no goods",
        "by a specimen",
        "a tube",
        "no print",
        "a drip",
    ],
)
def test_a_number_that_may_count_patients_stays_for_review(content, text):
    assert action(shops(content), make_lines(text)) is Action.REVIEW


def test_an_unread_code_with_lines_of_words_all_over_it_is_a_page():
    lines = make_lines(RECEIPT)
    around = ((0, 300), (2000, 300), (2000, 800), (0, 800))
    assert mark_public_codes([code("undecoded", around)], lines) == []
    assert mark_public_codes([code("opaque", around)], lines), "it was read: it is one"
    assert mark_public_codes([code("undecoded", around)], lines[:3]), "a label beside its bars"
    assert mark_public_codes([code("undecoded")], lines)


def test_an_unread_code_that_is_a_line_of_bold_letters_is_none():
    lines = make_lines("Verbes du groupe")
    ((left, top), (right, _), (_, bottom), _) = lines[0].polygon
    part = ((left, top), (right - 40, top), (right - 40, bottom), (left, bottom))
    assert mark_public_codes([code("undecoded", part)], lines) == []


@pytest.mark.parametrize(
    ("text", "share"),
    [("Lindqvist, Otis", 0.3), ("0048 1923 7755", 0.9), ("MRN 00481923", 0.9)],
    ids=["print that runs on through a code", "digits read of the bars", "hardly a word"],
)
def test_an_unread_code_under_other_print_stays(text, share):
    lines = make_lines(text)
    ((left, top), (right, _), (_, bottom), _) = lines[0].polygon
    edge = right - share * (right - left)
    bars = ((edge, top), (right, top), (right, bottom), (edge, bottom))
    assert mark_public_codes([code("undecoded", bars)], lines)
