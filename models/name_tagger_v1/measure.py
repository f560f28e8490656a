"""What the tagger finds of names that training never saw, beside what the name lists find.

    python models/name_tagger_v1/measure.py SOURCES             # drawn lines, held-out names
    python models/name_tagger_v1/measure.py SOURCES FOLDER...   # readings kept by benchmarks.replay

A token is a stretch without spaces; its score is its letters' mean. Needs what train.py does.
"""

from __future__ import annotations

import argparse
import pickle
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from random import Random

import numpy as np
from noise import read_line
from pages import Marked, Pages
from sources import all_names, code_lines, lorem_words, prose, towns

from phiscan.rules.normalise import name_key
from phiscan.rules.page import Page
from phiscan.rules.tagger import name_scores
from phiscan.rules.wordlists import name_strength, word_strength

LEVELS = (0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95)
_TOKEN = re.compile(r"\S*[^\W\d_]{2}\S*")
_LETTERS = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True)
class Judged:
    """One token: whether it is a name, the tagger's score, and whether the lists hold it."""

    text: str
    is_name: bool
    score: float
    is_listed: bool


def is_listed(token: str) -> bool:
    """Whether the lists speak for a name: listed, and not an everyday word."""
    words = _LETTERS.findall(token)
    return any(max(name_strength(w)) > 0 and word_strength(w) < 2 for w in words)


def judge(lines: Sequence[Marked]) -> Iterator[Judged]:
    """Yield the tokens of marked lines with their scores."""
    for (text, marks), scores in zip(lines, name_scores([t for t, _ in lines]), strict=True):
        for found in _TOKEN.finditer(text):
            places = [i for i in range(*found.span()) if text[i].isalpha()]
            share = np.mean([marks[i] for i in places])
            if share in (0.0, 1.0):  # glued to something else: neither
                yield Judged(
                    found[0], bool(share), float(scores[places].mean()), is_listed(found[0])
                )


def row(label: str, tokens: Iterable[Judged]) -> str:
    """Return a table row: counts, then recall and precision by the lists and at each level."""
    tokens = list(tokens)
    names = sum(t.is_name for t in tokens)
    cells = [
        label,
        str(names),
        str(len(tokens) - names),
        _rates([t for t in tokens if t.is_listed], names),
    ]
    cells += [_rates([t for t in tokens if t.score >= level], names) for level in LEVELS]
    return "| " + " | ".join(cells) + " |"


def _rates(found: Sequence[Judged], names: int) -> str:
    right = sum(t.is_name for t in found)
    return f"{right / max(1, names):.3f} / {right / max(1, len(found)):.3f}"


def drawn_table(sources: Path, per_origin: int) -> Iterator[str]:
    """Yield the table over lines drawn with names that training never saw."""
    names = all_names(sources)
    rest = (towns(), prose(sources), code_lines(), lorem_words())
    yield (
        "| origin | names | other tokens | lists | " + " | ".join(f">= {x}" for x in LEVELS) + " |"
    )
    yield "|---" * (4 + len(LEVELS)) + "|"
    for title, origins in (("kept eighth", names.kept), ("strange", names.strange)):
        total: list[Judged] = []
        for origin in origins:
            if len(origin.given) + len(origin.family) < 20 or not (origin.given and origin.family):
                continue
            pages = Pages([origin], Random(7), *rest)
            tokens = list(judge([read_line(pages) for _ in range(per_origin)]))
            total += tokens
            yield row(origin.label, tokens)
        yield row(f"**{title}, all**", total)


# --- readings of rendered photos ----------------------------------------------------------------


def readings_table(folders: Sequence[Path], sources: Path) -> Iterator[str]:
    """Yield, by level, the recall on name tokens as read and false tokens a page."""
    seen_words = set().union(*(o.words for o in all_names(sources).seen))
    names: dict[str, list[Judged]] = defaultdict(list)
    false: dict[str, list[Judged]] = {"medical": [], "clean": []}
    pages: Counter[str] = Counter()
    for folder in folders:
        for clean, truth, lines in _pages(folder):
            kind = "clean" if clean else "medical"
            pages[kind] += 1
            for token in judge([(t, _marks(t, truth)) for t in lines]):
                if not token.is_name:
                    false[kind].append(token)
                    continue
                words = [name_key(w) for w in _LETTERS.findall(token.text)]
                names["seen" if seen_words.intersection(words) else "unseen"].append(token)
    yield f"pages: {dict(pages)}; name tokens: { {k: len(v) for k, v in names.items()} }"
    yield "| level | recall, seen words | unseen words | false a medical page | a clean page |"
    yield "|---|---|---|---|---|"
    for level in ("lists", *LEVELS):
        found = [_found(names[k], level) / max(1, len(names[k])) for k in ("seen", "unseen")]
        wrong = [_found(tokens, level) / max(1, pages[k]) for k, tokens in false.items()]
        yield "| {} | {:.3f} | {:.3f} | {:.2f} | {:.2f} |".format(level, *found, *wrong)
    for kind, tokens in false.items():
        worst = Counter(t.text for t in tokens if t.score >= 0.7)
        yield f"most often false, {kind}: {worst.most_common(60)}"
    missed = Counter(t.text for t in names["unseen"] + names["seen"] if t.score < 0.3)
    yield f"missed: {missed.most_common(80)}"


def _found(tokens: Iterable[Judged], level: str | float) -> int:
    by_lists = isinstance(level, str)
    return sum(t.is_listed if by_lists else t.score >= float(level) for t in tokens)


def _pages(folder: Path) -> Iterator[tuple[bool, list[str], list[str]]]:
    """Yield (is clean, words of true names, rows as the rules see them) a page."""
    from phiscan.evaluation.truth import read_truth

    readings = pickle.loads((folder / "readings.pickle").read_bytes())
    for photo in read_truth(folder / "truth.json"):
        true = [e.text or "" for e in photo.entries if e.category == "person_name"]
        words = [name_key(w) for name in true for w in _LETTERS.findall(name)]
        for _, lines in readings.get(photo.path.name, []):
            yield photo.clean, words, [run.text for run in Page(lines).runs]


def _marks(text: str, truth: Sequence[str]) -> bytearray:
    """Mark the tokens that read like a word of a true name, one letter in five misread."""
    marks = bytearray(len(text))
    for word in _LETTERS.finditer(text):
        key = name_key(word[0])
        if any(_is_like(key, true) for true in truth):
            marks[word.start() : word.end()] = b"\1" * len(word[0])
    return marks


def _is_like(read: str, true: str) -> bool:
    if read == true or len(true) < 5:
        return read == true
    return abs(len(read) - len(true)) < 3 and SequenceMatcher(None, read, true).ratio() >= 0.8


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sources", type=Path)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--lines", type=int, default=400, help="drawn lines an origin")
    args = parser.parse_args()
    table = (
        readings_table(args.folders, args.sources)
        if args.folders
        else drawn_table(args.sources, args.lines)
    )
    print("\n".join(table))


if __name__ == "__main__":
    main()
