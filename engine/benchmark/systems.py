"""What is measured: the engine with a voice, its stock voice, and Kokoro-82M where it was fetched."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from hibari import Hibari

from engine.runtime.prompt import VoicePrompt
from engine.runtime.stock import STOCK_VOICE
from engine.synthesizer import Synthesizer
from engine.types import SAMPLE_RATE_HZ, FloatArray, SpeakReport

KOKORO = Path(__file__).resolve().parents[2] / "runs" / "peers"
_STYLE = 256

Say = Callable[[str], Iterator[FloatArray]]


@dataclass(frozen=True, slots=True)
class Speed:
    """Of one system over all sentences: computing per second of speech, and the median time to the first sound."""

    system: str
    real_time_factor: float
    first_sound_s: float
    speech_s: float
    stock_share: float | None = None  # of the sentences, with any part by the stock voice


def measure(system: str, say: Say, sentences: list[str]) -> Speed:
    """Say every sentence once, after one that warms up."""
    list(say(sentences[0]))
    firsts, computing, samples = [], 0.0, 0
    for sentence in sentences:
        started = time.perf_counter()
        first: float | None = None
        for piece in say(sentence):
            first = first if first is not None else time.perf_counter() - started
            samples += len(piece)
        computing += time.perf_counter() - started
        firsts.append(first if first is not None else np.nan)
    speech = samples / SAMPLE_RATE_HZ
    return Speed(system, computing / speech, float(np.median(firsts)), speech)


class Engine:
    """The engine with one voice; counts the sentences in which the stock voice had to help."""

    def __init__(self, synthesizer: Synthesizer, prompt: VoicePrompt | None) -> None:
        self._synthesizer = synthesizer
        self._prompt = prompt
        self.reports: list[SpeakReport] = []

    def __call__(self, text: str) -> Iterator[FloatArray]:
        report = SpeakReport()
        self.reports.append(report)
        for chunk in self._synthesizer.speak(text, self._prompt, None, report):
            yield chunk.audio.samples


class StockModel:
    """The stock voice's model alone, as its package runs it."""

    def __init__(self) -> None:
        self._hibari = Hibari(voice=STOCK_VOICE, threads=1)

    def __call__(self, text: str) -> Iterator[FloatArray]:
        return self._hibari.stream(text)


class Kokoro:
    """Kokoro-82M, int8; phonemes by hibari, whose alphabet and ids are Kokoro's."""

    def __init__(self, threads: int) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        model = str(KOKORO / "kokoro.onnx")
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._styles = np.fromfile(KOKORO / "voices" / "af_heart.bin", np.float32).reshape(-1, 1, _STYLE)
        self._text = Hibari(voice=STOCK_VOICE, threads=1)

    @staticmethod
    def is_here() -> bool:
        """Whether engine.evaluation.peers has fetched it."""
        return (KOKORO / "kokoro.onnx").exists() and (KOKORO / "voices" / "af_heart.bin").exists()

    def __call__(self, text: str) -> Iterator[FloatArray]:
        for phonemes in self._text.phonemize(text):
            ids = self._text.ids(phonemes)
            style = self._styles[min(len(ids) - 2, len(self._styles) - 1)]
            inputs = {"tokens": np.array([ids], np.int64), "style": style, "speed": np.ones(1, np.float32)}
            yield np.asarray(self._session.run(None, inputs)[0], np.float32).reshape(-1)
