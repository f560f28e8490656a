"""The run itself, in a process of its own: asks for a path when it wants one, tells each result.

Started by benchmarks.soak. One JSON line a word: "want" out, a path in ("" at the end); "done" out
with source and status. It goes through scan_inputs with a cache, as the command does.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def main(cache_path: str, jobs: int) -> None:
    """Scan what is handed in until there is no more."""
    from phiscan.batch import scan_inputs
    from phiscan.cache import ScanCache
    from phiscan.fingerprint import fingerprint
    from phiscan.load import Input
    from phiscan.options import BatchOptions
    from phiscan.scanner import Scanner

    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)

    def say(word: dict[str, Any]) -> None:
        print(json.dumps(word), file=answers, flush=True)

    def inputs() -> Iterator[Input]:
        while True:
            say({"word": "want"})
            name = json.loads(sys.stdin.readline() or '""')
            if not name:
                return
            yield Input(name, Path(name), Path(Path(name).name), None)

    scanner = Scanner()
    with ScanCache(Path(cache_path), fingerprint(scanner)) as cache:
        for result in scan_inputs(inputs(), scanner, cache=cache, batch=BatchOptions(jobs=jobs)):
            say({"word": "done", "source": result.source, "status": str(result.status)})


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
