"""Stage vocos: a decoder for EnCodec's codes, by the spectral losses of the synthesiser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import soundfile
import torch
from torch import Tensor, nn

from engine.codec import encodec_codec
from engine.codec.vocos import Vocos
from engine.training.corpus import Corpus, Entry
from engine.training.loop import Stage
from engine.training.stages.synthesiser import spectral_loss
from engine.types import HOP_SAMPLES, SAMPLE_RATE_HZ

if TYPE_CHECKING:
    from encodec.model import EncodecModel

_LEVELS = (8, 8, 8, 4, 2, 1)


class VocosStage(Stage):
    """Segments of sound through EnCodec's encoder with few or all codebooks, and back."""

    def __init__(
        self, module: Vocos, model: EncodecModel, corpus: Corpus, exclude: set[str], batch: int = 8, frames: int = 75
    ) -> None:
        self.module, self.encodec, self.corpus = module, model, corpus
        self.batch, self.frames = batch, frames
        self.entries = [e for e in corpus.entries if e.speaker not in exclude and e.frames > frames + 2]
        self.held = [e for e in corpus.entries if e.speaker in exclude and e.frames < 450][:4]

    def losses(self, model: nn.Module, rng: np.random.Generator, step: int) -> dict[str, Tensor]:
        chosen = [self.entries[i] for i in rng.integers(len(self.entries), size=self.batch)]
        waves = torch.stack([self._segment(entry, rng) for entry in chosen]).to(self.device)
        narrow = torch.tensor([entry.cutoff_hz > 0 for entry in chosen], device=self.device)
        codes = encodec_codec.encode(self.encodec, waves)[..., : int(rng.choice(_LEVELS))]
        made = model(encodec_codec.embed(self.encodec, codes))
        with torch.autocast(made.device.type, enabled=False):
            return {"spectral": spectral_loss(made, waves, narrow)}

    def _segment(self, entry: Entry, rng: np.random.Generator) -> Tensor:
        size = self.frames * HOP_SAMPLES
        start = int(rng.integers(entry.samples - size))
        return torch.tensor(self.corpus.audio(entry, start, start + size))

    @torch.no_grad()
    def sample(self, folder: Path, step: int) -> None:
        """Recordings of speakers held out, encoded and decoded."""
        (folder / "samples").mkdir(exist_ok=True)
        for index, entry in enumerate(self.held):
            wave = torch.tensor(self.corpus.audio(entry), device=self.device)[None]
            made = self.module(encodec_codec.embed(self.encodec, encodec_codec.encode(self.encodec, wave)))[0]
            soundfile.write(folder / "samples" / f"{index}.wav", made.cpu().numpy(), SAMPLE_RATE_HZ)
