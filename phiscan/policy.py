"""From findings to a verdict: pure, and apart from detection.

The default is written for a clinic that is about to post a photo in public. A policy is a TOML
file::

    name = "clinic"
    default = "block"              # for categories the file does not name

    [actions]                      # one word a category
    person_name = "block"
    date = "review"

    [[rules]]                      # exceptions, the first that fits wins
    category = "person_name"
    role = "clinician"
    action = "review"

    [[rules]]
    category = "date"
    tags = ["medical"]             # all of them must be on the finding
    min_score = 0.5
    action = "block"
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from phiscan.errors import UsageError
from phiscan.types import ALL_TEXT, Action, Category, Finding, Role, Status

if TYPE_CHECKING:
    from phiscan.baseline import Review
    from phiscan.consent.consents import Likeness

C = Category

MEDICAL_CATEGORIES = frozenset(
    {C.MRN, C.DATE_OF_BIRTH, C.HEALTH_PLAN_ID, C.LAB_RESULT, C.WRISTBAND, C.RADIOGRAPH,
     C.MEDICAL_IMAGING, C.AGE_OVER_89}
)  # fmt: skip
"""Findings that make the page they are on a medical one."""

_BLOCK = (
    C.PERSON_NAME, C.MRN, C.DATE_OF_BIRTH, C.AGE_OVER_89, C.SSN, C.ADDRESS, C.HEALTH_PLAN_ID,
    C.ACCOUNT_NUMBER, C.LICENSE_NUMBER, C.DEVICE_ID, C.VEHICLE_ID, C.IP_ADDRESS, C.OTHER_ID,
    C.LAB_RESULT, C.WRISTBAND, C.RADIOGRAPH, C.MEDICAL_IMAGING, C.FACE, C.ID_CARD, C.DENIED_TERM,
)  # fmt: skip
_REVIEW = (
    C.DATE, C.PHONE, C.EMAIL, C.URL, C.BARCODE, C.SIGNATURE, C.UNREAD_TEXT, C.GPS_LOCATION,
    C.PERSON_METADATA, C.EMBEDDED_PREVIEW, C.TRAILING_DATA, C.FILENAME,
)  # fmt: skip
_ALLOW = (C.SCREEN, C.CAPTURE_TIME, C.DEVICE_METADATA)


TAGS = frozenset(
    {"medical", "identifying", "retail", "public", "opaque", "undecoded", "matches_photo", ALL_TEXT}
)
"""Every tag that a finding can carry; see `Finding.tags`."""


@dataclass(frozen=True)
class Rule:
    """An exception to a category's plain action; every condition given must hold."""

    category: Category
    action: Action
    role: Role | None = None
    tags: frozenset[str] = frozenset()
    min_score: float = 0.0

    def fits(self, finding: Finding, tags: frozenset[str]) -> bool:
        """Whether this rule decides about the finding."""
        return (
            finding.category is self.category
            and (self.role is None or finding.role is self.role)
            and self.tags <= tags
            and finding.score >= self.min_score
        )


@dataclass(frozen=True)
class Policy:
    """Which action each category gets, and the exceptions."""

    name: str
    actions: Mapping[Category, Action]
    rules: tuple[Rule, ...] = ()
    default: Action = Action.BLOCK

    def action_for(self, finding: Finding, *, is_medical_page: bool) -> Action:
        """Return what to do with one finding; a line covered as a line never sways a verdict."""
        if ALL_TEXT in finding.tags:
            return Action.ALLOW
        tags = finding.tags | ({"medical"} if is_medical_page else frozenset())
        for rule in self.rules:
            if rule.fits(finding, tags):
                return rule.action
        return self.actions.get(finding.category, self.default)


CLINIC_POLICY = Policy(
    name="clinic",
    actions={
        **dict.fromkeys(_BLOCK, Action.BLOCK),
        **dict.fromkeys(_REVIEW, Action.REVIEW),
        **dict.fromkeys(_ALLOW, Action.ALLOW),
    },
    rules=(
        Rule(C.PERSON_NAME, Action.REVIEW, role=Role.CLINICIAN),
        # A date, phone, e-mail or address on the web is an identifier only beside a patient.
        *(
            Rule(category, Action.BLOCK, tags=frozenset({"medical"}))
            for category in (C.DATE, C.PHONE, C.EMAIL, C.URL, C.SIGNATURE, C.UNREAD_TEXT)
        ),
        Rule(C.BARCODE, Action.BLOCK, tags=frozenset({"identifying"})),
        Rule(C.BARCODE, Action.BLOCK, tags=frozenset({"medical"})),
        # A product's own EAN says what was bought, not who bought it.
        Rule(C.BARCODE, Action.ALLOW, tags=frozenset({"retail"})),
        # A site's address on a poster; a till's number on its receipt, as the digits printed below.
        Rule(C.BARCODE, Action.ALLOW, tags=frozenset({"public"})),
        # Nearly every camera adds a thumbnail; one that shows the same picture tells nothing more.
        Rule(C.EMBEDDED_PREVIEW, Action.ALLOW, tags=frozenset({"matches_photo"})),
    ),
)


