"""Postal addresses: a street line, a post box, a city line, a labelled ZIP."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phiscan.rules import scores
from phiscan.rules.labels import Kind
from phiscan.rules.layout import Slice
from phiscan.rules.name_words import is_full_name, tokens_of
from phiscan.rules.page import Field, Page
from phiscan.types import Category, Finding

_SUFFIX = (
    r"(?:Street|Str|St|Avenue|Aven|Ave|Av|Road|Rd|Drive|Dr|Lane|Ln|Boulevard|Blvd|Court|Ct|Circle|"
    r"Cir|Place|Pl|Way|Terrace|Ter|Parkway|Pkwy|Highway|Hwy|Square|Sq|Trail|Trl|Loop|Crescent|"
    r"Cres|Alley|Plaza|Row|Path|Pike|Turnpike|Tpke|Expressway|Expy|Causeway|Cove|Cv|Run|Ridge|"
    r"Point|Pt|Hollow|Crossing|Xing|Walk|Mews|Close|Grove|Gardens?|Gdns|Heights|Hill|Hills|Park|"
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
    r"Place|Pl|Way|Terrace|Ter|Parkway|Pkwy|Highway|Hwy|Square|Sq|Trail|Trl|Crescent|Plaza|Gdns)"
)
_UNIT = (
    r"(?:\s*[,.]?\s*(?:Apt|App|Apartment|Suite|Ste|Unit|Fl|Floor|Rm|Bldg|#)\.?"
    r"\s*#?\s*[A-Z0-9-]{1,6})?"
)
_NAME = r"(?:(?:[NSEW]{1,2}\.?|North|South|East|West)[ ]{1,2})?(?:[A-Z0-9][\w.'-]*[ ]{1,2}){1,4}?"
# A flat and its house in one: U3/45 Banksia St.
_NUMBER = (
    r"(?<![\w.,/$:-])(?:(?:U|Unit[ ])?\d{1,4}[A-Z]?/)?"
    r"(?:\d{1,6}[A-Z]?(?:-\d{1,4})?)[ ]?[,.]?[ ]{1,2}"
)
_STREET = re.compile(_NUMBER + _NAME + _PLAIN_SUFFIX + r"\b\.?" + _UNIT, re.I)
_STREET_WIDE = re.compile(_NUMBER + _NAME + _SUFFIX + r"\b\.?" + _UNIT)
_GLUED = re.compile(
    r"(?<![\w.])\d{1,6}[A-Z][a-z]+(?:[A-Z][a-z]+)*(?:Street|St|Ave|Avenue|Road|Rd|Drive|Dr|Lane|Ln|Blvd|Court|Ct)\b\.?"
)
_BOX = re.compile(r"\b(?:P\.?\s?[O0]\.?\s?B[o0]x|GPO Box|Locked Bag)\s*\d{1,6}\b", re.I)
_UNIT_ALONE = re.compile(
    r"(?:^|(?<=[\t,]))\s*(?:Apt|Apartment|Unit|Flat|Villa)\.?[ ]*#?[ ]*"
    r"(?:\d[\w-]{0,4}|(?<=[ #.])[A-Z])"
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


def _misread(codes: str) -> str:
    """Return a pattern of two-letter codes with the digits that readers make of letters."""
    for letter, others in (("O", "O0Q"), ("I", "I1l|"), ("L", "L"), ("S", "S5"), ("Z", "Z2")):
        codes = codes.replace(letter, f"[{others.replace('|', '')}]")
    return codes


_STATE = rf"(?:\b(?:{_misread(_STATES)})|(?:{_STATE_NAMES}))"
_ZIP = r"[0-9OIlSBZ]{5}(?:\s?-\s?\d{4})?"
# A ZIP code that lost a digit or took one for a letter, or that runs on into a telephone number.
_ZIP_READ = (
    rf"(?:{_ZIP}(?![\w-])|\d{{5}}(?=[2-9]\d\d[-. ]\d{{3}}[-. ])|(?=\d{{3}})[\dA-Z]{{4,6}}(?![\w-]))"
)
_TOWN = r"(?:[A-Z0][A-Za-z.'’-]*[ ]?){1,4}"
_CITY = re.compile(rf"{_TOWN}\s*[,.]?\s*{_STATE}\s*[,.]?\s*{_ZIP_READ}")
_CITY_ONLY = re.compile(rf"(?:[A-Z0][a-zA-Z.'-]+[ ]?){{1,3}},\s*(?:{_STATES})(?![\w'])\.?")
_STATE_ZIP = re.compile(
    rf"(?<![\w-])(?:{_misread(_STATES)})[,.]?\s*(?:{_ZIP}(?![\w-]))|(?<![\w-])\d{{5}}\s?-\s?\d{{4}}(?![\w-])"
)
_ZIP_ONLY = re.compile(rf"(?<![\w-]){_ZIP}(?![\w-])|(?<!\w)\d{{3}}\s?\d{{3}}(?!\w)")
# Towns with the postcodes of other countries; shapes of the UK, Canada, Australia and India.
_POSTCODE = (
    r"(?:(?:GIR|[A-PR-UWYZ][A-HK-Y]?[0-9O][0-9A-HJKPS-UW]?)\s?[0-9O][ABD-HJLNP-UW-Z]{2}"  # UK
    r"|[ABCEGHJ-NPRSTVXY][0-9SOIl][A-Z]\s?[0-9][A-Z][0-9]"  # Canada
    r"|[AC-FHKNPRTV-Y]\d[\dW]\s?[\dAC-FHKNPRTV-Y]{4})"  # Ireland
)
_PROVINCE = (
    r"(?:ON|QC|BC|AB|MB|SK|NS|NB|NL|PE|YT|NT|NU|Ontario|Quebec|Québec|British Columbia|Alberta"
    r"|Manitoba|Saskatchewan|Nova Scotia|New Brunswick)"
)
_ABROAD = re.compile(
    rf"(?:(?:[A-Z][\w.'’-]+[ ]){{0,3}}[A-Z][\w.'’-]+\s*,?\s*(?:{_PROVINCE}\.?\s*,?\s*)?)?"
    rf"(?<!\w){_POSTCODE}(?!\w)(?:\s[A-Z][\w'’-]+)?"
    rf"|(?:{_TOWN}\s*,?\s*)?(?<!\w)(?:NSW|N\.S\.W\.|VIC|Vic|QLD|Qld|WA|SA|TAS|Tas|ACT|NT)\.?,?\s*\d{{4}}(?!\w)"
    r"|(?:[A-Z][a-z]+[ ]){0,2}[A-Z][a-z]+\s*[-–,]?\s*[1-8]\d{2}\s?\d{3}(?!\w|\s?[/%-]|\s[a-zµ])"
)
# From the house's number to the postcode, whatever a street is called there: 12 Cois Abhainn, H91.
_TO_POSTCODE = re.compile(
    rf"(?:^|(?<=\t))\s*\d{{1,4}}[A-Za-z]?,?\s[A-Z][^\t\d]{{3,60}}(?<!\w){_POSTCODE}(?!\w)"
)
# Where somebody lives, in a sentence.
_LIVES_IN = re.compile(
    r"\b(?:lives|living|resides|residing|moved|relocated)\s(?:[a-z]+\s){0,4}?(?:in|at|near|to)\s"
    r"((?:[A-Z][\w.'’-]+\s?){1,3})"
)
# A flat, plot or house number that begins the line of an address, to the end of that line.
_HOUSE = re.compile(
    r"(?:^|(?<=\t))\s*(?:(?:Flat|H\.?\s?No|House(?:\sNo)?|Plot(?:\sNo)?|Door(?:\sNo)?|D\.?\s?No|Shop"
    r"|Block|Unit|Lot|Level|Villa|Apt|Qtr|Rural Route|RR|R\.R\.|HC|PMB)\.?\s{0,2}#?\s?"
    r"[A-Z]?\d[\w/-]*\s?,?\s(?=[^\t]*[A-Za-z]{3})|No\.?\s?\d{1,4}[A-Z]?,\s(?=[^\t]*[A-Za-z]{3})|\d{1,5}\s(?:Zone|Block|Section|Sector|Ext|Phase)\.?\s\w{1,3},\s|\d{1,4}[A-Za-z]?/\d{1,5}[A-Za-z]?\s(?=[A-Z][a-z]))[^\t]+",
    re.I,
)
# A house with a name and no number.
_NAMED_HOUSE = re.compile(
    r"(?:^|(?<=\t))\s*(?:[A-Z][\w'’-]+\s){1,3}(?:Cottage|House|Lodge|Rectory|Farm|Court|Villa|Manor"
    r"|Residency|Apartments?|Towers?|Mansions?|Vicarage|Barn|Hall)(?:,[^\t]*)?(?=$|\t)"
)
_LANE_ALONE = re.compile(
    rf"(?:^|(?<=\t))\s*(?:[A-Z][\w'’.-]+\s){{1,3}}{_PLAIN_SUFFIX}\.?(?:,[^\t]*)?(?=$|\t)"
)
_RUE = re.compile(
    r"(?<![\w.,/$:-])\d{1,5}\s?[,.]?\s?(?:bis\s)?(?:rue|avenue|av\.|boul(?:evard|\.)|chemin|ch\.|place"
    r"|all[ée]e|calle|via|avenida)\s[^\t]{3,}", re.I,
)  # fmt: skip
# A house number that holds a letter for a digit, and a suffix with a wrong letter.
_STREET_MISREAD = re.compile(
    r"(?<![\w.,/$:-])(?=[\dOIl]*\d)[\dOIl]{1,5}[ ](?:[A-Z][a-z]+[ ]){1,3}"
    r"(?:S[tl][nr]?[ne]{1,3}[t1l]|Stneet|Rcad|R0ad|Aven[uo]e?|Dr[il1]ve|Lan[eo]|C[o0]urt|[A-Z][a-z]{1,5}\.?"
    r"(?=[,]?\s(?:Apt|Unit|Suite|#)))\b"
)
_INSTITUTION = re.compile(
    r"\b(?:hospital|clinic|medical|health|care|center|centre|department|school|university|emergency"
    r"|supreme|high|white|open|full|light)\b", re.I,
)  # fmt: skip
_LONGEST_TOWN = 40  # letters; what is longer is a sentence
_ON_TO_THE_TOWN = re.compile(r",\s?[^\t]+")
_TOWN_LINE = re.compile(r"(?:[A-Z][\w.'’-]*[ ,]{0,2}){1,4}")


def find(page: Page) -> Iterator[Finding]:
    """Yield addresses; a street alone on a page that is not medical is a sign, not an address."""
    cities = list(_matches(page, (_CITY,)))
    ends = list(_matches(page, (_STATE_ZIP,)))
    streets = [
        Slice(run, *match.span())
        for run in page.runs
        for match in _streets(run.text, wide=page.is_medical)
    ]
    sure = bool(cities or (ends and streets))
    for place in (*cities, *(ends if page.is_medical or sure else ())):
        yield from _finding(page, place, _score(page, True), "a city, state and ZIP code")
    for street in streets:
        whole = _with_town(street) if page.is_medical else street
        yield from _finding(page, whole, _score(page, sure), "a house number and street")
    for place in _matches(page, (_BOX,)):
        yield from _finding(page, place, _score(page, True), "a post office box")
    if page.is_medical or sure:
        for place in _matches(page, (_UNIT_ALONE,)):
            yield from _finding(page, place, _score(page, sure), "an apartment")
    if page.is_medical:
        yield from _on_charts(page, [*streets, *_matches(page, (_HOUSE, _NAMED_HOUSE))])
    yield from _labelled(page)


def _matches(page: Page, patterns: tuple[re.Pattern[str], ...]) -> Iterator[Slice]:
    for pattern in patterns:
        for run in page.runs:
            for match in pattern.finditer(run.text):
                yield Slice(run, *match.span())


def _on_charts(page: Page, streets: list[Slice]) -> Iterator[Finding]:
    """Yield what only a medical page makes an address: a town, a postcode, a house with a name."""
    for place in _matches(page, (_CITY_ONLY,)):
        if place.text.split(",")[1].strip() not in _CREDENTIALS:
            # Jane Roe, MD is a doctor, not a town in Maryland
            yield from _finding(page, place, scores.SHAPE, "a city and state")
    for place in _matches(page, (_ABROAD, _TO_POSTCODE, _HOUSE, _RUE)):
        yield from _finding(page, place, scores.SHAPE, "the form of a postal address")
    for run in page.runs:
        for match in _LIVES_IN.finditer(run.text):
            yield from _finding(page, Slice(run, *match.span(1)), scores.SHAPE,
                                "a town where somebody lives")  # fmt: skip
    for place in _matches(page, (_NAMED_HOUSE, _LANE_ALONE)):
        if not _is_name_of_more(place.text):
            yield from _finding(page, place, scores.SHAPE, "the name of a house or street")
    for street in streets:
        for line in page.layout.below(street, None, reach=1.9):
            if _TOWN_LINE.fullmatch(line.text) and page.until_label(line) == line:
                yield from _finding(page, line, scores.SHAPE, "a town below a street")
            break


def _with_town(street: Slice) -> Slice:
    """Take in what follows a street after a comma: 14a Rosewood Rd, Leeds."""
    more = _ON_TO_THE_TOWN.match(street.run.text, street.end)
    short = more is not None and len(more.group()) <= _LONGEST_TOWN
    return Slice(street.run, street.start, more.end()) if more and short else street


def _is_name_of_more(text: str) -> bool:
    """Whether words name an institution rather than a house: Larkfield General Hospital Court."""
    return bool(_INSTITUTION.search(text))


def _streets(text: str, *, wide: bool) -> Iterator[re.Match[str]]:
    yield from _STREET.finditer(text)
    yield from _GLUED.finditer(text)
    if wide:
        yield from _STREET_MISREAD.finditer(text)
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
            letters = sum(c.isalpha() for c in value.text)
            named = value is item.after and item.label.has_sign and page.is_medical and letters > 5
            if letters and (named or any(c.isdigit() for c in value.text)):
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
        is_asked = item.label.has_sign or _is_beside_a_state(page, item)
        if beside and is_asked and page.is_medical and beside.text[:1].isalpha():
            yield from _finding(page, _until_break(beside), scores.LABEL_WEAK_SHAPE,
                                "stands beside the label of a city or state")  # fmt: skip


def _is_beside_a_state(page: Page, item: Field) -> bool:
    """Whether a label without its colon stands in a row of them: CITY Dubuque STATE IA ZIP."""
    return sum(label.is_a(Kind.CITY, Kind.ZIP) for label in page.labels(item.name.run)) > 1


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
