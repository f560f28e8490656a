"""Which pages speak of a patient and which are printed for everybody; all of them invented."""

import pytest

from phiscan.rules import find_phi
from phiscan.rules.blank_forms import is_blank
from phiscan.rules.context import is_prose
from phiscan.rules.page import Page
from phiscan.types import Line

from .conftest import SIZE, make_lines


def page(text):
    return Page(make_lines(text))


MEDICAL = {
    "a clinic's envelope": """
Lakeshore Cardiology Associates
210 Birch Road
TORVALD EIKREM
77 Juniper Lane
Dunmore, OH 44107
""",
    "a badge": """
Harborview General Hospital
IMANI OKORO
Respiratory Therapist
ID 55120
""",
    "an insurance card": """
Evergreen PPO
MEMBER  NADIA FERRANTE
ID  KQX 44 19230
GRP 20211
RxBIN 004336   RxPCN ADV
PCP $25   ER $200
""",
    "an appointment card": """
Westfield Family Medicine
Your next visit
For: Otis Lindqvist
Tue 9 Sep 2025 at 10:40
with Dr. Adaeze Nwosu
""",
    "a whiteboard by a bed": """
ROOM 12   Today is Monday
My name is: Bram
My nurse: Keiko
Diet: soft   Pain level 3
""",
    "a note on a desk": """
call Mrs. Halloran
re: biopsy
(555) 010-0142
""",
    "a note in a bad hand": """
ask Dh. P. Sorvino
for Amund Tveiten
(555) 010-0142
""",
    "spines of charts": """
LINDQVIST, OTIS   44-19-23
NWOSU, ADAEZE   88-20-11
FERRANTE, NADIA   51-07-66
""",
    "a film's corner": """
TVEITEN, AMUND
4419230   04-MAR-2024
L
""",
    "a drip's label": """
Cefazolin 2 g IV q8h
LINDQVIST O   Rm 312
""",
    "a schedule far away": """
Follow up   Labs   BP check
New pt   Labs   BP check
Follow up   Follow up   Labs
""",
    "a misread letterhead": """
Saint Brendan Hospitai
Departrnent of Radiolagy
Patlent: Otis L
""",
    "a ward's board": """
Room Patient   RN   Plan
301 Halloran. Benedict   Wanda   D/C today
302 Eikrem, Torvald   Wanda   Falls risk
""",
    "vital signs": """
BP 132/84   HR 88
SpO2 97
Rm 4
""",
}


@pytest.mark.parametrize("text", MEDICAL.values(), ids=MEDICAL.keys())
def test_medical_pages_are_known_from_weak_evidence(text):
    assert page(text).is_medical
    assert not page(text).is_public


OTHERS = {
    "nothing": "",
    "a menu": """
The Copper Kettle
Soup of the day   6.50
Grilled trout   18.00
Apple pie   7.25
Dr Pepper   2.75
""",
    "a receipt from a pharmacy": """
CORNER PHARMACY
Cashier: Ann   Register 4
Toothpaste   3.99
Vitamins 60 caps   11.49
Shampoo   5.25
Subtotal   20.73
Thank you for shopping
""",
    "a concert": """
AURORA HALL PRESENTS
The Velvet Finches
Saturday 14 June   8 pm
Tickets at the door
""",
    "a poster for a vaccination day": """
FREE FLU VACCINE
Walk-ins welcome
Riverside Medical Center
Saturday 12 October
9 am - 2 pm
Open to the public
""",
    "code": """
def total(rows):
    return sum(r.price for r in rows)
import health
class Patient(Base):
    pass
""",
    "a food label": """
Nutrition Facts
Serving size 30 g
Sodium 140 mg   6%
Protein 4 g   8%
""",
    "a remedy's box": """
DRUG FACTS
Active ingredient   Ibuprofen 200 mg
Uses   temporarily relieves minor aches
Warnings   Ask a doctor before use
Distributed by Plainfield Brands
""",
    "a grocery note": """
milk
eggs
call plumber
(555) 010-0177
""",
    "a sign": """
ROOM 214
Conference
Please knock
""",
    "a business mail": """
Northwind Logistics LLC
Attn: Accounts
900 Commerce Drive
Dunmore, OH 44107
""",
}


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS.keys())
def test_other_pages_are_not_medical(text):
    assert not page(text).is_medical


NOVEL = """
Chapter Nine
The nurse led her down the long hallway of the hospital without a word.
She had not seen a doctor since the surgery, and she did not wish to.
At the clinic in town they had told him that the patient would recover soon.
He stood by the bed and looked at the rain that ran over the window pane.
It was the same rain that had fallen on the day of the accident, he thought.
Nobody in the ward spoke, and the light above the door went on and off.
When the physician came at last she asked him only how long it would take.
He said that it would take as long as such things take in such a place.
"""


def test_a_novel_set_in_a_hospital_is_nobodys_chart():
    assert is_prose(page(NOVEL))
    assert not page(NOVEL).is_medical


def test_a_letter_about_a_patient_is_though_it_is_prose():
    letter = NOVEL.replace("Chapter Nine", "Re: Otis Lindqvist   DOB: 03/14/1961")
    assert page(letter).is_medical


