"""Screens of record systems: a chart, an in-tray, a search, a tracking board, an order, a phone."""

from __future__ import annotations

from phiscan.synth import screens
from phiscan.synth.apart.lab_report import value_of
from phiscan.synth.canvas import Canvas, Colour, Flat
from phiscan.synth.layout import Faces, Parts, put
from phiscan.synth.outside import names
from phiscan.synth.outside.form import ROOMS, fields, in_row, kin, lay, set_lines, timed
from phiscan.synth.outside.lab_report import PANELS
from phiscan.synth.outside.studio import OutsideStudio
from phiscan.types import Category

SIZE = (480.0, 270.0)
LIT: Colour = (250, 250, 252)
Skin = tuple[Colour, Colour, Colour, Colour, Colour]
"""Page, panel, accent, ink, pale ink."""
LIGHT: tuple[Skin, ...] = (
    ((252, 252, 253), (233, 238, 245), (40, 84, 160), (28, 32, 40), (100, 108, 120)),
    ((244, 246, 246), (255, 255, 255), (0, 116, 110), (22, 34, 36), (96, 112, 114)),
    ((255, 253, 248), (244, 236, 220), (160, 80, 30), (40, 32, 26), (120, 108, 96)),
)  # fmt: skip
DARK: tuple[Skin, ...] = (
    ((18, 20, 26), (34, 38, 48), (90, 90, 210), (230, 232, 238), (146, 152, 166)),
    ((28, 30, 30), (46, 50, 50), (30, 140, 90), (236, 238, 236), (156, 164, 160)),
    ((16, 26, 42), (28, 44, 66), (200, 110, 50), (228, 236, 244), (140, 158, 178)),
)  # fmt: skip


def _page(s: OutsideStudio, styles: str = "sans narrow sans") -> tuple[Canvas, Skin, Faces]:
    skin = s.rng.choice(DARK if s.rng.random() < 0.45 else LIGHT)
    return s.canvas("ehr_screen", SIZE, skin[0]), skin, s.font(s.rng.choice(styles.split()))


def _bar(c: Canvas, s: OutsideStudio, faces: Faces, accent: Colour, title: str) -> None:
    """Set a program's top bar with who is signed in."""
    c.box(0, 0, 480, 15, fill=accent)
    put(c, 6, 10.6, 220, (title,), faces[1], 7, LIT)
    put(c, 340, 10.4, 134, ("Signed in as ", s.colleague("full"), f"  ·  {s.clock()}"), faces[0],
        5.4, LIT)  # fmt: skip


def chart(s: OutsideStudio) -> Flat:
    """Return a chart: the patient in a ribbon of cells, panels of lists below."""
    c, (_, panel, accent, ink, pale), faces = _page(s)
    _bar(c, s, faces, accent, s.rng.choice(("CareLine Chart", "Meridian EMR", "WardView 9")))
    c.box(6, 20, 474, 54, fill=panel, radius=3)
    put(c, 12, 32, 200, (s.named(("comma", "last_upper", "full", "caps_title")),), faces[1], 9,
        ink)  # fmt: skip
    put(c, 12, 41, 200, (*s.age_sex(), "    ", s.rng.choice(ROOMS), "    Full code"), faces[0],
        5.8, pale)  # fmt: skip
    put(c, 12, 49.6, 200, ("Allergies: sulfa, latex",), faces[1], 5.6, (220, 80, 70))
    lay(c, s, 218, 22, 252, fields(s, "birth mrn account phone doctor plan"), faces, 6, columns=2,
        style=s.rng.choice(("colon", "above")), ink=ink, pale=pale, down=31)  # fmt: skip
    panels: tuple[tuple[str, tuple[Parts, ...]], ...] = (
        ("Notes", tuple((s.day(-3 * n), "  ", s.rng.choice(("Progress", "Consult", "H&P")), "  ",
        s.colleague("comma"))
                        for n in range(6))),
        ("Medications", (("Lisinopril 10 mg daily",), ("Heparin 5000 u SC",),
        ("Insulin glargine 14 u",), ("Albuterol neb",))),
        ("Family & contacts", (kin(s), (s.phone(),), (s.of(Category.EMAIL, s.patient.email),),
        (s.address(),))),
        ("Upcoming", tuple((s.day(7 * n), f" {s.clock()}  ", s.rng.choice(("Echo", "PT eval",
        "Clinic"))) for n in range(4))),
    )  # fmt: skip
    for number, (title, rows) in enumerate(panels):
        x, y = 6 + number % 2 * 236, 60 + number // 2 * 104
        c.box(x, y, x + 231, y + 99, outline=pale, width=0.4, radius=2)
        c.box(x, y, x + 231, y + 13, fill=panel)
        put(c, x + 4, y + 9.4, 200, (title,), faces[1], 6.2, ink)
        set_lines(c, x + 5, y + 25, 220, rows, faces[0], 6.2, 2, ink)
    return c.done()


