import pytest

from phiscan.errors import UsageError
from phiscan.policy import CLINIC_POLICY, TAGS, Context, decide, load_policy
from phiscan.types import Action, Category, Finding, Role, Status

SQUARE = ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0))
NOT_IN_PIXELS = {
    Category.GPS_LOCATION, Category.CAPTURE_TIME, Category.DEVICE_METADATA,
    Category.PERSON_METADATA, Category.EMBEDDED_PREVIEW, Category.TRAILING_DATA,
    Category.FILENAME,
}  # fmt: skip
WANTED = {
    "block": """person_name mrn date_of_birth age_over_89 ssn address health_plan_id
        account_number license_number device_id vehicle_id ip_address other_id denied_term
        lab_result wristband radiograph medical_imaging face id_card""",
    "review": """date phone email url unread_text barcode signature gps_location person_metadata
        embedded_preview trailing_data filename""",
    "allow": "screen capture_time device_metadata",
}


def finding(category, **changes):
    polygon = None if category in NOT_IN_PIXELS else SQUARE
    return Finding(Category(category), 0.9, "why", "test", polygon=polygon, **changes)


def test_nothing_found_is_allowed():
    decision = decide([])
    assert decision.verdict is Action.ALLOW
    assert decision.caused_by == ()


@pytest.mark.parametrize(
    ("category", "action"),
    [(c, action) for action, names in WANTED.items() for c in names.split()],
)
def test_default_action_of_each_category_by_itself(category, action):
    decision = decide([finding(category)])
    assert decision.verdict == action
    assert decision.findings[0].action == action


def test_every_category_is_listed():
    listed = {Category(c) for names in WANTED.values() for c in names.split()}
    assert listed == set(Category) == set(CLINIC_POLICY.actions)


@pytest.mark.parametrize("category", ["date", "phone", "email", "url", "signature", "unread_text"])
def test_medical_context_turns_review_into_block(category):
    assert decide([finding(category, tags=frozenset({"medical"}))]).verdict is Action.BLOCK
    assert decide([finding(category), finding("mrn")]).findings[0].action is Action.BLOCK
    other_page = [finding(category, page=2), finding("mrn")]
    assert decide(other_page).findings[0].action is Action.REVIEW


def test_metadata_is_not_on_a_medical_page():
    assert decide([finding("gps_location"), finding("mrn")]).findings[0].action is Action.REVIEW


def test_clinician_goes_to_review():
    assert decide([finding("person_name", role=Role.CLINICIAN)]).verdict is Action.REVIEW


@pytest.mark.parametrize(
    ("tag", "action"),
    [
        ("identifying", "block"),
        ("retail", "allow"),
        ("public", "allow"),
        ("undecoded", "review"),
        ("opaque", "review"),
    ],
)
def test_a_code_is_judged_by_what_it_holds(tag, action):
    assert decide([finding("barcode", tags=frozenset({tag}))]).verdict == action


def test_retail_code_on_a_medical_page_still_blocks():
    findings = [finding("barcode", tags=frozenset({"retail"})), finding("mrn")]
    assert decide(findings).findings[0].action is Action.BLOCK


@pytest.mark.parametrize(
    ("status", "verdict"),
    [(Status.COMPLETE, "allow"), (Status.INCOMPLETE, "review"), (Status.FAILED, "block")],
)
def test_what_was_not_examined_is_not_clean(status, verdict):
    assert decide([], Context(status=status)).verdict == verdict


def test_caused_by_names_the_findings_of_the_verdict_only():
    findings = [finding("mrn"), finding("date", page=2), finding("screen")]
    decision = decide(findings)
    assert decision.caused_by == (findings[0].id,)


def test_a_thumbnail_of_the_same_picture_is_allowed_and_another_picture_reviewed():
    same = finding("embedded_preview", tags=frozenset({"matches_photo"}))
    assert decide([same]).verdict is Action.ALLOW
    assert decide([finding("embedded_preview")]).verdict is Action.REVIEW


def test_override_by_a_person_counts():
    found = finding("face")
    context = Context(overrides={found.id: Action.ALLOW})
    assert decide([found], context).verdict is Action.ALLOW


def test_policy_file_changes_what_it_names_and_keeps_the_rest(tmp_path):
    path = tmp_path / "p.toml"
    path.write_text(
        'name = "wall"\n[actions]\nface = "allow"\n'
        '[[rules]]\ncategory = "date"\nmin_score = 0.95\naction = "block"\n'
    )
    policy = load_policy(path)
    assert decide([finding("face")], policy=policy).verdict is Action.ALLOW
    assert decide([finding("date")], policy=policy).verdict is Action.REVIEW
    assert decide([finding("mrn")], policy=policy).verdict is Action.BLOCK


def test_policy_default_covers_what_it_does_not_name(tmp_path):
    path = tmp_path / "p.toml"
    path.write_text('default = "allow"\n[actions]\nmrn = "block"\n')
    policy = load_policy(path)
    assert decide([finding("face")], policy=policy).verdict is Action.ALLOW
    assert decide([finding("mrn")], policy=policy).verdict is Action.BLOCK


@pytest.mark.parametrize(
    "text",
    [
        "not toml [",
        'dafault = "allow"',
        '[actions]\nfaces = "allow"',
        '[actions]\nface = "okay"',
        '[[rules]]\ncategory = "face"\n',
        '[[rules]]\ncategory = "face"\naction = "allow"\nrol = "x"\n',
        # A rule that could never fit would let through what it was written to block.
        '[[rules]]\ncategory = "date"\naction = "block"\ntags = "medical"\n',
        '[[rules]]\ncategory = "date"\naction = "block"\ntags = ["medcal"]\n',
        '[[rules]]\ncategory = "date"\naction = "block"\ntags = [["medical"]]\n',
        '[[rules]]\ncategory = "date"\naction = "block"\nmin_score = 50\n',
        '[[rules]]\ncategory = "date"\naction = "block"\nmin_score = nan\n',
        '[[rules]]\ncategory = "date"\naction = "block"\nmin_score = true\n',
    ],
)
def test_a_policy_with_a_typing_error_is_refused(tmp_path, text):
    path = tmp_path / "p.toml"
    path.write_text(text)
    with pytest.raises(UsageError):
        load_policy(path)


def test_missing_policy_file_is_refused(tmp_path):
    with pytest.raises(UsageError):
        load_policy(tmp_path / "no.toml")


def test_every_tag_of_the_default_policy_is_one_that_findings_carry():
    assert frozenset().union(*(rule.tags for rule in CLINIC_POLICY.rules)) <= TAGS
