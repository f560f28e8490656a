import io
import sys
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from benchmarks.measure import measure
from benchmarks.peers.client import PEERS, Peer, PeerSpec, true_words
from benchmarks.peers.pipe import receive, send
from benchmarks.peers.rapidocr_worker import holds_a_word, misreadings
from benchmarks.tools import decode_pages
from phiscan.evaluation.truth import Entry, TruthPhoto

WORDS = "MRN 0048151 Xanthe"
POLYGON = np.array([(66.0, 64), (744, 64), (744, 113), (66, 113)])


@pytest.fixture
def photo(tmp_path: Path) -> TruthPhoto:
    """A page with one line to cover and one to leave."""
    page = np.full((300, 950, 3), 235, np.uint8)
    for text, y in ((WORDS, 110), ("Opening hours", 220)):
        cv2.putText(page, text, (64, y), cv2.FONT_HERSHEY_SIMPLEX, 2.2, (20, 20, 20), 5)
    cv2.imwrite(str(tmp_path / "photo.png"), page)
    entries = (
        Entry("mrn", WORDS, POLYGON, 1, "patient", 50.0, "label"),
        Entry("mrn", "elsewhere -", POLYGON, 2, "patient", 50.0, "label"),
        Entry("face", None, POLYGON, 1, "patient", None, "photo"),
    )
    return TruthPhoto(tmp_path / "photo.png", "label", "desk", 0, clean=False, entries=entries)


def test_nothing_more_is_the_end() -> None:
    assert receive(io.BytesIO()) is None


def test_a_picture_comes_back_as_it_was_sent() -> None:
    stream, pixels = io.BytesIO(), np.arange(24, dtype=np.uint8).reshape(2, 4, 3)
    send(stream, {"words": ["a"]}, pixels)
    stream.seek(0)
    message = receive(stream)
    assert message is not None
    assert message[0]["words"] == ["a"]
    np.testing.assert_array_equal(message[1], pixels)


def test_a_picture_cut_short_is_an_error() -> None:
    stream = io.BytesIO()
    send(stream, {}, np.zeros((2, 2, 3), np.uint8))
    with pytest.raises(EOFError):
        receive(io.BytesIO(stream.getvalue()[:-1]))


def test_a_peer_is_told_the_words_of_one_page(photo: TruthPhoto) -> None:
    assert true_words(photo, 1) == ["0048151", "MRN", "Xanthe"]
    assert true_words(photo, 2) == ["elsewhere"]
    assert true_words(photo, 3) == []


@pytest.mark.parametrize(
    ("line", "words", "answer"),
    [("", ["maria"], False), ("Name:Maria", ["maria"], True), ("Narne Marla", ["maria"], True),
     ("Menu of the day", ["maria"], False), ("Plan A", ["A"], True), ("Plant", ["A"], False),
     ("DOB 1 4-MAR-1961", ["14-MAR-1961"], True), ("-", ["--"], False), ("any", [], False)],
)  # fmt: skip
def test_a_line_holds_a_word(line: str, words: list[str], answer: bool) -> None:
    assert holds_a_word(line, words) is answer


@pytest.mark.parametrize(
    ("text", "word", "count"),
    [("", "abc", 3), ("xxabcxx", "abc", 0), ("xxacxx", "abc", 1), ("abbc", "abc", 1)],
)
def test_misreadings_are_counted_at_the_best_place(text: str, word: str, count: int) -> None:
    assert misreadings(text, word) == count


def test_a_peer_that_is_missing_says_what_to_do() -> None:
    with pytest.raises(RuntimeError, match="make it"):
        Peer("presidio", spec=replace(PEERS["presidio"], missing="make it"))


def test_a_peer_that_ends_is_an_error(photo: TruthPhoto) -> None:
    gone = PeerSpec(Path(sys.executable), "benchmarks.peers.make_nothing", "nothing", "")
    with Peer("gone", spec=gone) as peer, pytest.raises(RuntimeError, match="gone ended with"):
        measure(peer, photo)


@pytest.mark.slow
@pytest.mark.parametrize("name", PEERS)
def test_a_peer_covers_what_it_is_told_and_no_more(name: str, photo: TruthPhoto) -> None:
    if not PEERS[name].is_available:
        pytest.skip(f"{name} is not here: {PEERS[name].missing}")
    page = decode_pages(photo.path.read_bytes())
    with Peer(name, threads=1) as peer:
        outcome = peer.run(photo, page)
        again = peer.run(photo, page)
    touched = (outcome.covered[0] != page[0]).any(axis=2)
    assert touched[64:113, 66:744].mean() > 0.6
    assert not touched[150:].any()
    assert outcome.seconds is not None
    np.testing.assert_array_equal(again.covered[0], outcome.covered[0])
