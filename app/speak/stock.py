"""The built-in stock voice, in this process: it speaks when nothing else can, so it waits for nothing else."""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import cached_property

from engine.text.lexicon import Lexicon
from engine.types import AudioChunk, SpeakOptions

LANGUAGE = "en-us"
Say = Callable[[str, SpeakOptions, Lexicon], Generator[AudioChunk, None, None]]


class Stock:
    """The engine's stock voice without the models: read, said, levelled and marked in the same way."""

    @cached_property
    def _say(self) -> Say:
        from app.speak.stock_utterance import say  # noqa: PLC0415 - seconds of loading that the window must not wait for

        return say

    def load(self) -> None:
        """Have it ready (a second or two); off the GUI thread."""
        for _ in self.speak("Ready.", SpeakOptions(), Lexicon()):
            pass

    def speak(self, text: str, options: SpeakOptions, lexicon: Lexicon) -> Generator[AudioChunk, None, None]:
        """Pieces of sound; TextError when there is nothing that can be said."""
        yield from self._say(text, options, lexicon)
