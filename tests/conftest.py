"""What several test folders share: tiny photos, a quick scanner, settings of their own."""

from __future__ import annotations

import io
import itertools
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

REPO = Path(__file__).resolve().parents[1]


@pytest.fixture
def png() -> Callable[..., bytes]:
    """Encode a small PNG of one colour."""

    def encode(colour: str, size_wh: tuple[int, int] = (64, 48)) -> bytes:
        stream = io.BytesIO()
        Image.new("RGB", size_wh, colour).save(stream, "PNG")
        return stream.getvalue()

    return encode


@pytest.fixture
def photos(tmp_path: Path, png: Callable[..., bytes]) -> Callable[..., Path]:
    """Write a one-colour PNG below tmp_path and return its path."""

    def write(name: str, colour: str = "white") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(png(colour))
        return path

    return write


def colour_scanner_class() -> type[Any]:
    """Return a Scanner that loads and decides for real and sees by colour instead of by model.

    Red holds a record number, orange a lone date, black breaks the engine, white nothing.
    """
    from phiscan._deadline import Deadline
    from phiscan.examination import Examination
    from phiscan.scanner import Scanner
    from phiscan.types import Category, Finding, PageInfo, Photo

    corners = ((2.0, 2.0), (30.0, 2.0), (30.0, 12.0), (2.0, 12.0))
    seen = {(255, 0, 0): Category.MRN, (255, 165, 0): Category.DATE}

    class ColourScanner(Scanner):
        looks = 0

        def examine_photos(self, photos: Sequence[Photo], deadline: Deadline) -> list[Examination]:
            type(self).looks += len(photos)
            return [self.seen_in(photo) for photo in photos]

        def seen_in(self, photo: Photo) -> Examination:
            colour = tuple(int(v) for v in photo.pixels[0, 0])
            if colour == (0, 0, 0):
                raise RuntimeError("MRN 00882291 in a library's message")
            category = seen.get(colour)
            found = ()
            if category is not None:
                found = (
                    Finding(category, 0.9, "a label stands before it", "colour", corners,
                            page=photo.page, text="00882291"),
                )  # fmt: skip
            return Examination((PageInfo(photo.page, photo.size_wh),), found)

    return ColourScanner


@pytest.fixture
def colour_scanner() -> type[Any]:
    """A fresh ColourScanner class; `looks` counts the pages it was asked to look at."""
    return colour_scanner_class()


@pytest.fixture
def sees_colours(monkeypatch: pytest.MonkeyPatch, colour_scanner: type[Any]) -> type[Any]:
    """Put the ColourScanner in place of the real one for every command."""
    import phiscan.scanner

    monkeypatch.setattr(phiscan.scanner, "Scanner", colour_scanner)
    return colour_scanner


@pytest.fixture(scope="session")
def new_home(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Make an empty folder at each call; mktemp itself reads through all that it made before."""
    homes, numbers = tmp_path_factory.mktemp("homes"), itertools.count()

    def make() -> Path:
        home = homes / str(next(numbers))
        home.mkdir()
        return home

    return make


@pytest.fixture(autouse=True)
def own_settings(new_home: Callable[[], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep tests away from the user's cache, configuration and keys."""
    for name in [n for n in os.environ if n.startswith("PHISCAN_")]:
        monkeypatch.delenv(name)
    home = new_home()
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))


Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def run_phiscan() -> Run:
    """Run the real command in a process of its own; both outputs come back as bytes."""

    def run(*args: str | Path, **settings: Any) -> subprocess.CompletedProcess[bytes]:
        env = {**os.environ, "PYTHONPATH": str(REPO), **settings.pop("env", {})}
        settings.setdefault("stdin", None if "input" in settings else subprocess.DEVNULL)
        if settings["stdin"] is None:
            del settings["stdin"]
        return subprocess.run(
            [sys.executable, "-m", "phiscan", *map(str, args)],
            capture_output=True,
            timeout=120,
            check=False,
            env=env,
            **settings,
        )

    return run
