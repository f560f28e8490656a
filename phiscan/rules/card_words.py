"""What print says of the thing that it stands on: a card of somebody's, or a label of something.

A label on a tube, a bottle of tablets or a box looks much like a card. Who is named on it is found
by the other rules; nothing else on it says who somebody is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from phiscan.rules.normalise import strip_accents

# Who may use it and how long; what a plan pays; what somebody works as; a driver's classes.
_CARD = re.compile(
    r"\b(?:member|subscriber|policy|insur\w+|insured|coverage|plan|payer|group|grp|benefit\w*|co-?pay"
    r"|deductible|rx\W{0,2}(?:bin|pcn|grp|group)|pcn|ppo|hmo|epo|medicare|medicaid|tricare|cardholder|card"
    r"|employee|employer|staff|badge|visitor|escort|volunteer|student|contractor|department|dept"
    r"|security|access|identi\w+|id(?: ?(?:no|number|#))?|passport|licen[cs]e|driver\w*|class"
    r"|national\w*|citizen\w*|authori[sz]\w+|holder|signature"
    r"|ausweis|fuhrerschein|krankenkasse|versicher\w*|versichert\w*|carte|assur\w+|permis"
    r"|tarjeta|afiliado|asegurad\w|seguro|cedula|documento|tessera|patente|karta|dowod)\b",
    re.I,
)
# Remedies keep for a time as well.
_DATED = re.compile(r"\b(?:valid|expir\w+|exp|issued?|iss)\b", re.I)
_OCCUPATION = re.compile(
    r"^\W*(?:[^\W\d_]+\W+){0,2}(?:nurs\w+|midwife|physician|doctor|surgeon|pharmacist|technician"
    r"|technologist|assistant|therapist|radiographer|sonographer|phlebotomist|paramedic|registrar"
    r"|porter|clerk|orderly|consultant|resident|intern|officer|manager|coordinator|receptionist"
    r"|administrator|engineer|director|teacher|driver|housekeep\w+|r\.?n\.?|m\.?d\.?|lpn|cna|hca)\W*$",
    re.I,
)
# An identity by itself: a patient's number is on labels as on cards. A plan's Rx BIN is on cards.
_OF_PATIENT = re.compile(
    r"\b(?:patient|pt)\W{0,3}id\b"
    r"|\brx\b(?!\W{0,2}(?:bin|pcn|grp|group))(?:\W{0,2}(?:no|number|only)\b|\W{0,2}#)?",
    re.I,
)
_LABEL = re.compile(
    # tablets and drops
    r"\b\d+(?:[.,]\d+)? ?(?:mg|mcg|ug|iu|meq|units?)\b|\b(?:refills?|dispensed?|prescri\w+|pharmacy"
    r"|apothecary|chemist|tablets?|tabs?|capsules?|caps?|by mouth|po(?!\W*box)|inhaler|drops?"
    r"|ointment|qty|drowsiness|sig|take (?:one|two|three|\d)|apply|once|twice|daily"
    r"|bid|tid|qid|prn)\b"
    # what was taken from somebody
    r"|\b(?:specimen|collect\w*|coll|drawn|sample|biops\w+|swab|serum|plasma|urine|blood|placenta"
    r"|tissue|cytology|histology|edta|lav(?:ender)?|sst|heparin|formalin|fixative|tube|aliquot"
    r"|lab(?:oratory)?|test|stat|fasting|centrifuge|accession|acc)\b"
    # what is sold
    r"|\b\d+(?:[.,]\d+)? ?(?:oz|fl oz|g|kg|lbs?|ml|cl|l|litres?|liters?|pcs|pieces|count|ct)\b"
    r"|\b(?:net|ingredients?|flavou?r\w*|organic|recipe|servings?|contains|sugar|salt|calories"
    r"|kcal|best before|use by|keep (?:dry|frozen|refrigerated|cool|out)|store in"
    r"|made (?:in|for|with)|produce of|family pack|instant|new look|recycl\w+|www"
    r"|serve|cook\w*|bake\w*)\b",
    re.I,
)
# A hospital's card for its patient bears these, too: a mark beside another, none by themselves.
_WHOSE = re.compile(
    r"\b(?:chart|hosp(?:ital)?|unit) ?(?:no\b|number|#)"
    r"|\b(?:mrn|med(?:ical)? rec\w*|nhs|d\.?o\.?b\b\.?|date of birth|birth ?date)",
    re.I,
)
_LEAST_MARKS, _LEAST_BY_DATE = 2, 4
"""Lines with a mark of labels: one such word may stand on anything; more where a date until which
it is valid may be a card's."""


def is_label(texts: Sequence[str]) -> bool:
    """Whether lines of print are a label's: of a specimen, a remedy, a package, and of no card.

    >>> is_label(["Rx 555-0101", "ASPIRIN 81 MG TAB", "Refills 3"])
    True
    >>> is_label(["Ana Lopez", "Rx BIN 555010", "Group No", "ASPIRIN 81 MG"])
    False
    """
    plain = [_OF_PATIENT.sub(" ", strip_accents(text)) for text in texts]
    if any(_CARD.search(text) or _OCCUPATION.match(text) for text in plain):
        return False
    least = _LEAST_BY_DATE if any(map(_DATED.search, plain)) else _LEAST_MARKS
    marked = [bool(_LABEL.search(text)) for text in plain]
    marks = sum(own or bool(_WHOSE.search(text)) for own, text in zip(marked, plain, strict=True))
    return any(marked) and marks >= least
