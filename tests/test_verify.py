from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from redaction_fakes import MarkScanner, box, mark, missing_engine, pixels_of, sheet

from phiscan._deadline import Deadline
from phiscan.cover import cover_mask, fill_mask
from phiscan.redactor import DEFAULT_COVER
from phiscan.types import ALL_TEXT, Action, Category, Finding, Photo, Pixels
from phiscan.verify import (
    CoveredPage,
    SecondLook,
    Verification,
    check_page,
    verify_copy,
)
from phiscan.write import Encoded, Format, encode

KINDS = ("jpeg", "png", "webp", "gif", "tiff", "bmp", "pdf")
SOURCE = np.asarray(sheet((240, 160), red=(60, 60, 130, 80)))
MASK = cover_mask((240, 160), [mark(box(60, 60, 130, 80))])


def prove(
    encoded: Encoded,
    form: Format,
    pages: Sequence[CoveredPage] = (CoveredPage(1, SOURCE, MASK),),
    scanner: MarkScanner | None = None,
    accepted: Sequence[Finding] = (),
) -> Verification:
    second = SecondLook(scanner or MarkScanner(), Deadline(), DEFAULT_COVER, accepted)
    return verify_copy(encoded, form, pages, second)


def written(pixels: Pixels, kind: str = "png") -> tuple[Encoded, Format]:
    return encode([pixels], Format(kind)), Format(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_an_honest_copy_is_proven(kind: str) -> None:
    assert prove(*written(fill_mask(SOURCE, MASK), kind)).is_proven


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_file_is_not_proven(kind: str) -> None:
    assert prove(Encoded(b"", ((0,),)), Format(kind)).problems


@pytest.mark.parametrize("kind", KINDS)
def test_a_copy_without_the_cover_is_not_proven(kind: str) -> None:
    assert "not one colour" in prove(*written(SOURCE, kind)).problems[0]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.5, 0.1, 0.04])
def test_a_fill_that_shines_through_is_not_proven(kind: str, share: float) -> None:
    thin = fill_mask(SOURCE, MASK)
    thin[MASK] = (SOURCE[MASK] * share).astype(np.uint8)
    assert "not one colour" in prove(*written(thin, kind)).problems[0]


@pytest.mark.parametrize("kind", KINDS)
def test_a_cover_that_is_too_small_is_not_proven(kind: str) -> None:
    small = fill_mask(SOURCE, cover_mask((240, 160), [mark(box(60, 60, 70, 80))]))
    assert prove(*written(small, kind)).problems


@pytest.mark.parametrize("kind", ["jpeg", "png"])
def test_one_sharp_column_left_at_the_edge_is_not_proven(kind: str) -> None:
    mask = cover_mask((240, 160), [mark(box(180, 60, 240, 80))])
    cut = fill_mask(SOURCE, mask)
    cut[:, -1] = SOURCE[:, -1]
    assert prove(*written(cut, kind), [CoveredPage(1, SOURCE, mask)]).problems


@pytest.mark.parametrize("kind", KINDS)
def test_another_picture_is_not_proven(kind: str) -> None:
    other = np.asarray(sheet((240, 160), red=(150, 100, 230, 150)))
    problems = prove(*written(fill_mask(other, MASK), kind)).problems
    assert any("does not show the source" in p for p in problems)


@pytest.mark.parametrize("kind", KINDS)
def test_a_turned_or_cropped_picture_is_not_proven(kind: str) -> None:
    covered = fill_mask(SOURCE, MASK)
    for wrong in (np.rot90(covered), covered[:, :-1]):
        assert "size" in prove(*written(np.ascontiguousarray(wrong), kind)).problems[0]


def test_a_mirrored_picture_is_not_proven() -> None:
    source = SOURCE.copy()
    source[:, :60] //= 2
    page = CoveredPage(1, source, np.zeros_like(MASK))
    assert prove(*written(np.ascontiguousarray(source[:, ::-1]), "jpeg"), [page]).problems


