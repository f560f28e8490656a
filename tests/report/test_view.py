import pytest

from phiscan.report.view import (
    Totals,
    group_findings,
    place_words,
    printable,
    region_words,
    shortened,
    shown_source,
    verdict_words,
)
from phiscan.types import Action, Status

from .conftest import finding, result


def test_no_findings_make_no_groups():
    assert group_findings([]) == ()


def test_a_finding_nobody_decided_about_counts_as_blocked():
    assert group_findings([finding("date")])[0].action is Action.BLOCK


def test_groups_come_worst_first_and_count_reasons():
    found = result(
        "a.png",
        finding("phone", (0, 0, 9, 9)),
        finding("mrn", (0, 0, 9, 9)),
        finding("mrn", (0, 20, 9, 29)),
        finding("mrn", (0, 40, 9, 49), reason="By its shape"),
    )
    first, second = group_findings(found.findings)
    assert (str(first.category), str(second.category)) == ("mrn", "phone")
    assert first.reasons == (("Beside a label", 2), ("By its shape", 1))


@pytest.mark.parametrize(
    ("box", "words"),
    [
        ((0, 0, 30, 20), "top left"),
        ((140, 5, 160, 20), "top"),
        ((270, 280, 300, 300), "bottom right"),
        ((140, 140, 160, 160), "centre"),
        ((0, 140, 30, 160), "left"),
        ((0, 0, 300, 300), "most of the picture"),
        ((0, 0, 300, 20), "across the top"),
        ((0, 140, 300, 160), "across the middle"),
        ((0, 0, 20, 300), "down the left"),
        ((-40, -40, -10, -10), "top left"),
        ((900, 900, 950, 950), "bottom right"),
    ],
)
def test_region_in_words(box, words):
    assert region_words(box, (300, 300)) == words


def test_place_names_the_page_only_when_there_are_several():
    item = finding("mrn", (0, 0, 30, 20), page=2)
    assert place_words(item, result("a.pdf", item, pages=3)).startswith("page 2, top left (x 0–30")
    assert not place_words(finding("mrn", (0, 0, 9, 9)), result()).startswith("page")
    assert place_words(finding("gps_location"), result()) == "in the file's details"
    assert place_words(finding("filename"), result()) == "in the name"


def test_names_cannot_steer_a_terminal():
    assert printable("a\x1b[31m\n\u202eb\udcff é") == "a\\x1b[31m\\n\\u202eb\\udcff é"
    assert shown_source("in/PLANTEDNAME.png") == "in/photo-1a2b3c.png"


def test_totals_never_count_a_photo_twice(mixed):
    totals = Totals()
    for item in mixed:
        totals.add(item)
    parts = (totals.blocked, totals.review, totals.clean, totals.failed)
    assert parts == (1, 2, 1, 1)
    assert (totals.given, totals.examined, totals.incomplete) == (5, 4, 1)


def test_verdict_words_own_up_to_what_was_not_examined():
    assert "not everything" in verdict_words(result(status=Status.INCOMPLETE))
    assert "could not be examined" in verdict_words(result(status=Status.FAILED))


def test_shortened_says_how_many_are_left_out():
    assert shortened([], 3) == []
    assert shortened(list("abcde"), 3) == ["a", "b", "c", "and 2 more"]
