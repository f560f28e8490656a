"""The cache saves time and nothing else: no text in it, no verdict in it, no way to be wrong."""

from __future__ import annotations

import sqlite3
import stat
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from phiscan.batch import scan_photo
from phiscan.cache import ScanCache, default_path
from phiscan.examination import Examination
from phiscan.fingerprint import fingerprint
from phiscan.options import ScanOptions
from phiscan.policy import Policy
from phiscan.scanner import Scanner
from phiscan.types import Action, Category, Finding, PageInfo, Role

HASH = "a" * 64
SEEN = Examination(
    pages=(PageInfo(1, (640, 480)), PageInfo(2, (10, 20))),
    findings=(
        Finding(
            Category.MRN, 0.123456789, "a label stands before it", "rules.mrn",
            ((0.1, 0.2), (9.7, 0.2), (9.7, 4.4), (0.1, 4.4)), page=2, role=Role.PATIENT,
            text="00882291", tags=frozenset({"medical", "identifying"}),
        ),
        Finding(Category.GPS_LOCATION, 1.0, "the file says where", "metadata", text="47.1, 8.5"),
    ),
    notes=("a note",),
    timings_s={"read": 1.0},
)  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "seen.sqlite3"


def test_an_empty_cache_knows_nothing(place):
    with ScanCache(place, "f") as cache:
        assert cache.get(HASH) is None
        assert cache.problem is None


def test_what_was_seen_comes_back_without_text(place):
    with ScanCache(place, "f") as cache:
        cache.put(HASH, SEEN)
    with ScanCache(place, "f") as cache:
        again = cache.get(HASH)
    assert again is not None
    assert (again.pages, again.findings, again.notes) == (SEEN.pages, SEEN.findings, SEEN.notes)
    assert [f.id for f in again.findings] == [f.id for f in SEEN.findings]
    assert all(f.text is None for f in again.findings)
    assert again.timings_s == {}


def test_nothing_readable_lies_in_the_file(place):
    with ScanCache(place, "f") as cache:
        cache.put(HASH, SEEN)
    everything = b"".join(p.read_bytes() for p in place.parent.iterdir())
    for value in (b"00882291", b"47.1", HASH.encode(), b"timings"):
        assert value not in everything


def test_only_the_owner_may_read_it(place):
    with ScanCache(place, "f") as cache:
        cache.put(HASH, SEEN)
        modes = {stat.S_IMODE(p.stat().st_mode) for p in place.parent.iterdir()}
    assert modes == {0o600}


@pytest.mark.parametrize(
    "seen",
    [
        Examination(pages=SEEN.pages, not_examined=("page 2: time limit reached",)),
        Examination(),
    ],
    ids=["incomplete", "nothing decoded"],
)
def test_what_was_not_wholly_examined_is_not_kept(place, seen):
    with ScanCache(place, "f") as cache:
        cache.put(HASH, seen)
        assert cache.get(HASH) is None


def test_another_fingerprint_or_content_is_another_photo(place):
    with ScanCache(place, "f") as cache:
        cache.put(HASH, SEEN)
        assert cache.get("b" * 64) is None
    with ScanCache(place, "g") as cache:
        assert cache.get(HASH) is None


def test_keys_of_two_caches_differ(tmp_path):
    names = []
    for folder in ("one", "two"):
        place = tmp_path / folder / "seen.sqlite3"
        with ScanCache(place, "f") as cache:
            cache.put(HASH, SEEN)
        with sqlite3.connect(place) as database:
            names += database.execute("SELECT name FROM kept").fetchall()
    assert names[0] != names[1], "without the cache's own key a photo could be looked up by hash"


def test_a_row_that_was_altered_is_not_believed(place):
    with ScanCache(place, "f") as cache:
        cache.put(HASH, SEEN)
    with sqlite3.connect(place) as database:
        database.execute('UPDATE kept SET body = \'{"pages":[[1,9,9]],"findings":[],"notes":[]}\'')
    with ScanCache(place, "f") as cache:
        assert cache.get(HASH) is None


