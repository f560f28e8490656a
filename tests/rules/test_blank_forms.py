"""Forms without colons, badly lit, and the same with one answer; all invented."""

import pytest

from phiscan.policy import decide
from phiscan.rules import find_phi
from phiscan.rules.blank_forms import is_blank
from phiscan.rules.labels import Kind, find_labels
from phiscan.rules.page import Page
from phiscan.types import Action, Line

from .conftest import SIZE, make_lines

REQUEST = """
Harrow Bluffs Clinic
Radiology Request Form
Surname
Forename(s)
DOB
Hospital No.
Ward / GP address
Consultant
Clinical details
RAD 21/B 03-24
"""


def page(text):
    return Page(make_lines(text))


def with_line(text, score, *, instead):
    """Return the request's lines, one of them read as `text` with this score."""
    return [
        Line(text, ln.polygon, score) if ln.text == instead else ln for ln in make_lines(REQUEST)
    ]


def test_nothing_and_a_menu_are_no_forms():
    assert not is_blank(page(""))
    assert not is_blank(page("Soup 6.50\nApple pie 7.25"))


def test_labels_alone_make_an_empty_form():
    assert is_blank(page(REQUEST))
    found = find_phi(make_lines(REQUEST), SIZE)
    assert decide([f for f in found if f.score >= 0.35]).verdict is Action.ALLOW


@pytest.mark.parametrize("read", ["Consuitant", "Consultent", "Cosultant"])
def test_a_letter_misread_is_still_the_forms_word(read):
    assert is_blank(page(REQUEST.replace("Consultant", read)))


def test_a_badly_read_line_near_a_forms_phrase_is_printed():
    assert is_blank(Page(with_line("Clncal detauls", 0.7, instead="Clinical details")))


@pytest.mark.parametrize(
    "answer",
    ["Okonkwo", "Rose", "Torvald", "14/03/1961", "00481923", "A4419230", "Lee", "Vu Ng"],
)
def test_one_answer_makes_it_a_patients(answer):
    assert not is_blank(page(REQUEST.replace("Surname", f"Surname   {answer}")))


@pytest.mark.parametrize(("text", "score"), [("", 0.2), ("Zvonimir", 0.6), ("Eikrem T", 0.99)])
def test_what_may_be_handwriting_is_an_answer(text, score):
    lines = [*make_lines(REQUEST), Line(text, make_lines("Surname")[0].polygon, score)]
    assert not is_blank(Page(lines))


def test_a_list_of_questions_without_a_patient_is_no_form():
    assert not is_blank(page("Address\nPhone\nE-mail\nCity"))


@pytest.mark.parametrize(
    "heading",
    ["Mt. Zion Baptist Hospital 985-555-0162", "Shanti Nursing Home 0484-555 0112",
     "Harrow Bluffs Clinic (432) 555-0146 x12"],
)  # fmt: skip
def test_a_clinics_own_number_is_no_answer(heading):
    text = REQUEST.replace("Harrow Bluffs Clinic", heading)
    assert is_blank(page(text))
    found = find_phi(make_lines(text), SIZE)
    assert decide([f for f in found if f.score >= 0.35]).verdict is Action.ALLOW


def test_a_patients_number_is_an_answer():
    assert not is_blank(page(REQUEST.replace("Surname", "Surname 985-555-0162")))


JOINED = "Iagree to be contacted by text message"
LETTERHEADS = (
    "Harlow County Memorial Hospital 1501 Quail Hollow Dr, Tulsa OK 74152 410 555 0195",
    "Ananda Hospital & Research Centre Flat No. 4, Ring Road, Chennai - 600094 0755 5550166",
    "Harrow Bluffs NHS Foundation Trust 52b Albert Road, Oban PA34 2ZX +44 113 496 0470",
)


def numbered(letterhead, **answers):
    """Return a form under a letterhead, its questions answered by name only where told."""
    asked = {"name": "4. Name (last, first)", "born": "1. Birth date", "doctor": "9. Family doctor"}
    rows = [f"{question}   {answers.get(key, '')}".rstrip() for key, question in asked.items()]
    return "\n".join(["Patient questionnaire", letterhead, *rows, "5. Medications you take",
                      "6. Email", "7. Telephone", JOINED])  # fmt: skip


@pytest.mark.parametrize("letterhead", LETTERHEADS)
def test_a_clinics_address_and_number_on_its_line_are_no_answer(letterhead):
    text = numbered(letterhead)
    assert is_blank(page(text))
    found = find_phi(make_lines(text), SIZE)
    assert decide([f for f in found if f.score >= 0.35]).verdict is Action.ALLOW


@pytest.mark.parametrize("letterhead", LETTERHEADS)
@pytest.mark.parametrize(
    "answer", [{"name": "Okonkwo"}, {"name": "Rose"}, {"born": "14/03/1961"}, {"doctor": "Torvald"}]
)
def test_one_answer_under_a_letterhead_makes_it_a_patients(letterhead, answer):
    assert not is_blank(page(numbered(letterhead, **answer)))


@pytest.mark.parametrize(
    "line",
    ["Name Okonkwo 12 Quail Hollow Dr, Tulsa OK 74152 410 555 0195",
     "Harrow Clinic MRN: 12, Oak Road, Tulsa OK 410 555 0195",
     "Harrow Clinic Patient Okonkwo 12 Oak Dr, Tulsa OK 74152 410 555 0195",
     "Harrow Clinic 12 Oak Dr, Tulsa 00481923, DOB 14/03/1961 410 555 0195",
     "Harrow Clinic 12 Oak Dr, Tulsa 0048192365 Ward 410 555 0195",
     "Zvonimir Torvald 12 Oak Dr, Tulsa OK 74152 410 555 0195"],
)  # fmt: skip
def test_a_patient_on_the_line_below_the_title_is_no_letterhead(line):
    assert not is_blank(page(numbered(line)))


