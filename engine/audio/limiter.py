"""A limiter that looks ahead: no true peak above the ceiling, no audible step of the gain."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.types import FloatArray

CEILING_DB = -1.0  # true peak, as EBU R 128 asks
_OVERSAMPLING = 4  # BS.1770-4, Annex 2
_LOOK_S = 0.005
_FILTER_REACH = 24  # samples on each side that the interpolation between samples sees
_TAPS = 10  # on each side, of the interpolation


class Limiter:
    """For a mono stream, by pieces of any length; what comes out does not depend on where the pieces are cut."""

    def __init__(self, rate_hz: int, ceiling_db: float = CEILING_DB) -> None:
        self._ceiling = 10 ** (ceiling_db / 20)
        self._look = round(rate_hz * _LOOK_S)
        self._margin = 2 * self._look + _FILTER_REACH  # a sample's gain depends on no more than this, on either side
        self._window = np.hanning(2 * self._look + 3)[1:-1]
        self._window /= self._window.sum()
        self._buffer = np.zeros(self._margin, np.float32)  # margin already given, then what waits

    def push(self, samples: FloatArray) -> FloatArray:
        """Take a piece, shape (n,), and give as much, less the 12 ms that must be looked ahead."""
        self._buffer = np.concatenate([self._buffer, samples])
        return self._ready(len(self._buffer) - 2 * self._margin)

    def flush(self) -> FloatArray:
        """What is left."""
        waiting = len(self._buffer) - self._margin
        self._buffer = np.concatenate([self._buffer, np.zeros(self._margin, np.float32)])
        return self._ready(waiting)

    def _ready(self, count: int) -> FloatArray:
        if count <= 0:
            return np.empty(0, np.float32)
        limited = self._buffer * self._gain(self._buffer)
        self._buffer = self._buffer[count:]
        return limited[self._margin : self._margin + count].astype(np.float32)

    def _gain(self, samples: FloatArray) -> FloatArray:
        peaks = np.abs(samples)
        if peaks.max() > self._ceiling * 0.7:  # between samples a peak is rarely 3 dB higher
            between = _peaks_between(samples)
            peaks = np.maximum(np.maximum(between, np.roll(between, 1)), peaks)
        needed = np.minimum(1.0, self._ceiling / np.maximum(peaks, 1e-9))
        # The lowest of the neighbourhood, then its weighted mean: never above what is needed, and smooth.
        lowest = _running_minimum(np.pad(needed, 2 * self._look, mode="edge"), 2 * self._look + 1)
        return np.convolve(lowest, self._window, mode="valid").astype(np.float32)


def _interpolators() -> NDArray[np.float64]:
    """Windowed sines that give the values at each quarter after a sample, shape (3, 2 * _TAPS)."""
    places = np.arange(1, _OVERSAMPLING)[:, None] / _OVERSAMPLING - np.arange(1 - _TAPS, _TAPS + 1)
    return np.sinc(places) * np.i0(5.0 * np.sqrt(1 - (places / (_TAPS + 1)) ** 2)) / np.i0(5.0)


_INTERPOLATORS = _interpolators()


def _peaks_between(samples: FloatArray) -> FloatArray:
    """The highest of the values between each sample and the next, shape (n,)."""
    padded = np.pad(samples, (_TAPS - 1, _TAPS))
    between = [np.abs(np.convolve(padded, taps[::-1], mode="valid")) for taps in _INTERPOLATORS]
    return np.max(between, axis=0)


def _running_minimum(values: FloatArray, size: int) -> FloatArray:
    """The lowest of each `size` values in a row, shape (n - size + 1,): by stretches of doubled length."""
    length = 1
    while length < size:
        step = min(length, size - length)
        values = np.minimum(values[:-step], values[step:])
        length += step
    return values
