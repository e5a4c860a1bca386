"""The engine's process with a voice that beeps: the real protocol, no models. "die" makes it fall over."""

import os
from collections.abc import Iterator

import numpy as np

import app.engine_calls
from app.engine_child import main
from engine.errors import SampleError
from engine.types import SAMPLE_RATE_HZ, Audio, AudioChunk, Source, WordTime


class Beeps(Iterator[AudioChunk]):
    """A tone a word; close may be called from another thread, as an utterance's."""

    def __init__(self, text: str) -> None:
        self._text, self._words, self._at, self._closed = text, enumerate(text.split()), 0, False

    def __next__(self) -> AudioChunk:
        if self._closed:
            raise StopIteration
        number, word = next(self._words)
        if word == "die":
            os._exit(3)
        start = self._text.index(word, self._at)
        self._at = start + len(word)
        tone = np.sin(np.arange(SAMPLE_RATE_HZ // 10) * 0.1).astype(np.float32) * 0.3
        times = (WordTime(word, start, self._at, number * 0.1, number * 0.1 + 0.1),)
        return AudioChunk(Audio(tone, SAMPLE_RATE_HZ), Source.LIVE, times)

    def close(self) -> None:
        self._closed = True


class Calls:
    about = ("cpu", "test")

    def speak(self, text, voice, options, lexicon, report) -> Iterator[AudioChunk]:
        return Beeps(text)

    def add_voice(self, name, sample, transcript, consent) -> str:
        raise SampleError("Too short.", "Record again.")


app.engine_calls.Calls = Calls  # type: ignore[misc,assignment]
main()
