"""What each category means, why it matters and what to do: one table for every output.

Written for the person who is about to post a photo. Every example is invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from phiscan.policy import CLINIC_POLICY
from phiscan.report.hipaa import CITATION, HIPAA_TEXT
from phiscan.types import HIPAA_LETTER, Category

C = Category

_RETAKE = "Take the photo again without it in view, or share the covered copy instead."
_COVER = "Cover it in the photo before sharing; phiscan redact does that and checks the result."
_FRESH = "Share the copy that phiscan redact writes: it is made fresh and carries nothing along."


@dataclass(frozen=True)
class Words:
    """Plain words for one category."""

    category: Category
    title: str
    why: str
    example: str
    what_to_do: str

    @property
    def hipaa(self) -> str | None:
        """Letter A-R, or None where the category is no identifier by itself."""
        return HIPAA_LETTER.get(self.category)

    @property
    def hipaa_text(self) -> str:
        """The rule's wording for that letter, or why there is none."""
        if self.hipaa is None:
            return (
                "No identifier by itself: health information becomes protected "
                "as soon as it can be tied to a person"
            )
        return HIPAA_TEXT[self.hipaa]

    @property
    def citation(self) -> str:
        """The paragraph to quote, such as 45 CFR 164.514(b)(2)(i)(A)."""
        return CITATION if self.hipaa is None else f"{CITATION}({self.hipaa})"

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form that `phiscan explain --format json` prints."""
        return {
            "category": str(self.category),
            "title": self.title,
            "why": self.why,
            "hipaa": self.hipaa,
            "hipaa_text": self.hipaa_text,
            "citation": self.citation,
            "example": self.example,
            "what_to_do": self.what_to_do,
            "default_action": str(CLINIC_POLICY.actions.get(self.category, CLINIC_POLICY.default)),
        }


_TABLE = (
    Words(
        C.PERSON_NAME,
        "Person's name",
        "A patient's name next to anything clinical tells the world who is being treated.",
        "'Patient: Maria Lopez' at the top of a printout on the desk",
        _COVER,
    ),
    Words(
        C.MRN,
        "Medical record number",
        "It is the key to one patient's whole record; anyone with access can look up who it is.",
        "'MRN 00417732' on a label or a wristband",
        _COVER,
    ),
    Words(
        C.DATE_OF_BIRTH,
        "Date of birth",
        "Together with a place or a name, a full birth date singles out most people.",
        "'DOB 03/14/1961' on a form",
        _COVER,
    ),
    Words(
        C.DATE,
        "Date",
        "The day of a visit, an admission or a result can point to one patient.",
        "'Collected 11/02/2025' on a specimen label",
        "Cover it when it has to do with a patient; a date on a wall calendar may stay.",
    ),
    Words(
        C.AGE_OVER_89,
        "Age over 89",
        "So few people are that old that the age itself can identify someone.",
        "'94 y/o F' on a whiteboard",
        "Cover it, or say '90 or older' instead.",
    ),
    Words(
        C.PHONE,
        "Phone or fax number",
        "A number leads to a person within seconds in any search engine.",
        "'Call daughter 555-0142' on a sticky note",
        "Cover it, unless it is the practice's own public number.",
    ),
    Words(
        C.EMAIL,
        "E-mail address",
        "An address usually names its owner and can be searched for.",
        "'m.lopez@example.com' on an intake form",
        "Cover it, unless it is the practice's own public address.",
    ),
    Words(
        C.SSN,
        "Social security number",
        "It identifies one person for life and opens the door to identity theft.",
        "'SSN 000-12-3456' on an insurance form",
        _COVER,
    ),
    Words(
        C.ADDRESS,
        "Address",
        "A street, town or zip code narrows a patient down to a household.",
        "'12 Willow Lane, Springfield' on an envelope",
        _COVER,
    ),
    Words(
        C.HEALTH_PLAN_ID,
        "Health plan number",
        "A member or group number belongs to one insured person or family.",
        "'Member ID XJP 4410 229' on an insurance card",
        _COVER,
    ),
    Words(
        C.ACCOUNT_NUMBER,
        "Account or visit number",
        "It points to one bill or one visit, and with that to one patient.",
        "'CSN 88120457' on a face sheet",
        _COVER,
    ),
    Words(
        C.LICENSE_NUMBER,
        "Licence or provider number",
        "Certificate and licence numbers name one person; DEA numbers are misused for fraud.",
        "'NPI 1234567893' on a prescription",
        _COVER,
    ),
    Words(
        C.DEVICE_ID,
        "Device serial number",
        "An implant's or pump's serial number can be traced to the patient who has it.",
        "'SN 7F-220914' on a pacemaker card",
        _COVER,
    ),
    Words(
        C.VEHICLE_ID,
        "Vehicle or plate number",
        "A licence plate leads to its owner.",
        "A readable number plate in the ambulance bay",
        _COVER,
    ),
    Words(
        C.URL,
        "Web address",
        "A personal or portal link can open, or point to, one patient's page.",
        "'portal.example.org/p/88120457' on a screen",
        "Cover it, unless it is the practice's own public site.",
    ),
    Words(
        C.IP_ADDRESS,
        "Network address",
        "An IP address can be tied to a household or a device.",
        "'192.0.2.17' in the corner of a workstation screen",
        _COVER,
    ),
    Words(
        C.OTHER_ID,
        "Other identifying number",
        "Accession, prescription and similar numbers lead back to one patient.",
        "'Accession 25-0311842' on a specimen tube",
        _COVER,
    ),
    Words(
        C.DENIED_TERM,
        "Term on your own list",
        "Your organisation listed this term as one that must never be shared.",
        "A ward's or a study's internal name from the file given with --deny",
        _COVER,
    ),
    Words(
        C.UNREAD_TEXT,
        "Text that could not be read",
        "There is writing here that the reader could not make out; a person still might.",
        "A handwritten line on a chart",
        "Look at it yourself. If in doubt, cover it.",
    ),
    Words(
        C.LAB_RESULT,
        "Lab results",
        "Test results are health information; with a name or number nearby they are protected.",
        "A printed table with glucose, creatinine and reference ranges",
        _RETAKE,
    ),
    Words(
        C.WRISTBAND,
        "Patient wristband",
        "A wristband carries name, birth date and record number on one strip.",
        "A banded wrist in a photo of a hand-hold",
        _RETAKE,
    ),
    Words(
        C.RADIOGRAPH,
        "X-ray picture",
        "An X-ray shows one patient's body, and often a name burnt into a corner.",
        "A chest film on a light box behind a selfie",
        _RETAKE,
    ),
    Words(
        C.MEDICAL_IMAGING,
        "CT, MR or ultrasound picture",
        "Scans show one patient's body; a face can even be rebuilt from some of them.",
        "An ultrasound still on a monitor",
        _RETAKE,
    ),
    Words(
        C.FACE,
        "Face",
        "A face is recognised at once, by people and by machines.",
        "A patient in the background of a staff photo",
        "Ask for written consent for this use, or cover the head.",
    ),
    Words(
        C.ID_CARD,
        "Identity or insurance card",
        "A card shows name, numbers and often a portrait, all in one place.",
        "A driving licence lying on the reception desk",
        _RETAKE,
    ),
    Words(
        C.SCREEN,
        "Computer or phone screen",
        "Screens in a clinic often show a patient's record, even where it is too small to read.",
        "A monitor with the schedule open in the background",
        "Look closely at what the screen shows, or turn it off before taking the photo.",
    ),
    Words(
        C.BARCODE,
        "Barcode or QR code",
        "Codes on labels and bands hold record numbers that any phone can read.",
        "A QR code on a specimen bag",
        "Cover the whole code with its white margin; half a code can still be read.",
    ),
    Words(
        C.SIGNATURE,
        "Signature",
        "A signature is a person's name in their own hand.",
        "A signed consent form on a clipboard",
        _COVER,
    ),
    Words(
        C.GPS_LOCATION,
        "Place where it was taken",
        "The photo file stores where it was taken, to within a few metres.",
        "GPS coordinates of a patient's home in the photo file",
        _FRESH,
    ),
    Words(
        C.CAPTURE_TIME,
        "Time when it was taken",
        "The photo file stores the second of the shot, which can be matched with a visit.",
        "'2025:11:02 14:03:22' in the photo file",
        _FRESH,
    ),
    Words(
        C.DEVICE_METADATA,
        "Camera details",
        "The photo file stores the phone or camera, sometimes with its serial number.",
        "The serial number of a clinic phone in the photo file",
        _FRESH,
    ),
    Words(
        C.PERSON_METADATA,
        "Names or captions in the file",
        "Photo apps store names, captions and face tags in the file, unseen in the picture.",
        "A caption naming the patient, added by a photo app",
        _FRESH,
    ),
    Words(
        C.EMBEDDED_PREVIEW,
        "Second picture inside the file",
        "A small preview in the file can still show what was cropped or covered later.",
        "A thumbnail from before the name was cut off",
        _FRESH,
    ),
    Words(
        C.TRAILING_DATA,
        "Hidden data after the picture",
        "Data after the picture's end can hold a video clip or the uncropped original.",
        "The short film of a motion photo",
        _FRESH,
    ),
    Words(
        C.FILENAME,
        "Identifier in the file name",
        "The name of the file or folder travels with every upload.",
        "'Lopez_Maria_MRN00417732.jpg'",
        "Rename the file before sharing.",
    ),
)  # fmt: skip

WORDS: Mapping[Category, Words] = {entry.category: entry for entry in _TABLE}
"""Every category's words; a test keeps it complete."""
