"""Records on screens: a chart, a list, a tablet's cards, messages between staff."""

from __future__ import annotations

from phiscan.synth import screens
from phiscan.synth.artefacts.lab_report import results
from phiscan.synth.canvas import Colour, Flat, Said, lit
from phiscan.synth.layout import Parts, inline, put
from phiscan.synth.sealed import names
from phiscan.synth.sealed.form import PLACES, fields, lay
from phiscan.synth.sealed.lab_report import PANEL
from phiscan.synth.sealed.studio import SealedStudio
from phiscan.types import Category

SKINS: tuple[tuple[Colour, Colour, Colour, Colour, Colour], ...] = (
    ((250, 250, 250), (232, 238, 246), (30, 60, 120), (20, 24, 34), (100, 106, 120)),
    ((240, 236, 228), (252, 250, 246), (110, 60, 40), (40, 30, 24), (120, 108, 98)),
    ((18, 24, 28), (34, 42, 48), (20, 110, 120), (224, 232, 234), (150, 164, 170)),
    ((8, 8, 40), (20, 20, 70), (60, 60, 140), (240, 240, 120), (160, 170, 220)),
    ((40, 40, 40), (58, 58, 58), (90, 30, 60), (236, 236, 236), (170, 170, 170)),
    ((255, 255, 255), (244, 240, 250), (96, 50, 140), (34, 28, 44), (116, 108, 126)),
)
"""Page, panel, bar, ink, pale."""
MEDS = (
    "metoprolol tart 25 mg BID",
    "Humalog sliding scale",
    "Tazocin 4.5 g IV q8h",
    "sertraline 50 mg mane",
    "Seretide 250/25 ii puffs",
    "Clexane 60 mg",
    "frusemide 20 mg",
)


class Window:
    """A program's window with its bar drawn."""

    def __init__(self, s: SealedStudio, size: tuple[float, float] = (508, 286)) -> None:
        self.page, self.panel, self.bar, self.ink, self.pale = s.rng.choice(SKINS)
        self.c = s.canvas("ehr_screen", size, self.page)
        self.faces = s.font(s.rng.choice(("sans", "narrow", "mono", "sans")))
        self.size = s.rng.choice((5.2, 6.0, 6.8))
        self.c.box(0, 0, size[0], 10, fill=self.bar)
        title = s.rng.choice(("ChartPoint", "Medisphere 9", "iPatient+", "WardWise", "Salus"))
        white = (244, 244, 246)
        put(self.c, 5, 7.4, size[0] * 0.5, (f"{title} - {s.hospital()}",), self.faces[0], 5, white)
        user = s.rng.choice((("logged in: ", s.colleague("full")), (s.colleague("comma_caps"),)))
        put(self.c, size[0] * 0.66, 7.4, size[0] * 0.32, user, self.faces[0], 5, white)


def banner(s: SealedStudio) -> Flat:
    """Return a chart: a banner across, tabs, a note, results and medicines."""
    w = Window(s)
    c, faces, z = w.c, w.faces, w.size
    c.box(0, 10, 508, 52, fill=w.panel)
    put(c, 8, 26, 330, (s.named(("comma_caps", "last_upper", "comma_mid", "full")), "   ",
        *s.age_sex()), faces[1], 10, w.ink)  # fmt: skip
    rows = fields(s, "birth mrn account national location doctor")
    put(c, 8, 38, 490, inline(rows[:3], "    "), faces[0], z, w.ink)
    put(c, 8, 48, 490, inline(rows[3:], "    "), faces[0], z, w.pale)
    for number, tab in enumerate(("Summary", "Notes", "Orders", "Results", "Imaging", "Fax")):
        c.box(6 + number * 46, 55, 50 + number * 46, 65, fill=w.bar if number == 1 else w.panel)
        ink = (244, 244, 246) if number == 1 else w.pale
        c.text(28 + number * 46, 62, tab, faces[0], 5, ink, "ms")
    y = _notes(s, w, 8, 78, 250)
    put(
        c,
        8,
        min(y + 4, 280),
        250,
        ("cosigned ", s.doctor("comma"), " ", s.day(1)),
        faces[0],
        z,
        w.pale,
    )
    top = 78.0
    y = top
    for test, value, flag, unit, _ in results(s, 9, PANEL):
        y += 11
        put(c, 280, y, 90, (test,), faces[0], z, w.ink)
        put(c, 380, y, 110, (f"{value} {unit} {flag}",), faces[1], z, w.ink)
    c.region(Category.LAB_RESULT, 278, top, 500, y + 4)
    for med in s.rng.sample(MEDS, 4):
        y += 13
        put(c, 280, y, 220, (med,), faces[0], z, w.pale)
    return c.done()


