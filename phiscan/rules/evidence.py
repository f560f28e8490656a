"""What on a page speaks of care for a patient: words, organisations, titles, wards, doses.

Each question answers with small counts that `context` adds up. Words of some length are known with
a wrong letter too ("Hospitai", "physlcian"), since a page that was misread is no less medical.
"""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import SequenceMatcher
from functools import lru_cache

from phiscan._memo import memo
from phiscan.rules.layout import CELL_BREAK
from phiscan.rules.name_rows import AGE_BEFORE_NUMBER, AGED, PHONE
from phiscan.rules.name_words import Part, tokens_of
from phiscan.rules.normalise import match_key, strip_accents
from phiscan.rules.page import Page
from phiscan.rules.wordlists import read_sections, word_strength

_MISREAD_LENGTH = 8  # shorter ones are words of other languages: French parlent, patient
_LIKENESS = 0.86  # one wrong letter of eight, two of fifteen
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# A patient's age and sex as clinicians write them: 64 y/o F, 64YF, M/64, 71 yo; not an f/2.8 lens.
_AGE_SEX = re.compile(
    r"\b\d{1,3}\s?(?:y/?o|yrs?)\b\.?|\b\d{1,3}\s?y[\s/,]{0,2}[mf]\b"
    r"|\b\d{1,3}\s?(?:y|yr)?[\s/,]{0,2}(?:male|female)\b|\b(?:male|female)[\s/,]{1,2}\d{1,3}\b"
    r"|\b[MF]\s?/\s?\d{2,3}\b(?![.,]\d)|\b\d{2,3}\s?/\s?[MF]\b",
    re.I,
)
# A birth date and a sex, as bands and tubes carry them: 14-07-1983 M, 23/01/1988F, F 02/19/1966.
_BORN_SEX = re.compile(
    r"(?:\b[\dIlO]{1,2}(?:[/.-]| )(?:[\dIlO]{1,2}|[A-Za-z]{3})(?:[/.-]| )(?:19|20)?\d\d"
    r"|\b(?:19|20)\d\d-\d\d-\d\d)[\s,]{0,3}"
    r"(?:[MF]|Male|Female|MALE|FEMALE)(?![\w'/])"
    r"|(?<![\w'/])(?:[MF]|Male|Female|MALE|FEMALE)[\s,]{1,3}\d{1,2}[/-](?:\d{1,2}|[A-Za-z]{3})[/-](?:19|20)?\d\d\b"
)
# Born, and a number behind it, as on a band: b. 9-6-42 #00709469; the b is read as a 6.
_BORN_NUMBER = re.compile(
    r"(?:^|[\t ])[bB6]\. ?(?:\d{1,2}[/.-]\d{1,2}[/.-]|\d{1,2}[-/. ][A-Za-z]{3,9}[-/. ]"
    r"|[A-Z][a-z]{2,8} \d{1,2}, ?)\d{2,4} #\d{5,}"
)
_SEX_AGE_ALONE = re.compile(r"(?:^|\t)\s*[MF]\s?\d{2}\s*(?:$|\t)")
# A bed on a ward: Rm 214, Room 12-B, Bed 3, Ward 7A.
_WARD = re.compile(
    r"\b(?:rm|bed|ward|bay|icu|unit|cubicle|chair|trolley)\b\.?\s?#?:?\s?\d{1,4}\s?-?[A-H]?\b(?![.,]\d)",
    re.I,
)
# How much to take and how often: 500 mg, 5 mL PO, 2 tabs BID, q8h.
_DOSE = re.compile(
    r"\b\d+(?:[.,]\d+)?\s?(?:mg|mcg|g|ml|units?|tabs?|caps?)\b.{0,24}"
    r"\b(?:po|iv|im|sq|bid|tid|qid|qhs|prn|daily|q\s?\d{1,2}\s?h|every \d+ hours|by mouth|twice)\b"
    r"|\btake (?:one|two|\d) (?:tab|cap|pill|tea)"
    r"|\b\d+\s?(?:mg|mcg|g|ml)?\s(?:tds|qds|bd|bid|tid|qid|qhs|nocte|prn)\b",
    re.I,
)
# A medicine by its stem (WHO, INN stems) and strength, as a label prints it.
_STRENGTH = re.compile(
    r"[a-z]{2,}(?:oin|cillin|mycin|micin|azole|prazole|statin|sartan|pril|olol|azepam|oxacin|cycline"
    r"|triptan|gliptin|gliflozin|parin|setron|idone|fenac|profen|dronate|vir|isolone|asone|formin"
    r"|thyroxine|barbital|dipine|tidine|adine|caine|terol|lukast|oxetine|azine|amide|zide) ?\d+"
    r"(?:\.\d+)? ?(?:mg|mcg|g|units?)\b",
    re.I,
)
# Names as imaging devices keep them, the weeks of a pregnancy, a newborn's weight.
_IMAGED = re.compile(r"\b[^\W\d_]{2,}\^[^\W\d_]+")
_UNBORN = re.compile(r"\b\d{1,2}\s?w(?:ks?)?\s?\d\s?d\b|\b\d{1,2} ?lbs? ?\d{1,2} ?oz\b", re.I)
# Houses have units and cars have bays, too: State Route 7 Unit 8, Natchez MS.
_UNIT_OF_HOUSE = re.compile(r"\b[Uu]nit\b\.?\s?#?\d{1,4}\s?-?[A-H]?(?=[,.] ?[A-Z][a-z])")
_PARKED = re.compile(r"\b(?:park(?:ing)?|dash(?:board)?|car park|vehicle|garage|strand)\b", re.I)
_BAY = re.compile(r"\bbay\b\.?\s?#?:?\s?\d{1,4}", re.I)
_FLOW = re.compile(r"\b\d+(?:\.\d+)?\s?(?:ml/hr?|l/min|mcg/kg/min|units?/hr?)\b", re.I)
# Greek for what is done to people and what ails them.
_GREEK = re.compile(
    r"\b[a-z]{2,}(?:ectomy|otomy|ostomy|oscopy|plasty|itis|aemia|(?<!acad)emia|opathy|algia|plegia"
    r"|pnoea|pnea|oedema|megaly|centesis)\b"
)
_VITALS = re.compile(
    r"\b(?:BP|NIBP)\b.{0,3}\d{2,3}\s?/\s?\d{2,3}|\b(?:HR|SpO2|RR|Temp)\b.{0,3}\d{2,3}\b.{0,60}"
    r"\b(?:BP|HR|SpO2|RR)\b|\d{2,3}\s?/\s?\d{2,3}\s?mm\s?Hg",
    re.I,
)
# The line of a badge that says what somebody does for patients.
_STAFF_LINE = re.compile(
    r"^\W*(?:[^\W\d_]+ ){0,2}(?:nurse|midwife|physician|surgeon|pharmacist|radiographer|sonographer"
    r"|physiotherapist|therapist|dietiti?cian|phlebotomist|paramedic|anaesthetist"
    r"|health ?care assistant|registrar|porter|ward clerk|orderly|hospitalist|psychologist"
    r"|optometrist|radiologist|dentist|hygienist|nursing assistant|medical student"
    r"|student nurse|ward (?:manager|sister)|matron|charge nurse|support worker|care worker"
    r"|clinical (?:associate|lead|educator|scientist)|house officer|podiatrist"
    r"|advanced practitioner|health visitor|odp|dental nurse|healthcare scientist|play specialist"
    r"|agency rn|hca|cna|lpn|emt)\W*$",
    re.I | re.M,
)
# Words of care inside the name of a place that gives it: Summit Ridge Oncology, Bay Health Group.
_CARE = (
    r"(?:vascular|heart|health(?:care)?|medical|clinics?|hospital|oncology|cardiology|orthop\w+|p(?:a)?ediatrics?"
    r"|dermatology|neurology|radiology|imaging|urgent care|dental|dentistry|family (?:practice"
    r"|medicine)|internal medicine|eye care|rehab\w*|surgery|surgical|wellness|hospice|pharmacy"
    r"|infirmary|nursing|physicians|mutual (?:hmo|ppo)|laborator(?:y|ies)|diagnostics|gyn\w*"
    r"|(?:heart|cancer|kidney|lung|spine|breast|vein|joint|eye|fertility|women['’]?s)"
    r" (?:institute|cent(?:er|re)|clinic|associates|hospital|specialists))"
)
_SENDER = re.compile(r"^\s*(?:from|to|sender|return to|if undelivered\b.*\bto)\b[:,]?\s*", re.I)
_PLACE = re.compile(
    rf"^(?:[^\W\d_a-z][\w.'’&-]*\s+(?i:of\s+|the\s+|and\s+)?){{1,4}}(?i:{_CARE}"
    r"(?:\s+(?:partners|center|centre|group|associates|clinic|hospital|system|services|network|care"
    r"|practice|physicians|institute|specialists|pharmacy|laborator(?:y|ies)|department|plan))*)$"
)
# Handwriting makes Dh. and Dn. of Dr.; a name or the end of the line follows.
_MISREAD_DOCTOR = re.compile(r"(?<![A-Z])D[a-z]\.(?=\s*(?:[A-Z1](?:\.|\b)|[A-Z][a-z]{2}|$))")
# In an address neither a street nor a return is a word of trade.
_ADDRESSED = re.compile(
    r"\b\d{1,5}[a-z]?,? (?:[^\W\d_][\w.'’-]* ){1,3}(?:street|avenue|gate|bank|market)\b"
    r"|\b(?:return|deliver(?:ed)?|back) to\b|\breturn address\b"
)
# 1337 Meadowlark Dr Ste 18: a drive, no doctor.
_HOUSE_ON = re.compile(r"\b\d{1,5}[A-Za-z]?,? (?:[NSEW]\.? )?(?:[A-Z][\w'’-]+ ){1,3}D[Rr]\.?$")
_BEHIND_STREET = re.compile(r"\s*(?:,|#|(?:Ste|Suite|Apt|Unit|Bldg|STE|SUITE|APT|UNIT|BLDG)\b)")
_ZIP = re.compile(r"[\s.,]*\d{5}")  # Baltimore, MD 21201
# CO 36486-6769, WV2 4QL, K1A 0B1, H91 X2T4, NSW 2650, Bengaluru 560003
_POSTAL = re.compile(
    r"\b[A-Z][A-Z0]\s+\d{5}(?:-\d{4})?\b|\b[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}\b"
    r"|\b[A-Z]\d[A-Z] \d[A-Z]\d\b|\b[A-Z]\d[\dW] [A-Z\d]{4}\b"
    r"|\b(?:NSW|VIC|QLD|SA|WA|TAS|ACT|NT) \d{4}\b|^[A-Z][a-z]+ ?-? ?[1-8]\d{2} ?\d{3}$"
)


