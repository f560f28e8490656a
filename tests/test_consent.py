"""Who may be shown where and until when; a face that is not surely theirs stays covered."""

import json
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import cv2
import numpy as np
import pytest
from click.testing import CliRunner

from phiscan._deadline import Deadline
from phiscan.audit import AuditLog, read_entries
from phiscan.batch import scan_photo
from phiscan.cache import ScanCache
from phiscan.cli import main
from phiscan.consent import encoder, matching, vault
from phiscan.consent.consents import ENCODING_SIZE, Consent, Likeness, Register, judge
from phiscan.errors import ExitCode, UsageError
from phiscan.hooks.gate import Gate, Upload
from phiscan.load import load
from phiscan.options import ScanOptions
from phiscan.policy import CLINIC_POLICY, Context, decide, load_policy
from phiscan.redactor import redact
from phiscan.scanner import Scanner
from phiscan.types import Action, Category, Finding, Photo, ScanResult, Status

TODAY = date(2026, 5, 4)
DAY = timedelta(days=1)
DATA = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "face"
ANNA, OTHER = DATA / "5e8cdb68ba.jpg", DATA / "61dddc8f0e.jpg"
"""Two photos of one stranger each, 416 px square; the names are ours."""
needs_encoder = pytest.mark.skipif(
    not encoder.is_available(), reason="needs face_recognition: pip install 'phiscan[faces]'"
)
needs_photos = pytest.mark.skipif(not ANNA.is_file(), reason="needs ../shared/data")
SQUARE = ((10.0, 10.0), (74.0, 10.0), (74.0, 90.0), (10.0, 90.0))
FACE = Finding(Category.FACE, 0.9, "A face: it identifies.", "faces/centerface", SQUARE)
QUICK = ScanOptions(reader="none", only=("face",), threads=1)


def consent(id_="c-1", person="p-1", **changes):
    given = {"uses": ("website",), "valid_from": TODAY, "until": TODAY + 9 * DAY, **changes}
    return Consent(id_, person, form="binder 3", **given)


def encoding(value=0.0):
    return np.full(ENCODING_SIZE, value)


def register_of(*consents, value=0.0):
    register = Register()
    for one in consents:
        register = register.with_consent(one, encoding(value)[None])
    return register


# -- when a consent holds --------------------


@pytest.mark.parametrize(
    ("given", "use", "today", "said"),
    [
        ({}, "website", TODAY, None),
        ({}, "website", TODAY + 9 * DAY, None),  # the last day counts
        ({}, "website", TODAY + 10 * DAY, "ended on 2026-05-13"),
        ({}, "website", TODAY - DAY, "does not begin before 2026-05-04"),
        ({}, "poster", TODAY, "is for website only, not for this use"),
        ({"revoked": TODAY}, "website", TODAY, "was revoked on 2026-05-04"),
        ({"revoked": TODAY + DAY}, "website", TODAY, "was revoked"),  # whatever the clock says
    ],
)
def test_a_consent_holds_for_its_uses_on_its_days_unless_revoked(given, use, today, said):
    why = consent(**given).why_not(use, today)
    assert (why is None) if said is None else said in why


@pytest.mark.parametrize(
    "given",
    [{"id_": "Maria Lopez"}, {"person": ""}, {"uses": ()}, {"uses": ("web site",)},
     {"until": TODAY - DAY}],
)  # fmt: skip
def test_a_consent_that_makes_no_sense_is_refused(given):
    with pytest.raises(UsageError):
        consent(**given)


def decided(likeness, *, use="website", standing_use=None, today=TODAY, finding=FACE, **more):
    context = Context(use=use, standing_use=standing_use, today=today,
                      likenesses={finding.id: likeness}, **more)  # fmt: skip
    return decide([finding], context).findings[0]


def test_a_face_with_a_valid_consent_is_let_through_and_names_the_consent_alone():
    found = decided(Likeness(((consent(),),)))
    assert found.action is Action.ALLOW
    assert found.reason == "A face: it identifies. Shown with consent c-1."
    assert found.id == FACE.id
    assert found.is_released


