"""The vocabulary: what goes in, what comes out, checked at birth. No engine is named here.

All coordinates are pixels of the upright photo (EXIF orientation applied), origin top left, x to
the right, y down; x1 and y1 of a box are exclusive.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from phiscan.errors import ExitCode, NotExaminedError

if TYPE_CHECKING:
    from PIL.Image import Image

    PhotoLike = str | Path | bytes | Image | NDArray[Any]
    """What a caller may give as a photo; a str is always a path, never an address on the web."""

Pixels = NDArray[np.uint8]
"""(H, W, 3) uint8 RGB, upright."""
Points = tuple[tuple[float, float], ...]
"""Polygon corners (x, y) in pixels, clockwise."""
Box = tuple[int, int, int, int]
"""(x0, y0, x1, y1) in pixels, x1 and y1 exclusive."""

SCHEMA = "phiscan/1"


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


ALL_TEXT = "all_text"
"""The tag of a line that is covered only because every line is to be (`redact_all_text`)."""


class Role(StrEnum):
    """Whose identifier it is, as far as the photo tells."""

    PATIENT = "patient"
    CLINICIAN = "clinician"
    UNKNOWN = "unknown"


class Action(StrEnum):
    """What the policy does with one finding, and a photo's verdict; mildest first."""

    ALLOW = "allow"
    REVIEW = "review"
    BLOCK = "block"

    @property
    def severity(self) -> int:
        """0 allow, 1 review, 2 block: lets verdicts be compared with max()."""
        return list(Action).index(self)


class Status(StrEnum):
    """How far the photo was looked at."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    FAILED = "failed"


def as_points(polygon: Any, *, minimum: int = 4) -> Points:
    """Check and convert a polygon; raises ValueError with wanted versus got."""
    array = np.asarray(polygon, dtype=float)
    if array.ndim != 2 or array.shape[1] != 2 or len(array) < minimum:
        raise ValueError(f"polygon: wanted ({minimum}+, 2) numbers, got shape {array.shape}")
    if not np.isfinite(array).all():
        raise ValueError("polygon: wanted finite numbers, got NaN or infinity")
    return tuple((float(x), float(y)) for x, y in array)


def bounding_box(polygon: Sequence[Sequence[float]]) -> Box:
    """Return the smallest (x0, y0, x1, y1) of whole pixels around a polygon, end exclusive.

    >>> bounding_box([(0.2, 1.0), (3.5, 1.0), (3.5, 2.5), (0.2, 2.5)])
    (0, 1, 4, 3)
    """
    array = np.asarray(polygon, dtype=float)
    low = np.floor(array.min(axis=0)).astype(int)
    high = np.ceil(array.max(axis=0)).astype(int)
    high = np.maximum(high, low + 1)
    return int(low[0]), int(low[1]), int(high[0]), int(high[1])


@dataclass(frozen=True, eq=False)
class Photo:
    """One page or frame, ready to be looked at.

    `pixels` is what a viewer shows and what a safe copy is drawn from. `views` are further
    renderings of the same page, same size, in which content hides that `pixels` does not show
    (the colour under transparent pixels, a 16-bit picture stretched); finders look at all of them.
    """

    pixels: Pixels = field(repr=False)
    source: str = field(default="<memory>", repr=False)
    page: int = 1
    views: tuple[Pixels, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        for name, array in (("pixels", self.pixels), *(("view", v) for v in self.views)):
            if array.ndim != 3 or array.shape[2] != 3 or array.dtype != np.uint8:
                raise ValueError(f"{name}: wanted (H, W, 3) uint8, got {array.shape} {array.dtype}")
            if array.shape != self.pixels.shape:
                raise ValueError(f"view: wanted {self.pixels.shape}, got {array.shape}")

    @property
    def size_wh(self) -> tuple[int, int]:
        """(width, height) in pixels."""
        return int(self.pixels.shape[1]), int(self.pixels.shape[0])


@dataclass(frozen=True)
class Line:
    """One run of text as a reader saw it, with the way from characters back to pixels.

    `polygon` runs clockwise from the text's own top left: first the points of the upper edge, left
    to right in reading direction, then as many of the lower edge, right to left. Four points for a
    straight line, more for a curved one. `char_spans` gives for each character of `text` its
    (start, end) along the line, 0..1 in reading direction.
    """

    text: str = field(repr=False)
    polygon: Points
    score: float
    char_spans: tuple[tuple[float, float], ...] = field(default=(), repr=False)
    source: str = "reader"

    def __post_init__(self) -> None:
        object.__setattr__(self, "polygon", as_points(self.polygon))
        if len(self.polygon) % 2:
            raise ValueError("polygon: wanted as many points above as below, got an odd number")
        if not self.char_spans and self.text:
            n = len(self.text)
            even = tuple((i / n, (i + 1) / n) for i in range(n))
            object.__setattr__(self, "char_spans", even)
        if len(self.char_spans) != len(self.text):
            raise ValueError(
                f"char_spans: wanted {len(self.text)} pairs, got {len(self.char_spans)}"
            )

    @property
    def angle_deg(self) -> float:
        """Reading direction in degrees, clockwise on the screen; 0 is upright text."""
        (x0, y0), (x1, y1) = self.polygon[0], self.polygon[len(self.polygon) // 2 - 1]
        return float(np.degrees(np.arctan2(y1 - y0, x1 - x0)))

    @property
    def height_px(self) -> float:
        """Mean height across the reading direction, in pixels."""
        half = len(self.polygon) // 2
        upper = np.array(self.polygon[:half])
        lower = np.array(self.polygon[half:][::-1])
        return float(np.linalg.norm(upper - lower, axis=1).mean())

    @property
    def box(self) -> Box:
        """Upright bounding box."""
        return bounding_box(self.polygon)

    def span_polygon(self, start: int, end: int) -> Points:
        """Return the polygon of characters start..end (end exclusive), following the line's bend.

        Raises ValueError when the span is empty or outside the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"span: wanted 0 <= start < end <= {len(self.text)}")
        t0 = min(span[0] for span in self.char_spans[start:end])
        t1 = max(span[1] for span in self.char_spans[start:end])
        half = len(self.polygon) // 2
        upper = np.array(self.polygon[:half])
        lower = np.array(self.polygon[half:][::-1])
        knots = np.linspace(0.0, 1.0, half)
        ts = np.array([t0, *[k for k in knots if t0 < k < t1], t1])

        def along(edge: NDArray[np.float64]) -> list[tuple[float, float]]:
            xs, ys = np.interp(ts, knots, edge[:, 0]), np.interp(ts, knots, edge[:, 1])
            return [(float(x), float(y)) for x, y in zip(xs, ys, strict=True)]

        return tuple(along(upper) + along(lower)[::-1])


