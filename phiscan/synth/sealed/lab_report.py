"""Laboratory reports: a ledger, a portal's tiles, running text, a flow sheet."""

from __future__ import annotations

from phiscan.synth.artefacts.lab_report import Analyte, results
from phiscan.synth.canvas import Canvas, Colour, Flat
from phiscan.synth.fonts import Face
from phiscan.synth.layout import GREY, WHITE, Parts, inline, joined, put, signed
from phiscan.synth.sealed.form import ACCENTS, fields, lay
from phiscan.synth.sealed.studio import SealedStudio
from phiscan.types import Category

Faces = tuple[Face, Face]
PANEL: tuple[Analyte, ...] = (
    ("Hb", "g/L", 120, 160, 0),
    ("Plt", "10*9/L", 150, 410, 0),
    ("Na+", "mEq/L", 135, 146, 0),
    ("K+", "mEq/L", 3.4, 5.2, 1),
    ("Bicarb", "mmol/L", 21, 30, 0),
    ("Creat", "umol/L", 50, 104, 0),
    ("Trop T hs", "ng/L", 0, 14, 0),
    ("NT-proBNP", "pg/mL", 0, 125, 0),
    ("Cortisol 9am", "nmol/L", 140, 690, 0),
    ("FSH", "IU/L", 1.5, 12.4, 1),
    ("Oestradiol", "pmol/L", 70, 900, 0),
    ("Transferrin sat", "%", 16, 50, 0),
    ("Anti-TPO", "kU/L", 0, 34, 0),
    ("IgE total", "kU/L", 0, 100, 0),
    ("Gluten IgA", "U/mL", 0, 7, 1),
    ("Zinc", "umol/L", 10, 18, 1),
    ("Lithium", "mmol/L", 0.4, 1.0, 2),
    ("Vancomycin trough", "mg/L", 10, 20, 1),
    ("Ammonia", "umol/L", 11, 50, 0),
    ("pH (art.)", "", 7.35, 7.45, 2),
    ("pCO2", "kPa", 4.7, 6.0, 1),
    ("Urine ACR", "mg/mmol", 0, 3, 1),
    ("Fructosamine", "umol/L", 205, 285, 0),
    ("Homocysteine", "umol/L", 5, 15, 1),
)


def masthead(c: Canvas, s: SealedStudio, faces: Faces, accent: Colour, title: str) -> float:
    """Set the house's name in one of three ways; return the y below."""
    wide = c.size_mm[0]
    how = s.rng.choice(("left", "middle", "bar"))
    if how == "bar":
        c.box(0, 0, wide, 17, fill=accent)
        put(c, 12, 11, wide * 0.6, (s.hospital(),), faces[1], 6, WHITE)
        c.text(wide - 12, 11, title, faces[0], 4, WHITE, "rs")
    elif how == "middle":
        house = s.hospital()
        size = c.fit((house,), faces[1], 7, wide - 30)
        c.text(wide / 2, 13, house, faces[1], size, accent, "ms")
        c.text(wide / 2, 19, title, faces[0], 3.8, GREY, "ms")
    else:
        c.box(12, 6, 22, 16, fill=accent, radius=5)
        put(c, 26, 11, wide * 0.55, (s.hospital(),), faces[1], 5, accent)
        put(c, 26, 16, wide * 0.55, (title,), faces[0], 3.6, GREY)
    place = joined(((s.office_place(),), ("tel. ", s.office_phone())))
    put(c, 14, 24, wide - 28, place, faces[0], 3.1, GREY)
    return 28.0


