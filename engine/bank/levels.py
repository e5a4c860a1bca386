"""Levels of a recording: dBFS of 20 ms frames, and what the room and the speech in it measure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.types import Audio, FloatArray

FRAME_S = 0.02
FLOOR_DB = -96.0  # of digital silence
_SPEECH_ABOVE_NOISE_DB = 9.0
_SPEECH_UNDER_PEAK_DB = 32.0


def frame_levels_db(audio: Audio) -> FloatArray:
    """Level in dBFS of each whole 20 ms frame, shape (frames,), without the mean: cheap sound cards have an offset."""
    size = round(audio.rate_hz * FRAME_S)
    frames = audio.samples[: len(audio.samples) // size * size].reshape(-1, size)
    power = np.var(frames.astype(np.float64), axis=1)
    return (10 * np.log10(power + 10 ** (FLOOR_DB / 10))).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Levels:
    """noise_db and speech_db in dBFS (means by power), and where speech is: frames [first, last)."""

    noise_db: float
    speech_db: float
    first: int
    last: int

    @property
    def snr_db(self) -> float:
        return self.speech_db - self.noise_db

    @property
    def seconds(self) -> float:
        """From the first speech to the last."""
        return (self.last - self.first) * FRAME_S


def levels_of(audio: Audio, noise_db: float | None = None) -> Levels:
    """Noise and speech levels of a take. noise_db is the room's, when it was measured; else the quietest tenth's."""
    db = frame_levels_db(audio)
    if not len(db):
        return Levels(FLOOR_DB, FLOOR_DB, 0, 0)
    noise = _mean_db(np.sort(db)[: max(3, len(db) // 10)]) if noise_db is None else noise_db
    loud = float(np.quantile(db, 0.95))
    threshold = min(max(noise + _SPEECH_ABOVE_NOISE_DB, loud - _SPEECH_UNDER_PEAK_DB), loud)
    speech = np.flatnonzero(db >= threshold)
    return Levels(noise, _mean_db(db[speech]), int(speech[0]), int(speech[-1]) + 1)


def _mean_db(db: FloatArray) -> float:
    return float(10 * np.log10(np.mean(10 ** (db.astype(np.float64) / 10))))
