"""Loudness by ITU-R BS.1770-4: measured, and brought to one level, for whole sounds and for streams."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from engine.audio.biquad import Biquads
from engine.audio.limiter import Limiter
from engine.types import Audio, FloatArray

TARGET_LUFS = -20.0
SILENCE_LUFS = -70.0  # the absolute gate: what is below is no sound
_BLOCK_S, _STEP_S = 0.4, 0.1
_GATE_LU = -10.0
_OFFSET = -0.691
_MOST_GAIN_DB = 30.0
_GAIN_DB_PER_S = 3.0  # a stream's gain may move this fast: too slow to be heard as a change


class LoudnessMeter:
    """Integrated loudness of a mono stream, by pieces of any length."""

    def __init__(self, rate_hz: int) -> None:
        self._weighting = Biquads(_k_weighting(rate_hz))
        self._step = round(rate_hz * _STEP_S)
        self._waiting = np.empty(0)
        self._powers: list[float] = []  # of the steps of 100 ms

    def push(self, samples: FloatArray) -> None:
        """Hear more, shape (n,)."""
        weighted = self._weighting.push(samples.astype(np.float64))
        self._waiting = np.concatenate([self._waiting, np.square(weighted)])
        whole = len(self._waiting) // self._step * self._step
        self._powers += self._waiting[:whole].reshape(-1, self._step).mean(axis=1).tolist()
        self._waiting = self._waiting[whole:]

    @property
    def lufs(self) -> float:
        """Loudness of all heard, gated twice; SILENCE_LUFS for silence. Under 400 ms it is all one block."""
        steps = round(_BLOCK_S / _STEP_S)
        powers = np.array(self._powers)
        if len(powers) >= steps:
            blocks = np.lib.stride_tricks.sliding_window_view(powers, steps).mean(axis=1)
        else:
            rest = self._waiting.sum() + powers.sum() * self._step
            blocks = np.array([rest / max(1, len(self._waiting) + len(powers) * self._step)])
        loud = blocks[_lufs(blocks) > SILENCE_LUFS]
        if not len(loud):
            return SILENCE_LUFS
        gated = loud[_lufs(loud) > _lufs(loud.mean()) + _GATE_LU]
        return float(_lufs(gated.mean()))


def integrated_lufs(audio: Audio) -> float:
    """Loudness of a whole sound in LUFS; SILENCE_LUFS where there is none."""
    meter = LoudnessMeter(audio.rate_hz)
    meter.push(audio.samples)
    return meter.lufs


def normalise(audio: Audio, target_lufs: float = TARGET_LUFS) -> Audio:
    """The sound at the target loudness, its true peaks held under the limiter's ceiling. Silence stays as it is."""
    gain_db = _gain_db(integrated_lufs(audio), target_lufs)
    limiter = Limiter(audio.rate_hz)
    louder = (audio.samples * 10 ** (gain_db / 20)).astype(np.float32)
    return Audio(np.concatenate([limiter.push(louder), limiter.flush()]), audio.rate_hz)


class StreamNormaliser:
    """The same for a stream: the gain is that of all heard so far, and moves too slowly to be noticed.

    start_gain_db: what the last utterance of this voice ended with, so that the first piece has the right level too.
    Sound comes out some milliseconds late; flush() gives the rest.
    """

    def __init__(self, rate_hz: int, target_lufs: float = TARGET_LUFS, start_gain_db: float | None = None) -> None:
        self._rate_hz = rate_hz
        self._target_lufs = target_lufs
        self._meter = LoudnessMeter(rate_hz)
        self._limiter = Limiter(rate_hz)
        self.gain_db = start_gain_db

    def push(self, samples: FloatArray) -> FloatArray:
        """Take a piece, shape (n,), and give what is ready."""
        self._meter.push(samples)
        lufs = self._meter.lufs
        before, wanted = self.gain_db, _gain_db(lufs, self._target_lufs)
        if lufs <= SILENCE_LUFS:
            after = before
        elif before is None:
            after = wanted
        else:
            reach = _GAIN_DB_PER_S * len(samples) / self._rate_hz
            after = before + min(max(wanted - before, -reach), reach)
        self.gain_db = after
        start, end = (after if before is None else before) or 0.0, after or 0.0
        gains = 10 ** (np.linspace(start, end, len(samples), endpoint=False) / 20)
        return self._limiter.push((samples * gains).astype(np.float32))

    def flush(self) -> FloatArray:
        """The last milliseconds."""
        return self._limiter.flush()


def _gain_db(lufs: float, target_lufs: float) -> float:
    return 0.0 if lufs <= SILENCE_LUFS else min(target_lufs - lufs, _MOST_GAIN_DB)


def _lufs(power: NDArray[np.float64] | np.floating) -> NDArray[np.float64]:
    return _OFFSET + 10 * np.log10(np.maximum(power, 1e-20))


def _k_weighting(rate_hz: int) -> NDArray[np.float64]:
    """The shelf and the high-pass of BS.1770-4 for any rate (after De Man, 2014), as sections, shape (2, 6)."""
    k, q = math.tan(math.pi * 1681.974450955533 / rate_hz), 0.7071752369554196
    high = 10 ** (3.999843853973347 / 20)
    band = high**0.4996667741545416
    a0 = 1 + k / q + k * k
    shelf = [
        (high + band * k / q + k * k) / a0,
        2 * (k * k - high) / a0,
        (high - band * k / q + k * k) / a0,
        1.0,
        2 * (k * k - 1) / a0,
        (1 - k / q + k * k) / a0,
    ]
    k, q = math.tan(math.pi * 38.13547087602444 / rate_hz), 0.5003270373238773
    a0 = 1 + k / q + k * k
    return np.array([shelf, [1.0, -2.0, 1.0, 1.0, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0]])
