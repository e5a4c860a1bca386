"""Consent: the sentence spoken by the person, or a relative's statement where they can no longer speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.audio.recorder import Recorder
from app.studio.meter import Meter
from app.studio.parts import field, heading_row
from app.widgets import Button, begin_at, buttons, card, heading, label, page
from engine.bank import consent
from engine.errors import VivaError

if TYPE_CHECKING:
    from app.studio.view import StudioView


class ConsentPage(QWidget):
    """Two ways; the record says which it was."""

    def __init__(self, view: StudioView) -> None:
        super().__init__()
        self._view, theme = view, view.services.theme
        bank = view.model.bank
        assert bank is not None
        self._recorder: Recorder | None = None
        self.sentence = label(consent.statement("spoken", bank.person), "display")
        self.meter = Meter(theme)
        self.record = Button(theme, self.tr("Record"), "mic", role="primary", pressed=self._record)
        self.state = label("")
        by_box, self.by = field(self.tr("Who states it"))
        relation_box, self.relation = field(self.tr("How you know the person (sister, friend, guardian)"))
        state = Button(theme, self.tr("State it"), "pencil", pressed=self._state)
        self.by.textChanged.connect(self._write_statement)
        self.relation.textChanged.connect(self._write_statement)
        self.statement = label("", "muted")
        about = self.tr(
            "A voice is made only with the consent of the person it belongs to. The record stays with the bank."
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            page(
                heading_row(view, self.tr("Consent")),
                label(about, "muted"),
                card(heading(self.tr("Read this aloud")), self.sentence, self.meter, self.state, buttons(self.record)),
                card(
                    heading(self.tr("If the person can no longer speak")),
                    label(
                        self.tr("A relative or guardian states it instead. The record says that it was so."), "muted"
                    ),
                    by_box,
                    relation_box,
                    self.statement,
                    buttons(state),
                ),
            )
        )
        self._write_statement()
        self._show_given()
        begin_at(self, self.record)

    def _record(self) -> None:
        services = self._view.services
        if self._recorder:
            recorder, self._recorder = self._recorder, None
            audio = recorder.stop()
            self.record.set_text(self.tr("Record"))
            self.record.set_icon("mic")
            try:
                self._view.model.give_consent(audio)
            except VivaError as error:
                self.state.setText(f"{error.message} {error.remedy}")
                return
            self._show_given()
            return
        self._recorder = services.sound.recorder()
        self._recorder.level.connect(lambda _peak, rms: self.meter.show_level(rms))
        self._recorder.failed.connect(self._failed)
        if self._recorder.start():
            self.state.setText(self.tr("Listening. Press again when you have read it."))
            self.record.set_text(self.tr("Done"))
            self.record.set_icon("check")

    def _state(self) -> None:
        try:
            self._view.model.state_consent(self.by.text(), self.relation.text())
        except VivaError as error:
            self._view.services.notices.error(error)
            return
        self._show_given()

    def _write_statement(self) -> None:
        bank = self._view.model.bank
        by, relation = self.by.text().strip() or "…", self.relation.text().strip() or "…"
        self.statement.setText(consent.statement("relative", bank.person if bank else "", by, relation))

    def _show_given(self) -> None:
        given = self._view.model.bank.consent if self._view.model.bank else None
        if given is None:
            self.state.setText(self.tr("There is no consent yet."))
        elif given.kind == "spoken":
            text = self.tr("Consent was given on {date}, and it is the same voice as in the takes.")
            self.state.setText(text.format(date=given.at[:10]))
        else:
            text = self.tr("Consent was stated by {name}, {relation}, on {date}.")
            self.state.setText(text.format(name=given.by, relation=given.relation, date=given.at[:10]))

    def _failed(self, error: VivaError) -> None:
        self._recorder = None
        self.state.setText(f"{error.message} {error.remedy}")

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._recorder:
            self._recorder.stop()
        super().closeEvent(event)
