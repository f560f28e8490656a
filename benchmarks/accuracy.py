"""How much a person could still read in safe copies, and what was covered for nothing.

    python -m benchmarks.accuracy --count 200 --seed 7 --jobs 2      # renders, then measures
    python -m benchmarks.accuracy --photos sample_images             # a folder with truth.json
    python -m benchmarks.accuracy --tools phiscan presidio rapidocr  # side by side

Writes accuracy_<name>.md into benchmarks/results; records photo by photo and a contact sheet of the
worst leaks into benchmarks/work, which git ignores. An interrupted run goes on where it stopped, as
long as the code is the same; --report-only writes the page of what is there.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.accuracy_report import Column, Heading, report
from benchmarks.contact_sheet import write_sheet
from benchmarks.measure import Record
from benchmarks.peers.client import PEERS
from benchmarks.photos import FULL_SIZE, RESULTS, WORK, rendered
from benchmarks.run_log import RunLog, describe_commit, state_of
from benchmarks.runner import run
from benchmarks.tools import Phiscan
from phiscan.evaluation.truth import TruthPhoto, read_truth

_MOST_TILES = 120
GIVEN = {
    Phiscan.name: "the photo's bytes and nothing else; default options",
    **{name: spec.given for name, spec in PEERS.items()},
}


def columns_of(done: dict[str, dict[str, Record]], order: Sequence[str]) -> list[Column]:
    """Return the report's columns: each tool, photos in the order of the truth.

    Where peers ran on fewer photos, they stand on those that all of them have, and phiscan stands
    beside them on the same.
    """

    def column(label: str, tool: str, names: set[str]) -> Column:
        return Column(label, tool, [done[tool][name] for name in order if name in names])

    peers = [tool for tool in done if tool != Phiscan.name and done[tool]]
    mine = set(done.get(Phiscan.name, {}))
    columns = [column(Phiscan.name, Phiscan.name, mine)] if mine else []
    if not peers:
        return columns
    shared = set.intersection(*(set(done[tool]) for tool in peers))
    if mine and shared != mine and shared <= mine:
        columns.append(column("phiscan, same photos as the peers", Phiscan.name, shared))
    return columns + [column(tool, tool, shared) for tool in peers]


def _photos(args: argparse.Namespace) -> tuple[str, Path]:
    """Return the run's name and its truth.json, rendering first where that is asked for."""
    if args.photos:
        return args.name or args.photos.name, args.photos / "truth.json"
    name = f"{args.split}_{args.seed}_{args.count}"
    size = args.long_side, round(args.long_side * FULL_SIZE[1] / FULL_SIZE[0])
    folder = args.work / f"{name}_{args.long_side}"
    truth = rendered(folder, args.count, args.seed, args.split, size, args.jobs)
    return args.name or name, truth


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--photos", type=Path, help="folder with truth.json instead of rendering")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--split", default="test", choices=_splits())
    parser.add_argument("--long-side", type=int, default=FULL_SIZE[0])
    parser.add_argument("--limit", type=int, help="measure the first photos only")
    parser.add_argument(
        "--tools", nargs="+", default=[Phiscan.name], choices=(Phiscan.name, *PEERS)
    )
    parser.add_argument("--peers-limit", type=int, help="peers run on the first photos only")
    parser.add_argument("--jobs", type=int, default=1, help="processes, one thread each (1: one)")
    parser.add_argument("--explain", action="store_true", help="say where leaks were lost (slower)")
    parser.add_argument("--report-only", action="store_true", help="measure nothing")
    parser.add_argument("--out", type=Path, default=RESULTS)
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--name", help="name of the result file")
    return parser


def _splits() -> tuple[str, ...]:
    try:
        from phiscan.synth.render import SPLITS
    except ImportError:  # without phiscan[synth] nothing is rendered
        return ("tune", "test")
    return SPLITS


def _measured(
    args: argparse.Namespace, name: str, truth: Path, photos: Sequence[TruthPhoto]
) -> dict[str, dict[str, Record]]:
    """Measure with each tool and return what the logs then hold."""
    logs = {}
    for tool in args.tools:
        explain = args.explain and tool == Phiscan.name
        state = state_of(tool, truth, explain=explain)
        logs[tool] = log = RunLog(args.work / "runs" / f"{name}_{tool}_{state}.jsonl")
        mine = photos if tool == Phiscan.name else photos[: args.peers_limit]
        if not args.report_only:
            run(tool, mine, log, jobs=args.jobs, explain=explain)
            if state != state_of(tool, truth, explain=explain):
                print("the code changed during the run: do not quote this", file=sys.stderr)
    wanted = {photo.path.name for photo in photos}
    return {
        tool: {n: r for n, r in log.read().items() if n in wanted} for tool, log in logs.items()
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Run from the command line; see the module's text."""
    args = _parser().parse_args(argv)
    name, truth = _photos(args)
    photos = read_truth(truth)[: args.limit]
    commit = describe_commit()
    done = _measured(args, name, truth, photos)
    given = [f"{tool}: {GIVEN[tool]}" for tool in done]
    heading = Heading(name, len(photos), commit, given, args.jobs)
    page = report(columns_of(done, [p.path.name for p in photos]), heading)
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / f"accuracy_{name}.md").write_text(page, encoding="utf-8")
    tiles = [tile for record in done.get(Phiscan.name, {}).values() for tile in record.tiles]
    worst = sorted(tiles, key=lambda t: -t.weight)[:_MOST_TILES]
    write_sheet(worst, args.work / f"leaks_{name}.jpg")
    print(page)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
