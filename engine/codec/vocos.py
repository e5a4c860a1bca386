"""A Vocos-style decoder (Siuzdak 2023): code embeddings to sound by ConvNeXt over frames and one inverse STFT."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engine.codec.blocks import ConvNeXt
from engine.types import HOP_SAMPLES

_FFT = 4 * HOP_SAMPLES
_LOUDEST = 100.0  # a magnitude above this is a slip of an untrained network (Vocos clips there too)


@dataclass(frozen=True)
class VocosConfig:
    """Sizes. inputs: numbers of a code embedding (EnCodec has 128)."""

    inputs: int = 128
    width: int = 384
    layers: int = 8


class Vocos(nn.Module):
    """Embeddings (B, T, inputs) to samples (B, T * 320)."""

    window: Tensor

    def __init__(self, config: VocosConfig) -> None:
        super().__init__()
        self.config = config
        self.enter = nn.Conv1d(config.inputs, config.width, 7, padding=3)
        self.blocks = nn.Sequential(*(ConvNeXt(config.width, 3 * config.width) for _ in range(config.layers)))
        self.norm = nn.LayerNorm(config.width)
        self.out = nn.Linear(config.width, _FFT + 2)
        self.register_buffer("window", torch.hann_window(_FFT))

    def forward(self, embeddings: Tensor) -> Tensor:
        hidden = self.norm(self.blocks(self.enter(embeddings.transpose(1, 2))).transpose(1, 2))
        magnitude, phase = self.out(hidden).float().chunk(2, -1)
        with torch.autocast(embeddings.device.type, enabled=False):
            magnitude = torch.exp(magnitude).clamp(max=_LOUDEST)
            return self._overlap_add(torch.polar(magnitude, phase))

    def _overlap_add(self, spectrum: Tensor) -> Tensor:
        """Inverse STFT of (B, T, 641) that keeps every frame's own 320 samples (Vocos, padding "same")."""
        frames = torch.fft.irfft(spectrum, _FFT) * self.window
        count = frames.shape[1]
        length = (count - 1) * HOP_SAMPLES + _FFT

        def added(parts: Tensor) -> Tensor:
            fold = F.fold(parts.transpose(1, 2), (1, length), (1, _FFT), stride=(1, HOP_SAMPLES))
            edge = (_FFT - HOP_SAMPLES) // 2
            return fold[:, 0, 0, edge : length - edge]

        weight = added((self.window**2).expand(1, count, _FFT))
        return added(frames) / weight

    @property
    def context_frames(self) -> int:
        """Frames on each side that a frame's samples depend on."""
        return 3 + 3 * self.config.layers + 2
