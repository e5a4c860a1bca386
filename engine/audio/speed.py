"""Finished sound faster or slower at the same pitch: WSOLA (Verhelst and Roelands, 1993)."""

from __future__ import annotations

import numpy as np

from engine.types import Audio, FloatArray

SLOWEST, FASTEST = 0.5, 2.0
_FRAME_S = 0.030  # two periods of a low voice
_SEARCH_S = 0.012


def change_speed(audio: Audio, speed: float) -> Audio:
    """The sound played speed times as fast (0.5 to 2, else brought there), pitch and timbre as they were."""
    speed = min(max(speed, SLOWEST), FASTEST)
    if speed == 1.0 or not len(audio.samples):
        return audio
    half = round(audio.rate_hz * _FRAME_S / 2)
    search = round(audio.rate_hz * _SEARCH_S)
    length = round(len(audio.samples) / speed)
    padded = np.pad(audio.samples, (search + half, search + 4 * half + round(half * speed)))
    return Audio(_overlap_add(padded, speed, half, search, length), audio.rate_hz)


def _overlap_add(padded: FloatArray, speed: float, half: int, search: int, length: int) -> FloatArray:
    """Lay Hann-windowed frames of 2 half samples half apart, each taken where it goes on best from the one before."""
    window = np.hanning(2 * half + 1)[:-1].astype(np.float32)
    out = np.zeros(length + 4 * half, np.float32)
    last = len(padded) - 2 * half
    start = search  # of the frame in padded; its natural follower begins half later
    for at in range(0, length + half, half):
        if at:
            wanted = min(search + round(at * speed), last - search)
            follower = padded[min(start + half, last) :][: 2 * half]
            start = _best_start(padded, follower, wanted, search)
        out[at : at + 2 * half] += padded[start : start + 2 * half] * window
    return out[half : half + length]


def _best_start(padded: FloatArray, follower: FloatArray, wanted: int, search: int) -> int:
    low = max(0, wanted - search)
    region = padded[low : wanted + search + len(follower)]
    likeness = np.correlate(region, follower, mode="valid")
    energy = np.convolve(np.square(region), np.ones(len(follower), np.float32), mode="valid")
    return low + int(np.argmax(likeness / np.sqrt(np.maximum(energy, 1e-6))))
