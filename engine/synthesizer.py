"""The engine's face: load once, make a voice's prompt once, speak often. cli and app know only this."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import soxr

from engine.audio import check_sample
from engine.runtime.bundle import Bundle
from engine.runtime.enrol import Enroller
from engine.runtime.graphs import Graphs
from engine.runtime.prompt import VoicePrompt
from engine.runtime.providers import Device
from engine.runtime.stock import StockVoice
from engine.runtime.utterance import Utterance, Voices
from engine.text.lexicon import Lexicon
from engine.text.phonemes import Phonemes, phonemizer
from engine.text.planning import plan
from engine.types import SAMPLE_RATE_HZ, Audio, AudioChunk, SpeakOptions, SpeakReport

PRODUCT = "Viva Voce"  # as the label of every file names it
_FASTEST, _SLOWEST = 2.0, 0.5


class Synthesizer:
    """Text and a prompt to sound. The models are shared by all utterances; each has its own state."""

    def __init__(self, graphs: Graphs, language: str = "en-us") -> None:
        self.graphs = graphs
        self.lexicon = Lexicon()  # the person's own pronunciations
        self.language = language
        self._enroller = Enroller(graphs)
        self._stock = StockVoice()

    @classmethod
    def load(cls, bundle: Path | None = None, *, device: Device = "auto", threads: int | None = None) -> Synthesizer:
        """Open a bundle (None: the one shipped). Raises BundleError when it is missing, damaged or newer."""
        opened = Bundle.open(bundle)
        opened.verify_once()
        return cls(Graphs(opened, device, threads))

    @property
    def device(self) -> str:
        """Where the models really run: "cpu" or "cuda"."""
        return self.graphs.device

    def warm(self) -> None:
        """Load everything that the first sentence would otherwise wait for."""
        self.graphs.open_all()
        self._stock.open()
        phonemizer(self.language)("Ready.")

    def make_prompt(self, sample: Audio, transcript: str | None = None) -> VoicePrompt:
        """A voice from a sample, with or without what is said in it. Raises SampleError with the reason."""
        warnings = check_sample(sample).warnings
        if sample.rate_hz != SAMPLE_RATE_HZ:
            samples = soxr.resample(sample.samples, sample.rate_hz, SAMPLE_RATE_HZ).astype(np.float32)
            sample = Audio(samples, SAMPLE_RATE_HZ)
        return replace(self._enroller.prompt(sample, self.phonemes(transcript)), warnings=warnings)

    def speak(
        self,
        text: str,
        voice: VoicePrompt | None,
        options: SpeakOptions | None = None,
        report: SpeakReport | None = None,
    ) -> Iterator[AudioChunk]:
        """Chunks of sound, the first before the sentence is finished; voice None is the stock voice.

        The iterator's close stops it within one step, from any thread. TextError, from the first chunk asked
        for, when nothing in the text can be said.
        """
        text = text.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair is no character
        options = options or SpeakOptions()
        options = replace(options, speed=float(np.clip(options.speed, _SLOWEST, _FASTEST)))
        sentences = plan(text, phonemizer(self.language), self.lexicon)
        voices = Voices(self.graphs, voice, self._stock)
        return Utterance(text, sentences, voices, options, report or SpeakReport())

    def phonemes(self, transcript: str | None) -> Phonemes | None:
        """One phoneme string of a whole transcript, its sentences apart by a space."""
        if transcript is None or not transcript.strip():
            return None
        text, words = "", []
        for sentence in plan(transcript, phonemizer(self.language), self.lexicon):
            offset = len(text) + bool(text)
            text = f"{text} {sentence.phonemes.text}".strip()
            words += [replace(w, start=w.start + offset, end=w.end + offset) for w in sentence.phonemes.words]
        return Phonemes(text, tuple(words))