@dataclass(frozen=True)
class Context:
    """What the decision may know beside the findings; detectors and caches never see it.

    `overrides` maps a finding's id to the action a person chose for it, `likenesses` to whom of the
    consent register a face may be, `reviews` to the review that it was part of. `use` is what this
    photo is meant for and `standing_use` what all photos that come this way are: a consent must
    hold for both. `today` is the day it is decided on (None: today).
    """

    status: Status = Status.COMPLETE
    use: str | None = None
    standing_use: str | None = None
    today: date | None = None
    overrides: Mapping[str, Action] = field(default_factory=dict)
    likenesses: Mapping[str, Likeness] = field(default_factory=dict, repr=False)
    reviews: Mapping[str, Review] = field(default_factory=dict, repr=False)

    @property
    def uses(self) -> frozenset[str]:
        """Every use that a consent must hold for."""
        return frozenset(use.strip().lower() for use in (self.use, self.standing_use) if use)


@dataclass(frozen=True)
class Decision:
    """The verdict, the findings with their actions, and the ids that caused the verdict."""

    verdict: Action
    findings: tuple[Finding, ...]
    caused_by: tuple[str, ...]


def is_medical(finding: Finding) -> bool:
    """Whether a finding makes its page a patient's."""
    is_seen = finding.category in MEDICAL_CATEGORIES and finding.polygon is not None
    return "medical" in finding.tags or is_seen


def decide(
    findings: Sequence[Finding],
    context: Context | None = None,
    policy: Policy = CLINIC_POLICY,
) -> Decision:
    """Turn findings into a verdict; pure, so the same input always gives the same answer.

    A failed scan blocks and an incomplete one is at least sent to review, whatever was found.
    """
    ctx = context or Context()
    medical_pages = {f.page for f in findings if is_medical(f)}
    decided = tuple(
        _decided(f, ctx, policy, f.polygon is not None and f.page in medical_pages)
        for f in findings
    )
    floor = {
        Status.COMPLETE: Action.ALLOW,
        Status.INCOMPLETE: Action.REVIEW,
        Status.FAILED: Action.BLOCK,
    }[ctx.status]
    verdict = max(
        (floor, *(f.action for f in decided if f.action)), key=lambda action: action.severity
    )
    caused_by = tuple(f.id for f in decided if verdict is not Action.ALLOW and f.action is verdict)
    return Decision(verdict, decided, caused_by)


def _decided(finding: Finding, ctx: Context, policy: Policy, is_medical_page: bool) -> Finding:
    """Decide about one finding: a person's override, then consent and review, then the policy."""
    override = ctx.overrides.get(finding.id)
    if override is not None:
        return finding.with_action(override)
    action = policy.action_for(finding, is_medical_page=is_medical_page)
    if action is Action.ALLOW:
        return finding.with_action(action)
    opinions = list(_opinions(finding, ctx))
    is_released = any(lets_through for lets_through, _ in opinions)
    words = " ".join(why for _, why in opinions)
    return finding.with_action(Action.ALLOW if is_released else action, words)


def _opinions(finding: Finding, ctx: Context) -> Iterator[tuple[bool, str]]:
    """Yield what consents and reviews say: whether they let the finding through, and why."""
    today = ctx.today or date.today()
    likeness = ctx.likenesses.get(finding.id)
    if likeness is not None and finding.category is Category.FACE:
        from phiscan.consent.consents import judge

        yield judge(likeness, ctx.uses, today)
    review = ctx.reviews.get(finding.id)
    if review is not None:
        yield review.judge(today)


def load_policy(path: str | Path) -> Policy:
    """Read a TOML policy; what it leaves out keeps the clinic's default.

    Raises UsageError for a missing or broken file, an unknown key, category or action: a policy
    with a typing error must not quietly let photos through.
    """
    file = Path(path)
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"policy file {file.name} cannot be read: {error}") from None
    unknown = sorted(set(table) - {"name", "default", "actions", "rules"})
    if unknown:
        raise UsageError(f"policy file {file.name}: unknown key {unknown[0]!r}")
    try:
        actions = {Category(k): Action(v) for k, v in dict(table.get("actions", {})).items()}
        rules = tuple(_rule(entry) for entry in table.get("rules", ()))
        has_default = "default" in table
        default = Action(table.get("default", "block"))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise UsageError(f"policy file {file.name}: {error}") from None
    base = {} if has_default else CLINIC_POLICY.actions
    # The file's own plain action replaces the clinic's exceptions for that category.
    kept = () if has_default else tuple(r for r in CLINIC_POLICY.rules if r.category not in actions)
    return Policy(str(table.get("name", file.stem)), {**base, **actions}, rules + kept, default)


def _rule(entry: Mapping[str, Any]) -> Rule:
    unknown = sorted(set(entry) - {"category", "action", "role", "tags", "min_score"})
    if unknown:
        raise ValueError(f"unknown key {unknown[0]!r} in a rule")
    return Rule(
        category=Category(entry["category"]),
        action=Action(entry["action"]),
        role=Role(entry["role"]) if "role" in entry else None,
        tags=_tags(entry.get("tags", [])),
        min_score=_score(entry.get("min_score", 0.0)),
    )


def _tags(value: Any) -> frozenset[str]:
    """Check a rule's tags: one that no finding carries would switch the rule off."""
    if not isinstance(value, list):
        raise ValueError("tags: wanted a list of words")
    unknown = [tag for tag in value if tag not in TAGS]
    if unknown:
        raise ValueError(f"tags: {unknown[0]!r} is not one of {', '.join(sorted(TAGS))}")
    return frozenset(value)


def _score(value: Any) -> float:
    """Check a rule's smallest score: none is ever above 1."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError(f"min_score: wanted 0..1, got {value!r}")
    return float(value)
