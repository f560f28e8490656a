"""Puts things into a photo in perspective, lights it, and says where each of them is seen."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan.synth.canvas import Flat
from phiscan.synth.grounds import noise
from phiscan.synth.studio import Studio
from phiscan.synth.truth import Mark
from scenes.camera import shoot
from scenes.pictures import crop, gray, ground, load, photo
from scenes.pool import Pool
from scenes.sheet import any_colour, texture
from scenes.surfaces import surface

Pixels = NDArray[np.uint8]
Matrix = NDArray[np.float64]
CLASSES = ("wristband", "radiograph", "medical_imaging", "screen", "id_card", "document")
GRAIN = 4
"""Truth is kept at a quarter of the photo's size."""
LEAST_SEEN, LEAST_CELLS = 0.3, 9
"""Of what is less seen, or smaller in quarter-size cells, nothing is asked."""
_ASPECTS = (4 / 3, 4 / 3, 3 / 4, 3 / 4, 1.0, 16 / 9, 9 / 16, 3 / 2)


@dataclass(frozen=True)
class Seen:
    """One thing in the photo: its class, (h, w) bool mask at a quarter of the size.

    Where `is_asked` is false nothing is asked of the network there.
    """

    label: int
    mask: NDArray[np.bool_]
    is_asked: bool
    name: str = ""
    polygon: NDArray[np.float64] | None = None