@pytest.mark.parametrize(
    ("likeness", "said"),
    [
        (Likeness(), "No consent in the register is for this face"),
        (Likeness(problem="it is less than 48 pixels high"), "less than 48 pixels"),
        (Likeness(((consent(revoked=TODAY),),)), "c-1 was revoked"),
        (Likeness(((consent(),), (consent("c-2", "p-2", revoked=TODAY),))), "c-2 was revoked"),
        (Likeness(((consent(),), ())), "No consent"),
    ],
)
def test_every_other_face_stays_stopped_and_says_why(likeness, said):
    found = decided(likeness)
    assert found.action is Action.BLOCK
    assert said in found.reason
    assert not found.is_released


def test_one_valid_consent_of_a_person_is_enough_whatever_became_of_the_others():
    old = consent("c-0", until=TODAY, valid_from=TODAY - 9 * DAY)
    assert decided(Likeness(((old, consent()),)), today=TODAY + DAY).action is Action.ALLOW


def test_without_a_use_nothing_is_let_through():
    assert "no use was said" in decided(Likeness(((consent(),),)), use=None).reason


def test_a_use_from_outside_must_be_consented_to_as_well_and_is_never_repeated():
    known = Likeness(((consent(),),))
    found = decided(known, use="Maria Lopez' wall", standing_use="website")
    assert found.action is Action.BLOCK
    assert "Maria" not in found.reason
    both = Likeness(((consent(uses=("website", "poster")),),))
    assert decided(both, use=" Poster", standing_use="website").action is Action.ALLOW


def test_only_faces_are_let_through_and_an_override_stands():
    name = replace(FACE, category=Category.PERSON_NAME)
    assert decided(Likeness(((consent(),),)), finding=name).action is Action.BLOCK
    kept = decided(Likeness(((consent(),),)), overrides={FACE.id: Action.BLOCK})
    assert kept.action is Action.BLOCK


def test_the_audit_says_which_consent_let_a_photo_through(tmp_path):
    found = decided(Likeness(((consent(),),)))
    result = ScanResult("a.jpg", Status.COMPLETE, Action.ALLOW, (found,))
    AuditLog(tmp_path / "a", who="serve").record(result, door="api", policy=CLINIC_POLICY)
    ((_, entry, _),) = read_entries(tmp_path / "a")
    assert json.loads(entry)["released"] == ["Shown with consent c-1."]


def test_a_policy_that_reviews_faces_still_reviews_one_without_consent(tmp_path):
    path = tmp_path / "p.toml"
    path.write_text('[actions]\nface = "review"\n')
    context = Context(use="website", today=TODAY, likenesses={FACE.id: Likeness()})
    assert decide([FACE], context, load_policy(path)).verdict is Action.REVIEW


def test_judging_nobody_for_nothing_lets_nothing_through():
    assert judge(Likeness(), (), TODAY)[0] is False


# -- the register --------------------


def test_a_register_tells_people_by_distance():
    register = register_of(consent())
    near = 0.45 / ENCODING_SIZE**0.5
    assert register.people_like(encoding(near * 0.99)) == {"p-1"}
    assert not register.people_like(encoding(near * 1.01))
    assert not Register().people_like(encoding())


def test_a_further_consent_needs_no_photo_and_an_unknown_person_does():
    none = np.zeros((0, ENCODING_SIZE))
    grown = register_of(consent()).with_consent(consent("c-2"), none)
    assert len(grown.of_person("p-1")) == 2
    for wrong in (consent("c-3", "p-9"), consent("c-1")):
        with pytest.raises(UsageError):
            grown.with_consent(wrong, none)


@pytest.mark.parametrize("name", ["c-1", "p-1"])
def test_revoking_keeps_the_face_and_forgetting_does_not(name):
    register = register_of(consent())
    assert register.without(name, TODAY).consents[0].revoked == TODAY
    assert register.without(name, TODAY).people
    forgotten = register.without(name, TODAY, forget=True)
    assert not forgotten.people
    assert not forgotten.consents
    with pytest.raises(UsageError, match="no consent or person"):
        register.without("c-9", TODAY)


# -- the vault --------------------


@pytest.fixture
def key():
    pytest.importorskip("cryptography", reason="needs phiscan[faces]")
    return vault.new_key()


