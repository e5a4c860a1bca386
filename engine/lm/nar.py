"""The NAR model: everything after codebook 0, from the prompt's codes, codebook 0 and the aligned units.

Two forms of one network. In one pass it predicts the residual vector after codebook 0 (its quantisation is
codebooks 2 to 8): what small data can learn (engine.md). A level a pass (VALL-E 2, 3.4): with the level as input
it predicts codebook j from the sum of those before; its logits are tied to the code vectors, 2 m.c - |c|^2.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor, nn

from engine.lm.blocks import Transformer, as_bias, select
from engine.lm.text_encoder import TextEncoder
from engine.types import CODEBOOKS


@dataclass(frozen=True)
class NARConfig:
    """Sizes, and the form it is trained in."""

    width: int = 256
    layers: int = 6
    heads: int = 4
    feedforward: int = 704
    text_layers: int = 2
    form: Literal["residual", "levels"] = "residual"
    latent: int = 48
    voice: int = 128


class NAR(nn.Module):
    """Non-autoregressive model over frames."""

    def __init__(self, config: NARConfig) -> None:
        super().__init__()
        width = config.width
        self.config = config
        self.text = TextEncoder(width, config.text_layers, config.heads, config.feedforward)
        self.latent = nn.Linear(config.latent, width)
        self.is_prompt = nn.Embedding(2, width)
        self.level = nn.Embedding(CODEBOOKS, width)
        self.voice = nn.Linear(config.voice, width)
        self.local = nn.Conv1d(width, width, 5, padding=2, groups=8)
        self.stack = Transformer(width, config.layers, config.heads, config.feedforward)
        self.out = nn.Linear(width, config.latent)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(
        self,
        latents: Tensor,
        memory: Tensor,
        pointer: Tensor,
        is_prompt: Tensor,
        level: Tensor,
        voice: Tensor,
        past_keys: Tensor | None = None,
        past_values: Tensor | None = None,
        window: Tensor | None = None,
        positions: Tensor | None = None,
    ) -> tuple[Tensor, Tensor, Tensor]:
        """latents (B, T, 48): all codebooks of the prompt, of the target those known; pointer (B, T) the unit of each
        frame; is_prompt (B, T) of 0 or 1; level (B,): 0 for the one-pass form, else the codebook asked for; voice
        (B, 128).

        In training, window (B, T) numbers the windows of a row (0 the prompt, padding -1): a frame attends to the
        prompt and its own window. When speaking, the prompt is the past and the row is one window.
        Returns (B, T, 48), keys and values (L, B, H, P+T, d/H).
        """
        conditions = (self.level(level) + self.voice(voice))[:, None]
        x = select(memory, pointer) + self.latent(latents) + self.is_prompt(is_prompt) + conditions
        if window is None:
            bias = torch.zeros(1, 1, 1, 1, device=x.device)
            x = x + self._smooth(x)
        else:
            own = window[:, None, :, None] == window[:, None, None, :]
            bias = as_bias(own | (window[:, None, None, :] == 0))
            x = x + self._smooth_apart(x, window)
        if positions is None:
            past = 0 if past_keys is None else past_keys.shape[3]
            positions = (torch.arange(x.shape[1], device=x.device) + past)[None]
        hidden, keys, values = self.stack(x, bias, positions, past_keys, past_values)
        return self.out(hidden), keys, values

    def _smooth_apart(self, x: Tensor, window: Tensor) -> Tensor:
        """Smooth prompt and windows each as if alone: neighbours differ in parity, so three passes part them all."""
        kind = torch.where(window > 0, 1 + window % 2, window)
        total = torch.zeros_like(x)
        for own in (0, 1, 2):
            mask = (kind == own)[..., None]
            total = total + self._smooth(x * mask) * mask
        return total

    def _smooth(self, x: Tensor) -> Tensor:
        return self.local(x.transpose(1, 2)).transpose(1, 2)


def level_logits(predicted: Tensor, codebook: Tensor) -> Tensor:
    """Tied logits (..., 1024) of a predicted vector (..., 48) for a codebook (1024, 48): minus the squared distance."""
    return 2 * predicted @ codebook.T - codebook.pow(2).sum(-1)
