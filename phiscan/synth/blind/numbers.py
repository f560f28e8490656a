"""Numbers in the shapes that other clinics print, by country. None can belong to a person.

Phones come from ranges kept for fiction (555-01xx, Ofcom's and ACMA's drama numbers) or exchanges
that are not in use; NHS numbers start with 999, which is kept for tests.
"""

from __future__ import annotations

import string
from datetime import date
from random import Random

LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"

MRN = {
    "US": ("M000######", "#########", "######", "####-##-##", "H00######", "A-######", "##-####-#",
           "E########", "0##-##-####"),
    "UK": ("R#######", "T######", "@@# ######", "######@", "0#######", "WX######"),
    "AU": ("#######", "UR#######", "0######", "@######", "## ## ##"),
    "CA": ("J0########", "0###-###", "MR####-###", "#######", "CH0#####"),
    "IN": ("AIH.000#######", "MH00######", "20%/##/#####", "UH-%-#####", "SKH#######"),
}  # fmt: skip
ACCOUNT = {
    "US": ("20######", "7#########", "V000########", "FN##########", "6########-1"),
    "UK": ("A######", "SP######", "ED%-######"),
    "AU": ("E0######", "%#######", "ADM-######"),
    "CA": ("AB0######/%", "Z#########", "10#######"),
    "IN": ("IP%-######", "OP/%/#####", "IPD-%-####", "BL######"),
}
ACCESSION = ("H%######", "%:C#####", "M%-####-##", "L####### ", "%.#######.@", "@%#####", "W######")
PRESCRIPTION = ("RX #######", "6###-######", "####### 0", "N######", "#######-##")
MEMBER = {
    "US": ("W### ## ####", "@@@###@####", "0########-01", "YPK#########", "#@@#-@@#-@@##"),
    "UK": ("###-####-###", "BX########", "######/@"),
    "AU": ("2### ##### #", "4### ##### #", "###### ##@"),
    "CA": ("9### ### ###", "#### - ### - ### - @@", "@@@@ #### ####"),
    "IN": ("MD##-##########", "############", "HX%/######"),
}
GROUP = ("@@####", "0###### 00#", "###-####", "7#####", "@##-#####")
DEVICE = ("@@####-##-####", "SN ########", "(21)@#######", "####@@###")
LICENCE = {
    "US": ("@### #### ####", "########", "@@######@"),
    "UK": ("GMC #######",),
    "AU": ("######@@", "## ### ###"),
    "CA": ("@####-#####-#####", "######-###"),
    "IN": ("@@## 20%#######", "@@-##-####-####"),
}
PHONES = {
    "US": ("(###) 555-01##", "###-555-01##", "###.555.01##", "1-###-555-01##", "### 555 01##",
           "###/555-01##", "(###)555-01## ext. ###", "###-555-01## x####", "+1 (###) 555-01##"),
    "UK": ("020 7946 0###", "0161 496 0###", "07700 900###", "07700 900 ###", "+44 20 7946 0###",
           "(0121) 496 0###", "0131 496 0### ext ####", "+44 (0)7700 900###"),
    "AU": ("(02) 5550 ####", "0491 570 15#", "0491 570 1##", "03 5550 ####", "+61 491 570 ###",
           "07 5550 #### ext ###", "(08) 5550 ####"),
    "CA": ("###-555-01##", "(###) 555-01##", "1 ### 555-01##", "###.555.01## poste ###",
           "+1-###-555-01##"),
    "IN": ("+91 80 5550 01##", "080-555001##", "022 5550 01##", "+91-44-5550-01##",
           "(040) 5550 01##", "+91 11 555001## Extn. ###"),
}  # fmt: skip
AREAS = {
    "US": ("214", "267", "313", "402", "505", "615", "702", "808", "843", "971"),
    "CA": ("204", "306", "416", "514", "604", "709", "902", "905"),
}
DATES = {
    "US": ("%m/%d/%Y", "%m/%d/%Y", "%m/%d/%y", "{m}/{d}/%Y", "%d-%b-%Y!", "%b {d}, %Y",
           "%B {d}, %Y", "%m-%d-%Y", "%Y-%m-%d", "%b %d %Y!", "%m/%d/%Y"),
    "UK": ("%d/%m/%Y", "%d/%m/%Y", "%d %b %Y", "%d-%b-%Y", "{d} %B %Y", "%d.%m.%y", "%d/%m/%y",
           "{d}th", "%d %b %Y!", "%d.%m.%Y"),
    "AU": ("%d/%m/%Y", "%d/%m/%Y", "{d}/{m}/%Y", "%d-%b-%Y", "%d %b %Y", "%d%b%Y!", "%d/%m/%y"),
    "CA": ("%Y-%m-%d", "%Y-%m-%d", "%Y/%m/%d", "%d %b %Y!", "%b %d, %Y", "%d/%m/%Y", "%d-%b-%Y!"),
    "IN": ("%d/%m/%Y", "%d-%m-%Y", "%d-%b-%Y", "%d %b %Y", "%d-%b-%y", "%d.%m.%Y", "%d/%m/%y"),
}  # fmt: skip


def filled(rng: Random, pattern: str) -> str:
    """Return a pattern with digits for #, letters for @ and a year's two digits for %.

    >>> filled(Random(1), "UR-%-@")
    'UR-23-V'
    """
    made = []
    for char in pattern.replace("%", f"{rng.randint(23, 26)}").strip():
        if char == "#":
            made.append(rng.choice(string.digits))
        else:
            made.append(rng.choice(LETTERS) if char == "@" else char)
    return "".join(made)


def phone(rng: Random, region: str) -> str:
    """Return a phone number of a country in one of its shapes."""
    pattern = rng.choice(PHONES[region])
    if region in AREAS:
        pattern = pattern.replace("###", rng.choice(AREAS[region]), 1)
    return filled(rng, pattern)


def nhs(rng: Random) -> str:
    """Return a British test number (999 ...) with its check digit (modulus 11)."""
    while True:
        body = "999" + filled(rng, "######")
        check = 11 - sum(int(c) * (10 - i) for i, c in enumerate(body)) % 11
        if check != 10:
            whole = f"{body}{check % 11}"
            return rng.choice((f"{whole[:3]} {whole[3:6]} {whole[6:]}", whole))


def write_date(day: date, shape: str) -> str:
    """Return the date in a shape of DATES: strftime, {d} and {m} without zero, ! for capitals.

    >>> write_date(date(1961, 3, 14), "%d-%b-%Y!"), write_date(date(1961, 3, 2), "{d}th")
    ('14-MAR-1961', '2nd March 1961')
    """
    if shape == "{d}th":
        last = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day // 10 != 1 else 0, "th")
        return f"{day.day}{last} {day:%B %Y}"
    text = day.strftime(shape.rstrip("!")).format(d=day.day, m=day.month)
    return text.upper() if shape.endswith("!") else text
