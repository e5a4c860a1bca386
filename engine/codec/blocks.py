"""ConvNeXt over frames (Liu et al. 2022; Vocos)."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class ConvNeXt(nn.Module):
    """Depthwise convolution of 7 frames, norm, two linear maps, scaled residual: (B, C, T) -> (B, C, T)."""

    def __init__(self, channels: int, hidden: int) -> None:
        super().__init__()
        self.depthwise = nn.Conv1d(channels, channels, 7, padding=3, groups=channels)
        self.norm = nn.LayerNorm(channels)
        self.up = nn.Linear(channels, hidden)
        self.down = nn.Linear(hidden, channels)
        self.scale = nn.Parameter(torch.full((channels,), 0.2))

    def forward(self, x: Tensor) -> Tensor:
        y = self.norm(self.depthwise(x).transpose(1, 2))
        return x + (self.scale * self.down(F.gelu(self.up(y)))).transpose(1, 2)


class Modulation(nn.Module):
    """Scale and shift of channels by the voice vector."""

    def __init__(self, voice: int, channels: int) -> None:
        super().__init__()
        self.map = nn.Linear(voice, 2 * channels)
        nn.init.normal_(self.map.weight, 0, 0.02)
        nn.init.zeros_(self.map.bias)

    def forward(self, x: Tensor, voice: Tensor) -> Tensor:
        """x (B, C, T), voice (B, V)."""
        scale, shift = self.map(voice)[:, :, None].chunk(2, 1)
        return x * (1 + scale) + shift
