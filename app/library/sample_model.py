"""Recording a short sample, without widgets: a moment of silence, ten seconds of reading, a verdict, consent."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QObject, Signal

from app.audio.recorder import Recorder
from app.library.consent import Comparison, compare, spoken_consent, written_consent
from app.services import Services
from engine.audio.sample import check_sample
from engine.bank.room import RoomState, check_room
from engine.errors import SampleError, VivaError
from engine.types import Audio

SILENCE_S = 1.5
READING_S = 12.0  # more than ten, for pauses
CONSENT_S = 10.0


class Step(Enum):
    """Where in the recording we are."""

    READY = "ready"
    SILENCE = "silence"
    READING = "reading"
    JUDGED = "judged"
    CONSENT = "consent"
    CONSENTED = "consented"
    SAVING = "saving"


class SampleModel(QObject):
    """changed after every step. verdict: a plain sentence; is_usable: whether one can go on; level: dBFS."""

    changed = Signal()
    level = Signal(float)
    progress = Signal(float)
    saved = Signal(str)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._recorder: Recorder | None = None
        self._reset()

    def _reset(self) -> None:
        self.step = Step.READY
        self.verdict, self.remarks, self.is_usable = "", (), False
        self.sample: Audio | None = None
        self._silence: Audio | None = None
        self._consent: Audio | None = None
        self._comparison: Comparison | None = None

    def start(self) -> None:
        """Begin anew, with the silence."""
        self.cancel()
        self._record(Step.SILENCE)

    def start_consent(self) -> None:
        """Record the sentence of consent."""
        self._record(Step.CONSENT)

    def take_file(self, sample: Audio) -> None:
        """A recording that exists, instead of one made now."""
        self._reset()
        self.sample = sample
        self._judge()

    def stop(self) -> None:
        """Enough was said."""
        if self._recorder is None:
            return
        recorder, self._recorder = self._recorder, None
        audio = recorder.stop()
        if self.step is Step.READING:
            self.sample = audio
            self._judge()
        elif self.step is Step.CONSENT:
            self._consent = audio
            self._compare()

    def cancel(self) -> None:
        """Forget what was recorded."""
        if self._recorder:
            self._recorder.stop()
            self._recorder = None
        self._reset()
        self.changed.emit()

    def save(self, name: str, transcript: str | None, sentence: str, *, spoken: bool) -> None:
        """Make the voice; saved(name) or a notice follows."""
        assert self.sample is not None
        if spoken and self._consent and self._comparison:
            consent = spoken_consent(sentence, self._consent, self._comparison)
        else:
            consent = written_consent(sentence)
        self._go(Step.SAVING)
        op = self._services.voices.add(name, self.sample, transcript, consent)
        self._services.tasks.run(op, self._saved, self._not_saved)

    def _saved(self, name: str) -> None:
        self._services.voices.added(name)
        self._reset()
        self.saved.emit(name)

    def _not_saved(self, error: VivaError) -> None:
        self._services.notices.error(error)
        self._go(Step.CONSENTED)

    def _record(self, step: Step) -> None:
        recorder = self._services.sound.recorder()
        recorder.level.connect(self._heard)
        recorder.failed.connect(self._failed)
        if recorder.start():
            self._recorder = recorder
            self._go(step)

    def _heard(self, peak_db: float, _rms_db: float) -> None:
        recorder = self._recorder
        if recorder is None:
            return
        self.level.emit(peak_db)
        limit = {Step.SILENCE: SILENCE_S, Step.CONSENT: CONSENT_S}.get(self.step, READING_S)
        self.progress.emit(min(1.0, recorder.seconds / limit))
        if recorder.seconds < limit:
            return
        if self.step is Step.SILENCE:
            self._recorder = None
            self._silence = recorder.stop()
            self._record(Step.READING)
        else:
            self.stop()

    def _failed(self, error: VivaError) -> None:
        self._recorder = None
        self._services.notices.error(error)
        self._go(Step.READY)

    def _judge(self) -> None:
        sample = self.sample
        assert sample is not None
        self.remarks = self._room_remarks()
        try:
            report = check_sample(sample)
            self.remarks += report.warnings
            self.is_usable = True
            self.verdict = self.tr("Good: a voice can be made of this.")
            if self.remarks:
                self.verdict = self.tr("It can be used, and could be better:")
        except SampleError as error:
            self.is_usable, self.verdict, self.remarks = False, error.message, (error.remedy,)
        self._go(Step.JUDGED)

    def _room_remarks(self) -> tuple[str, ...]:
        if self._silence is None:
            return ()
        state = check_room(self._silence).state
        if state is RoomState.NOISY:
            return (self.tr("The room is noisy; close the window, or switch off what hums."),)
        if state is RoomState.DEAD:
            return (self.tr("The microphone gave no sound at all while it was quiet; is it switched on?"),)
        return ()

    def _compare(self) -> None:
        assert self.sample is not None and self._consent is not None
        try:
            check_sample(self._consent)
        except SampleError as error:
            self.is_usable, self.verdict, self.remarks = False, error.message, (error.remedy,)
            self._go(Step.CONSENTED)
            return
        self._comparison = compare(self.sample, self._consent)
        self.is_usable = self._comparison.same
        self.remarks = ()
        self.verdict = self.tr("Thank you. It is the same voice as in the sample.")
        if not self._comparison.same:
            self.verdict = self.tr("This does not sound like the person of the sample.")
            self.remarks = (self.tr("The person whose voice it is has to say the sentence, in the same room."),)
        self._go(Step.CONSENTED)

    def _go(self, step: Step) -> None:
        self.step = step
        self.changed.emit()
