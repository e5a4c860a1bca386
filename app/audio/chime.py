"""The attention sound: two soft notes, made rather than stored."""

from __future__ import annotations

import numpy as np

from engine.types import SAMPLE_RATE_HZ, Audio


def chime() -> Audio:
    """'Please look here': a rising fourth, 0.9 s."""
    t = np.arange(round(0.9 * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    samples = _note(t, 659.26) + _note(t - 0.16, 880.0)
    return Audio((0.35 * samples).astype(np.float32), SAMPLE_RATE_HZ)


def tick() -> Audio:
    """A short soft tick, for cues."""
    t = np.arange(round(0.06 * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    return Audio((0.2 * _note(t, 1320.0)).astype(np.float32), SAMPLE_RATE_HZ)


def _note(t: np.ndarray, hz: float) -> np.ndarray:
    rise, fall = np.clip(t / 0.008, 0, 1), np.exp(-np.maximum(t, 0) * 6)
    partials = np.sin(2 * np.pi * hz * t) + 0.3 * np.sin(2 * np.pi * 2 * hz * t) + 0.1 * np.sin(2 * np.pi * 3 * hz * t)
    return np.where(t >= 0, rise * fall * partials, 0.0)
