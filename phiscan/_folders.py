"""Where this user's settings, cache and key lie. The only place that asks for the home folder."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import platformdirs

NOWHERE = Path(os.devnull) / "phiscan"
"""Stands for a folder that cannot be: nothing is ever found or kept in it."""


def config_folder() -> Path:
    """Return the folder of the user's configuration; NOWHERE for a user without a home."""
    return _or_nowhere(platformdirs.user_config_dir)


def cache_folder() -> Path:
    """Return the folder of the user's cache; NOWHERE for a user without a home."""
    return _or_nowhere(platformdirs.user_cache_dir)


def data_folder() -> Path:
    """Return the folder of what is kept for the user; NOWHERE for a user without a home."""
    return _or_nowhere(platformdirs.user_data_dir)


def _or_nowhere(find: Callable[..., str]) -> Path:
    try:
        return Path(find("phiscan", appauthor=False))
    except RuntimeError:  # a container's user that is only a number
        return NOWHERE
