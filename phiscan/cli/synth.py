"""`phiscan synth`: render labelled photos of invented people."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from phiscan.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from phiscan.synth.truth import PhotoTruth


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{3,5})x(\d{3,5})", text)
    if not match:
        raise UsageError(f"--size: wanted WIDTHxHEIGHT in pixels such as 4032x3024, got {text!r}")
    return int(match[1]), int(match[2])


def _words(text: str | None) -> tuple[str, ...]:
    return tuple(w.strip() for w in (text or "").split(",") if w.strip())


@click.command(short_help="Render labelled photos of invented people.")
@click.option("--out", "folder", type=click.Path(path_type=Path), help="Folder to write into.")
@click.option("--count", default=20, show_default=True, type=click.IntRange(1), help="Photos.")
@click.option("--seed", default=1, show_default=True, help="Same seed and fonts, same photos.")
@click.option(
    "--split",
    default="tune",
    show_default=True,
    help="tune, test, blind, sealed or reserve: other designs.",
)
@click.option("--kinds", help="Only these kinds, by comma (see --list).")
@click.option("--views", help="Only these views, by comma: scan,desk,far,hard,hand,wall,...")
@click.option("--size", default="4032x3024", show_default=True, help="Pixels of a photo.")
@click.option("--format", "fmt", default="jpg", show_default=True, help="jpg, png or webp.")
@click.option(
    "--fonts", type=click.Path(exists=True, file_okay=False, path_type=Path), multiple=True,
    help="Look for fonts here instead of in the system's folders.",
)  # fmt: skip
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1), help="Processes.")
@click.option("--samples", is_flag=True, help="Render the project's sample images instead.")
@click.option("--list", "listing", is_flag=True, help="Name the kinds and their views, then stop.")
def command(
    folder: Path | None,
    count: int,
    seed: int,
    split: str,
    kinds: str | None,
    views: str | None,
    size: str,
    fmt: str,
    fonts: tuple[Path, ...],
    jobs: int,
    samples: bool,
    listing: bool,
) -> ExitCode:
    """Render photos with a truth.json that says what is in them, to try a policy on.

    Every person is invented. Needs the extra: pip install 'phiscan[synth]'.
    """
    if listing:
        return _list()
    if folder is None:
        raise UsageError("--out DIR is needed.")
    from phiscan.synth import render
    from phiscan.synth.truth import write_truth

    if samples:
        return _samples(folder)
    plan = render.plan(
        folder, count=count, seed=seed, split=split, kinds=_words(kinds), views=_words(views),
        size_wh=_size(size), fmt=fmt, fonts=fonts,
    )  # fmt: skip
    _prepare(folder)
    _note_fonts(split, fonts)
    photos = _rendered(render.make_all(plan, jobs), count)
    write_truth(folder / "truth.json", photos, seed=seed, split=split)
    labels = sum(m.category is not None for photo in photos for m in photo.marks)
    click.echo(f"{len(photos)} photos with {labels} labels and truth.json in {folder}")
    return ExitCode.CLEAN


def _rendered(photos: Iterator[PhotoTruth], count: int) -> list[PhotoTruth]:
    """Collect the photos as they come, with a bar on a terminal."""
    stderr = sys.stderr
    with click.progressbar(
        photos, count, "Rendering", file=stderr, hidden=not stderr.isatty()
    ) as bar:
        return list(bar)


def _prepare(folder: Path) -> None:
    """Make the folder; refuse one in which a truth.json would be overwritten."""
    if (folder / "truth.json").exists():
        raise UsageError("--out already holds a truth.json; give another folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"--out cannot be made: {error.strerror}") from error


def _note_fonts(split: str, fonts: tuple[Path, ...]) -> None:
    from phiscan.synth.fonts import FOLDERS, FontBook

    note = FontBook(split, fonts or FOLDERS).note
    if note:
        click.echo(note, err=True)


def _samples(folder: Path) -> ExitCode:
    from phiscan.synth import samples

    photos = samples.main(folder)
    click.echo(f"{len(photos)} samples with truth.json in {folder}")
    return ExitCode.CLEAN


def _list() -> ExitCode:
    from phiscan.synth.scenes import ALL_KINDS, views_of

    for kind in ALL_KINDS:
        click.echo(f"{kind:24} {', '.join(sorted(set(views_of(kind))))}")
    return ExitCode.CLEAN
