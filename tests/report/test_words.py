import pytest

from phiscan.report.hipaa import HIPAA_TEXT
from phiscan.report.words import WORDS
from phiscan.types import HIPAA_LETTER, Category


def test_every_category_has_words_in_the_same_order():
    assert list(WORDS) == list(Category)


def test_hipaa_has_all_eighteen_letters():
    assert "".join(HIPAA_TEXT) == "ABCDEFGHIJKLMNOPQR"


@pytest.mark.parametrize("category", list(Category))
def test_words_are_complete_and_agree_with_the_types(category):
    entry = WORDS[category]
    assert all((entry.title, entry.why, entry.example, entry.what_to_do, entry.hipaa_text))
    assert entry.hipaa == HIPAA_LETTER.get(category)
    assert (f"({entry.hipaa})" in entry.citation) == (entry.hipaa is not None)


def test_no_two_categories_share_a_title():
    assert len({entry.title for entry in WORDS.values()}) == len(WORDS)
