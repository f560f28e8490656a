import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from phiscan.report import as_html
from phiscan.report.as_html import headline
from phiscan.report.cards import make_card, shelf_of
from phiscan.report.preview import Picture, Pictures
from phiscan.report.view import Totals
from phiscan.types import Category, Status

from .conftest import finding, render, result

VOID = {"meta", "img", "input", "br", "rect", "polygon", "circle"}


class Page(HTMLParser):
    """Collects tags, and complains about one that is closed wrongly."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, {k: v or "" for k, v in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, {k: v or "" for k, v in attrs}))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def all(self, tag, class_name=""):
        found = [a for t, a in self.tags if t == tag]
        return (
            [a for a in found if class_name in a.get("class", "").split()] if class_name else found
        )


def test_an_empty_run_is_a_valid_page():
    text = render([], "html")
    assert not Page(text).all("article", "card")
    assert "No photo was given" in text


def test_every_photo_has_a_card_in_the_section_of_its_verdict(mixed):
    cards = Page(render(mixed, "html")).all("article", "card")
    assert [c["data-v"] for c in cards] == [
        "block",
        "unknown",
        "unknown",
        "review",
        "clean",
    ]


def test_it_asks_for_nothing_from_anywhere(mixed):
    text = render(mixed, "html")
    page = Page(text)
    csp = next(a["content"] for a in page.all("meta") if a.get("http-equiv"))
    assert "default-src 'none'" in csp
    assert not re.search(r"""(src|href)=["'](?!data:image/jpeg;base64,|#)""", text)
    assert not re.search(r"url\(|@import|https?:", text)
    assert not page.all("link")


@pytest.mark.parametrize("tag", ["style", "script"])
def test_the_policy_allows_exactly_the_pages_own_code(mixed, tag):
    text = render(mixed, "html")
    (code,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.S)
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    assert f"{tag}-src 'sha256-{digest}'" in text.replace("&#39;", "'").replace("&#43;", "+")


def test_no_style_attributes_because_the_policy_would_drop_them(mixed):
    assert not any("style" in attributes for _, attributes in Page(render(mixed, "html")).tags)


def test_markup_in_names_and_reasons_is_text():
    evil = "<script>alert(1)</script>"
    item = result(f"a{evil}.png", finding("mrn", (0, 0, 9, 9), reason=evil), notes=[evil])
    text = render([item, result("b.png", not_examined=[evil], status=Status.INCOMPLETE)], "html")
    assert evil not in text
    assert len(Page(text).all("script")) == 1


@pytest.mark.usefixtures("plain_cover")
class TestPictures:
    def test_numbers_tie_the_outlines_to_the_reasons(self, red_photo):
        item = result(
            red_photo(), finding("mrn", (100, 100, 200, 160)), finding("phone", (300, 20, 390, 60))
        )
        page = Page(render([item], "html"))
        drawn = {a["data-n"] for a in page.all("polygon")}
        listed = {a["data-n"] for a in page.all("button", "num")}
        assert drawn == listed == {"1", "2"}

    def test_the_picture_is_inside_the_file_and_described(self, red_photo):
        page = Page(render([result(red_photo(), finding("mrn", (100, 100, 200, 160)))], "html"))
        (image,) = page.all("img")
        assert image["src"].startswith("data:image/jpeg;base64,")
        assert image["alt"] == "Preview, 1 finding covered"

    def test_a_report_stays_below_its_size(self, red_photo, monkeypatch):
        monkeypatch.setattr(as_html, "_PICTURES_UNTIL", 90_000)
        monkeypatch.setattr(as_html, "_CARD_BYTES", 2_000)
        item = result(red_photo(), finding("mrn", (100, 100, 200, 160)))
        text = render([item] * 30, "html")
        page = Page(text)
        assert len(page.all("article", "card")) == 30
        assert 0 < len(page.all("img")) <= 30
        assert len(text) < 130_000


