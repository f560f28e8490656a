"""How long a name and a caption may be."""

from __future__ import annotations

MOST_NAME, MOST_CAPTION = 1024, 20_000
"""Letters of a name (Amazon S3 takes no longer key) and of a caption: reading them takes time."""


def too_long(name: str, caption: str | None = None) -> str | None:
    """Return why a name and a caption are not read, or None.

    >>> too_long("desk.jpg"), too_long("a" * 1025)
    (None, 'its name is longer than 1,024 letters')
    """
    if len(name) > MOST_NAME:
        return f"its name is longer than {MOST_NAME:,} letters"
    if caption is not None and len(caption) > MOST_CAPTION:
        return f"its caption is longer than {MOST_CAPTION:,} letters"
    return None
