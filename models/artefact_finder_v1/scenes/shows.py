"""How a picture is shown: viewer, light box, window, film in a hand, phone, print; and decoys."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from phiscan.synth.canvas import Flat
from phiscan.synth.studio import Studio
from phiscan.synth.truth import Mark
from phiscan.types import Category
from scenes.pictures import Library, bare_ultrasound, crop, gray, ground, imaging, photo
from scenes.sheet import Sheet, any_colour, dark, pale, strong, texture, words

Pixels = NDArray[np.uint8]
RADIOLOGY = (Category.RADIOGRAPH, Category.RADIOGRAPH, Category.MEDICAL_IMAGING)


def _category(studio: Studio) -> Category:
    return studio.rng.choice(RADIOLOGY)


def _fitted(picture: Pixels, width: float, height: float) -> Pixels:
    """Return the picture scaled into a box."""
    factor = min(width / picture.shape[1], height / picture.shape[0])
    size = (max(4, int(picture.shape[1] * factor)), max(4, int(picture.shape[0] * factor)))
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA)


def montage(
    studio: Studio, library: Library, category: Category, size_wh: tuple[int, int]
) -> Pixels:
    """Return several pictures side by side on black, as slices are printed and shown."""
    rng = studio.rng
    columns, rows = rng.choice(((1, 2), (2, 1), (2, 2), (3, 2), (3, 3), (4, 3), (4, 4)))
    board = np.zeros((size_wh[1], size_wh[0], 3), np.uint8)
    wide, tall = size_wh[0] / columns, size_wh[1] / rows
    gap = rng.randint(0, 4)
    sources = [imaging(studio, library, category) for _ in range(min(columns * rows, 3))]
    for row in range(rows):
        for column in range(columns):
            source = crop(studio, rng.choice(sources), 0.7)
            cell = _fitted(source, wide - gap, tall - gap)
            y = int(row * tall + (tall - cell.shape[0]) / 2)
            x = int(column * wide + (wide - cell.shape[1]) / 2)
            board[y : y + cell.shape[0], x : x + cell.shape[1]] = cell
    return board


def film(studio: Studio, library: Library, category: Category | None = None) -> Flat:
    """Return a film or an exported picture, the whole of it marked."""
    category = category or _category(studio)
    if category is Category.MEDICAL_IMAGING and studio.rng.random() < 0.35:
        size = (studio.rng.randint(260, 420), studio.rng.randint(260, 420))
        picture = montage(studio, library, category, size)
    else:
        picture = imaging(studio, library, category)
    sheet = Sheet(studio, (picture.shape[1], picture.shape[0]), picture)
    sheet.mark_whole(category, "film")
    return sheet.done()


def stored_ultrasound(studio: Studio, library: Library) -> Flat:
    """Return an ultrasound picture and nothing round it: the whole photo is echoes."""
    picture = bare_ultrasound(studio, library)
    sheet = Sheet(studio, (picture.shape[1], picture.shape[0]), picture)
    sheet.mark_whole(Category.MEDICAL_IMAGING, "film")
    return sheet.done()


def light_box(studio: Studio, library: Library) -> Flat:
    """Return one or two films on a light box, or held against a window or a lamp."""
    rng = studio.rng
    count = rng.choice((1, 1, 1, 2, 3))
    films = [film(studio, library) for _ in range(count)]
    films = [f if f.alpha.shape[0] > 250 else scaled(f, 300 / f.alpha.shape[0]) for f in films]
    rim = rng.randint(6, 40)
    width = sum(f.alpha.shape[1] for f in films) + rim * (count + 1)
    height = max(f.alpha.shape[0] for f in films) + 2 * rim + rng.randint(0, 60)
    glass = rng.choice(((246, 250, 252), (255, 255, 250), (232, 240, 250), (250, 246, 230)))
    board = texture(studio, width, height, glass, 0.02)
    if rng.random() < 0.2:
        board = cv2.resize(photo(studio, library), (width, height)) // 2 + 120
    sheet = Sheet(studio, (width, height), board)
    if rng.random() < 0.7:
        frame, wide = any_colour(studio, 60, 220), rng.randint(2, max(3, rim // 2))
        sheet.draw.rectangle((0, 0, width - 1, height - 1), None, frame, wide)
    x = rim
    for item in films:
        shown = item.pixels.astype(np.float32) * rng.uniform(0.7, 0.95) + rng.uniform(5, 45)
        y = rng.randint(rim // 2, height - item.alpha.shape[0] - rim // 2)
        sheet.paste(np.clip(shown, 0, 255).astype(np.uint8), x, y)
        category = item.marks[0].category
        sheet.mark(category, x, y, x + item.alpha.shape[1], y + item.alpha.shape[0], "light box")
        x += item.alpha.shape[1] + rim
    return sheet.done(glows=True, lift=5)


def scaled(flat: Flat, factor: float) -> Flat:
    """Return a thing at another size."""
    size = (int(flat.alpha.shape[1] * factor), int(flat.alpha.shape[0] * factor))
    marks = [m.moved(m.polygon * factor) for m in flat.marks if m.polygon is not None]
    return Flat(
        cv2.resize(flat.pixels, size),
        cv2.resize(flat.alpha, size),
        1.0,
        marks,
        flat.glows,
        flat.lift_mm,
    )


def bare_film(studio: Studio, library: Library) -> Flat:
    """Return a film by itself with round corners, dark or letting the ground shine through."""
    rng = studio.rng
    item = film(studio, library)
    height, width = item.alpha.shape
    radius = rng.randint(0, 14)
    mask = Sheet(studio, (width, height), (0, 0, 0))
    mask.draw.rounded_rectangle((0, 0, width - 1, height - 1), radius, (255, 255, 255))
    item.alpha = np.asarray(mask.image)[..., 0].copy()
    if rng.random() < 0.4:  # reflects the room instead of being lit from behind
        pixels = item.pixels.astype(np.float32) * rng.uniform(0.3, 0.7) + rng.uniform(10, 50)
        item.pixels = np.clip(pixels, 0, 255).astype(np.uint8)
    elif rng.random() < 0.4:
        level = item.pixels.mean(2)
        item.alpha = np.minimum(item.alpha, 255 - level * rng.uniform(0.2, 0.6)).astype(np.uint8)
    return item


def print_out(studio: Studio, library: Library) -> Flat:
    """Return a page, a book or a poster with pictures printed on it."""
    rng = studio.rng
    size = (rng.randint(260, 340), rng.randint(340, 440))
    sheet = Sheet(studio, size, pale(studio))
    y = size[1] * rng.uniform(0.05, 0.2)
    sheet.lines((20, 8, size[0] - 20, y), 8, dark(studio))
    for _ in range(rng.randint(1, 2)):
        category = _category(studio)
        width = size[0] * rng.uniform(0.4, 0.9)
        picture = _fitted(imaging(studio, library, category), width, size[1] * 0.42)
        x = rng.uniform(10, max(11, size[0] - picture.shape[1] - 10))
        if y + picture.shape[0] > size[1] - 10:
            break
        sheet.paste(picture, round(x), round(y))
        sheet.mark(category, x, y, x + picture.shape[1], y + picture.shape[0], "print")
        y += picture.shape[0] + 12
    if y < size[1] - 20:
        sheet.lines((20, y, size[0] - 20, size[1] - 8), 8, dark(studio))
    sheet.marks.insert(
        0, Mark(None, np.array([[0, 0], [size[0], 0], size, [0, size[1]]], np.float64), "document")
    )
    return sheet.done()


# -- What a screen shows --------------------------------------------------------------------------


def viewer(studio: Studio, library: Library, size_wh: tuple[int, int]) -> Sheet:
    """Return a viewing program: tool bars, panels, thumbnails, one or more pictures."""
    rng = studio.rng
    width, height = size_wh
    is_dark = rng.random() < 0.75
    tone = rng.randint(0, 50) if is_dark else rng.randint(190, 250)
    sheet = Sheet(studio, size_wh, (tone, tone, min(255, tone + rng.randint(0, 12))))
    ink = (rng.randint(170, 240),) * 3 if is_dark else (rng.randint(0, 80),) * 3
    panel = tuple(int(np.clip(tone + rng.choice((-14, 16, 24)), 0, 255)) for _ in range(3))
    top = height * rng.choice((0, rng.uniform(0.03, 0.12)))
    left = width * rng.choice((0, 0, rng.uniform(0.05, 0.25)))
    right = width - width * rng.choice((0, 0, rng.uniform(0.05, 0.28)))
    low = height - height * rng.choice((0, 0, rng.uniform(0.03, 0.15)))
    for box in (
        (0, 0, width, top),
        (0, top, left, height),
        (right, top, width, height),
        (0, low, width, height),
    ):
        if box[2] - box[0] > 6 and box[3] - box[1] > 6:
            _panel(studio, sheet, box, (panel[0], panel[1], panel[2]), ink)
    area = (int(left) + 2, int(top) + 2, int(right) - 2, int(low) - 2)
    _viewports(studio, library, sheet, area)
    return sheet


def _panel(
    studio: Studio,
    sheet: Sheet,
    box: tuple[float, float, float, float],
    fill: tuple[int, int, int],
    ink: tuple[int, ...],
) -> None:
    rng = studio.rng
    x0, y0, x1, y1 = box
    sheet.draw.rectangle(box, fill)
    step = rng.uniform(8, 18)
    if x1 - x0 > y1 - y0:
        for x in np.arange(x0 + 4, x1 - step, step * 1.4):
            if rng.random() < 0.6:
                tone = any_colour(studio, 60, 230)
                sheet.draw.rounded_rectangle(
                    (x, y0 + 3, x + step * 0.8, max(y0 + 5, y1 - 3)), 2, tone
                )
        if rng.random() < 0.6:
            sheet.text(
                x0 + (x1 - x0) * rng.uniform(0.1, 0.6),
                y1 - 3,
                words(studio, 4),
                min(10, max(6, (y1 - y0) * 0.6)),
                (ink[0], ink[1], ink[2]),
                "sans",
            )
    elif rng.random() < 0.5:
        sheet.lines((x0 + 3, y0 + 3, x1 - 2, y1 - 3), 7, (ink[0], ink[1], ink[2]), "sans", 1.8)
    else:
        for y in np.arange(y0 + 4, y1 - 20, (x1 - x0) * 0.9 + 4):
            sheet.draw.rectangle((x0 + 3, y, x1 - 3, y + (x1 - x0) * 0.8), None, any_colour(studio))


def _viewports(
    studio: Studio, library: Library, sheet: Sheet, area: tuple[int, int, int, int]
) -> None:
    """Fill the area with pictures of one or two categories; each category's region is marked."""
    rng = studio.rng
    x0, y0, x1, y1 = area
    count = rng.choice((1, 1, 2)) if x1 - x0 > (y1 - y0) * 1.1 else 1
    wide = (x1 - x0) / count
    category = _category(studio)
    sheet.draw.rectangle(area, (0, 0, 0))
    for k in range(count):
        category = category if rng.random() < 0.7 else _category(studio)
        if category is Category.MEDICAL_IMAGING and rng.random() < 0.35:
            picture = montage(studio, library, category, (int(wide) - 2, y1 - y0))
        else:
            picture = _fitted(imaging(studio, library, category), wide - 2, y1 - y0)
        x = x0 + k * wide + (wide - picture.shape[1]) / 2
        y = y0 + (y1 - y0 - picture.shape[0]) / 2
        sheet.paste(picture, round(x), round(y))
        sheet.mark(category, x, y, x + picture.shape[1], y + picture.shape[0], "viewport")


