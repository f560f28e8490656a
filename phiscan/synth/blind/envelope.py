"""Envelopes: a window with the address, a padded one with a courier's label, an internal one."""

from __future__ import annotations

from phiscan.synth.blind.form import name
from phiscan.synth.blind.studio import BlindStudio
from phiscan.synth.canvas import Colour, Flat
from phiscan.synth.layout import GREY, WHITE, Parts, put, scrawl
from phiscan.types import Category


def private(studio: BlindStudio) -> Flat:
    """Return a long envelope marked private, the sender along the foot."""
    rng = studio.rng
    canvas = studio.canvas("envelope", (229, 114), rng.choice(((252, 252, 252), (236, 226, 206))))
    faces = studio.font(rng.choice(("sans", "serif", "mono")))
    canvas.text(20, 22, "PRIVATE & CONFIDENTIAL", faces[1], 5.0)
    canvas.box(188, 10, 218, 26, outline=(60, 60, 60))
    canvas.text(203, 17, "POSTAGE", faces[0], 3.2, anchor="ms")
    canvas.text(203, 22, "PAID", faces[1], 3.6, anchor="ms")
    who = (f"{studio.title()} ", name(studio, ("full", "caps", "long")))
    lines: list[Parts] = [who, (studio.street(),), (studio.town(),)]
    if rng.random() < 0.3:
        lines.insert(1, ("c/o ", studio.relative()))
    for row, parts in enumerate(lines):
        put(canvas, 36, 48 + row * 8, 130, parts, faces[0], 5.6)
    back = ("If undelivered please return to: ", studio.hospital(), ", ", studio.office_place())
    put(canvas, 14, 106, 200, back, faces[0], 3.4, GREY)
    return canvas.done()


def courier(studio: BlindStudio) -> Flat:
    """Return a padded envelope with a courier's label: from and to with phones, a code."""
    paper: Colour = studio.rng.choice(((206, 170, 120), (240, 240, 240), (222, 196, 150)))
    canvas = studio.canvas("envelope", (240, 170), paper)
    faces = studio.font("narrow")
    canvas.box(60, 20, 200, 130, fill=WHITE)
    canvas.box(60, 20, 200, 34, fill=(20, 20, 20))
    canvas.text(64, 30, "SPECIMEN - DELIVER BY 0900", faces[1], 6.4, WHITE)
    canvas.run(64, 42, ("FROM ", studio.hospital(), "  ", studio.office_phone()), faces[0], 3.6)
    canvas.line(60, 46, 200, 46)
    canvas.text(64, 54, "TO / PATIENT HOME", faces[0], 3.4, GREY)
    rows: list[Parts] = [(name(studio, ("caps", "full", "comma_caps")),), (studio.street(),),
                         (studio.town(),), ("Ph ", studio.phone())]  # fmt: skip
    for row, parts in enumerate(rows):
        put(canvas, 64, 63 + row * 8.5, 128, parts, faces[1], 6.6)
    content = studio.patient.accession.replace(" ", "")
    canvas.barcode(70, 100, 110, 18, content, "Code128", Category.OTHER_ID)
    canvas.text(125, 127, studio.accession(), faces[0], 4.4, anchor="ms")
    return canvas.done()


def internal(studio: BlindStudio) -> Flat:
    """Return a brown internal envelope: rows written by hand, the last one current."""
    rng = studio.rng
    canvas = studio.canvas("envelope", (250, 176), (198, 160, 110))
    faces, hand = studio.font("sans"), studio.font("hand")[0]
    canvas.text(14, 16, "INTERNAL MAIL", faces[1], 7, (70, 46, 24))
    for row in range(5):
        canvas.line(14, 42 + 27 * row, 236, 42 + 27 * row, (110, 80, 46), 0.4)
    ink: Colour = rng.choice(((20, 24, 60), (24, 24, 24)))
    rows: list[Parts] = [("To: Dr ", studio.doctor("initial"), ", Radiology"),
            ("Re: ", name(studio, ("full", "comma"))),
            studio.numbered(), ("seen ", studio.day(), "  call ", studio.phone()),
            ("From: ", studio.colleague("full"))]  # fmt: skip
    for row, parts in enumerate(rows):
        scrawl(canvas, studio, 20, 38 + 27 * row, 206, parts, hand, 12, ink)
    return canvas.done()


DESIGNS = {"envelope": (private, courier, internal)}
