"""Words of a photo are remembered while it is looked at, and no longer."""

import functools
import importlib
import inspect
import pkgutil
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

import phiscan.metadata
import phiscan.rules
from phiscan import Scanner, ScanOptions
from phiscan._deadline import Deadline
from phiscan._memo import MEMOS, forget, forgetting, memo
from phiscan.metadata.names import identifiers_in
from phiscan.ocr import Reading
from phiscan.types import Category, Finding, Line, Photo

STATIC = {"section", "char"}
"""Parameters that no photo fills with its words: headings of phiscan's lists, single characters."""
PACKAGES = (phiscan.rules.__name__, phiscan.metadata.__name__)
PIXELS = np.full((80, 400, 3), 255, np.uint8)
LINES = (
    Line("Patient: Maria Lopez", ((10, 10), (300, 10), (300, 30), (10, 30)), 0.9),
    Line("MRN: 00482913 DOB: 03/14/1961", ((10, 40), (380, 40), (380, 60), (10, 60)), 0.9),
)


def held():
    return sum(each.cache_info().currsize for each in MEMOS)


@pytest.fixture
def scanner(monkeypatch):
    """One whose reader has read LINES; it looks for nothing but text."""
    reading = Reading(LINES)
    monkeypatch.setattr("phiscan.ocr.read", lambda photos, *args: [reading for _ in photos])
    monkeypatch.setattr("phiscan.ocr.second_look", lambda *args: [reading])
    forget()
    return Scanner(ScanOptions(only=("person_name", "mrn", "denied_term", "filename")))


def modules():
    for package in (phiscan.rules, phiscan.metadata):
        yield package
        for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            yield importlib.import_module(found.name)


def caches():
    for module in modules():
        things = [*vars(module).values()]
        things += [v for c in things if inspect.isclass(c) for v in vars(c).values()]
        for thing in things:
            is_own = str(getattr(thing, "__module__", "")).startswith(PACKAGES)
            if is_own and isinstance(thing, functools._lru_cache_wrapper):
                yield f"{thing.__module__}.{thing.__qualname__}", thing


def test_every_cache_that_words_of_photos_reach_is_registered():
    found = dict(caches())
    assert "phiscan.rules.wordlists.name_strength" in found
    for name, cache in found.items():
        asked = set(inspect.signature(cache.__wrapped__).parameters)
        assert asked <= STATIC or cache in MEMOS, f"{name} keeps words until the process ends"


def test_a_memo_answers_once_and_forgets():
    asked = []

    @memo(maxsize=8)
    def length(word):
        asked.append(word)
        return len(word)

    try:
        assert [length("Lopez"), length("Lopez")] == [5, 5]
        with pytest.raises(KeyError), forgetting():
            raise KeyError
        assert length.cache_info().currsize == 0
        assert length("Lopez") == 5
        assert asked == ["Lopez", "Lopez"]
    finally:
        MEMOS.remove(length)


def test_after_a_scan_no_word_is_kept(scanner):
    result = scanner.scan(PIXELS, source="Maria_Lopez.png", caption="for Maria Lopez")
    assert {Category.PERSON_NAME, Category.MRN} <= {f.category for f in result.findings}
    assert held() == 0
    scanner.judge_words("Maria_Lopez.png", "for Maria Lopez")
    assert held() == 0


def test_after_the_look_at_a_copy_no_word_is_kept(scanner):
    known = Finding(Category.PERSON_NAME, 0.9, "a name", "rules.names", text="Lopez, Maria")
    assert scanner.second_look(Photo(PIXELS), Deadline(60), [known])
    assert held() == 0


def test_after_a_look_that_broke_no_word_is_kept(scanner, monkeypatch):
    remembered = []

    def breaks(*args):
        remembered.append(held())
        raise MemoryError

    monkeypatch.setattr("phiscan.stages.filter_findings", breaks)
    with pytest.raises(MemoryError):
        scanner.scan(PIXELS)
    assert remembered[0] > 0
    assert held() == 0


def test_scans_in_threads_agree_and_leave_nothing(scanner):
    with ThreadPoolExecutor(3) as pool:
        results = list(pool.map(scanner.scan, [PIXELS] * 6))
    assert len({tuple(f.id for f in result.findings) for result in results}) == 1
    assert held() == 0


def test_a_name_is_judged_without_being_kept():
    forget()
    assert identifiers_in("Maria_Lopez_MRN_00482913.png")
    assert held() == 0
    assert "Lopez" not in repr(vars(phiscan.metadata.names))
