"""What the engine's process can be asked: to speak with a voice by its name, and to make a voice of a sample."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from engine.adaptation.best_prompt import best_prompts
from engine.bank.bank import Bank
from engine.errors import BundleError
from engine.paths import data_dir
from engine.runtime.prompt import VoicePrompt
from engine.synthesizer import Synthesizer
from engine.text.lexicon import Lexicon
from engine.types import SAMPLE_RATE_HZ, Audio, AudioChunk, SpeakOptions, SpeakReport
from engine.vault.lock import Lock
from engine.voices.fitted import load_fitted
from engine.voices.own import OwnModels
from engine.voices.prompt import keep_prompt, prompt_of
from engine.voices.store import VoiceStore
from engine.voices.voice import Voice

log = logging.getLogger(__name__)


class Calls:
    """Prompts stay in memory once a voice has spoken. Raises BundleError when there is no model."""

    def __init__(self) -> None:
        self._synthesizer = Synthesizer.load()
        self._synthesizer.warm()
        self._own: tuple[Path, Synthesizer] | None = None  # a model fitted to one voice; one at a time is enough
        # Until the app hands over the key of a folder with a passphrase, nothing of it can be read.
        self._vault = Lock(data_dir()).vault
        self._store = VoiceStore(vault=self._vault)
        self._prompts: dict[tuple[str, str, str], VoicePrompt] = {}  # by voice, manner and model

    @property
    def about(self) -> tuple[str, str]:
        """The device it runs on, and the model's version."""
        return self._synthesizer.device, self._synthesizer.graphs.bundle.digest[:12]

    def use_key(self, key: bytes | None, seals: bool) -> None:
        """The passphrase was given, set or taken away: read, and write, with this key from now on."""
        self._vault.use(key, seals=seals)

    def speak(
        self, text: str, voice: str, options: SpeakOptions, lexicon: Lexicon, report: SpeakReport
    ) -> Iterator[AudioChunk]:
        """The pieces of an utterance; their close() may be called from another thread."""
        kept = self._store.get(voice)
        return self._speak_with(OwnModels(kept.id).bundle, kept, text, options, lexicon, report)

    def say_with(self, model: str, text: str, voice: str) -> Audio:
        """A sentence by one of the models fitted to a voice ("" is the shipped one), whichever is chosen."""
        kept, own = self._store.get(voice), None
        if model:
            own = OwnModels(kept.id).path(model)
        chunks = self._speak_with(own, kept, text, SpeakOptions(), Lexicon(), SpeakReport())
        return Audio(np.concatenate([c.audio.samples for c in chunks]), SAMPLE_RATE_HZ)

    def add_voice(self, name: str, sample: Audio, transcript: str | None, consent: Mapping[str, Any] | None) -> str:
        """Make a voice and keep it; its name. SampleError says why a sample cannot be used; then there is no voice."""

        def prepare(voice: Voice) -> None:
            prompt_of(voice, self._synthesizer)

        return self._store.add(name, sample, transcript, consent, prepare).name

    def make_voice(
        self, bank: str, name: str, sample: Audio, transcript: str | None, consent: Mapping[str, Any] | None
    ) -> str:
        """Make the voice of a bank (its id); one made before keeps its name and gets this sample. SampleError."""
        prompt = self._synthesizer.make_prompt(sample, transcript)  # says what is wrong before anything is changed
        if made := self._store.of_bank(bank):
            voice = self._store.set_sample(made.id, sample, transcript)
        else:
            voice = self._store.add(self._store.free_name(name), sample, transcript, consent, bank=bank)
        keep_prompt(voice, prompt)
        self._prompts.clear()
        return voice.name

    def find_best_samples(self, voice: str, bank: str) -> list[str]:
        """Choose a voice's sample, and one for each manner, among the takes of a bank (its folder); their manners."""
        chosen = best_prompts(Bank.open(Path(bank), self._vault), self._synthesizer)
        for manner, best in chosen.items():
            self._store.set_sample(voice, best.sample, best.candidate.text, manner)
        self._prompts.clear()
        return list(chosen)

    def _speak_with(
        self, own: Path | None, voice: Voice, text: str, options: SpeakOptions, lexicon: Lexicon, report: SpeakReport
    ) -> Iterator[AudioChunk]:
        synthesizer = self._fitted(own)
        synthesizer.lexicon = lexicon
        key = (voice.id, voice.known(options.manner), synthesizer.graphs.bundle.digest)
        if key not in self._prompts:
            self._prompts[key] = prompt_of(voice, synthesizer, options.manner)
        return synthesizer.speak(text, self._prompts[key], options, report)

    def _fitted(self, folder: Path | None) -> Synthesizer:
        """The models in a folder; those shipped for none, and where the person's own are damaged."""
        if folder is None:
            return self._synthesizer
        try:
            if self._own is None or self._own[0] != folder:
                self._own = (folder, load_fitted(folder, self._vault))
                self._own[1].warm()
        except BundleError as error:
            log.warning("The fitted voice cannot be used: %s", error)
            return self._synthesizer
        return self._own[1]
