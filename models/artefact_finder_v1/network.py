"""The network: a small U-shaped convolutional one with a heat map, masks and centre vectors.

Dense 3x3 convolutions: separable ones are slower on a processor without being smaller in effect.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

CLASSES = ("wristband", "radiograph", "medical_imaging", "screen", "id_card", "document")
HEAT_STRIDE, MASK_STRIDE = 8, 4
REACH = 64.0
"""Centre vectors are in units of so many input pixels."""
_WIDTHS = (16, 32, 64, 96, 128, 128)
_NECK = 64


def _conv(into: int, out: int, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(into, out, 3, stride, 1, bias=False), nn.BatchNorm2d(out), nn.ReLU(inplace=True)
    )


class _Residual(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.first = _conv(width, width)
        self.second = nn.Sequential(
            nn.Conv2d(width, width, 3, 1, 1, bias=False), nn.BatchNorm2d(width)
        )

    def forward(self, x: Tensor) -> Tensor:
        return torch.relu(x + self.second(self.first(x)))


class Finder(nn.Module):
    """(N, 3, H, W) RGB 0..255, H and W multiples of 64, to three maps of logits.

    Heat (N, C, H/8, W/8); masks (N, C, H/4, W/4); vectors (N, 2C, H/4, W/4): for each class, x and
    y from a cell to the centre of the thing it belongs to.
    """

    def __init__(self) -> None:
        super().__init__()
        count = len(CLASSES)
        w = _WIDTHS
        self.stem = _conv(3, w[0], 2)
        blocks = (0, 1, 2, 2, 1)
        self.stages = nn.ModuleList(
            nn.Sequential(_conv(w[i], w[i + 1], 2), *(_Residual(w[i + 1]) for _ in range(n)))
            for i, n in enumerate(blocks)
        )
        self.sides = nn.ModuleList(nn.Conv2d(width, _NECK, 1) for width in w[2:])
        self.narrow = nn.Conv2d(_NECK, w[1], 1)
        self.mix16, self.mix8, self.mix4 = _conv(_NECK, _NECK), _conv(_NECK, _NECK), _conv(w[1], 48)
        self.heat = nn.Sequential(_conv(_NECK, _NECK), nn.Conv2d(_NECK, count, 1))
        self.shape = nn.Conv2d(48, 3 * count, 1)
        nn.init.constant_(self.heat[1].bias, -4.6)
        nn.init.constant_(self.shape.bias[:count], -3.0)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return heat, masks and vectors."""
        x = self.stem(x / 127.5 - 1.0)
        levels = []
        for stage in self.stages:
            x = stage(x)
            levels.append(x)
        four, *rest = levels
        sides = [side(level) for side, level in zip(self.sides, rest, strict=True)]
        x = sides[3]
        x = _up(x) + sides[2]
        x = self.mix16(_up(x) + sides[1])
        eight = self.mix8(_up(x) + sides[0])
        fine = self.mix4(_up(self.narrow(eight)) + four)
        shape = self.shape(fine)
        count = len(CLASSES)
        return self.heat(eight), shape[:, :count], shape[:, count:]


class Exported(nn.Module):
    """The network as it is shipped: probabilities, and vectors in input pixels."""

    def __init__(self, network: Finder) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return heat and masks as probabilities, vectors in pixels."""
        heat, masks, vectors = self.network(x)
        return heat.sigmoid(), masks.sigmoid(), vectors * REACH


def _up(x: Tensor) -> Tensor:
    return nn.functional.interpolate(x, scale_factor=2.0, mode="nearest")
