"""Every option, declared once: the command's flags, the TOML keys and PHISCAN_* come from here.

Precedence: flag, then environment, then file, then default. A configuration file is only ever read
from `--config`, PHISCAN_CONFIG or the user's own config folder, never from a folder being scanned.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from phiscan._folders import config_folder
from phiscan._values import as_kind
from phiscan.errors import UsageError
from phiscan.types import TEXT_CATEGORIES, Category

READERS = ("ppocr", "tesseract", "none")
FACE_FINDERS = ("centerface", "face_recognition", "none")
BACKENDS = ("auto", "openvino", "onnxruntime")
DEVICES = ("cpu", "cuda", "auto")
PRECISIONS = ("auto", "f32")
SECOND_READERS = ("auto", "tesseract", "ppocr")
ENGINES = ("ppocr", "tesseract", "centerface", "face_recognition", "zxing", "poppler")

MOST_SECONDS = 1_000_000
"""The longest time limit: waiting for a program or thread takes no larger number everywhere."""


def _option(
    default: Any,
    help_text: str,
    *,
    choices: tuple[str, ...] = (),
    group: str = "Scanning",
    metavar: str | None = None,
) -> Any:
    meta = {"help": help_text, "choices": choices, "group": group, "metavar": metavar}
    return field(default=default, metadata=meta)


@dataclass(frozen=True)
class ScanOptions:
    """How to look. Immutable and hashable, so that one Scanner serves many threads.

    Raises UsageError when a value is outside what the option allows.
    """

    reader: str = _option("ppocr", "Engine that reads text.", choices=READERS)
    second_reader: str = _option(
        "auto",
        "Engine that checks safe copies (auto: tesseract when installed, else another scale).",
        choices=SECOND_READERS,
    )
    face_finder: str = _option("centerface", "Engine that finds faces.", choices=FACE_FINDERS)
    backend: str = _option("auto", "Runtime that runs the models.", choices=BACKENDS)
    device: str = _option(
        "cpu",
        "What runs the models: the processor, or an NVIDIA GPU through onnxruntime-gpu, in f32"
        " (auto: the GPU where there is one).",
        choices=DEVICES,
    )
    precision: str = _option(
        "auto",
        "Arithmetic of the reader's models (auto: bf16 where the processor has it; f32: the same"
        " scores on every machine).",
        choices=PRECISIONS,
    )
    threads: int = _option(0, "Threads a model may use (0: one per processor core).", metavar="N")
    only: tuple[str, ...] = _option(
        (),
        "Look for these categories only (repeat or comma-separate; phiscan explain lists them).",
        metavar="CATEGORY",
    )
    skip: tuple[str, ...] = _option(
        (), "Do not look for these categories (repeat or comma-separate).", metavar="CATEGORY"
    )
    require: tuple[str, ...] = _option(
        (),
        "Engines that must be present, or every photo is incomplete: " + ", ".join(ENGINES) + ".",
        metavar="ENGINE",
    )
    deny: str | None = _option(
        None, "File of known terms, one a line, that are always findings.", metavar="FILE"
    )
    allow_terms: str | None = _option(
        None, "File of terms, one a line, that are never findings.", metavar="FILE"
    )
    policy: str | None = _option(
        None, "TOML policy that turns findings into verdicts.", metavar="FILE", group="Policy"
    )
    redact_all_text: bool = _option(
        False,
        "Cover every line of text that the reader sees, whatever it says and whatever --only,"
        " --skip, --cover and the policy let through; no copy is published in which the second"
        " look still sees text. A scan lists these lines (unread_text, allow) and judges the photo"
        " as ever.",
        group="Policy",
    )
    consent: str | None = _option(
        None,
        "Consent register: a face that matches a consent valid for --use today is let through"
        " (phiscan consent --help). Its key: PHISCAN_CONSENT_KEY or --consent-key-file.",
        metavar="FILE",
        group="Policy",
    )
    consent_key_file: str | None = _option(
        None, "File with the consent register's key.", metavar="FILE", group="Policy"
    )
    use: str | None = _option(
        None,
        "What the photos are meant for, such as website; consents hold for the uses they name.",
        metavar="WORD",
        group="Policy",
    )
    baseline: str | None = _option(
        None,
        "Findings that a person has reviewed, in unchanged files, are let through until their date"
        " (phiscan baseline --help).",
        metavar="FILE",
        group="Policy",
    )
    baseline_key_file: str | None = _option(
        None,
        "File with the baseline's key (otherwise PHISCAN_BASELINE_KEY, then your own).",
        metavar="FILE",
        group="Policy",
    )
    min_score: float = _option(0.35, "Drop findings scored below this.", metavar="0..1")
    max_pixels: int = _option(
        250_000_000, "Refuse pictures with more pixels.", metavar="N", group="Limits"
    )
    max_bytes: int = _option(
        500_000_000, "Refuse files with more bytes.", metavar="N", group="Limits"
    )
    max_pages: int = _option(
        200,
        "Look at this many pages or frames; further ones are not examined.",
        metavar="N",
        group="Limits",
    )
    timeout_s: float = _option(
        120.0,
        "Seconds for one photo; past it the result is incomplete (0: no limit).",
        metavar="SECONDS",
        group="Limits",
    )

    def __post_init__(self) -> None:
        for item in fields(self):
            choices, value = item.metadata["choices"], getattr(self, item.name)
            if choices and value not in choices:
                raise UsageError(f"{item.name}: wanted one of {', '.join(choices)}, got {value!r}")
        for name, known in (
            ("only", list(Category)),
            ("skip", list(Category)),
            ("require", ENGINES),
        ):
            values = tuple(getattr(self, name))
            unknown = [v for v in values if v not in known]
            if unknown:
                raise UsageError(f"{name}: {unknown[0]!r} is not one of {', '.join(known)}")
            object.__setattr__(self, name, values)
        for name in ("max_pixels", "max_bytes", "max_pages"):
            if getattr(self, name) <= 0:
                raise UsageError(f"{name}: wanted a number above 0, got {getattr(self, name)}")
        if self.redact_all_text and self.reader == "none":
            raise UsageError("redact_all_text: wanted a reader, got none")
        # Asked this way round, NaN is refused too.
        if not 0 <= self.timeout_s <= MOST_SECONDS:
            raise UsageError(f"timeout_s: wanted 0..{MOST_SECONDS:,}, got {self.timeout_s}")
        if self.threads < 0:
            raise UsageError(f"threads: wanted 0 or more, got {self.threads}")
        if not 0 <= self.min_score <= 1:
            raise UsageError(f"min_score: wanted 0..1, got {self.min_score}")

    @property
    def reads(self) -> bool:
        """Whether text has to be read at all; the print tells where a signature stands."""
        needing = (*TEXT_CATEGORIES, Category.SIGNATURE)
        return self.redact_all_text or any(self.wants(category) for category in needing)

    def wants(self, category: Category | str) -> bool:
        """Whether findings of this category are looked for, given `only` and `skip`."""
        return (not self.only or category in self.only) and category not in self.skip


@dataclass(frozen=True)
class BatchOptions:
    """How the work on many photos is shared out; what is seen and decided does not depend on it.

    Raises UsageError when a value is outside what the option allows.
    """

    jobs: int = _option(
        0,
        "Processes that look at photos at once (0: as many as processor cores and memory allow).",
        group="Batch",
        metavar="N",
    )
    max_worker_memory: int = _option(
        0,
        "Megabytes that one of these processes may take; a photo that needs more has failed"
        " (0: its share of this computer's memory).",
        group="Batch",
        metavar="MB",
    )
    resume: bool = _option(
        False,
        "Go on where an interrupted run stopped: what it finished is not done again, and a photo"
        " that it broke on is not tried again.",
        group="Batch",
    )
    trust_mtime: bool = _option(
        False,
        "Take a file whose path, size and time of change are as before for unchanged, without"
        " reading it.",
        group="Batch",
    )

    def __post_init__(self) -> None:
        for name in ("jobs", "max_worker_memory"):
            if getattr(self, name) < 0:
                raise UsageError(f"{name}: wanted 0 or more, got {getattr(self, name)}")


@dataclass(frozen=True)
class OptionSpec:
    """One option as command, file and environment see it."""

    name: str
    kind: type
    default: Any
    help: str
    choices: tuple[str, ...]
    group: str
    metavar: str | None

    @property
    def flag(self) -> str:
        """The command-line spelling, such as --max-pixels."""
        return "--" + self.name.removesuffix("_s").replace("_", "-")

    @property
    def env(self) -> str:
        """The environment variable, such as PHISCAN_MAX_PIXELS."""
        return "PHISCAN_" + self.name.removesuffix("_s").upper()

    @property
    def key(self) -> str:
        """The TOML key, such as max_pixels."""
        return self.name.removesuffix("_s")

    def read(self, value: Any, where: str) -> Any:
        """Return a flag's, file's or variable's value in the option's type; UsageError if not."""
        try:
            return as_kind(self.kind, value)
        except (OverflowError, TypeError, ValueError):
            raise UsageError(f"{where}: {self.name} wants {self.kind.__name__}") from None


Options = TypeVar("Options", ScanOptions, BatchOptions)


def option_specs(
    kind: type[ScanOptions] | type[BatchOptions] = ScanOptions,
) -> Iterator[OptionSpec]:
    """Yield every option of one kind in declaration order."""
    for item in fields(kind):
        default = () if item.default is MISSING else item.default
        shape = str if default is None else type(default)
        meta = item.metadata
        yield OptionSpec(
            item.name, shape, default, meta["help"], meta["choices"], meta["group"], meta["metavar"]
        )


def config_path(explicit: str | None, environ: Mapping[str, str]) -> Path | None:
    """Return the configuration file to read, or None; one named but missing is a UsageError."""
    named = explicit or environ.get("PHISCAN_CONFIG")
    if named:
        path = Path(named)
        if not path.is_file():
            raise UsageError(f"configuration file not found: {named}")
        return path
    path = config_folder() / "config.toml"
    return path if path.is_file() else None


def read_config(path: Path) -> dict[str, Any]:
    """Read a TOML configuration; unknown keys and broken files are a UsageError."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"configuration file {path.name} cannot be read: {error}") from None
    by_key = {spec.key: spec for kind in (ScanOptions, BatchOptions) for spec in option_specs(kind)}
    unknown = sorted(set(table) - set(by_key))
    if unknown:
        raise UsageError(f"configuration file {path.name}: unknown option {unknown[0]!r}")
    return {by_key[k].name: by_key[k].read(v, path.name) for k, v in table.items()}


