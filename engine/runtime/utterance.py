"""One request to speak: sentences in order, live or stock, level and mark, as chunks that can be played at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass

import numpy as np

from engine.audio.limiter import Limiter
from engine.provenance.marker import Marker
from engine.runtime.graphs import Graphs
from engine.runtime.level import fade_out
from engine.runtime.live import HandOver, LiveSentence, Spoken
from engine.runtime.prompt import VoicePrompt
from engine.runtime.stock import STOCK_GAIN, StockVoice
from engine.text.planning import Sentence
from engine.types import (
    FRAME_RATE_HZ,
    SAMPLE_RATE_HZ,
    Audio,
    AudioChunk,
    FloatArray,
    Source,
    SpeakOptions,
    SpeakReport,
    WordTime,
)


class _Stopped(Exception):
    """close was called while a step was running."""


@dataclass(frozen=True, slots=True)
class Voices:
    """What speaks: the models with the person's prompt (both or neither), and the stock voice."""

    graphs: Graphs | None
    prompt: VoicePrompt | None
    stock: StockVoice


class Utterance(Iterator[AudioChunk]):
    """The chunks of one request, drawn as they are asked for.

    close may be called from any thread: the step that runs is the last, and no chunk follows.
    """

    def __init__(
        self, text: str, plan: Iterator[Sentence], voices: Voices, options: SpeakOptions, report: SpeakReport
    ) -> None:
        self._text = text
        self._plan = plan
        self._voices = voices
        self._options = options
        self._report = report
        self._volume = 10 ** (options.volume_db / 20)
        self._limiter = Limiter(SAMPLE_RATE_HZ)
        self._marker = Marker()
        self._given = 0  # samples made so far, silence included
        self._left = 0  # samples that have left
        self._words: list[WordTime] = []
        self._scores: list[tuple[float, int]] = []
        self._stop = threading.Event()
        self._chunks: Generator[AudioChunk] = self._speak()

    def __next__(self) -> AudioChunk:
        started = time.perf_counter()
        try:
            chunk = next(self._chunks)
            self._check()
            return chunk
        except _Stopped:
            raise StopIteration from None
        finally:
            self._report.compute_seconds += time.perf_counter() - started
            if self._left and not self._report.first_audio_seconds:
                self._report.first_audio_seconds = self._report.compute_seconds

    def close(self) -> None:
        """Stop. Nothing is spoken after this."""
        self._stop.set()
        with suppress(ValueError):  # a step is running in another thread; it ends by the flag
            self._chunks.close()

    def _check(self) -> None:
        if self._stop.is_set():
            raise _Stopped

    def _speak(self) -> Generator[AudioChunk]:
        source = Source.STOCK
        for number, sentence in enumerate(self._plan):
            self._check()
            live = self._voices.prompt is not None
            for samples, source in self._live(sentence, number) if live else self._stock(sentence, number, 0):
                yield from self._chunk(samples, source)
            silence = round(sentence.pause_after_s * self._options.pause_scale / self._options.speed * SAMPLE_RATE_HZ)
            yield from self._chunk(np.zeros(silence, np.float32), source)
        rest = self._marker.process(self._limiter.flush())
        yield from self._emit(np.concatenate([rest, self._marker.flush()]), source)
        self._report.words.extend(self._words)

    def _live(self, sentence: Sentence, number: int) -> Iterator[tuple[FloatArray, Source]]:
        voices = self._voices
        assert voices.graphs is not None and voices.prompt is not None
        started = self._given
        gain = voices.prompt.gain
        for step in LiveSentence(voices.graphs, voices.prompt, sentence.phonemes, self._options, number)(self._check):
            self._report.attempts = max(self._report.attempts, step.attempts)
            if isinstance(step, HandOver):
                yield fade_out(step.samples) * gain, Source.LIVE
                yield from self._stock(sentence, number, step.character)
            else:
                self._note(sentence, step, started)
                yield step.samples * gain, Source.LIVE

    def _note(self, sentence: Sentence, step: Spoken, started: int) -> None:
        """Word times and score of a piece of a sentence that began after `started` samples."""
        per_frame = 1 / FRAME_RATE_HZ / self._options.speed
        begin = started / SAMPLE_RATE_HZ
        for index, first, last in step.words:
            self._add_word(sentence, index, begin + first * per_frame, begin + last * per_frame)
        frames = sum(last - first for _, first, last in step.words)
        self._scores.append((step.score, frames))
        total = sum(n for _, n in self._scores)
        mean = sum(s * n for s, n in self._scores) / total if total else 0.0
        self._report.score = float(np.exp(mean))

    def _stock(self, sentence: Sentence, number: int, character: int) -> Iterator[tuple[FloatArray, Source]]:
        options = self._options
        begin = self._given / SAMPLE_RATE_HZ
        said = self._voices.stock.say(sentence.phonemes, character, options.speed, options.seed + number)
        for index, start_s, end_s in said.words:
            self._add_word(sentence, index, begin + start_s, begin + end_s)
        yield said.samples * STOCK_GAIN, Source.STOCK

    def _add_word(self, sentence: Sentence, index: int, start_s: float, end_s: float) -> None:
        word = sentence.phonemes.words[index]
        written = self._text[word.char_start : word.char_end]
        self._words.append(WordTime(written, word.char_start, word.char_end, start_s, end_s))

    def _chunk(self, samples: FloatArray, source: Source) -> Iterator[AudioChunk]:
        self._given += len(samples)
        if len(samples):
            yield from self._emit(self._marker.process(self._limiter.push(samples * self._volume)), source)

    def _emit(self, samples: FloatArray, source: Source) -> Iterator[AudioChunk]:
        """What leaves the engine, all of it marked."""
        if len(samples) == 0:
            return
        self._left += len(samples)
        self._report.seconds = self._left / SAMPLE_RATE_HZ
        if source not in self._report.sources:
            self._report.sources.append(source)
        words = tuple(w for w in self._words if w.start_s < self._report.seconds)
        self._words = [w for w in self._words if w.start_s >= self._report.seconds]
        self._report.words.extend(words)
        yield AudioChunk(Audio(samples, SAMPLE_RATE_HZ), source, words)
