"""The two calls most programs need; a Scanner kept between calls is quicker for many photos."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from phiscan.options import ScanOptions
from phiscan.policy import Policy
from phiscan.scanner import Scanner
from phiscan.types import Action, Finding, RedactResult, ScanResult

if TYPE_CHECKING:
    from phiscan.types import PhotoLike

__all__ = ["redact", "scan"]


def scan(
    photo: PhotoLike,
    *,
    options: ScanOptions | None = None,
    policy: Policy | None = None,
    source: str | None = None,
    order: str = "rgb",
) -> ScanResult:
    """Look at one photo for protected health information (45 CFR 164.514(b)(2)).

    `photo` is a path (a str is always a path, never a URL), the bytes of a file, a PIL image, or an
    array: (H, W), (H, W, 3) or (H, W, 4), uint8, RGB unless `order="bgr"`.

    Returns a ScanResult whose coordinates are pixels of the upright photo. A photo that cannot be
    opened is not an exception: its result is `failed` and its verdict `block`. Raises UsageError
    for a policy or term file that cannot be read.
    """
    return Scanner(options, policy).scan(photo, source=source, order=order)


def redact(
    photo: PhotoLike,
    findings: Sequence[Finding] | None = None,
    *,
    to: str | Path | None = None,
    options: ScanOptions | None = None,
    policy: Policy | None = None,
    cover: Collection[Action] = (Action.BLOCK, Action.REVIEW),
    source: str | None = None,
    order: str = "rgb",
) -> RedactResult:
    """Make one safe copy: findings covered, written anew without metadata, looked at again.

    `photo` is what `scan` takes. `findings`, in pixels of the upright photo, are used as they are
    when given; without them the photo is scanned. Those whose action is in `cover` (or None) are
    covered. The copy goes into the folder `to`; without it its bytes are in `RedactResult.image`.

    Never raises for a bad photo or a copy that could not be proven: then `verified` is False,
    nothing is written and `reason` says why. Raises UsageError for wrong use.
    """
    from phiscan import redactor

    scanner = Scanner(options, policy)
    return redactor.redact(
        photo, findings, to=to, scanner=scanner, cover=cover, source=source, order=order
    )
