"""Letters: a consultant's, a progress note, a referral by hand fax, an appointment letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from phiscan.synth.blind.form import fields, name, set_right
from phiscan.synth.blind.studio import BlindStudio
from phiscan.synth.canvas import Canvas, Colour, Flat, Said
from phiscan.synth.layout import GREY, Faces, Parts, put, sign
from phiscan.types import Category, Role


def _paragraphs(
    canvas: Canvas, x: float, y: float, width: float, texts: Sequence[Parts], faces: Faces,
    size: float,
) -> float:  # fmt: skip
    for parts in texts:
        y = canvas.paragraph(x, y, width, parts, faces[0], size) + size
    return y


def _family(studio: BlindStudio) -> Said:
    return studio.part(studio.patient.family)


def consultant(studio: BlindStudio) -> Flat:
    """Return a clinic letter: references, a heading with the patient, cc at the end."""
    rng, person = studio.rng, studio.patient
    canvas = studio.canvas("letter", (210, 297), studio.paper())
    faces = studio.font(rng.choice(("sans", "serif")))
    gp = studio.colleague("initial")
    canvas.text(190, 18, studio.hospital(), faces[1], 5.6, (30, 60, 110), "rs")
    canvas.text(190, 24.5, "Department of Cardiology", faces[0], 3.8, GREY, "rs")
    secretary = ("Secretary: ", studio.colleague("full"), "  Tel ", studio.office_phone())
    put(canvas, 108, 31, 82, secretary, faces[0], 3.4, GREY)
    refs = ("Our ref: ", studio.of(Category.OTHER_ID, person.accession), "    ", *studio.numbered())
    put(canvas, 20, 44, 120, refs, faces[0], 3.7)
    canvas.run(20, 50, ("Date dictated: ", studio.day(), "   Date typed: ", studio.day(3)),
               faces[0], 3.7)  # fmt: skip
    canvas.run(20, 62, ("Dr ", gp), faces[0], 4.0)
    put(canvas, 20, 68, 120, (studio.office_place(),), faces[0], 4.0)
    canvas.run(20, 82, ("Dear Dr ", replace(gp, text=gp.text.split(" ", 1)[1])), faces[0], 4.0)
    heading = ("Re: ", studio.title(), " ", name(studio, ("full", "caps", "long")), "   DOB: ",
               studio.birth())  # fmt: skip
    put(canvas, 20, 92, 170, heading, faces[1], 4.2)
    put(canvas, 20, 98, 170, (studio.address(),), faces[1], 4.2)
    texts: list[Parts] = [
        ("Diagnoses: 1. Paroxysmal atrial fibrillation. 2. Type 2 diabetes, diet controlled.",),
        ("I reviewed this pleasant ", studio.age(), " year old in clinic on ", studio.day(),
         ". ", studio.title(), " ", _family(studio), " tells me that the palpitations have settled",
         " since the dose was changed. On examination the pulse was 68 and regular."),
        ("I have suggested a further echocardiogram at ", studio.hospital(), " and will see ",
         studio.part(person.given), " again on ", studio.day(90), ". The contact number is ",
         studio.phone(), ". ", studio.title(), " ", _family(studio), " came with ",
         studio.relative(), ", the next of kin."),
    ]  # fmt: skip
    y = _paragraphs(canvas, 20, 109, 170, texts, faces, 4.0)
    canvas.text(20, y + 2, "Yours sincerely", faces[0], 4.0)
    sign(canvas, studio, 24, y + 17)
    canvas.run(20, y + 28, (studio.doctor("long"),), faces[1], 4.0)
    canvas.text(20, y + 34, "Consultant Cardiologist", faces[0], 3.8, GREY)
    copy = ("cc: ", studio.title(), " ", name(studio, ("full",)), ", ", studio.street(), ", ",
            studio.town())  # fmt: skip
    put(canvas, 20, y + 44, 170, copy, faces[0], 3.5)
    return canvas.done()


def progress_note(studio: BlindStudio) -> Flat:
    """Return a ward's progress note: a running head, headings in capitals, terse text."""
    rng, person = studio.rng, studio.patient
    canvas = studio.canvas("letter", (216, 279), studio.paper())
    faces = studio.font(rng.choice(("mono", "serif", "narrow")))
    put(canvas, 16, 14, 184, (name(studio, ("comma_caps", "comma_full")), "   ",
        *studio.numbered(), "   ", *studio.age_sex()), faces[1], 4.2)  # fmt: skip
    canvas.line(16, 17, 200, 17, width=0.4)
    canvas.text(108, 27, "PROGRESS NOTE - INTERNAL MEDICINE", faces[1], 4.6, anchor="ms")
    y = set_right(canvas, 16, 30, 150, fields(studio, "admitted account doctor location"), faces,
                  3.9, 6.4) + 10  # fmt: skip
    kin = studio.relative("full")
    texts: list[Parts] = [
        ("SUBJECTIVE: Pt ", studio.part(person.written("shortened")), " seen at bedside with "
         "daughter ", kin, ". Slept poorly, denies chest pain. ", studio.part(person.given),
         " ate half of breakfast. Daughter reachable at ", studio.phone(), "."),
        ("OBJECTIVE: T 37.1, HR 84, BP 128/76, SpO2 96 % on RA. Lungs with bibasilar crackles.",
         " Labs of ", studio.day(-1), " reviewed: K 3.9, Cr 1.1, WBC 9.8."),
        ("ASSESSMENT/PLAN: ", studio.age(), " yo admitted ", studio.day(-3), " with CHF",
         " exacerbation. Continue diuresis, daily weights. D/w Dr. ",
         studio.part(studio.clinician.family, studio.clinician, Role.CLINICIAN), " and with ",
         studio.colleague("full"), " RN. Discharge to home at ", studio.address(),
         " planned for ", studio.day(2), ". PCP ", studio.colleague("initial"), " to be called."),
    ]  # fmt: skip
    y = _paragraphs(canvas, 16, y, 184, texts, faces, 4.0)
    signed = ("Electronically signed: ", studio.doctor("comma"), ", MD  ", studio.day(), " ",
              studio.clock())  # fmt: skip
    put(canvas, 16, y + 6, 184, signed, faces[0], 3.6, GREY)
    return canvas.done()


