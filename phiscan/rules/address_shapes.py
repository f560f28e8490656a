"""What an address looks like: house numbers, streets, post boxes, towns and codes of many lands.

Patterns and pure questions about text; `addresses` asks them of pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from phiscan.rules.date_shapes import find_dates
from phiscan.rules.name_words import is_full_name, tokens_of

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
    r"Freeway|Flats?|Ferry|Extensions?|Drives|Dale|Curve|Crest|Course|Center|Centers|"
    r"Concession|Sideroad|Approach|Parade|Pde|Esplanade|Embankment|Rise|Croft|Quay|Wharf|Fold|Wynd|"
    r"Vale|Brae|Crt|Croissant|Nagar|Marg|Layout|Colony|Chowk|Enclave|Vihar|Salai|Bazaar|Bazar|Peth|"
    r"Galli|Puram)"
)
# These suffixes carry a house number without being everyday words after one.
_PLAIN_SUFFIX = (
    r"(?:Street|Str|St|Avenue|Ave|Av|Road|Rd|Drive|Dr|Lane|Ln|Boulevard|Blvd|Court|Ct|Circle|Cir|"
    r"Place|Pl|Way|Terrace|Ter|Parkway|Pkwy|Highway|Hwy|Square|Sq|Trail|Trl|Crescent|Plaza|Gdns)"
)
# What a lane is called that may stand without a number in a line of its own.
_LANE = (
    _PLAIN_SUFFIX[:-1] + r"|Close|Grove|Mews|Approach|Parade|Esplanade|Embankment|Rise|Gardens|Wynd"
    r"|Croft|Nagar|Marg|Layout|Colony|Chowk|Enclave|Vihar|Salai|Concession|Sideroad)"
)
# Country roads have numbers for names: 4599 County Road 212, 18 Highway 7 East.
_POINT = r"(?:[ ](?:North|South|East|West|[NSEW])\b)?"
_ROAD_NUMBER = (
    r"(?:(?<=Road)|(?<=Rd)|(?<=Hwy)|(?<=Highway)|(?<=Rte)|(?<=Route)|(?<=Line)|(?<=Concession)"
    rf"|(?<=Sideroad)|(?<=Trail))[ ]\d{{1,4}}[A-Z]?{_POINT}(?![\w/:-])"
)
_COUNTRY_ROAD = (
    r"(?:(?:County|State|Township|Twp|Range|Rural|Parish|Farm to Market|Ranch|Forest|US|Old"
    r"|Regional|District|Provincial|Municipal|Line|Concession)[ ])?"
    r"(?:Road|Rd|Hwy|Highway|Rte|Route|Line|Concession|Sideroad|FM|Trunk|Autoroute"
    rf"|Rang)\.?[ ]#?\d{{1,4}}[A-Z]?{_POINT}(?![\w/:-])"
)
_UNIT = (
    r"(?:\s*[,.]?\s*(?:Apt|App|Apartment|Suite|Ste|Unit|Fl|Floor|Rm|Bldg|Lot|Spc|Trlr|#)\.?"
    r"\s*#?\s*[A-Z0-9-]{1,6})?"
)
_NAME = r"(?:(?:[NSEW]{1,2}\.?|North|South|East|West)[ ]{1,2})?(?:[A-Z0-9][\w.'-]*[ ]{1,2}){1,4}?"
# A flat and its house in one: U3/45 Banksia St.
_NUMBER = (
    r"(?<![\w.,/$:-])(?:(?:U|Unit[ ])?\d{1,4}[A-Z]?/)?"
    r"(?:(?:[NSEW](?=\d{3}))?\d{1,6}[A-Z]?(?:-\d{1,4})?)(?:[ ]1/2)?[ ]?[,.]?[ ]{1,2}"
)
_END = rf"\b\.?(?:{_ROAD_NUMBER})?" + _UNIT
_STREET = re.compile(_NUMBER + _NAME + _PLAIN_SUFFIX + _END, re.I)
_STREET_WIDE = re.compile(_NUMBER + _NAME + _SUFFIX + _END)
_NUMBERED_ROAD = re.compile(
    rf"{_NUMBER}(?:{_COUNTRY_ROAD}|County[ ](?:Road|Rd|Hwy|Highway|Trunk)[ ][A-Z]{{1,2}}\b){_UNIT}"
    r"|(?<![\w.,/$:-])\d{3,6}[ ](?:CR|FM|SR|TR|US)[ -]\d{1,4}(?![\w%]|\.\d)"
)
# Over a line's end, in a sentence: keen to go home to 3/57 | Banyan Court.
BROKEN_STREET = re.compile(_NUMBER + _NAME + _PLAIN_SUFFIX + r"\b(?!(?<=Dr)\.?\s[A-Z])\.?")
# Whatever a reader made of the suffix, a flat's number behind it tells: 1653 Juniper PI #53.
_STREET_AND_UNIT = re.compile(
    _NUMBER
    + r"(?:[A-Z][\w.'-]*,?[ ]{1,2}){1,4}(?:#[ ]?|(?:Apt|Apartment|Suite|Ste|Unit|Lot|Spc|Trlr)"
    r"\b\.?[ ]?#?)(?=[A-Z]?\d|[A-Z]\b)[A-Z0-9-]{1,6}(?!\w)"
)
_GLUED = re.compile(
    r"(?<![\w.])\d{1,6}[A-Z][a-z]+(?:[A-Z][a-z]+)*(?:Street|St|Ave|Avenue|Road|Rd|Drive|Dr|Lane|Ln|Blvd|Court|Ct)\b\.?"
)
BOX = re.compile(
    r"\b(?:(?:R\.?R\.?|HC|Rural Route)\s?\d{1,3},?\s(?:B[o0]?x)|POB|P\.?\s?[O0Q]\.?\s?B[o0]x"
    r"|GPO B[o0]x|Locked Bag|Private Bag|Postfach|Postbus|Apartado"
    r"|Case postale|Bo[iî]te postale)\s*(?:No\.?\s?|#\s?|X\s?)?"
    r"(?=[OIlSBZ]{0,2}\d)[\dOIlSBZ]{1,7}\b", re.I,
)  # fmt: skip
UNIT_ALONE = re.compile(
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
CREDENTIALS = frozenset({"MD", "PA", "MA", "DC"})


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
# A next word stands behind a blank or begins with a 0 read for an O: words told apart in one way
# only, else a run of capitals takes for ever.
_NEXT_WORD = r"(?:[ ]|(?=0))"
_TOWN = rf"[A-Z0][A-Za-z.'’-]*(?:{_NEXT_WORD}[A-Z0][A-Za-z.'’-]*){{0,3}}[ ]?"
CITY = re.compile(rf"{_TOWN}\s*[,.]?\s*{_STATE}\s*[,.]?\s*{_ZIP_READ}")
CITY_ONLY = re.compile(
    rf"[A-Z0][a-zA-Z.'-]++(?:{_NEXT_WORD}[A-Z0][a-zA-Z.'-]++){{0,2}}[ ]?,\s*"
    rf"(?:{_STATES})(?![\w'])\.?"
)
STATE_ZIP = re.compile(
    rf"(?<![\w-])(?:{_misread(_STATES)})[,.]?\s*(?:{_ZIP}(?![\w-]))|(?<![\w-])\d{{5}}\s?-\s?\d{{4}}(?![\w-])"
)
ZIP_ONLY = re.compile(rf"(?<![\w-]){_ZIP}(?![\w-])|(?<!\w)\d{{3}}\s?\d{{3}}(?!\w)")
# Towns with the postcodes of other countries; shapes of the UK, Canada, Australia and India.
_POSTCODE = (
    r"(?:(?:GIR|[A-PR-UWYZ][A-HK-Y]?[0-9O][0-9A-HJKPS-UW]?)\s?[0-9O][ABD-HJLNP-UW-Z]{2}"  # UK
    r"|[ABCEGHJ-NPRSTVXY][0-9SOIl][A-Z]\s?[0-9I][A-Zvwxz][0-9]"  # Canada
    r"|[AC-FHKNPRTV-Y]\d[\dW]\s?[\dAC-FHKNPRTV-Y]{4})"  # Ireland
)
# Malta: three letters of the place, four digits, behind the place: Mosta MST 3188.
_MALTESE = (
    r"[A-Z][a-z]{2,}(?:[ -][A-Z][a-z]+)*,?\s?(?!(?:MRN|MRI|DOB|REF|FAX|TEL|BOX|EXT|VOL)\b)"
    r"[A-Z]{3}\s\d{4}(?![\w/.:-])"
)
_PIN = r"[1-8]\d{2}\s?\d{3}"
_PROVINCE = (
    r"(?:ON|QC|BC|AB|MB|SK|NS|NB|NL|PE|YT|NT|NU|Ontario|Quebec|Québec|British Columbia|Alberta"
    r"|Manitoba|Saskatchewan|Nova Scotia|New Brunswick)"
)
ABROAD = re.compile(
    rf"(?:(?:[A-Z][\w.'’-]+[ ]){{0,3}}[A-Z][\w.'’-]+\s*,?\s*)?(?:\(?{_PROVINCE}\.?\)?\s*,?\s*)?"
    rf"(?<!\w){_POSTCODE}(?!\w)(?:\s[A-Z][\w'’-]+)?"
    rf"|{_MALTESE}"
    rf"|(?:{_TOWN}\s*,?\s*)?(?<!\w)(?:NSW|N\.S\.W\.|VIC|Vic|QLD|Qld|WA|SA|TAS|Tas|ACT|NT)\.?,?\s*\d{{4}}(?!\w)"
    rf"|(?:[A-Z][a-z]+[ ]){{0,2}}[A-Z][a-z]+\s*[-–,]?\s*{_PIN}(?!\w|\s?[/%-]|\s[a-zµ])"
)
# Words of an address: capitalised, a number or a number's ordinal, with their commas.
_WORDS = (
    r"(?:(?:(?:de|du|des|del|da|do|dos|la|las|le|los|el|van|der|den|of|the|and|&)[ ]"
    r"|(?:[A-Z#À-Þ]|\d)[\w.'’/#-]*[,.]?[ ]{1,2})){1,9}?"
)
# From the house's number to the town and its code, whatever a street is called there: 12 Cois
# Abhainn, H91; 18-4338 4th Concession, Blue Heron, ON K5A.
TO_THE_CODE = re.compile(
    r"(?<![\w.,/$:#-])#?\d{1,6}[A-Za-z]?(?:[/-]\d{1,5}[A-Za-z]?)?,?[ ]"
    rf"{_WORDS}(?:(?:[A-Z][\w.'’-]*[ ]?,?[ ]?)?{_POSTCODE}(?!\w)|{_STATE},?\s{_ZIP_READ}"
    rf"|[A-Z][a-z]{{2,}}[\s,.-]{{1,3}}{_PIN}(?!\w))"
)
# Where somebody lives, in a sentence.
LIVES_IN = re.compile(
    r"\b(?:lives|living|resides|residing|moved|relocated)\s(?:[a-z]+\s){0,4}?(?:in|at|near|to)\s"
    r"((?:[A-Z][\w.'’-]+\s?){1,3})"
)
# A flat, plot or house number that begins the line of an address, to the end of that line.
HOUSE = re.compile(
    r"(?:^|(?<=\t))\s*(?:(?:Flat|H[./]?\s?No|L\.?P(?=\.?\s{0,2}#?\s?[A-Z]{0,2}\d)|House(?:\sNo)?|Plot(?:\sNo)?|Door(?:\sNo)?|D\.?\s?No|Shop"
    r"|Bl(?:oc)?k|Unit|Lot|Level|Villa|Apt|Qtr|Rural Route|RR|R\.R\.|HC|PMB|RMB|RSD)\.?\s{0,2}#?\s?"
    r"[A-Z]{0,2}\d[\w/-]*\s?,?\s(?=[^\t]*[A-Za-z]{3})|(?:#|(?-i:[A-Z])-?)\d[\w/-]*,\s[^,\t]{4,},\s|Vill(?:age)?\.?\s(?=[^\t]*,)|No\.?\s?\d{1,4}[A-Z]?,\s(?=[^\t]*[A-Za-z]{3})|\d{1,5}\s(?:Zone|Block|Section|Sector|Ext|Phase)\.?\s\w{1,3},\s|\d{1,4}[A-Za-z]?/\d{1,5}[A-Za-z]?\s(?=[A-Z][a-z]))[^\t]+",
    re.I,
)
# The same within a sentence, as far as its parts begin with capitals or digits.
HOUSE_WITHIN = re.compile(
    r"(?<!\w)(?:H\.?\s?No|D\.?\s?No|House No|Plot No|Plot|Door No|Flat No|Flat|Villa No|Qtr\.? No)"
    r"\.?\s?#?[A-Z]?\d[\w/-]*(?:,?\s(?:[A-Z]|\d{1,4}(?:st|nd|rd|th|,)?\b)[\w'’-]*)+"
    r"(?:,\s?(?:[A-Z]|\d{1,4}(?:st|nd|rd|th)\b)[\w'’-]*(?:\s[A-Z][\w'’-]*)*)*"
)
# A line's end that is a street's beginning: keep home at 3/57 | Banyan Court.
STREET_BEGUN = re.compile(
    r"[a-z]{2}.*[\s(](?:(?:U|Unit )?\d{1,4}[A-Z]?/)?\d{1,6}[A-Za-z]?(?:-\d{1,4})?"
    r"(?:[ ](?:[NSEW]{1,2}\.?|North|South|East|West))?(?:[ ][A-Z][a-z'’-]+){0,2}[ ]?$"
)
# A house with a name and no number.
NAMED_HOUSE = re.compile(
    r"(?:^|(?<=\t)|(?<=, ))\s*(?:[A-Z][\w'’-]+\s){1,3}(?:Cottage|House|Lodge|Rectory|Farm|Court"
    r"|Villa|Manor|Residency|Apartments?|Towers?|Mansions?|Vicarage|Barn|Hall)(?:,[^\t]*)?(?=$|\t)"
)
HOUSE_ON_A_LANE = re.compile(
    r"(?:^|(?<=\t))[ ]*\d{1,4}[A-Za-z]?[ ](?:[A-Z][\w'’.-]*+[ ]?){1,4},"
    rf"[ ]?(?:[A-Z][\w'’.-]*[ ]){{1,3}}(?!Dr\b){_LANE}\b[^\t]*"
)
LANE_ALONE = re.compile(
    rf"(?:^|(?<=\t))\s*(?:[A-Z][\w'’.-]+\s){{1,3}}{_LANE}\.?(?:,[^\t]*)?(?=$|\t)"
)
RUE = re.compile(
    r"(?<![\w.,/$:-])(?:\d{1,4}-(?!0))?\d{1,5}\s?[,.]?\s?(?:bis\s)?(?:rue|avenue|av\.|boul(?:evard|\.)"
    r"|chemin|ch\.|place|all[ée]e|calle|via|avenida)\s[^\t]{3,}", re.I,
)  # fmt: skip
# A house number that holds a letter for a digit, and a suffix with a wrong letter.
_STREET_MISREAD = re.compile(
    r"(?<![\w.,/$:-])(?=[\dOIl]*\d)[\dOIl]{1,5}[ ](?:[A-Z][a-z]+[ ]){1,3}"
    r"(?:S[tl][nr]?[ne]{1,3}[t1l]|Stneet|Rcad|R0ad|Aven[uo]e?|Dr[il1]ve|Lan[eo]|C[o0]urt|[A-Z][a-z]{1,5}\.?"
    r"(?=[,]?\s(?:Apt|Unit|Suite|#)))\b"
)
_INSTITUTION = re.compile(
    r"\b(?:hospital|clinic|medical|health|care|center|centre|department|school|university|emergency"
    r"|supreme|trust|nhs|laborator(?:y|ies)|pharmacy|high|white|open|full|light)\b", re.I,
)  # fmt: skip
_LONGEST_TOWN = 40  # letters; what is longer is a sentence
_ON_TO_THE_TOWN = re.compile(
    r",\s?[^\t]+?(?=\s*(?:$|\t|\b(?:tel|ph|phone|fax|call|mob|mobile|e-?mail|www)\b))", re.I
)
_CODE_BEHIND = re.compile(r",?\s(?:[A-Z]{3,}\s){1,3}\d{4,5}(?!\w)")
TOWN_LINE = re.compile(r"(?:[A-Z][\w.'’-]*+[ ,]{0,2}(?:(?:of|de|del|la|le|upon|on|the)[ ])?){1,4}")
# A word is taken whole (*+): tried at each of its letters, a run of capitals takes for ever.
_PART = re.compile(
    r"(?:^|(?<=[\t:;,])|(?<=,\s)|(?<=:\s))\s*+(?P<part>(?:[A-Z#À-Þ\d][\w.'’/#-]*+\s?(?:[a-z]{1,3}\s)?){1,5}),\s*$"
)
_MOST_PARTS = 3
_AGED = re.compile(r"\d+\s?(?:y|yo|yrs?|m|f)\b", re.I)  # 73y C-section Dr Ek lives nowhere


def streets(text: str, *, wide: bool) -> Iterator[re.Match[str]]:
    """Yield house numbers with their streets; `wide`: misread ones and every suffix's kin too."""
    patterns = [_STREET, _GLUED, _NUMBERED_ROAD]
    for pattern in (*patterns, *((_STREET_MISREAD, _STREET_AND_UNIT) if wide else ())):
        for match in pattern.finditer(text):
            if not _AGED.match(match.group()) and not find_dates(match.group()):
                yield match  # no 07 June 2023 22.31 SST Dr Obi
    for match in _STREET_WIDE.finditer(text):
        # `17 Oscar Hill` is a row number and a person.
        is_street = not _AGED.match(match.group()) and not find_dates(match.group())
        if is_street and not is_full_name(tokens_of(match.group())[1:]):
            yield match


def end_with_town(text: str, end: int) -> int:
    """Return where a street that ends at `end` ends with its town: 14a Rosewood Rd, Leeds."""
    more = _CODE_BEHIND.match(text, end) or _ON_TO_THE_TOWN.match(text, end)
    return more.end() if more and len(more.group()) <= _LONGEST_TOWN else end


def start_of_line(text: str, start: int, first: int = 0) -> int:
    """Return where the address begins that goes on at `start`: its parts before commas.

    `first` is the first place that may belong to it. A part that begins with a number is the last
    taken; one that names an institution is none.
    """
    for _ in range(_MOST_PARTS):
        part = _PART.search(text[:start])
        if part is None or part.start("part") < first or is_institution(part["part"]):
            break
        start = part.start("part")
        if part["part"][0] in "#0123456789":
            break
    return start


def is_institution(text: str) -> bool:
    """Whether words name an institution, no house: Larkfield General Hospital Court."""
    return bool(_INSTITUTION.search(text))
