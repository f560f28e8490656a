"""Write model.onnx from a checkpoint, and its sha256 into config.json.

python models/artefact_finder_v1/export.py benchmarks/work/artefact_finder
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import torch
from network import Exported, Finder

HERE = Path(__file__).resolve().parent


def export(weights: dict[str, torch.Tensor], path: Path) -> None:
    """Write the averaged network as ONNX, batch and size free."""
    network = Finder()
    network.load_state_dict(weights)
    free = {0: "photos", 2: "height", 3: "width"}
    names = ("heat", "masks", "vectors")
    torch.onnx.export(
        Exported(network).eval(),
        (torch.zeros(1, 3, 384, 320),),
        str(path),
        input_names=["photo"],
        output_names=list(names),
        opset_version=17,
        dynamo=False,
        dynamic_axes={"photo": free, **dict.fromkeys(names, free)},
    )


def main() -> None:
    """Export and write down the sum."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="where train.py keeps checkpoint.pt")
    state = torch.load(parser.parse_args().folder / "checkpoint.pt", weights_only=True)
    export(state["mean"], HERE / "model.onnx")
    config = json.loads((HERE / "config.json").read_text(encoding="utf-8"))
    config["sha256"] = hashlib.sha256((HERE / "model.onnx").read_bytes()).hexdigest()
    config["samples"] = state["samples"]
    (HERE / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
