"""What stands beside names: dates, numbers, doses, prices; each drawn anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from sources import pick

Makers = dict[str, Callable[[], str]]
STATES = ("IL", "OH", "TX", "CA", "NY", "WA", "GA", "MN", "PA", "MA", "FL", "UK")
_JUNK = tuple("abcdefghilmnorstuABCDEHIKLMNORSTUV0123456789.-|/ '")
_SEXES = ("M", "F", "Male", "Female", "man", "woman", "male", "female")
_SIGS = ("daily", "BID", "TID", "PRN", "q6h", "at bedtime", "PO daily", "twice a day")


def value_makers(rng: Random, vocabulary: Mapping[str, tuple[str, ...]]) -> Makers:
    """Return kind -> maker for every kind of value that holds no word of a name list."""
    n = rng.randint

    def phone() -> str:
        return rng.choice((f"({n(200, 989)}) 555-01{n(10, 99)}", f"{n(200, 989)}-555-01{n(10, 99)}",
                           f"x{n(1000, 9999)}"))  # fmt: skip

    def dose() -> str:
        return rng.choice((f"{n(1, 99) * 5} mg", f"{n(1, 20)} mL", f"{n(1, 99)}MG", "40 mg tab"))

    def age() -> str:
        return rng.choice((f"{n(1, 99)}{rng.choice('MFyo')}", f"{n(1, 99)} y",
                           f"{n(1, 99)}yo {rng.choice('MF')}"))  # fmt: skip

    def number() -> str:
        return rng.choice((str(n(1, 400)), f"{n(0, 40)}.{n(0, 99)}", f"{n(0, 9)}.{n(0, 9)} H"))

    return {
        "DATE": lambda: _date(rng, vocabulary["MONTH"]),
        "MRN": lambda: _identifier(rng),
        "PHONE": phone, "DOSE": dose, "AGE": age, "NUM": number,
        "JUNK": lambda: "".join(pick(rng, _JUNK) for _ in range(n(1, 6))),
        "N": lambda: str(n(1, 999)), "D": lambda: str(n(0, 9)), "Y": lambda: str(n(1, 99)),
        "YEAR": lambda: str(n(1950, 2028)), "TIME": lambda: f"{n(0, 23):02}:{n(0, 59):02}",
        "SEX": lambda: rng.choice(_SEXES), "SIG": lambda: rng.choice(_SIGS),
        "RANGE": lambda: f"{n(0, 9)}.{n(0, 9)} - {n(10, 99)}.{n(0, 9)}",
        "UNIT": lambda: pick(rng, vocabulary["LIST_UNITS"]),
        "PRICE": lambda: rng.choice(("", "$")) + f"{n(1, 99)}.{n(0, 99):02}",
        "MODEL": lambda: (
            rng.choice("ABCDEGKLMSTVX") + rng.choice(("", "-", "R")) + str(n(1, 9999))
        ),
        "HIS": lambda: rng.choice(("his", "her")),
        "dish": lambda: pick(rng, vocabulary["DISH"]).lower(),
        "SECTION": lambda: pick(rng, vocabulary["HEADING"]).title(),
    }  # fmt: skip


def _date(rng: Random, months: tuple[str, ...]) -> str:
    d, m, y = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1930, 2027)
    month = pick(rng, months)
    return rng.choice(
        (f"{m}/{d}/{y}", f"{m:02}/{d:02}/{y}", f"{y}-{m:02}-{d:02}", f"{d:02}.{m:02}.{y}",
         f"{d}-{month[:3].upper()}-{y}", f"{month} {d}, {y}", f"{d} {month} {y}",
         f"{m}/{d}/{y % 100:02}")
    )  # fmt: skip


def _identifier(rng: Random) -> str:
    digits = "".join(str(rng.randint(0, 9)) for _ in range(rng.randint(5, 10)))
    return rng.choice(
        (digits, f"MR{digits}", f"{digits[:2]}-{digits[2:4]}-{digits[4:]}",
         f"{digits[:3]} {digits[3:]}", f"E{digits}",
         f"{rng.choice('ABSXRW')}{rng.choice('NPXG')}{digits}", f"#{digits}")
    )  # fmt: skip
