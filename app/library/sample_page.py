"""The page that records a short sample: one thing to do at a time, in large letters."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QProgressBar, QWidget

from app.library.level_meter import LevelMeter
from app.library.sample_model import SampleModel, Step
from app.services import Services
from app.widgets import Button, CheckBox, buttons, card, column, label, page

PASSAGE = (
    "When the sunlight strikes raindrops in the air, they act as a prism and form a rainbow. "
    "The rainbow is a division of white light into many beautiful colours."
)
CONSENT = "This is my own voice, and I want Viva Voce to speak with it."


class SamplePage(QWidget):
    """done() when a voice was made, left() when the person goes back."""

    done = Signal()
    left = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.model = SampleModel(services)
        theme = services.theme
        self._theme = theme
        self._from_file = False
        self._title, self._explain = label("", "title"), label("", "muted")
        self._read = label("", "title")
        self._meter, self._progress = LevelMeter(theme), QProgressBar(maximum=100)
        self._progress.setAccessibleName(self.tr("How much of the time has passed"))
        self._verdict, self._remarks = label("", "heading"), label("")
        self._written = CheckBox(self.tr("It is my own voice, or I have this person’s permission."))
        self._written.toggled.connect(self._show)
        self._name = QLineEdit(self.tr("My voice"))
        self._name.setAccessibleName(self.tr("Name of the voice"))
        self._main = Button(theme, self.tr("Start"), "mic", role="primary", pressed=self._go_on)
        self._again = Button(theme, self.tr("Record again"), "rotate-ccw", pressed=self._repeat)
        self._cannot = Button(theme, self.tr("I cannot speak now"), role="quiet", pressed=self._write_instead)
        back = Button(theme, self.tr("Back"), "arrow-left", role="quiet", pressed=self._leave)
        body = (self._title, self._explain, self._read, self._meter, self._progress, self._verdict, self._remarks)
        rest = (self._written, self._name, buttons(self._main, self._again, self._cannot))
        self.setLayout(column(page(buttons(back), card(*body, *rest, spacing=16))))
        self._write = False
        self.model.changed.connect(self._step)
        self.model.level.connect(self._meter.set_level)
        self.model.progress.connect(lambda share: self._progress.setValue(round(share * 100)))
        self.model.saved.connect(self._saved)
        self._show()

    def begin(self) -> None:
        """A new sample, from the microphone."""
        self._from_file = self._write = False
        self.model.cancel()
        self._main.setFocus()

    def begin_with(self, sample) -> None:
        """A sample that was brought."""
        self._from_file, self._write = True, True
        self._written.setChecked(False)
        self.model.take_file(sample)

    def hideEvent(self, event) -> None:
        if self.model.step in (Step.SILENCE, Step.READING, Step.CONSENT):
            self.model.cancel()
        super().hideEvent(event)

    def _go_on(self) -> None:
        model = self.model
        match model.step:
            case Step.READY:
                model.start()
            case Step.READING | Step.CONSENT:
                model.stop()
            case Step.JUDGED if not self._write:
                model.start_consent()
            case Step.JUDGED | Step.CONSENTED:
                sentence = self._written.text() if self._write else CONSENT
                transcript = None if self._from_file else PASSAGE
                model.save(self._name.text(), transcript, sentence, spoken=not self._write)
            case _:
                pass

    def _repeat(self) -> None:
        if self.model.step is Step.CONSENTED and not self._write:
            self.model.start_consent()
        else:
            self.model.start()

    def _write_instead(self) -> None:
        self._write = True
        self._show()

    def _leave(self) -> None:
        self.model.cancel()
        self.left.emit()

    def _saved(self) -> None:
        self.done.emit()

    def _step(self) -> None:
        """The button that goes on is hidden now and then, which takes the focus away from it."""
        self._show()
        if self.isVisible() and not self._main.isHidden():
            self._main.setFocus()

    def _show(self) -> None:
        step, model = self.model.step, self.model
        recording = step in (Step.SILENCE, Step.READING, Step.CONSENT)
        title, explain = self._words(step)
        self._title.setText(title)
        self._explain.setText(explain)
        self._explain.setVisible(bool(explain))
        self._read.setText(self._to_read(step))
        self._read.setVisible(bool(self._read.text()))
        for widget in (self._meter, self._progress):
            widget.setVisible(recording)
        judged = step in (Step.JUDGED, Step.CONSENTED)
        self._verdict.setText(model.verdict)
        self._verdict.setVisible(judged)
        self._remarks.setText("\n".join(model.remarks))
        self._remarks.setVisible(judged and bool(model.remarks))
        last = step is Step.CONSENTED or (step is Step.JUDGED and self._write)
        usable = model.is_usable
        self._written.setVisible(step is Step.JUDGED and self._write and usable)
        self._name.setVisible(last and usable)
        self._again.setVisible(judged and not self._from_file)
        self._cannot.setVisible(step is Step.JUDGED and usable and not self._write)
        self._show_main(step, last=last)

    def _show_main(self, step: Step, *, last: bool) -> None:
        texts = {
            Step.READY: (self.tr("Start"), "mic"),
            Step.READING: (self.tr("I am done"), "square"),
            Step.CONSENT: (self.tr("I am done"), "square"),
        }
        go_on = (self.tr("Make the voice"), "check") if last else (self.tr("Go on"), "mic")
        text, icon = texts.get(step, go_on)
        self._main.set_icon(icon)
        self._main.set_text(text)
        self._main.setVisible(step is not Step.SILENCE and (self.model.is_usable or step in texts))
        self._main.setEnabled(step is not Step.SAVING and not (last and self._write and not self._written.isChecked()))

    def _words(self, step: Step) -> tuple[str, str]:
        return {
            Step.READY: (
                self.tr("Record ten seconds"),
                self.tr(
                    "Sit as you like to, a hand’s width from the microphone, in a quiet room. First it listens to the "
                    "room for a moment; then you read two sentences."
                ),
            ),
            Step.SILENCE: (self.tr("One moment of silence"), self.tr("The room is being listened to.")),
            Step.READING: (self.tr("Please read this"), self.tr("As you would say it to a friend.")),
            Step.JUDGED: (self.tr("Your sample"), self._next()),
            Step.CONSENT: (self.tr("Please say this sentence"), self.tr("It is kept with the voice, as your consent.")),
            Step.CONSENTED: (self.tr("Your consent"), ""),
            Step.SAVING: (self.tr("Your voice is being made"), self.tr("It takes a few seconds.")),
        }[step]

    def _to_read(self, step: Step) -> str:
        if step in (Step.READY, Step.SILENCE, Step.READING):
            return PASSAGE
        return CONSENT if step is Step.CONSENT else ""

    def _next(self) -> str:
        spoken = self.model.is_usable and not self._write
        return self.tr("Next you say one sentence: your consent to this voice.") if spoken else ""
