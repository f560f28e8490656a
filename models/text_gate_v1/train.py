"""Learn which cells may hold print, and write model.onnx. See README.md; five minutes of one core.

python models/text_gate_v1/train.py DATA --textless FOLDER --prints FOLDER... [--steps 900]
    [--from model.onnx]

DATA is the folder of real photos; --textless holds photos that phiscan.synth rendered of the split
`tune` without print, --prints photos with truth.json of the splits `tune` and `test`. --from goes
on with weights learnt before.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import time
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import onnx
import torch
from network import Gate
from pictures import (
    SIDE_PX,
    Ground,
    Pictures,
    drawn_grounds,
    real_grounds,
    rendered_grounds,
    rendered_print,
)
from torch import Tensor, nn

from phiscan.ocr.levels import show

HERE = Path(__file__).parent
SEED = 20260415
BATCH, RATE, HARDEST = 32, 3e-3, 3
FOLDERS = ("background", "negative_nature", "negative_produce", "negative_imagenet_object",
           "negative_grayscale_photo")  # fmt: skip
KEPT_BACK = 4
"""Of the real photos every fourth is kept back for measure.py."""
SHARES = (0.5, 0.35, 0.15)
"""Of the textless pictures: real, rendered, drawn."""


def photos_of(data: Path, kept_back: bool) -> list[Path]:
    """Return the real photos to learn from, or those kept back, in a fixed order."""
    with (data / "manifest.csv").open(encoding="utf-8") as stream:
        files = sorted(r["file"] for r in csv.DictReader(stream) if r["category"] in FOLDERS)
    digests = {f: int(hashlib.sha256(f.encode()).hexdigest(), 16) for f in files}
    return [data / f for f in files if (digests[f] % KEPT_BACK == 0) is kept_back]


def gather(data: Path, textless: Path, prints: Sequence[Path], seed: int = SEED) -> Pictures:
    """Return what draws the pictures to learn from."""
    rng = np.random.default_rng(seed)
    shown = [cut for folder in prints for cut in rendered_print(folder, rng)]
    grounds: list[list[Ground]] = [
        list(real_grounds(photos_of(data, kept_back=False))),
        list(rendered_grounds(sorted(textless.glob("*.jpg")), rng)),
        list(drawn_grounds(rng)),
    ]
    print(len(shown), [len(g) for g in grounds], round(time.process_time()), flush=True)
    return Pictures(grounds, SHARES, shown, rng)


def batch_of(pictures: Pictures) -> tuple[Tensor, Tensor]:
    """Return (N, 3, SIDE, SIDE) pictures and (N, SIDE / 32, SIDE / 32) cells."""
    drawn = [pictures.draw() for _ in range(BATCH)]
    blob = np.empty((BATCH, 3, SIDE_PX, SIDE_PX), np.float32)
    for target, (pixels, _) in zip(blob, drawn, strict=True):
        show(pixels, target)
    return torch.from_numpy(blob), torch.from_numpy(np.stack([cells for _, cells in drawn]))


def loss_of(logits: Tensor, cells: Tensor) -> Tensor:
    """Return the loss: cells of print, cells without, and of these the hardest once more."""
    each = nn.functional.binary_cross_entropy_with_logits(
        logits, (cells == 1).float(), reduction="none"
    )
    is_print, is_none = (cells == 1).float(), (cells == 0).float()
    hardest = (each * is_none).flatten(1).topk(HARDEST, dim=1).values.mean()
    print_loss = (each * is_print).sum() / is_print.sum().clamp(min=1)
    none_loss = (each * is_none).sum() / is_none.sum().clamp(min=1)
    return print_loss + none_loss + 0.5 * hardest


def learn(pictures: Pictures, steps: int, state: Path, learnt: Path | None, rate: float) -> Gate:
    """Return the network after so many steps, its weights a running mean of the last."""
    torch.manual_seed(SEED)
    gate = Gate()
    if learnt is not None:
        take_over(gate, learnt, batch_of(pictures)[0])
    mean = torch.optim.swa_utils.AveragedModel(
        gate, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.99), use_buffers=True
    )
    rule = torch.optim.AdamW(gate.parameters(), lr=rate, weight_decay=1e-3)
    pace = torch.optim.lr_scheduler.OneCycleLR(rule, rate, total_steps=steps, pct_start=0.1)
    seen = 0.0
    for step in range(steps):
        shown, cells = batch_of(pictures)
        with torch.autocast("cpu", torch.bfloat16):
            logits = gate(shown)[:, 0]
        loss = loss_of(logits.float(), cells)
        rule.zero_grad()
        loss.backward()
        rule.step()
        pace.step()
        mean.update_parameters(gate)
        seen = 0.98 * seen + 0.02 * float(loss.detach())
        if step % 100 == 99:
            shown_loss = seen / (1 - 0.98 ** (step + 1))
            print(step + 1, f"{shown_loss:.4f} {time.process_time():.0f} s", flush=True)
            export(mean.module, state / "model.onnx")
    done: Gate = mean.module
    return done


@torch.no_grad()
def take_over(gate: Gate, learnt: Path, pictures: Tensor) -> None:
    """Give a network the weights of an exported one, whose norms went into its convolutions.

    Each norm starts with what it sees on these pictures, (N, 3, H, W), so that it changes nothing.
    """
    stored = [onnx.numpy_helper.to_array(t).copy() for t in onnx.load(learnt).graph.initializer]
    last, rest = stored[:2], [torch.from_numpy(each) for each in stored[2:]]
    gate.layers[-1].load_state_dict(
        {"weight": torch.from_numpy(last[0]), "bias": torch.from_numpy(last[1])}
    )
    seen, norms = pictures, [m for m in gate.layers if isinstance(m, nn.BatchNorm2d)]
    convolutions = [m for m in gate.layers if isinstance(m, nn.Conv2d)]
    for number, (convolution, norm) in enumerate(zip(convolutions, norms, strict=False)):
        weight, bias = rest[2 * number : 2 * number + 2]
        convolution.weight.copy_(weight)
        seen = convolution(seen)
        variance, mean = torch.var_mean(seen, dim=(0, 2, 3))
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(variance)
        norm.weight.copy_(torch.sqrt(variance + norm.eps))
        norm.bias.copy_(bias + mean)
        seen = torch.relu(seen + bias[:, None, None])


def export(gate: Gate, path: Path) -> None:
    """Write the network as ONNX, ending in a sigmoid, batch and sides free."""
    gate.eval()
    free = {0: "photos", 2: "height", 3: "width"}
    torch.onnx.export(
        nn.Sequential(gate, nn.Sigmoid()),
        (torch.zeros(1, 3, 128, 192),),
        str(path),
        input_names=["picture"],
        output_names=["print"],
        opset_version=17,
        dynamo=False,
        dynamic_axes={"picture": free, "print": free},
    )
    gate.train()


def main() -> None:
    """Train, export and write down the sum."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--textless", type=Path, required=True)
    parser.add_argument("--prints", type=Path, nargs="+", required=True)
    parser.add_argument("--steps", type=int, default=900)
    parser.add_argument("--from", dest="learnt", type=Path, help="weights to go on with")
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--seed", type=int, default=SEED, help="of what is drawn")
    parser.add_argument(
        "--state",
        type=Path,
        default=HERE,
        help="the folder for model.onnx, as it is so far, and config.json",
    )
    args = parser.parse_args()
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    pictures = gather(args.data, args.textless, args.prints, args.seed)
    gate = learn(pictures, args.steps, args.state, args.learnt, args.rate)
    export(gate, args.state / "model.onnx")
    config = json.loads((HERE / "config.json").read_text(encoding="utf-8"))
    config["sha256"] = hashlib.sha256((args.state / "model.onnx").read_bytes()).hexdigest()
    text = json.dumps(config, indent=2) + "\n"
    (args.state / "config.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
