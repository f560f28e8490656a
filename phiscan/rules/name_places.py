"""What stands around a possible name: words before and after it, a role or a street below it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from phiscan.rules.layout import CELL_BREAK, Run, Slice
from phiscan.rules.name_words import tokens_of
from phiscan.rules.page import Page

_KIN = (
    r"mother|father|mom|mum|mama|dad|daddy|wife|husband|spouse|partner|son|daughter|sister|brother"
    r"|niece|nephew|aunt|uncle|cousin|grand(?:mother|father|ma|pa|son|daughter|parent)|guardian"
    r"|caregiver|carer|fianc[e\u00e9]e?|neighbou?r|friend|roommate|next of kin|emergency contact"
    r"|(?:step|foster) ?(?:mother|father|son|daughter)|poa|nok"
)
_PATIENT = r"pt|pts|patient|resident|client|newborn|infant|baby(?: boy| girl)?|twin [ab]|re"
_INTRO = r"name is|name['\u2019]s|named|i am|i['\u2019]m|known as|aka|a\.k\.a\.|n[ée]e|formerly"
_OCCUPATION = (
    r"physicians?|doctor|(?:registered|licensed|practical|vocational|charge|staff|head|school"
    r"|clinical|your)? ?(?:practical |vocational )?nurse(?: practitioner| manager| educator)?"
    r"|r\.?n\.?|l\.?p\.?n\.?|c\.?n\.?a\.?|np|pa-?c|md|pharmacist|pharmacy technician|phlebotomist"
    r"|surgeon|(?:physician|medical|nursing|dental|certified nursing) assistant|dentist|hygienist"
    r"|radiologist|anesthesiologist|cardiologist|pathologist|oncologist|neurologist|pediatrician"
    r"|psychiatrist|psychologist|dermatologist|hospitalist|intensivist|internist|midwife"
    r"|(?:radiologic|x-?ray|lab(?:oratory)?|medical|surgical|mri|ct|ultrasound|emergency medical)"
    r" (?:technologist|technician|tech|scientist)|sonographer|paramedic|emt|chaplain|dietitian"
    r"|(?:physical|occupational|respiratory|speech|massage) therapist|therapist|social worker"
    r"|case manager|care coordinator|unit (?:clerk|secretary)|resident(?: physician)?|fellow|intern"
    r"|attending(?: physician)?|medical student|student nurse|volunteer|transport(?:er)?|orderly"
    r"|housekeeping|environmental services|security(?: officer)?|receptionist|front desk"
    r"|(?:medical|nursing|clinical|program) director|chief (?:of \w+|\w+ officer)|interpreter"
    r"|medical scribe|scribe|researcher|consultant|specialist"
)
_OCCUPATION_LINE = re.compile(rf"\s*+(?:{_OCCUPATION})(?:\s*+[-,/|\u00b7]\s*+[\w &/-]*+)?\s*", re.I)
_KIN_LINE = re.compile(rf"\s*\(?(?:{_KIN})\)?\s*", re.I)
_PATIENT_LINE = re.compile(
    r"\s*\(?(?:patient|patient name|pt|resident|name of patient)\)?\s*", re.I
)
_STREET_LINE = re.compile(
    r"\s*(?:\d{1,6}[A-Z]?\s+(?:[\w.'-]+\s+){1,5}?(?:st|street|ave|avenue|rd|road|dr|drive|ln|lane|ct"
    r"|court|blvd|boulevard|way|pl|place|ter|terrace|cir|circle|pkwy|parkway|hwy|highway|trl|trail"
    r"|sq|square|loop|run|pike|row|walk|path|crescent|close|grove)\b|p\.? ?o\.? ?box\b)",
    re.I,
)
SURE_BEFORE = re.compile(rf"(?:^|[\W\d])(?:{_PATIENT}|{_KIN}|{_INTRO})\s*[:;,.(-]?\s*$", re.I)
_PATIENT_BEFORE = re.compile(rf"(?:^|[\W\d])(?:{_PATIENT})\s*[:;,.-]?\s*$", re.I)
# Whom somebody is to ring: a capital in the middle of the sentence is a person's, or a ward's.
_CALLED_BEFORE = re.compile(
    r"(?:^|[\W\d])(?:ring|phone|call|text|bleep|page|ask|tell|remind|inform|update|contact|d/w)\s+$",
    re.I,
)
_SENTENCE_BEFORE = re.compile(r"[a-z]{3}[.;] +$")
_LIKELY_BEFORE = re.compile(
    r"(?:^|[\W\d])(?:for|from|to|with|call(?:ed|ing)?(?: back)?|by|per|and|&|tell|told|ask(?:ed)?"
    r"|ring|rang|phoned?|text(?:ed)?|bleep(?:ed)?|d/w|discussed with|update|operator|op|user"
    r"|see|saw|meet|that|about|regarding|concerning|notif(?:y|ied)|paged?|spoke (?:with|to)|remind"
    r"|thanks?|signed|sincerely|regards|hello|hi|dear|attn|hand ?off|contact)\s*[:;,.-]?\s*$",
    re.I,
)
PERSON_AFTER = re.compile(
    rf"\s*+(?:,\s*+)?(?:(?:\(\s*+)?(?:{_KIN}|patient|pt)\b|\(?\d{{1,3}}\s?(?:y/?o|yrs?|year)\b"
    r"|\(?\d{1,3}\s?[MFy]\b|\(?[MF]\s?/?\s?\d{1,3}\b|\(?(?:born|dob|d\.o\.b|aged?|mrn|rm|room|bed)\b"
    r"|(?:seen|was|is|has|had|will|states?|stated|reports?|reported|den(?:ies|ied)|arrived|needs?"
    r"|presented|presents|called|admitted|discharged|wants?|came|moved|tolerated|complain\w*|c/o"
    r"|refus\w+|says?|said|ask\w*|underwent|received|lives|at bedside|signed|transferred|remains"
    r"|appear\w*|continues|feels?|felt|slept|ate|ambulat\w+|agree\w*|understands?|verbaliz\w+)\b)",
    re.I,
)
_MEASURED = re.compile(
    r"[\s:\t,]*+(?:[<>]\s*+)?\d+(?:[.,]\d+)?\s*(?:[HL*]\s+)?(?:mg|mcg|\u00b5g|g|gm|ml|mL|l|dl|units?|iu|u|tabs?"
    r"|caps?|tablets?|capsules?|mmol|meq|[kmu]/ul|ng|pg|fl|u/l|iu/l|%|mm|cm|puffs?|drops?)\b"
    r"|[\s\t]+[<>]?\d+\.\d+\b(?![.,]\d)|[\s\t]+\d{1,4}(?:\.\d+)?\s*-\s*\d{1,4}(?:\.\d+)?(?![-\d/])"
    r"|\s+(?:tablets?|capsules?|cream|ointment|inhaler|injection|solution|syrup|er|xr|hcl)\b",
    re.I,
)
# What is named after somebody long dead: Foley catheter, Homans sign.
_EPONYM_AFTER = re.compile(
    r"(?:['\u2019]s)?\s(?:sign|syndrome|disease|catheters?|scores?|criteria|class|grade|stain|maneuver"
    r"|fracture|hernia|scale|index|drains?|tubes?|lymphoma|disorder|palsy|phenomenon|reflex|sarcoma"
    r"|thyroiditis|contracture|cyst|procedure|tumou?r|implant|prosthesis|forceps|retractor|acid)\b",
    re.I,
)
_PLACE_AFTER = re.compile(
    r" (?:st|street|ave|avenue|rd|road|dr|drive|ln|lane|ct|court|blvd|boulevard|way|pl|place|ter"
    r"|cir|pkwy|hwy)\b\.?\s*(?:$|[,;#\d]|apt|unit|suite|ste)",
    re.I,
)
_HOUSE_BEFORE = re.compile(r"\b\d{1,6}[A-Z]?\s+(?:[NSEW]\.?\s+)?$")
_CITY = re.compile(r"[^\W\d_]+(?:[ .'-]{1,2}[^\W\d_]+){0,2}(?:, ?| )[A-Z][A-Z0] +\d{5}(?!\d)")
_WORDS = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True)
class Place:
    """Where characters start..end of a run stand; cheap questions, asked only when needed."""

    page: Page
    run: Run
    start: int
    end: int
    labels: set[int]

    @cached_property
    def _column(self) -> tuple[int, int]:
        text = self.run.text
        right = text.find(CELL_BREAK, self.end)
        return text.rfind(CELL_BREAK, 0, self.start) + 1, right if right >= 0 else len(text)

    @property
    def text(self) -> str:
        """The characters themselves."""
        return self.run.text[self.start : self.end]

    @cached_property
    def before(self) -> str:
        """What stands before it in its column."""
        return self.run.text[self._column[0] : self.start]

    @cached_property
    def after(self) -> str:
        """What stands behind it in its row."""
        return self.run.text[self.end :]

    @cached_property
    def is_alone(self) -> bool:
        """Whether it fills its column, but for an age, a sex, a number, a label or signs."""
        left, right = self._column
        return not _WORDS.search(
            "".join(
                " " if at in self.labels or self.start <= at < self.end else self.run.text[at]
                for at in range(left, right)
            )
        )

    @cached_property
    def is_surely_cued(self) -> bool:
        """Whether the words before it can only be followed by a person: `daughter`, `Pt`."""
        return bool(SURE_BEFORE.search(self.before))

    @cached_property
    def is_called(self) -> bool:
        """Whether somebody is asked to ring or tell whoever this is: `Pls ring Britt`."""
        return bool(_CALLED_BEFORE.search(self.before))

    @property
    def is_signature(self) -> bool:
        """Whether it stands between a sentence's end and its column's: No fracture. Ada Obi"""
        ends = not self.after.partition(CELL_BREAK)[0].strip(" .")
        return ends and bool(_SENTENCE_BEFORE.search(self.before))

    @property
    def is_patient(self) -> bool:
        """Whether the words before it say that this is the patient."""
        return bool(_PATIENT_BEFORE.search(self.before))

    @cached_property
    def is_cued(self) -> bool:
        """Whether the words before or after it speak of a person."""
        return (
            self.is_surely_cued
            or bool(_LIKELY_BEFORE.search(self.before))
            or bool(PERSON_AFTER.match(self.after))
        )

    @cached_property
    def is_acting(self) -> bool:
        """Whether it begins a sentence, or an entry, and a person's verb follows: Frank had."""
        starts = re.search(r"(?:^|[.:;\d])\s*$", self.before)
        return bool(starts and PERSON_AFTER.match(self.after))

    @cached_property
    def is_beside_lone_name(self) -> bool:
        """Whether the line above or below is one word that is a name: FAIRCHILD over ROSE."""
        near = {self.run.index - 1, self.run.index + 1} & set(range(len(self.page.runs)))
        for index in near if self.run.index >= 0 else ():
            tokens = tokens_of(self.page.runs[index].text)
            if len(tokens) == 1 and tokens[0].is_namelike and tokens[0].is_well_listed:
                return len(tokens_of(self.run.text)) == 1
        return False

    @cached_property
    def is_heading(self) -> bool:
        """Whether it is a form's word in a row of them: Hospital no. | Ward | Consultant."""
        labels = self.page.labels(self.run)
        is_own = any((x.start, x.end) == (self.start, self.end) for x in labels)
        return is_own and len(labels) > 1

    @cached_property
    def is_measured(self) -> bool:
        """Whether a dose, a result, a drug's form or what eponyms name follows."""
        # Homans sign; but `Ada Obi sign?` asks a person.
        is_eponym = " " not in self.text.strip()
        is_eponym = is_eponym and bool(_EPONYM_AFTER.match(self.after))
        return is_eponym or bool(_MEASURED.match(self.after))

    @cached_property
    def is_in_address(self) -> bool:
        """Whether it is a street behind its number, or a city before its state."""
        if _CITY.match(self.run.text, self.start):
            return True
        return bool(_HOUSE_BEFORE.search(self.before) and _PLACE_AFTER.match(self.after))

    @cached_property
    def _below(self) -> str:
        found = next(self.page.layout.below(Slice(self.run, self.start, self.end), None), None)
        return found.text if found is not None else ""

    @property
    def is_recipient(self) -> bool:
        """Whether a street stands below it, as on an envelope."""
        return bool(_STREET_LINE.match(self._below))

    @property
    def is_over_occupation(self) -> bool:
        """Whether a line of its own below names a profession, as on a badge."""
        return bool(_OCCUPATION_LINE.fullmatch(self._below))

    @property
    def is_under_occupation(self) -> bool:
        """Whether the line above names a profession: Volunteer over Hyacinth."""
        index = self.run.index - 1
        above = self.page.runs[index].text if index >= 0 else ""
        return bool(_OCCUPATION_LINE.fullmatch(above))

    @property
    def is_over_patient(self) -> bool:
        """Whether a line of its own below says Patient."""
        return bool(_PATIENT_LINE.fullmatch(self._below))

    @property
    def is_over_relation(self) -> bool:
        """Whether a line of its own below says whose mother this is."""
        return bool(_KIN_LINE.fullmatch(self._below))
