"""Recordings said again: as they are, through WORLD, and through the codec, which is the ceiling of the engine."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import soxr

from engine.codec import features
from engine.evaluation import codecs, conditions
from engine.evaluation.jobs import Job, Needs, Said
from engine.evaluation.systems.vivavoce import make_prompt
from engine.evaluation.voices import Voice
from engine.evaluation.whisper import Whisper
from engine.runtime.decoding import StreamingDecoder
from engine.runtime.enrol import Enroller, quantise
from engine.runtime.nar import NARWindow
from engine.runtime.prompt import VoicePrompt
from engine.synthesizer import Synthesizer
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


class TrueFirstCodebook:
    """Codebook 0 and the pointer as they were in the recording, the rest predicted by the NAR model from the sample.

    What it loses against codec-8 is the NAR model's; what the engine loses against it is the AR model's. LibriSpeech's
    readers have one recording each: there the sample is its beginning.
    """

    needs = Needs.RECORDING

    def __init__(self, name: str, bundle: Path | None = None) -> None:
        self.name = name
        self._synthesizer = Synthesizer.load(bundle, device="cpu", threads=1)
        self._graphs = self._synthesizer.graphs
        self._whisper = Whisper()
        self._prompt = lru_cache(maxsize=4)(self._make_prompt)

    def say(self, job: Job) -> Said:
        """See System."""
        assert job.recording is not None and job.voice is not None
        graphs, prompt = self._graphs, self._prompt(job.voice)
        audio = job.recording.read()
        at_24_khz = Audio(soxr.resample(audio.samples, audio.rate_hz, SAMPLE_RATE_HZ), SAMPLE_RATE_HZ)
        aligned = Enroller(graphs).align(at_24_khz, self._synthesizer.phonemes(job.recording.text))
        first = quantise(graphs.encode(aligned.features, prompt.voice), graphs.codebooks[:1])[:, 0]
        state = prompt.on(graphs)
        nar = NARWindow(graphs, aligned.units, prompt.voice, state.nar)
        decoder = StreamingDecoder(graphs, prompt.voice, noise_key=0, mean=state.mean)
        samples = decoder.push(decoder.preview(nar.latents(first, aligned.pointer)))
        return Said(Audio(np.concatenate([samples, decoder.flush()]), SAMPLE_RATE_HZ))

    def _make_prompt(self, voice: Voice) -> VoicePrompt:
        return make_prompt(self._synthesizer, self._whisper, voice)
