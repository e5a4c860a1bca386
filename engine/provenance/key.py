"""The mark itself: one period of a noise that only its key can tell from noise, and where in the spectrum it lies."""

from __future__ import annotations

import hashlib
from functools import lru_cache

import numpy as np

from engine.types import HOP_SAMPLES, SAMPLE_RATE_HZ, FloatArray

# Public, since the program is: it tells our speech from other sound, it does not stop a forger. Never change it:
# what was marked with the old one could not be told any more.
DEFAULT_KEY = b"viva voce 1"
PERIOD_SAMPLES = 100 * HOP_SAMPLES  # 1.33 s: any cut of that length holds the whole key
# Below, harmonics stand apart and noise between them is heard; above, codecs at 24 kbps keep little.
LOW_HZ, HIGH_HZ = 500.0, 6000.0


@lru_cache(maxsize=2)
def waveform(key: bytes = DEFAULT_KEY) -> FloatArray:
    """One period, (PERIOD_SAMPLES,): between LOW_HZ and HIGH_HZ as dense as white noise of variance 1, else nothing.

    Its phases come from SHAKE-128, so that they are the same with every version of numpy.
    """
    frequencies_hz = np.fft.rfftfreq(PERIOD_SAMPLES, 1 / SAMPLE_RATE_HZ)
    digest = hashlib.shake_128(key).digest(2 * len(frequencies_hz))
    phases = np.frombuffer(digest, "<u2") * (2 * np.pi / 65536)
    inside = (frequencies_hz >= LOW_HZ) & (frequencies_hz <= HIGH_HZ)
    return np.fft.irfft(np.where(inside, np.exp(1j * phases), 0) * np.sqrt(PERIOD_SAMPLES)).astype(np.float32)
