from pathlib import Path

from benchmarks import model_cost


def test_every_look_has_its_cost_at_one_and_two_threads(tmp_path: Path) -> None:
    assert model_cost.main(["--small", "--repeats", "1", "--out", str(tmp_path)]) == 0
    page = (tmp_path / "model_cost.md").read_text()
    for look in ("artefact_finder", "each candidate", "centerface", "faces", "codes"):
        rows = [row for row in page.splitlines() if look in row]
        assert {row.split("|")[2].strip() for row in rows} == {"1", "2"}