def in_tray(s: OutsideStudio) -> Flat:
    """Return an in-tray: rows of messages at the left, one opened at the right."""
    c, (_, panel, accent, ink, pale), faces = _page(s, "sans narrow serif")
    _bar(c, s, faces, accent, "In Basket")
    count = s.rng.randint(8, 11)
    pitch = 248 / count
    for row in range(count):
        y = 18 + row * pitch
        if row:
            s.new_patient()
        if row == 0:
            c.box(4, y, 196, y + pitch - 1, fill=panel)
        what = s.rng.choice(("Result note", "Refill request", "Staff message", "Cosign",
            "Patient call"))  # fmt: skip
        put(c, 8, y + pitch * 0.42, 130, (s.named(("comma", "full")),), faces[int(row < 3)], 6,
            ink)  # fmt: skip
        put(c, 142, y + pitch * 0.42, 50, (s.day(-row),), faces[0], 5, pale)
        put(c, 8, y + pitch * 0.82, 184, (what, "  -  ", s.colleague("initial")), faces[0], 5,
            pale)  # fmt: skip
    c.line(200, 16, 200, 270, panel, 1.2)
    s.new_patient()
    put(c, 208, 32, 264, ("Re: ", s.named(("full", "comma_caps", "long"))), faces[1], 8.4, ink)
    put(c, 208, 42, 264, (*in_row(s, "birth mrn phone", "   |   "),), faces[0], 5.8, pale)
    said: Parts = (s.surname(), " left a voice mail on ", s.day(), f" at {s.clock()}. ", *kin(s),
        " was taken to ",
                   s.hospital(), " and asks whether the appointment of ", s.day(6), " with ",
                   *s.doctored(),
                   " can become a video visit. E-mail ", s.of(Category.EMAIL, s.patient.email),
                   " or home ",
                   s.phone(), ".")  # fmt: skip
    y = c.paragraph(208, 58, 258, said, faces[0], 7, ink)
    set_lines(c, 208, y + 8, 258, [("From: ", s.colleague("full"), ", LPN"), ("To: ",
        *s.doctored()),
              ("Pharmacy: ", s.rng.choice(s.region.pharmacies), " ", s.office_phone())], faces[0],
              6.2, 1.7, ink)  # fmt: skip
    for column, word in enumerate(("Reply", "Forward", "Done")):
        c.box(208 + column * 62, 246, 262 + column * 62, 262, fill=accent, radius=3)
        c.text(235 + column * 62, 256.6, word, faces[1], 6, LIT, "ms")
    return c.done()


