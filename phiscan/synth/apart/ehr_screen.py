"""Screens of record systems: a gray old client, a flow sheet, results, a calendar, a phone."""

from __future__ import annotations

from phiscan.synth import screens
from phiscan.synth.apart import names
from phiscan.synth.apart.form import BEDS, fields, kin, lay, said_in_row, timed
from phiscan.synth.apart.lab_report import PANELS, value_of
from phiscan.synth.apart.studio import ApartStudio
from phiscan.synth.canvas import Canvas, Colour, Flat
from phiscan.synth.layout import Faces, Parts, put
from phiscan.types import Category

SIZE = (480.0, 270.0)
Skin = tuple[Colour, Colour, Colour, Colour, Colour]
"""Page, panel, accent, ink, pale ink."""
LIGHT: tuple[Skin, ...] = (
    ((255, 255, 255), (238, 242, 244), (0, 110, 140), (24, 30, 34), (98, 106, 114)),
    ((250, 248, 244), (236, 232, 224), (130, 60, 40), (34, 30, 28), (116, 106, 100)),
    ((246, 250, 246), (228, 238, 230), (30, 120, 80), (20, 34, 28), (92, 110, 100)),
)
DARK: tuple[Skin, ...] = (
    ((24, 28, 36), (38, 44, 56), (60, 130, 200), (232, 236, 240), (150, 160, 174)),
    ((32, 30, 38), (48, 44, 58), (160, 100, 190), (240, 236, 244), (166, 158, 176)),
    ((12, 24, 30), (22, 40, 48), (20, 150, 140), (226, 240, 240), (136, 164, 168)),
)


def _skin(s: ApartStudio) -> Skin:
    return s.rng.choice(DARK if s.rng.random() < 0.45 else LIGHT)


def _page(s: ApartStudio, style: str = "sans narrow sans") -> tuple[Canvas, Skin, Faces]:
    skin = _skin(s)
    return s.canvas("ehr_screen", SIZE, skin[0]), skin, s.font(s.rng.choice(style.split()))


def gray_client(s: ApartStudio) -> Flat:
    """Return an old client in gray: menus, the patient on a raised key, tabs at the foot."""
    gray: Colour = s.rng.choice(((192, 192, 192), (212, 208, 200), (236, 233, 216)))
    c = s.canvas("ehr_screen", SIZE, gray)
    faces, mono = s.font("sans"), s.font("mono")[0]
    c.box(0, 0, 480, 10, fill=(10, 36, 106))
    put(c, 4, 7.6, 460, ("Chart in use by: ", s.colleague("comma_caps"), f"   ({s.hospital()})"),
        faces[1], 5.6, (255, 255, 255))  # fmt: skip
    put(
        c,
        4,
        17,
        300,
        ("File    Edit    View    Action    Options    Tools    Help",),
        faces[0],
        5.4,
    )
    c.box(3, 20, 150, 38, fill=(255, 255, 240), outline=(90, 90, 90), width=0.6)
    put(c, 6, 27.5, 140, (s.named(("comma_caps", "tight", "comma_full")),), faces[1], 6)
    second: Parts = (s.of(Category.SSN, s.patient.ssn),) if s.region.code == "US" else (s.mrn(),)
    put(c, 6, 35, 140, (*second, "    ", s.birth(), " (", s.age(), ")"), faces[0], 5.4)
    c.box(153, 20, 320, 38, fill=(255, 255, 255), outline=(90, 90, 90), width=0.6)
    put(c, 156, 27.5, 160, (s.rng.choice(BEDS), "  ", *timed(s)), faces[0], 5.4)
    put(c, 156, 35, 160, ("Provider: ", s.doctor("comma_caps")), faces[0], 5.4)
    lists: tuple[tuple[str, tuple[Parts, ...]], ...] = (
        ("Active Problems", (("Hypertension",), ("Type 2 diabetes",), ("Osteoarthritis",))),
        ("Appointments", tuple((s.day(9 * n), f"  {s.clock()}  Clinic {n + 2}") for n in range(4))),
        ("Recent Notes", tuple((s.day(-8 * n), "  Progress note,  ", s.colleague("comma"))
                               for n in range(5))),
        ("Demographics", tuple((f"{f[0]}: ", *f[1]) for f in fields(s, "address phone relative "
                               "kin_phone email"))),
    )  # fmt: skip
    for number, (title, lines) in enumerate(lists):
        x, y = 4 + number % 2 * 237, 42 + number // 2 * 106
        c.text(x + 2, y + 6, title, faces[1], 5.4)
        c.box(x, y + 8, x + 234, y + 102, fill=(255, 255, 255), outline=(90, 90, 90), width=0.6)
        for row, parts in enumerate(lines):
            put(c, x + 4, y + 18 + row * 11, 226, parts, mono, 5.8)
    for number, tab in enumerate(("Cover Sheet", "Problems", "Meds", "Orders", "Notes", "Labs")):
        c.box(4 + number * 50, 256, 52 + number * 50, 267, fill=(255, 255, 255) if number == 0 else
              gray, outline=(110, 110, 110))  # fmt: skip
        c.text(28 + number * 50, 263.6, tab, faces[0], 5, anchor="ms")
    return c.done()


