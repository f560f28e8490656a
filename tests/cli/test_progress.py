"""The progress bar: on a terminal's stderr only, with counts and rate, without a name."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from phiscan.cli._progress import pace, progress_bar

pty = pytest.importorskip("pty", reason="pseudo-terminals are Unix's")


def on_a_terminal(code: str) -> tuple[bytes, bytes]:
    """Run code with stderr on a terminal and stdout in a pipe; return what each got."""
    leader, follower = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=follower, timeout=60,
        check=True, env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
    )  # fmt: skip
    os.close(follower)
    shown = b""
    while True:
        try:
            part = os.read(leader, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(leader)
    return done.stdout, shown


CODE = """
import sys, time
from phiscan.cli._progress import progress_bar
with progress_bar(3, quiet={quiet}) as advance:
    for name in ("Maria", "Lopez", "last"):
        sys.stdout.write(name + chr(10))
        time.sleep(.15)
        advance()
"""


def test_in_a_pipe_there_is_none(capsys):
    with progress_bar(3) as advance:
        advance()
    assert capsys.readouterr() == ("", "")


def test_a_terminal_sees_count_and_rate_while_the_pipe_gets_the_results_only():
    out, shown = on_a_terminal(CODE.format(quiet=False))
    assert out == b"Maria\nLopez\nlast\n"
    assert b"3/3" in shown
    assert b"photos/s" in shown
    assert b"Maria" not in shown


def test_quiet_is_quiet_on_a_terminal_too():
    out, shown = on_a_terminal(CODE.format(quiet=True))
    assert out == b"Maria\nLopez\nlast\n"
    assert shown == b""


@pytest.mark.parametrize(
    ("done", "elapsed_s", "wanted"),
    [
        (0, 0.0, ""),
        (0, 9.0, ""),
        (2, 4.0, "0.5 photos/s, 0:00:16 left"),  # two at once, after four seconds
        (10, 5.0, "2.0 photos/s, 0:00:00 left"),
    ],
)
def test_the_pace_counts_from_the_start_however_photos_are_bunched(done, elapsed_s, wanted):
    assert pace(done, 10, elapsed_s) == wanted
