"""Stage synthesiser: features to the recorded wave, by multi-resolution spectral losses and, at last, a discriminator.

The features are those analysed, those the codec gives, and those the NAR model predicts (`predicted.py`), always with
the pitch and voicing that were recorded: with others the harmonics would not meet, and the losses would teach it to
blur them (Vocos, HiFi-GAN).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import librosa
import numpy as np
import soundfile
import torch
from torch import Tensor, nn

from engine.codec.features import LOG_F0
from engine.codec.networks import Codec
from engine.codec.synthesiser import Synthesiser
from engine.training import adversary
from engine.training.adversary import SpectrumDiscriminator
from engine.training.corpus import Corpus, Entry
from engine.training.loop import Stage
from engine.training.predicted import predicted_path
from engine.types import HOP_SAMPLES, SAMPLE_RATE_HZ, FloatArray

_RESOLUTIONS = {2048: 160, 1024: 100, 512: 64, 256: 32}  # window: mel bands
_FLOOR = 1e-4
_ADVERSARY_WEIGHTS = {"fooled": 0.1, "matched": 0.5, "discriminator": 1.0}
_KINDS = ("analysed", "coded", "coded", "predicted", "predicted", "predicted")  # a segment's features, in this share
_NARROW_HZ = 7600  # where a recording of 16 kHz ends


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
        known[narrow, int(_NARROW_HZ / SAMPLE_RATE_HZ * size) :] = 0
        a, b = a * known, b * known
        total = total + 0.5 * (torch.log(a + _FLOOR) - torch.log(b + _FLOOR)).abs().mean()
        total = total + 0.5 * (a - b).norm() / b.norm()
        total = total + (torch.log(mel @ a + _FLOOR) - torch.log(mel @ b + _FLOOR)).abs().mean()
    return total / len(_RESOLUTIONS)


def log_spectra(waves: Tensor, narrow: Tensor, windows: tuple[int, ...]) -> list[Tensor]:
    """Log magnitudes (B, bins, frames) in each window; narrow as in spectral_loss."""
    spectra = []
    for size in windows:
        window = torch.hann_window(size, device=waves.device)
        spectrum = torch.stft(waves, size, size // 4, window=window, return_complex=True).abs()
        known = torch.ones(len(spectrum), spectrum.shape[1], 1, device=waves.device)
        known[narrow, int(_NARROW_HZ / SAMPLE_RATE_HZ * size) :] = 0
        spectra.append(torch.log((spectrum * known).clamp(min=_FLOOR)))
    return spectra


class SynthesiserTrainer(nn.Module):
    """Forward of a training step with its losses, as one module for DDP."""

    def __init__(self, synthesiser: Synthesiser, *, adversarial: bool) -> None:
        super().__init__()
        self.synthesiser = synthesiser
        self.discriminator = SpectrumDiscriminator() if adversarial else None

    def forward(self, features: Tensor, recorded: Tensor, narrow: Tensor) -> dict[str, Tensor]:
        made = self.synthesiser(features)
        with torch.autocast(made.device.type, enabled=False):
            found = {"spectral": spectral_loss(made, recorded, narrow)}
            if self.discriminator is None:
                return found
            windows = self.discriminator.windows
            seen, wanted = log_spectra(made, narrow, windows), log_spectra(recorded, narrow, windows)
        judged = self.discriminator(seen, frozen=True)
        real, fake = self.discriminator(wanted), self.discriminator([s.detach() for s in seen])
        against = adversary.losses(real, fake, judged)
        return found | {k: _ADVERSARY_WEIGHTS[k] * v for k, v in against.items()}


class SynthesiserStage(Stage):
    """Segments of features, as analysed, coded or predicted, and the wave they came from."""

    def __init__(
        self,
        module: Synthesiser,
        corpus: Corpus,
        exclude: set[str],
        codec: Codec | None,
        batch: int = 12,
        frames: int = 81,
        real_share: float = 0.4,
        *,
        adversarial: bool = False,
    ) -> None:
        self.module, self.synthesiser = SynthesiserTrainer(module, adversarial=adversarial), module
        self.corpus, self.codec = corpus, codec
        path = predicted_path(corpus)
        self.predicted = np.load(path, mmap_mode="r") if codec is not None and path.exists() else None
        self._known = None if self.predicted is None else np.isfinite(self.predicted[:, 0])
        self.batch, self.frames, self.real_share = batch, frames, real_share
        usable = [e for e in corpus.entries if e.speaker not in exclude and e.frames > frames + 40]
        self.entries = [[e for e in usable if not e.real], [e for e in usable if e.real]]
        self.held = [e for e in corpus.entries if e.speaker in exclude and e.frames < 450][:4]
        self._voices: dict[str, Tensor] = {}

    def losses(self, model: nn.Module, rng: np.random.Generator, step: int) -> dict[str, Tensor]:
        features, waves, narrow = [], [], []
        while len(waves) < self.batch:
            entries = self.entries[int(rng.random() < self.real_share and bool(self.entries[1]))]
            entry = entries[rng.integers(len(entries))]
            start = int(rng.integers(entry.frames - self.frames))
            kind = str(rng.choice(_KINDS))
            if kind == "predicted" and not self._is_predicted(entry, start):
                continue
            wave = torch.tensor(self.corpus.audio(entry, start * HOP_SAMPLES, (start + self.frames - 1) * HOP_SAMPLES))
            if len(wave) == (self.frames - 1) * HOP_SAMPLES and wave.abs().max() > 0.02:
                features.append(self._features(entry, start, kind))
                waves.append(wave)
                narrow.append(entry.cutoff_hz > 0)
        recorded, known = torch.stack(waves).to(self.device), torch.tensor(narrow, device=self.device)
        return model(torch.stack(features), recorded, known)

    @torch.no_grad()
    def _features(self, entry: Entry, start: int, kind: str) -> Tensor:
        """Scaled features of a segment; where nothing is predicted yet it is coded, without a codec as analysed."""
        analysed = self._scaled(self.corpus.features(entry))[start : start + self.frames]
        if self.codec is None or kind == "analysed":
            return analysed
        if kind == "predicted" and self.predicted is not None:
            first = entry.frame_start + start
            said = np.asarray(self.predicted[first : first + self.frames], np.float32)
            made = torch.tensor(said, device=self.device)
        else:
            made = self._coded(entry, start, self.codec)
        return torch.cat([made[:, :LOG_F0], analysed[:, LOG_F0:]], 1)  # pitch and voicing as recorded

    def _is_predicted(self, entry: Entry, start: int) -> bool:
        first = entry.frame_start + start
        return self._known is None or bool(self._known[first : first + self.frames].all())

    def _coded(self, entry: Entry, start: int, codec: Codec) -> Tensor:
        margin = 24
        low = max(0, start - margin)
        scaled = self._scaled(self.corpus.features(entry)[low : start + self.frames + margin])
        if entry.id not in self._voices:
            self._voices[entry.id] = codec.voice(self._scaled(self.corpus.features(entry)[:400])[None])
        voice = self._voices[entry.id]
        codes = codec.quantiser.encode(codec.encode(scaled[None], voice)[0].float())
        made = codec.decode(codec.quantiser.embed(codes)[None], voice)[0]
        return made[start - low : start - low + self.frames]

    @torch.no_grad()
    def sample(self, folder: Path, step: int) -> None:
        (folder / "samples").mkdir(exist_ok=True)
        for index, entry in enumerate(self.held):
            wave = self.synthesiser(self._scaled(self.corpus.features(entry))[None])[0]
            soundfile.write(folder / "samples" / f"{index}.wav", wave.cpu().numpy(), SAMPLE_RATE_HZ)

    def _scaled(self, features: FloatArray) -> Tensor:
        raw = torch.tensor(features, device=self.device)
        return (raw - self.synthesiser.mean) * self.synthesiser.scale
