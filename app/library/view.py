"""The Voices room: the first start page, the voices a person has, and the recording of a sample."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QInputDialog, QMenu, QMessageBox, QStackedWidget, QWidget

from app.library.sample_page import SamplePage
from app.library.voice_card import VoiceCard
from app.library.welcome import WelcomePage
from app.services import Services
from app.settings.choices import FirstStart
from app.speak.ways import STOCK_NAME
from app.widgets import Button, begin_at, buttons, column, label, page
from engine.audio.sample import best_window

_SOUND = "*.wav *.flac *.mp3 *.m4a *.ogg *.opus *.aac *.mp4 *.mov *.mkv *.webm *.3gp *.wma *.amr"


class LibraryView(QWidget):
    """Shows one of its three pages."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.welcome, self.sample = WelcomePage(services), SamplePage(services)
        self._list = QWidget()
        self._list.setLayout(column(spacing=16))
        title = label(self.tr("Voices"), "title")
        theme = services.theme
        self._record = Button(theme, self.tr("Record ten seconds"), "mic", role="primary", pressed=self.record)
        ways = buttons(
            self._record,
            Button(theme, self.tr("Bring a recording"), "folder-open", pressed=self.bring),
            Button(theme, self.tr("Import a voice"), "download", pressed=self._import),
            Button(theme, self.tr("Bank a whole voice"), "list-checks", pressed=lambda: services.go.emit("studio")),
        )
        self.home = page(title, ways, self._list)
        self.stack = QStackedWidget()
        for part in (self.home, self.welcome, self.sample):
            self.stack.addWidget(part)
        self.setLayout(column(self.stack))
        self.welcome.record.connect(self.record)
        self.welcome.bring.connect(self.bring)
        self.welcome.stock.connect(self._speak_at_once)
        self.sample.left.connect(self._show_home)
        self.sample.done.connect(self._made)
        services.voices.changed.connect(self._fill)
        self._fill()
        if services.settings.get(FirstStart).wanted:
            self.stack.setCurrentWidget(self.welcome)
            begin_at(self, self.welcome)

    def record(self) -> None:
        """Record a sample."""
        self.stack.setCurrentWidget(self.sample)
        self.sample.begin()

    def bring(self) -> None:
        """Make a voice of a recording that exists; the clearest ten seconds are found in the background."""
        kinds = self.tr("Sound and video") + f" ({_SOUND})"
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Bring a recording"), str(Path.home()), kinds)
        if name:
            self._services.tasks.run(lambda _job: best_window(Path(name)), self._brought)

    def _brought(self, sample) -> None:
        self.stack.setCurrentWidget(self.sample)
        self.sample.begin_with(sample)

    def _speak_at_once(self) -> None:
        self._greeted()
        self._services.go.emit("speak")

    def _made(self) -> None:
        self._greeted()
        self._services.notices.tell(self.tr("This is your voice now. Write something, and hear it."))
        self._services.go.emit("speak")

    def _greeted(self) -> None:
        self._services.settings.put(FirstStart(wanted=False))
        self._show_home()

    def _show_home(self) -> None:
        first = self._services.settings.get(FirstStart).wanted
        self.stack.setCurrentWidget(self.welcome if first else self.home)
        begin_at(self, self.welcome if first else self._record)

    def _fill(self) -> None:
        layout = self._list.layout()
        assert layout is not None
        while item := layout.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for name in (*self._services.voices.names(), STOCK_NAME):
            layout.addWidget(VoiceCard(self._services, name, self._menu(name)))

    def _menu(self, name: str) -> QMenu | None:
        if name == STOCK_NAME:
            return None
        menu = QMenu(self)
        menu.addAction(self.tr("Rename…"), lambda: self._rename(name))
        menu.addAction(self.tr("Export…"), lambda: self._export(name))
        menu.addSeparator()
        menu.addAction(self.tr("Delete for good…"), lambda: self._remove(name))
        return menu

    def _rename(self, name: str) -> None:
        new, accepted = QInputDialog.getText(self, self.tr("Rename"), self.tr("Name of the voice"), text=name)
        if accepted:
            self._services.voices.rename(name, new)

    def _export(self, name: str) -> None:
        suggestion = str(Path.home() / f"{name}.vivavoice")
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Export a voice"), suggestion, "Viva Voce (*.vivavoice)")
        if path:
            voices, notices = self._services.voices, self._services.notices
            self._services.tasks.run(
                lambda _job: voices.store.export(name, Path(path)),
                lambda _: notices.tell(self.tr("The voice is in {path}.").format(path=path)),
            )

    def _import(self) -> None:
        kinds = "Viva Voce (*.vivavoice *.zip)"
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Import a voice"), str(Path.home()), kinds)
        if path:
            self._services.voices.import_(Path(path))

    def _remove(self, name: str) -> None:
        question = self.tr("Delete “{name}” for good, with its sample and everything made of it?").format(name=name)
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Delete a voice"), question, parent=self)
        delete = box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(self.tr("Keep it"), QMessageBox.ButtonRole.RejectRole))
        box.exec()
        if box.clickedButton() is delete:
            self._services.voices.remove(name)