def flow_sheet(s: ApartStudio) -> Flat:
    """Return vital signs by time under a storyboard of the patient down the left."""
    c, (_, panel, accent, ink, pale), faces = _page(s)
    c.box(0, 0, 96, 270, fill=panel)
    c.box(36, 8, 60, 32, fill=accent, radius=12)
    c.box(43, 13, 53, 22, fill=(236, 238, 240), radius=5)
    c.box(40, 23, 56, 30, fill=(236, 238, 240), radius=3)
    put(c, 6, 44, 86, (s.named(("full", "comma", "last_upper")),), faces[1], 7.4, ink)
    put(c, 6, 53, 86, s.age_sex(), faces[0], 5.4, pale)
    y = lay(c, s, 6, 57, 88, fields(s, "birth mrn account location admitted doctor"), faces, 5.2,
            style=s.rng.choice(("column", "item")), ink=ink, pale=pale, down=86)  # fmt: skip
    put(c, 6, y + 10, 86, ("Isolation: none",), faces[0], 5.2, pale)
    put(c, 6, y + 19, 86, ("Contact: ", s.relative()), faces[0], 5.2, ink)
    put(c, 6, y + 27, 86, (s.phone(),), faces[0], 5.2, ink)
    put(c, 104, 14, 200, ("Flowsheet - Vitals / I&O",), faces[1], 7.4, ink)
    put(c, 330, 14, 142, (s.day(), "  ", s.colleague("full"), ", RN"), faces[0], 5.2, pale)
    c.box(100, 20, 474, 32, fill=accent)
    for column in range(6):
        c.text(190 + column * 48, 28.4, f"{7 + 2 * column:02d}00", faces[1], 5.6, (250, 250, 252))
    rows = (("Temp", 36.2, 38.9), ("Heart rate", 58, 121), ("Resp", 12, 26), ("SpO2 %", 90, 100),
            ("BP systolic", 92, 168), ("MAP", 58, 104), ("Urine mL", 20, 400), ("Pain", 0, 9),
            ("RASS", -2, 1), ("Glucose", 88, 260))  # fmt: skip
    for row, (word, low, high) in enumerate(rows):
        y = 32 + row * 19
        if row % 2:
            c.box(100, y, 474, y + 19, fill=panel)
        c.text(104, y + 12.6, word, faces[0], 5.8, ink)
        for column in range(6):
            value = s.rng.uniform(low, high)
            shown = f"{value:.1f}" if high < 40 and low > 30 else f"{value:.0f}"
            c.text(190 + column * 48, y + 12.6, shown, faces[0], 5.8, ink)
    put(c, 104, 240, 366, ("Note: turned, family at bedside (", *kin(s), "). Report to ",
        s.colleague("full"), f" at {s.clock()}"), faces[0], 5.6, ink)  # fmt: skip
    return c.done()


