"""The verdict on a take: what is wrong with it, in plain words, within a second."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

import numpy as np

from engine.bank.levels import FLOOR_DB
from engine.bank.measure import Measures, measure
from engine.bank.speaker import SpeakerEncoder
from engine.types import Audio, FloatArray


class Reason(StrEnum):
    """Why a take is not good."""

    EMPTY = "empty"
    CLIPPED = "clipped"
    SOFT = "soft"
    NOISY = "noisy"
    CUT_START = "cut-start"
    CUT_END = "cut-end"
    WORDS = "words"
    FAST = "fast"
    SLOW = "slow"
    VOICE = "voice"


ADVICE = {
    Reason.EMPTY: "There is no speech in this take.",
    Reason.CLIPPED: "Too loud: the sound is clipped. Move back a little, or turn the microphone down.",
    Reason.SOFT: "Too quiet. Move closer, or turn the microphone up.",
    Reason.NOISY: "There is noise behind the voice.",
    Reason.CUT_START: "The beginning is cut off.",
    Reason.CUT_END: "The end is cut off.",
    Reason.WORDS: "Some words were not heard.",
    Reason.FAST: "Faster than you usually speak.",
    Reason.SLOW: "Slower than you usually speak.",
    Reason.VOICE: "This does not sound like your other takes.",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """From where a take is refused; `python -m engine.bank verdicts` measures the errors they make."""

    ceiling: float = (
        9.0  # 48 recordings never clipped: at most 7.8; 9 dB over, resampled: 9 to 516, in OGG: half over 31
    )
    speech_db: float = -42.0
    snr_db: float = 17.0
    clear_db: float = -3.5  # less clear than the person's own takes by so much: noise under the speech
    edge_db: float = -14.0  # an edge this near to the speech's level is inside a word
    word: float = -5.0  # log posterior ratio of a word that was not said (words.py has its error rates)
    slowest: float = 1.0  # syllables a second, while the person's own rate is unknown
    fastest: float = 8.5
    rate_factor: float = 1.9  # times the person's median, or a part of it


class WordJudge(Protocol):
    """Says for each word of a text how surely it is in the sound: mean log posterior ratio, 0 is certain."""

    def score(self, audio: Audio, text: str) -> Sequence[float]: ...


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of this person from the takes kept: mean voice (unit length), medians of pace and clearness."""

    voice: FloatArray | None = None
    syllables_per_s: float | None = None
    takes: int = 0
    clear_db: float | None = None

    @classmethod
    def of(cls, voices: Sequence[FloatArray], rates: Sequence[float], clear_db: Sequence[float] = ()) -> Person:
        mean = np.mean(voices, axis=0) if len(voices) else None
        voice = None if mean is None else (mean / max(float(np.linalg.norm(mean)), 1e-9)).astype(np.float32)
        return cls(voice, _median(rates), len(voices), _median(clear_db))


@dataclass(frozen=True, slots=True)
class Verdict:
    """reasons: empty for a good take; missing: indices of the words not heard; voice: the take's embedding."""

    reasons: tuple[Reason, ...]
    measures: Measures
    words: tuple[float, ...] = ()
    missing: tuple[int, ...] = ()
    similarity: float | None = None
    voice: FloatArray = field(default_factory=lambda: np.zeros(0, np.float32))

    @property
    def good(self) -> bool:
        return not self.reasons


class Judge:
    """Judges takes of one person."""

    takes_to_know_a_person = 3

    def __init__(
        self, encoder: SpeakerEncoder | None, words: WordJudge | None = None, limits: Limits | None = None
    ) -> None:
        self._encoder = encoder
        self._words = words
        self.limits = limits or Limits()

    def __call__(self, audio: Audio, text: str, person: Person, cut: bool = False) -> Verdict:
        """The verdict on a take of text; cut: the recorder was stopped while there was speech."""
        measures = measure(audio, text)
        if measures.speech_db - measures.noise_db < 5 or measures.speech_s < 0.15 or measures.speech_db < FLOOR_DB + 20:
            return Verdict((Reason.EMPTY,), measures)
        reasons = [*self._of_sound(measures, person, cut), *self._of_rate(measures, person)]
        words = tuple(self._words.score(audio, text)) if self._words else ()
        missing = tuple(i for i, score in enumerate(words) if score < self.limits.word)
        if missing:
            reasons.append(Reason.WORDS)
        voice = self._encoder(audio) if self._encoder else np.zeros(0, np.float32)
        similarity = None
        if self._encoder and person.voice is not None and person.takes >= self.takes_to_know_a_person:
            similarity = float(voice @ person.voice)
            if similarity < self._encoder.take:
                reasons.append(Reason.VOICE)
        return Verdict(tuple(reasons), measures, words, missing, similarity, voice)

    def _of_sound(self, m: Measures, person: Person, cut: bool) -> list[Reason]:
        limits = self.limits
        known = person.takes >= self.takes_to_know_a_person
        usual_db = person.clear_db if known and person.clear_db is not None else m.clear_db
        audible_db = max(limits.edge_db, m.noise_db + 8 - m.speech_db)
        return [
            reason
            for reason, wrong in (
                (Reason.CLIPPED, m.clipped > limits.ceiling),
                (Reason.SOFT, m.speech_db < limits.speech_db),
                (Reason.NOISY, m.snr_db < limits.snr_db or m.clear_db < usual_db + limits.clear_db),
                (Reason.CUT_START, m.start_db > audible_db),
                (Reason.CUT_END, m.end_db > audible_db or cut),
            )
            if wrong
        ]

    def _of_rate(self, m: Measures, person: Person) -> list[Reason]:
        if m.syllables_per_s is None:
            return []
        slowest, fastest = self.limits.slowest, self.limits.fastest
        if person.syllables_per_s and person.takes >= self.takes_to_know_a_person:
            slowest = person.syllables_per_s / self.limits.rate_factor
            fastest = person.syllables_per_s * self.limits.rate_factor
        return [Reason.FAST] if m.syllables_per_s > fastest else [Reason.SLOW] if m.syllables_per_s < slowest else []


def _median(values: Sequence[float]) -> float | None:
    return float(np.median(values)) if len(values) else None
