"""Findings that a person has looked at and found harmless: one a line, without text or path.

A finding is known by a keyed fingerprint (HMAC-SHA256) of the file's content, its category and its
place, as in detect-secrets' and gitleaks' baselines, which keep plain hashes; a number of seven
digits would be guessed back from such a one. Each line is sealed with the same key: a date moved by
hand shows. A file whose content changed in one byte has no reviewed findings.
"""

from __future__ import annotations

import hmac
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from phiscan._keys import given_key, user_key
from phiscan.errors import UsageError
from phiscan.publish import held, replace_file
from phiscan.types import Action, Box, Category, Finding

if TYPE_CHECKING:
    from phiscan.load import LoadedFile

SCHEMA = "phiscan-baseline/1"
KEY = "PHISCAN_BASELINE_KEY"
GRID_PX, SLACK_PX = 16, 4
"""Corners are kept to this many pixels: other processors find the same text some pixels off."""
_DIGITS = 32
"""Hexadecimal digits of a fingerprint and of a seal: 128 bits."""


@dataclass(frozen=True)
class Review:
    """What a person decided about one finding, and the last day on which it holds."""

    finding: str
    category: Category
    until: date
    reviewer: str
    reason: str

    def judge(self, today: date) -> tuple[bool, str]:
        """Return whether the finding is let through on a day, and why.

        The reason given stays in the baseline, as does a reviewer's name: results are logged.
        """
        if today > self.until:
            return False, f"Its review by {_shown(self.reviewer)} ended on {self.until}."
        return True, f"Reviewed by {_shown(self.reviewer)} until {self.until}."

    def to_dict(self) -> dict[str, str]:
        """Return what a line says, without its seal."""
        return {
            "finding": self.finding, "category": str(self.category),
            "until": self.until.isoformat(), "reviewer": self.reviewer, "reason": self.reason,
        }  # fmt: skip


@dataclass(frozen=True)
class Baseline:
    """All reviews of one file, by fingerprint, and the key that they are made with."""

    reviews: dict[str, Review] = field(default_factory=dict)
    key: bytes = field(default=b"", repr=False)

    def reviews_of(self, file: LoadedFile, findings: Sequence[Finding]) -> dict[str, Review]:
        """Return the review of each finding, by the finding's id; most have none."""
        found: dict[str, Review] = {}
        for finding in findings:
            for name in _fingerprints(file.content_hash, finding, self.key):
                if name in self.reviews:
                    found[finding.id] = self.reviews[name]
                    break
        return found

    def with_reviews(self, reviews: Iterable[Review]) -> Baseline:
        """Return a baseline with more reviews; the later one of a finding stands."""
        return Baseline({**self.reviews, **{r.finding: r for r in reviews}}, self.key)

    def pruned(self, today: date) -> Baseline:
        """Return a baseline without the reviews that have ended."""
        return Baseline({n: r for n, r in self.reviews.items() if r.until >= today}, self.key)


def review_findings(
    content_hash: str,
    findings: Iterable[Finding],
    key: bytes,
    *,
    until: date,
    reviewer: str,
    reason: str,
) -> Iterator[Review]:
    """Yield a review for each finding that the policy does not let through by itself."""
    for finding in findings:
        if finding.action is Action.ALLOW:  # also by consent, which may be revoked
            continue
        names = list(_fingerprints(content_hash, finding, key))
        if names:
            yield Review(names[0], finding.category, until, reviewer, reason)


def is_reviewable(finding: Finding) -> bool:
    """Whether a baseline can hold a finding: a caption goes with a photo once, and is not in it."""
    return finding.detector != "caption"


def _shown(reviewer: str) -> str:
    """Return a reviewer's initials or number; a name, an address or a long text is not shown."""
    from phiscan.metadata.names import identifiers_in

    is_short = re.fullmatch(r"[\w.-]{1,20}", reviewer)
    return reviewer if is_short and not identifiers_in(reviewer) else "a person"


def _fingerprints(content_hash: str, finding: Finding, key: bytes) -> Iterator[str]:
    """Yield a finding's fingerprint, then those of the places right beside it."""
    if not is_reviewable(finding):
        return
    for place in _places(finding):
        said = f"{content_hash}|{finding.category}|{finding.page}|{place}"
        yield _keyed(key, said)


