"""One way to speak: a take, else a pinned rendering, else a cached one, else the live engine, else the stock voice."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np
import soundfile

from app.speak.phrases import KeptSound, Phrases
from app.speak.utterance import Utterance
from engine.errors import LockedError, StorageError, TextError, VivaError
from engine.text.lexicon import Lexicon
from engine.types import Audio, AudioChunk, Source, SpeakOptions, WordTime

log = logging.getLogger(__name__)
STOCK_NAME = ""  # the stock voice's name among voices


@dataclass(frozen=True, slots=True)
class Manner:
    """In which voice and how. version: of the model, so that what an older one rendered is rendered anew."""

    voice: str = STOCK_NAME
    speed: float = 1.0
    pause_scale: float = 1.0
    volume_db: float = 0.0
    version: str = ""
    lexicon: Lexicon = field(default_factory=Lexicon)
    keep: bool = True  # whether what is said may be kept as a rendering; not in private mode
    manner: str = ""  # calm, glad or firm, where the voice has such a sample

    def style(self, text: str) -> str:
        """What a cached rendering of this text must agree in."""
        low = text.casefold()
        said = {w: p.respelling or p.phonemes for w, p in self.lexicon.words.items() if w.casefold() in low}
        return f"{self.version} speed {self.speed:.2f} pause {self.pause_scale:.2f} {self.manner} {said or ''}".strip()

    def options(self, seed: int = 0) -> SpeakOptions:
        """As the engine takes it; the volume is added when the sound is played."""
        return SpeakOptions(seed=seed, speed=self.speed, pause_scale=self.pause_scale, manner=self.manner)


class Engine(Protocol):
    """The part of EngineProcess that speaks."""

    def speak(
        self,
        text: str,
        voice: str,
        options: SpeakOptions,
        lexicon: Lexicon,
        *,
        cancelled: Callable[[], bool] = ...,
        within_s: float = ...,
    ) -> Iterator[AudioChunk]: ...


class StockSpeaker(Protocol):
    """The part of the stock voice that speaks."""

    def speak(self, text: str, options: SpeakOptions, lexicon: Lexicon) -> Iterator[AudioChunk]: ...


class Ways:
    """chunks() is the decision. No Qt; called on threads of VoiceOut."""

    def __init__(self, phrases: Phrases, engine: Engine, stock: StockSpeaker) -> None:
        self._phrases, self._engine, self._stock = phrases, engine, stock

    def chunks(
        self, utterance: Utterance, manner: Manner, cancelled: Callable[[], bool] = lambda: False
    ) -> Generator[AudioChunk, None, None]:
        """The pieces of an utterance, from the first way that works.

        A hold phrase leaves the live engine out. TextError when there is nothing that can be said.
        """
        if utterance.recording:
            yield _recording(utterance.recording, utterance.text)
            return
        said = utterance.words
        if kept := self.kept(said, manner):
            try:
                yield AudioChunk(kept.audio(), kept.source, kept.words)
                return
            except (StorageError, LockedError) as error:
                log.warning("%s", error)
        begun = Begun()
        if manner.voice != STOCK_NAME and utterance.kind != "hold":
            try:
                yield from self._live(said, manner, begun, cancelled)
            except TextError:
                raise
            except VivaError as error:
                log.warning("The stock voice takes over: %s", error)
            else:
                return
        rest = said[begun.characters :]
        if begun.chunks and not rest.strip(" .!?…"):
            return
        for chunk in self._stock.speak(rest, manner.options(), manner.lexicon):
            words = tuple(_shift(w, begun.characters, begun.seconds) for w in chunk.words)
            yield AudioChunk(chunk.audio, chunk.source, words)

    def kept(self, said: str, manner: Manner) -> KeptSound | None:
        """The take, pinned or cached sound of a phrase, if there is one."""
        return self._phrases.find(manner.voice, said, manner.style(said))

    def render(
        self, said: str, manner: Manner, seed: int = 0, cancelled: Callable[[], bool] = lambda: False
    ) -> KeptSound | None:
        """Make and keep a rendering with the live engine (or the stock voice, when that is chosen); None if cancelled.

        VivaError when it cannot: a stock sound never stands for the person's own voice in the cache.
        """
        options = manner.options(seed)
        if manner.voice == STOCK_NAME:
            chunks = list(self._stock.speak(said, options, manner.lexicon))
        else:
            chunks = list(
                self._engine.speak(said, manner.voice, options, manner.lexicon, cancelled=cancelled, within_s=60.0)
            )
        return None if cancelled() else self._keep(said, manner, seed, chunks)

    def _live(self, said: str, manner: Manner, begun: Begun, cancelled: Callable[[], bool]) -> Iterator[AudioChunk]:
        for chunk in self._engine.speak(said, manner.voice, manner.options(), manner.lexicon, cancelled=cancelled):
            begun.add(chunk)
            yield chunk
        if manner.keep and not cancelled() and all(c.source is Source.LIVE for c in begun.chunks):
            self._keep(said, manner, 0, begun.chunks)

    def _keep(self, said: str, manner: Manner, seed: int, chunks: list[AudioChunk]) -> KeptSound:
        if not chunks or (manner.voice != STOCK_NAME and any(c.source is Source.STOCK for c in chunks)):
            raise VivaError("Your voice could not say this well.", "Try again, or write it in another way.")
        words = [w for c in chunks for w in c.words]
        return self._phrases.keep(manner.voice, said, Source.CACHED, join(chunks), words, seed, manner.style(said))


@dataclass(slots=True)
class Begun:
    """How far a live utterance came, for the stock voice to go on from when the engine dies in the middle."""

    chunks: list[AudioChunk] = field(default_factory=list)
    characters: int = 0
    seconds: float = 0.0

    def add(self, chunk: AudioChunk) -> None:
        """One more piece was made."""
        self.chunks.append(chunk)
        self.seconds += chunk.audio.seconds
        self.characters = max([self.characters, *(w.char_end for w in chunk.words)])


def join(chunks: list[AudioChunk]) -> Audio:
    """Pieces as one sound."""
    return Audio(np.concatenate([c.audio.samples for c in chunks]), chunks[0].audio.rate_hz)


def _recording(path: Path, text: str) -> AudioChunk:
    try:
        samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    except (OSError, soundfile.LibsndfileError) as error:
        raise StorageError(f"The recording of “{text}” cannot be read.", "Record it again.") from error
    return AudioChunk(Audio(np.asarray(samples, np.float32).mean(axis=1), rate_hz), Source.TAKE)


def _shift(word: WordTime, characters: int, seconds: float) -> WordTime:
    return WordTime(
        word.text,
        word.char_start + characters,
        word.char_end + characters,
        word.start_s + seconds,
        word.end_s + seconds,
    )
