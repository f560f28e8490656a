"""The user's folders, also of a user who has no home."""

from __future__ import annotations

import pytest

from phiscan import _folders
from phiscan.cache import ScanCache, default_path
from phiscan.metadata import names
from phiscan.options import ScanOptions, resolve_options


@pytest.fixture
def no_home(monkeypatch):
    """Be a container's user that is only a number: no entry in the list of users, no HOME."""

    def refuse(appname, appauthor=None):
        raise RuntimeError("Could not determine home directory")

    for name in ("user_config_dir", "user_cache_dir", "user_data_dir"):
        monkeypatch.setattr(f"platformdirs.{name}", refuse)


def test_each_lies_in_a_folder_of_its_own():
    found = {_folders.config_folder(), _folders.cache_folder(), _folders.data_folder()}
    assert len(found) == 3
    assert all(folder.name == "phiscan" for folder in found)


def test_a_user_without_a_home_has_default_options(no_home):
    assert resolve_options({}, environ={}) == ScanOptions()


def test_a_user_without_a_home_does_without_a_cache(no_home):
    with ScanCache(default_path(), "x") as cache:
        assert "not used" in (cache.problem or "")
        assert cache.get("0" * 64) is None


def test_names_are_masked_for_a_user_without_a_home(no_home, monkeypatch):
    names._key.cache_clear()
    try:
        masked = names.mask_source("Maria Lopez mrn 00417732.jpg")
        assert masked.startswith("photo-")
        assert masked == names.mask_source("Maria Lopez mrn 00417732.jpg")
    finally:
        names._key.cache_clear()
