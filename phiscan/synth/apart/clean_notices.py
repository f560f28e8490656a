"""Notices of no patient: posters, timetables, a museum's label, a shop's door."""

from __future__ import annotations

from phiscan.synth.apart.form import HUES, PALES, SLATE
from phiscan.synth.apart.studio import ApartStudio
from phiscan.synth.canvas import Colour, Flat
from phiscan.synth.layout import WHITE, put

NOTICES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "WASH YOUR HANDS",
        ("Wet, soap, scrub 20 seconds", "Rinse and dry", "Turn the tap off with a towel"),
    ),
    (
        "LOST CAT",
        ("Gray tabby, white feet, answers to Pixel", "Last seen near the park", "Reward!"),
    ),
    ("QUIET PLEASE", ("Exams in progress", "No phones beyond this door", "Thank you")),
    ("YARD SALE", ("Saturday 8 - 2", "Tools, toys, two bicycles", "Cash only, rain or shine")),
    ("FLU SHOTS HERE", ("Walk in, no appointment", "Bring your insurance card", "Ages 3 and up")),
    ("STAFF ONLY", ("Badge required", "Tailgating is not permitted", "Security is on camera")),
    ("Clases de inglés", ("Lunes y miércoles 18:30", "Biblioteca pública", "Gratis")),
)


def notice(s: ApartStudio) -> Flat:
    """Return a notice: a coloured head, a few lines, whom to ring."""
    c = s.canvas(
        "poster",
        s.rng.choice(((210, 297), (279, 216), (300, 420))),
        s.rng.choice((WHITE, *PALES, (255, 236, 90))),
    )
    wide, tall = c.size_mm
    faces, hue = s.font(s.rng.choice(("sans", "narrow", "serif"))), s.rng.choice(HUES)
    title, lines = s.rng.choice(NOTICES)
    c.box(0, 0, wide, tall * 0.26, fill=hue)
    c.text(
        wide / 2,
        tall * 0.17,
        faces[1].spell(title),
        faces[1],
        c.fit((title,), faces[1], wide * 0.12, wide * 0.88),
        WHITE,
        "ms",
    )
    for row, line in enumerate(lines):
        put(c, wide * 0.08, tall * (0.4 + 0.11 * row), wide * 0.84, (line,), faces[0], wide * 0.058)
    foot = f"{s.write_date(s.seen(20))}   {s.public_phone()}   {s.public_place()}"
    put(c, wide * 0.08, tall * 0.86, wide * 0.84, (foot,), faces[0], wide * 0.036, SLATE)
    return c.done()


def departures(s: ApartStudio) -> Flat:
    """Return a timetable at a stop."""
    c = s.canvas("poster", (210, 297), WHITE)
    faces, hue = s.font(s.rng.choice(("sans", "narrow"))), s.rng.choice(HUES)
    c.box(0, 0, 210, 40, fill=hue)
    put(
        c,
        12,
        26,
        130,
        (s.rng.choice(("Airport - Ferry Quay", "Mill Road", "North Station")),),
        faces[1],
        12,
        WHITE,
    )
    c.text(186, 29, str(s.rng.randint(2, 98)), faces[1], 20, WHITE, "ms")
    for column, head in enumerate(("Monday - Friday", "Saturday", "Sunday")):
        c.text(14 + column * 64, 52, head, faces[1], 5)
    for row in range(17):
        y = 62 + row * 12
        if row % 2:
            c.box(10, y - 8, 200, y + 4, fill=(236, 240, 244))
        for column in range(3):
            minutes = "  ".join(
                f"{m:02d}" for m in sorted(s.rng.sample(range(0, 60, 4), 4 - column))
            )
            put(c, 14 + column * 64, y, 56, (f"{6 + row:02d}  {minutes}",), faces[0], 5)
    put(
        c,
        14,
        276,
        180,
        (
            f"Valid from {s.write_date(s.seen())}. Not on public holidays. Travel line "
            f"{s.public_phone()}",
        ),
        faces[0],
        4,
        SLATE,
    )
    return c.done()


WORKS = (
    ("Still Life with Pears", "oil on canvas", "1887"),
    ("Woman at a Loom", "tempera on panel", "c. 1410"),
    ("Harbor, Low Tide", "watercolor", "1932"),
    ("Untitled (Red Ladder)", "steel, enamel", "1979"),
)
PAINTERS = (
    "Clara Voss",
    "Master of the Reeds",
    "J. B. Allardyce",
    "Ines Carvalho",
    "Unknown artist",
)


def museum_label(s: ApartStudio) -> Flat:
    """Return the label beside a work in a museum."""
    papers: tuple[Colour, ...] = (WHITE, (250, 248, 242), (40, 42, 46))
    paper = s.rng.choice(papers)
    c, dark = s.canvas("poster", (180, 120), paper), paper[0] < 80
    ink: Colour = (240, 240, 238) if dark else (30, 30, 32)
    faces = s.font(s.rng.choice(("serif", "sans")))
    title, medium, year = s.rng.choice(WORKS)
    put(c, 12, 22, 150, (s.rng.choice(PAINTERS),), faces[1], 8, ink)
    put(c, 12, 34, 150, (f"{title}, {year}",), faces[0], 7, ink)
    put(c, 12, 43, 150, (medium,), faces[0], 5.4, ink)
    text = (
        "The picture was shown once, in the artist's studio, and then sold to a dealer in "
        "Antwerp. The shadow at the left was painted over and came to light in cleaning.",
    )
    c.paragraph(12, 58, 154, text, faces[0], 5.6, ink)
    put(
        c,
        12,
        108,
        150,
        (
            f"Gift of the Friends of the Museum, acc. no. {s.rng.randint(1920, 1999)}."
            f"{s.rng.randint(2, 88)}",
        ),
        faces[0],
        4,
        ink,
    )
    return c.done()


def opening_hours(s: ApartStudio) -> Flat:
    """Return a business's door sign."""
    papers: tuple[Colour, ...] = (WHITE, (24, 40, 60), (250, 240, 220))
    paper = s.rng.choice(papers)
    c, dark = s.canvas("poster", (200, 260), paper), paper[0] < 80
    ink: Colour = (246, 246, 244) if dark else (30, 32, 36)
    faces, hue = (
        s.font(s.rng.choice(("sans", "serif"))),
        (240, 190, 80) if dark else s.rng.choice(HUES),
    )
    put(
        c,
        14,
        34,
        172,
        (
            s.rng.choice(
                (
                    "Oakley & Daughters Opticians",
                    "KWIK COPY",
                    "Riverside Vets",
                    "Barber 22",
                    s.rng.choice(s.region.pharmacies),
                )
            ),
        ),
        faces[1],
        13,
        hue,
    )
    for row, day in enumerate(
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    ):
        y = 66 + row * 20
        c.text(16, y, day, faces[0], 8, ink)
        c.text(184, y, "closed" if row == 6 else f"{s.rng.choice((8, 9, 10))}:00 - "
               f"{s.rng.choice((17, 18, 19))}:30", faces[0], 8, ink, "rs")  # fmt: skip
    put(c, 16, 224, 168, (f"Call {s.public_phone()}",), faces[1], 8, ink)
    put(c, 16, 242, 168, (s.public_place(),), faces[0], 6, ink)
    return c.done()


DESIGNS = {"poster": (notice, notice, departures, museum_label, opening_hours)}
