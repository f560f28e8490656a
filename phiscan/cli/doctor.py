"""`phiscan doctor`: which engines are there, what is missing, and the line that installs it."""

from __future__ import annotations

import json
import os
import platform
from pathlib import Path
from typing import Any

import click

from phiscan._version import __version__
from phiscan.cli._health import Check, run_checks
from phiscan.cli._options import OUTPUT_GROUP, GroupedCommand, option, scan_options
from phiscan.errors import ExitCode
from phiscan.options import config_path, resolve_options

EPILOG = """\b
Give it the options you scan with and it says what those need:
  phiscan doctor --reader tesseract --face-finder face_recognition

\b
Exit codes: 0 phiscan scan can do its work, 2 something that it needs is missing.
"""


@click.command(
    cls=GroupedCommand, epilog=EPILOG, short_help="Say which engines are there and what is missing."
)
@option(
    "--format", "fmt", type=click.Choice(("text", "json")), default="text", show_default=True,
    group=OUTPUT_GROUP, help="Form of the report.",
)  # fmt: skip
@scan_options
def command(fmt: str, config: str | None, **flags: Any) -> ExitCode:
    """Look for engines, models and settings; nothing is changed and nothing is downloaded."""
    from phiscan.cache import default_path

    options = resolve_options(flags, config=config)
    checks = list(run_checks(options))
    places = {
        "cache": str(default_path()),
        "config": _text(config_path(config, os.environ)),
        "policy": options.policy or "clinic (built in)",
    }
    ok = all(check.ok for check in checks if check.needed)
    click.echo(as_json(checks, places, ok=ok) if fmt == "json" else as_text(checks, places, ok=ok))
    return ExitCode.CLEAN if ok else ExitCode.USAGE


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path)


def as_json(checks: list[Check], places: dict[str, str | None], *, ok: bool) -> str:
    """Return the report for programs."""
    body = {
        "schema": "phiscan-doctor/1",
        "version": __version__,
        "ok": ok,
        "checks": [check.to_dict() for check in checks],
        **places,
    }
    return json.dumps(body, indent=2)


def as_text(checks: list[Check], places: dict[str, str | None], *, ok: bool) -> str:
    """Return the report for people: one line a check, an install line below what is missing."""
    lines = [f"phiscan {__version__} on Python {platform.python_version()}, {platform.platform()}"]
    for check in checks:
        lines.append(f"  {_mark(check):9} {check.name:17} {check.detail}  ({check.used_for})")
        if not check.ok and check.install:
            lines.append(f"  {'':9} {'':17} install with: {check.install}")
    lines += [f"  {name}: {place or 'none'}" for name, place in places.items()]
    lines.append(
        "phiscan scan has what it needs."
        if ok
        else "phiscan scan lacks what is marked MISSING; without it photos are not examined."
    )
    return "\n".join(lines)


def _mark(check: Check) -> str:
    if check.ok:
        return "ok"
    return "MISSING" if check.needed else "optional"