@dataclass(frozen=True)
class Finding:
    """One thing in a photo (or its metadata or name) that a policy must decide about.

    `text` exists in memory only and is left out of repr, equality and, unless asked for, of every
    output. `tags` are facts for the policy ("medical": on a page with medical context;
    "undecoded", "retail": of a code); they stay in memory too.
    """

    category: Category
    score: float
    reason: str
    detector: str
    polygon: Points | None = None
    page: int = 1
    role: Role = Role.UNKNOWN
    action: Action | None = None
    text: str | None = field(default=None, repr=False, compare=False)
    tags: frozenset[str] = frozenset()
    found_reason: str | None = field(default=None, repr=False, compare=False)
    """The reason as it was found, where a consent or a review has added to it."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "category", Category(self.category))
        object.__setattr__(self, "role", Role(self.role))
        if not 0.0 <= self.score <= 1.0:
            raise ValueError(f"score: wanted 0..1, got {self.score}")
        if self.page < 1:
            raise ValueError(f"page: wanted 1 or more, got {self.page}")
        if self.polygon is not None:
            object.__setattr__(self, "polygon", as_points(self.polygon))

    @property
    def box(self) -> Box | None:
        """Upright bounding box of the polygon, or None where the finding is not in the pixels."""
        return None if self.polygon is None else bounding_box(self.polygon)

    @property
    def hipaa(self) -> str | None:
        """Letter A-R of 45 CFR 164.514(b)(2)(i), or None."""
        return HIPAA_LETTER.get(self.category)

    @cached_property
    def id(self) -> str:
        """Stable across runs; made of place, category and detector, never of the text."""
        place = (
            "" if self.polygon is None else ";".join(f"{x:.0f},{y:.0f}" for x, y in self.polygon)
        )
        reason = self.found_reason or self.reason
        key = f"{self.category}|{self.page}|{self.detector}|{place}|{reason}"
        return f"{self.category}-{hashlib.sha256(key.encode()).hexdigest()[:10]}"

    @property
    def is_released(self) -> bool:
        """Whether a person's consent or review lets this through, and not the policy."""
        return self.found_reason is not None and self.action is Action.ALLOW

    @property
    def because(self) -> str:
        """What a consent or a review has added to the reason."""
        start = 0 if self.found_reason is None else len(self.found_reason.rstrip(".")) + 2
        return self.reason[start:] if start else ""

    def with_action(self, action: Action, because: str = "") -> Finding:
        """Return a copy that carries what was decided; `because` is added to the reason.

        The id stays: it is made of the reason as it was found.
        """
        if not because:
            return replace(self, action=action)
        found = self.found_reason or self.reason
        whole = f"{found.rstrip('.')}. {because}"
        return replace(self, action=action, reason=whole, found_reason=found)

    def to_dict(self, *, show_values: bool = False) -> dict[str, Any]:
        """Return the JSON form; the text only when asked for."""
        out: dict[str, Any] = {
            "id": self.id,
            "category": str(self.category),
            "score": round(self.score, 4),
            "polygon": None
            if self.polygon is None
            else [[round(x, 2), round(y, 2)] for x, y in self.polygon],
            "box": None if self.box is None else list(self.box),
            "page": self.page,
            "detector": self.detector,
            "reason": self.reason,
            "role": str(self.role),
            "hipaa": self.hipaa,
            "action": None if self.action is None else str(self.action),
        }
        if show_values:
            out["text"] = self.text
        return out


