"""`phiscan audit`: show the record, or prove that nobody changed it."""

from __future__ import annotations

import os

import click

from phiscan.cli._exit import say
from phiscan.errors import ExitCode

EPILOG = """\b
Examples:
  phiscan serve --audit audit.db
  phiscan audit show audit.db
  phiscan audit verify audit.db --expect HASH

\b
Without a key the chain shows mistakes, not a forger: put a secret into PHISCAN_AUDIT_KEY for the
service and for verify alike. Note the last hash elsewhere from time to time; with --expect it shows
an end that was cut off.

\b
Exit codes: 0 every entry fits; 1 an entry was changed, removed or inserted; 2 wrong use.
"""
KEY = "PHISCAN_AUDIT_KEY"


@click.group(epilog=EPILOG, short_help="Show or check the record of what was let through.")
def command() -> None:
    """Read what hook, serve and watch record with --audit FILE. It holds no names, no text."""


@command.command()
@click.argument("file")
def show(file: str) -> ExitCode:
    """Print the entries of FILE as JSON, one a line, oldest first."""
    from phiscan.audit import read_entries

    for _, text, _ in read_entries(file):
        click.echo(text)
    return ExitCode.CLEAN


@command.command()
@click.argument("file")
@click.option(
    "--expect", metavar="HASH", help="The last hash, kept elsewhere: nothing was cut off."
)
def verify(file: str, expect: str | None) -> ExitCode:
    """Check that every entry of FILE is as it was written. The key comes from PHISCAN_AUDIT_KEY."""
    from phiscan.audit import verify as follow

    chain = follow(file, key=audit_key())
    if chain.problem is not None:
        say(f"phiscan: {chain.problem}; {chain.entries} before it fit.")
        return ExitCode.FINDINGS
    if expect is not None and expect != chain.last:
        say("phiscan: every entry fits, but the last one is another than expected.")
        return ExitCode.FINDINGS
    click.echo(f"{chain.entries} entries fit; the last hash is {chain.last}")
    return ExitCode.CLEAN


def audit_key() -> bytes | None:
    """Return the key that chains are made with, or None."""
    key = os.environ.get(KEY)
    return key.encode() if key else None
