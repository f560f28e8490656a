"""X-ray films and viewers, ultrasound."""

from __future__ import annotations

from collections.abc import Sequence

from phiscan.synth import imaging
from phiscan.synth.artefacts.radiograph import exposed
from phiscan.synth.canvas import Canvas, Colour, Flat, Said, lit
from phiscan.synth.layout import Parts, joined, paste_strip, put, strip
from phiscan.synth.sealed.form import fields, lay
from phiscan.synth.sealed.studio import SealedStudio
from phiscan.synth.studio import Studio, studio_as
from phiscan.types import Category, Role

INKS: tuple[Colour, ...] = ((255, 255, 255), (240, 240, 160), (170, 220, 250), (200, 250, 200))
UPPER = ("caret", "comma_caps", "comma_full", "caps", "comma_mid", "slash")
VIEWS = ("ANKLE LAT", "CXR AP ERECT", "WRIST PA L", "PELVIS", "SHOULDER Y", "ABDO SUPINE")


def film(studio: Studio, wide_mm: float) -> Flat:
    """Return a picture with its text in one of this split's ways."""
    s = studio_as(SealedStudio, studio)
    shown = exposed(s, wide_mm, imaging.BODIES, s.rng.choice((_corners, _plate, _labels)))
    if s.rng.random() < 0.3:
        parts = (s.named(UPPER), "   ", s.birth())
        line = strip(
            s, parts, s.font("mono")[0], wide_mm * 0.028, wide_mm * 0.5, (0, 0, 0), INKS[0]
        )
        paste_strip(shown, line, s.rng.choice((1, 3)), wide_mm * 0.95, wide_mm * 0.3)
    return shown


def _corners(canvas: Canvas, studio: Studio) -> None:
    """Write blocks in all four corners, right ones ranged right."""
    s, (wide, tall) = studio_as(SealedStudio, studio), canvas.size_mm
    face, ink = s.font(s.rng.choice(("sans", "mono", "narrow")))[0], s.rng.choice(INKS)
    z = wide * s.rng.uniform(0.022, 0.032)
    blocks: list[list[Said | str]] = [
        [s.named(UPPER), s.mrn(), s.birth()],
        [s.hospital(), s.doctor("caret"), s.accession()],
        [s.day(), f"{s.clock()}", s.rng.choice(VIEWS)],
        ["kVp 70  mAs 3.2", "EI 1840", "W 4096 L 2048"],
    ]
    head, rest = blocks[0], blocks[1:]
    s.rng.shuffle(rest)
    order = [head, *rest]
    for number, lines in enumerate(order):
        right, low = number % 2, number // 2
        for row, part in enumerate(lines):
            y = tall - z * 1.4 * (len(lines) - row) if low else z * 1.5 * (row + 1)
            size = canvas.fit((part,), face, z, wide * 0.46)
            canvas.text(wide - z if right else z, y, part, face, size, ink, "rs" if right else "ls")


def _plate(canvas: Canvas, studio: Studio) -> None:
    """Expose a white plate with black text, sometimes by hand."""
    s, (wide, tall) = studio_as(SealedStudio, studio), canvas.size_mm
    faces = s.font(s.rng.choice(("sans", "hand", "serif")))
    room, high = wide * 0.4, wide * 0.2
    left, top = s.rng.choice(((0.01, 0.01), (0.58, 0.01), (0.3, 0.0), (0.58, 0.75)))
    x, y = left * wide, min(top * tall, tall - high - 2)
    canvas.box(x, y, x + room, y + high, fill=(214, 218, 222), radius=2)
    lay(
        canvas,
        s,
        x + 3,
        y + 3,
        room - 5,
        fields(s, "name mrn birth collected"),
        faces,
        high * 0.16,
        style=s.rng.choice(("colon", "leader")),
        down=high - 5,
    )
    canvas.text(
        wide * 0.9, tall * 0.55, s.rng.choice("LR"), s.font("sans")[1], wide * 0.08, INKS[0], "ms"
    )