def _places(finding: Finding) -> Iterator[str]:
    """Yield where a finding is, in words of a fingerprint.

    The name of a file is no part of its content: another name is another finding.
    """
    if finding.box is None:
        name = finding.text if finding.category is Category.FILENAME else ""
        yield f"{finding.detector}|{finding.found_reason or finding.reason}|{name}"
        return
    for box in _near(finding.box):
        yield ",".join(map(str, box))


def _near(box: Box) -> Iterator[tuple[int, ...]]:
    """Yield a box in steps of GRID_PX, first as it rounds, then as SLACK_PX more or less would.

    >>> list(_near((16, 16, 32, 32)))
    [(1, 1, 2, 2)]
    """
    choices = []
    for value in box:
        steps = [round(v / GRID_PX) for v in (value, value - SLACK_PX, value + SLACK_PX)]
        choices.append(list(dict.fromkeys(steps)))
    yield from product(*choices)


def read_key(file: str | Path | None) -> bytes:
    """Return the key of a file, of PHISCAN_BASELINE_KEY, or this user's own, made on first use.

    Raises UsageError where no key can be kept.
    """
    key = given_key(KEY, file, "baseline") or user_key("baseline.key")
    if key is None:
        raise UsageError(f"the baseline's key cannot be kept here; set {KEY}")
    return key


def load_baseline(path: str | Path, key: bytes) -> Baseline:
    """Read a baseline; UsageError when it is missing, damaged, changed by hand or another key's."""
    try:
        first, *lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError, ValueError):
        raise UsageError("the baseline cannot be read") from None
    head = _parsed(first, 1)
    if head.get("schema") != SCHEMA:
        raise UsageError("the file is no baseline of phiscan")
    if not hmac.compare_digest(str(head.get("key")), _keyed(key, SCHEMA)):
        raise UsageError(f"the baseline was made with another key; give that one ({KEY})")
    reviews = [_opened(line, number, key) for number, line in enumerate(lines, 2) if line.strip()]
    # Of two lines for one finding the one that ends first stands: an old line may be put back.
    kept = {r.finding: r for r in sorted(reviews, key=lambda r: r.until, reverse=True)}
    return Baseline(kept, key)


def change_baseline(
    path: str | Path, key: bytes, change: Callable[[Baseline], Baseline]
) -> Baseline:
    """Read a baseline, or begin one, change it and write it, one change at a time; UsageError."""
    target = Path(path)
    try:
        with held(target):
            known = load_baseline(path, key) if os.path.lexists(path) else Baseline(key=key)
            changed = change(known)
            save_baseline(path, changed)
    except OSError:
        raise UsageError("the baseline cannot be written") from None
    return changed


def save_baseline(path: str | Path, baseline: Baseline) -> None:
    """Write a baseline in one step, its lines sorted; UsageError when it cannot be written."""
    head = {"schema": SCHEMA, "key": _keyed(baseline.key, SCHEMA)}
    lines = [json.dumps(head)]
    for name in sorted(baseline.reviews):
        said = baseline.reviews[name].to_dict()
        lines.append(json.dumps({**said, "seal": _seal(baseline.key, said)}, ensure_ascii=False))
    try:
        replace_file(("\n".join(lines) + "\n").encode(), Path(path))
    except OSError:
        raise UsageError("the baseline cannot be written") from None


def _opened(line: str, number: int, key: bytes) -> Review:
    said = _parsed(line, number)
    seal = str(said.pop("seal", ""))
    if not hmac.compare_digest(seal.encode(), _seal(key, said).encode()):
        raise UsageError(f"line {number} of the baseline was changed by hand; review it again")
    try:
        until = date.fromisoformat(said["until"])
        return Review(
            said["finding"], Category(said["category"]), until, said["reviewer"], said["reason"]
        )
    except (KeyError, TypeError, ValueError):
        raise UsageError(f"line {number} of the baseline is of another version") from None


def _parsed(line: str, number: int) -> dict[str, Any]:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise UsageError(f"line {number} of the baseline cannot be read")
    return said


def _seal(key: bytes, said: dict[str, Any]) -> str:
    return _keyed(key, json.dumps(said, sort_keys=True))


def _keyed(key: bytes, said: str) -> str:
    return hmac.digest(key, said.encode("utf-8", "surrogateescape"), "sha256").hex()[:_DIGITS]
