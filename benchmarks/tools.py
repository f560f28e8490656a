"""The tools that are compared: each turns a labelled photo into redacted pixels.

phiscan runs here; its peers (`benchmarks.peers`) run in processes and environments of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from phiscan.evaluation.truth import TruthPhoto
from phiscan.options import ScanOptions
from phiscan.types import Action, Finding, Pixels

COVER = frozenset({Action.BLOCK, Action.REVIEW})


@dataclass(frozen=True)
class Outcome:
    """What a tool made of one photo; pages in order, all upright and of the photo's size.

    `covered` is what the tool painted; `published` what it would hand out, None where it hands out
    nothing. Tools without a check of their own publish what they painted. `verdict` is "allow",
    "review" or "block" where the tool has one. `seconds` is the tool's own clock, where it has one.
    """

    covered: tuple[Pixels, ...] = field(repr=False)
    published: tuple[Pixels, ...] | None = field(repr=False)
    findings: tuple[Finding, ...] = ()
    verdict: str | None = None
    status: str | None = None
    reason: str = ""
    seconds: float | None = None


class Tool(Protocol):
    """One redactor."""

    name: str

    def run(self, photo: TruthPhoto, pages: tuple[Pixels, ...]) -> Outcome:
        """Redact; `pages` are the photo's own pixels, upright RGB."""
        ...


def make_tool(name: str, threads: int = 0) -> Tool:
    """Return a tool by name, ready to run with so many threads (0: as many as there are cores)."""
    if name == Phiscan.name:
        return Phiscan(ScanOptions(threads=threads))
    from benchmarks.peers.client import Peer

    return Peer(name, threads)


class Phiscan:
    """phiscan itself: scan, cover, verify, all in memory."""

    name = "phiscan"

    def __init__(self, options: ScanOptions | None = None) -> None:
        from phiscan.scanner import Scanner

        self.scanner = Scanner(options)

    def run(self, photo: TruthPhoto, pages: tuple[Pixels, ...]) -> Outcome:
        """Redact a file the way `phiscan redact` does."""
        from phiscan.cover import cover_findings
        from phiscan.grids import grid_of
        from phiscan.load import load
        from phiscan.redactor import redact
        from phiscan.write import plan_format

        # The bytes, so that no target is written and the file's name tells nothing.
        data = photo.path.read_bytes()
        result = redact(data, scanner=self.scanner, cover=COVER)
        file = load(data)
        form = plan_format(file.kind, data)
        scan = result.scan
        findings = scan.all_findings if scan is not None else ()
        chosen = [f for f in findings if f.action in COVER and f.polygon is not None]
        covered = tuple(
            cover_findings(
                page,
                [f for f in chosen if f.page == number],
                grid=grid_of(file, form, (page.shape[1], page.shape[0])),
            )
            for number, page in enumerate(pages, start=1)
        )
        published = None if result.image is None else decode_pages(result.image)
        return Outcome(
            covered=covered,
            published=published,
            findings=findings,
            verdict=None if scan is None else str(scan.verdict),
            status=None if scan is None else str(scan.status),
            reason=result.reason,
        )


def decode_pages(data: bytes) -> tuple[Pixels, ...]:
    """Return every page of a file's bytes, upright RGB; raises ValueError for a broken page."""
    from phiscan.load import PageProblem, load

    pages = []
    for page in load(data, ScanOptions()).iter_pages():
        if isinstance(page, PageProblem):
            raise ValueError(f"page {page.page} cannot be decoded")
        pages.append(page.pixels)
    return tuple(pages)
