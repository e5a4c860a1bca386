"""The recording screen: the sentence large, the meter, what to do now, the verdict. One button does almost all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QInputDialog, QLabel, QProgressBar, QVBoxLayout, QWidget

from app.studio import words
from app.studio.home import StudioChoices, chosen_script
from app.studio.meter import Meter
from app.studio.parts import heading_row
from app.studio.recording import Recording
from app.widgets import Button, begin_at, buttons, column, label, row, scroll
from engine.bank.progress import progress
from engine.bank.session import Session, State
from engine.errors import VivaError

if TYPE_CHECKING:
    from app.studio.view import StudioView

_SMALLEST, _LARGEST = 22, 60  # pixels of the sentence at 100 %
_WORDS_FROM = 480  # pixels of the page at 100 %


class RecordPage(QWidget):
    """One sitting. Leaving it keeps the place."""

    def __init__(self, view: StudioView) -> None:
        super().__init__()
        self._view, self._theme = view, view.services.theme
        self.recording = Recording(view.services, view.model)
        self.status = label("", "heading")
        self.sentence = label("", "display")
        self.sentence.setAccessibleName(self.tr("Sentence to read"))
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.meter = Meter(self._theme)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("Sentences done"))
        self.counted = label("", "muted", wrap=False)
        self._buttons()
        top = QWidget()
        heading = row(heading_row(view, ""), self.counted, None, spacing=8)
        top.setLayout(column(heading, self.bar, 8, self.status, self.meter, spacing=8))
        middle = QWidget()
        middle.setLayout(column(None, self.sentence, None))
        self._area = scroll(middle)
        self._area.viewport().installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.setSpacing(16)
        layout.addWidget(top)
        layout.addWidget(self._area, 1)
        layout.addLayout(self._row)
        self._connect()

    def _buttons(self) -> None:
        theme = self._theme
        self.main = Button(theme, self.tr("Pause"), "pause", role="primary", pressed=self._press_main)
        self.again = Button(theme, self.tr("Again"), "rotate-ccw", pressed=lambda: self.recording.do("redo"))
        self.listen = Button(theme, self.tr("Listen"), "play", pressed=self.recording.play_last)
        self.keep = Button(theme, self.tr("Keep it"), "check", pressed=lambda: self.recording.do("keep"))
        self.skip = Button(theme, self.tr("Skip"), "skip-forward", pressed=lambda: self.recording.do("skip"))
        self.note = Button(theme, self.tr("Note"), "pencil", pressed=self._note)
        self._names = {b: b.accessibleName() for b in (self.again, self.listen, self.keep, self.skip, self.note)}
        self._row = buttons(self.main, self.again, self.listen, self.keep, self.skip, self.note)
        begin_at(self, self.main)

    def _connect(self) -> None:
        for key, button in (
            ("R", self.again),
            ("P", self.listen),
            ("K", self.keep),
            ("S", self.skip),
            ("N", self.note),
        ):
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)
            button.setToolTip(f"{button.accessibleName()} ({key})")
        self.recording.changed.connect(self.show_state)
        self.recording.level.connect(self.meter.show_level)
        self.recording.failed.connect(self._failed)
        self._theme.changed.connect(self.show_state)
        self._theme.changed.connect(self._fit_buttons)
        choices = self._view.services.settings.get(StudioChoices)
        self.status.setText(self.tr("Opening the microphone…"))
        self._enable(None)
        try:
            self.recording.begin(chosen_script(choices), choices.patience_s, choices.moves_on)
        except VivaError as error:
            self._failed(error)

    def show_state(self) -> None:
        """Show the session as it is."""
        session = self.recording.session
        if session is None:
            return
        done = progress(session.bank)
        self.bar.setMaximum(max(1, done.sentences))
        self.bar.setValue(done.done)
        count = self.tr("{done} of {all} sentences · {time}")
        self.counted.setText(count.format(done=done.done, all=done.sentences, time=words.minutes(done.speech_s)))
        self.sentence.setText(self._large(session))
        self._show_status(session)
        self._enable(session)
        self._fit_sentence()

    def _status(self, session: Session) -> str:
        if session.state is State.DONE and session.place.skipped:
            return self.tr("{count} sentences were skipped.").format(count=len(session.place.skipped))
        return {
            State.ROOM: self.tr("First, how quiet the room is."),
            State.LEVEL: self.tr("Now the level: say these words as you usually speak."),
            State.READY: self.tr("Read when you are ready."),
            State.SPEAKING: self.tr("Listening…"),
            State.JUDGING: self.tr("One moment…"),
            State.VERDICT: "",
            State.PAUSED: self.tr("Paused. Take all the time you want."),
            State.REST: self.tr("Twenty minutes are done."),
            State.DONE: self.tr("All done."),
        }[session.state]

    def _told(self, session: Session) -> str:
        """What is to be said before what to do: the verdict, the room, the level."""
        if session.state is State.LEVEL:
            return words.level(session.level[0]) if session.level else words.room(session.room) if session.room else ""
        if session.verdict is None or session.state not in (State.READY, State.VERDICT, State.PAUSED):
            return ""
        return words.verdict(session.verdict, session.take.text if session.take else session.sentence)

    def _show_status(self, session: Session) -> None:
        told = self._told(session)
        judged = session.verdict if told and session.state is not State.LEVEL else None
        colour = "text" if judged is None else "success" if judged.good else "warning"
        self.status.setStyleSheet(f"color: {self._theme.colour(colour).name()};")
        self.status.setText(f"{told} {self._status(session)}".strip())

    def _large(self, session: Session) -> str:
        if session.state is State.ROOM:
            return words.room(session.room) if session.room else self.tr("Please be quiet for a moment.")
        if session.state is State.REST:
            return self.tr("Time for a rest: five minutes, and something to drink.")
        if session.state is State.LEVEL:
            return self.tr("Hello, how are you today?")
        if session.state is State.DONE:
            return words.enough(progress(session.bank))
        return session.sentence

    def _enable(self, session: Session | None) -> None:
        state = session.state if session else None
        said = bool(session and session.take and session.take.id in session.bank.takes)
        refused = said and session is not None and session.take is not None
        refused = refused and not session.bank.takes[session.take.id].kept  # type: ignore[union-attr]
        text, icon = (
            {
                State.ROOM: (self.tr("Skip the check"), "skip-forward"),
                State.LEVEL: (self.tr("Skip the check"), "skip-forward"),
                State.SPEAKING: (self.tr("Done"), "check"),
                State.VERDICT: (self.tr("Say it again"), "rotate-ccw") if refused else (self.tr("Next"), "arrow-right"),
                State.PAUSED: (self.tr("Go on"), "play"),
                State.REST: (self.tr("Go on"), "play"),
                State.DONE: (self.tr("Finish"), "check"),
            }.get(state, (self.tr("Pause"), "pause"))
            if state
            else (self.tr("Back"), "arrow-left")
        )
        if state is State.DONE and session and session.place.skipped:
            text, icon = self.tr("Read what was skipped"), "repeat"
        self.main.set_icon(icon)
        self.main.set_text(text)
        self.again.setEnabled(said)
        self.again.setVisible(not (refused and state is State.VERDICT))  # then the first button says it
        self.listen.setEnabled(said)
        self.note.setEnabled(said)
        self.keep.setEnabled(refused and state in (State.VERDICT, State.READY))
        self.skip.setEnabled(state in (State.READY, State.SPEAKING, State.VERDICT))

    def _press_main(self) -> None:
        session = self.recording.session
        if session is None or (session.state is State.DONE and not session.place.skipped):
            self._view.home()
        else:
            self.recording.do(
                {
                    State.ROOM: "skip_checks",
                    State.LEVEL: "skip_checks",
                    State.SPEAKING: "stop_take",
                    State.VERDICT: "next",
                    State.PAUSED: "resume",
                    State.REST: "resume",
                    State.DONE: "take_up_skipped",
                }.get(session.state, "pause")
            )

    def _note(self) -> None:
        session = self.recording.session
        if session is None or session.take is None:
            return
        self.recording.do("pause")
        text, accepted = QInputDialog.getText(self, self.tr("Note"), session.take.text, text=session.take.comment)
        if accepted and session.take:
            session.comment(text)

    def _failed(self, error: VivaError) -> None:
        self.status.setText(error.message)
        self.sentence.setText(error.remedy)
        self._enable(None)

    def _fit_sentence(self) -> None:
        """As large as the place allows."""
        size = self._theme.px(_LARGEST)
        room = max(200, self._area.viewport().width() - 8), max(60, self._area.viewport().height() - 8)
        font = self.sentence.font()
        while size > self._theme.px(_SMALLEST):
            font.setPixelSize(size)
            measured = QLabel()
            measured.setFont(font)
            box = measured.fontMetrics().boundingRect(
                0, 0, room[0], 10_000, int(Qt.TextFlag.TextWordWrap), self.sentence.text()
            )
            if box.height() <= room[1]:
                break
            size -= 2
        look = f"font-size: {size}px; font-weight: 600;"
        if look != self.sentence.styleSheet():
            self.sentence.setStyleSheet(look)

    def _fit_buttons(self) -> None:
        """Drawings alone where there is no room for words; the names stay for tooltips and screen readers."""
        wide = self.width() >= self._theme.px(_WORDS_FROM)
        for button, name in self._names.items():
            button.set_text(name if wide else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_buttons()
        self._fit_sentence()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:  # a verdict of two lines leaves the sentence less room
            self._fit_sentence()
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.recording.end()
        super().closeEvent(event)
