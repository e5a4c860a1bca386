"""Stage nar: everything after codebook 0, in one pass or a level a pass (VALL-E 2, 3.4; engine.md)."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engine.codec.features import FEATURES
from engine.codec.networks import Codec
from engine.lm.nar import NAR, level_logits
from engine.training import adversary
from engine.training.adversary import FeatureDiscriminator
from engine.training.data import Sequence, Speakers, pad
from engine.training.listen import write_features
from engine.training.loop import Stage
from engine.training.stages.ar import positions_in, within
from engine.training.stages.codec import feature_weights
from engine.types import CODEBOOKS

_PROMPT_FRAMES = (150, 400)
_WINDOW_FRAMES = (60, 420)  # windows of the target, as they come when speaking
_FEATURE_WEIGHT = 3.0
_ADVERSARY_WEIGHTS = {"fooled": 0.1, "matched": 0.5, "discriminator": 1.0}
_ROUGH_CODES = 0.05  # share of wrong codes in codebook 0: the AR model errs too


class Inputs(NamedTuple):
    """What the NAR model needs beside the latents: see NAR.forward."""

    units: Tensor
    stress: Tensor
    segment: Tensor
    pointer: Tensor
    window: Tensor
    level: Tensor
    voice: Tensor
    positions: Tensor


class NARTrainer(nn.Module):
    """Text and frames in one forward, for DDP and compilation."""

    def __init__(self, nar: NAR) -> None:
        super().__init__()
        self.nar = nar

    def forward(self, latents: Tensor, inputs: Inputs) -> Tensor:
        return self.predicted(latents, inputs)

    def predicted(self, latents: Tensor, inputs: Inputs) -> Tensor:
        """The model's output (B, T, 48)."""
        memory = self.nar.text(inputs.units, inputs.stress, inputs.segment, positions_in(inputs.segment))
        where = inputs.pointer, (inputs.window == 0).long(), inputs.level, inputs.voice
        return self.nar(latents, memory, *where, window=inputs.window, positions=inputs.positions)[0].float()


class ResidualTrainer(NARTrainer):
    """The one-pass form with its losses: the residual, the features it gives, and whether a discriminator is fooled."""

    def __init__(self, nar: NAR, codec: Codec, *, adversarial: bool) -> None:
        super().__init__(nar)
        self.discriminator = FeatureDiscriminator(FEATURES, nar.config.latent) if adversarial else None
        self._decode = codec.decode  # not a part: the codec is not trained here

    def forward(self, latents: Tensor, inputs: Inputs, full: Tensor | None = None) -> dict[str, Tensor]:  # type: ignore[override]
        """latents, full (B, T, 48): of the codebooks heard, and of all."""
        assert full is not None
        known, voice = latents, inputs.voice
        predicted = self.predicted(known, inputs)
        target = inputs.window > 0
        chosen = target[..., None].float()
        residual = full - known
        made = self._decode(torch.where(target[..., None], known + predicted, full), voice)
        with torch.no_grad():
            wanted = self._decode(full, voice)
        weights = feature_weights().to(made.device)
        distance = ((made - wanted).abs() * weights * chosen).sum() / chosen.sum() / FEATURES
        found = {
            "residual": ((predicted - residual).pow(2) * chosen).sum() / (residual.pow(2) * chosen).sum(),
            "features": _FEATURE_WEIGHT * distance,
        }
        if self.discriminator is not None:
            made = torch.where(target[..., None], made, wanted)
            judged = self.discriminator(made, known, frozen=True)
            both = self.discriminator(torch.cat([wanted, made.detach()]), torch.cat([known, known]))
            split = [[m.chunk(2) for m in maps] for maps in both]
            real, fake = ([[m[side] for m in maps] for maps in split] for side in (0, 1))
            against = adversary.losses(real, fake, judged)
            found |= {k: _ADVERSARY_WEIGHTS[k] * v for k, v in against.items()}
        return found