def test_a_register_comes_back_as_it_was_and_says_nothing_on_disk(tmp_path, key):
    path = tmp_path / "r"
    register = register_of(consent(revoked=TODAY), consent("c-2", "p-2"), value=0.25)
    vault.save_register(path, register, key)
    back = vault.load_register(path, key)
    assert back.consents == register.consents
    assert [c.form for c in back.consents] == ["binder 3"] * 2
    assert all((back.people[p] == register.people[p]).all() for p in register.people)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for secret in (b"p-1", b"binder", b"website", b"0.25"):
        assert secret not in path.read_bytes()
    assert "0.25" not in repr(register)
    assert "binder" not in repr(register)


def test_a_wrong_key_a_changed_file_and_a_missing_one_do_not_open(tmp_path, key):
    path = tmp_path / "r"
    vault.save_register(path, register_of(consent()), key)
    with pytest.raises(UsageError, match="does not open"):
        vault.load_register(path, vault.new_key())
    with pytest.raises(UsageError, match="none that phiscan consent key made"):
        vault.load_register(path, b"a password of ours")
    data = bytearray(path.read_bytes())
    data[40] ^= 1
    for broken in (bytes(data), data[:-9], b""):
        path.write_bytes(broken)
        with pytest.raises(UsageError, match="does not open"):
            vault.load_register(path, key)
    with pytest.raises(UsageError, match="cannot be read"):
        vault.load_register(tmp_path / "none", key)


def test_of_two_changes_at_once_neither_is_lost(tmp_path, key):
    path = tmp_path / "r"

    def add(number):
        one = consent(f"c-{number}", f"p-{number}")
        vault.change_register(path, key, lambda known: known.with_consent(one, encoding()[None]))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(16)))
    assert len(vault.load_register(path, key).consents) == 16


def test_what_another_version_wrote_is_refused(tmp_path, key):
    path = tmp_path / "r"
    path.write_bytes(vault._fernet(key).encrypt(b'{"schema": "phiscan-consent/9"}'))
    with pytest.raises(UsageError, match="another version"):
        vault.load_register(path, key)


@pytest.mark.parametrize("given", [None, "", "short"])
def test_no_key_and_a_guessable_one_are_refused(given, monkeypatch, tmp_path):
    if given is not None:
        monkeypatch.setenv(vault.KEY, given)
    with pytest.raises(UsageError, match="key"):
        vault.read_key(None)
    with pytest.raises(UsageError, match="cannot be read"):
        vault.read_key(tmp_path / "none")


def test_a_register_without_its_engine_is_wrong_use_with_the_install_line(
    monkeypatch, sees_colours, photos
):
    monkeypatch.setattr(encoder, "MODULES", ("no_such_module",))
    result = CliRunner().invoke(main, ["scan", str(photos("a.png")), "--consent", "r"])
    assert result.exit_code == ExitCode.USAGE
    assert "pip install 'phiscan[faces]'" in result.output


def test_without_cryptography_the_install_line_is_said(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "cryptography.fernet", None)
    for call in (vault.new_key, lambda: vault.load_register(tmp_path / "r", b"k" * 44)):
        with pytest.raises(UsageError, match="pip install 'phiscan"):
            call()


# -- comparing: which pixels, which faces --------------------


@pytest.fixture
def by_brightness(monkeypatch):
    """Encode a face as its mean brightness: what is compared shows without an engine."""
    monkeypatch.setattr(matching, "open_encoder", lambda: lambda p, _: encoding(p.mean() / 255))
    monkeypatch.setattr(matching, "hides_another", lambda *_: False)


class Pages:
    """A file of pages that were decoded already."""

    def __init__(self, *pages):
        self.pages = pages

    def iter_pages(self, deadline=None):
        yield from self.pages


def page(level=0, number=1, views=()):
    flat = [np.full((100, 100, 3), value, np.uint8) for value in (level, *views)]
    return Photo(flat[0], page=number, views=tuple(flat[1:]))


def compared(file, *faces, deadline=None):
    told = matching.compare_faces(
        file, faces, register_of(consent()), ScanOptions(), deadline or Deadline()
    )
    return [told[f.id] for f in faces]


