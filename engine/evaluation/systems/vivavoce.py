"""Our own engine, through the facade that the program itself uses."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from engine.evaluation import conditions
from engine.evaluation.conditions import Condition
from engine.evaluation.jobs import Job, Needs, Said
from engine.evaluation.voices import Voice
from engine.evaluation.whisper import Whisper
from engine.synthesizer import Synthesizer
from engine.types import Audio, SpeakOptions, SpeakReport

if TYPE_CHECKING:
    from engine.runtime.prompt import VoicePrompt


class VivaVoce:
    """Says text in the voice of a sample. attempts is how many candidates may be drawn of a piece."""

    needs = Needs.VOICE

    def __init__(self, name: str = "vivavoce", bundle: Path | None = None, attempts: int = 1) -> None:
        self.name = name
        self._attempts = attempts
        self._synthesizer = Synthesizer.load(bundle, device="cpu", threads=1)
        self._whisper = Whisper()
        self._prompt = lru_cache(maxsize=4)(self._make_prompt)

    def say(self, job: Job) -> Said:
        """See System."""
        assert job.voice is not None
        prompt = self._prompt(job.voice, job.condition)
        report = SpeakReport()
        options = SpeakOptions(seed=job.seed, attempts=self._attempts)
        chunks = [c.audio for c in self._synthesizer.speak(job.sentence.text, prompt, options, report)]
        samples = np.concatenate([c.samples for c in chunks] or [np.zeros(1, np.float32)])
        rate_hz = chunks[0].rate_hz if chunks else 24_000
        return Said(Audio(samples, rate_hz), report.source.value, report.attempts)

    def _make_prompt(self, voice: Voice, condition: Condition) -> VoicePrompt:
        return make_prompt(self._synthesizer, self._whisper, voice, condition)


def make_prompt(
    synthesizer: Synthesizer, whisper: Whisper, voice: Voice, condition: Condition = "clean"
) -> VoicePrompt:
    """The transcript of a sample that had to be cut is what Whisper hears in it, as a person would type it."""
    sample, transcript = voice.sample()
    heard = transcript or whisper(sample)
    return synthesizer.make_prompt(conditions.apply(sample, condition, voice.name), heard)
