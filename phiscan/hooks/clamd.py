"""The clamd socket: what Nextcloud, mail and learning systems already speak to a virus scanner.

INSTREAM alone is offered: paths on this machine are nobody's to ask for. A stream that ends early
or is no picture is answered FOUND, because many clients let an ERROR pass (Nextcloud does unless
`block_unscannable` is on). The signature names a category only: clients log it.
https://docs.clamav.net/ (clamd's manual, section commands)
"""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial

from anyio import to_thread

from phiscan._version import __version__
from phiscan.errors import LimitError
from phiscan.hooks._streams import BODY_S, discard, pieces, within
from phiscan.hooks.answers import threat
from phiscan.hooks.gate import BusyError, Gate, Place, Upload

MOST_COMMAND = 1024
_TOO_LARGE = "INSTREAM size limit exceeded. ERROR"
_NAME = "stream"
_INCOMPLETE = f"{_NAME}: PHI.Incomplete FOUND"


class _NotReadError(Exception):
    """A stream that was answered before its end."""

    def __init__(self, reply: str) -> None:
        super().__init__(reply)
        self.reply = reply


@dataclass(frozen=True)
class Clamd:
    """Answers clamd's commands over one gate; `most_bytes` is its StreamMaxLength."""

    gate: Gate = field(repr=False)
    most_bytes: int

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Talk to one client until it goes; whatever breaks closes the connection unanswered."""
        try:
            await _Session(self, reader, writer).run()
        except Exception:  # no answer lets nothing through, and a logged traceback may hold content
            pass
        finally:
            writer.close()

    async def judge(self, reader: asyncio.StreamReader) -> str:
        """Read an INSTREAM body and return the reply line without its end.

        Raises _NotReadError when the body was not read to its end.
        """
        try:
            with self.gate.enter("clamd", most_bytes=self.most_bytes) as place:
                data = await _body(reader, place)
                look = partial(place.scan, Upload(data, _NAME))
                result = await to_thread.run_sync(look)
        except LimitError:
            raise _NotReadError(_TOO_LARGE) from None
        except BusyError:
            raise _NotReadError(_INCOMPLETE) from None
        return f"{_NAME}: OK" if result.is_clean else f"{_NAME}: {threat(result)} FOUND"


async def _body(reader: asyncio.StreamReader, place: Place) -> bytes:
    """Return the chunks joined; LimitError when there are too many bytes."""
    chunks: list[bytes] = []
    try:
        async with asyncio.timeout(BODY_S):
            while length := struct.unpack(">I", await reader.readexactly(4))[0]:
                chunks += [piece async for piece in pieces(reader, length, place)]
    except (EOFError, TimeoutError):
        raise _NotReadError(_INCOMPLETE) from None
    return b"".join(chunks)


class _Session:
    """One connection: a single command, or many between IDSESSION and END."""

    def __init__(
        self, clamd: Clamd, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.clamd, self.reader, self.writer = clamd, reader, writer
        self.number: int | None = None
        self.end = b"\n"

    async def run(self) -> None:
        while await self._step():
            pass

    async def _step(self) -> bool:
        """Answer one command; return whether another may follow."""
        name = await self._command()
        if name == "IDSESSION" and self.number is None:
            self.number = 0
            return True
        if name == "END":
            return False
        answers: dict[str, Callable[[], Awaitable[str]]] = {
            "PING": _said("PONG"),
            "VERSION": _said(f"phiscan {__version__}"),
            "VERSIONCOMMANDS": _said(
                f"phiscan {__version__}| COMMANDS: PING VERSION INSTREAM IDSESSION END STATS"
            ),
            "STATS": self._stats,
            "INSTREAM": partial(self.clamd.judge, self.reader),
        }
        answer = answers.get(name)
        try:
            await self._say("UNKNOWN COMMAND" if answer is None else await answer())
        except _NotReadError as error:  # what follows on the wire is no command
            await self._say(error.reply)
            await discard(self.reader)
            return False
        return self.number is not None and answer is not None

    async def _command(self) -> str:
        """Read a command: z before and NUL behind, n and a line end, or a bare old-style line."""
        first = await within(self.reader.readexactly(1))
        self.end = b"\0" if first == b"z" else b"\n"
        rest = await within(self.reader.readuntil(self.end))
        if len(rest) > MOST_COMMAND:
            raise ValueError("no command is that long")
        line = rest if first in (b"z", b"n") else first + rest
        return line.rstrip(b"\0\r\n").decode("ascii", "replace")

    async def _stats(self) -> str:
        gate = self.clamd.gate
        state = "VALID PRIMARY" if gate.is_alive else "INVALID"
        return f"POOLS: 1\n\nSTATE: {state}\nQUEUE: {gate.taken} items\nEND"

    async def _say(self, reply: str) -> None:
        if self.number is not None:
            self.number += 1
            reply = f"{self.number}: {reply}"
        self.writer.write(reply.encode("ascii", "replace") + self.end)
        await self.writer.drain()


def _said(words: str) -> Callable[[], Awaitable[str]]:
    async def answer() -> str:
        return words

    return answer