def test_a_damaged_file_is_put_aside_and_a_new_one_begun(place):
    place.parent.mkdir()
    place.write_bytes(b"this is no database" * 100)
    with ScanCache(place, "f") as cache:
        assert cache.get(HASH) is None
        assert "damaged" in (cache.problem or "")
        cache.put(HASH, SEEN)
    with ScanCache(place, "f") as cache:
        assert cache.get(HASH) is not None
        assert cache.problem is None
    assert place.with_name("seen.sqlite3.damaged").read_bytes().startswith(b"this is no")


def test_a_file_damaged_in_its_middle_costs_speed_only(place):
    with ScanCache(place, "f") as cache:
        for i in range(200):
            cache.put(f"{i:064}", SEEN)
    whole = place.read_bytes()
    place.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 12288) + whole[-4096:])
    with ScanCache(place, "f") as cache:
        known = [cache.get(f"{i:064}") for i in range(200)]
        cache.put(HASH, SEEN)
    assert all(k is None or k.findings == SEEN.findings for k in known)
    with ScanCache(place, "f") as cache:
        cache.put(HASH, SEEN)
        assert cache.get(HASH) is not None, "the run after it has a sound cache again"


def test_a_full_cache_forgets_what_was_not_used_for_longest(place, monkeypatch):
    monkeypatch.setattr("phiscan.cache._ROWS_BETWEEN_LOOKS", 10)
    days = iter(range(1_000_000))
    monkeypatch.setattr("phiscan.cache._today", lambda: next(days))
    limit = 200_000
    with ScanCache(place, "f", most_bytes=limit) as cache:
        cache.put(HASH, SEEN)
        for i in range(1000):
            cache.put(f"{i:064}", SEEN)
            assert cache.get(HASH) is not None, "it is in use"
        assert cache.get(f"{0:064}") is None
        assert cache.get(f"{999:064}") is not None
    assert place.stat().st_size < 2 * limit


