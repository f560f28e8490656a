"""Postal addresses: a street line, a post box, a city line, a labelled ZIP."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phiscan.rules import scores
from phiscan.rules.labels import Kind
from phiscan.rules.layout import Slice
from phiscan.rules.name_words import is_full_name, tokens_of
from phiscan.rules.page import Page
from phiscan.types import Category, Finding

_SUFFIX = (
    r"(?:Street|Str|St|Avenue|Aven|Ave|Av|Road|Rd|Drive|Dr|Lane|Ln|Boulevard|Blvd|Court|Ct|Circle|"
    r"Cir|Place|Pl|Way|Terrace|Ter|Parkway|Pkwy|Highway|Hwy|Square|Sq|Trail|Trl|Loop|Crescent|"
    r"Cres|Alley|Plaza|Row|Path|Pike|Turnpike|Tpke|Expressway|Expy|Causeway|Cove|Cv|Run|Ridge|"
    r"Point|Pt|Hollow|Crossing|Xing|Walk|Mews|Close|Grove|Gardens?|Heights|Hill|Hills|Park|"
    r"Station|Village|Views?|Vista|Meadows?|Manor|Landing|Isle|Island|Springs?|Shores?|Knolls?|"
    r"Lakes?|Fork|Forge|Ford|Forest|Fields?|Falls|Estates?|Divide|Dam|Creek|Corners?|Common|"
    r"Club|Cliffs?|Cape|Canyon|Camp|Bypass|Burgs?|Brooks?|Bridge|Branch|Bluffs?|Bend|Beach|Bayou|"
    r"Arcade|Annex|Wells?|Valleys?|Union|Underpass|Tunnel|Track|Trace|Throughway|Summit|Stream|"
    r"Stravenue|Squares|Spurs?|Skyway|Route|Rue|Rest|Ranch|Ramp|Radial|Rapids|Ports?|Plains?|Pine|"
    r"Pines|Passage|Overpass|Oval|Orchard|Neck|Mountains?|Motorway|Mount|Mission|Mills?|Mall|"
    r"Locks?|Lodge|Lights?|Key|Keys|Junctions?|Inlet|Harbors?|Haven|Greens?|Glens?|Gateway|"
    r"Freeway|Flats?|Ferry|Extensions?|Drives|Dale|Curve|Crest|Course|Center|Centers)"
)
# These suffixes carry a house number without being everyday words after one.
_PLAIN_SUFFIX = (
    r"(?:Street|Str|St|Avenue|Ave|Av|Road|Rd|Drive|Dr|Lane|Ln|Boulevard|Blvd|Court|Ct|Circle|Cir|"
    r"Place|Pl|Way|Terrace|Ter|Parkway|Pkwy|Highway|Hwy|Square|Sq|Trail|Trl|Crescent|Plaza)"
)
_UNIT = (
    r"(?:\s*[,.]?\s*(?:Apt|Apartment|Suite|Ste|Unit|Fl|Floor|Rm|Bldg|#)\.?\s*#?\s*[A-Z0-9-]{1,6})?"
)
_NAME = r"(?:(?:[NSEW]{1,2}\.?|North|South|East|West)[ ]{1,2})?(?:[A-Z0-9][\w.'-]*[ ]{1,2}){1,4}?"
_NUMBER = r"(?<![\w.,/$:-])(?:\d{1,6}[A-Z]?(?:-\d{1,4})?)[ ]?[,.]?[ ]{1,2}"
_STREET = re.compile(_NUMBER + _NAME + _PLAIN_SUFFIX + r"\b\.?" + _UNIT, re.I)
_STREET_WIDE = re.compile(_NUMBER + _NAME + _SUFFIX + r"\b\.?" + _UNIT)
_GLUED = re.compile(
    r"(?<![\w.])\d{1,6}[A-Z][a-z]+(?:[A-Z][a-z]+)*(?:Street|St|Ave|Avenue|Road|Rd|Drive|Dr|Lane|Ln|Blvd|Court|Ct)\b\.?"
)
_BOX = re.compile(r"\bP\.?\s?[O0]\.?\s?Box\s+\d{1,6}\b", re.I)
_UNIT_ALONE = re.compile(
    r"(?:^|(?<=[\t,]))\s*(?:Apt|Apartment|Unit)\.?[ ]*#?[ ]*(?:\d[\w-]{0,4}|(?<=[ #.])[A-Z])"
    r"(?=\s*(?:$|[\t,]))",
    re.I,
)
_STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|"
    "NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|PR|VI|GU|AS|MP|AA|AE|AP|FM|MH|PW"
)
_STATE_NAMES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|"
    "Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|"
    "Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|"
    "New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|"
    "Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|"
    "West Virginia|Wisconsin|Wyoming"
)
_CREDENTIALS = frozenset({"MD", "PA", "MA", "DC"})
_ZIP = r"[0-9OIl]{5}(?:\s?-\s?\d{4})?"
_CITY = re.compile(
    rf"(?:[A-Z][A-Za-z.'-]*[ ]?){{1,4}}\s*[,.]?\s*(?:\b(?:{_STATES})|(?:{_STATE_NAMES}))"
    rf"\s*[,.]?\s*{_ZIP}(?![\w-])"
)
_CITY_ONLY = re.compile(rf"(?:[A-Z][a-zA-Z.'-]+[ ]?){{1,3}},\s*(?:{_STATES})(?![\w'])\.?")
_ZIP_ONLY = re.compile(rf"(?<![\w-]){_ZIP}(?![\w-])")


def find(page: Page) -> Iterator[Finding]:
    """Yield addresses; a street alone on a page that is not medical is a sign, not an address."""
    cities = [(run, m) for run in page.runs for m in _CITY.finditer(run.text)]
    sure = bool(cities)
    for run, match in cities:
        yield from _finding(
            page, Slice(run, *match.span()), _score(page, True), "a city, state and ZIP code"
        )
    for run in page.runs:
        for match in _streets(run.text):
            yield from _finding(
                page, Slice(run, *match.span()), _score(page, sure), "a house number and street"
            )
        for match in _BOX.finditer(run.text):
            yield from _finding(
                page, Slice(run, *match.span()), _score(page, True), "a post office box"
            )
        for match in _UNIT_ALONE.finditer(run.text) if page.is_medical or sure else ():
            yield from _finding(page, Slice(run, *match.span()), _score(page, sure), "an apartment")
        for match in _CITY_ONLY.finditer(run.text) if page.is_medical else ():
            if match.group().split(",")[1].strip() in _CREDENTIALS:
                continue  # Jane Roe, MD is a doctor, not a town in Maryland
            yield from _finding(page, Slice(run, *match.span()), scores.SHAPE, "a city and state")
    yield from _labelled(page)


def _streets(text: str) -> Iterator[re.Match[str]]:
    yield from _STREET.finditer(text)
    yield from _GLUED.finditer(text)
    for match in _STREET_WIDE.finditer(text):
        # `17 Oscar Hill` is a row number and a person.
        if not is_full_name(tokens_of(match.group())[1:]):
            yield match


def _labelled(page: Page) -> Iterator[Finding]:
    for item in page.fields_of(Kind.ADDRESS):
        everyday = item.label.is_everyday or len(item.name.text) < 5
        if not item.label.has_sign and (everyday or not page.is_medical):
            continue
        for value in list(item.values())[: 1 if everyday else 3]:
            if any(c.isdigit() for c in value.text) and any(c.isalpha() for c in value.text):
                yield from _finding(page, _until_break(value), _label_score(page),
                                    "stands beside the label of an address")  # fmt: skip
    for item in page.fields_of(Kind.ZIP):
        for value in item.values():
            match = _ZIP_ONLY.search(value.text[:16])
            if match:
                yield from _finding(page, value.part(*match.span()), _label_score(page),
                                    "stands beside the label of a ZIP code")  # fmt: skip
                break
    for item in page.fields_of(Kind.CITY):
        beside = item.after
        if beside and item.label.has_sign and page.is_medical and beside.text[:1].isalpha():
            yield from _finding(page, _until_break(beside), scores.LABEL_WEAK_SHAPE,
                                "stands beside the label of a city or state")  # fmt: skip


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
