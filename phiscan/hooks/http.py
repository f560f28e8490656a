"""The HTTP door: POST a photo, get the verdict or the safe copy; made for a proxy or an app.

    POST /v1/scan     200 clean, 422 findings or not examined, JSON as `phiscan scan --format json`
    POST /v1/redact   200 with the safe copy, 422 when none can be proven
    POST /hooks/tusd  tusd's pre-create and pre-finish events
    POST /hooks/s3    S3 event notifications: objects are examined and moved
    GET  /healthz  /metrics  /openapi.json

Only 200 lets through: 401, 408, 413, 415, 422 and 503 (with Retry-After) all mean "not shared".
"""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from anyio import CapacityLimiter, to_thread
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from phiscan.errors import LimitError, UsageError
from phiscan.formats.sniff import media_type
from phiscan.hooks import answers
from phiscan.hooks._streams import BODY_S
from phiscan.hooks.files import shows_something
from phiscan.hooks.gate import MOST_BYTES, RETRY_AFTER_S, BusyError, Gate, Place, Upload
from phiscan.hooks.intake import drain, read_upload
from phiscan.hooks.openapi import description
from phiscan.hooks.tusd import MOST_EVENT, Tusd, busy, read_event, status_in
from phiscan.types import RedactResult

if TYPE_CHECKING:
    from phiscan.hooks.s3 import S3

_OPEN = frozenset({"/healthz"})
"""Paths that need no token: a proxy's health check has none."""
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_S3_THREADS = 8
"""Objects that may be on their way at once: a slow store must not take every thread."""

Answer = Callable[[Place, Upload], Response]


class Meter:
    """What /metrics shows: counts and times, nothing of any photo."""

    def __init__(self, gate: Gate) -> None:
        self.registry = CollectorRegistry()
        self.answers = Counter(
            "phiscan_answers", "Answers given", ("door", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "phiscan_seconds", "Seconds from the whole upload to the answer", ("door",),
            buckets=(0.1, 0.25, 0.5, 1, 2, 4, 8, 15), registry=self.registry,
        )  # fmt: skip
        alive = Gauge("phiscan_alive", "1 while checks can be made", registry=self.registry)
        alive.set_function(lambda: float(gate.is_alive))
        taken = Gauge("phiscan_queue", "Uploads in the queue", registry=self.registry)
        taken.set_function(lambda: float(gate.taken))


@dataclass(frozen=True)
class Door:
    """The handlers, over one gate."""

    gate: Gate = field(repr=False)
    meter: Meter = field(repr=False)
    most_bytes: int
    tusd: Tusd | None
    s3: S3 | None = None
    s3_threads: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(_S3_THREADS))

    async def scan(self, request: Request) -> Response:
        """Judge one photo."""
        return await self._answer("scan", request, _scan)

    async def redact(self, request: Request) -> Response:
        """Return the safe copy of one photo."""
        return await self._answer("redact", request, _redact)

    async def event(self, request: Request) -> Response:
        """Answer one event of tusd."""
        if self.tusd is None:
            return _problem(404, "start phiscan serve with --tusd-uploads and --tusd-quarantine")
        data = await _event(request)
        if isinstance(data, Response):
            return data
        try:
            answer = await to_thread.run_sync(partial(self.tusd.answer, read_event(data)))
        except BusyError as error:
            answer = busy(error)
        self.meter.answers.labels("tusd", str(status_in(answer))).inc()
        return JSONResponse(answer)

    async def objects(self, request: Request) -> Response:
        """Deal with the objects of an S3 event; any other status than 200 wants it again."""
        if self.s3 is None:
            return _problem(404, "start phiscan serve with --s3-source-bucket and the other two")
        data = await _event(request)
        if isinstance(data, Response):
            return data
        deal = partial(self.s3.answer, read_event(data))
        with self.meter.seconds.labels("s3").time():
            status, told = await to_thread.run_sync(deal, limiter=self.s3_threads)
        self.meter.answers.labels("s3", str(status)).inc()
        again = {"Retry-After": str(RETRY_AFTER_S)} if status == answers.BUSY else {}
        return JSONResponse(told, status, again)

    async def health(self, _: Request) -> Response:
        """Say whether checks can be made."""
        is_alive = self.gate.is_alive
        return JSONResponse({"alive": is_alive}, 200 if is_alive else answers.BUSY)

    async def metrics(self, _: Request) -> Response:
        """Return Prometheus' text format."""
        return Response(generate_latest(self.meter.registry), media_type=CONTENT_TYPE_LATEST)

    async def _answer(self, door: str, request: Request, answer: Answer) -> Response:
        response = await self._judge(door, request, answer)
        if response.status_code in (answers.BUSY, answers.TOO_LARGE):
            await drain(request)
        self.meter.answers.labels(door, str(response.status_code)).inc()
        return response

    async def _judge(self, door: str, request: Request, answer: Answer) -> Response:
        try:
            with self.gate.enter(f"http {door}", most_bytes=self.most_bytes) as place:
                upload = await read_upload(request, place)
                with self.meter.seconds.labels(door).time():
                    return await to_thread.run_sync(partial(answer, place, upload))
        except BusyError as error:
            return _problem(answers.BUSY, str(error), {"Retry-After": str(error.retry_after_s)})
        except LimitError as error:
            return _problem(answers.TOO_LARGE, str(error), {"Connection": "close"})
        except UsageError as error:
            return _problem(answers.BAD_REQUEST, str(error))
        except (TimeoutError, ClientDisconnect):
            return _not_arrived("upload")


