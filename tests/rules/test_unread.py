import pytest

from phiscan.rules import find_phi
from phiscan.types import Category, Line


def line(text, y, *, x=50.0, width=300.0, height=20.0):
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    return Line(text, corners, 0.9 if text else 0.2)


MEDICAL = [line("Patient: Maria Lopez", 50), line("MRN: 00482913", 90), line("DOB: 3/14/1961", 130)]


def unread(lines):
    return [f for f in find_phi(lines, (2000, 2000)) if f.category is Category.UNREAD_TEXT]


def test_no_lines_no_findings():
    assert unread([]) == []


def test_unread_line_beside_a_patient_is_a_finding():
    found = unread([*MEDICAL, line("", 170)])
    assert len(found) == 1
    assert "medical" in found[0].tags
    assert found[0].text is None


@pytest.mark.parametrize(
    "other",
    [
        line("", 170, height=6),
        line("", 170, width=25),
        line("", 1500),
        line("", 170, width=900, height=300),
    ],
    ids=["too small", "a speck", "far away", "as tall as a rib cage"],
)
def test_what_is_hardly_text_or_elsewhere_is_not(other):
    assert unread([*MEDICAL, other]) == []


def test_unread_sign_in_a_street_is_nothing():
    assert unread([line("Bakery", 50), line("", 90)]) == []


def scored(text, score, y=170, height=30.0, width=300.0):
    corners = ((50.0, y), (50.0 + width, y), (50.0 + width, y + height), (50.0, y + height))
    return Line(text, corners, score)


@pytest.mark.parametrize(
    "other",
    [
        scored("Racod Na 85 306", 0.57),
        scored("Sornai zogy", 0.84, height=18.0),
        scored("白", 0.95, width=90.0),
        scored("参団", 0.8),
        scored("a  a", 0.67),
    ],
    ids=[
        "a guess",
        "a surer guess in small print",
        "one foreign sign",
        "two",
        "two letters of ten",
    ],
)
def test_a_line_read_unsurely_counts_as_unread(other):
    assert len(unread([*MEDICAL, other])) == 1
    assert unread([line("Bakery", 50), other]) == []


@pytest.mark.parametrize(
    "other",
    [
        scored("Please drink water", 0.84),
        scored("Please drink water", 0.95, height=18.0),
        scored("L", 0.5, width=90.0),
        scored("***", 0.5),
    ],
    ids=["large print", "small print read surely", "an initial", "signs"],
)
def test_what_was_read_surely_or_says_nothing_does_not(other):
    assert unread([*MEDICAL, other]) == []


def test_a_page_taken_for_one_line_does_not_make_huge_text_plausible():
    page_as_line = scored("abc", 0.95, y=300, height=900.0, width=1600.0)
    blank = scored("", 0.2, y=300, height=800.0, width=1500.0)
    assert unread([*MEDICAL, page_as_line, blank]) == []


SCHEDULE = [
    line(text, 100.0 + 30 * i, x=400, height=18.0)
    for i, text in enumerate(["Labs", "BP check", "New pt", "Follow up", "Labs"])
]


def block(text="白", score=0.6):
    return Line(text, ((0, 50), (900, 50), (900, 400), (0, 400)), score)


def test_small_print_seen_as_one_block_is_covered_where_nothing_else_was_found():
    assert [f.box for f in unread([*SCHEDULE, block()])] == [(0, 50, 900, 400)]


def test_not_where_more_was_read_or_nothing_says_that_it_is_print():
    assert unread([*SCHEDULE, *MEDICAL, block()]) == []
    assert unread([*SCHEDULE[:2], block()]) == []
    assert unread([line("Bakery", 100), line("Bread", 140), line("Rolls", 180), block()]) == []


def test_not_on_the_safe_copy_of_a_medical_page_where_all_that_was_found_is_covered():
    found = find_phi([*SCHEDULE, block()], (2000, 2000), is_medical=True)
    assert [f for f in found if f.category is Category.UNREAD_TEXT] == []


def guesses(text: str, *, height: float, score: float = 0.5, small: int = 3) -> list[str]:
    corners = ((900.0, 500.0), (1500.0, 500.0), (1500.0, 500.0 + height), (900.0, 500.0 + height))
    lines = [*MEDICAL[:small], Line(text, corners, score)]
    return [f.text for f in find_phi(lines, (2000, 2000)) if f.box[1] >= 500 and f.text]


def test_a_wall_that_reads_like_a_number_is_none():
    assert guesses("0888123", height=200) == []
    assert guesses("0888123", height=40) == ["0888123"]
    assert guesses("0888123", height=200, score=0.95) == ["0888123"], "it was read surely"
    assert guesses("0888123", height=200, small=2), "two lines do not say how large print is"


def test_a_label_is_believed_however_tall_it_is():
    assert guesses("MRN: 0888123", height=200)


FOUR = [*MEDICAL, line("Ward: 4 East", 210)]


def tall(text: str, score: float, *, times: float = 5) -> Line:
    height = 20.0 * times
    corners = ((900.0, 500.0), (1300.0, 500.0), (1300.0, 500.0 + height), (900.0, 500.0 + height))
    return Line(text, corners, score)


def on(other: Line, page: list[Line]) -> list[tuple[Category, float]]:
    """Return what is found where a line stands, as far as a default scan would keep it."""
    found = find_phi([*page, other], (2000, 2000))
    return [(f.category, f.score) for f in found if f.box[1] >= 500 and f.score >= 0.35]


@pytest.mark.parametrize(
    ("text", "category"), [("Okafor", Category.PERSON_NAME), ("5550142", Category.MRN)]
)
@pytest.mark.parametrize("score", [0.62, 0.7])
def test_large_writing_on_a_patients_page_keeps_its_guesses(text, category, score):
    assert (category, 0.4) in on(tall(text, score), FOUR)


def test_large_writing_read_wildly_is_covered_as_unread():
    assert on(tall("Okafor", 0.5), FOUR) == [(Category.UNREAD_TEXT, 0.5)]


@pytest.mark.parametrize("text", ["0888", "0888123", "lllll", "AB"])
def test_texture_is_not_covered_as_unread_either(text):
    assert on(tall(text, 0.5, times=12), FOUR) == []


@pytest.mark.parametrize("text", ["0000000", "0000000·", "0000O00", "MMhMMMMMMM", "MMMMMM"])
def test_pills_in_a_blister_and_beats_of_a_heart_are_no_identifiers(text):
    shapes = scored(text, 0.97, y=300, height=120.0, width=900.0)
    assert [
        f for f in find_phi([*MEDICAL, shapes], (2000, 2000)) if text[:4] in (f.text or "")
    ] == []
    assert unread([*MEDICAL, scored(text, 0.6, y=300, height=55.0, width=900.0)]) == []


@pytest.mark.parametrize("text", ["1001001", "7777707"])
def test_a_large_number_of_two_digits_is_still_one(text):
    number = scored(text, 0.97, y=300, height=120.0, width=900.0)
    assert any(f.text == text for f in find_phi([*MEDICAL, number], (2000, 2000)))


@pytest.mark.parametrize("text", ["ANNAN", "Lilli"])
def test_a_large_name_of_two_letters_is_still_one(text):
    name = scored(text, 0.97, y=300, height=40.0, width=200.0)
    assert any(f.text == text for f in find_phi([*MEDICAL, name], (2000, 2000)))


def test_a_label_before_the_same_digit_over_and_over_is_believed():
    number = scored("MRN 5555555", 0.97, y=300, height=120.0, width=900.0)
    assert any(f.text == "5555555" for f in find_phi([*MEDICAL, number], (2000, 2000)))
