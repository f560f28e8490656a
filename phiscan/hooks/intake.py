"""Takes an HTTP request's photo into memory, within a limit; nothing is spooled to disk.

Two forms: multipart/form-data with a `file` and the optional fields `caption` and `use`, and a
raw body with its name in Content-Disposition and `caption` and `use` in the query.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import suppress
from email.message import Message

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from phiscan.errors import UsageError
from phiscan.hooks._streams import BODY_S, LINGER_S
from phiscan.hooks.gate import Place, Upload

_MOST_FIELDS = 16
_FIELD_BYTES = 64 * 1024
UNNAMED = "photo"


class _InMemory(MultiPartParser):
    """A parser that keeps file parts in memory: the photo must not appear on a disk."""

    def __init__(self, request: Request, stream: AsyncGenerator[bytes, None], limit: int) -> None:
        super().__init__(
            request.headers,
            stream,
            max_files=1,
            max_fields=_MOST_FIELDS,
            max_part_size=_FIELD_BYTES,
        )
        self.spool_max_size = limit + 1


async def read_upload(request: Request, place: Place) -> Upload:
    """Return what was sent; at most `place.most_bytes` of body.

    Raises LimitError when there are more, UsageError for a form that cannot be read or has no
    `file`, TimeoutError when the body does not arrive.
    """
    async with asyncio.timeout(BODY_S):
        if request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
            return await _read_form(request, place)
        return await _read_raw(request, place)


async def drain(request: Request) -> None:
    """Drop what a refused client still sends, for a while: only then will it read the answer."""
    with suppress(TimeoutError, ClientDisconnect, RuntimeError):  # RuntimeError: all was read
        async with asyncio.timeout(LINGER_S):
            async for _ in request.stream():
                pass


async def bounded(request: Request, place: Place) -> AsyncGenerator[bytes, None]:
    """Yield a body's chunks; LimitError as soon as there are more bytes than the place takes."""
    announced = request.headers.get("content-length", "")
    place.announce(int(announced) if announced.isdigit() else 0)
    async for chunk in request.stream():
        place.take(len(chunk))
        yield chunk


async def _read_form(request: Request, place: Place) -> Upload:
    parser = _InMemory(request, bounded(request, place), place.most_bytes)
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError):
        raise UsageError("the form cannot be read; send one part named file") from None
    file = form.get("file")
    if not isinstance(file, UploadFile):
        await form.close()
        raise UsageError("the form has no part named file that holds a photo")
    data = await file.read()
    told = [value for name, value in form.multi_items() if name == "caption"]
    use = form.get("use")
    await form.close()
    return Upload(
        data, file.filename or UNNAMED, _joined(told), use if isinstance(use, str) else None
    )


async def _read_raw(request: Request, place: Place) -> Upload:
    data = b"".join([chunk async for chunk in bounded(request, place)])
    query = request.query_params
    return Upload(data, _name(request), _joined(query.getlist("caption")), query.get("use"))


def _joined(captions: Sequence[object]) -> str | None:
    """Return every caption sent as one text: an app may show any of them."""
    return "\n".join(text for text in captions if isinstance(text, str)) or None


def _name(request: Request) -> str:
    """Return the file name of Content-Disposition (RFC 6266), else a plain word.

    Raises UsageError for one that cannot be read: nobody would have looked at it.
    """
    header = Message()
    header["Content-Disposition"] = request.headers.get("content-disposition", "")
    try:
        return header.get_filename() or UNNAMED
    except (AttributeError, LookupError, TypeError, ValueError):  # the parser trusts its input
        raise UsageError("the file name in Content-Disposition cannot be read") from None
