"""Makes sample_images/: `python -m phiscan.synth.samples [FOLDER]`. Every person is invented."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from phiscan.synth import files
from phiscan.synth.fonts import FontBook
from phiscan.synth.render import truth_of
from phiscan.synth.scenes import Shot, take
from phiscan.synth.truth import Mark, PhotoTruth, write_truth

SEED = 2
SPLIT = "tune"


@dataclass(frozen=True)
class Sample:
    """One sample: its file, what it shows, the seed that was chosen by looking."""

    file: str
    kind: str
    view: str
    seed: int
    size_wh: tuple[int, int] = (2000, 1500)
    rotation_deg: int = 0
    orientation: int = 0
    gps: bool = False
    fill: float | None = None


SAMPLES = (
    Sample("messy_desk.jpg", "messy_desk", "desk", 12, (2400, 1800), fill=1.15),
    Sample("lab_report.jpg", "lab_report", "desk", 3, (2400, 1800), fill=0.96),
    Sample("lunch_with_charts.jpg", "lunch_with_charts", "desk", 2),
    Sample("wristband.jpg", "wristband", "desk", 4, fill=0.92),
    Sample("xray_lightbox.jpg", "radiograph_lightbox", "wall", 4, fill=0.96),
    Sample("xray_monitor.jpg", "radiograph_monitor", "wall", 3, (2400, 1800), fill=0.95),
    Sample("whiteboard.jpg", "whiteboard", "wall", 1),
    Sample("ehr_screen.jpg", "ehr_screen", "wall", 2, (2400, 1800), fill=0.95),
    Sample("ehr_screenshot.png", "ehr_screenshot", "screenshot", 5),
    Sample("prescription_bottle.jpg", "prescription_label", "desk", 3, fill=0.8),
    Sample("specimen_tube.jpg", "specimen_label", "desk", 5, fill=0.85),
    Sample("insurance_card.jpg", "insurance_card", "hand", 2),
    Sample("sticky_note.jpg", "sticky_note", "desk", 4, (1600, 1200)),
    Sample("letter_turned_gps.jpg", "letter", "desk", 2, (2400, 1800), 0, 6, True, 0.94),
    Sample("clean_menu.jpg", "menu", "desk", 5),
    Sample("clean_landscape.jpg", "landscape", "plain", 1),
    Sample("clean_code_screen.jpg", "code_screen", "wall", 2),
    Sample("clean_empty_form.jpg", "empty_form", "desk", 3),
    Sample("clean_lunch.jpg", "plate_of_food", "desk", 3),
)
PDF = ("discharge.pdf", ("face_sheet", "letter", "lab_report"), (2125, 2750))


def make_sample(sample: Sample, folder: Path, fonts: FontBook) -> PhotoTruth:
    """Render one sample into the folder."""
    shot = Shot(sample.kind, sample.view, sample.size_wh, sample.rotation_deg, sample.fill)
    picture = take(shot, SPLIT, f"sample {sample.file} {sample.seed}", fonts)
    pixels, marks, exif = picture.pixels, list(picture.marks), None
    height, width = pixels.shape[:2]
    if sample.orientation:
        exif, said = files.camera_tags(Random(sample.file), sample.orientation, gps=sample.gps)
        pixels, marks = files.stored(pixels, sample.orientation), marks + said
    files.write_photo(folder / sample.file, pixels, quality=84, exif=exif)
    return truth_of(sample.file, (width, height), shot, marks, is_clean=picture.clean)


def make_pdf(folder: Path, fonts: FontBook) -> PhotoTruth:
    """Render the PDF: a patient's papers, scanned."""
    name, kinds, size_wh = PDF
    pages, marks = [], list[Mark]()
    for number, kind in enumerate(kinds, start=1):
        picture = take(Shot(kind, "scan", size_wh), SPLIT, f"sample {name}", fonts)
        pages.append(picture.pixels)
        marks += [replace(m, page=number) for m in picture.marks]
    files.write_pdf(folder / name, pages)
    return PhotoTruth(name, size_wh, "papers", "scan", 0, False, tuple(marks), len(pages))


def main(folder: Path) -> list[PhotoTruth]:
    """Render all samples and their truth.json."""
    folder.mkdir(parents=True, exist_ok=True)
    fonts = FontBook(SPLIT)
    photos = [make_sample(sample, folder, fonts) for sample in SAMPLES]
    photos.append(make_pdf(folder, fonts))
    write_truth(folder / "truth.json", photos, seed=SEED, split=SPLIT)
    return photos


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "sample_images"))
