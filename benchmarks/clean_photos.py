"""Real photos without a patient: which ones phiscan blocks or does not allow, and for what.

    python -m benchmarks.clean_photos                 # all of the folders
    python -m benchmarks.clean_photos --every 10      # a tenth

Receipts, shop signs, packaging, objects, nature, user interfaces. Some show a face, a code or carry
a GPS position, which the policy rightly minds; so what text alone would have done stands apart. The
photos are not part of the project; without them this says so and ends.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.data_sweep import read_arguments
from benchmarks.run_log import describe_commit
from benchmarks.tables import by_group, group_rows, table
from phiscan.evaluation.metric import rate
from phiscan.types import TEXT_CATEGORIES, Action, Finding, ScanResult

FOLDERS = ("document_receipt", "scene_text", "rendered_text", "negative_*")
BLOCKED_AT_MOST, NOT_ALLOWED_AT_MOST = 0.03, 0.10


@dataclass(frozen=True)
class Outcome:
    """What became of one photo; `causes` are the categories that the policy minds, with action."""

    folder: str
    verdict: Action
    text_verdict: Action
    causes: frozenset[tuple[str, Action]]


def outcome_of(folder: str, result: ScanResult) -> Outcome:
    """Return what a result says, without any text of the photo."""
    minded = [f for f in result.all_findings if f.action not in (None, Action.ALLOW)]
    return Outcome(
        folder,
        result.verdict,
        _worst(f for f in minded if f.category in TEXT_CATEGORIES and f.polygon is not None),
        frozenset((str(f.category), f.action) for f in minded if f.action is not None),
    )


def _worst(findings: Iterable[Finding]) -> Action:
    actions = [f.action for f in findings if f.action is not None]
    return max(actions, key=lambda action: action.severity, default=Action.ALLOW)


def sweep(root: Path, every: int = 1, jobs: int = 1) -> list[Outcome]:
    """Scan every n-th photo of the folders; progress goes to stderr."""
    from phiscan.batch import scan_inputs
    from phiscan.load import find_inputs
    from phiscan.options import BatchOptions
    from phiscan.scanner import Scanner

    folders = sorted({path for name in FOLDERS for path in root.glob(name) if path.is_dir()})
    inputs = find_inputs(folders).inputs[::every]
    outcomes = []
    results = scan_inputs(inputs, Scanner(), batch=BatchOptions(jobs=jobs))
    for item, result in zip(inputs, results, strict=True):
        folder = item.path.relative_to(root).parts[0] if item.path is not None else "unknown"
        outcomes.append(outcome_of(folder, result))
        if len(outcomes) % 25 == 0:
            print(f"{len(outcomes)}/{len(inputs)}", file=sys.stderr, flush=True)
    return outcomes


def report(outcomes: Sequence[Outcome]) -> str:
    """Return the Markdown page."""
    whole = {name: rate([answer(o) for o in outcomes]) for name, answer in QUESTIONS.items()}
    by_folder = [dict(by_group(outcomes, lambda o: o.folder, a)) for a in QUESTIONS.values()]
    rows = [*group_rows(by_folder), ["all", *whole.values()]]
    parts = [
        "# Real photos without a patient",
        f"{len(outcomes)} photos; {describe_commit()}. Wanted: at most "
        f"{BLOCKED_AT_MOST:.0%} blocked, {NOT_ALLOWED_AT_MOST:.0%} not allowed. "
        "Counts, shares, Wilson's 95 % intervals.",
        table(["folder", *QUESTIONS], rows),
        "## Photos by what the policy minds in them",
        _cause_table(outcomes),
    ]
    return "\n\n".join(parts) + "\n"


QUESTIONS: dict[str, Callable[[Outcome], bool]] = {
    "blocked": lambda o: o.verdict is Action.BLOCK,
    "not allowed": lambda o: o.verdict is not Action.ALLOW,
    "blocked for text": lambda o: o.text_verdict is Action.BLOCK,
    "not allowed for text": lambda o: o.text_verdict is not Action.ALLOW,
}


def _cause_table(outcomes: Sequence[Outcome]) -> str:
    photos = Counter(cause for o in outcomes for cause in o.causes)
    order = sorted(photos.items(), key=lambda item: (-item[1], item[0]))
    rows = [(*cause, count, _where(outcomes, cause)) for cause, count in order]
    return table(["category", "action", "photos", "where"], rows)


def _where(outcomes: Sequence[Outcome], cause: tuple[str, Action]) -> str:
    folders = Counter(o.folder for o in outcomes if cause in o.causes)
    return ", ".join(f"{name} {count}" for name, count in folders.most_common())


def main(argv: Sequence[str] | None = None) -> int:
    """Run from the command line; see the module's text."""
    args = read_arguments(__doc__, argv)
    if not args.data.is_dir():
        print(f"no photos at {args.data}: nothing to sweep")
        return 0
    page = report(sweep(args.data, args.every, args.jobs))
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "clean_photos.md").write_text(page, encoding="utf-8")
    print(page)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
