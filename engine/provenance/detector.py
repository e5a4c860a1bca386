"""Detecting the mark: flatten the speech away, fold what is left by the key's period, correlate at every offset.

Where nothing is marked, the correlation at any offset is a sum of many terms whose phases the key draws at random,
so it is Gaussian whatever the sound: the highest peak over the spread gives a p-value, times the offsets tried.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import soxr
from scipy import fft
from scipy.ndimage import uniform_filter1d
from scipy.special import ndtr

from engine.provenance.key import DEFAULT_KEY, HIGH_HZ, LOW_HZ, PERIOD_SAMPLES, waveform
from engine.types import SAMPLE_RATE_HZ, Audio, FloatArray

P_MARKED = 1e-5  # below it, a sound is said to be marked
PIECE_S = 30.0
SPEEDS = np.setdiff1d(np.round(np.arange(-0.021, 0.0211, 0.0002), 4), [0.0]) + 1
SPEED_PIECES = 4  # searching the speeds costs more than all else: only in the first two minutes

FFT_SIZE, STEP = 1024, 256
# Bins: the envelope that shaped the mark, and the harmonics that the whitening must flatten.
ENVELOPE_BINS, FINE_BINS = 15, 3
FLOOR_QUANTILE, FLOOR_FACTOR = 0.05, 3.0  # what lies near a band's quietest moments is noise, and holds no mark


@dataclass(frozen=True, slots=True)
class Detection:
    """Whether a sound holds the mark. p_value is the chance of this without one, confidence is 1 - p_value;
    score is the peak in standard deviations, speed how much faster the sound is than it was when marked."""

    marked: bool
    confidence: float
    p_value: float
    score: float
    speed: float


def detect(audio: Audio, key: bytes = DEFAULT_KEY) -> Detection:
    """Look for the mark in a sound of any rate and length."""
    samples = np.nan_to_num(audio.samples)
    if audio.rate_hz != SAMPLE_RATE_HZ and len(samples):
        samples = soxr.resample(samples, audio.rate_hz, SAMPLE_RATE_HZ)
    size = round(PIECE_S * SAMPLE_RATE_HZ)
    return detect_pieces((samples[start : start + size] for start in range(0, len(samples), size)), key)


def detect_pieces(pieces: Iterable[FloatArray], key: bytes = DEFAULT_KEY) -> Detection:
    """Look for the mark in pieces (n,) at 24 kHz, one after the other, until it is found."""
    best = Detection(False, 0.0, 1.0, 0.0, 1.0)
    for index, piece in enumerate(pieces):
        # However many pieces there are, 1/2 + 1/6 + 1/12 + ... is 1: all their chances sum to P_MARKED at most.
        trials = (index + 1) * (index + 2)
        for score, speed, offsets in _searches(whiten(piece), key, with_speeds=index < SPEED_PIECES):
            p_value = min(1.0, 2 * trials * p_of(score, offsets))
            if (p_value, -score) < (best.p_value, -best.score):
                best = Detection(p_value < P_MARKED, 1 - p_value, p_value, score, speed)
            if best.marked:
                return best
    return best


def p_of(score: float, offsets: int) -> float:
    """The chance that the highest of so many Gaussian peaks, up or down, reaches the score."""
    return min(1.0, 2 * offsets * float(ndtr(-score)))


def _searches(flat: FloatArray, key: bytes, *, with_speeds: bool) -> Iterator[tuple[float, float, int]]:
    """(score, speed, offsets tried): as it stands, then at other speeds. Both are tests of their own."""
    rows = _rows(flat)
    if not rows.any():
        return
    spectra = np.fft.rfft(rows, axis=1)
    windows = spectra if len(rows) == 1 else np.concatenate([spectra.sum(0, keepdims=True), spectra[:-1] + spectra[1:]])
    yield max(peak(window, key) for window in windows), 1.0, len(windows) * PERIOD_SAMPLES
    if with_speeds:
        energy = np.sum(rows**2, axis=1)
        start = int(np.argmax(energy[:-1] + energy[1:])) if len(rows) > 2 else 0
        loudest = rows[start : start + 2].reshape(-1)
        heights = [np.abs(_correlation(np.fft.rfft(_at_speed(loudest, speed)), key)).max() for speed in SPEEDS]
        speed = float(SPEEDS[np.argmax(heights)])
        yield peak(np.fft.rfft(_at_speed(loudest, speed)), key), speed, len(SPEEDS) * PERIOD_SAMPLES


def peak(spectrum: np.ndarray, key: bytes) -> float:
    """Highest correlation with the key over all offsets, in standard deviations, of a folded period's spectrum."""
    correlation = np.abs(_correlation(spectrum, key))
    spread = 1.4826 * float(np.median(correlation))  # the peak itself must not widen it
    return float(correlation.max()) / spread if spread > 0 else 0.0


