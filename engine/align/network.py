"""The aligner: a frame classifier of units on codec features, used to align, to recognise and to judge."""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor, nn
from torch.nn import functional as F

from engine.codec.features import FEATURES
from engine.text.units import UNITS


@dataclass(frozen=True)
class AlignerConfig:
    """Sizes; dilations of the layers cycle through 1, 2, 4."""

    width: int = 256
    layers: int = 7


class Aligner(nn.Module):
    """Scaled features (B, T, 65) to log-probabilities (B, T, 128) of the unit spoken in each frame (0 unused)."""

    def __init__(self, config: AlignerConfig) -> None:
        super().__init__()
        width = config.width
        self.config = config
        self.enter = nn.Conv1d(FEATURES, width, 5, padding=2)
        self.norms = nn.ModuleList(nn.GroupNorm(1, width) for _ in range(config.layers))
        self.layers = nn.ModuleList(
            nn.Sequential(
                nn.Conv1d(width, width, 5, padding=2 * 2 ** (k % 3), dilation=2 ** (k % 3), groups=4),
                nn.GELU(),
                nn.Conv1d(width, width, 1),
            )
            for k in range(config.layers)
        )
        self.out = nn.Conv1d(width, UNITS, 1)

    def forward(self, features: Tensor) -> Tensor:
        x = self.enter(features.transpose(1, 2))
        for norm, layer in zip(self.norms, self.layers, strict=True):
            x = x + layer(norm(x))
        return F.log_softmax(self.out(x).float(), 1).transpose(1, 2)
