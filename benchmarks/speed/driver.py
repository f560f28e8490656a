"""phiscan's own batch in a process by itself, as its peers have theirs.

    python -m benchmarks.speed.driver < requests.jsonl

One JSON line in: {"what": "scan" or "redact", "paths": [paths], "jobs": 0, "options": {}}; one out:
{"wall_s": ..., "cpu_s": ..., "results": ...}. It goes through the same calls as the command:
scan_inputs and redact_inputs. Results come in input order, in bursts behind a slow photo; so the
clock looks at when photos are begun: from the first one to the first that comes for the second
time. Some come before, until every worker is warm, and some after, so that what has been begun and
is not finished is the same at both ends.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.speed.processes import cpu_s

AROUND = 3
"""Photos a worker before and after the clock: more than it has in hand."""


def main() -> None:
    """Answer until the input ends."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    for line in sys.stdin:
        print(json.dumps(work_off(json.loads(line))), file=answers, flush=True)


def work_off(asked: dict[str, Any]) -> dict[str, Any]:
    """Do one request; see the module's text."""
    from phiscan.options import BatchOptions, ScanOptions
    from phiscan.scanner import Scanner

    scanner = Scanner(ScanOptions(**asked.get("options", {})))
    batch = BatchOptions(jobs=asked.get("jobs", 0))
    around = AROUND * (asked.get("jobs") or os.cpu_count() or 1)
    paths = asked["paths"] * -(-around // len(asked["paths"]))
    given = [*paths[-around:], *paths, *paths[:around]]
    with tempfile.TemporaryDirectory() as folder:
        clock = Begun(around, around + len(paths))
        inputs = _linked(given, Path(folder) / "in", clock)
        if asked["what"] == "scan":
            from phiscan.batch import scan_inputs

            results: Iterable[Any] = scan_inputs(iter(inputs), scanner, batch=batch)
        else:
            from phiscan.copies import redact_inputs

            results = redact_inputs(inputs, Path(folder) / "out", scanner=scanner, batch=batch)
        clock.is_on = True  # targets were settled before
        for _ in results:
            pass
    return {**clock.between(), "results": len(paths)}


@dataclass
class Begun:
    """Remembers when two of the photos were begun."""

    first: int
    last: int
    is_on: bool = False
    at: dict[int, tuple[float, float]] = field(default_factory=dict)

    def note(self, number: int) -> None:
        """Take the time when a photo is first asked for its path."""
        if self.is_on and number in (self.first, self.last) and number not in self.at:
            self.at[number] = time.perf_counter(), cpu_s(os.getpid())

    def between(self) -> dict[str, float]:
        """Return wall and processor seconds between the two."""
        begun, ended = self.at[self.first], self.at[self.last]
        return {"wall_s": ended[0] - begun[0], "cpu_s": ended[1] - begun[1]}


def _watched(number: int, path: Path, clock: Begun) -> Any:
    """Return an input that tells when it is begun."""
    from phiscan.load import Input

    class Watched(Input):
        def __getattribute__(self, name: str) -> Any:
            if name == "path":
                clock.note(number)
            return super().__getattribute__(name)

    return Watched(path.name, path, Path(path.name), None)


def _linked(paths: Sequence[str], folder: Path, clock: Begun) -> list[Any]:
    """Return inputs under plain names of their own: a photo may come twice, warm and timed."""
    folder.mkdir()
    inputs = []
    for number, path in enumerate(map(Path, paths)):
        link = folder / f"{number:05d}{path.suffix}"
        try:
            os.link(path, link)
        except OSError:  # another disk
            link.write_bytes(path.read_bytes())
        inputs.append(_watched(number, link, clock))
    return inputs


if __name__ == "__main__":
    main()
