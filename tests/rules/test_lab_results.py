import numpy as np
import pytest

from phiscan.rules import find_phi
from phiscan.rules.lab_results import hull
from phiscan.types import Category, Line


def cell(text, x, y, width=None, height=20.0):
    x1 = x + (width or 11.0 * len(text))
    return Line(text, ((x, y), (x1, y), (x1, y + height), (x, y + height)), 0.95)


def table(rows, top=100.0, pitch=34.0):
    columns = (50.0, 250.0, 340.0, 470.0)
    return [
        cell(text, columns[c], top + r * pitch)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if text
    ]


RESULTS = [
    ("Glucose", "98", "mg/dL", "70 - 99"),
    ("Sodium", "142", "mmol/L", "136 - 145"),
    ("Hemoglobin", "11.7", "g/dL", "12.0 - 16.5"),
    ("WBC", "8.1", "K/uL", "4.5 - 11.0"),
]


def regions(lines):
    return [f for f in find_phi(lines, (2000, 2000)) if f.category is Category.LAB_RESULT]


def test_no_lines_no_region():
    assert regions([]) == []


def test_a_table_is_one_region_round_its_rows():
    (region,) = regions(table(RESULTS))
    x0, y0, x1, y1 = region.box
    assert (x0, y0) == (50, 100)
    assert x1 >= 560
    assert y1 >= 220


def test_a_note_beside_the_table_is_not_in_the_region():
    lines = [*table(RESULTS), cell("NPO after midnight", 900, 134, height=40)]
    (region,) = regions(lines)
    assert region.box[2] < 700


def test_results_printed_as_cards_are_one_region():
    lines = []
    for column, x in enumerate((50.0, 500.0)):
        for row, (name, value, unit, reference) in enumerate(RESULTS[column * 2 : column * 2 + 2]):
            y = 100.0 + 120 * row
            lines += [cell(name, x, y), cell(f"{value} {unit}", x, y + 32)]
            lines += [
                cell("Reference range", x + 200, y, height=12),
                cell(reference, x + 200, y + 32),
            ]
    (region,) = regions(lines)
    assert region.box[0] == 50
    assert region.box[2] > 560


@pytest.mark.parametrize(
    "rows",
    [
        [("Iced Tea", "$3.50"), ("Caesar Salad", "$12.00"), ("Grilled Salmon", "$19.95")],
        [("Widget", "2", "pcs", "14.00"), ("Bolt M8", "10", "pcs", "3.50"), ("Total", "17.50")],
        [("Nutrition Facts", ""), ("Sodium", "160 mg", "7%"), ("Potassium", "240 mg", "6%")],
        [("if glucose > 98:", ""), ("  sodium = 142", ""), ("  return 11.7", "")],
    ],
    ids=["menu", "invoice", "nutrition", "code"],
)
def test_other_tables_are_none(rows):
    assert regions(table(rows)) == []


def test_hull_is_clockwise_on_the_screen_from_the_top_left():
    assert hull([(0, 0), (10, 0), (10, 5), (0, 5), (4, 2)]) == ((0, 0), (10, 0), (10, 5), (0, 5))
    assert len(hull([(0, 0), (10, 0), (5, 5)])) == 4


def test_upside_down_is_found_too():
    turned = []
    for line in table(RESULTS):
        corners = 1000 - np.array(line.polygon)
        turned.append(Line(line.text, tuple(map(tuple, corners)), line.score))
    (region,) = regions(turned)
    assert region.box[2] == 950


def test_a_programs_menu_beside_the_table_is_not_in_the_region():
    menu = [cell(word, 10, 100 + 34 * i, width=60) for i, word in enumerate(["Notes", "Meds"])]
    moved = [
        Line(line.text, tuple((x + 300, y) for x, y in line.polygon), line.score)
        for line in table(RESULTS)
    ]
    (region,) = regions([*menu, *moved])
    assert region.box[0] == 350


