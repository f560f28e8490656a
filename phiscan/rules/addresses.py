"""Postal addresses: a street line, a post box, a city line, a labelled ZIP; see address_shapes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phiscan.rules import address_shapes as shapes
from phiscan.rules import people, scores
from phiscan.rules.address_blocks import find_blocks
from phiscan.rules.address_lines import find_lines, rest_below
from phiscan.rules.labels import Kind, Label
from phiscan.rules.layout import CELL_BREAK, Run, Slice
from phiscan.rules.page import Field, Page
from phiscan.types import Category, Finding

_FORM = "the form of a postal address"
_LINES = (shapes.TO_THE_CODE, shapes.HOUSE, shapes.HOUSE_WITHIN, shapes.HOUSE_ON_A_LANE,
          shapes.RUE)  # fmt: skip


def find(page: Page) -> Iterator[Finding]:
    """Yield addresses; a street alone on a page that is not medical is a sign, not an address."""
    cities = list(_matches(page, (shapes.CITY,)))
    ends = list(_matches(page, (shapes.STATE_ZIP,)))
    found = list(_streets(page))
    sure = bool(cities or (ends and found))
    for place in (*cities, *(ends if page.is_medical or sure else ())):
        yield from _finding(page, _whole_line(page, place), _score(page, True),
                            "a city, state and ZIP code")  # fmt: skip
    for street in found:
        yield from _finding(page, street, _score(page, sure), "a house number and street")
    for place in _matches(page, (shapes.BOX,)):
        if page.is_medical:
            place = Slice(place.run, place.start, shapes.end_with_town(place.run.text, place.end))
        yield from _finding(page, place, _score(page, True), "a post office box")
    if page.is_medical or sure:
        for place in _matches(page, (shapes.UNIT_ALONE,)):
            yield from _finding(page, place, _score(page, sure), "an apartment")
    if page.is_medical:
        houses = _matches(page, (shapes.HOUSE, shapes.NAMED_HOUSE))
        yield from _on_charts(page, [*found, *houses])
        for line in find_lines(page):
            yield from _finding(page, line, scores.SHAPE, "parts of an address between commas")
    elif not page.is_public:
        yield from _to_somebody(page)
    for _, lines in find_blocks(page):
        for line in lines:
            yield from _finding(page, line, _block_score(page), "below a name and above a postcode")
    yield from _labelled(page)


def _block_score(page: Page) -> float:
    return scores.WEAK_SHAPE if page.is_public else scores.climb(scores.SHAPE, medical=True)


def _matches(page: Page, patterns: tuple[re.Pattern[str], ...]) -> Iterator[Slice]:
    for pattern in patterns:
        for run in page.runs:
            for match in pattern.finditer(run.text):
                yield Slice(run, *match.span())


def _streets(page: Page) -> Iterator[Slice]:
    """Yield streets, on charts with their towns and over the ends of lines too."""
    for run in page.runs:
        for match in shapes.streets(run.text, wide=page.is_medical):
            end = shapes.end_with_town(run.text, match.end()) if page.is_medical else match.end()
            if (start := _behind_labels(page, run, match)) is not None:
                yield _whole_line(page, Slice(run, start, end))
    for run in page.layout.wrapped(shapes.STREET_BEGUN) if page.is_medical else ():
        for match in shapes.BROKEN_STREET.finditer(run.text):
            if run.is_across(*match.span()):
                yield Slice(run, *match.span())


def _behind_labels(page: Page, run: Run, match: re.Match[str]) -> int | None:
    """Return where a street begins behind its label; None where a doctor's label is its "Dr"."""
    start = match.start()
    for label in page.labels(run):
        if match.start() < label.start < match.end():
            if label.is_a(Kind.ADDRESS) and label.value < match.end():
                start = label.value
            elif label.is_a(Kind.CLINICIAN) and " " in run.text[label.start : label.end].strip():
                return None
    return start


def _whole_line(page: Page, found: Slice) -> Slice:
    """Take in the parts of an address before its street or town, as far back as a label."""
    if not page.is_medical:
        return found
    text, labels = found.run.text, page.labels(found.run)
    first = max((x.value for x in labels if x.value <= found.start and _asks(x)), default=0)
    return Slice(found.run, shapes.start_of_line(text, found.start, first), found.end)


def _asks(label: Label) -> bool:
    return label.has_sign or label.is_a(Kind.ADDRESS)


