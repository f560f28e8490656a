"""`phiscan hook`: 0 lets through, and nothing but a complete clean result gives 0."""

from __future__ import annotations

import getpass
import json
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from click.testing import CliRunner

from phiscan.audit import read_entries
from phiscan.cli import main
from phiscan.errors import ExitCode


def hook(*args, stdin: bytes = b""):
    return CliRunner().invoke(main, ["hook", *map(str, args)], input=stdin)


def test_no_file_is_wrong_use():
    assert hook().exit_code == ExitCode.USAGE


def test_a_clean_photo_is_let_through_with_a_line_and_a_sentence(photos, sees_colours):
    path = photos("a.png")
    result = hook(path)
    assert result.exit_code == ExitCode.CLEAN
    assert json.loads(result.stdout)["source"] == str(path)
    assert result.stderr.count("\n") == 1
    assert "parts they examined" in result.stderr
    assert "safe" not in result.stderr


def test_a_finding_stops_it_and_says_what_to_do(photos, sees_colours):
    result = hook(photos("a.png", "red"))
    assert result.exit_code == ExitCode.FINDINGS
    assert "medical record number" in result.stderr
    assert "phiscan redact" in result.stderr
    assert result.stderr.count("\n") == 1
    assert "00882291" not in result.output


def test_review_stops_it_too(photos, sees_colours):
    assert hook(photos("a.png", "orange")).exit_code == ExitCode.FINDINGS


def test_one_result_a_line_in_the_order_given(photos, sees_colours):
    paths = [photos("b.png", "red"), photos("a.png"), photos("c.png", "orange")]
    result = hook(*paths)
    assert [json.loads(line)["source"] for line in result.stdout.splitlines()] == list(
        map(str, paths)
    )
    assert result.exit_code == ExitCode.FINDINGS
    assert result.stderr.count("\n") == 1