def test_an_empty_form_gives_no_finding():
    form = """
Riverside Medical Center
NEW PATIENT REGISTRATION
Name: ______   Date of Birth: __/__/____
Physician:
Allergies:
Medications:
"""
    assert [f for f in find_phi(make_lines(form), SIZE) if f.score >= 0.35] == []


def test_one_price_read_twice_is_no_price_list():
    card = "Evergreen PPO\nMEMBER  NADIA FERRANTE\nRxBIN 004336\nPCP $25\nPCP $25\nER $200\nER $200"
    assert page(card).is_medical


@pytest.mark.parametrize(
    "text",
    [
        "CASH RM 11.40\nName of item\nGST ID 000181747712\nLOT 2811, JALAN ANGSA",
        "Hospital - Airport\nPeter Holm & Sons\nHarbour, Museum\nStation",
        "Ils parlent\nNous parlons\nVous parlez\nIngmar Oskarsen",
        "Shot at f/2.8\nLens 50 mm\nIngmar Oskarsen",
        "IT JT LT MT\nRT IT LT\nJT DO LT",
        "AQUA, DIMYRISTYL\nALCOHOL, GLYCERIN\nSTEARIC, ALKYL\n8 005283 001951",
        "Inc., Registered in Dunmore, OH 44107\nMade in Kelso, Arbroath, Perth\n3464696444",
    ],
    ids=[
        "ringgit",
        "a signpost",
        "French verbs",
        "a lens",
        "a wall of bricks",
        "ingredients",
        "a carton",
    ],
)
def test_chance_likenesses_do_not_add_up(text):
    assert not page(text).is_medical


def test_a_list_of_files_is_for_everybody_but_a_chart_on_a_screen_is_not():
    window = "File   Edit   View   Search   Help\nDownloads   Sort by   Settings\nnotes 03/14/2024"
    assert page(window).is_public
    assert not page(window + "\nPatient: Otis Lindqvist").is_public
    assert not page(window + "\nradiology worklist").is_public


def test_a_letter_is_no_book_page():
    lines = "She said that it would take as long as such things do.\n" * 9
    assert page(lines).is_public
    assert not page("Dear Ms. Lindqvist,\n" + lines).is_public
    assert not page(lines + "Call me at (555) 010-0142").is_public


def test_a_word_that_may_be_a_label_needs_its_number():
    assert not page("Verbes du 1er groupe\ngroupe   group\nName   Ingmar Oskarsen").is_medical


def test_a_label_of_a_number_needs_one_unless_it_stands_by_itself():
    assert page("MRN:\nDiagnosis:").is_medical
    assert not page("Our Epi: comedies are returning\nMRN: of the hills").is_medical


def test_a_shops_registration_is_no_cars():
    receipt = "GREEN CORNER STORE\nReg No: 860671-D\nBread 3.49\nOil 8.95\nTea 2.10\nSubtotal 14.54"
    assert [f for f in find_phi(make_lines(receipt), SIZE) if f.score >= 0.35] == []


FORM = """
Lakeside Family Clinic
4120 Orchard Road, Dunmore, OH 44107
Phone (555) 010-0199   Fax (555) 010-0198
PATIENT INTAKE FORM
Name:              DOB:
Allergies:
Emergency contact:
Signature:
"""


def test_a_form_nobody_has_filled_in_tells_on_its_clinic_alone():
    assert page(FORM).is_public
    assert [f for f in find_phi(make_lines(FORM), SIZE) if f.score >= 0.35] == []


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Name: ", "Name: Otis L"),
        ("DOB:", "DOB: 3/14"),
        ("Signature:", "Signature: 3/14/2024"),
        ("Allergies:", "Allergies: none\nOtis Lindqvist"),
        ("Allergies:", "Allergies: none\n00481923"),
    ],
)
def test_one_answer_makes_it_a_patients(question, answer):
    assert page(FORM.replace(question, answer)).is_medical


def test_handwriting_that_was_not_read_may_be_the_answer():
    lines = make_lines(FORM)
    lines.append(Line("", lines[0].polygon, 0.2))
    assert Page(lines).is_medical


def test_a_program_about_patients_is_code_and_a_dump_of_one_is_not():
    code = (
        "class Patient:\n  mrn = str()\n  name = str()\n  def age(self):\n    return self.dob == x"
    )
    assert not page(code).is_medical
    assert page(code + "\nOtis Lindqvist\nMRN: 00481923").is_medical


def test_a_house_on_a_notice_has_a_telephone_of_its_own():
    notice = "Please use the other lift\nBayview Hospital 604-555-0138\nLoad 1000 kg"
    assert not [f for f in find_phi(make_lines(notice), SIZE) if f.score >= 0.35]
    named = notice.replace("Load 1000 kg", "Otis Lindqvist")
    found = find_phi(make_lines(named), SIZE)
    assert any(f.category == "phone" and f.score >= 0.35 for f in found)


