"""Results as Markdown tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from phiscan.evaluation.metric import Rate, rate

T = TypeVar("T")
NOTHING = "–"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table.

    A rate of nothing is a dash.

    >>> print(table(["a", "b"], [[1, Rate(0, 0)]]))
    | a | b |
    |---|---|
    | 1 | – |
    """
    lines = ["| " + " | ".join(map(_words, row)) + " |" for row in (head, *rows)]
    lines.insert(1, "|" + "---|" * len(head))
    return "\n".join(lines)


def _words(cell: object) -> str:
    return NOTHING if isinstance(cell, Rate) and not cell.total else str(cell)


def by_group(
    items: Sequence[T], key: Callable[[T], str], answer: Callable[[T], bool]
) -> list[tuple[str, Rate]]:
    """Return the rate of True answers for each group, groups sorted by name."""
    groups = sorted({key(item) for item in items})
    return [(g, rate([answer(item) for item in items if key(item) == g])) for g in groups]


def group_rows(columns: Sequence[dict[str, Rate]], order: Sequence[str] = ()) -> list[list[object]]:
    """Return rows of a group's name and its rate in each column; in the order given, then by name.

    >>> group_rows([{"b": Rate(0, 1)}, {"a": Rate(1, 1)}], ["b"])[1][:2]
    ['a', '–']
    """
    known = list(order)
    names = sorted(
        {name for column in columns for name in column},
        key=lambda name: (known.index(name) if name in known else len(known), name),
    )
    return [[name, *(column.get(name, NOTHING) for column in columns)] for name in names]
