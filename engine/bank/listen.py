"""Hears where speech begins and ends, block by block; a state machine without a microphone or a clock.

The same one starts and stops a take in the studio and cuts a long recording at its pauses.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from engine.bank.levels import FLOOR_DB, FRAME_S, frame_levels_db
from engine.types import Audio, FloatArray

_ONSET_FRAMES = 5  # speech needs 4 loud frames of these (0.1 s): a click has one or two
_ONSET_LOUD = 4
_ONSET_DB = 10.0  # over the noise
_OFFSET_DB = 6.0
_QUIETEST_SPEECH_DB = -58.0
_NOISE_WINDOW_FRAMES = 500  # 10 s of what is not speech
_NOISE_EVERY_FRAMES = 5


@dataclass(frozen=True, slots=True)
class ListenOptions:
    """end_s: silence that ends a take (slow speakers want more); before_s, after_s: quiet kept at each end;
    longest_s: a take is ended there in any case; shortest_s: less speech than this was a noise."""

    end_s: float = 1.0
    before_s: float = 0.35
    after_s: float = 0.35
    longest_s: float = 25.0
    shortest_s: float = 0.25


class Hearing(StrEnum):
    """What the listener hears now."""

    QUIET = "quiet"
    SPEECH = "speech"


@dataclass(frozen=True, slots=True)
class Heard:
    """A piece of speech with a little quiet around it, from start_s of the stream; cut: it was ended by its length."""

    audio: Audio
    start_s: float
    cut: bool


class Listener:
    """Feed blocks of any size; whole pieces of speech come out. Memory is bounded by the longest piece."""

    def __init__(self, rate_hz: int, options: ListenOptions | None = None, noise_db: float | None = None) -> None:
        self.rate_hz = rate_hz
        self.options = options or ListenOptions()
        self.hearing = Hearing.QUIET
        self.level_db = FLOOR_DB
        self._size = round(rate_hz * FRAME_S)
        self._rest = np.zeros(0, np.float32)
        # The noise under the speech: the middle of what was not speech in the last ten seconds.
        self.noise_db = FLOOR_DB if noise_db is None else noise_db
        self._noise = deque([] if noise_db is None else [noise_db] * 50, maxlen=_NOISE_WINDOW_FRAMES)
        self._frames: deque[FloatArray] = deque()
        self._levels: deque[float] = deque()
        self._seen = 0  # frames fed so far
        self._quiet = 0  # frames since the last loud one
        self._loud = 0  # loud frames in this piece

    def feed(self, block: FloatArray) -> Iterator[Heard]:
        """Take samples (n,) at rate_hz, give back every piece that ended in them."""
        samples = np.concatenate([self._rest, block.astype(np.float32, copy=False)])
        whole = len(samples) // self._size * self._size
        self._rest = samples[whole:].copy()
        if not whole:
            return
        levels = frame_levels_db(Audio(samples[:whole], self.rate_hz))
        for frame, db in zip(samples[:whole].reshape(-1, self._size), levels, strict=True):
            heard = self._step(frame.copy(), float(db))
            if heard:
                yield heard

    def flush(self) -> Heard | None:
        """End the stream: what was being said, if anything was."""
        heard = self._end(cut=self._quiet * FRAME_S < self.options.after_s) if self.hearing is Hearing.SPEECH else None
        self.reset()
        return heard

    def reset(self) -> None:
        """Forget the piece that is being heard; the room's noise stays known."""
        self.hearing = Hearing.QUIET
        self._frames.clear()
        self._levels.clear()

    def _step(self, frame: FloatArray, db: float) -> Heard | None:
        self._seen += 1
        self.level_db = db
        self._frames.append(frame)
        self._levels.append(db)
        return self._in_speech(db) if self.hearing is Hearing.SPEECH else self._in_quiet(db)

    def _in_quiet(self, db: float) -> None:
        threshold = max(self.noise_db + _ONSET_DB, _QUIETEST_SPEECH_DB)
        recent = list(self._levels)[-_ONSET_FRAMES:]
        if sum(level >= threshold for level in recent) >= _ONSET_LOUD:
            self.hearing, self._quiet, self._loud = Hearing.SPEECH, 0, _ONSET_LOUD
            return
        self._learn_noise([db], every=_NOISE_EVERY_FRAMES)
        while len(self._frames) > self.options.before_s / FRAME_S + _ONSET_FRAMES:
            self._frames.popleft()
            self._levels.popleft()

    def _in_speech(self, db: float) -> Heard | None:
        loud = db >= max(self.noise_db + _OFFSET_DB, _QUIETEST_SPEECH_DB - 4)
        self._quiet = 0 if loud else self._quiet + 1
        self._loud += loud
        if self._quiet * FRAME_S >= self.options.end_s:
            return self._end(cut=False)
        if len(self._frames) * FRAME_S >= self.options.longest_s:
            return self._cut_at_quietest()
        return None

    def _learn_noise(self, levels: list[float], every: int = 1) -> None:
        self._noise.extend(levels)
        if self._noise and self._seen % every == 0:
            self.noise_db = float(np.quantile(self._noise, 0.6))

    def _end(self, cut: bool) -> Heard | None:
        """Give the piece back without the long silence at its end; None when it was only a noise."""
        drop = max(0, self._quiet - round(self.options.after_s / FRAME_S))
        start_s = (self._seen - len(self._frames)) * FRAME_S
        frames = list(self._frames)[: len(self._frames) - drop]
        enough = self._loud * FRAME_S >= self.options.shortest_s
        if enough:
            quiet = list(self._levels)[-self._quiet :] if self._quiet else []
            self._learn_noise(quiet)
        self.reset()
        return Heard(Audio(np.concatenate(frames), self.rate_hz), start_s, cut) if enough else None

    def _cut_at_quietest(self) -> Heard:
        """At the longest length: cut where the last third is quietest, and go on hearing the rest."""
        levels = np.convolve(np.array(self._levels), np.ones(5) / 5, mode="same")
        tail = len(levels) * 2 // 3
        at = tail + int(np.argmin(levels[tail:-3])) + 1
        start_s = (self._seen - len(self._frames)) * FRAME_S
        frames = list(self._frames)
        piece = Heard(Audio(np.concatenate(frames[:at]), self.rate_hz), start_s, cut=True)
        self._frames = deque(frames[at:])
        self._levels = deque(list(self._levels)[at:])
        self._loud = len(self._frames)
        # A steady noise that began meanwhile would hold the listener for ever: learn it from the quietest frames.
        self._learn_noise(np.sort(levels)[: len(levels) // 10].tolist())
        return piece
