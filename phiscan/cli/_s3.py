"""The options of `phiscan serve` for S3 events, and the door that they describe."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from phiscan.cli._options import option
from phiscan.errors import EngineError, UsageError

if TYPE_CHECKING:
    from phiscan.hooks.gate import Gate
    from phiscan.hooks.s3 import S3

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

GROUP = "S3 events (/hooks/s3)"
_BUCKETS = ("s3_source_bucket", "s3_clean_bucket", "s3_quarantine_bucket")
_OPTIONS = (
    option("--s3-source-bucket", metavar="NAME", multiple=True, group=GROUP,
           help="Bucket that people upload to; events about others are refused (repeat)."),
    option("--s3-clean-bucket", metavar="NAME", group=GROUP,
           help="Bucket that clean photos are moved to."),
    option("--s3-quarantine-bucket", metavar="NAME", group=GROUP,
           help="Bucket that all others are moved to, with their categories as tags."),
    option("--s3-endpoint", metavar="URL", group=GROUP,
           help="Address of an S3 store other than Amazon's; keys and region come from AWS_*."),
    option("--s3-safe-copies", is_flag=True, group=GROUP,
           help="Put the verified safe copy of a stopped photo into the clean bucket."),
)  # fmt: skip


def s3_options(command: Decorated) -> Decorated:
    """Add the options to a command."""
    for add in reversed(_OPTIONS):
        command = add(command)
    return command


def s3_door(gate: Gate, most_bytes: int, flags: Mapping[str, Any]) -> S3 | None:
    """Return the door, None where no bucket is named.

    Raises UsageError for a bucket too few or one named twice, EngineError without the extra.
    """
    given = [name for name in _BUCKETS if flags.get(name)]
    if not given and not flags.get("s3_endpoint") and not flags.get("s3_safe_copies"):
        return None
    if len(given) < len(_BUCKETS):
        raise UsageError("--s3-source-bucket, --s3-clean-bucket and --s3-quarantine-bucket go"
                         " together")  # fmt: skip
    try:
        from phiscan.hooks.s3 import S3
        from phiscan.hooks.s3_store import Buckets, Store, connect
    except ImportError:
        raise EngineError("S3 is an extra: pip install 'phiscan[s3]'") from None
    sources, clean, quarantine = (flags[name] for name in _BUCKETS)
    buckets = Buckets(frozenset(sources), clean, quarantine)
    store = Store(connect(flags.get("s3_endpoint")), buckets)
    return S3(gate, store, most_bytes, bool(flags.get("s3_safe_copies")))