def _correlation(spectrum: np.ndarray, key: bytes) -> np.ndarray:
    """With the key, at every offset, (PERIOD_SAMPLES,)."""
    return np.fft.irfft(spectrum * _conjugate(key))


@lru_cache(maxsize=2)
def _conjugate(key: bytes) -> np.ndarray:
    return np.conj(np.fft.rfft(waveform(key)))


def _rows(flat: FloatArray) -> FloatArray:
    """The signal cut into periods, (n, PERIOD_SAMPLES), the last filled with zeros."""
    count = max(1, math.ceil(len(flat) / PERIOD_SAMPLES))
    return np.pad(flat, (0, count * PERIOD_SAMPLES - len(flat))).reshape(count, PERIOD_SAMPLES)


def _at_speed(flat: FloatArray, speed: float) -> FloatArray:
    """The signal brought back from a speed to 1 and folded to one period."""
    times = np.arange(int(len(flat) * speed)) / speed
    slowed = np.interp(times, np.arange(len(flat)), flat).astype(np.float32)
    return _rows(slowed).sum(axis=0)


def whiten(samples: FloatArray) -> FloatArray:
    """Speech divided out, (n,) -> (n,): each bin is weighted as a matched filter would, by the level the mark has there
    (the envelope over the noise) over the power of the speech that hides it."""
    window = np.sqrt(np.hanning(FFT_SIZE + 1)[:-1]).astype(np.float32)
    padded = np.pad(samples.astype(np.float32), (FFT_SIZE, FFT_SIZE + STEP))
    frames = np.lib.stride_tricks.sliding_window_view(padded, FFT_SIZE)[::STEP] * window
    spectrum = np.asarray(fft.rfft(frames, axis=1))  # scipy's is three times as fast on many frames
    power = np.abs(spectrum) ** 2
    envelope = uniform_filter1d(power, ENVELOPE_BINS, axis=1)
    fine = uniform_filter1d(power, FINE_BINS, axis=1) + 0.01 * envelope + 1e-9 * power.mean() + 1e-20
    margin = FFT_SIZE // STEP  # frames that begin or end in the padding
    heard = envelope[margin:-margin] if len(envelope) > 2 * margin else envelope
    noise = FLOOR_FACTOR * np.quantile(heard, FLOOR_QUANTILE, axis=0, keepdims=True)
    frequencies_hz = np.fft.rfftfreq(FFT_SIZE, 1 / SAMPLE_RATE_HZ)
    inside = (frequencies_hz >= LOW_HZ) & (frequencies_hz <= HIGH_HZ)
    weights = np.sqrt(np.maximum(envelope - noise, 0)) / fine * inside
    flat_frames = np.asarray(fft.irfft(spectrum * weights, axis=1), np.float32) * window
    return _overlap_add(flat_frames)[FFT_SIZE : FFT_SIZE + len(samples)]


def _overlap_add(frames: FloatArray) -> FloatArray:
    """Sum of frames (n, FFT_SIZE) laid STEP apart."""
    steps = frames.reshape(len(frames), -1, STEP)
    total = np.zeros((len(frames) + steps.shape[1], STEP), np.float32)
    for index in range(steps.shape[1]):
        total[index : index + len(frames)] += steps[:, index]
    return total.reshape(-1)
