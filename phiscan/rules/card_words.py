"""What print says of the thing that it stands on: a card of somebody's, a label, mail or a notice.

A label on a tube, a bottle of tablets or a box looks much like a card, and so do an envelope and a
poster. Who is named on it is found by the other rules; nothing else on it says who somebody is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from phiscan.rules.normalise import strip_accents

# What a card says that no poster, board or slip of an appointment does.
_HOLDER = (
    r"member|subscriber|policy|insured|payer|co-?pay|deductible|rx\W{0,2}(?:bin|pcn|grp|group)|pcn|ppo"
    r"|hmo|epo|medicare|medicaid|tricare|cardholder|employee|badge|escort|contractor|identi\w+"
    r"|passport|licen[cs]e|national\w*|citizen\w*|holder|ausweis|fuhrerschein|krankenkasse"
    r"|versicher\w*|permis|tarjeta|afiliado|cedula|tessera|dowod"
)
_OF_HOLDER = re.compile(
    rf"\b(?:{_HOLDER}|(?:group|grp|id|licen[cs]e) ?(?:no|number|#)|visitor (?:pass|badge|no)"
    r"|authori[sz]ed signature|assur[eé]\w*)\b",
    re.I,
)
# Who may use it and how long; what a plan pays; what somebody works as; a driver's classes.
_CARD = re.compile(
    rf"\b(?:{_HOLDER}|insur\w+|coverage|plan|group|grp|benefit\w*|card|employer|staff|visitor"
    r"|volunteer|student|department|dept|security|access|id(?: ?(?:no|number|#))?|driver\w*|class"
    r"|authori[sz]\w+|signature|carte|assur\w+|asegurad\w|seguro|documento|patente|karta)\b",
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
    r"\b(?:patient|pt|encounter|visit|chart)\W{0,3}id\b"
    r"|\brx\b(?!\W{0,2}(?:bin|pcn|grp|group))(?:\W{0,2}(?:no|number|only)\b|\W{0,2}#)?",
    re.I,
)
# What a pharmacy prints on tablets and drops, and nobody on a band.
_DISPENSED = (
    r"refills?|pharmacy|apothecary|chemist|tablets?|tabs?|capsules?|by mouth|qty|dispensed?"
    r"|take (?:one|two|three|\d)|drowsiness"
)
_REMEDY = re.compile(rf"\b\d+(?:[.,]\d+)? ?(?:mg|mcg)\b|\b(?:{_DISPENSED}|discard after)\b", re.I)
_TUBE = (
    r"specimen|edta|lav(?:ender)?|sst|heparin|formalin|fixative|serum|plasma|urine|swab|biops\w+"
    r"|cytology|histology|tube|aliquot|centrifuge|fasting|accession"
)
_OF_TUBE = re.compile(rf"\b(?:{_TUBE}|citrate|fluoride)\b", re.I)
_LABEL = re.compile(
    # tablets and drops
    rf"\b\d+(?:[.,]\d+)? ?(?:mg|mcg|ug|iu|meq|units?)\b|\b(?:{_DISPENSED}|prescri\w+|caps?"
    r"|po(?!\W*box)|inhaler|drops?|ointment|sig|apply|once|twice|daily|bid|tid|qid|prn)\b"
    # what was taken from somebody
    rf"|\b(?:{_TUBE}|collect\w*|coll|drawn|sample|blood|placenta|tissue|lab(?:oratory)?|test|stat"
    r"|acc)\b"
    # what is sold
    r"|\b\d+(?:[.,]\d+)? ?(?:oz|fl oz|g|kg|lbs?|ml|cl|l|litres?|liters?|pcs|pieces|count|ct)\b"
    r"|\b(?:net|ingredients?|flavou?r\w*|organic|recipe|servings?|contains|sugar|salt|calories"
    r"|kcal|best bef[o0]re|use by|l[o0]t:? ?[a-z]?\d{3,}|consumer line|lozenges?|dissolve"
    r"|keep (?:dry|frozen|refrigerated|cool|out)|store in"
    r"|made (?:in|for|with)|produce of|family pack|instant|new look|recycl\w+|www"
    r"|serve|cook\w*|bake\w*)\b",
    re.I,
)
# When something was taken from somebody, into what, how it is looked at.
_TAKEN = re.compile(
    r"\b(?:specimen|sample|collected|coll|drawn)\b.{0,24}\d{1,4}[-/. ]?(?:\d|[a-z]{3})"
    r"|\b\d.{0,12}\b(?:specimen|sample|collected|drawn)\b",
    re.I,
)
_COLOUR_OF_CAP = re.compile(
    r"(?:\b|(?<=\d))(?:LAV|LAVENDER|BLU|BLUE|GRN|GREEN|PUR|PURPLE|GLD|GOLD|GR[AE]Y|RED|PINK|YEL"
    r"|YELLOW)(?: TOP)?\W*$"
)
# What stands on an envelope, a parcel.
_MAILED = re.compile(
    r"\b(?:way ?bill|airway ?bill|receiver|recipient|sender|consignee|shipped|shipment|ship to"
    r"|contents|pieces|tracking|deliver(?:y|ed|ing)?|undelivered|return to|postage|first class"
    r"|priority mail|same day|courier|parcel|fragile|par avion|c/o|attn)\b|\b\d+(?:[.,]\d+)? ?kg\b",
    re.I,
)
_TO = re.compile(r"\W*(?:re|attn|to|from|c/o)\b\W{0,2}\s?[^\W\d_]{2}", re.I)
_TOWN = re.compile(r",\s?[A-Z]{2},? \d{5}(?:-\d{4})?$|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$")
# A hospital's card for its patient bears these, too: a mark beside another, none by themselves.
_WHOSE = re.compile(
    r"\b(?:chart|hosp(?:ital)?|unit) ?(?:no\b|number|#)"
    r"|\b(?:mrn|med(?:ical)? rec\w*|nhs|d\.?o\.?b\b\.?|date of birth|birth ?date)",
    re.I,
)
_DAY = (
    r"mon(?:days?)?|tue(?:s|sdays?)?|wed(?:nesdays?)?|thu(?:rs?|rsdays?)?|fri(?:days?)?"
    r"|sat(?:urdays?)?|sun(?:days?)?|lunes|martes|miercoles|jueves|viernes|sabados?|domingos?"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|montags?|dienstags?|mittwochs?"
    r"|donnerstags?|freitags?|samstags?|sonntags?"
)
_OF_NOTICE = re.compile(
    rf"\b(?:{_DAY})\b|\b[0-2]?\d[:.h][0-5]\d\b|\b\d{{1,2}} ?[ap]m\b"
    # what hangs on a wall
    r"|\b(?:welcome|please|thank you|thanks|quiet|no (?:phones?|entry|smoking|dogs|food)|do not"
    r"|free|gratis|gratuit\w*|eintritt|admission|classes|lessons|clases|cours|workshop|exams?"
    r"|in progress|this (?:door|way|area)|biblioteca|library|for (?:sale|rent)|lost|found|reward"
    r"|everyone|all ages|ages \d+|join us|meeting|walk[- ]in|sale|flu shots?|shots here"
    r"|bring (?:your|a)|opening hours|open (?:daily|until)|closed"
    # what stands on a ward's board
    r"|today(?:['’]?s)?(?: is)?|(?:my|your|our) (?:nurse|doctor|aide|goals?|care team|name)|diet"
    r"|npo|goals?|mobility|precautions|fall risk|on call|charge (?:nurse|rn)|transport|discharge"
    r"|family contact|to[- ]?do|handover|rounds|overnight|plan for"
    # what somebody is to keep in mind
    r"|reminder|remember|appointments?|appt|cancel\w*|reschedul\w*|next visit|arrive|ahead|fasting"
    r"|call back|called|needs?|refill|wants to|asap)\b",
    re.I,
)
_OURS = re.compile(r"\b(?:my|your|our|the) ", re.I)
_PRICE = re.compile(
    r"[$€£¥]\s?\d+(?:[.,]\d\d)?(?!\d)|(?<!\d)\d+[.,]\d\d\s?(?:[€£]|eur\b|usd\b)", re.I
)
_OF_TICKET = re.compile(
    r"\b(?:parking|pay (?:before|at|on)|level p?\d|ticket|admit|platform|fare|boarding|departs?"
    r"|sub-?total|change due|till|receipt|row [a-z\d]|seats?|gate|screen \d|cloakroom)\b",
    re.I,
)
_LEAST_OF_TICKET = 2
"""Words of tickets, or one beside a price: a plan's card bears what each visit costs, no word of
these."""
_LEAST_OF_NOTICE, _LEAST_WITH_STAFF = 3, 5
"""Lines with a mark of notices; more where a line is what somebody works as, as badges say."""
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


def is_notice(texts: Sequence[str]) -> bool:
    """Whether lines of print are a poster's, a board's or a reminder's, and of no card.

    >>> is_notice(["QUIET PLEASE", "Exams in progress", "Thank you"])
    True
    >>> is_notice(["Ana Lopez", "Member ID 555010", "Thank you", "Open daily", "Mon-Fri 9am"])
    False
    """
    plain = [strip_accents(text) for text in texts]
    if any(map(_OF_HOLDER.search, plain)):
        return False
    has_staff = any(_OCCUPATION.match(text) and not _OURS.search(text) for text in plain)
    marks = sum(bool(_OF_NOTICE.search(text)) for text in plain)
    return marks >= (_LEAST_WITH_STAFF if has_staff else _LEAST_OF_NOTICE)


def is_ticket(texts: Sequence[str]) -> bool:
    """Whether lines of print are a ticket's or a till's slip, and of no card.

    >>> is_ticket(["Pay before exit", "PARKING", "Level P2", "$12.47"])
    True
    >>> is_ticket(["Ana Lopez", "Member ID 555010", "PCP $20", "ER $150", "Gate access"])
    False
    """
    plain = [strip_accents(text) for text in texts]
    if any(map(_OF_HOLDER.search, plain)) or any(map(_OCCUPATION.match, plain)):
        return False
    has_price = any(map(_PRICE.search, plain))
    return sum(bool(_OF_TICKET.search(text)) for text in plain) + has_price >= _LEAST_OF_TICKET


def is_remedy(texts: Sequence[str]) -> bool:
    """Whether lines of print are a pharmacy's label.

    >>> is_remedy(["Ana Lopez", "ASPIRIN 81 MG TAB", "Refills 3", "Bay Pharmacy"])
    True
    """
    marks = sum(bool(_REMEDY.search(strip_accents(text))) for text in texts)
    return marks >= _LEAST_OF_NOTICE


def is_specimen(texts: Sequence[str]) -> bool:
    """Whether lines of print are a tube's or a jar's: when it was taken, and what it is besides.

    >>> is_specimen(["Ana Lopez", "Specimen taken 02-01-2031 13:31", "LAVENDER"])
    True
    """
    plain = [strip_accents(text) for text in texts]
    taken = [bool(_TAKEN.search(text)) for text in plain]
    return any(taken) and any(
        _OF_TUBE.search("" if own else text) or _COLOUR_OF_CAP.search(text)
        for own, text in zip(taken, plain, strict=True)
    )


def is_mail(texts: Sequence[str]) -> bool:
    """Whether lines of print are an envelope's or a parcel's, and of no card.

    >>> is_mail(["re: Ana Lopez", "12 Elm St", "Salem, OR 97301"])
    True
    >>> is_mail(["Ana Lopez", "Member ID 555010", "Salem, OR 97301"])
    False
    """
    plain = [strip_accents(text) for text in texts]
    if any(map(_OF_HOLDER.search, plain)):
        return False
    marks = sum(bool(_MAILED.search(text)) for text in plain)
    is_addressed = any(map(_TO.match, plain)) and any(map(_TOWN.search, plain))
    return marks >= _LEAST_OF_NOTICE or is_addressed