@dataclass(frozen=True)
class PageInfo:
    """Number (from 1) and (width, height) in pixels of one page or frame."""

    page: int
    size_wh: tuple[int, int]


@dataclass(frozen=True)
class ScanResult:
    """What phiscan has to say about one file.

    Reading `findings` of a failed scan raises NotExaminedError: nobody looked, so an empty list
    would be a lie. `content_hash` says which content was looked at (LoadedFile.content_hash), so
    that findings are never drawn over another picture; it stays in memory.
    """

    source: str = field(repr=False)
    status: Status
    verdict: Action
    all_findings: tuple[Finding, ...] = ()
    pages: tuple[PageInfo, ...] = ()
    caused_by: tuple[str, ...] = ()
    not_examined: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    timings_s: Mapping[str, float] = field(default_factory=dict, compare=False)
    content_hash: str | None = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.status is Status.FAILED and self.verdict is not Action.BLOCK:
            raise ValueError("a failed scan blocks; got verdict " + str(self.verdict))
        if self.status is Status.INCOMPLETE and self.verdict is Action.ALLOW:
            raise ValueError("an incomplete scan is at least review; got allow")
        if self.status is not Status.COMPLETE and not self.not_examined:
            raise ValueError("wanted a reason in not_examined for status " + str(self.status))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings; raises NotExaminedError when the photo could not be examined."""
        if self.status is Status.FAILED:
            raise NotExaminedError("not examined: " + "; ".join(self.not_examined))
        return self.all_findings

    @property
    def size_wh(self) -> tuple[int, int] | None:
        """(width, height) of the first page in pixels, or None when nothing was decoded."""
        return self.pages[0].size_wh if self.pages else None

    @property
    def is_clean(self) -> bool:
        """True when everything was examined and the policy lets the photo through."""
        return self.exit_code is ExitCode.CLEAN

    @property
    def exit_code(self) -> ExitCode:
        """0 clean and complete, 1 findings to act on, 3 incomplete or failed."""
        if self.status is not Status.COMPLETE:
            return ExitCode.INCOMPLETE
        return ExitCode.CLEAN if self.verdict is Action.ALLOW else ExitCode.FINDINGS

    def to_dict(self, *, show_values: bool = False) -> dict[str, Any]:
        """Return the JSON form, schema phiscan/1."""
        size = self.size_wh
        failed = self.status is Status.FAILED
        return {
            "schema": SCHEMA,
            "source": self.source,
            "size_wh": None if size is None else list(size),
            "pages": [{"page": p.page, "size_wh": list(p.size_wh)} for p in self.pages],
            "status": str(self.status),
            "verdict": str(self.verdict),
            "caused_by": list(self.caused_by),
            "not_examined": list(self.not_examined),
            "notes": list(self.notes),
            "findings": []
            if failed
            else [f.to_dict(show_values=show_values) for f in self.all_findings],
            "timings_s": {k: round(v, 4) for k, v in self.timings_s.items()},
        }


@dataclass(frozen=True)
class RedactResult:
    """What became of one file's safe copy.

    `safe_copy` is the path written, or None; `image` holds the encoded copy when the input came
    from memory. `covered` counts findings covered in the pixels, `removed` names the metadata that
    was left out. `verified` is True only after the second look passed.
    """

    source: str = field(repr=False)
    safe_copy: Path | None
    covered: int
    removed: tuple[str, ...]
    verified: bool
    reason: str
    image: bytes | None = field(default=None, repr=False, compare=False)
    scan: ScanResult | None = field(default=None, repr=False, compare=False)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form: source, safe_copy, covered, removed, verified, reason."""
        return {
            "source": self.source,
            "safe_copy": None if self.safe_copy is None else str(self.safe_copy),
            "covered": self.covered,
            "removed": list(self.removed),
            "verified": self.verified,
            "reason": self.reason,
        }
