"""Notes by hand: a phone message pad, a list of beds, a torn leaf, tape on a drip."""

from __future__ import annotations

from phiscan.synth.blind.form import name
from phiscan.synth.blind.studio import BlindStudio
from phiscan.synth.canvas import Colour, Flat
from phiscan.synth.layout import GREY, Parts, put, scrawl
from phiscan.types import Category

INKS: tuple[Colour, ...] = ((20, 26, 100), (24, 24, 28), (160, 30, 30), (20, 90, 60))


def message(studio: BlindStudio) -> Flat:
    """Return a telephone message form, filled in by hand."""
    rng = studio.rng
    canvas = studio.canvas(
        "sticky_note", (105, 140), rng.choice(((250, 200, 210), (255, 246, 190)))
    )
    face, bold = studio.font("serif")
    hand, ink = studio.font("hand")[0], rng.choice(INKS[:2])
    canvas.text(52, 12, "WHILE YOU WERE OUT", bold, 6.4, anchor="ms")
    rows: list[tuple[str, Parts]] = [
        ("For", ("Dr ", studio.doctor("initial"))), ("Date", (studio.day(), f"  {studio.clock()}")),
        ("Caller", (studio.relative(),)), ("Phone", (studio.phone(),)),
        ("About", (name(studio, ("full", "comma", "shortened")),)),
        ("DOB", (studio.birth(),)),
        ("Message", (rng.choice(("needs sick note", "rash again", "rx ran out", "pls ring")),)),
    ]  # fmt: skip
    for row, (label, value) in enumerate(rows):
        y = 30 + row * 15.5
        canvas.text(6, y, label, face, 4.0, GREY)
        canvas.line(26, y + 1.4, 99, y + 1.4, GREY, 0.2)
        scrawl(canvas, studio, 28, y, 69, value, hand, 8.4, ink)
    return canvas.done()


def beds(studio: BlindStudio) -> Flat:
    """Return a doctor's list of patients on a narrow leaf."""
    rng = studio.rng
    canvas = studio.canvas("sticky_note", (80, 130), rng.choice(((255, 255, 255), (210, 240, 250))))
    hand, ink = studio.font("hand")[0], rng.choice(INKS)
    for row in range(14):
        canvas.line(0, 12 + row * 9, 80, 12 + row * 9, (190, 206, 226), 0.25)
    scrawl(canvas, studio, 6, 11, 70, ("On call ", studio.day()), hand, 8, ink)
    for row in range(rng.randint(4, 6)):
        person = studio.new_patient()
        y = 29 + row * 18
        head = (f"{rng.randint(1, 28)}. ", name(studio, ("initial", "full", "comma", "shortened")))
        scrawl(canvas, studio, 5, y, 72, head, hand, 8, ink)
        task = rng.choice(("chase K+", "fluids", "fam mtg", "cannula", "TTO"))
        scrawl(canvas, studio, 14, y + 9, 62, (studio.age(), f"{person.sex} ", studio.mrn(),
               f" {task}"), hand, 6.6, ink)  # fmt: skip
    return canvas.done()


def leaf(studio: BlindStudio) -> Flat:
    """Return a square note in running words."""
    rng = studio.rng
    paper: Colour = rng.choice(((255, 170, 120), (200, 240, 150), (255, 240, 90), (226, 200, 250)))
    canvas = studio.canvas("sticky_note", (88, 88), paper)
    hand = studio.font("hand")[0]
    person = studio.patient
    given, family = studio.part(person.given), studio.part(person.family)
    texts: tuple[Parts, ...] = (
        ("Pls ring ", given, " ", family, " on ", studio.phone(), " - bloods back, wants to know",
         " by ", studio.day(2)),
        (studio.title(), " ", family, " moved to bed 9, daughter ", studio.relative(), " coming ",
         "at 3. Old notes under ", studio.mrn()),
        ("Login for portal: ", studio.of(Category.EMAIL, person.email), " tell ", given,
         " to reset. Seen ", studio.day()),
    )  # fmt: skip
    canvas.paragraph(6, 18, 76, rng.choice(texts), hand, 8.6, rng.choice(INKS), 1.55)
    return canvas.done()


def tape(studio: BlindStudio) -> Flat:
    """Return a strip of paper tape as stuck on a drip or a denture pot."""
    canvas = studio.canvas("sticky_note", (130, 26), (246, 242, 226))
    hand = studio.font("hand")[0]
    put(
        canvas,
        5,
        11.5,
        118,
        (name(studio, ("caps", "full", "comma")), "  ", studio.birth()),
        hand,
        9,
        INKS[1],
    )
    put(canvas, 5, 22.5, 118, ("Bed 4  ", studio.mrn(), "  KCl 20mmol ", studio.clock()), hand, 7.4,
        INKS[1])  # fmt: skip
    return canvas.done()


DESIGNS = {"sticky_note": (message, beds, leaf, tape)}