def ledger(s: SealedStudio) -> Flat:
    """Return a report: particulars in a chance style, results in columns of a chance order."""
    rng = s.rng
    c = s.canvas("lab_report", rng.choice(((210, 297), (216, 279), (148, 210))), s.paper())
    wide, tall = c.size_mm
    faces, accent = s.font(rng.choice(("sans", "serif", "narrow", "mono"))), rng.choice(ACCENTS)
    y = masthead(c, s, faces, accent, rng.choice(("Laboratory Medicine", "RESULTS", "Clin. Chem.")))
    words = "name birth mrn national sex accession doctor collected received reported location"
    y = lay(c, s, 12, y, wide - 24, fields(s, words), faces, 3.5, columns=2, down=46) + 4
    order = ["test", *rng.sample(("value", "flag", "unit", "range"), 4)]
    stops = [14 + (wide - 28) * f for f in (0, 0.36, 0.53, 0.66, 0.8)]
    heads = {"test": "Procedure", "value": "Your value", "flag": "!", "unit": "Units",
             "range": "Expected"}  # fmt: skip
    c.box(12, y, wide - 12, y + 6, fill=accent)
    for stop, word in zip(stops, order, strict=True):
        c.text(stop, y + 4.4, heads[word], faces[1], 3.4, WHITE)
    top, y = y, y + 6
    pitch = min(7.0, (tall - y - 46) / 15)
    for test, value, flag, unit, span in results(s, rng.randint(7, 14), PANEL):
        y += pitch
        cells = {"test": test, "value": value, "unit": unit, "range": f"[{span}]",
                 "flag": {"H": "HI", "L": "LO", "": ""}[flag]}  # fmt: skip
        for stop, word in zip(stops, order, strict=True):
            strong = faces[int(bool(flag) and word in ("value", "flag"))]
            put(c, stop, y, 0.16 * wide, (cells[word],), strong, min(3.5, pitch * 0.62))
    c.region(Category.LAB_RESULT, 11, top - 0.5, wide - 11, y + 2)
    note: Parts = ("Comment: ", s.title(), " ", s.surname(), " telephoned with result on ",
                   s.day(1), " by ", s.colleague("initial"), ". Repeat in 2/52.")  # fmt: skip
    y = c.paragraph(14, y + 8, wide - 28, note, faces[0], 3.5)
    put(c, 14, y + 6, wide - 28, ("Auth: ", s.doctor("dotted"), "  ", s.day(1)), faces[1], 3.5)
    return c.done()


def tiles(s: SealedStudio) -> Flat:
    """Return a patient portal's print: a large name, each result a tile with a bar."""
    rng = s.rng
    c = s.canvas("lab_report", (216, 279), (250, 250, 252))
    faces, accent = s.font(rng.choice(("sans", "narrow"))), rng.choice(ACCENTS)
    put(
        c,
        14,
        18,
        120,
        (rng.choice(("My results", "Test summary", "Results for you")),),
        faces[1],
        8,
        accent,
    )
    put(c, 14, 30, 180, (s.named(("full", "long", "all_middle")),), faces[1], 6.5)
    rows = fields(s, "birth mrn account doctor collected")
    put(c, 14, 38, 188, inline(rows, "  \u2022  "), faces[0], 3.6, GREY)
    top = 46.0
    for number, (test, value, flag, unit, span) in enumerate(results(s, rng.randint(6, 14), PANEL)):
        x, y = 14 + number % 2 * 96, top + number // 2 * 30
        c.box(x, y, x + 92, y + 27, fill=WHITE, outline=(206, 208, 214), radius=2)
        c.text(x + 4, y + 7, test, faces[0], 4)
        put(c, x + 4, y + 16, 50, (f"{value} {unit}",), faces[1], 6,
            (180, 40, 30) if flag else accent)  # fmt: skip
        c.box(x + 4, y + 20, x + 88, y + 22, fill=(220, 226, 220), radius=1)
        c.text(x + 88, y + 16, f"{span}", faces[0], 3, GREY, "rs")
        end = y + 28
    c.region(Category.LAB_RESULT, 12, top - 1, 204, end)
    foot: Parts = ("Printed by ", s.named(("full", "shortened")), " on ", s.day(3), " from ",
                   s.of(Category.EMAIL, s.patient.email))  # fmt: skip
    put(c, 14, 272, 188, foot, faces[0], 3.2, GREY)
    return c.done()


