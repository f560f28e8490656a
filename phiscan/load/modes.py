"""From any pixel layout to RGB, with further views where content can hide from the plain one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from phiscan.errors import UnsupportedError
from phiscan.types import Pixels

LOW_CONTRAST_LEVELS = 48
"""Below this span of gray levels a picture gets a stretched view; print needs about as much."""
_SAME_LEVELS = 2
"""Views that differ by no more than this show nothing new (rounding of the blend)."""


@dataclass(frozen=True)
class Rendering:
    """(H, W, 3) uint8 RGB as a viewer shows it, and same-sized further views."""

    pixels: Pixels
    views: tuple[Pixels, ...] = ()

    def turned(self, orientation: int) -> Rendering:
        """Return the rendering turned as EXIF orientation 1..8 says."""
        if orientation == 1:
            return self
        return Rendering(
            turn(self.pixels, orientation), tuple(turn(view, orientation) for view in self.views)
        )


def turn(pixels: Pixels, orientation: int) -> Pixels:
    """Turn and mirror (H, W, 3) pixels upright for EXIF orientation 1..8 (EXIF 3.0, 4.6.5)."""
    rotations = {3: cv2.ROTATE_180, 6: cv2.ROTATE_90_CLOCKWISE, 8: cv2.ROTATE_90_COUNTERCLOCKWISE}
    out: Any = pixels
    if orientation in rotations:
        out = cv2.rotate(pixels, rotations[orientation])
    elif orientation == 2:
        out = cv2.flip(pixels, 1)
    elif orientation == 4:
        out = cv2.flip(pixels, 0)
    elif orientation == 5:
        out = cv2.transpose(pixels)
    elif orientation == 7:
        out = cv2.rotate(cv2.transpose(pixels), cv2.ROTATE_180)
    return np.ascontiguousarray(out, dtype=np.uint8)


def render_image(image: Image.Image) -> Rendering:
    """Render a decoded Pillow image of any mode; not turned.

    Raises UnsupportedError for a mode that has no plain meaning as a picture.
    """
    mode = image.mode
    if mode in ("I", "F") or mode.startswith("I;16"):
        return render_deep(np.asarray(image))
    if mode == "LAB":
        return with_stretch(np.asarray(_lab_to_rgb(image), dtype=np.uint8))
    if mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        return render_alpha(np.asarray(image.convert("RGBA"), dtype=np.uint8))
    if mode not in ("RGB", "L", "P", "1", "CMYK", "YCbCr", "HSV", "RGBX"):
        raise UnsupportedError(f"pixels of a kind that is not supported ({mode})")
    return with_stretch(np.array(image.convert("RGB"), dtype=np.uint8))


def _lab_to_rgb(image: Image.Image) -> Image.Image:
    lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
    out = ImageCms.profileToProfile(image, lab, srgb, outputMode="RGB")
    if out is None:
        raise UnsupportedError("pixels of a kind that is not supported (LAB)")
    return out


def render_alpha(rgba: NDArray[np.uint8]) -> Rendering:
    """Render (H, W, 4) uint8 RGBA: on white as viewers do; on black and bare where they differ."""
    rgb, alpha = np.ascontiguousarray(rgba[..., :3]), rgba[..., 3]
    if alpha.min() == 255:
        return with_stretch(rgb)
    on_white, on_black = _blend(rgb, alpha, 255), _blend(rgb, alpha, 0)
    shown = with_stretch(on_white)
    views = list(shown.views)
    for view in (on_black, rgb):
        if all(_differs(view, other) for other in (on_white, *views)) and _has_content(view):
            views.append(view)
    return Rendering(on_white, tuple(views))


def _blend(rgb: Pixels, alpha: NDArray[np.uint8], ground: int) -> Pixels:
    weight = cv2.merge([alpha, alpha, alpha])
    shown = cv2.multiply(rgb, weight, scale=1 / 255)
    if ground:
        shown = cv2.add(shown, cv2.bitwise_not(weight))
    return np.asarray(shown, dtype=np.uint8)


def _differs(one: Pixels, other: Pixels) -> bool:
    return bool(cv2.absdiff(one, other).max() > _SAME_LEVELS)


def _has_content(view: Pixels) -> bool:
    """Whether anything at all is drawn in it: one flat colour shows nothing."""
    return bool((view.reshape(-1, 3).max(axis=0) - view.reshape(-1, 3).min(axis=0)).max() > 0)


def render_deep(values: NDArray[Any]) -> Rendering:
    """Render (H, W) or (H, W, 3) of more than 8 bits or floats: as viewers do, plus stretched.

    uint16 shows its high byte; floats within 0..1 are taken as 0..1; other ranges are stretched
    to their own span. NaN and infinity count as 0.
    """
    finite = np.nan_to_num(values.astype(np.float32), nan=0.0, posinf=0.0, neginf=0.0)
    low, high = float(finite.min()), float(finite.max())
    if values.dtype == np.uint16 or (low >= 0 and 255 < high <= 65535):
        plain = (finite / 257).astype(np.uint8)
    elif low >= 0 and high <= 1 and values.dtype.kind == "f":
        plain = np.round(finite * 255).astype(np.uint8)
    elif low >= 0 and high <= 255:
        plain = finite.astype(np.uint8)
    else:
        plain = _stretch(finite)
    shown, stretched = to_rgb(plain), to_rgb(_stretch(finite))
    # The last levels are where a deep picture hides what eight bits do not show.
    return Rendering(shown, (stretched,) if _differs(stretched, shown) else ())


def to_rgb(gray_or_rgb: NDArray[np.uint8]) -> Pixels:
    """Return (H, W, 3) from (H, W) or (H, W, 3) uint8, contiguous."""
    if gray_or_rgb.ndim == 2:
        return np.asarray(cv2.cvtColor(gray_or_rgb, cv2.COLOR_GRAY2RGB), dtype=np.uint8)
    return np.ascontiguousarray(gray_or_rgb)


def with_stretch(pixels: Pixels) -> Rendering:
    """Add a stretched view to (H, W, 3) uint8 pixels of very low contrast."""
    red, green, blue = cv2.split(pixels[:: _step(pixels.shape[0]), :: _step(pixels.shape[1])])
    gray = cv2.max(cv2.max(red, green), blue)
    low, high = np.percentile(gray, (0.1, 99.9))
    if high - low >= LOW_CONTRAST_LEVELS or not _has_content(pixels):
        return Rendering(pixels)
    return Rendering(pixels, (_stretch(pixels.astype(np.float32)),))


def _step(length: int) -> int:
    return max(1, length // 500)


def _stretch(values: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Map the span between the outermost thousandths to 0..255."""
    sample = values[:: _step(values.shape[0]), :: _step(values.shape[1])]
    low, high = (float(p) for p in np.percentile(sample, (0.1, 99.9)))
    if high <= low:
        low, high = float(values.min()), float(values.max())
    scale = 255.0 / (high - low) if high > low else 0.0
    return np.asarray(np.clip((values - low) * scale, 0, 255), dtype=np.uint8)


