"""phiscan: finds protected health information in photos before they are shared.

>>> import phiscan                                        # doctest: +SKIP
>>> result = phiscan.scan("desk.jpg")                     # doctest: +SKIP
>>> result.verdict, [f.category for f in result.findings] # doctest: +SKIP
>>> phiscan.redact("desk.jpg", to="safe/")                # doctest: +SKIP

Importing this package loads no engine and no model; the first scan does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from phiscan._version import __version__

if TYPE_CHECKING:
    from phiscan.api import redact, scan
    from phiscan.errors import PhiscanError
    from phiscan.options import ScanOptions
    from phiscan.policy import Policy, decide, load_policy
    from phiscan.scanner import Scanner
    from phiscan.types import (
        Action,
        Category,
        Finding,
        Photo,
        RedactResult,
        Role,
        ScanResult,
        Status,
    )

_HOME = {
    "scan": "phiscan.api",
    "redact": "phiscan.api",
    "PhiscanError": "phiscan.errors",
    "ScanOptions": "phiscan.options",
    "Policy": "phiscan.policy",
    "decide": "phiscan.policy",
    "load_policy": "phiscan.policy",
    "Scanner": "phiscan.scanner",
    "Action": "phiscan.types",
    "Category": "phiscan.types",
    "Finding": "phiscan.types",
    "Photo": "phiscan.types",
    "RedactResult": "phiscan.types",
    "Role": "phiscan.types",
    "ScanResult": "phiscan.types",
    "Status": "phiscan.types",
}

__all__ = [
    "Action",
    "Category",
    "Finding",
    "PhiscanError",
    "Photo",
    "Policy",
    "RedactResult",
    "Role",
    "ScanOptions",
    "ScanResult",
    "Scanner",
    "Status",
    "__version__",
    "decide",
    "load_policy",
    "redact",
    "scan",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used, so that `import phiscan` stays quick."""
    if name not in _HOME:
        raise AttributeError(f"module 'phiscan' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