@lru_cache(maxsize=16)
def _phrases(section: str) -> frozenset[str]:
    text = read_sections("medical.txt", separator=" | ")[section]
    return frozenset(filter(None, re.split(r"\s*\|\s*|\n", text)))


@lru_cache(maxsize=16)
def _pattern(section: str) -> re.Pattern[str]:
    ordered = sorted(_phrases(section), key=len, reverse=True)
    # A reader loses the space between two words.
    written = [re.escape(p).replace(r"\ ", r"\s?") for p in ordered]
    return re.compile(r"(?<![a-z])(?:" + "|".join(written) + r")(?![a-z])")


def words(page: Page, section: str) -> frozenset[str]:
    """Return the phrases of a section of medical.txt that stand on the page."""
    pattern = _pattern(section)
    texts = [_ADDRESSED.sub("", text) for text in _lower_texts(page)]
    return frozenset(re.sub(r"\s", "", found) for text in texts for found in pattern.findall(text))


def _lower_texts(page: Page) -> list[str]:
    return [strip_accents(_CAMEL.sub(" ", run.text)).lower() for run in page.runs]


def speaks_of_care(text: str) -> bool:
    """Whether a plain text holds a word of care or of charts, however common."""
    lower = strip_accents(text).lower()
    return any(_pattern(section).search(lower) for section in ("STRONG", "HINT"))


