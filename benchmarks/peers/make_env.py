"""Makes the environments that the peers run in; it needs a package index, once.

    python -m benchmarks.peers.make_env              # all of them
    python -m benchmarks.peers.make_env presidio

Each peer has its own, so that no peer's pins change what another one runs on. What is installed
stands in NAME.txt beside this file.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVS = HERE.parent / "work" / "envs"
# The package asks for dlib, which compiles for eight minutes; dlib-bin is the same module prebuilt.
WITHOUT_DEPENDENCIES = {"tesseract_faces": ("face-recognition==1.3.0",)}
NAMES = ("presidio", "tesseract_faces", "rapidocr")


def python_of(name: str) -> Path:
    """Return the interpreter of an environment, made or not."""
    folder = ENVS / name
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


PRESIDIO_PYTHON = python_of("presidio")


def make(name: str) -> bool:
    """Make an environment, or bring it to the pinned versions; say whether it is ready."""
    python = python_of(name)
    if not python.is_file():
        venv.create(ENVS / name, with_pip=True)
    pip = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    calls = [[*pip, "-r", str(HERE / f"{name}.txt")]]
    if alone := WITHOUT_DEPENDENCIES.get(name):
        calls.append([*pip, "--no-deps", *alone])
    return all(subprocess.run(call, check=False).returncode == 0 for call in calls)


def main(argv: Sequence[str] | None = None) -> int:
    """Make what is asked for; 1 when one could not be made."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", default=[], metavar="NAME", help=", ".join(NAMES))
    asked = parser.parse_args(argv).names or NAMES
    if unknown := sorted(set(asked) - set(NAMES)):
        parser.error(f"there is no peer {unknown[0]}; there are {', '.join(NAMES)}")
    ready = {name: make(name) for name in asked}
    for name, is_ready in ready.items():
        print(f"{ENVS / name} is {'ready' if is_ready else 'NOT ready'}")
    return 0 if all(ready.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
