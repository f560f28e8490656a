"""The parts of the run: each takes the setup and returns what it measured, fit for JSON."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.speed import scaling, single, stages
from benchmarks.speed.contenders import PEERS, Contender, Peer, Phiscan, quicker
from benchmarks.speed.floor import Floor, by_part, has_bf16
from benchmarks.speed.folders import NO_TEXT, SpeedPhoto, mixed_folder, paths_of
from benchmarks.speed.rounds import take_turns


@dataclass(frozen=True)
class Setup:
    """Which photos, how often; `quick` is for trying, `full` for quoting."""

    work: Path
    count: int = 20
    long_side: int = 4032
    rounds: int = 3
    repeats: int = 3
    calibration: int = 3
    profiled: int = 8
    copies: int = 25
    pixel_sides: tuple[int, ...] = (1152, 2016, 4032, 5704)
    line_counts: tuple[int, ...] = (0, 5, 10, 20, 40, 60)
    peers: tuple[str, ...] = tuple(PEERS)

    @property
    def size_wh(self) -> tuple[int, int]:
        """The size of the mixed folder's photos."""
        return self.long_side, round(self.long_side * 3 / 4)

    def photos(self) -> list[SpeedPhoto]:
        """Return the mixed folder, rendered on first use."""
        return mixed_folder(self.work, self.count, self.size_wh)


QUICK: dict[str, Any] = {
    "count": 5,
    "long_side": 1280,
    "rounds": 1,
    "repeats": 1,
    "calibration": 1,
    "profiled": 2,
    "copies": 8,
    "pixel_sides": (640, 1280),
    "line_counts": (0, 10),
}
"""What --quick changes: a few minutes, for trying; its figures are not to be quoted."""


@dataclass
class _Field:
    """Everybody who runs, and what is told about them."""

    contenders: list[Contender] = field(default_factory=list)
    tried: dict[str, list[tuple[str, float]]] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)


def side_by_side(setup: Setup) -> dict[str, Any]:
    """Let phiscan, its peers and the floor take turns on the mixed folder."""
    paths = paths_of(setup.photos())
    floor = Floor(paths)
    with ExitStack() as stack:
        entered = _enter(setup, paths, stack)
        turns = take_turns([*entered.contenders, floor], paths, setup.rounds)
    return {
        "photos": len(paths),
        "turns": turns,
        "how": {c.name: c.how for c in entered.contenders},
        "tried": entered.tried,
        "missing": entered.missing,
        "floor": {
            "parts": by_part(floor.times), "chosen": floor.chosen, "tried": floor.tried,
        },
    }  # fmt: skip


def _enter(setup: Setup, paths: Sequence[Path], stack: ExitStack) -> _Field:
    entered = _Field()
    own = [Phiscan(), Phiscan("redact"), *([Phiscan(precision="f32")] if has_bf16() else [])]
    entered.contenders += [stack.enter_context(phiscan) for phiscan in own]
    step = max(1, len(paths) // setup.calibration)
    few = paths[::step][: setup.calibration]
    for key in setup.peers:
        if line := Peer.missing(key):
            entered.missing[key] = line
            continue
        try:
            peer, tried = quicker(key, few)
        except RuntimeError as error:
            entered.missing[key] = f"{line or 'it does not run here'} ({error})"
            continue
        stack.callback(peer.__exit__)
        entered.contenders.append(peer)
        entered.tried[peer.name] = tried
        print(f"{peer.name}: {tried}", file=sys.stderr, flush=True)
    return entered


def no_text(setup: Setup) -> dict[str, Any]:
    """Scan only what holds neither text nor a face, drawn and real apart."""
    photos = [photo for photo in setup.photos() if photo.group == NO_TEXT]
    rows = {}
    with Phiscan() as phiscan:
        for name, chosen in (
            ("all", photos),
            ("of these real, enlarged", [p for p in photos if p.is_real]),
        ):
            if chosen:
                rounds = max(1, setup.rounds - 1)
                turns = take_turns([phiscan], paths_of(chosen), rounds)[phiscan.name]
                rows[name] = {"photos": len(chosen), "turns": turns}
    return rows


def one_by_one(setup: Setup) -> dict[str, Any]:
    """Scan single photos through a warm Scanner."""
    photos = setup.photos()
    return {"rows": single.warm(photos, setup.repeats)}


def start(setup: Setup) -> dict[str, Any]:
    """Time fresh processes on a photo with a little text."""
    photo = next(p for p in setup.photos() if p.group != NO_TEXT)
    return {"seconds": single.starts(photo.path, max(setup.repeats, 1) * 2 - 1)}


def unchanged(setup: Setup) -> dict[str, Any]:
    """Scan a folder again that was seen before."""
    return single.again(paths_of(setup.photos()), setup.copies)


def jobs(setup: Setup) -> dict[str, Any]:
    """Try processes and threads on half of the folder."""
    paths = paths_of(setup.photos())[: max(4, setup.count // 2)]
    rows = scaling.with_jobs(paths, max(1, setup.rounds - 1))
    return {"photos": len(paths), "rows": rows}


def pixels(setup: Setup) -> dict[str, Any]:
    """Scan the same scenes at several sizes."""
    return {"rows": scaling.with_pixels(setup.work, setup.pixel_sides, setup.repeats)}


def lines(setup: Setup) -> dict[str, Any]:
    """Scan pages with more and more lines."""
    rows = scaling.with_text(setup.work, setup.line_counts, setup.size_wh, setup.repeats)
    return {"rows": rows}


def profile(setup: Setup) -> dict[str, Any]:
    """Say where the time of a photo goes."""
    paths = paths_of(setup.photos())[: setup.profiled]
    repeats = max(1, setup.repeats - 1)
    return {
        "photos": len(paths),
        "scan": stages.time_scans(paths, repeats, stages.processor_s),
        "redact": stages.time_redaction(paths, repeats, stages.processor_s),
    }


SECTIONS: dict[str, Callable[[Setup], dict[str, Any]]] = {
    section.__name__: section
    for section in (
        start, one_by_one, side_by_side, no_text, unchanged, jobs, pixels, lines, profile,
    )
}  # fmt: skip
"""In the order of the run: what suffers most from a warm machine first."""
