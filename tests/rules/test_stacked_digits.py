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


def together(text, x, y, step=46.0, height=48.0):
    """Labels one below the other, read as one line from top to bottom."""
    left, right, end = x - height / 2, x + height / 2, y + step * len(text.replace(" ", ""))
    return Line(text, ((right, y), (right, end), (left, end), (left, y)), 0.95)


def test_digits_far_apart_that_were_read_together_are_labels():
    lines = [*column("82"), together("1637", 300.0, 100 + 1.5 * 46)]
    assert [sorted(n) for n in read(lines)] == [sorted("821637")]


def test_a_number_in_print_is_no_row_of_labels():
    assert read([together("821637", 300.0, 100.0, step=24.0)]) == []
    assert read([together("1637", 300.0, 100.0), together("5290", 380.0, 100.0)]) == []


def test_labels_read_together_are_a_number_beside_one():
    assert len(found([*column("821637"), together("1 6 3", 380.0, 200.0)])) == 2


def test_a_single_digit_on_the_next_folder_is_of_a_number_as_long():
    _, single = found([*column("821637"), mark("4", 380.0, 200.0)])
    ys = [y for _, y in single.polygon]
    assert min(ys) <= 100
    assert max(ys) >= 100 + 5 * 46
    assert len(found([*column("821637"), mark("4", 900.0, 200.0)])) == 1


def test_digits_of_one_number_are_closer_than_folders():
    lines = [m for i in range(7) for m in column(f"{(3 * i) % 10}{(7 * i + 1) % 10}5{(4 * i) % 9}",
             at=(300.0 + 56 * i, 100.0), step=44.0)]  # fmt: skip
    tall = [max(p[1] for p in f.polygon) - min(p[1] for p in f.polygon) for f in found(lines)]
    assert len(tall) == 7
    assert min(tall) > 4 * 40
