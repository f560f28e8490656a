import numpy as np
import pytest

from phiscan.rules.page import Page
from phiscan.rules.stacked_digits import chains, find
from phiscan.types import Category, Line


def mark(text, x, y, side=40.0, score=0.95):
    half = side / 2
    box = ((x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half))
    return Line(text, box, score)


def column(text, step=46.0, at=(300.0, 100.0), along=(0.0, 1.0), side=40.0):
    """Labels one below the other; a dot is one that was not read."""
    return [
        mark(c, at[0] + i * step * along[0], at[1] + i * step * along[1], side)
        for i, c in enumerate(text)
        if c != "."
    ]


def read(lines):
    return ["".join(m.text for m in row) for row in chains(lines)]


def found(lines, **kwargs):
    return list(find(Page(lines, known_medical=True, **kwargs)))


def test_nothing_on_an_empty_page():
    assert found([]) == []
    assert read([mark("7", 10, 10)]) == []


@pytest.mark.parametrize("along", [(0.0, 1.0), (1.0, 0.0), (-0.26, 0.966), (0.6, -0.8)])
def test_single_digits_in_a_row_are_one_number(along):
    lines = column("821637", along=along)
    (number,) = read(lines)
    assert sorted(number) == sorted("821637")


def test_the_outline_holds_every_label_and_one_more_at_each_end():
    (finding,) = found(column("821637"))
    assert finding.category is Category.MRN
    assert finding.polygon is not None
    xs, ys = np.array(finding.polygon).T
    assert xs.min() <= 280
    assert xs.max() >= 320
    assert ys.min() <= 100 - 46 - 19
    assert ys.max() >= 100 + 6 * 46 + 19


def test_a_label_that_was_not_read_or_read_twice_breaks_no_row():
    assert [sorted(n) for n in read(column("82.637"))] == [sorted("82637")]
    assert len(read([*column("821637"), mark("9", 301, 101, 34.0), mark("M", 299, 192)])) == 1


def test_spines_side_by_side_are_numbers_of_their_own():
    lines = [m for i, n in enumerate(("821637", "544638", "893194"))
             for m in column(n, at=(300.0 + 80 * i, 100.0))]  # fmt: skip
    assert sorted(sorted(n) for n in read(lines)) == sorted(
        map(sorted, ("821637", "544638", "893194"))
    )


def test_beside_a_number_two_digits_are_one_as_long():
    lines = [*column("821637"), *column("5..46.", at=(380.0, 100.0))]
    _, second = found(lines)
    assert max(y for _, y in second.polygon) >= 100 + 5 * 46 + 20
    assert found(column("5..46.", at=(380.0, 100.0))) == []


@pytest.mark.parametrize("text", ["1234", "654321", "2468", "ABCDEF", "82."])
def test_lists_scales_and_letters_are_no_number(text):
    assert read(column(text)) == []


def test_a_column_of_scores_in_a_table_is_no_number():
    assert read(column("3251", step=80.0)) == []


def test_values_among_words_as_high_are_no_number():
    words = [Line("Sodium, serum", ((20, 80), (250, 80), (250, 120), (20, 120)), 0.99)]
    assert read([*column("3251"), *words]) == []
    assert read(column(["32", "51", "47", "88"])) == []


def test_on_a_page_that_is_nobodys_digits_are_let_be():
    assert list(find(Page(column("821637")))) == []