def render_array(array: NDArray[Any], order: str) -> Rendering:
    """Render a caller's array: (H, W), (H, W, 1), (H, W, 3) or (H, W, 4), RGB(A) or BGR(A).

    uint8, bool, uint16, and floats (0..1, or 0..255 when the largest value is over 1). Raises
    UnsupportedError with wanted versus got for any other shape, type or range.
    """
    values = _checked(array)
    if order == "bgr" and values.ndim == 3:
        values = values[..., [2, 1, 0, 3][: values.shape[2]]]
    if values.ndim == 3 and values.shape[2] == 4:
        return render_alpha(_to_bytes(values))
    if values.dtype == np.uint16:
        return render_deep(values)
    return with_stretch(np.array(to_rgb(_to_bytes(values))))


def _checked(array: NDArray[Any]) -> NDArray[Any]:
    wanted = "wanted an array (H, W), (H, W, 3) or (H, W, 4)"
    values = array[..., 0] if array.ndim == 3 and array.shape[2] == 1 else array
    if values.ndim not in (2, 3) or (values.ndim == 3 and values.shape[2] not in (3, 4)):
        raise UnsupportedError(f"{wanted}, got shape {array.shape}")
    if values.dtype not in (np.uint8, np.uint16, np.bool_) and values.dtype.kind != "f":
        raise UnsupportedError(f"wanted uint8, uint16, bool or float pixels, got {array.dtype}")
    if values.dtype.kind == "f" and not _is_plain_range(values):
        raise UnsupportedError("wanted finite float pixels within 0..1 or 0..255")
    return values


def _is_plain_range(values: NDArray[Any]) -> bool:
    return bool(np.isfinite(values).all() and values.min() >= 0 and values.max() <= 255)


def _to_bytes(values: NDArray[Any]) -> NDArray[np.uint8]:
    if values.dtype == np.bool_:
        return np.asarray(values, dtype=np.uint8) * np.uint8(255)
    if values.dtype == np.uint16:
        return np.asarray(values // 257, dtype=np.uint8)
    if values.dtype.kind == "f":
        scale = 255.0 if values.max() <= 1 else 1.0
        return np.asarray(np.round(values * scale), dtype=np.uint8)
    return np.ascontiguousarray(values, dtype=np.uint8)
