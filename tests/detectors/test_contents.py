import pytest

from phiscan.detectors._contents import (
    from_card,
    from_gs1,
    from_hl7,
    from_licence,
    is_product_only,
    plain_words,
    read_content,
)
from phiscan.rules import NO_TERMS, Terms
from phiscan.types import Category, Role

C = Category

LICENCE = (
    "@\n\x1e\rANSI 636014040002DL00410278DLDAQT0005551\nDCSLOPEZ\nDACMARIA\nDADNONE\n"
    "DBB03141961\nDAG1 ELM ST\nDAISPRINGFIELD\r"
)
HL7 = "MSH|^~\\&|LAB\rPID|1||0048151^^^HOSP||LOPEZ^MARIA||19610314|F|||1 ELM ST^^SPRINGFIELD\r"


def categories(text: str, kind: str = "QR Code", *, is_gs1: bool = False) -> set[C]:
    return {h.category for h in read_content(text, kind, is_gs1=is_gs1, terms=NO_TERMS).held}


@pytest.mark.parametrize("text", ["", " ", "\x00\x01", "0", "(", "()", "PID|", "MECARD:", "@"])
def test_empty_and_broken_contents_hold_nothing(text: str) -> None:
    content = read_content(text, "QR Code", is_gs1=False, terms=NO_TERMS)
    assert (content.tag, content.held) == ("opaque", ())


@pytest.mark.parametrize(
    ("text", "category", "role"),
    [
        ("(8018)400638133393100014", C.MRN, Role.PATIENT),
        ("(8017)400638133393100021", C.OTHER_ID, Role.CLINICIAN),
        ("(01)09506000134352(17)260401(21)AB12", C.DEVICE_ID, Role.UNKNOWN),
        ("(4300)Maria+Lopez", C.PERSON_NAME, Role.UNKNOWN),
    ],
)
def test_gs1_fields_say_what_they_are(text: str, category: C, role: Role) -> None:
    (held,) = from_gs1(text)
    assert (held.category, held.role) == (category, role)
    assert read_content(text, "Data Matrix", is_gs1=True, terms=NO_TERMS).tag == "identifying"


def test_a_product_with_batch_and_date_is_retail_and_a_parcel_is_not() -> None:
    assert is_product_only("(01)09506000134352(10)B7(17)260401")
    assert not is_product_only("(00)340638133393100014")
    assert not is_product_only("")
    content = read_content("(01)09506000134352(10)B7", "Data Matrix", is_gs1=True, terms=NO_TERMS)
    assert content.tag == "retail"


def test_a_driving_licence_gives_name_number_birth_date_and_address() -> None:
    held = {(h.category, h.value) for h in from_licence(LICENCE)}
    assert {(C.LICENSE_NUMBER, "T0005551"), (C.PERSON_NAME, "LOPEZ"), (C.PERSON_NAME, "MARIA"),
            (C.DATE_OF_BIRTH, "03141961"), (C.ADDRESS, "1 ELM ST")} <= held  # fmt: skip
    assert categories(LICENCE, "PDF417") >= {C.LICENSE_NUMBER, C.PERSON_NAME, C.DATE_OF_BIRTH}


def test_a_licence_whose_fields_are_damaged_still_counts_as_one() -> None:
    assert categories("@\n\x1e\rANSI 6360") == {C.LICENSE_NUMBER}


@pytest.mark.parametrize(
    "text",
    [
        "BEGIN:VCARD\r\nN:Lopez;Maria;;;\r\nTEL;TYPE=home:555-0142\r\nBDAY:19610314\r\nEND:VCARD",
        "begin:vcard\nitem1.N:Lopez;Maria\nTEL:555-0142\nBDAY:1961-03-14\nend:vcard",
        "MECARD:N:Lopez,Maria;TEL:5550142;BDAY:19610314;;",
    ],
)
def test_contact_cards_are_read(text: str) -> None:
    assert categories(text) == {C.PERSON_NAME, C.PHONE, C.DATE_OF_BIRTH}
    assert next(iter(from_card(text))).value == "Lopez Maria"


