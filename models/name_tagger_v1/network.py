"""The network: characters in, one probability a character out; wide layers at half resolution."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from phiscan.rules.tagger import CHANNELS, USED

NARROW, WIDE = 40, 96
DILATIONS = (1, 2, 4, 8, 1)


class Tagger(nn.Module):
    """(N, CHANNELS, L) float32, L even, to (N, 1, L) logits; padding is worth zero everywhere."""

    def __init__(self) -> None:
        super().__init__()
        self.embed = nn.Conv1d(CHANNELS, NARROW, 1)
        self.near = nn.Conv1d(NARROW, NARROW, 5, padding=2)
        self.down = nn.Conv1d(NARROW, WIDE, 4, stride=2, padding=1)
        self.wide = nn.ModuleList(
            nn.Conv1d(WIDE, WIDE, 3, padding=d, dilation=d) for d in DILATIONS
        )
        self.up = nn.ConvTranspose1d(WIDE, NARROW, 2, stride=2)
        self.join = nn.Conv1d(2 * NARROW, NARROW, 3, padding=1)
        self.head = nn.Conv1d(NARROW, 1, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Return logits."""
        used = x[:, USED : USED + 1]
        half = nn.functional.max_pool1d(used, 2)
        fine = torch.relu(self.embed(x)) * used
        fine = torch.relu(self.near(fine)) * used
        y = torch.relu(self.down(fine)) * half
        for layer in self.wide:
            y = y + torch.relu(layer(y)) * half
        y = torch.relu(self.up(y)) * used
        return self.head(torch.relu(self.join(torch.cat((fine, y), 1))))


class Probabilities(nn.Module):
    """What is shipped: the network with probabilities for logits."""

    def __init__(self, network: Tagger) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: Tensor) -> Tensor:
        """Return (N, 1, L) probabilities, 0 on padding."""
        return torch.sigmoid(self.network(x)) * x[:, USED : USED + 1]
