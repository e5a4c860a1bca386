"""A recording session with a microphone: blocks in, judging on another thread, signals out."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal

from app.audio.recorder import Recorder
from app.services import Services
from app.studio.model import StudioModel
from engine.bank.listen import Heard, ListenOptions
from engine.bank.scripts import Script
from engine.bank.session import Session, SessionOptions, State
from engine.bank.verdict import Verdict
from engine.errors import VivaError
from engine.types import FloatArray


class Recording(QObject):
    """changed: state, sentence or verdict is another. level: dBFS of what is heard now. failed: no microphone."""

    changed = Signal()
    level = Signal(float)
    failed = Signal(VivaError)

    def __init__(self, services: Services, model: StudioModel) -> None:
        super().__init__()
        self._services, self._model = services, model
        self._recorder: Recorder | None = None
        self._shown: tuple[object, ...] = ()
        self._patience_s = ListenOptions().end_s
        self.session: Session | None = None
        self._ticks = QTimer(self, interval=250)
        self._ticks.timeout.connect(self._tick)

    def begin(self, script: Script, patience_s: float, moves_on: bool) -> None:
        """Start the microphone and the session; goes on where the bank's place in this script is."""
        self.end()
        self._patience_s, self._moves_on, self._script = patience_s, moves_on, script
        self._recorder = self._services.sound.recorder()
        self._recorder.failed.connect(self._refused)
        self._recorder.block.connect(self._hear)
        if self._recorder.start():
            self._ticks.start()
            self._services.tasks.run(lambda _job: self._model.judge())  # loads the aligner before the first take

    def end(self) -> None:
        """Stop the microphone; the place is kept in the bank."""
        self._ticks.stop()
        if self._recorder:
            self._recorder.block.disconnect(self._hear)
            self._recorder.stop()
            self._recorder = None
        if self.session and self._model.bank:
            self._model.bank.save()
        self.session = None
        self._shown = ()

    def do(self, action: str) -> None:
        """Call a method of the session by its name (redo, skip, keep, pause, next, ...) and show what came of it."""
        if self.session:
            getattr(self.session, action)()
            if action == "stop_take" and self.session.state is State.JUDGING and self.session.heard:
                self._send_to_judge(self.session.heard)
            self._show()

    def play_last(self) -> None:
        """Play the last take; what the microphone hears meanwhile is not taken for the next."""
        session = self.session
        if session and session.take and session.take.id in session.bank.takes:
            if session.state is not State.PAUSED:
                self.do("pause")
            self._model.play(session.take.id)

    def _hear(self, block: FloatArray, rate_hz: int) -> None:
        if self._recorder is None or self._model.bank is None:
            return
        if self.session is None:
            options = SessionOptions(ListenOptions(end_s=self._patience_s), verdict_s=1.4 if self._moves_on else None)
            self.session = Session(self._model.bank, self._script, rate_hz, time.monotonic, options)
        heard = self.session.feed(block)
        self.level.emit(self.session.level_db)
        if heard:
            self._send_to_judge(heard)
        self._show()

    def _send_to_judge(self, heard: Heard) -> None:
        session, judge, person = self.session, self._model.judge, self._model.bank
        if session is None or person is None:
            return
        text, known = session.sentence, person.the_person()

        def judged(verdict: Verdict) -> None:
            session.judged(verdict)
            self._show()

        self._services.tasks.run(lambda _job: judge()(heard.audio, text, known, heard.cut), judged)

    def _tick(self) -> None:
        if self.session:
            self.session.tick()
            self._show()

    def _show(self) -> None:
        session = self.session
        now = (session.state, session.sentence, session.verdict, session.level) if session else ()
        if now != self._shown:
            self._shown = now
            self.changed.emit()

    def _refused(self, error: VivaError) -> None:
        self.end()
        self.failed.emit(error)
