"""A sound being played: fed by a voice as it is made, drained by a device. Safe between threads; no Qt."""

from __future__ import annotations

import threading
from collections import deque

import numpy as np
import soxr

from engine.errors import VivaError
from engine.types import Audio, FloatArray

FADE_S = 0.015  # a stop without a click


class Track:
    """feed() pieces, then end(). The device waits, silent, for a piece that is late. played_s counts what was heard."""

    def __init__(self, gain_db: float = 0.0) -> None:
        self._lock = threading.Lock()
        self._gain = 10 ** (gain_db / 20)
        self._pieces: deque[Audio] = deque()  # as fed, until the device's rate is known
        self._ready: deque[FloatArray] = deque()  # at the device's rate
        self._resampler: tuple[int, soxr.ResampleStream] | None = None
        self._rate_hz = 0
        self._played = 0
        self._latency_s = 0.0
        self._ended = self._flushed = self._stopping = False
        self.finished = threading.Event()
        self.started = threading.Event()
        self.error: VivaError | None = None

    @property
    def ready(self) -> bool:
        """Whether a device has taken it."""
        return self._rate_hz > 0

    @property
    def played_s(self) -> float:
        """Seconds of this sound that have left the loudspeaker."""
        return max(0.0, self._played / self._rate_hz - self._latency_s) if self._rate_hz else 0.0

    def feed(self, audio: Audio) -> None:
        """Add a piece; from any thread."""
        with self._lock:
            self._pieces.append(audio)

    def end(self) -> None:
        """No piece comes after this."""
        self._ended = True

    def stop(self) -> None:
        """Fade out within 15 ms and be finished."""
        self._stopping = True
        if not self._rate_hz:
            self.finished.set()

    def fail(self, error: VivaError) -> None:
        """It cannot be heard."""
        self.error = error
        self.finished.set()

    def begin(self, rate_hz: int, latency_s: float) -> None:
        """A device takes the track; again after another device was lost."""
        with self._lock:
            if self._rate_hz and rate_hz != self._rate_hz:  # pieces at the old rate go through once more
                self._pieces.extendleft(Audio(p, self._rate_hz) for p in reversed(self._ready))
                self._ready.clear()
                self._resampler = None
                self._played = round(self._played * rate_hz / self._rate_hz)
            self._rate_hz, self._latency_s = rate_hz, latency_s

    def mix(self, block: FloatArray) -> None:
        """Add the next samples to block (n,); called by the device."""
        with self._lock:
            self._resample()
        at = 0
        while at < len(block) and self._ready:
            piece = self._ready[0]
            n = min(len(piece), len(block) - at)
            part = piece[:n] * self._gain
            if self._stopping:
                fade = round(FADE_S * self._rate_hz)
                ramp = np.clip(1 - np.arange(at, at + n) / fade, 0, 1)
                part = part * ramp.astype(np.float32)
            block[at : at + n] += part
            at += n
            if n == len(piece):
                self._ready.popleft()
            else:
                self._ready[0] = piece[n:]
        self._played += at
        if at:
            self.started.set()
        drained = self._ended and self._flushed and not self._ready
        if drained or self._stopping:
            self.finished.set()

    def _resample(self) -> None:
        while self._pieces:
            piece = self._pieces.popleft()
            if self._resampler is None or self._resampler[0] != piece.rate_hz:
                self._resampler = (piece.rate_hz, soxr.ResampleStream(piece.rate_hz, self._rate_hz, 1, dtype="float32"))
            self._append(self._resampler[1].resample_chunk(piece.samples.astype(np.float32, copy=False)))
        if self._ended and not self._flushed:
            self._flushed = True
            if self._resampler:
                self._append(self._resampler[1].resample_chunk(np.zeros(0, np.float32), last=True))

    def _append(self, samples: FloatArray) -> None:
        if len(samples):
            self._ready.append(samples)


def limit(block: FloatArray) -> None:
    """Soft limiter, in place: what is louder than 0.7 bends towards 1, so that 'louder' never crackles."""
    loud = np.abs(block) > 0.7
    if loud.any():
        over = np.abs(block[loud]) - 0.7
        block[loud] = np.sign(block[loud]) * (0.7 + 0.3 * np.tanh(over / 0.3))
