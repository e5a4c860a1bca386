"""Stage ar: groups of codebook 0 and the pointer's moves (VALL-E 2, 3.3; VALL-E R)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from engine.codec.networks import Codec
from engine.lm.ar import ADVANCES, AR, START
from engine.lm.generate import with_pointer
from engine.sampling.repetition import RepetitionAwareSampler
from engine.training.data import Sequence, Speakers, pad
from engine.training.listen import write_features
from engine.training.loop import Stage
from engine.types import CODEBOOK_SIZE, IntArray

IGNORE = -100
_REFERENCE = (220, 420)  # frames of the row from which the voice vector is taken
_WRONG_CODES = 0.16  # at most this share of the codes heard is replaced: the model learns to recover


class ARTrainer(nn.Module):
    """Text and groups in one forward, for DDP and compilation."""

    def __init__(self, ar: AR) -> None:
        super().__init__()
        self.ar = ar

    def forward(
        self, units: Tensor, stress: Tensor, segment: Tensor, before: Tensor, pointer: Tensor, voice: Tensor
    ) -> tuple[Tensor, Tensor]:
        memory = self.ar.text(units, stress, segment, positions_in(segment))
        age = ages(pointer)
        logits, advance, _, _ = self.ar(before, memory, pointer, age, voice, following=following(pointer, segment))
        return logits, advance


class ARStage(Stage):
    """Rows of one speaker's pieces; what was said before in the row is the prompt."""

    trainer: type[nn.Module] = ARTrainer

    def __init__(
        self, ar: AR, codec: Codec, speakers: Speakers, batch: int = 8, frames: int = 900, units: int = 288
    ) -> None:
        self.module, self.ar, self.codec, self.speakers = self.trainer(ar), ar, codec, speakers
        self.batch, self.frames, self.units = batch, frames, units
        self.sampler = RepetitionAwareSampler()

    def losses(self, model: nn.Module, rng: np.random.Generator, step: int) -> dict[str, Tensor]:
        group = self.ar.config.group
        rows = [self.speakers.draw(rng, self.frames, group=group) for _ in range(self.batch)]
        rows = [within(row, self.units, group) for row in rows]
        voice, codes = self._codes(rows, rng)
        groups = self.frames // group
        pointer = torch.stack([pointers(row, group, groups) for row in rows]).to(self.device)
        segment = self._padded([row.segment for row in rows], -1)
        valid = codes[:, :, 0] >= 0
        before = torch.cat([torch.full_like(codes[:, :1], START), codes[:, :-1].clamp(min=0)], 1)
        before = spoil(before, rng)
        units, stress = (self._padded([getattr(r, name) for r in rows]) for name in ("ids", "stress"))
        logits, advance = model(units, stress, segment, before, pointer, voice)
        moves = torch.full_like(pointer, IGNORE)
        moves[:, :-1] = (pointer[:, 1:] - pointer[:, :-1]).clamp(0, ADVANCES - 1)
        moves[:, :-1][~valid[:, 1:]] = IGNORE
        return {
            "codes": F.cross_entropy(logits.float().flatten(0, 2), codes.flatten(), ignore_index=IGNORE),
            "advance": F.cross_entropy(advance.float().flatten(0, 1), moves.flatten(), ignore_index=IGNORE),
            "_top1": (logits.argmax(-1) == codes)[codes >= 0].float().mean(),
        }

    @torch.no_grad()
    def sample(self, folder: Path, step: int) -> None:
        """Say a text of the corpus after another of the same speaker, from codebook 0 alone."""
        rng = np.random.default_rng(0)
        row = self.speakers.draw(rng, self.frames, perturb=False, group=self.ar.config.group)
        voice, codes = self._codes([row], rng)
        if len(row.starts) < 2:
            return
        said = self._say(row, codes[:, : int(row.starts[1]) // self.ar.config.group], voice, rng)
        if len(said):
            latents = self.codec.quantiser.embed(torch.tensor(said, device=self.device)[:, None])
            write_features(folder, "said", self.codec, self.codec.decode(latents[None], voice)[0])

    def _say(self, row: Sequence, prompt: Tensor, voice: Tensor, rng: np.random.Generator) -> IntArray:
        """The row's second piece, when the first, of codes (1, N, G), was the prompt."""
        first, second = (self._memory(row, row.segment == number) for number in (0, 1))
        pointer = pointers(row, prompt.shape[2], prompt.shape[1])[None].to(self.device)
        return with_pointer(self.ar, (prompt, pointer, ages(pointer)), (first, second), voice, rng, self.sampler)

    def _memory(self, row: Sequence, chosen: NDArray[np.bool_]) -> Tensor:
        units, stress = (torch.tensor(part[chosen], device=self.device)[None] for part in (row.ids, row.stress))
        return self.ar.text(units, stress)

    def _padded(self, rows: list[IntArray], value: int = 0) -> Tensor:
        return pad(rows, self.units, value).to(self.device)

    @torch.no_grad()
    def _codes(self, rows: list[Sequence], rng: np.random.Generator) -> tuple[Tensor, Tensor]:
        """Voice vectors (B, 128) from the rough sound, codes of codebook 0 (B, N, G); padding -100."""
        group = self.ar.config.group
        scaled = self.codec.scaled
        clean = scaled(pad([r.features for r in rows], self.frames).to(self.device))
        rough = scaled(pad([r.rough for r in rows], self.frames).to(self.device))
        heard = min(int(rng.integers(*_REFERENCE)), *(len(r.features) for r in rows))
        voice = self.codec.voice(rough[:, :heard])
        # Past the part that stands for the sample the sound is clean: that is what should be said.
        mixed = torch.cat([rough[:, :heard], clean[:, heard:]], 1)
        latents = self.codec.encode(mixed, voice).float()
        codes = self.codec.quantiser.nearest(latents.flatten(0, 1), 0).view(len(rows), -1)
        for index, row in enumerate(rows):
            codes[index, len(row.pointer) :] = IGNORE
        return voice, codes.view(len(rows), -1, group)


def spoil(codes: Tensor, rng: np.random.Generator) -> Tensor:
    """Some of the codes heard (B, N, G) replaced by any others."""
    wrong = torch.rand(codes.shape, device=codes.device) < _WRONG_CODES * float(rng.random())
    return torch.where(wrong, torch.randint_like(codes, CODEBOOK_SIZE), codes)


def within(row: Sequence, units: int, group: int) -> Sequence:
    """The row cut where its units would not fit."""
    if len(row.ids) <= units:
        return row
    frames = int(np.searchsorted(row.pointer, units - 1)) // group * group
    return Sequence(
        row.ids[:units],
        row.stress[:units],
        row.segment[:units],
        row.pointer[:frames],
        row.features[:frames],
        row.rough[:frames],
        row.starts[row.starts < frames],
    )


def pointers(row: Sequence, group: int, groups: int) -> Tensor:
    """Unit of each of the first groups (N,); past the row's end the last one is repeated."""
    per_group = torch.tensor(row.pointer[::group][:groups])
    return torch.cat([per_group, per_group[-1:].expand(groups - len(per_group))])


def ages(pointer: Tensor) -> Tensor:
    """(B, N): steps since the pointer moved."""
    index = torch.arange(pointer.shape[1], device=pointer.device).expand_as(pointer)
    moved = torch.ones_like(pointer, dtype=torch.bool)
    moved[:, 1:] = pointer[:, 1:] != pointer[:, :-1]
    last_move = torch.where(moved, index, torch.zeros_like(index)).cummax(1).values
    return index - last_move


def following(pointer: Tensor, segment: Tensor) -> Tensor:
    """(B, N): the unit after the pointer's, but never of the next piece: when speaking, there is none."""
    following = (pointer + 1).clamp(max=segment.shape[1] - 1)
    same = segment.gather(1, following) == segment.gather(1, pointer)
    return torch.where(same, following, pointer)


def positions_in(segment: Tensor) -> Tensor:
    """(B, U): place of each unit in its own piece."""
    index = torch.arange(segment.shape[1], device=segment.device).expand_as(segment)
    first = torch.ones_like(segment, dtype=torch.bool)
    first[:, 1:] = segment[:, 1:] != segment[:, :-1]
    return index - torch.where(first, index, torch.zeros_like(index)).cummax(1).values
