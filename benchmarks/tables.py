"""Results as Markdown tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from phiscan.evaluation.metric import Rate, rate

T = TypeVar("T")


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table.

    >>> print(table(["a", "b"], [[1, 2]]))
    | a | b |
    |---|---|
    | 1 | 2 |
    """
    lines = ["| " + " | ".join(map(str, row)) + " |" for row in (head, *rows)]
    lines.insert(1, "|" + "---|" * len(head))
    return "\n".join(lines)


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
    return [[name, *(column.get(name, "–") for column in columns)] for name in names]
