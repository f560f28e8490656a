"""Whether a part of a photo may hold print at all, before the detector looks at it in full size.

Grass, gravel and cloth leave traces all over a first look, and a full-size look takes lines of
nothing out of them. A network of 120,000 weights, learnt on print of 8 px and more, says of each
cell of 32 px whether it may hold some: a tenth of the detector's time. It only ever leaves a tile
out where no cell of it comes near; models/text_gate_v1/README.md counts what that loses.
"""

from __future__ import annotations

from phiscan._models import find_weights
from phiscan._runtime import Array, Model


def may_hold_print(blob: Array, gate: Model) -> bool:
    """Whether any cell of a (1, 3, H, W) picture, as the detector is shown it, may hold print."""
    bar = find_weights("text_gate").config["thresholds"]["print"]
    answer = gate.run(blob)[0]
    # Asked this way round, no number at all and "not a number" may hold print, too.
    return answer.size == 0 or not bool((answer < bar).all())