def program(studio: Studio, library: Library, size_wh: tuple[int, int]) -> Sheet:
    """Return a program without radiology: chart, form, mail, code, web page, map, chat."""
    rng = studio.rng
    width, height = size_wh
    is_dark = rng.random() < 0.45
    page = (rng.randint(0, 45),) * 3 if is_dark else pale(studio)
    ink = (rng.randint(180, 240),) * 3 if is_dark else dark(studio)
    sheet = Sheet(studio, size_wh, page)
    bar = strong(studio) if rng.random() < 0.6 else any_colour(studio, 20, 240)
    if rng.random() < 0.8:
        sheet.draw.rectangle((0, 0, width, height * rng.uniform(0.03, 0.14)), bar)
    if rng.random() < 0.5:
        sheet.draw.rectangle((0, 0, width * rng.uniform(0.1, 0.25), height), any_colour(studio))
    for _ in range(rng.randint(2, 7)):
        x, y = rng.uniform(0, 0.7) * width, rng.uniform(0.1, 0.8) * height
        w, h = rng.uniform(0.15, 0.6) * width, rng.uniform(0.1, 0.5) * height
        box = (x, y, min(width - 3, x + w), min(height - 3, y + h))
        if box[2] - box[0] < 12 or box[3] - box[1] < 12:
            continue
        kind = rng.random()
        if kind < 0.55:
            sheet.lines(box, rng.uniform(6, 11), ink, "sans", rng.uniform(1.2, 2.2))
        elif kind < 0.7:
            sheet.draw.rounded_rectangle(
                box, rng.randint(0, 8), any_colour(studio), any_colour(studio)
            )
        elif kind < 0.85:
            _table(sheet, box, ink)
        else:
            sheet.paste(photo(studio, library), box[0], box[1], box[2] - box[0], box[3] - box[1])
    return sheet