def referral(studio: BlindStudio) -> Flat:
    """Return a referral on coloured paper: to and from in boxes, then the reason."""
    rng = studio.rng
    paper: Colour = rng.choice(((252, 240, 176), (214, 236, 214), (250, 222, 226), (255, 255, 255)))
    canvas = studio.canvas("letter", (216, 279), paper)
    faces = studio.font(rng.choice(("sans", "narrow")))
    canvas.text(16, 20, "REFERRAL", faces[1], 9)
    canvas.text(200, 20, studio.hospital(), faces[0], 4.2, GREY, "rs")
    for x, title, words in ((16, "TO", "doctor"), (112, "FROM", "doctor npi")):
        canvas.box(x, 28, x + 88, 58, outline=(60, 60, 64), radius=2)
        canvas.text(x + 3, 34, title, faces[1], 3.4, GREY)
        set_right(canvas, x, 35, 86, fields(studio, words), faces, 3.8, 7.0)
        canvas.run(x + 8, 55, ("Fax ", studio.office_phone()), faces[0], 3.6)
    canvas.box(16, 62, 200, 108, outline=(60, 60, 64), radius=2)
    set_right(canvas, 16, 63, 180, fields(studio, "name birth mrn address phone member"), faces,
              4.0, 7.0)  # fmt: skip
    texts: list[Parts] = [
        ("Reason: ", _family(studio), ", ", studio.part(studio.patient.given), " presents with"
         " right knee pain since ", studio.day(-40), ". X-ray shows moderate narrowing."),
        ("Please see and advise. Interpreter not needed. Preferred contact: ",
         studio.of(Category.EMAIL, studio.patient.email), " or evenings on ",
         studio.of(Category.PHONE, studio.patient.mobile), "."),
    ]  # fmt: skip
    y = _paragraphs(canvas, 16, 120, 184, texts, faces, 4.3)
    sign(canvas, studio, 120, y + 18, 11)
    canvas.run(120, y + 27, ("Date ", studio.day()), faces[0], 4.0)
    return canvas.done()


def appointment(studio: BlindStudio) -> Flat:
    """Return a letter to the patient in large print, the name over two lines in the address."""
    rng, person = studio.rng, studio.patient
    canvas = studio.canvas("letter", (210, 297))
    faces = studio.font(rng.choice(("sans", "serif")))
    put(canvas, 20, 22, 170, (studio.hospital(),), faces[1], 7, (0, 90, 160))
    put(canvas, 20, 29, 170, (studio.office_place(),), faces[0], 3.8, GREY)
    canvas.text(24, 52, studio.part(f"{person.given} {person.middle}".strip()), faces[0], 4.8)
    for row, said in enumerate((_family(studio), studio.street(), studio.town())):
        put(canvas, 24, 59 + 7 * row, 110, (said,), faces[0], 4.8)
    canvas.text(150, 52, studio.day(-14), faces[0], 4.4)
    put(canvas, 150, 59, 46, studio.numbered(), faces[0], 4.4)
    canvas.run(20, 96, ("Dear ", studio.title(), " ", _family(studio), ","), faces[0], 5.2)
    texts: list[Parts] = [
        ("Your appointment with ", studio.doctor("full"), " is on ", studio.day(), " at ",
         studio.clock(), " in Outpatients, Level 2."),
        ("Please bring this letter and your medicines. If ", studio.day(), " does not suit, ring ",
         studio.office_phone(), " or write to ",
         Said("bookings@clinic.example.org", Category.EMAIL), "."),
        ("Parents and carers of ", studio.part(person.given), " are welcome to attend.",),
    ]  # fmt: skip
    y = _paragraphs(canvas, 20, 108, 170, texts, faces, 5.2)
    canvas.text(20, y + 6, "Kind regards", faces[0], 5.2)
    canvas.run(20, y + 16, (studio.colleague("full"), ", Booking Office"), faces[0], 5.2)
    return canvas.done()


DESIGNS = {"letter": (consultant, progress_note, referral, appointment)}
