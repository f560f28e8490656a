"""Train the tagger and write model.onnx. See README.md for what it needs; 20 minutes on one core.

python models/name_tagger_v1/train.py SOURCES [--steps 6500]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
import torch
from network import Probabilities, Tagger
from noise import read_line
from pages import Marked, Pages
from sources import all_names, code_lines, lorem_words, prose, towns
from torch import Tensor

from phiscan.rules.tagger import CHANNELS, USED, WORD, encode

HERE = Path(__file__).parent
SEED = 20240611
BATCH_CHARS, POOL, RATE = 4096, 6000, 4e-3


def make_pages(sources: Path, seed: int) -> Pages:
    """Return the lines that training may see."""
    return Pages(
        all_names(sources).seen, Random(seed), towns(), prose(sources), code_lines(), lorem_words()
    )


def batches(pages: Pages) -> Iterator[tuple[Tensor, Tensor]]:
    """Yield (input, marks) without end; lines of like length together."""
    rng = np.random.default_rng(SEED)
    while True:
        lines = sorted((read_line(pages) for _ in range(POOL)), key=lambda m: len(m[0]))
        groups = list(_groups([m for m in lines if m[0]]))
        for index in rng.permutation(len(groups)):
            yield _tensors(groups[index], rng)


def _groups(lines: list[Marked]) -> Iterator[list[Marked]]:
    start = 0
    while start < len(lines):
        count = max(8, BATCH_CHARS // len(lines[min(start + 64, len(lines) - 1)][0]))
        yield lines[start : start + count]
        start += count


def _tensors(lines: list[Marked], rng: np.random.Generator) -> tuple[Tensor, Tensor]:
    width = max(len(text) for text, _ in lines)
    width += width % 2
    x = encode([text for text, _ in lines], width)
    x[rng.random(len(lines)) < 0.15, WORD] = 0.0  # words that readers spoil are in no list
    y = np.zeros((len(lines), 1, width), dtype=np.float32)
    for row, (_, marks) in zip(y, lines, strict=True):
        row[0, : len(marks)] = np.frombuffer(bytes(marks), dtype=np.uint8)
    return torch.from_numpy(x), torch.from_numpy(y)


def loss_of(logits: Tensor, marks: Tensor, used: Tensor) -> Tensor:
    """Return the cross entropy of the characters; a long line counts as its length's root."""
    each = torch.nn.functional.binary_cross_entropy_with_logits(logits, marks, reduction="none")
    weight = used * used.sum(2, keepdim=True).clamp_min(1).rsqrt()
    return (each * weight).sum() / weight.sum()


def train(pages: Pages, steps: int) -> Tagger:
    """Return the trained network."""
    torch.manual_seed(SEED)
    network = Tagger()
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, steps, pct_start=0.1)
    started, mean = time.monotonic(), 0.0
    for step, (x, marks) in enumerate(batches(pages), start=1):
        loss = loss_of(network(x), marks, x[:, USED : USED + 1])
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        mean = 0.98 * mean + 0.02 * loss.item()
        if step % 250 == 0:
            print(f"{step} loss {mean:.4f} {time.monotonic() - started:.0f} s", flush=True)
        if step == steps:
            return network
    raise AssertionError("batches never end")


def export(network: Tagger, path: Path) -> None:
    """Write the network as ONNX, batch and length free."""
    free = {0: "lines", 2: "length"}
    torch.onnx.export(
        Probabilities(network).eval(), (torch.zeros(2, CHANNELS, 32),), str(path),
        input_names=["text"], output_names=["name"], opset_version=17, dynamo=False,
        dynamic_axes={"text": free, "name": free},
    )  # fmt: skip


def main() -> None:
    """Train and export."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sources", type=Path, help="folder with wikidata-person-names/ and prose/")
    parser.add_argument("--steps", type=int, default=6500)
    parser.add_argument("--out", type=Path, default=HERE / "model.onnx")
    args = parser.parse_args()
    torch.set_num_threads(1)
    export(train(make_pages(args.sources, SEED), args.steps), args.out)


if __name__ == "__main__":
    main()
