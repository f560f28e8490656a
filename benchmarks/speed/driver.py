"""phiscan's own batch in a process by itself, as its peers have theirs.

    python -m benchmarks.speed.driver < requests.jsonl

One JSON line in: {"what": "scan" or "redact", "paths": [paths], "warm": 4, "options": {}, "jobs":
0}; one out: {"wall_s": ..., "cpu_s": ..., "results": ...}. It goes through the same calls as the
command: scan_inputs and redact_inputs. The photos go round: the last few come before the clock
starts, the first few once more before it stops, so that what the workers have begun but not
finished is the same at both ends.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.speed.processes import cpu_s


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
    paths, warm = asked["paths"], asked["warm"]
    if len(paths) < warm:
        paths = (paths * warm)[: -(-warm // len(paths)) * len(paths)]
    with tempfile.TemporaryDirectory() as folder:
        inputs = _linked([*paths[-warm:], *paths, *paths[:warm]], Path(folder) / "in")
        if asked["what"] == "scan":
            from phiscan.batch import scan_inputs

            results: Iterable[Any] = scan_inputs(iter(inputs), scanner, batch=batch)
        else:
            from phiscan.copies import redact_inputs

            results = redact_inputs(inputs, Path(folder) / "out", scanner=scanner, batch=batch)
        return _timed(results, warm, warm + len(paths))


def _linked(paths: Sequence[str], folder: Path) -> list[Any]:
    """Return inputs under plain names of their own: a photo may come twice, warm and timed."""
    from phiscan.load import Input

    folder.mkdir()
    inputs = []
    for number, path in enumerate(map(Path, paths)):
        link = folder / f"{number:05d}{path.suffix}"
        try:
            os.link(path, link)
        except OSError:  # another disk
            link.write_bytes(path.read_bytes())
        inputs.append(Input(link.name, link, Path(link.name), None))
    return inputs


def _timed(results: Iterable[Any], first: int, last: int) -> dict[str, Any]:
    """Take the results; the clock runs from the first-th to the last-th."""
    pid, clock = os.getpid(), {}
    for number, _ in enumerate(results, start=1):
        if number in (first, last):
            clock[number] = time.perf_counter(), cpu_s(pid)
    wall_s, worked_s = (b - a for a, b in zip(clock[first], clock[last], strict=True))
    return {"wall_s": wall_s, "cpu_s": worked_s, "results": last - first}


if __name__ == "__main__":
    main()
