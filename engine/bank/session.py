"""A guided session: which sentence, what is heard, what is kept. Pure: no microphone, no clock, no screen of its own.

Blocks of sound and moments go in; the state, and takes to be judged, come out. Judging is the caller's, on another
thread: feed() gives back what was heard, judged() takes the verdict. After every step the place is in the bank, so that
a new session on the same bank goes on exactly there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from engine.bank.bank import Bank, Place, new_take
from engine.bank.levels import FLOOR_DB
from engine.bank.listen import Heard, Hearing, Listener, ListenOptions
from engine.bank.room import LevelState, Room, RoomState, check_level, check_room, steady
from engine.bank.scripts import Script
from engine.bank.takes import Take
from engine.bank.text import normal
from engine.bank.verdict import Verdict
from engine.types import Audio, FloatArray


class State(StrEnum):
    """What the session waits for."""

    ROOM = "room"  # some seconds of silence
    LEVEL = "level"  # a few words, to see how loud they arrive
    READY = "ready"  # the sentence
    SPEAKING = "speaking"  # its end
    JUDGING = "judging"  # judged()
    VERDICT = "verdict"  # a moment to read it, or next() and redo()
    PAUSED = "paused"
    REST = "rest"
    DONE = "done"


_TRIES_OF_ROOM = 5  # a room that is never steady is measured as it is
LISTENING = frozenset({State.READY, State.SPEAKING})
WORKING = LISTENING | {State.JUDGING, State.VERDICT}


@dataclass(frozen=True, slots=True)
class SessionOptions:
    """room_s: silence measured; verdict_s: how long a verdict stands before going on (None: until told);
    block_s: work before a rest; rest_s: how long a rest is recommended."""

    listen: ListenOptions = field(default_factory=ListenOptions)
    room_s: float = 2.5
    verdict_s: float | None = 1.4
    block_s: float = 20 * 60
    rest_s: float = 5 * 60


class Session:
    """One sitting at a script. clock gives seconds that only grow (time.monotonic)."""

    def __init__(
        self,
        bank: Bank,
        script: Script,
        rate_hz: int,
        clock: Callable[[], float],
        options: SessionOptions | None = None,
    ) -> None:
        self.bank = bank
        self.rate_hz = rate_hz
        self.options = options or SessionOptions()
        self.state = State.ROOM
        self.room: Room | None = None
        self.level: tuple[LevelState, float] | None = None
        self.heard: Heard | None = None
        self.verdict: Verdict | None = None
        self.take: Take | None = None  # the last one saved
        self.rest_ends_s = 0.0
        self._clock = clock
        self._silence: list[FloatArray] = []
        self._listened = 0  # times the room was listened to
        self._listener = Listener(rate_hz, self.options.listen)
        self._since_s = clock()
        self._before_pause = State.READY
        self._going = True  # a verdict leads on by itself
        if bank.place is None or bank.place.script.sentences != script.sentences:
            bank.place = Place(script)
            bank.save()
        self.place = bank.place
        self._go(self._open_from(self.place.at))

    # What is shown

    @property
    def sentence(self) -> str:
        """The sentence to read, "" when all are done."""
        sentences = self.place.script.sentences
        return sentences[self.place.at] if self.place.at < len(sentences) else ""

    @property
    def level_db(self) -> float:
        """The level of the last 20 ms, for the meter."""
        return self._listener.level_db

    # Sound and time go in

    def feed(self, block: FloatArray) -> Heard | None:
        """Hear samples (n,). A piece of speech comes back when one ended: judge it and call judged()."""
        self.tick()
        if self.state is State.ROOM:
            self._hear_room(block)
        elif self.state is State.LEVEL:
            self._hear_level(block)
        elif self.state in LISTENING:
            return self._hear_sentence(block)
        return None

    def tick(self) -> None:
        """Let time pass: a verdict that was read leads on, a block that is long enough ends in a rest."""
        now_s = self._clock()
        if self.state in WORKING:
            self.place.block_s += now_s - self._since_s
        self._since_s = now_s
        if self.state is State.VERDICT and self._going and now_s >= self._verdict_until_s:
            self.next()
        elif self.state is State.READY and self.place.block_s >= self.options.block_s:
            self.rest()

    # What the person does

    def skip_checks(self) -> None:
        """Begin without the room and level checks."""
        if self.state in (State.ROOM, State.LEVEL):
            self._listen()

    def check_again(self) -> None:
        """Measure the room and the level again."""
        self.state, self.room, self.level, self._silence, self._listened = State.ROOM, None, None, [], 0

    def stop_take(self) -> None:
        """End the take now, without waiting for silence; what was heard goes to next feed's caller through heard."""
        if self.state is State.SPEAKING:
            self.heard = self._listener.flush()
            self.state = State.JUDGING if self.heard else State.READY

    def judged(self, verdict: Verdict) -> None:
        """The verdict on what was heard: the take is saved, kept when it is good."""
        if self.state not in (State.JUDGING, State.PAUSED) or self.heard is None:
            return
        self.verdict = verdict
        self.take = self._save(self.heard.audio, verdict)
        if self.state is State.PAUSED:
            return
        self.state, self._going = State.VERDICT, self.options.verdict_s is not None
        self._verdict_until_s = self._clock() + (self.options.verdict_s or 0.0)

    def next(self) -> None:
        """On from a verdict: to the next sentence after a good take, to the same one after another."""
        if self.state is not State.VERDICT:
            return
        kept = self.take is not None and self.bank.takes[self.take.id].kept
        if kept:
            self._go(self._open_from(self.place.at + 1))
        if self.sentence:
            self._listen(keep_verdict=not kept)

    def redo(self) -> None:
        """Say this sentence again, or the one before when nothing was said of this one yet."""
        if self.state in (State.VERDICT, State.SPEAKING, State.JUDGING):
            self._listen()
        elif self.state in (State.READY, State.DONE) and self.take is not None:
            self._go(self._index_of(self.take.text))
            self._listen()

    def keep(self) -> None:
        """Keep the last take though it was refused, and go on."""
        if self.take is not None and self.state in (State.VERDICT, State.READY):
            self._keep_only(self.take)
            if self.state is State.READY:
                self.state = State.VERDICT
            self.next()

    def skip(self) -> None:
        """Leave this sentence out for now."""
        if self.sentence and self.state in WORKING:
            self.place.skipped.add(self.place.at)
            self._go(self._open_from(self.place.at + 1))
            if self.sentence:
                self._listen()

    def take_up_skipped(self) -> None:
        """From the end: go back to what was skipped."""
        self.place.skipped.clear()
        self._go(self._open_from(0))
        if self.sentence:
            self._listen()

    def comment(self, text: str) -> None:
        """A note with the last take."""
        if self.take is not None:
            self.take = self.bank.change(self.take.id, comment=text)

    def pause(self) -> None:
        """Stop listening until resume(); a sentence that is being said is forgotten."""
        if self.state not in (State.PAUSED, State.DONE, State.REST):
            self.tick()
            self._before_pause = self.state if self.state in (State.ROOM, State.LEVEL) else State.READY
            self._listener.reset()
            self.state = State.PAUSED
            self.bank.save()

    def rest(self) -> None:
        """End the block; resume() begins the next."""
        self._listener.reset()
        self.state, self.rest_ends_s = State.REST, self._clock() + self.options.rest_s
        self.place.block_s = 0.0
        self.bank.save()

    def resume(self) -> None:
        """After a pause or a rest."""
        if self.state in (State.PAUSED, State.REST):
            state = self._before_pause if self.state is State.PAUSED else State.READY
            self._since_s = self._clock()
            self._listen(keep_verdict=True)
            self.state = state
            self._go(self._open_from(self.place.at))

    # Inside

    def _listen(self, keep_verdict: bool = False) -> None:
        self._listener.reset()
        self.heard, self.state = None, State.READY
        if not keep_verdict:
            self.verdict = None

    def _hear_room(self, block: FloatArray) -> None:
        self._silence.append(block)
        self._listener.level_db = _level_db(block)
        if sum(map(len, self._silence)) >= self.options.room_s * self.rate_hz:
            silence = Audio(np.concatenate(self._silence), self.rate_hz)
            self._silence = []
            self._listened += 1
            if not steady(silence) and self._listened < _TRIES_OF_ROOM:
                return  # somebody spoke: what is loud in that is not the room
            self.room = check_room(silence)
            if self.room.state is not RoomState.DEAD:
                self._listener = Listener(self.rate_hz, self.options.listen, self.room.noise_db)
                self.state = State.LEVEL

    def _hear_level(self, block: FloatArray) -> None:
        for heard in self._listener.feed(block):
            assert self.room is not None
            self.level = check_level(heard.audio, self.room)
            if self.level[0] is LevelState.GOOD:
                self._listen()
                return

    def _hear_sentence(self, block: FloatArray) -> Heard | None:
        for heard in self._listener.feed(block):
            self.heard, self.state = heard, State.JUDGING
            self._listener.reset()
            return heard
        self.state = State.SPEAKING if self._listener.hearing is Hearing.SPEECH else State.READY
        return None

    def _save(self, audio: Audio, verdict: Verdict) -> Take:
        """Save a take. Refused ones before it go, a good one takes the place of a good one before it."""
        take = new_take(self.sentence, verdict, kept=verdict.good)
        with self.bank.together():
            take = self.bank.add(audio, take)
            if take.kept:
                self._keep_only(take)
        return take

    def _keep_only(self, take: Take) -> None:
        others = [t for t in self.bank.takes_of(take.text) if t.id != take.id and t.source == take.source]
        with self.bank.together():
            self.bank.change(take.id, kept=True)
            for other in others:
                if other.kept and not other.verbatim:
                    self.bank.change(other.id, kept=False)
            self.bank.delete(t.id for t in others if not t.kept)

    def _go(self, index: int) -> None:
        self.place.at = index
        self.place.skipped.discard(index)
        if not self.sentence:
            self.state = State.DONE
        self.bank.save()

    def _open_from(self, start: int) -> int:
        """The first sentence from start on that has no good take and was not skipped; then the ones before it."""
        sentences = self.place.script.sentences
        done = {normal(t.text) for t in self.bank.kept()}
        order = [*range(start, len(sentences)), *range(min(start, len(sentences)))]
        return next(
            (i for i in order if normal(sentences[i]) not in done and i not in self.place.skipped), len(sentences)
        )

    def _index_of(self, text: str) -> int:
        sentences = self.place.script.sentences
        return next((i for i, s in enumerate(sentences) if normal(s) == normal(text)), self.place.at)


def _level_db(block: FloatArray) -> float:
    return float(10 * np.log10(np.var(block) + 10 ** (FLOOR_DB / 10))) if len(block) else FLOOR_DB
