"""Cards and post: insurance, appointments, badges, envelopes."""

from __future__ import annotations

from phiscan.synth import props
from phiscan.synth.blind.insurance_card import SIZE, carded
from phiscan.synth.canvas import Colour, Flat, Said
from phiscan.synth.layout import GREY, WHITE, Parts, inline, put, scrawl
from phiscan.synth.sealed.form import ACCENTS, PEN, fields, lay
from phiscan.synth.sealed.studio import SealedStudio
from phiscan.types import Category, Role

PALE: tuple[Colour, ...] = ((246, 248, 252), (255, 250, 238), (232, 244, 236), (246, 234, 244))


def plan_card(s: SealedStudio) -> Flat:
    """Return a plan's card: a coloured part with the plan, fields in a chance style."""
    rng = s.rng
    c = s.canvas("insurance_card", SIZE, rng.choice(PALE))
    faces, accent = s.font(rng.choice(("sans", "narrow", "serif"))), rng.choice(ACCENTS)
    right = rng.random() < 0.5
    x, edge = (4, 62.0) if right else (27, 0.0)
    c.box(edge, 0, edge + 24, 54, fill=accent)
    plan = s.plan().split(" ")
    for row, word in enumerate(plan):
        put(c, edge + 2, 10 + row * 6, 20, (word,), faces[1], 4.6, WHITE)
    put(
        c,
        edge + 2,
        50,
        20,
        (rng.choice(("PPO", "Gold", "Family", "Hospital+")),),
        faces[0],
        4,
        WHITE,
    )
    rows = fields(s, "name member group birth")
    y = lay(c, s, x, 4, 56, rows, faces, 3.8, down=36)
    foot: Parts = ("RxBIN 0044", str(rng.randint(10, 99)), "  Help ", s.office_phone())
    put(c, x, min(y + 5, 51), 55, foot, faces[0], 2.8, GREY)
    return carded(c, "insurance_card")


def state_card(s: SealedStudio) -> Flat:
    """Return a state's or scheme's card: portrait at the right, the number below."""
    rng = s.rng
    c = s.canvas(
        "insurance_card", SIZE, rng.choice(((210, 226, 240), (240, 226, 206), (220, 236, 214)))
    )
    faces = s.font(rng.choice(("sans", "mono")))
    for row in range(8):
        c.line(0, 52 - 6 * row, 86, 40 - 6 * row, (248, 248, 246), 0.4)
    title = {"IN": "Ayushman-type Card", "ZA": "MEDICAL SCHEME", "IE": "Cárta Leighis"}
    put(c, 4, 8, 60, (title.get(s.region.code, "HEALTH INSURANCE"),), faces[1], 4.6, (40, 40, 90))
    c.paste(props.silhouette(160, 200, (120, 124, 130)), 65, 12, 17, 21)
    rows = fields(s, "name birth sex licence", mixed=False)
    lay(c, s, 4, 11, 58, rows, faces, 3.8, style=rng.choice(("colon", "above", "chip")), down=27)
    own = s.region.code in ("CA", "AU", "UK", "IE", "IN", "ZA")
    put(c, 4, 46, 78, (s.national() if own else s.member(),), faces[1], 7)
    put(c, 4, 51.5, 78, ("Valid to ", s.day(700)), faces[0], 3)
    return carded(c, "insurance_card")


def visit_card(s: SealedStudio) -> Flat:
    """Return an appointment card filled in by hand, in one of four looks."""
    rng = s.rng
    wide = rng.choice(((90, 55), (100, 70), (60, 92)))
    c = s.canvas("appointment_card", wide, rng.choice(PALE))
    faces, hand, pen = (
        s.font(rng.choice(("serif", "sans", "narrow"))),
        s.font("hand")[0],
        rng.choice(PEN),
    )
    accent = rng.choice(ACCENTS)
    put(c, 4, 8, wide[0] - 8, (s.hospital(),), faces[1], 4.2, accent)
    put(c, 4, 12.5, wide[0] - 8, (s.office_phone(), "  ", s.office_place()), faces[0], 2.8, GREY)
    rows = [("For", (s.named(("full", "initial", "comma", "shortened")),)),
            ("on", (f"{rng.choice(('Tue', 'Thu', 'Sat'))} ", s.day(10))), ("at", (s.clock(),)),
            ("with", ("Dr ", s.doctor("initial")))]  # fmt: skip
    style = rng.choice(("colon", "below", "box", "leader"))
    y = lay(
        c,
        s,
        4,
        16,
        wide[0] - 8,
        rows,
        (faces[0], hand),
        5.4,
        style=style,
        down=wide[1] - 28,
        ink=pen,
    )
    scrawl(c, s, 4, y + 6, wide[0] - 8, ("next ", s.day(30), "  ", s.mrn()), hand, 5, pen)
    return c.done()


