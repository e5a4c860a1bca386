"""The best sample of a bank: every candidate speaks test sentences, and who comes nearest with fewest errors is it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import soxr

from engine.bank.bank import Bank
from engine.bank.takes import Take
from engine.errors import BankError, VivaError
from engine.runtime.enrol import Enroller
from engine.runtime.prompt import VoicePrompt
from engine.synthesizer import Synthesizer
from engine.types import SAMPLE_RATE_HZ, Audio, FloatArray, Source, SpeakOptions, SpeakReport

SHORTEST_S, LONGEST_S = 3.0, 8.0
_GAP_S = 0.15  # between takes that are joined
_TRIED = 6  # candidates that speak; the others lost by their sound alone
_KNOWN = 12  # takes the person's mean voice is taken from
_ERRORS = 0.5  # how much of a cosine a score of words is worth
TEST_SENTENCES = ("The train to the city leaves at half past nine.", "Would you like a cup of tea with your lunch?")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Takes in a row, of one manner, that could be the sample."""

    takes: tuple[Take, ...]

    @property
    def text(self) -> str:
        return " ".join(t.text for t in self.takes)

    @property
    def seconds(self) -> float:
        return sum(t.seconds for t in self.takes) + _GAP_S * (len(self.takes) - 1)


@dataclass(frozen=True, slots=True)
class Chosen:
    """similarity: cosine of the voice vectors of what it said and of the person. heard: how surely the words are there,
    0 to 1. live: share of the test sentences that the voice said itself, without the stock voice.
    """

    candidate: Candidate
    sample: Audio
    similarity: float
    heard: float
    live: float

    @property
    def score(self) -> float:
        return self.similarity + _ERRORS * self.heard + (self.live - 1)


def best_prompts(
    bank: Bank, synthesizer: Synthesizer, progress: Callable[[float], None] = lambda _: None
) -> dict[str, Chosen]:
    """The best sample for each manner the person recorded; "" is the usual one and always there.

    Raises BankError when there is no take to choose from, SampleError when none of them can be used.
    """
    takes = [t for t in bank.kept() if t.text.strip()]
    if not takes:
        raise BankError("There is no good take yet.", "Record a sentence, or bring recordings.")
    person = _mean_voice(bank, takes, synthesizer)
    manners = ["", *sorted({t.manner for t in takes} - {""})]
    chosen: dict[str, Chosen] = {}
    for number, manner in enumerate(manners):
        # The usual voice may be taken from any manner when the person recorded no other.
        own = [t for t in takes if t.manner == manner] or ([] if manner else takes)
        tried = ranked(candidates(own))[:_TRIED]
        found: list[Chosen] = []
        for at, candidate in enumerate(tried):
            if one := _try(bank, candidate, person, synthesizer):
                found.append(one)
            progress((number + (at + 1) / len(tried)) / len(manners))
        if found:
            chosen[manner] = max(found, key=lambda c: c.score)
    if "" not in chosen:
        raise BankError("None of the takes can be the sample of a voice.", "Record a few clear sentences more.")
    return chosen


def candidates(takes: Sequence[Take]) -> Iterator[Candidate]:
    """Takes of 3 to 8 seconds; shorter ones together with those recorded after them. Else all there is."""
    found = False
    for start in range(len(takes)):
        row: list[Take] = []
        for take in takes[start:]:
            row.append(take)
            candidate = Candidate(tuple(row))
            if candidate.seconds > LONGEST_S:
                break
            if candidate.seconds >= SHORTEST_S:
                found = True
                yield candidate
                break
    if takes and not found:
        yield Candidate(tuple(takes[:3]))


def ranked(found: Iterator[Candidate]) -> list[Candidate]:
    """By what is known without speaking: words surely heard, little noise, the voice like the person's mean."""

    def worth(candidate: Candidate) -> float:
        scores = [t.scores for t in candidate.takes]
        words = min(s.get("words", 0.0) for s in scores)
        noise = max(s.get("noise_db", -60.0) - s.get("speech_db", -20.0) for s in scores)
        like = min(s.get("similarity", 0.0) for s in scores)
        return words + like - noise / 20

    return sorted(found, key=worth, reverse=True)


def _try(bank: Bank, candidate: Candidate, person: FloatArray, synthesizer: Synthesizer) -> Chosen | None:
    """What comes of a candidate; None when it is no sample."""
    sample = _joined([bank.audio(t.id) for t in candidate.takes])
    try:
        prompt = synthesizer.make_prompt(sample, candidate.text)
    except VivaError:
        return None
    said, heard, live = [], [], []
    for sentence in TEST_SENTENCES:
        audio, report = _say(sentence, prompt, synthesizer)
        said.append(_cosine(_voice(audio, synthesizer), person))
        heard.append(report.score)
        live.append(float(report.source is Source.LIVE))
    return Chosen(candidate, sample, float(np.mean(said)), float(np.mean(heard)), float(np.mean(live)))


def _say(sentence: str, prompt: VoicePrompt, synthesizer: Synthesizer) -> tuple[Audio, SpeakReport]:
    report = SpeakReport()
    chunks = synthesizer.speak(sentence, prompt, SpeakOptions(attempts=2), report)
    samples = np.concatenate([c.audio.samples for c in chunks])
    return Audio(samples, SAMPLE_RATE_HZ), report


def _mean_voice(bank: Bank, takes: Sequence[Take], synthesizer: Synthesizer) -> FloatArray:
    some = takes[:: max(1, len(takes) // _KNOWN)][:_KNOWN]
    vectors = [_voice(_joined([bank.audio(t.id)]), synthesizer) for t in some]
    return np.mean([v / np.linalg.norm(v) for v in vectors], axis=0)


def _voice(audio: Audio, synthesizer: Synthesizer) -> FloatArray:
    return synthesizer.graphs.voice(Enroller(synthesizer.graphs).features(audio))


def _cosine(a: FloatArray, b: FloatArray) -> float:
    return float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)))


def _joined(sounds: Sequence[Audio]) -> Audio:
    """Takes one after the other at 24 kHz, a short silence between."""
    parts: list[FloatArray] = []
    for sound in sounds:
        parts.append(soxr.resample(sound.samples, sound.rate_hz, SAMPLE_RATE_HZ).astype(np.float32))
        parts.append(np.zeros(round(_GAP_S * SAMPLE_RATE_HZ), np.float32))
    return Audio(np.concatenate(parts[:-1]), SAMPLE_RATE_HZ)