def results(s: ApartStudio) -> Flat:
    """Return results with a message beside them, the patient in a line at the foot."""
    c, (_, panel, accent, ink, pale), faces = _page(s, "sans narrow mono")
    c.box(0, 0, 480, 14, fill=accent)
    put(c, 6, 10, 330, ("Results review  >  ", s.named(names.PRINTED)), faces[1], 6.8,
        (250, 250, 252))  # fmt: skip
    put(c, 348, 10, 126, ("Signed in: ", s.colleague("comma")), faces[0], 5, (250, 250, 252))
    y = 28.0
    title, rows = s.rng.choice(tuple(PANELS.items()))
    put(c, 8, y, 270, (title, "   collected ", *timed(s)), faces[1], 6.2, ink)
    top = y + 4
    for number, (test, low, high, unit) in enumerate(rows):
        y += 15.5
        value, flag = value_of(s, low, high)
        if number % 2 == 0:
            c.box(6, y - 9, 286, y + 5, fill=panel)
        c.text(10, y, test, faces[0], 6, ink)
        c.text(126, y, f"{value} {flag}", faces[1], 6, (230, 90, 80) if flag else ink)
        c.text(170, y, unit, faces[0], 5.6, pale)
        c.text(224, y, f"{low:g} - {high:g}", faces[0], 5.6, pale)
    c.region(Category.LAB_RESULT, 6, top, 286, y + 6)
    c.box(296, 22, 474, 228, fill=panel, radius=2)
    lines: tuple[Parts, ...] = (
        ("From: ", s.colleague("full")),
        ("To: ", *s.doctored()),
        (s.day(1), f"  {s.clock()}"),
    )
    for row, parts in enumerate(lines):
        put(c, 302, 34 + row * 10, 166, parts, faces[0], 5.8, ink)
    said: Parts = ("Hi, could you look at the potassium of ", s.named(("full", "long")), " (",
                   *said_in_row(s, "mrn"), ")? ", s.relative(), " picked up the new script on ",
                   s.day(-2), " and asks whether to hold it. Call back ", s.phone(),
                   ". Last visit ", s.day(-40), " with Dr ", s.surname_doctor(), ".")  # fmt: skip
    c.paragraph(302, 72, 164, said, faces[0], 6.4, ink)
    c.box(0, 250, 480, 270, fill=panel)
    put(c, 6, 262.6, 466, (s.named(("comma", "caps")), "    ", *said_in_row(s, "birth mrn account "
        "phone", "    ")), faces[0], 6, ink)  # fmt: skip
    return c.done()


VISITS = ("NEW PT 40", "F/U 20", "Physical", "Inj.", "Pap", "DM check", "Sick", "Tele", "Wound")


def calendar(s: ApartStudio) -> Flat:
    """Return a day of several providers: columns, blocks with who comes for what."""
    c, (_, panel, accent, ink, pale), faces = _page(s, "sans narrow")
    put(c, 8, 14, 240, (s.hospital(), "   ", s.day()), faces[1], 7, ink)
    put(c, 300, 14, 172, ("User: ", s.colleague("initial"), "   Print   Filter"), faces[0], 5, pale)
    columns = s.rng.randint(3, 5)
    pitch = 446 / columns
    for row in range(10):
        y = 34 + row * 23
        c.text(4, y + 7, f"{8 + row:02d}:00", faces[0], 5, pale)
        c.line(26, y, 474, y, panel, 0.5)
    tints: tuple[Colour, ...] = ((190, 220, 240), (250, 224, 180), (206, 234, 200), (240, 206, 220))
    for column in range(columns):
        x = 28 + column * pitch
        c.box(x, 20, x + pitch - 3, 31, fill=accent)
        put(
            c,
            x + 3,
            28,
            pitch - 8,
            (s.colleague(s.rng.choice(("comma", "full"))), ", MD"),
            faces[1],
            5.6,
            (250, 250, 252),
        )
        row = 0
        while row < 9:
            long = s.rng.choice((1, 1, 2))
            y = 34 + row * 23
            row += long
            if s.rng.random() < 0.3:
                continue
            s.new_patient()
            c.box(x, y + 1, x + pitch - 3, y + 23 * long - 2, fill=s.rng.choice(tints), radius=1.5)
            put(
                c,
                x + 3,
                y + 9,
                pitch - 9,
                (s.named(("comma", "full", "comma_dot")),),
                faces[1],
                5.6,
                (20, 24, 30),
            )
            below: Parts = s.rng.choice(((s.rng.choice(VISITS), "  ", s.birth()), (s.phone(),),
                                         (s.mrn(), "  ", s.rng.choice(VISITS))))  # fmt: skip
            put(c, x + 3, y + 17.4, pitch - 9, below, faces[0], 5, (60, 64, 70))
    return c.done()


