"""How fast: phiscan beside its peers and beside the floor, on the same photos in one run.

    python -m benchmarks.speed --full                       # on a machine that does nothing else
    python -m benchmarks.speed --quick                      # a few minutes, to try it
    python -m benchmarks.speed --full --sections no_text jobs
    python -m benchmarks.speed --full --report-only

Setup (rendering, opening models, making workers) is outside the clock. Each section's figures are
kept in work/ as soon as it is done, with the commit, so that an interrupted run goes on with
--sections and the page is written of all that is there.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.photos import RESULTS, WORK
from benchmarks.run_log import describe_commit
from benchmarks.speed.contenders import PEERS
from benchmarks.speed.page import page
from benchmarks.speed.plots import draw
from benchmarks.speed.sections import QUICK, SECTIONS, Setup
from benchmarks.speed.stages import describe_machine


def main(argv: Sequence[str] | None = None) -> int:
    """Run from the command line; see the module's text."""
    args = _parser().parse_args(argv)
    setup = _setup(args)
    kept = args.work / f"{args.name}_{setup.count}_{setup.long_side}"
    kept.mkdir(parents=True, exist_ok=True)
    if not args.report_only:
        # The load before anything of this runs: what else the machine was doing.
        about = f"{describe_commit()}; {describe_machine()}"
        for name in args.sections or SECTIONS:
            _measure(name, setup, kept / f"{name}.json", about)
    text = report(kept, args.out, args.name, setup)
    print(text)
    return 0


def _measure(name: str, setup: Setup, path: Path, about: str) -> None:
    start = time.perf_counter()
    figures = SECTIONS[name](setup)
    seconds = time.perf_counter() - start
    path.write_text(json.dumps({"about": about, "took_s": seconds, "figures": figures}), "utf-8")
    print(f"{name}: {seconds:.0f} s", file=sys.stderr, flush=True)


def report(kept: Path, out: Path, name: str, setup: Setup) -> str:
    """Write the page and its plots of the sections that are there; return the page."""
    found = {
        section: json.loads((kept / f"{section}.json").read_text("utf-8"))
        for section in SECTIONS
        if (kept / f"{section}.json").is_file()
    }
    measured = {section: each["figures"] for section, each in found.items()}
    out.mkdir(parents=True, exist_ok=True)
    pictures = draw(measured, out, name) if find_spec("matplotlib") else {}
    text = page(measured, _about(found, setup), pictures)
    (out / f"{name}.md").write_text(text, encoding="utf-8")
    return text


def _about(found: dict[str, dict[str, Any]], setup: Setup) -> str:
    """Say what was measured on what; sections of several commits are told apart."""
    by_state: dict[str, list[str]] = {}
    for section, each in found.items():
        by_state.setdefault(each["about"], []).append(section)
    states = [
        state if len(by_state) == 1 else f"{', '.join(sections)}: {state}"
        for state, sections in by_state.items()
    ]
    minutes = sum(each["took_s"] for each in found.values()) / 60
    size = f"{setup.count} photos of {setup.size_wh[0]} x {setup.size_wh[1]}"
    return "\n\n".join([*states, f"{size}, {setup.rounds} rounds; {minutes:.0f} minutes in all."])


def _setup(args: argparse.Namespace) -> Setup:
    setup = Setup(args.work, **(QUICK if args.quick else {}))
    given = {
        name: value
        for name in ("count", "long_side", "rounds", "repeats")
        if (value := getattr(args, name)) is not None
    }
    peers = tuple(p for p in args.peers if p != "none")
    return replace(setup, **given, peers=peers)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.speed", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    size = parser.add_mutually_exclusive_group(required=True)
    size.add_argument("--full", action="store_true", help="12 megapixels, every part")
    size.add_argument("--quick", action="store_true", help="small and few, not to be quoted")
    parser.add_argument("--sections", nargs="+", choices=list(SECTIONS))
    parser.add_argument("--peers", nargs="+", choices=[*PEERS, "none"], default=list(PEERS))
    for name in ("count", "long-side", "rounds", "repeats"):
        parser.add_argument(f"--{name}", type=int)
    parser.add_argument("--report-only", action="store_true", help="measure nothing, write")
    parser.add_argument("--name", default="speed", help="name of the result files")
    parser.add_argument("--out", type=Path, default=RESULTS)
    parser.add_argument("--work", type=Path, default=WORK)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