def _table(sheet: Sheet, box: tuple[float, float, float, float], ink: tuple[int, ...]) -> None:
    x0, y0, x1, y1 = box
    tone = (ink[0], ink[1], ink[2])
    for y in np.arange(y0, y1, 11):
        sheet.draw.line((x0, y, x1, y), tone, 1)
        for k in range(4):
            sheet.text(
                x0 + (x1 - x0) * k / 4 + 2, y + 9, words(sheet.studio, 1)[:9], 7, tone, "sans"
            )


def television(studio: Studio, library: Library, size_wh: tuple[int, int]) -> Sheet:
    """Return a film, a game or the news: a photo, in colour or not, with captions."""
    rng = studio.rng
    picture = photo(studio, library)
    if rng.random() < 0.25:
        picture = gray(picture)
    sheet = Sheet(studio, size_wh, cv2.resize(picture, size_wh, interpolation=cv2.INTER_AREA))
    width, height = size_wh
    if rng.random() < 0.5:
        sheet.draw.rectangle((0, height * 0.82, width, height * 0.96), strong(studio))
        sheet.text(
            8, height * 0.92, words(studio, 5), height * 0.08, (255, 255, 255), "sans", bold=True
        )
    return sheet


def _content(studio: Studio, library: Library, size_wh: tuple[int, int], kind: str) -> Sheet:
    makers = {"viewer": viewer, "program": program, "television": television}
    return makers[kind](studio, library, size_wh)


