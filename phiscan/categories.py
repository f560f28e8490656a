"""What a finding can be, and which of HIPAA's identifiers that is."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Category(StrEnum):
    """What a finding is. Added to, never renamed: other programs read these words."""

    PERSON_NAME = "person_name"
    MRN = "mrn"
    DATE_OF_BIRTH = "date_of_birth"
    DATE = "date"
    AGE_OVER_89 = "age_over_89"
    PHONE = "phone"
    EMAIL = "email"
    SSN = "ssn"
    ADDRESS = "address"
    HEALTH_PLAN_ID = "health_plan_id"
    ACCOUNT_NUMBER = "account_number"
    LICENSE_NUMBER = "license_number"
    DEVICE_ID = "device_id"
    VEHICLE_ID = "vehicle_id"
    URL = "url"
    IP_ADDRESS = "ip_address"
    OTHER_ID = "other_id"
    DENIED_TERM = "denied_term"
    UNREAD_TEXT = "unread_text"
    LAB_RESULT = "lab_result"
    WRISTBAND = "wristband"
    RADIOGRAPH = "radiograph"
    MEDICAL_IMAGING = "medical_imaging"
    FACE = "face"
    ID_CARD = "id_card"
    SCREEN = "screen"
    BARCODE = "barcode"
    SIGNATURE = "signature"
    GPS_LOCATION = "gps_location"
    CAPTURE_TIME = "capture_time"
    DEVICE_METADATA = "device_metadata"
    PERSON_METADATA = "person_metadata"
    EMBEDDED_PREVIEW = "embedded_preview"
    TRAILING_DATA = "trailing_data"
    FILENAME = "filename"


TEXT_CATEGORIES = frozenset(
    {
        Category.PERSON_NAME, Category.MRN, Category.DATE_OF_BIRTH, Category.DATE,
        Category.AGE_OVER_89, Category.PHONE, Category.EMAIL, Category.SSN, Category.ADDRESS,
        Category.HEALTH_PLAN_ID, Category.ACCOUNT_NUMBER, Category.LICENSE_NUMBER,
        Category.DEVICE_ID, Category.VEHICLE_ID, Category.URL, Category.IP_ADDRESS,
        Category.OTHER_ID, Category.DENIED_TERM, Category.UNREAD_TEXT, Category.LAB_RESULT,
    }
)  # fmt: skip
"""What reading finds; when none of these is wanted, no text is read."""

HIPAA_LETTER: Mapping[Category, str] = {
    # 45 CFR 164.514(b)(2)(i)(A)-(R). Categories that are no identifier by themselves (a lab table,
    # a screen) have none.
    Category.PERSON_NAME: "A",
    Category.ADDRESS: "B",
    Category.GPS_LOCATION: "B",
    Category.DATE_OF_BIRTH: "C",
    Category.DATE: "C",
    Category.AGE_OVER_89: "C",
    Category.CAPTURE_TIME: "C",
    Category.PHONE: "D",
    Category.EMAIL: "F",
    Category.SSN: "G",
    Category.MRN: "H",
    Category.HEALTH_PLAN_ID: "I",
    Category.ACCOUNT_NUMBER: "J",
    Category.LICENSE_NUMBER: "K",
    Category.VEHICLE_ID: "L",
    Category.DEVICE_ID: "M",
    Category.DEVICE_METADATA: "M",
    Category.URL: "N",
    Category.IP_ADDRESS: "O",
    Category.SIGNATURE: "R",
    Category.FACE: "Q",
    Category.RADIOGRAPH: "R",
    Category.MEDICAL_IMAGING: "R",
    Category.WRISTBAND: "R",
    Category.ID_CARD: "R",
    Category.BARCODE: "R",
    Category.OTHER_ID: "R",
    Category.DENIED_TERM: "R",
    Category.UNREAD_TEXT: "R",
    Category.PERSON_METADATA: "A",
    Category.EMBEDDED_PREVIEW: "R",
    Category.TRAILING_DATA: "R",
    Category.FILENAME: "R",
}