def text_message(s: SealedStudio) -> Flat:
    """Return a printed slip in one block of text, and a queue of later dates."""
    rng = s.rng
    c = s.canvas("appointment_card", (80, 110), (252, 252, 250))
    faces = s.font(rng.choice(("mono", "sans")))
    text: Parts = (
        "Hi ",
        s.part(s.patient.given),
        ", your visit with ",
        s.doctor("full"),
        " is ",
        s.day(),
        f" {s.clock()} at {s.hospital()}. Bring card ",
        s.member(),
        ". Questions? ",
        s.office_phone(),
    )
    y = c.paragraph(5, 12, 70, text, faces[0], 4.4, spacing=1.5)
    c.line(5, y, 75, y, GREY, 0.3)
    put(c, 5, y + 8, 70, (s.named(("comma_caps", "caps", "last_upper")),), faces[1], 4.6)
    put(c, 5, y + 14, 70, s.numbered(), faces[0], 4)
    for number in range(3):
        put(
            c,
            5,
            y + 22 + 6 * number,
            70,
            (s.day(14 * number + 7), f"  {s.clock()}  Physio"),
            faces[0],
            4,
        )
    return c.done()


JOBS = ("Midwife", "Porter", "Dietitian", "Registrar", "Cardiac Tech", "Volunteer", "Ward Sister",
        "Dental Nurse", "Chaplain", "Biomed Eng")  # fmt: skip


def badge(s: SealedStudio) -> Flat:
    """Return a badge: upright or level, name before or after the job, in chance places."""
    rng = s.rng
    wide, tall = rng.choice(((54, 86), (86, 54), (70, 100)))
    paper: Colour = rng.choice((*PALE, (40, 60, 90), (70, 30, 70)))
    ink = WHITE if sum(paper) < 400 else (24, 26, 32)
    c = s.canvas("badge", (wide, tall), paper)
    faces = s.font(rng.choice(("sans", "serif", "narrow")))
    put(c, 5, 8, wide - 10, (s.hospital(),), faces[0], 4, ink)
    side = min(wide, tall) * 0.42
    c.paste(props.silhouette(180, 200, (126, 128, 120)), 5, 11, side, side)
    level = wide > tall
    x, y = (10 + side, 18.0) if level else (5, 18 + side)
    name: Parts = (s.doctor(rng.choice(("full", "last_upper", "caps", "initial"))),)
    lines: list[tuple[Parts, float, int]] = [(name, 7, 1), ((rng.choice(JOBS),), 5, 0)]
    if rng.random() < 0.4:
        lines.reverse()
    for parts, size, strong in lines:
        put(c, x, y + size, wide - x - 4, parts, faces[strong], size, ink)
        y += size * 1.6
    number = Said(rng.choice((f"#{rng.randint(1000, 99999)}", f"EMP{rng.randint(10000, 99999)}")),
                  Category.OTHER_ID, Role.CLINICIAN)  # fmt: skip
    put(c, x, y + 4, wide - x - 4, (number, "  exp ", s.day(500)), faces[0], 3.6, ink)
    return carded(c, "badge")


