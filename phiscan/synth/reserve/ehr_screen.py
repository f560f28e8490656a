"""Records on screens: a side bar with chart, a track board, a terminal, a message, an order."""

from __future__ import annotations

from phiscan.synth import props, screens
from phiscan.synth.artefacts.lab_report import results
from phiscan.synth.canvas import Canvas, Colour, Flat
from phiscan.synth.fonts import Face
from phiscan.synth.layout import Parts, joined, put
from phiscan.synth.reserve import names
from phiscan.synth.reserve.form import ROOMS, fields, lay
from phiscan.synth.reserve.lab_report import PANEL
from phiscan.synth.reserve.studio import ReserveStudio
from phiscan.types import Category

LIGHT: tuple[tuple[Colour, ...], ...] = (
    ((255, 255, 255), (236, 240, 245), (24, 92, 140), (30, 34, 40), (104, 110, 120)),
    ((248, 246, 240), (228, 232, 220), (92, 108, 60), (34, 34, 28), (110, 108, 96)),
    ((244, 244, 246), (214, 222, 234), (60, 60, 70), (20, 22, 30), (96, 98, 108)),
)
DARK: tuple[tuple[Colour, ...], ...] = (
    ((30, 32, 38), (44, 48, 56), (60, 120, 170), (228, 230, 236), (156, 162, 172)),
    ((12, 16, 20), (26, 34, 40), (0, 130, 110), (214, 226, 222), (136, 152, 150)),
)
"""Page, panel, accent, ink, pale."""
MEDS = ("amlodipine 5 mg daily", "levothyroxine 88 mcg", "albuterol HFA prn", "gabapentin 300 TID",
        "ceftriaxone 1 g IV", "ondansetron 4 mg IV prn", "insulin glargine 18 u")  # fmt: skip
SIZE = (476.0, 268.0)


def _skin(s: ReserveStudio) -> tuple[Colour, ...]:
    return s.rng.choice(DARK if s.rng.random() < 0.4 else LIGHT)


def _top(c: Canvas, s: ReserveStudio, skin: tuple[Colour, ...], face: Face) -> None:
    c.box(0, 0, SIZE[0], 9, fill=skin[2])
    program = s.rng.choice(
        ("Cadence Chart", "OpenWard", "Meridian EMR", "EMIS-like Web", "PracPro")
    )
    put(c, 4, 6.6, 200, (f"{program}   {s.hospital()}",), face, 4.6, (250, 250, 252))
    put(c, 330, 6.6, 140, (s.colleague(s.rng.choice(("full", "comma", "caps"))), "   Log out"),
        face,
        4.6, (250, 250, 252))  # fmt: skip


def chart(s: ReserveStudio) -> Flat:
    """Return a chart with a bar at the left that says who it is, notes and results."""
    skin = _skin(s)
    page, panel, accent, ink, pale = skin
    c = s.canvas("ehr_screen", SIZE, page)
    faces = s.font(s.rng.choice(("sans", "sans", "narrow")))
    _top(c, s, skin, faces[0])
    c.box(0, 9, 106, SIZE[1], fill=panel)
    c.paste(props.silhouette(100, 100, (120, 124, 132)), 6, 14, 24, 24)
    put(c, 34, 22, 68, (s.named(("full", "comma", "comma_dot")),), faces[1], 7, ink)
    put(c, 34, 29, 68, s.age_sex(), faces[0], 5, ink)
    put(c, 34, 36, 68, (s.birth(),), faces[0], 5, pale)
    rows = fields(s, "mrn account location doctor admitted phone relative plan")
    y = lay(c, s, 6, 44, 96, rows, faces, 5, style=s.rng.choice(("run_in", "plain")), down=104,
            ink=ink, pale=pale)  # fmt: skip
    put(c, 6, y + 10, 96, ("ALLERGIES: Penicillin, Latex",), faces[1], 5, (200, 60, 50))
    put(c, 6, y + 18, 96, ("Code status: Full   Isolation: None",), faces[0], 4.6, pale)
    for number, tab in enumerate(("Snapshot", "Chart Review", "Results", "Notes", "MAR", "Orders")):
        x = 110 + number * 44
        c.box(x, 12, x + 42, 20, fill=accent if number == 3 else panel)
        c.text(x + 21, 18, tab, faces[0], 4.6, (250, 250, 250) if number == 3 else ink, "ms")
    notes: tuple[Parts, ...] = (
        ("Progress Notes  -  ", s.colleague("full"), ", MD at ", s.day(), f" {s.clock()}"),
        ("Subjective: ", s.title(), " ", s.surname(), " slept well. No chest pain. Walked to the "
         "bathroom with ", s.relative(), ". ", s.part(s.patient.given), " wants to go home."),
        ("Plan: Echo ", s.day(1), ". D/c home when INR > 2. Discussed with Dr. ",
         s.surname_doctor(), " and case manager ", s.colleague("full"), "."),
    )  # fmt: skip
    y = 32.0
    for parts in notes:
        y = c.paragraph(114, y, 200, parts, faces[0], 5.2, ink) + 3
    for med in s.rng.sample(MEDS, 4):
        y += 8
        c.text(118, y, med, faces[0], 5, pale)
    top, y = 26.0, 26.0
    c.box(326, top - 2, 470, top + 116, fill=panel)
    for test, value, flag, _unit, span in results(s, 11, PANEL):
        y += 9.6
        for x, cell in ((330, test), (396, f"{value} {flag}"), (430, span)):
            put(c, x, y, 38 if x > 330 else 62, (cell,), faces[int(bool(flag) and x == 396)], 4.8,
                (222, 90, 70) if flag and x == 396 else ink)  # fmt: skip
    c.region(Category.LAB_RESULT, 327, top - 1, 470, y + 3)
    return c.done()


