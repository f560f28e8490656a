"""`phiscan baseline`: findings that a person has looked at and found harmless."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from phiscan.cli._exit import say
from phiscan.cli._options import OUTPUT_GROUP, GroupedCommand, option, scan_options
from phiscan.cli._output import Tally
from phiscan.cli._progress import progress_bar
from phiscan.errors import ExitCode, UsageError
from phiscan.options import resolve_options

if TYPE_CHECKING:
    from phiscan.baseline import Baseline, Review
    from phiscan.types import ScanResult

EPILOG = """\b
Examples:
  phiscan scan photos/ --output report.html       look at every finding first
  phiscan baseline add photos/ --baseline reviewed.jsonl --reviewer jk
      --reason "street signs, no patients" --until 2027-06-30
  phiscan scan photos/ --baseline reviewed.jsonl  what is new since then?
  phiscan hook photos/a.jpg --baseline reviewed.jsonl
  phiscan baseline list --baseline reviewed.jsonl
  phiscan baseline prune --baseline reviewed.jsonl

\b
The baseline holds one line a finding: a keyed fingerprint of the file's content, the category and
the place, with reason, reviewer and last day; no text, no file name. It is meant to be kept beside
the photos and to be read in reviews. A file that changed, a finding that is new, and a review that
has ended count again; a photo that was not examined completely is never let through.
The key is your own unless PHISCAN_BASELINE_KEY or --baseline-key-file gives one to share.
Exit codes: 0 done, 2 wrong use, 3 a photo was not examined completely and is not in it.
"""

baseline_option = click.option(
    "--baseline", envvar="PHISCAN_BASELINE", required=True, metavar="FILE",
    help="The baseline (otherwise PHISCAN_BASELINE).",
)  # fmt: skip
key_option = click.option(
    "--baseline-key-file", "key_file", envvar="PHISCAN_BASELINE_KEY_FILE", metavar="FILE",
    help="File with its key (otherwise PHISCAN_BASELINE_KEY, then your own).",
)  # fmt: skip


@click.group(epilog=EPILOG, short_help="Keep the list of findings that a person has reviewed.")
def command() -> None:
    """Keep a list of findings that a person has looked at and found harmless."""


def _short(name: str) -> Any:
    def check(_: click.Context, __: click.Parameter, value: str) -> str:
        if not value.strip() or len(value) > 200 or not value.isprintable():
            raise UsageError(f"--{name}: wanted one line of 1 to 200 characters")
        return value.strip()

    return check


@command.command(cls=GroupedCommand)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@option(
    "--reason", required=True, metavar="TEXT", group=OUTPUT_GROUP, callback=_short("reason"),
    help="Why the findings may stay, without what they say.",
)  # fmt: skip
@option(
    "--reviewer", required=True, metavar="ID", group=OUTPUT_GROUP, callback=_short("reviewer"),
    help="Who looked: initials or a number.",
)  # fmt: skip
@option(
    "--until", type=click.DateTime(formats=["%Y-%m-%d"]), required=True, metavar="DATE",
    group=OUTPUT_GROUP, help="Last day on which the review holds.",
)  # fmt: skip
@option("--quiet", "-q", is_flag=True, group=OUTPUT_GROUP, help="No progress bar, no hints.")
@scan_options
def add(
    paths: tuple[str, ...],
    reason: str,
    reviewer: str,
    until: datetime,
    quiet: bool,
    config: str | None,
    **flags: Any,
) -> ExitCode:
    """Review what is found in photos now: every finding that the policy blocks or sends to review.

    Look at the findings first (phiscan scan PATH --output report.html): what is in the baseline is
    let through unseen until its last day. --only and --skip review some categories and leave the
    others, such as --only date,url. Findings reviewed before are reviewed anew.
    """
    from phiscan.baseline import change_baseline, load_baseline, read_key
    from phiscan.batch import scan_inputs
    from phiscan.load import find_inputs
    from phiscan.metadata.names import identifiers_in
    from phiscan.scanner import Scanner

    options = resolve_options(flags, config=config)
    path, last = options.baseline, until.date()
    if path is None:
        raise UsageError("--baseline FILE is needed: where the reviews are kept")
    if identifiers_in(reason):
        raise UsageError("--reason seems to hold an identifier; the baseline is for others to read")
    if last < date.today():
        raise UsageError("--until: wanted a day that has not passed")
    key = read_key(options.baseline_key_file)
    if Path(path).exists():
        load_baseline(path, key)  # one that does not open is told before the work
    inputs = find_inputs(paths).inputs
    tally, scanner = Tally(len(inputs)), Scanner(replace(options, baseline=None))
    reviews: list[Review] = []
    with progress_bar(tally.expected, quiet=quiet) as advance:
        for result in tally.watch(scan_inputs(inputs, scanner), _code, advance):
            reviews += _reviews(result, key, until=last, reviewer=reviewer, reason=reason)
    change_baseline(path, key, lambda known: known.with_reviews(reviews))
    click.echo(f"{len(reviews)} findings reviewed until {last}")
    return tally.exit_code


def _code(result: ScanResult) -> ExitCode:
    """0 for a photo that was examined, whatever was found; what was not is never reviewed."""
    from phiscan.types import Status

    return ExitCode.CLEAN if result.status is Status.COMPLETE else ExitCode.INCOMPLETE


def _reviews(result: ScanResult, key: bytes, **said: Any) -> list[Review]:
    from phiscan.baseline import review_findings
    from phiscan.report.view import shown_source

    if _code(result) is not ExitCode.CLEAN or result.content_hash is None:
        say(f"phiscan: not reviewed, since not examined completely: {shown_source(result.source)}")
        return []
    return list(review_findings(result.content_hash, result.findings, key, **said))


@command.command(name="list")
@baseline_option
@key_option
def list_(baseline: str, key_file: str | None) -> ExitCode:
    """List the reviews: fingerprint, category, last day, reviewer and reason."""
    from phiscan.baseline import load_baseline, read_key

    for review in _sorted(load_baseline(baseline, read_key(key_file))):
        ended = " (ended)" if review.until < date.today() else ""
        click.echo(
            f"{review.finding[:8]}  {review.category}  {review.until}{ended}"
            f"  {review.reviewer}  {review.reason}"
        )
    return ExitCode.CLEAN


@command.command()
@baseline_option
@key_option
def prune(baseline: str, key_file: str | None) -> ExitCode:
    """Take out the reviews that have ended."""
    from phiscan.baseline import change_baseline, load_baseline, read_key

    key, today = read_key(key_file), date.today()
    before = len(load_baseline(baseline, key).reviews)
    kept = change_baseline(baseline, key, lambda known: known.pruned(today))
    click.echo(f"{before - len(kept.reviews)} of {before} taken out")
    return ExitCode.CLEAN


def _sorted(baseline: Baseline) -> list[Review]:
    return [baseline.reviews[name] for name in sorted(baseline.reviews)]
