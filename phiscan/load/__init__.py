"""Find, sniff, decode, turn upright, within limits. The way in for every photo."""

from __future__ import annotations

from phiscan.load._files import PageProblem, check_bytes, open_regular
from phiscan.load.discover import Discovery, Input, Walk, find_inputs
from phiscan.load.loaded import LoadedFile, load

__all__ = [
    "Discovery",
    "Input",
    "LoadedFile",
    "PageProblem",
    "Walk",
    "check_bytes",
    "find_inputs",
    "load",
    "open_regular",
]
