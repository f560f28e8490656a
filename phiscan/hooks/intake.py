"""Takes an HTTP request's photo into memory, within a limit; nothing is spooled to disk.

Two forms: multipart/form-data with a `file` and the optional fields `caption` and `use`, and a
raw body with its name in Content-Disposition and `caption` and `use` in the query.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from email.message import Message

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from phiscan.errors import LimitError, UsageError
from phiscan.hooks.gate import Upload

BODY_S = 60.0
"""Seconds a body may take to arrive: a place in the queue is held meanwhile."""
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


async def read_upload(request: Request, limit: int) -> Upload:
    """Return what was sent; at most `limit` bytes of body.

    Raises LimitError when there are more, UsageError for a form that cannot be read or has no
    `file`, TimeoutError when the body does not arrive.
    """
    async with asyncio.timeout(BODY_S):
        if request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
            return await _read_form(request, limit)
        return await _read_raw(request, limit)


async def bounded(request: Request, limit: int) -> AsyncGenerator[bytes, None]:
    """Yield a body's chunks; LimitError as soon as there are more than `limit` bytes."""
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > limit:
        raise LimitError(f"the upload is larger than {limit:,} bytes")
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise LimitError(f"the upload is larger than {limit:,} bytes")
        yield chunk


async def _read_form(request: Request, limit: int) -> Upload:
    parser = _InMemory(request, bounded(request, limit), limit)
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


async def _read_raw(request: Request, limit: int) -> Upload:
    data = b"".join([chunk async for chunk in bounded(request, limit)])
    query = request.query_params
    return Upload(data, _name(request), _joined(query.getlist("caption")), query.get("use"))


def _joined(captions: Sequence[object]) -> str | None:
    """Return every caption sent as one text: an app may show any of them."""
    return "\n".join(text for text in captions if isinstance(text, str)) or None


def _name(request: Request) -> str:
    """Return the file name of Content-Disposition (RFC 6266), else a plain word."""
    header = Message()
    header["Content-Disposition"] = request.headers.get("content-disposition", "")
    return header.get_filename() or UNNAMED
