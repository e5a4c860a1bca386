"""What the synthesiser filters: a band-limited pulse train that keeps its phase, and noise drawn by frame number.

The same maths as codec/synthesiser.py, in numpy and piece by piece.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.codec.features import LOG_F0, VOICING
from engine.types import HOP_SAMPLES, SAMPLE_RATE_HZ, FloatArray

_HIGHEST_HARMONIC_HZ = 11_500
_PHASE_OFFSET = 0.01  # keeps the pulse's peak off the singular point of the closed form
_RAMP = np.arange(HOP_SAMPLES, dtype=np.float32) / HOP_SAMPLES


class Excitation:
    """Pulses and noise of one sentence, hop by hop; a hop lies between two frames, so T frames give T - 1 hops."""

    def __init__(self, key: int) -> None:
        self._key = key
        self._cycles = 0.0
        self._frame = 0
        self._last: FloatArray | None = None

    def push(self, features: FloatArray) -> FloatArray:
        """Unscaled features (T, 65) that follow those pushed before to pulses and noise, (2, hops * 320)."""
        frames = features if self._last is None else np.concatenate([self._last[None], features])
        if len(features):
            self._last = frames[-1]
        hops = max(0, len(frames) - 1)
        if hops == 0:
            return np.zeros((2, 0), np.float32)
        f0 = np.clip(np.exp(_per_sample(frames[:, LOG_F0])), 50, 600).astype(np.float32)
        voiced = _per_sample((frames[:, VOICING] > 0.5).astype(np.float32)) > 0.5
        noise = np.concatenate([self._noise(self._frame + k) for k in range(hops)])
        self._frame += hops
        return np.stack([self._pulses(f0, voiced), noise])

    def _pulses(self, f0: FloatArray, voiced: NDArray[np.bool_]) -> FloatArray:
        cycles = self._cycles + np.cumsum(f0.astype(np.float64) / SAMPLE_RATE_HZ)
        self._cycles = float(cycles[-1] % 1)
        phase = (2 * np.pi * (cycles % 1)).astype(np.float32) + np.float32(_PHASE_OFFSET)
        order = np.floor(_HIGHEST_HARMONIC_HZ / f0) + np.float32(0.5)
        half = 2 * np.sin(phase / 2)
        singular = np.abs(half) < 1e-4
        train = np.where(singular, order, np.sin(order * phase) / np.where(singular, 1, half)) - np.float32(0.5)
        return (train * np.sqrt(f0 / SAMPLE_RATE_HZ) * 2 * voiced).astype(np.float32)

    def _noise(self, frame: int) -> FloatArray:
        # A counter-based generator: the noise of a frame depends on the key and its number alone.
        generator = np.random.Generator(np.random.Philox(key=self._key, counter=[0, 0, frame, 0]))
        return generator.standard_normal(HOP_SAMPLES, dtype=np.float32)


def _per_sample(curve: FloatArray) -> NDArray[np.floating]:
    """(T,) at frames to ((T - 1) * 320,) in straight lines."""
    return (curve[:-1, None] + (curve[1:] - curve[:-1])[:, None] * _RAMP).reshape(-1)
