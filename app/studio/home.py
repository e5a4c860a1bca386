"""The bank at a glance: how far it is, what it is enough for, and everything that can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMessageBox, QProgressBar, QVBoxLayout, QWidget

from app.studio import words
from app.studio.passphrase import ask_passphrase
from app.widgets import Button, Choice, begin_at, buttons, card, column, heading, label, page
from engine.bank import bankfile, ljspeech, scripts
from engine.bank.scripts import Script
from engine.errors import VivaError

if TYPE_CHECKING:
    from app.studio.view import StudioView


@dataclass(frozen=True, slots=True)
class StudioChoices:
    """script: "20", "50", "150", or a file. patience_s: silence that ends a take. moves_on: a good take leads on."""

    script: str = "20"
    patience_s: float = 1.0
    moves_on: bool = True


class HomePage(QWidget):
    """Progress on top, then recording, then the rest."""

    def __init__(self, view: StudioView) -> None:
        super().__init__()
        self._view, self._theme = view, view.services.theme
        assert view.model.bank is not None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        title = label(self.tr("The voice of {name}").format(name=view.model.bank.person), "title")
        layout.addWidget(page(title, self._progress(), self._recording(), self._voice(), self._file()))
        begin_at(self, self.start)

    def _progress(self) -> QWidget:
        progress = self._view.model.progress()
        bank = self._view.model.bank
        assert progress is not None and bank is not None
        bar = QProgressBar()
        bar.setMaximum(max(1, progress.sentences))
        bar.setValue(progress.done)
        bar.setAccessibleName(self.tr("Sentences done"))
        count = self.tr("{time} of good speech in {takes} takes")
        line = count.format(time=words.minutes(progress.speech_s), takes=len(bank.kept()))
        parts: list[QWidget] = [heading(line), label(words.enough(progress))]
        if progress.sentences:
            done = self.tr("{done} of {all} sentences of this script")
            parts += [bar, label(done.format(done=progress.done, all=progress.sentences), "muted")]
        return card(*parts)

    def _recording(self) -> QWidget:
        choices = self._view.services.settings.get(StudioChoices)
        self.script = Choice()
        self.script.setAccessibleName(self.tr("Script"))
        for key, text in (
            ("20", self.tr("20 sentences, about 3 minutes")),
            ("50", self.tr("50 sentences, about 8 minutes")),
            ("150", self.tr("150 sentences, about 25 minutes")),
        ):
            self.script.addItem(text, key)
        if choices.script not in ("20", "50", "150"):
            self.script.addItem(Path(choices.script).name, choices.script)
        self.script.setCurrentIndex(max(0, self.script.findData(choices.script)))
        place = self._view.model.bank.place if self._view.model.bank else None
        text = self.tr("Go on recording") if place else self.tr("Start recording")
        self.start = Button(self._theme, text, "mic", role="primary", pressed=self._start)
        own = Button(self._theme, self.tr("Own script…"), "file-text", pressed=self._own)
        self.patience = Choice()
        self.patience.setAccessibleName(self.tr("A take ends after"))
        for seconds in (0.7, 1.0, 1.5, 2.5, 4.0):
            self.patience.addItem(self.tr("{seconds} s of silence").format(seconds=seconds), seconds)
        self.patience.setCurrentIndex(max(0, self.patience.findData(choices.patience_s)))
        self.moves_on = Choice()
        self.moves_on.setAccessibleName(self.tr("After a good take"))
        self.moves_on.addItem(self.tr("go on by itself"), True)
        self.moves_on.addItem(self.tr("wait for me"), False)
        self.moves_on.setCurrentIndex(0 if choices.moves_on else 1)
        about = self.tr(
            "A sentence is shown, you read it, and the next one comes. Longer scripts begin with the shorter."
        )
        return card(
            heading(self.tr("Record")),
            label(about, "muted"),
            buttons(
                _named(self.tr("Script"), self.script),
                _named(self.tr("A take ends after"), self.patience),
                _named(self.tr("After a good take"), self.moves_on),
            ),
            buttons(self.start, own),
        )

    def _voice(self) -> QWidget:
        bank = self._view.model.bank
        given = bank.consent if bank else None
        state = (
            self.tr("No consent yet: it is needed before a voice can be made.")
            if given is None
            else self.tr("Consent was given by the person.")
            if given.kind == "spoken"
            else self.tr("Consent was stated by {name}, {relation}.").format(name=given.by, relation=given.relation)
        )
        view = self._view
        bring = Button(self._theme, self.tr("Bring recordings…"), "upload", pressed=lambda: view.show_page("bring"))
        review = Button(self._theme, self.tr("Review takes"), "list-checks", pressed=lambda: view.show_page("review"))
        consent = Button(self._theme, self.tr("Consent"), "shield-check", pressed=lambda: view.show_page("consent"))
        self.make = Button(self._theme, self.tr("Make the voice"), "audio-lines", pressed=self._make)
        self.make.setEnabled(bool(given and bank and bank.kept()))
        nearer = Button(
            self._theme, self.tr("Fine-tune"), "sliders-horizontal", pressed=lambda: view.show_page("personal")
        )
        return card(
            heading(self.tr("Takes and voice")),
            label(state, "muted"),
            buttons(bring, review, consent, self.make, nearer),
        )

    def _file(self) -> QWidget:
        view = self._view
        save = Button(self._theme, self.tr("Save to a bank file…"), "save", pressed=lambda: self._save(locked=False))
        locked = Button(self._theme, self.tr("Save locked…"), "lock", pressed=lambda: self._save(locked=True))
        export = Button(self._theme, self.tr("For training programs…"), "folder", pressed=self._ljspeech)
        protect = Button(self._theme, self.tr("Passphrase"), "lock", pressed=lambda: view.show_page("protect"))
        delete = Button(self._theme, self.tr("Delete everything…"), "trash-2", role="danger", pressed=self._delete)
        about = self.tr(
            "One file with every recording and its text. It can be moved, kept and read without this program."
        )
        return card(
            heading(self.tr("Your bank as a file")),
            label(about, "muted"),
            buttons(save, locked, export, protect, delete),
        )

    def _start(self) -> None:
        choices = StudioChoices(self.script.currentData(), self.patience.currentData(), self.moves_on.currentData())
        self._view.services.settings.put(choices)
        try:
            chosen_script(choices)
        except VivaError as error:
            self._view.services.notices.error(error)
            return
        self._view.show_page("record")

    def _own(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Own script"), "", self.tr("Text files (*.txt)"))
        if not chosen:
            return
        try:
            script = scripts.own(Path(chosen))
        except VivaError as error:
            self._view.services.notices.error(error)
            return
        text = self.tr("{name}, {count} sentences").format(name=script.name, count=len(script.sentences))
        self.script.addItem(text, chosen)
        self.script.setCurrentIndex(self.script.count() - 1)

    def _make(self) -> None:
        services, model = self._view.services, self._view.model
        self.make.setEnabled(False)

        def ended() -> None:
            if self._view.page is self:
                self.make.setEnabled(True)

        def made(name: str) -> None:
            ended()
            services.voices.choose(name)
            services.notices.tell(self.tr("The voice is ready, and speaks from now on."), "")

        def failed(error: VivaError) -> None:
            ended()
            services.notices.error(error)

        services.tasks.run(lambda _job: model.make_voice(), made, failed)

    def _save(self, locked: bool) -> None:
        bank, services = self._view.model.bank, self._view.services
        if bank is None:
            return
        secret: str | None = None
        if locked:
            words_ = self.tr("Whoever opens the file needs this passphrase. It cannot be recovered.")
            secret = ask_passphrase(self, services, self.tr("Passphrase of the file"), words_)
            if not secret:
                return
        name = bank.person + (".vvbank" if locked else ".zip")
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save to a bank file"), name)
        if chosen:
            saved = self.tr("Saved to {name}.").format(name=Path(chosen).name)
            services.tasks.run(
                lambda _job: bankfile.export(bank, Path(chosen), secret), lambda _: services.notices.tell(saved, "")
            )

    def _ljspeech(self) -> None:
        bank, services = self._view.model.bank, self._view.services
        chosen = QFileDialog.getExistingDirectory(self, self.tr("A folder for WAV files and metadata.csv"))
        if bank and chosen:
            words_ = self.tr("{count} takes were written.")
            services.tasks.run(
                lambda _job: ljspeech.export(bank, Path(chosen)),
                lambda count: services.notices.tell(words_.format(count=count), ""),
            )

    def _delete(self) -> None:
        question = self.tr("Delete all recordings of {name} for good? This cannot be undone.")
        bank = self._view.model.bank
        if bank is None:
            return
        answer = QMessageBox.question(self, self.tr("Delete everything"), question.format(name=bank.person))
        if answer is QMessageBox.StandardButton.Yes:
            self._view.model.delete_everything()


def _named(name: str, choice: Choice) -> QWidget:
    box = QWidget()
    words_ = label(name, wrap=False)
    words_.setBuddy(choice)
    box.setLayout(column(words_, choice, spacing=4))
    return box


def chosen_script(choices: StudioChoices) -> Script:
    """The script chosen. Raises StorageError, TextError for an own one that is gone."""
    if choices.script in ("20", "50", "150"):
        return scripts.shipped(choices.script)
    return scripts.own(Path(choices.script))
