"""What the socket doors share: reads that do not wait for ever, and a goodbye that arrives."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phiscan.hooks.gate import Place

IDLE_S = 60.0
"""Seconds between two reads before a connection is closed."""
BODY_S = 60.0
"""Seconds that one upload may take to arrive."""
LINGER_S = 5.0
"""Seconds for which what a refused client still sends is read and dropped."""
_PIECE = 1 << 16


async def within(read: Awaitable[bytes]) -> bytes:
    """Await one read; TimeoutError when nothing comes."""
    async with asyncio.timeout(IDLE_S):
        return await read


async def pieces(reader: asyncio.StreamReader, length: int, place: Place) -> AsyncIterator[bytes]:
    """Yield `length` bytes as they come, each counted by the upload's place; EOFError at an end.

    Raises LimitError before the first byte of what is announced too long.
    """
    place.announce(length)
    while length:
        piece = await within(reader.read(min(length, _PIECE)))
        if not piece:
            raise EOFError
        place.take(len(piece))
        length -= len(piece)
        yield piece


async def discard(reader: asyncio.StreamReader) -> None:
    """Drop what a refused client still sends: closing on unread bytes would reset the connection
    and take the answer with it (RFC 9112, 9.6).
    """
    try:
        async with asyncio.timeout(LINGER_S):
            while await reader.read(_PIECE):
                pass
    except TimeoutError:
        return
