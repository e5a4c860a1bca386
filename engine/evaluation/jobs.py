"""One thing to say or to say again, and the plan of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from engine.evaluation.conditions import Condition
from engine.evaluation.sentences import Sentence
from engine.evaluation.voices import Recording, Voice
from engine.types import Audio


class Needs(StrEnum):
    """What a system speaks from: text alone, text and a sample of a voice, or a recording that it says again."""

    TEXT = "text"
    VOICE = "voice"
    RECORDING = "recording"


@dataclass(frozen=True, slots=True)
class Job:
    """What one system is asked to say. A recording stands for its own sentence, of the kind "recording"."""

    system: str
    sentence: Sentence
    voice: Voice | None = None
    recording: Recording | None = None
    condition: Condition = "clean"
    seed: int = 0

    @property
    def key(self) -> str:
        """Names the job in the results, so that a run that was killed goes on after it."""
        voice = self.voice.name if self.voice else "-"
        return "|".join((self.system, self.sentence.id, voice, self.condition, str(self.seed)))


@dataclass(frozen=True, slots=True)
class Said:
    """What came of a job; source and attempts as in SpeakReport."""

    audio: Audio
    source: str = "live"
    attempts: int = 1


class System(Protocol):
    """Something that speaks, under its name in the tables."""

    name: str
    needs: Needs

    def say(self, job: Job) -> Said:
        """Say the job's sentence. Raises VivaError when it cannot."""
        ...


@dataclass(frozen=True, slots=True)
class Plan:
    """Sentences times voices.

    each: how many voices of each group say each sentence, taken in turn by the sentence's place in the file
    (0: all of them). recordings: how many of each voice are said again by the systems that need them.
    """

    sentences: Sequence[Sentence]
    order: Sequence[str]  # ids of all sentences
    voices: Sequence[Voice]
    conditions: Sequence[Condition] = ("clean",)
    each: int = 1
    recordings: int = 1
    seed: int = 0

    def jobs(self, system: System) -> Iterator[Job]:
        """All jobs of a system; a voice's jobs follow one another, so that its prompt is made once."""
        for job in self._jobs(system):
            yield replace(job, seed=self.seed)

    def _jobs(self, system: System) -> Iterable[Job]:
        if system.needs is Needs.TEXT:
            return (Job(system.name, s) for s in self.sentences)
        if system.needs is Needs.RECORDING:
            return (
                Job(system.name, Sentence(r.id, "recording", r.text), v, r, c)
                for c in self.conditions
                for v in self.voices
                for r in v.recordings[: self.recordings]
            )
        return (
            Job(system.name, s, v, None, c)
            for c in self.conditions
            for v in self.voices
            for s in self.sentences
            if v in self._speakers(s, v.group)
        )

    def _speakers(self, sentence: Sentence, group: str) -> list[Voice]:
        members = [v for v in self.voices if v.group == group]
        if not self.each or self.each >= len(members):
            return members
        first = self.order.index(sentence.id) * self.each
        return [members[(first + k) % len(members)] for k in range(self.each)]