def test_the_row_of_headings_is_in_the_region():
    headings = [cell(t, x, 60) for t, x in (("Test", 50), ("Result", 250), ("Range", 470))]
    (region,) = regions([*headings, *table(RESULTS)])
    assert region.box[1] == 60


def test_a_title_above_is_no_row_of_headings():
    (region,) = regions([cell("Lab results", 50, 60), *table(RESULTS)])
    assert region.box[1] == 100


def test_flags_beside_cards_and_a_row_without_its_value_are_in_the_region():
    lines = []
    for row, (name, value, unit, reference) in enumerate(RESULTS):
        y = 100.0 + 90 * row
        lines += [cell(name, 50, y), cell(f"{value} {unit}", 50, y + 32)]
        lines += [cell(reference, 300, y + 32), cell("High", 480, y + 32)]
    lines.append(cell("Calcium", 50, 100 + 90 * len(RESULTS)))
    (region,) = regions(lines)
    assert region.box[2] >= 480 + 44
    assert region.box[3] >= 100 + 90 * len(RESULTS) + 20


@pytest.mark.parametrize("text", ["03/14/2024", "S24-97541", "08:15", "$12.50"])
def test_a_date_a_case_and_a_price_beside_the_table_are_not(text):
    (region,) = regions([*table(RESULTS), cell(text, 760, 134)])
    assert region.box[2] < 700


@pytest.mark.parametrize(
    "rows",
    [
        [("Calcium", "80.2", "mg/L"), ("Sodium", "6.5", "mg/L"), ("Magnesium", "26.0", "mg/l")],
        [("Lead", "3.1", "0 - 15", "ug/L"), ("Copper", "0.4", "0 - 1.3", "mg/L"), ("pH", "7.2")],
        [("Iron", "0.30", "%", "0.5 - 3.0"), ("Zinc", "30.1", "%"), ("Lead", "0.05", "%")],
        [("Copper", "8930.12", "USD/t", "+1.2 %"), ("Zinc", "2510.40", "USD/t", "-0.4 %")],
        [("AST", "123.40", "-2.10 %", "130.00"), ("ALT", "64.20", "+1.50 %", "70.10")],
        [("Ferritin", "30 - 400", "ug/L"), ("Urea", "2.5 - 7.8", "mmol/L")],
    ],
    ids=["mineral water", "tap water", "alloy", "metal prices", "shares", "normal values"],
)
def test_what_is_measured_elsewhere_is_none(rows):
    assert regions(table(rows)) == []


def test_minerals_are_results_in_the_units_of_blood():
    rows = [("S-Sodium", "142", "mmol/L", ""), ("S-Potassium", "4.1", "mmol/L", "")]
    assert len(regions(table(rows))) == 1


def test_a_snack_beside_the_report_does_not_hide_it():
    snack = [cell("Nutrition Facts", 900, 100), cell("Calories 230", 900, 134)]
    assert len(regions([*table(RESULTS), *snack])) == 1


def test_a_result_below_its_analyte_beside_the_range_is_in_the_region():
    lines = []
    for row, (name, value, unit, reference) in enumerate(RESULTS):
        y = 100.0 + 90 * row
        lines += [cell(name, 50, y), cell(f"Normal range: {reference} {unit}", 400, y)]
        lines.append(cell(f"{value} {unit}", 50, y + 32))
    (region,) = regions(lines)
    assert region.box[2] > 700
    assert region.box[3] >= 100 + 90 * 3 + 32 + 20


def test_urine_is_told_in_words():
    rows = [("Color", "Yellow"), ("Specific Gravity", "1.015"), ("Protein", "Negative"),
            ("Leukocyte Esterase", "2+")]  # fmt: skip
    (region,) = regions(table(rows))
    assert region.box[1] == 100


