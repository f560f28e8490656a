"""The score ladder: shape, then context, then label, then checksum. All rules climb this one.

Findings under ScanOptions.min_score (0.35 by default) are dropped, so a rung below that means
"seen, but not worth a word": a bare number, a shop's telephone number on its sign.
"""

from __future__ import annotations

NOTHING = 0.10
"""Public by nature on this page: a price list's date, a restaurant's telephone."""
WEAK_SHAPE = 0.20
"""Could be many things: eight digits, two capitalised words."""
SHAPE = 0.40
"""Looks like it and like little else: (555) 010-0199, a full date."""
STRONG_SHAPE = 0.60
"""Looks like nothing else: an e-mail address, 123-45-6789."""
CONTEXT = 0.20
"""Added on a medical page, or beside a patient's other identifiers."""
CHECKSUM = 0.25
"""Added when the check digit is right."""
LABEL = 0.85
"""A label names it and the shape fits."""
LABEL_WEAK_SHAPE = 0.65
"""A label names it and the shape is only plausible."""
LABEL_CHECKSUM = 0.97
"""Label, shape and check digit agree."""
CERTAIN = 0.99
"""The caller said so: a denied term."""


def climb(base: float, *, medical: bool = False, checksum: bool = False) -> float:
    """Return base plus the rungs that hold, at most LABEL_CHECKSUM."""
    total = base + CONTEXT * medical + CHECKSUM * checksum
    return round(min(total, LABEL_CHECKSUM), 4)