def histology(s: SealedStudio) -> Flat:
    """Return a pathologist's report in running text, the patient in a strip and in the text."""
    rng, p = s.rng, s.patient
    c = s.canvas("lab_report", (210, 297), s.paper())
    faces, accent = s.font(rng.choice(("serif", "mono", "sans"))), rng.choice(ACCENTS)
    y = masthead(c, s, faces, accent, rng.choice(("Anatomic Pathology", "Cytology", "Histopath.")))
    y = lay(c, s, 14, y + 2, 182, fields(s, "family given birth mrn accession doctor collected"),
            faces, 3.7, columns=rng.choice((1, 2, 3)), down=52) + 8  # fmt: skip
    texts: tuple[Parts, ...] = (
        ("SPECIMEN: Punch, left shoulder, received in formalin labelled \"", s.named(("comma_caps",
         "full")), "\", 4 x 3 mm, bisected, all in."),
        ("HISTORY: ", s.age(), " y/o. Lesion first seen ", s.day(-40), ". Slides of ", s.day(-400),
         " (", s.accession(), ") reviewed together with Dr ", s.colleague("full"), "."),
        ("MICROSCOPY: Sections show a symmetrical compound naevus without atypia. Deep margin is "
         "clear by 0.8 mm. No mitoses. Melan-A and Ki-67 unremarkable.",),
        ("DIAGNOSIS: Benign. Discussed by phone with ", s.title(), " ", s.surname(), ", ",
         s.phone(), ", and ", s.doctor("full"), " on ", s.day(2), "."),
    )  # fmt: skip
    for parts in texts:
        y = c.paragraph(14, y, 182, parts, faces[0], 4, spacing=1.5) + 5
    signed(c, s, 130, y + 14, 9)
    put(c, 130, y + 22, 66, (s.doctor("long"), ", FRCPath"), faces[1], 3.6)
    put(c, 14, 288, 182, (*s.numbered(), "    ", f"{p.sex}    page 1/1"), faces[0], 3, GREY)
    return c.done()


def flow(s: SealedStudio) -> Flat:
    """Return a flow sheet on its side: days across, tests down, a label stuck in the corner."""
    rng = s.rng
    c = s.canvas("lab_report", (297, 210), s.paper())
    faces = s.font(rng.choice(("narrow", "sans", "mono")))
    c.text(14, 16, "CUMULATIVE FLOW SHEET", faces[1], 6)
    c.text(14, 24, s.hospital(), faces[0], 4, GREY)
    c.box(190, 6, 287, 44, fill=(255, 255, 246), outline=(120, 120, 120))
    lay(c, s, 193, 8, 92, fields(s, "name birth mrn account doctor"), faces, 4, down=34)
    columns = rng.randint(4, 6)
    stops = [70 + n * 216 / columns for n in range(columns)]
    for number, stop in enumerate(stops):
        put(c, stop, 56, 200 / columns - 4, (s.day(-14 * (columns - number)),), faces[1], 4)
        put(c, stop, 61, 200 / columns - 4, (s.clock(),), faces[0], 3.2, GREY)
    shown = rng.sample(PANEL, 12)
    for row, (test, unit, low, high, places) in enumerate(shown):
        y = 70 + row * 10.5
        if row % 2:
            c.box(12, y - 6, 287, y + 3.5, fill=(234, 238, 242))
        put(c, 14, y, 52, (f"{test} {unit}",), faces[0], 3.8)
        for stop in stops:
            value = rng.uniform(low * 0.9, high * 1.15)
            c.text(stop, y, f"{value:.{places}f}{'*' if value > high else ''}", faces[0], 4)
    c.region(Category.LAB_RESULT, 12, 50, 288, 70 + 11 * 10.5 + 5)
    put(c, 14, 204, 260, ("Last checked ", s.day(), " ", s.colleague("comma")), faces[0], 3.4, GREY)
    return c.done()


DESIGNS = {"lab_report": (ledger, ledger, tiles, histology, flow)}