BAD = {
    "empty.jpg": b"",
    "text.jpg": b"Dear diary, this is not a photo.",
    "text.png": b"\x89PNG\r\n\x1a\n",
    "drawing.svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    "clip.mp4": b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\x00" * 64,
    "notes.txt": b"MRN 00882291",
    "scan.dcm": b"\x00" * 128 + b"DICM" + b"\x00" * 64,
    "half.pdf": b"%PDF-1.7\n1 0 obj\n",
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_examined_is_not_let_through(tmp_path, sees_colours, name):
    (tmp_path / name).write_bytes(BAD[name])
    result = hook(tmp_path / name)
    assert result.exit_code == ExitCode.INCOMPLETE
    assert json.loads(result.stdout)["status"] == "failed"
    assert "not let through" in result.stderr


def test_a_truncated_photo_is_not_let_through(tmp_path, sees_colours):
    import numpy as np
    from PIL import Image

    whole = tmp_path / "whole.jpg"
    noise = np.random.default_rng(1).integers(0, 255, (200, 200, 3), dtype=np.uint8)
    Image.fromarray(noise).save(whole)
    cut = tmp_path / "cut.jpg"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    assert hook(whole).exit_code == ExitCode.CLEAN
    assert hook(cut).exit_code == ExitCode.INCOMPLETE


def test_missing_files_and_folders_are_not_let_through(tmp_path, sees_colours):
    for path in (tmp_path / "gone.jpg", tmp_path):
        assert hook(path).exit_code == ExitCode.INCOMPLETE


def test_an_exception_in_the_scanner_is_not_let_through(photos, sees_colours):
    result = hook(photos("a.png", "black"))
    assert result.exit_code == ExitCode.INCOMPLETE
    assert "00882291" not in result.output


def test_a_check_that_never_ends_is_not_let_through_and_not_waited_for(photos):
    code = f"""
import time, phiscan.scanner, phiscan.hooks.files
phiscan.hooks.files.GRACE_S = 0.2
phiscan.scanner.Scanner.examine = lambda self, file, deadline: time.sleep(50)
from phiscan.cli import main
main(["hook", {str(photos("a.png"))!r}, {str(photos("b.png"))!r}, "--timeout", "0.2"])
"""
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert time.monotonic() - start < 30
    assert done.returncode == ExitCode.INCOMPLETE, done.stderr
    assert [json.loads(line)["status"] for line in done.stdout.splitlines()] == ["failed"] * 2
    assert "time limit" in done.stderr


@pytest.mark.slow
def test_the_process_ends_in_order_after_the_real_models_ran(photos, run_phiscan):
    names = [photos(f"{i}.png") for i in range(3)]
    with ThreadPoolExecutor(2) as pool:
        lost, whole = pool.map(
            lambda more: run_phiscan("hook", *names, *more), (["/no/such.jpg"], [])
        )
    assert lost.returncode == ExitCode.INCOMPLETE, lost.stderr
    assert lost.stderr.count(b"\n") == 1, "native code may abort when its thread is cut off"
    assert whole.returncode == ExitCode.CLEAN


def test_standard_input_is_one_photo(photos, sees_colours):
    for colour, code in (("white", ExitCode.CLEAN), ("red", ExitCode.FINDINGS)):
        result = hook("-", stdin=photos("a.png", colour).read_bytes())
        assert result.exit_code == code
        assert json.loads(result.stdout)["source"] == "-"


def test_empty_or_oversized_standard_input_is_not_let_through(photos, sees_colours):
    assert hook("-").exit_code == ExitCode.INCOMPLETE
    white = photos("a.png").read_bytes()
    limit = str(len(white) - 1)
    assert hook("-", "--max-bytes", limit, stdin=white).exit_code == ExitCode.INCOMPLETE
    assert hook("-", "--max-bytes", str(len(white)), stdin=white).exit_code == ExitCode.CLEAN


def test_standard_input_twice_is_wrong_use(photos, sees_colours):
    white = photos("a.png").read_bytes()
    assert hook("-", "-", stdin=white).exit_code == ExitCode.USAGE


def test_a_name_that_identifies_is_masked_in_the_sentence(photos, sees_colours):
    result = hook(photos("MRN 00882291.png"))
    assert result.exit_code == ExitCode.FINDINGS
    assert "00882291" not in result.stderr


def test_a_file_named_like_an_option_is_not_passed_over(photos, sees_colours, monkeypatch):
    clean, telling = photos("a.png"), photos("--caption=b.png", "red")
    monkeypatch.chdir(clean.parent)
    result = hook(telling.name, clean.name)
    assert result.exit_code == ExitCode.USAGE
    assert "./NAME" in result.stderr
    for words in (("./" + telling.name, clean.name), ("--", telling.name, clean.name)):
        assert hook(*words).exit_code == ExitCode.FINDINGS


def test_the_cache_is_never_asked(photos, sees_colours):
    path = photos("a.png")
    hook(path)
    hook(path)
    assert sees_colours.looks == 2


def test_a_missing_model_is_not_let_through(photos, monkeypatch):
    # Loaded before the patch: a module first imported under it would keep the fake for good.
    import phiscan.detectors.faces
    import phiscan.ocr.ppocr
    import phiscan.ocr.tesseract
    import phiscan.rules.tagger  # noqa: F401
    from phiscan.errors import EngineError

    def missing(name, options=None):
        raise EngineError(f"{name} is missing; install with: pip install rapidocr")

    for place in ("phiscan._runtime.open_model", "phiscan._models.find_weights"):
        monkeypatch.setattr(place, missing)
    for name, module in list(sys.modules.items()):
        for call in ("open_model", "find_weights"):
            if name.startswith("phiscan.") and getattr(module, call, None) is not None:
                monkeypatch.setattr(module, call, missing)
    result = hook(photos("a.png"))
    assert result.exit_code == ExitCode.INCOMPLETE
    assert "pip install" in result.stderr


@pytest.mark.parametrize(("name", "code"), [("a.png", 0), ("-", 3)])
def test_a_service_without_standard_input_can_use_it(photos, name, code):
    folder = photos("a.png").parent
    call = f"{sys.executable} -m phiscan hook {name} --reader none --face-finder none <&-"
    done = subprocess.run(["sh", "-c", call], cwd=folder, capture_output=True, check=False)
    assert done.returncode == code, done.stderr


def test_a_telling_caption_stops_a_clean_photo(photos, sees_colours):
    path = photos("a.png")
    assert hook(path, "--caption", "Lunch!").exit_code == ExitCode.CLEAN
    told = hook(path, "--caption", "our patient Maria Lopez, MRN 00882291")
    assert told.exit_code == ExitCode.FINDINGS
    assert "00882291" not in told.output


def test_stopped_photos_get_a_covered_copy(photos, sees_colours, tmp_path):
    clean, telling = photos("a.png"), photos("b.png", "red")
    result = hook(clean, telling, "--safe-copies-to", tmp_path / "covered")
    assert result.exit_code == ExitCode.FINDINGS
    assert [p.name for p in (tmp_path / "covered").iterdir()] == ["b.png"]
    assert "1 covered copy" in result.stderr
    assert result.stderr.count("\n") == 1


def test_what_was_not_examined_is_not_looked_at_again_for_a_copy(photos, sees_colours, tmp_path):
    cut = tmp_path / "cut.png"
    cut.write_bytes(photos("b.png", "red").read_bytes()[:60])
    result = hook(cut, "--safe-copies-to", tmp_path / "covered")
    assert result.exit_code == ExitCode.INCOMPLETE
    assert not (tmp_path / "covered").exists()
    assert "covered copy" not in result.stderr


class TestTusdFileHook:
    def event(self, tmp_path, data: bytes, kind="pre-finish") -> bytes:
        uploads = tmp_path / "uploads"
        uploads.mkdir(exist_ok=True)
        (uploads / "0123").write_bytes(data)
        upload = {
            "ID": "0123", "Size": len(data), "IsPartial": False, "MetaData": {"filename": "a.png"},
            "Storage": {"Type": "filestore", "Path": str(uploads / "0123")},
        }  # fmt: skip
        return json.dumps({"Type": kind, "Event": {"Upload": upload}}).encode()

    def test_a_clean_upload_stays_and_a_telling_one_is_put_away(
        self, photos, sees_colours, tmp_path
    ):
        clean = self.event(tmp_path, photos("a.png").read_bytes())
        result = hook("--protocol", "tusd", "-", stdin=clean)
        assert (result.exit_code, json.loads(result.stdout)) == (ExitCode.CLEAN, {})
        telling = self.event(tmp_path, photos("b.png", "red").read_bytes())
        result = hook("--protocol", "tusd", "-", stdin=telling)
        assert result.exit_code == ExitCode.FINDINGS
        assert json.loads(result.stdout)["HTTPResponse"]["StatusCode"] == 422
        assert (tmp_path / "phiscan-quarantine" / "0123").exists()
        assert not (tmp_path / "uploads" / "0123").exists()

    @pytest.mark.parametrize("event", [b"", b"{", b"[]", b'{"Type": "pre-finish"}'])
    def test_what_is_no_event_is_refused(self, event):
        assert hook("--protocol", "tusd", "-", stdin=event).exit_code == ExitCode.FINDINGS

    def test_a_file_in_place_of_the_event_is_wrong_use(self):
        assert hook("--protocol", "tusd", "a.png").exit_code == ExitCode.USAGE


def entries(record):
    return [json.loads(text) for _, text, _ in read_entries(record)]


def test_the_record_says_what_was_let_through_and_by_whom(photos, sees_colours, tmp_path):
    record = tmp_path / "audit.db"
    hook(photos("a.png"), photos("b.png", "red"), "--audit", record)
    first, second = entries(record)
    assert (first["verdict"], second["verdict"]) == ("allow", "block")
    assert first["who"] == getpass.getuser()
    assert second["override"] is None


def test_a_person_may_let_findings_through_and_the_record_says_why(photos, sees_colours, tmp_path):
    record = tmp_path / "audit.db"
    result = hook(photos("a.png", "red"), "--audit", record, "--override", "a drawing")
    assert result.exit_code == ExitCode.CLEAN
    assert "on your word" in result.stderr
    assert result.stderr.count("\n") == 1
    (entry,) = entries(record)
    assert (entry["verdict"], entry["override"], entry["why"]) == ("block", "allow", "a drawing")


def test_nobody_can_let_through_what_was_not_examined(photos, sees_colours, tmp_path):
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no photo")
    record = tmp_path / "audit.db"
    both = hook(photos("a.png", "red"), broken, "--audit", record, "--override", "a drawing")
    assert both.exit_code == ExitCode.INCOMPLETE
    assert [e["override"] for e in entries(record)] == [None, None]


@pytest.mark.parametrize("why", [None, " ", "Maria Gonzalez, MRN 00882291, agreed"])
def test_an_override_needs_a_record_and_a_reason_without_names(photos, sees_colours, why, tmp_path):
    with_record = [] if why is None else ["--audit", tmp_path / "audit.db"]
    result = hook(photos("a.png", "red"), *with_record, "--override", why or "a drawing")
    assert result.exit_code == ExitCode.USAGE
    assert "Gonzalez" not in result.output


def test_what_cannot_be_recorded_is_not_let_through(photos, sees_colours, tmp_path):
    record = tmp_path / "audit.db"
    hook(photos("a.png"), "--audit", record)
    with sqlite3.connect(record) as base:
        base.execute("DROP TABLE entries")
        base.execute("CREATE TABLE entries (number INTEGER)")
    assert hook(photos("a.png"), "--audit", record).exit_code == ExitCode.USAGE
