"""What is surely known from one place of a photo, to be looked for in its other places."""

from __future__ import annotations

from collections.abc import Iterable

from phiscan.types import Action, Category, Finding

_OF_ONE_PERSON = frozenset(
    {
        Category.PERSON_NAME, Category.MRN, Category.SSN, Category.PHONE, Category.EMAIL,
        Category.ACCOUNT_NUMBER, Category.HEALTH_PLAN_ID, Category.OTHER_ID,
    }
)  # fmt: skip
_SURELY_KNOWN, _KNOWN_LETTERS = 0.6, 5


def known_words(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return what surely found identifiers say, to look for it elsewhere: names word by word too.

    What the policy lets through is left out, and so is what is short enough to be any word.
    """
    sure = [
        f for f in findings
        if f.category in _OF_ONE_PERSON and f.score >= _SURELY_KNOWN and f.text
        and f.action is not Action.ALLOW
    ]  # fmt: skip
    whole = [f.text or "" for f in sure]
    names = [f.text or "" for f in sure if f.category is Category.PERSON_NAME]
    words = [word.strip(",.;:()") for name in names for word in name.split()]
    long = (t for t in whole + words if sum(map(str.isalnum, t)) >= _KNOWN_LETTERS)
    return tuple(dict.fromkeys(long))
