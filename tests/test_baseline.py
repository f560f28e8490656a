"""Reviewed findings: let through while nothing changed and the review lasts, else never."""

import json
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from phiscan.baseline import (
    Baseline,
    load_baseline,
    review_findings,
    save_baseline,
)
from phiscan.cli import main
from phiscan.errors import ExitCode, UsageError
from phiscan.options import ScanOptions
from phiscan.policy import Context, decide
from phiscan.types import Action, Category, Finding, Status

KEY = b"k" * 32
TODAY = date(2026, 5, 4)
FILE = SimpleNamespace(content_hash="ab" * 32)


def mrn(x=16.0, **changes):
    corners = ((x, 16.0), (x + 48, 16.0), (x + 48, 32.0), (x, 32.0))
    given = {"polygon": corners, "text": "00882291", "action": Action.BLOCK, **changes}
    return Finding(Category.MRN, 0.9, "a label stands before it", "rules.mrn", **given)


def filename(name):
    reason = "The file's name seems to hold a name."
    return Finding(Category.FILENAME, 0.8, reason, "filename", text=name, action=Action.REVIEW)


def baseline_of(*findings, until=TODAY, reviewer="jk", reason="a poster"):
    reviews = review_findings(
        FILE.content_hash, findings, KEY, until=until, reviewer=reviewer, reason=reason
    )
    return Baseline(key=KEY).with_reviews(reviews)


def decided(baseline, finding, *, today=TODAY, file=FILE, status=Status.COMPLETE):
    reviews = baseline.reviews_of(file, [finding])
    decision = decide([finding], Context(status, today=today, reviews=reviews))
    return decision.findings[0], decision.verdict


# -- what a review lets through --------------------


def test_an_empty_baseline_lets_nothing_through():
    assert decided(Baseline(key=KEY), mrn())[1] is Action.BLOCK


def test_a_reviewed_finding_is_let_through_up_to_its_last_day_and_says_so():
    found, verdict = decided(baseline_of(mrn()), mrn())
    assert (found.action, verdict) == (Action.ALLOW, Action.ALLOW)
    assert found.reason.endswith("Reviewed by jk until 2026-05-04.")
    assert found.id == mrn().id


def test_a_review_that_has_ended_counts_again_and_says_so():
    found, verdict = decided(baseline_of(mrn()), mrn(), today=TODAY + timedelta(days=1))
    assert verdict is Action.BLOCK
    assert "ended on 2026-05-04" in found.reason


@pytest.mark.parametrize(
    "other",
    [mrn(x=48.0), mrn(page=2), Finding(Category.SSN, 0.9, "w", "rules.ssn", mrn().polygon)],
    ids=["moved", "on another page", "of another category"],
)
def test_anything_new_or_moved_counts(other):
    assert decided(baseline_of(mrn()), other)[1] is Action.BLOCK


def test_a_file_changed_in_one_byte_has_no_reviews():
    other = SimpleNamespace(content_hash="ac" * 32)
    assert decided(baseline_of(mrn()), mrn(), file=other)[1] is Action.BLOCK


@pytest.mark.parametrize("off", [-4.0, -1.0, 0.0, 3.0, 4.0])
@pytest.mark.parametrize("x", [16.0, 22.0, 23.0, 24.0, 25.0])
def test_another_processors_few_pixels_do_no_harm(x, off):
    assert decided(baseline_of(mrn(x)), mrn(x + off))[1] is Action.ALLOW


def test_what_was_not_examined_stays_stopped():
    assert decided(baseline_of(mrn()), mrn(), status=Status.INCOMPLETE)[1] is Action.REVIEW
    assert decided(baseline_of(mrn()), mrn(), status=Status.FAILED)[1] is Action.BLOCK


def test_a_review_of_a_files_name_is_for_that_name():
    baseline = baseline_of(filename("anna_park.jpg"))
    assert decided(baseline, filename("anna_park.jpg"))[1] is Action.ALLOW
    assert decided(baseline, filename("maria_lopez.jpg"))[1] is Action.REVIEW


def test_a_caption_is_never_reviewed():
    caption = Finding(Category.PERSON_NAME, 0.9, "in the caption: a name", "caption",
                      action=Action.BLOCK, text="Maria Lopez")  # fmt: skip
    assert not baseline_of(caption).reviews


def test_what_a_consent_or_the_policy_lets_through_is_not_reviewed():
    allowed = mrn(action=Action.ALLOW)
    by_consent = mrn().with_action(Action.ALLOW, "Shown with consent c-1.")
    assert not baseline_of(allowed, by_consent).reviews


@pytest.mark.parametrize("reviewer", ["Maria Lopez", "j.kent@clinic.example", "x" * 40])
def test_a_reviewers_name_stays_out_of_results(reviewer):
    found, _ = decided(baseline_of(mrn(), reviewer=reviewer), mrn())
    assert reviewer not in found.reason
    assert "Reviewed by a person" in found.reason


# -- the file --------------------


def test_the_file_has_a_sorted_line_a_finding_and_neither_text_nor_hash_of_the_content(tmp_path):
    path = tmp_path / "reviewed.jsonl"
    save_baseline(path, baseline_of(mrn(), mrn(96.0), filename("anna_park.jpg")))
    head, *lines = path.read_text().splitlines()
    names = [json.loads(line)["finding"] for line in lines]
    assert len(names) == 3
    assert names == sorted(names)
    assert json.loads(head)["schema"] == "phiscan-baseline/1"
    for secret in ("00882291", "anna", FILE.content_hash):
        assert secret not in path.read_text()
    assert load_baseline(path, KEY).reviews == baseline_of(
        mrn(), mrn(96.0), filename("anna_park.jpg")
    ).reviews  # fmt: skip


