"""Source-filter features of speech, 75 frames a second, by WORLD (Morise et al. 2016; pyworld).

A frame has 65 numbers: 60 coefficients of the mel-warped log envelope, 3 coded aperiodicities,
interpolated log f0 and voicing. Two things make them the same for every microphone: the level of
speech is brought to one value, and a floor of dither lies under every signal, so that a band
without sound has a small finite level instead of -120 dB.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import pyworld
from numpy.typing import NDArray

from engine.types import FRAME_RATE_HZ, SAMPLE_RATE_HZ, Audio, FloatArray

ENVELOPE = 60
APERIODICITY = slice(60, 63)
LOG_F0 = 63
VOICING = 64
FEATURES = 65
FFT_SIZE = 1024
BINS = FFT_SIZE // 2 + 1

_FRAME_PERIOD_MS = 1000 / FRAME_RATE_HZ
_SPEECH_RMS = 0.08  # -22 dBFS
_DITHER_RMS = 10 ** (-72 / 20)  # 50 dB under speech: inaudible, and above every codec's numeric floor
_UNVOICED_LOG_F0 = float(np.log(150.0))
_APERIODICITY_SCALE_DB = 60.0
# A signal without sound above one of these cutoffs came from a narrower channel (telephone, 11 kHz, 16 kHz).
CUTOFFS_HZ = (3400, 4000, 5500, 8000)
_EMPTY = -12.0  # natural log of power: some 15 dB above what the dither alone measures
_CHANNEL_DROP = 3.4  # 15 dB from one side of a cutoff to the other


def bring_to_level(samples: NDArray[np.floating]) -> NDArray[np.float64]:
    """Scale so that the active part of the signal has the RMS every feature was learnt at."""
    x = np.asarray(samples, np.float64)
    blocks = x[: len(x) // 480 * 480].reshape(-1, 480) if len(x) >= 480 else x[None]
    power = (blocks**2).mean(1)
    active = power > power.max() * 1e-3
    rms = float(np.sqrt(power[active].mean())) if active.any() else 0.0
    return x * (_SPEECH_RMS / rms) if rms > 1e-6 else x


def world(samples: NDArray[np.floating], f0_method: Literal["harvest", "dio"]) -> tuple[NDArray, NDArray, NDArray]:
    """f0 (T,), log power envelope (T, 513) and aperiodicity (T, 513) of samples at 24 kHz already at level."""
    x = samples + np.random.default_rng(0).normal(0, _DITHER_RMS, len(samples))
    estimate = pyworld.harvest if f0_method == "harvest" else pyworld.dio
    f0, times = estimate(x, SAMPLE_RATE_HZ, f0_floor=60, f0_ceil=500, frame_period=_FRAME_PERIOD_MS)
    f0 = pyworld.stonemask(x, f0, times, SAMPLE_RATE_HZ)
    envelope = pyworld.cheaptrick(x, f0, times, SAMPLE_RATE_HZ, fft_size=FFT_SIZE)
    aperiodicity = pyworld.d4c(x, f0, times, SAMPLE_RATE_HZ, fft_size=FFT_SIZE)
    return f0, np.log(envelope), aperiodicity


def channel_cutoff_hz(log_envelope: NDArray) -> int | None:
    """The channel's upper end in Hz, or None when the sound is full band. log_envelope (T, 513)."""
    loud = log_envelope[:, :200].mean(1)
    top = log_envelope[loud >= np.quantile(loud, 0.5)]
    hz = np.linspace(0, SAMPLE_RATE_HZ / 2, BINS)
    # The loudest moments of each bin (fricatives fill the top of a full-band voice).
    level = np.quantile(top, 0.95, axis=0)
    for cutoff in CUTOFFS_HZ:
        below = level[(hz > cutoff * 0.8) & (hz < cutoff * 0.95)].mean()
        above = level[(hz > cutoff * 1.12) & (hz < 11_500)]
        if above.max() < _EMPTY and below - above.mean() > _CHANNEL_DROP:
            return cutoff
    return None


def flatten_above(log_envelope: NDArray, cutoff_hz: float) -> NDArray:
    """Copy (T, 513) with everything above the cutoff at the level just below it."""
    out = log_envelope.copy()
    k = int(cutoff_hz * 0.95 / (SAMPLE_RATE_HZ / 2) * (BINS - 1))
    width = max(4, k // 12)
    out[:, k:] = out[:, k - width : k].mean(1, keepdims=True)
    return out


def code(f0: NDArray, log_envelope: NDArray, aperiodicity: NDArray) -> FloatArray:
    """WORLD's three curves to (T, 65)."""
    voiced = f0 > 40
    log_f0 = np.full(len(f0), _UNVOICED_LOG_F0)
    if voiced.any():
        log_f0 = np.interp(np.arange(len(f0)), np.flatnonzero(voiced), np.log(f0[voiced]))
    envelope = pyworld.code_spectral_envelope(np.exp(log_envelope), SAMPLE_RATE_HZ, ENVELOPE)
    bands = pyworld.code_aperiodicity(aperiodicity, SAMPLE_RATE_HZ) / _APERIODICITY_SCALE_DB
    return np.concatenate([envelope, bands, log_f0[:, None], voiced[:, None]], 1).astype(np.float32)


def synthesise(features: FloatArray) -> Audio:
    """(T, 65) back to sound by WORLD's own synthesis; the yardstick for the neural synthesiser."""
    f = features.astype(np.float64)
    f0 = np.where(f[:, VOICING] > 0.5, np.exp(f[:, LOG_F0]), 0.0)
    envelope = pyworld.decode_spectral_envelope(np.ascontiguousarray(f[:, :ENVELOPE]), SAMPLE_RATE_HZ, FFT_SIZE)
    bands = np.ascontiguousarray(np.minimum(f[:, APERIODICITY] * _APERIODICITY_SCALE_DB, 0))
    aperiodicity = pyworld.decode_aperiodicity(bands, SAMPLE_RATE_HZ, FFT_SIZE)
    y = pyworld.synthesize(f0, envelope, aperiodicity, SAMPLE_RATE_HZ, _FRAME_PERIOD_MS)
    return Audio(np.clip(y, -1, 1).astype(np.float32), SAMPLE_RATE_HZ)
