"""`phiscan scan`: what is in these photos?"""

from __future__ import annotations

import os
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import click

from phiscan.cli._exit import say
from phiscan.cli._options import (
    OUTPUT_GROUP,
    GroupedCommand,
    batch_options,
    option,
    scan_options,
)
from phiscan.cli._output import Tally, format_for, open_cache, open_report, stdout, wants_color
from phiscan.cli._progress import progress_bar
from phiscan.errors import ExitCode, UsageError
from phiscan.options import resolve_batch, resolve_options
from phiscan.report import FORMATS

if TYPE_CHECKING:
    from phiscan.cache import ScanCache
    from phiscan.options import ScanOptions

EPILOG = """\b
Examples:
  phiscan scan IMG_0412.jpg
  phiscan scan photos/ scans/letter.pdf --format jsonl > results.jsonl
  phiscan scan photos/ --output report.html        a page to look through, without identifiers
  phiscan scan photos/ --skip date,url --policy clinic.toml
  phiscan scan photos/ --deny patients.txt         known names that are always findings

\b
Exit codes: 0 nothing to act on, 1 findings to block or review, 2 wrong use or internal error,
3 at least one photo was not examined completely.
"""


@click.command(cls=GroupedCommand, epilog=EPILOG, short_help="Say what is in photos and PDFs.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@option(
    "--format", "fmt", type=click.Choice(FORMATS), group=OUTPUT_GROUP,
    help="Form of the report  [default: the ending of --output, else text]",
)  # fmt: skip
@option("--output", "-o", metavar="FILE", group=OUTPUT_GROUP, help="Write the report to FILE.")
@option(
    "--show-values", is_flag=True, group=OUTPUT_GROUP,
    help="Include the text that was found. The report then is as sensitive as the photos.",
)  # fmt: skip
@option(
    "--mask-paths", is_flag=True, group=OUTPUT_GROUP,
    help="Mask name parts that carry an identifier in JSON too.",
)  # fmt: skip
@option("--no-color", is_flag=True, group=OUTPUT_GROUP, help="No colours on a terminal.")
@option("--quiet", "-q", is_flag=True, group=OUTPUT_GROUP, help="No progress bar, no hints.")
@option("--no-cache", is_flag=True, group="Scanning", help="Look at every photo anew.")
@scan_options
@batch_options
def command(
    paths: tuple[str, ...],
    fmt: str | None,
    output: str | None,
    show_values: bool,
    mask_paths: bool,
    no_color: bool,
    quiet: bool,
    no_cache: bool,
    config: str | None,
    **flags: Any,
) -> ExitCode:
    """Look at photos and PDFs and say what is in them.

    A PATH is a photo, a PDF or a folder, which is searched with all its sub-folders. Inside
    folders other kinds of files are skipped and counted; a file named here is never skipped.
    """
    # The engines load only once the call is known to be right.
    from phiscan.batch import scan_inputs
    from phiscan.load import Walk
    from phiscan.report import write_report
    from phiscan.scanner import Scanner

    options = resolve_options(flags, config=config)
    batch = resolve_batch(flags, config=config)
    keeps = not (no_cache or show_values)
    if batch.resume and not keeps:
        raise UsageError("--resume needs the cache, which --no-cache and --show-values leave out")
    fmt = format_for(fmt, output, FORMATS)
    found = Walk(paths)
    tally = Tally()
    scanner = Scanner(options)
    with (
        open_report(output, fmt, (*paths, *files_read(options, config))) as file,
        open_cache(scanner) if keeps else nullcontext() as cache,
        progress_bar(lambda: sum(1 for _ in Walk(paths)), quiet=quiet) as advance,
    ):
        stream = file or stdout()
        results = scan_inputs(tally.expect(found), scanner, cache=cache, batch=batch)
        write_report(
            tally.watch(results, lambda r: r.exit_code, advance),
            fmt,
            stream,
            show_values=show_values,
            mask_paths=mask_paths,
            one_file=is_one_file(paths),
            color=wants_color(stream, no_color=no_color),
            options=options,
            policy=scanner.policy.name,
            skipped=lambda: found.skipped,
        )
    if not quiet:
        hint(cache, tally)
    return tally.exit_code


def hint(cache: ScanCache | None, tally: Tally) -> None:
    """Say what the report does not: that nothing can be remembered, that nothing was there."""
    if cache is not None and cache.problem:
        say(f"phiscan: {cache.problem}")
    if not tally.seen:
        say("phiscan: there is no photo or PDF in what was given")


def files_read(options: ScanOptions, config: str | None) -> tuple[str | None, ...]:
    """Return the files beside the photos that a scan reads: a report must not replace one."""
    return (
        options.policy, options.deny, options.allow_terms, config,
        options.consent, options.consent_key_file, options.baseline, options.baseline_key_file,
    )  # fmt: skip


def is_one_file(paths: tuple[str, ...]) -> bool:
    """Whether JSON is a single object: exactly one path was given and it is not a folder."""
    return len(paths) == 1 and not os.path.isdir(paths[0])
