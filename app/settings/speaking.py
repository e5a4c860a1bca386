"""How speaking behaves."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from app.services import Services
from app.settings.controls import slider, switch
from app.speak.choices import SpeakChoices
from app.widgets import Button, buttons, card, column, heading, label


class SpeakingPage(QWidget):
    """When to speak, what to suggest, what to remember."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.setLayout(column(self._when(), self._words(), self._memory(), None, spacing=16, margin=0))

    def _when(self) -> QWidget:
        s, choices = self._services, self._services.settings.get(SpeakChoices)
        hold = QLineEdit(choices.hold)
        hold.setAccessibleName(self.tr("The phrase that keeps the floor (F1)"))
        hold.editingFinished.connect(lambda: self._put(hold=hold.text().strip() or choices.hold))
        return card(
            heading(self.tr("When to speak")),
            switch(s, SpeakChoices, "by_word", self.tr("Say each word as I finish it")),
            switch(s, SpeakChoices, "by_sentence", self.tr("Say each sentence as I finish it")),
            switch(
                s,
                SpeakChoices,
                "interrupt",
                self.tr("Something new stops what is being said"),
                self.tr("Otherwise it waits its turn."),
            ),
            switch(s, SpeakChoices, "clear_after", self.tr("Clear the text after it is said")),
            label(self.tr("The phrase that keeps the floor (F1)")),
            hold,
            slider(
                self.tr("How much louder “Louder” is"),
                2,
                12,
                round(choices.louder_db),
                lambda db: self.tr("{db} dB").format(db=db),
                lambda db: self._put(louder_db=float(db)),
            ),
        )

    def _words(self) -> QWidget:
        s = self._services
        return card(
            heading(self.tr("Help with writing")),
            switch(s, SpeakChoices, "predict", self.tr("Suggest words")),
            switch(
                s,
                SpeakChoices,
                "learn",
                self.tr("Learn from what I say"),
                self.tr("It stays on this computer, and you can have it forgotten."),
            ),
            switch(s, SpeakChoices, "expand", self.tr("Write out short forms")),
        )

    def _memory(self) -> QWidget:
        s = self._services
        forget = Button(s.theme, self.tr("Forget what I said"), "trash-2", role="danger", pressed=self._forget)
        return card(
            heading(self.tr("Privacy")),
            switch(
                s,
                SpeakChoices,
                "private",
                self.tr("Private mode"),
                self.tr("Nothing you write or say is remembered while this is on."),
            ),
            buttons(forget),
        )

    def _forget(self) -> None:
        self._services.history.clear()
        self._services.forget_learnt()
        self._services.notices.tell(self.tr("What you said is forgotten, and so is what was learnt from it."))

    def _put(self, **changes: object) -> None:
        settings = self._services.settings
        settings.put(replace(settings.get(SpeakChoices), **changes))  # type: ignore[arg-type]
