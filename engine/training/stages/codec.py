"""Stage codec: encoder, decoder, voice vector and codebooks over features, with quantiser dropout (engine.md).

A third of the steps use one codebook, for the AR model says only that one. The encoder hears the rough
features, the decoder must give the clean ones: a poor sample still gives a clean voice.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from engine.codec.features import APERIODICITY, ENVELOPE, FEATURES, LOG_F0, VOICING
from engine.codec.networks import Codec
from engine.training.data import Speakers
from engine.training.listen import write_features
from engine.training.loop import Stage
from engine.types import CODEBOOKS

_WARM_STEPS = 150  # before the codebooks start
_LEVELS = (8,) * 8 + (1,) * 6 + (2,) * 3 + (3, 4, 5)
_COMMITMENT = 0.1


def feature_weights() -> Tensor:
    """(65,): how much an error of each feature costs; pitch errors are heard most."""
    weights = torch.ones(FEATURES)
    weights[LOG_F0], weights[VOICING], weights[APERIODICITY] = 6.0, 2.0, 1.5
    return weights


class CodecTrainer(nn.Module):
    """Forward of a training step, as one module for DDP."""

    def __init__(self, codec: Codec) -> None:
        super().__init__()
        self.codec = codec

    def forward(self, x: Tensor, reference: Tensor, levels: int, quantise: bool) -> tuple[Tensor, Tensor, Tensor]:
        voice = self.codec.voice(reference)
        latents = self.codec.encode(x, voice)
        flat = latents.reshape(-1, latents.shape[-1]).float()
        commitment = flat.new_zeros(())
        if quantise:
            with torch.autocast(x.device.type, enabled=False):
                flat, commitment = self.codec.quantiser.train_step(flat, levels)
        return self.codec.decode(flat.view_as(latents), voice), latents.detach(), commitment


class CodecStage(Stage):
    """Segments of one speaker, the voice vector from other speech of the same."""

    def __init__(
        self, codec: Codec, speakers: Speakers, batch: int = 16, frames: int = 160, reference: int = 260
    ) -> None:
        self.codec, self.speakers = codec, speakers
        self.module = CodecTrainer(codec)
        self.batch, self.frames, self.reference = batch, frames, reference
        self.weights = feature_weights()
        self._latents: Tensor | None = None

    def losses(self, model: nn.Module, rng: np.random.Generator, step: int) -> dict[str, Tensor]:
        rough, clean, reference = self._batch(rng)
        quantise = bool(self.codec.quantiser.ready)
        levels = int(rng.choice(_LEVELS)) if quantise else 8
        out, latents, commitment = model(rough, reference, levels, quantise)
        self._latents = latents.reshape(-1, latents.shape[-1])
        error = out.float() - clean
        loss = (error.abs() * self.weights).mean() + 0.5 * (error.pow(2) * self.weights).mean()
        distortion = error[..., :ENVELOPE].detach().pow(2).sum(-1).mean()
        return {"features": loss, "commitment": _COMMITMENT * commitment, f"_distortion_{levels}": distortion}

    def after_step(self, step: int) -> None:
        if step >= _WARM_STEPS and not self.codec.quantiser.ready and self._latents is not None:
            self.codec.quantiser.initialise(self._latents.float())

    @torch.no_grad()
    def sample(self, folder: Path, step: int) -> None:
        """A piece of the corpus through all codebooks, and through the first alone."""
        row = self.speakers.draw(np.random.default_rng(0), 400, perturb=False)
        features = self.codec.scaled(row.features.to(self.device))[None]
        voice = self.codec.voice(features)
        latents = self.codec.encode(features, voice)[0]
        for levels in (1, CODEBOOKS):
            heard = self.codec.quantiser.embed(self.codec.quantiser.encode(latents, levels))[None]
            write_features(folder, f"codebooks{levels}", self.codec, self.codec.decode(heard, voice)[0])

    def _batch(self, rng: np.random.Generator) -> tuple[Tensor, Tensor, Tensor]:
        rough, clean, reference = [], [], []
        need = self.reference + self.frames + 2
        while len(clean) < self.batch:
            sequence = self.speakers.draw(rng, 850)
            length = len(sequence.features)
            if length < need:
                continue
            at_start = rng.random() < 0.5
            first = self.reference if at_start else 0
            last = length - self.frames - (0 if at_start else self.reference)
            heard = sequence.rough[: self.reference] if at_start else sequence.rough[-self.reference :]
            for start in range(first, last, self.frames + 10):
                if len(clean) < self.batch:
                    clean.append(sequence.features[start : start + self.frames])
                    rough.append(sequence.rough[start : start + self.frames])
                    reference.append(heard)
        scaled = self.codec.scaled
        rough, clean, reference = (torch.stack(part).to(self.device) for part in (rough, clean, reference))
        return scaled(rough), scaled(clean), scaled(reference)