def demographics(s: ApartStudio) -> Flat:
    """Return a form on a web page: boxes to type in, filled, labels above or before."""
    c, (_, panel, accent, ink, pale), faces = _page(s, "sans serif narrow")
    c.box(0, 0, 64, 270, fill=accent)
    for row, word in enumerate(("Home", "Patients", "Visits", "Billing", "Fax", "Admin")):
        c.text(8, 30 + row * 18, word, faces[0], 6, (250, 250, 252))
    put(
        c,
        74,
        18,
        330,
        ("Edit patient  -  ", s.named(("full", "surname_first", "comma"))),
        faces[1],
        8,
        ink,
    )
    rows = fields(s, "family given birth sex mrn national ssn phone mobile email address relative "
                     "kin_phone plan member group doctor")  # fmt: skip
    half = -(-len(rows) // 2)
    pitch = 212 / half
    for number, (label, value) in enumerate(rows):
        x, y = 74 + number // half * 202, 26 + number % half * pitch
        put(c, x, y + pitch * 0.62, 56, (label,), faces[0], 5.4, pale)
        c.box(x + 60, y + pitch * 0.14, x + 194, y + pitch * 0.86, fill=panel, outline=pale,
              width=0.3, radius=1.5)  # fmt: skip
        put(c, x + 63, y + pitch * 0.63, 128, value, faces[0], min(6.4, pitch * 0.36), ink)
    put(c, 74, 256, 330, ("Last edited by ", s.colleague("full"), " on ", s.day(-20),
        f" {s.clock()}"), faces[0], 5, pale)  # fmt: skip
    c.box(416, 246, 470, 262, fill=accent, radius=3)
    c.text(443, 257, "Save", faces[1], 6.4, (250, 250, 252), "ms")
    return c.done()


def on_phone(s: ApartStudio) -> Flat:
    """Return a portal or paging app as a phone's screenshot."""
    page, panel, accent, ink, pale = _skin(s)
    c = s.canvas("ehr_screen", (195, 410), page)
    faces = s.font("sans")
    put(c, 12, 12, 60, (f"{s.rng.randint(1, 12)}:{s.rng.randint(10, 59)}",), faces[1], 7, ink)
    c.box(0, 18, 195, 50, fill=accent)
    put(c, 12, 38, 170, (s.rng.choice(("My Health", "Secure chat", "Rounds")), "  ",
        s.named(("full",))), faces[1], 9, (250, 250, 252))  # fmt: skip
    c.box(8, 58, 187, 160, fill=panel, radius=6)
    lay(c, s, 16, 62, 164, fields(s, "birth mrn phone doctor member"), faces, 7.4, style="capital",
        down=94, ink=ink, pale=pale)  # fmt: skip
    said: tuple[Parts, ...] = (
        ("Upcoming: ", s.day(8), f" {s.clock()} with ", *s.doctored(), ", ", s.office_place()),
        ("New message from ", s.colleague("full"), ": Your results of ", s.day(-3), " are in. "
         "Please call ", s.office_phone(), "."),
        ("Refill ready for ", s.named(("full", "first_dot")), " at ",
         s.rng.choice(s.region.pharmacies), ". Rx ", s.of(Category.OTHER_ID,
         s.patient.prescription), "."),
        ("Proxy access: ", *kin(s), ", ", s.of(Category.EMAIL, s.patient.email), ""))  # fmt: skip
    y = 168.0
    for parts in said:
        c.box(8, y, 187, y + 50, fill=panel, radius=6)
        c.paragraph(16, y + 13, 164, parts, faces[0], 8, ink, spacing=1.35)
        y += 56
    return c.done()


PAGES = (gray_client, flow_sheet, results, calendar, demographics)


def shown(s: ApartStudio) -> Flat:
    """Return one of the pages on a monitor."""
    return screens.on_monitor(s, s.rng.choice(PAGES)(s), "ehr_screen")


DESIGNS = {"ehr_screen": (shown,), "ehr_screenshot": (*PAGES, on_phone)}