def test_metadata_in_the_bytes_is_not_proven() -> None:
    encoded, form = written(fill_mask(SOURCE, MASK))
    assert prove(replace(encoded, data=encoded.data + b"tail"), form).problems == (
        "the copy holds more than pictures: data after the PNG's end",
    )


def test_a_missing_page_is_not_proven() -> None:
    form = Format("tiff")
    pages = [CoveredPage(n, SOURCE, MASK) for n in (1, 2)]
    two = encode([fill_mask(SOURCE, MASK)] * 2, form)
    one = encode([fill_mask(SOURCE, MASK)], form)
    assert prove(two, form, pages).is_proven
    assert prove(replace(one, shows=two.shows), form, pages).problems
    assert prove(two, form, pages[:1]).problems


def test_what_the_second_look_finds_is_handed_on() -> None:
    source = np.asarray(sheet((240, 160), blue=(60, 60, 130, 80)))
    nothing = np.zeros_like(MASK)
    proof = prove(*written(source), [CoveredPage(1, source, nothing)])
    assert not proof.problems
    assert [f.category for f in proof.still_visible] == [Category.PERSON_NAME]


def test_the_second_look_sees_the_bytes_that_would_be_published() -> None:
    scanner = MarkScanner()
    encoded, form = written(fill_mask(SOURCE, MASK), "jpeg")
    prove(encoded, form, scanner=scanner)
    assert (scanner.second_looks[0].pixels == pixels_of(encoded.data)).all()


@pytest.mark.parametrize("error", [missing_engine(), RuntimeError("Maria Lopez"), MemoryError()])
def test_a_second_look_that_fails_is_not_proven(error: Exception) -> None:
    proof = prove(*written(fill_mask(SOURCE, MASK)), scanner=MarkScanner(broken=error))
    assert not proof.is_proven
    assert "Lopez" not in str(proof)


def test_what_the_policy_allows_does_not_fail_a_copy() -> None:
    def allowed(photo: Photo) -> list[Finding]:
        return [mark(box(5, 5, 20, 20), Category.SCREEN, action=Action.ALLOW)]

    assert prove(*written(fill_mask(SOURCE, MASK)), scanner=MarkScanner(again=allowed)).is_proven


def test_a_finding_nobody_decided_about_fails_a_copy() -> None:
    def undecided(photo: Photo) -> list[Finding]:
        return [mark(box(5, 5, 20, 20), action=None)]

    scanner = MarkScanner(again=undecided)
    assert not prove(*written(fill_mask(SOURCE, MASK)), scanner=scanner).is_proven


def look_twice(score: float, tags: frozenset[str] = frozenset()) -> list[int]:
    """Return how much is found in a page and in the same page with one cover more."""

    def again(photo: Photo) -> list[Finding]:
        return [replace(mark(box(20, 20, 50, 40)), score=score, tags=tags)]

    second = SecondLook(MarkScanner(again=again), Deadline(), DEFAULT_COVER)
    nothing = np.zeros_like(MASK)
    pages = [(SOURCE, nothing), (fill_mask(SOURCE, MASK), MASK)]
    return [len(second.look(pixels, CoveredPage(1, SOURCE, mask))) for pixels, mask in pages]


def test_what_is_guessed_of_pixels_that_were_looked_at_before_is_chance() -> None:
    assert look_twice(0.5) == [1, 0]


def test_what_is_surely_found_counts_however_late() -> None:
    assert look_twice(0.55) == [1, 1]


def test_a_line_that_is_covered_as_a_line_is_no_guess() -> None:
    assert look_twice(0.3, frozenset({ALL_TEXT})) == [1, 1]


def test_each_page_has_a_first_picture_of_its_own() -> None:
    guess = replace(mark(box(20, 20, 50, 40)), score=0.4)
    second = SecondLook(MarkScanner(again=lambda _: [guess]), Deadline(), DEFAULT_COVER)
    nothing = np.zeros_like(MASK)
    assert second.look(SOURCE, CoveredPage(1, SOURCE, nothing))
    assert second.look(np.ascontiguousarray(255 - SOURCE), CoveredPage(2, SOURCE, nothing))


