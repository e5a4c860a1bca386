"""Is this recording good for a voice: is there speech, is it clean, is it one person, and where is the best of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine.audio.people import two_people
from engine.audio.reading import stream
from engine.bank.levels import FLOOR_DB, FRAME_S, frame_levels_db
from engine.errors import SampleError
from engine.types import Audio, FloatArray

SHORTEST_S = 0.8  # of speech: below this there is no voice to be heard
SHORT_S = 3.0
LONGEST_S = 10.0
_SILENT_DB = -65.0  # the loudest twentieth of the frames
_STEADY_DB = 6.0  # a hum, a tone or hiss moves less than this; speech moves by twenty and more
_SPEECH_ABOVE_NOISE_DB = 9.0
_SPEECH_UNDER_PEAK_DB = 32.0
_QUIET_DB = -42.0
_NOISY_SNR_DB = 15.0
_CLIPPED_SHARE = 0.001
_FULL = 0.985
_STEP_S = 1.0
_RECORD_AGAIN = "Record again: some sentences in a quiet room, 3 to 10 seconds, a hand's width from the microphone."


@dataclass(frozen=True, slots=True)
class SampleReport:
    """What a sample measures. Levels in dBFS; clipped_share of the samples; warnings are sentences, none is good."""

    seconds: float
    speech_seconds: float
    speech_db: float
    noise_db: float
    clipped_share: float
    two_people: bool
    warnings: tuple[str, ...]

    @property
    def snr_db(self) -> float:
        return self.speech_db - self.noise_db


def check_sample(audio: Audio) -> SampleReport:
    """Measure a sample of a voice. Raises SampleError where no voice can be made of it: silent, no speech, too short.

    That two people speak is a guess from the cepstra and pitch of its parts: it misses half of the
    pairs, those of like voices; hence a warning, no error.
    """
    db = frame_levels_db(audio)
    if not len(db) or np.quantile(db, 0.95) < _SILENT_DB:
        raise SampleError("There is no sound in this recording.", "Check the microphone, then record again.")
    if np.quantile(db, 0.95) - np.quantile(db, 0.05) < _STEADY_DB and audio.seconds >= SHORTEST_S:
        raise SampleError("There is sound in this recording, but no speech.", _RECORD_AGAIN)
    speech = _speech(db)
    speech_s = float(speech.sum()) * FRAME_S
    if speech_s < SHORTEST_S:
        raise SampleError(f"There are only {speech_s:.1f} seconds of speech in this recording.", _RECORD_AGAIN)
    speech_db, noise_db = _mean_db(db[speech]), _noise_db(db)
    clipped = _clipped_share(audio.samples)
    both = two_people(audio)
    return SampleReport(
        audio.seconds,
        speech_s,
        speech_db,
        noise_db,
        clipped,
        both,
        tuple(_warnings(speech_s, speech_db, noise_db, clipped, both)),
    )


def best_window(path: Path, seconds: float = LONGEST_S) -> Audio:
    """The stretch of a file with the most clean speech, 24 kHz mono; the whole file where it is shorter.

    The file is read and measured once, in blocks of a second; no more than the best stretch and the one at hand are
    kept. Raises SampleError.
    """
    size = max(1, round(seconds / _STEP_S))
    window: deque[_Block] = deque(maxlen=size)
    best, best_score, rate_hz = [], -np.inf, 0
    for block in stream(path, _STEP_S):
        rate_hz = block.rate_hz
        window.append(_Block.of(block))
        if len(window) == size and (score := _score(window)) > best_score:
            best, best_score = list(window), score
    return Audio(np.concatenate([block.samples for block in best or window]), rate_hz)


@dataclass(frozen=True, slots=True)
class _Block:
    """A second of a file, measured: levels (50,) in dBFS, the peak, and the samples in flat tops at that peak."""

    samples: FloatArray
    db: FloatArray
    peak: float
    flat: int

    @classmethod
    def of(cls, audio: Audio) -> _Block:
        peak = float(np.abs(audio.samples).max(initial=0.0))
        return cls(audio.samples, frame_levels_db(audio), peak, _flat(audio.samples, peak))


def _score(window: Collection[_Block]) -> float:
    """Share of speech, with something for a quiet background, and clipping against it."""
    db = np.concatenate([block.db for block in window])
    if not len(db):
        return -np.inf
    loud = float(np.quantile(db, 0.95))
    if loud < _SILENT_DB or loud - np.quantile(db, 0.05) < _STEADY_DB:
        return loud / 1000 - 10
    speech = _speech(db)
    snr_db = min(_mean_db(db[speech]) - _noise_db(db), 40.0)
    return float(speech.mean()) + snr_db / 40 - 20 * min(_clipped_in(window), 0.1)


def _clipped_in(window: Collection[_Block]) -> float:
    """Share of clipped samples: what is flat at the peak of the whole."""
    peak = max(block.peak for block in window)
    flat = sum(block.flat for block in window if block.peak >= _FULL * peak)
    return flat / sum(len(block.samples) for block in window)


def _speech(db: FloatArray) -> np.ndarray:
    """Which frames are speech: clearly over the noise, not far under the loudest."""
    loud = float(np.quantile(db, 0.95))
    return db >= min(max(_noise_db(db) + _SPEECH_ABOVE_NOISE_DB, loud - _SPEECH_UNDER_PEAK_DB), loud)


def _noise_db(db: FloatArray) -> float:
    heard = np.sort(db[db > FLOOR_DB + 1])  # digital silence is an edit, not the room
    return _mean_db(heard[: max(3, len(heard) // 10)]) if len(heard) else FLOOR_DB


def _mean_db(db: FloatArray) -> float:
    return float(10 * np.log10(np.mean(10 ** (db.astype(np.float64) / 10))))


def _clipped_share(samples: FloatArray) -> float:
    """Share of samples in runs of three and more at the extreme: the flat tops that clipping leaves, at any level."""
    return _flat(samples, float(np.abs(samples).max(initial=0.0))) / max(1, len(samples))


def _flat(samples: FloatArray, peak: float) -> int:
    """Samples within three and more in a row at the peak, where that is no faint one."""
    if peak < 0.1 or len(samples) < 3:
        return 0
    full = np.abs(samples) >= _FULL * peak
    return int((full[2:] & full[1:-1] & full[:-2]).sum())


def _warnings(speech_s: float, speech_db: float, noise_db: float, clipped: float, both: bool) -> Iterator[str]:
    if speech_s < SHORT_S:
        yield f"There are only {speech_s:.1f} seconds of speech; 3 to 10 seconds make a better voice."
    if clipped > _CLIPPED_SHARE:
        yield "The recording is too loud and distorted in places; record again a little further from the microphone."
    if speech_db < _QUIET_DB:
        yield "The recording is very quiet; record again closer to the microphone."
    if speech_db - noise_db < _NOISY_SNR_DB:
        yield "There is much noise behind the voice; a quieter room makes a better voice."
    if both:
        yield "Two people seem to speak in this recording; use a part where only one does."
