"""The room and the microphone, before the first sentence: how loud is the silence, how loud is the voice."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from engine.bank.levels import frame_levels_db, levels_of
from engine.types import Audio

QUIET_DB = -55.0
NOISY_DB = -42.0
LOUDEST_SPEECH_DB = -9.0
QUIETEST_SPEECH_DB = -38.0
STEADY_DB = 12.0


class RoomState(StrEnum):
    """What the room is good for."""

    QUIET = "quiet"
    USABLE = "usable"
    NOISY = "noisy"
    DEAD = "dead"  # the microphone gives nothing at all


class LevelState(StrEnum):
    """How the voice arrives."""

    GOOD = "good"
    LOUD = "loud"
    SOFT = "soft"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Room:
    """The verdict on some seconds of silence: level in dBFS, a hum of the mains in dB over its surroundings."""

    state: RoomState
    noise_db: float
    hum_db: float


def check_room(silence: Audio) -> Room:
    """Judge two or more seconds without speech."""
    db = frame_levels_db(silence)
    if not len(db) or float(db.max()) < -92:
        return Room(RoomState.DEAD, -96.0, 0.0)
    noise = float(np.quantile(db, 0.7))  # not the mean: a single knock on the table is not the room
    state = RoomState.QUIET if noise < QUIET_DB else RoomState.USABLE if noise < NOISY_DB else RoomState.NOISY
    return Room(state, noise, _hum_db(silence))


def steady(sound: Audio) -> bool:
    """Whether nobody spoke, and no door fell shut: a room sounds the same from moment to moment."""
    db = frame_levels_db(sound)
    return not len(db) or float(np.quantile(db, 0.9) - np.quantile(db, 0.1)) < STEADY_DB


def check_level(speech: Audio, room: Room) -> tuple[LevelState, float]:
    """Judge a sentence said as a test: the state, and the speech's level in dBFS."""
    level = levels_of(speech, room.noise_db).speech_db
    peak = float(np.abs(speech.samples).max(initial=0))
    if level < room.noise_db + 6:
        return LevelState.NONE, level
    if peak > 0.98 or level > LOUDEST_SPEECH_DB:
        return LevelState.LOUD, level
    return (LevelState.SOFT if level < QUIETEST_SPEECH_DB else LevelState.GOOD), level


def _hum_db(audio: Audio) -> float:
    """How far 50 or 60 Hz and its first harmonics stand over their neighbours, in dB; 0 without a hum."""
    n = len(audio.samples)
    if n < audio.rate_hz:
        return 0.0
    power = np.abs(np.fft.rfft(audio.samples * np.hanning(n))) ** 2 + 1e-12
    hz = np.fft.rfftfreq(n, 1 / audio.rate_hz)

    def stands_out(f: float) -> float:
        near = power[np.abs(hz - f) <= 1.5].max()
        around = np.median(power[(np.abs(hz - f) > 4) & (np.abs(hz - f) < 16)])
        return float(10 * np.log10(near / around))

    return max(0.0, *(min(stands_out(f), stands_out(2 * f), stands_out(3 * f)) for f in (50.0, 60.0)))
