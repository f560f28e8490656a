"""Numbers, dates, telephones, addresses and the like, line by line, clean and misread."""

from pathlib import Path

import pytest

from .marked import judged, plain, read_marks

HERE = Path(__file__).parent
MENU = "Joe's Diner\nOpen Mon-Fri 8 am - 10 pm\nBurger   12.99\nFries   4.99\nCoffee   2.50\n"


def _lines(name):
    """Return (section, line) of a file of lines; # heads a section."""
    section, found = "", []
    for row in (HERE / name).read_text(encoding="utf-8").split("\n"):
        line = row.rstrip()
        if row.startswith("# "):
            section = row[2:]
        elif line:
            found.append((section, line))
    return found


NUMBERS, HARMLESS = _lines("number_lines.txt"), _lines("harmless_lines.txt")


def test_marks_are_read():
    assert read_marks("") == ("", set())
    assert read_marks("ID «4-2» A") == ("ID 4-2 A", {3, 5})
    assert plain("ID «4-2»") == "ID 4-2"


def test_the_judge_shows_what_is_lost_and_what_is_hidden_for_nothing():
    assert judged("nothing here «gone» to be found") == "nothing here [g][o][n][e] to be found"
    assert judged("MRN: 4471902").count("{") == 7


@pytest.mark.parametrize(("section", "line"), NUMBERS, ids=[line for _, line in NUMBERS])
def test_identifiers_are_hidden_on_a_chart_and_nothing_else(section, line):
    assert judged(line) == plain(line), section


@pytest.mark.parametrize("line", [line for _, line in HARMLESS])
def test_results_doses_and_times_stay_readable(line):
    assert judged(line) == line


@pytest.mark.parametrize(
    "line",
    [
        "Table 4471902", "Order 48821", "(555) 010-0199", "03/14/2024", "3/14 9:30",
        "12 Maple Street", "Leeds LS7 4QD", "Fitzroy VIC 3065", "14/0311961",
        "01632 960 983", "AB12 CDE", "Expires 158819", "Expiry time\n158819",
    ],
)  # fmt: skip
def test_a_menu_hides_none_of_them(line):
    assert judged(line, MENU) == line


def test_a_town_below_a_street_is_hidden_and_what_follows_is_not():
    page = "«22 Banksia Street»\n«Upper Fernmere»\nTake with food"
    assert judged(page) == plain(page)


@pytest.mark.parametrize(
    "page",
    [
        "Mobilised 10 m. Keen to go home to «3/57»\n«Banyan Court». Next review soon.",
        "Mobilised 10 m. Keen to go home to «1347 W»\n«Ogden Pkwy». Next review soon.",
        "Patient lives with daughter at «22 Rosewood»\n«Road» and walks unaided.",
        "Seen with obs stable, bed 12\nDear Dr Kamau",
    ],
)  # fmt: skip
def test_a_street_broken_over_a_line_is_hidden(page):
    assert judged(page) == plain(page)


def test_a_ticket_that_may_be_anybodys_has_no_misread_dates():
    assert judged("Expires 158819", "Car Park C\nPaid 13.95\n") == "Expires 158819"


@pytest.mark.parametrize(
    "page",
    [
        "MRN\n«4471902»", "Hosp No\n«A447190»", "Date of Birth\n«03/14/1961»",
        "Policy No   Group\n«88273645»   «4471»", "«4471902»\n(patient number)",
        "Phone\n«01632 960 983»", "SSN (last 4)\n«1192»",
    ],
)  # fmt: skip
def test_values_below_their_labels_are_hidden(page):
    assert judged(page) == plain(page)
