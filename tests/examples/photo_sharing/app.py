"""A small wall of photos that lets no patient slip onto it.

    python tests/examples/photo_sharing/app.py      # then open http://127.0.0.1:8000

A photo is looked at before anybody else can see it. What phiscan stops is shown to its uploader
alone, with outlines, beside a covered copy that may be posted instead. Photos live in memory only,
and an undecided one for a quarter of an hour. Everything works without JavaScript.
"""

from __future__ import annotations

import secrets
import sys
import time
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from anyio import to_thread
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.templating import Jinja2Templates

from phiscan.errors import LimitError, UsageError
from phiscan.formats.sniff import HEAD_BYTES, sniff
from phiscan.hooks.files import CAPTION, shows_something
from phiscan.hooks.gate import BusyError, Gate, Place, Upload
from phiscan.hooks.intake import read_upload
from phiscan.options import resolve_options
from phiscan.report.view import Group, group_findings
from phiscan.types import Finding, RedactResult, ScanResult, Status

MOST_BYTES = 30_000_000
HELD_S = 15 * 60
MOST_HELD, MOST_POSTS = 30, 60
SHOWN = {"jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp", "gif": "image/gif"}
"""What every browser shows; anything else is told about in words alone."""
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; img-src 'self' blob:; style-src 'unsafe-inline'"
    "; script-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
PATIENCE_S = 60.0
"""A person waits for a page longer than a proxy does for its hook."""
gate = Gate(resolve_options(), deadline_s=PATIENCE_S)
page = Jinja2Templates(Path(__file__).parent)


@dataclass
class Held:
    """A photo that waits for its uploader's decision: the original, what was seen, the copy."""

    photo: bytes = field(repr=False)
    caption: str = field(repr=False)
    result: ScanResult
    copy: RedactResult | None = None
    told: ScanResult | None = None
    since: float = field(default_factory=time.monotonic)

    @property
    def to_post(self) -> bytes | None:
        """What may be posted: a photo with nothing to hide, else its proven copy."""
        if self.copy is None:
            is_fit = self.result.status is Status.COMPLETE and not shows_something(self.result)
            return self.photo if is_fit else None
        return self.copy.image if self.copy.verified and media_type(self.copy.image) else None

    @property
    def photo_groups(self) -> tuple[Group, ...]:
        """What stops the photo, in groups of one kind."""
        return group_findings(f for f in causes(self.result) if f.detector != CAPTION)

    @property
    def caption_groups(self) -> tuple[Group, ...]:
        """What stops the caption as it was last written."""
        last = self.told or self.result
        return group_findings(f for f in causes(last) if f.detector == CAPTION)

    @property
    def outlines(self) -> list[Finding]:
        """What is to be outlined on the first page."""
        return [f for f in causes(self.result) if f.polygon and f.page == 1]


@dataclass(frozen=True)
class Post:
    """What everybody sees."""

    photo: bytes = field(repr=False)
    caption: str = field(repr=False)


held: dict[str, Held] = {}
posts: dict[str, Post] = {}


def causes(result: ScanResult) -> list[Finding]:
    """Return the findings that stop a photo."""
    ids = set(result.caused_by)
    return [f for f in result.all_findings if f.id in ids]


async def wall(request: Request) -> Response:
    """Show the form and what was posted."""
    return shown(request, is_posted="posted" in request.query_params)


async def upload(request: Request) -> Response:
    """Look at a photo: post it, or hold it until its uploader has decided."""
    try:
        with gate.enter("photo sharing", most_bytes=MOST_BYTES) as place:
            sent = replace(await read_upload(request, place), name="photo")  # names go nowhere
            waiting = await to_thread.run_sync(partial(look, place, sent))
    except BusyError:
        later = "Many photos are being looked at. Please try again in a moment."
        return shown(request, 503, problem=later)
    except LimitError:
        return shown(request, 413, problem="This photo is larger than 30 MB. Choose a smaller one.")
    except UsageError:
        return shown(request, 400, problem="Please choose a photo first.")
    except (TimeoutError, ClientDisconnect):
        return shown(request, 408, problem="The photo did not arrive. Please send it again.")
    if waiting.result.is_clean and waiting.to_post:
        return posted(waiting.to_post, waiting.caption)
    if waiting.result.is_clean:
        return shown(request, 415, problem="Only pictures can be posted here.")
    return RedirectResponse(f"/held/{hold(waiting)}", 303)


