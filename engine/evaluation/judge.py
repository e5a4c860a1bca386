"""The judge: what a listener would understand, whose voice it is, how natural it sounds, each by a published model."""

from __future__ import annotations

import contextlib
import hashlib
import io
import sys
import warnings
from collections.abc import Iterator
from functools import cached_property
from types import ModuleType

import numpy as np
import soxr

from engine.evaluation.whisper import RATE_HZ, Whisper
from engine.evaluation.words import WordErrors, word_errors
from engine.types import Audio, FloatArray

_SHORTEST_SAMPLES = RATE_HZ // 10
_SILENCE = 1e-4


class Judge:
    """Whisper-base, Resemblyzer and DistillMOS on the CPU; each is loaded when first asked."""

    def __init__(self, threads: int = 1) -> None:
        self._threads = threads
        self._embeddings: dict[bytes, FloatArray] = {}

    def transcribe(self, audio: Audio) -> str:
        """The words heard, as Whisper writes them."""
        return self._whisper(audio)

    def word_errors(self, reference: str, audio: Audio) -> WordErrors:
        """Word errors of the sound against the reference (its spoken or its written form)."""
        return word_errors(reference, self.transcribe(audio))

    def wer(self, reference: str, audio: Audio) -> float:
        """Word error rate of one sound: 0 is all words heard; above 1 when many were added."""
        return self.word_errors(reference, audio).rate

    def similarity(self, a: Audio, b: Audio) -> float:
        """Cosine of the two sounds' speaker embeddings: .87 for the same real speaker on average, .53 for two."""
        return float(self._embedding(a) @ self._embedding(b))

    def mos(self, audio: Audio) -> float:
        """Predicted mean opinion score, 1 to 5."""
        import torch  # noqa: PLC0415  (torch is slow to load, and words alone do not need it)

        samples = _at_16_khz(audio)
        with torch.inference_mode():
            return float(self._distillmos(torch.from_numpy(samples)[None]).item())

    @cached_property
    def _whisper(self) -> Whisper:
        return Whisper(self._threads)

    @cached_property
    def _distillmos(self):
        import torch  # noqa: PLC0415

        with _without_torchaudio():
            from distillmos import ConvTransformerSQAModel  # noqa: PLC0415
        torch.set_num_threads(self._threads)
        with contextlib.redirect_stdout(io.StringIO()):  # it prints where its weights lie
            return ConvTransformerSQAModel().eval()

    @cached_property
    def _resemblyzer(self):
        import torch  # noqa: PLC0415

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # old names of scipy and pkg_resources inside the package
            from resemblyzer import VoiceEncoder  # noqa: PLC0415
        torch.set_num_threads(self._threads)
        return VoiceEncoder("cpu", verbose=False)

    def _embedding(self, audio: Audio) -> FloatArray:
        """Unit vector (256,), zeros for silence; remembered, since a sample is compared with all said in its voice."""
        key = hashlib.blake2b(audio.samples.tobytes(), digest_size=16, salt=str(audio.rate_hz).encode()).digest()
        if key not in self._embeddings:
            self._embeddings[key] = self._embed(_at_16_khz(audio))
        return self._embeddings[key]

    def _embed(self, samples: FloatArray) -> FloatArray:
        if np.abs(samples).max() < _SILENCE:
            return np.zeros(256, np.float32)
        encoder = self._resemblyzer
        from resemblyzer import preprocess_wav  # noqa: PLC0415  (after the quiet import above)

        speech = preprocess_wav(samples)
        spoken = speech if len(speech) >= _SHORTEST_SAMPLES else samples
        return np.asarray(encoder.embed_utterance(spoken), np.float32)


@contextlib.contextmanager
def _without_torchaudio() -> Iterator[None]:
    """An empty torchaudio while DistillMOS is imported: it only reads files with it, and its binary part does not load
    against every torch."""
    absent = "torchaudio" not in sys.modules
    sys.modules.setdefault("torchaudio", ModuleType("torchaudio"))
    try:
        yield
    finally:
        if absent:
            del sys.modules["torchaudio"]


def _at_16_khz(audio: Audio) -> FloatArray:
    samples = soxr.resample(audio.samples, audio.rate_hz, RATE_HZ).astype(np.float32)
    return np.pad(samples, (0, max(0, _SHORTEST_SAMPLES - len(samples))))