def test_what_somebody_chose_to_leave_visible_is_accepted() -> None:
    source = np.asarray(sheet((240, 160), blue=(60, 60, 130, 80)))
    page = CoveredPage(1, source, np.zeros_like(MASK))
    left = mark(box(58, 58, 133, 84), Category.PERSON_NAME, action=Action.ALLOW)
    assert prove(*written(source), [page], accepted=[left]).is_proven
    elsewhere = mark(box(158, 58, 233, 84), Category.PERSON_NAME, action=Action.ALLOW)
    other_kind = mark(box(58, 58, 133, 84), Category.MRN, action=Action.ALLOW)
    assert not prove(*written(source), [page], accepted=[elsewhere, other_kind]).is_proven
    a_part = mark(box(58, 58, 80, 84), Category.PERSON_NAME, action=Action.ALLOW)
    assert not prove(*written(source), [page], accepted=[a_part]).is_proven


def test_a_page_that_passed_is_not_looked_at_again() -> None:
    scanner = MarkScanner()
    second = SecondLook(scanner, Deadline(), DEFAULT_COVER)
    encoded, form = written(fill_mask(SOURCE, MASK))
    for _ in range(2):
        assert verify_copy(encoded, form, [CoveredPage(1, SOURCE, MASK)], second).is_proven
    assert len(scanner.second_looks) == 1


def test_grain_and_strong_colours_survive_the_comparison() -> None:
    rng = np.random.default_rng(1)
    noisy = rng.integers(0, 256, (160, 240, 3)).astype(np.uint8)
    noisy[:, 120:] = (255, 0, 0)
    for kind in KINDS:
        encoded, form = written(fill_mask(noisy, MASK), kind)
        page = CoveredPage(1, noisy, MASK)
        (problems,) = [check_page(p, page, form) for p in _decoded(encoded, form)]
        assert problems == [], kind


def _decoded(encoded: Encoded, form: Format) -> list[Pixels]:
    from phiscan.write import decode

    return list(decode(encoded.data, form.kind))


@pytest.mark.parametrize(
    ("known", "bare_rows", "found"),
    [
        ((0, 0, 240, 100), 60, 1),
        ((0, 0, 240, 140), 20, 0),
        ((0, 0, 0, 0), 60, 0),
    ],
)
def test_what_is_left_of_a_covered_picture_is_no_cover(
    known: tuple[int, int, int, int], bare_rows: int, found: int
) -> None:
    film = replace(mark(box(0, 0, 240, 160), Category.RADIOGRAPH), detector="artefacts")
    first = replace(film, polygon=tuple(box(*known)), action=Action.BLOCK)
    mask = np.zeros_like(MASK)
    mask[: len(mask) - bare_rows] = True
    second = SecondLook(
        MarkScanner(again=lambda _: [film]),
        Deadline(),
        DEFAULT_COVER,
        known=[first] if any(known) else [],
    )
    assert len(second.look(fill_mask(SOURCE, mask), CoveredPage(1, SOURCE, mask))) == found


@pytest.mark.parametrize(("saw_source", "found"), [(True, 0), (False, 1)])
def test_what_nobody_saw_in_the_source_is_never_taken_for_covers(
    saw_source: bool, found: int
) -> None:
    seen = replace(mark(box(0, 0, 240, 160), Category.RADIOGRAPH), detector="artefacts")
    mask = np.zeros_like(MASK)
    mask[: len(mask) // 2] = True
    second = SecondLook(
        MarkScanner(again=lambda _: [seen]), Deadline(), DEFAULT_COVER, saw_source=saw_source
    )
    assert len(second.look(fill_mask(SOURCE, mask), CoveredPage(1, SOURCE, mask))) == found