@pytest.mark.parametrize("name", ["Jenny Park", "Mrs Bridge", "J. Lake", "Grace Church"])
def test_a_telephone_behind_a_name_that_houses_have_too_is_found(name):
    found = find_phi(make_lines(f"Please ring back\n{name} 604-555-0138"), SIZE)
    assert any(f.category == "phone" and f.score >= 0.35 for f in found)


def test_a_blank_forms_clinic_may_have_its_number_on_a_line_of_its_own():
    form = "PROTEA DENTAL CLINIC\n{}\nSurname: ____\nDate of birth: ____\nSex: ____"
    assert is_blank(page(form.format("021 555 0177")))
    assert not is_blank(page(form.format("Surname 021 555 0177")))
    assert not is_blank(page(form.format("02155501772155")))


def test_a_box_of_tablets_that_anybody_may_buy_is_public():
    box = "PARACETAMOL 500 mg 24 tablets\nBay Pantry\nAdults: 1-2 tablets every 4-6 hours."
    foot = "\nHelpline 555 0102\nEXP Feb 26 2034 LOT 686977"
    assert page(box + foot).is_public
    assert page(box + "\nHelpline555 0102\nEXP 26/02/2034L0T 686977").is_public
    assert not page("Name: Ada Okafor  MRN 555123\n" + box + foot).is_public


BOX = """
Amoxicillin 500 mg capsules
LOT 5123  EXP 09 2027
Store below 25 C
Keep out of the reach of children
%s
"""
MENU = """
Cafe lunch menu
Soup 4.50
Salad 6.50
Sandwich 5.50
%s
"""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (BOX % "Mrs Ada Okafor  12 Mar 2026", "Ada Okafor"),
        (BOX % "Okafor A bed 12", "Okafor"),
        (BOX % "Baby Okafor", "Okafor"),
        ("14:02 INFO started\n14:03 WARNING air\n14:04 ERROR\nAda Okafor 4471920", "Ada Okafor"),
        (BOX % "12 Okafor 72 NOF nil by mouth\n13 Bielak 81 CAP IV abx", "Okafor"),
        (BOX % "Okafor Adaeze 14/03/1962", "Okafor Adaeze"),
        (MENU % "OKAFOR, ADA\n00471920  14/03/1962 F", "OKAFOR, ADA"),
        (MENU % "OKAFOR, ADA Rm 412-B", "OKAFOR, ADA"),
        (MENU % "Okafor, Ada 72F NOF", "Okafor, Ada"),
        (MENU % "OKAFOR, ADA\n00471920\n14/03/1962", "OKAFOR, ADA"),
        (MENU % "Adaeze Okafor\nDOB 14/03/2019\nMRN 00471920", "Adaeze Okafor"),
        ("Visiting hours 2pm - 4pm and 6pm - 8pm\nBed 1 Okafor\nBed 2 Bielak", "Okafor"),
        ("Clinic list Monday 9:00-12:00\n9:00 Okafor A\n9:20 Bielak E", "Okafor A"),
    ],
    ids=[
        "dispensed",
        "bed",
        "newborn",
        "pump",
        "handover",
        "born",
        "sticker by a menu",
        "meal",
        "aged",
        "three lines",
        "labels",
        "bay",
        "list",
    ],
)
def test_a_patients_name_on_goods_or_beside_a_menu_is_found(text, name):
    found = [f for f in find_phi(make_lines(text), SIZE) if f.score >= 0.35]
    assert any(name in (f.text or "") for f in found)


@pytest.mark.parametrize("line", ["Baby Shampoo", "Ward 4", "12/03/29", "Unit 5"])
def test_goods_that_bear_no_name_stay_public(line):
    assert page(BOX % line).is_public


@pytest.mark.parametrize(
    "text",
    [
        "Mrs Okafor seen 12/03/2026\nNa 140 -> 138\nK 3.2 -> 4.0\nCr 88 -> 92\nhome Friday",
        "OKAFOR A 72F\nMeds(5)\nAllergies(2)\nProblems(7)\nSeen 12/03/2026",
        "Pt: Okafor\nMetformin 500 mg BID;\nLisinopril 10 mg daily;\nAspirin 81 mg;",
    ],
    ids=["arrows", "counts", "semicolons"],
)
def test_arrows_counts_and_semicolons_make_no_program_of_a_note(text):
    found = [f for f in find_phi(make_lines(text), SIZE) if f.score >= 0.35]
    assert any("okafor" in (f.text or "").lower() for f in found)


@pytest.mark.parametrize(
    "text",
    [
        "Marta Figueiredo\nexame na quinta-feira\ntelefone 555-010-0101",
        "Giulia Ferrante\nin corso di terapia\nesami 12/03/2026\nletto 12",
        "Rosa Delgado Ibarra\nen el curso de la enfermedad\ncontrol 12/03/2026\ncama 12",
    ],
    ids=["weekday", "under way", "course of a disease"],
)
def test_words_of_notes_in_other_languages_are_none_of_trade(text):
    assert page(text).is_medical


def test_a_list_of_processes_is_code_and_holds_no_patients_number():
    screen = page(
        "PID USER CPU% MEM% COMMAND\n4412 web 12.4 3.1 nginx\nload average: 0.42\nmain utf-8 LF"
    )
    assert screen.is_public
    assert not screen.is_medical
