"""Short-time Fourier filtering, piece by piece: what torch.stft, a product and torch.istft do to the whole at once."""

from __future__ import annotations

import numpy as np
from numpy import fft

from engine.codec.features import FFT_SIZE
from engine.runtime.graphs import Filters
from engine.types import HOP_SAMPLES, FloatArray

_HALF = FFT_SIZE // 2
_WINDOW = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(FFT_SIZE) / FFT_SIZE)).astype(np.float32)


class FilterBank:
    """Frame t stands on sample t * 320; both ends are mirrored, as torch's `center=True` does."""

    def __init__(self) -> None:
        self._source = np.zeros((2, 0), np.float32)  # from the first sample that the next frame needs
        self._started = False
        self._sum = np.zeros(0, np.float32)  # overlap-add: what is not complete yet
        self._weight = np.zeros(0, np.float32)
        self._skip = _HALF  # the mirrored start is not heard
        self._rows: list[tuple[np.ndarray, FloatArray]] = []

    def push(self, source: FloatArray, filters: Filters) -> FloatArray:
        """New samples of pulses and noise (2, n) and new frames' filters to the samples that are complete now."""
        self._take(source)
        self._rows.append((filters.harmonic, filters.noise))
        return self._process()

    def flush(self) -> FloatArray:
        """The rest, up to the last frame's sample."""
        if not self._started:
            return np.zeros(0, np.float32)
        mirrored = self._source[:, -2 : -_HALF - 2 : -1]
        self._source = np.concatenate([self._source, mirrored], 1)
        complete = self._process()
        held = len(self._sum) - _HALF  # the mirrored end is not heard either
        rest = self._sum[:held] / np.maximum(self._weight[:held], 1e-11)
        return np.concatenate([complete, rest[self._skip :]]).astype(np.float32)

    def _take(self, source: FloatArray) -> None:
        self._source = np.concatenate([self._source, source], 1)
        if not self._started and self._source.shape[1] > _HALF:
            self._source = np.concatenate([self._source[:, _HALF:0:-1], self._source], 1)
            self._started = True

    def _process(self) -> FloatArray:
        harmonic = np.concatenate([h for h, _ in self._rows])
        noise = np.concatenate([n for _, n in self._rows])
        ready = (self._source.shape[1] - FFT_SIZE) // HOP_SAMPLES + 1 if self._started else 0
        count = max(0, min(len(harmonic), ready))
        self._rows = [(harmonic[count:], noise[count:])]
        if count == 0:
            return np.zeros(0, np.float32)
        frames = np.lib.stride_tricks.sliding_window_view(self._source, FFT_SIZE, 1)[:, ::HOP_SAMPLES][:, :count]
        spectra = np.asarray(fft.rfft(frames * _WINDOW, axis=2))
        filtered = spectra[0] * harmonic[:count] + spectra[1] * noise[:count]
        waves = np.asarray(fft.irfft(filtered, FFT_SIZE, 1), np.float32) * _WINDOW
        self._source = self._source[:, count * HOP_SAMPLES :]
        return self._add(waves)

    def _add(self, waves: FloatArray) -> FloatArray:
        count = len(waves)
        total = np.zeros((2, (count - 1) * HOP_SAMPLES + FFT_SIZE), np.float32)
        total[0, : len(self._sum)], total[1, : len(self._weight)] = self._sum, self._weight
        for k, wave in enumerate(waves):
            at = slice(k * HOP_SAMPLES, k * HOP_SAMPLES + FFT_SIZE)
            total[0, at] += wave
            total[1, at] += _WINDOW**2
        done = count * HOP_SAMPLES
        complete = total[0, :done] / np.maximum(total[1, :done], 1e-11)
        self._sum, self._weight = total[0, done:].copy(), total[1, done:].copy()
        heard = complete[self._skip :].astype(np.float32)
        self._skip = max(0, self._skip - done)
        return heard
