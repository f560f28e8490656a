"""Whether another program can be used: it is there, and it answers."""

from __future__ import annotations

import shutil
import subprocess
from functools import lru_cache

_ANSWER_S = 10.0
"""A program that does not tell its version in this time would hang on a photo as well."""


def answers(program: str, question: str = "--version") -> bool:
    """Whether a program on PATH answers a harmless question in time; each is asked once."""
    path = shutil.which(program)
    return path is not None and _answers(path, question)


@lru_cache(maxsize=16)
def _answers(path: str, question: str) -> bool:
    quiet = subprocess.DEVNULL
    try:
        # No pipes: a child that the program leaves behind could hold them open for ever.
        done = subprocess.run(
            [path, question],
            stdin=quiet,
            stdout=quiet,
            stderr=quiet,
            timeout=_ANSWER_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
