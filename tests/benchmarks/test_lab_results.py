import pickle
from pathlib import Path
from random import Random

import pytest

from benchmarks import lab_results
from benchmarks.lab_pages import OTHER_KINDS, RESULT_KINDS, other_page, result_page


@pytest.mark.parametrize("kind", RESULT_KINDS)
def test_a_page_of_results_has_its_table_outlined(kind: str) -> None:
    page = result_page(kind, Random(1))
    assert page.lines
    assert page.table is not None


def test_the_same_seed_draws_the_same_page() -> None:
    for kind in OTHER_KINDS:
        assert other_page(kind, Random(2)) == other_page(kind, Random(2))
        assert other_page(kind, Random(2)).table is None


def test_nothing_judged_is_a_page_of_dashes() -> None:
    assert "–" in lab_results.report({}, {})


def test_a_region_half_as_large_is_no_table_found() -> None:
    row = lab_results.Row()
    row.judge([lab_results.shape([(0, 0), (10, 0), (10, 10), (0, 10)])], [])
    assert (row.found, row.covered, row.regions) == ([False], [0.0], 0)


def test_it_runs_small(tmp_path: Path) -> None:
    (tmp_path / "truth.json").write_text('{"schema": "phiscan-truth/1", "photos": []}')
    (tmp_path / "readings.pickle").write_bytes(pickle.dumps({}))
    assert lab_results.main([str(tmp_path), "--count", "1", "--out", str(tmp_path / "out")]) == 0
    assert "upside down" in (tmp_path / "out" / "lab_results.md").read_text(encoding="utf-8")
