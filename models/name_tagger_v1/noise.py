"""What readers do to a line: lost spaces and accents, letters for digits, cut ends, glued cells."""

from __future__ import annotations

from random import Random

from pages import Marked, Pages

from phiscan.rules.normalise import strip_accents

_LOOKALIKES = {
    "o": "0", "O": "0", "0": "O", "l": "1I", "1": "lI", "I": "l1", "i": "l1j", "S": "5", "5": "S",
    "B": "8", "8": "B", "Z": "2", "e": "co", "c": "eo", "a": "ou", "u": "v", "v": "u", "n": "h",
    "h": "bn", "r": "n", "g": "q", "t": "f", "D": "O", "E": "F", "m": "n", "C": "G", "G": "C",
    "U": "V", "y": "v", "k": "h", ":": ".;", ",": ".", ".": ",", "-": " ", "'": "`",
}  # fmt: skip
_PAIRS = {"rn": "m", "cl": "d", "vv": "w", "ri": "n"}


def read_line(pages: Pages) -> Marked:
    """Return a line as read: other cells beside it, another case, and a reader's mistakes."""
    rng = pages.rng
    text, marks = pages.line()
    if rng.random() < 0.22:
        for _ in range(rng.randint(1, 3)):
            more, more_marks = pages.line()
            gap = rng.choice(("\t", "\t", "\t", "  ", " | ", " ", ""))
            text, marks = text + gap + more, marks + bytes(len(gap)) + more_marks
    text = cased(rng, text)
    if rng.random() < 0.35:
        text, marks = misread(rng, text, marks)
    return text[:250], marks[:250]


def cased(rng: Random, text: str) -> str:
    """Return the text in capitals, small letters, without accents, or as it is."""
    chance = rng.random()
    if chance < 0.24:
        text = _same_length(text, text.upper())
    elif chance < 0.32:
        text = _same_length(text, text.lower())
    if rng.random() < 0.4 and not text.isascii():
        text = "".join(strip_accents(c)[:1] or c for c in text)
    return text


def _same_length(text: str, changed: str) -> str:
    return changed if len(changed) == len(text) else text


def misread(rng: Random, text: str, marks: bytearray) -> Marked:
    """Return the line with a reader's mistakes; the marks follow their characters."""
    rate = rng.choice((0.01, 0.02, 0.05))
    lost_spaces = rng.choice((0.0, 0.0, 0.15, 0.5, 1.0))
    out, kept = [], bytearray()
    for index, char in enumerate(text):
        chance = rng.random()
        pair = _PAIRS.get(text[index : index + 2])
        if (char == " " and chance < lost_spaces) or (pair and chance < 0.06):
            if pair:
                out.append(pair)
                kept.append(marks[index])
            continue
        if (
            index
            and text[index - 1 : index + 1] in _PAIRS
            and out[-1:] == [_PAIRS[text[index - 1 : index + 1]]]
        ):
            continue  # the second letter of a pair read as one
        if chance < rate:
            char = _mistaken(rng, char)
        out += char
        kept += bytes([marks[index]]) * len(char)
    if rng.random() < 0.08 and len(out) > 8:
        cut = rng.randint(1, len(out) // 3)
        ends = (cut, len(out)) if rng.random() < 0.4 else (0, len(out) - cut)
        return "".join(out[slice(*ends)]), kept[slice(*ends)]
    return "".join(out), kept


def _mistaken(rng: Random, char: str) -> str:
    chance = rng.random()
    if chance < 0.6 and char in _LOOKALIKES:
        return rng.choice(_LOOKALIKES[char])
    if chance < 0.72:
        return ""
    if chance < 0.82:
        return char + " "
    return char.swapcase() if len(char.swapcase()) == 1 else char
