"""Find the photos below the paths given, in a stable order, without leaving a given folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from phiscan.errors import UnreadableError
from phiscan.formats.sniff import HEAD_BYTES, READABLE, kind_by_name, sniff
from phiscan.load._files import open_regular

_EDIT_COPIES = (".json", ".supplemental-metadata.json", ".suppl.json", ".supplemental-meta.json")


@dataclass(frozen=True)
class Input:
    """One thing to look at.

    `source` is the path as given (a file) or the given folder joined with the relative path.
    `relative` is where its safe copy lands below the target folder. `problem` says in plain words
    why it cannot be opened or is not looked into; None for what `load` should be tried on.
    """

    source: str = field(repr=False)
    path: Path | None = field(repr=False)
    relative: Path = field(repr=False)
    problem: str | None = None


@dataclass
class Discovery:
    """The inputs in order, and how many files in folders were neither image nor PDF."""

    inputs: list[Input]
    skipped: int


class Walk:
    """The inputs below paths, each found when it is asked for; `skipped` counts as it goes.

    Go through it once.
    """

    def __init__(self, paths: Sequence[str | Path]) -> None:
        self.skipped = 0
        self._paths = tuple(paths)

    def __iter__(self) -> Iterator[Input]:
        for given in self._paths:
            path = Path(given)
            # An empty word is an unset variable of a script, not the folder the script runs in.
            if str(given) and path.is_dir():
                yield from self._in_folder(str(given), path)
            else:
                yield _named_file(str(given), path)

    def _in_folder(self, given: str, root: Path) -> Iterator[Input]:
        real_root = Path(os.path.realpath(root))
        for folder, names, error in _folders(root):
            if error is not None:
                yield _below(given, root, folder, error)
                continue
            for name in names:
                path = folder / name
                verdict = _judge(path, real_root, names)
                if verdict is None:
                    self.skipped += 1
                elif verdict != "folder":
                    yield _below(given, root, path, verdict)


def find_inputs(paths: Sequence[str | Path]) -> Discovery:
    """List what to look at: files as given, folders recursively and sorted by name.

    A path given by name is never skipped: when it is missing or nothing phiscan can open, its
    Input says so. Links inside a folder are followed only to files in that same folder; what
    leads out, loops, or is no regular file is listed with its problem when it looks like a photo.
    """
    walk = Walk(paths)
    return Discovery(list(walk), walk.skipped)


def _named_file(given: str, path: Path) -> Input:
    return Input(given, path, Path(path.name), problem_of(path) if given else "file not found")


def problem_of(path: Path) -> str | None:
    """Return why a file given by name cannot be opened at all, or None."""
    try:
        with open_regular(path):
            return None
    except UnreadableError as error:
        return str(error)


def _below(given: str, root: Path, path: Path, problem: str) -> Input:
    relative = path.relative_to(root)
    return Input(os.path.join(given, relative), path, relative, problem or None)


def _folders(root: Path) -> Iterator[tuple[Path, list[str], str | None]]:
    """Yield (folder, its names sorted, problem), depth first; links to folders are not entered."""
    pending = [root]
    while pending:
        folder = pending.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            yield folder, [], "the folder cannot be opened"
            continue
        yield folder, [entry.name for entry in entries], None
        inner = [Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False)]
        pending += reversed(inner)


def _judge(path: Path, real_root: Path, siblings: Sequence[str]) -> str | None:
    """Return "" to look at it, a problem, "folder", or None to skip and count it."""
    promised = kind_by_name(path.name)
    try:
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            problem = _link_problem(path, real_root)
            if problem is not None:
                return problem if promised or problem.startswith("the folder") else None
            mode = path.stat().st_mode
    except OSError:
        return "the file cannot be opened"
    if stat.S_ISDIR(mode):
        return "folder"
    if not stat.S_ISREG(mode):
        return "not a regular file" if promised else None
    return _judge_content(path, promised, siblings)


def _link_problem(path: Path, real_root: Path) -> str | None:
    """Return why a link is not followed, or None for one to something below the same folder."""
    target = Path(os.path.realpath(path))
    if not target.exists():
        return "a link that leads nowhere"
    if target.is_relative_to(real_root):
        return None
    what = "the folder's link" if target.is_dir() else "a link that"
    return f"{what} leads out of the given folder and was not followed"


def _judge_content(path: Path, promised: str | None, siblings: Sequence[str]) -> str | None:
    try:
        with open_regular(path) as stream:
            head = stream.read(HEAD_BYTES)
    except (OSError, UnreadableError):
        return "the file cannot be opened"
    kind = sniff(head)
    if promised == "sidecar" or _is_takeout(path.name, siblings):
        return "a companion file beside a photo (edits, captions or places); it was not examined"
    if kind in READABLE or promised is not None or kind is not None:
        # load() tells the reader's words for what is known and not looked into.
        return ""
    return None


def _is_takeout(name: str, siblings: Sequence[str]) -> bool:
    """Whether a .json lies beside the photo it describes, as photo services export them.

    >>> _is_takeout("a.jpg.json", ["a.jpg", "a.jpg.json"])
    True
    >>> _is_takeout("config.json", ["a.jpg", "config.json"])
    False
    """
    low = name.lower()
    if not low.endswith(".json"):
        return False
    stem = next(low.removesuffix(end) for end in reversed(_EDIT_COPIES) if low.endswith(end))
    photos = {s.lower() for s in siblings if kind_by_name(s) not in (None, "sidecar")}
    return any(stem == photo or stem == os.path.splitext(photo)[0] for photo in photos) or (
        # Long names are cut short by the exporter: IMG_1234.jpg.supplemental-me.json
        any(stem.startswith(photo + ".suppl") for photo in photos)
    )
