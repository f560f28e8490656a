"""Write model.onnx from a checkpoint, and its sha256 into config.json.

python models/artefact_finder_v1/export.py benchmarks/work/artefact_finder
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from network import Exported, Finder
from onnx import TensorProto, helper, numpy_helper

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


def halve(path: Path) -> None:
    """Store large weights in 16 bits: half the file. Runtimes widen them when they open it."""
    model = onnx.load(path)
    graph = model.graph
    kept, casts = [], []
    for weight in graph.initializer:
        values = numpy_helper.to_array(weight)
        if values.dtype != np.float32 or values.size < 1024:
            kept.append(weight)
            continue
        name = f"{weight.name}.half"
        kept.append(numpy_helper.from_array(values.astype(np.float16), name))
        casts.append(helper.make_node("Cast", [name], [weight.name], to=TensorProto.FLOAT))
    nodes = list(graph.node)
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(kept)
    graph.node.extend(casts + nodes)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def main() -> None:
    """Export and write down the sum."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="where train.py keeps checkpoint.pt")
    state = torch.load(parser.parse_args().folder / "checkpoint.pt", weights_only=True)
    export(state["mean"], HERE / "model.onnx")
    halve(HERE / "model.onnx")
    config = json.loads((HERE / "config.json").read_text(encoding="utf-8"))
    config["sha256"] = hashlib.sha256((HERE / "model.onnx").read_bytes()).hexdigest()
    config["samples"] = state["samples"]
    (HERE / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