def search(s: OutsideStudio) -> Flat:
    """Return what a search for patients found: a table of people."""
    c, (_, panel, accent, ink, pale), faces = _page(s, "sans narrow mono")
    _bar(c, s, faces, accent, "Patient lookup")
    c.box(8, 22, 240, 36, fill=panel, outline=pale, width=0.4, radius=2)
    put(c, 12, 31.6, 200, (s.part((s.patient.family or s.patient.given).lower()),), faces[0],
        6.6, ink)  # fmt: skip
    stops, rooms = (10.0, 130.0, 160.0, 222.0, 292.0, 372.0), (116, 26, 58, 66, 76, 100)
    for x, word in zip(stops, ("Name", "Sex", "DOB", "MRN", "Phone", "Provider"), strict=True):
        put(c, x, 50, 60, (word,), faces[1], 6, pale)
    shape, count = s.rng.choice(("comma", "comma_caps", "spaced", "last_upper")), s.rng.randint(9,
        14)  # fmt: skip
    pitch = 200 / count
    for row in range(count):
        y = 54 + row * pitch
        if row % 2 == 0:
            c.box(6, y, 474, y + pitch, fill=panel)
        cells: tuple[Parts, ...] = ((s.named((shape,)),), (s.patient.sex,), (s.birth(),),
            (s.mrn(),), (s.phone(),),
                                    (s.colleague("brief"),))  # fmt: skip
        for x, room, parts in zip(stops, rooms, cells, strict=True):
            put(c, x, y + pitch * 0.68, room, parts, faces[0], min(6.4, pitch * 0.48), ink)
        s.new_patient()
    put(c, 10, 264, 300, (f"{count} of {count} matches",), faces[0], 5.4, pale)
    return c.done()


def tracking(s: OutsideStudio) -> Flat:
    """Return an emergency department's board: tiles by room with who, why, how long."""
    c, (_, panel, accent, ink, pale), faces = _page(s, "sans narrow")
    _bar(c, s, faces, accent, s.rng.choice(("ED Track", "Labor & Delivery", "PACU board")))
    for number in range(12):
        x, y = 6 + number % 4 * 118, 20 + number // 4 * 83
        c.box(x, y, x + 114, y + 79, fill=panel, radius=3)
        tone: Colour = s.rng.choice(((70, 160, 90), (220, 170, 40), (200, 70, 60)))
        c.box(x, y, x + 4, y + 79, fill=tone)
        put(c, x + 9, y + 12, 60, (s.rng.choice(ROOMS),), faces[1], 6.4, pale)
        if s.rng.random() < 0.12:
            put(c, x + 9, y + 40, 90, ("ready to clean",), faces[0], 6.4, pale)
            continue
        s.new_patient()
        rows: list[Parts] = [(s.named(("comma", "last_upper", "initial", "full")),),
            (*s.age_sex(), "   ", s.rng.choice((
            "fall", "chest pain", "abd pain", "fever", "laceration"))), s.rng.choice(((s.mrn(),),
            (s.birth(),), (
            f"arr {s.clock()}",))), ("MD ", s.colleague("initial")), ("RN ",
            s.colleague("first_dot"))]  # fmt: skip
        set_lines(c, x + 9, y + 25, 100, rows, faces[0], 6.4, 1.85, ink)
    return c.done()


def order(s: OutsideStudio) -> Flat:
    """Return an order being written over greyed results, labels before boxes."""
    c, (_, panel, accent, ink, pale), faces = _page(s)
    _bar(c, s, faces, accent, "Order entry")
    put(c, 8, 28, 300, (s.named(names.PRINTED), "     ", *in_row(s, "birth mrn", "    ")),
        faces[1], 7, ink)  # fmt: skip
    y, (title, tests) = 44.0, s.rng.choice(tuple(PANELS.items()))
    put(c, 8, y, 190, (title.title(), "  ", *timed(s)), faces[1], 6, pale)
    top = y + 4
    for test, low, high, unit in tests:
        y += 14
        value, flag = value_of(s, low, high)
        put(c, 8, y, 90, (test,), faces[0], 6, ink)
        put(c, 104, y, 36, (f"{value} {flag}",), faces[1], 6, (224, 90, 80) if flag else ink)
        put(c, 142, y, 60, (f"{low:g}-{high:g} {unit}",), faces[0], 5, pale)
    c.region(Category.LAB_RESULT, 6, top, 206, y + 4)
    c.box(214, 36, 474, 250, fill=panel, radius=3)
    rows = [("Medication", (s.rng.choice(("Ceftriaxone 1 g IV", "Warfarin 5 mg PO",
        "KCl 40 mEq PO")),)),
            ("Start", tuple(timed(s, 1))), *fields(s,
            "doctor location account plan member relative kin_phone"),
            ("Indication", ("pneumonia",)), ("Ask", (s.colleague("full"), " ",
            s.office_phone()))]  # fmt: skip
    pitch = 200 / len(rows)
    for number, (label, parts) in enumerate(rows):
        y = 42 + number * pitch
        put(c, 220, y + pitch * 0.62, 62, (label,), faces[0], 5.8, pale)
        c.box(286, y + 2, 468, y + pitch - 2, outline=pale, width=0.4, radius=1.5)
        put(c, 290, y + pitch * 0.64, 174, parts, faces[0], 6.4, ink)
    return c.done()