def test_a_name_is_no_sentence_joined_with_i():
    text = numbered(LETTERHEADS[0])
    assert not is_blank(page(text.replace(JOINED, "Iagrez Zvon")))


@pytest.mark.parametrize("owner", ["NHS Trust", "NHS Foundation Trust", "NHS Board"])
def test_a_hospitals_owner_is_no_label_of_a_number(owner):
    assert Kind.MRN not in {k for label in find_labels(f"Trent {owner} 52") for k in label.kinds}
    assert Kind.MRN in {k for label in find_labels("NHS 555 012 3456") for k in label.kinds}


def small(text, score, below, rows=1):
    """Return a line of small print so many rows below another."""
    (x0, y0), (_, y1) = below.polygon[0], below.polygon[3]
    top, high = y0 + rows * 3 * (y1 - y0), 0.6 * (y1 - y0)
    corners = ((x0, top), (x0 + 300, top), (x0 + 300, top + high), (x0, top + high))
    return Line(text, corners, score)


def test_small_print_that_nobody_can_read_at_a_forms_foot_is_its_printers():
    form = make_lines(REQUEST)
    foot = small("20rm 44 8 (kv p3./27029", 0.6, form[-1])
    assert is_blank(Page([*form, foot]))
    assert not is_blank(Page([*form, small("20rm 44 8 (kv p3./27029", 0.9, form[-1])]))
    assert not is_blank(Page([*form, foot, small("Adz 0kxfor", 0.6, form[-1], rows=2)]))
    tall = make_lines(REQUEST + "20rm 44 8 (kv p3./27029")
    assert not is_blank(Page([*tall[:-1], Line(tall[-1].text, tall[-1].polygon, 0.6)]))


@pytest.mark.parametrize(
    "name", ["Okafor", "Ritchie", "Lindquist", "Claudine Ritchie", "Lovon Torule"]
)
@pytest.mark.parametrize("score", [0.7, 0.9])
def test_a_name_in_handwriting_is_an_answer_though_it_is_near_a_forms_phrase(name, score):
    form = make_lines(REQUEST.replace("Surname", f"Surname  {name}"))
    form = [Line(ln.text, ln.polygon, score) if ln.text == name else ln for ln in form]
    assert not is_blank(Page(form))
    assert any((f.text or "") in (name, name.split()[-1]) for f in find_phi(form, SIZE))


@pytest.mark.parametrize(
    "foot",
    ["Printed for Ada Okafor", "pr1nted 4471920 p 1", "v1sit 03/14/2026 14:22", "Obi, A MRN 44 71"],
)
def test_small_print_that_says_whose_the_form_is_is_an_answer(foot):
    form = make_lines(REQUEST)
    assert not is_blank(Page([*form, small(foot, 0.7, form[-1])]))


def test_small_print_among_the_questions_may_be_an_answer():
    form = make_lines(REQUEST)
    (x0, y0), (_, y1) = form[4].polygon[0], form[4].polygon[3]
    beside = ((x0 + 900, y0 + 4), (x0 + 1200, y0 + 4), (x0 + 1200, y1 - 6), (x0 + 900, y1 - 6))
    assert not is_blank(Page([*form, Line("Adz 0kxfor", beside, 0.6)]))


@pytest.mark.parametrize(
    "head",
    [
        "Bay Pediatrics 2180 State Route 7 Unit 7, Duluth, MN 55888-2403 330-555-0164",
        "Bay Hompital 1716 Blaauw Rd, Table View, 7417 +27 34 555 0134",
    ],
)
def test_a_clinics_address_with_a_unit_and_a_long_postal_code(head):
    assert is_blank(page(REQUEST.replace("Harrow Bluffs Clinic", head)))


HEADS = (
    "Harrow Bluffs Hospital\nFlat 5A, 81 Elm Rd, Sha Lok, NT +852 2555 O13O",
    "Harrow Bluffs Hospital\n8/173 Elm Way, Geelong VIC 3269 (07) 5550 1015",
    "Harrow Bluffs Infirmary · 1908 Station Road, Otley LS21 6QV · 028 5550 1037",
    "St. Bede Medical Center. 1909 Old Mill Rd, Ypsilanti, MI 48196· 605 555-O183",
    "Harrow Regional · 4 Shoreline Dr. Providence RI 02971 · 715 555-0121",
)


@pytest.mark.parametrize("head", HEADS)
def test_a_clinics_address_and_number_in_the_head_are_no_answer(head):
    assert is_blank(page(REQUEST.replace("Harrow Bluffs Clinic", head)))


@pytest.mark.parametrize(
    "below",
    [
        "Harrow Bluffs Hospital\nAda Obi, 12 Elm Way, Geelong VIC 3269 (07) 5550 1015",
        "Harrow Bluffs Hospital\n12 Elm Way, Geelong VIC 3269 MRN 448120 (07) 5550 1015",
        "Hospital No.\n12 Elm Way, Geelong VIC 3269 (07) 5550 1015",
        "Harrow Bluffs Hospital\nRadiology\nWard\n12 Elm Way, Geelong VIC 3269 (07) 5550 1015",
    ],
)
def test_an_address_elsewhere_or_with_more_is_an_answer(below):
    assert not is_blank(page(REQUEST.replace("Harrow Bluffs Clinic", below)))
