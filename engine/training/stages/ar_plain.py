"""Stage ar without a pointer: the paper's own form, to be compared (VALL-E 2, 3.3).

The text of a whole row stands before its codes, and a group of end codes closes it. Nothing says which unit is spoken.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engine.lm.ar import AR, START
from engine.lm.generate import plainly
from engine.training.data import Sequence
from engine.training.stages.ar import IGNORE, ARStage, positions_in, spoil, within
from engine.types import IntArray

END = START


class PlainARTrainer(nn.Module):
    """Text and groups in one forward, for DDP and compilation."""

    def __init__(self, ar: AR) -> None:
        super().__init__()
        self.ar = ar

    def forward(self, units: Tensor, stress: Tensor, text: Tensor, before: Tensor, voice: Tensor) -> Tensor:
        """text (B, U): 0 where there is a unit, -1 where there is padding (it stands first)."""
        memory = self.ar.text(units, stress, text, positions_in(text))
        return self.ar.forward_plain(before, memory, voice, padding=text < 0)[0]


class PlainARStage(ARStage):
    """Rows of whole pieces, so that the end of the text is the end of the sound."""

    trainer = PlainARTrainer

    def losses(self, model: nn.Module, rng: np.random.Generator, step: int) -> dict[str, Tensor]:
        group = self.ar.config.group
        rows = [
            whole(within(self.speakers.draw(rng, self.frames - group, group=group), self.units, group))
            for _ in range(self.batch)
        ]
        voice, codes = self._codes(rows, rng)
        for index, row in enumerate(rows):
            codes[index, len(row.pointer) // group] = END
        before = torch.cat([torch.full_like(codes[:, :1], START), codes[:, :-1].clamp(0, END - 1)], 1)
        units, stress = (self._leading(rows, name, 0) for name in ("ids", "stress"))
        text = self._leading(rows, "segment", -1).clamp(max=0)
        logits = model(units, stress, text, spoil(before, rng), voice).float()
        heard = codes >= 0
        return {
            "codes": F.cross_entropy(logits.flatten(0, 2), codes.flatten(), ignore_index=IGNORE),
            "_top1": (logits.argmax(-1) == codes)[heard].float().mean(),
        }

    def _say(self, row: Sequence, prompt: Tensor, voice: Tensor, rng: np.random.Generator) -> IntArray:
        return plainly(self.ar, prompt, self._memory(row, row.segment < 2), voice, rng, self.sampler)

    def _leading(self, rows: list[Sequence], name: str, value: int) -> Tensor:
        """A field of the rows' units (B, U) with the padding first, so that text and codes touch."""
        out = torch.full((len(rows), self.units), value)
        for index, row in enumerate(rows):
            field = torch.as_tensor(getattr(row, name))
            out[index, self.units - len(field) :] = field
        return out.to(self.device)


def whole(row: Sequence) -> Sequence:
    """The row without a last piece that was cut short."""
    if row.pointer[-1] == len(row.ids) - 1 or len(row.starts) < 2:
        return row
    frames = int(row.starts[-1])
    units = int(np.searchsorted(row.segment, len(row.starts) - 1))
    return Sequence(
        row.ids[:units],
        row.stress[:units],
        row.segment[:units],
        row.pointer[:frames],
        row.features[:frames],
        row.rough[:frames],
        row.starts[:-1],
    )
