"""The network of the gate: eight convolutions, from pixels to cells of 32."""

from __future__ import annotations

from torch import Tensor, nn

CELL_PX = 32
_LAYERS = ((3, 16, 2), (16, 24, 2), (24, 32, 2), (32, 32, 1), (32, 48, 2), (48, 48, 1),
           (48, 64, 2), (64, 64, 1))  # fmt: skip
"""Channels in and out, stride."""


class Gate(nn.Module):
    """(N, 3, H, W) BGR from -1 to 1 to logits (N, 1, H / 32, W / 32): may a cell hold print?"""

    def __init__(self) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        for channels, wider, stride in _LAYERS:
            layers += [
                nn.Conv2d(channels, wider, 3, stride, padding=1, bias=False),
                nn.BatchNorm2d(wider),
                nn.ReLU(inplace=True),
            ]
        self.layers = nn.Sequential(*layers, nn.Conv2d(_LAYERS[-1][1], 1, 1))

    def forward(self, pictures: Tensor) -> Tensor:
        """Return the logits."""
        logits: Tensor = self.layers(pictures)
        return logits
