"""FastAPI and Starlette: a dependency that hands a route the photo only when it is let through.

    @app.post("/photos")
    async def post(photo: Annotated[CheckedPhoto, Depends(checked_photo)]): ...

The body is read here, in memory: declare no File or Form parameter beside it, which would make
the framework spool the photo to a temporary file first.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from anyio import to_thread
from fastapi import HTTPException, Request
from starlette.requests import ClientDisconnect

from phiscan.errors import LimitError, UsageError
from phiscan.hooks import answers
from phiscan.hooks.gate import MOST_BYTES, BusyError, shared_gate
from phiscan.hooks.intake import drain, read_upload
from phiscan.types import ScanResult


@dataclass(frozen=True)
class CheckedPhoto:
    """A photo that was let through: its bytes, its name, its caption and what was looked at."""

    data: bytes = field(repr=False)
    name: str = field(repr=False)
    caption: str | None = field(repr=False)
    result: ScanResult


async def checked_photo(request: Request) -> CheckedPhoto:
    """Read a form's `file` (with `caption`, `use`) or a raw body, and check it.

    Raises HTTPException: 400, 408, 413, 415, 422 with the result's JSON, 503.
    """
    try:
        with shared_gate().enter("fastapi", most_bytes=MOST_BYTES) as place:
            upload = await read_upload(request, place)
            result = await to_thread.run_sync(partial(place.scan, upload))
    except BusyError as error:
        await drain(request)
        after = {"Retry-After": str(error.retry_after_s)}
        raise HTTPException(answers.BUSY, str(error), after) from None
    except LimitError as error:
        await drain(request)
        raise HTTPException(answers.TOO_LARGE, str(error)) from None
    except UsageError as error:
        raise HTTPException(answers.BAD_REQUEST, str(error)) from None
    except (TimeoutError, ClientDisconnect):
        raise HTTPException(answers.TIMEOUT, "the upload did not arrive") from None
    data = upload.photo if isinstance(upload.photo, bytes) else b""
    if not result.is_clean:
        raise HTTPException(answers.http_status(result, data), answers.body(result))
    return CheckedPhoto(data, upload.name, upload.caption, result)