def misread_words(page: Page, section: str) -> frozenset[str]:
    """Return the long words of a section that stand on the page with a wrong letter."""
    found = {
        _nearest(word, section)
        for text in _lower_texts(page)
        for word in _WORD.findall(text)
        if len(word) >= _MISREAD_LENGTH and not word_strength(word)
    }
    return frozenset(word for word in found if word)


@lru_cache(maxsize=16)
def _by_start(section: str) -> dict[str, list[str]]:
    table = defaultdict(list)
    for phrase in _phrases(section):
        if len(phrase) >= _MISREAD_LENGTH and phrase.isalpha():
            table[match_key(phrase)[0]].append(phrase)
    return dict(table)


@memo(maxsize=16384)
def _nearest(word: str, section: str) -> str:
    """Return the word of the section that this one is a misreading of, or nothing."""
    key = match_key(word)
    for known in _by_start(section).get(key[:1], ()):
        other = match_key(known)
        if abs(len(other) - len(key)) > 1 or word == known:
            continue
        if SequenceMatcher(None, key, other, autojunk=False).ratio() >= _LIKENESS:
            return known
    return ""


def clinical_words(page: Page) -> int:
    """Return how many different words of care are on the page, misread ones too."""
    known = words(page, "STRONG")
    known |= {found for text in _lower_texts(page) for found in _GREEK.findall(text)}
    return len(known | (misread_words(page, "STRONG") - known))


