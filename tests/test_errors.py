import pytest

from phiscan.errors import ExitCode, UnreadableError, UsageError, combine_exit_codes


@pytest.mark.parametrize(
    ("codes", "wanted"),
    [([], 0), ([0, 0], 0), ([0, 1], 1), ([1, 3, 0], 3), ([3, 2, 1], 2)],
)
def test_one_code_speaks_for_all(codes, wanted):
    assert combine_exit_codes([ExitCode(c) for c in codes]) == wanted


def test_exceptions_carry_their_exit_code():
    assert UsageError("x").exit_code == 2
    assert UnreadableError("x").exit_code == 3
