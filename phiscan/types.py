"""The vocabulary: what goes in, what comes out, checked at birth. No engine is named here.

What is looked at stands in photo.py, what a finding can be in categories.py.

All coordinates are pixels of the upright photo (EXIF orientation applied), origin top left, x to
the right, y down; x1 and y1 of a box are exclusive.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from phiscan.categories import HIPAA_LETTER, TEXT_CATEGORIES, Category
from phiscan.errors import ExitCode, NotExaminedError
from phiscan.photo import Box, Line, Photo, Pixels, Points, as_points, bounding_box

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image

    PhotoLike = str | Path | bytes | Image | NDArray[Any]
    """What a caller may give as a photo; a str is always a path, never an address on the web."""

__all__ = [
    "ALL_TEXT", "HIPAA_LETTER", "SCHEMA", "TEXT_CATEGORIES", "Action", "Box", "Category",
    "Finding", "Line", "PageInfo", "Photo", "Pixels", "Points", "RedactResult",
    "Role", "ScanResult", "Status", "as_points", "bounding_box",
]  # fmt: skip

SCHEMA = "phiscan/1"
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
