"""The text that goes with a photo: a form's field, a post's words, `--caption`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from phiscan._pieces import pieces
from phiscan.types import Finding

if TYPE_CHECKING:
    from phiscan.rules import Terms


def find_caption(caption: str, terms: Terms) -> list[Finding]:
    """Return what a caption tells of somebody, by the rules for text in a photo; polygon None."""
    from phiscan.rules import find_in_text

    if not caption.strip():
        return []
    return [
        replace(finding, detector="caption", reason=f"in the caption: {finding.reason}")
        for piece in pieces(caption)
        for finding in find_in_text(piece, terms=terms)
    ]
