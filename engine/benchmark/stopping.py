"""How long it takes to stop: from close, in another thread, until the step that runs has ended."""

from __future__ import annotations

import threading
import time

import numpy as np

from engine.runtime.prompt import VoicePrompt
from engine.synthesizer import Synthesizer
from engine.types import AudioChunk

_TEXT = "Thank you very much, that is so much better now, and I will tell you when I am cold."


def worst_stop_s(synthesizer: Synthesizer, prompt: VoicePrompt | None, stops: int) -> float:
    """The longest of so many stops, at moments drawn over the time that speaking takes."""
    started = time.perf_counter()
    list(synthesizer.speak(_TEXT, prompt))
    whole_s = time.perf_counter() - started
    moments = np.random.default_rng(0).uniform(0, whole_s, stops)
    return max(_stop_s(synthesizer, prompt, float(moment)) for moment in moments)


def _stop_s(synthesizer: Synthesizer, prompt: VoicePrompt | None, after_s: float) -> float:
    """Seconds from close to the end of the thread that speaks."""
    chunks = synthesizer.speak(_TEXT, prompt)
    drawn: list[AudioChunk] = []
    speaking = threading.Thread(target=lambda: drawn.extend(chunks))
    speaking.start()
    time.sleep(after_s)
    stopped = time.perf_counter()
    chunks.close()  # type: ignore[attr-defined]  # an Utterance's, from any thread
    speaking.join()
    return time.perf_counter() - stopped
