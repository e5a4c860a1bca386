"""A narrow channel filled: what the missing top of the band would have been.

A telephone or a 16 kHz file has nothing above its cutoff. What a full-band voice has there is
guessed by ridge regression from what is below, so that everything after the analysis only ever
sees full-band features. Fitted on full-band speech whose top was flattened the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pyworld

from engine.codec.features import BINS, CUTOFFS_HZ, ENVELOPE, FFT_SIZE, LOG_F0, VOICING, flatten_above
from engine.types import SAMPLE_RATE_HZ, FloatArray

_FILLED = ENVELOPE + 3  # envelope and aperiodicity; pitch and voicing need no top
_BAND_HZ = np.array([3000, 6000, 9000])  # where WORLD codes aperiodicity at 24 kHz
_RIDGE = 50.0
_FRAMES = 60_000


class ChannelFill:
    """Per cutoff a linear map (66, 63) from flattened features, voicing, log f0 and 1 to full-band features."""

    def __init__(self, maps: dict[int, FloatArray]) -> None:
        self._maps = maps

    def __call__(self, features: FloatArray, cutoff_hz: int) -> FloatArray:
        """(T, 65) features of a flattened envelope to full-band ones."""
        out = features.copy()
        out[:, ENVELOPE:_FILLED][:, cutoff_hz < _BAND_HZ] = 0
        out[:, :_FILLED] = _inputs(out) @ self._maps[cutoff_hz]
        return out

    @classmethod
    def fit(cls, utterances: Sequence[FloatArray]) -> ChannelFill:
        """Fit on (T, 65) features of full-band speech."""
        rng = np.random.default_rng(0)
        x = np.concatenate(list(utterances)) if utterances else np.zeros((1, 65), np.float32)
        x = x[rng.permutation(len(x))[:_FRAMES]]
        envelope = np.ascontiguousarray(x[:, :ENVELOPE], np.float64)
        log_envelope = np.log(pyworld.decode_spectral_envelope(envelope, SAMPLE_RATE_HZ, FFT_SIZE))
        assert log_envelope.shape[1] == BINS
        maps = {}
        for cutoff in CUTOFFS_HZ:
            flat = x.copy()
            flattened = np.exp(flatten_above(log_envelope, cutoff))
            flat[:, :ENVELOPE] = pyworld.code_spectral_envelope(flattened, SAMPLE_RATE_HZ, ENVELOPE)
            # Aperiodicity is coded at 3, 6 and 9 kHz; above the cutoff only dither was measured.
            flat[:, ENVELOPE:_FILLED][:, cutoff < _BAND_HZ] = 0
            a = _inputs(flat)
            gram = a.T @ a + _RIDGE * np.eye(a.shape[1])
            maps[cutoff] = np.linalg.solve(gram, a.T @ x[:, :_FILLED]).astype(np.float32)
        return cls(maps)

    def save(self, path: Path) -> None:
        """Write the maps as one npz, keyed by cutoff in Hz."""
        np.savez(path, **{str(k): v for k, v in self._maps.items()})  # type: ignore[arg-type]

    @classmethod
    def load(cls, path: Path | BinaryIO) -> ChannelFill:
        """Read what save wrote."""
        with np.load(path) as stored:
            return cls({int(k): stored[k] for k in stored.files})


def _inputs(features: FloatArray) -> FloatArray:
    ones = np.ones((len(features), 1), np.float32)
    known = features[:, : ENVELOPE + 3]
    return np.concatenate([known, features[:, [LOG_F0]], features[:, [VOICING]], ones], 1)
