"""The one way to speak, for every room: never blocks, queues or interrupts, tells which word is said and by what."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.audio.sound import Playing, Sound
from app.speak.phrases import KeptSound
from app.speak.utterance import Utterance
from app.speak.ways import Manner, Ways
from engine.errors import VivaError
from engine.types import AudioChunk, Source, WordTime

log = logging.getLogger(__name__)
_STEP_S = 0.02


class VoiceOut(QObject):
    """say() and stop() from the GUI thread; two threads do the work: one speaks, one renders ahead in the silence.

    manner, interrupt: give the voice in force, and whether a new utterance stops the old.
    """

    started = Signal(Utterance)  # it can be heard now
    source = Signal(Source)
    word = Signal(int, int)  # the word being said, in Utterance.text; (-1, -1) when none is
    finished = Signal(Utterance)
    failed = Signal(VivaError)
    idle_changed = Signal(bool)
    rendered = Signal(str, object)  # text, KeptSound
    render_failed = Signal(str, VivaError)

    def __init__(
        self,
        ways: Ways,
        sound: Sound,
        manner: Callable[[], Manner],
        interrupt: Callable[[], bool],
    ) -> None:
        super().__init__()
        self._ways, self._sound = ways, sound
        self.manner, self._interrupt = manner, interrupt
        self._queue: deque[Utterance] = deque()
        self._ahead: deque[tuple[str, int, bool]] = deque()  # text, seed, whether somebody waits for it
        self._wake = threading.Condition()
        self._stops = 0  # counts up; an utterance begun under an older count is over
        self._speaking = False
        self._closed = False
        self.last: Utterance | None = None
        self._threads = [
            threading.Thread(target=work, name=name, daemon=True)
            for work, name in ((self._speak_all, "voice-out"), (self._render_all, "voice-ahead"))
        ]
        for thread in self._threads:
            thread.start()

    @property
    def idle(self) -> bool:
        """Whether nothing is being said or waits to be."""
        return not self._speaking and not self._queue

    def say(self, text: str, spoken: str = "", recording: Path | None = None, louder_db: float = 0.0) -> None:
        """Say it: at once, or after what is being said now, as the person chose."""
        if text.strip() or recording:
            self._put(Utterance(text, spoken, recording, louder_db), stop_others=self._interrupt())

    def hold(self, text: str) -> None:
        """Keep the floor: said at once, from what is kept or by the stock voice, whatever the engine is busy with."""
        self._put(Utterance(text, kind="hold"), stop_others=True)

    def again(self, louder_db: float = 0.0) -> None:
        """The last thing once more."""
        if last := self.last:
            self._put(Utterance(last.text, last.spoken, last.recording, louder_db), stop_others=self._interrupt())

    def stop(self) -> None:
        """Fall silent and forget what waits."""
        with self._wake:
            self._stops += 1
            self._queue.clear()
            self._wake.notify_all()

    def prepare(self, texts: Iterable[str]) -> None:
        """Render these while nothing is being said, so that each starts at once."""
        with self._wake:
            waiting = {text for text, _seed, _asked in self._ahead}
            self._ahead.extend((text, 0, False) for text in texts if text.strip() and text not in waiting)
            self._wake.notify_all()

    def render(self, text: str, seed: int) -> None:
        """Make one more rendering to listen to; rendered or render_failed follows."""
        with self._wake:
            self._ahead.appendleft((text, seed, True))
            self._wake.notify_all()

    def close(self) -> None:
        """Fall silent for good."""
        self.stop()
        with self._wake:
            self._closed = True
            self._wake.notify_all()
        for thread in self._threads:
            thread.join(5)

    def _put(self, utterance: Utterance, *, stop_others: bool) -> None:
        with self._wake:
            if stop_others:
                self._stops += 1
                self._queue.clear()
            self._queue.append(utterance)
            if utterance.kind == "speech":
                self.last = utterance
            self._wake.notify_all()
        self.idle_changed.emit(False)

    def _speak_all(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._queue or self._closed)
                if self._closed:
                    return
                utterance, count = self._queue.popleft(), self._stops
                self._speaking = True
            try:
                self._speak(utterance, lambda count=count: self._stops != count)
            except VivaError as error:
                self.failed.emit(error)
            except Exception:
                log.exception("Speaking failed")
                self.failed.emit(VivaError("This could not be said.", "Try it again."))
            with self._wake:
                self._speaking = False
                self._wake.notify_all()
            self.word.emit(-1, -1)
            self.finished.emit(utterance)
            if self.idle:
                self.idle_changed.emit(True)

    def _speak(self, utterance: Utterance, is_over: Callable[[], bool]) -> None:
        """Play the pieces as they come; a thread of its own makes them, so that none holds back a stop."""
        manner = self.manner()
        playing = self._sound.start("main", manner.volume_db + utterance.louder_db)
        maker = _Maker(lambda over: self._ways.chunks(utterance, manner, over), playing)
        maker.start()
        self._follow(utterance, maker, playing, is_over)
        maker.cancel()
        playing.stop()
        if maker.error and not is_over():
            raise maker.error
        if playing.error and not is_over():
            raise playing.error

    def _follow(self, utterance: Utterance, maker: _Maker, playing: Playing, is_over: Callable[[], bool]) -> None:
        sources, started, shown = 0, False, None
        over = False
        while not over:
            over = is_over() or playing.finished or (maker.error is not None and not playing.started)
            if playing.started and not started:
                started = True
                self.started.emit(utterance)
            for source in maker.sources[sources:]:
                sources += 1
                self.source.emit(source)
            word = _at(maker.words, playing.played_s)
            if word is not None and word is not shown and not utterance.spoken:
                shown = word
                self.word.emit(word.char_start, word.char_end)
            with self._wake:
                self._wake.wait_for(is_over, _STEP_S)

    def _render_all(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._closed or (self._ahead and self.idle))
                if self._closed:
                    return
                text, seed, asked = self._ahead.popleft()
            try:
                kept = self._render(text, seed, asked)
            except Exception as error:
                log.info("Not rendered ahead: %s", error)
                if asked:
                    plain = error if isinstance(error, VivaError) else VivaError("This did not work.", "Try it again.")
                    self.render_failed.emit(text, plain)
                continue
            if kept is None:  # somebody spoke: later
                with self._wake:
                    self._ahead.append((text, seed, asked))
            elif asked:
                self.rendered.emit(text, kept)

    def _render(self, said: str, seed: int, asked: bool) -> KeptSound | None:
        manner = self.manner()
        kept = None if asked else self._ways.kept(said, manner)
        return kept or self._ways.render(said, manner, seed, lambda: self._closed or not self.idle)


class _Maker(threading.Thread):
    """Draws the pieces of an utterance and feeds them to the loudspeaker."""

    def __init__(
        self, chunks: Callable[[Callable[[], bool]], Generator[AudioChunk, None, None]], playing: Playing
    ) -> None:
        super().__init__(name="voice-maker", daemon=True)
        self._chunks, self._playing = chunks, playing
        self._cancelled = False
        self.words: list[WordTime] = []
        self.sources: list[Source] = []
        self.error: VivaError | None = None

    def cancel(self) -> None:
        """No more pieces are wanted."""
        self._cancelled = True

    def run(self) -> None:
        pieces = self._chunks(lambda: self._cancelled)
        try:
            for chunk in pieces:
                if self._cancelled:
                    break
                self.words.extend(chunk.words)
                if chunk.source not in self.sources[-1:]:
                    self.sources.append(chunk.source)
                self._playing.feed(chunk.audio)
        except VivaError as error:
            self.error = error
        except Exception:
            log.exception("An utterance failed")
            self.error = VivaError("This could not be said.", "Try it again.")
        finally:
            pieces.close()
            self._playing.end()


def _at(words: list[WordTime], time_s: float) -> WordTime | None:
    return next((w for w in reversed(words) if w.start_s <= time_s), None)