def test_a_file_without_faces_opens_no_engine():
    assert matching.compare_faces(Pages(), [], register_of(consent()), QUICK, Deadline()) == {}


def test_each_page_is_compared_by_itself(by_brightness):
    file = Pages(page(0), page(255, number=2))
    first, second = compared(file, FACE, replace(FACE, page=2))
    assert [c.id for person in first.people for c in person] == ["c-1"]
    assert second == Likeness()


def test_a_stranger_behind_transparency_is_not_let_through(by_brightness):
    (likeness,) = compared(Pages(page(0, views=(255,))), FACE)
    assert not likeness.people


def test_a_face_below_48_pixels_is_not_compared(by_brightness):
    low = replace(FACE, polygon=((0.0, 0.0), (60.0, 0.0), (60.0, 47.0), (0.0, 47.0)))
    turned = replace(FACE, polygon=((60.0, 0.0), (60.0, 47.0), (0.0, 47.0), (0.0, 0.0)))
    one, other = compared(Pages(page(0)), low, turned)
    assert "48 pixels" in one.problem
    assert other.problem is None  # 60 px high along its own up


def test_out_of_time_or_a_lost_page_means_not_compared(by_brightness):
    late = Deadline(1e-9)
    for file, deadline in ((Pages(page(0)), late), (Pages(), None)):
        (likeness,) = compared(file, FACE, deadline=deadline)
        assert "could not be looked at again" in likeness.problem


def test_a_face_over_which_another_lies_is_not_let_through(by_brightness, monkeypatch):
    monkeypatch.setattr(matching, "hides_another", lambda *_: True)
    (likeness,) = compared(Pages(page(0)), FACE)
    assert "another face" in likeness.problem


# -- real faces --------------------


@pytest.fixture(scope="module")
def enrolled(tmp_path_factory):
    """A register that knows Anna, made by the command; returns its path and its key's."""
    folder = tmp_path_factory.mktemp("consent")
    path, secret = folder / "register", folder / "key"
    assert run("consent", "key", secret).exit_code == 0
    made = run(
        "consent",
        "add",
        ANNA,
        "--register",
        path,
        "--key-file",
        secret,
        "--person",
        "p-17",
        "--use",
        "website, poster",
        "--until",
        date.today() + DAY,
        "--form",
        "binder 3",
    )
    assert made.exit_code == 0, made.output
    return path, secret


def run(*args):
    return CliRunner().invoke(main, [str(arg) for arg in args])


def scanner_with(enrolled, **more):
    path, secret = enrolled
    return Scanner(replace(QUICK, consent=str(path), consent_key_file=str(secret), **more))


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """Anna, a little darker and smaller than in the register, beside somebody else; a PNG."""
    path = tmp_path_factory.mktemp("both") / "both.png"
    left, right = cv2.imread(str(ANNA)), cv2.imread(str(OTHER))
    pair = np.hstack([(left * 0.8).astype(np.uint8), np.zeros((416, 160, 3), np.uint8), right])
    cv2.imwrite(str(path), pair)
    return path


def sides(result):
    """Return the actions of the faces, from left to right."""
    faces = [f for f in result.findings if f.category is Category.FACE]
    return [str(f.action) for f in sorted(faces, key=lambda f: f.box)]


@needs_encoder
@needs_photos
def test_only_the_consented_face_is_let_through_and_only_it_stays_visible(enrolled, both):
    scanner = scanner_with(enrolled, use="website")
    result = scanner.scan(both)
    assert sides(result) == ["allow", "block"]
    assert result.verdict is Action.BLOCK
    copy = redact(both.read_bytes(), scanner=scanner)
    assert copy.verified, copy.reason
    before = cv2.imread(str(both))
    after = cv2.imdecode(np.frombuffer(copy.image, np.uint8), cv2.IMREAD_COLOR)
    assert (after[:, :416] == before[:, :416]).all()
    x0, y0, x1, y1 = max(result.findings, key=lambda f: f.box).box
    assert not after[y0:y1, x0:x1].any()


