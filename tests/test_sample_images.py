"""The README's promise on the sample photos: all that is true is found, nothing stays readable."""

import json
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

import pytest
import shapely

import phiscan
from phiscan import ocr
from phiscan._deadline import Deadline
from phiscan.load import load
from phiscan.ocr import tesseract
from phiscan.options import ScanOptions
from phiscan.redactor import redact
from phiscan.types import Photo

SAMPLES = Path(__file__).resolve().parents[1] / "sample_images"
TRUTH = {p["file"]: p for p in json.loads((SAMPLES / "truth.json").read_text())["photos"]}
CLEAN = sorted(n for n, p in TRUTH.items() if p["clean"])
# Those that take longest first: two are looked at side by side.
HOLDING = sorted(TRUTH.keys() - {*CLEAN}, key=lambda n: (-len(TRUTH[n]["entries"]), n))
SHORTEST = 4
"""Characters; shorter pieces turn up by chance in any reading."""


def each(work, asked):
    """Return what work(one) gives for each one asked for; two are done at a time."""
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(asked, pool.map(work, asked), strict=True))


@pytest.fixture(scope="module")
def scanner():
    return phiscan.Scanner()


@pytest.fixture(scope="module")
def copies(scanner):
    """Each sample that is not clean, with its scan and safe copy, made once."""
    return each(
        lambda name: redact((SAMPLES / name).read_bytes(), scanner=scanner, source=name), HOLDING
    )


@pytest.fixture(scope="module")
def scans(scanner, copies):
    """What was found in each sample."""
    clean = each(lambda name: scanner.scan((SAMPLES / name).read_bytes(), source=name), CLEAN)
    return clean | {name: copy.scan for name, copy in copies.items()}


@pytest.fixture(scope="module")
def readable(copies):
    """What each reader can read in the verified copies, by name: letters and digits alone."""
    readers = ["ppocr"] + ["tesseract"] * tesseract.is_available()
    verified = [name for name in HOLDING if copies[name].verified]

    def read(asked):
        name, reader = asked
        pages = [Photo(page.pixels) for page in load(copies[name].image).iter_pages()]
        readings = ocr.read(pages, ScanOptions(reader=reader), Deadline())
        return squeezed(" ".join(line.text for r in readings for line in r.lines))

    texts = each(read, [*product(verified, readers)])
    return {name: [texts[name, reader] for reader in readers] for name in verified}


def covered_share(entry, findings):
    own = shapely.Polygon(entry["polygon"]).buffer(0)
    shapes = [
        shapely.Polygon(f.polygon).buffer(0)
        for f in findings
        if f.polygon is not None and f.page == entry.get("page", 1)
    ]
    return own.intersection(shapely.union_all(shapes)).area / own.area


@pytest.mark.parametrize("name", sorted(TRUTH))
def test_every_true_entry_is_found(scans, name):
    findings = scans[name].findings
    missed = []
    for entry in TRUTH[name]["entries"]:
        if entry["polygon"] is None:
            if entry["category"] not in {f.category for f in findings}:
                missed.append(entry["category"])
        elif covered_share(entry, findings) < 0.5:
            missed.append(entry["category"])
    assert missed == []


@pytest.mark.parametrize("name", CLEAN)
def test_clean_samples_pass(scans, name):
    assert scans[name].is_clean


@pytest.mark.parametrize("name", HOLDING)
def test_no_true_identifier_can_be_read_in_the_safe_copy(copies, readable, name):
    assert copies[name].verified
    texts = [squeezed(e["text"]) for e in TRUTH[name]["entries"] if e["text"] and e["polygon"]]
    # One photo may show a name twice: it must be gone everywhere.
    left = [t for t in texts if len(t) >= SHORTEST and any(t in read for read in readable[name])]
    assert len(left) == 0


def squeezed(text):
    return "".join(c for c in text.lower() if c.isalnum())
