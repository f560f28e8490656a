import pytest

from phiscan.errors import UsageError
from phiscan.options import ScanOptions, option_specs, resolve_options
from phiscan.types import Category


@pytest.fixture
def config(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text('max_pages = 7\ntimeout = 5\nskip = ["face"]\n')
    return path


def test_defaults_need_no_file_and_no_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert resolve_options({}, environ={}) == ScanOptions()


def test_flag_beats_environment_beats_file_beats_default(config):
    env = {"PHISCAN_CONFIG": str(config), "PHISCAN_MAX_PAGES": "8"}
    assert resolve_options({}, environ=env).timeout_s == 5.0
    assert resolve_options({}, environ=env).max_pages == 8
    assert resolve_options({"max_pages": 9}, environ=env).max_pages == 9
    assert resolve_options({}, config=str(config), environ={}).max_pages == 7


def test_a_flag_not_given_does_not_hide_the_file(config):
    flags = {"skip": (), "timeout_s": None}
    options = resolve_options(flags, config=str(config), environ={})
    assert options.skip == ("face",)
    assert options.timeout_s == 5.0


@pytest.mark.parametrize(
    "text",
    [
        "max_pagez = 1",
        "max_pages = 'many'",
        "max_pages = 1.5",
        "max_bytes = inf",
        "not toml",
        "reader = 'psychic'",
        "policy = ['a.toml']",
        "timeout = true",
    ],
)
def test_a_wrong_file_is_an_error_not_a_shrug(tmp_path, text):
    path = tmp_path / "c.toml"
    path.write_text(text)
    with pytest.raises(UsageError):
        resolve_options({}, config=str(path), environ={})


def test_a_named_file_that_is_missing_is_an_error(tmp_path):
    with pytest.raises(UsageError, match="not found"):
        resolve_options({}, config=str(tmp_path / "no.toml"), environ={})


@pytest.mark.parametrize(
    "values",
    [{"only": ("faces",)}, {"max_bytes": 0}, {"timeout_s": -1}, {"timeout_s": float("nan")},
     {"timeout_s": float("inf")}, {"timeout_s": 1e12}, {"threads": -1},
     {"min_score": 2}, {"require": ("x",)}, {"redact_all_text": True, "reader": "none"}],
)  # fmt: skip
def test_values_outside_the_allowed_are_refused(values):
    with pytest.raises(UsageError):
        ScanOptions(**values)


def test_comma_separated_and_repeated_categories(tmp_path):
    options = resolve_options({"only": ("face,mrn", "ssn")}, environ={}, config=None)
    assert options.only == ("face", "mrn", "ssn")
    assert options.wants(Category.FACE)
    assert not options.wants(Category.DATE)


def test_every_option_is_named_once_for_flag_key_and_environment():
    specs = list(option_specs())
    for names in ([s.flag for s in specs], [s.key for s in specs], [s.env for s in specs]):
        assert len(set(names)) == len(names)
    assert all(s.help for s in specs)


@pytest.mark.parametrize(
    ("word", "wanted"), [("1", True), ("true", True), ("ON", True), ("0", False), ("no", False)]
)
def test_a_switch_in_the_environment_is_read_as_meant(word, wanted):
    environ = {"PHISCAN_REDACT_ALL_TEXT": word}
    assert resolve_options({}, environ=environ, config=None).redact_all_text is wanted


def test_a_switch_that_is_neither_on_nor_off_is_wrong_use(tmp_path):
    with pytest.raises(UsageError, match="redact_all_text"):
        resolve_options({}, environ={"PHISCAN_REDACT_ALL_TEXT": "perhaps"}, config=None)
    path = tmp_path / "c.toml"
    path.write_text("redact_all_text = 1")
    with pytest.raises(UsageError, match="redact_all_text"):
        resolve_options({}, environ={}, config=str(path))


def test_to_cover_all_text_it_must_be_read_whatever_is_left_out():
    assert ScanOptions(redact_all_text=True, only=("face",)).reads
    assert not ScanOptions(only=("face",)).reads


def test_default_limits_admit_a_200_megapixel_photo():
    assert ScanOptions().max_pixels >= 200_000_000
