"""The neural harmonic-plus-noise synthesiser: scaled features to sound.

Phase and periodicity, which cost a waveform decoder most of its training, are given by a band-limited pulse train
made from f0. ConvNeXt over frames predicts, beside the envelope it is given, a complex filter for the pulses and a
magnitude for noise, both in the STFT domain (1024, hop 320, Hann); one inverse STFT makes the wave (Vocos' head,
hibari's idea).
The same maths in numpy, for speaking, is runtime/excitation.py.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pyworld
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engine.codec.blocks import ConvNeXt
from engine.codec.features import BINS, ENVELOPE, FEATURES, FFT_SIZE, LOG_F0, VOICING
from engine.types import HOP_SAMPLES, SAMPLE_RATE_HZ

HIGHEST_HARMONIC_HZ = 11_500


@dataclass(frozen=True)
class SynthesiserConfig:
    """Sizes."""

    width: int = 320
    layers: int = 7


class Synthesiser(nn.Module):
    """Filters from features; `filters` is what is exported, `forward` makes sound for training."""

    mean: Tensor
    scale: Tensor
    envelope: Tensor
    envelope_offset: Tensor
    window: Tensor

    def __init__(self, config: SynthesiserConfig) -> None:
        super().__init__()
        self.config = config
        self.enter = nn.Conv1d(FEATURES, config.width, 7, padding=3)
        self.blocks = nn.Sequential(*(ConvNeXt(config.width, 3 * config.width) for _ in range(config.layers)))
        self.norm = nn.LayerNorm(config.width)
        self.out = nn.Linear(config.width, 4 * BINS)
        nn.init.normal_(self.out.weight, 0, 0.002)
        nn.init.zeros_(self.out.bias)
        self.level = nn.Parameter(torch.tensor([0.0, -3.0]))  # log gain of pulses and noise over the envelope
        self.register_buffer("mean", torch.zeros(FEATURES))
        self.register_buffer("scale", torch.ones(FEATURES))
        matrix, offset = envelope_map()
        self.register_buffer("envelope", matrix)
        self.register_buffer("envelope_offset", offset)
        self.register_buffer("window", torch.hann_window(FFT_SIZE))

    def filters(self, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Scaled features (B, T, 65) to the pulse filter (real, imaginary) and the noise magnitude, all (B, T, 513)."""
        hidden = self.norm(self.blocks(self.enter(features.transpose(1, 2))).transpose(1, 2))
        harmonic, real, imaginary, noise = self.out(hidden).float().chunk(4, -1)
        with torch.autocast(features.device.type, enabled=False):  # log magnitudes need all their bits
            base = (features / self.scale + self.mean)[..., :ENVELOPE] @ self.envelope + self.envelope_offset
        gain = torch.exp((base + harmonic + self.level[0]).clamp(-14, 4))
        return gain * (1 + real), gain * imaginary, torch.exp((base + noise + self.level[1]).clamp(-14, 4))

    def forward(self, features: Tensor) -> Tensor:
        """Scaled features (B, T, 65) to samples (B, (T - 1) * 320)."""
        raw = features / self.scale + self.mean
        pulses = pulse_train(raw[..., LOG_F0], raw[..., VOICING])
        real, imaginary, noise = self.filters(features)
        spectrum = self._stft(pulses) * torch.complex(real, imaginary) + self._stft(torch.randn_like(pulses)) * noise
        return torch.istft(
            spectrum.transpose(1, 2), FFT_SIZE, HOP_SAMPLES, window=self.window, center=True, length=pulses.shape[1]
        )

    def _stft(self, samples: Tensor) -> Tensor:
        spectrum = torch.stft(samples, FFT_SIZE, HOP_SAMPLES, window=self.window, center=True, return_complex=True)
        return spectrum.transpose(1, 2)

    @property
    def context_frames(self) -> int:
        """Frames on each side that a frame's filters depend on."""
        return 3 + 3 * self.config.layers


def pulse_train(log_f0: Tensor, voicing: Tensor) -> Tensor:
    """log f0 and voicing (B, T) to a band-limited pulse train (B, (T - 1) * 320), unit power per harmonic and hertz."""
    samples = (log_f0.shape[1] - 1) * HOP_SAMPLES

    def per_sample(curve: Tensor) -> Tensor:
        fine = F.interpolate(curve[:, None], size=samples + 1, mode="linear", align_corners=True)
        return fine[:, 0, :samples]

    f0 = per_sample(log_f0).exp().clamp(50, 600)
    voiced = per_sample((voicing > 0.5).float()) > 0.5
    phase = 2 * math.pi * (torch.cumsum(f0.double() / SAMPLE_RATE_HZ, 1) % 1).float() + 0.01
    harmonics = torch.floor(HIGHEST_HARMONIC_HZ / f0)
    train = torch.sin((harmonics + 0.5) * phase) / (2 * torch.sin(phase / 2)) - 0.5
    return train * torch.sqrt(f0 / SAMPLE_RATE_HZ) * 2 * voiced


def envelope_map() -> tuple[Tensor, Tensor]:
    """(60, 513) and (513,): coded envelope to log magnitude; WORLD's coding is linear in the log spectrum."""
    zero = np.log(pyworld.decode_spectral_envelope(np.zeros((1, ENVELOPE)), SAMPLE_RATE_HZ, FFT_SIZE))
    unit = np.log(pyworld.decode_spectral_envelope(np.eye(ENVELOPE), SAMPLE_RATE_HZ, FFT_SIZE)) - zero
    return torch.tensor(unit / 2, dtype=torch.float32), torch.tensor(zero[0] / 2, dtype=torch.float32)
