"""Where each safe copy goes, settled for all inputs before the first byte is written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from phiscan.errors import UsageError
from phiscan.metadata import mask_source

if TYPE_CHECKING:
    from phiscan.load import Input

AS_JPEG_SUFFIXES = frozenset({".heic", ".heif", ".hif", ".heics", ".avif", ".avifs"})
"""Names that get a further .jpg, because their copy is one."""


def plan_targets(inputs: Iterable[Input], to_dir: str | Path) -> list[tuple[Input, Path]]:
    """Return each input with its target below `to_dir`; copies made earlier are left out.

    A name part that carries an identifier becomes photo-<keyed hash>. Raises UsageError when
    `to_dir` is empty or a file, and when two inputs would share a target, also where only upper
    and lower case differ: many file systems take those for one name.
    """
    root = Path(to_dir)
    if not str(to_dir) or (root.exists() and not root.is_dir()):
        raise UsageError("the target must be a folder" + (", not a file" if str(to_dir) else ""))
    planned = [(i, target_of(i.relative, root)) for i in inputs if not _is_own_output(i, root)]
    taken: dict[str, Input] = {}
    for item, target in planned:
        if item.problem is not None:
            continue
        key = unicodedata.normalize("NFC", str(target)).casefold()
        if key in taken:
            first, second = mask_source(taken[key].source), mask_source(item.source)
            raise UsageError(f"two inputs have one target: {first} and {second}")
        taken[key] = item
    return planned


def target_of(relative: Path, to_dir: Path) -> Path:
    """Return the path of a safe copy for an input at `relative`.

    >>> target_of(Path("ward/IMG_1.heic"), Path("safe")).as_posix()
    'safe/ward/IMG_1.heic.jpg'
    """
    masked = Path(mask_source(relative.as_posix()))
    if masked.suffix.lower() in AS_JPEG_SUFFIXES:
        masked = masked.with_name(masked.name + ".jpg")
    return to_dir / masked


def _is_own_output(item: Input, to_dir: Path) -> bool:
    """Whether the input lies in the target folder only because that lies inside the folder given.

    The folder given itself is no such case: there every target is its own input and is refused.
    """
    if item.path is None:
        return False
    path, target = item.path.absolute(), to_dir.resolve()
    given = Path(*path.parts[: len(path.parts) - len(item.relative.parts)]).resolve()
    inside_given = target != given and target.is_relative_to(given)
    return inside_given and path.resolve().is_relative_to(target)