async def _event(request: Request) -> bytes | Response:
    """Return an event's bytes, or the answer to what is too long or too slow to be one."""
    data = b""
    try:
        async with asyncio.timeout(BODY_S):
            async for chunk in request.stream():
                data += chunk
                if len(data) > MOST_EVENT:
                    return _problem(
                        answers.TOO_LARGE, "no event is that long", {"Connection": "close"}
                    )
    except (TimeoutError, ClientDisconnect):
        return _not_arrived("event")
    return data


def _not_arrived(what: str) -> Response:
    return _problem(answers.TIMEOUT, f"the {what} did not arrive", {"Connection": "close"})


def _scan(place: Place, upload: Upload) -> Response:
    result = place.scan(upload)
    told = answers.body(result)
    if shows_something(result):  # a caption is for its writer to change; no copy helps it
        told["safe_copy"] = "/v1/redact"
    return JSONResponse(told, answers.http_status(result, _head(upload)))


def _redact(place: Place, upload: Upload) -> Response:
    words = place.judge_caption(upload)
    if not words.is_clean:
        return JSONResponse(answers.body(words), answers.STOPPED)
    made = place.redact(upload)
    if not made.verified or made.image is None:
        return _no_copy(made, upload)
    headers = {
        "Content-Type": media_type(made.image),
        "X-Phiscan-Covered": str(made.covered),
        "X-Phiscan-Removed": str(len(made.removed)),
    }
    return Response(made.image, 200, headers)


def _no_copy(made: RedactResult, upload: Upload) -> Response:
    status = answers.UNSUPPORTED if answers.is_foreign(_head(upload)) else answers.STOPPED
    return _problem(status, f"no safe copy could be made: {made.reason}")


def _head(upload: Upload) -> bytes:
    return upload.photo if isinstance(upload.photo, bytes) else b""


def _problem(status: int, message: str, headers: dict[str, str] | None = None) -> Response:
    return JSONResponse({"message": f"phiscan: {message}."}, status, headers)


class Guard:
    """Asks for the bearer token, adds headers, and turns what breaks into a plain 500."""

    def __init__(self, app: ASGIApp, token: str | None) -> None:
        self.app, self.token = app, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request (ASGI)."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        if not self._may(request):
            response = _problem(answers.UNAUTHORISED, "a bearer token is needed",
                                {"WWW-Authenticate": "Bearer"})  # fmt: skip
            await response(scope, receive, send)
            return

        begun = False

        async def with_headers(message: dict[str, object]) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                extra = [(k.lower().encode(), v.encode()) for k, v in _HEADERS.items()]
                message["headers"] = [*message.get("headers", []), *extra]  # type: ignore[misc]
            await send(message)

        try:
            await self.app(scope, receive, with_headers)  # type: ignore[arg-type]
        except Exception as error:  # its message may hold content, and a server logs tracebacks
            if begun:  # an answer cut short lets nothing through
                return
            broken = _problem(500, f"the check broke off ({type(error).__name__})")
            await broken(scope, receive, send)

    def _may(self, request: Request) -> bool:
        # The scope's path: a URL is put together with the Host header, which the caller writes.
        if self.token is None or request.scope["path"] in _OPEN:
            return True
        kind, _, given = request.headers.get("authorization", "").partition(" ")
        is_same = hmac.compare_digest(given.strip().encode(), self.token.encode())
        return kind.lower() == "bearer" and is_same


def make_app(
    gate: Gate,
    *,
    token: str | None = None,
    most_bytes: int = MOST_BYTES,
    tusd: Tusd | None = None,
    s3: S3 | None = None,
) -> Starlette:
    """Return the ASGI app over a gate; with a token every path but /healthz asks for it."""
    door = Door(gate, Meter(gate), most_bytes, tusd, s3)
    page = json.dumps(description(most_bytes))

    async def openapi(_: Request) -> Response:
        return Response(page, media_type="application/json")

    post: dict[str, Callable[[Request], Awaitable[Response]]] = {
        "/v1/scan": door.scan, "/v1/redact": door.redact, "/hooks/tusd": door.event,
        "/hooks/s3": door.objects,
    }  # fmt: skip

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        # Whoever holds a place in the queue waits in a thread: there must be one for each.
        to_thread.current_default_thread_limiter().total_tokens += gate.places
        yield

    get = {"/healthz": door.health, "/metrics": door.metrics, "/openapi.json": openapi}
    return Starlette(
        routes=[
            *(Route(path, handler, methods=["POST"]) for path, handler in post.items()),
            *(Route(path, handler, methods=["GET"]) for path, handler in get.items()),
        ],
        middleware=[Middleware(Guard, token=token)],
        lifespan=lifespan,
    )
