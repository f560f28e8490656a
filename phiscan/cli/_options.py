"""The options of the commands that look at photos, derived from ScanOptions."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

from phiscan.errors import UsageError
from phiscan.options import BatchOptions, OptionSpec, option_specs

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

OUTPUT_GROUP = "Output"
OTHER_GROUP = "Other"
_WORKERS = ("jobs", "max_worker_memory")
_GROUP_ORDER = (OUTPUT_GROUP, "Scanning", "Policy", "Limits", "Batch", OTHER_GROUP)


class GroupedOption(click.Option):
    """An option that knows under which heading `--help` lists it."""

    def __init__(self, *args: Any, group: str = OTHER_GROUP, **kwargs: Any) -> None:
        self.group = group
        super().__init__(*args, **kwargs)


class GroupedCommand(click.Command):
    """A command whose `--help` lists options under headings, and that takes no file for one."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse a file that is named like an option: it would be set aside unexamined."""
        for word in itertools.takewhile(lambda word: word != "--", args):
            if word.startswith("-") and word != "-" and os.path.lexists(word):
                raise UsageError("a file has a name like an option; give it as ./NAME or after --")
        return super().parse_args(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write one definition list a group, in a fixed order."""
        rows: dict[str, list[tuple[str, str]]] = {}
        for param in self.get_params(ctx):
            if not isinstance(param, click.Option):
                continue
            record = param.get_help_record(ctx)
            if record is not None:
                rows.setdefault(getattr(param, "group", OTHER_GROUP), []).append(record)
        for group in sorted(rows, key=_place):
            with formatter.section(group):
                formatter.write_dl(rows[group])


def _place(group: str) -> tuple[int, str]:
    known = group in _GROUP_ORDER
    return (_GROUP_ORDER.index(group) if known else len(_GROUP_ORDER), group)


def option(
    *names: str, group: str = OTHER_GROUP, **settings: Any
) -> Callable[[Decorated], Decorated]:
    """Like click.option, with a heading."""
    return click.option(*names, cls=GroupedOption, group=group, **settings)


def scan_options(command: Decorated) -> Decorated:
    """Add every option of ScanOptions and `--config` to a command.

    Nothing given on the command line arrives as None or (), so that environment and file count.
    """
    command = option(
        "--config",
        metavar="FILE",
        help="TOML configuration (otherwise PHISCAN_CONFIG, then your own config folder).",
    )(command)
    for spec in reversed(list(option_specs())):
        command = _from_spec(spec)(command)
    return command


def batch_options(command: Decorated) -> Decorated:
    """Add every option of BatchOptions to a command that looks at many photos."""
    for spec in reversed(list(option_specs(BatchOptions))):
        command = _from_spec(spec)(command)
    return command


def worker_options(command: Decorated) -> Decorated:
    """Add those options of BatchOptions that a command needs which remembers nothing."""
    for spec in reversed([s for s in option_specs(BatchOptions) if s.name in _WORKERS]):
        command = _from_spec(spec)(command)
    return command


def _from_spec(spec: OptionSpec) -> Callable[[Decorated], Decorated]:
    shape: dict[str, Any] = {"type": spec.kind}
    if spec.choices:
        shape = {"type": click.Choice(spec.choices)}
    elif spec.kind is tuple:
        shape = {"type": str, "multiple": True}
    elif spec.kind is bool:
        shape = {"is_flag": True}
    default = "" if spec.default in (None, (), False) else f"  [default: {spec.default}]"
    return option(
        spec.flag,
        spec.name,
        default=None,
        metavar=spec.metavar,
        help=spec.help + default,
        group=spec.group,
        **shape,
    )
