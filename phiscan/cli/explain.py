"""`phiscan explain`: why does this category matter, and what should I do?"""

from __future__ import annotations

import difflib
import json
import textwrap

import click

from phiscan.report.words import WORDS, Words
from phiscan.types import Category

_WIDTH = 88

EPILOG = """\b
Examples:
  phiscan explain                    every category in one list
  phiscan explain wristband
  phiscan explain mrn --format json
"""


@click.command(epilog=EPILOG, short_help="Say why a category matters and what to do.")
@click.argument("category", required=False)
@click.option(
    "--format", "fmt", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="Form of the answer.",
)  # fmt: skip
def command(category: str | None, fmt: str) -> None:
    """Say why a CATEGORY matters: HIPAA letter, an example, what to do. Without one, list all."""
    entries = list(WORDS.values()) if category is None else [WORDS[_category(category)]]
    if fmt == "json":
        records = [entry.to_dict() for entry in entries]
        click.echo(json.dumps(records if category is None else records[0], indent=2))
    elif category is None:
        click.echo(_listing(entries))
    else:
        click.echo(_page(entries[0]))


def _category(name: str) -> Category:
    """Return the category meant; raises click.UsageError (exit 2) with the closest names."""
    wanted = name.strip().lower().replace("-", "_").replace(" ", "_")
    known = [str(c) for c in Category]
    if wanted in known:
        return Category(wanted)
    close = difflib.get_close_matches(wanted, known, n=3)
    close = close or [k for k in known if wanted and wanted in k][:3]
    hint = f"did you mean {' or '.join(close)}?" if close else "phiscan explain lists them all"
    raise click.UsageError(f"there is no category {name!r}; {hint}")


def _listing(entries: list[Words]) -> str:
    wide = max(len(entry.category) for entry in entries)
    rows = [f"{'CATEGORY':{wide}}  {'HIPAA':5}  {'CLINIC':6}  WHAT IT IS"]
    for entry in entries:
        action = entry.to_dict()["default_action"]
        rows.append(f"{entry.category:{wide}}  {entry.hipaa or '-':5}  {action:6}  {entry.title}")
    rows.append("")
    rows.append("HIPAA: letter of 45 CFR 164.514(b)(2)(i). CLINIC: what the default policy does.")
    rows.append("phiscan explain CATEGORY says more.")
    return "\n".join(rows)


def _page(entry: Words) -> str:
    action = entry.to_dict()["default_action"]
    law = f"{entry.citation}: {entry.hipaa_text}." if entry.hipaa else f"{entry.hipaa_text}."
    parts = (
        ("Why it matters", entry.why),
        ("HIPAA", law),
        ("For example", f"{entry.example} (invented)"),
        ("What to do", entry.what_to_do),
        ("Default policy", {"block": "blocks it", "review": "sends it to review",
                            "allow": "allows it"}[action]),
    )  # fmt: skip
    blocks = [f"{entry.title}  [{entry.category}]"]
    blocks += [
        f"{label}\n{textwrap.indent(textwrap.fill(text, _WIDTH), '  ')}" for label, text in parts
    ]
    return "\n\n".join(blocks)