def test_hl7_gives_the_patients_fields() -> None:
    held = {h.category: h for h in from_hl7(HL7)}
    assert set(held) == {C.MRN, C.PERSON_NAME, C.DATE_OF_BIRTH, C.ADDRESS}
    assert all(h.role is Role.PATIENT for h in held.values())


@pytest.mark.parametrize("text", ["shc:/5676290952432060346029243740", "HC1:6BFOXN%TS3DH0YOJ58S"])
def test_a_digital_health_card_is_identifying(text: str) -> None:
    assert C.PERSON_NAME in categories(text)


@pytest.mark.parametrize("text", ["0048151623", "12345678901234", "123 456 789", "2026-11-22"])
def test_a_bare_number_is_opaque(text: str) -> None:
    content = read_content(text, "Code 128", is_gs1=False, terms=NO_TERMS)
    assert content.tag == "opaque"


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Name: Maria Lopez; MRN: 0048151623", C.MRN),
        ("MRN:0048151623|LOPEZ^MARIA|DOB:03/14/1961", C.DATE_OF_BIRTH),
        ("mailto:maria.lopez@example.com", C.EMAIL),
        ("https://clinic.example.com/visit?v=88213", C.URL),
    ],
)
def test_free_text_goes_through_the_rules_for_print(text: str, category: C) -> None:
    assert category in categories(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://menu.example.com/",
        "HTTPS://WWW.EXAMPLE.COM/MENU",
        "www.example.org/opening-hours",
        "This is a test of the printer",
    ],
)
def test_a_sites_address_and_plain_words_are_for_everybody(text: str) -> None:
    content = read_content(text, "QR Code", is_gs1=False, terms=NO_TERMS)
    assert (content.tag, content.held) == ("public", ())


@pytest.mark.parametrize(
    "text",
    [
        "https://example.com/v?p=88213",
        "https://example.com/r/FnUnPxnE2k",
        "https://example.com/visits/0048151623",
        "https://example.com/maria-lopez",
        "https://example.com/patient/results",
        "https://pt00481.example.com/",
        "https://10.0.0.8/menu",
        "https://maria@example.com/",
        "https://example.com:8080/menu",
        "http://[broken/",
        "Otis Lindqvist here",
        "take one tablet daily",
        "blue bed three",
        "two words",
        "AB CD EF 1234",
    ],
)
def test_a_link_to_something_of_someones_and_words_of_care_are_not(text: str) -> None:
    content = read_content(text, "QR Code", is_gs1=False, terms=NO_TERMS)
    assert content.tag != "public"


def test_a_link_alone_does_not_make_a_code_identifying() -> None:
    text = "https://menu.example.com/t/9f3a7"
    content = read_content(text, "QR Code", is_gs1=False, terms=NO_TERMS)
    assert content.tag == "opaque"


def test_a_denied_term_in_a_sites_address_is_found() -> None:
    terms = Terms(deny=("heron",), allow=())
    content = read_content("https://heron.example.com", "QR Code", is_gs1=False, terms=terms)
    assert content.tag == "identifying"


@pytest.mark.parametrize("text", ["0048-151-623", "x0048151623y"])
def test_a_denied_number_is_found_inside_with_and_without_separators(text: str) -> None:
    terms = Terms(deny=("0048151623",), allow=())
    content = read_content(text, "Code 128", is_gs1=False, terms=terms)
    assert content.tag == "identifying"


def test_an_empty_denied_term_denies_nothing() -> None:
    content = read_content("abc", "QR Code", is_gs1=False, terms=Terms(deny=("", " "), allow=()))
    assert content.held == ()


def test_data_separators_become_what_a_person_would_write() -> None:
    assert plain_words("MRN:10045|DOE^JANE") == "MRN:10045\nDOE, JANE"
    assert plain_words("a%20b<GS>c") == "a b\nc"