class NARStage(Stage):
    """Rows of one speaker: the first pieces are the prompt, the rest is cut into windows that each follow it."""

    def __init__(
        self,
        nar: NAR,
        codec: Codec,
        speakers: Speakers,
        batch: int = 8,
        frames: int = 640,
        units: int = 224,
        *,
        adversarial: bool = False,
    ) -> None:
        levels = nar.config.form == "levels"
        self.module = NARTrainer(nar) if levels else ResidualTrainer(nar, codec, adversarial=adversarial)
        self.nar, self.codec, self.speakers = nar, codec, speakers
        self.batch, self.frames, self.units = batch, frames, units

    def losses(self, model: nn.Module, rng: np.random.Generator, step: int) -> dict[str, Tensor]:
        rows = [within(self._draw(rng), self.units, 1) for _ in range(self.batch)]
        layout = [windows(row, self.frames, rng) for row in rows]
        window, positions = (torch.stack(part).to(self.device) for part in zip(*layout, strict=True))
        voice, codes = self._codes(rows, window)
        quantiser = self.codec.quantiser
        full = quantiser.embed(codes)
        target = window > 0
        in_levels = self.nar.config.form == "levels"
        level = torch.full((self.batch,), int(rng.integers(1, CODEBOOKS)) if in_levels else 0, device=self.device)
        heard = quantiser.embed(codes[..., : max(1, int(level[0]))])
        first = codes[..., 0]
        wrong = torch.rand(first.shape, device=self.device) < _ROUGH_CODES * float(rng.random())
        swapped = quantiser.codebooks[0][torch.where(wrong, first[torch.randperm(self.batch)], first)]
        heard = heard - quantiser.codebooks[0][first] + swapped
        text = (pad([r.ids for r in rows], self.units), pad([r.stress for r in rows], self.units))
        segment = pad([r.segment for r in rows], self.units, -1)
        pointer = pad([r.pointer for r in rows], self.frames)
        units, stress, segment, pointer = (part.to(self.device) for part in (*text, segment, pointer))
        known = torch.where((window == 0)[..., None], full, heard)
        inputs = Inputs(units, stress, segment, pointer, window, level, voice, positions)
        if not in_levels:
            return model(known, inputs, full)
        predicted = model(known, inputs)
        logits = level_logits(predicted, quantiser.codebooks[int(level[0])])
        wanted = codes[..., int(level[0])]
        return {
            "codes": F.cross_entropy(logits[target], wanted[target]),
            "_top1": (logits.argmax(-1) == wanted)[target].float().mean(),
        }

    @torch.no_grad()
    def sample(self, folder: Path, step: int) -> None:
        """A piece of the corpus: codebook 0 as it was, the rest predicted."""
        row = within(self._draw(np.random.default_rng(0), perturb=False), self.units, 1)
        prompt, stop = int(row.starts[1]), int(row.starts[2]) if len(row.starts) > 2 else len(row.pointer)
        window = torch.ones(1, self.frames, dtype=torch.long, device=self.device)
        window[:, :prompt], window[:, stop:] = 0, -1
        voice, codes = self._codes([row], window)
        quantiser = self.codec.quantiser
        known = torch.where((window == 0)[..., None], quantiser.embed(codes), quantiser.embed(codes[..., :1]))
        parts = [pad([getattr(row, k)], self.units) for k in ("ids", "stress")]
        parts += [pad([row.segment], self.units, -1), pad([row.pointer], self.frames)]
        units, stress, segment, pointer = (part.to(self.device) for part in parts)
        memory = self.nar.text(units, stress, segment, positions_in(segment))
        is_prompt = (window == 0).long()
        for level in range(1, CODEBOOKS) if self.nar.config.form == "levels" else (0,):
            at = torch.tensor([level], device=self.device)
            residual = self.nar(known, memory, pointer, is_prompt, at, voice, window=window)[0]
            if level:
                codebook = quantiser.codebooks[level]
                residual = codebook[level_logits(residual, codebook).argmax(-1)]
            known = torch.where((window > 0)[..., None], known + residual, known)
        made = self.codec.decode(known, voice)[0, prompt:stop]
        write_features(folder, "predicted", self.codec, made)

    def _draw(self, rng: np.random.Generator, *, perturb: bool = True) -> Sequence:
        while True:
            row = self.speakers.draw(rng, self.frames, perturb=perturb)
            if len(row.starts) > 1 and len(row.pointer) > _PROMPT_FRAMES[0] + 30:
                return row

    @torch.no_grad()
    def _codes(self, rows: list[Sequence], window: Tensor) -> tuple[Tensor, Tensor]:
        """Voice vectors (B, 128) from the prompt as a poor microphone had it, and codes (B, T, 8)."""
        scaled = self.codec.scaled
        clean = scaled(pad([r.features for r in rows], self.frames).to(self.device))
        rough = scaled(pad([r.rough for r in rows], self.frames).to(self.device))
        heard = int((window == 0).sum(1).min())
        voice = self.codec.voice(rough[:, :heard])
        latents = self.codec.encode(torch.where((window == 0)[..., None], rough, clean), voice).float()
        return voice, self.codec.quantiser.encode(latents.flatten(0, 1)).view(*latents.shape[:2], CODEBOOKS)


def windows(row: Sequence, frames: int, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
    """Window of each frame (0 the prompt, padding -1) and its position: every window stands right behind the prompt."""
    length = len(row.pointer)
    starts = row.starts[(row.starts >= 60) & (row.starts < length - 30)]
    near = (
        starts[np.argsort(np.abs(starts - rng.integers(*_PROMPT_FRAMES)))] if len(starts) else np.array([length // 2])
    )
    prompt = int(near[0])
    window = np.full(frames, -1)
    positions = np.arange(frames)
    window[:prompt] = 0
    at, number = prompt, 1
    while at < length:
        size = int(rng.integers(*_WINDOW_FRAMES))
        size = length - at if length - at - size < _WINDOW_FRAMES[0] else size
        window[at : at + size] = number
        positions[at : at + size] = prompt + np.arange(len(positions[at : at + size]))
        at, number = at + size, number + 1
    return torch.tensor(window), torch.tensor(positions)
