"""Records on screens: a chart with a patient rail, an inbox, a ward list, a drug chart."""

from __future__ import annotations

from dataclasses import dataclass

from phiscan.synth import props, screens
from phiscan.synth.artefacts.lab_report import results
from phiscan.synth.blind import numbers
from phiscan.synth.blind.form import fields, name, set_stack
from phiscan.synth.blind.lab_report import ALL
from phiscan.synth.blind.studio import BlindStudio
from phiscan.synth.canvas import Canvas, Colour, Flat, Said
from phiscan.synth.layout import Faces, Parts, joined, put
from phiscan.types import Category, Role

BRANDS = ("Cliniva", "OpenWard 5.2", "PathwayEHR", "medNote", "Asclepia HIS")
DRUGS = ("Furosemide 40 mg IV BD", "Apixaban 5 mg PO BD", "Paracetamol 1 g PO QDS",
         "Omeprazole 20 mg OD", "Insulin glargine 14 units nocte", "Ceftriaxone 2 g IV OD",
         "Ramipril 2.5 mg PO OD", "Enoxaparin 40 mg SC OD")  # fmt: skip
TASKS = ("Refill request", "Abnormal result", "Form to sign", "Phone message", "Referral reply",
         "Scan uploaded", "Prior auth")  # fmt: skip


@dataclass(frozen=True)
class Skin:
    """A program's colours."""

    page: Colour
    panel: Colour
    bar: Colour
    ink: Colour
    pale: Colour


SKINS = (
    Skin((255, 255, 255), (242, 246, 244), (0, 96, 88), (28, 32, 34), (104, 112, 116)),
    Skin((226, 232, 242), (250, 252, 255), (60, 70, 140), (24, 28, 48), (96, 102, 124)),
    Skin((250, 246, 230), (255, 253, 244), (130, 96, 20), (40, 34, 20), (120, 112, 92)),
    Skin((14, 18, 30), (26, 32, 50), (46, 58, 96), (226, 230, 244), (144, 152, 176)),
    Skin((0, 0, 0), (20, 20, 20), (40, 40, 40), (244, 244, 240), (158, 158, 150)),
    Skin((34, 44, 42), (46, 58, 56), (22, 30, 28), (222, 238, 232), (146, 168, 162)),
)


@dataclass(frozen=True)
class Window:
    """A program's empty window."""

    canvas: Canvas
    skin: Skin
    faces: Faces
    size: float


def _window(studio: BlindStudio, size_mm: tuple[float, float] = (508, 286)) -> Window:
    rng = studio.rng
    skin = rng.choice(SKINS)
    canvas = studio.canvas("ehr_screen", size_mm, skin.page)
    faces = studio.font(rng.choice(("sans", "sans", "narrow")))
    canvas.box(0, 0, size_mm[0], 11, fill=skin.bar)
    title = f"{rng.choice(BRANDS)} | {studio.hospital()}"
    put(canvas, 6, 8, size_mm[0] * 0.6, (title,), faces[0], 5.4, (240, 240, 244))
    who = ("User: ", studio.colleague("comma"))
    put(canvas, size_mm[0] - 110, 8, 100, who, faces[0], 5.0, (240, 240, 244))
    return Window(canvas, skin, faces, rng.choice((5.4, 6.0, 6.6)))


def rail(studio: BlindStudio) -> Flat:
    """Return a chart: portrait and particulars down the left, a note, results at the right."""
    window = _window(studio)
    canvas, skin, faces, size = window.canvas, window.skin, window.faces, window.size
    canvas.box(0, 11, 112, 286, fill=skin.panel)
    canvas.paste(props.silhouette(120, 120, (130, 136, 146)), 8, 18, 30, 30)
    person = studio.patient
    given = studio.part(f"{person.given} {person.middle[:1]}".strip())
    put(canvas, 42, 30, 66, (studio.part(person.family.upper() + ","),), faces[1], 8, skin.ink)
    put(canvas, 42, 42, 66, (given,), faces[1], 8, skin.ink)
    words = "birth mrn nhs account phone mobile address email relative member ssn"
    rows = fields(studio, words)[:10]
    set_stack(canvas, 8, 54, 100, rows, faces, size, 22, skin.ink, skin.pale)
    _note(studio, window, 120, 18, 210)
    canvas.text(344, 26, "Results", faces[1], 7.6, skin.ink)
    canvas.run(400, 26, (studio.day(),), faces[0], size, skin.pale)
    y = 30.0
    for test, value, flag, unit, _ in results(studio, 13, ALL):
        y += 15
        ink = (226, 96, 70) if flag else skin.ink
        put(canvas, 344, y, 78, (test,), faces[0], size, ink)
        put(canvas, 430, y, 72, (f"{value} {unit} {flag}",), faces[1], size, ink)
    canvas.region(Category.LAB_RESULT, 342, 34, 504, y + 4)
    return canvas.done()