def test_a_second_review_of_a_finding_replaces_the_first():
    later = TODAY + timedelta(days=99)
    both = baseline_of(mrn()).with_reviews(baseline_of(mrn(), until=later).reviews.values())
    assert [r.until for r in both.reviews.values()] == [later]


def test_pruning_takes_out_what_has_ended():
    baseline = baseline_of(mrn())
    assert baseline.pruned(TODAY).reviews
    assert not baseline.pruned(TODAY + timedelta(days=1)).reviews


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.replace("2026-05-04", "2036-05-04"), "changed by hand"),
        (lambda text: text.replace("a poster", "nothing"), "changed by hand"),
        (lambda text: text + "[" * 100_000, "line 3 of the baseline cannot be read"),
        (lambda text: text[:-20], "cannot be read"),
        (lambda text: text.replace("phiscan-baseline/1", "other/1"), "no baseline"),
        (lambda text: "", "cannot be read"),
    ],
)
def test_a_damaged_or_altered_baseline_is_an_error(tmp_path, change, said):
    path = tmp_path / "reviewed.jsonl"
    save_baseline(path, baseline_of(mrn()))
    path.write_text(change(path.read_text()))
    with pytest.raises(UsageError, match=said):
        load_baseline(path, KEY)


def test_an_old_line_put_back_changes_nothing(tmp_path):
    path = tmp_path / "reviewed.jsonl"
    save_baseline(path, baseline_of(mrn(), until=TODAY + timedelta(days=900)))
    old = path.read_text().splitlines()[1]
    save_baseline(path, baseline_of(mrn()))
    for lines in ([path.read_text().splitlines()[1], old], [old, path.read_text().splitlines()[1]]):
        path.write_text("\n".join([path.read_text().splitlines()[0], *lines]) + "\n")
        (review,) = load_baseline(path, KEY).reviews.values()
        assert review.until == TODAY


def test_another_key_is_an_error(tmp_path):
    save_baseline(tmp_path / "b", baseline_of(mrn()))
    with pytest.raises(UsageError, match="another key"):
        load_baseline(tmp_path / "b", b"o" * 32)


# -- the command --------------------


def run(*args):
    return CliRunner().invoke(main, [str(arg) for arg in args])


@pytest.fixture
def reviewed(sees_colours, photos, tmp_path):
    """A folder with one photo that holds a record number, reviewed from the command line."""
    photo = photos("wall/red.png", "red")
    path = tmp_path / "reviewed.jsonl"
    until = date.today() + timedelta(days=30)
    result = run("baseline", "add", photo.parent, "--baseline", path, "--reviewer", "jk",
                 "--reason", "a poster", "--until", until, "--quiet")  # fmt: skip
    assert result.exit_code == 0, result.output
    return photo, path


@pytest.mark.parametrize("command", ["scan", "hook"])
def test_the_commands_let_reviewed_photos_through_and_stop_others(reviewed, photos, command):
    photo, path = reviewed
    assert run(command, photo).exit_code == ExitCode.FINDINGS
    assert run(command, photo, "--baseline", path).exit_code == ExitCode.CLEAN
    other = photos("wall/new.png", "orange")
    assert run(command, other, "--baseline", path).exit_code == ExitCode.FINDINGS


def test_a_photo_that_breaks_is_not_reviewed_and_the_others_are(sees_colours, photos, tmp_path):
    photos("wall/red.png", "red")
    photos("wall/black.png", "black")
    path = tmp_path / "b"
    result = run("baseline", "add", tmp_path / "wall", "--baseline", path, "--reviewer", "jk",
                 "--reason", "x", "--until", date.today(), "--quiet")  # fmt: skip
    assert result.exit_code == ExitCode.INCOMPLETE
    assert len(path.read_text().splitlines()) == 2
    black = tmp_path / "wall/black.png"
    assert run("scan", black, "--baseline", path).exit_code == ExitCode.INCOMPLETE


def test_list_and_prune(reviewed):
    _, path = reviewed
    listed = run("baseline", "list", "--baseline", path)
    assert "mrn" in listed.output
    assert "jk  a poster" in listed.output
    assert run("baseline", "prune", "--baseline", path).output.startswith("0 of 1")


@pytest.mark.parametrize(
    "args",
    [
        ["--reason", "x", "--reviewer", "jk", "--until", "2020-01-01"],
        ["--reason", " ", "--reviewer", "jk", "--until", "2099-01-01"],
        ["--reason", "x", "--until", "2099-01-01"],
        ["--reason", "MRN: 00882291", "--reviewer", "jk", "--until", "2099-01-01"],
        ["--reason", "x", "--reviewer", "jk", "--until", "soon"],
    ],
)
def test_wrong_use_writes_nothing(sees_colours, photos, tmp_path, args):
    path = tmp_path / "b"
    result = run("baseline", "add", photos("a.png"), "--baseline", path, *args)
    assert result.exit_code == ExitCode.USAGE
    assert not path.exists()


def test_a_baseline_that_is_missing_is_wrong_use(sees_colours, photos, tmp_path):
    result = run("scan", photos("a.png"), "--baseline", tmp_path / "none")
    assert result.exit_code == ExitCode.USAGE
    assert "cannot be read" in result.output


def test_a_baseline_that_breaks_while_a_scanner_runs_lets_nothing_through(reviewed, colour_scanner):
    photo, path = reviewed
    scanner = colour_scanner(ScanOptions(baseline=str(path)))
    assert scanner.scan(photo).verdict is Action.ALLOW
    path.write_text("broken")
    result = scanner.scan(photo)
    assert result.verdict is Action.BLOCK
    assert any("baseline was not used" in note for note in result.notes)
