"""Family names that two English words make, as Plains peoples translate theirs: Looking Horse.

No list holds the pairs, and each word by itself is everyday English; what they are made of repeats:
what somebody does, a colour, a number or a quality, then an animal, a thing of nature or of war.
"""

from __future__ import annotations

from collections.abc import Sequence

from phiscan.rules.normalise import strip_accents

_DOES = frozenset({
    "afraid", "brings", "carries", "catches", "charging", "chases", "comes", "flies", "flying",
    "follows", "goes", "hunts", "kills", "kicking", "laughing", "leads", "looking", "looks",
    "makes", "plays", "rides", "runs", "running", "sees", "shoots", "shooting", "sings",
    "sitting", "sleeping", "stands", "standing", "strikes", "takes", "talks", "tall",
    "touches", "walks", "walking", "wears", "yelling",
})  # fmt: skip
_IS = frozenset({
    "bad", "big", "black", "blue", "brave", "broken", "brown", "crazy", "crooked", "eagle",
    "fast", "fire", "five", "four", "gray", "grey", "good", "hairy", "her", "his", "hollow",
    "horn", "iron", "little", "lone", "long", "many", "medicine", "old", "painted", "red",
    "spotted", "swift", "thunder", "three", "two", "white", "wild", "wounded", "yellow",
    "young",
})  # fmt: skip
_THING = frozenset({
    "antelope", "arrow", "arrows", "badger", "bear", "bears", "beaver", "bird", "birds",
    "bone", "bonnet", "bow", "boy", "buffalo", "bull", "bulls", "calf", "cloud", "clouds",
    "coyote", "crane", "crow", "deer", "dog", "dogs", "eagle", "eagles", "elk", "eyes", "face",
    "feather", "feathers", "fox", "hair", "hawk", "head", "heart", "hoop", "horn", "horns",
    "horse", "horses", "lance", "lightning", "lodge", "man", "moccasin", "necklace", "owl",
    "pipe", "plume", "pony", "rabbit", "robe", "shell", "shield", "star", "swallow", "tail",
    "thunder", "tomahawk", "turtle", "voice", "weasel", "whirlwind", "wing", "wolf", "woman",
})  # fmt: skip
_HOW = frozenset({
    "above", "ahead", "alone", "enemy", "far", "first", "gun", "last", "plenty", "small",
    "twice", "war",
})  # fmt: skip


def is_compound(words: Sequence[str], between: str) -> bool:
    """Whether two words, capitalised and joined by one space, may be one such name."""
    if between != " ":
        return False
    first, second = (strip_accents(w).lower().rstrip(".") for w in words)
    if not (second in _THING or second in _HOW):
        return False
    is_written = all(w[:1].isupper() for w in words)
    return is_written and (first in _DOES or (first in _IS and second in _THING))
