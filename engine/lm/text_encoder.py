"""Units of one sentence, each with its stress, read in both directions."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from engine.lm.blocks import Transformer, as_bias
from engine.text.units import UNITS


class TextEncoder(nn.Module):
    """Unit ids and stress (B, U) to memory (B, U, width).

    In training several sentences lie in one row: segment (B, U) numbers them (padding -1) and attention
    stays within a segment, so that a sentence is encoded as if alone, as it is when speaking.
    """

    def __init__(self, width: int, layers: int, heads: int, feedforward: int) -> None:
        super().__init__()
        self.unit = nn.Embedding(UNITS, width)
        self.stress = nn.Embedding(3, width)
        self.stack = Transformer(width, layers, heads, feedforward)

    def forward(
        self, units: Tensor, stress: Tensor, segment: Tensor | None = None, positions: Tensor | None = None
    ) -> Tensor:
        if positions is None:
            positions = torch.arange(units.shape[1], device=units.device)[None]
        if segment is None:
            bias = torch.zeros(1, 1, 1, 1, device=units.device)
        else:
            bias = as_bias(segment[:, None, :, None] == segment[:, None, None, :])
        return self.stack(self.unit(units) + self.stress(stress), bias, positions)[0]
