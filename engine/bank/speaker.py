"""Is this the same person? A small embedding of a voice from spectral and pitch statistics, behind a protocol.

Means and spreads of mel cepstra and of pitch over the speech, projected so that what differs between
takes of one person shrinks and what differs between people stays (linear discriminant analysis;
`python -m engine.bank speakers --fit` computes the projection, without --fit it measures the errors).
A bundle's voice vector can take its place: anything that is a SpeakerEncoder.
"""

from __future__ import annotations

from functools import cache
from typing import Protocol

import numpy as np
import pyworld
import scipy.fft
import soxr
from numpy.typing import NDArray

from engine.paths import ASSETS
from engine.types import Audio, FloatArray

PROJECTION = ASSETS / "speaker" / "projection.npz"
_RATE_HZ = 16_000
_FFT = 512
_HOP = 160
_MELS = 30
_CEPSTRA = 20
_LONGEST_S = 15
_TOP_HZ = 3800.0  # the telephone's band: an old recording must compare with a new one


class SpeakerEncoder(Protocol):
    """A voice as a vector of length one; the cosine of two says how alike they are."""

    same: float  # at this cosine and above two recordings are taken to be one person
    take: float  # a take below this, to the mean of the takes kept, is not this person, or not as usual

    def __call__(self, audio: Audio) -> FloatArray: ...


class StatisticsEncoder:
    """The embedding that needs no trained network."""

    def __init__(self) -> None:
        fitted = _projection()
        self._mean, self._matrix = fitted["mean"], fitted["matrix"]
        self.same = float(fitted["same"])
        self.take = float(fitted["take"])

    def __call__(self, audio: Audio) -> FloatArray:
        vector = (statistics(audio) - self._mean) @ self._matrix
        return (vector / max(float(np.linalg.norm(vector)), 1e-9)).astype(np.float32)


@cache
def _projection() -> dict[str, NDArray]:
    with np.load(PROJECTION) as data:
        return {k: data[k] for k in data.files}


def statistics(audio: Audio) -> NDArray[np.float64]:
    """What is counted of a voice, shape (63,): cepstral means, spreads and changes, pitch median and quartiles."""
    x = audio.samples[: audio.rate_hz * _LONGEST_S].astype(np.float64)
    x = soxr.resample(x, audio.rate_hz, _RATE_HZ) if audio.rate_hz != _RATE_HZ else x
    x = np.pad(x, (0, max(0, _FFT * 8 - len(x))))
    frames = np.lib.stride_tricks.sliding_window_view(x, _FFT)[::_HOP]
    power = np.abs(np.asarray(scipy.fft.rfft(frames * np.hanning(_FFT), axis=1))) ** 2
    energy = 10 * np.log10(power.sum(1) + 1e-10)
    speech = energy > max(np.quantile(energy, 0.95) - 28, np.quantile(energy, 0.1) + 6)
    speech = speech if speech.sum() >= 8 else energy >= np.quantile(energy, 0.5)
    mel = 10 * np.log10(power @ _filters().T + 1e-8)
    cepstra = np.asarray(scipy.fft.dct(mel, norm="ortho", axis=1))[:, 1 : _CEPSTRA + 1]
    change = np.abs(cepstra[3:] - cepstra[:-3])[speech[3:]]
    change_mean = change.mean(0) if len(change) else np.zeros(_CEPSTRA)
    pitch = _pitch(x)
    return np.concatenate([cepstra[speech].mean(0), cepstra[speech].std(0), change_mean, pitch])


def _pitch(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Median, lower and upper quartile of log f0, scaled to weigh like cepstra."""
    f0, _ = pyworld.dio(x, _RATE_HZ, f0_floor=60, f0_ceil=450, frame_period=10.0, speed=4)  # pyright: ignore[reportCallIssue]
    voiced = np.log(f0[f0 > 0]) if (f0 > 0).sum() >= 5 else np.full(5, np.log(150.0))
    return np.quantile(voiced, [0.5, 0.25, 0.75]) * 20


@cache
def _filters() -> NDArray[np.float64]:
    """Triangular mel filters (30, 257) from 80 Hz to the top of a telephone's band."""
    mel = np.linspace(_mel(80.0), _mel(_TOP_HZ), _MELS + 2)
    edges = 700 * (np.exp(mel / 1127) - 1)
    hz = np.linspace(0, _RATE_HZ / 2, _FFT // 2 + 1)
    up = (hz - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    down = (edges[2:, None] - hz) / (edges[2:] - edges[1:-1])[:, None]
    return np.maximum(0, np.minimum(up, down))


def _mel(hz: float) -> float:
    return 1127 * float(np.log1p(hz / 700))
