"""Every line that a reader saw, whatever it says: for `--redact-all-text`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from phiscan.types import ALL_TEXT, Category, Finding, Line

REASON = "text of whatever content, covered because all text is to be covered"


def find_all_text(lines: Sequence[Line], page: int) -> Iterator[Finding]:
    """Yield one finding a line, read or not, apart from what any rule makes of it.

    Their tag keeps them out of the verdict and lets no policy leave them visible.
    """
    places = dict.fromkeys(line.polygon for line in lines)
    for polygon in places:
        yield Finding(
            category=Category.UNREAD_TEXT,
            score=1.0,
            reason=REASON,
            detector="rules.all_text",
            polygon=polygon,
            page=page,
            tags=frozenset({ALL_TEXT}),
        )