def test_a_list_of_results_beside_a_note_on_a_screen_is_a_region():
    note = [cell("Seen at the bedside, settled", 50, 100 + 34 * i) for i in range(4)]
    results = [
        cell(text, 700 + 250 * column, 100 + 34 * i)
        for i, row in enumerate(RESULTS)
        for column, text in enumerate((row[0], f"{row[1]} {row[2]}"))
    ]
    (region,) = regions([*note, *results])
    assert region.box[0] == 700


MISREAD = [
    ("Hematocnt", "35.4", "", "36.0 = 50.0"),
    ("Creatnine", "0.77", "mgldL", "0.60 ~ 1.20"),
    ("Lymphocyles", "1.1", "x10-9/1", "1.0 - 4.0"),
    ("Tnglycerides", "1.4", "mmal/L", ""),
]


def test_a_table_misread_in_every_row_is_a_region():
    (region,) = regions(table(MISREAD))
    assert region.box[1] <= 100
    assert region.box[3] >= 100 + 34 * 3 + 20
    assert regions(table(MISREAD[:2])) == []


def test_values_units_and_ranges_whose_analytes_nobody_read_are_a_region():
    rows = [("", value, unit, ref.replace("-", "=")) for _, value, unit, ref in RESULTS]
    (region,) = regions(table([*rows, ("", "103", "fL", "80 - 100")]))
    assert region.box[0] == 250


def test_a_drug_beside_a_result_is_not_in_the_region():
    notes = [cell("insulin glargine 18 u", -400, 134), cell("Hwang.", -400, 168)]
    (region,) = regions([*table(RESULTS), *notes])
    assert region.box[0] == 50


def test_range_words_nearly_read_belong_to_the_table():
    lines = []
    for row, (name, value, unit, _) in enumerate(RESULTS):
        y = 100.0 + 90 * row
        lines += [cell(name, 50, y), cell(f"Nomtal ramge O - SO {unit}", 400, y)]
        lines.append(cell(f"{value} {unit}", 50, y + 32))
    (region,) = regions(lines)
    assert region.box[2] == 686


MORE = [
    ("Potassium", "4.1", "mmol/L", "3.5 - 5.1"),
    ("Creatinine", "0.9", "mg/dL", "0.6 - 1.2"),
    ("Calcium", "9.2", "mg/dL", "8.5 - 10.5"),
    ("Albumin", "4.0", "g/dL", "3.5 - 5.0"),
    ("Platelets", "240", "K/uL", "150 - 400"),
    ("Ferritin", "88", "ug/L", "30 - 400"),
]
NORMAL = [(name, "", unit, reference) for name, _, unit, reference in RESULTS + MORE]
ONE_READ = [RESULTS[0], *NORMAL[1:]]


def unread_values(count, text="", pitch=34.0):
    return [
        Line(text, ((250.0, y), (290.0, y), (290.0, y + 20), (250.0, y + 20)), 0.3)
        for y in (100.0 + pitch * row for row in range(1, count + 1))
    ]


@pytest.mark.parametrize("text", ["", "gB"])
def test_one_value_read_of_ten_that_were_seen_makes_results(text):
    (region,) = regions([*table(ONE_READ), *unread_values(9, text)])
    assert region.box[3] >= 100 + 34 * 9 + 20


def test_one_value_read_on_a_patients_page_makes_results():
    patient = [cell("Patient: Maria Lopez", 50, 10), cell("MRN: 00482913", 500, 10)]
    assert len(regions([*table(ONE_READ), *patient])) == 1
    found = find_phi(table(ONE_READ), (2000, 2000), is_medical=True)
    assert [f for f in found if f.category is Category.LAB_RESULT]


def test_normal_values_are_no_results_though_one_was_misread_or_specks_stand_beside_them():
    assert regions(table(NORMAL)) == []
    assert regions(table(ONE_READ)) == []
    assert regions([*table(NORMAL), *unread_values(9)]) == []
    assert regions([*table(ONE_READ), *unread_values(3)]) == []
    below = [Line("", tuple((x, y + 600) for x, y in v.polygon), 0.3) for v in unread_values(9)]
    assert regions([*table(ONE_READ), *below]) == []
