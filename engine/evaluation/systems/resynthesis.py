"""Recordings said again: as they are, through WORLD, and through the codec, which is the ceiling of the engine."""

from __future__ import annotations

from pathlib import Path

import soxr

from engine.codec import features
from engine.evaluation import codecs, conditions
from engine.evaluation.jobs import Job, Needs, Said
from engine.types import SAMPLE_RATE_HZ, Audio


class Resynthesis:
    """A recording, under the job's condition, said again."""

    needs = Needs.RECORDING

    def __init__(self, name: str, bundle: Path | None = None) -> None:
        self.name = name

    def say(self, job: Job) -> Said:
        """See System."""
        assert job.recording is not None
        return Said(self.again(conditions.apply(job.recording.read(), job.condition, job.recording.id)))

    def again(self, audio: Audio) -> Audio:
        """The recording as this system says it."""
        raise NotImplementedError


class Recordings(Resynthesis):
    """The recordings themselves: what the judge makes of real speech."""

    def again(self, audio: Audio) -> Audio:
        """Unchanged."""
        return audio


class WorldResynthesis(Resynthesis):
    """WORLD's analysis and synthesis with the codec's features, not quantised."""

    def again(self, audio: Audio) -> Audio:
        """The yardstick for the learned codec."""
        samples = soxr.resample(audio.samples, audio.rate_hz, SAMPLE_RATE_HZ)
        return features.synthesise(features.code(*features.world(features.bring_to_level(samples), "harvest")))


class CodecResynthesis(Resynthesis):
    """A codec with its first codebooks only."""

    def __init__(self, name: str, bundle: Path | None = None, codebooks: int = 8) -> None:
        super().__init__(name, bundle)
        self._codec = codecs.load(bundle)
        self._codebooks = codebooks

    def again(self, audio: Audio) -> Audio:
        """Encoded and decoded."""
        return self._codec.decode(self._codec.encode(audio), self._codebooks)
