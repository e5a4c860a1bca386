"""The engine's process with a voice that beeps: the real protocol, no models. "die" makes it fall over."""

import os
from collections.abc import Iterator

import numpy as np

import app.engine_calls
from app.engine_child import main
from engine.errors import SampleError
from engine.types import SAMPLE_RATE_HZ, Audio, AudioChunk, Source, WordTime


class Calls:
    about = ("cpu", "test")

    def speak(self, text, voice, options, lexicon, report) -> Iterator[AudioChunk]:
        at = 0
        for number, word in enumerate(text.split()):
            if word == "die":
                os._exit(3)
            start = text.index(word, at)
            at = start + len(word)
            tone = np.sin(np.arange(SAMPLE_RATE_HZ // 10) * 0.1).astype(np.float32) * 0.3
            times = (WordTime(word, start, at, number * 0.1, number * 0.1 + 0.1),)
            yield AudioChunk(Audio(tone, SAMPLE_RATE_HZ), Source.LIVE, times)

    def add_voice(self, name, sample, transcript, consent) -> str:
        raise SampleError("Too short.", "Record again.")


app.engine_calls.Calls = Calls  # type: ignore[misc,assignment]
main()
