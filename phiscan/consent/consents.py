"""What a consent is and when it holds: pure, no file and no pixels."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from phiscan.detectors._boxes import Floats
from phiscan.errors import UsageError

MAX_DISTANCE = 0.45
"""Euclidean distance up to which two encodings count as one person; measured in
`benchmarks/results/consent.md`. The package's own 0.6 takes strangers for one another too often."""
MIN_HEIGHT_PX = 48
"""Smaller faces are never compared."""
ENCODING_SIZE = 128
_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_USE = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


@dataclass(frozen=True)
class Consent:
    """What one person agreed to on one signed form; `until` is the last day on which it holds.

    `form` says where the signed form lies; it is shown by `phiscan consent list` alone.
    """

    id: str
    person: str
    uses: tuple[str, ...]
    valid_from: date
    until: date
    form: str = field(default="", repr=False)
    revoked: date | None = None

    def __post_init__(self) -> None:
        for name, value in (("id", self.id), ("person", self.person)):
            if not _REFERENCE.fullmatch(value):
                raise UsageError(f"{name}: wanted 1 to 40 letters, digits, dots or dashes")
        if not self.uses or not all(_USE.fullmatch(use) for use in self.uses):
            raise UsageError("use: wanted words such as website or newsletter")
        if self.until < self.valid_from:
            raise UsageError("until: wanted a day on or after the first day of the consent")

    def why_not(self, use: str, today: date) -> str | None:
        """Return why this consent does not hold for a use on a day, or None when it does.

        A revocation holds at once. The use at hand is never repeated: a stranger may have sent it.
        """
        if self.revoked is not None:
            return f"was revoked on {self.revoked}"
        if today > self.until:
            return f"ended on {self.until}"
        if today < self.valid_from:
            return f"does not begin before {self.valid_from}"
        if use not in self.uses:
            return f"is for {', '.join(self.uses)} only, not for this use"
        return None


@dataclass(frozen=True)
class Register:
    """Everybody's encodings, (N, 128) a person, and all consents.

    Encodings are biometric data: left out of repr.
    """

    people: dict[str, Floats] = field(default_factory=dict, repr=False)
    consents: tuple[Consent, ...] = ()

    def of_person(self, person: str) -> tuple[Consent, ...]:
        """Return a person's consents, in the order they were given."""
        return tuple(c for c in self.consents if c.person == person)

    def people_like(self, encoding: Floats) -> frozenset[str]:
        """Return whom an encoding (128,) may be: everybody within MAX_DISTANCE."""
        return frozenset(
            person
            for person, known in self.people.items()
            if np.linalg.norm(known - encoding, axis=1).min(initial=np.inf) <= MAX_DISTANCE
        )

    def with_consent(self, consent: Consent, encodings: Floats) -> Register:
        """Return a register with one more consent, and further encodings (N, 128) of its person.

        Raises UsageError when nothing is known of the person's face or the id is taken.
        """
        if any(c.id == consent.id for c in self.consents):
            raise UsageError(f"the register already has a consent {consent.id}")
        known = self.people.get(consent.person, np.zeros((0, ENCODING_SIZE)))
        grown = np.concatenate([known, encodings])
        if not len(grown):
            raise UsageError("the register does not know this person's face yet: give a photo")
        return Register({**self.people, consent.person: grown}, (*self.consents, consent))

    def without(self, name: str, today: date, *, forget: bool = False) -> Register:
        """Return a register in which a consent, or every consent of a person, is revoked.

        `forget` takes the consents out; a person's encodings go with the last one. Raises
        UsageError for an unknown name.
        """
        hit = {c.id for c in self.consents if name in (c.id, c.person)}
        if not hit:
            raise UsageError(f"the register has no consent or person {name}")
        if not forget:
            changed = [
                replace(c, revoked=c.revoked or today) if c.id in hit else c for c in self.consents
            ]
            return Register(self.people, tuple(changed))
        kept = tuple(c for c in self.consents if c.id not in hit)
        left = {c.person for c in kept}
        return Register({p: known for p, known in self.people.items() if p in left}, kept)


@dataclass(frozen=True)
class Likeness:
    """What comparing one face came to: the consents of each person it may be, or why nobody was
    compared.
    """

    people: tuple[tuple[Consent, ...], ...] = ()
    problem: str | None = None


def judge(likeness: Likeness, uses: Collection[str], today: date) -> tuple[bool, str]:
    """Return whether a face may be shown, and why, in words without a name.

    Of everybody the face may be, each must have a consent for every use: a face that is as much
    like somebody who did not agree stays covered.
    """
    if likeness.problem is not None:
        return False, f"Not compared with the consent register: {likeness.problem}."
    if not likeness.people:
        return False, "No consent in the register is for this face."
    if not uses:
        return False, "It is in the consent register, but no use was said (--use)."
    wanting = [
        reason
        for consents in likeness.people
        for use in sorted(uses)
        if (reason := _why_none(consents, use, today)) is not None
    ]
    if wanting:
        return False, " ".join(dict.fromkeys(wanting))
    held = {
        c.id
        for consents in likeness.people
        for c in consents
        if any(c.why_not(use, today) is None for use in uses)
    }
    return True, f"Shown with consent {', '.join(sorted(held))}."


def _why_none(consents: Sequence[Consent], use: str, today: date) -> str | None:
    """Return why none of a person's consents holds, by the one given last; None if one does."""
    reasons = [(c, c.why_not(use, today)) for c in consents]
    if any(reason is None for _, reason in reasons):
        return None
    told = [f"Consent {c.id} {reason}." for c, reason in reasons]
    return told[-1] if told else "No consent in the register is for this face."
