"""Stage synthesiser: decoded features to the recorded wave, by multi-resolution spectral losses (Vocos, HiFi-GAN)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import librosa
import numpy as np
import soundfile
import torch
from torch import Tensor, nn

from engine.codec.networks import Codec
from engine.codec.synthesiser import Synthesiser
from engine.training.corpus import Corpus, Entry
from engine.training.loop import Stage
from engine.types import HOP_SAMPLES, SAMPLE_RATE_HZ, FloatArray

_RESOLUTIONS = {2048: 160, 1024: 100, 512: 64, 256: 32}  # window: mel bands
_FLOOR = 1e-4
# Codebooks heard, 0 for the features as analysed; what the NAR model gives lies between 1 and 8.
_LEVELS = (0, 8, 8, 2, 2, 1, 1)


@cache
def _filters(size: int, bands: int, device: torch.device) -> tuple[Tensor, Tensor]:
    mel = librosa.filters.mel(sr=SAMPLE_RATE_HZ, n_fft=size, n_mels=bands, fmin=20)
    return torch.hann_window(size, device=device), torch.tensor(mel, device=device)


def spectral_loss(made: Tensor, recorded: Tensor, narrow: Tensor) -> Tensor:
    """Log magnitude, convergence and log mel over four windows; narrow (B,): recordings with nothing above 7.6 kHz."""
    total = made.new_zeros(())
    for size, bands in _RESOLUTIONS.items():
        window, mel = _filters(size, bands, made.device)
        a, b = (torch.stft(v, size, size // 4, window=window, return_complex=True).abs() for v in (made, recorded))
        known = torch.ones(len(a), a.shape[1], 1, device=a.device)
        known[narrow, int(7600 / SAMPLE_RATE_HZ * size) :] = 0
        a, b = a * known, b * known
        total = total + 0.5 * (torch.log(a + _FLOOR) - torch.log(b + _FLOOR)).abs().mean()
        total = total + 0.5 * (a - b).norm() / b.norm()
        total = total + (torch.log(mel @ a + _FLOOR) - torch.log(mel @ b + _FLOOR)).abs().mean()
    return total / len(_RESOLUTIONS)


class SynthesiserStage(Stage):
    """Segments of features, as analysed or through the codec with few codebooks, and the wave they came from."""

    def __init__(
        self,
        module: Synthesiser,
        corpus: Corpus,
        exclude: set[str],
        codec: Codec | None,
        batch: int = 12,
        frames: int = 81,
        real_share: float = 0.4,
    ) -> None:
        self.module = self.synthesiser = module
        self.corpus, self.codec = corpus, codec
        self.batch, self.frames, self.real_share = batch, frames, real_share
        usable = [e for e in corpus.entries if e.speaker not in exclude and e.frames > frames + 40]
        self.entries = [[e for e in usable if not e.real], [e for e in usable if e.real]]
        self.held = [e for e in corpus.entries if e.speaker in exclude and e.frames < 450][:4]
        self._voices: dict[str, Tensor] = {}

    def losses(self, model: nn.Module, rng: np.random.Generator, step: int) -> dict[str, Tensor]:
        features, waves, narrow = [], [], []
        while len(waves) < self.batch:
            kind = self.entries[int(rng.random() < self.real_share and bool(self.entries[1]))]
            entry = kind[rng.integers(len(kind))]
            start = int(rng.integers(entry.frames - self.frames))
            wave = torch.tensor(self.corpus.audio(entry, start * HOP_SAMPLES, (start + self.frames - 1) * HOP_SAMPLES))
            if len(wave) == (self.frames - 1) * HOP_SAMPLES and wave.abs().max() > 0.02:
                features.append(self._features(entry, start, int(rng.choice(_LEVELS))))
                waves.append(wave)
                narrow.append(entry.cutoff_hz > 0)
        made = model(torch.stack(features))
        recorded, known = torch.stack(waves).to(self.device), torch.tensor(narrow, device=self.device)
        with torch.autocast(made.device.type, enabled=False):
            return {"spectral": spectral_loss(made, recorded, known)}

    @torch.no_grad()
    def _features(self, entry: Entry, start: int, levels: int) -> Tensor:
        """Scaled features of a segment, through the codec with this many codebooks (0: not through it)."""
        margin = 24
        low = max(0, start - margin)
        scaled = self._scaled(self.corpus.features(entry)[low : start + self.frames + margin])
        if self.codec is not None and levels:
            if entry.id not in self._voices:
                self._voices[entry.id] = self.codec.voice(self._scaled(self.corpus.features(entry)[:400])[None])
            voice = self._voices[entry.id]
            latents = self.codec.encode(scaled[None], voice)[0].float()
            codes = self.codec.quantiser.encode(latents, levels)
            scaled = self.codec.decode(self.codec.quantiser.embed(codes)[None], voice)[0]
        return scaled[start - low : start - low + self.frames].float()

    @torch.no_grad()
    def sample(self, folder: Path, step: int) -> None:
        (folder / "samples").mkdir(exist_ok=True)
        for index, entry in enumerate(self.held):
            wave = self.synthesiser(self._scaled(self.corpus.features(entry))[None])[0]
            soundfile.write(folder / "samples" / f"{index}.wav", wave.cpu().numpy(), SAMPLE_RATE_HZ)

    def _scaled(self, features: FloatArray) -> Tensor:
        raw = torch.tensor(features, device=self.device)
        return (raw - self.synthesiser.mean) * self.synthesiser.scale
