"""Makes the environment that presidio-image-redactor runs in; it needs a package index, once.

python -m benchmarks.peers.make_env

RapidOCR needs none: its wheel is one of phiscan's own dependencies.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVS = HERE.parent / "work" / "envs"
REQUIREMENTS = HERE / "presidio.txt"


def python_of(folder: Path) -> Path:
    """Return where a virtual environment keeps its interpreter."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


PRESIDIO_PYTHON = python_of(ENVS / "presidio")


def main() -> int:
    """Make it, or bring it to the pinned versions."""
    folder = ENVS / "presidio"
    if not python_of(folder).is_file():
        venv.create(folder, with_pip=True)
    pip = [str(python_of(folder)), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    done = subprocess.run([*pip, "-r", str(REQUIREMENTS)], check=False)
    print(f"{folder} is {'ready' if done.returncode == 0 else 'NOT ready'}")
    return done.returncode


if __name__ == "__main__":
    raise SystemExit(main())
