"""How loud a voice leaves the engine: every voice at one loudness, by a gain learnt once."""

from __future__ import annotations

import numpy as np

from engine.audio.loudness import SILENCE_LUFS, TARGET_LUFS, integrated_lufs
from engine.types import SAMPLE_RATE_HZ, Audio, FloatArray

_MOST_GAIN_DB = 20.0


def gain_for(samples: FloatArray) -> float:
    """The factor that brings speech (n,) at 24 kHz to the loudness of all voices; silence is left as it is."""
    lufs = integrated_lufs(Audio(samples, SAMPLE_RATE_HZ))
    return 1.0 if lufs <= SILENCE_LUFS else float(10 ** (min(TARGET_LUFS - lufs, _MOST_GAIN_DB) / 20))


def fade_out(samples: FloatArray, seconds: float = 0.008) -> FloatArray:
    """The end of a sound that is broken off, without a click."""
    n = min(len(samples), round(seconds * SAMPLE_RATE_HZ))
    out = samples.copy()
    if n:
        out[-n:] *= np.linspace(1, 0, n, dtype=np.float32)
    return out
