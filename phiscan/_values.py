"""Values as flags, variables and files write them, in the type that an option has."""

from __future__ import annotations

from typing import Any

_SWITCH = {"1": True, "true": True, "yes": True, "on": True,
           "0": False, "false": False, "no": False, "off": False}  # fmt: skip


def as_kind(kind: type, value: Any) -> Any:
    """Return a value in an option's type.

    Raises ValueError, TypeError or OverflowError for one that says something else.

    >>> as_kind(tuple, "mrn, face"), as_kind(bool, "yes"), as_kind(int, "3")
    (('mrn', 'face'), True, 3)
    """
    if kind is tuple:
        parts = value.split(",") if isinstance(value, str) else list(value)
        words = [w.strip() for part in parts for w in str(part).split(",")]
        return tuple(w for w in words if w)
    if kind is bool and isinstance(value, str):
        value = _SWITCH.get(value.strip().lower())
    if not _is_close_enough(kind, value):
        raise ValueError
    return kind(value)


def _is_close_enough(kind: type, value: Any) -> bool:
    """Whether turning a value into an option's type keeps what was meant by it."""
    if isinstance(value, bool) or kind is bool:
        return isinstance(value, bool) and kind is bool
    if kind is str:
        return isinstance(value, str)
    return kind is not int or not isinstance(value, float) or value.is_integer()
