"""What may befall a sample before the engine gets it: a narrow channel, or a kitchen."""

from __future__ import annotations

import zlib
from typing import Literal, get_args

import numpy as np
import soxr
from scipy.signal import fftconvolve

from engine.types import Audio, FloatArray

Condition = Literal["clean", "16k", "8k", "room"]
CONDITIONS: tuple[Condition, ...] = get_args(Condition)

_REVERBERATION_S = 0.4  # to -60 dB: a furnished room
_DIRECT_TO_REVERBERANT_DB = 3
_SIGNAL_TO_NOISE_DB = 20


def apply(audio: Audio, condition: Condition, seed: str) -> Audio:
    """The sample under this condition; seed (any string) decides the room and its noise."""
    if condition == "16k":
        return _resample(audio, 16_000)
    if condition == "8k":
        return _resample(audio, 8_000)
    if condition == "room":
        return _room(audio, np.random.default_rng(zlib.crc32(seed.encode())))
    return audio


def _resample(audio: Audio, rate_hz: int) -> Audio:
    return Audio(soxr.resample(audio.samples, audio.rate_hz, rate_hz), rate_hz)


def _room(audio: Audio, rng: np.random.Generator) -> Audio:
    """Exponentially decaying reverberation, then noise that falls 3 dB an octave, at 20 dB below the speech."""
    time_s = np.arange(int(_REVERBERATION_S * audio.rate_hz)) / audio.rate_hz
    tail = rng.normal(size=len(time_s)) * 10 ** (-3 * time_s / _REVERBERATION_S)
    tail *= 10 ** (-_DIRECT_TO_REVERBERANT_DB / 20) / np.sqrt((tail**2).sum())
    tail[0] += 1
    wet = fftconvolve(audio.samples, tail)[: len(audio.samples)]
    noise = _pink(len(wet), rng) * wet.std() * 10 ** (-_SIGNAL_TO_NOISE_DB / 20)
    mixed = wet + noise
    return Audio((mixed / max(1.0, np.abs(mixed).max())).astype(np.float32), audio.rate_hz)


def _pink(count: int, rng: np.random.Generator) -> FloatArray:
    spectrum = np.fft.rfft(rng.normal(size=count))
    pink = np.fft.irfft(spectrum / np.sqrt(np.maximum(np.arange(len(spectrum)), 1)), count)
    return (pink / pink.std()).astype(np.float32)
