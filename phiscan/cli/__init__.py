"""The command `phiscan`: one file a sub-command, each loaded only when it is called."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

import click

from phiscan._version import __version__
from phiscan.cli._exit import describe, exit_code_for, is_broken_pipe, say, silence_outputs
from phiscan.errors import ExitCode

COMMANDS = (
    "scan", "redact", "hook", "watch", "serve", "audit", "consent", "baseline",
    "explain", "eval", "doctor", "synth",
)  # fmt: skip

EPILOG = """\b
Examples:
  phiscan scan holiday.jpg                 what is in this photo?
  phiscan scan photos/ --output report.html
  phiscan redact photos/ --to safe/        verified copies with findings covered
  phiscan hook upload.jpg && share upload.jpg
  phiscan explain wristband

\b
Exit codes (when several apply: 2, then 3, then 1):
  0  examined completely, nothing found that the policy acts on
  1  findings that the policy blocks or sends to review
  2  wrong use, internal error, or stopped half-way
  3  incomplete or failed: a part or a whole photo was not examined

phiscan works on this machine only and never changes a photo given to it. It reports what its
detectors found in the parts they examined; it cannot promise that a photo holds nothing else.
"""


class LazyGroup(click.Group):
    """A group whose sub-commands are modules of this package, imported when asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the sub-commands in the order a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one sub-command, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"phiscan.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the sub-command; a path in its place gets the line that was probably meant."""
        if args and args[0] not in COMMANDS and os.path.exists(args[0]):
            raise click.UsageError("a command is missing before the path; try: phiscan scan PATH")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the sub-command and push out its last line while failing can still be reported."""
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except OSError as error:
            if not is_broken_pipe(error):
                raise
            silence_outputs()
            return ExitCode.USAGE
        return code

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> NoReturn:
        """Run and exit with phiscan's own codes; no exception leaves with a traceback."""
        _write_any_name()
        run: Callable[..., Any] = super().main
        try:
            code = run(args, prog_name, complete_var, False, windows_expand_args, **extra)
        except click.ClickException as error:
            error.show()
            code = ExitCode.USAGE
        except (Exception, KeyboardInterrupt) as error:
            say(describe(error))
            code = exit_code_for(error)
        sys.exit(int(code or ExitCode.CLEAN))


def _write_any_name() -> None:
    """Let file names that are not valid text be shown escaped instead of ending the run."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


@click.group(
    name="phiscan",
    cls=LazyGroup,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="phiscan")
def main() -> None:
    """Find protected health information in photos before they are shared, and make safe copies."""
