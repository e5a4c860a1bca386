"""Marking: the key's noise under the speech, as loud in each band as the speech there hides, chunk by chunk."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from engine.provenance.key import DEFAULT_KEY, HIGH_HZ, LOW_HZ, PERIOD_SAMPLES, waveform
from engine.types import HOP_SAMPLES, SAMPLE_RATE_HZ, Audio, FloatArray

BLOCK = HOP_SAMPLES  # 13.3 ms, one frame of the codec
WINDOW = 2 * BLOCK
LEVEL_DB = -20.0  # of the mark against the speech around it in frequency; the benchmark tells what it costs and buys
SPREAD_UP_DB, SPREAD_DOWN_DB = 12.0, 25.0  # per Bark: how fast masking falls above and below a sound

_FREQUENCIES_HZ = np.fft.rfftfreq(WINDOW, 1 / SAMPLE_RATE_HZ)
_INSIDE = slice(int(LOW_HZ * WINDOW / SAMPLE_RATE_HZ), int(HIGH_HZ * WINDOW / SAMPLE_RATE_HZ) + 1)  # bins
_INSIDE_BINS = _INSIDE.stop - _INSIDE.start
_ANALYSIS = (np.hanning(WINDOW + 1)[:-1] / np.sqrt(np.sum(np.hanning(WINDOW + 1)[:-1] ** 2))).astype(np.float32)
_FADE_IN = ((np.arange(BLOCK) + 0.5) / BLOCK).astype(np.float32)


class Marker:
    """Marks a stream at 24 kHz. One Marker an utterance: process every chunk in order, then flush.

    Chunks may be cut anywhere: the samples are the same, bit for bit, as of the whole marked at once. Up to 319 samples
    (13.3 ms) are held back until their block is full; chunks of whole blocks, as the engine makes, come out at once.
    What the mark needs of the speech lies in the past: no look-ahead, and it lags a rise by a block at most.
    """

    def __init__(self, key: bytes = DEFAULT_KEY) -> None:
        self._key = _key_spectra(key)
        self._spread = _spread_matrix()
        self._block = 0
        self._pending = np.zeros(0, np.float32)
        self._past = np.zeros(BLOCK, np.float32)
        self._level = np.zeros(_INSIDE_BINS, np.float32)

    def process(self, chunk: FloatArray) -> FloatArray:
        """Marked samples, as many whole blocks as are complete: chunk (n,) float32 in, (m,) out with m near n."""
        samples = np.concatenate([self._pending, chunk.astype(np.float32, copy=False)])
        whole = len(samples) // BLOCK * BLOCK
        self._pending = samples[whole:]
        marked = [self._mark_block(samples[start : start + BLOCK]) for start in range(0, whole, BLOCK)]
        return np.concatenate(marked) if marked else np.zeros(0, np.float32)

    def flush(self) -> FloatArray:
        """What was held back, fewer than 320 samples. The utterance is over."""
        rest = self._pending
        self._pending = np.zeros(0, np.float32)
        return self._mark_block(np.pad(rest, (0, BLOCK - len(rest))))[: len(rest)]

    def _mark_block(self, block: FloatArray) -> FloatArray:
        """The block and its share of the key, faded over from the level before to the level now, (BLOCK,)."""
        spectrum = np.fft.rfft(np.concatenate([self._past, block]) * _ANALYSIS)
        power = spectrum.real**2 + spectrum.imag**2
        level = np.sqrt(self._spread @ power)
        shaped = np.zeros((2, len(_FREQUENCIES_HZ)), np.complex64)
        shaped[:, _INSIDE] = self._key[self._block % len(self._key)] * np.stack([self._level, level])
        before, now = np.fft.irfft(shaped, axis=1)[:, BLOCK // 2 : BLOCK // 2 + BLOCK]
        self._past, self._level = block, level
        self._block += 1
        return block + before + (now - before) * _FADE_IN


def mark(audio: Audio, key: bytes = DEFAULT_KEY) -> Audio:
    """The whole sound marked. ValueError unless it is at 24 kHz."""
    if audio.rate_hz != SAMPLE_RATE_HZ:
        raise ValueError(f"marking works at {SAMPLE_RATE_HZ} Hz, not {audio.rate_hz}")
    marker = Marker(key)
    return Audio(np.concatenate([marker.process(audio.samples), marker.flush()]), audio.rate_hz)


@lru_cache(maxsize=2)
def _key_spectra(key: bytes) -> np.ndarray:
    """Spectrum of the key around each block of its period, (blocks, bins inside) complex64.

    The key is known beforehand, so its window reaches half a block beyond the block on either side, without delay:
    shaping it there by a real gain leaves the block's own samples free of wrap-around.
    """
    margin = BLOCK // 2
    period = waveform(key)
    around = np.concatenate([period[-margin:], period, period[:margin]])
    frames = np.lib.stride_tricks.sliding_window_view(around, WINDOW)[::BLOCK][: PERIOD_SAMPLES // BLOCK]
    return np.fft.rfft(frames, axis=1)[:, _INSIDE].astype(np.complex64)


@lru_cache(maxsize=1)
def _spread_matrix() -> FloatArray:
    """Power of the speech in each bin -> power of the mark in each bin inside, (bins inside, bins).

    A triangle in Bark (Zwicker), each row summing to the mark's level: under an even spectrum the mark is LEVEL_DB.
    """
    bark = 13 * np.arctan(0.00076 * _FREQUENCIES_HZ) + 3.5 * np.arctan((_FREQUENCIES_HZ / 7500) ** 2)
    distance = bark[_INSIDE, None] - bark
    weights = 10 ** (np.where(distance > 0, -SPREAD_UP_DB * distance, SPREAD_DOWN_DB * distance) / 10)
    weights *= 10 ** (LEVEL_DB / 10) / weights.sum(axis=1, keepdims=True)
    return weights.astype(np.float32)
