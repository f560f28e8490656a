"""A result in a protocol's words: HTTP status, JSON without text, one plain sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from phiscan.formats.sniff import HEAD_BYTES, READABLE, sniff
from phiscan.hooks.files import ON_SITE, sentence
from phiscan.metadata import mask_source
from phiscan.types import ScanResult, Status

OK, BAD_REQUEST, UNAUTHORISED, TIMEOUT, TOO_LARGE, UNSUPPORTED, STOPPED, BUSY = (
    200, 400, 401, 408, 413, 415, 422, 503,
)  # fmt: skip


def http_status(result: ScanResult, head: bytes) -> int:
    """Return 200 for a photo that is let through, 415 for a kind nobody looks into, else 422."""
    if result.is_clean:
        return OK
    return UNSUPPORTED if result.status is Status.FAILED and is_foreign(head) else STOPPED


def is_foreign(head: bytes) -> bool:
    """Whether an upload's first bytes are neither a picture nor a PDF; names decide nothing."""
    return bool(head) and sniff(head[:HEAD_BYTES]) not in READABLE


def body(result: ScanResult) -> dict[str, Any]:
    """Return the result's JSON form, its name masked, with a sentence for the person uploading."""
    masked = replace(result, source=mask_source(result.source))
    return {**masked.to_dict(), "message": told(masked)}


def told(result: ScanResult) -> str:
    """Return the sentence for a person who has an app's page before them, no command line."""
    return sentence([result], offer=ON_SITE)


def threat(result: ScanResult) -> str:
    """Return a name such as PHI.PersonName for scanners' protocols: the category, never a value.

    >>> from phiscan.scanner import failed
    >>> threat(failed("a.jpg", "empty"))
    'PHI.Incomplete'
    """
    if result.status is not Status.COMPLETE:
        return "PHI.Incomplete"
    causes = set(result.caused_by)
    worst = max((f for f in result.findings if f.id in causes), key=lambda f: f.score, default=None)
    word = "finding" if worst is None else str(worst.category)
    return "PHI." + "".join(part.capitalize() for part in word.split("_"))
