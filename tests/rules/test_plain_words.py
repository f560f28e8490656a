import pytest

from phiscan.rules.plain_words import is_plain


@pytest.mark.parametrize(
    "text", ["", "MRN", "Name", "Telephone", "Likes tea", "ALLERGIES", "12:00", "Soft diet 7:20"]
)
def test_headings_notes_and_times_say_nothing_of_anybody(text: str) -> None:
    assert is_plain(text)


@pytest.mark.parametrize(
    "text", ["Tauiliili", "Dear Mr Okonkwo", "555-0142", "01/02/1963", "00482913", "Ward 12 345"]
)
def test_strange_words_and_long_numbers_may(text: str) -> None:
    assert not is_plain(text)
