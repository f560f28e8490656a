"""Puts artefacts before the camera: one by itself, held in a hand, or a desk full of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from phiscan.synth import grounds, props
from phiscan.synth.apart.kinds import APART_KINDS
from phiscan.synth.apart.studio import ApartStudio
from phiscan.synth.artefacts import KINDS
from phiscan.synth.blind.kinds import BLIND_KINDS
from phiscan.synth.blind.studio import BlindStudio
from phiscan.synth.camera import VIEWS, View, expose
from phiscan.synth.canvas import Flat
from phiscan.synth.fonts import FontBook
from phiscan.synth.frame import Frame, Pose, turn
from phiscan.synth.outside.kinds import OUTSIDE_KINDS
from phiscan.synth.outside.studio import OutsideStudio
from phiscan.synth.reserve.kinds import RESERVE_KINDS
from phiscan.synth.reserve.studio import ReserveStudio
from phiscan.synth.sealed.kinds import SEALED_KINDS
from phiscan.synth.sealed.studio import SealedStudio
from phiscan.synth.studio import Kind, Studio
from phiscan.synth.truth import Mark


@dataclass(frozen=True)
class Shot:
    """What to photograph and how; `rotation_deg` turns the content clockwise by quarters.

    `fill` (share of the frame that the thing takes) overrides the view's.
    """

    kind: str
    view: str
    size_wh: tuple[int, int]
    rotation_deg: int = 0
    fill: float | None = None


@dataclass(frozen=True)
class Picture:
    """A finished photo: (H, W, 3) RGB and what is in it."""

    pixels: NDArray[np.uint8]
    marks: tuple[Mark, ...]
    clean: bool


FINEST_SCAN = 16.0
"""Pixels per mm of a scanner at 400 dpi: a small label does not fill the glass."""
MOST_HIDDEN = 0.9
"""A prop that would cover more than this (see Frame.hidden_by) is left out."""

Compose = Callable[[Studio, Shot, View], Frame]


@dataclass(frozen=True)
class Scene:
    """A kind of photo made of several things."""

    name: str
    compose: Compose
    views: tuple[str, ...] = ("desk", "desk", "hard")
    clean: bool = False


def take(shot: Shot, split: str, seed: str, fonts: FontBook) -> Picture:
    """Return the photo of a shot; the same arguments give the same photo.

    Raises KeyError for a kind or view that does not exist.
    """
    studio = studio_of(split, seed, fonts)
    view = VIEWS[shot.view]
    thing = SCENES.get(shot.kind) or kinds_of(split)[shot.kind]
    if isinstance(thing, Scene):
        frame, shine = thing.compose(studio, shot, view), True
    elif shot.view in ("screenshot", "plain"):
        frame, shine = _whole(thing, studio, shot), False
    else:
        frame, shine = _single(thing, studio, shot, view), thing.shiny
    marks = tuple(frame.marks())
    pixels = expose(frame.pixels, frame.glow, view, studio.noise, shine=shine)
    return Picture(pixels, marks, thing.clean)


def studio_of(split: str, seed: str, fonts: FontBook, px_per_mm: float = 10.0) -> Studio:
    """Return the studio that a split is drawn in."""
    if split == "blind":
        return BlindStudio(seed, fonts, px_per_mm)
    if split == "sealed":
        return SealedStudio(seed, fonts, px_per_mm)
    if split == "reserve":
        return ReserveStudio(seed, fonts, px_per_mm)
    if split == "apart":
        return ApartStudio(seed, fonts, px_per_mm)
    if split == "outside":
        return OutsideStudio(seed, fonts, px_per_mm)
    return Studio(split, seed, fonts, px_per_mm)


def kinds_of(split: str) -> Mapping[str, Kind]:
    """Return the kinds as a split draws them."""
    own = {"blind": BLIND_KINDS, "sealed": SEALED_KINDS, "reserve": RESERVE_KINDS,
           "apart": APART_KINDS, "outside": OUTSIDE_KINDS}  # fmt: skip
    return own.get(split, KINDS)


def views_of(kind: str) -> tuple[str, ...]:
    """Return the views a kind is seen in, the common ones more than once."""
    return (SCENES.get(kind) or KINDS[kind]).views


def _whole(kind: Kind, studio: Studio, shot: Shot) -> Frame:
    """Let the thing be the photo: a screenshot, an exported picture, a view without a frame."""
    studio.px_per_mm = 4.0 if shot.view == "screenshot" else _scale_to_fit(kind, studio, shot, 1.0)
    flat = kind.draw(studio).turned(shot.rotation_deg // 90)
    height, width = flat.alpha.shape
    frame = Frame(Pose((width, height), 1.0), np.zeros((height, width, 3), np.uint8))
    frame.warp(flat, np.eye(3))
    return frame


def _single(kind: Kind, studio: Studio, shot: Shot, view: View) -> Frame:
    rng = studio.rng
    shot = _held(kind, studio, shot)
    fill = shot.fill or rng.uniform(*view.fill)
    studio.px_per_mm = _scale_to_fit(kind, studio, shot, fill)
    item = kind.draw(studio)
    pose = _pose(studio, shot, view, studio.px_per_mm)
    name = "office" if shot.view == "hand" else rng.choice(kind.grounds)
    name = "scanner" if shot.view == "scan" else name
    frame = Frame(pose, _ground(name, studio, shot.size_wh))
    x0, y0, x1, y1 = item.focus
    wide, tall = x1 - x0, y1 - y0
    slack = np.array(shot.size_wh) / studio.px_per_mm
    turned = (tall, wide) if shot.rotation_deg % 180 else (wide, tall)
    room = np.maximum(0, slack - np.array(turned)) * 0.3
    at = room * studio.noise.uniform(-1, 1, 2) * (0 if shot.view == "scan" else 1)
    shadow = 0.0 if shot.view == "scan" else 0.4
    if shot.view == "hand":
        return _in_hand(
            frame, studio, item, float(at[0]) * 0.4, float(at[1]) * 0.3, shot.rotation_deg
        )
    off = np.array([item.size_mm[0] - x0 - x1, item.size_mm[1] - y0 - y1, 0.0]) / 2
    x, y, _ = turn(shot.rotation_deg) @ off
    frame.place(item, float(at[0] + x), float(at[1] + y), shot.rotation_deg, shadow)
    return frame


def _focus_wh(kind: Kind, studio: Studio, rotation_deg: int) -> tuple[float, float]:
    """Return width and height in mm of what the photo shows of the thing, as turned."""
    state, scale = studio.rng.getstate(), studio.px_per_mm
    studio.px_per_mm = 1.0
    x0, y0, x1, y1 = kind.draw(studio).focus
    studio.rng.setstate(state)
    studio.px_per_mm = scale
    wide, tall = x1 - x0, y1 - y0
    return (tall, wide) if rotation_deg % 180 else (wide, tall)


def _held(kind: Kind, studio: Studio, shot: Shot) -> Shot:
    """Turn the phone to suit the thing, as people mostly do."""
    wide, tall = _focus_wh(kind, studio, shot.rotation_deg)
    long_side, short_side = max(shot.size_wh), min(shot.size_wh)
    if studio.rng.random() < 0.8 or shot.view == "scan":
        size = (short_side, long_side) if tall > wide else (long_side, short_side)
        return replace(shot, size_wh=size)
    return shot


def _scale_to_fit(kind: Kind, studio: Studio, shot: Shot, fill: float) -> float:
    """Return the pixels per mm at which the thing takes `fill` of the frame."""
    wide, tall = _focus_wh(kind, studio, shot.rotation_deg)
    width, height = shot.size_wh
    scale = fill * min(width / wide, height / tall)
    return min(scale, FINEST_SCAN) if shot.view == "scan" else scale


def _pose(studio: Studio, shot: Shot, view: View, px_per_mm: float) -> Pose:
    rng = studio.rng
    return Pose(
        shot.size_wh,
        px_per_mm,
        rng.uniform(-view.roll_deg, view.roll_deg),
        rng.uniform(*view.tilt),
        rng.uniform(0, 360),
    )


def _ground(name: str, studio: Studio, size_wh: tuple[int, int]) -> NDArray[np.uint8]:
    if name == "scanner":
        return np.full((size_wh[1], size_wh[0], 3), studio.rng.randint(244, 255), np.uint8)
    return grounds.make_ground(studio.ground(name), studio.noise, *size_wh)


def _in_hand(
    frame: Frame, studio: Studio, item: Flat, x: float, y: float, rotation_deg: int
) -> Frame:
    """Hold a thing: fingers behind, the thumb over its lower edge."""
    skin = studio.rng.choice(props.SKINS)
    scale = studio.px_per_mm
    wide, tall = item.size_mm
    tall = wide if rotation_deg % 180 else tall
    low = y + tall / 2
    fingers = props.fingers(scale, skin, studio.noise)
    frame.place(fingers, x, low + 42, 0, 0.0)
    frame.place(item, x, y, rotation_deg, 0.3)
    thumb = props.thumb(scale, skin, studio.noise)
    spots = [(x + dx, low + dy, dx * -0.25) for dx in (-18, -8, 6, 16, 24) for dy in (43, 49)]
    best = min(spots, key=lambda spot: frame.hidden_by(thumb, *spot))
    frame.place(thumb, *best, 0.35)
    return frame


def _drop_in(frame: Frame, studio: Studio, item: Flat, spread: float = 0.8) -> None:
    """Put a prop where it hides least of what was laid before."""
    reach = np.array(frame.pose.size_wh) / frame.pose.px_per_mm / 2 * spread
    spots = []
    for _ in range(40):
        x, y = (studio.noise.uniform(-1, 1, 2) * reach).tolist()
        spots.append((x, y, float(studio.noise.uniform(-40, 40))))
    best = min(spots, key=lambda spot: frame.hidden_by(item, *spot))
    if frame.hidden_by(item, *best) < MOST_HIDDEN:
        frame.place(item, *best, 0.5)


def _desk_frame(
    studio: Studio, shot: Shot, view: View, wide_mm: float, names: tuple[str, ...]
) -> Frame:
    studio.px_per_mm = shot.size_wh[0] / wide_mm * (shot.fill or 1.0)
    pose = _pose(studio, shot, view, studio.px_per_mm)
    return Frame(pose, _ground(studio.rng.choice(names), studio, shot.size_wh))


def messy_desk(studio: Studio, shot: Shot, view: View) -> Frame:
    """Lay out a work place: a printout, a note, cards, a keyboard, coffee."""
    rng = studio.rng
    landscape = shot.size_wh[0] > shot.size_wh[1]
    frame = _desk_frame(
        studio, shot, view, rng.uniform(360, 420) if landscape else 310, ("wood", "laminate")
    )
    scale, quarter = studio.px_per_mm, shot.rotation_deg
    half = np.array(shot.size_wh) / scale / 2
    frame.place(
        props.keyboard(scale, studio.noise), half[0] * 0.2, -half[1] - 8, rng.uniform(-3, 3), 0.5
    )
    kinds = kinds_of(studio.split)
    main = kinds[rng.choice(("lab_report", "lab_report", "face_sheet", "letter"))].draw(studio)
    frame.place(main, -half[0] * 0.28, half[1] * 0.16, quarter + rng.uniform(-9, 9), 0.4)
    if rng.random() < 0.6:
        studio.new_patient()
    small = kinds[rng.choice(("sticky_note", "appointment_card", "badge", "insurance_card"))].draw(
        studio
    )
    frame.place(small, half[0] * 0.62, half[1] * 0.42, quarter + rng.uniform(-16, 16), 0.45)
    for prop in (props.mug, props.pen, props.phone):
        if rng.random() < 0.8:
            _drop_in(frame, studio, prop(scale, studio.noise))
    return frame


def lunch_with_charts(studio: Studio, shot: Shot, view: View) -> Frame:
    """Lay a lunch on the break room's table, with charts lying behind it."""
    rng = studio.rng
    frame = _desk_frame(studio, shot, view, rng.uniform(430, 520), ("wood", "cloth", "laminate"))
    half = np.array(shot.size_wh) / studio.px_per_mm / 2
    charts = kinds_of(studio.split)["chart_spines"].draw(studio)
    frame.place(
        charts,
        rng.uniform(-0.15, 0.15) * half[0],
        -half[1] * 0.52,
        shot.rotation_deg + rng.uniform(-5, 5),
        0.6,
    )
    scale, chance = studio.px_per_mm, studio.noise
    frame.place(
        props.plate(scale, chance), -half[0] * 0.2, half[1] * 0.52, rng.uniform(0, 360), 0.55
    )
    frame.place(
        props.cutlery(scale, chance), half[0] * 0.5, half[1] * 0.45, rng.uniform(-8, 8), 0.5
    )
    _drop_in(frame, studio, props.mug(scale, chance))
    return frame


def clean_lunch(studio: Studio, shot: Shot, view: View) -> Frame:
    """Lay the same table without charts."""
    rng, chance = studio.rng, studio.noise
    frame = _desk_frame(studio, shot, view, rng.uniform(380, 480), ("wood", "cloth", "tiles"))
    half = np.array(shot.size_wh) / studio.px_per_mm / 2
    scale = studio.px_per_mm
    frame.place(
        props.plate(scale, chance), -half[0] * 0.1, half[1] * 0.1, rng.uniform(0, 360), 0.55
    )
    frame.place(
        props.cutlery(scale, chance), half[0] * 0.55, half[1] * 0.1, rng.uniform(-8, 8), 0.5
    )
    _drop_in(frame, studio, props.mug(scale, chance))
    return frame


SCENES: dict[str, Scene] = {
    scene.name: scene
    for scene in (
        Scene("messy_desk", messy_desk),
        Scene("lunch_with_charts", lunch_with_charts),
        Scene("plate_of_food", clean_lunch, clean=True),
    )
}
ALL_KINDS = (*KINDS, *SCENES)
