"""`phiscan hook`: the check before an upload or a commit."""

from __future__ import annotations

import io
import os
import sys
from typing import Any, BinaryIO

import click

from phiscan.cli._exit import say
from phiscan.cli._options import OUTPUT_GROUP, GroupedCommand, option, scan_options
from phiscan.cli._output import Tally
from phiscan.errors import ExitCode
from phiscan.options import resolve_options

PROTOCOLS = ("files",)

EPILOG = """\b
Examples:
  phiscan hook upload.jpg && share upload.jpg
  phiscan hook - < upload.jpg
As a pre-commit hook, in .pre-commit-config.yaml: the id is phiscan.

\b
Standard output has one JSON result a line, standard error one plain sentence.

\b
Exit codes: only 0 lets the photos through. 1 findings to block or review, 2 wrong use or internal
error, 3 a photo was not examined completely (missing, empty, damaged, unsupported, out of time).
"""


@click.command(
    cls=GroupedCommand, epilog=EPILOG, short_help="Let photos through or stop them (pre-upload)."
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...|-")
@option(
    "--protocol", type=click.Choice(PROTOCOLS), default="files", show_default=True,
    help="How photos come in and the answer goes out.",
)  # fmt: skip
@option(
    "--mask-paths", is_flag=True, group=OUTPUT_GROUP,
    help="Mask name parts that carry an identifier in JSON too.",
)  # fmt: skip
@scan_options
def command(
    files: tuple[str, ...],
    protocol: str,
    mask_paths: bool,
    config: str | None,
    **flags: Any,
) -> ExitCode:
    """Check photos before they leave. FILE is a photo or PDF, - reads one from standard input."""
    options = resolve_options(flags, config=config)
    from phiscan.hooks.files import Watch, check_files, sentence
    from phiscan.report import write_report
    from phiscan.scanner import Scanner

    tally, watch = Tally(len(files)), Watch()
    try:
        results = list(check_files(files, Scanner(options), standard_input(), watch))
    finally:
        watch.close()
    watched = tally.watch(results, lambda result: result.exit_code)
    write_report(watched, "jsonl", sys.stdout, mask_paths=mask_paths)
    sys.stdout.flush()
    say(sentence(results))
    if watch.is_stuck:
        leave_now(tally.exit_code)
    return tally.exit_code


def standard_input() -> BinaryIO:
    """Return standard input; a service may start the hook without one, which then holds nothing."""
    return sys.stdin.buffer if sys.stdin else io.BytesIO()


def leave_now(code: ExitCode) -> None:
    """End the process although a check in it never ends."""
    sys.stderr.flush()
    os._exit(code)