def _labels(canvas: Canvas, studio: Studio) -> None:
    """Write labels with values down the left."""
    s, (wide, _tall) = studio_as(SealedStudio, studio), canvas.size_mm
    faces, ink = s.font(s.rng.choice(("narrow", "mono"))), s.rng.choice(INKS)
    rows = fields(s, "name birth mrn accession doctor collected", mixed=False)
    style = s.rng.choice(("colon", "above"))
    lay(canvas, s, wide * 0.02, wide * 0.02, wide * 0.44, rows, faces, wide * 0.028, style=style,
        ink=ink, pale=lit(ink, 0.75))  # fmt: skip


def viewer(s: SealedStudio) -> Flat:
    """Return a viewing program: thumbnails above, the picture, the order at the right."""
    c = s.canvas("radiograph", (520, 320), (16, 18, 22))
    faces, pale = s.font(s.rng.choice(("sans", "narrow"))), (184, 190, 198)
    put(c, 6, 11, 300, (s.named(UPPER), "  ", *s.numbered()), faces[1], 7, (250, 250, 250))
    put(c, 330, 11, 184, ("User ", s.colleague("full"), "  ", s.day()), faces[0], 5.4, pale)
    words = "birth age accession collected doctor account location phone"
    y = lay(
        c, s, 372, 24, 142, fields(s, words), faces, 6.4, down=150, ink=(236, 238, 240), pale=pale
    )
    report: Parts = ("No effusion. Compared with ", s.day(-200), ". Read by ", s.doctor("full"),
                     ", called to ", s.colleague("full"), f" {s.clock()}.")  # fmt: skip
    c.paragraph(372, y + 16, 140, report, faces[0], 6.2, pale, 1.5)
    return imaging.with_film(s, c, film(s, 260), s.rng.uniform(10, 90), 18, 296)


def _fan(s: SealedStudio, at: tuple[float, float, float, float]) -> Canvas:
    return imaging.sonogram(s, (330, 250), at)


def _measures(c: Canvas, s: SealedStudio, x: float, y: float) -> None:
    for row, text in enumerate(("CRL 48.2 mm = 11w4d", "AUA 11w3d", "LVEF 58 %", "Depth 14 cm")):
        c.text(x, y + row * 11, text, s.font("mono")[0], 6, (180, 230, 120))


def scan_top(s: SealedStudio) -> Flat:
    """Return a scan with two lines above and a site below."""
    c = _fan(s, (60, 36, 220, 196))
    face, bold = s.font(s.rng.choice(("sans", "mono", "narrow")))
    ink: Colour = s.rng.choice(INKS)
    put(c, 5, 12, 190, (s.named(UPPER),), bold, 8, ink)
    put(
        c,
        5,
        24,
        320,
        joined((s.numbered(), ("b. ", s.birth()), (s.day(), f" {s.clock()}"))),
        face,
        6.4,
        ink,
    )
    put(c, 210, 12, 115, (s.hospital(),), face, 6.4, (190, 194, 200))
    _measures(c, s, 6, 200)
    put(c, 190, 244, 136, ("sono: ", s.doctor("initial"), "  LMP ", s.day(-80)), face, 6, ink)
    c.region(Category.MEDICAL_IMAGING, 0, 0, 330, 250)
    return c.done()


def scan_side(s: SealedStudio) -> Flat:
    """Return a scan with a panel at the right, labels in a chance style."""
    c = _fan(s, (4, 20, 214, 200))
    faces, ink = s.font(s.rng.choice(("sans", "narrow"))), s.rng.choice(INKS)
    c.box(224, 0, 330, 250, fill=(36, 38, 44))
    lay(
        c,
        s,
        228,
        8,
        98,
        fields(s, "name mrn birth doctor accession collected"),
        faces,
        6.4,
        style=s.rng.choice(("above", "colon", "below")),
        down=150,
        ink=ink,
        pale=(170, 174, 182),
    )
    device: Sequence[Said | str] = ("SN ", s.of(Category.DEVICE_ID, s.patient.device))
    put(c, 228, 244, 98, device, faces[0], 5, (170, 174, 182))
    put(c, 228, 234, 98, ("AE ", Said("10.44.0." + str(s.rng.randint(2, 250)), Category.IP_ADDRESS,
        Role.UNKNOWN)), faces[0], 5, (170, 174, 182))  # fmt: skip
    _measures(c, s, 8, 208)
    c.region(Category.MEDICAL_IMAGING, 0, 0, 330, 250)
    return c.done()


SCANS = (scan_top, scan_side)


DESIGNS = imaging.designs(film, 330, viewer, SCANS)
