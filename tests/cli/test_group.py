"""The command as a whole: how it begins, how it ends, and what it never prints."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

import click
import pytest
from click.testing import CliRunner

import phiscan.scanner
from phiscan.cli import COMMANDS, main
from phiscan.cli._exit import describe, exit_code_for, missing_library
from phiscan.errors import EngineError, ExitCode, PhiscanError, UsageError
from phiscan.options import option_specs

SECRET = "Maria Lopez"


def python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False
    )


def test_no_command_shows_the_help_and_is_wrong_use():
    result = CliRunner().invoke(main, [])
    assert result.exit_code == ExitCode.USAGE
    assert "phiscan scan" in result.output


def test_help_teaches_commands_examples_and_exit_codes():
    result = CliRunner().invoke(main, ["--help"])
    assert result.exit_code == 0
    for command in COMMANDS:
        assert f"\n  {command} " in result.output
    for code in ("  0  ", "  1  ", "  2  ", "  3  "):
        assert code in result.output
    assert "Examples:" in result.output


@pytest.mark.parametrize("name", ["scan", "redact", "hook", "doctor"])
def test_every_option_of_scanning_is_a_flag_of_each_command_that_scans(name):
    command = main.get_command(click.Context(main), name)
    flags = {flag for param in command.params for flag in param.opts}
    assert {spec.flag for spec in option_specs()} <= flags
    assert "--config" in flags


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help(name):
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0, result.output
    assert "Usage:" in result.output


def test_an_unknown_command_and_an_unknown_option_are_wrong_use():
    for args in (["scna", "x.jpg"], ["scan", "--no-such-option", "x.jpg"]):
        result = CliRunner().invoke(main, args)
        assert result.exit_code == ExitCode.USAGE
        assert "--help" in result.output


def test_a_path_without_a_command_gets_the_line_that_was_meant(photos):
    result = CliRunner().invoke(main, [str(photos("a.png"))])
    assert result.exit_code == ExitCode.USAGE
    assert "phiscan scan PATH" in result.output


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("x"), ExitCode.USAGE),
        (EngineError("x"), ExitCode.INCOMPLETE),
        (PhiscanError("x"), ExitCode.USAGE),
        (ValueError("x"), ExitCode.USAGE),
        (MemoryError(), ExitCode.USAGE),
        (KeyboardInterrupt(), ExitCode.USAGE),
    ],
)
def test_one_function_maps_exceptions_to_codes(error, code):
    assert exit_code_for(error) == code


def test_an_unexpected_exception_ends_with_a_plain_line(monkeypatch, photos):
    class Broken:
        def __init__(self, options):
            raise RuntimeError(SECRET)

    monkeypatch.setattr(phiscan.scanner, "Scanner", Broken)
    result = CliRunner().invoke(main, ["scan", str(photos("a.png"))])
    assert result.exit_code == ExitCode.USAGE
    assert "internal error" in result.stderr
    assert "Traceback" not in result.output
    assert SECRET not in result.output


def test_debugging_shows_where_and_which_type_but_never_the_message():
    def inner():
        name = SECRET
        raise KeyError(name)

    try:
        try:
            inner()
        except KeyError as error:
            raise ValueError(SECRET) from error
    except ValueError as error:
        shown = describe(error, {"PHISCAN_DEBUG": "1"})
    assert "builtins.ValueError" in shown
    assert "builtins.KeyError" in shown
    assert "inner" in shown
    assert SECRET not in shown


def test_a_missing_system_library_is_named_with_its_install_line():
    error = ImportError("libGL.so.1: cannot open shared object file: No such file or directory")
    assert missing_library(error) == "libGL.so.1"
    assert "apt-get install" in describe(error, {})
    assert missing_library(ValueError("libGL.so.1")) is None


def test_help_and_version_load_no_decoder_and_no_engine():
    heavy = ["cv2", "PIL", "onnxruntime", "openvino", "rich", "jinja2", "phonenumbers"]
    code = (
        "import sys\n"
        "from phiscan.cli import main\n"
        "try: main(['scan', '--help'])\n"
        "except SystemExit: pass\n"
        f"print([m for m in {heavy!r} if m in sys.modules])"
    )
    done = python(code)
    assert done.stdout.splitlines()[-1] == "[]"


def test_python_m_phiscan_is_the_same_command(run_phiscan):
    done = run_phiscan("--version")
    assert done.returncode == 0
    assert done.stdout.startswith(b"phiscan")


def test_a_reader_that_goes_away_ends_quietly_and_not_with_zero(photos, tmp_path, run_phiscan):
    for i in range(40):
        photos(f"in/{i:02}.png", "white")
    args = [
        "scan",
        tmp_path / "in",
        "--format",
        "json",
        "--reader",
        "none",
        "--face-finder",
        "none",
    ]
    everything = run_phiscan(*args)
    assert everything.returncode in (0, 3)
    code = f"""
import os, subprocess, sys
child = subprocess.Popen([sys.executable, "-m", "phiscan", *{[str(a) for a in args]!r}],
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE)
child.stdout.read(1)
child.stdout.close()
print(child.wait(), child.stderr.read())
"""
    done = python(code)
    assert done.stdout.strip() == "2 b''", done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/dev/full is Linux's")
def test_an_output_that_takes_nothing_is_an_error(photos, run_phiscan):
    args = ["scan", str(photos("a.png")), "--reader", "none", "--face-finder", "none"]
    code = (
        f"import subprocess, sys; out = open('/dev/full', 'w');"
        f"print(subprocess.run([sys.executable, '-m', 'phiscan', *{args!r}],"
        " stdout=out, stderr=subprocess.DEVNULL).returncode)"
    )
    done = python(code)
    assert done.stdout.strip() == "2"


def test_ctrl_c_ends_with_2_and_one_line(photos, tmp_path):
    for i in range(300):
        photos(f"in/{i:03}.png", "white")
    # A shell's background jobs ignore Ctrl-C, and so would what they start.
    listening = (
        "import runpy, signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "runpy.run_module('phiscan', run_name='__main__')"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", listening, "scan", str(tmp_path / "in"), "--format", "jsonl",
         "--no-cache", "--face-finder", "none"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stdout is not None
    child.stdout.readline()
    child.send_signal(signal.SIGINT)
    start = time.monotonic()
    _, complaint = child.communicate(timeout=60)
    assert child.returncode == ExitCode.USAGE
    assert "stopped before every photo was examined" in complaint
    assert "Traceback" not in complaint
    assert time.monotonic() - start < 30
