"""`phiscan watch`: a drop folder from which only what is clean goes on."""

from __future__ import annotations

import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from phiscan.cli._exit import leave_now, say
from phiscan.cli._options import OUTPUT_GROUP, GroupedCommand, option, scan_options
from phiscan.errors import EngineError, ExitCode, combine_exit_codes
from phiscan.options import MOST_SECONDS, resolve_options

if TYPE_CHECKING:
    from phiscan.hooks.watch import DropFolder

RESCAN_S = 5.0
"""Seconds between looks at the folder without any news of it: network shares tell nothing."""
STILL_S = 60.0
"""Seconds that --once waits for a file that is never whole."""
_NEWS = frozenset({"created", "modified", "moved", "closed"})

EPILOG = """\b
Examples:
  phiscan watch from-camera/ --to website/ --quarantine held-back/
  phiscan watch inbox/ --to outbox/ --quarantine held-back/ --safe-copies
  phiscan watch inbox/ --to outbox/ --quarantine held-back/ --once

\b
Files in the folder when it starts are dealt with too. Files that are still being written wait;
hidden ones, links and what is no photo stay where they are. Beside each photo in quarantine a
.json says why, without any text of it.

\b
Exit codes: stopped with Ctrl-C, 0. With --once: 0 every photo was moved on, 1 some were held back
for what they show, 3 some could not be examined or moved, 2 wrong use.
"""


@click.command(
    cls=GroupedCommand, epilog=EPILOG, short_help="Watch a folder; only clean photos move on."
)
@click.argument("folder", metavar="DIR")
@option("--to", metavar="DIR", required=True, group=OUTPUT_GROUP, help="Folder for clean photos.")
@option(
    "--quarantine", metavar="DIR", required=True, group=OUTPUT_GROUP,
    help="Folder for all others, with the reason beside each.",
)  # fmt: skip
@option(
    "--safe-copies", is_flag=True, group=OUTPUT_GROUP,
    help="Put the verified safe copy of a stopped photo into --to.",
)  # fmt: skip
@option("--once", is_flag=True, help="Deal with what is there, then end.")
@option(
    "--settle", type=click.FloatRange(0.1, 3600), default=2.0, show_default=True, metavar="SECONDS",
    help="How long a file must stand still before it is taken for whole.",
)  # fmt: skip
@option("--audit", metavar="FILE", help="Record every verdict there (see phiscan audit).")
@scan_options
def command(
    folder: str,
    to: str,
    quarantine: str,
    safe_copies: bool,
    once: bool,
    settle: float,
    audit: str | None,
    config: str | None,
    **flags: Any,
) -> ExitCode:
    """Judge photos as they arrive in DIR: clean ones move to --to, all others to --quarantine."""
    options = resolve_options(flags, config=config)
    from phiscan.audit import AuditLog
    from phiscan.cli.audit import audit_key
    from phiscan.hooks.gate import Gate
    from phiscan.hooks.watch import DropFolder, Folders

    folders = Folders(Path(folder), Path(to), Path(quarantine))
    folders.prepare()
    log = AuditLog(audit, who="watch", key=audit_key()) if audit else None
    news = threading.Event()
    with Gate(options, deadline_s=options.timeout_s or MOST_SECONDS, audit=log) as gate:
        drop = DropFolder(folders, gate, settle, safe_copies)
        with _ended_by_signals(drop.stop, news):
            code = (_finish if once else _keep_watching)(drop, news)
    if gate.is_stuck:
        leave_now(code)
    return code


def _keep_watching(drop: DropFolder, news: threading.Event) -> ExitCode:
    """Deal with what arrives until told to stop, or until checks hang."""
    root, was_there = drop.folders.root, True
    with _told_of_news(root, news):
        say("phiscan: watching - stop with Ctrl-C")
        while not drop.stop.is_set():
            deque(_dealt_with(drop), maxlen=0)
            if not drop.gate.is_alive:
                say("phiscan: checks hang that cannot be ended; start the command again")
                return ExitCode.INCOMPLETE
            if was_there and not root.is_dir():
                say("phiscan: the watched folder is not there; waiting for it")
            was_there = root.is_dir()
            news.wait(_pause_s(drop) if drop.unsettled else RESCAN_S)
            news.clear()
    return ExitCode.CLEAN


def _finish(drop: DropFolder, news: threading.Event) -> ExitCode:
    """Deal with what is there; return the code that speaks for all of it."""
    codes: list[ExitCode] = []
    until = time.monotonic() + drop.settle_s + STILL_S
    while not drop.stop.is_set():
        for code in _dealt_with(drop):
            codes.append(code)
            until = time.monotonic() + drop.settle_s + STILL_S
        if not drop.unsettled:
            return combine_exit_codes(codes)
        if time.monotonic() > until:
            say("phiscan: some files are still being written and were left where they are")
            return combine_exit_codes([*codes, ExitCode.INCOMPLETE])
        news.wait(_pause_s(drop))
    say("phiscan: stopped before every photo was examined")
    return ExitCode.USAGE


def _dealt_with(drop: DropFolder) -> Iterator[ExitCode]:
    """Say a line for each file of one round and yield its exit code."""
    for handled in drop.step():
        click.echo(handled.line)
        yield handled.exit_code


def _pause_s(drop: DropFolder) -> float:
    return min(0.5, drop.settle_s / 2)


@contextmanager
def _ended_by_signals(stop: threading.Event, news: threading.Event) -> Iterator[None]:
    """Let the photo in hand be finished at the first Ctrl-C; the second ends at once."""

    def end(number: int, _: object) -> None:
        stop.set()
        news.set()
        signal.signal(number, old[signal.Signals(number)])

    old = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)


@contextmanager
def _told_of_news(root: Path, news: threading.Event) -> Iterator[None]:
    """Set `news` when something changes below a folder, where the system tells."""
    try:
        from watchdog.observers import Observer
    except ImportError:
        raise EngineError("watching is an extra: pip install 'phiscan[watch]'") from None
    observer = Observer()
    observer.schedule(_handler(news.set), str(root), recursive=True)
    try:
        observer.start()
    except OSError:  # the system's watches are used up
        say(f"phiscan: the system tells of no changes; looking every {RESCAN_S:g} seconds")
        yield
        return
    try:
        yield
    finally:
        observer.stop()
        observer.join()


def _handler(tell: Callable[[], None]) -> Any:
    from watchdog.events import FileSystemEvent, FileSystemEventHandler

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if event.event_type in _NEWS:  # our own reading is no news
                tell()

    return Handler()
