"""`phiscan hook`: the check before an upload or a commit."""

from __future__ import annotations

import getpass
import io
import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from phiscan.cli._exit import leave_now, say
from phiscan.cli._options import OUTPUT_GROUP, GroupedCommand, option, scan_options
from phiscan.cli._output import Tally
from phiscan.errors import ExitCode, UsageError
from phiscan.options import ScanOptions, resolve_options
from phiscan.types import Action

if TYPE_CHECKING:
    from phiscan.audit import AuditLog
    from phiscan.scanner import Scanner
    from phiscan.types import ScanResult

PROTOCOLS = ("files", "tusd")

EPILOG = """\b
Examples:
  phiscan hook upload.jpg && share upload.jpg
  phiscan hook - < upload.jpg
  phiscan hook upload.jpg --caption "$TEXT" --safe-copies-to covered/
  phiscan hook poster.jpg --audit audit.db --override "street sign, seen by two of us"
As a pre-commit hook, in .pre-commit-config.yaml: the id is phiscan.
As a tusd file hook, in its hooks folder as pre-finish (and pre-create):
  exec phiscan hook --protocol tusd -

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
@option("--caption", metavar="TEXT", help="Text that goes with the photos, judged with them.")
@option(
    "--safe-copies-to", metavar="DIR", group=OUTPUT_GROUP,
    help="Put covered, verified copies of the photos that are stopped there.",
)  # fmt: skip
@option("--audit", metavar="FILE", help="Record every verdict there (see phiscan audit).")
@option(
    "--override", metavar="WHY",
    help="Let photos through in spite of what was found in them, on your word; --audit records who "
    "and why. Never what was not examined completely.",
)  # fmt: skip
@option(
    "--mask-paths", is_flag=True, group=OUTPUT_GROUP,
    help="Mask name parts that carry an identifier in JSON too.",
)  # fmt: skip
@scan_options
def command(
    files: tuple[str, ...],
    protocol: str,
    caption: str | None,
    safe_copies_to: str | None,
    audit: str | None,
    override: str | None,
    mask_paths: bool,
    config: str | None,
    **flags: Any,
) -> ExitCode:
    """Check photos before they leave. FILE is a photo or PDF, - reads one from standard input."""
    options = resolve_options(flags, config=config)
    log = open_audit(audit, override)
    if protocol == "tusd":
        if override is not None:
            raise UsageError("--override is for photos given by name, not for --protocol tusd")
        return answer_tusd(files, options, log)
    from phiscan.hooks.files import Watch, check_files, sentence
    from phiscan.report import write_report
    from phiscan.scanner import Scanner

    tally, watch, scanner = Tally(len(files)), Watch(), Scanner(options)
    photos = check_files(files, scanner, standard_input(), watch, caption=caption)
    try:
        results = list(photos)
    finally:
        watch.close()
    watched = tally.watch(results, lambda result: result.exit_code)
    write_report(watched, "jsonl", sys.stdout, mask_paths=mask_paths)
    sys.stdout.flush()
    copies = None if safe_copies_to is None else cover_stopped(results, safe_copies_to, scanner)
    is_overridden = override is not None and tally.exit_code is ExitCode.FINDINGS
    if log is not None:
        record(log, results, scanner, override if is_overridden else None)
    say(sentence(results, copies=copies, is_overridden=is_overridden))
    code = ExitCode.CLEAN if is_overridden else tally.exit_code
    if watch.is_stuck:
        leave_now(code)
    return code


def open_audit(path: str | None, override: str | None) -> AuditLog | None:
    """Open the record; UsageError for an override that nothing would record, or that names one."""
    from phiscan.metadata.names import identifiers_in

    if override is not None and path is None:
        raise UsageError("--override needs --audit: who let a photo through, and why, is recorded")
    if override is not None and (not override.strip() or identifiers_in(override)):
        raise UsageError("--override: say why in words that name and identify nobody")
    if path is None:
        return None
    from phiscan.audit import AuditLog
    from phiscan.cli.audit import audit_key

    return AuditLog(path, who=getpass.getuser(), key=audit_key())


def record(
    log: AuditLog, results: Sequence[ScanResult], scanner: Scanner, override: str | None
) -> None:
    """Record every result, overridden where a person may; AuditError lets nothing through."""
    for result in results:
        is_freed = override is not None and not result.is_clean
        log.record(
            result,
            door="hook",
            policy=scanner.policy,
            override=str(Action.ALLOW) if is_freed else None,
            why=override if is_freed else None,
        )


def cover_stopped(results: Sequence[ScanResult], to: str, scanner: Scanner) -> int:
    """Write verified copies of the photos that were stopped; return how many there are."""
    from phiscan.hooks.files import STDIN, shows_something
    from phiscan.load import find_inputs
    from phiscan.redactor import redact_many
    from phiscan.types import Status

    stopped = [r for r in results if r.status is Status.COMPLETE and shows_something(r)]
    names = [r.source for r in stopped if r.source != STDIN]
    inputs = [item for name in names for item in find_inputs([name]).inputs]
    return sum(made.verified for made in redact_many(inputs, to, scanner=scanner))


def answer_tusd(
    files: Sequence[str], options: ScanOptions, log: AuditLog | None = None
) -> ExitCode:
    """Answer one event of tusd on standard output; 0 lets it through (tusd makes a 500 of others).

    A stopped upload is moved into the folder phiscan-quarantine beside tusd's own.
    """
    from phiscan.hooks.files import STDIN
    from phiscan.hooks.gate import BusyError, Gate
    from phiscan.hooks.tusd import MOST_EVENT, Tusd, busy, is_let_through, read_event, uploads_of
    from phiscan.scanner import Scanner

    if list(files) != [STDIN]:
        raise UsageError("--protocol tusd reads one event from standard input: give - as the file")
    event = read_event(standard_input().read(MOST_EVENT))
    uploads = uploads_of(event)
    with Gate(scanner=Scanner(options), jobs=1, audit=log) as gate:
        try:
            answer = Tusd(gate, uploads, uploads.parent / "phiscan-quarantine").answer(event)
        except BusyError as error:
            answer = busy(error)
    code = ExitCode.CLEAN if is_let_through(answer) else ExitCode.FINDINGS
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
    if gate.is_stuck:
        leave_now(code)
    return code


def standard_input() -> BinaryIO:
    """Return standard input; a service may start the hook without one, which then holds nothing."""
    return sys.stdin.buffer if sys.stdin else io.BytesIO()
