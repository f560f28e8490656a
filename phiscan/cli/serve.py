"""`phiscan serve`: the HTTP door, models loaded once."""

from __future__ import annotations

import asyncio
import ipaddress
import os
import socket
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from phiscan.cli._exit import leave_now, say
from phiscan.cli._options import GroupedCommand, option, scan_options
from phiscan.cli._s3 import s3_door, s3_options
from phiscan.errors import EngineError, ExitCode, UsageError
from phiscan.options import resolve_options

if TYPE_CHECKING:
    import uvicorn

    from phiscan.hooks.gate import Gate
    from phiscan.hooks.tusd import Tusd

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
At = str | tuple[str, int]
"""Where a socket listens: a file's path, or host and port."""
UNIX = "unix:"

EPILOG = """\b
Examples:
  phiscan serve
  curl -F file=@photo.jpg http://127.0.0.1:8080/v1/scan
  curl -F file=@photo.jpg http://127.0.0.1:8080/v1/redact --output safe.jpg
  phiscan serve --s3-source-bucket in --s3-clean-bucket out --s3-quarantine-bucket held

\b
Only HTTP status 200 lets a photo through. Beyond this machine (--host) a bearer token is asked
for: put it into PHISCAN_TOKEN or a file (--token-file); phiscan speaks no TLS, so set a proxy in
front that does.

\b
Nextcloud (--clamd): turn on block_unscannable, which is off by default, and let no upload be larger
than av_stream_max_length: files in pieces are not let through.
tusd: -hooks-enabled-events pre-create,pre-finish (both are needed), and -disable-download unless
every photo is fetched from elsewhere: parts of uploads are not photos yet, so nobody looks at them.
ICAP: squid's icap_service with bypass=off, so that a service that is down lets nothing through.
"""


@click.command(
    cls=GroupedCommand, epilog=EPILOG, short_help="Answer upload checks over HTTP (a service)."
)
@option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True, help="Port.")
@option(
    "--clamd", metavar="HOST:PORT|unix:PATH",
    help="Answer clamd's protocol there too (INSTREAM), at one place.",
)  # fmt: skip
@option("--icap", metavar="HOST:PORT", help="Answer ICAP there too (REQMOD, RESPMOD).")
@option("--token-file", metavar="FILE", help="File with the bearer token that callers must send.")
@option("--deadline", type=click.FloatRange(0.1, 600), help="Seconds until a check is refused.")
@option("--workers", type=click.IntRange(1, 64), help="Photos looked at side by side.")
@option("--queue", type=click.IntRange(0, 10_000), help="Uploads that may wait for their turn.")
@option("--audit", metavar="FILE", help="Record every answer there (see phiscan audit).")
@option("--tusd-uploads", metavar="DIR", help="tusd's upload folder, for /hooks/tusd.")
@option("--tusd-quarantine", metavar="DIR", help="Folder that stopped tusd uploads are moved to.")
@s3_options
@scan_options
def command(
    host: str,
    port: int,
    clamd: str | None,
    icap: str | None,
    token_file: str | None,
    deadline: float | None,
    workers: int | None,
    queue: int | None,
    audit: str | None,
    tusd_uploads: str | None,
    tusd_quarantine: str | None,
    config: str | None,
    **flags: Any,
) -> ExitCode:
    """Serve POST /v1/scan, /v1/redact, /hooks/tusd and /hooks/s3; clamd and ICAP if asked."""
    options = resolve_options(flags, config=config)
    token = _token_for(host, token_file)
    sockets = {name: _place(name, at) for name, at in (("clamd", clamd), ("icap", icap)) if at}
    try:
        import uvicorn

        from phiscan.hooks._impatience import ImpatientProtocol
        from phiscan.hooks.clamd import Clamd
        from phiscan.hooks.http import make_app
        from phiscan.hooks.icap import Icap
    except ImportError:
        raise EngineError("the server is an extra: pip install 'phiscan[serve]'") from None
    from phiscan.audit import AuditLog
    from phiscan.cli.audit import audit_key
    from phiscan.hooks.gate import DEADLINE_S, JOBS, MOST_BYTES, WAITING, Gate

    gate = Gate(
        options,
        deadline_s=deadline or DEADLINE_S,
        jobs=workers or JOBS,
        waiting=WAITING if queue is None else queue,
        audit=AuditLog(audit, who="serve", key=audit_key()) if audit else None,
    )
    most = min(MOST_BYTES, options.max_bytes)
    tusd, s3 = _tusd_door(gate, tusd_uploads, tusd_quarantine), s3_door(gate, most, flags)
    app = make_app(gate, token=token, most_bytes=most, tusd=tusd, s3=s3)
    talks: dict[str, Talk] = {"clamd": Clamd(gate, most).serve, "icap": Icap(gate, most).serve}
    settings = uvicorn.Config(
        app, host=host, port=port, log_level="warning", access_log=False, server_header=False,
        http=ImpatientProtocol, timeout_graceful_shutdown=int(gate.deadline_s) + 2,
    )  # fmt: skip
    with gate, _bind(host, port) as door, suppress(KeyboardInterrupt):  # Ctrl-C is how it ends
        others = {talks[name]: at for name, at in sockets.items()}
        asyncio.run(_run(uvicorn.Server(settings), door, others))
    if gate.is_stuck:
        leave_now(ExitCode.CLEAN)
    return ExitCode.CLEAN


