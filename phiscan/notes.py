"""What every result says beside its findings: what was not looked for."""

from __future__ import annotations

from collections.abc import Iterable

from phiscan.options import ScanOptions
from phiscan.types import Category


def not_looked_for(options: ScanOptions) -> tuple[str, ...]:
    """Say what was not looked for, so that an empty list is not read as more than it is."""
    notes = []
    if options.face_finder == "none" and options.wants(Category.FACE):
        notes.append("faces were not looked for: no face finder was chosen")
    wanted = [c for c in Category if options.wants(c)]
    unwanted = [c for c in Category if c not in wanted]
    if unwanted and len(wanted) < len(unwanted):
        notes.append("not looked for, as asked: all but " + _in_words(wanted))
    elif unwanted:
        notes.append("not looked for, as asked: " + _in_words(unwanted))
    return tuple(notes)


def _in_words(categories: Iterable[Category]) -> str:
    return ", ".join(category.replace("_", " ") for category in categories)
