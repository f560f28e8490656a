"""Further invented tables: cultures, cards, analysers' slips, lists of samples, and their likes.

The words were written for measuring, not taken from the rules' own lists.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

Cells = tuple[str, ...]
Rows = list[Cells]

_DRUGS = ("Ampicillin", "Cefazolin", "Ciprofloxacin", "Gentamicin", "Levofloxacin", "Oxacillin",
          "Trimethoprim/Sulfa", "Vancomycin", "Linezolid", "Tetracycline")  # fmt: skip
_GERMS = ("Escherichia coli", "Proteus mirabilis", "Enterococcus faecalis", "MRSA")
_OWN = (("TSH", 0.4, 4.5, 2), ("Creatinine", 0.6, 1.3, 2), ("Ferritin", 20, 300, 0),
        ("Platelets", 150, 400, 0), ("Potassium", 3.5, 5.1, 1), ("Glucose", 70, 99, 0),
        ("ALT", 7, 55, 0), ("Hemoglobin", 12, 17, 1), ("Albumin", 3.5, 5, 1))  # fmt: skip
_GASES = (("pH", "7.31", ""), ("pCO2", "48", "mmHg"), ("pO2", "71", "mmHg"),
          ("K+", "4.4", "mmol/L"), ("Na+", "139", "mmol/L"), ("Ca++", "1.17", "mmol/L"),
          ("Glu", "104", "mg/dL"), ("Lac", "1.9", "mmol/L"), ("Hct", "41", "%"))  # fmt: skip
_PEOPLE = ("Okafor, Ruth", "Lind, Per", "Moreau, Claire", "Diaz, Ivo", "Haddad, Sami", "Kim, Ara",
           "Novak, Jana", "Silva, Rui", "Walsh, Una", "Boateng, Esi")  # fmt: skip


def _many(rng: Random, words: Sequence[str], least: int = 5) -> list[str]:
    return rng.sample(list(words), rng.randint(min(least, len(words)), len(words)))


def _day(rng: Random) -> str:
    return f"{rng.randint(1, 12):02d}/{rng.randint(1, 28):02d}/{rng.randint(1930, 2019)}"


def _culture(rng: Random) -> Rows:
    letters = (("S", "I", "R"), ("Susceptible", "Intermediate", "Resistant"))[rng.random() < 0.3]
    tried = [(d, rng.choice(("<=0.5", "2", "4", ">=32", "<=1", "16")), rng.choice(letters))
             for d in _many(rng, _DRUGS)]  # fmt: skip
    return [("Organism 1", f">100,000 CFU/mL {rng.choice(_GERMS)}"), *tried]


def _cards(rng: Random) -> Rows:
    chosen = rng.sample(_OWN, 9)
    rows: Rows = []
    for first in range(0, rng.choice((6, 9)), 3):
        group = chosen[first : first + 3]
        values = [(rng.uniform(low * 0.8, high * 1.2), places) for _, low, high, places in group]
        judged = ("High", "In range", "Normal", "Low")
        rows += [tuple(g[0] for g in group), tuple(f"{v:.{p}f}" for v, p in values),
                 tuple(rng.choice(judged) for _ in group), ("",)]  # fmt: skip
    return rows


def _slip(rng: Random) -> Rows:
    chosen = sorted(rng.sample(range(len(_GASES)), rng.randint(6, len(_GASES))))
    return [tuple(cell for cell in _GASES[i] if cell) for i in chosen]


def _samples(rng: Random) -> Rows:
    tests = ("CBC", "D-dimer", "Lipid panel", "PT/INR", "Urine culture", "HbA1c", "FBC + diff")
    rows = [(f"L{rng.randint(10**6, 10**7)}", who, str(rng.randint(10**6, 10**7)), _day(rng),
             rng.choice(tests), rng.choice(("", "sent", "1.4", "clotted")))
            for who in _many(rng, _PEOPLE)]  # fmt: skip
    return [("Sample", "Patient", "MRN", "DOB", "Test", "Result"), *rows]


RESULT_LAYOUTS: dict[str, Callable[[Random], Rows]] = {
    "culture": _culture,
    "cards without units": _cards,
    "analyser's slip": _slip,
    "list of samples": _samples,
}


# -- tables that are none --------------------------------------------------------------------------


def _price_of_drugs(rng: Random) -> Rows:
    return [(d, f"{rng.choice((250, 500, 1))} mg", f"{rng.uniform(2, 90):.2f}")
            for d in _many(rng, _DRUGS)]  # fmt: skip


def _stock_of_drugs(rng: Random) -> Rows:
    rows = [(d, str(rng.randint(1, 90))) for d in _many(rng, _DRUGS)]
    return [("Cupboard 3", "Count"), *rows]


def _drug_chart(rng: Random) -> Rows:
    rows = [(d, f"{rng.choice((1, 2))} g IV", rng.choice(("q8h", "q12h", "BID")))
            for d in _many(rng, _DRUGS, 3)]  # fmt: skip
    return [("Drug", "Dose", "Every"), *rows]


def _tiles(names: Sequence[str], rng: Random) -> Rows:
    picked = rng.sample(list(names), 6)
    said = ("High", "Normal", "Low", "In range", "Optimal")
    return [row for first in (0, 3) for row in (
        tuple(picked[first : first + 3]),
        tuple(f"{rng.uniform(0.1, 400):.1f}" for _ in "123"),
        tuple(rng.choice(said) for _ in "123"), ("",))]  # fmt: skip


def _tank_app(rng: Random) -> Rows:
    return _tiles(("pH", "Nitrite", "Nitrate", "Calcium", "Magnesium", "Ammonia", "Salinity",
                   "Phosphate", "Alkalinity"), rng)  # fmt: skip


def _weather_app(rng: Random) -> Rows:
    return _tiles(("UV", "Humidity", "Pollen", "Wind", "Ozone", "CO2", "PM 2.5", "Lead"), rng)


def _appointments(rng: Random) -> Rows:
    rows = [(f"{8 + i}:30", who, _day(rng), rng.choice(("New pt", "Follow-up", "Check")))
            for i, who in enumerate(_many(rng, _PEOPLE))]  # fmt: skip
    return [("Time", "Name", "DOB", "Reason"), *rows]


def _wells(rng: Random) -> Rows:
    rows = [(str(rng.randint(10**5, 10**6)), _day(rng), rng.choice(("Iron", "Lead", "Nitrate")),
             "sent") for _ in range(rng.randint(4, 9))]  # fmt: skip
    return [("Sample", "Date", "Test", "Status"), *rows]


def _software_tests(rng: Random) -> Rows:
    rows = [(f"test_{rng.choice(('iron', 'glucose', 'parse', 'load'))}_{i}",
             rng.choice(("passed", "failed", "skipped")), f"{rng.uniform(0, 3):.2f} s")
            for i in range(rng.randint(4, 9))]  # fmt: skip
    return [("Test", "Result", "Time"), *rows]


OTHER_LAYOUTS: dict[str, Callable[[Random], Rows]] = {
    "prices of antibiotics": _price_of_drugs, "stock of antibiotics": _stock_of_drugs,
    "doses of antibiotics": _drug_chart, "app of an aquarium": _tank_app,
    "app of the weather": _weather_app, "appointments": _appointments,
    "samples of wells": _wells, "tests of software": _software_tests,
}  # fmt: skip
