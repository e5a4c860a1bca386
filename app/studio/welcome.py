"""The first visit: whose voice it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.studio.parts import field
from app.studio.passphrase import ask_passphrase
from app.widgets import Button, begin_at, buttons, card, label, page
from engine.errors import LockedError, VivaError

if TYPE_CHECKING:
    from app.studio.view import StudioView


class WelcomePage(QWidget):
    """Begin a bank, or bring one in."""

    def __init__(self, view: StudioView) -> None:
        super().__init__()
        self._view = view
        theme = view.services.theme
        box, self.name = field(self.tr("Whose voice is it?"))
        self.name.setPlaceholderText(self.tr("First name and last name"))
        self.name.returnPressed.connect(self._begin)
        begin = Button(theme, self.tr("Begin"), role="primary", pressed=self._begin)
        bring = Button(theme, self.tr("Open a bank file…"), "folder-open", pressed=self._choose)
        about = self.tr(
            "Record sentences, or bring recordings that exist. They stay on this computer, they belong to you, and you "
            "can save them to one file at any time."
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            page(label(self.tr("Bank a voice"), "title"), label(about, "muted"), card(box, buttons(begin, bring)))
        )
        begin_at(self, self.name)

    def _begin(self) -> None:
        try:
            self._view.model.create(self.name.text())
        except VivaError as error:
            self._view.services.notices.error(error)

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.tr("Open a bank file"), "", self.tr("Bank files (*.zip *.vvbank)")
        )
        if chosen:
            self.open_file(Path(chosen))

    def open_file(self, path: Path, passphrase: str | None = None) -> None:
        """Bring in a bank file; the passphrase is asked for when it wants one."""
        model, services = self._view.model, self._view.services

        def failed(error: VivaError) -> None:
            if isinstance(error, LockedError):
                secret = ask_passphrase(self, services, self.tr("Passphrase of the file"), error.message)
                if secret:
                    self.open_file(path, secret)
                return
            services.notices.error(error)

        services.tasks.run(lambda _job: model.open_file(path, passphrase), model.adopt, failed)