@dataclass
class Scene:
    """The growing photo (h, w, 3) and what lies in it."""

    pixels: Pixels
    owner: NDArray[np.int16] = field(init=False)
    layers: list[list[tuple[Mark, NDArray[np.float64]]]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    whole_label: int | None = None
    """A class that the photo as a whole may or may not be counted as."""

    def __post_init__(self) -> None:
        height, width = self.pixels.shape[:2]
        self.owner = np.zeros((-(-height // GRAIN), -(-width // GRAIN)), np.int16)

    def place(
        self, flat: Flat, matrix: Matrix, gain: NDArray[np.float32], shadow: float, name: str = ""
    ) -> None:
        """Lay a thing by a homography from its pixels to the photo's; `gain` its (3,) light."""
        flat, matrix = _mip(flat, matrix)
        height, width = self.pixels.shape[:2]
        alpha = flat.alpha.astype(np.float32) / 255
        cover = cv2.warpPerspective(alpha, matrix, (width, height))
        if shadow > 0:
            self._cast(cover, shadow, flat.lift_mm)
        colour = flat.pixels.astype(np.float32) * (alpha[..., None] * gain)
        laid = cv2.warpPerspective(colour, matrix, (width, height))
        mixed = self.pixels * (1 - cover[..., None]) + laid
        self.pixels = np.clip(mixed, 0, 255).astype(np.uint8)
        small = cv2.resize(
            cover, (self.owner.shape[1], self.owner.shape[0]), interpolation=cv2.INTER_AREA
        )
        self.owner[small > 0.5] = len(self.layers) + 1
        marks = [
            (m, cv2.perspectiveTransform(m.polygon[None], matrix)[0])
            for m in flat.marks
            if m.polygon is not None
        ]
        self.layers.append(marks)
        self.names.append(name)

    def _cast(self, cover: NDArray[np.float32], strength: float, lift: float) -> None:
        away = np.float32([[1, 0, 1 + lift * 0.8], [0, 1, 1 + lift]])
        height, width = cover.shape
        soft = cv2.warpAffine(
            cv2.GaussianBlur(cover, (0, 0), 1.5 + lift * 0.7), away, (width, height)
        )
        self.pixels = (self.pixels * (1 - strength * soft[..., None])).astype(np.uint8)

    def seen(self) -> list[Seen]:
        """Return every marked thing, the ones of which too little is seen not asked for."""
        found = []
        for number, marks in enumerate(self.layers, start=1):
            for mark, polygon in marks:
                label = label_of(mark)
                if label is None:
                    continue
                area = np.zeros(self.owner.shape, np.uint8)
                cv2.fillPoly(
                    area, [np.round(polygon / GRAIN * 16 - 8).astype(np.int32)], 1, shift=4
                )
                mask = (area > 0) & (self.owner == number)
                whole = abs(_area(polygon)) / GRAIN**2
                count = int(mask.sum())
                if count == 0:
                    continue
                is_asked = count >= LEAST_SEEN * whole and count >= LEAST_CELLS
                found.append(Seen(label, mask, is_asked, self.names[number - 1], polygon))
        return found


def label_of(mark: Mark) -> int | None:
    """Return the class of a mark, None where it has none."""
    if mark.category is None:
        return CLASSES.index("document") if mark.artefact == "document" else None
    return CLASSES.index(mark.category.value) if mark.category.value in CLASSES else None


def _area(polygon: NDArray[np.float64]) -> float:
    x, y = polygon.T
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def _mip(flat: Flat, matrix: Matrix) -> tuple[Flat, Matrix]:
    """Return the thing shrunk to about the size it is shown at, so that it does not alias."""
    height, width = flat.alpha.shape
    corners = np.array([[[0, 0], [width, 0], [width, height], [0, height]]], np.float64)
    shown = abs(_area(cv2.perspectiveTransform(corners, matrix)[0]))
    factor = float(np.sqrt(shown / (width * height)))
    if factor > 0.75:
        return flat, matrix
    size = (max(4, round(width * factor)), max(4, round(height * factor)))
    alpha = cv2.resize(flat.alpha, size, interpolation=cv2.INTER_AREA)
    weight = flat.alpha[..., None].astype(np.float32) / 255
    colour = cv2.resize(flat.pixels * weight, size, interpolation=cv2.INTER_AREA)
    share = np.maximum(cv2.resize(weight[..., 0], size, interpolation=cv2.INTER_AREA), 1e-3)
    scale = np.diag([size[0] / width, size[1] / height, 1.0])
    marks = [
        m.moved(m.polygon * np.array([scale[0, 0], scale[1, 1]]))
        for m in flat.marks
        if m.polygon is not None
    ]
    pixels = np.clip(colour / share[..., None], 0, 255).astype(np.uint8)
    return Flat(pixels, alpha, 1.0, marks, flat.glows, flat.lift_mm), matrix @ np.linalg.inv(scale)


# -- Where things go ------------------------------------------------------------------------------


def _matrix(
    studio: Studio, flat: Flat, size_wh: tuple[int, int], share: float, bend: float
) -> Matrix:
    """Return a homography: any place and turn, `share` of the photo's longer side long."""
    rng, chance = studio.rng, studio.noise
    height, width = flat.alpha.shape
    scale = share * max(size_wh) / max(height, width)
    turn = (
        rng.uniform(0, 2 * np.pi) if rng.random() < 0.5 else rng.choice((0, 0, 1, 2, 3)) * np.pi / 2
    )
    turn += rng.gauss(0, 0.12)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)
    centred = (corners - corners.mean(0)) * scale * np.array([1, rng.uniform(0.85, 1.1)])
    c, s = np.cos(turn), np.sin(turn)
    placed = centred @ np.array([[c, s], [-s, c]])
    placed += chance.uniform(-bend, bend, (4, 2)) * min(height, width) * scale
    spread = 0.5 if share < 0.6 else 0.3
    at = np.array(size_wh) * (0.5 + chance.uniform(-spread, spread, 2))
    target = (placed + at).astype(np.float32)
    return cv2.getPerspectiveTransform(corners.astype(np.float32), target)


_SHARES = {
    "worn_band": (0.35, 2.2),
    "worn_decoy": (0.35, 2.2),
    "own_artefact": (0.4, 1.6),
    "worn_badge": (0.2, 0.9),
    "hand": (0.12, 0.6),
    "thing": (0.12, 0.6),
}


def _share(studio: Studio, kind: str, is_alone: bool) -> float:
    low, high = _SHARES.get(kind, (0.14, 1.25))
    low = max(low, high * 0.28) if is_alone else low
    return float(np.exp(studio.rng.uniform(np.log(low), np.log(high))))


def _light(studio: Studio, flat: Flat) -> NDArray[np.float32]:
    rng = studio.rng
    gain = rng.uniform(0.85, 1.15) if flat.glows else rng.uniform(0.6, 1.1)
    return np.array([gain * rng.uniform(0.95, 1.05) for _ in range(3)], np.float32)


def _put(scene: Scene, studio: Studio, kind: str, flat: Flat, is_alone: bool) -> None:
    height, width = scene.pixels.shape[:2]
    bend = studio.rng.choice((0.02, 0.08, 0.16))
    matrix = _matrix(studio, flat, (width, height), _share(studio, kind, is_alone), bend)
    shadow = studio.rng.uniform(0, 0.55) if studio.rng.random() < 0.8 else 0.0
    scene.place(flat, matrix, _light(studio, flat), shadow, kind)


def _size(studio: Studio, side: int) -> tuple[int, int]:
    aspect = studio.rng.choice(_ASPECTS)
    return (side, round(side / aspect)) if aspect >= 1 else (round(side * aspect), side)


def _backdrop(studio: Studio, pool: Pool, size: tuple[int, int]) -> Pixels:
    rng = studio.rng
    if rng.random() < 0.62:
        picture = photo(studio, pool.library)
        if rng.random() < 0.3:
            picture = cv2.GaussianBlur(picture, (0, 0), rng.uniform(1, 8))
    elif rng.random() < 0.1:
        picture = load(rng.choice(pool.library.faces()))
    elif rng.random() < 0.5:
        picture = ground(studio, size[0], size[1])
    elif rng.random() < 0.75:
        picture = surface(studio, size[0], size[1])
    else:
        picture = texture(studio, size[0], size[1], any_colour(studio), rng.uniform(0, 0.15))
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA)


def things(studio: Studio, pool: Pool, side: int) -> Scene:
    """Return a photo with one to five things in it."""
    rng = studio.rng
    scene = Scene(_backdrop(studio, pool, _size(studio, side)))
    count = rng.choice((1, 1, 1, 2, 2, 3, 4, 5))
    for _ in range(count):
        kind, flat = pool.draw("positive" if rng.random() < 0.72 else "decoy")
        _put(scene, studio, kind, flat, count == 1)
    for _ in range(rng.choice((0, 0, 0, 1, 2))):
        kind, flat = pool.draw("cover")
        _put(scene, studio, kind, flat, is_alone=False)
    return scene


def decoys(studio: Studio, pool: Pool, side: int) -> Scene:
    """Return a photo with nothing in it, or only with what is mistaken for something."""
    rng = studio.rng
    scene = Scene(_backdrop(studio, pool, _size(studio, side)))
    count = rng.choice((0, 1, 1, 2, 3))
    for _ in range(count):
        kind, flat = pool.draw("decoy")
        _put(scene, studio, kind, flat, count == 1)
    return scene


def whole(studio: Studio, pool: Pool, side: int) -> Scene:
    """Return a picture that is an artefact from edge to edge, or nearly."""
    rng = studio.rng
    kind, flat = pool.draw("whole")
    height, width = flat.alpha.shape
    border = rng.choice((0.0, 0.0, 0.0, rng.uniform(0, 0.12), -rng.uniform(0, 0.12)))
    factor = side / (max(height, width) * (1 + 2 * border))
    size = (
        max(48, round(width * (1 + 2 * border) * factor)),
        max(48, round(height * (1 + 2 * border) * factor)),
    )
    tone = rng.choice(((0, 0, 0), (0, 0, 0), (255, 255, 255), any_colour(studio)))
    ground_ = np.empty((size[1], size[0], 3), np.uint8)
    ground_[:] = tone
    scene = Scene(ground_)
    move = np.array(
        [[factor, 0, width * border * factor], [0, factor, height * border * factor], [0, 0, 1.0]]
    )
    if rng.random() < 0.15:
        turn = rng.gauss(0, 0.05)
        middle = np.array([[1, 0, size[0] / 2], [0, 1, size[1] / 2], [0, 0, 1.0]])
        c, s = np.cos(turn), np.sin(turn)
        move = (
            middle @ np.array([[c, -s, 0], [s, c, 0], [0, 0, 1.0]]) @ np.linalg.inv(middle) @ move
        )
    scene.place(flat, move, np.ones(3, np.float32), 0.0, kind)
    if kind in ("screenshot", "other_screenshot"):
        scene.whole_label = CLASSES.index("screen")
    return scene


def blank(studio: Studio, pool: Pool, side: int) -> Scene:
    """Return a full frame of gray, dark, plain, striped or textured nothing."""
    rng, chance = studio.rng, studio.noise
    size = _size(studio, side)
    width, height = size
    kind = rng.random()
    if kind < 0.3:
        picture = surface(studio, width, height)
    elif kind < 0.5:
        picture = gray(crop(studio, photo(studio, pool.library), 0.3))
        if rng.random() < 0.2:
            picture = 255 - picture
    elif kind < 0.6:
        picture = ground(studio, width, height)
        picture = gray(picture) if rng.random() < 0.7 else picture
    elif kind < 0.7:
        field_ = 0.5 + 0.3 * noise(
            chance, width, height, tuple(rng.uniform(1, 60) for _ in range(2)), 4
        )
        picture = np.clip(field_[..., None] * np.array(any_colour(studio, 20, 255)) * 1.6, 0, 255)
    elif kind < 0.8:
        picture = texture(studio, width, height, any_colour(studio), rng.uniform(0, 0.1))
    elif kind < 0.9:
        ramp = np.linspace(0, 1, width)[None, :, None]
        one, two = np.array(any_colour(studio)), np.array(any_colour(studio))
        picture = np.broadcast_to(one * ramp + two * (1 - ramp), (height, width, 3))
    else:
        pitch = rng.uniform(4, 50)
        phase = np.arange(width)[None] * rng.uniform(-1, 1) + np.arange(height)[
            :, None
        ] * rng.uniform(-1, 1)
        stripes = ((phase / pitch) % 1 < rng.uniform(0.2, 0.8))[..., None]
        picture = np.where(stripes, np.array(any_colour(studio)), np.array(any_colour(studio)))
    picture = cv2.resize(
        np.ascontiguousarray(picture, dtype=np.float32), size, interpolation=cv2.INTER_AREA
    )
    if rng.random() < 0.35:
        picture = picture * rng.uniform(0.08, 0.7)
    return Scene(np.clip(picture, 0, 255).astype(np.uint8))


LEAST_SIDE = 64
"""Some collections hold pictures of a few pixels, which show nothing."""


def everyday(studio: Studio, pool: Pool, side: int) -> Scene:
    """Return a real photo of a package, a code or people; it may show a page, too."""
    rng = studio.rng
    picture = load(rng.choice(pool.library.everyday()))
    while min(picture.shape[:2]) < LEAST_SIDE:
        picture = load(rng.choice(pool.library.everyday()))
    picture = crop(studio, picture, 0.6)
    picture = np.ascontiguousarray(np.rot90(picture, rng.choice((0, 0, 0, 1, 2, 3))))
    if rng.random() < 0.5:
        picture = np.ascontiguousarray(picture[:, ::-1])
    factor = side / max(picture.shape[:2])
    picture = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    scene = Scene(picture)
    scene.whole_label = CLASSES.index("document")
    if rng.random() < 0.35:
        kind, flat = pool.draw("positive" if rng.random() < 0.6 else "decoy")
        _put(scene, studio, kind, flat, is_alone=True)
    return scene


SCENES = ((things, 0.48), (decoys, 0.16), (whole, 0.13), (blank, 0.1), (everyday, 0.13))


def compose(pool: Pool, side: int) -> tuple[Pixels, list[Seen], int | None]:
    """Return a photo, what is in it, and the class that may or may not be the whole of it."""
    studio = pool.studio()
    make = studio.rng.choices([s for s, _ in SCENES], [w for _, w in SCENES])[0]
    scene = make(studio, pool, side)
    return shoot(studio, scene.pixels), scene.seen(), scene.whole_label


def single(studio: Studio, pool: Pool, side: int, kind: str, flat: Flat) -> Scene:
    """Return a photo of one given thing, now and then partly hidden."""
    scene = Scene(_backdrop(studio, pool, _size(studio, side)))
    _put(scene, studio, kind, flat, is_alone=True)
    if studio.rng.random() < 0.25:
        cover, item = pool.draw("cover")
        _put(scene, studio, cover, item, is_alone=False)
    return scene