def track_board(s: ReserveStudio) -> Flat:
    """Return a department's board: a line a patient."""
    skin = _skin(s)
    page, panel, accent, ink, pale = skin
    c = s.canvas("ehr_screen", SIZE, page)
    faces = s.font(s.rng.choice(("sans", "narrow", "mono")))
    _top(c, s, skin, faces[0])
    put(c, 6, 20, 200, (s.rng.choice(("ED Track Board", "My Patients", "Unit Census", "Periop "
        "Status")),), faces[1], 7, ink)  # fmt: skip
    put(c, 330, 20, 140, (s.day(), f"  {s.clock()}"), faces[0], 5, pale)
    stops = (6, 46, 164, 206, 258, 330, 398)
    for x, word in zip(stops, ("Bed", "Patient", "Age/Sex", "MRN", "Complaint", "Provider", "RN"),
                       strict=True):  # fmt: skip
        c.text(x, 30, word, faces[1], 5, pale)
    count = s.rng.randint(8, 14)
    pitch = 230 / count
    shape = s.rng.choice(("comma", "comma_caps", "comma_dot", "full", "shortened", "tight"))
    for row in range(count):
        y = 33 + row * pitch
        s.new_patient()
        if row % 2 == 0:
            c.box(4, y, 472, y + pitch, fill=panel)
        if row == 2:
            c.box(4, y, 472, y + pitch, fill=accent)
        cells: tuple[Parts, ...] = (
            (s.rng.choice(ROOMS),),
            (s.named((shape,)),),
            s.age_sex(),
            (s.mrn(),),
            (s.rng.choice(("Abd pain", "Fall", "SOB", "Laceration", "Chest pain", "Psych eval")),),
            (s.colleague("brief"),),
            (s.colleague("initial"),),
        )
        for x, end, parts in zip(stops, (*stops[1:], 472), cells, strict=True):
            put(
                c,
                x,
                y + pitch * 0.66,
                end - x - 4,
                parts,
                faces[int(x == 46)],
                5.6,
                (250, 250, 252) if row == 2 else ink,
            )
    return c.done()


