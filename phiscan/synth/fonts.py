"""Finds fonts on the machine; every family belongs to one split, so that tests share none."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

from phiscan.synth.font_families import FAMILIES as FAMILIES
from phiscan.synth.font_families import FONT_PACKAGES as FONT_PACKAGES

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".fonts",
    Path.home() / ".local/share/fonts",
    Path("/Library/Fonts"),
    Path("/System/Library/Fonts"),
    Path("C:/Windows/Fonts"),
)


_INSTEAD = {
    "narrow": ("narrow", "sans", "serif", "mono"),
    "sans": ("sans", "narrow", "serif", "mono"),
    "serif": ("serif", "sans", "mono"),
    "mono": ("mono", "sans", "serif"),
    "hand": ("hand", "serif", "sans", "mono"),
}
# Letters that no decomposition turns into a plain one.
_PLAIN = str.maketrans("đĐłŁøØəƏıßæÆœŒðÐþÞʻʼ’‘–", "dDlLoOeEisaAoOdDtT''''-")


@dataclass(frozen=True)
class Face:
    """One face of a family at any size; `path` None is Pillow's built-in font."""

    path: Path | None
    style: str

    def at(self, size_px: float) -> Font:
        """Return the font with an em of at most size_px pixels (6 at least)."""
        return _open(self.path, max(6, int(size_px)))

    def spell(self, text: str) -> str:
        """Return the text with letters this face cannot draw replaced by plain ones."""
        if text.isascii():
            return text
        return "".join(c if c.isascii() or _covers(self.path, c) else plain(c) for c in text)


def plain(text: str) -> str:
    """Return the text without diacritics.

    >>> plain("Łukasz Şen")
    'Lukasz Sen'
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=512)
def _open(path: Path | None, size_px: int) -> Font:
    if path is None:
        return ImageFont.load_default(size_px)
    return ImageFont.truetype(str(path), size_px)


@lru_cache(maxsize=4096)
def _covers(path: Path | None, char: str) -> bool:
    font = _open(path, 32)
    drawn = bytes(font.getmask(char))
    return any(drawn) and drawn != bytes(font.getmask("\U0010fffd"))


class FontBook:
    """The families of one split that this machine has, in a stable order."""

    def __init__(self, split: str, folders: Sequence[Path] = FOLDERS) -> None:
        found = _find_files(tuple(folders))
        self._faces: dict[str, list[tuple[Face, Face]]] = {}
        for family in FAMILIES:
            if family.split != split or family.regular not in found:
                continue
            regular = found[family.regular]
            bold = found.get(family.bold, regular)
            pair = (Face(regular, family.style), Face(bold, family.style))
            self._faces.setdefault(family.style, []).append(pair)

    @property
    def note(self) -> str | None:
        """What to tell the user when a style had to be replaced, or None."""
        missing = [style for style in _INSTEAD if style not in self._faces]
        if not missing:
            return None
        packages = " ".join(FONT_PACKAGES)
        return (
            f"No {', '.join(missing)} font of this split was found; another stands in. "
            f"For varied photos: apt-get install {packages}"
        )

    def family(self, style: str, pick: float) -> tuple[Face, Face]:
        """Return (regular, bold) of a style; `pick` 0..1 chooses among those installed."""
        for instead in _INSTEAD[style]:
            faces = self._faces.get(instead)
            if faces:
                return faces[min(int(pick * len(faces)), len(faces) - 1)]
        return Face(None, style), Face(None, style)


@lru_cache(maxsize=8)
def _find_files(folders: tuple[Path, ...]) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for folder in folders:
        if folder.is_dir():
            for path in sorted(folder.rglob("*.[ot]tf")):
                found.setdefault(path.name, path)
    return found