def sticker(s: SealedStudio) -> Flat:
    """Return a visitor's sticker with a printed name and the patient visited."""
    c = s.canvas("badge", (100, 64), WHITE)
    faces, accent = s.font(s.rng.choice(("sans", "narrow"))), s.rng.choice(ACCENTS)
    c.box(0, 0, 100, 10, fill=accent)
    c.text(
        50,
        7.6,
        s.rng.choice(("VISITOR PASS", "Escort", "HELLO my name is")),
        faces[1],
        6,
        WHITE,
        "ms",
    )
    put(c, 5, 28, 90, (s.relative("full"),), s.rng.choice((faces[1], s.font("hand")[0])), 11)
    put(
        c,
        5,
        42,
        90,
        ("to see ", s.named(("full", "initial", "shortened", "last_upper"))),
        faces[0],
        6,
    )
    put(c, 5, 54, 90, ("Valid ", s.day(), f" until {s.clock()}"), faces[0], 5, GREY)
    return carded(c, "badge")


def addressed(s: SealedStudio) -> Flat:
    """Return an envelope: sender, address in a chance place, by print or hand."""
    rng = s.rng
    wide, tall = rng.choice(((220, 110), (162, 114), (229, 162)))
    papers: tuple[Colour, ...] = (WHITE, (244, 236, 214), (196, 168, 120), (214, 226, 236))
    c = s.canvas("envelope", (wide, tall), rng.choice(papers))
    by_hand = rng.random() < 0.4
    face = s.font("hand" if by_hand else rng.choice(("serif", "sans", "mono")))[0]
    put(c, 8, 10, wide * 0.5, (s.hospital(),), s.font("sans")[1], 4)
    put(c, 8, 15, wide * 0.5, (s.office_place(),), s.font("sans")[0], 3.4, GREY)
    c.box(wide - 30, 8, wide - 10, 32, fill=rng.choice(ACCENTS))
    x, y = wide * rng.uniform(0.28, 0.42), tall * rng.uniform(0.48, 0.58)
    who: Parts = (f"{s.title()} ", s.named(("full", "initial", "caps", "last_upper")))
    lines: list[Parts] = [who, (s.street(),), (s.town(),)]
    if rng.random() < 0.4:
        lines.insert(1, (rng.choice(("c/- ", "Parent of ", "attn ")), s.relative("full")))
    for row, parts in enumerate(lines):
        put(c, x, y + row * 9, wide - x - 8, parts, face, 7 if by_hand else 5.6, (24, 28, 60))
    put(c, 8, tall - 6, wide * 0.7, ("Ref ", s.mrn(), "  ", s.day()), s.font("mono")[0], 3.6, GREY)
    return c.done()


def parcel(s: SealedStudio) -> Flat:
    """Return a medicine parcel's label in boxes."""
    c = s.canvas("envelope", (200, 150), s.rng.choice(((200, 166, 118), (236, 236, 238))))
    faces = s.font(s.rng.choice(("narrow", "sans", "mono")))
    c.box(20, 14, 180, 136, fill=WHITE)
    rows = fields(s, "name address phone account")
    y = lay(
        c, s, 25, 20, 150, rows, faces, 6, style=s.rng.choice(("above", "box", "colon")), down=66
    )
    content = s.patient.account.replace(" ", "")
    c.barcode(30, y + 5, 120, 15, content, "Code128", Category.ACCOUNT_NUMBER)
    foot: Parts = (
        "Cold chain 2-8 C   from ",
        s.rng.choice(s.region.pharmacies),
        " ",
        s.office_phone(),
    )
    put(c, 25, 130, 150, foot, faces[0], 4.4)
    return c.done()


def folder(s: SealedStudio) -> Flat:
    """Return a brown envelope with films: a typed label and a note in marker."""
    c = s.canvas("envelope", (240, 180), (188, 152, 102))
    faces, hand = s.font("sans"), s.font("hand")[0]
    c.box(16, 16, 150, 84, fill=(252, 250, 240))
    lay(c, s, 20, 20, 126, fields(s, "name birth mrn doctor collected"), faces, 6, down=60)
    scrawl(c, s, 24, 120, 200, (s.named(("comma", "full", "turned")),), hand, 18, PEN[1])
    scrawl(c, s, 24, 148, 200, inline(fields(s, "accession"), " "), hand, 13, PEN[3])
    return c.done()


DESIGNS = {
    "insurance_card": (plan_card, plan_card, state_card),
    "appointment_card": (visit_card, visit_card, text_message),
    "badge": (badge, badge, sticker),
    "envelope": (addressed, addressed, parcel, folder),
}
