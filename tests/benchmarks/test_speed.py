from pathlib import Path

import pytest

from benchmarks.speed import TimedModel, main, spread_table


class Model:
    backend = "fake"

    def run(self, array: object) -> list[object]:
        return [array]


def test_a_timed_model_answers_as_before_and_adds_up() -> None:
    spent: dict[str, float] = {}
    model = TimedModel(Model(), "network", spent)
    assert model.run(3) == [3]  # type: ignore[arg-type]
    first = spent["network"]
    model.run(3)  # type: ignore[arg-type]
    assert spent["network"] > first


def test_the_table_says_how_noisy_it_was() -> None:
    page = spread_table({"quick": [0.001], "slow": [0.2, 0.3, 0.1]}, "a photo")
    assert page.splitlines()[2] == "| slow | 200 | 100–300 |"


@pytest.mark.slow
def test_the_command_runs_at_tiny_size(tmp_path: Path) -> None:
    pytest.importorskip("faker", reason="needs the extra phiscan[synth]")
    arguments = ["--count", "1", "--repeats", "1", "--long-sides", "640"]
    assert main([*arguments, "--out", str(tmp_path), "--work", str(tmp_path / "work")]) == 0
    page = (tmp_path / "speed.md").read_text(encoding="utf-8")
    for stage in ("decode", "network ppocr_det", "detector faces", "detector codes", "verify",
                  "import phiscan", "photos/s"):  # fmt: skip
        assert stage in page


@pytest.mark.slow
def test_the_scan_alone_is_timed_on_given_photos(tmp_path: Path) -> None:
    samples = Path(__file__).resolve().parents[2] / "sample_images"
    arguments = ["--photos", str(samples), "--count", "1", "--repeats", "1", "--what", "scan"]
    assert main([*arguments, "--out", str(tmp_path), "--name", "scan"]) == 0
    page = (tmp_path / "scan.md").read_text(encoding="utf-8")
    assert "1 mixed photos of sample_images" in page
    assert "whole scan" in page
    assert "commit" in page
    assert "verify" not in page