def terminal(s: ReserveStudio) -> Flat:
    """Return an old terminal: bright letters on black, fields filled with dots."""
    ink: Colour = s.rng.choice(((90, 240, 120), (250, 190, 70), (190, 220, 250)))
    pale: Colour = (ink[0] * 2 // 3, ink[1] * 2 // 3, ink[2] * 2 // 3)
    c = s.canvas("ehr_screen", SIZE, s.rng.choice(((0, 0, 0), (8, 10, 30), (10, 18, 12))))
    face, bold = s.font("mono")
    put(c, 10, 18, 300, ("PT INQUIRY   ", s.hospital().upper()), bold, 9, ink)
    put(c, 330, 18, 136, (s.day(), f" {s.clock()}"), face, 8, ink)
    rows = fields(s, "name birth sex mrn account ssn national address phone doctor location plan "
                     "member relative kin_phone")  # fmt: skip
    y = lay(c, s, 10, 28, 456, rows, (face, bold), 9, columns=s.rng.choice((1, 2)), style="dots",
            down=180, ink=ink, pale=pale)  # fmt: skip
    put(c, 10, y + 14, 450, ("LAST SEEN ", s.day(-30), " BY ", s.colleague("caps")), face, 8, ink)
    put(c, 10, 256, 456, ("F1=HELP  F3=EXIT  F7=PREV  F8=NEXT   OPER ", s.colleague("initial")),
        face, 7.6, pale)  # fmt: skip
    return c.done()


def message(s: ReserveStudio) -> Flat:
    """Return messages between staff and a patient beside a list of others."""
    skin = _skin(s)
    page, panel, accent, ink, pale = skin
    c = s.canvas("ehr_screen", SIZE, page)
    faces = s.font(s.rng.choice(("sans", "serif")))
    _top(c, s, skin, faces[0])
    patient = s.patient
    for row in range(7):
        y = 14.0 + row * 35
        s.new_patient()
        c.box(4, y, 130, y + 33, fill=panel)
        put(c, 8, y + 11, 118, (s.named(names.SPOKEN),), faces[1], 5.6, ink)
        put(c, 8, y + 19, 118, (s.rng.choice(("Refill request", "Test results", "Question about "
            "bill", "Referral")),), faces[0], 4.8, pale)  # fmt: skip
        put(c, 8, y + 27, 118, (s.day(-row), f" {s.clock()}"), faces[0], 4.6, pale)
    s.patient = patient
    put(c, 140, 26, 320, (s.named(("full", "comma")), "   ", *s.born(), "   ", *s.numbered()),
        faces[1], 7, ink)  # fmt: skip
    first = s.part(patient.given)
    bubbles: tuple[tuple[float, Parts], ...] = (
        (140, ("Hello Dr. ", s.surname_doctor(), ", my pharmacy says I am out of refills. Please "
               "call ", s.phone(), " or write ", s.of(Category.EMAIL, patient.email), ". Thanks, ",
               first)),
        (190, ("Hi ", first, ", sent today to the pharmacy. Please book labs before ", s.day(14),
               ". ", s.colleague("full"), ", RN")),
        (140, ("My husband ", s.relative(), " will pick it up. We moved to ", s.address(), ".")),
    )  # fmt: skip
    y = 40.0
    for x, parts in bubbles:
        tall = 52.0
        c.box(x, y, x + 270, y + tall, fill=panel if x == 140 else accent, radius=4)
        c.paragraph(x + 6, y + 12, 256, parts, faces[0], 6.4,
                    ink if x == 140 else (250, 250, 252))  # fmt: skip
        y += tall + 8
    return c.done()


def order(s: ReserveStudio) -> Flat:
    """Return a window of an order above a dimmed list: label above value, buttons."""
    skin = _skin(s)
    page, panel, accent, ink, pale = skin
    c = s.canvas("ehr_screen", SIZE, panel)
    faces = s.font("sans")
    _top(c, s, skin, faces[0])
    c.box(60, 26, 416, 252, fill=page, outline=pale, radius=3)
    c.box(60, 26, 416, 42, fill=accent, radius=3)
    put(c, 68, 37, 330, joined((("New order",), (s.named(names.PRINTED),), s.age_sex())), faces[1],
        7, (250, 250, 252))  # fmt: skip
    rows = fields(s, "name birth mrn account doctor location phone member accession collected")
    y = lay(c, s, 70, 50, 336, rows, faces, 6.4, columns=2, style="plain", down=96, ink=ink,
            pale=pale)  # fmt: skip
    said: Parts = ("Indication: fall ", s.day(-1), ". Page Dr ", s.colleague("full"), " at ",
                   s.office_phone(), " with the read. Escort: ", s.relative(), ".")  # fmt: skip
    y = c.paragraph(70, y + 14, 330, said, faces[0], 6.2, ink)
    for number, word in enumerate(("Sign", "Save as draft", "Cancel")):
        x = 70 + number * 80
        c.box(x, 228, x + 72, 244, fill=accent if number == 0 else panel, radius=2)
        c.text(x + 36, 239, word, faces[1], 6, (250, 250, 252) if number == 0 else ink, "ms")
    return c.done()


PAGES = (chart, chart, track_board, terminal, message, order)


def shown(s: ReserveStudio) -> Flat:
    """Return one of the pages on a monitor."""
    return screens.on_monitor(s, s.rng.choice(PAGES)(s), "ehr_screen")


DESIGNS = {"ehr_screen": (shown,), "ehr_screenshot": PAGES}
