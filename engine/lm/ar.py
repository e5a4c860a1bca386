"""The AR model: codebook 0, grouped (VALL-E 2, 3.3), told by a monotonic pointer which unit it is speaking.

Every step sees the codes of the group before, the text at the pointer and after it, how long the
pointer has stood still, and the voice vector; it predicts the G codes of the group and how far the pointer
moves before the next (VALL-E R, RALL-E). Without the pointer it is the paper's own form: the text stands before the
codes and an end code closes the sequence.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engine.lm.blocks import Transformer, as_bias, select
from engine.lm.text_encoder import TextEncoder
from engine.types import CODEBOOK_SIZE

START = CODEBOOK_SIZE  # as an input: nothing before; as an output of the plain form: the end
ADVANCES = 4
MAX_AGE = 31


@dataclass(frozen=True)
class ARConfig:
    """Sizes; group is the paper's G; voice is the width of the voice vector."""

    width: int = 256
    layers: int = 6
    heads: int = 4
    feedforward: int = 704
    text_layers: int = 3
    group: int = 2
    pointer: bool = True
    voice: int = 128


class AR(nn.Module):
    """Autoregressive model over groups of codebook 0."""

    def __init__(self, config: ARConfig) -> None:
        super().__init__()
        width = config.width
        self.config = config
        self.text = TextEncoder(width, config.text_layers, config.heads, config.feedforward)
        self.code_embedding = nn.Embedding(CODEBOOK_SIZE + 1, width)
        nn.init.normal_(self.code_embedding.weight, 0, 0.05)
        self.group = nn.Linear(config.group * width, width, bias=False)
        self.voice = nn.Linear(config.voice, width)
        self.stack = Transformer(width, config.layers, config.heads, config.feedforward)
        self.out = nn.Linear(width, config.group * width, bias=False)
        if config.pointer:
            self.age = nn.Embedding(MAX_AGE + 1, width)
            self.context = nn.Linear(2 * width, width, bias=False)
            self.advance = nn.Linear(width, ADVANCES)

    def forward(
        self,
        codes: Tensor,
        memory: Tensor,
        pointer: Tensor,
        age: Tensor,
        voice: Tensor,
        past_keys: Tensor | None = None,
        past_values: Tensor | None = None,
        following: Tensor | None = None,
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """codes (B, N, G) of the group before each; memory (B, U, d); pointer, age (B, N); voice (B, 128).

        following (B, N): the unit after the pointer's, where that is not pointer + 1 (several sentences in a row).
        Returns logits (B, N, G, 1024), advance (B, N, 4), keys and values (L, B, H, P+N, d/H).
        """
        if following is None:
            following = torch.clamp(pointer + 1, max=memory.shape[1] - 1)
        text = torch.cat([select(memory, pointer), select(memory, following)], -1)
        x = self._embed(codes, voice) + self.context(text) + self.age(torch.clamp(age, max=MAX_AGE))
        hidden, keys, values = self._run(x, past_keys, past_values)
        return self._logits(hidden, CODEBOOK_SIZE), self.advance(hidden), keys, values

    def forward_plain(
        self,
        codes: Tensor,
        memory: Tensor,
        voice: Tensor,
        past_keys: Tensor | None = None,
        past_values: Tensor | None = None,
        padding: Tensor | None = None,
    ) -> tuple[Tensor, Tensor, Tensor]:
        """The paper's form: memory (B, U, d) stands before the codes (U may be 0 once it is in the cache).

        padding (B, U): where memory is none; in training, and first, so that text and codes touch.
        Returns logits (B, N, G, 1025), the last class being the end, keys and values.
        """
        x = torch.cat([memory, self._embed(codes, voice)], 1)
        hidden, keys, values = self._run(x, past_keys, past_values, padding)
        return self._logits(hidden[:, memory.shape[1] :], CODEBOOK_SIZE + 1), keys, values

    def _embed(self, codes: Tensor, voice: Tensor) -> Tensor:
        return self.group(self.code_embedding(codes).flatten(2)) + self.voice(voice)[:, None]

    def _run(
        self, x: Tensor, past_keys: Tensor | None, past_values: Tensor | None, padding: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor]:
        past = 0 if past_keys is None else past_keys.shape[3]
        time = torch.arange(x.shape[1], device=x.device)
        columns = torch.arange(past + x.shape[1], device=x.device)
        bias = as_bias(columns[None] <= time[:, None] + past)[None, None]
        if padding is not None:
            empty = F.pad(padding, (0, x.shape[1] - padding.shape[1]), value=False)
            bias = bias + as_bias(~empty)[:, None, None]
        return self.stack(x, bias, (time + past)[None], past_keys, past_values)

    def _logits(self, hidden: Tensor, classes: int) -> Tensor:
        batch, groups, width = hidden.shape
        out = self.out(hidden).view(batch, groups, self.config.group, width)
        return out @ self.code_embedding.weight[:classes].T  # tied to the code embedding, as in the paper
