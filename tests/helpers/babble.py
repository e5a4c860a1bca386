"""Something like speech, made on the spot: syllables of a buzzing source through moving resonances."""

from __future__ import annotations

import numpy as np
from scipy.signal import lfilter

from engine.types import Audio

RATE_HZ = 24_000


def babble(syllables: int = 10, f0_hz: float = 120.0, size: float = 1.0, seed: int = 0, level: float = 0.08) -> Audio:
    """Syllables at four a second in a quiet room, a third of a second of quiet at each end.

    f0_hz and size (of the throat: it divides the resonances) make the person, seed makes the sentence.
    """
    draw = np.random.default_rng(seed)
    parts = [np.zeros(RATE_HZ // 3)]
    for _ in range(syllables):
        n = int(RATE_HZ * draw.uniform(0.2, 0.27))
        pitch = f0_hz * draw.uniform(0.92, 1.1) * np.linspace(1.04, 0.96, n)
        x = np.diff(np.floor(np.cumsum(pitch) / RATE_HZ), prepend=0.0) + draw.normal(0, 0.004, n)
        for centre, spread in ((500, 300), (1500, 600), (2500, 200), (3400, 200)):
            hz = (centre + draw.uniform(-spread, spread)) / size
            radius = np.exp(-np.pi * 90 / RATE_HZ)
            x = lfilter([1 - radius], [1, -2 * radius * np.cos(2 * np.pi * hz / RATE_HZ), radius**2], x)
        parts.append(x / np.abs(x).std() * np.hanning(n) ** 0.5)
    parts.append(np.zeros(RATE_HZ // 3))
    x = np.concatenate(parts)
    x = x / np.sqrt(np.mean(x[x != 0] ** 2)) * level
    return Audio(np.clip(x + draw.normal(0, 4e-4, len(x)), -1, 1).astype(np.float32), RATE_HZ)


def hush(seconds: float, seed: int = 0, level: float = 4e-4) -> Audio:
    """The room without anyone speaking."""
    draw = np.random.default_rng(seed)
    return Audio(draw.normal(0, level, int(seconds * RATE_HZ)).astype(np.float32), RATE_HZ)
