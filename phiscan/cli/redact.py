"""`phiscan redact`: verified copies with the findings covered."""

from __future__ import annotations

import json
from typing import Any, TextIO

import click

from phiscan.cli._exit import say
from phiscan.cli._options import (
    OUTPUT_GROUP,
    GroupedCommand,
    batch_options,
    option,
    scan_options,
)
from phiscan.cli._output import Tally, open_cache, stdout
from phiscan.cli._progress import progress_bar
from phiscan.errors import ExitCode, UsageError
from phiscan.options import resolve_batch, resolve_options
from phiscan.types import Action, RedactResult

EPILOG = """\b
Examples:
  phiscan redact IMG_0412.jpg --to safe/
  phiscan redact photos/ --to safe/ --format jsonl > copies.jsonl
  phiscan redact photos/ --to safe/ --cover block      leave what only needs a review
  phiscan redact photos/ --to safe/ --redact-all-text  no text is left, whatever it says

\b
Every copy is written anew from the pixels, without metadata, then looked at a second time; only
a copy in which that second look finds nothing to cover is put in place. Photos in which nothing
was found are copied too. Nothing that exists is overwritten.

\b
Exit codes: 0 every input has a verified copy, 3 at least one has none, 2 wrong use.
"""


def _cover(text: str) -> frozenset[Action]:
    """Turn `block,review` into actions; raises UsageError for another word."""
    words = [word.strip() for word in text.split(",") if word.strip()]
    unknown = [word for word in words if word not in list(Action)]
    if unknown or not words:
        got = unknown[0] if unknown else "nothing"
        raise UsageError(f"--cover: wanted one or more of {', '.join(Action)}, got {got}")
    return frozenset(map(Action, words))


@click.command(
    cls=GroupedCommand, epilog=EPILOG, short_help="Make verified copies with findings covered."
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@option(
    "--to",
    "folder",
    metavar="DIR",
    required=True,
    group=OUTPUT_GROUP,
    help="Folder for the copies.",
)
@option(
    "--cover", default="block,review", show_default=True, metavar="ACTIONS", group=OUTPUT_GROUP,
    help="Cover findings that the policy blocks, sends to review, or allows.",
)  # fmt: skip
@option(
    "--format", "fmt", type=click.Choice(("text", "jsonl")), default="text", show_default=True,
    group=OUTPUT_GROUP, help="Form of the report.",
)  # fmt: skip
@option("--quiet", "-q", is_flag=True, group=OUTPUT_GROUP, help="No progress bar, no hints.")
@scan_options
@batch_options
def command(
    paths: tuple[str, ...],
    folder: str,
    cover: str,
    fmt: str,
    quiet: bool,
    config: str | None,
    **flags: Any,
) -> ExitCode:
    """Write safe copies of photos and PDFs below --to DIR; the inputs stay as they are.

    A photo given by itself lands directly in DIR, a folder's photos under their path in it.
    """
    # The engines load only once the call is known to be right.
    from phiscan.copies import redact_inputs
    from phiscan.load import find_inputs
    from phiscan.scanner import Scanner
    from phiscan.targets import plan_targets

    options = resolve_options(flags, config=config)
    batch = resolve_batch(flags, config=config)
    actions = _cover(cover)
    found = find_inputs(paths)
    inputs = [item for item, _ in plan_targets(found.inputs, folder)]
    tally = Tally(len(inputs))
    scanner = Scanner(options)
    with (
        open_cache(scanner) as ledger,
        progress_bar(tally.expected, quiet=quiet) as advance,
    ):
        stream = stdout()
        results = redact_inputs(
            inputs, folder, scanner=scanner, cover=actions, batch=batch, ledger=ledger
        )
        verified = 0
        for result in tally.watch(results, copy_code, advance):
            verified += copy_code(result) is ExitCode.CLEAN
            write_copy(result, fmt, stream)
        if fmt == "text":
            stream.write(summary(verified, len(inputs), found.skipped))
    if not quiet and not inputs:
        say("phiscan: there is no photo or PDF in what was given")
    return tally.exit_code


def copy_code(result: RedactResult) -> ExitCode:
    """0 for a verified copy that lies in place, else 3."""
    is_there = result.verified and result.safe_copy is not None
    return ExitCode.CLEAN if is_there else ExitCode.INCOMPLETE


def write_copy(result: RedactResult, fmt: str, stream: TextIO) -> None:
    """Write one result: a JSON line, or a few plain lines with names masked."""
    from phiscan.report.view import printable, shown_source

    if fmt == "jsonl":
        stream.write(json.dumps(result.to_dict()) + "\n")
    elif result.verified and result.safe_copy is not None:
        copy = shown_source(str(result.safe_copy))
        stream.write(
            f"{shown_source(result.source)}\n  safe copy: {copy}\n  {what_changed(result)}\n"
        )
    else:
        stream.write(f"{shown_source(result.source)}\n  no copy: {printable(result.reason)}\n")
    stream.flush()


def what_changed(result: RedactResult) -> str:
    """Say in words what differs from the input."""
    from phiscan.report.view import counted

    left_out = f"; left out: {', '.join(result.removed)}" if result.removed else ""
    return f"{counted(result.covered, 'finding')} covered{left_out}"


def summary(verified: int, total: int, skipped: int) -> str:
    """Return the last line of the text report."""
    from phiscan.report.view import counted

    also = f"; {counted(skipped, 'other file')} skipped" if skipped else ""
    return f"{verified:,} of {counted(total, 'input')} have a verified copy{also}\n"
