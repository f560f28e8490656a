"""What the socket doors share: reads that do not wait for ever, and a goodbye that arrives."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable

IDLE_S = 60.0
"""Seconds between two reads before a connection is closed."""
_LINGER_S = 5.0
_PIECE = 1 << 16


async def within(read: Awaitable[bytes]) -> bytes:
    """Await one read; TimeoutError when nothing comes."""
    async with asyncio.timeout(IDLE_S):
        return await read


async def discard(reader: asyncio.StreamReader) -> None:
    """Drop what a refused client still sends: closing on unread bytes would reset the connection
    and take the answer with it (RFC 9112, 9.6).
    """
    try:
        async with asyncio.timeout(_LINGER_S):
            while await reader.read(_PIECE):
                pass
    except TimeoutError:
        return