def on_device(studio: Studio, library: Library, kind: str, *, in_hand: bool = False) -> Flat:
    """Return a monitor, laptop, tablet, phone or set showing a viewer, a program or television."""
    rng = studio.rng
    ratios = (9 / 19, 9 / 16, 3 / 4, 19 / 9, 4 / 3)
    ratios = ratios if in_hand else (16 / 9, 16 / 10, 4 / 3, 9 / 19, 3 / 4, 10 / 16)
    ratio = rng.choice(ratios)
    long_side = rng.randint(330, 420)
    size = (long_side, int(long_side / ratio)) if ratio > 1 else (int(long_side * ratio), long_side)
    size = (max(size[0], 120), max(size[1], 120))
    shown = _content(studio, library, size, kind)
    is_hand_held = in_hand or ratio < 1 or rng.random() < 0.2
    rim = long_side * (rng.uniform(0.01, 0.05) if is_hand_held else rng.uniform(0.012, 0.06))
    chin = rim * rng.choice((1.0, 1.0, rng.uniform(1, 4)))
    body = (rng.randint(8, 60),) * 3 if rng.random() < 0.75 else any_colour(studio, 120, 245)
    extra = 0 if is_hand_held else int(long_side * rng.choice((0, rng.uniform(0.1, 0.3))))
    whole = (int(size[0] + 2 * rim), int(size[1] + rim + chin) + extra)
    sheet = Sheet(studio, whole, body)
    bottom = whole[1] - extra
    radius = rim * rng.uniform(0.2, 2) if is_hand_held else rim * 0.3
    mask = Sheet(studio, whole, (0, 0, 0))
    mask.draw.rounded_rectangle((0, 0, whole[0] - 1, bottom - 1), radius, (255, 255, 255))
    if extra:
        _stand(studio, sheet, mask, bottom, body)
    screen = np.asarray(shown.image)
    if rng.random() < 0.5:
        screen = _waves(studio, screen)
    gain = rng.uniform(0.65, 1.1)
    sheet.paste(np.clip(screen * gain, 0, 255).astype(np.uint8), rim, rim)
    x, y = round(rim), round(rim)
    sheet.mark(Category.SCREEN, x, y, x + size[0], y + size[1], kind)
    sheet.marks += [
        m.moved(m.polygon + np.array([x, y])) for m in shown.marks if m.polygon is not None
    ]
    return sheet.done(np.asarray(mask.image)[..., 0].copy(), glows=True, lift=8)


def _stand(
    studio: Studio, sheet: Sheet, mask: Sheet, bottom: int, body: tuple[int, int, int]
) -> None:
    """Add a stand below, or a laptop's keyboard."""
    width, height = sheet.size_wh
    shade = tuple(int(v * 0.8) for v in body)
    if studio.rng.random() < 0.5:
        wide = width * studio.rng.uniform(0.08, 0.3)
        box = (width / 2 - wide / 2, bottom, width / 2 + wide / 2, height)
        sheet.draw.rectangle(box, (shade[0], shade[1], shade[2]))
        mask.draw.rectangle(box, (255, 255, 255))
        return
    mask.draw.rectangle((0, bottom, width, height), (255, 255, 255))
    sheet.draw.rectangle((0, bottom, width, height), any_colour(studio, 40, 220))
    pitch = (height - bottom - 8) / 5
    for row in range(5):
        for x in np.arange(width * 0.06, width * 0.92, pitch * 1.05):
            y = bottom + 5 + row * pitch
            tone = studio.noise.integers(10, 40)
            sheet.draw.rectangle((x, y, x + pitch * 0.85, y + pitch * 0.8), (int(tone),) * 3)


