import pytest

from phiscan.rules import page
from phiscan.rules.lab_misread import (
    are_range_words,
    is_nearly_a_value,
    is_nearly_an_analyte,
    reads_like_a_result,
)


def test_nothing_is_no_result():
    assert not reads_like_a_result("")
    assert not is_nearly_an_analyte("")
    assert not is_nearly_a_value("")
    assert not are_range_words("")


@pytest.mark.parametrize("word", ["Neutrephils", "Polactin", "Triglycrdes", "Calcitomin", "TSH"])
def test_an_analyte_with_a_letter_wrong(word):
    assert is_nearly_an_analyte(word)


@pytest.mark.parametrize("word", ["Podium", "Bracelets", "Hopper", "Totals", "Lager", "T5H2"])
def test_other_words_are_no_analytes(word):
    assert not is_nearly_an_analyte(word)


@pytest.mark.parametrize("text", ["0.2mmal/Ll", "24mm/bH", "65 x1029/1", "1.07 mmoVL", "133 g/L"])
def test_units_nearly_read(text):
    assert is_nearly_a_value(text)


@pytest.mark.parametrize("text", ["12.50", "3 for 2", "45 %", "2 pcs", "12 oz", "1 Vase"])
def test_prices_and_shares_have_no_such_unit(text):
    assert not is_nearly_a_value(text)


@pytest.mark.parametrize(
    "text", ["Albumin 4.4 3.5 = 5.0", "Hpmatocrit\t35.4\t36.0 ~ 50.0", "39.3\tg/dL\t36.0 = 50.0"]
)
def test_rows_that_read_like_results(text):
    assert reads_like_a_result(text)


@pytest.mark.parametrize(
    "text",
    ["Albumin", "AST\t123.40\t-2.10 %\t130.00", "g/dL\t36.0 = 50.0", "Sodium\t160 mg\t7 - 9 %",
     "3 = 4", "Iced Tea 3.50 = 4.20"],
)  # fmt: skip
def test_rows_that_do_not(text):
    assert not reads_like_a_result(text)


def test_words_before_a_range():
    assert are_range_words("Normal ranse. O- 20 mm/h")
    assert are_range_words("Moma sange. O. SOO ng/mL")
    assert not are_range_words("Normal range")
    assert not are_range_words("Mountain range 2024")


def test_no_reading_is_kept_after_it_was_judged():
    assert not hasattr(is_nearly_an_analyte, "cache_info")
    assert not hasattr(page, "_labels_of")
