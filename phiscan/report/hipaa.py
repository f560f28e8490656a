"""The identifiers of 45 CFR 164.514(b)(2)(i), the Safe Harbor list, in the rule's own words."""

from __future__ import annotations

from collections.abc import Mapping

CITATION = "45 CFR 164.514(b)(2)(i)"

HIPAA_TEXT: Mapping[str, str] = {
    "A": "Names",
    "B": (
        "All geographic subdivisions smaller than a State, including street address, city, "
        "county, precinct, zip code, and their equivalent geocodes (with an exception for the "
        "initial three digits of some zip codes)"
    ),
    "C": (
        "All elements of dates (except year) for dates directly related to an individual, "
        "including birth date, admission date, discharge date, date of death; and all ages over "
        "89 and all elements of dates (including year) indicative of such age"
    ),
    "D": "Telephone numbers",
    "E": "Fax numbers",
    "F": "Electronic mail addresses",
    "G": "Social security numbers",
    "H": "Medical record numbers",
    "I": "Health plan beneficiary numbers",
    "J": "Account numbers",
    "K": "Certificate/license numbers",
    "L": "Vehicle identifiers and serial numbers, including license plate numbers",
    "M": "Device identifiers and serial numbers",
    "N": "Web Universal Resource Locators (URLs)",
    "O": "Internet Protocol (IP) address numbers",
    "P": "Biometric identifiers, including finger and voice prints",
    "Q": "Full face photographic images and any comparable images",
    "R": "Any other unique identifying number, characteristic, or code",
}
"""Letter to wording. B and C leave out their exceptions, R its reference to paragraph (c)."""