def _waves(studio: Studio, pixels: Pixels) -> Pixels:
    """Lay a photographed screen's own pattern over it."""
    rng = studio.rng
    ys, xs = np.mgrid[0 : pixels.shape[0], 0 : pixels.shape[1]].astype(np.float32)
    turn, pitch = rng.uniform(0, np.pi), rng.uniform(3, 26)
    phase = (xs * np.cos(turn) + ys * np.sin(turn)) * 2 * np.pi / pitch
    gain = 1 + rng.uniform(0.02, 0.12) * np.sin(
        phase[..., None] + np.arange(3) * rng.uniform(0, 1.5)
    )
    return np.clip(pixels * gain, 0, 255).astype(np.uint8)


def radiology_screen(studio: Studio, library: Library) -> Flat:
    """Return a device that shows radiology."""
    return on_device(studio, library, "viewer")


def other_screen(studio: Studio, library: Library) -> Flat:
    """Return a device that shows a program or television."""
    return on_device(studio, library, studio.rng.choice(("program", "television")))


def screenshot(studio: Studio, library: Library) -> Flat:
    """Return a viewer as a screenshot; no device is seen."""
    return viewer(studio, library, _screen_size(studio)).done()


def other_screenshot(studio: Studio, library: Library) -> Flat:
    """Return a program without radiology as a screenshot, light or dark: no X-ray."""
    return program(studio, library, _screen_size(studio)).done()


def _screen_size(studio: Studio) -> tuple[int, int]:
    ratio = studio.rng.choice((16 / 9, 16 / 10, 4 / 3, 9 / 19))
    return (440, int(440 / ratio)) if ratio > 1 else (int(440 * ratio), 440)


# -- What is mistaken for these -------------------------------------------------------------------


def framed(studio: Studio, library: Library) -> Flat:
    """Return a framed photo, a poster, a painting, a tile, a dark pane: no screen, no X-ray."""
    rng = studio.rng
    kind = rng.random()
    if kind < 0.6:
        picture = photo(studio, library)
        picture = gray(picture) if rng.random() < 0.5 else picture
    elif kind < 0.8:
        picture = ground(studio, 300, 240)
        picture = gray(picture) if rng.random() < 0.4 else picture
    else:
        picture = texture(studio, 300, 240, any_colour(studio, 0, 255), rng.uniform(0.02, 0.3))
    rim, mount = rng.choice((0, rng.randint(4, 40))), rng.choice((0, rng.randint(6, 40)))
    height, width = picture.shape[:2]
    size = (width + 2 * (rim + mount), height + 2 * (rim + mount))
    sheet = Sheet(studio, size, texture(studio, size[0], size[1], any_colour(studio), 0.06))
    sheet.draw.rectangle((rim, rim, size[0] - rim, size[1] - rim), pale(studio))
    sheet.paste(picture, rim + mount, rim + mount)
    if rng.random() < 0.25:
        sheet.text(
            size[0] / 2,
            size[1] * rng.uniform(0.2, 0.9),
            words(studio, 2).upper(),
            rng.uniform(12, 40),
            any_colour(studio),
            anchor="ms",
            bold=True,
        )
    return sheet.done(lift=3)


def negative_film(studio: Studio, library: Library) -> Flat:
    """Return photographic negatives or slides: dark, small, see-through, of ordinary things."""
    rng = studio.rng
    count = rng.randint(1, 5)
    sheet = Sheet(studio, (90 * count + 10, 84), (rng.randint(10, 40),) * 3)
    for k in range(count):
        picture = 255 - photo(studio, library)
        tint = np.array((1.0, 0.7, 0.45)) if rng.random() < 0.5 else np.array((1.0, 1.0, 1.0))
        picture = np.clip(picture * tint, 0, 255).astype(np.uint8)
        sheet.paste(picture, 10 + k * 90, 14, 80, 56)
        for x in range(k * 90, k * 90 + 90, 12):
            for y in (3, 76):
                sheet.draw.rectangle((x, y, x + 5, y + 5), (220, 220, 220))
    return sheet.done()