def look(place: Place, sent: Upload) -> Held:
    """Scan a photo with its caption; make the copy of one that shows something, or that browsers
    cannot show.
    """
    assert isinstance(sent.photo, bytes)
    result = place.scan(sent)
    needs_copy = shows_something(result) or media_type(sent.photo) is None
    copy = place.redact(sent) if needs_copy and result.status is Status.COMPLETE else None
    return Held(sent.photo, sent.caption or "", result, copy)


async def decide(request: Request) -> Response:
    """Post a held photo's copy with its caption, or forget it."""
    key = request.path_params["key"]
    waiting = find(key)
    if waiting is None:
        return shown(request, 404, problem="This photo is no longer held. Please send it again.")
    async with request.form(max_files=0, max_fields=4, max_part_size=64 * 1024) as form:
        wish, caption = form.get("wish"), str(form.get("caption") or "")
    if wish != "post":
        held.pop(key, None)
        return RedirectResponse("/", 303)
    waiting.caption = caption
    judge = gate.judge_words
    waiting.told = await to_thread.run_sync(partial(judge, "photo", caption))
    if waiting.to_post is None or not waiting.told.is_clean:
        return RedirectResponse(f"/held/{key}", 303)
    held.pop(key, None)
    return posted(waiting.to_post, caption)


async def show_held(request: Request) -> Response:
    """Show why a photo was stopped, to whoever knows its key."""
    waiting = find(request.path_params["key"])
    if waiting is None:
        return shown(request, 404, problem="This photo is no longer held. Please send it again.")
    return shown(request, 422, waiting=waiting, key=request.path_params["key"])


async def picture(request: Request) -> Response:
    """Send a picture: a post's, a held photo's or its copy's."""
    key, kind = request.path_params["key"], request.path_params["kind"]
    post, waiting = posts.get(key), find(key)
    pictures = {
        "posted": post and post.photo,
        "held": waiting and waiting.photo,
        "copy": waiting and waiting.to_post,
    }
    data = pictures.get(kind)
    media = media_type(data)
    if not data or not media:
        return Response(status_code=404)
    return Response(data, 200, HEADERS, media_type=media)


def shown(request: Request, status: int = 200, **about: object) -> Response:
    """Render the one page there is."""
    words = {"posts": list(posts.items())[::-1], "media_type": media_type, **about}
    return page.TemplateResponse(request, "page.html", words, status, HEADERS)


def posted(photo: bytes, caption: str) -> Response:
    """Put a photo on the wall, the oldest off it when it is full."""
    while len(posts) >= MOST_POSTS:
        del posts[next(iter(posts))]
    posts[secrets.token_urlsafe(16)] = Post(photo, caption)
    return RedirectResponse("/?posted#wall", 303)


def hold(waiting: Held) -> str:
    """Keep a photo until it is decided; its key cannot be guessed."""
    find("")
    while len(held) >= MOST_HELD:
        del held[next(iter(held))]
    key = secrets.token_urlsafe(32)
    held[key] = waiting
    return key


def find(key: str) -> Held | None:
    """Return a held photo, and forget those whose time is over."""
    oldest = time.monotonic() - HELD_S
    for old in [k for k, waiting in held.items() if waiting.since < oldest]:
        del held[old]
    return held.get(key)


def media_type(data: bytes | None) -> str | None:
    """Return the type of a picture that browsers show, by its content."""
    return SHOWN.get(sniff((data or b"")[:HEAD_BYTES]) or "")


app = Starlette(
    routes=[
        Route("/", wall),
        Route("/photos", upload, methods=["POST"]),
        Route("/held/{key}", show_held),
        Route("/held/{key}", decide, methods=["POST"]),
        Route("/{kind:str}/{key}/picture", picture),
    ]
)

if __name__ == "__main__":
    import uvicorn

    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning", access_log=False)