def _tusd_door(gate: Gate, uploads: str | None, quarantine: str | None) -> Tusd | None:
    """Return the door for tusd's events, None without its folders; UsageError for one alone."""
    from phiscan.hooks.tusd import Tusd

    if (uploads is None) != (quarantine is None):
        raise UsageError("--tusd-uploads and --tusd-quarantine go together")
    return Tusd(gate, Path(uploads), Path(quarantine)) if uploads and quarantine else None


def _token_for(host: str, path: str | None) -> str | None:
    """Return the token to ask for; UsageError where others could call and there is none."""
    token = _token(path)
    if token is None and not _is_loopback(host):
        raise UsageError("--host beyond this machine needs a token: PHISCAN_TOKEN or --token-file")
    return token


async def _run(server: uvicorn.Server, door: socket.socket, others: Mapping[Talk, At]) -> None:
    """Serve HTTP and the other sockets until a signal stops HTTP."""
    async with AsyncExitStack() as stack:
        for talk, at in others.items():
            try:
                listening = await _listen(talk, at)
            except OSError:
                raise UsageError(f"cannot listen on {_shown(at)}") from None
            await stack.enter_async_context(listening)
        places = [f"http://{_shown(door.getsockname()[:2])}", *map(_shown, others.values())]
        say(f"phiscan: listening on {', '.join(places)} - stop with Ctrl-C")
        await server.serve([door])


def _bind(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError:
        raise UsageError(f"cannot listen on {_shown((host, port))}") from None


def _shown(at: At) -> str:
    if isinstance(at, str):
        return at
    host, port = at
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


async def _listen(talk: Talk, at: At) -> asyncio.Server:
    """Listen on a port, or on a socket file that this user and its group may write to."""
    if not isinstance(at, str):
        return await asyncio.start_server(talk, *at)
    usual = os.umask(0o117)
    try:
        return await asyncio.start_unix_server(talk, at)
    finally:
        os.umask(usual)


def _place(name: str, at: str) -> At:
    """Return where to listen; warns where others can reach a protocol that knows no password."""
    if at.startswith(UNIX) and len(at) > len(UNIX):
        return at.removeprefix(UNIX)
    host, _, port = at.rpartition(":")
    if not host or not port.isdigit() or int(port) > 65535:
        raise UsageError(f"--{name}: wanted HOST:PORT or unix:PATH, got {at!r}")
    if not _is_loopback(host):
        say(f"phiscan: --{name} knows no password; let only your own network reach {host}")
    return host, int(port)


def _token(path: str | None) -> str | None:
    """Return the token of the file or of PHISCAN_TOKEN; UsageError for an empty or missing one."""
    if path is None:
        return os.environ.get("PHISCAN_TOKEN") or None
    try:
        token = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise UsageError("--token-file cannot be read") from None
    if not token:
        raise UsageError("--token-file is empty")
    return token


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
