"""The frame-rate source-filter codec: voice vector, encoder, residual quantiser, decoder (engine.md, "The codec").

Ten bits of codebook 0 would have to cover every voice times every sound, unless the voice is taken
out: a voice vector pooled over other speech of the same person scales and shifts encoder and decoder.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from engine.codec.blocks import ConvNeXt, Modulation
from engine.codec.features import FEATURES
from engine.codec.quantiser import ResidualQuantiser


@dataclass(frozen=True)
class CodecConfig:
    """Sizes. latent: numbers per frame that are quantised."""

    width: int = 256
    encoder_layers: int = 4
    decoder_layers: int = 6
    voice_width: int = 192
    voice_layers: int = 3
    latent: int = 48
    voice: int = 128


class Codec(nn.Module):
    """Scaled features (B, T, 65) to latents and codes and back, given the voice vector (B, 128)."""

    mean: Tensor
    scale: Tensor

    def __init__(self, config: CodecConfig) -> None:
        super().__init__()
        width = config.width
        self.config = config
        self.voice_in = nn.Conv1d(FEATURES, config.voice_width, 5, padding=2)
        voice_blocks = (ConvNeXt(config.voice_width, 2 * config.voice_width) for _ in range(config.voice_layers))
        self.voice_blocks = nn.Sequential(*voice_blocks)
        self.voice_out = nn.Linear(2 * config.voice_width, config.voice)
        self.encoder_in = nn.Conv1d(FEATURES, width, 5, padding=2)
        self.encoder_voice = Modulation(config.voice, width)
        self.encoder_blocks = nn.Sequential(*(ConvNeXt(width, 3 * width) for _ in range(config.encoder_layers)))
        self.encoder_out = nn.Conv1d(width, config.latent, 1)
        self.quantiser = ResidualQuantiser(config.latent)
        self.decoder_in = nn.Conv1d(config.latent, width, 5, padding=2)
        self.decoder_blocks = nn.ModuleList(ConvNeXt(width, 3 * width) for _ in range(config.decoder_layers))
        self.decoder_voice = nn.ModuleList(Modulation(config.voice, width) for _ in range(config.decoder_layers))
        self.decoder_out = nn.Conv1d(width, FEATURES, 1)
        self.register_buffer("mean", torch.zeros(FEATURES))
        self.register_buffer("scale", torch.ones(FEATURES))

    def voice(self, features: Tensor) -> Tensor:
        """Scaled features (B, T, 65) of any speech of one person to the voice vector (B, 128)."""
        hidden = self.voice_blocks(self.voice_in(features.transpose(1, 2))).float()
        mean = hidden.mean(2)
        deviation = torch.sqrt((hidden - mean[:, :, None]).pow(2).mean(2) + 1e-5)
        return self.voice_out(torch.cat([mean, deviation], 1)).float()

    def encode(self, features: Tensor, voice: Tensor) -> Tensor:
        """Scaled features (B, T, 65) to latents (B, T, 48)."""
        hidden = self.encoder_voice(self.encoder_in(features.transpose(1, 2)), voice)
        return self.encoder_out(self.encoder_blocks(hidden)).transpose(1, 2).float()

    def decode(self, latents: Tensor, voice: Tensor) -> Tensor:
        """Latents (B, T, 48), quantised or not, to scaled features (B, T, 65)."""
        hidden = self.decoder_in(latents.transpose(1, 2))
        for block, modulation in zip(self.decoder_blocks, self.decoder_voice, strict=True):
            hidden = block(modulation(hidden, voice))
        return self.decoder_out(hidden).transpose(1, 2).float()

    def scaled(self, features: Tensor) -> Tensor:
        """WORLD features (..., 65) in the codec's metric."""
        return (features - self.mean) * self.scale

    @property
    def context_frames(self) -> int:
        """Frames on each side that a decoded frame depends on."""
        return 2 + 3 * self.config.decoder_layers