def hints(page: Page) -> int:
    """Return how many words are there that charts use and others use as well."""
    return len(words(page, "HINT"))


def names_place_of_care(page: Page) -> bool:
    """Whether a line is the name of a clinic, a hospital, a practice or a health plan."""
    return any(
        _PLACE.match(_SENDER.sub("", strip_accents(part.strip())))
        for run in page.runs
        for part in run.text.split(CELL_BREAK)
    )


def has_title(page: Page) -> bool:
    """Whether a doctor's title or a credential stands by a name: Dr. Ojo; Ojo, MD; Ojo RN."""
    for run in page.runs:
        tokens = tokens_of(run.text)
        if _MISREAD_DOCTOR.search(run.text):
            return True
        for at, token in enumerate(tokens):
            after = tokens[at + 1 : at + 2]
            before = tokens[max(at - 1, 0) : at]
            is_doctor = token.part is Part.DOCTOR and not _is_a_drive(run.text, token.end)
            if is_doctor and any(_may_be_named(t.part) for t in after):
                return True
            named = any(t.part is Part.NAME and len(t.text) > 2 for t in before)
            if token.part is Part.CREDENTIAL and named and not _ZIP.match(run.text, token.end):
                return True
    return False


def _is_a_drive(text: str, end: int) -> bool:
    """Whether the Dr that ends there is a street with a house's number before it."""
    return ends_in_a_drive(text[:end]) and bool(_BEHIND_STREET.match(text, end))


def ends_in_a_drive(text: str) -> bool:
    """Whether a text ends in a street that is a drive, a house's number before it."""
    return bool(_HOUSE_ON.search(text))


def _may_be_named(part: Part) -> bool:
    return part in (Part.NAME, Part.INITIAL)


def bedside_signs(page: Page) -> int:
    """Return 1 for a bed, for the unborn and for a line that is an occupation of care, 2 for a
    dose, for vital signs, for a film's name.
    """
    texts = [_UNIT_OF_HOUSE.sub("", run.text) for run in page.runs]
    if any(_PARKED.search(text) for text in texts):
        texts = [_BAY.sub("", text) for text in texts]
    weights = (
        (1, _STRENGTH), (1, _WARD), (1, _STAFF_LINE), (2, _DOSE), (2, _VITALS), (2, _IMAGED),
        (1, _UNBORN), (1, _FLOW),
    )  # fmt: skip
    return sum(n for n, pattern in weights if any(pattern.search(text) for text in texts))


def has_age_and_sex(page: Page) -> bool:
    """Whether an age or a birth date with a sex is written as clinicians do."""
    texts = [run.text for run in page.runs]
    patterns = (_AGE_SEX, _BORN_SEX, _BORN_NUMBER, _SEX_AGE_ALONE)
    if any(pattern.search(text) for text in texts for pattern in patterns):
        return True
    # Without a sign of years one may be a size (81f), two are a list of people.
    return sum(bool(AGED.search(t) or AGE_BEFORE_NUMBER.search(t)) for t in texts) >= 2


def has_staff_line(page: Page) -> bool:
    """Whether a line says what somebody does for patients and nothing else, as on a badge."""
    return any(_STAFF_LINE.search(run.text) for run in page.runs)


def has_birth_and_sex(page: Page) -> bool:
    """Whether a date stands beside a sex, as a birth date does."""
    return any(_BORN_SEX.search(run.text) for run in page.runs)


def has_phone(page: Page) -> bool:
    """Whether a telephone number is there."""
    return any(PHONE.search(run.numbers_text) for run in page.runs)


_LETTER = re.compile(
    r"^\s*(?:dear\b|sincerely|yours (?:truly|sincerely)|kind regards|best regards|re:)|\w@\w+\.\w",
    re.I,
)


def is_letter(page: Page) -> bool:
    """Whether what is written goes to or is about someone: a salutation, a phone, an address."""
    return (
        has_phone(page) or has_postal_line(page) or any(_LETTER.search(r.text) for r in page.runs)
    )


def has_postal_line(page: Page) -> bool:
    """Whether a line ends as addresses do: CO 36486-6769."""
    return any(_POSTAL.search(run.text) for run in page.runs)