@needs_encoder
@needs_photos
def test_a_cached_photo_is_compared_anew_and_a_revocation_counts_at_once(enrolled, both, tmp_path):
    register = tmp_path / "r"
    register.write_bytes(enrolled[0].read_bytes())
    scanner = scanner_with((register, enrolled[1]), use="website")
    with ScanCache(tmp_path / "seen", "own") as cache:
        looks = [scan_photo(scanner, both, "both.png", cache) for _ in range(2)]
        assert [sides(r) for r in looks] == [["allow", "block"]] * 2
        assert "faces" not in looks[1].timings_s or cache.problem is None
        assert run("consent", "revoke", "p-17", "--register", register,
                   "--key-file", enrolled[1]).exit_code == 0  # fmt: skip
        revoked = scan_photo(scanner, both, "both.png", cache)
        assert sides(revoked) == ["block", "block"]
        assert "was revoked" in " ".join(f.reason for f in revoked.findings)
        register.write_bytes(b"broken")
        broken = scan_photo(scanner, both, "both.png", cache)
    assert sides(broken) == ["block", "block"]
    assert any("does not open" in note for note in broken.notes)


@needs_encoder
@needs_photos
def test_a_server_takes_the_use_from_the_upload(enrolled):
    with Gate(scanner=scanner_with(enrolled), deadline_s=60) as gate:
        verdicts = [gate.scan(Upload(ANNA, "a.jpg", use=use)).verdict for use in ("poster", None)]
    assert verdicts == [Action.ALLOW, Action.BLOCK]


@needs_encoder
@needs_photos
def test_a_face_is_known_upright_from_any_turn(enrolled):
    turned = cv2.rotate(cv2.imread(str(ANNA)), cv2.ROTATE_90_CLOCKWISE)
    result = scanner_with(enrolled, use="website").scan(turned, order="bgr")
    assert sides(result) == ["allow"]


@needs_encoder
@needs_photos
def test_a_second_face_over_the_first_is_noticed(enrolled, both):
    anna = cv2.imread(str(ANNA))[..., ::-1].copy()
    (face,) = Scanner(QUICK).scan(anna).findings
    assert not matching.hides_another(anna, face.polygon, QUICK)
    x0, _, _, y1 = face.box
    small = cv2.resize(cv2.imread(str(OTHER))[..., ::-1], (90, 90))
    anna[y1 - 90 : y1, x0 : x0 + 90] = small
    assert matching.hides_another(anna, face.polygon, QUICK)


@needs_encoder
@needs_photos
def test_the_command_keeps_names_and_bad_photos_out(enrolled, both, tmp_path):
    path, secret = enrolled
    given = ("--register", path, "--key-file", secret, "--use", "website", "--form", "x",
             "--until", date.today())  # fmt: skip
    before = path.read_bytes()
    for args, said in (
        ((ANNA, "--person", "Maria Lopez"), "identifier"),
        ((both,), "2 faces"),
        ((OTHER, "--person", "p-17"), "one and the same person"),
        ((), "give a photo"),
        ((ANNA, "--from", "2099-01-01"), "until"),
    ):
        result = run("consent", "add", *args, *given)
        assert result.exit_code == ExitCode.USAGE, result.output
        assert said in result.output
        assert "Maria" not in result.output
    assert path.read_bytes() == before
    listed = run("consent", "list", "--register", path, "--key-file", secret)
    assert "p-17  website,poster" in listed.output
    assert "binder 3" in listed.output
    assert run("consent", "key", secret).exit_code == ExitCode.USAGE


@needs_encoder
@needs_photos
def test_a_person_enrolled_twice_is_pointed_out(enrolled, tmp_path):
    register = tmp_path / "r"
    register.write_bytes(enrolled[0].read_bytes())
    result = run("consent", "add", ANNA, "--register", register, "--key-file", enrolled[1],
                 "--use", "website", "--form", "x", "--until", date.today())  # fmt: skip
    assert result.exit_code == 0
    assert "also like p-17" in result.output


@needs_encoder
@needs_photos
def test_a_face_is_encoded_without_importing_the_package_and_its_other_landmarks():
    code = (
        "import sys\n"
        "from phiscan.consent.encoder import open_encoder\n"
        "open_encoder()\n"
        "print('face_recognition' in sys.modules, 'face_recognition_models' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "False"]
    assert matching.encode_person(load(ANNA, QUICK), QUICK).shape == (ENCODING_SIZE,)