def _notes(s: SealedStudio, w: Window, x: float, y: float, wide: float) -> float:
    p = s.patient
    entries: list[Parts] = [
        (s.day(), f" {s.clock()} ", s.colleague("initial"), ": pt ", s.part(p.given),
         " awake, tolerating diet. Sister ", s.relative("full"), " visiting."),
        ("Phone call ", s.phone(), " - ", s.title(), " ", s.surname(), " wants refill of inhaler, "
         "pharmacy near ", s.street(), "."),
        ("Plan: f/u with Dr ", s.colleague("full"), " on ", s.day(14), ", echo before that. ",
         "Email summary to ", s.of(Category.EMAIL, p.email), "."),
        ("ED course ", s.day(-2), ": arrived by EMS from ", s.town(), ", seen by ",
         s.surname_doctor(), ", MD."),
    ]  # fmt: skip
    s.rng.shuffle(entries)
    for parts in entries[:3]:
        y = w.c.paragraph(x, y, wide, parts, w.faces[0], w.size, w.ink) + w.size * 0.8
    return y


def worklist(s: SealedStudio) -> Flat:
    """Return a list of patients in a chance order of columns."""
    w, rng = Window(s), s.rng
    c, faces = w.c, w.faces
    put(
        c,
        8,
        25,
        300,
        (rng.choice(("Clinic list ", "Arrivals ", "Theatre ", "ED board ")), s.day()),
        faces[1],
        8,
        w.ink,
    )
    words = rng.sample(("birth", "mrn", "doctor", "phone", "location", "admitted", "account"), 4)
    columns = ["name", *words]
    rng.shuffle(columns)
    stops = [8 + n * 100 for n in range(5)]
    for stop, word in zip(stops, columns, strict=True):
        c.text(stop, 38, s.label(word), faces[1], 5.4, w.pale)
    shape = rng.choice(names.SHAPES)
    for row in range(rng.randint(7, 11)):
        y = 43 + row * 21
        s.new_patient()
        if row % 2 == 0:
            c.box(4, y, 504, y + 20, fill=w.panel)
        cells = dict(zip(words, (v for _, v in (fields(s, x)[0] for x in words)), strict=True))
        cells["name"] = (s.name(shape),)
        for stop, word in zip(stops, columns, strict=True):
            face = faces[int(word == "name")]
            put(c, stop, y + 13, 95, cells[word], face, 6, w.ink)
    return c.done()


def tablet(s: SealedStudio) -> Flat:
    """Return a record upright, as on a tablet: cards one below the other."""
    w, rng = Window(s, (230, 320)), s.rng
    c, faces, z = w.c, w.faces, w.size
    y = 16.0
    blocks = ["birth sex mrn national", "address phone email", "relative kin_phone",
              "plan member group", "admitted location doctor account"]  # fmt: skip
    put(c, 10, y + 12, 210, (s.named(),), faces[1], 12, w.ink)
    y += 20
    rng.shuffle(blocks)
    for words in blocks[:4]:
        c.box(6, y, 224, y + 64, fill=w.panel, radius=4)
        lay(c, s, 12, y + 5, 206, fields(s, words), faces, z, columns=rng.choice((1, 2)), down=56,
            ink=w.ink, pale=w.pale)  # fmt: skip
        y += 68
    c.text(115, 316, "Device synced", faces[0], 4.4, w.pale, "ms")
    return c.done()


def chat(s: SealedStudio) -> Flat:
    """Return messages between staff about a patient, in bubbles."""
    w, rng = Window(s, (200, 320)), s.rng
    c, faces = w.c, w.faces
    p = s.patient
    put(c, 10, 22, 180, ("Ward group  ", s.day()), faces[1], 7, w.ink)
    texts: list[Parts] = [
        (
            "New admission: ",
            s.named(("full", "last_upper", "comma")),
            ", ",
            s.age(),
            p.sex,
            ", ",
            *s.numbered(),
        ),
        ("Is that ", s.title(), " ", s.surname(), " from ", s.town(), "?"),
        (
            "Yes. Bed ",
            rng.choice(PLACES),
            ". DOB ",
            s.birth(),
            ". Next of kin ",
            s.relative("full"),
            " ",
            s.phone(),
        ),
        (
            "Thx. ",
            s.part(p.given),
            " needs K+ now, Dr ",
            s.surname_doctor(),
            " informed at ",
            s.clock(),
        ),
        ("Results under ", s.accession(), " - can ", s.colleague("full"), " sign?"),
    ]
    y = 32.0
    for number, parts in enumerate(texts):
        left = 8 if number % 2 else 34
        lines = c.width_of(
            "".join(x.text if isinstance(x, Said) else x for x in parts), faces[0], 7
        )
        tall = 12 + 10.5 * (int(lines / 128) + 1)
        c.box(
            left,
            y,
            left + 158,
            y + tall,
            fill=w.panel if number % 2 else lit(w.panel, 0.9),
            radius=5,
        )
        c.paragraph(left + 8, y + 12, 142, parts, faces[0], 7, w.ink, spacing=1.5)
        y += tall + 6
    return c.done()


WINDOWS = (banner, worklist, tablet, chat)


def on_monitor(s: SealedStudio) -> Flat:
    """Return one of the windows on a monitor."""
    return screens.on_monitor(s, s.rng.choice(WINDOWS)(s), "ehr_screen")


DESIGNS = {"ehr_screen": (on_monitor,), "ehr_screenshot": WINDOWS}