def resolve_options(
    flags: Mapping[str, Any] | None = None,
    *,
    config: str | None = None,
    environ: Mapping[str, str] | None = None,
) -> ScanOptions:
    """Merge flag > environment > file > default into ScanOptions.

    `flags` maps option names to values; None or an empty tuple means "not given".
    """
    return _resolve(ScanOptions, flags or {}, config, environ)


def resolve_batch(
    flags: Mapping[str, Any] | None = None,
    *,
    config: str | None = None,
    environ: Mapping[str, str] | None = None,
) -> BatchOptions:
    """Merge flag > environment > file > default into BatchOptions, as resolve_options does."""
    return _resolve(BatchOptions, flags or {}, config, environ)


def _resolve(
    kind: type[Options],
    flags: Mapping[str, Any],
    config: str | None,
    environ: Mapping[str, str] | None,
) -> Options:
    env = os.environ if environ is None else environ
    path = config_path(config, env)
    table = read_config(path) if path else {}
    values: dict[str, Any] = {}
    for spec in option_specs(kind):
        if spec.name in table:
            values[spec.name] = table[spec.name]
        if env.get(spec.env):
            values[spec.name] = spec.read(env[spec.env], spec.env)
        given = flags.get(spec.name)
        if given is not None and given != ():
            values[spec.name] = spec.read(given, spec.flag)
    return kind(**values)
