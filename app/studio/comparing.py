"""The blind comparison: one sentence, two sounds, and which is liked better; who is who is told at the end."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QWidget

from app.services import Services
from app.studio.personal_model import PersonalModel
from app.widgets import Button, buttons, column, heading, label
from engine.adaptation.comparison import Comparison, Vote
from engine.errors import VivaError
from engine.types import Audio


class ComparingCard(QWidget):
    """Hidden while there is nothing new to compare."""

    def __init__(self, services: Services, model: PersonalModel) -> None:
        super().__init__()
        self._services, self._model, theme = services, model, services.theme
        self._heard: set[str] = set()
        self._sounds: dict[str, Audio] = {}
        self._words, self.sentence = label("", "muted"), label("", "display")
        self.begin = Button(theme, self.tr("Compare"), "ear", pressed=self._begin)
        self.first = Button(theme, self.tr("Hear the first"), "play", pressed=lambda: self._hear("first"))
        self.second = Button(theme, self.tr("Hear the second"), "play", pressed=lambda: self._hear("second"))
        self.votes = {
            "first": Button(theme, self.tr("The first is nearer to me"), pressed=lambda: self._vote("first")),
            "second": Button(theme, self.tr("The second is nearer to me"), pressed=lambda: self._vote("second")),
            "same": Button(theme, self.tr("I hear no difference"), pressed=lambda: self._vote("same")),
        }
        self.take = Button(theme, self.tr("Speak with the new voice"), "check", pressed=self._take)
        self.leave = Button(theme, self.tr("Keep the voice as it was"), "x", pressed=self._leave)
        self.setLayout(
            column(
                heading(self.tr("Compare")),
                self._words,
                self.sentence,
                buttons(self.begin, self.first, self.second),
                buttons(*self.votes.values()),
                buttons(self.take, self.leave),
                spacing=12,
                margin=24,
            )
        )
        self.setProperty("role", "card")

    def show_state(self) -> None:
        """Fit to where the comparison is."""
        found = self._model.comparison
        self.setVisible(bool(found or (self._model.newest() and not self._model.running)))
        listening = bool(found and not found.finished)
        self.begin.setVisible(found is None)
        for button in (self.first, self.second, self.sentence, *self.votes.values()):
            button.setVisible(listening)
        self.take.setVisible(bool(found and found.finished))
        self.leave.setVisible(bool(found and found.finished))
        for button in self.votes.values():
            button.setEnabled(self._heard >= {"first", "second"})
        if found and listening:
            self.sentence.setText(found.sentence)
        self._words.setText(self._state(found))

    def _state(self, found: Comparison | None) -> str:
        if found is None:
            return self.tr("Five sentences by the voice as it was and by the new one; you do not know which is which.")
        if not found.finished:
            words = self.tr("Sentence {number} of {count}: hear both, as often as you like.")
            return words.format(number=len(found.votes) + 1, count=len(found.sentences))
        tally = found.tally
        words = self.tr("The new voice was nearer {new} times, the old one {old} times, {same} times neither.")
        return words.format(new=tally.new, old=tally.old, same=tally.same)

    def _begin(self) -> None:
        self._try(self._model.compare)
        self._focus()

    def _focus(self) -> None:
        """To what comes next; left to itself, the focus of a button that goes would fall on the one that deletes."""
        found = self._model.comparison
        (self.take if found and found.finished else self.first).setFocus()

    def _hear(self, position: Literal["first", "second"]) -> None:
        def play(audio: Audio) -> None:
            self._sounds[position] = audio
            self._heard.add(position)
            self._services.sound.play(audio)
            self.show_state()

        if position in self._sounds:
            self._services.sound.play(self._sounds[position])
        else:
            self._services.tasks.run(lambda _task: self._model.sound(position), play)

    def _vote(self, vote: Vote) -> None:
        if found := self._model.comparison:
            self._heard.clear()
            self._sounds.clear()
            self._try(lambda: found.vote(vote))
            self._focus()

    def _take(self) -> None:
        if found := self._model.comparison:
            self._try(lambda: self._model.choose(found.new))

    def _leave(self) -> None:
        if found := self._model.comparison:
            self._try(lambda: self._model.choose(found.old))

    def _try(self, action) -> None:
        try:
            action()
        except VivaError as error:
            self._services.notices.error(error)
        self.show_state()