def test_a_short_wait_for_another_run_does_not_end_the_use_of_the_cache(place, monkeypatch):
    monkeypatch.setattr("phiscan.cache._LOCK_WAIT_S", 0.05)
    with ScanCache(place, "f") as cache:
        holder = sqlite3.connect(place, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        cache.put(HASH, SEEN)
        holder.execute("ROLLBACK")
        holder.close()
        assert cache.problem is None
        cache.put(HASH, SEEN)
        assert cache.get(HASH) is not None


def test_a_folder_that_cannot_be_made_is_ignored_with_a_note(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with ScanCache(tmp_path / "file" / "seen.sqlite3", "f") as cache:
        assert cache.get(HASH) is None
        assert cache.problem


def test_a_locked_cache_is_ignored_with_a_note(place, monkeypatch):
    monkeypatch.setattr("phiscan.cache._LOCK_WAIT_S", 0.05)
    with ScanCache(place, "f"):
        pass
    holder = sqlite3.connect(place, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with ScanCache(place, "f") as cache:
        cache.put(HASH, SEEN)
        assert "locked" in (cache.problem or "")
    holder.close()


def test_threads_share_one_cache(place):
    with ScanCache(place, "f") as cache:

        def work(n: int) -> None:
            for i in range(20):
                cache.put(f"{n}-{i}", SEEN)
                assert cache.get(f"{n}-{i}") is not None

        threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert cache.problem is None


def test_two_runs_on_one_cache_do_no_harm(place):
    with ScanCache(place, "f") as one, ScanCache(place, "f") as two:
        one.put(HASH, SEEN)
        assert two.get(HASH) is not None
        two.put("b" * 64, SEEN)
        assert one.get("b" * 64) is not None


def test_a_second_scan_does_not_look_again(photos, place, colour_scanner):
    red, scanner = photos("a.png", "red"), colour_scanner()
    with ScanCache(place, fingerprint(scanner)) as cache:
        first = scan_photo(scanner, red, "a.png", cache)
        again = scan_photo(scanner, red, "a.png", cache)
    assert colour_scanner.looks == 1
    assert first == again
    assert again.verdict is Action.BLOCK


def test_a_changed_photo_is_looked_at_even_with_size_and_time_unchanged(
    photos, place, colour_scanner
):
    import os

    path, scanner = photos("a.png", "white"), colour_scanner()
    with ScanCache(place, fingerprint(scanner)) as cache:
        assert scan_photo(scanner, path, "a.png", cache).is_clean
        before = path.stat()
        photos("a.png", "red")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert not scan_photo(scanner, path, "a.png", cache).is_clean


def test_the_verdict_is_made_anew_on_every_read(photos, place, colour_scanner):
    red, strict = photos("a.png", "red"), colour_scanner()
    lenient = colour_scanner(policy=Policy("lenient", {Category.MRN: Action.ALLOW}))
    assert fingerprint(strict) == fingerprint(lenient)
    with ScanCache(place, fingerprint(strict)) as cache:
        assert scan_photo(strict, red, "a.png", cache).verdict is Action.BLOCK
        assert scan_photo(lenient, red, "a.png", cache).verdict is Action.ALLOW
    assert colour_scanner.looks == 1


def test_the_present_file_name_counts_not_the_one_seen_first(photos, place, colour_scanner):
    scanner = colour_scanner()
    plain = photos("holiday.png")
    telling = photos("MRN 00882291.png")
    with ScanCache(place, fingerprint(scanner)) as cache:
        assert scan_photo(scanner, plain, str(plain), cache).all_findings == ()
        named = scan_photo(scanner, telling, str(telling), cache)
        assert [f.category for f in named.all_findings] == [Category.FILENAME]
        assert scan_photo(scanner, plain, str(plain), cache).all_findings == ()


def test_a_note_about_the_name_is_about_the_present_one(photos, place, colour_scanner):
    scanner = colour_scanner()
    wrong, right = photos("a.jpg"), photos("a.png")  # the content is PNG
    with ScanCache(place, fingerprint(scanner)) as cache:
        first = scan_photo(scanner, wrong, str(wrong), cache)
        assert any("its name says jpeg" in note for note in first.notes)
        renamed = scan_photo(scanner, right, str(right), cache)
        assert not any("its name says" in note for note in renamed.notes)
        assert scan_photo(scanner, wrong, str(wrong), cache).notes == first.notes
    assert colour_scanner.looks == 1


def test_options_and_terms_change_the_fingerprint_and_speed_does_not(tmp_path, colour_scanner):
    plain = fingerprint(colour_scanner())
    assert fingerprint(colour_scanner(ScanOptions(timeout_s=5, threads=1))) == plain
    assert fingerprint(colour_scanner(ScanOptions(skip=("date",)))) != plain
    terms = tmp_path / "terms.txt"
    terms.write_text("Ward Seven\n")
    one = fingerprint(colour_scanner(ScanOptions(deny=str(terms))))
    terms.write_text("Ward Eight\n")
    two = fingerprint(colour_scanner(ScanOptions(deny=str(terms))))
    assert len({plain, one, two}) == 3


def test_the_cache_lies_in_the_users_cache_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_path().is_relative_to(tmp_path)


def test_another_threshold_or_word_list_is_another_fingerprint(monkeypatch, tmp_path):
    known = fingerprint(Scanner())
    from phiscan import _models
    from phiscan import fingerprint as module

    real = _models.find_weights

    def stricter(name):
        weights = real(name)
        return replace(weights, config={**weights.config, "thresholds": {"sure": 0.99}})

    monkeypatch.setattr(_models, "find_weights", stricter)
    assert fingerprint(Scanner()) != known
    monkeypatch.setattr(_models, "find_weights", real)
    assert fingerprint(Scanner()) == known
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "names.txt").write_text("ada")
    monkeypatch.setattr(module, "__file__", str(tmp_path / "fingerprint.py"))
    listed = fingerprint(Scanner())
    (tmp_path / "data" / "names.txt").write_text("ada obi")
    assert fingerprint(Scanner()) != listed