def _note(studio: BlindStudio, window: Window, x: float, y: float, width: float) -> None:
    canvas, skin, faces, size = window.canvas, window.skin, window.faces, window.size
    person = studio.patient
    canvas.text(x, y + 8, "Nursing / Medical notes", faces[1], 7.6, skin.ink)
    entries: list[tuple[Parts, Parts]] = [
        ((studio.day(), f" {studio.clock()}  ", studio.colleague("initial"), " RN"),
         ("Received handover. ", studio.part(person.given), " settled overnight, obs stable. ",
          "Husband ", studio.relative(), " rang on ", studio.phone(), " asking for an update.")),
        ((studio.day(-1), f" {studio.clock()}  Dr ", studio.doctor("brief")),
         ("Reviewed on round. ", studio.title(), " ", studio.part(person.family),
          " understands the plan for CT. Consent signed. Cc GP ", studio.colleague("full"), ".")),
        ((studio.day(-2), f" {studio.clock()}  ", studio.colleague("comma"), ", PT"),
         ("Mobilised 10 m with frame. Pt ", studio.part(person.written("shortened")),
          " keen to go home to ", studio.street(), ". Next review ", studio.day(2), ".")),
    ]  # fmt: skip
    y += 20
    for head, text in entries:
        put(canvas, x, y, width, head, faces[1], size, skin.ink)
        y = canvas.paragraph(x, y + size * 1.5, width, text, faces[0], size, skin.ink) + size


def inbox(studio: BlindStudio) -> Flat:
    """Return a clinician's inbox: patients at the left, the message opened at the right."""
    window = _window(studio)
    canvas, skin, faces, size = window.canvas, window.skin, window.faces, window.size
    canvas.text(10, 24, "In Basket (14)", faces[1], 7.6, skin.ink)
    for row in range(9):
        y = 32 + row * 27.5
        if row:
            studio.new_patient()
        canvas.box(6, y, 196, y + 25, fill=skin.bar if row == 8 else skin.panel, radius=1.5)
        ink = (250, 250, 252) if row == 8 else skin.ink
        who = name(studio, ("comma", "comma_caps", "long", "brief"))
        put(canvas, 11, y + 9.5, 118, (who,), faces[1], size, ink)
        pale = (225, 225, 230) if row == 8 else skin.pale
        put(canvas, 132, y + 9.5, 60, (studio.day(),), faces[0], size * 0.9, pale)
        kind = joined(((studio.rng.choice(TASKS),), ("DOB ", studio.birth())))
        put(canvas, 11, y + 20, 180, kind, faces[0], size * 0.9, pale)
    put(canvas, 206, 26, 290, (name(studio, ("full", "comma")), "   ", *studio.numbered(), "   ",
        *studio.age_sex()), faces[1], 8.4, skin.ink)  # fmt: skip
    canvas.line(206, 32, 500, 32, skin.pale, 0.4)
    text = ("Caller: ", studio.relative(), " (mother). Patient ", studio.part(
            studio.patient.given), " has had a fever since ", studio.day(-2), ", 38.6 this",
            " morning, drinking well. Pharmacy is on ", studio.street(), ". Call back ",
            studio.phone(), " or ", studio.of(Category.EMAIL, studio.patient.email),
            ". Routed to Dr. ", studio.doctor("full"), " and ", studio.colleague("brief"),
            ".")  # fmt: skip
    y = canvas.paragraph(206, 48, 286, text, faces[0], size * 1.15, skin.ink, 1.7)
    for number, word in enumerate(("Reply", "Forward", "Done")):
        canvas.box(206 + number * 46, y + 6, 246 + number * 46, y + 20, fill=skin.bar, radius=3)
        canvas.text(226 + number * 46, y + 15.5, word, faces[0], 6, (250, 250, 252), "ms")
    return canvas.done()