def terminal(s: OutsideStudio) -> Flat:
    """Return an old text terminal: capitals on black, keys named in the last line."""
    tone: Colour = s.rng.choice(((120, 240, 140), (250, 190, 90), (220, 226, 230)))
    c = s.canvas("ehr_screen", SIZE, s.rng.choice(((0, 0, 0), (10, 14, 40))))
    face = s.font("mono")[0]
    rows: list[Parts] = [("PATIENT INQUIRY   SCREEN 02     ", s.house.upper()), ("",),
        ("NAME....: ", s.named(("comma_caps", "comma_full", "spaced"))), ("DOB.....: ", s.birth(),
        "   SEX: ",
        s.patient.sex, "   AGE: ", s.age()), ("UNIT NO.: ", s.mrn()), ("VISIT...: ", s.account(),
        "   ADM ", s.day()),
        ("ADDRESS.: ", s.of(Category.ADDRESS, f"{s.patient.street}, {s.patient.town}".upper())),
        ("PHONE...: ",
        s.phone()), ("NOK.....: ", s.relative("comma_caps")), ("INS.....: ", s.plan().upper(),
        "  ", s.member()),
        ("ATT DR..: ", s.doctor("comma_caps")), ("LAST UPD: ", s.day(-20), "  BY ",
        s.colleague("brief")), ("",),
        ("F1 HELP  F3 EXIT  F7 PRINT LABELS  F9 NEXT",)]  # fmt: skip
    set_lines(c, 14, 24, 450, rows, face, 10, 1.7, tone)
    return c.done()


def on_phone(s: OutsideStudio) -> Flat:
    """Return a chat or a card of a patient's app as a phone's screenshot."""
    page, panel, accent, ink, _ = s.rng.choice((*LIGHT, *DARK))
    c = s.canvas("ehr_screen", (195, 412), page)
    faces = s.font(s.rng.choice(("sans", "sans", "narrow")))
    put(c, 10, 11, 40, (f"{s.rng.randint(1, 12)}:{s.rng.randint(10, 59)}",), faces[1], 6.4, ink)
    put(c, 12, 34, 170, (s.rng.choice(("Care chat", "Ward messenger", "MyRecord")),), faces[1],
        11, accent)  # fmt: skip
    c.box(8, 42, 187, 130, fill=accent, radius=8)
    put(c, 18, 60, 160, (s.named(("full", "long")),), faces[1], 11, LIT)
    lay(c, s, 18, 66, 158, fields(s, "birth mrn member plan"), faces, 7.4, style="colon", ink=LIT,
        pale=LIT, down=54)  # fmt: skip
    chat: tuple[Parts, ...] = (
        ("Hi ", s.colleague("first_dot"), ", can you look at ", s.surname(), " in ",
        s.rng.choice(ROOMS), "? BP 84/40"),
        ("On my way. ", *kin(s), " is here and asks for you"),
        ("Video visit ", s.day(4), f" {s.clock()} with ", *s.doctored()),
        ("Lab called: ", s.named(("comma", "full")), " ", s.mrn(), " Hb 6.9"),
        ("Number for the son: ", s.phone()),
    )  # fmt: skip
    y = 140.0
    for number, parts in enumerate(chat):
        x = 8 if number % 2 else 28
        c.box(x, y, x + 160, y + 44, fill=panel, radius=6)
        c.paragraph(x + 8, y + 13, 146, parts, faces[0], 8, ink, spacing=1.35)
        y += 51
    return c.done()


PAGES = (chart, in_tray, search, tracking, order, terminal)


def shown(s: OutsideStudio) -> Flat:
    """Return one of the pages on a monitor."""
    return screens.on_monitor(s, s.rng.choice(PAGES)(s), "ehr_screen")


DESIGNS = {"ehr_screen": (shown,), "ehr_screenshot": (*PAGES, on_phone)}