def test_beyond_the_limit_the_worst_keep_cards_and_the_rest_are_rows(monkeypatch):
    monkeypatch.setattr(as_html, "MAX_PICTURED", 2)
    monkeypatch.setattr(as_html, "MAX_ROWS", 3)
    clean = [result(f"clean{i}.png") for i in range(5)]
    bad = result("bad.png", finding("mrn", (0, 0, 9, 9)))
    text = render([*clean, bad, result("torn.png", status=Status.FAILED)], "html")
    page = Page(text)
    assert [c["data-v"] for c in page.all("article", "card")] == ["block", "unknown"]
    assert [c["data-v"] for c in page.all("tr", "item")] == ["clean"] * 3
    assert "2 further photos counted above but not listed" in text


def test_rows_end_where_the_file_is_full(monkeypatch):
    monkeypatch.setattr(as_html, "MAX_PICTURED", 1)
    monkeypatch.setattr(as_html, "_ROWS_UNTIL", 0)
    text = render([result(f"{i}.png") for i in range(4)], "html")
    assert not Page(text).all("tr", "item")
    assert "3 further photos counted above but not listed" in text


def test_a_card_is_bounded_whatever_was_found():
    found = [
        finding("face", (x, y, x + 5, y + 5), reason=f"{x} {y} " + "long " * 200)
        for x in range(0, 4000, 200)
        for y in range(0, 4000, 200)
    ]
    item = result("n" * 5000 + ".png", *found, notes=["note " * 500] * 50, size_wh=(4000, 4000))
    card = make_card(item, Pictures((Picture(1, (4, 4), b""),)), ())
    assert len(card.name) < 200
    assert 0 < len(card.panes[0].shapes) <= 150
    assert len(render([item], "html")) - len(render([], "html")) < 20_000


@pytest.mark.usefixtures("plain_cover")
def test_outlines_do_not_tell_how_long_a_name_is(red_photo):
    def drawn(width):
        item = result(red_photo(), finding("person_name", (40, 100, 40 + width, 130)))
        return [a["points"] for a in Page(render([item], "html")).all("polygon")]

    assert drawn(90) == drawn(140) != []


def test_pins_do_not_hide_each_other():
    found = [finding(c, (100, 100, 150, 120)) for c in ("mrn", "ssn", "phone")]
    card = make_card(result("a.png", *found), Pictures((Picture(1, (400, 300), b""),)), ())
    places = {(p.x, p.y) for p in card.panes[0].pins}
    assert len(places) == len(card.panes[0].pins) == 3


@pytest.mark.parametrize(
    ("status", "found", "shelf"),
    [
        (Status.COMPLETE, (), "clean"),
        (Status.COMPLETE, ("mrn",), "block"),
        (Status.COMPLETE, ("phone",), "review"),
        (Status.COMPLETE, ("capture_time",), "clean"),
        (Status.INCOMPLETE, (), "unknown"),
        (Status.INCOMPLETE, ("mrn",), "block"),
        (Status.INCOMPLETE, ("capture_time",), "unknown"),
        (Status.FAILED, (), "unknown"),
    ],
)
def test_shelves(status, found, shelf):
    assert shelf_of(result("a.png", *map(finding, found), status=status)) == shelf


def test_headline_names_the_worst_news():
    totals = Totals()
    assert "No photo" in headline(totals)
    totals.clean = 3
    assert headline(totals).startswith("Nothing found by these detectors")
    totals.review = 1
    assert headline(totals) == "1 of 4 photos should be checked before sharing."
    totals.failed = 1
    assert headline(totals) == "1 of 5 photos could not be fully examined."
    totals.blocked = 2
    assert headline(totals) == "2 of 7 photos should not be shared."


def test_filters_exist_for_what_was_found(mixed):
    page = Page(render(mixed, "html"))
    offered = [b["data-category"] for b in page.all("button", "chip") if "data-category" in b]
    assert offered == ["person_name", "mrn", "phone", "gps_location"]
    anchors = {a["href"] for a in page.all("a") if a["href"].startswith("#about-")}
    targets = {f"#{a['id']}" for a in page.all("article") if "id" in a}
    assert anchors <= targets
    assert all(c in [str(k) for k in Category] for c in offered)
