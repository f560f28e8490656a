"""`phiscan eval`: how well does it do on your own labelled photos?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from phiscan.cli._exit import say
from phiscan.cli._options import OUTPUT_GROUP, GroupedCommand, option, scan_options, worker_options
from phiscan.cli._output import open_report, stdout
from phiscan.cli._progress import progress_bar
from phiscan.errors import ExitCode, UsageError
from phiscan.options import resolve_batch, resolve_options

if TYPE_CHECKING:
    from phiscan.evaluation import Summary, TruthPhoto

EPILOG = """\b
A truth.json says what is in your photos. The least that it may hold:
  {"schema": "phiscan-truth/1", "photos": [
    {"file": "desk.jpg", "entries": [
      {"category": "mrn", "polygon": [[410, 220], [640, 224], [639, 262], [409, 258]]},
      {"category": "gps_location", "polygon": null}]},
    {"file": "menu.jpg", "entries": []}]}

\b
  file      path relative to the truth.json
  category  one of those that phiscan explain lists
  polygon   corners in pixels of the upright photo, clockwise from the text's own top left (for a
            bent line: the upper edge, then the lower edge back); null if not in the pixels
Optional: page (from 1), role, text, text_height_px, size_wh (checked against the photo), clean.
The text itself is not needed. phiscan synth writes such a file for invented patients.

\b
What is measured, each with its count and Wilson's 95 % interval:
  recall     true entries on which a finding of their category lies
  precision  findings to be covered that lie on a true entry of their category
             (row "any", of what can be seen: entries that are covered, findings on any entry)
  leaks      identifiers still readable in the safe copy. Each is cut along its baseline into
             letter-sized cells; a cell leaks where photo and copy correlate above 0.5, an
             identifier when over 10 % of its cells do
  area covered for nothing: what the copy changed outside every true outline
A photo that could not be evaluated is listed, and all its labelled identifiers count as leaks. One
that got no safe copy because the proof failed hands nothing out and is counted by itself.
Categories that the policy lets through, or --only and --skip leave out, are no leaks.

\b
Examples:
  phiscan eval --truth labels/truth.json                    all photos in it
  phiscan eval --truth labels/truth.json photos/ward-3/     some of them
  phiscan synth --out practice/ --count 50 && phiscan eval --truth practice/truth.json
  phiscan eval --truth truth.json --policy strict.toml --format json -o strict.json

\b
No text of an identifier is printed, and names of photos are masked. Copies stay in memory.
Exit codes: 0 it ran (whatever the figures), 2 wrong use or a truth that cannot be read,
3 at least one photo was not evaluated.
"""


@click.command(
    cls=GroupedCommand, epilog=EPILOG, short_help="Measure recall and leaks on labelled photos."
)
@click.argument("paths", nargs=-1, metavar="[PHOTOS]...")
@option(
    "--truth", metavar="FILE", required=True, type=click.Path(path_type=Path), group=OUTPUT_GROUP,
    help="Labels of the photos (truth.json).",
)  # fmt: skip
@option(
    "--format", "fmt", type=click.Choice(("text", "json")), default="text", show_default=True,
    group=OUTPUT_GROUP, help="Form of the report.",
)  # fmt: skip
@option("--output", "-o", metavar="FILE", group=OUTPUT_GROUP, help="Write the report to FILE.")
@option("--quiet", "-q", is_flag=True, group=OUTPUT_GROUP, help="No progress bar, no hints.")
@scan_options
@worker_options
def command(
    paths: tuple[str, ...],
    truth: Path,
    fmt: str,
    output: str | None,
    quiet: bool,
    config: str | None,
    **flags: Any,
) -> ExitCode:
    """Make safe copies of labelled PHOTOS in memory and measure what is found and what leaks.

    PHOTOS are files or folders; without any, all photos of the truth are taken.
    """
    # The engines load only once the call is known to be right.
    from phiscan.evaluation import Summary, evaluate, read_truth
    from phiscan.scanner import Scanner

    options = resolve_options(flags, config=config)
    batch = resolve_batch(flags, config=config)
    labelled = chosen(read_truth(truth), paths)
    scanner = Scanner(options)
    with (
        open_report(output, "json", (*paths, str(truth))) as file,
        progress_bar(len(labelled), quiet=quiet) as advance,
    ):
        judged = []
        for photo in evaluate(labelled, scanner, batch):
            judged.append(photo)
            advance()
        summary = Summary(tuple(judged))
        (file or stdout()).write(written(summary, fmt))
    missing = len(summary.not_evaluated)
    if missing and not quiet:
        say(f"phiscan: {missing} of {len(judged)} photos could not be evaluated")
    return ExitCode.INCOMPLETE if missing else ExitCode.CLEAN


def chosen(truth: list[TruthPhoto], paths: tuple[str, ...]) -> list[tuple[str, TruthPhoto | str]]:
    """Return the photos to judge with their labels; UsageError when there is none or one twice."""
    from phiscan.evaluation import match_labels
    from phiscan.load import find_inputs

    if not paths:
        labelled: list[tuple[str, TruthPhoto | str]] = [(str(p.path), p) for p in truth]
    else:
        labelled = match_labels(find_inputs(paths).inputs, truth)
    if not labelled:
        raise UsageError("there is no photo to evaluate")
    files = [labels.path.resolve() for _, labels in labelled if not isinstance(labels, str)]
    if len(set(files)) < len(files):
        raise UsageError("a photo is given, or named in the truth, more than once")
    return labelled


def written(summary: Summary, fmt: str) -> str:
    """Return the report; photos are called by their masked names."""
    from phiscan.evaluation import as_text
    from phiscan.report.view import shown_source

    shown = [shown_source(photo.source) for photo in summary.photos]
    if fmt == "json":
        return json.dumps(summary.to_dict(shown), indent=1) + "\n"
    return as_text(summary, shown)
