"""What invented tables say: laboratory results in many forms, and tables that are none.

The words were written for measuring, not taken from the rules' own lists.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

Cells = tuple[str, ...]
Rows = list[Cells]

# -- results ---------------------------------------------------------------------------------------

_US = (("Glucose", "mg/dL", 70, 99, 0), ("Urea Nitrogen (BUN)", "mg/dL", 7, 25, 0),
       ("Creatinine", "mg/dL", 0.6, 1.3, 2), ("Sodium", "mmol/L", 135, 146, 0),
       ("Potassium", "mmol/L", 3.5, 5.3, 1), ("Carbon Dioxide", "mmol/L", 20, 32, 0),
       ("Calcium", "mg/dL", 8.6, 10.3, 1), ("AST", "U/L", 10, 35, 0), ("ALT", "U/L", 9, 46, 0),
       ("Cholesterol, Total", "mg/dL", 125, 200, 0), ("HDL Cholesterol", "mg/dL", 40, 90, 0),
       ("Triglycerides", "mg/dL", 40, 150, 0), ("Hemoglobin A1c", "%", 4.0, 5.7, 1))  # fmt: skip
_COUNT = (("WBC", "Thousand/uL", 3.8, 10.8, 1), ("RBC", "Million/uL", 4.2, 5.8, 2),
          ("Hemoglobin", "g/dL", 13.2, 17.1, 1), ("Hematocrit", "%", 38.5, 50.0, 1),
          ("MCV", "fL", 80, 100, 1), ("MCH", "pg", 27, 33, 1), ("RDW", "%", 11, 15, 1),
          ("Platelet Count", "Thousand/uL", 140, 400, 0), ("MPV", "fL", 7.5, 12.5, 1),
          ("Absolute Neutrophils", "cells/uL", 1500, 7800, 0))  # fmt: skip
_SI = (("S-Sodium", "mmol/L", 133, 146, 0), ("S-Potassium", "mmol/L", 3.5, 5.3, 1),
       ("Urea", "mmol/L", 2.5, 7.8, 1), ("Creatinine", "umol/L", 59, 104, 0),
       ("eGFR", "mL/min/1.73m2", 60, 120, 0), ("Bilirubin", "umol/L", 0, 21, 0),
       ("Alk Phos", "U/L", 30, 130, 0), ("Albumin", "g/L", 35, 50, 0),
       ("CRP", "mg/L", 0, 5, 0), ("Ferritin", "ug/L", 30, 400, 0),
       ("Serum TSH level", "mU/L", 0.27, 4.2, 2), ("HbA1c (IFCC)", "mmol/mol", 20, 41, 0),
       ("Corrected calcium", "mmol/L", 2.2, 2.6, 2))  # fmt: skip
_GAS = (("pH", "", 7.35, 7.45, 2), ("pCO2", "mmHg", 35, 45, 0), ("pO2", "mmHg", 80, 100, 0),
        ("HCO3", "mmol/L", 22, 26, 1), ("Base Excess", "mmol/L", 0, 2, 1),
        ("Lactate", "mmol/L", 0.5, 1.6, 1), ("Ionized Calcium", "mmol/L", 1.1, 1.3, 2),
        ("tHb", "g/dL", 12, 17, 1))  # fmt: skip
_CLOT = (("Prothrombin Time", "sec", 9.6, 12.5, 1), ("INR", "", 0.9, 1.1, 1),
         ("APTT", "sec", 25, 36, 0), ("Fibrinogen", "mg/dL", 200, 400, 0),
         ("D-Dimer", "ng/mL", 0, 500, 0), ("Troponin T", "ng/L", 0, 14, 0),
         ("NT-proBNP", "pg/mL", 0, 125, 0), ("CK-MB", "ng/mL", 0, 5, 1))  # fmt: skip
_HORMONES = (("TSH", "mIU/L", 0.4, 4.5, 2), ("T4, Free", "ng/dL", 0.8, 1.8, 1),
             ("Vitamin D, 25-OH", "ng/mL", 30, 100, 0), ("Vitamin B12", "pg/mL", 200, 1100, 0),
             ("Folate", "ng/mL", 5, 20, 1), ("Testosterone, Total", "ng/dL", 250, 1100, 0),
             ("PSA, Total", "ng/mL", 0, 4, 2), ("Cortisol, A.M.", "ug/dL", 4, 22, 1),
             ("Ferritin", "ng/mL", 38, 380, 0), ("Iron, Total", "ug/dL", 50, 180, 0))  # fmt: skip
_PANELS = (_US, _COUNT, _SI, _GAS, _CLOT, _HORMONES)
_WORDY = (("Color", "Yellow"), ("Clarity", "Clear"), ("Specific Gravity", "1.015"), ("pH", "6.0"),
          ("Protein", "Negative"), ("Glucose", "Negative"), ("Ketones", "Trace"),
          ("Occult Blood", "Negative"), ("Nitrite", "Positive"),
          ("Leukocyte Esterase", "2+"))  # fmt: skip
_SEROLOGY = (("Hepatitis B Surface Antigen", "Non-Reactive"), ("Hepatitis C Antibody", "Reactive"),
             ("HIV 1/2 Ag/Ab", "Non-Reactive"), ("RPR", "Non-Reactive"),
             ("Chlamydia trachomatis RNA", "Not Detected"), ("N. gonorrhoeae RNA", "Not Detected"),
             ("SARS-CoV-2 PCR", "Detected"), ("Influenza A", "Not Detected"))  # fmt: skip


@dataclass(frozen=True)
class _Result:
    name: str
    value: str
    flag: str
    unit: str
    span: str


def _results(rng: Random) -> list[_Result]:
    panel = rng.choice(_PANELS)
    chosen = sorted(rng.sample(range(len(panel)), rng.randint(4, len(panel))))
    return [_result(rng, *panel[i]) for i in chosen]


def _result(rng: Random, name: str, unit: str, low: float, high: float, places: int) -> _Result:
    value = rng.uniform(low - 0.3 * (high - low), high + 0.3 * (high - low))
    value = max(value, low * 0.4)
    flag = "" if low <= value <= high else rng.choice(("H", "L", "HIGH", "LOW", "*"))
    dash = rng.choice((" - ", "-", " – "))
    span = f"{low:.{places}f}{dash}{high:.{places}f}" if low else f"< {high:.{places}f}"
    return _Result(name, f"{value:.{places}f}", flag, unit, span)


def _columns(rng: Random) -> Rows:
    return [(r.name, r.value, r.flag, r.unit, r.span) for r in _results(rng)]


def _flag_in_value(rng: Random) -> Rows:
    return [(r.name, f"{r.value} {r.flag}".strip(), r.span, r.unit) for r in _results(rng)]


def _unit_in_value(rng: Random) -> Rows:
    return [(r.name, f"{r.value} {r.unit}".strip(), r.span) for r in _results(rng)]


def _sentence(rng: Random) -> Rows:
    return [(f"{r.name}: {r.value} {r.unit} ({r.span}) {r.flag}".strip(),) for r in _results(rng)]


def _no_range(rng: Random) -> Rows:
    return [(r.name, r.value, r.unit or r.span) for r in _results(rng)]


def _by_dates(rng: Random) -> Rows:
    rows = _results(rng)
    again = [_nearby(rng, r.value) for r in rows]
    before = [_nearby(rng, r.value) for r in rows]
    return [(r.name, r.value, a, b, r.unit, r.span)
            for r, a, b in zip(rows, again, before, strict=True)]  # fmt: skip


def _nearby(rng: Random, value: str) -> str:
    places = len(value.partition(".")[2])
    return f"{float(value) * rng.uniform(0.85, 1.15):.{places}f}"


def _in_words(rng: Random) -> Rows:
    chosen = rng.choice((_WORDY, _SEROLOGY))
    return [(n, v) for n, v in rng.sample(chosen, rng.randint(4, len(chosen)))]


RESULT_KINDS: dict[str, Callable[[Random], Rows]] = {
    "results in columns": _columns,
    "flag beside value": _flag_in_value,
    "unit beside value": _unit_in_value,
    "one line a result": _sentence,
    "no range": _no_range,
    "columns of dates": _by_dates,
    "results in words": _in_words,
}


# -- tables that are none --------------------------------------------------------------------------


def _money(rng: Random, most: float = 60) -> str:
    return f"{rng.uniform(1, most):.2f}"


def _some(rng: Random, words: Sequence[str], least: int = 5) -> list[str]:
    return rng.sample(list(words), rng.randint(min(least, len(words)), len(words)))


def _spans(rng: Random, rows: Sequence[tuple[str, str, float, float]]) -> Rows:
    picked = sorted(rng.sample(range(len(rows)), rng.randint(4, len(rows))))
    return [(rows[i][0], f"{rng.uniform(rows[i][2], rows[i][3]):.1f}", rows[i][1]) for i in picked]


_DISHES = ("Roast Chicken", "Iron Skillet Steak", "Protein Bowl", "Lithium Lager", "Iced Tea",
           "Caesar Salad", "Salmon Tartare", "Gold Beet Soup", "Zinc Bar Oysters", "Copper Mule",
           "Pancakes", "Club Sandwich", "Tomato Soup", "Calcium-Rich Smoothie")  # fmt: skip
_GOODS = ("Zinc Tablets", "Vitamin D 1000 IU", "Iron Nails 2 in", "Copper Pipe 15 mm", "Milk 2 %",
          "Magnesium 250 mg", "Bread", "Potassium Salt 500 g", "Protein Bar", "Eggs 12 ct",
          "Batteries AA", "Glucose Syrup 1 L", "Lead Solder 100 g", "Bananas")  # fmt: skip
_STATIONS = ("Northgate", "Mill Lane", "Harbor St", "Union Sq", "Airport", "Lakeview", "Oak Park",
             "Central", "Museum", "Fairground")  # fmt: skip


def _receipt(rng: Random) -> Rows:
    rows: Rows = [(g, str(rng.randint(1, 4)), _money(rng)) for g in _some(rng, _GOODS)]
    foot = [("SUBTOTAL", _money(rng, 90)), ("TAX 8.25 %", "4.10"), ("TOTAL", _money(rng, 99))]
    return [("THANK YOU FOR SHOPPING",), *rows, *foot, ("VISA ****1881", "APPROVED")]


def _invoice(rng: Random) -> Rows:
    rows: Rows = [(g, str(rng.randint(1, 40)), rng.choice(("pcs", "kg", "m", "box")), _money(rng),
                   _money(rng, 900)) for g in _some(rng, _GOODS)]  # fmt: skip
    head = ("Item", "Qty", "Unit", "Price", "Amount")
    return [("INVOICE",), head, *rows, ("Total due", "$412.90")]


def _prices(rng: Random) -> Rows:
    tests = ("Lipid Panel", "CBC", "Glucose", "TSH", "Vitamin D", "Hemoglobin A1c", "PSA",
             "Ferritin", "Iron")  # fmt: skip
    return [("Price list", "USD"), *((t, f"${_money(rng, 90)}") for t in _some(rng, tests))]


def _nutrition_us(rng: Random) -> Rows:
    rows = ("Total Fat", "Cholesterol", "Sodium", "Total Carbohydrate", "Protein", "Calcium",
            "Iron", "Potassium", "Vitamin D")  # fmt: skip
    values = [f"{rng.randint(1, 300)}{rng.choice(('mg', 'g', 'mcg'))}" for _ in rows]
    shares = [f"{rng.randint(1, 60)}%" for _ in rows]
    head = [("Nutrition Facts",), ("8 servings per container",), ("Calories", "230")]
    return [*head, *zip(rows, values, shares, strict=True)]


def _nutrition_eu(rng: Random) -> Rows:
    rows = ("Energy", "Fat", "of which saturates", "Carbohydrate", "of which sugars", "Fibre",
            "Protein", "Salt", "Sodium", "Calcium", "Iron", "Vitamin B12")  # fmt: skip
    return [("Typical values", "per 100 g", "per 30 g"),
            *((r, f"{rng.uniform(0.1, 80):.1f} {rng.choice(('g', 'mg'))}",
               f"{rng.uniform(0.1, 20):.1f} g") for r in _some(rng, rows, 8))]  # fmt: skip


def _water(rng: Random) -> Rows:
    ions = ("Calcium", "Magnesium", "Sodium", "Potassium", "Bicarbonate", "Chloride", "Sulphate",
            "Nitrate", "Silica", "Fluoride")  # fmt: skip
    unit = rng.choice(("mg/L", "mg/l"))
    rows: Rows = [(i, f"{rng.uniform(0.5, 300):.1f}", unit) for i in _some(rng, ions, 6)]
    head = ("Natural mineral water", "Typical analysis", "mg/l")
    return [head, *rows, ("Dry residue 180 C", "309 mg/l"), ("pH", "7.2")]


def _tap_water(rng: Random) -> Rows:
    rows = (("Lead", "0 - 15", "ug/L"), ("Copper", "0 - 1.3", "mg/L"), ("Iron", "0 - 0.3", "mg/L"),
            ("Fluoride", "0 - 4", "mg/L"), ("Chlorine", "0.2 - 4", "mg/L"), ("pH", "6.5 - 8.5", ""),
            ("Nitrate", "0 - 10", "mg/L"), ("Zinc", "0 - 5", "mg/L"))  # fmt: skip
    found = [(n, f"{rng.uniform(0.01, 4):.2f}", s, u) for n, s, u in rng.sample(rows, 6)]
    head = ("Contaminant", "Level", "Allowed", "Unit")
    return [("Drinking Water Quality Report",), head, *found]


def _supplement(rng: Random) -> Rows:
    rows = ("Vitamin D", "Vitamin B12", "Folate", "Iron", "Zinc", "Copper", "Magnesium", "Calcium")
    return [("Supplement Facts",), ("Amount per serving", "% DV"),
            *((r, f"{rng.randint(1, 400)} {rng.choice(('mg', 'mcg'))}", f"{rng.randint(5, 200)}%")
              for r in _some(rng, rows))]  # fmt: skip


def _pool(rng: Random) -> Rows:
    rows = (("Free chlorine", "ppm", 1, 4), ("pH", "", 7.0, 7.9), ("Alkalinity", "ppm", 60, 140),
            ("Calcium hardness", "ppm", 150, 400), ("Cyanuric acid", "ppm", 20, 60),
            ("Copper", "ppm", 0, 1), ("Iron", "ppm", 0, 1))  # fmt: skip
    return [("Pool water test",), *_spans(rng, rows)]


def _soil(rng: Random) -> Rows:
    rows = (("pH", "", 5, 8), ("Phosphorus", "ppm", 5, 90), ("Potassium", "ppm", 50, 300),
            ("Magnesium", "ppm", 40, 200), ("Zinc", "ppm", 1, 9), ("Organic matter", "%", 1, 8),
            ("Calcium", "ppm", 300, 2000))  # fmt: skip
    return [("Soil analysis", "Garden bed 2"), *_spans(rng, rows)]


def _code(rng: Random) -> Rows:
    lines = ("def mean(glucose):", "    sodium = 142", "    if potassium > 5.1: return 'H'",
             "    LIMITS = {'wbc': (4.5, 11.0), 'hgb': (12.0, 16.5)}", "    total += 1",
             "    ph = 7.4  # default", "    return round(total / len(rows), 2)",
             "for i in range(10):", "    iron.append(rows[i])", "print(calcium, 98)")  # fmt: skip
    return [(line,) for line in _some(rng, lines, 7)]


def _timetable(rng: Random) -> Rows:
    def at() -> str:
        return f"{rng.randint(5, 22):02d}:{rng.randint(0, 59):02d}"

    return [("Line 4", "Mon-Fri"), *((s, at(), at(), at()) for s in _some(rng, _STATIONS))]


def _spec(rng: Random) -> Rows:
    rows = (("Supply voltage", "3.0 - 5.5", "V"), ("Operating temperature", "-40 to 85", "°C"),
            ("Response time", "2 - 10", "sec"), ("Accuracy", "0.5", "%"), ("Weight", "120", "g"),
            ("Frequency", "50 - 60", "Hz"), ("Ratio", "1.2", "ratio"), ("Index", "12", "index"),
            ("Resistance", "100 - 400", "ohm"), ("Lead pitch", "2.54", "mm"))  # fmt: skip
    return [("Specifications",), ("Parameter", "Range", "Unit"), *rng.sample(rows, 7)]


def _meter(rng: Random) -> Rows:
    rows = (("Glucose", "20 - 600", "mg/dL"), ("Hematocrit", "20 - 65", "%"),
            ("Ketones", "0.1 - 8.0", "mmol/L"), ("Sample volume", "0.5", "uL"),
            ("Hemoglobin", "7 - 26", "g/dL"), ("Test time", "5", "seconds"),
            ("Cholesterol", "100 - 500", "mg/dL"))  # fmt: skip
    return [("Meter specifications",), ("Measuring range",), *rng.sample(rows, 6)]


def _poster(rng: Random) -> Rows:
    panel = rng.choice((_US, _COUNT, _SI, _GAS))
    rows: Rows = [(n, f"{low} - {high}", u) for n, u, low, high, _ in panel]
    return [("Normal values", "for students"), *rows]


def _weather(rng: Random) -> Rows:
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    return [("7-day forecast",), *((d, f"High {rng.randint(50, 90)}", f"Low {rng.randint(30, 60)}",
             f"{rng.randint(0, 90)} %", f"{rng.randint(3, 20)} mph") for d in days)]  # fmt: skip


def _sports(rng: Random) -> Rows:
    teams = ("Lions", "Hawks", "ALT United", "Rovers", "CO2 Racing", "Bulls", "Iron City", "Mono")
    head = ("Team", "P", "W", "D", "L", "Pts")
    return [head, *((t, *(str(rng.randint(0, 30)) for _ in "12345")) for t in _some(rng, teams))]


def _recipe(rng: Random) -> Rows:
    rows = ("250 g flour", "1.5 tsp salt", "2 - 3 eggs", "100 ml milk", "3 g yeast", "0.5 L water",
            "Bake 20 - 25 min at 180 °C", "80 g butter", "15 % cream")  # fmt: skip
    return [("Ingredients",), *((r,) for r in rng.sample(rows, 7))]


def _stocks(rng: Random) -> Rows:
    tickers = ("AST", "ALT", "IRON", "LDH", "GOLD", "ZINC", "COPPER", "LEAD", "OIL", "T3", "CEA")
    return [("Symbol", "Last", "Chg %", "High", "Low"),
            *((t, _money(rng, 400), f"{rng.uniform(-4, 4):+.2f} %", _money(rng, 400),
               _money(rng, 300)) for t in _some(rng, tickers))]  # fmt: skip


def _metals(rng: Random) -> Rows:
    rows = (("Copper", "USD/t"), ("Zinc", "USD/t"), ("Lead", "USD/t"), ("Iron ore", "USD/t"),
            ("Lithium", "USD/kg"), ("Magnesium", "USD/kg"))  # fmt: skip
    return [("Metal prices",), *((n, _money(rng, 9000), u, f"{rng.uniform(-3, 3):+.1f} %")
                                 for n, u in rows)]  # fmt: skip


def _alloy(rng: Random) -> Rows:
    rows = ("Copper", "Zinc", "Lead", "Iron", "Magnesium", "Carbon", "Silicon", "Nickel")
    found: Rows = [(r, f"{rng.uniform(0.01, 30):.2f}", "%", "0.5 - 3.0") for r in _some(rng, rows)]
    return [("Chemical composition", "% by weight"), *found]


def _fertiliser(rng: Random) -> Rows:
    rows = ("Total Nitrogen", "Available Phosphate", "Soluble Potash", "Iron", "Zinc", "Copper",
            "Magnesium", "Calcium")  # fmt: skip
    found: Rows = [(r, f"{rng.uniform(0.1, 20):.1f} %") for r in _some(rng, rows)]
    return [("GUARANTEED ANALYSIS",), *found]


def _grades(rng: Random) -> Rows:
    marks = ("Biology", "History", "Mathematics", "Physics", "Art", "Music", "Geography")
    return [("Course", "Score", "Grade"),
            *((m, f"{rng.randint(60, 100)} %", rng.choice("ABC")) for m in marks)]  # fmt: skip


def _aquarium(rng: Random) -> Rows:
    rows = (("Ammonia", "mg/L", 0, 1), ("Nitrite", "mg/L", 0, 1), ("Nitrate", "mg/L", 5, 40),
            ("pH", "", 6.5, 8.2), ("Calcium", "mg/L", 350, 450), ("Magnesium", "mg/L", 1200, 1400),
            ("Temperature", "°C", 23, 27))  # fmt: skip
    return [("Reef tank log",), *_spans(rng, rows)]


def _training(rng: Random) -> Rows:
    rows = (("Heart rate", "bpm", 90, 180), ("Lactate threshold", "bpm", 150, 175),
            ("Cadence", "rpm", 70, 100), ("Power", "W", 120, 330), ("Pace", "min/km", 4, 6),
            ("Protein intake", "g", 60, 160))  # fmt: skip
    return [("Workout summary",), *_spans(rng, rows)]


def _menu(rng: Random) -> Rows:
    dollar = rng.choice(("$", ""))
    return [("DINNER",), *((d, f"{dollar}{_money(rng)}") for d in _some(rng, _DISHES))]


OTHER_KINDS: dict[str, Callable[[Random], Rows]] = {
    "menu": _menu, "receipt": _receipt, "invoice": _invoice, "price list of tests": _prices,
    "nutrition (US)": _nutrition_us, "nutrition (EU)": _nutrition_eu, "mineral water": _water,
    "tap water report": _tap_water, "supplement facts": _supplement, "pool test": _pool,
    "soil test": _soil, "code": _code, "timetable": _timetable, "spec sheet": _spec,
    "spec of a meter": _meter, "normal values poster": _poster, "forecast": _weather,
    "league table": _sports, "recipe": _recipe, "stock table": _stocks, "metal prices": _metals,
    "alloy": _alloy, "fertiliser": _fertiliser, "grades": _grades, "aquarium log": _aquarium,
    "workout": _training,
}  # fmt: skip