def ward_list(studio: BlindStudio) -> Flat:
    """Return a ward's list: a row a bed, name over number, age, consultant, discharge day."""
    window = _window(studio)
    canvas, skin, faces, size = window.canvas, window.skin, window.faces, window.size
    stops = (8, 46, 190, 250, 330, 430)
    put(canvas, 8, 26, 300, ("Ward 6 East   ", studio.day(), f"   {studio.clock()}"), faces[1], 8.4,
        skin.ink)  # fmt: skip
    titles = ("Bed", "Patient", "Age/Sex", "Admitted", "Consultant", "EDD")
    for stop, title in zip(stops, titles, strict=True):
        canvas.text(stop, 40, title, faces[1], size, skin.pale)
    for row in range(studio.rng.randint(6, 9)):
        y = 46 + row * 26
        person = studio.new_patient()
        canvas.box(4, y, 504, y + 24, fill=skin.panel)
        cells: tuple[Parts, ...] = (
            (f"{row // 4 + 1}-{row % 4 + 1}",), (name(studio),), studio.age_sex(),
            (studio.day(-studio.rng.randint(1, 12)),), ("Dr ", studio.colleague("initial")),
            (studio.day(3),),
        )  # fmt: skip
        for stop, end, parts in zip(stops, (*stops[1:], 506), cells, strict=True):
            face = faces[int(stop == 46)]
            put(canvas, stop, y + 10, end - stop - 5, parts, face, size * 1.05, skin.ink)
        second = (*studio.numbered(), "   ", studio.phone(person=person))
        put(canvas, 46, y + 20, 190, second, faces[0], size * 0.9, skin.pale)
    return canvas.done()


def drug_chart(studio: BlindStudio) -> Flat:
    """Return a medicines screen in portrait, as on a tablet: banner, orders, who gave them."""
    window = _window(studio, (270, 360))
    canvas, skin, faces, size = window.canvas, window.skin, window.faces, window.size
    canvas.box(0, 11, 270, 62, fill=skin.panel)
    put(canvas, 8, 27, 250, (name(studio),), faces[1], 11, skin.ink)
    rows = joined((("DOB ", studio.birth()), studio.age_sex(), studio.numbered()))
    put(canvas, 8, 40, 250, rows, faces[0], size * 1.1, skin.ink)
    put(canvas, 8, 53, 250, ("Allergies: sulfonamides   Wt 71 kg   Attending ",
        studio.doctor("comma")), faces[0], size, skin.pale)  # fmt: skip
    y = 70.0
    for order in studio.rng.sample(DRUGS, 6):
        canvas.box(6, y, 264, y + 38, fill=skin.panel, radius=3)
        canvas.text(12, y + 13, order, faces[1], 8, skin.ink)
        given = ("Given ", studio.day(), f" {studio.clock()} by ", studio.colleague("initial"))
        put(canvas, 12, y + 24, 246, given, faces[0], size, skin.ink)
        put(canvas, 12, y + 33, 246, ("Ordered ", studio.day(-2), " ", studio.doctor("brief")),
            faces[0], size * 0.92, skin.pale)  # fmt: skip
        y += 43
    address = numbers.filled(studio.rng, "172.16.##.1##")
    canvas.run(
        8,
        348,
        (
            "Device ",
            studio.of(Category.DEVICE_ID, studio.patient.device),
            "   ",
            Said(address, Category.IP_ADDRESS, Role.UNKNOWN),
        ),
        faces[0],
        5,
        skin.pale,
    )
    return canvas.done()


WINDOWS = (rail, inbox, ward_list, drug_chart)


def on_monitor(studio: BlindStudio) -> Flat:
    """Return one of the windows on a monitor."""
    return screens.on_monitor(studio, studio.rng.choice(WINDOWS)(studio), "ehr_screen")


DESIGNS = {"ehr_screen": (on_monitor,), "ehr_screenshot": WINDOWS}
