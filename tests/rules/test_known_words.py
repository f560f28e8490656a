from __future__ import annotations

from phiscan.rules.known_words import known_words
from phiscan.types import Action, Category, Finding


def name(text: str | None, action: Action = Action.BLOCK) -> Finding:
    return Finding(Category.PERSON_NAME, 0.9, "a name", "rules.names", action=action, text=text)


def test_nothing_found_is_nothing_known() -> None:
    assert known_words([]) == ()
    assert known_words([name(None)]) == ()


def test_a_name_is_looked_for_whole_and_by_its_long_words() -> None:
    assert known_words([name("Lovelace-Smith, Ada")]) == ("Lovelace-Smith, Ada", "Lovelace-Smith")


def test_what_the_policy_lets_through_is_not_looked_for() -> None:
    assert known_words([name("Lovelace, Ada", Action.ALLOW)]) == ()


def test_guesses_and_days_are_not_looked_for() -> None:
    unsure = Finding(Category.MRN, 0.4, "a number", "rules.x", text="00417732")
    day = Finding(Category.DATE, 0.9, "a day", "rules.x", text="03/14/2024")
    assert known_words([unsure, day]) == ()