def _on_charts(page: Page, streets: list[Slice]) -> Iterator[Finding]:
    """Yield what only a medical page makes an address: a town, a postcode, a house with a name."""
    for place in _matches(page, (shapes.CITY_ONLY,)):
        if place.text.split(",")[1].strip() not in shapes.CREDENTIALS:
            # Jane Roe, MD is a doctor, not a town in Maryland
            yield from _finding(page, place, scores.SHAPE, "a city and state")
    for place in _matches(page, (shapes.ABROAD,)):
        yield from _finding(page, _whole_line(page, place), scores.SHAPE, _FORM)
    for place in _matches(page, _LINES):
        yield from _finding(page, place, scores.SHAPE, _FORM)
    for run in page.runs:
        for match in shapes.LIVES_IN.finditer(run.text):
            yield from _finding(page, Slice(run, *match.span(1)), scores.SHAPE,
                                "a town where somebody lives")  # fmt: skip
    for place in _matches(page, (shapes.NAMED_HOUSE, shapes.LANE_ALONE)):
        if not shapes.is_institution(place.text):
            yield from _finding(page, place, scores.SHAPE, "the name of a house or street")
    for street in streets:
        if street.run.seam:
            continue
        for line in page.layout.below(street, None, reach=1.9):
            if shapes.TOWN_LINE.fullmatch(line.text) and page.until_label(line) == line:
                yield from _finding(page, line, scores.SHAPE, "a town below a street")
            break


def _to_somebody(page: Page) -> Iterator[Finding]:
    """Yield a house and a town with its code below somebody's name, whatever the page is."""
    houses = list(_matches(page, _LINES))
    towns = [p for p in _matches(page, (shapes.ABROAD,)) if not _is_inside(p, houses)]
    whole = any(shapes.ABROAD.search(house.text) for house in houses)
    if houses and (towns or whole) and people.has_person_alone(page):
        for place in (*houses, *towns):
            yield from _finding(page, place, scores.SHAPE, _FORM)


def _is_inside(place: Slice, others: list[Slice]) -> bool:
    return any(o.run is place.run and o.start <= place.start < o.end for o in others)


def _labelled(page: Page) -> Iterator[Finding]:
    for item in page.fields_of(Kind.ADDRESS):
        everyday = item.label.is_everyday or len(item.name.text) < 5
        if not item.label.has_sign and (everyday or not page.is_medical):
            continue
        for value in list(item.values())[: 1 if everyday else 3]:
            letters = sum(c.isalpha() for c in value.text)
            named = value is item.after and item.label.has_sign and page.is_medical and letters > 5
            if letters and (named or any(c.isdigit() for c in value.text)):
                found = _whole_value(page, value)
                for part in (found, *rest_below(page, found)):
                    yield from _finding(page, part, _label_score(page),
                                        "stands beside the label of an address")  # fmt: skip
    for item in page.fields_of(Kind.ZIP):
        for value in item.values():
            match = shapes.ZIP_ONLY.search(value.text[:16])
            if match:
                yield from _finding(page, value.part(*match.span()), _label_score(page),
                                    "stands beside the label of a ZIP code")  # fmt: skip
                break
    for item in page.fields_of(Kind.CITY):
        beside = item.after
        is_asked = item.label.has_sign or _is_beside_a_state(page, item)
        if beside and is_asked and page.is_medical and beside.text[:1].isalpha():
            yield from _finding(page, _until_break(beside), scores.LABEL_WEAK_SHAPE,
                                "stands beside the label of a city or state")  # fmt: skip


def _is_beside_a_state(page: Page, item: Field) -> bool:
    """Whether a label without its colon stands in a row of them: CITY Dubuque STATE IA ZIP."""
    return sum(label.is_a(Kind.CITY, Kind.ZIP) for label in page.labels(item.name.run)) > 1


def _whole_value(page: Page, value: Slice) -> Slice:
    """Return the whole of a line below its label, past the label's column."""
    rest = value.run.text[value.end :].partition(CELL_BREAK)[0]
    longer = page.until_label(Slice(value.run, value.start, value.end + len(rest.rstrip())))
    return _until_break(longer or value)


def _until_break(value: Slice) -> Slice:
    return value.part(0, len(value.text.split("\t", 1)[0].rstrip()))


def _score(page: Page, sure: bool) -> float:
    if page.is_public:
        return scores.NOTHING
    base = scores.SHAPE if sure else scores.WEAK_SHAPE
    return scores.climb(base, medical=page.is_medical)


def _label_score(page: Page) -> float:
    return scores.NOTHING if page.is_public else scores.LABEL


def _finding(page: Page, found: Slice, score: float, what: str) -> Iterator[Finding]:
    return page.findings(found, Category.ADDRESS, score, what, detector="addresses")
