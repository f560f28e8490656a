"""`python -m phiscan` is the command `phiscan`."""

from phiscan.cli import main

if __name__ == "__main__":
    main(prog_name="phiscan")
