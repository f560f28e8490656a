"""Renders many labelled photos into a folder, with their truth.json."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random

import cv2

from phiscan.errors import UsageError
from phiscan.synth import files
from phiscan.synth.camera import VIEWS
from phiscan.synth.fonts import FOLDERS, FontBook
from phiscan.synth.scenes import ALL_KINDS, Shot, take, views_of
from phiscan.synth.truth import Mark, PhotoTruth, write_truth

SPLITS = ("tune", "test", "blind", "sealed", "reserve", "apart", "outside")
FORMATS = ("jpg", "png", "webp")
PHOTO_SIZE = (4032, 3024)


@dataclass(frozen=True)
class Job:
    """One photo to render, all that decides it: the same job gives the same file."""

    folder: Path
    name: str
    shot: Shot
    split: str
    seed: str
    fonts: tuple[Path, ...]


def plan(
    folder: Path,
    *,
    count: int,
    seed: int,
    split: str = "tune",
    kinds: Sequence[str] = (),
    views: Sequence[str] = (),
    size_wh: tuple[int, int] = PHOTO_SIZE,
    fmt: str = "jpg",
    fonts: Sequence[Path] = (),
) -> list[Job]:
    """Decide what to render: every kind equally often, views and turns by chance of the seed.

    Raises UsageError for an unknown split, kind, view or format.
    """
    _check("split", [split], SPLITS)
    _check("kind", kinds, ALL_KINDS)
    _check("view", views, tuple(VIEWS))
    _check("format", [fmt], FORMATS)
    rng = Random(f"plan {seed} {split}")
    chosen = [k for k in kinds or ALL_KINDS if not views or set(views) & set(views_of(k))]
    if not chosen:
        raise UsageError("None of these kinds is seen in these views.")
    jobs = []
    for index in range(count):
        if index % len(chosen) == 0:
            rng.shuffle(chosen)
        kind = chosen[index % len(chosen)]
        view = rng.choice([v for v in views_of(kind) if not views or v in views])
        shot = Shot(kind, view, size_wh, _quarter(rng, view))
        suffix = "png" if view == "screenshot" else fmt
        name = f"{index:05d}_{kind}_{view}.{suffix}"
        folders = tuple(fonts) or FOLDERS
        jobs.append(Job(folder, name, shot, split, f"{seed} {split} {index}", folders))
    return jobs


def _check(what: str, given: Sequence[str], known: Sequence[str]) -> None:
    for word in given:
        if word not in known:
            raise UsageError(f"Unknown {what} {word!r}; known: {', '.join(known)}")


def _quarter(rng: Random, view: str) -> int:
    upright = {"screenshot": 1.0, "plain": 1.0, "wall": 0.85, "scan": 0.8}.get(view, 0.7)
    return 0 if rng.random() < upright else rng.choice((90, 180, 270))


def make(job: Job) -> PhotoTruth:
    """Render one photo, write it, return its truth."""
    rng = Random(f"file {job.seed}")
    picture = take(job.shot, job.split, job.seed, FontBook(job.split, job.fonts))
    marks, pixels, exif = list(picture.marks), picture.pixels, None
    height, width = pixels.shape[:2]
    if job.shot.view != "screenshot" and job.name.endswith("jpg") and rng.random() < 0.3:
        orientation = rng.choice((1, 1, 3, 6, 6, 8))
        exif, said = files.camera_tags(
            rng, orientation, gps=not picture.clean and rng.random() < 0.3
        )
        pixels, marks = files.stored(pixels, orientation), marks + said
    quality = rng.randint(*VIEWS[job.shot.view].quality)
    files.write_photo(job.folder / job.name, pixels, quality=quality, exif=exif)
    return truth_of(job.name, (width, height), job.shot, marks, is_clean=picture.clean)


def truth_of(
    name: str, size_wh: tuple[int, int], shot: Shot, marks: Sequence[Mark], *, is_clean: bool
) -> PhotoTruth:
    """Return the truth of one photo of one page; `size_wh` is that of the upright photo."""
    return PhotoTruth(
        name, size_wh, shot.kind, shot.view, shot.rotation_deg, is_clean, tuple(marks)
    )


def make_all(jobs: Sequence[Job], processes: int = 1) -> Iterator[PhotoTruth]:
    """Render the jobs, in order, as they finish."""
    if processes <= 1:
        yield from map(make, jobs)
        return
    with ProcessPoolExecutor(processes, initializer=cv2.setNumThreads, initargs=(1,)) as pool:
        yield from pool.map(make, jobs, chunksize=1)


def render(jobs: Sequence[Job], *, seed: int, processes: int = 1) -> list[PhotoTruth]:
    """Render the jobs into their folder and write its truth.json."""
    photos = list(make_all(jobs, processes))
    if jobs:
        write_truth(jobs[0].folder / "truth.json", photos, seed=seed, split=jobs[0].split)
    return photos
